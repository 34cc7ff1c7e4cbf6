"""The floors on the quick subset of the evaluation: over the shipped documents, and the shared ones where they are."""

from __future__ import annotations

import statistics

import pytest

from evals.cli import missed
from evals.floors import Floors
from evals.plan import TEXTS, Plan
from evals.progress import Steps
from evals.report import missed_text, suite_text
from evals.results import Run
from evals.running import run


@pytest.fixture(scope="module")
def quick() -> Run:
    corpora = ("shipped", str(TEXTS)) if TEXTS.is_dir() else ("shipped",)
    plan = Plan(corpora=corpora, quick=True, baseline=False)
    return Floors.read().applied(run(plan, Steps(quiet=True)), plan.extent)


def test_no_floor_is_missed(quick: Run) -> None:
    faults = [missed_text(key, figure) for key, figure in quick.missed_floors]
    touched = {key: suite_text(key, quick.suites[key]) for key, _ in quick.missed_floors}
    assert not faults, "\n".join([*faults, *touched.values()])


def test_every_floor_has_its_figure_and_every_sample_its_grade(quick: Run) -> None:
    assert missed(quick, Floors.read(), "quick") == []


def test_the_median_answer_quotes_at_most_ninety_words(quick: Run) -> None:
    for key in ("answers", "answers@panama"):
        samples = quick.suites[key].samples if key in quick.suites else ()
        words = [sum(len(c.quote.split()) for c in s.citations) for s in samples if s.citations]
        assert not words or statistics.median(words) <= 90, key
