"""The commands on editions: ``python -m ingest diff`` and ``editions``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ingest.differences import Comparison, Edit, Kind, Place, compare
from ingest.document import Metadata
from ingest.editions import Link, State
from ingest.errors import DocumentUnknownError, NoEditionError
from ingest.store import Store


@dataclass(frozen=True, slots=True)
class Compared:
    """Two editions of a document and what changed from the older to the newer."""

    old: str
    new: str
    old_metadata: Metadata
    new_metadata: Metadata
    comparison: Comparison

    def as_dict(self) -> dict[str, Any]:
        """What ``ingest diff --json`` prints."""
        return {
            "old": {"document_id": self.old, "title": self.old_metadata.title, "date": self.old_metadata.date},
            "new": {"document_id": self.new, "title": self.new_metadata.title, "date": self.new_metadata.date},
            **self.comparison.as_dict(),
        }


def compared(store: Store, old: str, new: str | None = None) -> Compared:
    """Two editions compared; without ``new``, a document and the edition that it is linked to.

    Raises:
        DocumentUnknownError: the store has no such document, and keeps no text of it.
        NoEditionError: no other edition of the document is known.
    """
    if new is None:
        old, new = _pair(store, old)
    metadata = described(store, old), described(store, new)
    return Compared(old, new, *metadata, compare(store.editions.parts(old), store.editions.parts(new)))


def described(store: Store, id: str) -> Metadata:
    """What is known of a document in the store, or of a replaced one.

    Raises:
        DocumentUnknownError: neither is there.
    """
    record = store.find(id)
    if record is not None:
        return record.metadata
    kept = store.editions.earlier(id)
    if kept is None:
        raise DocumentUnknownError(document_id=id)
    return kept.metadata


def _pair(store: Store, id: str) -> tuple[str, str]:
    described(store, id)
    links = sorted(store.editions.of(id), key=lambda link: (link.newer != id, link.state != State.LINKED))
    if not links:
        raise NoEditionError(document_id=id)
    return links[0].older, links[0].newer


def lines(compared: Compared) -> Iterator[str]:
    """A comparison as plain text."""
    yield f"- {_title(compared.old_metadata)} [{compared.old}]"
    yield f"+ {_title(compared.new_metadata)} [{compared.new}]"
    comparison = compared.comparison
    counts = ", ".join(f"{comparison.count(kind)} {kind}" for kind in Kind)
    yield f"Sections: {counts}."
    for change in comparison.changes:
        yield ""
        yield f"{change.kind.upper()}  {_place(change.place)}"
        if change.kind is Kind.RENAMED and change.old:
            yield f"  before: {_place(change.old)}"
        for edit in change.edits:
            yield from _edit(edit)


def _edit(edit: Edit) -> Iterator[str]:
    if edit.kind is Kind.SAME:
        return
    if edit.old is not None:
        yield f"  - {_bracketed(edit.old, edit.old_spans)}"
    if edit.new is not None:
        yield f"  + {_bracketed(edit.new, edit.new_spans)}"


def _bracketed(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return " ".join(text.split())


def _place(place: Place) -> str:
    named = f"Article {place.article}" if place.article and place.article[:1].isdigit() else place.article
    parts = [part for part in (named, place.section) if part] or ["(beginning)"]
    return f"{' · '.join(parts)}, p. {place.page}"


def _title(metadata: Metadata) -> str:
    return f"{metadata.title} ({metadata.date or 'undated'})"


def row_of(store: Store, link: Link) -> dict[str, Any]:
    """What ``ingest editions --json`` prints of a link."""
    newer, older = described(store, link.newer), described(store, link.older)
    return {
        "newer": link.newer,
        "older": link.older,
        "state": link.state.value,
        "why": link.why.value,
        "newer_title": newer.title,
        "newer_date": newer.date,
        "older_title": older.title,
        "older_date": older.date,
        "older_in_store": store.find(link.older) is not None,
    }
