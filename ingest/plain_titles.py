"""Titles that only their place makes such: steps of a process, boxes of a figure, lines without a stop."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.block import Block
from ingest.cleaning import is_caption, is_caption_like
from ingest.document import BlockKind
from ingest.headings import Rank
from ingest.lines import NUMBER, STOP, Style
from ingest.marks import FIGURE, PAGE_POINTER, has_figure


def steps(found: list[Block]) -> list[Block]:
    """A number alone and the short lines below it become the heading of a step (``1 Launch of the process``)."""
    out: list[Block] = []
    for block in found:
        last = out[-1] if out and out[-1].page == block.page else None
        short = len(block.text) <= 60 and not STOP.search(block.text) and block.kind is not BlockKind.BOILERPLATE
        if last and short and NUMBER.fullmatch(last.text) and last.kind is BlockKind.PARAGRAPH:
            out[-1] = replace(last, kind=BlockKind.HEADING, rank=Rank.STEP, text=f"{last.text} {block.text}")
        elif last and short and last.rank == Rank.STEP and not block.text[0].isdigit():
            out[-1] = replace(last, text=f"{last.text} {block.text}")
        else:
            out.append(block)
    return out


_QUESTION = re.compile(r"[^.!?]{3,160}\?")


def titles(found: list[Block], style: Style) -> list[Block]:
    """Lines without a stop that stand over a paragraph become headings, runs of them the items of a list."""
    out = _boxes(found)
    cut = _cut_by_page(out)
    i = 0
    while i < len(out):
        end = i
        while end < len(out) and out[end].page == out[i].page and _is_fragment(out[end]) and end not in cut:
            end += 1
        if end == i:
            i += 1
            continue
        before, after = out[i - 1] if i else None, out[end] if end < len(out) else None
        out[i:end] = _fragments(before, out[i:end], after, style)
        i = end
    return out


def _cut_by_page(found: Sequence[Block]) -> set[int]:
    """Indices of the last block of a page and the first of the next one, where a sentence runs over the break."""
    text = [i for i, b in enumerate(found) if b.kind not in (BlockKind.FOOTNOTE, BlockKind.BOILERPLATE)]
    cut: set[int] = set()
    for i, j in pairwise(text):
        if found[i].page != found[j].page and not STOP.search(found[i].text) and found[j].text[0].islower():
            cut |= {i, j}
    return cut


def _boxes(found: Sequence[Block]) -> list[Block]:
    """Headings over a page pointer (``PARTNERSHIPS`` / ``PAGE 16``) belong to the boxes of a figure."""
    out = list(found)
    for i, block in enumerate(out[:-1]):
        if PAGE_POINTER.fullmatch(out[i + 1].text) and len(block.text.split()) <= 8 and not STOP.search(block.text):
            out[i] = replace(block, kind=BlockKind.HEADING, boxed=True, rank=block.rank or Rank.TITLE)
    return out


_EDITORS_MARK = re.compile(r"\s*\(\*+\)$")
"""The mark of an editor's note to a norm."""


def _is_fragment(block: Block) -> bool:
    if block.kind is not BlockKind.PARAGRAPH or len(block.text) > 170 or len(block.text.split()) > 22:
        return False
    if _QUESTION.fullmatch(block.text):
        return True
    text = _EDITORS_MARK.sub("", block.text)
    ended = STOP.search(text) or re.search(r"[;:,](?:\s(?:y|e|o|u|and|or))?[”\"’»)]?$", text)
    return ended is None and not block.text.startswith("(")


def _fragments(before: Block | None, run: Sequence[Block], after: Block | None, style: Style) -> list[Block]:
    typed = style.markup or bool(style.sizes)
    over_text = not typed and after is not None and after.page == run[0].page and not _only_names(run)
    over_text = over_text and after is not None and (after.kind is BlockKind.PARAGRAPH or after.rank == Rank.STEP)
    kinds: list[Block] = []
    for i, block in enumerate(run):
        from_end = len(run) - i
        over = from_end == 1 or (len(run) == 2 and not has_figure(block.text))
        heading = over_text and over and (block.fresh or len(run) == 1)
        kinds.append(_fragment(block, heading, run[i - 1] if i else before, after if from_end == 1 else run[i + 1]))
    return kinds


def _fragment(block: Block, heading: bool, before: Block | None, after: Block | None) -> Block:
    apart = before is None or before.kind is not BlockKind.PARAGRAPH or STOP.search(before.text) is not None
    if apart and is_caption_like(block.text):
        return replace(block, kind=BlockKind.BOILERPLATE)
    if heading:
        return replace(block, kind=BlockKind.HEADING, rank=Rank.TITLE)
    named = after is not None and is_caption(after.text) and len(block.text.split()) <= 6
    if named and not has_figure(block.text):
        return replace(block, kind=BlockKind.BOILERPLATE)
    if after is not None and after.kind is BlockKind.LIST_ITEM and FIGURE.fullmatch(after.text):
        return block
    return replace(block, kind=BlockKind.LIST_ITEM)


def _only_names(run: Sequence[Block]) -> bool:
    return len(run) > 1 and all(word[0].isupper() for block in run for word in block.text.split())
