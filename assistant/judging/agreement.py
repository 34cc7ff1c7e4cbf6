"""What is not negotiable: the country, a year, the number of an instrument, a proper name, what a question turns on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.instruments.naming import instruments_in, without_instruments
from assistant.instruments.own_instruments import NORMS
from assistant.judging.asked import Asked
from assistant.judging.backdrop import Backdrop
from assistant.judging.kinds import (
    DAY,
    ENUMERATION,
    PROVISION,
    YEAR_LIKE,
    satisfies,
)
from assistant.judging.limits import asks_for_a_bound, sets_a_bound
from assistant.judging.lists import leads_in
from assistant.judging.notions import Bag, Notions, is_strict
from assistant.language.countries import Gazetteer
from assistant.language.lexicon import WordClass
from assistant.language.polarity import leans, names_again
from assistant.understanding.answer_kind import Kind
from assistant.understanding.asked_for import asks_for_a_heading
from assistant.understanding.question import EVENTS, Part, Query, Unit, UnitKind
from ingest.article_names import article_name, articles_named
from ingest.document import BlockKind
from ingest.marks import DATED, GOAL_TAG
from ingest.store import DocumentRecord, StoredSentence
from ingest.terms import EVERY_STOP_WORD, fold, words


class Agreement:
    """Finds what in a sentence does not agree with a question, whatever else it shares with it."""

    def __init__(self, notions: Notions, backdrop: Backdrop, asked: Asked, gazetteer: Gazetteer) -> None:
        self._notions = notions
        self._backdrop = backdrop
        self._asked = asked
        self._gazetteer = gazetteer

    def faults(
        self,
        query: Query,
        part: Part,
        sentence: StoredSentence,
        document: DocumentRecord,
        own: Bag,
        scopes: Sequence[tuple[Bag, float]],
        around: Sequence[StoredSentence],
    ) -> frozenset[str]:
        """What is not negotiable and does not agree with the question; empty where the sentence is admissible."""
        checks = {
            "country": self._right_country(query, part, sentence, document, around),
            "year": self._right_years(part, sentence, document, around),
            "instrument": self._right_instruments(part, document, sentence, scopes),
            "name": self._right_names(part, document, sentence, own, scopes),
            "provision": self._new_instrument(part, sentence) and _right_article(part, sentence, document, around),
            "treaty": self._right_treaty(part, own)
            and (not _is_of_a_treaty(sentence) or self._asks_of_treaties(part, own)),
            "focus": self._right_focus(part, sentence, own, scopes),
            "choice": not part.offered or any(self.offered(part, sentence, around, self._notions.weights.near)),
            "heading": part.kind is Kind.DATE or not _only_dates_itself(sentence),
            "goal": not GOAL_TAG.fullmatch(sentence.text) or _asks_of_goals(part),
            "reference": part.kind in _OF_NORMS or not _refers_only(sentence, document),
            "method": not _is_of_method(sentence.search_text) or self._asks_of_method(part),
            "object": part.kind is not Kind.YES_NO or not _states_its_object(sentence) or _asks_of_scope(part),
        }
        return frozenset(name for name, right in checks.items() if not right)

    def replaced(
        self, query: Query, part: Part, sentence: StoredSentence, document: DocumentRecord, faults: frozenset[str]
    ) -> str | None:
        """Which single thing the sentence has another of: asked for 2001 it says 1996, for Paraguay, Costa Rica."""
        if faults == {"instrument", "year"} and set(part.years) <= {i.year for i in instruments_in(part.text)}:
            # The year is the instrument's own.
            faults = frozenset({"instrument"})
        if part.kind is not Kind.YES_NO or len(faults) != 1:
            return None
        home = document.metadata.country
        fault = next(iter(faults))
        of_partners = set(query.countries) - {home} <= self._partners(part.text)
        if fault == "country" and (home in query.countries or of_partners):
            others = set(self._gazetteer.countries(sentence.text)) - {home, *query.countries}
            return fault if others else None
        if fault == "year" and YEAR_LIKE.search(sentence.text):
            known = document.metadata.year
            happened = any(u.concepts & EVENTS for u in part.units) or bool(_SINCE_A_YEAR.search(fold(part.text)))
            return fault if happened and known and all(year <= known for year in part.years) else None
        if fault == "instrument" and instruments_in(sentence.text):
            return fault
        return None

    def _right_country(
        self,
        query: Query,
        part: Part,
        sentence: StoredSentence,
        document: DocumentRecord,
        around: Sequence[StoredSentence],
    ) -> bool:
        """A finding on one country says nothing of another: a country asked about is the document's, or is named.

        A question about what another country itself has or does ("Does Costa Rica have ...?") needs its name in the
        sentence; "Venezuelan residents" is not Venezuela. "Are there agreements with Costa Rica?" is not about what
        that country has.
        """
        home = document.metadata.country
        asked = [c for c in query.countries if c != home]
        if query.nationalities and not asked:
            # What is agreed with another country, or holds for its people, tells nothing of somebody from a third.
            others = {*self._gazetteer.countries(sentence.text)} - {home}
            return not others or not others.isdisjoint(query.nationalities)
        if not asked:
            return True
        another = query.countries[0]
        of_another = another != home and home not in self._gazetteer.names(part.text)
        asks_whether = part.kind is Kind.YES_NO and not part.carried_over
        if of_another and asks_whether and not self._is_beside(part, another):
            named_here = self._gazetteer.countries(f"{sentence.text} {sentence.context}")
            plain = self._gazetteer.names(f"{sentence.text} {sentence.context}")
            return bool(named_here) and named_here[0] == query.countries[0] and named_here[0] in plain
        partners = self._partners(sentence.text) - {home}
        if partners and partners.isdisjoint(asked) and asked[0] in self._partners(part.text):
            # With whom something is done it says itself, and says another.
            return False
        beside = " ".join(n.text for n in around if n.ordinal < sentence.ordinal)
        # A norm that ratifies a treaty has the other party in its title.
        title = document.metadata.title if document.metadata.type in NORMS else ""
        named = set(self._gazetteer.countries(f"{sentence.text} {sentence.context} {beside} {title}"))
        one_will_do = part.choice or home in query.countries or len(asked) == 1
        return bool(named & set(asked)) if one_will_do else set(asked) <= named

    def _is_beside(self, part: Part, country: str) -> bool:
        """Whether a question names a country as the one with which something is done, or that people come from."""
        return country in self._partners(part.text) | self._named_after(_FROM, part.text)

    def _partners(self, text: str) -> set[str]:
        """The countries that a text names as those with which something is done."""
        return self._named_after(_WITH, text)

    def _named_after(self, preposition: str, text: str) -> set[str]:
        """The countries that a text names right after one of some prepositions."""
        folded = fold(text)
        return {
            code
            for span, code in self._gazetteer.spans(text)
            if re.search(rf"\b{preposition} (?:the |la |el )?{re.escape(span)}", folded)
        }

    def _right_years(
        self, part: Part, sentence: StoredSentence, document: DocumentRecord, around: Sequence[StoredSentence]
    ) -> bool:
        if not part.years:
            return True
        before = [n.text for n in around if n.ordinal == sentence.ordinal - 1] if leans(sentence.search_text) else []
        if _OF_THE_SAME_YEAR.search(fold(sentence.search_text)):
            dated = [n.text for n in around if n.ordinal < sentence.ordinal and YEAR_LIKE.search(n.text)]
            before = dated[-1:]
        if names_again(sentence.search_text):
            before = [n.text for n in around if n.ordinal < sentence.ordinal]
        known = [*before, sentence.text, sentence.context]
        if part.kind not in _OF_A_YEAR or not _tells_a_year(sentence):
            # The figures of a profile of 2022 are of that year, but for those that it gives for another.
            known += [sentence.section, document.metadata.title, document.metadata.date or ""]
        text = " ".join(known)
        held = [_covers_year(text, year) for year in part.years]
        return any(held) if len(held) > 1 else all(held)

    def _right_instruments(
        self, part: Part, document: DocumentRecord, sentence: StoredSentence, scopes: Sequence[tuple[Bag, float]]
    ) -> bool:
        asked = instruments_in(part.text)
        if not asked or part.choice or self._backdrop.is_itself(part, document):
            return True
        named = instruments_in(f"{sentence.text}")
        if any(a.may_be(n) for a in asked for n in named):
            return True
        if document.metadata.type in NORMS and self._backdrop.own_instrument(document):
            # The articles of one law are no articles of another that stands beside them; its regulations carry it out.
            return self._backdrop.carries_out(part, document)
        return not named and any(a.number in bag.numbers for a in asked for bag, _ in scopes[:2])

    def _right_focus(self, part: Part, sentence: StoredSentence, own: Bag, scopes: Sequence[tuple[Bag, float]]) -> bool:
        """Asked what a fee is, a sentence on the matter that knows no fee does not answer.

        Of a list of "documents" or the like, a word that says little, an enumeration may be the answer without it.
        """
        named = [u for u in part.units if u.text in part.focus and not u.carried]
        named = [u for u in named if not (asks_for_a_bound(u) and sets_a_bound(u, sentence))]
        if not named or self._lists_them(part, sentence, own, named):
            return True
        asked = fold(part.text)
        if asks_for_a_heading(asked) and _A_DOMAIN.search(asked):
            # "Which domain takes in remittances?": the heading that the sentence stands under has its name.
            return True
        focus = [u for u in named if u.word_class is WordClass.CONTENT]
        if not focus and part.kind is Kind.LIST and not satisfies(Kind.LIST, sentence.search_text, sentence.language):
            focus = [u for u in named if u.word_class is WordClass.SCAFFOLD]
        if part.kind is Kind.LIST and any(u.text in _INSTRUMENT_NOUNS for u in focus) and instruments_in(sentence.text):
            return True
        if any(u.text in _PLACES for u in focus) or (focus and _PARTS_OF_A_COUNTRY.search(asked)):
            # "In which city?" is answered by a name, or by what leads names in.
            return leads_in(sentence) or self._asked.names_another(part, sentence.search_text, sentence.language)
        if any(u.text in _DAYS for u in focus) and DAY.search(fold(sentence.search_text)):
            return True
        if any(u.text in _NATIONALITIES for u in focus) and len(self._notions.countries(sentence.search_text)) > 1:
            # "Of which nationalities?" is answered by names of countries or of their peoples.
            return True
        bags = [own, *(bag for bag, share in scopes if share >= 0.5)]
        # What a word is near to only together with others ("stateless procedure") is not what is asked for.
        alone = [self._notions.by_itself(u) for u in focus]
        return not focus or any(self._notions.match(u, bag) for u in alone for bag in bags)

    def _lists_them(self, part: Part, sentence: StoredSentence, own: Bag, named: Sequence[Unit]) -> bool:
        """Whether a sentence enumerates, and has all that is asked of what is listed: "Which relatives may one bring?".

        "They may bring their spouse, their children and their parents" need not call these relatives.
        """
        rest = [u for u in part.told if u not in named and not self._notions.is_country(u)]
        listed = part.kind is Kind.LIST and len(rest) > 1 and bool(ENUMERATION.search(sentence.search_text))
        return listed and all(self._notions.match(u, own) >= self._notions.weights.near for u in rest)

    def offered(
        self, part: Part, sentence: StoredSentence, around: Sequence[StoredSentence] = (), least: float = 1.0
    ) -> list[bool]:
        """Which of the things that a question lets one choose from a sentence, read with those beside it, speaks of."""
        bags = [self._notions.bag(s) for s in (sentence, *around)]
        bags.append(self._notions.bag_of_text(sentence.context, sentence.language))
        sides = [(side, [u for u in part.units if u.text in side]) for side in part.offered]
        return [
            any(
                not side.isdisjoint(bag.numbers) or any(self._notions.match(u, bag) >= least for u in units)
                for bag in bags
            )
            for side, units in sides
        ]

    def _right_treaty(self, part: Part, own: Bag) -> bool:
        """Asked whether the convention against torture is ratified, one against organized crime does not answer.

        Treaties are told apart by their number, as those of the ILO are, or by their matter alone, so that number or
        most of that matter must be there.
        """
        numbered = set(_NUMBERED_TREATY.findall(fold(part.text)))
        if numbered and numbered.isdisjoint(own.numbers | own.stems):
            return False
        matters = _treaty_matters(part)
        return not matters or any(self._is_on(part, own, matter) for matter in matters)

    def _asks_of_treaties(self, part: Part, own: Bag) -> bool:
        """Whether a question is on treaties, by their name or in general: that one is not ratified denies nothing else.

        To be part of the United Nations is not to be party to one of its conventions.
        """
        if part.kind is not Kind.YES_NO or _BINDS.search(fold(part.text)):
            return True
        if any(u.concepts & _OF_TREATIES for u in part.units if u.text not in _PART):
            return True
        names = [u for u in part.units if u.kind is UnitKind.NAME and not u.concepts & _MAKERS]
        if any(not self._notions.is_country(u) and self._notions.match(u, own) for u in names):
            return True
        return any(_ROW_OF_A_TREATY.match(fold(name)) for u in part.units for name in u.phrases)

    def treaties_of(self, part: Part, bag: Bag) -> frozenset[int]:
        """Which of the treaties that a question names by their matter a text is on, by their place in the question."""
        told = {u.text for u in part.told}
        named = [matter for matter in _treaty_matters(part) if told & matter]
        return frozenset(i for i, matter in enumerate(named) if self._is_on(part, bag, matter))

    def _is_on(self, part: Part, own: Bag, matter: frozenset[str]) -> bool:
        """Whether a sentence holds most of the weight of what a question names as the matter of a treaty.

        A name of the field must be there as one: domestic workers are not workers of any kind.
        """
        named = [u for u in part.told if u.text in matter and u.kind is UnitKind.WORD]
        # The name of the treaty itself has words before its matter: "the protocol against trafficking".
        outside = frozenset[str]().union(*(u.phrases for u in part.told if u.text not in matter))
        if any((whole := u.phrases - outside) and whole.isdisjoint(own.concepts) for u in named):
            return False
        units = [u for u in named if not self._notions.is_country(u) and not u.concepts & _MAKERS]
        return self._notions.coverage(units, [own], firmly=self._notions.weights.near) >= _MOST_OF_IT

    def _asks_of_method(self, part: Part) -> bool:
        """Whether a question is about what an assessment looks at, not about what it found."""
        return any(u.concepts & _ASSESSMENT for u in part.units) or bool(_A_DOMAIN.search(fold(part.text)))

    def _new_instrument(self, part: Part, sentence: StoredSentence) -> bool:
        """Asked which decree repealed Decree 612, a sentence that names that one alone does not answer."""
        asked = instruments_in(part.text)
        wanted = part.kind is Kind.INSTRUMENT or (part.kind is Kind.LIST and bool(part.focus & _INSTRUMENT_NOUNS))
        if not wanted or not asked:
            return True
        others = [n for n in instruments_in(sentence.text) if not any(a.may_be(n) for a in asked)]
        asks_for_provision = bool(_ASKS_FOR_PROVISION.search(fold(part.text)))
        return bool(others) or (asks_for_provision and bool(PROVISION.search(fold(sentence.text))))

    def _right_names(
        self,
        part: Part,
        document: DocumentRecord,
        sentence: StoredSentence,
        own: Bag,
        scopes: Sequence[tuple[Bag, float]],
    ) -> bool:
        if not _lives_there(part, sentence):
            return False
        reach = 0.8 if part.kind is Kind.YES_NO or part.kind in _OF_A_YEAR else 0.5
        for unit in part.units:
            if unit.carried or not (is_strict(unit) or self._notions.nations.named(unit.text)):
                continue
            if self._notions.is_listed(unit) or self._backdrop.is_subject(unit, document):
                continue
            if self._backdrop.stands_for(unit, sentence, document) or self._backdrop.names_in_short(unit, sentence):
                continue
            if not self._notions.match(unit, own) and not any(
                self._notions.match(unit, bag) for bag, share in scopes if share >= reach
            ):
                return False
        return True


_TREATY = re.compile(
    r"\b(?:conventions?|convencion(?:es)?|convenios?|covenants?|pactos?|treat(?:y|ies)|tratados?|protocols?|protocolos?)\b"
    r" (?:\w+ ){0,2}?(?:against|on|for|to|relating|concerning|regarding|"
    r"contra|sobre|de|del|para(?! que\b)|relativ[oa]s?)\b"
    r"([^,;?.(]*)"
)
_NUMBERED_TREATY = re.compile(r"\b(?:convention|convenio)(?: (?:no|num|nro|n)\b[.°º]*| number| numero)? ?(\d{2,3})\b")
_BINDING = (
    r"ratif\w+|accede[ds]?|acceded|accession|part(?:y|ies) to|sign(?:ed|atory|atories)|adhesion|adhiri\w+|adher\w+|"
    r"estados? partes?|firm(?:o|ado|ada|ante)|suscri\w+|bound by|obligad[oa] por|vinculad[oa] por"
)
_BINDS = re.compile(rf"\b(?:{_BINDING})\b")
RATIFIES = re.compile(rf"\b(?:{_BINDING}|part(?:y|ies) of|parte (?:en|de|del))\b")
"""That a State is bound by a treaty, or is part of something that may be one."""
_MOST_OF_IT = 0.7
_MAKERS = frozenset({"un", "united nations", "ilo", "iom"})
"""Those who make treaties, as notions of the lexicon: "the UN treaty on children" is on children."""
_OF_A_TABLE = frozenset("table list cuadro tabla lista listado profile perfil".split())
"""Where treaties stand: "the conventions of the table" are not on tables."""
_ROW_OF_A_TREATY = re.compile(
    r"[^|]*\b(?:convention|protocol|covenant|treaty|convencion|convenio|protocolo|pacto|tratado)\b"
)
_PART = frozenset({"part", "parte", "partes"})
_OF_TREATIES = frozenset({"convention", "treaty", "protocol", "covenant", "ratification", "international law"})


def _is_of_a_treaty(sentence: StoredSentence) -> bool:
    """Whether a sentence is the row of a treaty in a table."""
    return sentence.kind is BlockKind.TABLE_ROW and bool(_ROW_OF_A_TREATY.match(fold(sentence.search_text)))


def _treaty_matters(part: Part) -> list[frozenset[str]]:
    """The words that name the matter of each treaty of which a question asks whether it binds: refugees, children."""
    asked = fold(part.text)
    named = _TREATY.search(asked) if RATIFIES.search(asked) else None
    # "The conventions on refugees and on the rights of the child" are two.
    matters = re.split(r"\b(?:and|y|e)\b", RATIFIES.sub(" ", named[1])) if named else []
    named_of = [frozenset(words(matter)) - _OF_A_TABLE for matter in matters]
    return [matter for matter in named_of if not matter <= EVERY_STOP_WORD]


_SINCE_A_YEAR = re.compile(r"\b(?:since|desde)(?: [\w'’]+){0,5}? (?:19|20)\d\d\b")
_FROM = r"(?:from|desde|(?:provenientes?|procedentes?|procedencia|oriund[oa]s|llegad[oa]s?|vienen|llegan) de)"
_WITH = r"(?:with|between|towards|con|entre|hacia)"
_INSTRUMENT_NOUNS = frozenset(
    "laws decrees instruments norms resolutions regulations leyes decretos instrumentos normas resoluciones".split()
)
_PLACES = frozenset(
    "city cities town towns place places province provinces region regions district municipality capital airport port "
    "ciudad ciudades localidad lugar lugares provincia provincias region regiones distrito municipio departamento "
    "aeropuerto puerto".split()
)
_PARTS_OF_A_COUNTRY = re.compile(
    r"\b(?:parts?|areas?|partes?|zonas?) (?:of the|del) (?:country|territory|pais|territorio)\b"
)
_DAYS = frozenset("date dates day days fecha fechas dia dias".split())
_NATIONALITIES = frozenset(
    "nationality nationalities origin origins nacionalidad nacionalidades procedencia origen".split()
)
_ASKS_FOR_PROVISION = re.compile(
    r"\b(?:section|article|provision|chapter|title|paragraph|rule|seccion|articulo|disposicion|capitulo|titulo|norma)"
)
_OF_NORMS = frozenset({Kind.INSTRUMENT, Kind.LIST, Kind.DATE, Kind.CURRENCY})
_REFERENCE = re.compile(r"^\W*[A-Z][\w. ]{0,12}?N[.°º]+ ?[\w-]+(?:/[\w-]+)?,? ?\(.*\)\W*$", re.DOTALL)
_METHOD = re.compile(
    r"(?:the |el )?(?:domain|dominio|area|ambito|dimension) \d\b[^.]{0,90}?\b(?:looks?|examines?|assess\w*|covers?|"
    r"examina|evalua|analiza|aborda)\b|"
    r"(?:the |los )?(?:indicators|indicadores) (?:in|of|on|under|de|en|sobre|del) (?:this|these|est[aeo]s?)\b|"
    r"(?:this|the|est[ae]|la|el) (?:area|domain|dimension|category|chapter|section|ambito|dominio|categoria|capitulo|"
    r"seccion) (?:also |tambien )?(?:looks?|focus(?:es)?|assess\w*|examines?|evaluates?|analy[sz]es?|reviews?|covers?|"
    r"considers?|se (?:centra|enfoca)|examina|evalua|analiza|mide|aborda|considera|trata|revisa)\b"
)
_A_DOMAIN = re.compile(r"\b(?:dimensi(?:on|ons|ones)|domains?|dominios?|ambitos?)\b")
_ASSESSMENT = frozenset(
    {"mgi", "indicator", "index", "methodology", "benchmark", "domain", "area", "migof", "assessment"}
)


def _right_article(
    part: Part, sentence: StoredSentence, document: DocumentRecord, around: Sequence[StoredSentence]
) -> bool:
    """Asked what article 4 of a law says, its article 33 that refers to article 4 does not answer.

    Nor does what a report says of the law, where it does not name that article.
    """
    if not part.articles or part.choice or part.offered:
        return True
    if document.metadata.type in NORMS and sentence.article:
        return article_name(sentence.article) in part.articles
    before = [n.text for n in around if n.ordinal == sentence.ordinal - 1] if leans(sentence.search_text) else []
    if any(part.articles & articles_named(text) for text in (*before, sentence.search_text)):
        return True
    # "What does section 2.2 say?": a chapter of the report itself.
    return any(article_name(place) in part.articles for place in sentence.section.split(" > ") if place[:1].isdigit())


def _refers_only(sentence: StoredSentence, document: DocumentRecord) -> bool:
    """Whether a line beside the articles of a norm only names another norm: "R.N° 12-2023 (Approve the table ...)"."""
    return document.metadata.type in NORMS and not sentence.article and bool(_REFERENCE.match(sentence.search_text))


_LIVES_IN = re.compile(
    r"\b(?:lives?|living|lived|resid\w+|settled|viv(?:e|en|ian|ieron|iendo)|habit\w+|radic\w+)\b(?: [a-z]+)? "
    r"(?:in|en) ((?:the |la |el )?\w+)"
)
_NATIONALS_OF = r"(?:nationals|citizens|natives|nationality|nacionales|ciudadan[oa]s|oriund[oa]s|from|nacionalidad)"


def _lives_there(part: Part, sentence: StoredSentence) -> bool:
    """Asked how many live in a place, that nationals of it live elsewhere is no answer."""
    asked = _LIVES_IN.search(fold(part.text)) if part.kind in _OF_A_YEAR else None
    if asked is None:
        return True
    place, text = re.escape(asked[1]), fold(sentence.search_text)
    of_its_people = re.search(
        rf"\b{_NATIONALS_OF} (?:of|de|del|from) (?:the |la |el )?{place}\b|\bfrom {place}\b", text
    )
    return of_its_people is None or bool(re.search(rf"\b(?:in|en|to|a) {place}\b", text))


_OF_A_YEAR = frozenset({Kind.COUNT, Kind.PERCENT, Kind.MONEY})
"""Kinds of what is told for a year."""
_OF_THE_SAME_YEAR = re.compile(
    r"\b(?:in|of|by|at) (?:the same|that) (?:year|date|time|month|period)\b|"
    r"\b(?:en|de|a|para) (?:el|la|ese|esa|dicho|dicha) (?:mism[oa] )?(?:ano|fecha|mes|periodo)\b(?! (?:19|20)\d\d)"
)


@lru_cache(maxsize=4096)
def _tells_a_year(sentence: StoredSentence) -> bool:
    """Whether a sentence prints a year that is none of an instrument's."""
    return bool(YEAR_LIKE.search(without_instruments(sentence.text)))


