"""Editions of one document: which is the newer one of two, what is kept of one that was replaced, what is unsure.

Two documents are linked as editions where it is plain: the file at one path got other content; the same title but for
its date; the same norm, once in a consolidated text. Where it is only likely, the link is proposed to people.
"""

from __future__ import annotations

import json
import re
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from rapidfuzz import fuzz

from ingest.document import Document, DocumentType, Metadata, Page
from ingest.notices import Notice
from ingest.records import DocumentRecord
from ingest.terms import fold

Rows = Callable[..., list[Any]]
Change = Callable[[], AbstractContextManager[sqlite3.Connection]]


class State(StrEnum):
    """How sure a link is."""

    LINKED = "linked"
    PROPOSED = "proposed"
    REJECTED = "rejected"


class Why(StrEnum):
    """What a link rests on."""

    PATH = "path"
    TITLE = "title"
    CONSOLIDATED = "consolidated"
    SIMILAR = "similar"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Link:
    """Two editions of one document, by their ids."""

    newer: str
    older: str
    state: State
    why: Why


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence of an edition with its place."""

    page: int
    section: str
    article: str | None
    text: str


@dataclass(frozen=True, slots=True)
class EarlierText:
    """What is kept of a document that another one has replaced."""

    id: str
    metadata: Metadata
    pages: tuple[Page, ...]
    parts: tuple[Part, ...]
    replaced_at: str


class Editions:
    """The links between the documents of one store, and the texts of replaced ones.

    Args:
        rows: reads from the store's database.
        change: gives its connection in a transaction after which questions are answered anew.
    """

    def __init__(self, rows: Rows, change: Change) -> None:
        self._rows, self._change = rows, change

    def all(self) -> tuple[Link, ...]:
        """All links that nobody has rejected."""
        found = self._rows(
            "SELECT newer, older, state, why FROM editions WHERE state <> ? ORDER BY 1, 2", ("rejected",)
        )
        return tuple(Link(newer, older, State(state), Why(why)) for newer, older, state, why in found)

    def of(self, id: str) -> tuple[Link, ...]:
        """The links of one document, whichever edition it is."""
        return tuple(link for link in self.all() if id in (link.newer, link.older))

    def linked(self) -> tuple[Link, ...]:
        """The links that are sure."""
        return tuple(link for link in self.all() if link.state is State.LINKED)

    def put(self, links: Iterable[Link]) -> None:
        """Adds links; what people have decided on stays."""
        rows = [(link.newer, link.older, link.state, link.why) for link in links]
        if rows:
            with self._change() as connection:
                connection.executemany("INSERT OR IGNORE INTO editions VALUES (?, ?, ?, ?)", rows)

    def decide(self, newer: str, older: str, state: State) -> None:
        """What a person says of two documents: that they are editions of one, or not."""
        with self._change() as connection:
            connection.execute("DELETE FROM editions WHERE newer = ? AND older = ?", (older, newer))
            connection.execute("INSERT OR REPLACE INTO editions VALUES (?, ?, ?, ?)", (newer, older, state, Why.PERSON))

    def earlier(self, id: str) -> EarlierText | None:
        """The text of a replaced document; None where none is kept."""
        found = self._rows("SELECT record, text, replaced_at FROM earlier_texts WHERE id = ?", (id,))
        if not found:
            return None
        record, blob, replaced_at = found[0]
        known, text = json.loads(record), json.loads(zlib.decompress(blob))
        known["type"] = DocumentType(known["type"])
        pages = tuple(Page(number, page) for number, page in text["pages"])
        return EarlierText(id, Metadata(**known), pages, tuple(Part(*part) for part in text["parts"]), replaced_at)

    def parts(self, id: str) -> tuple[Part, ...]:
        """The sentences of a document in the store, or of a replaced one."""
        rows = self._rows(
            "SELECT page, section, article, text FROM sentences WHERE document_id = ? ORDER BY ordinal", (id,)
        )
        if rows:
            return tuple(Part(*row) for row in rows)
        kept = self.earlier(id)
        return kept.parts if kept else ()

    # For the store, inside of its own changes

    def keep(self, connection: sqlite3.Connection, old: DocumentRecord, newer: str) -> None:
        """Keeps the text of a document that is about to be replaced, linked to the one that replaces it."""
        if old.metadata.summarises:
            return
        pages = self._rows("SELECT number, text FROM pages WHERE document_id = ? ORDER BY number", (old.id,))
        parts = [list(asdict(part).values()) for part in self.parts(old.id)]
        text = json.dumps({"pages": pages, "parts": parts}, ensure_ascii=False)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        row = (old.id, json.dumps(asdict(old.metadata), ensure_ascii=False), zlib.compress(text.encode()), now)
        connection.execute("INSERT OR REPLACE INTO earlier_texts VALUES (?, ?, ?, ?)", row)
        link = (newer, old.id, State.LINKED, Why.PATH)
        connection.execute("INSERT OR REPLACE INTO editions VALUES (?, ?, ?, ?)", link)

    def forget(self, connection: sqlite3.Connection, id: str) -> None:
        """Takes out the links of a removed document, and the texts of those that it had replaced."""
        gone = [id]
        while gone:
            one = gone.pop()
            chain = "SELECT older FROM editions WHERE newer = ? AND older IN (SELECT id FROM earlier_texts)"
            gone += [older for (older,) in connection.execute(chain, (one,))]
            connection.execute("DELETE FROM editions WHERE newer = ? OR older = ?", (one, one))
            connection.execute("DELETE FROM earlier_texts WHERE id = ?", (one,))


# --- which documents are editions of one ----------------------------------------------------------------------------

_SIMILAR_TITLE = 85
"""Of 100, by the words that two titles share."""
_SIMILAR_TEXT = 0.25
"""Of the sentences of the shorter one."""
_CONSOLIDATED = re.compile(r"\b(?:consolid|texto unico|compila|actualizad|refundid|updated|as amended|con sus modific)")
_EDITION_WORDS = re.compile(
    r"\b(?:edition|edicion|version|update|updated|actualizad[oa]|actualizacion|revised|revisad[oa]|revision|"
    r"consolidated|consolidad[oa]|texto|text|unico|ordenado|of|de|del|al|to|as)\b"
)
_DATES = re.compile(
    r"\b(?:\d{1,2}\s+(?:de\s+)?)?(?:january|february|march|april|may|june|july|august|september|october|november|"
    r"december|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre)\b"
    r"|\b(?:19|20)\d\d(?:-\d\d){0,2}\b"
)
_NORM = re.compile(
    r"\b(ley|decreto|resolucion|reglamento|law|decree|act|resolution|regulation)\b[^\d]{0,40}?"
    r"(\d{1,6}(?:-[\w-]+)?)(?:\s*(?:de|del|of|/|-)[^\d]{0,24}((?:19|20)\d\d))?"
)
_NORM_WORDS = {"law": "ley", "act": "ley", "decree": "decreto", "resolution": "resolucion", "regulation": "reglamento"}


def links_of(
    document: Document, records: Sequence[DocumentRecord], parts: Callable[[str], Sequence[Part]]
) -> list[Link]:
    """The links of a document that is being added to those in the store.

    Args:
        document: the document.
        records: the documents of the store, without those that it replaces.
        parts: the sentences of one of them.
    """
    if document.metadata.summarises:
        return []
    own = frozenset(_same(s.text) for passage in document.passages for s in passage.sentences)
    found = []
    for record in records:
        if record.id != document.id and _may_be(document.metadata, record.metadata):
            share = lambda record=record: _share(own, frozenset(_same(p.text) for p in parts(record.id)))  # noqa: E731
            link = _link(document, record, share)
            if link:
                found.append(link)
    return found


def notice_of(link: Link, id: str, other: Metadata) -> Notice:
    """What people are told of the link of a document that is being added to another."""
    sure = "edition" if link.newer == id else "older_edition"
    code = sure if link.state is State.LINKED else "edition_proposed"
    return Notice(code, title=other.title, date=other.date or {"en": "undated", "es": "sin fecha"})


def _may_be(a: Metadata, b: Metadata) -> bool:
    same_country = a.country is None or b.country is None or a.country == b.country
    return same_country and a.language == b.language and not b.summarises


def _link(document: Document, record: DocumentRecord, share: Callable[[], float]) -> Link | None:
    a, b = document.metadata, record.metadata
    norms = _norm(a.title), _norm(b.title)
    if all(norms):
        return _link_of_norms(document, record, norms, share)
    order = _order(a.date, b.date)
    same_title = _series(a.title) == _series(b.title) != ""
    if order and same_title and not any(norms) and a.type == b.type:
        return _made(document.id, record.id, order, State.LINKED, Why.TITLE)
    alike = same_title or fuzz.token_set_ratio(_series(a.title), _series(b.title)) >= _SIMILAR_TITLE
    if alike and a.type == b.type and a.date != b.date and share() >= _SIMILAR_TEXT:
        return _made(document.id, record.id, order or 1, State.PROPOSED, Why.SIMILAR)
    return None


def _link_of_norms(
    document: Document, record: DocumentRecord, norms: tuple[Any, Any], share: Callable[[], float]
) -> Link | None:
    """Two texts of one norm: a consolidated one is the newer, else the later dated where they share their words."""
    a, b = document.metadata, record.metadata
    if not _same_norm(*norms) or share() < _SIMILAR_TEXT:
        return None
    consolidated = [bool(_CONSOLIDATED.search(fold(m.title))) for m in (a, b)]
    if consolidated[0] != consolidated[1]:
        order = 1 if consolidated[0] else -1
        return _made(document.id, record.id, order, State.LINKED, Why.CONSOLIDATED)
    order = _order(a.date, b.date)
    return _made(document.id, record.id, order, State.PROPOSED, Why.SIMILAR) if order else None


def _made(document: str, record: str, order: int, state: State, why: Why) -> Link:
    newer, older = (document, record) if order > 0 else (record, document)
    return Link(newer, older, state, why)


def _order(a: str | None, b: str | None) -> int:
    """1 where ``a`` is the later date, -1 where it is the earlier; 0 where that is not known."""
    if not a or not b or a.startswith(b) or b.startswith(a):
        return 0
    return 1 if a > b else -1


def _series(title: str) -> str:
    """A title without its date and the words that tell editions apart."""
    plain = _EDITION_WORDS.sub(" ", _DATES.sub(" ", fold(title)))
    return " ".join(re.findall(r"\w+", plain))


def _norm(title: str) -> tuple[str, str, str | None] | None:
    match = _NORM.search(fold(title))
    return (_NORM_WORDS.get(match[1], match[1]), match[2].lstrip("0"), match[3]) if match else None


def _same_norm(a: tuple[str, str, str | None], b: tuple[str, str, str | None]) -> bool:
    return a[:2] == b[:2] and (a[2] is None or b[2] is None or a[2] == b[2])


def _same(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))


def _share(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / max(min(len(a), len(b)), 1)
