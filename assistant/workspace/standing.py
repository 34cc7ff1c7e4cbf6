"""Do the sources of a response still stand? And how strong and how old is what it rests on?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from assistant.answer import Citation
from assistant.workspace.model import Response
from ingest.errors import DocumentUnknownError
from ingest.store import Store


class Why(StrEnum):
    """Why a quote no longer stands."""

    REMOVED = "removed"
    REPLACED = "replaced"
    """Another document of the same title is there."""
    CHANGED = "changed"
    """The document is there, and its page has other words at that place."""
    NEWER = "newer"
    """The quote stands, and there is a newer edition of its document."""


@dataclass(frozen=True, slots=True)
class Stale:
    """A sentence whose source no longer stands: its number from 1, the mark, the document, and why."""

    position: int
    mark: int
    title: str
    why: Why


class Standing:
    """Compares quotes with one store. It keeps the pages that it has read: make another when the store changes."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._titles = {r.metadata.title for r in store.documents()}
        self._pages: dict[tuple[str, int], str | None] = {}
        self._outdated = {link.older for link in store.editions.linked() if store.find(link.newer)}

    def stale(self, response: Response) -> tuple[Stale, ...]:
        """The sentences of a response that rest on a quote which no longer stands, in order."""
        fallen = {c.mark: why for c in response.citations if (why := self.fallen(c))}
        return tuple(
            Stale(position, mark, citation.title, fallen[mark])
            for position, sentence in enumerate(response.sentences, 1)
            for mark in sentence.marks
            if mark in fallen and (citation := response.citation(mark))
        )

    def fallen(self, citation: Citation) -> Why | None:
        """Why a quote no longer stands letter for letter on its page in the newest edition; None where it does."""
        text = self._page(citation.document_id, citation.page)
        if text is None:
            replaced = citation.title in self._titles or citation.document_id in self._outdated
            return Why.REPLACED if replaced else Why.REMOVED
        if text[citation.start : citation.end] != citation.quote:
            return Why.CHANGED
        return Why.NEWER if citation.document_id in self._outdated else None

    def _page(self, document: str, number: int) -> str | None:
        key = (document, number)
        if key not in self._pages:
            try:
                self._pages[key] = self._store.page_text(document, number)
            except DocumentUnknownError:
                self._pages[key] = None
        return self._pages[key]


class Strength(StrEnum):
    """How strong the evidence of a response is."""

    STRONG = "strong"
    """The text of a norm, or two documents."""
    MEDIUM = "medium"
    """Two quotes or more of one source."""
    WEAK = "weak"
    """One quote of a source that only reports, or of a summary."""
    NONE = "none"


def strength(response: Response) -> Strength:
    """How strong the evidence is, by what the sentences cite."""
    cited = tuple(cited_by(response))
    if not cited:
        return Strength.NONE
    if any(c.authority == "primary" for c in cited) or len({c.document_id for c in cited}) > 1:
        return Strength.STRONG
    return Strength.MEDIUM if len(cited) > 1 and not any(c.summarises for c in cited) else Strength.WEAK


def newest(response: Response) -> str | None:
    """The date of the newest source that the sentences cite; None where none has a date."""
    return max((c.as_of for c in cited_by(response) if c.as_of), default=None)


def cited_by(response: Response) -> Iterable[Citation]:
    """The citations that sentences point to, once each."""
    marks = {mark for sentence in response.sentences for mark in sentence.marks}
    return (c for c in response.citations if c.mark in marks)
