"""Concepts: what a word means across English, Spanish and its synonyms.

Two files that people edit feed it: ``corpus/lexicon.jsonl`` (general and policy vocabulary; each line one concept with
its words in both languages) and ``corpus/glossary.jsonl`` (terms and institutions of the field with their variants).
A concept is matched on Snowball stems, so regular inflection needs no entry.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from assistant.errors import CorpusFileError
from ingest.terms import LANGUAGES as LANGUAGES
from ingest.terms import STOP_WORDS, fold, stem, terms, words

_LONGEST_PHRASE = 8
INFINITIVE = re.compile(r"[aei]r(?:se)?$")
"""How Spanish verbs end, folded."""
# Negators are stop words: "no nacional" would be left as "nacional", its opposite.
_NEGATION = re.compile(r"(?:no|not|non|sin|without)[ -]", re.IGNORECASE)
# The word after "no" must be no verb: "niños no acompañados", not "no acompaña".
_NEGATED = {
    "en": re.compile(r"\b(?:non|without)[ -](?:(?:any|valid|their) )?(\w+)"),
    "es": re.compile(r"\b(?:sin (?:(?:sus|los) )?(?=\w)|no (?=\w+(?:[ai]d[oa]s?|al(?:es)?|bles?|cion(?:es)?)\b))(\w+)"),
}


class WordClass(StrEnum):
    """How much a word carries of what a question asks."""

    CONTENT = "content"
    LIGHT = "light"
    SCAFFOLD = "scaffold"


@dataclass(frozen=True, slots=True)
class Concept:
    """One notion. ``phrases`` are its words as stem sequences by language; ``near`` are weaker matches."""

    name: str
    word_class: WordClass
    phrases: dict[str, tuple[tuple[str, ...], ...]]
    near: frozenset[str] = frozenset()
    opposite: str | None = None
    is_term: bool = False
    """Whether it is a glossary term: a name of the field rather than a word of the language."""
    forms: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Its entries of one word, folded, by language."""
    negated: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By language, the stems of its entries that are one word and its negator: "no acompañado"."""
    idioms: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    """By language, the stems of all words of its entries that have one of content: "de acuerdo con"."""


@dataclass(frozen=True, slots=True)
class Span:
    """Stems ``first`` to ``last`` (exclusive) of a sequence that are the words of ``concepts``."""

    first: int
    last: int
    concepts: frozenset[str]


class Lexicon:
    """Concepts by name, and the index from stem sequences to them."""

    def __init__(self, concepts: Sequence[Concept]) -> None:
        self.concepts = {c.name: c for c in concepts}
        self._related: dict[str, set[str]] = defaultdict(set)
        for concept in concepts:
            for other in concept.near:
                self._related[concept.name].add(other)
                self._related[other].add(concept.name)
        self._index: dict[str, dict[tuple[str, ...], frozenset[str]]] = {}
        self._longest: dict[str, dict[str, int]] = {}
        for language in LANGUAGES:
            table: dict[tuple[str, ...], set[str]] = defaultdict(set)
            for concept in concepts:
                for phrase in concept.phrases.get(language, ()):
                    table[phrase].add(concept.name)
            self._index[language] = {k: frozenset(v) for k, v in table.items()}
            longest: dict[str, int] = defaultdict(int)
            for phrase in table:
                longest[phrase[0]] = max(longest[phrase[0]], len(phrase))
            self._longest[language] = dict(longest)
        self._forms = _forms_by_stem(concepts)
        self._idioms = _idioms_by_stem(concepts)
        self._negated: dict[str, dict[str, frozenset[str]]] = {language: {} for language in LANGUAGES}
        for concept in concepts:
            for language, stems in concept.negated.items():
                for one in stems:
                    known = self._negated[language].get(one, frozenset())
                    self._negated[language][one] = known | {concept.name}
        self._near = lru_cache(maxsize=8192)(self._find_near)

    @classmethod
    def load(cls, corpus: Path) -> Lexicon:
        """The lexicon and glossary of a corpus folder.

        Raises:
            CorpusFileError: a line is not a JSON object of the expected keys.
        """
        return cls([*_lexicon_concepts(corpus / "lexicon.jsonl"), *_glossary_concepts(corpus / "glossary.jsonl")])

    def known(self, stem: str, language: str) -> bool:
        """Whether the stem begins a word or phrase of the lexicon."""
        return stem in self._longest.get(language, {})

    def spans(self, stems: Sequence[str], language: str) -> list[Span]:
        """Every word and phrase of the lexicon in a stem sequence, longest first at each place, nested ones too."""
        index, longest = self._index.get(language, {}), self._longest.get(language, {})
        found = []
        for first, opening in enumerate(stems):
            for length in range(min(longest.get(opening, 0), len(stems) - first), 0, -1):
                concepts = index.get(tuple(stems[first : first + length]))
                if concepts:
                    found.append(Span(first, first + length, concepts))
        return found

    def concepts_of(self, stems: Sequence[str], language: str) -> frozenset[str]:
        """All concepts whose words stand in a stem sequence."""
        return frozenset(name for span in self.spans(stems, language) for name in span.concepts)

    def concepts_in(self, text: str, stems: Sequence[str], language: str) -> frozenset[str]:
        """All concepts whose words stand in a text, idioms only where all their words do.

        Args:
            text: whose words of content have the ``stems``.
            stems: in order, as ``ingest.terms.terms`` gives them.
            language: of the text.
        """
        astray = self.astray(text, language)
        found: set[str] = set()
        for span in self.spans(stems, language):
            alone = span.last - span.first == 1 and len(astray) == len(stems)
            found |= span.concepts - astray[span.first][1] if alone else span.concepts
        return frozenset(found)

    def negations(self, stem: str, language: str) -> frozenset[str]:
        """The concepts of a stem with a negator before it: of "acompañado", those of "no acompañado"."""
        return self._negated[language].get(stem, frozenset())

    def negated(self, text: str, language: str) -> dict[str, frozenset[str]]:
        """The words of a text that a negator stands before, folded, with the concepts of the two together."""
        words_denied = _NEGATED[language].findall(fold(text))
        found = {word: self.negations(stem(word, language), language) for word in words_denied}
        return {word: concepts for word, concepts in found.items() if concepts}

    def astray(self, text: str, language: str) -> list[tuple[str, frozenset[str]]]:
        """The folded words of a text that are no stop words, with the concepts of their stems that they have not there.

        "Un acuerdo" is none of "de acuerdo con"; and within those words it is no agreement.
        """
        told = words(text)
        stems = [stem(word, language) for word in told]
        stop = STOP_WORDS.get(language, frozenset())
        return [(word, self._astray_at(stems, at, language)) for at, word in enumerate(told) if word not in stop]

    def _astray_at(self, stems: Sequence[str], at: int, language: str) -> frozenset[str]:
        idioms = self._idioms.get(language, {}).get(stems[at])
        if not idioms:
            return frozenset()
        said = {name for whole, place, name in idioms if tuple(stems[max(0, at - place) :][: len(whole)]) == whole}
        absent = frozenset(name for _, _, name in idioms if name not in said)
        if any(self.concepts[name].word_class is not WordClass.CONTENT for name in said):
            return absent | (self._index[language].get((stems[at],), frozenset()) - said)
        return absent

    def meant(self, word: str, language: str) -> frozenset[str]:
        """The concepts of a folded word: where a stem is that of several entries, of those written most like it.

        "Belong" and "belongings" share a stem, and so do "according" and "accord".
        """
        found = self._forms.get(language, {}).get(stem(word, language), ())
        apart = [(Levenshtein.distance(word, form), name) for form, name in found]
        least = min((distance for distance, _ in apart), default=0)
        return frozenset(name for distance, name in apart if distance == least)

    def unmeant(self, word: str, language: str) -> frozenset[str]:
        """Concepts that share but the stem of a folded word which is itself an entry of others.

        "Empleo" is employment and not "emplear", to use.
        """
        found = self._forms.get(language, {}).get(stem(word, language), ())
        apart = [(Levenshtein.distance(word, form), name) for form, name in found]
        own = {name for distance, name in apart if distance < _ANOTHER_WORD}
        written = any(distance == 0 for distance, _ in apart)
        return frozenset(name for _, name in apart if name not in own) if written else frozenset()

    def nominal(self, word: str, language: str) -> frozenset[str]:
        """Concepts of a folded word's stem that have no infinitive, where others have one: "se casa" is of no house."""
        found = self._forms.get(language, {}).get(stem(word, language), ())
        verbs = self.verbal(word, language)
        return frozenset(name for _, name in found if name not in verbs) if verbs else frozenset()

    def verbal(self, word: str, language: str) -> frozenset[str]:
        """Concepts of a folded word's stem that have an infinitive: what "activo" is where it is no adjective."""
        found = self._forms.get(language, {}).get(stem(word, language), ())
        return frozenset(name for form, name in found if INFINITIVE.search(form))

    def near(self, names: frozenset[str]) -> frozenset[str]:
        """Concepts related to any of these, in either direction."""
        return self._near(names)

    def _find_near(self, names: frozenset[str]) -> frozenset[str]:
        return frozenset(n for name in names for n in self._related.get(name, ())) - names

    def stems(self, names: frozenset[str], language: str) -> frozenset[str]:
        """The single stems in a language that stand for these concepts: expansion across languages for search."""
        return frozenset(
            stem for name in names for phrase in self.concepts[name].phrases.get(language, ()) for stem in phrase
        )

    def vocabulary(self, language: str) -> frozenset[str]:
        """Every stem of the lexicon in a language."""
        return frozenset(stem for phrase in self._index[language] for stem in phrase)


