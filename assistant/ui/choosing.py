"""Choose an assessment, or begin one: country, year, language, and the framework that it answers."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import streamlit as st

from assistant.errors import AssistantError
from assistant.indicators.framework import Framework
from assistant.settings import Settings
from assistant.ui.countries import country_choices
from assistant.ui.desk import Desk, author
from assistant.ui.frame import Frame
from assistant.ui.safe import html, label, line
from assistant.wording import LANGUAGES, Wording
from assistant.workspace.model import Assessment
from assistant.workspace.workspace import Workspace

_KINDS = ["jsonl", "csv", "xlsx"]


def draw_choice(desk: Desk) -> None:
    """The title of the assessment, the choice of another, and the way to a new one."""
    frame, word, here = desk.frame, desk.word, desk.assessment
    st.title(label(assessment_name(here, word)), anchor=False)
    known = assessment_names(desk.workspace, word)
    with st.container(horizontal=True, vertical_alignment="bottom", key="assessments"):
        if len(known) > 1:
            _draw_others(frame, here, known)
        with st.popover(word("board.new"), icon=":material/add:"):
            _draw_form(frame, desk.workspace)


def _draw_others(frame: Frame, here: Assessment, known: dict[str, str]) -> None:
    key = f"assessment-{here.id}"

    def chosen() -> None:
        frame.go(replace(frame.address.at_indicator(None), assessment=st.session_state[key]))

    st.selectbox(
        frame.wording("board.assessment"),
        list(known),
        index=list(known).index(here.id),
        format_func=lambda id: line(known.get(id) or ""),
        key=key,
        on_change=chosen,
        width=380,
    )


def assessment_names(workspace: Workspace, word: Wording) -> dict[str, str]:
    """Names by id, the newest first, each another: two assessments may be of one country and year.

    A choice in Streamlit is told by its words, so no two may have the same.
    """
    names: dict[str, str] = {}
    for one in reversed(workspace.assessments()):
        made = f"{assessment_name(one, word)} ({word.date(one.created_at[:10])}, {one.created_by})"
        alike = sum(name == made or name.startswith(f"{made} #") for name in names.values())
        names[one.id] = f"{made} #{alike + 1}" if alike else made
    return dict(reversed(names.items()))


def draw_beginning(frame: Frame, workspace: Workspace) -> None:
    """The page while there is no assessment: what it is for, and the form."""
    word = frame.wording
    st.title(word("app.indicators"), anchor=False)
    st.html(f'<p class="lead">{html(word("board.lead"))}</p>')
    _draw_form(frame, workspace)


def assessment_name(assessment: Assessment, word: Wording) -> str:
    """Country, year and language."""
    name = f"{word.country(assessment.country)} {assessment.year} · {word(f'languages.{assessment.language}')}"
    return f"{name} · {assessment.framework}" if assessment.framework else name


def _draw_form(frame: Frame, workspace: Workspace) -> None:
    word = frame.wording
    if not author():
        st.html(f'<p class="note">{html(word("desk.name_first"))}</p>')
    with st.form("new-assessment", border=False):
        countries = country_choices(word)
        left, right = st.columns([3, 2])
        country = left.selectbox(
            word("filters.country"),
            countries,
            format_func=lambda code: line(word.country(code)),
            key="new-country",
        )
        year = right.number_input(word("board.year"), 1990, 2100, date.today().year, key="new-year")
        language = st.radio(
            word("board.language"),
            LANGUAGES,
            index=LANGUAGES.index(word.language),
            format_func=lambda code: word(f"languages.{code}"),
            horizontal=True,
            key="new-language",
        )
        own = st.file_uploader(word("board.own_framework"), type=_KINDS, key="new-framework")
        sent = st.form_submit_button(word("board.create"), type="primary")
    if not sent:
        return
    try:
        framework = _framework(own.name, own.getvalue()) if own else _shipped()
        made = workspace.create(str(country), int(year), language, framework, own.name if own else "", author())
    except AssistantError as error:
        st.error(label(error.message(word.language)))
        return
    frame.go(replace(frame.address.at_indicator(None), assessment=made.id))
    st.rerun()


def _shipped() -> Framework:
    return Framework.load(Settings().corpus / "indicators.jsonl")


def _framework(name: str, data: bytes) -> Framework:
    """The framework of a file that was handed over.

    Raises:
        FrameworkError: it cannot be used; the sentence says what to mend.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (Path(name).name or "framework")
        path.write_bytes(data)
        return Framework.load(path)
