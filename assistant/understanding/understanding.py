"""From the words of a question to a Query: its language, what kind of answer it wants, and the notions it is made of.

Rules here are rules of English and Spanish: interrogatives, auxiliaries, conjunctions, tags. They know nothing of any
document.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.instruments.naming import instruments_in, without_instruments
from assistant.language.countries import Gazetteer
from assistant.language.folding import flat
from assistant.language.lexicon import LANGUAGES, Lexicon, WordClass
from assistant.language.persons import PERSONS
from assistant.language.polarity import denies
from assistant.understanding.answer_kind import (
    CONDITION,
    LEAD,
    PREPOSITION,
    SO,
    TAG,
    TRUTH,
    Kind,
    asks_whether,
    kind_of,
    occasion_after,
    occasion_of,
)
from assistant.understanding.asked_for import asks_for_places, counted_by, focus_of, happening, listed_by
from assistant.understanding.asking import Asked, is_a_case, is_of_oneself
from assistant.understanding.parting import YEAR, Thing, carries_content, sentences_of, things_asked, whether_and_what
from assistant.understanding.question import BROAD, NARROW, Part, Query, Unit, UnitKind, carry
from assistant.understanding.shorthand import Shorthand
from assistant.understanding.spelling import Spelling
from assistant.understanding.units import Units, event_in, loosened, without_concession, without_kind_words
from ingest.article_names import articles_named
from ingest.terms import STOP_WORDS, fold, stem, words

_SEVERAL = re.compile(
    r"\b(?:ministries|institutions|bodies|agencies|organi[sz]ations|authorities|departments|entities|countries|"
    r"governments|actors|partners|ministerios|instituciones|organismos|entidades|autoridades|oficinas|agencias|"
    r"organizaciones|paises|dependencias|actores|socios|quienes)\b"
)
# "Not at all", "sobre todo" speak of no whole.
_UNIVERSAL = re.compile(
    r"\b(?:(?<!at )(?<!after )(?<!above )all|every|everyone|everybody|always|anyone|anybody|each|todos|todas|toda|"
    r"(?<!sobre )(?<!del )(?<!ante )todo|cualquier|cualquiera|siempre|(?:en )?lo que (?:sea|quier(?:a[ns]?|o|en?))|"
    r"whatever (?:they|he|she|i|we|you) (?:like|want)s?|anything (?:they|he|she|i|we|you) (?:like|want)s?)\b"
)
# "Does it lack ...?" asks for the absence itself. "Doesn't it have ...?" and "¿No tiene ...?" ask whether it has.
_LACKING = (
    # "Hace falta" is a need.
    r"(?:lacks?|lacking|is there no|are there no|has no|have no|carecen?|"
    r"(?<!hace )(?<!hacen )(?<!cuanto )(?<!cuant[oa]s )(?:falta|faltan)(?! (?:mucho|poco|para)\b)|"
    r"excluded|barred|banned|ineligible|excluid[oa]s?|vedad[oa]s?)\b"
)
_LACKS = re.compile(rf"\b{_LACKING}")
# "Can a child who has no papers enrol?" asks of one who lacks them, and not whether he does.
_OF_WHO_LACKS = re.compile(
    r"\b(?:who|whom|if|when|quien(?:es)?|si|cuando|"
    rf"(?:{PERSONS['en']}|{PERSONS['es']}|child(?:ren)?|nin[oa]s?) (?:that|que)) "
    rf"(?:\w+ ){{0,4}}?{_LACKING}|"
    rf"\b(?:whose|cuy[oa]s?) (?:\w+ ){{1,4}}?{_LACKING}"
)
# "Can the consul in Madrid marry us?" asks of any consul; "is there a consulate in Madrid?" of that place.
_SEAT = re.compile(
    r"\b(?:the|our|my|el|la|nuestr[oa]|mi) (?:consul(?:ate|ado)?|embassy|embajador|embajada|ambassador)"
    r"( (?:in|at|en) ([^\W\d_]{3,}))\b"
)
# "Did anyone check?" asks whether one did; "can anyone apply?", whether all may.
_SOMEONE = re.compile(
    r"\b(?:did|does|do|has|have|had|is|are|was|were) (?:anyone|anybody)\b"
    r"(?! (?:free|allowed|entitled|eligible|able|permitted|who)\b)"
)
_CONCEDED = re.compile(
    r"^\W*(?:if|even (?:if|without|though)|although|though|despite|without|si|aunque|aun (?:sin|si)|incluso sin|"
    r"a pesar de|sin)\b[^,?]*,\s*"
)
_TODAY = re.compile(
    r"\b(?:today|now|nowadays|currently|at present|this year|hoy|hoy en dia|actualmente|ahora|"
    r"en la actualidad|este ano)\b"
)
_BY = r"according to|as per|per|segun|según|de acuerdo con"
_THE = r"the|its|his|their|el|la|los|las|su|sus"
_SOURCE = re.compile(
    rf"^(?:{_BY}|in|conforme a|en)\s+(?:{_THE})\s+[^,?]{{0,60}}?"
    r"(?:profile|page|document|documents|fact sheet|note|annex|introduction|source|table|perfil|página|pagina|"
    r"documentos?|ficha|hoja|nota|anexo|introducción|introduccion|fuente|cuadro|tabla)[^,?]{0,40},\s*"
    rf"|,?\s+(?:{_BY})\s+(?:{_THE})\s+[^,?]*$",
    re.IGNORECASE,
)
_CHOICE = re.compile(
    r"\b(in|with|of|by|to|from|on|for|under|at|en|con|de|por|a|para|bajo|ante) "
    r"(?:[\w'’.-]+ ){1,4}(?:or|o|u) \1 (?:[\w'’.-]+ ?){1,4}"
    r"|, (?:[\w'’.-]+ ){1,4}(?:or|o|u) (?:[\w'’.-]+ ?){1,4}\??$"
    r"|(?:\w+\.? )?\d+(?: \w+)? (?:or|o|u) (?:\w+\.? )*\d+"
    r"|(?:with|of|con|de) [\w'’-]+(?: [\w'’-]+)? (?:or|o|u) [\w'’-]+(?: [\w'’-]+)?\??$"
    # "Is it compulsory or voluntary?"
    r"|^\W*(?:is|are|was|were|es|son|era|eran) (?:it |this |that |these |they |eso )?(?:(?:an?|una?) )?[\w'-]+ "
    r"(?:or|o|u) (?:(?:an?|una?) )?[\w'-]+\W*$"
)
# "Where do they live: in towns or in the countryside?"
_OFFERS = re.compile(r":[^:]*\b(?:or|o|u)\b")
# "Is there any plan for floods or droughts?" is content with either: it asks whether there is one.
_WHATEVER = re.compile(r"\b(?:any|anything|algun[oa]?s?|algo)\b")
_ANAPHORA = re.compile(
    r"\b(?:it|its|they|them|their|that one|this one|the one|those|these|there|he|she|the same|that decree|"
    r"that law|such)\b|^(?:is|was|are|has|does|can|will) (?:one|any) \w+"
    r"|\b(?:eso|esa|ese|esos|esas|esto|este|esta|ellos|ellas|ahi|alli|alla|lo|la misma|el mismo|los mismos|su|"
    r"sus|dicho|dicha)\b"
    # "¿Hay alguna vía para obtenerla?"
    r"|\b\w{3,}(?:ndo|[aei]r)(?:me|te|se|nos)?l[oa]s?\b"
)
# "Niños no acompañados" are not asked of what is not so; "convenios no ratificados" are.
_EXCLUDES = re.compile(
    r"\b(?:not|never)\b|\bno (?:ratificad|firmad|aprobad|suscrit)|\bsin (?:ratificar|firmar|aprobar)|"
    r"\bno (?!\d|\w+(?:[ai]d[oa]s?|al(?:es)?|bles?|cion(?:es)?)\b)"
)
_MAY_I = re.compile(
    r"(?:(?:and|so|but|y|pero) )?(?:(?:can|may|could) (?:i|we)\b|(?:am i|are we) (?:allowed|entitled|able)\b|"
    r"do (?:i|we) have the right\b|(?:puedo|podemos|podria(?:mos)?)\b|tengo (?:el )?derecho\b|se me permite\b)"
)
_SOME = frozenset({"national", "citizen", "diaspora", "nationals abroad", "official"})
_FOREIGNER = {"en": "foreigner", "es": "extranjero"}
_ENOUGH_ALONE = 3
"""How many words of content make a question understood without what was said before it."""
_COUNTS_TWO = re.compile(
    r"\b(?:how many|cuant[oa]s|(?:count|number|figure|total)s? (?:(?:that )?you have |available )?of|numeros? de|"
    r"cifras? de|cantidad de|total(?:es)? de)(?: the| los| las)? "
    r"(?P<one>\w[\w' -]{2,40}?),? (?:and|y|e) (?:(?:of|de|how many|cuantos)(?: the| los| las)? )?"
    r"(?P<other>\w[\w' -]{2,40}?)"
    r"(?=[?,.]|$| (?:are|were|is|was|live[sd]?|there|in|at|on|from|by|do|does|did|has|have|had|registered|currently|"
    r"hay|habia|viven|vivian|estan|estaban|son|eran|en|al|tienen?|tenia|registr\w+|alberga\w*|acoge\w*|reconoc\w+)\b)"
)
_TREATIES = frozenset({"convention", "protocol"})
_REGIONS = frozenset({"region", "place"})
_OF_PLACES = re.compile(r"parts|places|sites|locations|areas|partes|lugares|sitios|zonas")
# What tells two things apart is said by a sentence that sets them apart, not by one that names both.
_DIFFERENCE = re.compile(r"\b(differences?|diferencias?) (?:between|entre)\b")
_FOCUSED = frozenset({Kind.OPEN, Kind.LIST, Kind.MONEY, Kind.PERCENT, Kind.DEFINITION})


class Understanding:
    """Reads questions. Holds the lexicon, the gazetteer and the vocabulary of the store, for typing mistakes.

    Args:
        lexicon: concepts in both languages.
        gazetteer: countries.
        vocabulary: by language, how many sentences of the store hold each stem.
        shorthand: what people type short.
        homes: the countries that documents are on, whose people are no foreigners.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        gazetteer: Gazetteer,
        vocabulary: Mapping[str, Mapping[str, int]],
        shorthand: Shorthand,
        homes: frozenset[str] = frozenset(),
    ) -> None:
        self.lexicon = lexicon
        self.gazetteer = gazetteer
        self.vocabulary = vocabulary
        self._homes = homes
        self._known = {lang: frozenset(vocabulary.get(lang, ())) | lexicon.vocabulary(lang) for lang in LANGUAGES}
        counts = {lang: {s: vocabulary.get(lang, {}).get(s, 0) for s in self._known[lang]} for lang in LANGUAGES}
        self._units = Units(lexicon, gazetteer, self._known)
        self._shorthand = shorthand
        self._spelling = Spelling(counts, gazetteer.words(), shorthand)

    def read(self, text: str, language: str | None = None, spoken: str | None = None) -> Query:
        """The query behind a question of one or several sentences.

        Args:
            text: the question.
            language: of the answer; by default that of the question.
            spoken: the language of the question, where it is known.
        """
        text = " ".join(text.split())
        spoken = spoken or self.language(text)
        language = language or spoken
        # Again after slips are mended: an idiom may have held one.
        text = self._shorthand.in_full(text, spoken)
        text = self._shorthand.in_full(self._spelling.mended(text, spoken), spoken)
        given, asked, stated = sentences_of(text, spoken)
        asked, replaced = _put_right(asked)
        parts = [p for a in asked for p in self._parts(a.text, spoken, a.whether)]
        said = [(is_of_oneself(s, spoken), self._statement(s, spoken)) for s in (*given, *stated)]
        withdrawn = [p for a in replaced for p in self._parts(a.text, spoken, a.whether)]
        # "A father asks whether they will charge him. Must he pay?" is nothing without whose case it is.
        case = any(is_a_case(s, spoken) for s in (*given, *stated)) and any(len(p.told) <= 1 for p in parts)
        leans = case or any(part.anaphoric for part in parts)
        parts = _with_earlier(parts, [*(part for _, part in said), *withdrawn], sure=case or bool(withdrawn))
        parts = [_for_the_asker(part, [told for personal, told in said if personal]) for part in parts]
        # What is searched for is the question; what was said before it helps one that cannot stand alone.
        alone = sum(len(p.told) for p in parts) >= _ENOUGH_ALONE
        before = [p.text for personal, p in said if leans or not (personal or alone)]
        before += [a.text for a in replaced if leans or not alone]
        text = " ".join([*before, *(a.text for a in asked)])
        whole = " ".join([*(p.text for personal, p in said if leans or not personal), *(a.text for a in asked)])
        people = {w: c for w, c in self.gazetteer.of_one_person(whole).items() if c not in self._homes}
        return Query(
            text=text,
            language=language,
            parts=tuple(_of_foreigners(part, people) for part in parts),
            statements=tuple(part for personal, part in said if not personal),
            mentioned=tuple(unit for _, part in said for unit in part.units),
            # Of what holds for one Cuban, what is said of foreigners tells; it is not asked about Cuba.
            countries=tuple(c for c in self.gazetteer.countries(whole) if c not in people.values()),
            years=tuple(dict.fromkeys(YEAR.findall(whole))),
            instruments=instruments_in(whole),
            yes_no=any(p.kind is Kind.YES_NO for p in parts),
            nationalities=tuple(dict.fromkeys(people.values())),
        )

    def language(self, text: str, otherwise: str | None = None) -> str:
        """``es`` or ``en``: by function words and question marks, then by the words that only one language knows.

        A text that shows neither, such as a name, is in the language ``otherwise``, or else in English.
        """
        found = words(text)
        if "¿" in text or "¡" in text or "ñ" in text.lower():
            return "es"
        votes = {lang: 2.0 * sum(w in STOP_WORDS[lang] for w in found) for lang in LANGUAGES}
        for lang in LANGUAGES:
            votes[lang] += sum(stem(w, lang) in self._known[lang] for w in found if not w[0].isdigit())
            votes[lang] += 2.0 * bool(LEAD[lang].match(fold(text)))
            votes[lang] += sum(len(w) > 1 and self._shorthand.holds(w, lang) for w in found)
        if re.search(r"[áéíóú]", text.lower()):
            votes["es"] += 1.0
        if votes["es"] == votes["en"]:
            votes = {lang: sum(self._spelling.knows(w, lang) for w in found) for lang in LANGUAGES}
        if votes["es"] == votes["en"]:
            return otherwise or "en"
        return "es" if votes["es"] > votes["en"] else "en"

    def _parts(self, sentence: str, language: str, whether: bool) -> list[Part]:
        """The parts of one sentence; "when and in which document was it ...?" asks two things of the same words."""
        if whether:
            first, *others = whether_and_what(sentence, language)
            return [self._part(first, language, Kind.YES_NO), *(self._part(other, language) for other in others)]
        pieces = [each for thing in things_asked(sentence, language) for each in self._each_group(thing, language)]
        parts: list[Part] = []
        bare: list[str] = []
        for piece in pieces:
            if not carries_content(piece.text, language) and piece is not pieces[-1]:
                bare.append(piece.text)
                continue
            for interrogative in bare:
                kind = kind_of(f"{interrogative}?", language)
                parts.append(self._part(f"{interrogative} {piece.text}", language, kind))
            bare = []
            parts.append(replace(self._part(piece.text, language), apart=piece.apart))
        return parts

    def _each_group(self, thing: Thing, language: str) -> list[Thing]:
        """A question that counts two groups of people as one of each: "How many refugees and asylum seekers ...?"."""
        found = _COUNTS_TWO.search(flat(thing.text))
        if not found or thing.apart:
            return [thing]
        sides = [(found.start(side), found.end(side)) for side in ("one", "other")]
        told = [self._units.of(thing.text[first:last], language) for first, last in sides]
        if not all(any(u.concepts & (BROAD | NARROW) for u in units) for units in told):
            return [thing]
        head, tail = thing.text[: sides[0][0]], thing.text[sides[1][1] :]
        return [Thing(f"{head}{thing.text[first:last]}{tail}", thing.text[first:last]) for first, last in sides]

    def _of_any_seat(self, text: str) -> str:
        """What is asked of "the consul in Madrid", without the place: it is asked of any consul."""
        found = _SEAT.search(flat(text))
        if found is None or self.gazetteer.countries(found[2]):
            return text
        return text[: found.start(1)] + text[found.end(1) :]

    def _part(self, text: str, language: str, kind: Kind | None = None) -> Part:
        text = self._of_any_seat(text)
        folded = fold(text).strip(" ?!.¿¡,;:")
        asking = text.removesuffix(occasion_after(text, language))
        kind = kind or (Kind.YES_NO if asks_whether(text, language) else kind_of(asking, language))
        of_one = kind in (Kind.DEFINITION, Kind.INSTRUMENT) and instruments_in(text)
        if of_one and not carries_content(without_instruments(text), language):
            # "What is Decree 320?" asks what it does.
            kind = Kind.OPEN
        claimed = bool(TRUTH[language].match(folded) or (TAG[language].search(folded) and "," in folded))
        folded = TRUTH[language].sub("", folded)
        if kind is Kind.YES_NO:
            folded = TAG[language].sub("", folded)
        main = SO[language].sub("", CONDITION.sub("", folded))
        text = _SOURCE.sub("", text.strip(" ¿¡")) or text
        choice = _CHOICE.search(fold(text)) if kind in (Kind.YES_NO, Kind.OPEN, Kind.WHO, Kind.INSTRUMENT) else None
        sides = _sides(choice[0], language) if choice else ()
        if choice and (_WHATEVER.search(fold(text)[: choice.end()]) or len(set(sides)) == 1):
            # "Papers or no papers" offers nothing.
            choice = None
        offered: tuple[frozenset[str], ...] = ()
        if choice and (kind is Kind.YES_NO or (kind is Kind.OPEN and _OFFERS.search(fold(text)[: choice.end()]))):
            kind, offered = Kind.OPEN, sides
        units = loosened(without_kind_words(self._units.of(text, language), kind), choice[0] if choice else "")
        differ = _DIFFERENCE.search(folded)
        of_places = asks_for_places(folded)
        places = {u.text for u in units if _OF_PLACES.fullmatch(u.text)} if of_places else set()
        focus = frozenset({differ[1]}) if differ else focus_of(folded, language) if kind in _FOCUSED else frozenset()
        units = _in_this_question(units, {differ[1]} if differ else set(), happening(folded), places)
        event = None if choice else event_in(units)
        occasion = _only_of(occasion_of(text, language), text)
        units = tuple(
            replace(u, word_class=WordClass.LIGHT) if u.text in occasion and _tells_the_occasion(u) else u
            for u in units
        )
        if kind is Kind.YES_NO and _MAY_I.match(folded):
            units = self._of_a_foreigner(units, language)
        return Part(
            text=text.strip(),
            kind=kind,
            units=without_concession(
                tuple(replace(u, word_class=WordClass.CONTENT) if u.text == event else u for u in units),
                _CONCEDED.search(fold(text)) if kind is Kind.YES_NO else None,
            ),
            negated=bool(_LACKS.search(_OF_WHO_LACKS.sub(" ", main))) or (claimed and denies(main)),
            universal=bool(_UNIVERSAL.search(_SOMEONE.sub(" ", folded))),
            years=tuple(dict.fromkeys(YEAR.findall(text))),
            excluding=kind is Kind.LIST and bool(_EXCLUDES.search(main)),
            focus=focus - places,
            today=bool(_TODAY.search(folded)),
            anaphoric=bool(_ANAPHORA.search(folded)),
            event=event,
            choice=choice is not None,
            offered=offered,
            articles=articles_named(text),
            counted=counted_by(folded, language) if kind is Kind.COUNT else frozenset(),
            occasion=occasion,
            listed=listed_by(folded) if kind is Kind.LIST or of_places else frozenset(),
            several=kind is Kind.LIST or (kind is Kind.WHO and bool(_SEVERAL.search(folded))),
        )

    def _of_a_foreigner(self, units: tuple[Unit, ...], language: str) -> tuple[Unit, ...]:
        """What somebody asks to do himself: who does not say otherwise is from elsewhere."""
        if any(u.concepts & (BROAD | NARROW | _SOME) for u in units):
            return units
        return (*units, *self._units.of(_FOREIGNER[language], language))

    def _statement(self, text: str, language: str) -> Part:
        """What is taken as given, to be held against the documents."""
        part = self._part(text, language, Kind.YES_NO)
        return replace(part, negated=part.negated or denies(fold(text)))


