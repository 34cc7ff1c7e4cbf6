"""All questions that the loaded documents give, made by code from the fact table."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from assistant.language.polarity import foresees
from assistant.learning import mentions
from assistant.learning.facts import FactTable, Institution, Legal, opened
from assistant.learning.gaps import (
    figure_questions,
    institution_questions,
    instrument_questions,
    is_no_date,
    short_questions,
    year_questions,
)
from assistant.learning.quiz import GAP, Choice, Kind, Question, picked, question, question_id
from assistant.learning.view import DOMAINS, Placed
from assistant.learning.whether import reading_questions, whether_questions
from ingest.terms import fold

_ORDERS = 24
_LONGEST_EVENT = 230
_ORDINAL = re.compile(
    r"\b(?:first|second|third|fourth|fifth|primer|primero|primera|segundo|segunda|tercer|tercero|tercera|cuarto|cuarta|"
    r"quinto|quinta) (?=step|phase|stage|paso|fase|etapa)",
    re.IGNORECASE,
)
_RANKS = ("first prim", "second segund", "third tercer", "fourth cuart", "fifth quint")
_OF_DOMAIN = 8
_NAMES_OF_A_LIST = 4
_LONGEST_SUPPORT = 320
_STATE = re.compile(r"^(?:As of|Since|To date|Al? |Desde|Hasta|A partir)\b")


@dataclass(frozen=True)
class Bank:
    """The questions over one fact table."""

    table: FactTable
    questions: tuple[Question, ...]

    @cached_property
    def by_id(self) -> dict[str, Question]:
        """Each question by its id."""
        return {q.id: q for q in self.questions}

    def of_domain(self, domain: int) -> tuple[Question, ...]:
        """The questions on a domain of the profile."""
        return tuple(q for q in self.questions if q.domain == domain)

    def about(self, words: tuple[str, ...]) -> tuple[Question, ...]:
        """The questions whose sentence or section names one of some words."""
        wanted = [re.compile(rf"\b{re.escape(fold(w))}\b") for w in words]
        return tuple(
            q
            for q in self.questions
            if any(w.search(fold(f"{q.placed.text} {q.placed.sentence.section}")) for w in wanted)
        )


def bank_of(table: FactTable) -> Bank:
    """The questions of a fact table, each once."""
    found: dict[str, Question] = {}
    for made in (
        whether_questions(table),
        reading_questions(table),
        figure_questions(table),
        year_questions(table),
        instrument_questions(table),
        institution_questions(table),
        short_questions(table),
        convention_questions(table),
        order_questions(table),
        support_questions(table),
        domain_questions(table),
    ):
        for one in made:
            found.setdefault(one.id, one)
    return Bank(table, tuple(found.values()))


def convention_questions(table: FactTable) -> Iterator[Question]:
    """The rows of a table of conventions: ratified or not, which of them, and in which year."""
    rows = table.conventions
    yes, no = (Choice(f"quiz.{name}", is_phrase=True) for name in ("yes", "no"))
    unlisted = Choice("quiz.not_in_table", is_phrase=True)
    for row in rows:
        right = yes if row.ratified else no
        made = question(
            Kind.WHETHER,
            "ratified",
            row.placed,
            right,
            (yes, no, unlisted),
            values=(("name", row.name),),
            key=row.name,
            shuffled=False,
        )
        if made:
            yield made
        others = [Choice(r.name) for r in rows if r.ratified is not row.ratified]
        form = "which_ratified" if row.ratified else "which_not_ratified"
        random.Random(row.name).shuffle(others)
        made = question(Kind.CONVENTION, form, row.placed, Choice(row.name), others)
        if made:
            yield made
        if row.year:
            known = sorted(
                {str(r.year) for r in rows if r.year}
                | {m.name for p in table.sentences for m in mentions.years(p.text)}
            )
            wrong = [y for y in picked(known, row.name) if y != str(row.year) and y not in row.name]
            wrong.sort(key=lambda y: abs(int(y) - int(str(row.year))))
            made = question(
                Kind.YEAR,
                "ratified_when",
                row.placed,
                Choice(str(row.year)),
                [Choice(w) for w in wrong[:3]],
                values=(("name", row.name),),
            )
            if made:
                yield made


def order_questions(table: FactTable) -> Iterator[Question]:
    """Three events by their years, or the steps of a process by their number; the years and numbers are left out."""
    yield from _steps(table)
    events: dict[int, list[Placed]] = {}
    for placed in table.sentences:
        dates = [m for m in mentions.years(placed.text) if not is_no_date(placed, m)]
        found = {m.name for m in dates} if len(dates) == len(mentions.years(placed.text)) else set()
        plain = (
            not _STATE.match(placed.text)
            and not mentions.has_period(placed.text)
            and len(placed.text) <= _LONGEST_EVENT
        )
        if len(found) == 1 and plain and not foresees(placed.text):
            events.setdefault(int(found.pop()), []).append(placed)
    years = sorted(events)
    chances = list(combinations(years, 3))
    random.Random(len(table.sentences)).shuffle(chances)
    used: dict[int, int] = {}
    made = 0
    for chosen in chances:
        if made >= _ORDERS:
            return
        picks = [events[y][used.get(y, 0) % len(events[y])] for y in chosen]
        if len({p.document.id for p in picks}) > 2 or len({p.sentence.language for p in picks}) > 1:
            continue
        for y in chosen:
            used[y] = used.get(y, 0) + 1
        made += 1
        yield _ordered([(p, _without_years(opened(p.text))) for p in picks], "order")


def _steps(table: FactTable) -> Iterator[Question]:
    sections: dict[tuple[str, str], dict[int, Placed]] = {}
    for placed in table.view.sentences:
        match = _ORDINAL.search(placed.text)
        if match:
            rank = next(i for i, names in enumerate(_RANKS) if any(fold(match[0]).startswith(n) for n in names.split()))
            top = placed.sentence.section.split(" > ")[0]
            sections.setdefault((placed.document.id, top), {}).setdefault(rank, placed)
    for found in sections.values():
        steps = [found[rank] for rank in sorted(found)]
        if len(steps) >= 3:
            texts = [(p, opened(_ORDINAL.sub(f"{GAP} ", p.text))) for p in steps]
            yield _ordered(texts, "steps")
            for chosen in combinations(texts, 3):
                if len(texts) > 3:
                    yield _ordered(list(chosen), "steps")


def _ordered(items: list[tuple[Placed, str]], form: str) -> Question:
    placed = items[0][0]
    id = question_id(Kind.ORDER, placed, form, *(p.sentence.document_id + str(p.sentence.start) for p, _ in items))
    choices = [Choice(text, placed=p) for p, text in items]
    shown = list(choices)
    random.Random(id).shuffle(shown)
    if shown == choices:
        shown = [*choices[1:], choices[0]]
    right = tuple(shown.index(c) for c in choices)
    return Question(id, Kind.ORDER, form, (), "", "", placed.sentence.language, tuple(shown), right, placed)


def _without_years(text: str) -> str:
    for mention in reversed(mentions.years(text)):
        text = text[: mention.start] + GAP + text[mention.end :]
    return text


def support_questions(table: FactTable) -> Iterator[Question]:
    """A claim that links two names, and sentences of which one bears it out: it alone names both."""
    pool = [
        p
        for p in table.sentences
        if len(p.text) <= _LONGEST_SUPPORT
        and len(mentions.institutions(p.text, p.sentence.language)) < _NAMES_OF_A_LIST
    ]
    short = {p.sentence.id for p in pool}
    for legal in table.instruments:
        named = {m.placed.sentence.id for m in legal.seen} & short
        for institution in table.institutions:
            shared = [n.placed for n in institution.seen if n.placed.sentence.id in named]
            if len(shared) == 1:
                yield from _linking(table, shared[0], legal, institution, pool)
    several = [(i, {n.placed.sentence.id for n in i.seen}) for i in table.institutions if len(i.seen) > 1]
    for (one, _), (other, named) in combinations(several, 2):
        shared = [n.placed for n in one.seen if n.placed.sentence.id in named & short]
        if len(shared) == 1 and not any(table.may_be_one(a, b) for a in one.names for b in other.names):
            yield from _linking(table, shared[0], one, other, pool)


def _linking(
    table: FactTable, right: Placed, one: Legal | Institution, other: Legal | Institution, pool: list[Placed]
) -> Iterator[Question]:
    both = one.blocks & other.blocks
    half = [
        n.placed
        for n in (*one.seen, *other.seen)
        if n.placed in pool and n.placed.block not in both and n.placed.sentence.language == right.sentence.language
    ]
    wrong = [p for p in dict.fromkeys(half) if table.alike(right, p) < 0.5]
    random.Random(right.text).shuffle(wrong)
    made = question(
        Kind.SUPPORT,
        "support",
        right,
        Choice(right.text, placed=right),
        [Choice(p.text, placed=p) for p in wrong],
        values=(("one", one.name), ("other", other.name)),
        key=f"{one.name}|{other.name}",
    )
    if made:
        yield made


def domain_questions(table: FactTable) -> Iterator[Question]:
    """Under which domain of the profile a finding stands."""
    choices = tuple(Choice(f"domain.{n}", is_phrase=True) for n in DOMAINS)
    for domain in DOMAINS:
        mine = [p for p in table.sentences if p.domain == domain and p.side and len(p.text) <= 260]
        random.Random(domain).shuffle(mine)
        for placed in mine[:_OF_DOMAIN]:
            made = question(
                Kind.DOMAIN,
                "domain",
                placed,
                choices[domain - 1],
                choices,
                excerpt=opened(placed.text),
                key="domain",
                shuffled=False,
            )
            if made:
                yield made
