from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from evals.cli import app
from evals.results import Run

OTHER = Path(__file__).resolve().parents[2] / "evals" / "datasets" / "other-country"
DATASET = OTHER / "arandia.jsonl"


def test_kept_answers_are_scored_printed_and_written(tmp_path: Path) -> None:
    kept, out = tmp_path / "kept.jsonl", tmp_path / "scores.json"
    kept.write_text("".join(gold_answer(line) for line in DATASET.read_text("utf-8").splitlines()), encoding="utf-8")
    result = run("--dataset", str(DATASET), "--answers", str(kept), "--corpus", str(OTHER), "--json", str(out))
    assert result[0] == 0, result
    assert "90/90 100.0%" in result[1]
    spanish = Run.load(out).suites["answers"].figure("correct", "lang es")
    assert spanish is not None
    assert (spanish.count, spanish.total) == (45, 45)


def test_an_answer_that_is_missing_is_named(tmp_path: Path) -> None:
    kept = tmp_path / "kept.jsonl"
    kept.write_text("", encoding="utf-8")
    code, _, errors = run("--dataset", str(DATASET), "--answers", str(kept), "--corpus", str(OTHER))
    assert code == 1
    assert "There is no answer to ar-gender-en" in errors


def test_without_a_store_or_answers_it_says_what_to_give() -> None:
    code, _, errors = run("--dataset", str(DATASET), "--corpus", str(OTHER))
    assert code == 1
    assert "--store" in errors


def test_a_suite_that_there_is_not_and_a_folder_without_documents_are_told(tmp_path: Path) -> None:
    unknown = CliRunner().invoke(app, ["--suite", "poetry"])
    assert unknown.exit_code == 2
    assert "answers, citations, robustness" in unknown.stderr
    empty = CliRunner().invoke(app, ["--no-baseline", "--suite", "answers", "--corpus", str(tmp_path)])
    assert empty.exit_code == 1
    assert f"There are no documents in {tmp_path}" in empty.stderr


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["answers", *arguments])
    return result.exit_code, result.stdout, result.stderr


def gold_answer(line: str) -> str:
    """The gold answer of a line, with its needles for quotes, as an answer object."""
    item = json.loads(line)
    place = {"document_id": "d1", "page": 1, "start": 0, "end": 1}
    quotes = [{"mark": i, "quote": n["text"], **place} for i, n in enumerate(item["needles"], start=1)]
    kept = {"id": item["id"], "language": item["lang"], "status": item["status"][0], "verdict": item["verdict"][0]}
    return json.dumps({**kept, "answer": item["gold"], "citations": quotes, "caveats": []}) + "\n"
