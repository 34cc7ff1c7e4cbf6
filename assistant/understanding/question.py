"""From the words of a question to a Query: its language, what kind of answer it wants, and the notions it is made of.

Rules here are rules of English and Spanish: interrogatives, auxiliaries, conjunctions, tags. They know nothing of any
document.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from assistant.instruments.naming import Instrument, instruments_in
from assistant.language.countries import Gazetteer
from assistant.language.function_words import ANYBODY, AUXILIARY_FORMS
from assistant.language.lexicon import LANGUAGES, Lexicon, WordClass
from assistant.language.money import is_a_currency
from assistant.language.numbers import with_figures
from assistant.language.polarity import denies
from assistant.understanding.answer_kind import (
    AUXILIARY,
    CONDITION,
    CONJUNCTION,
    INTERROGATIVE,
    LEAD,
    PREPOSITION,
    TAG,
    TRUTH,
    Kind,
    asks_whether,
    kind_of,
    leads_with_verb,
)
from assistant.understanding.asking import Asked, in_full, is_courtesy, is_of_oneself, plainly
from assistant.understanding.spelling import Spelling
from ingest.article_names import article_name
from ingest.terms import STOP_WORDS, fold, stem, words


class UnitKind(StrEnum):
    """How strictly a unit of the question must be met."""

    WORD = "word"
    NUMBER = "number"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Unit:
    """One word of the question that carries meaning, in the forms in which a sentence may hold it.

    Attributes:
        text: the folded word.
        stems: its stem by the rules of each language.
        concepts: the lexicon's notions behind it, those of phrases that it is part of included.
        word_class: how much it carries.
        kind: word, number or name.
        carried: whether it comes from an earlier turn or an earlier part of the question.
    """

    text: str
    stems: Mapping[str, str]
    concepts: frozenset[str]
    word_class: WordClass
    kind: UnitKind
    carried: bool = False
    phrases: frozenset[str] = frozenset()
    """Those of the concepts that are names of several words, such as an institution's."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing asked. A question may ask several ("which decree ..., and what period does it cover?")."""

    text: str
    kind: Kind
    units: tuple[Unit, ...]
    negated: bool = False
    universal: bool = False
    anaphoric: bool = False
    years: tuple[str, ...] = ()
    excluding: bool = False
    """Whether a list is asked of what is not so ("which conventions has it not ratified?")."""
    carried_over: bool = False
    """Whether an earlier turn stands behind it."""
    focus: frozenset[str] = frozenset()
    """Folded words of the noun that "what" or "which" asks for."""
    today: bool = False
    """Whether it asks for the state of things now, which a dated source cannot show."""
    counted: frozenset[str] = frozenset()
    """Folded words of the noun that a "how many" counts."""
    event: str | None = None
    """The word for what befell a thing, where the question says nothing else of it ("Who launched X?")."""
    articles: frozenset[str] = frozenset()
    """Numbers of the articles that it names ("articles 23 and 93 of the law")."""
    choice: bool = False
    """Whether it offers a choice ("with Chile or with Colombia?"), of which one will be found."""
    several: bool = False
    """Whether it asks for more than one thing: a list, or which institutions or countries."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question understood."""

    text: str
    language: str
    parts: tuple[Part, ...]
    statements: tuple[Part, ...]
    """What the user states before asking."""
    countries: tuple[str, ...]
    years: tuple[str, ...]
    instruments: tuple[Instrument, ...]
    yes_no: bool
    understood_as: str | None = None
    follows: bool = False
    """Whether an earlier turn completes it."""
    anchors: Mapping[int, float] = field(default_factory=dict)
    """For a follow-up: sentences where the last answer was quoted from, with how surely they are on its matter."""

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units of all parts, without repetition."""
        seen = {(u.text, u.kind): u for part in (*self.parts, *self.statements) for u in reversed(part.units)}
        return tuple(seen.values())


_SPLIT = {
    lang: re.compile(
        rf"(?:,\s*|\s+)(?:{CONJUNCTION[lang].split('|o')[0]})\s+"
        rf"(?=(?:(?:{PREPOSITION[lang]})\s+)?(?:{INTERROGATIVE[lang]}|"
        rf"{AUXILIARY['en'] if lang == 'en' else 'tiene|existe|hay|puede|pueden'})\b)"
    )
    for lang in LANGUAGES
}
_SPLIT["es"] = re.compile(
    rf"(?:,\s*|\s+)(?:y|e)\s+(?=(?:(?:{PREPOSITION['es']})\s+)?"
    rf"(?:qué|cuál|cuáles|cuándo|quién|quiénes|cómo|cuánto|cuánta|cuántos|cuántas|dónde|"
    rf"cual|cuales|cuando|quien|como se|cuanto|cuantos|cuantas)\b)",
    re.IGNORECASE,
)
_SPLIT["en"] = re.compile(
    rf"(?:,\s*|\s+)and\s+(?=(?:(?:{PREPOSITION['en']})\s+)?(?:what|which|when|who|whom|how|where|why|does|do|did|is|are|"
    r"has|have|can)\b)",
    re.IGNORECASE,
)
# "How solid is it — is it formal?" asks twice.
_DASHED = {lang: re.compile(rf"\s+[—–-]\s*¿?(?=(?:{AUXILIARY[lang]})\b)", re.IGNORECASE) for lang in LANGUAGES}
_LISTED = {
    "en": re.compile(r",\s+(?=(?:what|when|where|why|how)\b)", re.IGNORECASE),
    "es": re.compile(r",\s+(?=(?:(?:a|con|de|en|por|desde) )?(?:qué|cuándo|dónde|cómo|cuánt[oa]s?)\b)", re.IGNORECASE),
}
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[¿¡]|[^\W\d_])|(?<=[?!])\s+")
_ONE_ARTICLE = (
    r"(?:\d+[°º]?\.?(?: ?- ?[a-z]\b|[a-z]\b| ?-? ?(?:bis|ter|quater)\b)?|unico\b|"
    r"(?:primer|segund|tercer|cuart|quint|sext|septim|octav|noven|decim)[oa]\b)"
)
_ARTICLE_NUMBER = re.compile(_ONE_ARTICLE)
_ARTICLE = re.compile(
    rf"\b(?:article|art|articulo|section)s?\.? (?:n[o°º]?\.? )?((?:{_ONE_ARTICLE}(?:, | y | and )?)+)"
)
_SEVERAL = re.compile(
    r"\b(?:ministries|institutions|bodies|agencies|organi[sz]ations|authorities|departments|entities|countries|"
    r"governments|actors|partners|ministerios|instituciones|organismos|entidades|autoridades|oficinas|agencias|"
    r"organizaciones|paises|dependencias|actores|socios|quienes)\b"
)
_UNIVERSAL = re.compile(
    r"\b(?:all|every|everyone|everybody|always|anyone|anybody|each|todos|todas|toda|todo|cualquier|cualquiera|siempre)\b"
)
# "Does it lack ...?" asks for the absence itself. "Doesn't it have ...?" and "¿No tiene ...?" ask whether it has.
_LACKS = re.compile(
    r"\b(?:lacks?|lacking|is there no|are there no|has no|have no|carecen?|falta|faltan|"
    r"excluded|barred|banned|ineligible|excluid[oa]s?|vedad[oa]s?)\b"
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
_SINCE = re.compile(
    r"^(?:since|given that|because|as|seeing that|como|dado que|ya que|puesto que|visto que)\s+([^,?]{12,}),\s+",
    re.IGNORECASE,
)
# What people say of themselves stands in no document.
_CHOICE = re.compile(
    r"\b(in|with|of|by|to|from|on|for|en|con|de|por|a|para) (?:[\w'’.-]+ ){1,4}(?:or|o|u) \1 (?:[\w'’.-]+ ?){1,4}"
    r"|, (?:[\w'’.-]+ ){1,4}(?:or|o|u) (?:[\w'’.-]+ ?){1,4}\??$"
    r"|(?:\w+\.? )?\d+(?: \w+)? (?:or|o|u) (?:\w+\.? )*\d+"
    r"|(?:with|of|con|de) [\w'’-]+(?: [\w'’-]+)? (?:or|o|u) [\w'’-]+(?: rica)?\??$"
)
_ANAPHORA = re.compile(
    r"\b(?:it|its|they|them|their|that one|this one|the one|those|these|there|he|she|the same|that decree|"
    r"that law|such)\b"
    r"|\b(?:eso|esa|ese|esos|esas|esto|este|esta|ellos|ellas|ahi|alli|alla|lo|la misma|el mismo|los mismos|su|"
    r"sus|dicho|dicha)\b"
)
_NUMBER = re.compile(r"\d")
_PROVISION_NUMBER = re.compile(
    r"\b(?:sections?|articles?|art|no|num|nro|n|number|chapter|title|annex|phase|objective|target|indicator|domain|"
    r"seccion|articulos?|numero|capitulo|titulo|anexo|fase|objetivo|meta|indicador|dominio|decreto|decree|law|ley|bill|resolution|resolucion)"
    r"\.?\s*[°º]?\s*(\d+)"
)
# Words that only say which kind of answer is wanted; the kind itself stands for them.
_KIND_WORDS: Mapping[Kind, frozenset[str]] = {
    Kind.DATE: frozenset("year date month day ano fecha mes dia".split()),
    Kind.DURATION: frozenset(
        "long hour hours day days week weeks month months year years time last lasted take takes took "
        "duration length deadline period term "
        "tiempo hora horas dia dias semana semanas mes meses ano anos dura duro duran duraron duraba "
        "tarda tardan demora lleva plazo duracion".split()
    ),
    Kind.MONEY: frozenset("vale valen valia worth".split()),
    Kind.COUNT: frozenset("many number total amount numero cantidad total".split()),
    Kind.PERCENT: frozenset("percent percentage share proportion rate porcentaje proporcion tasa ciento".split()),
    Kind.INSTRUMENT: frozenset(
        "instrument instruments provision provisions document decree law article section resolution norm "
        "rule legal legislation "
        "instrumento instrumentos disposicion documento decreto ley articulo seccion resolucion norma "
        "legislacion".split()
    ),
    Kind.WHO: frozenset(
        "ministry institution body agency office organization organisation authority entity department "
        "ministerio institucion organismo entidad autoridad oficina agencia organizacion dependencia".split()
    ),
    Kind.DEFINITION: frozenset("stand stands mean means meaning acronym significa significan sigla siglas".split()),
    Kind.LIST: frozenset("list name enumerate lista enumere mencione nombre".split()),
}
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SPAN_OF_YEARS = re.compile(r"\b((?:19|20)\d\d)\s?[-–—]\s?((?:19|20)\d\d)\b")
EVENTS = frozenset(
    "create start join ratification signature approval adoption publication foundation establish begin sign".split()
)
"""Notions of what happens once, at a date."""


_ANY_KIND_WORD: frozenset[str] = frozenset().union(*_KIND_WORDS.values())


class Understanding:
    """Reads questions. Holds the lexicon, the gazetteer and the vocabulary of the store, for typing mistakes.

    Args:
        lexicon: concepts in both languages.
        gazetteer: countries.
        vocabulary: by language, how many sentences of the store hold each stem.
        detect: the language of a text, ``en`` or ``es``.
    """

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer, vocabulary: Mapping[str, Mapping[str, int]]) -> None:
        self.lexicon = lexicon
        self.gazetteer = gazetteer
        self.vocabulary = vocabulary
        self._known = {lang: frozenset(vocabulary.get(lang, ())) | lexicon.vocabulary(lang) for lang in LANGUAGES}
        counts = {lang: {s: vocabulary.get(lang, {}).get(s, 0) for s in self._known[lang]} for lang in LANGUAGES}
        self._spelling = Spelling(counts, gazetteer.words())

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
        text = self._spelling.mended(in_full(text, spoken), spoken)
        given, asked, stated = _sentences(text, spoken)
        parts = [p for a in asked for p in self._parts(a.text, spoken, a.whether)]
        said = [(is_of_oneself(s, spoken), self._statement(s, spoken)) for s in (*given, *stated)]
        parts = _with_earlier(parts, [part for _, part in said])
        leans = any(part.anaphoric for part in parts)
        text = " ".join([*(p.text for personal, p in said if leans or not personal), *(a.text for a in asked)])
        return Query(
            text=text,
            language=language,
            parts=tuple(parts),
            statements=tuple(part for personal, part in said if not personal),
            countries=self.gazetteer.countries(text),
            years=tuple(dict.fromkeys(_YEAR.findall(text))),
            instruments=instruments_in(text),
            yes_no=any(p.kind is Kind.YES_NO for p in parts),
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
            return [self._part(sentence, language, Kind.YES_NO)]
        pieces = [p for q in _apart(sentence, language) for p in _SPLIT[language].split(q) if p.strip()]
        parts: list[Part] = []
        bare: list[str] = []
        for piece in pieces:
            if not _content(piece, language) and piece is not pieces[-1]:
                bare.append(piece)
                continue
            for interrogative in bare:
                kind = kind_of(f"{interrogative}?", language)
                parts.append(self._part(f"{interrogative} {piece}", language, kind))
            bare = []
            parts.append(self._part(piece, language))
        return parts

    def _part(self, text: str, language: str, kind: Kind | None = None) -> Part:
        folded = fold(text).strip(" ?!.¿¡,;:")
        kind = kind or (Kind.YES_NO if asks_whether(text, language) else kind_of(text, language))
        claimed = bool(TRUTH[language].match(folded) or (TAG[language].search(folded) and "," in folded))
        folded = TRUTH[language].sub("", folded)
        if kind is Kind.YES_NO:
            folded = TAG[language].sub("", folded)
        main = CONDITION.sub("", folded)
        text = _SOURCE.sub("", text.strip(" ¿¡")) or text
        choice = _CHOICE.search(fold(text)) if kind in (Kind.YES_NO, Kind.OPEN, Kind.WHO, Kind.INSTRUMENT) else None
        if choice and kind is Kind.YES_NO:
            kind = Kind.OPEN
        units = _loosened(_without_kind_words(self._units(text, language), kind), choice[0] if choice else "")
        event = None if choice else _event(units)
        return Part(
            text=text.strip(),
            kind=kind,
            units=_beside(
                tuple(replace(u, word_class=WordClass.CONTENT) if u.text == event else u for u in units),
                _CONCEDED.search(fold(text)) if kind is Kind.YES_NO else None,
            ),
            negated=bool(_LACKS.search(main)) or (claimed and denies(main)),
            universal=bool(_UNIVERSAL.search(folded)),
            years=tuple(dict.fromkeys(_YEAR.findall(text))),
            excluding=kind is Kind.LIST and bool(_EXCLUDES.search(main)),
            focus=_focus(folded, language) if kind in _FOCUSED else frozenset(),
            today=bool(_TODAY.search(folded)),
            anaphoric=bool(_ANAPHORA.search(folded)),
            event=event,
            choice=choice is not None,
            articles=frozenset(
                article_name(n) for found in _ARTICLE.finditer(folded) for n in _ARTICLE_NUMBER.findall(found[1])
            ),
            counted=_counted(folded, language) if kind is Kind.COUNT else frozenset(),
            several=kind is Kind.LIST or (kind is Kind.WHO and bool(_SEVERAL.search(folded))),
        )

    def _statement(self, text: str, language: str) -> Part:
        """What is taken as given, to be held against the documents."""
        part = self._part(text, language, Kind.YES_NO)
        return replace(part, negated=part.negated or denies(fold(text)))

    def _units(self, text: str, language: str) -> tuple[Unit, ...]:
        regardless = "regardless" if language == "en" else "independientemente"
        spelled = with_figures(_REGARDLESS.sub(regardless, text), language)
        found = [_bare(w) for w in words(_SPAN_OF_YEARS.sub(r"\1 \2", TAG[language].sub("", spelled.rstrip(" ?"))))]
        stop = STOP_WORDS[language]
        dropped = stop | _PARTICLES | AUXILIARY_FORMS | ANYBODY | _having(fold(spelled), language)
        kept = [w for w in found if (w not in dropped and not _CONTRACTED.fullmatch(w)) or w.isdigit()]
        names = capitalised(text)
        bound = frozenset(_PROVISION_NUMBER.findall(fold(text)))
        stems = [self._stem(w, language) for w in kept]
        by_position: list[set[str]] = [set() for _ in kept]
        for span in self.lexicon.spans(stems, language):
            for i in range(span.first, span.last):
                by_position[i] |= span.concepts
        units = [
            self._unit(w, s, frozenset(c), language, names | bound)
            for w, s, c in zip(kept, stems, by_position, strict=True)
        ]
        places = [words(span) for span, _ in self.gazetteer.spans(text)]
        # Of a country's name of several words each would pass for a word of its own.
        parts_of_names = {word for place in places if len(place) > 1 for word in place}
        units = [
            replace(u, word_class=WordClass.LIGHT, kind=UnitKind.WORD) if u.text in parts_of_names else u for u in units
        ]
        return tuple({u.text: u for u in reversed(units)}.values())[::-1]

    def _stem(self, word: str, language: str) -> str:
        """The stem of a word, or of what it negates where only that is known: cases are unreported, or not reported."""
        whole, bare = stem(word, language), _NEGATED_WORD.sub("", word)
        known = self._known[language]
        return stem(bare, language) if whole not in known and bare != word and stem(bare, language) in known else whole

    def _unit(self, word: str, stemmed: str, concepts: frozenset[str], language: str, names: frozenset[str]) -> Unit:
        other = "es" if language == "en" else "en"
        single = [c for c in concepts if (stemmed,) in self.lexicon.concepts[c].phrases.get(language, ())]
        meant = self.lexicon.meant(word, language)
        classes = {self.lexicon.concepts[c].word_class for c in meant.intersection(single) or single}
        if _NUMBER.search(word):
            kind = UnitKind.NUMBER
            if word.isdigit() and int(word) <= 31 and word not in names:
                classes = {WordClass.LIGHT}
        elif (
            word in names and not (classes - {WordClass.CONTENT}) and not any(not c.startswith("term:") for c in single)
        ):
            kind = UnitKind.NAME
        else:
            kind = UnitKind.WORD
        order = [WordClass.SCAFFOLD, WordClass.LIGHT, WordClass.CONTENT]
        return Unit(
            text=word,
            stems={language: stemmed, other: stem(word, other)},
            concepts=concepts,
            word_class=max(classes, key=order.index) if classes else WordClass.CONTENT,
            kind=kind,
            phrases=frozenset(c for c in concepts if c not in single and self.lexicon.concepts[c].is_term),
        )


def _beside(units: tuple[Unit, ...], conceded: re.Match[str] | None) -> tuple[Unit, ...]:
    """What a question sets aside before it asks ("Even without measures for ..., is ...?") is not what it asks."""
    asked = set(words(conceded.string[conceded.end() :])) if conceded else set()
    if not any(u.text in asked and u.word_class is not WordClass.SCAFFOLD for u in units):
        return units
    return tuple(u if u.text in asked else replace(u, carried=True) for u in units)


def _having(folded: str, language: str) -> frozenset[str]:
    """The verb of a Spanish question that says no more than that something is there."""
    found = _HAVING.search(folded) if language == "es" else None
    return frozenset(w for w in found.groups() if w) if found else frozenset()


def _event(units: Sequence[Unit]) -> str | None:
    """Of "Who launched X?" all but the name is the verb: which event is asked for counts as much as of what."""
    told = [u for u in units if u.word_class is WordClass.CONTENT and not u.phrases and u.kind is UnitKind.WORD]
    events = [u.text for u in units if u.word_class is WordClass.LIGHT and u.concepts & EVENTS]
    return events[0] if events and not told else None


def _loosened(units: tuple[Unit, ...], choice: str) -> tuple[Unit, ...]:
    """Of "in camps or in towns" only one can be found: what stands around the "or" counts lightly."""
    offered = set(words(choice)) if choice else set()
    return tuple(
        replace(u, word_class=WordClass.LIGHT, kind=UnitKind.WORD if u.kind is UnitKind.NAME else u.kind)
        if u.text in offered and u.word_class is WordClass.CONTENT
        else u
        for u in units
    )


def _sentences(text: str, language: str) -> tuple[list[str], list[Asked], list[str]]:
    """What a text takes as given, what it asks, and what it states besides."""
    given, rest = _premise(text, language)
    sentences = [s for s in _SENTENCE_END.split(rest) if s.strip(" ?!.¿¡")]
    sentences = [s for s in sentences if not is_courtesy(s, language)] or sentences[-1:]
    sentences = _with_its_statement(sentences, language)
    asking = [s for s in sentences if "?" in s] or sentences[-1:]
    return given, [plainly(s, language) for s in asking], [s for s in sentences if s not in asking]


_OF_IT = {
    "en": re.compile(r"(?:and )?is (?:that|this|it) (allowed|permitted|legal|lawful|possible|forbidden|prohibited)"),
    "es": re.compile(
        r"(?:y )?(?:eso |esto )?(?:es|esta) (?:eso |esto )?(permitido|legal|licito|posible|prohibido)(?: eso| esto)?"
    ),
}
_ASKED_OF_IT = {"en": "Is it {how} that {stated}?", "es": "¿Es {how} que {stated}?"}


def _with_its_statement(sentences: Sequence[str], language: str) -> list[str]:
    """As in "It speaks of three objectives. Which?": the interrogative alone asks for what was stated before it.

    "A school wants to see a permit. Is that allowed?" asks whether what was stated is.
    """
    joined: list[str] = []
    for sentence in sentences:
        asks_of_it = _OF_IT[language].fullmatch(fold(sentence).strip(" ?!.¿¡")) if joined else None
        if asks_of_it and "?" not in joined[-1]:
            stated = joined.pop().strip(" .")
            sentence = _ASKED_OF_IT[language].format(how=asks_of_it[1], stated=stated[0].lower() + stated[1:])
        if joined and "?" in sentence and "?" not in joined[-1] and not _content(sentence, language):
            sentence = f"{sentence.strip(' ?')} {joined.pop().strip(' .')}?"
        joined.append(sentence)
    return joined


def _premise(text: str, language: str) -> tuple[list[str], str]:
    """What a question takes as given ("Since anyone can apply online, which page ...?"), and the question itself."""
    found = _SINCE.match(text.strip(" ¿¡"))
    if found and "?" in text:
        return [found[1]], text.strip(" ¿¡")[found.end() :]
    colon = re.match(r"^([^?¿:]{15,}):\s*(?=¿|\w)", text)
    if colon and (re.match(r"[^?]*\?", text[colon.end() :]) or leads_with_verb(text[colon.end() :], language)):
        given, rest = _premise(text[colon.end() :], language)
        return [colon[1], *given], rest
    return [], text


_COUNTED = re.compile(
    r"\b(?:how many|number of|how much|volume of|amount of|cuant[oa]s?|numero de|cantidad de|total de|"
    r"volumen de|monto de)\s+((?:[\w'-]+\s*){1,3})"
)


def _counted(folded: str, language: str) -> frozenset[str]:
    """The first word after "how many" that carries meaning, and what directly follows it up to a stop word."""
    found = _COUNTED.search(folded)
    if not found:
        return frozenset()
    kept: list[str] = []
    for word in words(found[1]):
        if word in AUXILIARY_FORMS:
            # "¿Y cuántos estaban ...?" leaves unsaid what it counts.
            break
        if word in STOP_WORDS[language]:
            if kept:
                break
            continue
        kept.append(word)
    return frozenset(kept[:2])


# Nouns that only hold the answer: a list of tasks need not call itself one.
_CONTAINERS = frozenset(
    "topic topics subject subjects task tasks function functions role roles aim aims objective objectives "
    "purpose reason reasons use uses requirement requirements condition conditions type types kind kinds "
    "content contents theme themes goal goals matter matters thing things step steps measure measures "
    "finding findings achievement achievements group groups population sort part aspect aspects point points "
    "element elements detail details issue issues result results outcome outcomes tema temas materia "
    "materias tarea tareas funcion funciones papel fin fines objetivo objetivos proposito motivo motivos "
    "razon razones uso usos requisito requisitos condicion condiciones tipo tipos clase contenido asunto "
    "asuntos cosa cosas paso pasos etapa etapas medida medidas hallazgo hallazgos logro logros grupo "
    "grupos poblacion parte aspecto aspectos punto puntos elemento elementos detalle detalles cuestion "
    "cuestiones resultado resultados".split()
)
_NEGATED_WORD = re.compile(r"^(?:un|non)(?=\w{5})")
# "¿Cuenta el país con ...?" and "¿De qué medios dispone ...?" ask whether or what there is, as "tiene" does.
_COUNT_ON = r"cuenta|cuentan|cuente|conto|contaron|contaba|contaban"
_DISPOSE_OF = r"dispone|disponen|disponga|dispuso|disponia|disponian"
_HAVING = re.compile(
    rf"\b({_COUNT_ON})\b(?=.*\bcon\b)|\bcon (?:que|cuant[oa]s?|cual(?:es)?)\b.*\b({_COUNT_ON})\b|"
    rf"\b({_DISPOSE_OF})\b(?=.*\bde\b)|\bde (?:que|cuant[oa]s?)\b.*\b({_DISPOSE_OF})\b"
)
_PARTICLES = frozenset(
    "up out down off mid early late behind mediados principios finales comienzos st nd rd th".split()
)
_REGARDLESS = re.compile(r"\bno matter\b|\bsin importar\b", re.IGNORECASE)
_EXCLUDES = re.compile(r"\b(?:not|never)\b|\bno (?!\d)|\bsin (?:ratificar|firmar|aprobar)")
_CONTRACTED = re.compile(r"\w+n't|\w+'(?:re|ve|ll|d|m)")
_FOCUSED = frozenset({Kind.OPEN, Kind.LIST, Kind.MONEY, Kind.PERCENT, Kind.DEFINITION})
# "qué prevé el proyecto": an article after the word shows that the word is a verb; so does a subject before "qué".
_VERB_FIRST = re.compile(r"\bque [\w'-]+ (?:el|la|los|las|un|una|al|a|se)\b|\w, (?:y )?que (?:se )?[\w'-]+$")
# "What is the consul expected to do under ...?" asks for an act, whatever noun follows "what".
_ASKS_FOR_ACT = re.compile(
    r"^(?:and )?what\b(?!.*\b(?:what|which)\b).*\b(?:to|can|must|may|should|does|did|do) do\b|"
    r"^what (?:does|do|did|must|can|may|should|will)\b.* do\b"
)
_FOCUS = {
    "en": re.compile(r"\b(?:what|which)\s+(?:(?:is|are|was|were)\s+)?(?:(?:the|an?)\s+)?((?:[\w'-]+\s*){1,3})"),
    "es": re.compile(
        r"\b(?:que|cual|cuales)\s+(?:(?:es|son|fue|fueron)\s+)?(?:(?:el|la|los|las|un|una)\s+)?((?:[\w'-]+\s*){1,2})"
    ),
}


def _focus(folded: str, language: str) -> frozenset[str]:
    """The noun phrase right after "what" or "which", up to its first stop word."""
    found = _FOCUS[language].search(folded)
    if (language == "es" and _VERB_FIRST.search(folded)) or _ASKS_FOR_ACT.search(folded):
        return frozenset()
    kept: list[str] = []
    for word in words(found[1]) if found else []:
        if word in _CONTAINERS:
            return frozenset()
        if word in STOP_WORDS[language]:
            # The noun phrase ends here, so its last word is what is asked for ("what minimum income does ...").
            return frozenset(kept[-1:])
        kept.append(word)
    return frozenset(kept[:1] if language == "es" else kept)


def _without_kind_words(units: tuple[Unit, ...], kind: Kind) -> tuple[Unit, ...]:
    words_of_kind = _KIND_WORDS.get(kind, frozenset())
    money = kind is Kind.MONEY
    return tuple(
        replace(u, word_class=WordClass.SCAFFOLD) if u.text in words_of_kind or (money and is_a_currency(u.text)) else u
        for u in units
    )


def _content(text: str, language: str) -> bool:
    interrogative = set(INTERROGATIVE[language].split("|")) | set(PREPOSITION[language].split("|")) | _ANY_KIND_WORD
    return any(w not in STOP_WORDS[language] and w not in interrogative for w in words(text))


def capitalised(text: str) -> frozenset[str]:
    """Folded words that are capitalised inside a sentence, or acronyms anywhere, in a text that uses both cases."""
    if text == text.lower() or text == text.upper():
        return frozenset()
    tokens = re.findall(r"[^\W_][\w'’-]*", text)
    found = [t for i, t in enumerate(tokens) if (i and t[0].isupper()) or (len(t) > 1 and t.isupper())]
    return frozenset(_bare(w) for t in found for w in words(t))


def _bare(word: str) -> str:
    """A word without the English possessive: "Panama's" names Panama."""
    return word.removesuffix("'s")


def _with_earlier(parts: Sequence[Part], statements: Sequence[Part]) -> list[Part]:
    """Parts that lean on what was said before them ("... and what period does it cover?") take over its units."""
    done: list[Part] = []
    earlier: list[Unit] = [u for s in statements for u in s.units]
    for index, part in enumerate(parts):
        leans = index > 0 or part.anaphoric
        done.append(carry(part, earlier) if earlier and leans else part)
        earlier = [*earlier, *part.units]
    return done


def _apart(sentence: str, language: str) -> list[str]:
    """The questions of a sentence that a dash or a comma sets apart: "When was it set up, what prompted it ...?"."""
    found = _DASHED[language].split(sentence)
    return [q for f in found for q in (_LISTED[language].split(f) if _asks_first(f, language) else [f])]


def _asks_first(text: str, language: str) -> bool:
    """Whether a text opens with a question; "When they have a degree, how long ...?" opens with a condition."""
    folded = re.sub(rf"^(?:{CONJUNCTION[language]}),? ", "", fold(text).strip(" ¿"))
    return bool(LEAD[language].match(folded)) and not CONDITION.match(folded)


def carry(part: Part, earlier: Sequence[Unit]) -> Part:
    """The part with units of earlier turns or parts behind its own, marked as carried over."""
    own = {u.text for u in part.units}
    taken = {u.text: replace(u, carried=True) for u in earlier if u.text not in own}
    return replace(part, units=(*part.units, *taken.values()))