def _in_this_question(
    units: Sequence[Unit], differing: Collection[str], empty: Collection[str], places: Collection[str]
) -> tuple[Unit, ...]:
    """Units as a question means them.

    Args:
        units: of the question.
        differing: "difference", where the question asks for one: it says what is asked.
        empty: words that say nothing of what is asked.
        places: "parts" and the like, where the question asks for regions by whatever name.
    """
    meant = []
    for unit in units:
        if unit.text in differing:
            unit = replace(unit, word_class=WordClass.CONTENT)
        if "treaty" in unit.concepts:
            # It is a convention or a protocol as well, as which tables name it.
            unit = replace(unit, concepts=unit.concepts | _TREATIES)
        if unit.text in empty:
            unit = replace(unit, word_class=WordClass.SCAFFOLD)
        if unit.text in places:
            unit = replace(unit, word_class=WordClass.CONTENT, concepts=_REGIONS)
        meant.append(unit)
    return tuple(meant)


def _of_foreigners(part: Part, people: Collection[str]) -> Part:
    """A part in which the words that say where one person is from mean a foreigner too.

    "A Mexican citizen" is no other than "a Mexican", and no citizen of the country asked about.
    """
    if not people:
        return part
    units = (replace(u, concepts=u.concepts | {"foreigner"}) if u.text in people else u for u in part.units)
    return replace(part, units=tuple(u for u in units if "citizen" not in u.concepts))


