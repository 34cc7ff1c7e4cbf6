"""What a workspace holds: assessments, responses with their sentences, and all that people do with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from assistant.answer import Citation
from assistant.checking.compared import Lack
from assistant.indicators.framework import Indicator

LEVELS = ("complete", "partial", "absent", "not_found")
"""The values of ``assistant.indicators.levels.Level``, which brings the search with it."""


class Status(StrEnum):
    """How far a response is."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    VALIDATED = "validated"
    RETURNED = "returned"


TRANSITIONS: Mapping[Status, frozenset[Status]] = {
    Status.DRAFT: frozenset({Status.IN_REVIEW}),
    Status.IN_REVIEW: frozenset({Status.VALIDATED, Status.RETURNED}),
    Status.RETURNED: frozenset({Status.IN_REVIEW}),
    Status.VALIDATED: frozenset({Status.RETURNED}),
}
"""Which status may follow which. What is validated can be changed only after it was returned."""


class Support(StrEnum):
    """What carries a sentence."""

    DRAFTED = "drafted"
    """Written by the drafting engine from quotes that it compared with their pages."""
    SUPPORTED = "supported"
    """Written by a person; all that it says stands in its quotes."""
    UNVERIFIED = "unverified"
    """Written by a person; something in it stands in none of its quotes."""
    ACCEPTED = "accepted"
    """Unverified, and a person stands for it with a reason."""


class Part(StrEnum):
    """What a sentence is in a response."""

    OPENING = "opening"
    """Says the level and why."""
    SILENCE = "silence"
    """Says that nothing was found, and where it was looked for."""
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Who stands for a sentence that its quotes do not carry, since when and why."""

    by: str
    at: str
    reason: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a response.

    Attributes:
        id: stays with the sentence through its edits.
        text: with the marks at its end, such as [1].
        marks: numbers of the citations that it rests on.
        support: what carries it.
        lacks: why it is unverified.
        acceptance: who stands for it.
    """

    id: str
    text: str
    marks: tuple[int, ...] = ()
    support: Support = Support.DRAFTED
    part: Part = Part.TEXT
    lacks: tuple[Lack, ...] = ()
    acceptance: Acceptance | None = None

    def as_dict(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self)

    @classmethod
    def of_dict(cls, data: Mapping[str, Any]) -> Sentence:
        """As it was kept."""
        return cls(
            id=data["id"],
            text=data["text"],
            marks=tuple(data["marks"]),
            support=Support(data["support"]),
            part=Part(data["part"]),
            lacks=tuple(Lack(d["kind"], tuple(d["words"])) for d in data["lacks"]),
            acceptance=Acceptance(**data["acceptance"]) if data["acceptance"] else None,
        )


@dataclass(frozen=True, slots=True)
class Response:
    """The response to one indicator, as it stands.

    Attributes:
        assessment: the id of its assessment.
        indicator: what is asked.
        language: of the sentences.
        level: one of ``LEVELS``; None where nothing was drafted yet.
        reason: why that level, in words.
        sentences, citations: the response and what it rests on; a citation keeps its mark for good.
        caveats, gaps, searched: as the drafting engine gave them.
        status: how far it is.
        assignee: who is to see to it; empty for nobody.
        due: ISO date; empty for none.
        version: counts its changes, from 0.
        edited_by: the person who last changed text or level; empty while only the engine wrote it.
        drafted_at, changed_at: ISO times, in UTC; empty for never.
        writer: who wrote the draft.
    """

    assessment: str
    indicator: Indicator
    language: str
    level: str | None = None
    reason: str = ""
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    caveats: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    searched: tuple[str, ...] = ()
    status: Status = Status.DRAFT
    assignee: str = ""
    due: str = ""
    version: int = 0
    edited_by: str = ""
    drafted_at: str = ""
    changed_at: str = ""
    writer: str = ""

    @property
    def drafted(self) -> bool:
        """Whether there is anything in it."""
        return self.level is not None

    @property
    def text(self) -> str:
        """The response as running text."""
        return " ".join(s.text for s in self.sentences)

    @property
    def unverified(self) -> tuple[Sentence, ...]:
        """Its sentences that nothing supports and nobody stands for."""
        return tuple(s for s in self.sentences if s.support is Support.UNVERIFIED)

    @property
    def engine_may_write(self) -> bool:
        """Whether the drafting engine may replace it: no person changed it, or moved it on."""
        return not self.edited_by and self.status is Status.DRAFT

    def citation(self, mark: int) -> Citation | None:
        """The citation with a mark."""
        return next((c for c in self.citations if c.mark == mark), None)

    def content(self) -> dict[str, Any]:
        """What the history compares: level, reason, sentences and marks."""
        return {
            "level": self.level,
            "reason": self.reason,
            "sentences": [s.as_dict() for s in self.sentences],
            "citations": [asdict(c) for c in self.citations],
        }


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a team answers: a framework's indicators for a country and a year, in a language.

    Attributes:
        id: in addresses; cannot be guessed.
        country: ISO alpha-3.
        year: of the assessment.
        language: of the responses.
        framework: the name of the file that the indicators came from; empty for the shipped framework.
        created_at, created_by: when and by whom it was made.
    """

    id: str
    country: str
    year: int
    language: str
    framework: str
    created_at: str
    created_by: str


class Act(StrEnum):
    """What was done to a response."""

    DRAFTED = "drafted"
    EDITED = "edited"
    LEVEL = "level"
    STATUS = "status"
    ASSIGNED = "assigned"
    ACCEPTED = "accepted"
    COMMENTED = "commented"
    REQUESTED = "requested"


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the history: who did what and when, with what stood before and after."""

    number: int
    indicator: str
    at: str
    by: str
    act: Act
    note: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody said of a response."""

    at: str
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class Hold:
    """Who has a response open for editing, since when, and until when unless it is renewed (ISO times, UTC)."""

    session: str
    by: str
    since: str
    until: str


class Asked(StrEnum):
    """How far a request for evidence is."""

    OPEN = "open"
    RECEIVED = "received"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class EvidenceRequest:
    """Evidence asked of an institution."""

    number: int
    indicator: str
    text: str
    institution: str
    due: str
    state: Asked
    at: str
    by: str


@dataclass(frozen=True, slots=True)
class Previous:
    """The answer of the assessment before: its level (None where it gave none) and its text."""

    level: str | None
    text: str
    source: str = ""


class JobState(StrEnum):
    """How far a job of drafting is."""

    RUNNING = "running"
    STOPPING = "stopping"
    STOPPED = "stopped"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Job:
    """Drafting of several indicators, one after the other.

    Attributes:
        number: its number.
        state: as recorded; a job that is recorded as running and that no process works on was cut off.
        total: how many indicators it has.
        done: how many are drafted.
        skipped: those left as they were, because a person has changed them or has them open.
        by: who started it.
        current: the indicator at work; empty for none.
        failure: what went wrong, by language.
    """

    number: int
    assessment: str
    state: JobState
    total: int
    done: int
    skipped: tuple[str, ...]
    by: str
    started_at: str
    current: str = ""
    failure: Mapping[str, str] = field(default_factory=dict)

    @property
    def left(self) -> int:
        """How many are still to be drafted."""
        return self.total - self.done - len(self.skipped)
