"""The page Learn: the path of lessons, quizzes and tests, the glossary, maps of the country, practice."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module

import streamlit as st

from assistant.learning.lessons import Lesson
from assistant.learning.view import countries_of
from assistant.ui.backend import open_backend
from assistant.ui.desk import draw_author, draw_notice
from assistant.ui.frame import PAGES, Frame, draw_glue
from assistant.ui.learn_desk import LearnDesk, open_desk
from assistant.ui.open_page import draw_open_page
from assistant.ui.rooms import Outline
from assistant.ui.safe import html, line

_PLACES = {
    "lesson": ("learn_lesson", "draw_lesson"),
    "quiz": ("learn_quiz", "draw_quiz"),
    "test": ("learn_quiz", "draw_exam"),
    "glossary": ("learn_glossary", "draw_glossary"),
    "who": ("learn_maps", "draw_who"),
    "timeline": ("learn_maps", "draw_timeline"),
    "matrix": ("learn_maps", "draw_matrix"),
    "ask": ("learn_practice", "draw_ask_yourself"),
    "spot": ("learn_practice", "draw_spot"),
    "passed": ("learn_overview", "draw_passed"),
    "overview": ("learn_overview", "draw_overview"),
}
"""Module and function of each place; imported when it is opened, because charts and drafting take a second."""
_LOOKING_SECONDS = 0.7
"""How often it is looked whether the questions are made."""


def show(frame: Frame) -> None:
    """Draws the page."""
    backend = open_backend()
    if backend is None or not backend.documents():
        _draw_nothing_loaded(frame)
        draw_glue(frame)
        return
    desk = open_desk(frame, backend)
    if frame.address.document:
        left, right = st.columns([4, 5], gap="medium")
        with left:
            _draw_place(desk)
        with right:
            draw_open_page(frame, backend)
    else:
        _draw_place(desk)
    draw_glue(frame, focus=_focus(frame), author=desk.name)


def _draw_nothing_loaded(frame: Frame) -> None:
    word = frame.wording
    st.title(word("learn.title"), anchor=False)
    st.html(f"<p>{html(word('ask.empty'))} {html(word('learn.empty_help'))}</p>")
    parameters = frame.address.closed().parameters()
    st.page_link(PAGES["documents"], label=word("ask.add_documents"), icon=":material/add:", query_params=parameters)


def _draw_place(desk: LearnDesk) -> None:
    name, _, rest = (desk.frame.address.learn or "").partition(".")
    with st.container(key="learn"):
        if name not in _PLACES:
            _draw_beginning(desk)
            return
        back = desk.link(None, f"← {desk.word('learn.back')}", "back")
        st.html(f'<nav class="back" aria-label="{html(desk.word("app.learn"))}">{back}</nav>')
        draw_notice()
        with st.spinner(desk.word("learn.opening"), show_time=False):
            draw = _place(name)
            _ = desk.room
        draw(desk, rest)


def _place(name: str) -> Callable[[LearnDesk, str], None]:
    module, function = _PLACES[name]
    found: Callable[[LearnDesk, str], None] = getattr(import_module(f"assistant.ui.{module}"), function)
    return found


def _draw_beginning(desk: LearnDesk) -> None:
    """Where a person is, or how to start; then the path, and everything else that can be done here."""
    word = desk.word
    st.title(word("learn.title"), anchor=False)
    st.html(f'<p class="lead">{html(word("learn.lead"))}</p>')
    draw_notice()
    outline = desk.outline
    _draw_who(desk, outline)
    path = desk.lessons.path(word.language)
    states = desk.progress.lessons(desk.name, outline.country) if desk.name else {}
    _draw_next(desk, outline, path, states)
    _draw_path(desk, outline, path, states)
    _draw_doors(desk, outline)
    if outline.questions is None:
        st.fragment(_wait_for_questions, run_every=_LOOKING_SECONDS)(desk)


def _wait_for_questions(desk: LearnDesk) -> None:
    """Draws the page anew when the questions are made; until then it lacks their count and the links to tests."""
    if desk.rooms.is_ready(desk.word.language, desk.frame.address.country):
        st.rerun()


def _draw_who(desk: LearnDesk, outline: Outline) -> None:
    word = desk.word
    with st.container(key="learner"):
        draw_author(word)
        if not desk.name:
            st.html(f'<p class="note">{html(word("learn.name_help"))}</p>')
        countries = countries_of(desk.backend.documents())
        if len(countries) > 1:
            key = f"learn-country-{word.language}"
            st.session_state[key] = outline.country

            def chosen() -> None:
                desk.frame.go(replace(desk.frame.address, country=st.session_state[key]))

            st.selectbox(
                word("learn.country"), countries, format_func=lambda c: line(word.country(c)), key=key, on_change=chosen
            )


def _draw_next(desk: LearnDesk, outline: Outline, path: tuple[Lesson, ...], states: dict[str, str]) -> None:
    """Continue where one was, or start."""
    word = desk.word
    begun = [name for name, state in states.items() if state == "begun"]
    by_name = {lesson.name: lesson for lesson in path}
    last = next((by_name[n] for n in reversed(begun) if n in by_name), None)
    following = next((lesson for lesson in path if states.get(lesson.name) != "done"), None)
    due = len(desk.progress.due(desk.name, outline.country)) if desk.name else 0
    with st.container(key="learn-next"):
        lesson = last or following
        if lesson is not None:
            begin = "learn.start" if not states else "learn.continue"
            st.button(
                word(begin, title=line(lesson.title)),
                key="go-on",
                type="primary",
                icon=":material/play_arrow:",
                on_click=desk.go,
                args=(f"lesson.{lesson.name}",),
            )
        else:
            st.html(f'<p class="notice">{html(word("learn.all_read"))}</p>')
        if due:
            st.button(
                word.count("learn.review", due),
                key="review",
                icon=":material/replay:",
                on_click=desk.go,
                args=("quiz.review",),
            )


def _draw_path(desk: LearnDesk, outline: Outline, path: tuple[Lesson, ...], states: dict[str, str]) -> None:
    word = desk.word
    standing = desk.progress.standing(desk.name, outline.country) if desk.name else None
    passed = standing.passed if standing else {}
    items = []
    for number, lesson in enumerate(path, 1):
        state = states.get(lesson.name, "new")
        marks = [f'<span class="state {state}">{html(word(f"learn.state_{state}"))}</span>']
        if lesson.domain and lesson.domain in outline.domains:
            key = "learn.test_passed" if lesson.domain in passed else "learn.test"
            marks.append(desk.link(f"test.{lesson.domain}", word(key), f"test-{lesson.domain}"))
        spoken, minutes = html(lesson.language), html(word("learn.minutes", minutes=lesson.minutes))
        title = desk.link(f"lesson.{lesson.name}", lesson.title, f"lesson-{lesson.name}", "title")
        items.append(
            f'<li class="{state}"><span class="number" aria-hidden="true">{number}</span><div>'
            f'<h3 lang="{spoken}">{title}</h3><p lang="{spoken}">{html(lesson.summary)}</p>'
            f'<p class="meta">{minutes} · {" · ".join(marks)}</p></div></li>'
        )
    done = sum(states.get(lesson.name) == "done" for lesson in path)
    said = word("learn.done_of", done=done, of=len(path))
    st.html(
        f'<section class="path"><h2>{html(word("learn.path"))}</h2><p class="meta">{html(said)}</p>'
        f'<progress max="{len(path)}" value="{done}" aria-label="{html(said)}"></progress>'
        f"<ol>{''.join(items)}</ol></section>"
    )


def _draw_doors(desk: LearnDesk, outline: Outline) -> None:
    word = desk.word
    made = outline.questions is not None
    texts = {} if made else {"quiz": "learn.door_quiz_text_uncounted"}
    count = word.number(outline.questions or 0)
    doors = (
        ("train", (("quiz.all", "quiz"), ("ask", "ask"), ("spot", "spot"))),
        ("know", (("who", "who"), ("timeline", "timeline"), ("matrix", "matrix"), ("glossary", "glossary"))),
        ("keep", (("passed", "passed"), ("overview", "overview"))),
    )
    sections = []
    for group, places in doors:
        items = "".join(
            f"<li>{desk.link(place, word(f'learn.door_{name}'), f'door-{name}', 'title')}"
            f"<p>{html(word(texts.get(name, f'learn.door_{name}_text'), count=count))}</p></li>"
            for place, name in places
        )
        sections.append(f"<section><h2>{html(word(f'learn.{group}'))}</h2><ul>{items}</ul></section>")
    st.html(f'<div class="doors">{"".join(sections)}</div>')


def _focus(frame: Frame) -> str | None:
    """What takes the focus: the page that was opened, the link that had opened it, or the place's heading."""
    here = frame.address
    if here.document:
        return f"viewer@{here.href()}"
    opened = st.session_state.pop("opened", None)
    closed = opened and st.session_state.get("learn-place") == here.learn
    if st.session_state.get("learn-place") != here.learn:
        st.session_state["learn-place"] = here.learn
        st.session_state["learn-focus"] = f"place@{here.learn}-{time.time_ns()}" if here.learn else None
    elif closed:
        st.session_state["learn-focus"] = f"opener@{time.time_ns()}"
    found: str | None = st.session_state.get("learn-focus")
    return found
