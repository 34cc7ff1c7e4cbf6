"""Grades one answer by the rules of the project's evaluation README; nothing here knows how it was made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from evals.dataset import Item, Needle, Place
from evals.folding import fold, has_any, has_phrase
from evals.sources import Sources

_GIVEN = ("answered", "partial")
_SILENT = ("not_found", "out_of_scope")
_STATUSES = (*_GIVEN, *_SILENT, "conflict")
_VERDICTS = ("yes", "no", "partial", None)
_REQUIRED = ("language", "status", "verdict", "answer", "citations", "caveats")
_CITED = ("document_id", "page", "quote", "start", "end")


class Grade(StrEnum):
    """As in inspect_ai: correct, incorrect (something wrong is asserted), partly right, no answer."""

    CORRECT = "C"
    INCORRECT = "I"
    PARTIAL = "P"
    NO_ANSWER = "N"


class Library(Protocol):
    """The store's documents: page texts, against which quotes are checked, and what a summary's citations reach."""

    def text(self, document_id: str, page: int) -> str | None:
        """The text of a page, or None where the store has no such page."""

    def reaches(self, item: Item, place: Place, citation: Mapping[str, Any]) -> bool:
        """Whether a citation of a summary is of the source and section of a place."""


@dataclass(frozen=True, slots=True)
class Score:
    """What one answer got right and wrong. ``faults`` says each failure in words; a right answer has none.

    ``scored`` is false where what came is no answer that could be graded; ``faults`` then says why.
    """

    item: Item
    answer: Mapping[str, Any]
    faults: tuple[str, ...]
    wrong_assertion: bool
    wrong_silence: bool
    needles_reached: tuple[bool, ...]
    citations_reaching: tuple[bool, ...]
    quotes_verbatim: tuple[bool, ...]
    quoted_words: int
    language_kept: bool
    scored: bool = True

    @property
    def right(self) -> bool:
        """Whether nothing failed."""
        return not self.faults

    @property
    def all_faults(self) -> tuple[str, ...]:
        """The faults, and what else a person who reads a miss should know."""
        if not self.scored:
            return self.faults
        said = {
            "wrong assertion": self.wrong_assertion,
            "wrong silence": self.wrong_silence,
            f"answers in {self.answer['language']}": not self.language_kept,
            "a quote is not letter for letter the page": not all(self.quotes_verbatim),
        }
        return (*self.faults, *(fault for fault, holds in said.items() if holds))

    @property
    def given(self) -> bool:
        """Whether the assistant gave an answer at all."""
        return self.answer["status"] not in _SILENT

    @property
    def grade(self) -> Grade | None:
        """The one letter of this score; None where it could not be graded."""
        if not self.scored:
            return None
        if self.right:
            return Grade.CORRECT
        if self.wrong_assertion:
            return Grade.INCORRECT
        return Grade.PARTIAL if self.given else Grade.NO_ANSWER


@dataclass(frozen=True, slots=True)
class Scorer:
    """Scores answers against sources and, where there is a store, its documents."""

    sources: Sources
    library: Library | None = None

    def score(self, item: Item, answer: Mapping[str, Any]) -> Score:
        """One answer object against one item's key."""
        unreadable = shape_faults(answer)
        if unreadable:
            return Score(item, answer, unreadable, False, False, (), (), (), 0, False, scored=False)
        citations = answer["citations"]
        reached = [[self._reaches(item, needle, citation) for citation in citations] for needle in item.needles]
        return Score(
            item=item,
            answer=answer,
            faults=_faults(item, answer, reached),
            wrong_assertion=_wrong_assertion(item, answer),
            wrong_silence=item.silence_is_fault and answer["status"] in _SILENT,
            needles_reached=tuple(any(row) for row in reached),
            citations_reaching=tuple(any(row[i] for row in reached) for i in range(len(citations))),
            quotes_verbatim=self._verbatim(citations),
            quoted_words=sum(len(citation["quote"].split()) for citation in citations),
            language_kept=answer["language"] == item.lang,
        )

    def _reaches(self, item: Item, needle: Needle, citation: Mapping[str, Any]) -> bool:
        library = self.library
        if self.sources.reached(needle, citation["quote"]):
            return True
        return library is not None and any(library.reaches(item, place, citation) for place in needle.places)

    def _verbatim(self, citations: Sequence[Mapping[str, Any]]) -> tuple[bool, ...]:
        if self.library is None:
            return ()
        return tuple(is_verbatim(self.library, citation) for citation in citations)


def shape_faults(answer: Mapping[str, Any]) -> tuple[str, ...]:
    """What keeps an answer object from being graded: keys that it lacks, values that the contract does not know."""
    lacking = [key for key in _REQUIRED if key not in answer]
    if lacking:
        return (f"the answer lacks {', '.join(lacking)}",)
    faults = [] if answer["status"] in _STATUSES else [f"{answer['status']!r} is no status"]
    faults += [] if answer["verdict"] in _VERDICTS else [f"{answer['verdict']!r} is no verdict"]
    faults += [f"a citation lacks {key}" for key in _CITED if any(key not in c for c in answer["citations"])]
    return tuple(faults)


def _faults(item: Item, answer: Mapping[str, Any], reached: Sequence[Sequence[bool]]) -> tuple[str, ...]:
    faults = [*_status_faults(item, answer), *_forbidden(item, answer)]
    if not item.answerable:
        if answer["citations"]:
            faults.append(f"cites {len(answer['citations'])} passages though nothing can be cited")
        return tuple(faults)
    faults += [*_verdict_faults(item, answer), *_missing_groups(item, answer)]
    if item.needles and not any(any(row) for row in reached):
        faults.append("no citation reaches a fact")
    return tuple(faults)


def _status_faults(item: Item, answer: Mapping[str, Any]) -> list[str]:
    if answer["status"] in item.status:
        return []
    return [f"status is {answer['status']}, not {' or '.join(item.status)}"]


def _verdict_faults(item: Item, answer: Mapping[str, Any]) -> list[str]:
    if not item.verdict_judged or answer["verdict"] in item.verdict:
        return []
    return [f"verdict is {answer['verdict']}, not {' or '.join(str(v) for v in item.verdict)}"]


def _missing_groups(item: Item, answer: Mapping[str, Any]) -> list[str]:
    quotes = (citation["quote"] for citation in answer["citations"])
    # A sign that no phrase holds keeps a phrase from being found across two texts.
    everything = " ¶ ".join(fold(text) for text in (answer["answer"], *quotes, *answer["caveats"]))
    return [f"does not say {' / '.join(group)}" for group in item.must if not has_any(everything, group)]


def _forbidden(item: Item, answer: Mapping[str, Any]) -> list[str]:
    prose = fold(answer["answer"])
    return [f"says {phrase!r}" for phrase in item.must_not if has_phrase(prose, phrase)]


def _wrong_assertion(item: Item, answer: Mapping[str, Any]) -> bool:
    if not item.answerable:
        return answer["status"] not in _SILENT or bool(_forbidden(item, answer))
    if answer["status"] not in _GIVEN:
        return False
    return bool(_verdict_faults(item, answer) or _forbidden(item, answer))


def is_verbatim(library: Library, citation: Mapping[str, Any]) -> bool:
    """Whether a quote is, letter for letter, the page at the place that it names."""
    text = library.text(citation["document_id"], citation["page"])
    start, end = citation["start"], citation["end"]
    return text is not None and 0 <= start < end <= len(text) and text[start:end] == citation["quote"]
