from __future__ import annotations

import pytest

from assistant.checking.carrying import Carrying
from assistant.language.lexicon import LANGUAGES, Lexicon
from assistant.phrases import Phrases
from assistant.settings import Settings
from tests.workspace.conftest import EMPLOYERS, HOSPITALS, NO_PLAN, citation

PARTY = "The country has been party to the Convention since 1990, and Luria has been party to the Protocol since 2001."
BILL = "A bill of 2020 would create a fund for returning emigrants."
ONLY = "Public housing is open only to refugees who hold a municipal certificate."


@pytest.fixture(scope="module")
def carrying() -> Carrying:
    settings = Settings()
    say = {language: Phrases.load(settings.prompts, language) for language in LANGUAGES}
    return Carrying(Lexicon.load(settings.corpus), say)


def kinds(carrying: Carrying, sentence: str, *quotes: str, language: str = "en") -> set[str]:
    cited = [citation(quote, mark) for mark, quote in enumerate(quotes, 1)]
    return {lack.kind for lack in carrying.lacks(sentence, language, cited)}


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        (f"{NO_PLAN} [1]", NO_PLAN),
        (f"Migration Governance Profile: Tarvenia (2021) states: “{NO_PLAN}” [1].", NO_PLAN),
        ("As of 2021 there is no national plan against trafficking in persons [1].", NO_PLAN),
        ("Foreign residents may use the public hospitals [1].", HOSPITALS),
        ("The Ministry of Labour surveyed 820 employers in 2019 [1].", EMPLOYERS),
        ("The Ministry of Labour surveyed eight hundred and twenty employers [1].", EMPLOYERS),
        ("A bill would create a fund for returning emigrants [1].", BILL),
    ],
)
def test_what_the_quotes_say_is_carried(carrying: Carrying, sentence: str, quote: str) -> None:
    assert kinds(carrying, sentence, quote) == set()


@pytest.mark.parametrize(
    ("sentence", "quote", "kind"),
    [
        ("There is a national plan against trafficking in persons [1].", NO_PLAN, "negation"),
        ("It also states: “national plan against trafficking in persons” [1].", NO_PLAN, "negation"),
        (f"It does not state: “{NO_PLAN}” [1].", NO_PLAN, "negation"),
        ("Foreign residents may not use the public hospitals [1].", HOSPITALS, "negation"),
        ("The Ministry of Labour surveyed 830 employers [1].", EMPLOYERS, "figures"),
        ("The Ministry of Labour surveyed 820 employers in 2018 [1].", EMPLOYERS, "figures"),
        ("The Ministry of Health surveyed 820 employers [1].", EMPLOYERS, "names"),
        ("The Ministry of Labour surveyed 2019 employers in 820 [1].", EMPLOYERS, "order"),
        ("The Ministry of Labour surveyed 820 foreign employers [1].", EMPLOYERS, "order"),
        ("The employers surveyed the Ministry of Labour [1].", EMPLOYERS, "order"),
        ("Luria has been party to the Convention since 1990 [1].", PARTY, "order"),
        ("Foreign residents use the public hospitals [1].", HOSPITALS, "strength"),
        ("All foreign residents must use the public hospitals [1].", HOSPITALS, "strength"),
        ("All foreign residents may use the private hospitals [1].", HOSPITALS, "words"),
        ("There is a fund for returning emigrants of 2020 [1].", BILL, "foresight"),
        ("Public housing is open to refugees who hold a municipal certificate [1].", ONLY, "limit"),
        ("It states: “All foreigners may use the public hospitals.” [1]", HOSPITALS, "quote"),
        ("Foreign residents may use the public hospitals.", "", "no_source"),
    ],
)
def test_what_the_quotes_do_not_say_is_named(carrying: Carrying, sentence: str, quote: str, kind: str) -> None:
    assert kind in kinds(carrying, sentence, *([quote] if quote else []))


def test_two_quotes_carry_what_neither_carries_alone(carrying: Carrying) -> None:
    sentence = (
        "The Ministry of Labour surveyed 820 employers, and foreign residents may use the public hospitals [1][2]."
    )
    assert kinds(carrying, sentence, EMPLOYERS, HOSPITALS) == set()
    assert kinds(carrying, sentence, EMPLOYERS) != set()


def test_a_sentence_in_spanish_is_compared_with_an_english_quote(carrying: Carrying) -> None:
    said = "No existe un plan nacional contra la trata de personas [1]."
    assert kinds(carrying, said, NO_PLAN, language="es") == set()
    assert "negation" in kinds(carrying, said.removeprefix("No ").capitalize(), NO_PLAN, language="es")
    assert "words" in kinds(carrying, said.replace("nacional", "provincial"), NO_PLAN, language="es")


def test_what_is_lacking_is_said_in_words(carrying: Carrying) -> None:
    (lack,) = carrying.lacks("The Ministry of Labour surveyed 830 employers [1].", "en", [citation(EMPLOYERS)])
    assert lack.words == ("830",)
