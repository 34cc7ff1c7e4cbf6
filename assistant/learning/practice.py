"""Practice: why an answer was given, and a draft response in which one sentence is not borne out."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.answer import Answer, Citation
from assistant.checking.carrying import Carrying
from assistant.checking.compared import Lack
from assistant.citing import cited
from assistant.language.lexicon import WordClass
from assistant.learning import mentions
from assistant.retrieval import Filters

if TYPE_CHECKING:
    from assistant.consultation import Consultation
    from assistant.indicators.drafting import Draft
    from assistant.learning.facts import FactTable

_SHOWN = 3
_SAME_SIZE = 4
_FUTURE = "2030"
_QUOTED = re.compile(r"[“«](.+)[”»]", re.DOTALL)
_CITED = re.compile(r"\[(\d+)\]")
_DENIALS = {
    "en": (
        (re.compile(r"\bdoes not have\b"), "has"),
        (re.compile(r"\b(is|are) no\b"), r"\1 a full set of"),
        (re.compile(r"\bhas no\b"), "has"),
        (re.compile(r"\b(has|have) not\b"), r"\1"),
        (re.compile(r"\b(is|are|does|do) not\b"), r"\1"),
    ),
    "es": (
        (re.compile(r"\b[Nn]o (tiene|ha|existe|cuenta|colabora|forma|realiza|hay)\b"), r"\1"),
        (re.compile(r"\baún no\b"), "ya"),
    ),
}


@dataclass(frozen=True, slots=True)
class Weighed:
    """A sentence that was weighed as evidence: how much of the question it covers (0 to 1), and what it lacks."""

    citation: Citation
    coverage: float
    lacks: tuple[str, ...]
    counts: bool


@dataclass(frozen=True, slots=True)
class Sought:
    """One part of a question: its words that carry it, the kind of thing asked for, and what was weighed."""

    text: str
    kind: str
    words: tuple[str, ...]
    is_enough: bool
    weighed: tuple[Weighed, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """An answer with why it was given."""

    answer: Answer
    countries: tuple[str, ...]
    years: tuple[str, ...]
    parts: tuple[Sought, ...]


def explained(consultation: Consultation, question: str, language: str, documents: Sequence[str]) -> Explained:
    """The answer to a question, and why: what was looked for, what was found, and what was missing.

    Raises:
        QuestionError: the question is empty or too long.
    """
    filters = Filters(documents=tuple(documents) or None)
    answer = consultation.ask(question, language, filters)
    reading = consultation.reading()
    query = reading.understanding.read(question, language)
    scope = reading.retrieval.scope(filters, language)
    pool = reading.retrieval.pool(query, scope)
    parts = []
    for finding in reading.judge.findings(query, pool):
        enough = finding.sufficiency.value == "enough"
        shown = (finding.evidence or finding.nearest)[:_SHOWN]
        weighed = tuple(
            Weighed(
                cited(e.sentence, e.document, n, consultation.titles, language),
                min(1.0, e.coverage),
                tuple(sorted(e.missing)),
                e.admissible,
            )
            for n, e in enumerate(shown, 1)
        )
        words = tuple(dict.fromkeys(u.text for u in finding.part.units if u.word_class is not WordClass.SCAFFOLD))
        parts.append(Sought(finding.part.text, finding.part.kind.value, words, enough, weighed))
    return Explained(answer, query.countries, query.years, tuple(parts))


@dataclass(frozen=True, slots=True)
class Spoiled:
    """A draft response with one sentence that its source does not bear out.

    Attributes:
        question: of the indicator.
        level: of the draft.
        sentences: as shown, with their marks.
        wrong: position of the spoiled sentence.
        was: what stood there.
        lacks: why the check refuses it.
        citations: the sources of the draft.
    """

    question: str
    level: str
    sentences: tuple[str, ...]
    wrong: int
    was: str
    lacks: tuple[Lack, ...]
    citations: tuple[Citation, ...]


def spoiled(draft: Draft, table: FactTable, carrying: Carrying, seed: str) -> Spoiled | None:
    """A draft with one sentence changed so that the check refuses it; None where no sentence can be.

    A figure, a year, an instrument or an institution is put in the place of another one of the same documents, or a
    denial is left out. Only a change that the check itself refuses, while it lets the other sentences pass, is used.
    """
    by_mark = {c.mark: c for c in draft.citations}
    order = list(range(len(draft.sentences)))
    rng = random.Random(seed)
    rng.shuffle(order)
    if len(order) < 2:
        return None
    for at in order:
        sentence = draft.sentences[at]
        sources = [by_mark[int(m)] for m in _CITED.findall(sentence) if int(m) in by_mark]
        if not sources or carrying.lacks(sentence, draft.language, sources):
            continue
        for changed in _changes(sentence, sources[0].language, table, rng):
            lacks = carrying.lacks(changed, draft.language, sources)
            if lacks and changed != sentence:
                shown = (*draft.sentences[:at], changed, *draft.sentences[at + 1 :])
                return Spoiled(
                    draft.indicator.question(draft.language),
                    draft.level.value,
                    shown,
                    at,
                    sentence,
                    lacks,
                    draft.citations,
                )
    return None


def _changes(sentence: str, language: str, table: FactTable, rng: random.Random) -> list[str]:
    """The sentence with one thing changed in what it quotes, in several ways."""
    quoted = _QUOTED.search(sentence)
    if not quoted:
        return []
    said = quoted[1]
    found: list[str] = []
    for pattern, instead in _DENIALS.get(language, ()):
        if pattern.search(said):
            found.append(pattern.sub(instead, said, count=1))
            break
    years = [m.name for p in table.sentences for m in mentions.years(p.text)]
    pools: list[tuple[Sequence[mentions.Mention], list[str]]] = [
        ([m for m, _ in mentions.numbered(said)], [i.name for i in table.instruments]),
        (mentions.institutions(said, language), [i.name for i in table.institutions]),
        (mentions.years(said), [y for y in years if y < _FUTURE]),
    ]
    figures = mentions.figures(said, language)
    if figures:
        pools.append((figures, _near(figures[0].name, language, table)))
    for there, pool in pools:
        others = [o for o in dict.fromkeys(pool) if all(o not in said and m.name not in o for m in there)]
        if there and others:
            found.append(said.replace(there[0].name, rng.choice(others), 1))
    rng.shuffle(found)
    return [sentence[: quoted.start(1)] + one + sentence[quoted.end(1) :] for one in found]


def _near(figure: str, language: str, table: FactTable) -> list[str]:
    """Figures written alike and of about the same size."""
    value = mentions.value_of(figure, language) or 0
    known = {m.name for p in table.sentences for m in mentions.figures(p.text, language)}
    known |= set(mentions.NUMBER_WORDS.get(language, ()))
    return [
        k
        for k in sorted(known)
        if k[0].isdigit() == figure[0].isdigit()
        and (other := mentions.value_of(k, language)) is not None
        and value / _SAME_SIZE <= other <= value * _SAME_SIZE
        and other != value
    ]
