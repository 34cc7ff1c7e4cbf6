"""The page Documents: what the assistant answers from, with dates and authority; add, correct, remove, keep up."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from assistant.ui.backend import Backend, open_backend, open_workshop, store_path
from assistant.ui.comparing import draw_comparison
from assistant.ui.details import close_dialog, correct_details, remove_document
from assistant.ui.frame import Frame, draw_glue, guarded
from assistant.ui.open_page import draw_open_page
from assistant.ui.parts import official_link, separated, source_kind
from assistant.ui.records import keep_upload
from assistant.ui.safe import html
from assistant.ui.shelf import draw_proposals, draw_waiting, edition_lines, remarks
from assistant.ui.work import Kind, Workshop
from assistant.ui.work_view import draw_work
from assistant.wording import Wording
from ingest.document import DocumentType
from ingest.records import DocumentRecord
from ingest.terms import fold

UPLOAD_MEGABYTES = 100
PAGE_SIZE = 25
_CORRECT, _REMOVE = "correct", "remove"


def show(frame: Frame) -> None:
    """Draws the page."""
    backend = open_backend()
    if frame.address.compare and backend:
        draw_comparison(frame, backend)
        draw_glue(frame, focus=f"comparison@{frame.address.href()}")
        return
    if frame.address.document and backend:
        left, right = st.columns([1, 1], gap="large")
        with left:
            _draw_page(frame, backend)
        with right:
            draw_open_page(frame, backend)
    else:
        _draw_page(frame, backend)
    draw_glue(frame, focus=f"viewer@{frame.address.href()}" if frame.address.document else None)


def _draw_page(frame: Frame, backend: Backend | None) -> None:
    word = frame.wording
    workshop = open_workshop(str(store_path()))
    st.title(word("documents.title"), anchor=False)
    st.html(f'<p class="lead">{html(word("documents.lead"))}</p>')
    _draw_upload(word, workshop)
    draw_work(frame, backend, workshop)
    if backend:
        draw_waiting(word, backend, workshop)
        draw_proposals(frame, backend)
    _draw_list(frame, backend)
    if backend:
        _draw_upkeep(word, workshop)
        _draw_dialog(word, backend)


def _draw_upload(word: Wording, workshop: Workshop) -> None:
    key = f"upload-{st.session_state.get('uploads', 0)}"

    def uploaded() -> None:
        # The browser tells of the same files twice where the page is drawn anew between their arriving.
        taken: set[str] = st.session_state.setdefault("uploaded", set())
        files = [file for file in st.session_state[key] or () if file.file_id not in taken]
        taken.update(file.file_id for file in files)
        workshop.add([keep_upload(file.name, file.getvalue(), store_path()) for file in files])
        st.session_state["uploads"] = st.session_state.get("uploads", 0) + 1

    st.file_uploader(
        word("documents.drop"),
        accept_multiple_files=True,
        key=key,
        on_change=uploaded,
        max_upload_size=UPLOAD_MEGABYTES,
    )
    st.html(f'<p class="note">{html(word("documents.drop_help", size=UPLOAD_MEGABYTES))}</p>')


def _draw_list(frame: Frame, backend: Backend | None) -> None:
    word = frame.wording
    documents = backend.documents() if backend else ()
    if not backend or not documents:
        st.html(f'<p class="note">{html(word("documents.none"))}</p>')
        return
    sources = [d for d in documents if d.metadata.type != DocumentType.BRIEF]
    summaries = [d for d in documents if d.metadata.type == DocumentType.BRIEF]
    wanted = ""
    if len(documents) > PAGE_SIZE:
        wanted = fold(st.text_input(word("documents.find"), key="find-document") or "")
    for title, part in (("documents.list", sources), ("documents.summaries", summaries)):
        found = [d for d in part if wanted in fold(d.metadata.title)]
        if found:
            st.html(f'<h2 class="small">{html(word(title))} ({len(found)})</h2>')
            _draw_rows(frame, backend, found, title)


def _draw_rows(frame: Frame, backend: Backend, documents: Sequence[DocumentRecord], name: str) -> None:
    pages = -(-len(documents) // PAGE_SIZE)
    place = st.container(key=f"rows-{name.rpartition('.')[2]}", gap="xsmall")
    page = st.pagination(pages, key=f"page-{name}") if pages > 1 else 1
    with place:
        for document in documents[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]:
            _draw_row(frame, backend, document)


def _draw_row(frame: Frame, backend: Backend, document: DocumentRecord) -> None:
    word = frame.wording
    key = f"document-{document.id}"
    with st.container(border=True, key=key, horizontal=True, vertical_alignment="center", wrap=False):
        st.html(_row_html(frame, backend, document), width="stretch")
        names = {_CORRECT: word("documents.correct"), _REMOVE: word("documents.remove")}
        chosen = st.menu_button(
            word("documents.change"),
            list(names),
            format_func=lambda name: names[name],
            key=f"change-{document.id}",
            type="tertiary",
        )
    if chosen:
        st.session_state["dialog"] = (chosen, document.id)


def _draw_dialog(word: Wording, backend: Backend) -> None:
    """The dialog that is open stays open over reruns until it is closed."""
    chosen, id = st.session_state.get("dialog", (None, ""))
    document = backend.store.find(id)
    if document is None:
        return
    draw: Callable[[Wording, Backend, DocumentRecord], None]
    if chosen == _CORRECT:
        title, draw = word("documents.details"), correct_details
    else:
        title, draw = word("documents.remove_question"), remove_document
    st.dialog(title, on_dismiss=close_dialog)(guarded(word, draw))(word, backend, document)


def _row_html(frame: Frame, backend: Backend, document: DocumentRecord) -> str:
    """Title as the link that opens it, then date, kind, authority and the rest."""
    word, meta = frame.wording, document.metadata
    href = frame.address.at_page(document.id, 1).href()
    title = (
        f'<a data-open="document-{html(document.id)}" href="{html(href)}" lang="{html(meta.language)}">'
        f"{html(meta.title)}</a>"
    )
    facts = (
        word.date(meta.date),
        source_kind(meta.type, meta.authority, word),
        word.either(f"languages.{meta.language}", meta.language),
        word.country(meta.country) if meta.country else None,
        meta.publisher,
        word.count("documents.pages", document.pages),
    )
    line = separated([*(html(fact) for fact in facts if fact), official_link(meta.url, word)])
    beneath = edition_lines(frame, backend, document, backend.store.editions.of(document.id)) + remarks(word, document)
    return f'<div class="document"><p class="title">{title}</p><p class="meta">{line}</p>{beneath}</div>'


def _draw_upkeep(word: Wording, workshop: Workshop) -> None:
    with st.expander(word("upkeep.title"), key="upkeep"):
        st.html(f'<p class="note">{html(word("upkeep.lead"))}</p>')
        busy = any(task.active and task.kind is not Kind.ADD for task in workshop.tasks())
        with st.container(horizontal=True):
            for kind in (Kind.CHECK, Kind.REPAIR, Kind.REBUILD):
                name = word(f"upkeep.{kind}")
                st.button(name, key=f"upkeep-{kind}", disabled=busy, on_click=workshop.keep_up, args=(kind,))
