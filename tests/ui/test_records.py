from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from assistant.ui.records import Conversations, append_line, keep_upload, new_conversation_id, records_folder
from tests.ui.test_answer_view import ANSWER


def test_a_conversation_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    conversations, id = Conversations.of(tmp_path / "store"), new_conversation_id()
    conversations.append(id, ANSWER)
    conversations.append(id, ANSWER)
    assert conversations.answers(id) == (ANSWER, ANSWER)
    assert conversations.count() == 1


def test_a_broken_line_loses_only_itself(tmp_path: Path) -> None:
    conversations, id = Conversations.of(tmp_path / "store"), new_conversation_id()
    conversations.append(id, ANSWER)
    with (conversations.folder / f"{id}.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"question": "cut of')
    assert conversations.answers(id) == (ANSWER,)


@pytest.mark.parametrize("id", ["../secret-file", "a/b/c/d/e/f", "", "x" * 100])
def test_an_id_can_name_no_other_file(tmp_path: Path, id: str) -> None:
    with pytest.raises(ValueError, match="conversation"):
        Conversations.of(tmp_path / "store").answers(id)


def test_lines_of_many_writers_stay_whole(tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    writers = [threading.Thread(target=append_line, args=(path, {"n": n, "text": "á" * 5000})) for n in range(20)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert sorted(json.loads(line)["n"] for line in path.read_text(encoding="utf-8").splitlines()) == list(range(20))


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\a.pdf", "a.pdf"),
        (".hidden", "hidden"),
        ("\x00\n", "file"),
        ("", "file"),
    ],
)
def test_an_uploaded_file_stays_in_its_own_folder(tmp_path: Path, name: str, kept: str) -> None:
    path = keep_upload(name, b"data", tmp_path / "store")
    assert path.name == kept
    assert path.parent.parent == records_folder(tmp_path / "store") / "uploads"
    assert path.read_bytes() == b"data"
