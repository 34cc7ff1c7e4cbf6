"""Grades one answer by the rules of the project's evaluation README; nothing here knows how it was made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from evals.dataset import Item
from evals.folding import fold, has_any, has_phrase
from evals.sources import Sources

_GIVEN = ("answered", "partial")
_SILENT = ("not_found", "out_of_scope")


class Grade(StrEnum):
    """As in inspect_ai: correct, incorrect (something wrong is asserted), partly right, no answer."""

    CORRECT = "C"
    INCORRECT = "I"
    PARTIAL = "P"
    NO_ANSWER = "N"


class Pages(Protocol):
    """The store's page texts, against which quotes are checked."""

    def text(self, document_id: str, page: int) -> str | None:
        """The text of a page, or None where the store has no such page."""


@dataclass(frozen=True, slots=True)
class Score:
    """What one answer got right and wrong. ``faults`` says each failure in words; a right answer has none."""

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

    @property
    def right(self) -> bool:
        """Whether nothing failed."""
        return not self.faults

    @property
    def given(self) -> bool:
        """Whether the assistant gave an answer at all."""
        return self.answer["status"] not in _SILENT

    @property
    def grade(self) -> Grade:
        """The one letter of this score."""
        if self.right:
            return Grade.CORRECT
        if self.wrong_assertion:
            return Grade.INCORRECT
        return Grade.PARTIAL if self.given else Grade.NO_ANSWER


@dataclass(frozen=True, slots=True)
class Scorer:
    """Scores answers against sources and, where there is a store, its page texts.

    ``facts_required`` is off where the store holds summaries of the sources instead of the sources: no quote
    of a summary can hold a needle, so a right answer then needs a citation but no needle.
    """

    sources: Sources
    pages: Pages | None = None
    facts_required: bool = True

    def score(self, item: Item, answer: Mapping[str, Any]) -> Score:
        """One answer object against one item's key."""
        quotes = [citation["quote"] for citation in answer["citations"]]
        reached = [[self.sources.reached(needle, quote) for quote in quotes] for needle in item.needles]
        return Score(
            item=item,
            answer=answer,
            faults=self._faults(item, answer, reached),
            wrong_assertion=_wrong_assertion(item, answer),
            wrong_silence=item.silence_is_fault and answer["status"] in _SILENT,
            needles_reached=tuple(any(row) for row in reached),
            citations_reaching=tuple(any(row[i] for row in reached) for i in range(len(quotes))),
            quotes_verbatim=self._verbatim(answer["citations"]),
            quoted_words=sum(len(quote.split()) for quote in quotes),
            language_kept=answer["language"] == item.lang,
        )

    def _faults(self, item: Item, answer: Mapping[str, Any], reached: Sequence[Sequence[bool]]) -> tuple[str, ...]:
        faults = [*_status_faults(item, answer), *_forbidden(item, answer)]
        if not item.answerable:
            if answer["citations"]:
                faults.append(f"cites {len(answer['citations'])} passages though nothing can be cited")
            return tuple(faults)
        faults += [*_verdict_faults(item, answer), *_missing_groups(item, answer)]
        if item.needles and self.facts_required and not any(any(row) for row in reached):
            faults.append("no citation reaches a fact")
        if item.needles and not self.facts_required and not answer["citations"]:
            faults.append("no citation")
        return tuple(faults)

    def _verbatim(self, citations: Sequence[Mapping[str, Any]]) -> tuple[bool, ...]:
        if self.pages is None:
            return ()
        return tuple(_is_verbatim(self.pages, citation) for citation in citations)


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


def _is_verbatim(pages: Pages, citation: Mapping[str, Any]) -> bool:
    text = pages.text(citation["document_id"], citation["page"])
    start, end = citation["start"], citation["end"]
    return text is not None and 0 <= start < end <= len(text) and text[start:end] == citation["quote"]
