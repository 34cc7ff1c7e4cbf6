"""The page Settings and trust: how often it is right, privacy, the model in use, what is kept on this machine."""

from __future__ import annotations

import streamlit as st

from assistant.conversations import Conversations
from assistant.errors import EvaluationFileError
from assistant.ui.backend import Backend, open_backend, store_path
from assistant.ui.frame import ICONS, PAGES, Frame, draw_glue
from assistant.ui.records import records_folder
from assistant.ui.safe import html
from assistant.ui.trust import read_report
from assistant.ui.writers import chosen_writer, draw_choice, privacy
from assistant.wording import Wording


def show(frame: Frame) -> None:
    """Draws the page."""
    word = frame.wording
    st.title(word("settings.title"), anchor=False)
    _draw_trust(frame)
    backend = open_backend()
    _draw_section(word, "settings.privacy", privacy(backend, word), word("settings.kept"))
    _draw_section(word, "settings.chat")
    if backend is not None:
        draw_choice(backend, word)
    st.html(_model(word, backend))
    _draw_section(word, "settings.appearance", word("settings.appearance_text"))
    _draw_conversations(word)
    draw_glue(frame)


def _draw_trust(frame: Frame) -> None:
    """The last evaluation in a sentence or two, and the way to the rest."""
    word = frame.wording
    try:
        report = read_report(word)
        said = (report.lead(), report.measured()) if report else (word("trust.none"),)
    except EvaluationFileError as error:
        said = (error.message(word.language),)
    _draw_section(word, "trust.title", *said)
    parameters = frame.address.closed().parameters()
    st.page_link(PAGES["trust"], label=word("trust.open"), icon=ICONS["trust"], query_params=parameters)


def _draw_section(word: Wording, title: str, *paragraphs: str) -> None:
    text = "".join(f"<p>{html(p)}</p>" for p in paragraphs)
    st.html(f'<section class="setting"><h2 class="small">{html(word(title))}</h2>{text}</section>')


def _model(word: Wording, backend: Backend | None) -> str:
    rows = {
        "settings.writer": (chosen_writer(backend) if backend else None) or word("settings.writer_extractive"),
        "settings.embedding": (backend.store.model_id if backend else None) or "–",
        "settings.store": str(store_path()),
        "settings.app_data": str(records_folder(store_path())),
    }
    items = "".join(f"<dt>{html(word(name))}</dt><dd>{html(value)}</dd>" for name, value in rows.items())
    return f'<section class="setting"><h2 class="small">{html(word("settings.model"))}</h2><dl>{items}</dl></section>'


def _draw_conversations(word: Wording) -> None:
    conversations = Conversations.of(store_path())
    kept = conversations.count()
    _draw_section(word, "settings.conversations", word.count("settings.kept_conversations", kept))
    if not kept:
        return
    with st.popover(word("settings.delete")):
        st.html(f"<p>{html(word('settings.delete_question'))}</p>")
        st.button(word("settings.delete"), type="primary", on_click=conversations.delete_all, key="delete-all")
