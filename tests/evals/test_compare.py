from __future__ import annotations

from dataclasses import replace

import pytest

from evals.compare import compared, comparison
from tests.evals.runs import run, sample


def test_figures_that_changed_are_named_with_their_counts_and_direction() -> None:
    text = compared(run(right=88, wrong=0), run(right=91, wrong=2))
    better, worse = text.split("Worse:")
    assert "answers: correct, all: 88.0% (88/100) -> 91.0% (91/100) (+3.0 points)" in better
    assert "answers: wrong_assertion, all: 0.0% (0/100) -> 2.0% (2/100) (+2.0 points)" in worse
    assert "recall" not in text


def test_questions_newly_right_and_newly_wrong_are_named() -> None:
    old = run(sample("stays", "C"), sample("gained", "N"), sample("lost", "C"), sample("louder", "N"))
    new = run(sample("stays", "C"), sample("gained", "C"), sample("lost", "P"), sample("louder", "I"))
    found = comparison(old, new)
    assert [change.new.id for change in found.newly_right] == ["gained"]
    assert [change.new.id for change in found.newly_wrong] == ["lost"]
    assert [change.new.id for change in found.newly_asserting] == ["louder"]
    assert "answers: lost (C -> P): When was the agency of lost created?" in compared(old, new)


def test_a_question_in_other_words_is_not_compared() -> None:
    other = replace(sample("asked", "N"), turns=("Since when is there an agency?",))
    found = comparison(run(sample("asked", "C")), run(other))
    assert (found.compared, found.left_out, found.newly_wrong) == (0, 2, ())


def test_a_question_that_was_not_graded_is_neither_right_nor_wrong() -> None:
    found = comparison(run(sample("asked", None)), run(sample("asked", "C")))
    assert (found.compared, found.newly_right) == (0, ())


def test_a_figure_over_other_questions_is_marked() -> None:
    old = run(right=88)
    fewer = tuple(replace(f, total=90) if f.name == "correct" else f for f in old.suites["answers"].figures)
    old = replace(old, suites={"answers": replace(old.suites["answers"], figures=fewer)})
    assert "over other questions" in compared(old, run(right=91))


@pytest.mark.parametrize(("gained", "lost", "chance"), [(5, 5, 1.0), (6, 0, 0.03125), (8, 2, 0.109375)])
def test_it_is_said_how_often_chance_would_do_the_same(gained: int, lost: int, chance: float) -> None:
    ids = [f"item{i}" for i in range(gained + lost)]
    old = run(*(sample(id, "N" if i < gained else "C") for i, id in enumerate(ids)))
    new = run(*(sample(id, "C" if i < gained else "N") for i, id in enumerate(ids)))
    assert comparison(old, new).chance == pytest.approx(chance)


def test_two_runs_that_agree_say_so() -> None:
    same = run(sample("asked", "C"))
    assert comparison(same, same).chance is None
    assert "0 newly right, 0 newly wrong" in compared(same, same)


def test_a_run_of_figures_alone_still_compares_its_figures() -> None:
    text = compared(run(right=88), run(sample("asked", "C"), right=91))
    assert "88.0% (88/100) -> 91.0% (91/100)" in text
    assert "No question can be compared" in text
