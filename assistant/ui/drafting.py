"""Drafting of several indicators from the board: started, followed, stopped and gone on with, from any window."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from assistant.ui.board_view import Tile
from assistant.ui.desk import Desk, author
from assistant.ui.safe import html, line
from assistant.workspace.jobs import Jobs
from assistant.workspace.model import Job, JobState

_POLL_SECONDS = 1.0
_GOING = (JobState.RUNNING, JobState.STOPPING)
_ALL = 0


def draw_drafting(desk: Desk, tiles: Sequence[Tile]) -> None:
    """What can be drafted, or how far the drafting is."""
    jobs = Jobs(desk.workspace)
    job = jobs.latest(desk.assessment.id)
    going = job is not None and job.state in _GOING
    with st.container(border=True, key="drafting"):
        if not going:
            _draw_start(desk, tiles, job)
        if job:
            _draw_progress(desk, jobs, job, going)


def _draw_start(desk: Desk, tiles: Sequence[Tile], job: Job | None) -> None:
    word = desk.word
    domains = [_ALL, *sorted({t.response.indicator.domain for t in tiles})]
    left = job is not None and job.state is not JobState.DONE and job.left > 0
    ready = bool(author()) and desk.has_documents()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            word("drafting.what"),
            domains,
            format_func=lambda n: line(desk.domain(n)) if n else word("drafting.everything"),
            key="drafting-domain",
            persist_state="session",
            width=320,
        )
        st.button(
            word("drafting.start"),
            type="secondary" if left else "primary",
            on_click=_start,
            args=(desk, tiles),
            disabled=not ready,
            key="drafting-start",
        )
        if left and job:
            st.button(
                word("drafting.resume"),
                type="primary",
                on_click=_resume,
                args=(desk, job),
                disabled=not ready,
                key="drafting-resume",
            )
    st.html(f'<p class="note">{html(word("drafting.explained"))}</p>')


def _draw_progress(desk: Desk, jobs: Jobs, job: Job, going: bool) -> None:
    def watch() -> None:
        now = jobs.latest(desk.assessment.id)
        if now is None:
            return
        _draw_job(desk, jobs, now)
        if going and (now.state not in _GOING or now.number != job.number):
            st.rerun()

    st.fragment(watch, run_every=_POLL_SECONDS if going else None)()


def _draw_job(desk: Desk, jobs: Jobs, job: Job) -> None:
    word = desk.word
    said = _said(desk, job)
    st.html(f'<p class="meta" role="status">{html(said)}</p>')
    if job.state in _GOING:
        st.progress((job.total - job.left) / job.total if job.total else 1.0)
        st.button(
            word("work.stop"),
            on_click=desk.do,
            args=(lambda: jobs.stop(desk.assessment.id),),
            disabled=job.state is JobState.STOPPING,
            key="drafting-stop",
        )
    if job.skipped and job.state not in _GOING:
        st.html(f'<p class="note">{html(word("drafting.skipped", ids=", ".join(job.skipped)))}</p>')


def _said(desk: Desk, job: Job) -> str:
    word = desk.word
    done = word("drafting.done_of", done=word.number(job.total - job.left), total=word.number(job.total), by=job.by)
    if job.state is JobState.FAILED:
        return f"{done} {job.failure.get(word.language, '')}"
    state = word(f"drafting.{job.state}")
    current = f" {word('drafting.at', indicator=job.current)}" if job.current and job.state in _GOING else ""
    return f"{state} {done}{current}"


def _start(desk: Desk, tiles: Sequence[Tile]) -> None:
    # Read when the button is clicked: a choice made just before has not drawn the page anew yet.
    domain = st.session_state["drafting-domain"]
    chosen = [t.id for t in tiles if domain in (_ALL, t.response.indicator.domain)]
    desk.act(lambda: desk.start(Jobs(desk.workspace).create(desk.assessment.id, chosen, author())))


def _resume(desk: Desk, job: Job) -> None:
    desk.act(lambda: desk.start(job))
