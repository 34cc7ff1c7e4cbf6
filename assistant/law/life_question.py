"""What a question asks of an instrument's life: in force, ended, since when, or how it stands to another one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from assistant.instruments.entries import ENDING, Entry, RelationKind
from assistant.instruments.naming import Instrument, instruments_in
from assistant.instruments.register import Register
from assistant.language.force import asks_when_in_force
from assistant.law.norm_names import NormNames
from assistant.law.norms import Norms
from assistant.understanding.answer_kind import Kind
from assistant.understanding.question import Part, Query
from ingest.store import DocumentRecord
from ingest.terms import STOP_WORDS, fold, words

_VERBS: tuple[tuple[RelationKind, str], ...] = (
    (RelationKind.REPEALS, r"repeal(?:s|ed)?|revoke[sd]?|derog(?:a|o|aron|ad[oa]s?|an)|dej(?:a|o) sin efecto"),
    (
        RelationKind.AMENDS,
        r"amend(?:s|ed)?|modif(?:y|ies|ied)|modific(?:a|o|aron|an)|modificad[oa]s?|reform[oa]|reformad[oa]",
    ),
    (RelationKind.REPLACES, r"replace[sd]?|supersede[sd]?|reemplaz[oa]|reemplazad[oa]|sustituy[oe]|sustituid[oa]"),
    (RelationKind.REGULATES, r"regulate[sd]?|implement(?:s|ed)?|reglament(?:a|o|an|ad[oa])"),
)
_ACTOR = re.compile(
    r"\b(?:which|what|que|cual(?:es)?|por que|by which|by what)(?: es| son| fue)?(?: el| la)? "
    r"(?:(?!(?:la|el|los|las|the|does|did|do)\b)\w+ ){0,2}?"
    r"(?:decrees?|laws?|statutes?|acts?|norms?|instruments?|resolutions?|decretos?|ley(?:es)?|normas?|resolucion(?:es)?|"
    r"disposicion(?:es)?|instrumentos?)\b"
)
_PASSIVE = re.compile(r"\b(?:was|were|been|is|are|fue|fueron|ha sido|esta) (?:\w+ ){0,8}?\w+(?:ed|ad[oa]s?|id[oa]s?)\b")
_ASKS_END = re.compile(
    r"\b(?:been|was|is|were|has)\b.{0,60}\b(?P<verb>repealed|revoked|replaced|superseded|amended)\b|"
    r"\b(?:fue|ha sido|esta|quedo)\b.{0,60}\b(?P<verbo>derogad|reemplazad|sustituid|modificad|reformad)"
)
_WAS_IN_FORCE = re.compile(
    r"^\W*(?:is|was|were|are)\b.{0,80}\bin (?:force|effect)\b|\b(?:estaban?|estuv\w+|seguian?|era|esta)\b.{0,80}"
    r"\b(?:vigentes?|en vigor|en vigencia)\b|\b(?:regia|rigio)\b.{0,40}$"
)


class Asked(StrEnum):
    """What a question wants to know of an instrument's life."""

    IN_FORCE = "in_force"
    ENDED = "ended"
    SINCE = "since"
    RELATION = "relation"


@dataclass(frozen=True, slots=True)
class LifeQuestion:
    """A question on an instrument's life.

    Attributes:
        query: as it was put.
        scope: the documents that may answer.
        asked: what of the life.
        instrument: by number; None where it is named by its title.
        entry: of the register, where there is one.
        document: that is its own text, where one is searched.
        kinds: relations that would answer, seen from the instrument.
        country: whose instrument it is, where that is known.
    """

    query: Query
    scope: frozenset[str]
    asked: Asked
    instrument: Instrument | None
    entry: Entry | None
    document: DocumentRecord | None
    kinds: tuple[RelationKind, ...] = ()
    country: str | None = None


