"""Instruments that documents name and the register does not know, proposed with the sentence that says so.

A person accepts or declines each; nothing enters the register by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.instruments.entries import Confidence, RelationKind
from assistant.instruments.naming import Instrument, mentions_in
from assistant.instruments.own_instruments import own_instrument
from assistant.instruments.register import Register
from assistant.instruments.register_file import EntryFile
from assistant.instruments.relations import Stated, relations_in
from ingest.document import DocumentType
from ingest.store import DocumentRecord, Store, StoredSentence

_OPENING = 4
_EVERY = 1_000_000_000
_KIND_NAMES: Mapping[str, tuple[str, str]] = {
    "executive_decree": ("Executive Decree", "Decreto Ejecutivo"),
    "decree_law": ("Decree Law", "Decreto Ley"),
    "ministerial_decree": ("Ministerial Decree", "Decreto Ministerial"),
    "supreme_decree": ("Supreme Decree", "Decreto Supremo"),
    "legislative_decree": ("Legislative Decree", "Decreto Legislativo"),
    "bill": ("Bill", "Proyecto de Ley"),
    "resolution": ("Resolution", "Resolución"),
    "decree": ("Decree", "Decreto"),
    "law": ("Law", "Ley"),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """A relation as a sentence states it."""

    kind: RelationKind
    other: Instrument
    other_id: str
    part: str | None
    hedged: bool
    sentence: StoredSentence


@dataclass(slots=True)
class Proposal:
    """An instrument that could enter the register, or relations that could be added to one that is there.

    Attributes:
        id: of the entry that it would become, or of the one that it adds to.
        known: whether the register has the entry already.
        document: the id of the stored document that is its own text.
        first: the sentence that names it first.
    """

    id: str
    instrument: Instrument
    country: str | None
    known: bool
    date: str | None = None
    document: str | None = None
    title: str | None = None
    first: StoredSentence | None = None
    relations: list[Seen] = field(default_factory=list)

    def names(self, language: str) -> str:
        """How it is called."""
        return called(self.instrument, language)

    def entry(self) -> EntryFile:
        """The entry that a person accepts; what is hedged in its sentence is kept as not settled."""
        kind = self.instrument.kind
        year = int(self.instrument.year) if self.instrument.year else None
        relations = [
            {
                "kind": seen.kind.value,
                "instrument": seen.other_id,
                "confidence": (Confidence.UNKNOWN if seen.hedged else Confidence.STATED).value,
                "part": seen.part,
                "quote": _quote(seen.sentence),
            }
            for seen in self.relations
        ]
        return EntryFile.model_validate(
            {
                "id": self.id,
                "kind": kind,
                "names_en": [self.names("en")],
                "names_es": [self.names("es")],
                "title_es": self.title,
                "number": self.instrument.number,
                "year": year,
                "date": self.date,
                "country": self.country,
                "document": self.document,
                "relation": relations,
            }
        )


def called(instrument: Instrument, language: str) -> str:
    """``Supreme Decree 15-2017-RE``, ``Ley 28950``, ``Decreto Ejecutivo 320 de 2008``."""
    name = _KIND_NAMES[instrument.kind][language == "es"]
    if instrument.issuer:
        parts = [p for p in (instrument.number.zfill(3), instrument.year, instrument.issuer.upper()) if p]
        return f"{name} {'-'.join(parts)}"
    of = "de" if language == "es" else "of"
    return f"{name} {instrument.number}" + (f" {of} {instrument.year}" if instrument.year else "")


def id_of(instrument: Instrument, country: str | None) -> str:
    """The id of an entry that comes from a document."""
    parts = [instrument.kind, instrument.number, instrument.year, instrument.issuer, country]
    return re.sub(r"[^a-z0-9]+", "-", " ".join(p for p in parts if p).lower()).strip("-")


class Proposals:
    """Reads the documents of a store for instruments and relations that a register lacks."""

    def __init__(self, store: Store, register: Register) -> None:
        self._store = store
        self._register = register

    def all(self, documents: Sequence[DocumentRecord], declined: Iterable[str] = ()) -> tuple[Proposal, ...]:
        """What could be accepted, those that are a document's own text first, then in the order of first mention."""
        found: dict[str, Proposal] = {}
        for document in documents:
            if document.metadata.type is not DocumentType.BRIEF:
                self._read(document, found)
        left_out = set(declined)
        useful = [p for p in found.values() if p.id not in left_out and (not p.known or p.relations or p.document)]
        return tuple(sorted(useful, key=lambda p: p.document is None))

    def _read(self, document: DocumentRecord, found: dict[str, Proposal]) -> None:
        country = document.metadata.country
        own = own_instrument(document, self._store)
        if own:
            mine = self._proposal(own, country, found)
            entry = self._register.get(mine.id)
            if entry is None or entry.document is None:
                mine.document, mine.title = document.id, document.metadata.title
                mine.date = mine.date or document.metadata.date
        own_sentences = list(sentences_of(self._store, document))
        for sentence in own_sentences:
            self._read_sentence(sentence, own, country, found)
        if own and own_sentences:
            self._read_title(document, own, own_sentences[0], country, found)

    def _read_sentence(
        self, sentence: StoredSentence, own: Instrument | None, country: str | None, found: dict[str, Proposal]
    ) -> None:
        for mention in mentions_in(sentence.text):
            proposal = self._proposal(mention.instrument, country, found)
            proposal.date = proposal.date or mention.date
            proposal.first = proposal.first or sentence
        for stated in relations_in(sentence.search_text):
            subject = stated.subject or own
            if subject is None or subject == stated.other:
                continue
            if stated.kind is RelationKind.REGULATES and not stated.subject and sentence.ordinal > _OPENING:
                continue  # "the Regulations of Law 5" in the body of a norm are those of another one
            self._add(stated, subject, sentence, country, found)

    def _read_title(
        self,
        document: DocumentRecord,
        own: Instrument,
        first: StoredSentence,
        country: str | None,
        found: dict[str, Proposal],
    ) -> None:
        """What the title says: "Reglamento de la Ley ..."; it is quoted by the sentence that the norm opens with."""
        for stated in relations_in(document.metadata.title):
            if stated.other != own:
                self._add(stated, stated.subject or own, first, country, found)

    def _add(
        self,
        stated: Stated,
        subject: Instrument,
        sentence: StoredSentence,
        country: str | None,
        found: dict[str, Proposal],
    ) -> None:
        mine = self._proposal(subject, country, found)
        other = self._proposal(stated.other, country, found)
        other.date = other.date or (stated.date if not stated.kind.active else None)
        part = sentence.article if stated.part and not stated.subject and not stated.kind.active else stated.part
        seen = Seen(stated.kind, stated.other, other.id, part, stated.hedged, sentence)
        known = self._register.get(mine.id)
        held = {(r.kind, r.other, r.part) for r in self._register.relations(known)} if known else set()
        if (seen.kind, seen.other_id, seen.part) in held or (seen.kind, seen.other_id, None) in held:
            return
        if all((s.kind, s.other_id, s.part) != (seen.kind, seen.other_id, seen.part) for s in mine.relations):
            mine.relations.append(seen)

    def _proposal(self, instrument: Instrument, country: str | None, found: dict[str, Proposal]) -> Proposal:
        entry = self._register.of(instrument, country)
        if entry is not None:
            return found.setdefault(entry.id, Proposal(entry.id, instrument, country, known=True))
        alike = [p for p in found.values() if p.country == country and p.instrument.may_be(instrument)]
        if len(alike) == 1:
            alike[0].instrument = _fuller(alike[0].instrument, instrument)
            return alike[0]
        id = id_of(instrument, country)
        return found.setdefault(id, Proposal(id, instrument, country, known=False))


def _fuller(one: Instrument, other: Instrument) -> Instrument:
    """The name that says more: its year, then its issuer, then a kind that is not general."""
    general = {"decree", "law"}
    return max((one, other), key=lambda i: (bool(i.year), bool(i.issuer), i.kind not in general))


def sentences_of(store: Store, document: DocumentRecord) -> Iterator[StoredSentence]:
    """The sentences of a document in their order."""
    yield from store.neighbours(document.id, 0, _EVERY)


def _quote(sentence: StoredSentence) -> dict[str, object]:
    return {
        "document": sentence.document_id,
        "page": sentence.page,
        "start": sentence.start,
        "end": sentence.end,
        "text": sentence.text,
    }
