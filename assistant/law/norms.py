"""The norms of a store by what the documents tell of them: number, repeal noted at the head, wordings, changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.instruments.entries import ENDING
from assistant.instruments.naming import Instrument, instruments_in
from assistant.instruments.own_instruments import NORMS, own_instrument
from assistant.instruments.proposals import called, sentences_of
from assistant.instruments.relations import Stated, relations_in
from assistant.instruments.wordings import Wording, wordings
from assistant.language.lexicon import LANGUAGES
from assistant.law.changes import WAITS, Change, Changes, waits_till
from ingest.store import DocumentRecord, Store, StoredSentence
from ingest.terms import fold

_HEAD = 8
"""Sentences at the head of a norm among which its own repeal is noted."""


class Norms:
    """Reads the norms of a store, each once.

    Args:
        store: the documents.
        records: those that there are.

    Attributes:
        store: as given.
        records: by id.
        changes: what other documents say was done to a norm.
    """

    def __init__(self, store: Store, records: Sequence[DocumentRecord]) -> None:
        self.store = store
        self.records = {r.id: r for r in records}
        self.changes = Changes(store, self.records, self.own)
        self._own: dict[str, Instrument | None] = {}
        self._ended: dict[str, Stated | None] = {}
        self._wordings: dict[str, Mapping[int, Wording]] = {}

    def own(self, document: DocumentRecord) -> Instrument | None:
        """What a document is by its number."""
        if document.id not in self._own:
            self._own[document.id] = own_instrument(document, self.store)
        return self._own[document.id]

    def titles(self) -> dict[str, str]:
        """Titles by ``document id:language``, with the number that the title itself does not name."""
        titles = {}
        for record in self.records.values():
            own = self.own(record)
            if own is None or own in instruments_in(record.metadata.title)[:1]:
                continue
            for language in LANGUAGES:
                titles[f"{record.id}:{language}"] = f"{called(own, language)}, {record.metadata.title}"
        return titles

    def norm(self, document_id: str) -> DocumentRecord | None:
        """The document of an id, where it is a norm."""
        document = self.records.get(document_id)
        return document if document is not None and document.metadata.type in NORMS else None

    def done_to(self, norm: DocumentRecord, scope: frozenset[str]) -> tuple[Change, ...]:
        """What other documents of a scope say was done to a norm."""
        own = self.own(norm)
        return self.changes.of(own, norm.metadata.country, scope) if own else ()

    def ended(self, norm_id: str) -> Stated | None:
        """The repeal that a norm notes at its own head; hedged where the next sentence makes it wait for something."""
        if norm_id not in self._ended:
            self._ended[norm_id] = self._noted_end(norm_id)
        return self._ended[norm_id]

    def _noted_end(self, norm_id: str) -> Stated | None:
        head = self.store.neighbours(norm_id, 0, _HEAD)
        for position, sentence in enumerate(head):
            for stated in relations_in(sentence.search_text):
                if stated.kind in ENDING and stated.subject is None and not stated.part:
                    after_it = fold(" ".join(s.search_text for s in head[position : position + 3]))
                    comes = waits_till(after_it, stated.date)
                    hedged = stated.hedged or (bool(WAITS.search(after_it)) and not comes)
                    return replace(stated, hedged=hedged, date=comes or stated.date)
        return None

    def wording(self, sentence: StoredSentence) -> Wording | None:
        """When a sentence of an article is part of the text in force; None where no note bears on it."""
        norm = self.norm(sentence.document_id)
        if norm is None or sentence.article is None:
            return None
        return self._wordings_of(norm).get(sentence.id)

    def worded_in(self, year: str, norm: DocumentRecord) -> bool:
        """Whether some of a norm's text has stood in it since a year, by its notes: "as amended in 2026"."""
        return any((wording.since or "").startswith(year) for wording in self._wordings_of(norm).values())

    def _wordings_of(self, norm: DocumentRecord) -> Mapping[int, Wording]:
        if norm.id not in self._wordings:
            self._wordings[norm.id] = wordings(sentences_of(self.store, norm))
        return self._wordings[norm.id]
