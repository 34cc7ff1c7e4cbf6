"""The documents of a store as scorers see them: their page texts, what they are, and the section of a place in them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evals.dataset import Item, Place
from evals.folding import fold, has_any
from ingest.records import DocumentRecord
from ingest.store import Store

_NUMBER = re.compile(r"\d+(?:\.\d+)*")


@dataclass(frozen=True, slots=True)
class Span:
    """Where a sentence stands: page, first and last character, and the headings above it."""

    page: int
    start: int
    end: int
    section: str


@dataclass(slots=True)
class Shelf:
    """The documents of one store; each is read once.

    A summary cannot be asked for the characters of its source, so its citations are held to the section: they reach a
    fact where document and section are those that the item names. Of another document, which the key may not know, a
    summary reaches it where the quote alone says all that a right answer must.
    """

    store: Path
    _opened: Store | None = None
    _records: dict[str, DocumentRecord] = field(default_factory=dict)
    _pages: dict[str, dict[int, str]] = field(default_factory=dict)
    _spans: dict[str, tuple[Span, ...]] = field(default_factory=dict)

    @property
    def records(self) -> Mapping[str, DocumentRecord]:
        """The documents by id."""
        if not self._records:
            self._records = {record.id: record for record in self._open().documents()}
        return self._records

    def text(self, document_id: str, page: int) -> str | None:
        """The text of a page as ``ingest text`` prints it, or None where the store has no such page."""
        if document_id not in self.records:
            return None
        if document_id not in self._pages:
            self._pages[document_id] = {p.number: p.text for p in self._open().pages(document_id)}
        return self._pages[document_id].get(page)

    def pages(self, document_id: str) -> Mapping[int, str]:
        """All pages of a document of the store."""
        self.text(document_id, 1)
        return self._pages[document_id]

    def summarises(self, document_id: str) -> str | None:
        """The source that a document summarises; None where it is a source itself, or not in the store."""
        record = self.records.get(document_id)
        return record.metadata.summarises if record else None

    def reaches(self, item: Item, place: Place, citation: Mapping[str, Any]) -> bool:
        """Whether a citation of a summary is of the source of a place and, where that is told, of its section."""
        source = self.summarises(citation["document_id"])
        if source is None:
            return False
        if source != place.file:
            known = {place.file for needle in item.needles for place in needle.places}
            return source not in known and _says_all(item, citation["quote"])
        if place.file != item.needles[0].places[0].file:
            return True
        return self._of_section(citation, item.label)

    def sections(self, citation: Mapping[str, Any]) -> tuple[str, ...]:
        """The sections of the sentences that a citation overlaps, whatever it says of its section itself."""
        page, start, end = citation["page"], citation["start"], citation["end"]
        spans = self._spans_of(citation["document_id"])
        found = (s.section for s in spans if s.page == page and s.start < end and start < s.end)
        return tuple(dict.fromkeys(found))

    def _of_section(self, citation: Mapping[str, Any], label: str) -> bool:
        named = self._named(citation["document_id"], label)
        return not named or any(section in named for section in self.sections(citation))

    def _named(self, document_id: str, label: str) -> set[str]:
        """The sections of a document that a label names; empty where it names none, such as a page of the source."""
        own = self._headings(document_id)
        if _NUMBER.fullmatch(label):
            return {section for section in own if _numbered(section, label)}
        words = set(fold(label).split())
        if not words:
            return set()
        english = self._headings(self._english(document_id))
        if len(english) != len(own):
            return set()
        return {section for section, heading in zip(own, english, strict=True) if words <= _words(heading)}

    def _english(self, document_id: str) -> str:
        """The English version of a summary: labels are in English, and the versions have the same headings in order."""
        source = self.summarises(document_id)
        versions = (r.id for r in self.records.values() if r.metadata.summarises == source)
        return next((id for id in versions if self.records[id].metadata.language == "en"), document_id)

    def _headings(self, document_id: str) -> Sequence[str]:
        return tuple(dict.fromkeys(span.section for span in self._spans_of(document_id)))

    def _spans_of(self, document_id: str) -> tuple[Span, ...]:
        if document_id not in self._spans:
            sentences = self._open().neighbours(document_id, 0, 2**31)
            self._spans[document_id] = tuple(Span(s.page, s.start, s.end, s.section) for s in sentences)
        return self._spans[document_id]

    def _open(self) -> Store:
        self._opened = self._opened or Store.open(self.store)
        return self._opened


def _says_all(item: Item, quote: str) -> bool:
    return bool(item.must) and all(has_any(fold(quote), group) for group in item.must)


def _numbered(section: str, number: str) -> bool:
    return any(re.match(rf"{re.escape(number)}\.?(?!\S)", part) for part in section.split(" > "))


def _words(heading: str) -> set[str]:
    return set(re.findall(r"\w+", fold(heading)))
