"""Lines to blocks: which lines belong together, and what part each block plays on its page."""

from __future__ import annotations

from ingest.block import Block
from ingest.block_kinds import block_of
from ingest.contents import without_contents
from ingest.document import RawDocument
from ingest.grouping import groups
from ingest.lines import read_rows
from ingest.norm_blocks import bare_provisions, named_divisions, signed, spoken_titles
from ingest.plain_tables import numbered_fields, tables
from ingest.plain_titles import steps, titles


def blocks(raw: RawDocument, language: str) -> list[Block]:
    """The blocks of a document in reading order; running headers and page numbers are left out."""
    rows, style = read_rows(raw)
    found = [block_of(group, style, language) for group in groups(rows, style)]
    found = signed(numbered_fields(named_divisions(bare_provisions(found))))
    found = spoken_titles(without_contents(found))
    return titles(steps(tables(found)), style)