# "Will they charge me?", "¿necesito permiso?"
_OF_ONESELF = re.compile(
    r"\b(?:i|me|my|we|us|our|yo|mi|mis|nos|nuestr[oa]s?|conmigo|puedo|podemos|podria|debo|necesito|tengo|tenemos|pago|pagamos)\b"
)


def _for_the_asker(part: Part, told: Sequence[Part]) -> Part:
    """A part that asks of oneself, with the group that one said to belong to: "I am a refugee. Must I pay?"."""
    groups = [u for statement in told for u in statement.units if u.concepts & NARROW]
    asks_of_group = any(u.concepts & (NARROW | BROAD) and u.text not in _FOREIGNER.values() for u in part.units)
    if not groups or asks_of_group or not _OF_ONESELF.search(fold(part.text)):
        return part
    return carry(part, groups)


def _sides(choice: str, language: str) -> tuple[frozenset[str], ...]:
    """The words of content on each side of an "or"."""
    prepositions = PREPOSITION[language].split("|")
    sides = [frozenset(words(s)) - STOP_WORDS[language] - {*prepositions} for s in re.split(r"\b(?:or|o|u)\b", choice)]
    return tuple(sides) if all(sides) else ()


def _put_right(asked: Sequence[Asked]) -> tuple[list[Asked], list[Asked]]:
    """What is asked in the end, and what was withdrawn for it: "When did it start? I mean which year was it?"."""
    withdrawn = [one for one, after in pairwise(asked) if after.corrects]
    return [one for one in asked if one not in withdrawn], withdrawn


