"""A block: lines of a page that belong together, with the part that they play on it."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.cleaning import Span
from ingest.document import BlockKind


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together.

    Attributes:
        text: the joined lines.
        rank: of a heading: how high it stands, smaller is higher.
        level: of a heading: its level in the file's own markup.
        marks: spans of its footnote marks, as far as the reader saw them.
        note: of a footnote: its mark.
        boxed: a heading of a box in a figure, whose text may stand before it.
        article: of an article's heading: its number.
        label: of a heading that shares its line with text: the part that is the heading.
        content: where its own words begin, after a bullet or a footnote's mark.
        bold: set in bold.
        fresh: an empty line or the top of the page stands before it.
    """

    page: int
    kind: BlockKind
    text: str
    rank: int = 0
    level: int | None = None
    marks: tuple[Span, ...] = ()
    note: str | None = None
    boxed: bool = False
    article: str | None = None
    label: str | None = None
    content: int = 0
    cells: tuple[str, ...] = ()
    size: float | None = None
    bold: bool = False
    fresh: bool = True
