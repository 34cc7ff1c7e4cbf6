"""Countries, dates, phrases and the lexicon: what the assistant knows before it has read any document."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from assistant.errors import CorpusFileError, QuestionError
from assistant.language.countries import Gazetteer, country_name
from assistant.language.dates import checked_date
from assistant.language.lexicon import Lexicon
from assistant.language.numbers import with_figures
from assistant.phrases import Phrases
from ingest.settings import PROJECT
from ingest.terms import terms

PROMPTS, CORPUS = PROJECT / "prompts", PROJECT / "corpus"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Does Panama have a strategy?", ("PAN",)),
        ("¿Y el Perú o Perú?", ("PER",)),
        ("las personas venezolanas en Costa Rica", ("VEN", "CRI")),
        ("Panamanian and Colombian workers", ("PAN", "COL")),
        ("the United States", ("USA",)),
        ("los Estados Unidos", ("USA",)),
        ("the man from the ministry", ()),
        ("migrants in general", ()),
    ],
)
def test_countries_are_found_by_name_and_demonym_in_both_languages(text: str, codes: tuple[str, ...]) -> None:
    assert Gazetteer.load(CORPUS).countries(text) == codes


def test_a_demonym_is_not_the_country_itself() -> None:
    gazetteer = Gazetteer.load(CORPUS)
    assert gazetteer.names("Venezuelan residents in Panama") == {"PAN"}
    assert gazetteer.spans("Venezuelan residents in Panama") == [("venezuelan", "VEN"), ("panama", "PAN")]


def test_a_country_is_named_in_the_language_of_the_reader() -> None:
    assert (country_name("PAN", "en"), country_name("PAN", "es")) == ("Panama", "Panamá")
    assert country_name("TRV", "en") == "TRV"


@pytest.mark.parametrize("value", ["2019", "2019-04", "2019-04-30", "2020-02-29"])
def test_a_year_a_month_or_a_day_is_a_date(value: str) -> None:
    assert checked_date(value) == value


@pytest.mark.parametrize(
    "value", ["", "19", "2019-13", "2019-02-29", "2019-4", "30/04/2019", "2019-04-30T00:00", "now"]
)
def test_anything_else_is_refused_in_both_languages(value: str) -> None:
    with pytest.raises(QuestionError) as caught:
        checked_date(value)
    assert str(caught.value) == f"{value} is not a date; write it as 2019, 2019-04 or 2019-04-30."
    assert "no es una fecha" in caught.value.message("es")


def tables(name: str) -> dict[str, str]:
    loaded = tomllib.loads((PROMPTS / f"{name}.toml").read_text(encoding="utf-8"))
    return {f"{table}.{key}": text for table, entries in loaded.items() for key, text in entries.items()}


def test_both_languages_say_the_same_things_with_the_same_values() -> None:
    english, spanish = tables("phrases.en"), tables("phrases.es")
    assert list(english) == list(spanish)
    for key, text in english.items():
        assert sorted(re.findall(r"{(\w+)}", text)) == sorted(re.findall(r"{(\w+)}", spanish[key])), key


@pytest.mark.parametrize(
    ("iso", "english", "spanish"),
    [
        ("2019", "2019", "2019"),
        ("2019-04", "April 2019", "abril de 2019"),
        ("2019-04-30", "30 April 2019", "30 de abril de 2019"),
        (None, "", ""),
    ],
)
def test_dates_are_written_out_as_exactly_as_they_are_known(iso: str | None, english: str, spanish: str) -> None:
    assert Phrases.load(PROMPTS, "en").date(iso) == english
    assert Phrases.load(PROMPTS, "es").date(iso) == spanish


def test_a_phrase_is_filled_in() -> None:
    assert Phrases.load(PROMPTS, "es")("lead.as_of", lead="No", date="2019") == "No, según datos de 2019"


def test_damaged_files_are_named_with_their_line(tmp_path: Path) -> None:
    (tmp_path / "phrases.en.toml").write_text("[lead\n")
    with pytest.raises(CorpusFileError, match=r"phrases\.en\.toml is not valid TOML"):
        Phrases.load(tmp_path, "en")
    (tmp_path / "lexicon.jsonl").write_text('{"concept": "visa", "en": ["visa"]}\n{"concept": \n')
    with pytest.raises(CorpusFileError, match=r"Line 2 of lexicon\.jsonl"):
        Lexicon.load(tmp_path)


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    folder = tmp_path_factory.mktemp("lexicon")
    (folder / "lexicon.jsonl").write_text(
        '{"concept": "deadline", "en": ["deadline", "time limit"], "es": ["plazo"], "near": ["duration"]}\n'
        '{"concept": "duration", "en": ["duration"], "es": ["duración"]}\n'
    )
    (folder / "glossary.jsonl").write_text(
        '{"term_en": "human trafficking", "term_es": "trata de personas", "variants_en": ["trafficking in persons"]}\n'
    )
    return Lexicon.load(folder)


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("the deadlines", "en", {"deadline"}),
        ("a time limit", "en", {"deadline"}),
        ("los plazos", "es", {"deadline"}),
        ("la duracion", "es", {"duration"}),
        ("trafficking in persons", "en", {"term:human trafficking"}),
        ("trata de personas", "es", {"term:human trafficking"}),
        ("the time", "en", set()),
    ],
)
def test_words_and_phrases_of_both_languages_are_one_notion(
    text: str, language: str, names: set[str], lexicon: Lexicon
) -> None:
    assert lexicon.concepts_of(terms(text, language), language) == names


def test_notions_are_near_in_both_directions_and_translate(lexicon: Lexicon) -> None:
    assert lexicon.near(frozenset({"deadline"})) == {"duration"}
    assert lexicon.near(frozenset({"duration"})) == {"deadline"}
    assert lexicon.stems(frozenset({"deadline"}), "es") == set(terms("plazo", "es"))
    assert lexicon.concepts["term:human trafficking"].is_term


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "nationality", "national"),
        ("en", "naturalization", "natural"),
        ("en", "authorization", "authority"),
        ("en", "publications", "public"),
        ("en", "regularization", "regular"),
        ("es", "nacionalidad", "nacional"),
        ("es", "casado", "caso"),
        ("es", "costa", "costo"),
        ("es", "tratados", "trata"),
        ("es", "comunidad", "comunicación"),
        ("es", "género", "generar"),
    ],
)
def test_words_of_other_meaning_are_no_forms_of_one_word(language: str, one: str, other: str) -> None:
    assert not set(terms(one, language)) & set(terms(other, language))


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [("en", "nationalities", "nationality"), ("en", "authorised", "authorization"), ("es", "plazos", "plazo")],
)
def test_forms_of_one_word_are_one(language: str, one: str, other: str) -> None:
    assert terms(one, language) == terms(other, language)


@pytest.mark.parametrize(("written", "meant"), [("en primer lugar", "en 1 lugar"), ("el tercer paso", "el 3 paso")])
def test_an_ordinal_cut_short_is_its_figure(written: str, meant: str) -> None:
    assert with_figures(written, "es") == meant
