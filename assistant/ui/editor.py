"""The response to one indicator: its sentences on the left, what they rest on to the right, and all that people do."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Literal

import streamlit as st

from assistant.answer import MARK, Citation
from assistant.ui.board_view import age, level_html
from assistant.ui.desk import Desk, author, draw_notice
from assistant.ui.editor_view import ResponseView
from assistant.ui.open_page import draw_open_page
from assistant.ui.parts import separated
from assistant.ui.people import draw_people
from assistant.ui.quoting import draw_quoting
from assistant.ui.safe import html, line
from assistant.ui.sdg_panel import item_html
from assistant.workspace.editing import Written
from assistant.workspace.errors import HeldError
from assistant.workspace.model import LEVELS, TRANSITIONS, Hold, Response, Status, Support
from assistant.workspace.standing import Stale, newest, strength

EDITING = "editing-"
"""How the keys begin under which a window keeps the responses that it edits, as they were when it began."""
_RENEW_SECONDS = 60.0
_NEW_SENTENCES = 2


def draw_editor(desk: Desk) -> str | None:
    """Draws it; gives what is to take the focus."""
    response = desk.workspace.response(desk.assessment.id, desk.frame.address.indicator or "")
    page = EditorPage(desk, response, tuple(desk.stale(response)))
    page.draw()
    return _focus(desk)


def _focus(desk: Desk) -> str | None:
    """The page that was opened; the link that had opened it, once it is closed; or the response that was opened."""
    here = desk.frame.address
    if here.document:
        st.session_state["editor-page"] = True
        return f"viewer@{here.href()}"
    if st.session_state.pop("opened", None):
        name = "opener" if st.session_state.pop("editor-page", False) else "response"
        st.session_state["editor-focus"] = f"{name}@{time.time_ns()}"
    focus: str | None = st.session_state.get("editor-focus")
    return focus


@dataclass(frozen=True, slots=True)
class EditorPage:
    """The page of one response.

    Attributes:
        desk: the window.
        response: as it stands now.
        stale: its sentences whose sources no longer stand.
    """

    desk: Desk
    response: Response
    stale: Sequence[Stale]

    @property
    def key(self) -> str:
        """What tells the widgets of this response from those of others."""
        return f"{self.response.assessment}-{self.response.indicator.id}"

    @property
    def edited(self) -> Response | None:
        """The response as it was when this window began to edit it; None while it does not."""
        found: Response | None = st.session_state.get(f"{EDITING}{self.key}")
        return found

    def draw(self) -> None:
        """The head, then the two sides."""
        self._draw_head()
        hold = self.desk.workspace.held(self.response.assessment).get(self.response.indicator.id)
        other = hold if hold and hold.session != self.desk.who.session else None
        # What comes and goes stands in containers of its own, so that what follows keeps its place and its state.
        with st.container(key="warnings"):
            self._draw_warnings(other)
        left, right = st.columns([11, 10], gap="large")
        with left, st.container(key="response"):
            draw_notice()
            with st.container(key="sentences"):
                self._draw_response(other)
            draw_people(self.desk, self.response)
        with right, st.container(key="evidence"):
            self._draw_evidence(other)

    # The head: where we are, what is asked, how it stands

    def _draw_head(self) -> None:
        word, indicator = self.desk.word, self.response.indicator
        ids = [i.id for i in self.desk.workspace.framework(self.response.assessment).indicators]
        place = ids.index(indicator.id)
        before, after = ids[place - 1] if place else None, ids[place + 1] if place + 1 < len(ids) else None
        steps = [self._link(None, f"← {word('editor.board')}")]
        steps += [self._link(before, f"‹ {before}")] if before else []
        steps += [self._link(after, f"{after} ›")] if after else []
        st.html(f'<nav class="steps" aria-label="{html(word("app.indicators"))}">{"".join(steps)}</nav>')
        place_of = [html(self.desk.domain(indicator.domain)), html(indicator.subdomain(word.language))]
        st.html(
            f'<div class="editor-head" data-focus="response" tabindex="-1"><p class="meta">{separated(place_of)}</p>'
            f'<h1 class="question-title"><span class="id">{html(indicator.id)}</span> '
            f"{html(indicator.question(word.language))}</h1>{self._standing()}</div>"
        )

    def _link(self, indicator: str | None, text: str) -> str:
        """A link to another response, or to the board; opened in place, so that the browser's back returns."""
        href = self.desk.frame.address.at_indicator(indicator).href()
        return f'<a data-open="step-{html(indicator or "board")}" href="{html(href)}">{html(text)}</a>'

    def _standing(self) -> str:
        """Level, status, strength and age of the evidence, who sees to it."""
        word, response = self.desk.word, self.response
        facts = [level_html(self.desk, response.level)]
        if response.drafted:
            facts += [html(self.desk.status(response.status)), html(word(f"strength.{strength(response)}"))]
            facts += [html(age(self.desk, newest(response)))] if newest(response) else []
        if response.assignee:
            facts.append(html(word("editor.assigned", person=response.assignee)))
        if response.due:
            facts.append(html(word("board.due", date=word.date(response.due))))
        said = "".join(f"<li>{fact}</li>" for fact in facts)
        reason = response.reason[:1].upper() + response.reason[1:]
        why = f'<p class="note" lang="{html(response.language)}">{html(reason)}</p>' if reason else ""
        return f'<ul class="facts">{said}</ul>{why}{item_html(self.desk, response)}'

    def _draw_warnings(self, other: Hold | None) -> None:
        word = self.desk.word
        if other:
            said = word("editor.held", person=other.by, since=self.desk.moment(other.since))
            st.html(f'<p class="warning" role="status">{html(said)}</p>')
        if self.stale:
            numbers = ", ".join(str(n) for n in sorted({s.position for s in self.stale}))
            st.html(f'<p class="warning" role="status">{html(word("editor.stale", sentences=numbers))}</p>')
        if not author():
            st.html(f'<p class="note">{html(word("desk.name_first"))}</p>')

    # The left side: the response

    def _draw_response(self, other: Hold | None) -> None:
        word = self.desk.word
        st.html(f'<h2 class="small">{html(word("editor.response"))}</h2>')
        if not self.response.drafted:
            st.html(f"<p>{html(word('editor.undrafted'))}</p>")
        if self.edited:
            self._draw_form(self.edited)
            self._draw_renewal()
            return
        may = bool(author()) and other is None and self.response.status is not Status.VALIDATED
        self._draw_sentences(may)
        self._draw_actions(may, other)
        if said := ResponseView(self.desk, self.response).qualifications():
            st.html(said)

    def _draw_sentences(self, may: bool) -> None:
        view = ResponseView(self.desk, self.response, self.stale)
        for number, sentence in enumerate(self.response.sentences, 1):
            st.html(view.sentence(number, sentence))
            if sentence.support is Support.UNVERIFIED and may:
                self._draw_acceptance(number, sentence.id)

    def _draw_acceptance(self, number: int, id: str) -> None:
        word = self.desk.word
        with st.popover(word("editor.accept", number=number), key=f"accept-{id}"):
            key = f"accept-reason-{id}"
            st.text_area(word("editor.reason"), key=key, max_chars=500)
            st.button(
                word("editor.accept_done"),
                on_click=lambda: self.desk.do(
                    lambda: self.desk.editor.accept(self.response, id, st.session_state[key], self.desk.who),
                    word("editor.accepted"),
                ),
                key=f"accept-do-{id}",
                type="primary",
            )

    def _draw_actions(self, may: bool, other: Hold | None) -> None:
        word, response = self.desk.word, self.response
        with st.container(horizontal=True, key="editor-actions"):
            name = word("editor.edit" if response.sentences else "editor.write")
            st.button(name, on_click=self._begin, disabled=not may, key="edit", icon=":material/edit:")
            if response.engine_may_write:
                self._draw_engine(may)
            self._draw_level(may)
            for status in sorted(TRANSITIONS[response.status]):
                self._draw_move(status, bool(author()) and other is None and bool(response.sentences))

    def _draw_engine(self, may: bool) -> None:
        """Lets the engine draft it, while no person has changed it."""
        word = self.desk.word
        ready = may and self.desk.has_documents()
        again = word("editor.draft_again" if self.response.drafted else "editor.draft")
        kind: Literal["primary", "secondary"] = "secondary" if self.response.drafted else "primary"
        if st.button(again, key="draft-one", disabled=not ready, type=kind):
            with st.spinner(word("editor.drafting"), show_time=True):
                self.desk.act(lambda: self.desk.runner().one(self.response.indicator.id, self.desk.who))
            st.rerun()

    def _draw_level(self, may: bool) -> None:
        word, response = self.desk.word, self.response
        with st.popover(word("editor.level"), disabled=not may):
            level_key, reason_key = f"level-{self.key}", f"level-reason-{self.key}"
            index = LEVELS.index(response.level) if response.level else None
            st.radio(word("board.level"), LEVELS, index=index, format_func=self.desk.level, key=level_key)
            st.text_area(word("editor.reason"), key=reason_key, max_chars=500)
            st.button(
                word("editor.level_done"),
                on_click=lambda: self.desk.do(
                    lambda: self.desk.editor.set_level(
                        response, st.session_state[level_key], st.session_state[reason_key], self.desk.who
                    ),
                    word("editor.saved"),
                ),
                type="primary",
                key="level-do",
            )

    def _draw_move(self, to: Status, may: bool) -> None:
        word = self.desk.word
        with st.popover(word(f"move.{to}"), disabled=not may, key=f"move-{to}"):
            key = f"note-{to}-{self.key}"
            st.text_area(word("editor.reason" if to is Status.RETURNED else "editor.note"), key=key, max_chars=500)
            st.button(
                word(f"move.{to}"),
                on_click=lambda: self.desk.do(
                    lambda: self.desk.editor.move(
                        self.response, to, st.session_state[key], self.desk.who, self.desk.standing()
                    ),
                    word("editor.moved", status=self.desk.status(to).lower()),
                ),
                type="primary",
                key=f"move-do-{to}",
            )

    # Editing

    def _begin(self) -> None:
        """Takes hold of the response, and remembers how it was."""
        if self.desk.act(lambda: self.desk.workspace.hold(*self._place, self.desk.who)):
            st.session_state[f"{EDITING}{self.key}"] = self.response

    @property
    def _place(self) -> tuple[str, str]:
        return self.response.assessment, self.response.indicator.id

    def _end(self) -> None:
        self.desk.workspace.release(*self._place, self.desk.who.session)
        st.session_state.pop(f"{EDITING}{self.key}", None)

    def _draw_form(self, seen: Response) -> None:
        """The sentences as fields, each with the marks of its sources, and room for new ones."""
        word = self.desk.word
        marks = [c.mark for c in seen.citations]
        with st.form(f"sentences-{self.key}-{seen.version}", border=False):
            st.html(f'<p class="note">{html(word("editor.form_explained"))}</p>')
            for number, id in enumerate(self._ids(seen), 1):
                sentence = next((s for s in seen.sentences if s.id == id), None)
                text = _without_marks(sentence.text) if sentence else ""
                title = word("editor.sentence" if sentence else "editor.new_sentence", number=number)
                st.text_area(title, text, key=self._field("text", id, seen), height="content")
                st.multiselect(
                    word("editor.marks", number=number),
                    marks,
                    default=[m for m in sentence.marks if m in marks] if sentence else [],
                    format_func=lambda mark: f"[{mark}] {line(self._named(seen, mark))}",
                    key=self._field("marks", id, seen),
                    placeholder=word("editor.no_marks"),
                )
            if seen.level is None:
                name = self._field("level", "", seen)
                st.radio(
                    word("board.level"), LEVELS, index=None, format_func=self.desk.level, key=name, horizontal=True
                )
            with st.container(horizontal=True):
                st.form_submit_button(word("editor.save"), type="primary", on_click=self._save, args=(seen,))
                st.form_submit_button(word("editor.cancel"), on_click=self._end)

    def _ids(self, seen: Response) -> list[str]:
        return [*(s.id for s in seen.sentences), *(f"new-{i}" for i in range(1, _NEW_SENTENCES + 1))]

    def _field(self, name: str, id: str, seen: Response) -> str:
        return f"{name}-{self.key}-{seen.version}-{id}"

    def _named(self, seen: Response, mark: int) -> str:
        citation = seen.citation(mark)
        return f"“{shorten(citation.quote, 60, placeholder='…')}” {citation.title}" if citation else ""

    def _written(self, seen: Response) -> list[Written]:
        """What the fields hold."""
        state = st.session_state
        return [
            Written(
                "" if id.startswith("new-") else id,
                state.get(self._field("text", id, seen)) or "",
                tuple(state.get(self._field("marks", id, seen)) or ()),
            )
            for id in self._ids(seen)
        ]

    def _rewritten(self, seen: Response) -> Response:
        level = st.session_state.get(self._field("level", "", seen))
        return self.desk.editor.rewrite(seen, self._written(seen), self.desk.who, level)

    def _save(self, seen: Response) -> None:
        saved = self.desk.act(lambda: self._rewritten(seen), self.desk.word("editor.saved"))
        if saved:
            self._end()

    def _draw_renewal(self) -> None:
        """Goes on holding the response while the page is open."""

        def renew() -> None:
            try:
                self.desk.workspace.hold(*self._place, self.desk.who)
            except HeldError as error:
                st.html(f'<p class="failure" role="alert">{html(error.message(self.desk.word.language))}</p>')

        st.fragment(renew, run_every=_RENEW_SECONDS)()

    # The right side: what it rests on

    def _draw_evidence(self, other: Hold | None) -> None:
        backend = self.desk.backend
        if self.desk.frame.address.document and backend:
            draw_open_page(self.desk.frame, backend)
            return
        st.html(ResponseView(self.desk, self.response).sources())
        if backend:
            may = bool(author()) and other is None and self.response.status is not Status.VALIDATED
            draw_quoting(self.desk, self.edited or self.response, self._add, may)

    def _add(self, citation: Citation, to: str) -> None:
        """Adds a quote; what stands in the fields is saved first."""
        editor, who = self.desk.editor, self.desk.who
        seen = self.edited

        def added() -> None:
            before = self._rewritten(seen) if seen else self.response
            if seen:
                st.session_state[f"{EDITING}{self.key}"] = before
            after = editor.add_quote(before, citation, to, who)
            if seen:
                st.session_state[f"{EDITING}{self.key}"] = after

        self.desk.act(added, self.desk.word("quoting.added"))


def _without_marks(text: str) -> str:
    """A sentence as it is edited: the marks are chosen beneath it."""
    bare = MARK.sub("", text)
    return bare.removesuffix(".") if bare.endswith("”.") else bare
