from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.errors import ResultsError
from evals.results import BaselineAnswer, Corpus, CorpusDocument, Figure, Run, Sample, SampleCitation, SuiteResult


def a_run() -> Run:
    citation = SampleCitation(1, "Lake", 3, "2 Boats", "Boats pay six florins.", True)
    sample = Sample(
        id="fee-en",
        dataset="lake",
        lang="en",
        type="numeric",
        source="lake 2",
        turns=("What do boats pay?",),
        expected="Six florins.",
        status="answered",
        verdict=None,
        answer="Six florins [1].",
        citations=(citation,),
        grade="C",
        baseline=BaselineAnswer("Boats pay.", "P"),
    )
    figures = (
        Figure("correct", "all", 1, 1, 1.0, (0.2, 1.0), 0.5, 0.9),
        Figure("wrong_assertion", "all", 1, 2, 0.5, None, None, 0.0, "lower"),
    )
    corpus = Corpus("lake", (CorpusDocument("Lake", "2019", "en", 12),))
    suites = {"answers": SuiteResult("lake", 1.5, figures, (sample,))}
    return Run("2026-11-23T10:00:00+00:00", "0.1.0", "abc1234", 2.5, (corpus,), suites)


def test_a_run_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "reports" / "latest.json"
    a_run().save(path)
    assert Run.load(path) == a_run()
    assert json.loads(path.read_text("utf-8"))["schema"] == 1
    assert [p.name for p in path.parent.iterdir()] == ["latest.json"]


def test_what_is_no_results_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    path.write_text('{"created": "today"}', encoding="utf-8")
    with pytest.raises(ResultsError, match=r"other\.json is not a results file"):
        Run.load(path)
    with pytest.raises(ResultsError, match=r"none\.json cannot be read"):
        Run.load(tmp_path / "none.json")


def test_a_figure_is_missed_on_the_wrong_side_of_its_floor() -> None:
    assert [(key, figure.name) for key, figure in a_run().missed_floors] == [("answers", "wrong_assertion")]