def _with_earlier(parts: Sequence[Part], statements: Sequence[Part], sure: bool = False) -> list[Part]:
    """Parts that lean on what was said before them ("... and what period does it cover?") take over its units.

    So do those that are nothing without it ("There are two such bodies. With which countries?") and, where it is
    ``sure`` that it was said for them, all: the one that puts right what was asked before, or is on somebody's case.
    """
    done: list[Part] = []
    earlier: list[Unit] = [u for s in statements for u in s.units]
    for index, part in enumerate(parts):
        bare = not any(u.word_class is WordClass.CONTENT for u in part.units)
        leans = index > 0 or part.anaphoric or bare or sure
        done.append(carry(part, earlier) if earlier and leans else part)
        earlier = [*earlier, *part.units]
    return done


def _tells_the_occasion(unit: Unit) -> bool:
    """Whether a word counts less for being said of the occasion: not a name, a figure or of whom one asks."""
    plain = unit.word_class is WordClass.CONTENT and unit.kind is UnitKind.WORD and not unit.phrases
    return plain and not unit.concepts & (BROAD | NARROW)


def _only_of(occasion: str, text: str) -> frozenset[str]:
    """The folded words of what a question says of its occasion that it does not say where it asks."""
    return frozenset(words(occasion)) - frozenset(words(text.replace(occasion, " ", 1)))