_ANOTHER_WORD = 2
"""From how many letters apart two words of one stem are two words."""


def _forms_by_stem(concepts: Sequence[Concept]) -> dict[str, dict[str, list[tuple[str, str]]]]:
    """By language and stem, the one-word entries that have it, each with its concept."""
    found: dict[str, dict[str, list[tuple[str, str]]]] = {language: defaultdict(list) for language in LANGUAGES}
    for concept in concepts:
        for language, forms in concept.forms.items():
            for form in forms:
                found[language][stem(form, language)].append((form, concept.name))
    return found


def _idioms_by_stem(concepts: Sequence[Concept]) -> dict[str, dict[str, list[tuple[tuple[str, ...], int, str]]]]:
    """By language and stem of content, the idioms that it stands in: all their stems, its place there, the concept.

    What is the concept's word by itself too is no idiom.
    """
    found: dict[str, dict[str, list[tuple[tuple[str, ...], int, str]]]] = {
        lang: defaultdict(list) for lang in LANGUAGES
    }
    for concept in concepts:
        for language, idioms in concept.idioms.items():
            alone = {stem(form, language) for form in concept.forms.get(language, ())}
            bare = frozenset(p[0] for p in concept.phrases.get(language, ()) if len(p) == 1)
            for whole in idioms:
                content = [at for at, one in enumerate(whole) if one in bare]
                if len(content) == 1 and whole[content[0]] not in alone:
                    found[language][whole[content[0]]].append((whole, content[0], concept.name))
    return found


