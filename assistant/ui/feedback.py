"""Thumbs up or down under an answer, with a reason, kept on this machine."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from assistant.answer import Answer
from assistant.ui.frame import Frame
from assistant.ui.records import Judgement, save_judgement

REASONS = {True: ("correct", "complete", "well_sourced", "clear"), False: ("wrong", "incomplete", "source", "unclear")}


def draw_feedback(store: Path, frame: Frame, answer: Answer, turn: int) -> None:
    """The thumbs of one answer; the reasons appear after one was pressed, and leave when they are saved."""
    word, conversation = frame.wording, frame.address.conversation or ""
    key = f"{conversation}-{turn}"
    thumb = st.feedback("thumbs", key=f"thumbs-{key}")
    if thumb is None:
        return
    if st.session_state.get(f"judged-{key}") == thumb:
        st.caption(word("feedback.thanks"))
        return
    with st.form(f"reasons-{key}", border=True):
        useful = thumb == 1
        reasons = st.pills(
            word("feedback.reasons_up" if useful else "feedback.reasons"),
            REASONS[useful],
            selection_mode="multi",
            format_func=lambda name: word(f"feedback.{name}"),
            key=f"why-{key}-{thumb}",
        )
        comment = st.text_input(word("feedback.comment"), key=f"comment-{key}-{thumb}", max_chars=2000)
        if st.form_submit_button(word("feedback.send"), type="primary"):
            judgement = Judgement(conversation, turn, useful, tuple(reasons), comment, answer)
            save_judgement(store, judgement)
            st.session_state[f"judged-{key}"] = thumb
            st.rerun()
