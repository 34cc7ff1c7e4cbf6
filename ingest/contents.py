"""Tables of contents of norms: lists of headings that are no articles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest.block import Block
from ingest.document import BlockKind
from ingest.headings import Rank

FEWEST = 3
"""Headings of one rank that follow each other without text before they can be a table of contents."""
_AGAIN = 2 / 3
"""Share of the headings of a table of contents that must come again below it."""
_LEADER = re.compile(r"(?:\.{3,}|(?:\s\.){3,}|…+|_{3,})\s*\d{0,4}$")
_TITLE = re.compile(
    r"(?:arrangement of (?:sections|articles|regulations)|(?:table of )?contents|[íi]ndice|(?:tabla de )?contenidos?|"
    r"sumario)\W*",
    re.IGNORECASE,
)
_LONGEST = 25
"""Words: a longer paragraph is text, and a table of contents ends before it."""


def without_contents(found: Sequence[Block]) -> list[Block]:
    """The blocks of a document with the entries of its table of contents set apart as matter that is not retrieved.

    Entries are known by the dots that lead to a page number, or because a run of headings without text comes again,
    heading for heading, further down.
    """
    out = [_set_apart(b) if _is_legal(b) and _LEADER.search(b.text) else b for b in found]
    out = _without_listed(out)
    i = 0
    while i < len(out):
        end = _trimmed(out, i, _run_end(out, i)) if _is_legal(out[i]) else i
        if _is_contents(out, i, end):
            out[i:end] = [_set_apart(block) for block in out[i:end]]
        i = max(end, i + 1)
    return out


def _without_listed(found: Sequence[Block]) -> list[Block]:
    """Numbered lines under ``Arrangement of Sections`` or ``ÍNDICE`` are its entries."""
    out = list(found)
    listed = False
    for i, block in enumerate(found):
        entry = re.match(r"\d+[A-Z]?\.\s", block.text) is not None and not re.search(r"[.;:]$", block.text)
        listed = _TITLE.fullmatch(block.text) is not None or (listed and entry)
        if listed and entry:
            out[i] = _set_apart(block)
    return out


def _set_apart(block: Block) -> Block:
    return replace(block, kind=BlockKind.BOILERPLATE, rank=0, article=None, label=None)


def _is_legal(block: Block) -> bool:
    return block.kind is BlockKind.HEADING and block.rank >= Rank.BOOK and not block.label


def _key(block: Block) -> str:
    """What a heading is known by where it comes again: ``artículo 5``, ``capítulo ii``."""
    mark = re.match(r"[“\"«]?(\S+\s+\S+)", block.text)
    return re.sub(r"[\s.:\-–—°º]+", " ", mark[1] if mark else block.text).strip().lower()


def _run_end(found: Sequence[Block], start: int) -> int:
    """Where the run of headings ends: before text, or where its first heading comes again."""
    first = _key(found[start])
    for i in range(start + 1, len(found)):
        block = found[i]
        if _is_legal(block):
            if _key(block) == first:
                return i
        elif block.label or len(block.text.split()) > _LONGEST or re.search(r"\w[.;,]$", block.text):
            return i
    return len(found)


def _trimmed(found: Sequence[Block], start: int, end: int) -> int:
    """The end of a run without the headings that do not come again: where the norm itself begins after its contents."""
    below = _keys(found[end:])
    while end > start and not (_is_legal(found[end - 1]) and _key(found[end - 1]) in below):
        end -= 1
    return end


def _keys(found: Sequence[Block]) -> set[str]:
    return {_key(block) for block in found if block.kind is BlockKind.HEADING and block.rank >= Rank.BOOK}


def _is_contents(found: Sequence[Block], start: int, end: int) -> bool:
    """Whether enough headings of a run come again below it."""
    headings = [block for block in found[start:end] if _is_legal(block)]
    ranks = Counter(block.rank for block in headings)
    if not headings or max(ranks.values()) < FEWEST:
        return False
    below = _keys(found[end:])
    return sum(_key(block) in below for block in headings) >= _AGAIN * len(headings)
