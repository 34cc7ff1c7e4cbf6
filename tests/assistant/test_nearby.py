"""What stands beside a sentence counts: the heading that asks, what goes on from it, its footnote, its clauses."""

from __future__ import annotations

import pytest

from assistant import Consultation, Status, Verdict
from tests.assistant.country import profiled, quoted

PROFILE = """\
# Migration Profile: Republic of Ostrelia

## 1. Where do refugees live?

Mostly in urban settings.

## 2. The Glossary of Migration

The Glossary of Migration is a collection of definitions. It is meant for officials of the ministries. It has been
translated into nine languages.

## 3. Movements

In May 2021, 16,742 migrants crossed into Ostrelia through the forest. To that date, 866 migrants were held in the camps
of the Border Corps.

## 4. The Coastal Conference

Ostrelia is part of the Coastal Conference, which coordinates policies among its nine member countries.

Through the Displacement Tracking Matrix (DTM), movements are recorded.

Rosa Almada, Head of the Migration Service of Ostrelia, said that the course was a success.

## 5. Memoranda

In 2018, Ostrelia signed a Memorandum of Understanding with Colombia on cooperation against human trafficking and the
protection of its victims.

The National Plan against Trafficking covers the period 2018–2022.

Ostrelia does not have programmes to promote the financial inclusion of migrants and their families.

A foreigner who requires a tourist visa may apply for a tourist visa online. By Decree No. 100 of 2019, applying for a
tourist visa online is possible only for foreigners whose country has no consulate of Ostrelia.

## 6. Survey of travellers, 17 to 22 June 2019

The survey was made at four posts.

| Convention | Ratified |
| --- | --- |
| Convention relating to the Status of Refugees, 1951 | Yes (1969) |
| Convention on the Rights of the Child, 1989 | Yes (1991) |
"""


@pytest.fixture(scope="module")
def ostrelia(tmp_path_factory: pytest.TempPathFactory) -> Consultation:
    return profiled(tmp_path_factory.mktemp("nearby"), PROFILE)


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        pytest.param("Where do most refugees in Ostrelia live?", "urban settings", id="a-heading-that-asks"),
        pytest.param("For whom is the Glossary of Migration meant?", "officials", id="what-goes-on"),
        pytest.param("How many countries sit in the Coastal Conference?", "nine member", id="another-verb"),
        pytest.param("¿Qué significan las siglas DTM?", "Displacement Tracking Matrix", id="a-short-form"),
        pytest.param("Who is Rosa Almada?", "Head of the Migration Service", id="a-person"),
        pytest.param("Who heads the Migration Service of Ostrelia?", "Rosa Almada", id="an-office"),
        pytest.param("When was the survey of travellers made?", "17 to 22 June 2019", id="a-dated-heading"),
    ],
)
def test_the_sentence_is_found_by_what_stands_beside_it(question: str, quote: str, ostrelia: Consultation) -> None:
    answer = ostrelia.ask(question)
    assert answer.status is Status.ANSWERED
    assert quote in quoted(answer)


@pytest.mark.parametrize(
    "question",
    [
        "How many of those crossing the forest in 2021 were children travelling alone?",
        "Who heads the Border Corps?",
    ],
)
def test_a_figure_of_others_or_a_body_where_a_person_is_asked_for_is_no_answer(
    question: str, ostrelia: Consultation
) -> None:
    assert ostrelia.ask(question).status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        pytest.param("What does the 2018 memorandum with Peru on human trafficking cover?", "Colombia", id="a-partner"),
        pytest.param("Why did Ostrelia wait until 1991 to ratify the 1951 Refugee Convention?", "1969", id="a-year"),
        pytest.param("El Plan contra la Trata abarca de 2018 a 2025, ¿verdad?", "2022", id="a-span"),
        pytest.param("May any foreigner apply for a tourist visa online?", "only for", id="for-some"),
    ],
)
def test_what_is_otherwise_is_said_so(question: str, quote: str, ostrelia: Consultation) -> None:
    answer = ostrelia.ask(question)
    assert answer.verdict in (Verdict.NO, Verdict.PARTIAL)
    assert quote in quoted(answer)


def test_years_within_a_span_are_covered_by_it(ostrelia: Consultation) -> None:
    assert ostrelia.ask("Does the National Plan against Trafficking cover 2019 to 2020?").verdict is not Verdict.NO
