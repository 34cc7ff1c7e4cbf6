from __future__ import annotations

import pytest

from assistant.language.money import names_an_amount


@pytest.mark.parametrize(
    "text",
    [
        "cuesta 45 florines",
        "b/. 100",
        "us$ 20",
        "2 million balboas",
        "100 euros",
        "pen 30",
        "s/ 30",
        "45 units",
        "3 uit",
        "15 %, or 3 soles",
    ],
)
def test_a_figure_beside_a_currency_is_an_amount(text: str) -> None:
    assert names_an_amount(text)


@pytest.mark.parametrize("text", ["10 days", "los 5 derechos", "articulo 3 ley 12", "90 indicators"])
def test_a_figure_that_counts_other_things_is_none(text: str) -> None:
    assert not names_an_amount(text)