class LifeQuestions:
    """Tells which questions are on the life of an instrument, and of which.

    Args:
        norms: those of the store.
        register: the instruments.
        names: knows which norm of the store a question names.
    """

    def __init__(self, norms: Norms, register: Register, names: NormNames) -> None:
        self._norms = norms
        self._register = register
        self._names = names

    def read(self, query: Query, scope: Iterable[str]) -> LifeQuestion | None:
        """What a query asks of an instrument's life; None where it asks something else, or names no instrument."""
        if len(query.parts) != 1:
            return None
        part = query.parts[0]
        asked, kinds = _asked(part)
        if asked is None:
            return None
        within = frozenset(scope)
        instrument, entry, document = self._subject(query, part, within)
        if instrument is None and entry is None and document is None:
            return None
        country = self._country(query, document, within)
        return LifeQuestion(query, within, asked, instrument, entry, document, kinds, country)

    def _subject(
        self, query: Query, part: Part, scope: frozenset[str]
    ) -> tuple[Instrument | None, Entry | None, DocumentRecord | None]:
        numbers = instruments_in(part.text)
        instrument = numbers[0] if numbers else None
        norms = [norm for i in self._norms.records if i in scope and (norm := self._norms.norm(i))]
        if instrument:
            own = [norm for norm in norms if (mine := self._norms.own(norm)) and mine.may_be(instrument)]
        else:
            own = [norm for norm in norms if _is_titled(norm.metadata.title, part.text)] or self._called(query, norms)
        document = own[0] if len(own) == 1 else None
        named = self._register.named_in(part.text, self._country(query, document, scope))
        entry = named[0].entry if named else None
        if document and instrument is None:
            instrument = self._norms.own(document)
        if entry and instrument is None:
            instrument = next(iter(sorted(entry.instruments, key=lambda i: (i.year or "", i.number))), None)
        return instrument, entry, document

    def _called(self, query: Query, norms: Iterable[DocumentRecord]) -> list[DocumentRecord]:
        """The norms that a query calls by less than their titles: "the agreement with Italy"."""
        by_id = {norm.id: norm for norm in norms}
        named = self._names.named(query, frozenset(by_id))
        if named:
            return [by_id[i] for i in sorted(named.documents)]
        quoted = {s.document_id for s in self._norms.store.sentences(list(query.anchors))}
        # "And since when is it in force?" is on the norm that the last answer quotes.
        return [by_id[i] for i in sorted(quoted & by_id.keys())] if not query.countries or len(quoted) == 1 else []

    def _country(self, query: Query, document: DocumentRecord | None, scope: frozenset[str]) -> str | None:
        """Whose instrument is meant: of the country asked about, of its own text, or of all that is searched."""
        if len(query.countries) == 1:
            return query.countries[0]
        if document is not None:
            return document.metadata.country
        all_of = {r.metadata.country for i, r in self._norms.records.items() if i in scope} - {None}
        return all_of.pop() if len(all_of) == 1 else None


def _asked(part: Part) -> tuple[Asked | None, tuple[RelationKind, ...]]:
    """What a part asks of an instrument's life, and which relations, seen from it, would answer."""
    folded = fold(part.text)
    if asks_when_in_force(folded):
        return Asked.SINCE, ()
    ends = _ASKS_END.search(folded)
    verb = next((kind for kind, words in _VERBS if re.search(rf"\b(?:{words})\b", folded)), None)
    if part.kind is Kind.CURRENCY:
        if ends and verb and not re.search(r"\b(?:still|sigue|vigente|en vigor|in force)\b", folded):
            passive = verb.inverse
            kinds = ENDING if passive in ENDING else (passive,)
            if _ACTOR.search(folded):
                return Asked.RELATION, kinds
            return Asked.ENDED, kinds
        return Asked.IN_FORCE, ()
    if part.kind is Kind.YES_NO and not ends and _WAS_IN_FORCE.search(folded):
        return Asked.IN_FORCE, ()
    if verb is None or part.kind is Kind.YES_NO:
        return (Asked.ENDED, (verb.inverse,)) if ends and verb and part.kind is Kind.YES_NO else (None, ())
    if re.search(r"\b(?:no|not)\b(?!\.?\s*[°º]?\s*\d)", folded):
        return None, ()
    if not re.search(r"\b(?:decre|ley|law|act|norm|resol|reglament|regulat)\w*", folded):
        return None, ()
    if re.search(r"\b(?:does|do|did)\b", folded):
        return Asked.RELATION, (verb,)
    if _PASSIVE.search(folded):
        return Asked.RELATION, (verb.inverse,)
    if _ACTOR.search(folded):
        # "¿Qué decreto derogó el Decreto 7?" may ask for the one that did it, or for the one to which it was done.
        return Asked.RELATION, (verb.inverse, verb) if re.search(r"\bque\b", folded) else (verb.inverse,)
    return (Asked.RELATION, (verb,)) if re.match(r"^\W*(?:what|a que|que)\b", folded) else (None, ())


def _is_titled(title: str, text: str) -> bool:
    """Whether a question names a norm by its title; titles of one content word are no names."""
    own = [w for w in words(title) if w not in STOP_WORDS["es"] and w not in STOP_WORDS["en"]]
    return len(own) >= 2 and set(own) <= set(words(text))
