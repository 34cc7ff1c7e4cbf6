"""What a questionnaire is made of: questions, the cells or paragraphs that wait for their answers, matches, answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from assistant.indicators.framework import Indicator
from assistant.indicators.levels import Level


class Kind(StrEnum):
    """What kind of file a questionnaire is."""

    EXCEL = "xlsx"
    WORD = "docx"


class Field(StrEnum):
    """What a questionnaire has room for beside a question."""

    LEVEL = "level"
    ANSWER = "answer"
    SOURCES = "sources"
    COMMENTS = "comments"


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell or paragraph where something is to be written.

    Attributes:
        address: where it is, in the words of its file: ``D7`` of the question's sheet, or ``t0.r2.c1`` or ``p14``.
        held: the text that stands there now; empty where it waits for an answer.
        choices: the values that its list allows; empty where anything may be written.
        is_formula: whether a formula stands there, which is never written over.
        boxes: the text with the boxes that are to be ticked, such as "☐ Yes ☐ No"; empty where there are none.
    """

    address: str
    held: str = ""
    choices: tuple[str, ...] = ()
    is_formula: bool = False
    boxes: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the file.

    Attributes:
        key: its name within the file: ``Sheet1!B5``, ``table 1 row 2`` or ``paragraph 14``.
        text: the question, without its number.
        number: its number or id as the file gives it; may be empty.
        part: the sheet, or the heading under which it stands; may be empty.
        slots: where its answer goes.
    """

    key: str
    text: str
    number: str = ""
    part: str = ""
    slots: Mapping[Field, Slot] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """The questions of a file in its order.

    Attributes:
        path: the file.
        kind: Excel or Word.
        questions: at least one.
        has_formulas: whether the file computes something, which may then depend on the answers.
    """

    path: Path
    kind: Kind
    questions: tuple[Question, ...]
    has_formulas: bool = False


class By(StrEnum):
    """How a question was recognised as that of an indicator."""

    ID = "id"
    MEANING = "meaning"
    PERSON = "person"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Match:
    """A question and the indicator that it asks, if any.

    Attributes:
        question: of the questionnaire.
        indicator: None where no indicator asks the same.
        score: 0 to 1, how alike the two are.
        by: how it was found.
        is_doubtful: whether a person must confirm it before it is used.
        others: ids of the indicators that come next, the closest first.
    """

    question: Question
    indicator: Indicator | None
    score: float
    by: By
    is_doubtful: bool = False
    others: tuple[str, ...] = ()

    @property
    def is_settled(self) -> bool:
        """Whether it may be used as it stands."""
        return self.indicator is not None and not self.is_doubtful


@dataclass(frozen=True, slots=True)
class Answer:
    """What is to be written beside a question.

    Attributes:
        level: how far it is in place; None where the question asks for no level.
        text: the response.
        sources: where it stands, one a line.
        comments: what is to be borne in mind; may be empty.
    """

    level: Level | None
    text: str
    sources: str = ""
    comments: str = ""


class Reason(StrEnum):
    """Why something was not written."""

    FILLED = "filled"
    FORMULA = "formula"
    NO_CHOICE = "no_choice"
    NO_ROOM = "no_room"


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was not written, and why."""

    key: str
    field: Field
    reason: Reason


@dataclass(frozen=True, slots=True)
class Filled:
    """What came of filling.

    Attributes:
        path: the copy.
        written: keys of the questions beside which something was written.
        skipped: what was left as it was.
    """

    path: Path
    written: tuple[str, ...]
    skipped: tuple[Skipped, ...] = ()


@dataclass(frozen=True, slots=True)
class Previous:
    """An answer of an earlier assessment.

    Attributes:
        indicator: what it answers.
        level: None where the file gives none that is understood.
        text: may be empty.
        sources: may be empty.
        key: of the question in its file.
    """

    indicator: Indicator
    level: Level | None
    text: str
    sources: str
    key: str
