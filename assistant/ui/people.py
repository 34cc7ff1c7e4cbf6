"""What people do around a response: who sees to it, comments, requests for evidence, the answer before, its history."""

from __future__ import annotations

import streamlit as st

from assistant.ui.desk import Desk, author
from assistant.ui.editor_view import history_html, marked_differences
from assistant.ui.parts import separated
from assistant.ui.safe import html
from assistant.workspace.model import Asked, EvidenceRequest, Response, Status

_RESTORABLE = 20


def draw_people(desk: Desk, response: Response) -> None:
    """The panels beneath the response."""
    word = desk.word
    assessment, indicator = response.assessment, response.indicator.id
    comments = desk.workspace.comments(assessment, indicator)
    requests = desk.workspace.requests(assessment, indicator)
    previous = desk.workspace.previous(assessment).get(indicator)
    names = [
        word("people.assignment"),
        f"{word('people.comments')} ({len(comments)})",
        f"{word('people.requests')} ({len(requests)})",
        word("people.previous"),
        word("people.history"),
    ]
    with st.container(key="people"):
        assignment, said, asked, before, history = st.tabs(names)
        with assignment:
            _draw_assignment(desk, response)
        with said:
            for comment in comments:
                head = separated([f"<strong>{html(comment.by)}</strong>", html(desk.moment(comment.at))])
                st.html(f'<p class="meta">{head}</p><p class="note-text">{html(comment.text)}</p>')
            _draw_comment(desk, response)
        with asked:
            for request in requests:
                _draw_request(desk, request)
            _draw_new_request(desk, response)
        with before:
            if previous is None:
                st.html(f'<p class="note">{html(word("people.no_previous"))}</p>')
            else:
                st.html(_previous_html(desk, response, previous.level, previous.text, previous.source))
        with history:
            _draw_history(desk, response)


def _draw_history(desk: Desk, response: Response) -> None:
    """What was done, the latest first; the text before a change can be put back."""
    changes = desk.workspace.history(response.assessment, response.indicator.id)
    may = bool(author()) and response.status is not Status.VALIDATED
    if not changes:
        st.html(f'<p class="note">{html(desk.word("history.none"))}</p>')
    for change in changes[:_RESTORABLE]:
        st.html(history_html(desk, [change]))
        if change.before.get("sentences"):
            st.button(
                desk.word("history.restore"),
                on_click=desk.do,
                args=(lambda c=change: desk.editor.restore(response, c, desk.who), desk.word("history.restored")),
                disabled=not may,
                key=f"restore-{change.number}",
                type="tertiary",
            )
    if changes[_RESTORABLE:]:
        st.html(history_html(desk, changes[_RESTORABLE:]))


def _draw_assignment(desk: Desk, response: Response) -> None:
    word = desk.word
    known = desk.workspace.people()
    with st.form(f"assign-{response.indicator.id}", border=False):
        left, right = st.columns(2)
        to = left.text_input(word("people.assignee"), response.assignee, max_chars=80, help=", ".join(known) or None)
        due = right.text_input(word("people.due"), response.due, max_chars=10, placeholder="2026-12-31")
        sent = st.form_submit_button(word("people.assign"), disabled=not author())
    if sent:
        place = (response.assessment, response.indicator.id)
        desk.act(lambda: desk.workspace.assign(*place, to, due.strip(), desk.who), word("people.assigned"))
        st.rerun()


def _draw_comment(desk: Desk, response: Response) -> None:
    word = desk.word
    with st.form(f"comment-{response.indicator.id}", border=False, clear_on_submit=True):
        text = st.text_area(word("people.comment"), max_chars=2000)
        sent = st.form_submit_button(word("people.comment_send"), disabled=not author())
    if sent:
        place = (response.assessment, response.indicator.id)
        desk.act(lambda: desk.workspace.comment(*place, text, desk.who), word("people.commented"))
        st.rerun()


def _draw_request(desk: Desk, request: EvidenceRequest) -> None:
    word = desk.word
    facts = [f"<strong>{html(request.institution)}</strong>", html(word(f"asked.{request.state}"))]
    facts += [html(word("board.due", date=word.date(request.due)))] if request.due else []
    facts += [html(request.by), html(desk.moment(request.at))]
    st.html(f'<p class="meta">{separated(facts)}</p><p class="note-text">{html(request.text)}</p>')
    with st.container(horizontal=True, key=f"request-{request.number}"):
        for state in Asked:
            if state is not request.state and author():
                st.button(
                    word(f"asked_do.{state}"),
                    on_click=desk.do,
                    args=(lambda s=state: desk.workspace.settle_request(request.number, s, desk.who),),
                    key=f"request-{request.number}-{state}",
                    type="tertiary",
                )


def _draw_new_request(desk: Desk, response: Response) -> None:
    word = desk.word
    with st.form(f"request-{response.indicator.id}", border=False):
        text = st.text_area(word("people.request"), "\n".join(response.gaps), max_chars=2000)
        left, right = st.columns(2)
        to = left.text_input(word("people.institution"), max_chars=80)
        due = right.text_input(word("people.due"), max_chars=10, placeholder="2026-12-31")
        sent = st.form_submit_button(word("people.request_send"), disabled=not author())
    if sent:
        place = (response.assessment, response.indicator.id)
        desk.act(lambda: desk.workspace.request(*place, text, to, due.strip(), desk.who), word("people.requested"))
        st.rerun()


def _previous_html(desk: Desk, response: Response, level: str | None, text: str, source: str) -> str:
    """The answer before and the present one, side by side, the differences marked."""
    word = desk.word
    before, after = marked_differences(text, response.text)
    now = desk.level(response.level)
    then = desk.level(level) if level else word("people.no_level")
    changed = word("people.level_same") if level == response.level else word("people.level_changed", then=then, now=now)
    return (
        f'<p class="note">{html(changed)}</p><div class="sides"><div class="side">'
        f"<h3>{html(source or word('people.previous'))}: {html(then)}</h3><p>{before or '–'}</p></div>"
        f'<div class="side"><h3>{html(word("people.now"))}: {html(now)}</h3><p>{after or "–"}</p></div></div>'
    )
