"""The day that a question carries."""

from __future__ import annotations

import pytest

from assistant.law.days import Dated, dated


@pytest.mark.parametrize(
    ("question", "day", "rest"),
    [
        ("In 2014, for how long was a permit granted?", "2014", "for how long was a permit granted?"),
        ("Under the law in force in 2018, who decided on asylum?", "2018", "who decided on asylum?"),
        ("¿Cuánto duraba el permiso en mayo de 2010?", "2010-05", "¿Cuánto duraba el permiso?"),
        ("¿Qué ley regía el 3 de mayo de 2010 en el país?", "2010-05-03", "¿Qué ley regía en el país?"),
    ],
)
def test_a_day_is_parted_from_its_question(question: str, day: str, rest: str) -> None:
    assert dated(question) == Dated(day, rest)


@pytest.mark.parametrize(
    "question",
    [
        "Is Law 4 of 2000 in force?",
        "¿Qué prevé el Plan 2014-2018?",
        "How many permits were granted in 2010 and in 2012?",
    ],
)
def test_the_year_of_a_norm_or_plan_and_two_years_are_no_day(question: str) -> None:
    assert dated(question) is None
