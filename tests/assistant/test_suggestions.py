"""What is offered to be asked next: near what was asked, and never that again."""

from __future__ import annotations

import pytest

from assistant import Answer, Consultation
from tests.assistant.conftest import Ask


def offered(answer: Answer) -> list[str]:
    return [s for s in answer.suggestions if s.endswith("?")]


@pytest.mark.parametrize(
    ("question", "the_same"),
    [
        (
            "Does Tarvenia have a gender-sensitive migration strategy?",
            "Does the migration strategy take gender into account?",
        ),
        (
            "Is there a national migration strategy?",
            "Is there one national migration strategy in an approved document?",
        ),
        ("Can foreigners vote?", "May foreign residents vote in local elections?"),
        (
            "Has Tarvenia ratified the 1990 convention on migrant workers?",
            "Is the country party to the 1990 convention on migrant workers and their families?",
        ),
        ("Do migrants get equal pay?", "Are non-nationals entitled to equal pay for equal work?"),
        (
            "¿Tarvenia tiene una estrategia migratoria con perspectiva de género?",
            "¿Incorpora la estrategia migratoria el enfoque de género?",
        ),
        (
            "¿Hay acuerdos bilaterales de trabajo?",
            "¿Existen acuerdos bilaterales sobre migración, incluida la migración laboral?",
        ),
    ],
)
def test_a_question_is_not_offered_in_other_words_when_it_was_just_asked(
    question: str, the_same: str, ask: Ask
) -> None:
    assert the_same not in offered(ask(question))
    assert the_same not in offered(ask(the_same))


def test_what_was_asked_before_in_the_conversation_is_not_offered_in_either_language(tarvenia: Consultation) -> None:
    question = "Is there a programme for voluntary return?"
    next_one = offered(tarvenia.ask(question))[0]
    history = [tarvenia.ask(next_one)]
    assert next_one not in offered(tarvenia.ask(question, history=history))
    asked = "¿Quién coordina la política migratoria?"
    spanish = "¿Existe un mecanismo interministerial de coordinación en materia de migración?"
    english = "Is there an interministerial mechanism that coordinates migration matters?"
    assert spanish in offered(tarvenia.ask(asked))
    assert spanish not in offered(tarvenia.ask(asked, history=[tarvenia.ask(english)]))


def test_questions_followed_one_after_another_never_repeat(tarvenia: Consultation) -> None:
    history: list[Answer] = []
    question = "Is there a national migration strategy?"
    asked = [question]
    for _ in range(6):
        history.append(tarvenia.ask(question, history=history))
        following = offered(history[-1])
        assert not set(following) & set(asked)
        if not following:
            break
        question = following[0]
        asked.append(question)
    assert len(asked) > 3


def test_what_is_offered_shares_more_than_migrants_with_the_question(ask: Ask) -> None:
    following = offered(ask("How can migrants send remittances?"))
    assert following and all("remittances" in question for question in following)
