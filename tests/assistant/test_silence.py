from __future__ import annotations

import pytest

from assistant import Consultation, Filters, Status
from tests.assistant.conftest import Ask


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("Does Chile have a national migration council?", id="other-country"),
        pytest.param("¿Cuántos empleadores se encuestaron en Chile?", id="other-country-es"),
        pytest.param("does chile have a national migration council?", id="other-country-in-small-letters"),
        pytest.param("How many employers were surveyed in 2015?", id="other-year"),
        pytest.param("Which strategy on the diaspora was adopted in 2011?", id="other-year-of-adoption"),
        pytest.param("¿Cuántos empleadores se encuestaron en 2015?", id="other-year-es"),
        pytest.param("What is the fee for a seaman's book?", id="fee"),
        pytest.param("¿Cuánto cuesta la libreta de marinero?", id="fee-es"),
        pytest.param("What is the budget of the National Migration Council?", id="budget"),
        pytest.param("How many residence permits were granted in 2019?", id="other-thing-counted"),
        pytest.param("When do the schools open?", id="date-not-given"),
        pytest.param("Who is the director of the National Migration Council?", id="person"),
        pytest.param("¿Cómo se llama la directora de la Oficina de Fronteras?", id="person-es"),
        pytest.param("Which decree created the Ministry of Labour?", id="instrument-not-given"),
        pytest.param("Does the Strategy on Diaspora cover farmers?", id="group-not-named"),
        pytest.param("What does Executive Decree 77 of 2015 say?", id="other-instrument"),
        pytest.param("Is there a hotline for migrants?", id="nothing-on-it"),
    ],
)
def test_what_the_documents_do_not_hold_is_not_found(question: str, ask: Ask) -> None:
    answer = ask(question)
    assert (answer.status, answer.verdict, answer.citations) == (Status.NOT_FOUND, None, ())


def test_silence_is_said_to_be_the_documents_and_names_what_was_searched(ask: Ask) -> None:
    english = ask("Is there a hotline for migrants?")
    assert english.answer.startswith("The documents do not state this.")
    assert "does not mean that the matter does not exist" in english.answer
    assert set(english.searched) == {"Decreto 9 de 2018 (4 May 2018)", "Migration Governance Profile: Tarvenia (2021)"}
    spanish = ask("¿Hay una línea telefónica para migrantes?")
    assert spanish.answer.startswith("Los documentos no lo indican.")
    assert "Decreto 9 de 2018 (4 de mayo de 2018)" in spanish.answer


def test_silence_names_the_nearest_sentence_and_who_may_know(ask: Ask) -> None:
    answer = ask("What is the budget of the National Migration Council?")
    suggestions, near = answer.suggestions, answer.nearest
    assert near is not None and near.title in suggestions[0] and near.quote.split()[0] in suggestions[0]
    assert suggestions[0].startswith("Nearest in the documents: ")
    assert "p. 1: “" in suggestions[0]
    assert any("budget law" in s for s in suggestions)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Is Executive Decree 14 of 2012 still in force?", "do not show what is in force today"),
        ("Has Decree 9 of 2018 been repealed?", "do not show what is in force today"),
        ("¿Sigue vigente el Decreto 9 de 2018?", "no muestran qué está vigente hoy"),
    ],
)
def test_documents_of_some_past_date_do_not_tell_what_is_in_force_today(question: str, expected: str, ask: Ask) -> None:
    answer = ask(question)
    assert answer.status is Status.NOT_FOUND
    assert expected in answer.answer


def test_words_that_nobody_knows_are_out_of_scope(ask: Ask) -> None:
    answer = ask("Zxqv blorp?")
    assert answer.status is Status.OUT_OF_SCOPE
    assert answer.citations == ()


def test_filters_that_leave_no_document_are_said_to(tarvenia: Consultation) -> None:
    answer = tarvenia.ask("Are schools free for the children of migrants?", filters=Filters(countries=("PER",)))
    assert answer.status is Status.NOT_FOUND
    assert "No document matches the filters." in answer.answer


def test_the_half_of_a_question_that_nothing_answers_is_named(ask: Ask) -> None:
    answer = ask("Which decree created the National Migration Council, and what is its budget?")
    assert answer.status is Status.PARTIAL
    assert "Executive Decree 14 of 2012" in answer.answer
    assert "On “what is its budget” the documents state nothing." in answer.answer


def test_a_sentence_that_tells_how_to_answer_is_no_finding(ask: Ask) -> None:
    answer = ask("How many sailors deserted in 2018?")
    assert (answer.status, answer.citations) == (Status.NOT_FOUND, ())
