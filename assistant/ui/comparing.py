"""What changed between two editions of a document, side by side; under each other on a phone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import streamlit as st

from assistant.instruments.places import place
from assistant.ui.address import Address
from assistant.ui.backend import Backend
from assistant.ui.frame import Frame
from assistant.ui.parts import separated
from assistant.ui.safe import html
from assistant.wording import Wording
from ingest.comparing_cli import Compared, compared
from ingest.differences import Edit, Kind, Place, SectionChange
from ingest.errors import DocumentUnknownError

_ARTICLES = ("answer.article", "answer.section", "answer.provision")
_SHOWN = 60
"""Changed sections that are drawn at once; the others are behind one click."""


@st.cache_data(max_entries=16, show_spinner=False)
def _compared(_backend: Backend, generation: int, old: str, new: str) -> Compared | None:
    try:
        return compared(_backend.store, old, new)
    except DocumentUnknownError:
        return None


def draw_comparison(frame: Frame, backend: Backend) -> None:
    """Draws the comparison that the address names."""
    address, word = frame.address, frame.wording
    with st.spinner(word("compare.working"), show_time=False):
        found = _compared(backend, backend.store.generation, address.compare or "", address.document or "")
    with st.container(key="comparison"):
        if found is None:
            back = html(address.closed().href())
            st.html(
                f'<p class="note">{html(word("viewer.gone"))} <a data-open="compare-close" href="{back}">'
                f"{html(word('compare.back'))}</a></p>"
            )
        else:
            kept = frozenset(id for id in (found.old, found.new) if backend.store.find(id))
            st.html(ComparisonView(found, address, word, kept).html())


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """Two editions as HTML.

    Attributes:
        compared: the editions and what changed.
        address: where the app is.
        wording: the language of the page.
        kept: ids of those that are in the store, whose pages can be opened.
    """

    compared: Compared
    address: Address
    wording: Wording
    kept: frozenset[str] = frozenset()

    def html(self) -> str:
        """The whole view."""
        word = self.wording
        changes = [self._change(change) for change in self.compared.comparison.changes]
        first, more = "".join(changes[:_SHOWN]), changes[_SHOWN:]
        rest = f"<details><summary>{html(word.count('compare.more', len(more)))}</summary>{''.join(more)}</details>"
        body = first + (rest if more else "") if changes else f'<p class="note">{html(word("compare.nothing"))}</p>'
        return (
            f'<section class="comparison" aria-label="{html(word("compare.title"))}" data-focus="comparison" '
            f'tabindex="-1"><p><a data-open="compare-close" href="{html(self.address.closed().href())}">'
            f"← {html(word('compare.back'))}</a></p><h1>{html(word('compare.title'))}</h1>{self._heads()}"
            f'<p class="note" role="status">{html(self._summary())}</p>{body}</section>'
        )

    def _heads(self) -> str:
        pairs = (("compare.older", self.compared.old), ("compare.newer", self.compared.new))
        described = (self.compared.old_metadata, self.compared.new_metadata)
        sides = []
        for (phrase, id), meta in zip(pairs, described, strict=True):
            title = f'<span lang="{html(meta.language)}">{html(meta.title)}</span>'
            if id in self.kept:
                title = f'<a data-open="compare-{html(id)}" href="{html(self._page(id, 1))}">{title}</a>'
            facts = [html(self.wording(phrase)), html(self.wording.date(meta.date))]
            if id not in self.kept:
                facts.append(html(self.wording("compare.replaced")))
            sides.append(f'<div><p class="title">{title}</p><p class="meta">{separated(facts)}</p></div>')
        return f'<div class="pair heads">{"".join(sides)}</div>'

    def _summary(self) -> str:
        comparison, word = self.compared.comparison, self.wording
        counts = [
            word.count(f"compare.{kind}", comparison.count(kind))
            for kind in (Kind.CHANGED, Kind.ADDED, Kind.REMOVED, Kind.RENAMED, Kind.SAME)
            if comparison.count(kind)
        ]
        return ", ".join(counts) + "."

    def _change(self, change: SectionChange) -> str:
        kind = f'<span class="kind {change.kind}">{html(self.wording(f"compare_kind.{change.kind}"))}</span>'
        edits = [self._edit(edit) for edit in change.edits if edit.kind is not Kind.SAME]
        old = self._place(change.old, self.compared.old)
        new = self._place(change.new, self.compared.new)
        alike = change.old and change.new and _name_of(change.old) == _name_of(change.new)
        return (
            f'<section class="change"><p class="place">{kind}</p>'
            f'<div class="pair places{" alike" if alike else ""}"><div>{old}</div>'
            f"<div>{new}</div></div>{''.join(edits)}</section>"
        )

    def _place(self, where: Place | None, id: str) -> str:
        if where is None:
            return ""
        named = place(where.article, _ARTICLES, self.wording) if where.article else None
        section = where.section.rpartition(" > ")[2]
        name = " · ".join(part for part in (named, section) if part) or self.wording("compare.beginning")
        page = html(self.wording("answer.page", page=where.page))
        if id in self.kept:
            page = (
                f'<a data-open="compare-{html(id)}-{where.page}" href="{html(self._page(id, where.page))}">{page}</a>'
            )
        return f'<h3>{html(name)}</h3><p class="meta">{page}</p>'

    def _edit(self, edit: Edit) -> str:
        languages = self.compared.old_metadata.language, self.compared.new_metadata.language
        old = self._side("del", "compare.was", edit.old, edit.old_spans, languages[0], edit.kind)
        new = self._side("ins", "compare.is", edit.new, edit.new_spans, languages[1], edit.kind)
        return f'<div class="pair edit">{old}{new}</div>'

    def _side(
        self, tag: str, phrase: str, text: str | None, spans: Sequence[tuple[int, int]], language: str, kind: Kind
    ) -> str:
        if text is None:
            return '<div class="none" aria-hidden="true"></div>'
        marked = _marked(text, spans if kind is Kind.CHANGED else [(0, len(text))], tag)
        label = f'<span class="for-screen-readers">{html(self.wording(phrase))}: </span>'
        return f'<div lang="{html(language)}"><p>{label}{marked}</p></div>'

    def _page(self, id: str, page: int) -> str:
        return self.address.at_page(id, page).href()


def _name_of(where: Place) -> tuple[str | None, str]:
    return where.article, where.section.rpartition(" > ")[2]


def _marked(text: str, spans: Iterable[tuple[int, int]], tag: str) -> str:
    """The text with some of its characters inside of a tag."""
    out, at = [], 0
    for start, end in spans:
        out.append(html(text[at:start]))
        if text[start:end]:
            out.append(f"<{tag}>{html(text[start:end])}</{tag}>")
        at = end
    return "".join([*out, html(text[at:])])
