"""Which norms of a store a question names, and the question without that name.

"How many days did Law 30103 give ...?" is asked of Law 30103: its own text is searched first, and its number is no word
that a sentence of it would have to hold. A norm is named by its number, or by its title.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from assistant.instruments.entries import RelationKind
from assistant.instruments.naming import Instrument, initials_in, mentions_in, read
from assistant.instruments.own_instruments import NORMS
from assistant.instruments.relations import relations_in
from assistant.judging.judge import Judge
from assistant.language.lexicon import WordClass
from assistant.law.norms import Norms
from assistant.understanding.question import Part, Query, Unit, UnitKind
from assistant.understanding.understanding import Understanding
from ingest.store import DocumentRecord
from ingest.terms import fold, words

_ENACTS = re.compile(
    r"^(?:(?:decreto|resolucion|ley|decree|resolution|law)(?: \w+){0,2} (?:que|that|which) \w+(?: \w+)? "
    r"(?:el|la|los|las|the)\b|"
    r"(?:se )?(?:aprueban?|modifican?|ratifican?|autorizan?|approves?|amends?)"
    r"(?: (?:el|la|los|las|the|directiva))?\b)\s*"
)
_TAIL = re.compile(r"\s+y (?:de )?(?:que )?(?:modifica|deroga|aprueban?|dicta)\b.*$|\s+[-–(].*$")
_REGULATION = re.compile(r"\b(?:reglament\w*|regulations?|implementing)\b")
_SAME = 0.8
"""How surely a word of a title stands in a question: itself, not one akin to it."""
_FEWEST_SHARED = 2
"""Words of content that tell on what a treaty is: "on migrant workers"."""
_LONGEST = 9
"""Content words of a title from which on it is a description that nobody says in full."""


_STYLES = frozenset("republica republicas republic republics gobierno gobiernos government governments".split())
"""How the parties to a treaty style themselves, which questions leave out."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_KINDS = (
    r"(?:legislative decree|supreme decree|executive decree|decreto legislativo|decreto supremo|decreto ejecutivo|"
    r"reglamento|regulations?|decreto|decree|ley|law|act|convenio|convencion|convention|agreement|acuerdo|resolucion|"
    r"resolution|plan|politica|policy|protocolo|protocol|directiva|directive)"
)
_TREATY = re.compile(
    r"\b(?:convenios?|acuerdos?|tratados?|memorand(?:o|um)s?|convencion(?:es)?|protocolos?|"
    r"agreements?|treat(?:y|ies)|conventions?|protocols?|pacts?|pactos?)\b"
)
_PARTS_OF_TREATIES = frozenset("protocol protocols protocolo protocolos international internacional".split())
_OF_THE_UN = frozenset({"un", "united nations"})
_NAME_OF_A_NORM = re.compile(r"^term:.*\b(?:Convention|Protocol|Covenant|Agreement|Treaty|Act|Law|Code|Decree)\b")
_OF_A_YEAR = re.compile(
    rf"\b(?P<before>{_KINDS}) (?:de|del|del ano|de ano|of|from) (?:19|20)\d\d\b|\b(?:19|20)\d\d (?P<after>{_KINDS})\b"
)


_CHANGES = (
    r"(?:amendments?|reforms?|changes?|modifications?|wording|text|version|"
    r"reformas?|cambios?|modificaci(?:on|ones)|enmiendas?|texto|redaccion)"
)
# "After the 2026 amendments", "con la reforma de febrero de 2026", "como quedó en 2023"
_WORDING = re.compile(
    rf"\b(?:after|under|since|with|following|by|in) (?:the )?{_CHANGES} (?:of|in|from) (?:\w+ )?(?:19|20)\d\d\b|"
    rf"\b(?:after|under|since|with|following|in) (?:the )?(?:\w+ )?(?:19|20)\d\d {_CHANGES}\b|"
    r"\bas (?:amended|worded|reformed|changed) (?:in|by|since) (?:\w+ )?(?:19|20)\d\d\b|"
    rf"\b(?:con|tras|segun|despues de|luego de|desde|en|a partir de)(?:l| el| la| l[oa]s| su| sus)? {_CHANGES} "
    r"del?(?: \w+ del?)? (?:19|20)\d\d\b|"
    r"\bcomo (?:quedo|quedaron|queda) (?:en|desde|tras) (?:19|20)\d\d\b"
)


