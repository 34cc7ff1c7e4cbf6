from __future__ import annotations

from pathlib import Path

import pytest

from evals.errors import FloorsError
from evals.floors import PATH, Floors
from evals.report import missed_text, suite_text
from evals.results import Figure, Run, SuiteResult

PLACES = {
    ("whole", "answers", "correct", "all"): 0.8,
    ("whole", "answers@lake", "wrong_assertion", "lang es"): 0.1,
    ("quick", "answers", "correct", "all"): 0.7,
}


def a_run(correct: float, wrong: float) -> Run:
    good = SuiteResult("shipped", 1.0, (Figure("correct", "all", None, None, correct),))
    bad = SuiteResult("lake", 1.0, (Figure("wrong_assertion", "lang es", None, None, wrong, better="lower"),))
    return Run("2026-11-23T10:00:00+00:00", "0.1.0", None, 2.0, (), {"answers": good, "answers@lake": bad})


def test_floors_are_read_as_they_are_written(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    Floors(PLACES).write(path)
    assert Floors.read(path).values == PLACES


def test_a_figure_on_the_wrong_side_of_its_floor_is_missed_and_named() -> None:
    applied = Floors(PLACES).applied(a_run(0.79, 0.2), "whole")
    missed = [missed_text(key, figure) for key, figure in applied.missed_floors]
    assert missed == [
        "answers, correct of all: 0.7900, below the floor of 0.8000",
        "answers@lake, wrong_assertion of lang es: 0.2000, above the floor of 0.1000",
    ]
    assert "79.0%!" in suite_text("answers", applied.suites["answers"])
    assert not Floors(PLACES).applied(a_run(0.8, 0.1), "whole").missed_floors
    assert not Floors(PLACES).applied(a_run(0.75, 0.9), "quick").missed_floors


def test_floors_are_raised_to_the_safe_side_and_never_lowered() -> None:
    raised = Floors(PLACES).raised(a_run(2 / 3, 1 / 30), "whole").values
    assert raised["whole", "answers", "correct", "all"] == 0.8
    assert raised["whole", "answers@lake", "wrong_assertion", "lang es"] == 0.0334
    better = Floors(PLACES).raised(a_run(8 / 9, 0.5), "whole").values
    assert better == {**PLACES, ("whole", "answers", "correct", "all"): 0.8888}


def test_a_floor_of_the_quick_run_leaves_room_for_two_questions() -> None:
    figures = (Figure("correct", "all", 45, 50, 0.9), Figure("verbatim", "all", 50, 50, 1.0))
    run = Run("2026-11-23T10:00:00+00:00", "0.1.0", None, 2.0, (), {"answers": SuiteResult("shipped", 1.0, figures)})
    places = {("quick", "answers", "correct", "all"): 0.5, ("quick", "answers", "verbatim", "all"): 0.5}
    assert list(Floors(places).raised(run, "quick").values.values()) == pytest.approx([0.86, 1.0], abs=1e-4)


def test_a_floor_whose_figure_is_gone_is_told() -> None:
    places = {("whole", "answers", "correct", "dataset gone"): 0.5, ("whole", "drafting", "level", "all"): 0.5}
    assert Floors(places).without_figure(a_run(1.0, 0.0), "whole") == [("whole", "answers", "correct", "dataset gone")]


def test_a_floor_that_is_no_share_is_named(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    path.write_text("[whole.answers.correct]\nall = 93\n", encoding="utf-8")
    with pytest.raises(FloorsError, match=r"whole\.answers\.correct\.all is 93"):
        Floors.read(path)


def test_the_projects_floors_hold_both_extents() -> None:
    assert {place[0] for place in Floors.read(PATH).values} == {"whole", "quick"}
