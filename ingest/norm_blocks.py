"""What blocks of a norm are by what stands around them: names of divisions, bare provisions, signatures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.block import Block
from ingest.block_kinds import as_legal
from ingest.document import BlockKind
from ingest.headings import (
    Rank,
    bare_provision,
    closes_norm,
    is_capitals,
    is_lettered_heading,
    label_of,
    legal_heading,
    provisions_name,
    text_rank,
)
from ingest.marks import has_figure


def named_divisions(found: Sequence[Block]) -> list[Block]:
    """The line below ``CAPÍTULO I`` is its name, however it is set."""
    out = list(found)
    for i, (above, block) in enumerate(pairwise(found), start=1):
        bare = above.kind is BlockKind.HEADING and legal_heading(above.text, whole=True) is not None
        plain = block.kind is BlockKind.PARAGRAPH and not block.note and len(block.text.split()) <= 20
        if bare and plain and block.page == above.page and not re.search(r"[.;:,]$", block.text):
            out[i] = replace(block, kind=BlockKind.HEADING, rank=text_rank(block.text))
    return out


def bare_provisions(found: Sequence[Block]) -> list[Block]:
    """Below ``DISPOSICIONES FINALES`` an ordinal and a stop are enough: ``SEGUNDA. Reglamento``."""
    out: list[Block] = []
    among = False
    for block in found:
        legal = legal_heading(block.text) if block.kind is BlockKind.HEADING else None
        bare = bare_provision(block.text) if among and block.kind is not BlockKind.BOILERPLATE else None
        if legal and legal.rank < Rank.QUOTED_PROVISION and legal.rank is not Rank.PROVISION:
            among = legal.rank is Rank.PROVISIONS and provisions_name(block.text) is not None
        out.append(as_legal(block, bare) if bare and not (legal and legal.rank is Rank.PROVISION) else block)
    return out


def spoken_titles(found: Sequence[Block]) -> list[Block]:
    """An article without text of its own says what it says in its heading, which is then no mere title."""
    out = list(found)
    for i, block in enumerate(found):
        of_norm = block.kind is BlockKind.HEADING and block.article and not block.label
        if of_norm and block.rank >= Rank.PROVISION and len(block.text.split()) >= _FEWEST_SPOKEN:
            after = next((b for b in found[i + 1 :] if b.kind is not BlockKind.BOILERPLATE), None)
            if after is None or after.text.startswith("(*") or (after.article or after.rank == Rank.PROVISIONS):
                out[i] = replace(block, label=label_of(block.text))
    return out


_FEWEST_SPOKEN = 8
"""Words: a shorter heading says nothing by itself (``Artículo 4.- Multas``)."""


def signed(found: Sequence[Block]) -> list[Block]:
    """Names in capitals under the closing formula of a norm are signatures, not headings."""
    out: list[Block] = []
    closed = False
    for block in found:
        heading = block.kind is BlockKind.HEADING
        name = heading and block.level is None and block.rank < Rank.BOOK and _is_name(block.text)
        closed = (closed and (name or not heading)) or (block.kind is BlockKind.PARAGRAPH and closes_norm(block.text))
        out.append(replace(block, kind=BlockKind.LIST_ITEM, rank=0) if closed and name else block)
    return out


_NORM = re.compile(
    r"(?:REGLAMENTO|LEY|DECRETO|RESOLUCI[ÓO]N|DIRECTIVA|CONVEN|ACUERDO|PROTOCOLO|PLAN|POL[ÍI]TICA|[ÍI]NDICE|LINEAMIENTOS|"
    r"REGULATIONS?|ACT|RULES)\b",
)
"""How what a norm approves begins, below its signatures."""


def _is_name(text: str) -> bool:
    """Whether a line may be the name of a person in capitals."""
    if _NORM.match(text):
        return False
    return is_capitals(text) and 2 <= len(text.split()) <= 8 and not has_figure(text) and not is_lettered_heading(text)
