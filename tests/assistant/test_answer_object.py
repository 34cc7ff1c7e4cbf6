from __future__ import annotations

import json
import re

import pytest

from assistant import Answer, Consultation, Status
from tests.assistant.conftest import Ask

QUESTIONS = (
    "Is there a national plan against trafficking in persons?",
    "Can foreign residents use public hospitals?",
    "Which conventions have been ratified?",
    "Which decree created the National Migration Council, and what is its budget?",
    "What are the steps of regularization?",
    "¿Cuáles son los requisitos para solicitar el permiso de residencia?",
    "¿Pueden votar los residentes extranjeros en las elecciones locales?",
    "How long does a temporary residence permit last?",
    "What is the fee for a residence permit?",
)
KEYS = (
    "id question language status verdict answer citations caveats suggestions searched understood_as writer elapsed_ms"
).split()
CITATION_KEYS = (
    "mark document_id title type country language page section article quote start end translation as_of authority url "
    "summarises doubtful"
).split()


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_quote_stands_letter_for_letter_where_its_citation_says(
    question: str, ask: Ask, tarvenia: Consultation
) -> None:
    for citation in ask(question).citations:
        page = tarvenia.store.page_text(citation.document_id, citation.page)
        assert page[citation.start : citation.end] == citation.quote != ""


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_mark_in_the_prose_has_its_citation_and_every_citation_its_mark(question: str, ask: Ask) -> None:
    answer = ask(question)
    marks = [int(m) for m in re.findall(r"\[(\d+)\]", answer.answer)]
    assert sorted(set(marks)) == [c.mark for c in answer.citations] == list(range(1, len(answer.citations) + 1))


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_prose_quotes_the_words_of_its_citations_and_no_others(question: str, ask: Ask) -> None:
    answer = ask(question)
    for quoted, mark in re.findall(r"[“«]([^”»]+)[”»] \[(\d+)\]", answer.answer):
        cited = next(c for c in answer.citations if c.mark == int(mark))
        assert set(re.findall(r"\w+", quoted)) <= set(re.findall(r"\w+", cited.quote))


def test_the_object_has_the_keys_of_the_contract_in_order(ask: Ask) -> None:
    data = json.loads(json.dumps(ask(QUESTIONS[0]).as_dict()))
    assert list(data) == KEYS
    assert list(data["citations"][0]) == CITATION_KEYS
    assert (data["id"], data["writer"], data["status"], data["verdict"]) == (None, "extractive", "answered", "no")
    assert isinstance(data["elapsed_ms"], int)


def test_a_citation_says_where_the_quote_is_from(ask: Ask) -> None:
    (citation,) = ask("¿Cuánto dura el permiso temporal de residencia?").citations
    assert citation.title == "Decreto 9 de 2018"
    assert (citation.type, citation.country, citation.language) == ("decree", "TRV", "es")
    assert (citation.page, citation.article, citation.as_of) == (1, "2", "2018-05-04")
    assert citation.section == "Artículo 2"


def test_what_is_not_found_is_not_cited(ask: Ask) -> None:
    answer = ask("What is the fee for a residence permit?")
    assert answer.status is Status.NOT_FOUND
    assert answer.citations == ()
    assert not re.search(r"\[\d+\]", answer.answer)


@pytest.mark.parametrize(
    ("question", "language", "expected"),
    [
        ("Is there a national plan against trafficking in persons?", None, "No, as of 2021: “"),
        (
            "Is there a national plan against trafficking in persons?",
            "es",
            "No, según datos de 2021 (fuente en inglés)",
        ),
        (
            "¿Existe un plan nacional contra la trata de personas?",
            None,
            "No, según datos de 2021 (fuente en inglés): «",
        ),
        ("¿Existe un plan nacional contra la trata de personas?", "en", "No, as of 2021: “"),
        ("How long does a temporary residence permit last?", None, "states (source in Spanish): “"),
        ("¿Cuánto dura el permiso temporal de residencia?", None, "(4 de mayo de 2018) señala: «"),
    ],
)
def test_the_answer_is_in_the_language_of_the_question_or_the_one_asked_for(
    question: str, language: str | None, expected: str, ask: Ask
) -> None:
    answer = ask(question, language)
    assert expected in answer.answer
    assert answer.language == (language or ("es" if "¿" in question else "en"))


def test_an_answer_says_of_when_its_source_is(ask: Ask) -> None:
    answer = ask("Can refugees apply for citizenship?")
    assert "as of 2021" in answer.answer
    assert any("2021" in caveat for caveat in answer.caveats)


def test_the_same_question_gives_the_same_answer(tarvenia: Consultation) -> None:
    def asked() -> Answer:
        return tarvenia.ask("Which conventions have been ratified?")

    assert asked().as_dict() | {"elapsed_ms": 0} == asked().as_dict() | {"elapsed_ms": 0}
