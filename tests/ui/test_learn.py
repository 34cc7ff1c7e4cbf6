"""The page Learn, drawn by Streamlit itself: where things are missing, hostile, or there for the first time."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from streamlit.testing.v1 import AppTest

from assistant.learning.progress import Progress
from assistant.ui.backend import Backend
from assistant.wording import wording
from tests.ui.conftest import Open, begun
from tests.ui.sample import HOSTILE_TITLE

ENGLISH, SPANISH = wording("en"), wording("es")


def soup(app: AppTest) -> BeautifulSoup:
    return BeautifulSoup("\n".join(str(e.proto.body) for e in app.html), "html.parser")


def test_without_documents_it_says_what_to_do(open_app: Open) -> None:
    assert ENGLISH("learn.empty_help") in soup(open_app("learn")).get_text()


def test_the_first_page_leads_a_newcomer_to_the_lessons(store: Path, open_app: Open) -> None:
    links = [link.proto.label for link in open_app().get("page_link")]
    assert ENGLISH("learn.new_here") in links


def test_it_begins_with_the_first_lesson_and_lists_the_path(store: Path, open_app: Open) -> None:
    app = open_app("learn", lang="es")
    assert app.button(key="go-on").label == SPANISH("learn.start", title="Qué son los MGI y qué no son")
    assert len(soup(app).select(".path li")) == 13


def test_its_first_page_does_not_wait_for_the_assistant(
    store: Path, open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_open, is_open, open_consultation = threading.Event(), threading.Event(), Backend._open_consultation

    def opened_later(backend: Backend) -> None:
        may_open.wait(20)
        is_open.set()
        open_consultation(backend)

    monkeypatch.setattr(Backend, "_open_consultation", opened_later)
    try:
        app = open_app("learn")
        shown = soup(app)
        assert len(shown.select(".path li")) == 13 and app.button(key="go-on")
        assert not is_open.is_set()
        assert ENGLISH("learn.door_quiz_text_uncounted") in shown.select_one(".doors").get_text()  # type: ignore[union-attr]
    finally:
        may_open.set()
    while ENGLISH("learn.door_quiz_text_uncounted") in soup(app.run()).get_text():
        time.sleep(0.1)
    assert "questions made from these documents" in soup(app).get_text()


def test_progress_is_kept_under_the_name_and_resumed(store: Path, open_app: Open) -> None:
    app = open_app("learn")
    app.text_input(key="author").set_value("Ana").run()
    app.button(key="go-on").click().run()
    app.button(key="lesson-next").click().run()
    assert Progress.of(store).lessons("Ana", "CRI") == {"mgi": "done", "migof": "begun"}
    again = open_app("learn")
    again.text_input(key="author").set_value("ana").run()
    assert again.button(key="go-on").label == ENGLISH(
        "learn.continue", title="The MiGOF, its principles and its objectives"
    )


def test_a_profile_without_domains_says_what_is_missing(store: Path, open_app: Open) -> None:
    shown = soup(open_app("learn", l="lesson.domain-2-government"))
    missing = shown.select(".filled.missing")
    assert missing and ENGLISH("lesson.missing_profile", country="Costa Rica") in missing[0].get_text()
    assert not shown.select(".failure")


def test_an_unknown_lesson_is_said_in_one_sentence(store: Path, open_app: Open) -> None:
    app = begun("learn", l="lesson.gone")
    assert "There is no lesson gone" in soup(app).select_one(".failure").get_text()  # type: ignore[union-attr]


def test_titles_of_documents_are_shown_as_they_are_and_do_nothing(store: Path, open_app: Open) -> None:
    shown = soup(open_app("learn", l="lesson.traps"))
    assert not shown.select("script, img")
    assert " ".join(HOSTILE_TITLE.split()) in " ".join(shown.get_text().split())


def test_an_answer_without_a_choice_is_asked_for(store: Path, open_app: Open) -> None:
    app = open_app("learn", l="quiz.all")
    assert app.radio or app.selectbox
    app.button[0].click().run()
    assert ENGLISH("quiz.choose") in soup(app).get_text()


def test_every_place_is_drawn_in_both_languages(store: Path, open_app: Open) -> None:
    for language in ("en", "es"):
        app = open_app("learn", lang=language)
        for place in ("glossary", "who", "timeline", "matrix", "ask", "passed", "overview", "test.1", "quiz.review"):
            app.query_params["l"] = place
            app.run()
            shown = soup(app)
            assert shown.select_one("[data-focus=place]") is not None and not shown.select(".failure"), place
