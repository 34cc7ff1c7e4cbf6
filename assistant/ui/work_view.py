"""Work in progress and what came of it: a line a file, with a bar, a way to stop, and the details to confirm."""

from __future__ import annotations

import streamlit as st

from assistant.ui.backend import Backend
from assistant.ui.details import correct_details
from assistant.ui.frame import Frame
from assistant.ui.safe import html, label
from assistant.ui.work import Kind, State, Task, Workshop
from assistant.wording import Wording

_POLL_SECONDS = 0.7
_UPKEEP_RUNNING = {
    Kind.CHECK: "upkeep.checking",
    Kind.REPAIR: "upkeep.repairing",
    Kind.REBUILD: "upkeep.rebuilding",
}


def draw_work(frame: Frame, backend: Backend | None, workshop: Workshop) -> None:
    """Draws the tasks; looks again by itself while one is active."""
    tasks = workshop.tasks()
    if not tasks:
        return
    busy = any(task.active for task in tasks)
    finished = sum(not task.active for task in tasks)

    def watch() -> None:
        now = workshop.tasks()
        _draw_tasks(frame.wording, workshop, now)
        if busy and sum(not task.active for task in now) != finished:
            st.rerun()

    with st.container(border=True, key="work"):
        st.fragment(watch, run_every=_POLL_SECONDS if busy else None)()
        if not busy:
            _draw_confirmation(frame.wording, backend, tasks)
            st.button(frame.wording("work.dismiss"), on_click=workshop.forget_finished, key="dismiss", type="tertiary")


def _draw_tasks(word: Wording, workshop: Workshop, tasks: tuple[Task, ...]) -> None:
    busy = any(task.active for task in tasks)
    st.html(f'<h2 class="small" role="status">{html(word("work.title" if busy else "work.done"))}</h2>')
    for task in tasks:
        with st.container(horizontal=True, vertical_alignment="center", key=f"task-{task.number}"):
            st.html(_line(word, task), width="stretch")
            if task.active:
                st.button(word("work.stop"), key=f"stop-{task.number}", on_click=workshop.stop, args=(task.number,))
        if task.state is State.RUNNING and task.total:
            st.progress(task.share)


def _line(word: Wording, task: Task) -> str:
    name = task.path.name if task.path else word(f"upkeep.{task.kind}")
    return (
        f'<div class="task {task.state}"><p><strong>{html(name)}</strong></p>'
        f'<p class="meta">{html(_said(word, task))}</p>{_problems(task)}</div>'
    )


def _said(word: Wording, task: Task) -> str:
    if task.state is State.RUNNING and task.stage == "recognising" and task.total:
        return word("work.recognising", page=min(task.done + 1, task.total), pages=task.total)
    if task.state is State.RUNNING and task.stage == "reading":
        return word("work.reading")
    if task.state is State.RUNNING:
        return word(_UPKEEP_RUNNING.get(task.kind, "work.running" if task.total else "work.starting"))
    if task.state is State.FAILED:
        return f"{word('work.failed')}. {failure(word, task)}" if task.path else failure(word, task)
    if task.state is State.DONE:
        return _outcome(word, task)
    return word(f"work.{task.state}")


def failure(word: Wording, task: Task) -> str:
    """Why a task failed and what to do, in the language of the page."""
    code = task.error_code or "gone"
    return word.either(f"error.{code}", "") or word("error.other", code=code)


def _outcome(word: Wording, task: Task) -> str:
    result = task.result
    if task.kind in (Kind.ADD, Kind.RECOGNISE):
        changed = result.get("status") in ("added", "updated")
        return word.count(f"work.{result['status']}", result["pages"]) if changed else word("work.unchanged")
    problems = result.get("problems") or []
    if task.kind is Kind.REBUILD:
        return word("upkeep.rebuilt")
    if problems:
        return word.count("upkeep.problems", len(problems))
    return word("upkeep.repaired" if task.kind is Kind.REPAIR else "upkeep.ok")


def _problems(task: Task) -> str:
    items = "".join(f'<li lang="en">{html(str(p))}</li>' for p in task.result.get("problems") or ())
    return f"<ul>{items}</ul>" if items else ""


def _draw_confirmation(word: Wording, backend: Backend | None, tasks: tuple[Task, ...]) -> None:
    """The details of the files just added, to confirm or correct."""
    added = [t.result["document_id"] for t in tasks if t.state is State.DONE and t.result.get("status") == "added"]
    records = [r for id in added if backend and (r := backend.store.find(id))]
    if not records or backend is None:
        return
    st.html(f'<p class="note">{html(word("work.confirm"))}</p>')
    for record in records:
        with st.expander(label(record.metadata.title), expanded=len(records) == 1, key=f"confirm-{record.id}"):
            correct_details(word, backend, record, "work")
