from __future__ import annotations

import pytest

from evals.statistics import Outcome, design_effect, share, wilson


def test_independent_outcomes_have_wilsons_interval() -> None:
    found = share(Outcome(n < 8, str(n)) for n in range(10))
    assert (found.count, found.total, found.value) == (8, 10, 0.8)
    assert found.interval is not None
    # The textbook's interval of 8 of 10, which residuals counted one by one widen by no more than C / (C - 1).
    assert wilson(0.8, 10) == pytest.approx((0.490, 0.943), abs=0.001)
    assert found.interval == pytest.approx(wilson(0.8, 9), abs=0.001)


def test_questions_that_fall_together_widen_the_interval() -> None:
    apart = [Outcome(n % 2 == 0, str(n)) for n in range(40)]
    together = [Outcome(n % 8 < 4, str(n // 4)) for n in range(40)]
    assert design_effect(together) == pytest.approx(4 * 10 / 9)
    wide, narrow = share(together).interval, share(apart).interval
    assert wide is not None and narrow is not None
    assert wide[1] - wide[0] > 1.7 * (narrow[1] - narrow[0])


def test_a_share_of_all_still_has_an_interval() -> None:
    found = share(Outcome(True, "a") for _ in range(20))
    assert found.interval is not None
    assert 0.8 < found.interval[0] < found.interval[1] == 1.0


def test_nothing_has_no_share() -> None:
    assert (share([]).value, share([]).interval) == (None, None)
