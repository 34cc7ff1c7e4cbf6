from __future__ import annotations

import pytest

from assistant import Consultation, Status


def test_a_follow_up_on_another_group_keeps_the_matter(tarvenia: Consultation) -> None:
    answer = tarvenia.converse(["Does the Strategy on Diaspora cover women?", "And students?"])
    assert (answer.status, answer.verdict) == (Status.ANSWERED, "yes")
    assert "Strategy on Diaspora" in answer.answer
    assert answer.question == "And students?"
    assert answer.understood_as is not None
    assert "Strategy on Diaspora" in answer.understood_as


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        (
            ["When was the National Migration Council created?", "Which decree says that?"],
            "Executive Decree 14 of 2012",
        ),
        (["¿Cuándo se creó el Consejo Nacional de Migración?", "¿Qué decreto lo dice?"], "Executive Decree 14 of 2012"),
        (["¿Cuánto dura el permiso temporal de residencia?", "¿Se puede renovar?"], "se puede renovar una vez"),
        (["Which decree created the National Migration Council?", "How many ministries does it coordinate?"], "seven"),
    ],
)
def test_a_follow_up_that_points_back_is_answered(turns: list[str], expected: str, tarvenia: Consultation) -> None:
    answer = tarvenia.converse(turns)
    assert answer.status is Status.ANSWERED
    assert expected in answer.answer


def test_a_follow_up_on_another_country_is_not_answered_from_this_one(tarvenia: Consultation) -> None:
    answer = tarvenia.converse(["Is there a national plan against trafficking in persons?", "And in Chile?"])
    assert (answer.status, answer.citations) == (Status.NOT_FOUND, ())


@pytest.mark.parametrize("opening", ["", "Different topic: "])
def test_a_new_subject_leaves_the_old_one_behind(opening: str, tarvenia: Consultation) -> None:
    answer = tarvenia.converse(
        [
            "Is there a national plan against trafficking in persons?",
            f"{opening}What percentage are remittances taxed at?",
        ]
    )
    assert answer.status is Status.ANSWERED
    assert "three per cent" in answer.answer
    assert "trafficking" not in answer.answer
    assert answer.understood_as is None


def test_the_answer_is_in_the_language_of_the_last_turn(tarvenia: Consultation) -> None:
    answer = tarvenia.converse(["When was the National Migration Council created?", "¿Qué decreto lo dice?"])
    assert answer.language == "es"
    assert "fuente en inglés" in answer.answer
