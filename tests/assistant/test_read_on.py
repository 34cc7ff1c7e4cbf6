"""A finding is read on: with what it leans on, with what goes on from it, and with the date of its document."""

from __future__ import annotations

import pytest

from assistant import Consultation, Status, Verdict
from tests.assistant.country import profiled, quoted

PROFILE = """\
# Review of movement in Ostrelia

## Stay

A temporary resident may stay in Ostrelia for up to six years. After this period, the temporary resident may request
permanent residence. However, this does not apply to all categories. For example, those who have student permits and
permits of seafarers are excluded. In this regard, a procedure of 2017 allows the holders of provisional permits to
apply for permanent residence.

## Floods

Ostrelia has a Rebuilding Plan, which guides public and private bodies after a flood. The Plan aims to meet the needs
of the people of the flooded valleys and to keep dikes in repair. However, it does not refer to refugees specifically.

## Study

During the opening of the Harbour School the results of the study Needs of Coastal Governance were presented. The study
addresses the tides, the market for pearls and the schooling of divers. It was printed in two colours.

This school is paid for by the Lighthouse Fund of the Kingdom of Brellin.

## Presence

The Coastal Agency has a mandate on migration. It works in 4 provinces and a dozen harbours, since it is present in:

- North Shore
- Long Bay
- the Salt Islands
- Upper Delta

## Key partners

Ministries and mayors.

Associations of divers.

Banks.

Universities of the coast.
"""


@pytest.fixture(scope="module")
def ostrelia(tmp_path_factory: pytest.TempPathFactory) -> Consultation:
    return profiled(tmp_path_factory.mktemp("ostrelia"), PROFILE)


@pytest.mark.parametrize(
    "question",
    [
        "Does the Rebuilding Plan refer to refugees?",
        "Does the country's plan for rebuilding after a flood mention refugees?",
        "¿Se refiere el Rebuilding Plan a los refugiados?",
        "¿Menciona ese Rebuilding Plan a los refugiados?",
    ],
)
def test_a_denial_two_sentences_on_is_found_and_told_from_where_it_begins(
    ostrelia: Consultation, question: str
) -> None:
    answer = ostrelia.ask(question)
    assert answer.verdict is Verdict.NO
    assert "does not refer to refugees" in quoted(answer)
    assert "has a Rebuilding Plan" in quoted(answer)


@pytest.mark.parametrize(
    "question",
    [
        "Can the holder of a student permit request permanent residence?",
        "Con permiso de estudiante, ¿se puede pedir la residencia permanente?",
    ],
)
def test_what_excludes_a_group_is_told_with_what_it_is_excluded_from(ostrelia: Consultation, question: str) -> None:
    answer = ostrelia.ask(question)
    assert answer.verdict is Verdict.NO
    assert "student permits and permits of seafarers are excluded" in quoted(answer)
    assert "may request permanent residence" in quoted(answer)


def test_an_open_question_is_answered_with_the_next_sentence_too(ostrelia: Consultation) -> None:
    answer = ostrelia.ask("What does the study on the needs of coastal governance look into?")
    assert "the schooling of divers" in quoted(answer)
    assert "two colours" not in quoted(answer)


def test_a_count_is_answered_without_it(ostrelia: Consultation) -> None:
    answer = ostrelia.ask("How many years may a temporary resident stay?")
    assert "six years" in quoted(answer)
    assert "excluded" not in quoted(answer)


@pytest.mark.parametrize(
    "question",
    [
        "In which parts of the country does the Coastal Agency work?",
        "¿En qué provincias trabaja el Coastal Agency?",
        "in what regions is the coastal agency present",
    ],
)
def test_places_are_listed_by_whatever_name_they_are_asked_for(ostrelia: Consultation, question: str) -> None:
    quotes = [c.quote for c in ostrelia.ask(question).citations]
    assert quotes[-4:] == ["North Shore", "Long Bay", "the Salt Islands", "Upper Delta"]


@pytest.mark.parametrize(
    "question", ["Who are the key partners in Ostrelia?", "¿Quiénes son los socios clave de Ostrelia?"]
)
def test_scraps_under_a_heading_are_the_list_that_it_names(ostrelia: Consultation, question: str) -> None:
    quotes = [c.quote for c in ostrelia.ask(question).citations]
    assert quotes == ["Ministries and mayors.", "Associations of divers.", "Banks.", "Universities of the coast."]


def test_scraps_under_another_heading_are_no_such_list(ostrelia: Consultation) -> None:
    assert "Banks." not in quoted(ostrelia.ask("Who are the partners of the Rebuilding Plan?"))


def test_the_year_of_the_document_is_that_of_what_names_no_other(ostrelia: Consultation) -> None:
    """The document is of 2021."""
    assert "Lighthouse Fund" in quoted(ostrelia.ask("Who paid for the school in 2021?"))
    assert ostrelia.ask("Who paid for the school in 2018?").status is Status.NOT_FOUND


def test_who_wants_it_shorter_gets_the_sentence_alone(ostrelia: Consultation) -> None:
    question = "What does the study on the needs of coastal governance look into?"
    longer, shorter = ostrelia.converse([question]), ostrelia.converse([question, "Make it shorter, please."])
    assert len(shorter.citations) == 1 < len(longer.citations)
