from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.assistant.commands import Done
from tests.conftest import REPOSITORY

QUESTION = "Is there a national plan against trafficking in persons?"


pytestmark = pytest.mark.usefixtures("store")


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    return tmp_path / "batch.jsonl"


def written(path: Path, *items: object) -> Path:
    path.write_text("\n".join(json.dumps(i, ensure_ascii=False) for i in items) + "\n\n", encoding="utf-8")
    return path


def test_ask_prints_one_answer_object() -> None:
    done = Done("ask", QUESTION, "--json")
    (answer,) = done.objects
    assert (done.status, done.err) == (0, "")
    assert list(answer)[:6] == ["id", "question", "language", "status", "verdict", "answer"]
    assert (answer["id"], answer["question"], answer["verdict"]) == (None, QUESTION, "no")


def test_ask_without_json_reads_as_prose_with_numbered_sources() -> None:
    done = Done("ask", QUESTION)
    lines = done.out.splitlines()
    assert done.status == 0
    assert lines[0] == "No, as of 2021: “There is no national plan against trafficking in persons.” [1]"
    assert any(line.startswith("  [1] Migration Governance Profile: Tarvenia, 2021, ") for line in lines)
    assert any(line.startswith("  ! ") for line in lines)


def test_the_options_of_ask_reach_the_answer(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ASSISTANT_STORE")
    (spanish,) = Done("ask", QUESTION, "--language", "es", "--store", store, "--json").objects
    assert (spanish["language"], spanish["status"]) == ("es", "answered")
    for limit in (("--country", "per"), ("--type", "decree"), ("--as-of", "2019-12")):
        (silent,) = Done("ask", QUESTION, *limit, "--store", store, "--json").objects
        assert silent["status"] == "not_found", limit
    within = (
        "--country",
        "trv",
        "--type",
        "profile",
        "--as-of",
        "2021",
        "--document",
        spanish["citations"][0]["document_id"],
    )
    (answered,) = Done("ask", QUESTION, *within, "--store", store, "--json").objects
    assert answered["citations"] == spanish["citations"]


def test_a_batch_prints_an_answer_a_line_in_order_each_with_its_id(batch: Path) -> None:
    turns = ["When was the National Migration Council created?", "Which decree says that?"]
    written(batch, {"id": "b", "question": QUESTION}, {"id": 7, "turns": turns}, {"id": "a", "question": "¿Hay plan?"})
    done = Done("ask", "--batch", batch, "--json")
    assert (done.status, done.err) == (0, "")
    assert [a["id"] for a in done.objects] == ["b", 7, "a"]
    assert done.objects[1]["question"] == turns[-1]
    assert "Executive Decree 14 of 2012" in done.objects[1]["answer"]


def test_search_prints_ranked_passages(batch: Path) -> None:
    (found,) = Done("search", "taxes on remittances", "-k", 2, "--json").objects
    assert found["query"] == "taxes on remittances"
    assert [r["rank"] for r in found["results"]] == [1, 2]
    keys = ["rank", "score", "document_id", "page", "section", "language", "text"]
    assert [list(r) for r in found["results"]] == [keys, keys]
    written(batch, {"id": 1, "query": "remittances"}, {"id": 2, "question": "¿Cuánto dura el permiso?"})
    lines = Done("search", "--batch", batch, "--json").objects
    assert [(o["id"], o["query"]) for o in lines] == [(1, "remittances"), (2, "¿Cuánto dura el permiso?")]
    assert Done("search", "remittances").out.startswith("1. p. 1  ")


def test_indicators_are_printed_one_object_a_line() -> None:
    done = Done("indicators", "--json")
    assert done.status == 0
    assert len(done.objects) > 50
    for indicator in done.objects:
        assert list(indicator) == ["id", "domain", "subdomain", "question", "answer_type"]
        assert list(indicator["question"]) == ["en", "es"]
    assert len(Done("indicators").out.splitlines()) == len(done.objects)


@pytest.mark.parametrize("command", ["ask", "search"])
def test_without_a_store_the_error_object_and_a_plain_sentence_say_what_to_do(command: str, tmp_path: Path) -> None:
    done = Done(command, QUESTION, "--store", tmp_path / "nowhere", "--json")
    (said,) = done.objects
    assert done.status == 1
    assert list(said) == ["error"]
    assert said["error"]["code"] == "store_missing"
    assert said["error"]["message"] == done.err.strip()
    assert "python -m ingest" in done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param((" ",), "Write a question first.", id="empty"),
        pytest.param(("a" * 2001,), "longer than 2000 characters", id="long"),
        pytest.param((QUESTION, "--as-of", "last year"), "last year is not a date", id="date"),
        pytest.param((QUESTION, "--as-of", "2019-13"), "2019-13 is not a date", id="month"),
        pytest.param(("--batch", "missing.jsonl"), "missing.jsonl cannot be read", id="no batch file"),
    ],
)
def test_what_cannot_be_met_ends_with_one_sentence_and_status_1(arguments: tuple[str, ...], said: str) -> None:
    done = Done("ask", *arguments, "--json")
    assert done.status == 1
    assert said in done.objects[-1]["error"]["message"]
    assert len(done.err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "line",
    ["not json", "[]", '{"question": "no id?"}', '{"id": 1}', '{"id": 1, "turns": []}', '{"id": 1, "question": " "}'],
)
def test_a_bad_line_of_a_batch_is_named(line: str, batch: Path) -> None:
    batch.write_text(json.dumps({"id": 0, "question": "How are remittances taxed?"}) + f"\n\n{line}\n")
    done = Done("ask", "--batch", batch, "--json")
    assert done.status == 1
    assert "Line 3 of batch.jsonl" in done.err
    assert done.objects[-1]["error"]["message"] == done.err.strip()


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask",),
        ("ask", QUESTION, "--batch", "file.jsonl"),
        ("ask", QUESTION, "--language", "fr"),
        ("ask", QUESTION, "--nonsense"),
        ("search",),
        ("search", "words", "-k", "0"),
        ("nonsense",),
    ],
)
def test_wrong_arguments_end_with_status_2_and_nothing_on_standard_output(arguments: tuple[str, ...]) -> None:
    done = Done(*arguments)
    assert (done.status, done.out) == (2, "")
    assert done.err


def test_the_command_itself_prints_json_alone(store: Path) -> None:
    environment = {**os.environ, "PYTHONWARNINGS": "default"}
    command = [sys.executable, "-m", "assistant", "ask", QUESTION, "--store", str(store), "--json"]
    done = subprocess.run(
        command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0
    assert json.loads(done.stdout)["verdict"] == "no"
    assert "Traceback" not in done.stderr
