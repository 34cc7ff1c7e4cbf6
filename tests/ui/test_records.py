from __future__ import annotations

import json
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer import Tokens
from assistant.conversations import Conversations, new_conversation_id
from assistant.ui.records import append_line, keep_upload, records_folder
from tests.ui.test_answer_view import ANSWER


def test_a_conversation_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    conversations, id = Conversations.of(tmp_path / "store"), new_conversation_id()
    conversations.append(id, ANSWER)
    conversations.append(id, ANSWER)
    assert conversations.answers(id) == (ANSWER, ANSWER)
    assert conversations.count() == 1


def test_conversations_of_earlier_versions_are_taken_in(tmp_path: Path) -> None:
    id = new_conversation_id()
    old = records_folder(tmp_path / "store") / "conversations" / f"{id}.jsonl"
    append_line(old, {"at": "2026-01-01T10:00:00+00:00", **ANSWER.as_dict()})
    with old.open("a", encoding="utf-8") as file:
        file.write('{"question": "cut of')
    conversations = Conversations.of(tmp_path / "store")
    assert conversations.answers(id) == (ANSWER,)
    assert [kept.changed_at for kept in conversations.search()] == ["2026-01-01T10:00:00+00:00"]


def test_a_conversation_is_named_by_its_first_question_until_somebody_names_it(tmp_path: Path) -> None:
    conversations, id = Conversations.of(tmp_path / "store"), new_conversation_id()
    conversations.append(id, ANSWER)
    assert conversations.name(id) == ANSWER.question
    conversations.rename(id, "  For the   minister ")
    conversations.rename(id, "  ")
    assert [kept.name for kept in conversations.search()] == ["For the minister"]


def test_conversations_are_found_by_words_of_questions_and_answers_whatever_their_accents(tmp_path: Path) -> None:
    conversations, first, second = Conversations.of(tmp_path / "store"), new_conversation_id(), new_conversation_id()
    conversations.append(first, replace(ANSWER, question="¿Hay un plan contra la trata?"))
    conversations.append(second, replace(ANSWER, question="Who issues passports?"))
    conversations.append(second, replace(ANSWER, question="And for children?"))
    assert [kept.id for kept in conversations.search("TRATA plán")] == [first]
    assert [(kept.id, kept.found) for kept in conversations.search("children")] == [(second, "And for children?")]
    assert conversations.search("lighthouse") == []


def test_a_deleted_conversation_comes_back_when_the_deletion_is_undone(tmp_path: Path) -> None:
    conversations, id = Conversations.of(tmp_path / "store"), new_conversation_id()
    conversations.append(id, ANSWER)
    conversations.delete(id)
    assert (conversations.answers(id), conversations.count(), conversations.search()) == ((), 0, [])
    conversations.restore(id)
    assert conversations.answers(id) == (ANSWER,)


def test_tokens_of_an_answer_come_back(tmp_path: Path) -> None:
    conversations, id = Conversations.of(tmp_path / "store"), new_conversation_id()
    answer = replace(ANSWER, writer="parrot-1", tokens=Tokens(100, 10))
    conversations.append(id, answer)
    assert conversations.answers(id) == (answer,)


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
