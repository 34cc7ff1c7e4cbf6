"""A lesson: its text, what the loaded documents say for its places, and what follows it."""

from __future__ import annotations

import re

import streamlit as st
from markdown_it import MarkdownIt

from assistant.learning import lessons
from assistant.learning.filling import Filled, Item
from assistant.learning.lessons import Lesson, Slot
from assistant.ui.answer_view import AnswerView
from assistant.ui.learn_desk import LearnDesk
from assistant.ui.safe import html

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
_LESSON_LINK = re.compile(r'href="lesson:([a-z0-9-]+)"')
_FIRST_TURN = 1000


def draw_lesson(desk: LearnDesk, name: str) -> None:
    """Draws a lesson.

    Raises:
        LessonUnknownError: there is none of that name.
    """
    word = desk.word
    lesson = desk.room.lessons.find(name, word.language)
    if desk.name:
        desk.progress.begin_lesson(desk.name, desk.country, lesson.name)
    head = f'<h1 data-focus="place" tabindex="-1" lang="{html(lesson.language)}">{html(lesson.title)}</h1>'
    meta = word("learn.minutes", minutes=lesson.minutes)
    other = "" if lesson.language == word.language else f'<p class="warning">{html(word("lesson.untranslated"))}</p>'
    st.html(f'<header class="lesson-head">{head}<p class="meta">{html(meta)}</p>{other}</header>')
    with st.spinner(word("lesson.filling"), show_time=False):
        body = "".join(_part(desk, lesson, part, n) for n, part in enumerate(lesson.parts))
    shown = desk.termed(body)
    st.html(f'<article class="lesson" lang="{html(lesson.language)}">{shown}</article>')
    _draw_end(desk, lesson)


def _part(desk: LearnDesk, lesson: Lesson, part: lessons.Text | Slot, number: int) -> str:
    if isinstance(part, lessons.Text):
        made = _MARKDOWN.render(part.markdown)
        return _LESSON_LINK.sub(
            lambda m: f'data-open="learn-to-{m[1]}" href="{html(desk.href(f"lesson.{m[1]}"))}"', made
        )
    return filled_html(desk, desk.room.filler.filled(part), f"{lesson.name}-{number}", number)


def filled_html(desk: LearnDesk, filled: Filled, key: str, number: int) -> str:
    """What fills a place of a lesson."""
    word, wanted = desk.word, filled.wanted
    language = html(word.language)
    label = html(word(f"lesson.show_{wanted.show}"))
    if filled.missing:
        said = word(filled.missing, country=_country(desk))
        return f'<aside class="filled missing" lang="{language}"><h3>{label}</h3><p>{html(said)}</p></aside>'
    if filled.answer is not None:
        view = AnswerView(filled.answer, _FIRST_TURN + number, desk.frame.address)
        asked = html(filled.answer.question)
        return (
            f'<aside class="filled" lang="{language}"><h3>{label}</h3><p class="asked">{asked}</p>{view.html()}</aside>'
        )
    items = "".join(_item(desk, item, f"{key}-{n}") for n, item in enumerate(filled.items))
    kind = "table" if wanted.show == "conventions" else "list"
    return f'<aside class="filled {kind}" lang="{language}"><h3>{label}</h3><ul>{items}</ul></aside>'


def _item(desk: LearnDesk, item: Item, key: str) -> str:
    word = desk.word
    if item.plain and not item.citations:
        if item.label and item.plain in {d.id for d in desk.room.table.view.documents}:
            record = next(d for d in desk.room.table.view.documents if d.id == item.plain)
            href = html(desk.frame.address.at_page(record.id, 1).href())
            kind = word.either(f"type.{record.metadata.type}", record.metadata.type)
            facts = f"{word.date(record.metadata.date)} · {kind}"
            return (
                f'<li><a data-open="document-{html(key)}" href="{href}">{html(item.label)}</a> '
                f'<span class="meta">{html(facts)}</span></li>'
            )
        return f'<li><span class="id">{html(item.label)}</span> {html(item.plain)}</li>'
    label = f'<p class="label">{html(item.label)}</p>' if item.label and not item.note else ""
    note = f'<p class="label">{html(word(item.note))}</p>' if item.note else ""
    return f"<li>{label}{note}{desk.quotes(item.citations, key)}</li>"


def _country(desk: LearnDesk) -> str:
    code = desk.room.table.view.country
    return desk.word.country(code) if code else desk.word("learn.the_country")


def _draw_end(desk: LearnDesk, lesson: Lesson) -> None:
    """What follows: questions on the lesson, the test of its domain, the next lesson."""
    word = desk.word
    path = desk.room.lessons.path(word.language)
    at = next(i for i, one in enumerate(path) if one.name == lesson.name)
    following = path[at + 1] if at + 1 < len(path) else None
    with st.container(key="lesson-end", horizontal=True):
        if desk.room.of_lesson(lesson):
            st.button(
                word("lesson.check"),
                key="lesson-check",
                icon=":material/quiz:",
                on_click=_finish,
                args=(desk, lesson, f"quiz.lesson.{lesson.name}"),
            )
        if lesson.domain and lesson.domain in desk.room.domains():
            st.button(
                word("lesson.test"),
                key="lesson-test",
                icon=":material/assignment_turned_in:",
                on_click=_finish,
                args=(desk, lesson, f"test.{lesson.domain}"),
            )
        to = f"lesson.{following.name}" if following else None
        label = word("lesson.next", title=following.title) if following else word("lesson.finish")
        st.button(
            label,
            key="lesson-next",
            type="primary",
            icon=":material/arrow_forward:",
            on_click=_finish,
            args=(desk, lesson, to),
        )
    if not desk.name:
        st.html(f'<p class="note">{html(word("learn.name_elsewhere"))}</p>')


def _finish(desk: LearnDesk, lesson: Lesson, to: str | None) -> None:
    if desk.name:
        desk.progress.finish_lesson(desk.name, desk.country, lesson.name)
    desk.go(to)