def entries_in(path: Path) -> Iterator[dict[str, object]]:
    """The objects of a corpus file, one a line; empty lines are passed over.

    Raises:
        CorpusFileError: a line is not valid JSON.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            yield json.loads(line)
        except json.JSONDecodeError as error:
            raise CorpusFileError(
                f"Line {number} of {path.name} is not valid JSON; mend it or restore the file.",
                f"La línea {number} de {path.name} no es JSON válido; corríjala o restaure el archivo.",
            ) from error


def texts_of(value: object) -> list[str]:
    """What an entry of a corpus file has under one of its keys: a text or several, or none."""
    return [str(v) for v in value] if isinstance(value, list) else [str(value)] if value else []


def _phrases(texts: dict[str, list[str]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    stemmed = {language: {_phrase(text, language) for text in entries} for language, entries in texts.items()}
    return {language: tuple(sorted(p for p in phrases if p)) for language, phrases in stemmed.items()}


def _forms(texts: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    folded = {language: [words(text) for text in entries] for language, entries in texts.items()}
    return {
        language: frozenset(found[0] for found in entries if len(found) == 1) for language, entries in folded.items()
    }


def _idioms(texts: dict[str, list[str]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    return {
        language: tuple(
            tuple(stem(word, language) for word in words(text))
            for text in entries
            if len(words(text)) > 1 and len(terms(text, language)) == 1 and not _NEGATION.match(text)
        )
        for language, entries in texts.items()
    }


def _negations(texts: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    bare = {
        lang: [terms(_NEGATION.sub("", t, count=1), lang) for t in entries if _NEGATION.match(t)]
        for lang, entries in texts.items()
    }
    return {language: frozenset(found[0] for found in entries if len(found) == 1) for language, entries in bare.items()}


def _phrase(text: str, language: str) -> tuple[str, ...]:
    stems = tuple(terms(text, language)[:_LONGEST_PHRASE])
    return () if len(stems) == 1 and _NEGATION.match(text) else stems


def _lexicon_concepts(path: Path) -> Iterator[Concept]:
    for entry in entries_in(path):
        opposite = entry.get("opposite")
        texts = {language: texts_of(entry.get(language)) for language in LANGUAGES}
        yield Concept(
            name=str(entry["concept"]),
            word_class=WordClass(str(entry.get("class", "content"))),
            phrases=_phrases(texts),
            forms=_forms(texts),
            negated=_negations(texts),
            idioms=_idioms(texts),
            near=frozenset(texts_of(entry.get("near"))),
            opposite=str(opposite) if opposite else None,
        )


def _glossary_concepts(path: Path) -> Iterator[Concept]:
    for entry in entries_in(path):
        texts = {
            language: [*texts_of(entry[f"term_{language}"]), *texts_of(entry.get(f"variants_{language}"))]
            for language in LANGUAGES
        }
        yield Concept(
            name=f"term:{entry['term_en']}",
            word_class=WordClass.CONTENT,
            phrases=_phrases(texts),
            is_term=True,
            forms=_forms(texts),
            negated=_negations(texts),
            idioms=_idioms(texts),
        )
