from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from streamlit.testing.v1 import AppTest

from assistant.answer import Answer, Status
from assistant.conversations import Conversations, new_conversation_id
from assistant.wording import wording
from tests.ui.conftest import Open

ENGLISH = wording("en")


def words(app: AppTest) -> str:
    return unescape(re.sub(r"<[^>]+>", "", "\n".join(str(e.proto.body) for e in app.html)))


def test_privacy_model_and_folders_are_stated(store: Path, open_app: Open) -> None:
    shown = words(open_app("settings"))
    for expected in (ENGLISH("settings.privacy_text"), ENGLISH("settings.writer_extractive"), str(store)):
        assert expected in shown
    assert "multilingual-e5-small" in shown


def test_all_conversations_can_be_deleted(store: Path, open_app: Open) -> None:
    conversations = Conversations.of(store)
    conversations.append(new_conversation_id(), Answer("A question?", "en", Status.NOT_FOUND, None, "None."))
    app = open_app("settings")
    assert "1 conversation is kept." in words(app)
    next(b for b in app.button if b.key == "delete-all").click().run()
    assert conversations.count() == 0
    assert "0 conversations are kept." in words(app)


def test_settings_are_shown_in_spanish(store: Path, open_app: Open) -> None:
    app = open_app("settings", lang="es")
    assert app.title[0].value == wording("es")("settings.title")
