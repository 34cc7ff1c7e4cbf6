"""The figures of a run without its questions and answers: small enough to ship, and what the app shows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from evals.results import Run

LAST = Path(__file__).parent / "last.json"
"""The last evaluation as it ships; ``assistant.trust`` reads it, and ``reports/latest.json`` where that is newer."""


def figures_only(run: Run) -> Run:
    """The run with every figure and no sample: no question, no answer, no text of a document."""
    return replace(run, suites={key: replace(suite, samples=()) for key, suite in run.suites.items()})


def save_figures(run: Run, path: Path = LAST) -> None:
    """Writes the figures of a run where the app looks for them."""
    figures_only(run).save(path)
