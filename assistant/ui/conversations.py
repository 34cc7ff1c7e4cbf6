"""The page Conversations: those that are kept, by name; found, opened, renamed, exported, deleted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import streamlit as st

from assistant.conversations import Conversations, Kept
from assistant.exports.markdown import conversation_markdown
from assistant.exports.word import conversation_word
from assistant.ui.backend import store_path
from assistant.ui.frame import PAGES, Frame, draw_glue
from assistant.ui.safe import html, label
from assistant.ui.tools import WORD_TYPE

_DELETED = "deleted-conversation"
_NAME_CHARACTERS = 120


def show(frame: Frame) -> None:
    """Draws the page."""
    word = frame.wording
    st.title(word("conversations.title"), anchor=False)
    conversations = Conversations.of(store_path())
    _draw_undo(frame, conversations)
    looked_for = ""
    if conversations.count():
        looked_for = st.text_input(
            word("conversations.search"), key="search-conversations", placeholder=word("conversations.placeholder")
        )
    found = conversations.search(looked_for)
    if not found:
        nothing = word("conversations.nothing") if looked_for else word("conversations.none")
        st.html(f"<p>{html(nothing)}</p>")
    for kept in found:
        _draw_one(frame, conversations, kept)
    draw_glue(frame)


def _draw_undo(frame: Frame, conversations: Conversations) -> None:
    """What was deleted last, and the way back."""
    word = frame.wording
    deleted: tuple[str, str] | None = st.session_state.get(_DELETED)
    if deleted is None:
        return

    def undo() -> None:
        conversations.restore(deleted[0])
        st.session_state.pop(_DELETED, None)

    with st.container(key="undo", horizontal=True, vertical_alignment="center"):
        st.html(f'<p role="status">{html(word("conversations.deleted", title=deleted[1]))}</p>', width="content")
        st.button(word("conversations.undo"), icon=":material/undo:", key="undo-delete", on_click=undo)


def _draw_one(frame: Frame, conversations: Conversations, kept: Kept) -> None:
    word = frame.wording
    with st.container(key=f"conversation-{kept.id}", border=True):
        parameters = replace(frame.address.closed(), conversation=kept.id).parameters()
        st.page_link(PAGES["ask"], label=label(kept.name), icon=":material/chat_bubble:", query_params=parameters)
        about = f"{word.date(kept.changed_at[:10])} · {word.count('conversations.turns', kept.turns)}"
        found = f" · {word('conversations.found', question=kept.found)}" if kept.found else ""
        st.html(f'<p class="meta">{html(about + found)}</p>')
        with st.container(key=f"acts-{kept.id}", horizontal=True):
            _draw_rename(frame, conversations, kept)
            st.download_button(
                word("export.word"),
                lambda: conversation_word(conversations.answers(kept.id), word, date.today()),
                f"{word('export.file_name')}-{kept.changed_at[:10]}.docx",
                WORD_TYPE,
                on_click="ignore",
                icon=":material/download:",
                key=f"word-{kept.id}",
            )
            st.download_button(
                word("export.markdown"),
                lambda: conversation_markdown(conversations.answers(kept.id), word, date.today()),
                f"{word('export.file_name')}-{kept.changed_at[:10]}.md",
                "text/markdown",
                on_click="ignore",
                icon=":material/download:",
                key=f"export-{kept.id}",
            )
            st.button(
                word("conversations.delete"),
                icon=":material/delete:",
                key=f"delete-{kept.id}",
                on_click=_delete,
                args=(conversations, kept),
            )


def _draw_rename(frame: Frame, conversations: Conversations, kept: Kept) -> None:
    word, key = frame.wording, f"name-{kept.id}"

    def rename() -> None:
        conversations.rename(kept.id, st.session_state[key])

    with st.popover(word("conversations.rename"), icon=":material/edit:"):
        st.text_input(word("conversations.name"), kept.name, key=key, max_chars=_NAME_CHARACTERS)
        st.button(word("conversations.save"), key=f"save-{kept.id}", on_click=rename, type="primary")


def _delete(conversations: Conversations, kept: Kept) -> None:
    conversations.delete(kept.id)
    st.session_state[_DELETED] = (kept.id, kept.name)
