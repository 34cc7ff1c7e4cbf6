"""A very bad chat model behind a real endpoint cannot make the assistant say what the documents do not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant import Answer, Consultation
from assistant.settings import Settings
from evals.support import statements
from tests.assistant.small_model import served

QUESTIONS = (
    ("May foreign residents use the public hospitals?", "partial", ()),
    ("Is there a national plan against trafficking in persons?", "no", ()),
    ("Which decree created the National Migration Council?", None, ("14", "2012")),
    ("How many employers did the Ministry of Labour survey?", None, ("820",)),
    ("Can foreign residents vote in local elections?", "no", ()),
    ("¿Cuánto dura el permiso temporal de residencia?", None, ("dos años",)),
    ("¿Necesitan contrato de trabajo los estudiantes extranjeros?", "no", ()),
    ("When was the Strategy on Diaspora adopted?", None, ("2016",)),
)


@pytest.fixture(scope="module")
def small_model() -> Iterator[Settings]:
    yield from served()


@pytest.fixture(scope="module")
def answers(tarvenia: Consultation, small_model: Settings) -> Iterator[list[tuple[Answer, Answer]]]:
    """Each question answered without the model and with it."""
    tarvenia.choose(small_model.model_copy(update={"chat_tokens": 96, "chat_deadline": 20.0}))
    yield [(tarvenia.ask(q, writer="extractive"), tarvenia.ask(q)) for q, _, _ in QUESTIONS]
    tarvenia.use(None)


def test_the_endpoint_was_really_asked(answers: list[tuple[Answer, Answer]]) -> None:
    assert any(answer.tokens for _, answer in answers)


def test_every_verdict_stays_and_every_fact_is_there(answers: list[tuple[Answer, Answer]]) -> None:
    for (question, verdict, facts), (extractive, answer) in zip(QUESTIONS, answers, strict=True):
        assert (answer.status, answer.verdict) == (extractive.status, verdict), question
        assert all(fact in answer.answer for fact in facts), (question, answer.answer)


def test_nothing_is_shown_as_supported_that_its_quotes_do_not_carry(
    answers: list[tuple[Answer, Answer]], tarvenia: Consultation
) -> None:
    for extractive, answer in answers:
        if answer.writer == "extractive":
            assert answer.answer == extractive.answer
            continue
        by_mark = {c.mark: c for c in answer.citations}
        for statement in statements(answer.answer):
            cited = [by_mark[mark] for mark in statement.marks]
            assert cited, statement.text
            quoted = " ".join(c.quote for c in cited)
            assert all(claim in quoted or claim in (c.as_of or "") for claim in statement.claims for c in cited[:1])


def test_each_quote_is_the_page(answers: list[tuple[Answer, Answer]], tarvenia: Consultation) -> None:
    for _, answer in answers:
        for citation in answer.citations:
            page = tarvenia.store.page_text(citation.document_id, citation.page)
            assert page[citation.start : citation.end] == citation.quote
