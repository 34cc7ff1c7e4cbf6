"""The lexicon that compares notions across English and Spanish is whole, consistent and speaks both languages."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from assistant.language.lexicon import Lexicon
from ingest.terms import STOP_WORDS, stem, terms, words

LEXICON = Path(__file__).parents[2] / "corpus" / "lexicon.jsonl"
LANGUAGES = ("en", "es")
KEYS = {"concept", "en", "es", "class", "near", "opposite"}
MOST_CONCEPTS_OF_A_STEM = 3
ADDRESS = re.compile(r"\S*(?:https?:|www\.|@|\.org|_)\S*")
COMMON_WORD = re.compile(r"\b[a-z]{4,}\b")
LEAST_COVERAGE = 0.97
Entry = dict[str, Any]


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    return [json.loads(line) for line in LEXICON.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.load(LEXICON.parent)


@pytest.fixture(scope="module")
def concepts_by_stems(entries: list[Entry]) -> dict[str, dict[tuple[str, ...], set[str]]]:
    """For each language the concepts of every word or phrase, keyed by its stems in order."""
    found: dict[str, dict[tuple[str, ...], set[str]]] = {language: defaultdict(set) for language in LANGUAGES}
    for entry in entries:
        for language in LANGUAGES:
            for form in entry[language]:
                found[language][stems(form, language)].add(entry["concept"])
    return found


def stems(form: str, language: str) -> tuple[str, ...]:
    return tuple(stem(word, language) for word in words(form))


def concepts(index: dict[str, dict[tuple[str, ...], set[str]]], form: str, language: str) -> set[str]:
    return index[language].get(stems(form, language), set())


def test_concept_names_are_unique(entries: list[Entry]) -> None:
    names = [entry["concept"] for entry in entries]
    assert len(names) == len(set(names))


def test_every_entry_has_words_in_both_languages_and_a_known_class(entries: list[Entry]) -> None:
    for entry in entries:
        assert set(entry) <= KEYS, entry
        assert entry["class"] in {"content", "light", "scaffold"}, entry
        for language in LANGUAGES:
            assert entry[language], entry
            assert all(isinstance(form, str) and form == form.strip() and form for form in entry[language]), entry


def test_no_form_is_made_of_stop_words_alone(entries: list[Entry]) -> None:
    empty = [
        (entry["concept"], form)
        for entry in entries
        for language in LANGUAGES
        for form in entry[language]
        if not terms(form, language)
    ]
    assert empty == []


def test_no_form_stands_twice_in_an_entry(entries: list[Entry]) -> None:
    for entry in entries:
        for language in LANGUAGES:
            folded = [tuple(words(form)) for form in entry[language]]
            assert len(folded) == len(set(folded)), entry


def test_a_stem_belongs_to_few_concepts(concepts_by_stems: dict[str, dict[tuple[str, ...], set[str]]]) -> None:
    crowded = {
        (language, key): sorted(names)
        for language, index in concepts_by_stems.items()
        for key, names in index.items()
        if len(names) > MOST_CONCEPTS_OF_A_STEM
    }
    assert crowded == {}


def test_near_and_opposite_name_other_existing_concepts(entries: list[Entry]) -> None:
    names = {entry["concept"] for entry in entries}
    for entry in entries:
        others = [*entry.get("near", []), *([entry["opposite"]] if "opposite" in entry else [])]
        assert set(others) <= names - {entry["concept"]}, entry


def test_opposites_are_mutual(entries: list[Entry]) -> None:
    opposite = {entry["concept"]: entry["opposite"] for entry in entries if "opposite" in entry}
    assert all(opposite.get(other) == concept for concept, other in opposite.items())


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("women", "mujeres"),
        ("children", "niñez"),
        ("held in custody", "detenido"),
        ("ratified", "ratificó"),
        ("established", "establecerá"),
        ("written", "escrito"),
        ("refugees", "refugiados"),
        ("fines", "multas"),
        ("budget", "presupuesto"),
        ("schools", "escolares"),
        ("disasters", "desastre"),
        ("recognises", "reconozca"),
        ("last resort", "último recurso"),
        ("take place", "tener lugar"),
        ("policies", "políticas"),
        ("wages", "salarios"),
    ],
)
def test_translations_share_a_concept(
    concepts_by_stems: dict[str, dict[tuple[str, ...], set[str]]], english: str, spanish: str
) -> None:
    forms = [english, *english.split()]
    found = set().union(*(concepts(concepts_by_stems, form, "en") for form in forms))
    assert found & concepts(concepts_by_stems, spanish, "es")


@pytest.mark.parametrize(
    ("language", "everyday", "official_language", "official", "concept"),
    [
        ("en", "recruited fairly", "en", "ethical recruitment", "fair recruitment"),
        ("en", "money sent home", "es", "remesas", "remittance"),
        ("es", "transferencias a sus familias", "en", "remittances", "remittance"),
        ("en", "take a job", "en", "access to employment", "right to work"),
        ("en", "a document that sets goals", "es", "estrategia", "strategy"),
        ("en", "run for office", "es", "cargos de elección popular", "candidate"),
        ("en", "let off the fee", "es", "exoneración del pago", "fee waiver"),
        ("en", "the body that issues permits", "es", "autoridad competente", "competent authority"),
        ("es", "el patrono se queda con el pasaporte", "en", "retention of passports", "document retention"),
        ("en", "keep someone's passport", "es", "retener el pasaporte", "document retention"),
        ("es", "sacar la visa", "en", "issuance of visas", "visa application"),
        ("es", "gente sin papeles", "en", "undocumented", "irregular"),
        ("es", "meter presa a la gente", "en", "imprisonment", "prison"),
        ("es", "dar clases", "en", "teacher", "teacher"),
        ("es", "atención médica", "en", "health", "health"),
        ("en", "bring their family", "es", "reagrupación familiar", "reunification"),
        ("en", "barred from returning", "es", "prohibición de reingreso", "entry ban"),
        ("es", "echar del país", "en", "expulsion", "expulsion"),
        ("es", "dar trabajo a extranjeros", "en", "recruitment", "hire"),
        ("en", "league table", "es", "clasificación", "rank"),
        ("en", "stranded abroad", "es", "connacionales en crisis", "assistance to nationals in crises abroad"),
        ("en", "established channels", "es", "mecanismo formal", "formal mechanism"),
        ("en", "citizens living overseas", "es", "connacionales", "nationals abroad"),
        ("en", "years worked abroad", "es", "portabilidad", "portability"),
        ("en", "tax on money sent home", "es", "impuesto a las remesas", "remittance tax"),
        ("es", "permanecer más tiempo", "en", "overstay", "overstay"),
        ("en", "where migrants are held", "es", "centro de detención", "holding"),
        ("es", "convertir la visa", "en", "change of status", "change of category"),
        ("en", "foot the cost", "es", "financiamiento", "funding"),
        ("es", "nacionales varados", "en", "nationals in crises abroad", "assistance to nationals in crises abroad"),
    ],
)
def test_everyday_words_share_the_concept_of_the_official_ones(
    lexicon: Lexicon, language: str, everyday: str, official_language: str, official: str, concept: str
) -> None:
    assert concept in lexicon.concepts_of(terms(everyday, language), language)
    assert concept in lexicon.concepts_of(terms(official, official_language), official_language)


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("en", "people smuggling", "sale of people"),
        ("en", "asylum application", "refugee"),
        ("en", "change the law", "scrap a law"),
        ("en", "permanent residence", "temporary residence"),
        ("es", "solicitud de visa", "permiso de residencia"),
        ("es", "orden de salida", "prohibición de reingreso"),
        ("es", "alternativas a la detención", "pena de prisión"),
        ("es", "autorización para trabajar", "autorización para residir"),
        ("es", "estudios hechos en el extranjero", "estudiantes extranjeros"),
        ("en", "paid work", "unpaid wages"),
    ],
)
def test_phrases_of_notions_that_law_keeps_apart_have_a_concept_of_their_own(
    lexicon: Lexicon, language: str, first: str, second: str
) -> None:
    of_first, of_second = (_of_the_whole(lexicon, text, language) for text in (first, second))
    assert of_first
    assert of_second
    assert not of_first & of_second


def _of_the_whole(lexicon: Lexicon, text: str, language: str) -> frozenset[str]:
    """The concepts of a phrase as a whole, not of its words."""
    stems = terms(text, language)
    return frozenset().union(*(s.concepts for s in lexicon.spans(stems, language) if s.last - s.first == len(stems)))


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("en", "refugee", "migrant"),
        ("en", "refugee", "stateless"),
        ("en", "refugee", "asylum seeker"),
        ("en", "migrant", "foreigner"),
        ("es", "apátrida", "refugiado"),
        ("en", "law", "decree"),
        ("en", "law", "bill"),
        ("en", "regulation", "convention"),
        ("en", "trafficking", "smuggling"),
        ("es", "trata", "tráfico ilícito"),
        ("en", "policy", "strategy"),
        ("en", "strategy", "plan"),
        ("es", "plan", "programa"),
        ("en", "immigration", "emigration"),
        ("es", "expulsar", "retornar"),
    ],
)
def test_notions_that_policy_keeps_apart_share_no_concept(
    concepts_by_stems: dict[str, dict[tuple[str, ...], set[str]]], language: str, first: str, second: str
) -> None:
    assert concepts(concepts_by_stems, first, language), first
    assert concepts(concepts_by_stems, second, language), second
    assert not concepts(concepts_by_stems, first, language) & concepts(concepts_by_stems, second, language)


def test_the_words_of_the_panama_documents_are_covered(shared_corpus: Path, entries: list[Entry]) -> None:
    """Running words in small letters, so that names, addresses and most fragments of damaged words stay out."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((shared_corpus / "panama").glob("*.txt"))]
    running = [word for text in texts for word in COMMON_WORD.findall(ADDRESS.sub(" ", text))]
    content = [word for word in running if word not in STOP_WORDS["en"]]
    known = {stem(word, "en") for entry in entries for form in entry["en"] for word in words(form)}
    covered = sum(stem(word, "en") in known for word in content)
    assert covered / len(content) >= LEAST_COVERAGE
