"""The page Instruments: search, timeline, one instrument with its relations, articles and mentions; proposals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from assistant.commands.instruments import entries_with_partners
from assistant.instruments.added import AddedFile
from assistant.instruments.entries import Entry
from assistant.instruments.mentions import articles_of, passages_naming
from assistant.instruments.proposals import Proposal, Proposals
from assistant.instruments.register import Register
from assistant.settings import Settings
from assistant.ui.backend import Backend, open_backend, store_path
from assistant.ui.frame import Frame, draw_glue
from assistant.ui.instruments_charts import draw_relations, draw_timeline
from assistant.ui.instruments_view import InstrumentView, list_html, proposal_html
from assistant.ui.open_page import draw_open_page
from assistant.ui.safe import html, label
from ingest.records import DocumentRecord

_SHOWN = 40
_PROPOSED = 12


@dataclass(frozen=True, slots=True)
class _Desk:
    """What the page works with."""

    frame: Frame
    register: Register
    added: AddedFile
    backend: Backend | None
    documents: Sequence[DocumentRecord]


def show(frame: Frame) -> None:
    """Draws the page."""
    backend = open_backend()
    added = AddedFile.of(store_path())
    register = Register.load(Settings().corpus, added.read().entries)
    desk = _Desk(frame, register, added, backend, backend.documents() if backend else ())
    if frame.address.document and backend:
        left, right = st.columns([1, 1], gap="large")
        with left:
            _draw(desk)
        with right:
            draw_open_page(frame, backend)
    else:
        _draw(desk)
    draw_glue(frame, focus=f"viewer@{frame.address.href()}" if frame.address.document else None)


def _draw(desk: _Desk) -> None:
    word = desk.frame.wording
    entry = desk.register.get(desk.frame.address.instrument or "")
    if entry is not None:
        _draw_entry(desk, entry)
        return
    st.title(word("instruments.title"), anchor=False)
    st.html(f'<p class="lead">{html(word("instruments.lead"))}</p>')
    found = _draw_search(desk)
    if found:
        draw_timeline(found, word)
    _draw_html(list_html(found, desk.frame, _SHOWN))
    _draw_proposals(desk)


def _draw_search(desk: _Desk) -> Sequence[Entry]:
    """The field, whose words stand in the address, and what they find."""
    frame, word = desk.frame, desk.frame.wording
    st.session_state.setdefault("find-instrument", frame.address.find or "")

    def changed() -> None:
        wanted = " ".join(str(st.session_state["find-instrument"]).split())[:100]
        frame.go(replace(frame.address, find=wanted or None))

    st.text_input(
        word("instruments.find"), key="find-instrument", on_change=changed, placeholder=word("instruments.find_example")
    )
    found = desk.register.search(frame.address.find or "", word.language)
    if frame.address.find:
        said = word.count("instruments.found", len(found)) if found else word("instruments.found_none")
        st.html(f'<p class="note" role="status">{html(said)}</p>')
    return found


def _draw_entry(desk: _Desk, entry: Entry) -> None:
    frame, word = desk.frame, desk.frame.wording
    view = InstrumentView(entry, desk.register, frame)
    st.html(view.back())
    st.title(label(entry.name(word.language)), anchor=False)
    st.html(view.facts())
    relations = desk.register.relations(entry)
    if relations:
        st.html(f'<h2 class="small">{html(word("instruments.relations"))}</h2>')
        if len(relations) > 1:
            draw_relations(entry, relations, desk.register, word)
        st.html(view.relations(relations))
    _draw_html(view.provisions())
    if desk.backend is None:
        return
    _draw_articles(desk, view, entry)
    mentions = passages_naming(entry, desk.register, desk.backend.store, desk.documents)
    st.html(view.mentions(mentions))


def _draw_articles(desk: _Desk, view: InstrumentView, entry: Entry) -> None:
    document = next((d for d in desk.documents if d.id == entry.document), None)
    if document is not None and desk.backend is not None:
        st.html(view.articles(document, articles_of(document, desk.backend.store)))


def _draw_html(text: str) -> None:
    """Streamlit draws no empty piece of HTML."""
    if text:
        st.html(text)


def _draw_proposals(desk: _Desk) -> None:
    """What the documents name and the register does not know, each with the words that say it."""
    if desk.backend is None:
        return
    word = desk.frame.wording
    proposals = Proposals(desk.backend.store, desk.register).all(desk.documents, desk.added.read().declined)
    if not proposals:
        return
    by_id = {p.id: p for p in proposals}
    with st.expander(word.count("instruments.proposed", len(proposals)), key="proposals"):
        st.html(f'<p class="note">{html(word("instruments.proposed_lead"))}</p>')
        for proposal in proposals[:_PROPOSED]:
            _draw_proposal(desk, proposal, by_id)
        if len(proposals) > _PROPOSED:
            st.html(f'<p class="note">{html(word.count("instruments.more", len(proposals) - _PROPOSED))}</p>')


def _draw_proposal(desk: _Desk, proposal: Proposal, by_id: dict[str, Proposal]) -> None:
    word = desk.frame.wording

    def accept() -> None:
        desk.added.add(entries_with_partners([proposal], by_id, desk.register))

    def decline() -> None:
        desk.added.decline([proposal.id])

    with st.container(border=True, key=f"proposal-{proposal.id}"):
        st.html(proposal_html(proposal, desk.frame))
        with st.container(horizontal=True):
            name = label(proposal.names(word.language))
            st.button(word("instruments.accept"), key=f"accept-{proposal.id}", on_click=accept, help=name)
            st.button(word("instruments.decline"), key=f"decline-{proposal.id}", on_click=decline, help=name)
