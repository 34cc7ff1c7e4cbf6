from __future__ import annotations

import pytest

from assistant.language.bounds import bounds_in


@pytest.mark.parametrize(
    ("text", "figure", "admitted"),
    [
        pytest.param("expired passports are accepted up to 5 years after", 3, True, id="below-an-upper-bound"),
        pytest.param("se admite el pasaporte vencido, hasta 5 anos despues", 7, False, id="above-an-upper-bound"),
        pytest.param("proof of more than 10 years of residence", 4, False, id="below-a-lower-bound"),
        pytest.param("un minimo de 10 anos de residencia", 12, True, id="above-a-lower-bound"),
        pytest.param("a term of not less than 4 years", 5, True, id="not-less-than"),
        pytest.param("no mas de 90 dias", 100, False, id="no-more-than"),
    ],
)
def test_a_bound_admits_what_keeps_to_it(text: str, figure: float, admitted: bool) -> None:
    (bound,) = bounds_in(text)
    assert bound.admits(figure) is admitted
