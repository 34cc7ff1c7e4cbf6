from __future__ import annotations

import pytest

from assistant.language.countries import Gazetteer
from assistant.language.lexicon import Lexicon
from assistant.understanding.answer_kind import Kind
from assistant.understanding.shorthand import Shorthand
from assistant.understanding.spelling import Spelling, effort
from assistant.understanding.understanding import Understanding
from ingest.settings import PROJECT
from ingest.terms import fold

SHORTHAND = Shorthand.load(PROJECT / "corpus")
VOCABULARY = {
    "en": {"indic": 9, "traffick": 5, "ministri": 7, "strategi": 6, "servic": 8, "illeg": 2},
    "es": {
        "indic": 9,
        "extranjer": 8,
        "correo": 2,
        "hor": 4,
        "regular": 3,
        "acogi": 1,
        "necesit": 2,
        "instituc": 5,
        "ensay": 2,
    },
}


@pytest.fixture(scope="module")
def understanding() -> Understanding:
    corpus = PROJECT / "corpus"
    return Understanding(Lexicon.load(corpus), Gazetteer.load(corpus), VOCABULARY, SHORTHAND)


@pytest.fixture(scope="module")
def spelling() -> Spelling:
    return Spelling(VOCABULARY, Gazetteer.load(PROJECT / "corpus").words(), SHORTHAND)


def written(text: str, language: str, spelling: Spelling) -> str:
    """The text as it is read, folded."""
    plain = SHORTHAND.in_full(text, language)
    return fold(SHORTHAND.in_full(spelling.mended(plain, language), language))


@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [
        ("en", "abuot how many indicaters does teh mgi hav", "about how many indicators does the mgi have"),
        ("en", "waht adn whre", "what and where"),
        ("en", "howmany services", "how many services"),
        ("en", "wich stratgy", "which strategy"),
        ("en", "dose panma hav a ministy", "does panama have a ministry"),
        ("en", "how many ppl where there b4 2019", "how many people were there before 2019"),
        ("en", "is it ilegal ofthe services", "is it illegal of the services"),
        ("es", "que se encarga dela hora i alos extrangeros", "que se encarga de la hora y a los extranjeros"),
        ("es", "cuantos indicadres", "cuantos indicadores"),
        ("es", "qantos estrangeros", "cuantos extranjeros"),
        ("es", "nesesito el corrreo", "necesito el correo"),
        ("es", "cuantas oras", "cuantas horas"),
        ("es", "a ratificado panma", "ha ratificado panama"),
        ("es", "cuando c acojio", "cuando se acogio"),
    ],
)
def test_what_is_typed_in_haste_is_read_as_it_was_meant(
    language: str, typed: str, meant: str, spelling: Spelling
) -> None:
    assert written(typed, language, spelling) == meant


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "con que bases esta enlazada la seccion"),
        ("es", "deniega el ingreso y consiguieron la visa"),
        ("es", "los haitianos, los casos y las casas"),
        ("es", "la oficina cierra a las cinco"),
        ("es", "se dirige a extranjeros"),
        ("en", "the institutionalised programme and the labour centre"),
        ("en", "is refoulement prohibited and are data disaggregated"),
        ("en", "a dose of vaccine"),
        # The general dictionary lacks these forms: they became "barrios", "Irán", "peros" and "docenas".
        ("es", "varios iban con perros y decenas de mexicanas"),
        ("en", "a centred and marvellous mould"),
    ],
)
def test_right_words_stay_as_they_are(language: str, text: str, spelling: Spelling) -> None:
    assert written(text, language, spelling) == text


def test_slips_that_people_make_cost_less_than_any_change() -> None:
    assert effort("waht", "what") < effort("waht", "want")
    assert effort("indicaters", "indicators") < effort("indicaters", "indicates")
    assert effort("same", "same") == 0


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("i need the number of refugees", ["what is the number of refugees"]),
        ("looking for the list of reserved professions", ["what are reserved professions"]),
        ("busco la direccion de la oim", ["cual es la direccion de la oim"]),
        ("dame los requisitos de la visa", ["cuales son los requisitos de la visa"]),
        ("necesito el pasaporte para entrar?", ["necesito el pasaporte para entrar"]),
    ],
)
def test_a_need_is_a_request_for_what_is_needed(text: str, asked: list[str], understanding: Understanding) -> None:
    assert [fold(part.text).strip(" ¿?") for part in understanding.read(text).parts] == asked


def test_two_things_are_asked_without_accents_and_in_shorthand(understanding: Understanding) -> None:
    parts = understanding.read("kien creo el programa y en q año").parts
    assert [part.kind for part in parts] == [Kind.WHO, Kind.DATE]


@pytest.mark.parametrize(
    "text", ["colabora el pais formalmente con la diaspora", "el pais colabora formalmente con ella"]
)
def test_a_question_without_its_marks_still_asks_whether(text: str, understanding: Understanding) -> None:
    assert [part.kind for part in understanding.read(text, spoken="es").parts] == [Kind.YES_NO]
