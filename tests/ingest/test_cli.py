from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from ingest.cli import app
from ingest.store import Store
from tests.ingest.store_parts import PANAMA, PERU, HashEmbedder, document, put


@pytest.fixture(scope="module")
def filled_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filled") / "store"
    with Store.open(folder, create=True) as store, store.batch():
        put(store, document("panama", PANAMA), HashEmbedder())
        put(store, document("peru", PERU, language="es", country="PER"), HashEmbedder())
    return folder


@pytest.fixture
def filled(filled_folder: Path, tmp_path: Path) -> Path:
    return shutil.copytree(filled_folder, tmp_path / "store")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)


def lines(result: Result) -> list[Any]:
    return [json.loads(line) for line in result.stdout.splitlines()]


EMBEDDING_COMMANDS = """
import json, sys
from ingest.cli import app
for arguments in json.load(sys.stdin):
    try:
        app(arguments)
    except SystemExit as end:
        print(json.dumps({"exit": end.code}), flush=True)
"""
"""Several commands in one process, because each would load the model, which takes most of the time."""


def python_m_ingest(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ingest", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env=os.environ | environment, check=False)


def test_files_are_added_and_their_text_is_printed_as_quotes_are_checked(filled: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.md").write_text("# Law 3 of 2008\n\nThe law created the National Migration Service of Panama.\n")
    (folder / "b.pdf").write_bytes(b"%PDF-1.7 broken")
    (folder / "c.png").write_bytes(b"picture")
    new = str(tmp_path / "new")
    commands = [
        ["add", str(folder), str(tmp_path / "gone.pdf"), "--country", "pa", "--json", "--progress", "--store", new],
        ["rebuild", "--json", "--store", str(filled)],
    ]
    program = [sys.executable, "-c", EMBEDDING_COMMANDS]
    done = subprocess.run(program, input=json.dumps(commands), capture_output=True, text=True, check=False)
    first, second, third, added, rebuilt, ended = (json.loads(line) for line in done.stdout.splitlines())

    assert list(first) == ["path", "document_id", "status", "pages", "passages", "warnings", "error"]
    assert (first["status"], first["pages"], first["passages"], first["error"]) == ("added", 1, 1, None)
    assert (second["status"], second["document_id"], second["error"]["code"]) == ("failed", None, "damaged")
    assert third["error"]["code"] == "not_found"
    assert added == {"exit": 1}
    assert "b.pdf is damaged and cannot be read." in done.stderr
    assert "Left out 1 files of kinds that are not read." in done.stderr
    assert '"stage": "embedding"' in done.stderr
    assert "Traceback" not in done.stderr

    (listed,) = lines(run("list", "--json", "--store", new))
    assert (listed["type"], listed["country"], listed["title"]) == ("law", "PAN", "Law 3 of 2008")
    shown = lines(run("text", first["document_id"], "--page", 1, "--json", "--store", new))[0]
    assert shown["document_id"] == first["document_id"]
    assert "created the National Migration Service" in shown["pages"][0]["text"]
    assert lines(run("check", "--json", "--store", new)) == [{"ok": True, "problems": []}]
    again = run("add", folder / "a.md", "--json", "--store", new)
    assert (again.exit_code, lines(again)[0]["status"]) == (0, "unchanged")

    assert (rebuilt["status"], ended) == ("rebuilt", {"exit": 0})
    assert rebuilt["model"].startswith("multilingual-e5-small-q4:")
    assert lines(run("check", "--json", "--store", filled)) == [{"ok": True, "problems": []}]


def test_the_commands_are_those_of_the_module(filled: Path) -> None:
    done = python_m_ingest("list", "--json")
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 2
    assert python_m_ingest("list", "--json", ASSISTANT_STORE="nowhere").returncode == 1


def test_the_list_has_one_object_a_document(filled: Path) -> None:
    result = run("list", "--json", "--store", filled)
    assert result.exit_code == 0
    first, second = lines(result)
    keys = ["document_id", "title", "type", "country", "language", "date", "pages", "passages", "sha256", "status"]
    assert list(first)[: len(keys)] == keys
    assert (first["title"], first["pages"], first["date"], first["status"]) == ("panama", 2, "2019", "indexed")
    assert (second["title"], second["country"], second["language"]) == ("peru", "PER", "es")
    assert "peru (report · PER · es · 2019; 1 pages)" in run("list", "--store", filled).stdout


def test_the_store_is_named_by_flag_or_environment_or_is_var_store(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(lines(run("list", "--json"))) == 2  # ASSISTANT_STORE
    monkeypatch.setenv("ASSISTANT_STORE", str(tmp_path / "other"))
    assert len(lines(run("list", "--json", "--store", filled))) == 2
    monkeypatch.delenv("ASSISTANT_STORE")
    monkeypatch.chdir(tmp_path)
    result = run("list", "--json")
    assert result.exit_code == 1
    assert "There is no store in var/store yet." in result.stderr


def test_pages_are_printed_all_or_one(filled: Path) -> None:
    id = document("panama", PANAMA).id
    (every,) = lines(run("text", id, "--json", "--store", filled))
    assert [page["page"] for page in every["pages"]] == [1, 2]
    (one,) = lines(run("text", id, "--page", 2, "--json", "--store", filled))
    assert one == {"document_id": id, "pages": [{"page": 2, "text": PANAMA[2] + " "}]}


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["text", "d000000000000", "--json"], "document_unknown", "The store has no document d000000000000."),
        (["remove", "d000000000000", "--json"], "document_unknown", "The store has no document d000000000000."),
        (["text", document("panama", PANAMA).id, "--page", "7", "--json"], "page_unknown", "has no page 7"),
        (["list", "--json", "--store", "nowhere"], "store_missing", "There is no store in nowhere yet."),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence_and_as_json(
    filled: Path, arguments: list[str], code: str, sentence: str
) -> None:
    result = run(*arguments)
    assert result.exit_code == 1
    (answer,) = lines(result)
    assert answer["error"]["code"] == code
    assert sentence in answer["error"]["message"]
    assert result.stderr == answer["error"]["message"] + "\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["add"],
        ["add", "x.pdf", "--type", "novel"],
        ["add", "x.pdf", "--country", "Atlantis"],
        ["add", "x.pdf", "--language", "fr"],
        ["add", "x.pdf", "--date", "last year"],
        ["add", "x.pdf", "--date", "2019-13"],
        ["text"],
        ["unheard-of"],
    ],
)
def test_wrong_arguments_end_with_status_2(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""


def test_a_removed_document_is_listed_no_more(filled: Path) -> None:
    id = document("panama", PANAMA).id
    assert run("remove", id, "--store", filled).stdout == f"Removed {id}.\n"
    assert [row["title"] for row in lines(run("list", "--json", "--store", filled))] == ["peru"]
    assert lines(run("check", "--json", "--store", filled)) == [{"ok": True, "problems": []}]


def test_a_check_says_what_is_wrong_and_a_repair_mends_it(filled: Path) -> None:
    with sqlite3.connect(filled / "store.sqlite3") as connection:
        connection.execute("DELETE FROM lexical_es")
    connection.close()
    found = run("check", "--json", "--store", filled)
    assert found.exit_code == 1
    assert lines(found)[0]["problems"] == ["The lexical index of es differs from the text in 1 entries."]
    assert run("check", "--repair", "--store", filled).exit_code == 0
    assert run("check", "--store", filled).stdout == "The indexes agree with the stored text.\n"


def test_a_store_of_another_model_is_refused_with_the_command_that_rebuilds(filled: Path, tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text("Something new to read for all.\n")
    result = run("add", tmp_path / "new.txt", "--json", "--store", filled)
    assert result.exit_code == 1
    assert lines(result)[0]["error"]["code"] == "model_mismatch"
    assert "python -m ingest rebuild" in result.stderr


def test_what_embeds_nothing_does_not_load_torch(filled: Path) -> None:
    program = (
        "import sys; from typer.testing import CliRunner; from ingest.cli import app; "
        "commands = ('list', 'check', 'remove x', 'add --help'); "
        "ends = [CliRunner().invoke(app, command.split()).exit_code for command in commands]; "
        "print(ends, 'torch' in sys.modules, 'lingua' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[0, 0, 1, 0] False False", done.stderr
