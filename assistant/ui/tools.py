"""What can be done with a whole conversation: export it, begin another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from assistant.answer import Answer
from assistant.exports.markdown import conversation_markdown
from assistant.exports.word import conversation_word
from assistant.ui.frame import Frame

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def draw_tools(frame: Frame, answers: Sequence[Answer]) -> None:
    """The buttons at the end of a conversation."""
    word = frame.wording
    name = f"{word('export.file_name')}-{date.today().isoformat()}"
    turns = tuple(answers)
    with st.container(key="tools", horizontal=True):
        st.button(word("ask.new"), icon=":material/add:", on_click=_begin, args=(frame,), key="new-conversation")
        with st.popover(word("export.title"), icon=":material/download:"):
            st.download_button(
                word("export.word"),
                lambda: conversation_word(turns, word, date.today()),
                f"{name}.docx",
                WORD_TYPE,
                on_click="ignore",
                width="stretch",
            )
            st.download_button(
                word("export.markdown"),
                lambda: conversation_markdown(turns, word, date.today()),
                f"{name}.md",
                "text/markdown",
                on_click="ignore",
                width="stretch",
            )


def _begin(frame: Frame) -> None:
    frame.go(replace(frame.address.closed(), conversation=None))
