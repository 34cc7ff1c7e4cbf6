"""Answer and Citation: what a question ends in, and the JSON that the command line prints of it."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

MARK = re.compile(r"\s*\[(\d+)\]")
"""How a text refers to a citation: its number in square brackets, with the space before it."""


class Status(StrEnum):
    """How far the documents answer the question."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    NOT_FOUND = "not_found"
    CONFLICT = "conflict"
    OUT_OF_SCOPE = "out_of_scope"


class Verdict(StrEnum):
    """The word at the top of an answer to a yes-or-no question."""

    YES = "yes"
    NO = "no"
    PARTIAL = "partial"


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote and its place: ``quote`` equals ``page_text[start:end]`` of that page, letter for letter."""

    mark: int
    document_id: str
    title: str
    type: str
    country: str | None
    language: str
    page: int
    section: str
    article: str | None
    quote: str
    start: int
    end: int
    translation: str | None
    as_of: str | None
    authority: str
    url: str | None
    summarises: str | None = None
    """For a brief: title and date of the source that it summarises."""
    doubtful: tuple[tuple[int, int], ...] = ()
    """Characters of the quote: figures and dates that text recognition may have misread."""

    def __post_init__(self) -> None:
        """Takes pairs of numbers as JSON gives them."""
        object.__setattr__(self, "doubtful", tuple((int(start), int(end)) for start, end in self.doubtful))


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a chat model read and wrote for an answer, in its own tokens."""

    sent: int
    received: int

    def __add__(self, other: Tokens) -> Tokens:
        return Tokens(self.sent + other.sent, self.received + other.received)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. ``answer`` is prose in ``language``; every factual sentence ends in its mark, such as [1]."""

    question: str
    language: str
    status: Status
    verdict: Verdict | None
    answer: str
    citations: tuple[Citation, ...] = ()
    caveats: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    searched: tuple[str, ...] = ()
    """Titles and dates of the documents that were searched; shown where nothing was found."""
    understood_as: str | None = None
    """The question as completed from earlier turns, where that changed it."""
    writer: str = "extractive"
    elapsed_ms: int = 0
    id: str | None = None
    tokens: Tokens | None = None
    """What a chat model read and wrote for it, where one did and said how much."""
    nearest: Citation | None = None
    """Where nothing was found: the place of the sentence that the first suggestion names. It answers nothing."""

    def as_dict(self) -> dict[str, Any]:
        """The answer object of the command line, keys in the order of its contract."""
        data = asdict(self)
        for name in ("tokens", "nearest"):
            if data[name] is None:
                del data[name]
        return {"id": data.pop("id"), **{k: list(v) if isinstance(v, tuple) else v for k, v in data.items()}}
