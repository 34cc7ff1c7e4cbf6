"""What is asked of a thing stands in the answer itself: its funding, its cause, how many died and not how many came."""

from __future__ import annotations

import pytest

from assistant import Consultation, Status
from tests.assistant.country import profiled, quoted

PROFILE = """\
# Migration Profile: Republic of Ostrelia

## 1. Services

The office helps refugees with the support of partners. For mental health there is a referral mechanism for refugees.

A guideline of the Academy speaks of the protection of victims of trafficking.

Temporary residents may request permanent residence. However, this does not apply to all categories. For example,
students are excluded.

## 2. The Barometer

The Mobility Barometer is a survey of the Academy of Sciences. Its funding comes from the Member States of the Union.

The Mobility Barometer does not rank countries by their policies.

The Tracking Matrix is operated with the aim of collecting data on movements.

The Tracking Matrix was activated in 2019 in response to the arrival of people from the islands.

## 3. Figures

In May 2021, 16,742 migrants crossed into Ostrelia through the forest.

## 4. Actors

The Migration Directorate has a public role of security and control.

There are dialogues on migration with the private sector.

## 5. Work abroad

Title IV of the Labour Code includes rules that protect nationals of Ostrelia who work outside the country. Article 88
says that the Ministry of Labour will ask the nearest consul to watch over the contracts of those workers.
"""


@pytest.fixture(scope="module")
def ostrelia(tmp_path_factory: pytest.TempPathFactory) -> Consultation:
    return profiled(tmp_path_factory.mktemp("asked"), PROFILE)


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        pytest.param("Who funds the Mobility Barometer?", "Member States", id="what-is-asked-of-it"),
        pytest.param("Why was the Tracking Matrix activated?", "in response to", id="a-cause"),
        pytest.param("¿A raíz de qué se activó la Tracking Matrix?", "in response to", id="una-causa"),
        pytest.param("What rank does Ostrelia hold in the Mobility Barometer?", "does not rank", id="denied-to-it"),
        pytest.param("May every temporary resident request permanent residence?", "students", id="an-instance"),
        pytest.param(
            "How does the private sector take part in migration?", "private sector", id="public-is-no-opposite"
        ),
    ],
)
def test_the_sentence_that_tells_what_is_asked_is_quoted(question: str, quote: str, ostrelia: Consultation) -> None:
    assert quote in quoted(ostrelia.ask(question))


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("Is there a shelter for victims of trafficking?", id="protection-is-no-shelter"),
        pytest.param("How many migrants died in the forest?", id="how-many-came-is-not-how-many-died"),
        pytest.param("Which ministry helps refugees?", id="no-ministry-named"),
        pytest.param("Is Ostrelia safe for migrants?", id="safety"),
    ],
)
def test_what_is_only_near_does_not_answer(question: str, ostrelia: Consultation) -> None:
    assert ostrelia.ask(question).status is Status.NOT_FOUND


@pytest.mark.parametrize("turn", ["hola", "Thank you!", "buenos días", "gracias"])
def test_a_greeting_asks_for_nothing(turn: str, ostrelia: Consultation) -> None:
    before = ostrelia.ask("Who funds the Mobility Barometer?")
    for history in ((), (before,)):
        answer = ostrelia.ask(turn, history=history)
        assert (answer.status, answer.citations) == (Status.OUT_OF_SCOPE, ())


def test_what_answers_as_well_is_quoted_beside_the_best(ostrelia: Consultation) -> None:
    answer = ostrelia.ask("Under the Labour Code, what are consuls asked to do for nationals who work abroad?")
    quotes = [citation.quote for citation in answer.citations]
    assert any("Title IV" in quote for quote in quotes)
    assert any("the nearest consul" in quote for quote in quotes)
