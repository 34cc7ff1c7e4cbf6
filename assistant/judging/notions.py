"""Which notions a text holds, and how much each counts: words compared across languages through the lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log

from rapidfuzz import fuzz

from assistant.judging.kinds import (
    NUMERAL,
    of_span,
    spelled_out,
)
from assistant.judging.nations import Nations
from assistant.judging.weights import Weights
from assistant.language.countries import Gazetteer
from assistant.language.lexicon import LANGUAGES, Lexicon, WordClass
from assistant.understanding.question import Part, Unit, UnitKind, capitalised
from ingest.store import Store, StoredSentence
from ingest.terms import terms, words


@dataclass(frozen=True, slots=True)
class Bag:
    """The notions of a stretch of text."""

    stems: frozenset[str]
    concepts: frozenset[str]
    numbers: frozenset[str]
    language: str


class Notions:
    """Compares what questions ask with what texts hold. Knows how rare each word is in the store."""

    def __init__(
        self,
        store: Store,
        lexicon: Lexicon,
        gazetteer: Gazetteer,
        vocabulary: Mapping[str, Mapping[str, int]],
        weights: Weights,
    ) -> None:
        self._lexicon = lexicon
        self._gazetteer = gazetteer
        self._vocabulary = vocabulary
        self.weights = weights
        self._total = max(1, sum(store.sentence_count(language) for language in LANGUAGES))
        self._titled = frozenset(w for record in store.documents() for w in words(record.metadata.title))
        self.nations = Nations(store, lambda text: bool(gazetteer.countries(text)))
        self._bags: dict[int, Bag] = {}
        self._near: dict[tuple[str, frozenset[str]], frozenset[str]] = {}

    def weight(self, unit: Unit) -> float:
        """How much a unit counts: its class, and how rare it is in the store."""
        if unit.word_class is WordClass.SCAFFOLD:
            return 0.0
        if self.is_country(unit) or self.is_title_name(unit):
            # Whether the country is right is asked apart; naming it says little about the matter.
            return self.weights.light
        base = self.weights.light if unit.word_class is WordClass.LIGHT else 1.0
        count = self._count(unit)
        rarity = log((self._total + 1) / (count + 1)) / log(self._total + 1)
        return base * (0.35 + 0.65 * rarity) * (self.weights.carried if unit.carried else 1.0)

    def heaviest(self, units: Iterable[Unit]) -> Unit | None:
        """The unit that counts most, countries left out; None where there is none."""
        return max((u for u in units if not self.is_country(u)), key=self.weight, default=None)

    def _count(self, unit: Unit) -> int:
        counts = [self._vocabulary.get(language, {}).get(s, 0) for language, s in unit.stems.items()]
        for language in unit.stems:
            known = self._vocabulary.get(language, {})
            counts += [known.get(s, 0) for s in self._single_stems(unit.concepts, language)]
        return max(counts, default=0)

    def _single_stems(self, concepts: frozenset[str], language: str) -> list[str]:
        return [
            p[0] for name in concepts for p in self._lexicon.concepts[name].phrases.get(language, ()) if len(p) == 1
        ]

    def short_names(self, unit: Unit) -> frozenset[str]:
        """The words that stand alone for the notions of a unit in either language, such as abbreviations of a body."""
        return frozenset(s for language in LANGUAGES for s in self._single_stems(unit.concepts, language))

    def bag(self, sentence: StoredSentence) -> Bag:
        """The notions of a stored sentence, kept for the next question."""
        found = self._bags.get(sentence.id)
        if found is None:
            found = self._bag_of(sentence.search_text, sentence.language, sentence.terms)
            self._bags[sentence.id] = found
        return found

    def bag_of_text(self, text: str, language: str) -> Bag:
        """The notions of any stretch of text, kept for the next question."""
        key = hash((text, language)) | 1 << 62
        if key not in self._bags:
            self._bags[key] = self._bag_of(text, language)
        return self._bags[key]

    def _bag_of(self, text: str, language: str, stems: Sequence[str] | None = None) -> Bag:
        stems = terms(text, language) if stems is None else stems
        concepts = self._lexicon.concepts_in(text, stems, language)
        return Bag(
            stems=frozenset(stems),
            concepts=concepts.union(*self._lexicon.negated(text, language).values()),
            numbers=frozenset(n for found in NUMERAL.findall(spelled_out(text, language)) for n in of_span(found)),
            language=language,
        )

    def match(self, unit: Unit, bag: Bag) -> float:
        """How far a stretch of text holds a unit: 1 for the word or notion itself, less for a related one."""
        if unit.kind is UnitKind.NUMBER:
            return float(unit.text in bag.numbers or unit.text in bag.stems)
        held = unit.stems.get(bag.language) in bag.stems or not unit.concepts.isdisjoint(bag.concepts)
        if unit.phrases and unit.phrases.isdisjoint(bag.concepts):
            # Part of a name of several words: its words apart are a weaker sign than the name.
            return self.weights.in_name if held else 0.0
        if held:
            return 1.0
        if unit.concepts and not self._near_alone(unit).isdisjoint(bag.concepts):
            return self.weights.near
        if not unit.concepts and len(unit.text) >= 5:
            stem = unit.stems.get(bag.language, unit.text)
            least = _NAMES_ALIKE if unit.kind is UnitKind.NAME else _WORDS_ALIKE
            if any(abs(len(s) - len(stem)) <= 3 and fuzz.ratio(s, stem) >= least for s in bag.stems if s[0] == stem[0]):
                return 0.8
        return 0.0

    def concepts_of(self, stems: Sequence[str], language: str) -> frozenset[str]:
        """The notions that stand in a sequence of stems."""
        return self._lexicon.concepts_of(stems, language)

    def side_by_side(self, one: Unit, other: Unit, stems: Sequence[str], language: str) -> bool:
        """Whether two units stand together in a sequence of stems, in any order, with one stem between them at most."""
        first = [i for i, s in enumerate(stems) if self._is_said(one, s, language)]
        second = [i for i, s in enumerate(stems) if self._is_said(other, s, language)]
        return any(0 < abs(i - j) <= _TOGETHER for i in first for j in second)

    def _is_said(self, unit: Unit, stem: str, language: str) -> bool:
        """Whether a stem is a unit's own or that of a word for its notion."""
        return unit.stems.get(language) == stem or not unit.concepts.isdisjoint(
            self._lexicon.concepts_of((stem,), language)
        )

    def _near_alone(self, unit: Unit) -> frozenset[str]:
        """What is near a unit by itself: "asylum" is not near "apply" because an asylum application is."""
        key = (unit.text, unit.concepts)
        if key not in self._near:
            self._near[key] = self._lexicon.near(self.by_itself(unit).concepts)
        return self._near[key]

    def by_itself(self, unit: Unit) -> Unit:
        """A unit without the notions that it has only together with other words: "procedure" of any procedure."""
        own = {c for lang, stem in unit.stems.items() for c in self._lexicon.concepts_of((stem,), lang)}
        own |= {c for lang, stem in unit.stems.items() for c in self._lexicon.negations(stem, lang)}
        return replace(unit, concepts=unit.concepts & own)

    def share(self, text: str, language: str, units: Sequence[Unit]) -> float:
        """The share of a text's words that some unit stands for, 0 to 1."""
        stems = terms(text, language)
        notions = frozenset(c for u in units for c in u.concepts)
        own = {u.stems.get(language) for u in units}
        held = [s in own or not self._lexicon.concepts_of((s,), language).isdisjoint(notions) for s in stems]
        return sum(held) / len(held) if held else 0.0

    def coverage(self, units: Sequence[Unit], bags: Sequence[Bag], firmly: float | None = None) -> float:
        """The share of the weight of some units that stretches of text hold between them, 0 to 1; 1 of no weight.

        Args:
            units: words of a question.
            bags: of the stretches; what one of them holds is held.
            firmly: how far a unit must be held to count, and then in full; by default each counts as far as it is held.
        """
        weights = [self.weight(u) for u in units]
        held = [max(self.match(u, bag) for bag in bags) for u in units]
        if firmly is not None:
            held = [float(h >= firmly) for h in held]
        total = sum(weights)
        return sum(w * h for w, h in zip(weights, held, strict=True)) / total if total else 1.0

    def holds_all(self, units: Sequence[Unit], bag: Bag) -> bool:
        """Whether a stretch of text has each of some units, or what is near it; but for countries and titles."""
        own = [u for u in units if not (self.is_country(u) or self.is_title_name(u))]
        return bool(own) and all(self.match(u, bag) >= self.weights.near for u in own)

    def related(self, unit: Unit, bag: Bag) -> bool:
        """Whether a stretch of text speaks of a unit or of something near it: women, where gender was asked."""
        return self.match(unit, bag) >= self.weights.near or not self._lexicon.near(unit.concepts).isdisjoint(
            bag.concepts
        )

    def opposites(self, names: frozenset[str]) -> frozenset[str]:
        """The notions that are the opposite of any of these."""
        found = (self._lexicon.concepts[name].opposite for name in names)
        return frozenset(name for name in found if name)

    def countries(self, text: str) -> tuple[str, ...]:
        """The countries that a text names, as alpha-3 codes."""
        return self._gazetteer.countries(text)

    def peoples(self, text: str) -> frozenset[str]:
        """The countries whose people a text speaks of by name, as alpha-3 codes: "Peruvians", "los peruanos"."""
        spans = self._gazetteer.spans(text)
        return frozenset(c for span, c in spans if _PEOPLE.search(span) and c not in self._gazetteer.names(span))

    def named(self, part: Part) -> list[Unit]:
        """What a question names, countries aside: bodies, indexes, plans, by capitals or by the glossary."""
        proper = capitalised(part.text)
        told = [u for u in part.told if not self.is_country(u)]
        return [u for u in told if u.phrases or u.kind is UnitKind.NAME or u.text in proper or u.is_of_the_field]

    def is_country(self, unit: Unit) -> bool:
        """Whether a unit names a country or its people, be it a country that only the documents know."""
        return self.is_listed(unit) or self.nations.named(unit.text)

    def is_listed(self, unit: Unit) -> bool:
        """Whether a unit names a country of the lists, or its people."""
        return bool(self._gazetteer.countries(unit.text))

    def is_title_name(self, unit: Unit) -> bool:
        """Whether a unit is a name that a document has in its title, as that of a country that no list knows."""
        return unit.kind is UnitKind.NAME and not unit.concepts and unit.text in self._titled


_TOGETHER = 2
_WORDS_ALIKE, _NAMES_ALIKE = 82, 80
"""How alike, of 100, words that no notion knows are to be one; names differ by a letter between languages (Ámbar)."""
_PEOPLE = re.compile(r"(?:s|os|as)$")


def is_plain(unit: Unit) -> bool:
    """A content word of the question's own that is no part of a longer name."""
    return unit.word_class is WordClass.CONTENT and not unit.carried and not unit.phrases


def is_strict(unit: Unit) -> bool:
    """Names and identifiers must be met; small figures may be premises of the question's own."""
    if unit.kind is UnitKind.NAME:
        return True
    return unit.kind is UnitKind.NUMBER and bool(re.search(r"\d[./:]\d", unit.text))
