"""The words of a question that carry meaning, each in the forms in which a sentence may hold it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from assistant.language.countries import Gazetteer
from assistant.language.function_words import ANYBODY, AUXILIARY_FORMS
from assistant.language.lexicon import INFINITIVE, Lexicon, WordClass
from assistant.language.numbers import with_figures
from assistant.understanding.answer_kind import TAG, Kind
from assistant.understanding.kind_words import says_only_kind
from assistant.understanding.question import EVENTS, Unit, UnitKind, capitalised, without_possessive
from ingest.terms import EVERY_STOP_WORD, STOP_WORDS, fold, stem, words

_NUMBER = re.compile(r"\d")
_PROVISION_NUMBER = re.compile(
    r"\b(?:sections?|articles?|art|no|num|nro|n|number|chapter|title|annex|phase|objective|target|indicator|domain|"
    r"seccion|articulos?|numero|capitulo|titulo|anexo|fase|objetivo|meta|indicador|dominio|decreto|decree|law|ley|bill|resolution|resolucion)"
    r"\.?\s*[°º]?\s*(\d+)"
)
_SPAN_OF_YEARS = re.compile(r"\b((?:19|20)\d\d)\s?[-–—]\s?((?:19|20)\d\d)\b")
_NEGATED_WORD = re.compile(r"^(?:un|non)(?=\w{5})")
# "¿Cuenta el país con ...?" and "¿De qué medios dispone ...?" ask whether or what there is, as "tiene" does.
_COUNT_ON = r"cuenta|cuentan|cuente|conto|contaron|contaba|contaban"
_DISPOSE_OF = r"dispone|disponen|disponga|dispuso|disponia|disponian"
_HAVING = re.compile(
    rf"\b({_COUNT_ON})\b(?=.*\bcon\b)|\bcon (?:que|cuant[oa]s?|cual(?:es)?)\b.*\b({_COUNT_ON})\b|"
    rf"\b({_DISPOSE_OF})\b(?=.*\bde\b)|\bde (?:que|cuant[oa]s?)\b.*\b({_DISPOSE_OF})\b"
)
_PARTICLES = frozenset(
    "up out down off mid middle early late behind without against towards toward during throughout "
    "mediados principios finales comienzos mediante dentro st nd rd th".split()
)
# "¿... para quien se casa?": after "se" stands a verb, whatever noun is written like it.
_AFTER_SE = re.compile(r"\bse (\w+)\b")
_REGARDLESS = re.compile(r"\bno matter\b|\bsin importar\b", re.IGNORECASE)
_IN_ONE_WORD = {"en": "regardless", "es": "independientemente"}
_CONTRACTED = re.compile(r"\w+n't|\w+'(?:re|ve|ll|d|m)")


class Units:
    """Finds the units of questions.

    Args:
        lexicon: concepts in both languages.
        gazetteer: countries.
        known: by language, the stems that the lexicon or the store knows.
    """

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer, known: Mapping[str, Set[str]]) -> None:
        self._lexicon = lexicon
        self._gazetteer = gazetteer
        self._known = known

    def of(self, text: str, language: str) -> tuple[Unit, ...]:
        """The units of a text, in the order in which each comes last."""
        kept = _words_kept(text, language)
        names = capitalised(text) | frozenset(_PROVISION_NUMBER.findall(fold(text)))
        stems = [self._stem(w, language) for w in kept]
        by_position: list[set[str]] = [set() for _ in kept]
        astray = dict(self._lexicon.astray(text, language))
        for span in self._lexicon.spans(stems, language):
            alone = span.last - span.first == 1
            for i in range(span.first, span.last):
                by_position[i] |= span.concepts - astray.get(kept[i], frozenset()) if alone else span.concepts
        units = [
            self._unit(w, s, frozenset(c), language, names) for w, s, c in zip(kept, stems, by_position, strict=True)
        ]
        if language == "es":
            verbs = {*_AFTER_SE.findall(fold(text))}
            units = [self._as_verb(u) if u.text in verbs or INFINITIVE.search(u.text) else u for u in units]
        negated = self._lexicon.negated(text, language)
        units = [replace(u, concepts=negated[u.text]) if u.text in negated else u for u in units]
        places = [words(span) for span, _ in self._gazetteer.spans(text)]
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

    def _as_verb(self, unit: Unit) -> Unit:
        """A Spanish word that is a verb without the notions that only nouns of its stem have."""
        nouns = self._lexicon.nominal(unit.text, "es")
        left = unit.concepts - nouns
        # "Se activó": as the word stands it is written like the adjective, which it is not.
        return replace(unit, concepts=left or self._lexicon.verbal(unit.text, "es")) if nouns else unit

    def _unit(self, word: str, stemmed: str, concepts: frozenset[str], language: str, names: frozenset[str]) -> Unit:
        other = "es" if language == "en" else "en"
        concepts -= self._lexicon.unmeant(word, language)
        single = [c for c in concepts if (stemmed,) in self._lexicon.concepts[c].phrases.get(language, ())]
        meant = self._lexicon.meant(word, language)
        classes = {self._lexicon.concepts[c].word_class for c in meant.intersection(single) or single}
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
            phrases=frozenset(c for c in concepts if c not in single and self._lexicon.concepts[c].is_term),
        )


def without_concession(units: tuple[Unit, ...], conceded: re.Match[str] | None) -> tuple[Unit, ...]:
    """What a question sets aside before it asks ("Even without measures for ..., is ...?") is not what it asks."""
    asked = set(words(conceded.string[conceded.end() :])) if conceded else set()
    if not any(u.text in asked and u.word_class is not WordClass.SCAFFOLD for u in units):
        return units
    return tuple(u if u.text in asked else replace(u, carried=True) for u in units)


_CAPITAL = "[A-ZÁÉÍÓÚÑ]"
_SMALL_WORDS = re.compile(rf"\b{_CAPITAL}[\w’'-]*((?: [a-záéíóúñ]{{1,5}}){{1,2}})(?= {_CAPITAL})")


def _small_words_of_names(text: str) -> frozenset[str]:
    """The function words within names, which may be of the other language: "¿Quién creó Bridges of Lunn?"."""
    return frozenset(words(" ".join(_SMALL_WORDS.findall(text)))) & EVERY_STOP_WORD


def _words_kept(text: str, language: str) -> list[str]:
    """The folded words of a text that may carry meaning, with figures for number words."""
    spelled = with_figures(_REGARDLESS.sub(_IN_ONE_WORD[language], text), language)
    found = words(_SPAN_OF_YEARS.sub(r"\1 \2", TAG[language].sub("", spelled.rstrip(" ?"))))
    dropped = STOP_WORDS[language] | _PARTICLES | AUXILIARY_FORMS | ANYBODY | _having(fold(spelled), language)
    dropped |= _small_words_of_names(spelled)
    bare = [without_possessive(w) for w in found]
    return [w for w in bare if w.isdigit() or (w not in dropped and not _CONTRACTED.fullmatch(w))]


def _having(folded: str, language: str) -> frozenset[str]:
    """The verb of a Spanish question that says no more than that something is there."""
    found = _HAVING.search(folded) if language == "es" else None
    return frozenset(w for w in found.groups() if w) if found else frozenset()


def event_in(units: Sequence[Unit]) -> str | None:
    """Of "Who launched X?" all but the name is the verb: which event is asked for counts as much as of what."""
    told = [u for u in units if u.word_class is WordClass.CONTENT and not u.phrases and u.kind is UnitKind.WORD]
    events = [u.text for u in units if u.word_class is WordClass.LIGHT and u.concepts & EVENTS]
    return events[0] if events and not told else None


def loosened(units: tuple[Unit, ...], choice: str) -> tuple[Unit, ...]:
    """Of "in camps or in towns" only one can be found: what stands around the "or" counts lightly."""
    offered = set(words(choice)) if choice else set()
    return tuple(
        replace(u, word_class=WordClass.LIGHT, kind=UnitKind.WORD if u.kind is UnitKind.NAME else u.kind)
        if u.text in offered and u.word_class is WordClass.CONTENT
        else u
        for u in units
    )


def without_kind_words(units: tuple[Unit, ...], kind: Kind) -> tuple[Unit, ...]:
    """Words that say nothing beyond the kind of answer need not be met."""
    return tuple(replace(u, word_class=WordClass.SCAFFOLD) if says_only_kind(u.text, kind) else u for u in units)