@dataclass(frozen=True, slots=True)
class NamedNorms:
    """The documents of the norms that a question names, and the question to ask of them."""

    documents: frozenset[str]
    query: Query


class NormNames:
    """Finds norms by the names that questions give them.

    Args:
        records: the documents of the store.
        norms: what the documents tell of their numbers and wordings.
        understanding, judge: read titles as questions are read.
    """

    def __init__(
        self,
        records: Sequence[DocumentRecord],
        norms: Norms,
        understanding: Understanding,
        judge: Judge,
    ) -> None:
        self._records = tuple(r for r in records if r.metadata.type in NORMS)
        self._own = norms.own
        self._worded_in = norms.worded_in
        self._understanding = understanding
        self._judge = judge
        self._titles: Mapping[str, tuple[tuple[Unit, ...], ...]] | None = None

    def named(self, query: Query, scope: frozenset[str]) -> NamedNorms | None:
        """The norms of a scope that a query names, the fullest name only; None where it names none of them.

        One that names an amendment by its year, "after the reform of 2026", asks for the wording that it brought: of
        the norms that it names, or of all that have one since.
        """
        wordings = _WORDING.findall(fold(query.text))
        if not wordings:
            return self._of_scope(query, scope)
        years = _YEAR.findall(" ".join(wordings))
        asked = _without_wording(query, wordings, years)
        named = self._of_scope(asked, scope)
        within = [r for r in self._records if r.id in (named.documents if named else scope)]
        worded = [r for r in within if any(self._worded_in(year, r) for year in years)]
        if not worded:
            return self._of_scope(query, scope)
        return NamedNorms(frozenset(r.id for r in worded), named.query if named else asked)

    def _of_scope(self, query: Query, scope: frozenset[str]) -> NamedNorms | None:
        within = [r for r in self._records if r.id in scope]
        if not within or any(part.choice for part in query.parts):
            return None
        numbers = query.instruments
        text = fold(query.text)
        by_number = [r for r in within if (own := self._own(r)) and any(own.may_be(n) for n in numbers)]
        if numbers and _REGULATION.search(text):
            regulating = [r for r in within if self._regulates(r, numbers)]
            if regulating:
                return self._asked_of(query, regulating, numbers, drop=True)
        if by_number:
            return self._asked_of(query, by_number, numbers, drop=False)
        if numbers:
            return None
        return (
            self._by_title(query, within)
            or self._by_term(query, within)
            or self._by_party(query, within)
            or self._by_matter(query, within)
            or self._by_year(query, within)
        )

    def _regulates(self, record: DocumentRecord, numbers: Sequence[Instrument]) -> bool:
        stated = relations_in(record.metadata.title)
        return any(
            s.kind is RelationKind.REGULATES and s.subject is None and any(s.other.may_be(n) for n in numbers)
            for s in stated
        )

    def _by_title(self, query: Query, within: Sequence[DocumentRecord]) -> NamedNorms | None:
        bag = self._judge.notions.bag_of_text(query.text, self._understanding.language(query.text))
        fit: list[tuple[int, DocumentRecord]] = []
        for record in within:
            for units in self._titles_of(record):
                if not 2 <= len(units) <= _LONGEST:
                    continue
                if all(self._judge.notions.match(u, bag) >= _SAME for u in units):
                    fit.append((len(units), record))
        if not fit:
            return None
        most = max(length for length, _ in fit)
        longest = [record for length, record in fit if length == most]
        of_year = [r for r in longest if r.metadata.year in query.years]
        return self._asked_of(query, of_year or longest, (), drop=False)

    def _by_term(self, query: Query, within: Sequence[DocumentRecord]) -> NamedNorms | None:
        """The norm that a question calls by a name of the glossary, where just one has the words of it in its title.

        These words say nothing of what is asked of the norm.
        """
        names = {c for u in query.units for c in u.phrases if _NAME_OF_A_NORM.search(c)}
        words_of = {name: [u for u in query.units if name in u.phrases] for name in names}
        fit = [(r, units) for r in within for units in words_of.values() if self._has_in_its_title(r, units)]
        if len(fit) != 1:
            return None
        record, units = fit[0]
        asked = self._asked_of(query, [record], (), drop=False)
        named = {u.text for u in units}
        parts = tuple(replace(p, units=_carrying_nothing(p.units, named)) for p in asked.query.parts)
        return replace(asked, query=replace(asked.query, parts=parts))

    def _has_in_its_title(self, record: DocumentRecord, units: Sequence[Unit]) -> bool:
        bag = self._judge.notions.bag_of_text(record.metadata.title, record.metadata.language)
        return all(self._judge.notions.match(u, bag) >= self._judge.weights.in_name for u in units)

    def _by_party(self, query: Query, within: Sequence[DocumentRecord]) -> NamedNorms | None:
        """The treaty that a question calls by the other State alone: "the agreement with Italy"."""
        if not _TREATY.search(fold(query.text)):
            return None
        countries = self._understanding.gazetteer.countries
        fit = [
            r
            for r in within
            if _TREATY.search(fold(r.metadata.title))
            and set(query.countries) & (set(countries(r.metadata.title)) - {r.metadata.country})
        ]
        return self._asked_of(query, fit, (), drop=False) if len(fit) == 1 else None

    def _by_matter(self, query: Query, within: Sequence[DocumentRecord]) -> NamedNorms | None:
        """The treaty that a question calls by what it is on: "the UN convention on the rights of migrant workers"."""
        matters = _matters_of_treaties(query)
        if not matters:
            return None
        shares = {r.id: self._words_shared(matters, r) for r in within if _TREATY.search(fold(r.metadata.title))}
        most = max(shares.values(), default=0)
        fit = [r for r in within if shares.get(r.id) == most >= _FEWEST_SHARED]
        return self._asked_of(query, fit, (), drop=False) if len(fit) == 1 else None

    def _words_shared(self, matters: Sequence[Sequence[Unit]], record: DocumentRecord) -> int:
        """How many words of one of some matters stand in a title, up to the first that does not."""
        bag = self._judge.notions.bag_of_text(record.metadata.title, record.metadata.language)
        shared = [takewhile(lambda u: self._judge.notions.match(u, bag) >= _SAME, matter) for matter in matters]
        return max(sum(u.text not in _PARTS_OF_TREATIES for u in held) for held in shared)

    def _by_year(self, query: Query, within: Sequence[DocumentRecord]) -> NamedNorms | None:
        """The norms of a kind and a year that a question names no further: "under the 2003 regulations"."""
        text = fold(query.text)
        found = [next(filter(None, m.groupdict().values())) for m in _OF_A_YEAR.finditer(text)]
        years = [year for m in _OF_A_YEAR.finditer(text) for year in _YEAR.findall(m[0])]
        of_year = [r for r in within if years and r.metadata.year in years]
        units = [u for u in query.units if u.text in {word for name in found for word in name.split()}]
        fit = [r for r in of_year if units and self._is_called(r, units)]
        return self._asked_of(query, fit, (), drop=False) if len(fit) == 1 else None

    def _is_called(self, record: DocumentRecord, units: Sequence[Unit]) -> bool:
        bag = self._judge.notions.bag_of_text(record.metadata.title, record.metadata.language)
        return all(self._judge.notions.match(u, bag) >= _SAME for u in units)

    def _titles_of(self, record: DocumentRecord) -> tuple[tuple[Unit, ...], ...]:
        if self._titles is None:
            self._titles = {
                r.id: tuple(self._units(r, name) for name in _names(r.metadata.title)) for r in self._records
            }
        return self._titles[record.id]

    def _units(self, record: DocumentRecord, name: str) -> tuple[Unit, ...]:
        country = record.metadata.country
        units = self._understanding.read(name, record.metadata.language, record.metadata.language).units
        gazetteer = self._understanding.gazetteer
        units = tuple(u for u in units if u.text not in _STYLES)
        return tuple(u for u in units if not (country and country in gazetteer.countries(u.text)))

    def _asked_of(
        self,
        query: Query,
        norms: Sequence[DocumentRecord],
        numbers: Sequence[Instrument],
        drop: bool,
    ) -> NamedNorms:
        """The question without the number of the norm, and without the year that the norm itself is of."""
        named = {part for n in numbers for part in (n.number, n.year, *(n.issuer or "").split("-")) if part}
        if numbers:
            named |= initials_in(query.text)
            for mention in mentions_in(query.text):
                named |= set(words(read(query.text)[mention.start : mention.end]))
        named |= {r.metadata.year for r in norms} & set(query.years)
        parts = tuple(_without_name(part, named, numbers, drop) for part in query.parts)
        return NamedNorms(
            frozenset(r.id for r in norms), replace(query, parts=parts, instruments=() if drop else query.instruments)
        )


