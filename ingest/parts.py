"""Which headings name the parts that a paragraph announces: "... has three pillars:", and a heading for each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from text_to_num import alpha2digit

from ingest import sentences
from ingest.block import Block
from ingest.document import BlockKind
from ingest.terms import LANGUAGES

_COUNT = re.compile(r"(?<![\w.,/-])([2-9]|1\d)(?![\w/-]|[.,]\d)")


def announced_parts(found: Sequence[Block], language: str) -> dict[int, str]:
    """For each heading (by ``id``) of a part that a paragraph right above the first of them announces: its lead-in.

    The lead-in says how many parts there are, and as many headings of one rank must follow. Articles of norms are no
    parts in this sense.
    """
    announced: dict[int, str] = {}
    for place, block in enumerate(found):
        if block.kind is not BlockKind.PARAGRAPH or block.article or not block.text.rstrip().endswith(":"):
            continue
        lead = block.text[sentences.split(block.text, language)[-1][0] :]
        headings = _headings_after(found[place + 1 :])
        if len(headings) in _counts(lead, language):
            announced |= {id(heading): lead for heading in headings}
    return announced


def _counts(text: str, language: str) -> list[int]:
    """The numbers from two to nineteen in a text, in figures or in words."""
    figures = alpha2digit(text, language, threshold=0) if language in LANGUAGES else text
    return [int(count) for count in _COUNT.findall(figures)]


def _headings_after(rest: Sequence[Block]) -> list[Block]:
    """The headings that stand as high as the first one, up to a higher one; of a figure, those of its page."""
    first = rest[0] if rest else None
    if first is None or first.kind is not BlockKind.HEADING or first.label:
        return []
    headings = [block for block in rest if block.kind is BlockKind.HEADING]
    if first.boxed:
        return list(takewhile(lambda b: b.boxed and b.page == first.page, headings))
    height = _height(first)
    return [block for block in takewhile(lambda b: _height(b) >= height, headings) if _height(block) == height]


def _height(heading: Block) -> tuple[int, int]:
    """How high a heading stands, by the markup or else by its wording: smaller is higher."""
    return (heading.level, 0) if heading.level is not None else (0, heading.rank)
