"""Lists that a document announces: their items may be headings, steps, or stand in the next sentence."""

from __future__ import annotations

import pytest

from assistant import Consultation, Status, Verdict
from tests.assistant.country import profiled, quoted

PROFILE = """\
# Coastal Plan of Ostrelia

## How the plan is built

The Coastal Plan (CP) rests on three pillars, one for each ministry that carries it out:

### Safe passage

Rescue boats and lighthouses are the matter of this pillar.

### Fair work

This pillar looks at contracts on fishing boats and at how wages are paid.

### Return home

Loans for those who come back, and the recognition of what they learned abroad, belong to this pillar.

## How a report is made

The first step of the reporting process is to name a rapporteur. The second step of the reporting process is to hear
the harbours. The third step of the reporting process is to print the report.

The report was discussed by the five chambers of the Coastal Assembly. These represent fishermen, pilots, shipowners,
port workers and customs officers.

The plan of 2016 was drawn up in public consultations in every harbour.

These public consultations brought together civil society, mayors and the Pilots Union. Importance was given to the
voices of women who gut fish.

The Harbour Council is a consultative body of the Government. However, it does not meet regularly.

To receive the Sea Scholarship, foreign students must present proof of more than four years of residence.

A strategy against the exploitation of seafarers has not yet been developed.
"""


@pytest.fixture(scope="module")
def ostrelia(tmp_path_factory: pytest.TempPathFactory) -> Consultation:
    return profiled(tmp_path_factory.mktemp("ostrelia"), PROFILE)


@pytest.mark.parametrize(
    "question",
    [
        "What are the pillars of the Coastal Plan?",
        "What are the four pillars of the CP?",
        "List the three pillars of the Coastal Plan",
        "¿Cuáles son los pilares del Coastal Plan?",
        "¿En qué ámbitos se divide el CP?",
    ],
)
def test_parts_that_are_announced_are_told_by_their_headings(ostrelia: Consultation, question: str) -> None:
    answer = ostrelia.ask(question)
    assert answer.status is Status.ANSWERED
    assert [c.quote for c in answer.citations][1:4] == ["Safe passage", "Fair work", "Return home"]


@pytest.mark.parametrize(
    ("question", "heading", "beneath"),
    [
        ("What does the pillar on fair work look at?", "Fair work", "contracts on fishing boats"),
        ("¿Qué abarca el pilar de trabajo justo del CP?", "Fair work", "contracts on fishing boats"),
        ("Under which dimension of the CP do loans for those who come back fall?", "Return home", "Loans for those"),
    ],
)
def test_what_stands_under_the_heading_of_a_part_is_told_with_it(
    ostrelia: Consultation, question: str, heading: str, beneath: str
) -> None:
    quotes = [c.quote for c in ostrelia.ask(question).citations]
    assert quotes[0] == heading
    assert beneath in quotes[1]


def test_a_heading_of_a_part_alone_answers_nothing(ostrelia: Consultation) -> None:
    assert ostrelia.ask("How many boats have a safe passage?").status is Status.NOT_FOUND


@pytest.mark.parametrize(
    "question",
    [
        "In which pillars of bridges were lamps lit?",
        "Which parts of the coast are safe?",
        "What categories of work are there in the ministries?",
        "¿Qué ámbitos del trabajo justo son débiles?",
    ],
)
def test_a_question_that_only_mentions_areas_gets_no_list_of_parts(ostrelia: Consultation, question: str) -> None:
    assert {"Safe passage", "Fair work"}.isdisjoint(c.quote for c in ostrelia.ask(question).citations)


@pytest.mark.parametrize(
    "question",
    ["How does the reporting process go, step by step?", "¿Qué etapas tiene el proceso de informes?"],
)
def test_steps_are_told_in_their_order(ostrelia: Consultation, question: str) -> None:
    quotes = [c.quote for c in ostrelia.ask(question).citations]
    assert ["name a rapporteur" in quotes[0], "the harbours" in quotes[1], "print" in quotes[2]] == [True, True, True]


def test_one_step_is_told_alone_where_it_alone_is_asked_for(ostrelia: Consultation) -> None:
    assert "print" not in quoted(ostrelia.ask("Who is heard in the second step of the reporting process?"))


def test_the_sentence_after_a_count_lists_what_was_counted(ostrelia: Consultation) -> None:
    assert "pilots, shipowners" in quoted(ostrelia.ask("What are the chambers of the Coastal Assembly?"))


def test_a_paragraph_that_points_back_is_read_with_the_one_before_it(ostrelia: Consultation) -> None:
    assert "Pilots Union" in quoted(ostrelia.ask("Who took part in the consultations on the plan of 2016?"))


@pytest.mark.parametrize(
    "question",
    [
        "The Harbour Council of Ostrelia - does it ever get together regularly?",
        "estrategia contra la explotación de la gente de mar, ¿existe en Ostrelia?",
    ],
)
def test_a_topic_set_before_the_question_is_what_it_is_on(ostrelia: Consultation, question: str) -> None:
    assert ostrelia.ask(question).verdict is Verdict.NO


@pytest.mark.parametrize(
    "question",
    [
        "¿Qué tiempo de residencia debe acreditar un estudiante extranjero para recibir la Sea Scholarship?",
        "What length of residence must foreign students prove to receive the Sea Scholarship?",
    ],
)
def test_a_length_of_residence_is_a_duration(ostrelia: Consultation, question: str) -> None:
    assert "four years" in quoted(ostrelia.ask(question))