def _matters_of_treaties(query: Query) -> list[list[Unit]]:
    """The words of content after each word for a treaty in a query: "rights of migrant workers"."""
    matters = []
    for part in query.parts:
        units = [u for u in part.units if u.word_class is not WordClass.SCAFFOLD and not u.concepts & _OF_THE_UN]
        matters += [units[i + 1 :] for i, u in enumerate(units) if _TREATY.fullmatch(u.text)]
    return matters


def _without_wording(query: Query, wordings: Sequence[str], years: Sequence[str]) -> Query:
    """The query without the words that name amendments, and without their years."""
    named = {word for wording in wordings for word in words(wording)}
    parts = tuple(_without_name(part, named, (), drop=False) for part in query.parts)
    return replace(query, parts=parts, years=tuple(y for y in query.years if y not in years))


def _names(title: str) -> list[str]:
    """What a title calls its norm, folded: without what it enacts by the way, and without the numbers of norms.

    "Legislative Decree No. 7 - Aliens Decree" is called by what stands after its number.
    """
    folded = read(title)
    core = _without_numbers(_TAIL.sub("", _ENACTS.sub("", folded)))
    _, dash, rest = folded.partition(" - ")
    return [_without_numbers(rest)] if dash and not words(core) else [core]


def _without_numbers(title: str) -> str:
    """A title without the norms that it names by number; "the law No. 8, which ..." is still a law."""
    for mention in reversed(mentions_in(title)):
        title = f"{title[: mention.start]} {title[mention.end :]}"
    return title


def _carrying_nothing(units: Sequence[Unit], words_of_a_name: set[str]) -> tuple[Unit, ...]:
    return tuple(replace(u, word_class=WordClass.SCAFFOLD) if u.text in words_of_a_name else u for u in units)


def _without_name(part: Part, named: set[str], numbers: Sequence[Instrument], drop: bool) -> Part:
    """A part whose units of the norm's name carry nothing; of a regulation the other norm's number goes altogether."""
    units = tuple(
        replace(u, word_class=WordClass.SCAFFOLD, kind=UnitKind.WORD)
        if u.text in named or {piece.lstrip("0") for piece in re.split(r"[-/.]", u.text)} <= named
        else u
        for u in part.units
    )
    text = part.text
    if drop:
        for number in numbers:
            text = re.sub(rf"\b0*{re.escape(number.number)}\b", "", text)
    return replace(part, units=units, text=text, years=tuple(y for y in part.years if y not in named))
