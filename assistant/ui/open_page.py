"""The column with the cited page, for any page of the app that shows one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import streamlit as st

from assistant.ui.backend import Backend
from assistant.ui.frame import Frame
from assistant.ui.safe import html
from assistant.ui.viewer import PageImage, PageView, draw_page
from ingest.errors import DocumentUnknownError
from ingest.ocr.confidence import ReadWord, doubtful


@st.cache_data(max_entries=64, show_spinner=False)
def _image(original: str, page: int, quote: str) -> PageImage | None:
    return draw_page(Path(original), page, quote)


def draw_open_page(frame: Frame, backend: Backend) -> None:
    """Draws the page that the address names."""
    with st.container(key="viewer"):
        view = _view(frame, backend)
        st.html(view.html() if view else _gone(frame))


def _view(frame: Frame, backend: Backend) -> PageView | None:
    try:
        record = backend.store.document(frame.address.document or "")
        pages = backend.store.pages(record.id)
    except DocumentUnknownError:
        return None
    original = record.original
    drawable = original is not None and original.suffix.lower() == ".pdf" and original.is_file()
    view = PageView(record.metadata, pages, frame.address, frame.wording, drawable=drawable)
    words = backend.store.recognised_words(record.id, frame.address.page)
    if words and view.page:
        view = replace(view, recognised=True, doubtful=doubtful(view.page.text, words))
    if not drawable or frame.address.as_text or not view.page:
        return view
    with st.spinner(frame.wording("viewer.drawing"), show_time=False):
        image = _image(str(original), frame.address.page, "" if words else view.quote)
    if image and words:
        image = replace(image, boxes=_boxes(words, frame.address.span))
    return replace(view, image=image)


def _boxes(words: Sequence[ReadWord], span: tuple[int, int] | None) -> tuple[tuple[float, float, float, float], ...]:
    """Where the lines of a quote stand on a page that was read by text recognition."""
    lines: list[list[float]] = []
    for word in words if span else ():
        if span and word.start < span[1] and span[0] < word.end:
            left, top, right, bottom = word.box
            last = lines[-1] if lines else None
            if last and left > last[2] - 0.01 and top < last[3] and bottom > last[1]:
                last[1:] = [min(last[1], top), right, max(last[3], bottom)]
            else:
                lines.append([left, top, right, bottom])
    return tuple((left, top, right - left, bottom - top) for left, top, right, bottom in lines)


def _gone(frame: Frame) -> str:
    close = frame.address.closed().href()
    return (
        f'<section class="viewer" data-focus="viewer" tabindex="-1"><header><p>{html(frame.wording("viewer.gone"))}</p>'
        f'<a class="close" data-open="viewer-close" href="{html(close)}" '
        f'aria-label="{html(frame.wording("viewer.close"))}">×</a></header></section>'
    )
