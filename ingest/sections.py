"""The headings above a place of a document, and those of the boxes of its figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.block import Block
from ingest.cleaning import clean_heading
from ingest.document import BlockKind
from ingest.headings import QUOTED_BY, Rank, is_capitals, provisions_name


@dataclass(slots=True)
class _Heading:
    text: str
    rank: int
    level: int | None
    page: int
    article: str | None = None
    empty: bool = True
    """No text has stood under it yet."""


def _is_legal(heading: _Heading | Block) -> bool:
    return heading.rank >= Rank.BOOK


def _above(upper: _Heading, lower: Block) -> bool:
    """Whether a heading stands over another: by the levels of the markup, or else by rank."""
    if upper.level is not None and lower.level is not None:
        return upper.level < lower.level
    if _is_legal(upper):
        return upper.rank < Rank.ARTICLE and not is_capitals(lower.text)
    return upper.rank < lower.rank


_DIVISION_WORD = re.compile(
    r"(?:LIBRO|T[ÍI]TULO|(?:SUB)?CAP[ÍI]TULO|SECCI[ÓO]N|BOOK|PART|TITLE|CHAPTER)\b", re.IGNORECASE
)


class Sections:
    """The headings above the place that is being read."""

    def __init__(self) -> None:
        self._stack: list[_Heading] = []

    def open(self, block: Block, text: str) -> None:
        """Puts a heading, under the text that names it, below those that stand over it."""
        if block.rank == Rank.ARTICLE:
            self.leave_recitals()
        top = self._stack[-1] if self._stack else None
        if top and top.empty and self._names(top, block):
            top.text = f"{top.text} {text}"
        elif top and top.empty and self._beside(top, block):
            top.text = f"{top.text} / {text}"
        else:
            self._close(block)
            self._stack.append(_Heading(text, block.rank, block.level, block.page, block.article))

    def _close(self, block: Block) -> None:
        """Takes off the headings that do not stand over a new one."""
        if _is_legal(block) and any(_is_legal(heading) for heading in self._stack):
            while self._stack and not (_is_legal(self._stack[-1]) and self._stack[-1].rank < block.rank):
                if not any(_is_legal(heading) for heading in self._stack):
                    break
                self._stack.pop()
        elif not _is_legal(block):
            while self._stack and not _above(self._stack[-1], block):
                self._stack.pop()

    @staticmethod
    def _beside(top: _Heading, block: Block) -> bool:
        """Whether two headings follow each other with nothing between: titles of columns or boxes side by side."""
        same = (top.rank, top.level, top.page) == (block.rank, block.level, block.page)
        return same and not _is_legal(block) and not block.text[:1].isdigit()

    @staticmethod
    def _names(top: _Heading, block: Block) -> bool:
        """Whether a heading is the name of the division of a norm that was just opened (``CAPÍTULO I``)."""
        bare = re.fullmatch(r"\S+\s+\S+", top.text) is not None and _DIVISION_WORD.match(top.text) is not None
        named = not _is_legal(block) or block.rank in (Rank.PROVISIONS, Rank.HEADING_IN_ARTICLE + QUOTED_BY)
        return bare and named and not _DIVISION_WORD.match(block.text)

    def leave_articles(self) -> None:
        """Ends the articles of a norm: what follows its closing formula is not part of the last one."""
        at = next((i for i, heading in enumerate(self._stack) if heading.rank >= Rank.PROVISIONS), None)
        if at is not None:
            del self._stack[at:]

    def leave_recitals(self) -> None:
        """Ends the recitals of a norm: what it enacts is not part of them."""
        at = next((i for i, heading in enumerate(self._stack) if heading.rank == Rank.RECITALS), None)
        if at is not None:
            del self._stack[at:]

    def in_recitals(self) -> bool:
        """Whether the recitals of a norm are being read."""
        return any(heading.rank == Rank.RECITALS for heading in self._stack)

    def provisions(self) -> str | None:
        """What one of the closing provisions of the division that is being read is called."""
        names = (provisions_name(heading.text) for heading in reversed(self._stack) if heading.rank < Rank.PROVISION)
        return next((name for name in names if name), None)

    def note_text(self) -> None:
        """Notes that text stands under the headings."""
        for heading in self._stack:
            heading.empty = False

    def path(self, extra: str | None = None) -> str:
        """The headings from the outermost in, and one more, joined to the name of a section."""
        parts = [heading.text for heading in self._stack] + ([extra] if extra else [])
        return " > ".join(parts)

    def article(self) -> str | None:
        """The number of the article that is being read; None outside of articles."""
        return next((heading.article for heading in reversed(self._stack) if heading.article), None)


def box_headings(found: Sequence[Block]) -> dict[int, str]:
    """For each paragraph (by ``id``) that stands in a box of a figure: the heading of the box.

    In such a figure a heading may come before its text or after it. A paragraph takes the heading before it, unless
    another paragraph has taken that one; then the next.
    """
    boxed = {block.page for block in found if block.boxed}
    text = (BlockKind.PARAGRAPH, BlockKind.HEADING)
    matched: dict[int, str] = {}
    for page in boxed:
        matched |= _matched_boxes([b for b in found if b.page == page and b.kind in text])
    return matched


def _matched_boxes(page: Sequence[Block]) -> dict[int, str]:
    matched: dict[int, str] = {}
    free: Block | None = None
    waiting: Block | None = None
    for block in page[_before_boxes(page) :]:
        if block.boxed:
            if waiting is not None:
                matched[id(waiting)], waiting = clean_heading(block.text), None
            else:
                free = block
        elif block.kind is BlockKind.HEADING:
            free = waiting = None
        elif not block.text.endswith(":"):
            if free is not None:
                matched[id(block)], free = clean_heading(free.text), None
            else:
                waiting = block
    return matched


def _before_boxes(page: Sequence[Block]) -> int:
    """Where the text of the boxes begins: paragraphs in front of the first box that are too many for the boxes."""
    first = next(i for i, block in enumerate(page) if block.boxed)
    after = next(
        (i for i, b in enumerate(page) if i > first and b.kind is BlockKind.HEADING and not b.boxed), len(page)
    )
    texts = [i for i, b in enumerate(page[:after]) if b.kind is BlockKind.PARAGRAPH and not b.text.endswith(":")]
    before = [i for i in texts if i < first]
    boxes = sum(block.boxed for block in page[:after])
    spare = min(max(len(texts) - boxes, 0), len(before))
    return before[spare] if spare < len(before) else first
