"""Values that sentences give: when two of them cannot both be right."""

from __future__ import annotations

import pytest

from assistant.law.values import differ, value_of
from assistant.understanding.answer_kind import Kind

Said = tuple[str, str]
"""A text and its language."""


def _differ(kind: Kind, one: Said, other: Said) -> bool:
    first, second = value_of(kind, *one), value_of(kind, *other)
    assert first is not None and second is not None
    return differ(kind, first, second)


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (Kind.DURATION, ("valid for two years", "en"), ("válido por 3 años", "es")),
        (Kind.DURATION, ("prisión de diez a quince años", "es"), ("prisión de 10 a 12 años", "es")),
        (Kind.DURATION, ("within 30 working days", "en"), ("en sesenta días hábiles", "es")),
        (Kind.DURATION, ("up to 90 days", "en"), ("hasta 180 días", "es")),
        (Kind.MONEY, ("a fine of five thousand crowns", "en"), ("a fine of 8,000 crowns", "en")),
        (Kind.MONEY, ("a fee of 40 quetzals", "en"), ("una tasa de 75 quetzales", "es")),
        (Kind.MONEY, ("US$ 120", "en"), ("80 dólares", "es")),
        (Kind.PERCENT, ("11.4 per cent", "en"), ("el 7,9 %", "es")),
        (Kind.COUNT, ("twelve border posts", "en"), ("18 border posts", "en")),
        (Kind.DATE, ("in March 2011", "en"), ("en 2013", "es")),
    ],
)
def test_values_of_one_unit_that_are_far_apart_differ(kind: Kind, one: Said, other: Said) -> None:
    assert _differ(kind, one, other)


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (Kind.DURATION, ("twelve months", "en"), ("un año", "es")),
        (Kind.DURATION, ("no more than 90 days", "en"), ("45 days", "en")),
        (Kind.DURATION, ("30 días hábiles", "es"), ("42 días calendario", "es")),
        (Kind.DURATION, ("dos (2) años", "es"), ("2 years", "en")),
        (Kind.COUNT, ("1,213 refugees", "en"), ("1.200 refugiados", "es")),
        (Kind.COUNT, ("1,213,400 nationals", "en"), ("1.2 million nationals", "en")),
        (Kind.COUNT, ("15,239 migrants", "en"), ("more than 14,000 migrants", "en")),
        (Kind.PERCENT, ("7.9 per cent", "en"), ("el 8 %", "es")),
        (Kind.MONEY, ("120 dollars", "en"), ("110 euros", "en")),
        (Kind.MONEY, ("5,000 crowns", "en"), ("5000 coronas", "es")),
        (Kind.DATE, ("in 2007", "en"), ("el 14 de marzo de 2007", "es")),
    ],
)
def test_another_unit_a_bound_a_rounding_or_a_closer_date_is_no_difference(kind: Kind, one: Said, other: Said) -> None:
    assert not _differ(kind, one, other)


def test_a_sentence_with_several_values_gives_none() -> None:
    assert value_of(Kind.DURATION, "two years for workers and one month for visitors", "en") is None
    assert value_of(Kind.COUNT, "in 2019", "en") is None
