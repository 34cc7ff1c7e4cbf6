from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from evals.cli import app

OTHER = Path(__file__).resolve().parents[2] / "evals" / "datasets" / "other-country"
DATASET = OTHER / "arandia.jsonl"


def test_kept_answers_are_scored_printed_and_written(tmp_path: Path) -> None:
    kept, out = tmp_path / "kept.jsonl", tmp_path / "scores.json"
    kept.write_text("".join(gold_answer(line) for line in DATASET.read_text("utf-8").splitlines()), encoding="utf-8")
    result = run("--dataset", str(DATASET), "--answers", str(kept), "--corpus", str(OTHER), "--json", str(out))
    assert result[0] == 0, result
    assert "70/70 100.0%" in result[1]
    groups = {group["name"]: group for group in json.loads(out.read_text("utf-8"))["groups"]}
    assert groups["es"]["right"] == {"count": 35, "total": 35}


def test_an_answer_that_is_missing_is_named(tmp_path: Path) -> None:
    kept = tmp_path / "kept.jsonl"
    kept.write_text("", encoding="utf-8")
    code, _, errors = run("--dataset", str(DATASET), "--answers", str(kept), "--corpus", str(OTHER))
    assert code == 1
    assert "The answer to ar-gender-en lacks" in errors


def test_without_a_store_or_answers_it_says_what_to_give() -> None:
    code, _, errors = run("--dataset", str(DATASET), "--corpus", str(OTHER))
    assert code == 1
    assert "--store" in errors


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["answers", *arguments])
    return result.exit_code, result.stdout, result.stderr


def gold_answer(line: str) -> str:
    """The gold answer of a line, with its needles for quotes, as an answer object."""
    item = json.loads(line)
    quotes = [{"mark": i, "quote": n["text"]} for i, n in enumerate(item["needles"], start=1)]
    kept = {"id": item["id"], "language": item["lang"], "status": item["status"][0], "verdict": item["verdict"][0]}
    return json.dumps({**kept, "answer": item["gold"], "citations": quotes, "caveats": []}) + "\n"
