"""The filters in the sidebar: which documents a question is asked of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from assistant.instruments.places import shows_year
from assistant.ui.safe import line
from assistant.wording import Wording
from ingest.records import DocumentRecord

if TYPE_CHECKING:
    from assistant.retrieval import Filters

ISO_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_KEYS = ("filter-country", "filter-type", "filter-document", "filter-language", "filter-as-of")


def draw_filters(documents: Sequence[DocumentRecord], word: Wording) -> Callable[[], Filters]:
    """Draws the filters that these documents give a choice for, and gives what makes them of what is chosen."""
    titles = {d.id: _title(d, word) for d in documents}
    with st.sidebar, st.expander(word("filters.title"), expanded=_count() > 0, key="filters"):
        filters = partial(
            _filters,
            countries=_choice("country", (d.metadata.country for d in documents), word.country, word),
            types=_choice("type", (d.metadata.type for d in documents), lambda t: word.either(f"type.{t}", t), word),
            documents=_choice("document", titles, lambda i: titles.get(i, i), word),
            languages=_choice("language", (d.metadata.language for d in documents), _language(word), word),
            as_of=_as_of(word),
        )
        if _count():
            st.button(word("filters.clear"), on_click=_clear, key="filters-clear", type="tertiary")
    return filters


def _filters(
    countries: tuple[str, ...] | None,
    types: tuple[str, ...] | None,
    documents: tuple[str, ...] | None,
    languages: tuple[str, ...] | None,
    as_of: str | None,
) -> Filters:
    from assistant.retrieval import Filters  # brings the search with it, which the first page can do without

    return Filters(countries=countries, types=types, documents=documents, languages=languages, as_of=as_of)


def _choice(
    name: str, values: Iterable[str | None], spell: Callable[[str], str], word: Wording
) -> tuple[str, ...] | None:
    """A choice among the values that occur; None where all are wanted."""
    key = f"filter-{name}"
    options = sorted({str(v) for v in values if v}, key=lambda v: spell(v).casefold())
    if len(options) < 2:
        return None
    st.session_state[key] = [v for v in st.session_state.get(key, []) if v in options]
    chosen = st.multiselect(
        word(f"filters.{name}"),
        options,
        format_func=lambda value: line(spell(value)),
        key=key,
        placeholder=word("filters.any"),
        persist_state="session",
        select_all=False,
    )
    return tuple(chosen) or None


def _as_of(word: Wording) -> str | None:
    written = st.text_input(
        word("filters.as_of"),
        key="filter-as-of",
        placeholder="2019-04-30",
        help=word("filters.as_of_help"),
        persist_state="session",
    )
    value = (written or "").strip()
    if value and not ISO_DATE.fullmatch(value):
        st.caption(word("documents.bad_date"))
        return None
    return value or None


def _title(document: DocumentRecord, word: Wording) -> str:
    meta = document.metadata
    date = word.date(meta.date)
    return meta.title if shows_year(meta.title, date) else f"{meta.title} ({date})"


def _language(word: Wording) -> Callable[[str], str]:
    return lambda code: word.either(f"languages.{code}", code)


def _count() -> int:
    return sum(bool(st.session_state.get(key)) for key in _KEYS)


def _clear() -> None:
    for key in _KEYS:
        st.session_state[key] = "" if key == "filter-as-of" else []
