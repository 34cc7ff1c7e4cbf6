"""The page Indicators: choose or begin an assessment, its board, and the response to one indicator."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from assistant.ui.backend import open_backend, store_path
from assistant.ui.board import draw_board
from assistant.ui.choosing import draw_beginning, draw_choice
from assistant.ui.desk import Desk, author, draw_author, draw_notice, session
from assistant.ui.editor import EDITING, draw_editor
from assistant.ui.frame import Frame, draw_glue
from assistant.workspace.workspace import Workspace


def show(frame: Frame) -> None:
    """Draws the page."""
    workspace = Workspace.of(store_path())
    with st.sidebar:
        draw_author(frame.wording)
    desk = _desk(frame, workspace)
    focus = None
    let_go(workspace, desk)
    if desk is None:
        draw_beginning(frame, workspace)
    elif frame.address.indicator:
        focus = draw_editor(desk)
    else:
        draw_choice(desk)
        draw_notice()
        draw_board(desk)
    draw_glue(frame, focus=focus, author=author())


def let_go(workspace: Workspace, desk: Desk | None) -> None:
    """Gives free what this window was editing and has left without saving."""
    here = (desk.assessment.id, desk.frame.address.indicator) if desk else None
    for key, seen in list(st.session_state.items()):
        if str(key).startswith(EDITING) and (seen.assessment, seen.indicator.id) != here:
            workspace.release(seen.assessment, seen.indicator.id, session())
            del st.session_state[key]


def _desk(frame: Frame, workspace: Workspace) -> Desk | None:
    """The assessment of the address, else the newest; None where there is none.

    Raises:
        AssessmentUnknownError: the address names one that does not exist.
    """
    wanted = frame.address.assessment
    known = (workspace.assessment(wanted),) if wanted else workspace.assessments()
    if not known:
        return None
    address = replace(frame.address, assessment=known[0].id)
    return Desk(replace(frame, address=address), open_backend(), workspace, known[0])
