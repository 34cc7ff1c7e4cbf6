"""What a paragraph announces and does not have right below it: headings of parts, and a list that a column took away.

"... has three pillars:" may be followed by a heading for each; "We are present in:" by the next column, and by the list
only after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from text_to_num import alpha2digit

from ingest import sentences
from ingest.block import Block
from ingest.document import BlockKind
from ingest.headings import Rank
from ingest.lead_ins import marker
from ingest.terms import LANGUAGES

_REACH = 12
"""How many blocks after a lead-in its list is looked for."""
_COUNT = re.compile(r"(?<![\w.,/-])([2-9]|1\d)(?![\w/-]|[.,]\d)")


def announced_parts(found: Sequence[Block], language: str) -> dict[int, str]:
    """For each heading (by ``id``) of a part that a paragraph right above the first of them announces: its lead-in.

    The lead-in says how many parts there are, and as many headings of one rank must follow. Articles of norms are no
    parts in this sense.
    """
    announced: dict[int, str] = {}
    for place, block in _over_headings(found):
        lead, headings = sentences.last(block.text, language), _headings_from(found[place + 1 :])
        if len(headings) in _counts(lead, language):
            announced |= {id(heading): lead for heading in headings}
    return announced


def stray_lists(found: Sequence[Block], language: str) -> dict[int, str]:
    """For each item (by ``id``) of a list without a lead-in: that which a heading has cut off from it on its page.

    So columns are read, and the labels of a map: the lead-in ends one column, and its list stands beside another. In a
    norm headings cut nothing off.
    """
    led: dict[int, str] = {}
    for place, lead in _over_headings(found):
        items = _list_beside(found[place + 2 : place + _REACH], lead.page) if found[place + 1].rank < Rank.BOOK else []
        led |= {id(item): sentences.last(lead.text, language) for item in items}
    return led


def titled_items(found: Sequence[Block]) -> dict[int, str]:
    """For each paragraph (by ``id``) below the title of an item: that title.

    "b. Journalist" / "It is granted by the Ministry ...": an item of a few words without a stop is the title of the
    paragraphs below it, where another item of its list is one too.
    """
    titled: dict[int, str] = {}
    run: list[Block] = []
    for block in [*found, None]:
        if block is not None and block.kind is not BlockKind.HEADING:
            run.append(block)
            continue
        told = [(item, below) for item, below in _told_below(run) if below]
        for mark in {marker(item.text) for item, _ in told}:
            alike = [(item, below) for item, below in told if marker(item.text) == mark]
            if len(alike) >= _FEWEST_TITLES:
                titled |= {id(paragraph): item.text for item, below in alike for paragraph in below}
        run = []
    return titled


_FEWEST_TITLES = 2
_TITLE_OF_ITEM = re.compile(r"(?:[a-zñ]|\d{1,2}(?:\.\d{1,2})*)[.)][-–]?\s+[A-ZÁÉÍÓÚÑ](?:\S+\s?){1,7}(?<![.:;,])")


def _told_below(run: Sequence[Block]) -> Iterator[tuple[Block, list[Block]]]:
    """The items of some blocks that may be titles, each with the paragraphs below it."""
    for place, block in enumerate(run):
        if block.kind is BlockKind.LIST_ITEM and _TITLE_OF_ITEM.fullmatch(block.text.strip()):
            yield block, list(takewhile(_is_told, run[place + 1 :]))


def _is_told(block: Block) -> bool:
    return block.kind is BlockKind.PARAGRAPH and block.text[:1].isupper() and block.text.rstrip().endswith(".")


def _over_headings(found: Sequence[Block]) -> Iterator[tuple[int, Block]]:
    """The paragraphs, with their places, that lead something in and have a heading right below them."""
    for place, (block, below) in enumerate(pairwise(found)):
        if _leads_in(block) and below.kind is BlockKind.HEADING and not below.label:
            yield place, block


def _list_beside(rest: Sequence[Block], page: int) -> list[Block]:
    """The first list of a page that no heading and no other lead-in stands right above."""
    after = list(takewhile(lambda b: b.page == page and not _leads_in(b), rest))
    first = next((i for i, block in enumerate(after) if block.kind is BlockKind.LIST_ITEM), 0)
    if not first or after[first - 1].kind is BlockKind.HEADING:
        return []
    return list(takewhile(lambda b: b.kind is BlockKind.LIST_ITEM, after[first:]))


def _leads_in(block: Block) -> bool:
    return block.kind is BlockKind.PARAGRAPH and not block.article and block.text.rstrip().endswith(":")


def _counts(text: str, language: str) -> list[int]:
    """The numbers from two to nineteen in a text, in figures or in words."""
    figures = alpha2digit(text, language, threshold=0) if language in LANGUAGES else text
    return [int(count) for count in _COUNT.findall(figures)]


def _headings_from(rest: Sequence[Block]) -> list[Block]:
    """The headings that stand as high as the first block, up to a higher one; of a figure, those of its page."""
    first = rest[0]
    headings = [block for block in rest if block.kind is BlockKind.HEADING]
    if first.boxed:
        return list(takewhile(lambda b: b.boxed and b.page == first.page, headings))
    height = _height(first)
    return [block for block in takewhile(lambda b: _height(b) >= height, headings) if _height(block) == height]


def _height(heading: Block) -> tuple[int, int]:
    """How high a heading stands, by the markup or else by its wording: smaller is higher."""
    return (heading.level, 0) if heading.level is not None else (0, heading.rank)
