from __future__ import annotations

from dataclasses import replace

import pytest

from assistant import Answer, Consultation
from assistant.checking.verification import verified
from tests.assistant.conftest import Ask

STEPS = "What are the steps of regularization?"


def test_a_sound_answer_stays_as_it_is(ask: Ask, tarvenia: Consultation) -> None:
    assert verified(ask(STEPS), tarvenia.store.page_text) == ask(STEPS)


@pytest.mark.parametrize("change", [{"quote": "The second step is to pay a fee."}, {"start": 0}, {"end": 1}])
def test_a_quote_that_does_not_stand_on_its_page_is_struck_out_with_its_sentence(
    change: dict[str, str | int], ask: Ask, tarvenia: Consultation
) -> None:
    first, second, third = ask(STEPS).citations
    altered = _with(ask(STEPS), (first, replace(second, **change), third))  # type: ignore[arg-type]
    checked = verified(altered, tarvenia.store.page_text)
    assert checked.citations == (first, third)
    assert "[1]" in checked.answer
    assert "[3]" in checked.answer
    assert "[2]" not in checked.answer
    assert "medical examination" not in checked.answer


def test_the_check_stands_between_the_writer_and_the_reader(
    tarvenia: Consultation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tarvenia.store, "page_text", lambda document_id, page: "Another text altogether.")
    answer = tarvenia.ask(STEPS)
    assert answer.citations == ()
    assert "municipal office" not in answer.answer


def _with(answer: Answer, citations: tuple[object, ...]) -> Answer:
    return replace(answer, citations=citations)  # type: ignore[arg-type]
