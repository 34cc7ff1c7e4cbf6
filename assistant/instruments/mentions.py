"""Where the documents of a store name an instrument of the register, and the articles of a norm's own text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.instruments.entries import Entry
from assistant.instruments.naming import instruments_in
from assistant.instruments.proposals import sentences_of
from assistant.instruments.register import Register
from ingest.store import DocumentRecord, Store, StoredSentence


@dataclass(frozen=True, slots=True)
class Article:
    """An article of a norm: its number, the headings above it, and its sentences in order."""

    number: str
    headings: tuple[str, ...]
    sentences: tuple[StoredSentence, ...]

    @property
    def title(self) -> str:
        """Its own heading; empty where it has none."""
        return self.headings[-1] if self.headings else ""


def passages_naming(
    entry: Entry, register: Register, store: Store, documents: Sequence[DocumentRecord], most: int = 60
) -> list[tuple[DocumentRecord, StoredSentence]]:
    """The sentences that name an entry, however they spell it, in the order of the documents."""
    by_id = {d.id: d for d in documents if entry.country in (None, d.metadata.country) or d.metadata.country is None}
    looked_for = {i.number for i in entry.instruments}
    looked_for |= {name for names in entry.names.values() for name in names if not instruments_in(name)}
    sentences: dict[int, StoredSentence] = {}
    for text in looked_for:
        for sentence in store.sentences_holding(text, by_id):
            sentences.setdefault(sentence.id, sentence)
    found = [
        (by_id[s.document_id], s)
        for s in sorted(sentences.values(), key=lambda s: (s.document_id, s.ordinal))
        if any(n.entry.id == entry.id for n in register.named_in(s.text, by_id[s.document_id].metadata.country))
    ]
    return found[:most]


def articles_of(document: DocumentRecord, store: Store) -> list[Article]:
    """The articles of a norm in reading order; of one whose wording changed, each wording."""
    found = []
    for (number, section), group in groupby(sentences_of(store, document), key=lambda s: (s.article, s.section)):
        if number is not None:
            found.append(Article(number, tuple(section.split(" > ")), tuple(group)))
    return found
