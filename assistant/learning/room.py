"""Everything that learning about one country in one language stands on, made once for a state of the store.

What takes long is made when it is first needed: a lesson needs the facts, only questions need the bank.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.indicators.framework import Framework
from assistant.language.countries import Gazetteer
from assistant.learning.bank import Bank, bank_of
from assistant.learning.facts import FactTable, fact_table
from assistant.learning.filling import Filler
from assistant.learning.glossary import Glossary, glossary_for, load_glossary
from assistant.learning.lessons import Lesson, Lessons, Text
from assistant.learning.progress import Exam, Progress
from assistant.learning.quiz import Kind, Question
from assistant.learning.view import DOMAINS, View, countries_of, view_of

if TYPE_CHECKING:
    from assistant.consultation import Consultation

EXAM_QUESTIONS = 8
FEWEST_FOR_EXAM = 4
_NOT_IN_EXAM = frozenset({Kind.DOMAIN, Kind.SHORT})
"""Where a finding stands, and what an abbreviation means, is trained and not examined."""


@dataclass(frozen=True)
class Room:
    """What is learnt from.

    Attributes:
        view: the loaded documents.
        lessons: the path.
        countries: those of the loaded documents.
        consultation: answers the questions that lessons ask.
    """

    view: View
    lessons: Lessons
    countries: tuple[str, ...]
    consultation: Consultation = field(repr=False)

    @cached_property
    def table(self) -> FactTable:
        """The facts of the loaded documents."""
        return fact_table(self.view, self.consultation.settings.corpus)

    @cached_property
    def bank(self) -> Bank:
        """The questions over them."""
        return bank_of(self.table)

    @cached_property
    def glossary(self) -> Glossary:
        """The terms that fit."""
        corpus = self.consultation.settings.corpus
        texts = " ".join(
            p.markdown
            for ones in self.lessons.by_language.values()
            for one in ones
            for p in one.parts
            if isinstance(p, Text)
        )
        return glossary_for(load_glossary(corpus), self.view, Gazetteer.load(corpus), texts)

    @cached_property
    def filler(self) -> Filler:
        """Fills the places of lessons."""
        framework = Framework.load(self.consultation.settings.corpus / "indicators.jsonl")
        return Filler(self.table, self.consultation.titles, framework, self.consultation)

    @property
    def country(self) -> str:
        """The code under which progress is kept; a dash where the documents name no country."""
        return self.view.country or "-"

    def of_lesson(self, lesson: Lesson) -> tuple[Question, ...]:
        """The questions that belong to a lesson."""
        found: dict[str, Question] = {}
        if lesson.practice_domain:
            found.update({q.id: q for q in self.bank.of_domain(lesson.practice_domain)})
        if lesson.practice_words:
            found.update({q.id: q for q in self.bank.about(lesson.practice_words)})
        if lesson.practice_kinds:
            kinds = frozenset(Kind(k) for k in lesson.practice_kinds)
            found = {i: q for i, q in (found or self.bank.by_id).items() if q.kind in kinds}
        return tuple(found.values())

    def examinable(self, domain: int) -> tuple[Question, ...]:
        """The questions of a domain's test."""
        return tuple(q for q in self.bank.of_domain(domain) if q.kind not in _NOT_IN_EXAM)

    def domains(self) -> tuple[int, ...]:
        """The domains in which there are enough questions for a test."""
        return tuple(d for d in DOMAINS if len(self.examinable(d)) >= FEWEST_FOR_EXAM)


def room_of(consultation: Consultation, language: str, country: str | None = None) -> Room:
    """The room of a reader.

    Raises:
        LessonFileError: the file of a lesson is damaged.
    """
    reading = consultation.reading()
    return Room(
        view=view_of(consultation.store, reading.retrieval, language, country),
        lessons=Lessons.load(consultation.settings.corpus / "lessons"),
        countries=countries_of(reading.records),
        consultation=consultation,
    )


def next_question(pool: Sequence[Question], progress: Progress, name: str, country: str) -> Question | None:
    """The question to ask now: one that is due, else one not met yet; None where all were met and none is due.

    The order of those not met depends on the person alone, so that a page that is loaded again asks the same.
    """
    by_id = {q.id: q for q in pool}
    for id in progress.due(name, country) if name else ():
        if id in by_id:
            return by_id[id]
    met = progress.met(name, country) if name else frozenset()
    return next((q for q in mixed(pool, name) if q.id not in met), None)


def mixed(pool: Sequence[Question], seed: str) -> list[Question]:
    """Questions with the kinds taking turns, in an order that depends on a seed alone."""
    rng = random.Random(f"{seed}|{len(pool)}")
    by_kind: dict[Kind, list[Question]] = {}
    for one in pool:
        by_kind.setdefault(one.kind, []).append(one)
    rows = list(by_kind.values())
    rng.shuffle(rows)
    for row in rows:
        rng.shuffle(row)
    return [row[n] for n in range(max(map(len, rows), default=0)) for row in rows if n < len(row)]


def exam_questions(room: Room, domain: int, name: str, taken: int) -> tuple[str, ...]:
    """The ids of a new test's questions; another selection each time. No sentence is asked about twice."""
    chosen: dict[object, str] = {}
    for one in mixed(room.examinable(domain), f"{name}|{domain}|{taken}"):
        chosen.setdefault(one.placed.sentence.id, one.id)
    return tuple(chosen.values())[:EXAM_QUESTIONS]


def open_exam(room: Room, progress: Progress, name: str, domain: int) -> Exam | None:
    """The test on a domain that is under way; one whose questions the documents no longer give is dropped."""
    found = next((e for e in progress.exams(name, room.country, domain) if not e.ended_at), None)
    if found and not all(q in room.bank.by_id for q in found.questions):
        progress.drop_exam(found)
        return None
    return found
