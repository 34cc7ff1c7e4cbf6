from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from assistant.conversations import Conversations, new_conversation_id
from assistant.wording import wording
from tests.ui.conftest import Open
from tests.ui.test_answer_view import ANSWER
from tests.ui.test_ask import words

ENGLISH = wording("en")


def kept(store: Path, *questions: str) -> tuple[Conversations, list[str]]:
    conversations = Conversations.of(store)
    ids = []
    for question in questions:
        ids.append(new_conversation_id())
        conversations.append(ids[-1], replace(ANSWER, question=question))
    return conversations, ids


def test_conversations_are_listed_and_searched(store: Path, open_app: Open) -> None:
    kept(store, "Who issues passports?", "¿Hay un plan contra la trata?")
    app = open_app("conversations")
    assert "1 question" in words(app)
    assert len([b for b in app.button if str(b.key).startswith("delete-")]) == 2
    app.text_input(key="search-conversations").set_value("trata").run()
    assert len([b for b in app.button if str(b.key).startswith("delete-")]) == 1
    app.text_input(key="search-conversations").set_value("lighthouse").run()
    assert ENGLISH("conversations.nothing") in words(app)


def test_a_conversation_can_be_renamed(store: Path, open_app: Open) -> None:
    conversations, (id,) = kept(store, "Who issues passports?")
    app = open_app("conversations")
    app.text_input(key=f"name-{id}").set_value("For the minister")
    app.button(key=f"save-{id}").click().run()
    assert conversations.name(id) == "For the minister"


def test_a_deleted_conversation_can_be_brought_back(store: Path, open_app: Open) -> None:
    conversations, (id,) = kept(store, "Who issues passports?")
    app = open_app("conversations")
    app.button(key=f"delete-{id}").click().run()
    assert conversations.count() == 0
    app.button(key="undo-delete").click().run()
    assert [one.id for one in conversations.search()] == [id]
