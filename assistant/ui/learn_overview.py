"""What a person has passed, to be printed; and how far all learners are, for who onboards them."""

from __future__ import annotations

from datetime import date

import streamlit as st

from assistant.citing import title_of
from assistant.learning.overview import Passed, Table, as_csv, as_excel, overview, passed, passed_html, passed_markdown
from assistant.learning.overview import passed_word as as_word
from assistant.ui.desk import phrases
from assistant.ui.learn_desk import LearnDesk
from assistant.ui.safe import html

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def draw_passed(desk: LearnDesk, _: str) -> None:
    """The summary of what was passed, on the screen and as files."""
    word = desk.word
    standing = desk.progress.standing(desk.name, desk.country) if desk.name else None
    if standing is None:
        st.html(
            f'<h1 data-focus="place" tabindex="-1">{html(word("learn.door_passed"))}</h1>'
            f'<p class="note">{html(word("passed.nobody"))}</p>'
        )
        return
    titles = desk.backend.consultation.titles
    documents = [title_of(d, titles, word.language) for d in desk.room.table.view.documents]
    summary = passed(
        standing,
        desk.room.lessons.path(word.language),
        desk.room.domains(),
        word,
        phrases(word.language),
        date.today(),
        documents,
    )
    st.html(_summary(summary))
    name = f"{word('passed.file_name')}-{date.today().isoformat()}"
    with st.container(horizontal=True, key="passed-files"):
        st.download_button(
            word("passed.as_html"),
            lambda: passed_html(summary, word.language),
            f"{name}.html",
            "text/html",
            on_click="ignore",
            key="passed-html",
        )
        st.download_button(
            word("passed.as_word"),
            lambda: as_word(summary, word.language),
            f"{name}.docx",
            _WORD,
            on_click="ignore",
            key="passed-docx",
        )
        st.download_button(
            word("passed.as_markdown"),
            lambda: passed_markdown(summary),
            f"{name}.md",
            "text/markdown",
            on_click="ignore",
            key="passed-md",
        )


def _summary(summary: Passed) -> str:
    sections = "".join(
        f"<h2>{html(heading)}</h2><ul>{''.join(f'<li>{html(item)}</li>' for item in items)}</ul>"
        for heading, items in summary.sections
    )
    return (
        f'<article class="passed"><h1 data-focus="place" tabindex="-1">{html(summary.title)}</h1>'
        f'<p>{html(summary.lead)}</p>{sections}<p class="note">{html(summary.note)}</p></article>'
    )


def draw_overview(desk: LearnDesk, _: str) -> None:
    """All learners in a table, and the table as files."""
    word = desk.word
    path = desk.room.lessons.path(word.language)
    table = overview(desk.progress.everybody(desk.country), path, desk.room.domains(), word)
    st.html(
        f'<h1 data-focus="place" tabindex="-1">{html(word("learn.door_overview"))}</h1>'
        f'<p class="lead">{html(word("overview.lead"))}</p>'
    )
    if not table.rows:
        st.html(f'<p class="note">{html(word("overview.nobody"))}</p>')
        return
    st.html(_table(table, word("learn.door_overview")))
    name = f"{word('overview.file_name')}-{date.today().isoformat()}"
    title = word("learn.door_overview")
    with st.container(horizontal=True, key="overview-files"):
        st.download_button(
            word("overview.as_excel"),
            lambda: as_excel(table, title),
            f"{name}.xlsx",
            _EXCEL,
            on_click="ignore",
            key="overview-xlsx",
        )
        st.download_button(
            word("overview.as_csv"),
            lambda: as_csv(table),
            f"{name}.csv",
            "text/csv",
            on_click="ignore",
            key="overview-csv",
        )


def _table(table: Table, caption: str) -> str:
    head = "".join(f'<th scope="col">{html(cell)}</th>' for cell in table.header)
    rows = "".join(
        f'<tr><th scope="row">{html(row[0])}</th>'
        + "".join(f'<td data-label="{html(n)}">{html(c)}</td>' for n, c in zip(table.header[1:], row[1:], strict=True))
        + "</tr>"
        for row in table.rows
    )
    return (
        f'<div class="wide learners" tabindex="0" role="region" aria-label="{html(caption)}"><table>'
        f'<caption class="for-screen-readers">{html(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
