"""What the documents of a store state of one instrument's life: what it did, what was done to it, and since when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.instruments.entries import ENDING, RelationKind, after
from assistant.instruments.naming import Instrument, instruments_in
from assistant.instruments.own_instruments import NORMS
from assistant.instruments.proposals import sentences_of
from assistant.instruments.relations import Stated, relations_in
from assistant.language.force import ENTERS
from assistant.law.changes import opening
from assistant.law.life_question import LifeQuestion
from assistant.law.norms import Norms
from ingest.store import DocumentRecord, StoredSentence
from ingest.terms import fold

_ELSEWHERE = re.compile(r"\b(?:citad[oa]|mism[oa] que|referid[oa]|dich[oa])\b")
_OF_OTHERS = re.compile(r"\b(?:codigo|code)\b|\bpublicad[oa]s? (?:en|el)\b")
_OF_ITSELF = re.compile(r"\b(?:el|la|the) (?:presente|present)\b|\b(?:this|est[ae])\b")
_ENTERED_ON = re.compile(
    rf"(?:{ENTERS.pattern})[^.;]*\b\d{{1,2}}(?:[-/.]\d{{1,2}}[-/.]| de | of |(?:st|nd|rd|th)? )\w+"
)
_TITLE = 4
"""The last sentence, counted from 0, in which a norm says what it regulates as its own matter."""


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence and the document that it stands in."""

    sentence: StoredSentence
    document: DocumentRecord


@dataclass(frozen=True, slots=True)
class Said:
    """A relation of the instrument asked about, seen from it, and where it is stated."""

    stated: Stated
    at: Place


class Statements:
    """Reads what documents state of an instrument.

    Args:
        norms: those of the store.
    """

    def __init__(self, norms: Norms) -> None:
        self._norms = norms

    def by_day(self, asked: LifeQuestion, day: str) -> list[Said]:
        """What was said by a day; what was to work only later is as yet unsettled."""
        found = []
        for said in self._all(asked):
            if not after(self._since_when(said), day):
                found.append(said)
            elif not after(said.at.document.metadata.date, day) and not after(said.stated.other.year, day):
                found.append(replace(said, stated=replace(said.stated, hedged=True)))
        return found

    def _since_when(self, said: Said) -> str | None:
        """The day from which a statement works, as exactly as it is known."""
        stated, own = said.stated, self._norms.own(said.at.document)
        if stated.effective or (own is not None and own == stated.other):
            return stated.effective or self._norms.changes.in_force_from(said.at.document)
        return stated.date or stated.other.year

    def _all(self, asked: LifeQuestion) -> list[Said]:
        """Every relation of the instrument that documents state, each once, whole ones first."""
        found = [*self._of_itself(asked), *self._of_others(asked)]
        kept: dict[tuple[RelationKind, Instrument, str | None], Said] = {}
        for said in sorted(found, key=lambda s: (s.stated.part is not None, s.at.document.metadata.type not in NORMS)):
            part = said.at.sentence.article if said.stated.part and said.stated.subject is None else said.stated.part
            kept.setdefault((said.stated.kind, said.stated.other, part), said)
        return list(kept.values())

    def _of_itself(self, asked: LifeQuestion) -> Iterator[Said]:
        """What an instrument's own text says of it: notes, and what it enacts."""
        if asked.document is None:
            return
        for sentence in sentences_of(self._norms.store, asked.document):
            for stated in relations_in(sentence.search_text):
                regulates = stated.kind is RelationKind.REGULATES
                if stated.subject is None and not (regulates and sentence.ordinal > _TITLE):
                    yield Said(stated, Place(sentence, asked.document))

    def _of_others(self, asked: LifeQuestion) -> Iterator[Said]:
        """What sentences that hold the instrument's number say of it."""
        if asked.instrument is None:
            return
        for place in self._holding(asked.instrument, asked.scope):
            if asked.country and place.document.metadata.country not in (None, asked.country):
                continue
            own = self._norms.own(place.document)
            for stated in relations_in(place.sentence.search_text, opening(self._norms.store, place.sentence)):
                seen = _seen_from(asked.instrument, stated, own)
                if seen:
                    yield Said(self._as_it_stands(asked, seen), place)

    def _as_it_stands(self, asked: LifeQuestion, seen: Stated) -> Stated:
        """A statement, in doubt where what it ends came back into force."""
        if seen.kind not in ENDING or asked.instrument is None or seen.hedged:
            return seen
        ended = [c for c in self._norms.changes.of(asked.instrument, asked.country) if c.kind in ENDING]
        return replace(seen, hedged=True) if ended and all(c.hedged for c in ended) else seen

    def entries(self, norm: DocumentRecord) -> list[Place]:
        """Where a norm says when it enters into force itself."""
        found = []
        for sentence in sentences_of(self._norms.store, norm):
            folded = fold(sentence.search_text)
            entering = ENTERS.search(folded)
            if entering is None or _ELSEWHERE.search(folded[: entering.end()]):
                continue
            if _OF_ITSELF.search(folded[: entering.start()]) or not _OF_OTHERS.search(folded):
                found.append(Place(sentence, norm))
        # That it did on a day, which editors note, tells more than when it was to.
        return sorted(found, key=lambda place: not _ENTERED_ON.search(fold(place.sentence.search_text)))

    def mention(self, instrument: Instrument, scope: frozenset[str]) -> Place | None:
        """The first place in the documents of a scope that names an instrument."""
        places = self._holding(instrument, scope)
        return next((p for p in places if any(instrument.may_be(i) for i in instruments_in(p.sentence.text))), None)

    def _holding(self, instrument: Instrument, scope: frozenset[str]) -> Iterator[Place]:
        for sentence in self._norms.store.sentences_holding(instrument.number, scope):
            yield Place(sentence, self._norms.records[sentence.document_id])


def _seen_from(instrument: Instrument, stated: Stated, own: Instrument | None) -> Stated | None:
    """A statement turned so that the instrument is its subject; None where it is about others."""
    subject = stated.subject or own
    if subject and subject.may_be(instrument) and (stated.subject is not None):
        return stated
    if stated.other.may_be(instrument) and subject and not subject.may_be(instrument):
        return replace(stated, kind=stated.kind.inverse, subject=stated.other, other=subject, date=None)
    return None
