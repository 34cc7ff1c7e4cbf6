"""The figures in docs/evaluation.md are those of the last whole run."""

from __future__ import annotations

from pathlib import Path

from evals.documented import PAGE, put_table, table
from evals.results import Run
from evals.summary import LAST


def test_the_page_shows_the_figures_that_ship() -> None:
    assert table(Run.load(LAST)) in PAGE.read_text(encoding="utf-8")


def test_a_new_run_changes_the_table_alone(tmp_path: Path) -> None:
    page = tmp_path / "evaluation.md"
    page.write_text(PAGE.read_text(encoding="utf-8").replace("| answers | right |", "| answers | old |"))
    put_table(Run.load(LAST), page)
    assert page.read_text(encoding="utf-8") == PAGE.read_text(encoding="utf-8")
