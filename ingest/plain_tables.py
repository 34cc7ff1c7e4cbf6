"""Tables and forms that are set as plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.block import Block
from ingest.document import BlockKind
from ingest.headings import is_lettered_heading
from ingest.lines import STOP
from ingest.marks import TABLE_TITLE


def tables(found: list[Block]) -> list[Block]:
    """Cells that stand one below the other after a table's title become rows, as in a ruled table."""
    out: list[Block] = []
    i = 0
    while i < len(found):
        out.append(found[i])
        i += 1
        if TABLE_TITLE.match(out[-1].text) and out[-1].kind is not BlockKind.FOOTNOTE:
            out[-1] = replace(out[-1], kind=BlockKind.TABLE_ROW, cells=(out[-1].text,))
            below = _below(found, i)
            cells = [cell for block in below for cell in _parted(block)]
            columns = _columns(cells)
            if columns:
                out += [_as_row(cells[k : k + columns]) for k in range(0, len(cells), columns)]
                i += len(below)
    return out


def _below(found: Sequence[Block], start: int) -> list[Block]:
    """The blocks below the title of a table that may be its cells."""
    below: list[Block] = []
    for block in found[start:]:
        plain = block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) and not block.cells
        if not plain or block.page != found[start].page or len(block.text) > 300 or STOP.search(block.text):
            break
        below.append(block)
    return below


_WITH_ITS_CELL = re.compile(r"(.{12,}[\d)])\s+((?:yes|no|sí|si)\b(?:\s*\([^()]{1,40}\))?)", re.IGNORECASE | re.DOTALL)
"""The name of a treaty, which ends in its year or its number, and a cell that was joined to it."""


def _parted(block: Block) -> list[Block]:
    """A block as one cell, or as the two that lines too close to each other have made one of."""
    both = _WITH_ITS_CELL.fullmatch(block.text)
    if both is None or block.marks:
        return [block]
    return [replace(block, text=both[1]), replace(block, text=both[2], content=0, fresh=False)]


def _columns(cells: Sequence[Block]) -> int | None:
    """How many columns make every row begin with a long cell and end with a short one, or None."""
    for columns in (2, 3, 4):
        body = cells[columns:]
        if len(body) >= 2 * columns and len(cells) % columns == 0:
            first = sum(len(c.text) for c in body[::columns])
            last = sum(len(c.text) for c in body[columns - 1 :: columns])
            if last * 2 <= first and max(len(c.text) for c in body[columns - 1 :: columns]) <= 60:
                return columns
    return None


def _as_row(cells: Sequence[Block]) -> Block:
    texts = tuple(cell.text for cell in cells)
    return replace(cells[0], kind=BlockKind.TABLE_ROW, text=" | ".join(texts), cells=texts)


def numbered_fields(found: Sequence[Block]) -> list[Block]:
    """Numbered lines in capitals that follow each other (``1. NOMBRES``, ``2. SEXO``) are the fields of a form."""
    field = [_is_field(block) for block in found]
    out = list(found)
    for i, block in enumerate(found):
        beside = (i > 0 and field[i - 1]) or (i + 1 < len(found) and field[i + 1])
        if field[i] and beside:
            out[i] = replace(block, kind=BlockKind.LIST_ITEM, rank=0)
    return out


def _is_field(block: Block) -> bool:
    numbered = block.text[0].isdigit() and is_lettered_heading(block.text)
    return block.kind is BlockKind.HEADING and numbered and block.level is None
