"""The types that walk through ingest: lines of a file, pages of clean text, sentences, passages.

Offsets (``start``, ``end``) are character positions in the text of the page they name, end exclusive, so that
``page.text[start:end]`` is the sentence letter for letter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.ocr.confidence import ReadWord
    from ingest.ocr.words import RecognisedPage


class DocumentType(StrEnum):
    """What kind of source a document is; the order of authority is in ``corpus/catalogue.toml``."""

    PROFILE = "profile"
    DECREE = "decree"
    LAW = "law"
    FRAMEWORK = "framework"
    REPORT = "report"
    WEB = "web"
    BRIEF = "brief"


class BlockKind(StrEnum):
    """The part a block of text plays on its page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    FOOTNOTE = "footnote"
    BOILERPLATE = "boilerplate"
    """Link lists, contact lines, navigation, captions of icons: kept on the page, never retrieved."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line as the reader found it, with whatever the format tells about its role.

    Attributes:
        text: the characters, without the line break.
        size: font size in points, where the format has one.
        bold: whether the whole line is set in bold.
        x: distance of its beginning from the left edge in points, where known.
        y: distance of its baseline from the bottom edge in points, where known.
        kind: the block kind, where the format names it (HTML ``<li>``, a DOCX heading style, a table row).
        level: heading or list level from 1, where the format names it.
        cells: the cells of a table row; ``text`` is then the cells joined by `` | ``.
        superscripts: character spans of ``text`` that are raised small digits (footnote marks).
    """

    text: str
    size: float | None = None
    bold: bool = False
    x: float | None = None
    y: float | None = None
    kind: BlockKind | None = None
    level: int | None = None
    cells: tuple[str, ...] = ()
    superscripts: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page as read: its number from 1 and its lines in reading order. An empty line separates blocks."""

    number: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class RawDocument:
    """What a reader gives: pages, and what the file says of itself."""

    pages: tuple[RawPage, ...]
    title: str | None = None
    metadata: dict[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    recognised: tuple[RecognisedPage, ...] = ()
    """The words of the pages that were read by text recognition."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of clean text: the text that quotes are checked against and that ``ingest text`` prints."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence (or table row, list item, footnote) with its place.

    Attributes:
        page, start, end: its place; ``text`` equals ``page_text[start:end]``.
        text: letter for letter.
        search_text: the same with broken characters mended and footnote marks removed, for search and for prose.
        section: headings above it, outermost first, joined by `` > ``; empty where there is none.
        kind: paragraph, list item, table row, footnote or heading (boilerplate makes no sentences).
        language: ``en`` or ``es``.
        article: the article of a norm it stands in, such as ``5`` or ``12-A``.
        block: ordinal of its block in the document: sentences of one paragraph share it; so do the items of one list.
        context: what must be read with it to understand it: a list's lead-in, a table's header row.
        footnotes: marks of footnotes that the sentence carries, such as ``("5",)``; a FOOTNOTE's own mark.
    """

    page: int
    start: int
    end: int
    text: str
    search_text: str
    section: str
    kind: BlockKind
    language: str
    article: str | None = None
    block: int = 0
    context: str = ""
    footnotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """Neighbouring whole sentences of one section and one page, the unit of retrieval."""

    page: int
    start: int
    end: int
    text: str
    section: str
    language: str
    article: str | None
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document is. ``date`` is ISO, as exact as known: ``2019``, ``2019-04`` or ``2019-04-30``.

    ``authority`` is ``primary`` (the text of a norm), ``secondary`` (a profile, a page about norms) or
    ``summary`` (a brief). ``summarises`` names, for a brief, the catalogue id of the source it summarises;
    ``source`` is the catalogue id of this document itself, where the catalogue knows it.
    """

    title: str
    type: DocumentType
    country: str | None = None
    language: str = "en"
    date: str | None = None
    authority: str = "secondary"
    publisher: str | None = None
    url: str | None = None
    source: str | None = None
    summarises: str | None = None

    @property
    def year(self) -> str:
        """The year of the date; empty where that is not known."""
        return (self.date or "")[:4]


@dataclass(frozen=True, slots=True)
class Document:
    """A document ready for the store. ``id`` depends on the file's content alone."""

    id: str
    sha256: str
    path: str
    metadata: Metadata
    pages: tuple[Page, ...]
    passages: tuple[Passage, ...]
    warnings: tuple[str, ...] = ()
    recognised: Mapping[int, tuple[ReadWord, ...]] = field(default_factory=dict)
    """By the number of a page that was read by text recognition: how surely each word of its text was read."""