@lru_cache(maxsize=4096)
def _is_of_method(text: str) -> bool:
    """Whether a sentence tells what an assessment looks at: "Indicators in this domain examine whether ..."."""
    return bool(_METHOD.match(fold(text)))


_OBJECT = re.compile(
    r"^\W*(?:(?:articulo|article|section|art)\W+\w+\W+)?(?:(?:objeto|object|purpose|finalidad)\b[^.:]{0,30}[.:-]+ *)?"
    r"(?:el|la|este|esta|the|this)(?: presente| present)? "
    r"(?:ley|reglamento|decreto|codigo|norma|directiva|act|law|decree|regulations?|code|convention|convenio|convencion)\b"
    r"[^,;.]{0,60}?\b(?:tiene (?:por|como) (?:objeto|finalidad|fin)|regula|regulates?|governs?|makes? provision|"
    r"(?:has|have) (?:as|for) (?:its|their) (?:object|purpose))\b"
)
_OF_OBJECT = re.compile(
    r"\b(?:objet\w+|finalidad|purpose|object|aims?|regula\w*|govern\w*|cover\w*|abarca\w*|alcance|scope|appl\w+|aplica\w*)\b"
)


def _states_its_object(sentence: StoredSentence) -> bool:
    """Whether a sentence tells what a norm is for: "This Act regulates the entry and expulsion of ..."."""
    return sentence.article is not None and bool(_OBJECT.match(fold(sentence.search_text)))


def _only_dates_itself(sentence: StoredSentence) -> bool:
    """Whether a sentence is the heading of something with its date, which says no more of it."""
    return sentence.kind is BlockKind.HEADING and bool(DATED.search(sentence.text))


_GOALS = frozenset({"sdg", "2030 agenda"})


def _asks_of_goals(part: Part) -> bool:
    """Whether a question is on the goals for sustainable development, by which pages are filed."""
    return any(u.concepts & _GOALS for u in part.units)


def _asks_of_scope(part: Part) -> bool:
    """Whether a question is on what a norm is for or applies to."""
    return bool(_OF_OBJECT.search(fold(part.text)))


_YEARS = re.compile(r"\b((?:19|20)\d\d)\s?[-–]\s?((?:19|20)\d\d)\b")


def _covers_year(text: str, year: str) -> bool:
    if year in text:
        return True
    return any(first <= year <= last for first, last in _YEARS.findall(text))
