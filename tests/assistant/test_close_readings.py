"""Questions that a sentence nearly answers: offered for choice, denied of others, forbidden, let off, counted."""

from __future__ import annotations

import pytest

from assistant import Consultation, Status
from tests.assistant.country import profiled, quoted

PROFILE = """\
# Migration Profile: Republic of Ostrelia

## 1. Rights

Private recruiters are supervised by the Labour Inspectorate, which forbids them to charge any fee to the worker. The
State University of Ostrelia did away with the foreign tuition fee for recognized refugees in 2018.

Foreigners who hold a student card are excluded from permanent residence and cannot request it.

Ostrelia does not collaborate formally with its diaspora in preparing programmes and in carrying out migration policy.

The majority of asylum seekers are from Peru, Bolivia and Ecuador, among other countries. Recognized refugees: 2,531.
In 2019 nearly 200 organizations in 17 countries supported the plan for refugees.

## 2. Institutions

An irregular migrant is at the disposal of the Director General of the Border Office, who has 24 hours to decide.

Title II of the Labour Code protects nationals who work abroad. Section 88 charges the consul with the supervision of
their contracts.

The Training Institute offers vocational courses to people over 18 years of age.

The Academy presented the main results of the study on border posts when the course began.

Ostrelia has agreements on labour matters with other countries, such as Chile (2016).
"""


@pytest.fixture(scope="module")
def ostrelia(tmp_path_factory: pytest.TempPathFactory) -> Consultation:
    return profiled(tmp_path_factory.mktemp("ostrelia"), PROFILE)


@pytest.mark.parametrize(
    ("question", "verdict", "quote"),
    [
        pytest.param("Are private recruiters barred from making workers pay?", "yes", "forbids them", id="a-ban"),
        pytest.param("Must recognized refugees pay the foreign tuition fee?", "no", "did away with", id="let-off"),
        pytest.param(
            "Does the diaspora collaborate formally in preparing programmes or in carrying out migration policy?",
            "no",
            "does not collaborate",
            id="both-offered",
        ),
        pytest.param(
            "Was the whole study on border posts presented when the course began?", "partial", "main results", id="part"
        ),
        pytest.param("Are there labour agreements with Chile?", "yes", "such as Chile", id="beside"),
    ],
)
def test_the_verdict_is_that_of_just_what_is_asked(
    question: str, verdict: str, quote: str, ostrelia: Consultation
) -> None:
    answer = ostrelia.ask(question)
    assert (answer.status, answer.verdict) == (Status.ANSWERED, verdict)
    assert quote in " ".join(answer.citations[0].quote.split())


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("Do refugees live in towns or in the countryside?", id="neither-offered"),
        pytest.param("Who is today the director general of the Border Office?", id="a-title-is-no-name"),
        pytest.param("How many years must one live in Ostrelia to be naturalized?", id="an-age-is-no-duration"),
        pytest.param("Can undocumented children request permanent residence?", id="denied-of-others"),
        pytest.param("How much does a foreigner pay for a work permit?", id="a-year-is-no-price"),
    ],
)
def test_what_only_comes_near_is_no_answer(question: str, ostrelia: Consultation) -> None:
    assert ostrelia.ask(question).status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("question", "quotes"),
    [
        pytest.param(
            "What are the main nationalities of asylum seekers?", ["Peru, Bolivia and Ecuador"], id="countries"
        ),
        pytest.param("How many recognized refugees are there?", ["2,531"], id="counted-closely"),
        pytest.param(
            "Which rule has the consul supervise the contracts of nationals abroad?",
            ["Labour Code", "Section 88"],
            id="a-section-with-its-law",
        ),
    ],
)
def test_what_is_asked_for_is_quoted(question: str, quotes: list[str], ostrelia: Consultation) -> None:
    answer = ostrelia.ask(question)
    assert answer.status is Status.ANSWERED
    assert all(quote in quoted(answer) for quote in quotes)


def test_what_is_said_before_a_question_does_not_stand_in_its_way(ostrelia: Consultation) -> None:
    alone = ostrelia.ask("Are private recruiters barred from making workers pay?")
    led_in = ostrelia.ask(
        "The Academy gave a course on border posts. Are private recruiters barred from making workers pay?"
    )
    assert (led_in.verdict, led_in.citations[0].quote) == (alone.verdict, alone.citations[0].quote)
