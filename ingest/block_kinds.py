"""What a block is by itself: heading, list item, footnote, boilerplate or paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.block import Block
from ingest.cleaning import Span, clean_heading, is_boilerplate, joined
from ingest.document import BlockKind
from ingest.headings import (
    OUTLINE,
    LegalHeading,
    Rank,
    is_capitals,
    is_lettered_heading,
    legal_heading,
    text_rank,
    titled_section,
)
from ingest.lines import Row, Style
from ingest.marks import BULLET, ENUMERATED, FIGURE, GOAL_TAG, PAGE_POINTER, PARAGRAPH_NUMBER


def block_of(group: Sequence[Row], style: Style, language: str) -> Block:
    """The block that lines are by themselves, whatever stands around them."""
    text, marks = _joined_rows(group, language)
    first = group[0]
    block = Block(
        first.page, BlockKind.PARAGRAPH, text, marks=marks, level=first.level, cells=first.cells, size=first.size,
        bold=all(row.bold for row in group), fresh=first.fresh,
    )  # fmt: skip
    if first.note:
        return _footnote(block, first.note)
    if first.kind is BlockKind.TABLE_ROW or first.kind is BlockKind.FOOTNOTE:
        return replace(block, kind=first.kind)
    if PAGE_POINTER.fullmatch(text) or is_boilerplate(text):
        return replace(block, kind=BlockKind.BOILERPLATE)
    if first.kind is BlockKind.BOILERPLATE:
        return replace(block, kind=first.kind)
    if GOAL_TAG.fullmatch(text):
        return replace(block, kind=BlockKind.LIST_ITEM)
    return _heading(block, first, style) or _item(block, first) or block


def _joined_rows(group: Sequence[Row], language: str) -> tuple[str, tuple[Span, ...]]:
    text, marks = group[0].text, list(group[0].marks)
    for row in group[1:]:
        text = joined(text, row.text, language)
        shift = len(text) - len(row.text)
        marks += [(a + shift, b + shift) for a, b in row.marks]
    return text, tuple(marks)


def _footnote(block: Block, note: str) -> Block:
    if note.startswith("="):
        return replace(block, kind=BlockKind.BOILERPLATE)
    lead = re.match(rf"{note}\s*", block.text)
    return replace(block, kind=BlockKind.FOOTNOTE, note=note, content=lead.end() if lead else 0, marks=())


def _heading(block: Block, first: Row, style: Style) -> Block | None:
    """The block as a heading, where type, markup or numbering say so."""
    legal = (titled_section(block.text) if first.section else None) or legal_heading(block.text, act=style.act)
    if legal and (legal.rank is not Rank.ARTICLE or first.kind is not BlockKind.LIST_ITEM):
        return as_legal(block, legal)
    if first.kind is BlockKind.HEADING:
        return replace(block, kind=BlockKind.HEADING, rank=text_rank(block.text))
    if is_lettered_heading(block.text) and first.kind is not BlockKind.LIST_ITEM:
        return replace(block, kind=BlockKind.HEADING, rank=_word_rank(block.text, style))
    words = len(block.text.split())
    if _FUSED.search(clean_heading(block.text)):
        return None
    if first.kind is BlockKind.LIST_ITEM or words > 30 or re.search(r"[.;,:]$|^[-–—•·]", block.text):
        return None
    if style.body and first.size and first.size >= style.body + 0.8:
        return replace(block, kind=BlockKind.HEADING, rank=_size_rank(style, first.size))
    if is_capitals(block.text) and words <= 15 and ":" not in block.text and (not style.markup or block.bold):
        return replace(block, kind=BlockKind.HEADING, rank=_word_rank(block.text, style))
    if OUTLINE.match(block.text) and words <= 15 and not style.markup and _is_outline(block, style):
        return replace(block, kind=BlockKind.HEADING, rank=_word_rank(block.text, style))
    if block.bold and style.body and words <= 15 and not block.text[:1].islower():
        return replace(block, kind=BlockKind.HEADING, rank=_word_rank(block.text, style))
    return None


def as_legal(block: Block, legal: LegalHeading) -> Block:
    """A block as a heading of a norm."""
    return replace(block, kind=BlockKind.HEADING, rank=legal.rank, article=legal.article, label=legal.label)


_LARGEST = 10
"""The rank of a heading in the largest type. Ranks of wording (`Rank`) stand below those of type, if there are any."""


def _size_rank(style: Style, size: float) -> int:
    return _LARGEST + min(style.sizes.index(round(size, 1)), 5)


def _word_rank(text: str, style: Style) -> int:
    rank = text_rank(text)
    return _LARGEST + min(len(style.sizes), 5) + min(rank, 4) if style.sizes else rank


_FUSED = re.compile(r"[a-záéíóúñ]{3,}[A-ZÁÉÍÓÚÑ][a-záéíóúñ]{2,}")
"""Two words in one, as where the labels of a map or of columns stood side by side."""


def _is_outline(block: Block, style: Style) -> bool:
    return not style.sizes or block.bold or "." in (block.text.split()[0].rstrip("."))


def _item(block: Block, first: Row) -> Block | None:
    bullet = BULLET.match(block.text)
    if first.kind is BlockKind.LIST_ITEM or bullet:
        return replace(block, kind=BlockKind.LIST_ITEM, content=bullet.end() if bullet else 0)
    if PARAGRAPH_NUMBER.match(block.text):
        return None
    if ENUMERATED.match(block.text) or FIGURE.fullmatch(block.text):
        return replace(block, kind=BlockKind.LIST_ITEM)
    return None
