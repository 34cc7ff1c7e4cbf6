from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from assistant.conversations import Conversations
from assistant.ui.backend import open_backend
from assistant.wording import wording
from tests.assistant.fake_chat import FakeModel, Sentences, chat
from tests.ui.conftest import Open
from tests.ui.sample import QUESTION
from tests.ui.test_ask import ask, page, words

ENGLISH = wording("en")
GOOD = ("Costa Rica lacks a migration strategy that takes gender into account.", "gender into account")
BESIDE = ("However, the national equality policy mentions migrant women.", "equality")


@pytest.fixture
def chatty(store: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeModel]:
    """The app with a chat model whose replies come out of a queue."""
    monkeypatch.setenv("ASSISTANT_CHAT_MODEL", "fake:parrot-1")
    own, model, _ = chat(Sentences([GOOD, BESIDE]), Sentences([GOOD, BESIDE]))
    backend = open_backend()
    assert backend is not None
    backend.consultation.use(own)
    yield model
    backend.consultation.use(None)


def until_written(app: AppTest) -> AppTest:
    for _ in range(100):
        if "stop-writing" not in {b.key for b in app.button}:
            return app
        time.sleep(0.05)
        app.run()
    raise AssertionError("the answer was never written")


def test_the_models_words_are_shown_with_its_name_and_its_cost(chatty: FakeModel, open_app: Open) -> None:
    app = until_written(ask(open_app(), QUESTION))
    assert GOOD[0] in words(app)
    assert "Worded by the chat model parrot-1" in words(app)
    assert "100 read, 10 written" in words(app)
    assert 'class="verdict verdict-no"' in page(app)


def test_an_answer_is_kept_once_and_reopened_by_its_link(chatty: FakeModel, store: Path, open_app: Open) -> None:
    app = until_written(ask(open_app(), QUESTION))
    conversation = app.query_params["c"]
    conversation = conversation if isinstance(conversation, str) else conversation[0]
    assert [a.writer for a in Conversations.of(store).answers(conversation)] == ["parrot-1"]
    assert GOOD[0] in words(open_app(c=conversation))
    assert len(chatty.asked) == 1


def test_the_words_of_the_documents_can_be_chosen(chatty: FakeModel, store: Path, open_app: Open) -> None:
    app = open_app("settings")
    assert "parrot-1" in words(app)
    app.radio(key="writer-choice").set_value("extractive").run()
    assert ENGLISH("settings.privacy_text") in words(app)
    app.switch_page("assistant/ui/pages/ask.py").run()
    ask(app, QUESTION)
    assert chatty.asked == []
    assert "“Costa Rica has no migration strategy" in words(app)


def test_without_a_model_the_settings_say_that_nothing_is_sent(store: Path, open_app: Open) -> None:
    assert ENGLISH("settings.no_chat") in words(open_app("settings"))


def test_what_a_turn_was_taken_for_can_be_put_right(store: Path, open_app: Open) -> None:
    app = ask(ask(open_app(), QUESTION), "And in Panama?")
    meant = app.text_area(key="meant-2")
    assert "Panama" in str(meant.value)
    meant.set_value("Which agency is in charge of migration policy in Costa Rica?")
    app.button(key="meant-2-ask").click().run()
    assert "General Directorate of Migration" in words(app)
