"""On the page Documents: what waits for text recognition, what may be editions of one document, remarks."""

from __future__ import annotations

import streamlit as st

from assistant.ui.address import Address
from assistant.ui.backend import Backend
from assistant.ui.frame import Frame
from assistant.ui.safe import html
from assistant.ui.work import Workshop
from assistant.wording import Wording
from ingest.document import Metadata
from ingest.editions import Link, State
from ingest.notices import in_language
from ingest.ocr.tesseract import installed
from ingest.records import DocumentRecord
from ingest.waiting import Waiting


def draw_waiting(word: Wording, backend: Backend, workshop: Workshop) -> None:
    """Draws the documents that wait for text recognition, with what to do."""
    working = {str(task.path) for task in workshop.tasks() if task.active}
    reading = {task.path.name for task in workshop.tasks() if task.active and task.path}
    waiting = [one for one in backend.store.waiting.all() if str(one.file) not in working and one.name not in reading]
    if not waiting:
        return
    able = installed() is not None
    st.html(f'<h2 class="small">{html(word("ocr.waiting"))} ({len(waiting)})</h2>')
    st.html(f'<p class="note">{html(word("ocr.can_be_read" if able else "ocr.install"))}</p>')
    if not able:
        st.code("sudo apt install tesseract-ocr tesseract-ocr-spa", language=None)
    with st.container(gap="xsmall", key="waiting"):
        for one in waiting:
            _draw_waiting(word, backend, workshop, one, able)


def _draw_waiting(word: Wording, backend: Backend, workshop: Workshop, one: Waiting, able: bool) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"waiting-{one.id}"):
        said = (
            word("ocr.progress", read=one.read, pages=one.pages)
            if one.read
            else word.count("documents.pages", one.pages)
        )
        st.html(
            f'<div class="document"><p class="title">{html(one.name)}</p><p class="meta">{html(said)}</p></div>',
            width="stretch",
        )
        name = word("ocr.go_on" if one.read else "ocr.read")
        st.button(name, key=f"read-{one.id}", disabled=not able, on_click=workshop.recognise, args=(one.id, one.file))

        def drop() -> None:
            backend.store.waiting.forget(one.id)

        with st.popover(word("documents.remove"), type="tertiary", key=f"ask-{one.id}"):
            st.html(f'<p class="note">{html(word("ocr.remove_explained"))}</p>')
            st.button(word("documents.remove"), key=f"drop-{one.id}", on_click=drop)


def draw_proposals(frame: Frame, backend: Backend) -> None:
    """Draws the pairs of documents that may be editions of one, to confirm or to reject."""
    word, store = frame.wording, backend.store
    proposed = [link for link in store.editions.all() if link.state is State.PROPOSED]
    known = [(link, a, b) for link in proposed if (a := store.find(link.newer)) and (b := store.find(link.older))]
    if not known:
        return
    st.html(f'<h2 class="small">{html(word("editions.proposed"))} ({len(known)})</h2>')
    with st.container(gap="xsmall", key="proposals"):
        for link, newer, older in known:
            _draw_proposal(frame, backend, link, newer.metadata, older.metadata)


def _draw_proposal(frame: Frame, backend: Backend, link: Link, newer: Metadata, older: Metadata) -> None:
    word = frame.wording
    key = f"{link.newer}-{link.older}"
    with st.container(border=True, key=f"proposal-{key}"):
        pair = [
            f'<strong lang="{html(m.language)}">{html(m.title)}</strong> ({html(word.date(m.date))})'
            for m in (newer, older)
        ]
        items = "".join(f"<li>{one}</li>" for one in pair)
        st.html(f'<p>{html(word("editions.question"))}</p><ul class="pair-of-editions">{items}</ul>')
        with st.container(horizontal=True, vertical_alignment="center"):
            decide = backend.store.editions.decide
            for phrase, state in (("editions.confirm", State.LINKED), ("editions.reject", State.REJECTED)):
                args = (link.newer, link.older, state)
                st.button(word(phrase), key=f"{state}-{key}", on_click=decide, args=args)
            st.html(compare_link(frame.address, link, word), width="content")


def compare_link(address: Address, link: Link, word: Wording) -> str:
    """The link that opens the comparison of two editions."""
    href = address.at_comparison(link.newer, link.older).href()
    key = f"compare-{link.newer}-{link.older}"
    return f'<a data-open="{html(key)}" href="{html(href)}">{html(word("editions.what_changed"))}</a>'


def edition_lines(frame: Frame, backend: Backend, document: DocumentRecord, links: tuple[Link, ...]) -> str:
    """What is said beneath a document of its other editions, with the way to what changed."""
    word = frame.wording
    lines = []
    for link in links:
        if link.state is not State.LINKED or document.id not in (link.newer, link.older):
            continue
        is_newer = link.newer == document.id
        other = _metadata(backend, link.older if is_newer else link.newer)
        if other is not None:
            phrase = "editions.replaces" if is_newer else "editions.replaced_by"
            said = html(word(phrase, date=word.date(other.date)))
            lines.append(f'<p class="meta">{said} · {compare_link(frame.address, link, word)}</p>')
    return "".join(lines)


def _metadata(backend: Backend, id: str) -> Metadata | None:
    record = backend.store.find(id)
    if record is not None:
        return record.metadata
    kept = backend.store.editions.earlier(id)
    return kept.metadata if kept else None


def remarks(word: Wording, document: DocumentRecord) -> str:
    """What was noted as a document was read, behind one click."""
    if not document.warnings:
        return ""
    items = "".join(f"<li>{html(in_language(warning, word.language))}</li>" for warning in document.warnings)
    count = word.count("documents.remarks", len(document.warnings))
    return f'<details class="remarks"><summary>{html(count)}</summary><ul>{items}</ul></details>'
