"""Lines to blocks: which lines belong together, and what part each block plays on its page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.cleaning import Span, clean_heading, is_boilerplate, is_caption, is_caption_like, joined
from ingest.contents import without_contents
from ingest.document import BlockKind, RawDocument
from ingest.headings import (
    OUTLINE,
    LegalHeading,
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
from ingest.lines import NUMBER, STOP, Row, Style, read_rows
from ingest.sentences import goes_on_after


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


def blocks(raw: RawDocument, language: str) -> list[Block]:
    """The blocks of a document in reading order; running headers and page numbers are left out."""
    found, style = read_rows(raw)
    grouped = _bare_provisions([_block(group, style, language) for group in _groups(found, style)])
    divided = without_contents(_signed(_numbered_fields(_named_divisions(grouped))))
    return _titles(_steps(_tables(_spoken_titles(divided))), style)


# --- grouping -------------------------------------------------------------------------------------------------------

_BULLET = re.compile(r"[•·▪◦‣●○■□➢✓*]\s+|[-–—]\s+(?=[A-ZÁÉÍÓÚÑ])")
_ENUMERATED = re.compile(
    r"\(?(?:[a-zñ]|[ivx]{1,5})\s?\)\.?-?\s+|[a-zñ]\.-?\s+(?=[A-ZÁÉÍÓÚÑ])|"
    r"\d{1,2}\s?[.)]-?\)?\s+(?=\D)|\d{1,2}(?:\.\d{1,2})+\.?\)?\s+(?=\D)"
)
"""``a)``, ``(iii)``, ``a. Title``, ``1.``, ``2)``, ``5.1``."""
_PARAGRAPH_NUMBER = re.compile(r"\d{1,3}\.\d{1,2}(?:\.\d{1,2})*\.?\)?\s+\D")
"""The number of a paragraph of an article (``5.1``): no item of a list."""
_TABLE_TITLE = re.compile(r"(?:Table|Tabla|Cuadro)\s+\d+\s*[.:–-]", re.IGNORECASE)
_FIGURE = re.compile(r".{2,60}?\s*[-–—:]\s+(?:US\$|B/\.|S/)?\s?\d[\d.,\s]*%?")
_PAGE_POINTER = re.compile(r"(?:PAGE|PÁGINA|PAGINA)\s+\d{1,3}", re.IGNORECASE)
_BARE_LINK = re.compile(r"(?:https?://|www\.)\S+(?:\s+\S+@\S+)?")
_ENDS_OPEN = re.compile(r"[/\-_]$")


def _groups(found: Sequence[Row], style: Style) -> list[list[Row]]:
    groups: list[list[Row]] = []
    widths = _widths(found)
    for i, row in enumerate(found):
        if i and style.wrapped and not _breaks(groups[-1], row, widths[i], style):
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _widths(found: Sequence[Row]) -> list[int]:
    """For every row the longest line, in characters, of the run of lines without a gap that it stands in."""
    widths: list[int] = []
    start = 0
    for i in range(1, len(found) + 1):
        if i == len(found) or found[i].fresh or not _same_type(found[start], found[i]):
            widths += [max(len(r.text) for r in found[start:i])] * (i - start)
            start = i
    return widths


def _same_type(a: Row, b: Row) -> bool:
    return a.page == b.page and a.size == b.size


def _breaks(group: Sequence[Row], b: Row, width: int, style: Style) -> bool:
    """Whether a new block begins at line ``b``, after the lines of a group."""
    a = group[-1]
    if b.fresh or (a.page, a.note, a.kind) != (b.page, b.note, b.kind):
        return True
    if b.kind not in (None, BlockKind.PARAGRAPH) or (b.kind is BlockKind.PARAGRAPH and b.size is None):
        return True
    if abs((a.size or 0) - (b.size or 0)) > 0.6 or (a.size is not None and a.bold != b.bold):
        return True
    if b.note:
        return b.note.startswith("=")
    return _stands_alone(a, b) or _opens(a, b, style) or _turns(group, b, width) or _stops_short(a, b, width)


def _stands_alone(a: Row, b: Row) -> bool:
    if _BARE_LINK.fullmatch(a.text) and _ENDS_OPEN.search(a.text) and " " not in b.text:
        return False
    alone = (_PAGE_POINTER, NUMBER, _BARE_LINK, _FIGURE)
    return any(p.fullmatch(a.text) or p.fullmatch(b.text) for p in alone)


def _opens(a: Row, b: Row, style: Style) -> bool:
    """Whether the wording of ``b`` begins something new."""
    ended = bool(re.search(r"[.:;,?!”\"]$", a.text)) or a.text.isupper()
    if legal_heading(a.text, whole=True):
        return not _goes_on_in_title(a, b)
    if legal := legal_heading(b.text, act=style.act):
        return legal.rank < Rank.ARTICLE or not _REFERRING.search(a.text)
    if ended and bare_provision(b.text) and " " in b.text:
        return True
    if _TABLE_TITLE.match(b.text) or _TABLE_TITLE.match(a.text) or (a.text.endswith(":") and b.text.endswith(":")):
        return True
    if _BULLET.match(b.text) or (OUTLINE.match(b.text) and "." in b.text.split()[0].rstrip(".")):
        return ended or not re.match(r"[-–—]", b.text)
    item = _ENUMERATED.match(b.text)
    if item:
        return ended or (")" in item[0] and b.text[item.end() :][:1].isupper())
    return b.indented and not a.indented and not (b.text[:1].islower() and not STOP.search(a.text))


_REFERRING = re.compile(
    r"\b(?:el|la|los|las|del|de|al|en|y|o|u|e|por|con|según|conforme|este|presente|citado|referido|"
    r"the|of|in|to|under|by|and|or|with|see|this)$",
    re.IGNORECASE,
)
"""The end of a line after which an article is only named (``... según lo dispuesto en el / Artículo 5. ...``)."""


def _goes_on_in_title(a: Row, b: Row) -> bool:
    """Whether the title of a norm's closing provisions runs on: ``DISPOSICIONES TRANSITORIAS`` / ``Y FINALES``."""
    return provisions_name(a.text) is not None and re.match(r"Y [A-ZÁÉÍÓÚÑ]{4,}\W*$", b.text) is not None


def _turns(group: Sequence[Row], b: Row, width: int) -> bool:
    """Whether a title in capitals ends here, or begins: not where capitals only run through a paragraph."""
    a = group[-1]
    if is_capitals(b.text) and not is_capitals(a.text):
        ended = bool(re.search(r"[.:;][”\"’»)]?$", a.text)) and not goes_on_after(a.text)
        room = len(a.text) + 1 + len(b.text.split()[0]) <= 0.85 * width
        return len(b.text.split()) >= 2 and (ended or room)
    titled = len(group) > 1 or a.fresh or len(a.text.split()) >= 2
    return not is_capitals(b.text) and titled and all(is_capitals(row.text) for row in group)


def _stops_short(a: Row, b: Row, width: int) -> bool:
    """Whether line ``a`` ends before the next word had to go to a new line, and ``b`` looks like a beginning."""
    if is_capitals(a.text) and is_capitals(b.text):
        return False
    if a.bold and b.bold and a.size is not None and not STOP.search(a.text):
        return False
    ended = bool(re.search(r"[.:;?!…][”\"’»)]?\d{0,2}$", a.text)) and not goes_on_after(a.text)
    room = width * (0.95 if ended else 0.85)
    return len(a.text) + 1 + len(b.text.split()[0]) <= room and (ended or not b.text[:1].islower())


# --- kinds ----------------------------------------------------------------------------------------------------------


def _block(group: Sequence[Row], style: Style, language: str) -> Block:
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
    if _PAGE_POINTER.fullmatch(text) or is_boilerplate(text):
        return replace(block, kind=BlockKind.BOILERPLATE)
    if first.kind is BlockKind.BOILERPLATE:
        return replace(block, kind=first.kind)
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
    legal = legal_heading(block.text, act=style.act)
    if legal and (legal.rank is not Rank.ARTICLE or first.kind is not BlockKind.LIST_ITEM):
        return _legal(block, legal)
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


def _legal(block: Block, legal: LegalHeading) -> Block:
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
    bullet = _BULLET.match(block.text)
    if first.kind is BlockKind.LIST_ITEM or bullet:
        return replace(block, kind=BlockKind.LIST_ITEM, content=bullet.end() if bullet else 0)
    if _PARAGRAPH_NUMBER.match(block.text):
        return None
    if _ENUMERATED.match(block.text) or _FIGURE.fullmatch(block.text):
        return replace(block, kind=BlockKind.LIST_ITEM)
    return None


def _named_divisions(found: Sequence[Block]) -> list[Block]:
    """The line below ``CAPÍTULO I`` is its name, however it is set."""
    out = list(found)
    for i, (above, block) in enumerate(pairwise(found), start=1):
        bare = above.kind is BlockKind.HEADING and legal_heading(above.text, whole=True) is not None
        plain = block.kind is BlockKind.PARAGRAPH and not block.note and len(block.text.split()) <= 20
        if bare and plain and block.page == above.page and not re.search(r"[.;:,]$", block.text):
            out[i] = replace(block, kind=BlockKind.HEADING, rank=text_rank(block.text))
    return out


def _bare_provisions(found: Sequence[Block]) -> list[Block]:
    """Below ``DISPOSICIONES FINALES`` an ordinal and a stop are enough: ``SEGUNDA. Reglamento``."""
    out: list[Block] = []
    among = False
    for block in found:
        legal = legal_heading(block.text) if block.kind is BlockKind.HEADING else None
        bare = bare_provision(block.text) if among and block.kind is not BlockKind.BOILERPLATE else None
        if legal and legal.rank < Rank.QUOTED_PROVISION and legal.rank is not Rank.PROVISION:
            among = legal.rank is Rank.PROVISIONS and provisions_name(block.text) is not None
        out.append(_legal(block, bare) if bare and not (legal and legal.rank is Rank.PROVISION) else block)
    return out


def _spoken_titles(found: Sequence[Block]) -> list[Block]:
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


def _signed(found: Sequence[Block]) -> list[Block]:
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
    return is_capitals(text) and 2 <= len(text.split()) <= 8 and not _has_figure(text) and not is_lettered_heading(text)


def _numbered_fields(found: Sequence[Block]) -> list[Block]:
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


# --- tables in plain text, steps, titles ----------------------------------------------------------------------------


def _tables(found: list[Block]) -> list[Block]:
    """Cells that stand one below the other after a table's title become rows, as in a ruled table."""
    out: list[Block] = []
    i = 0
    while i < len(found):
        out.append(found[i])
        i += 1
        if _TABLE_TITLE.match(out[-1].text) and out[-1].kind is not BlockKind.FOOTNOTE:
            out[-1] = replace(out[-1], kind=BlockKind.TABLE_ROW, cells=(out[-1].text,))
            cells = _cells_from(found, i)
            columns = _columns(cells)
            if columns:
                out += [_as_row(cells[k : k + columns]) for k in range(0, len(cells), columns)]
                i += len(cells)
    return out


def _cells_from(found: Sequence[Block], start: int) -> list[Block]:
    cells: list[Block] = []
    for block in found[start:]:
        plain = block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) and not block.cells
        if not plain or block.page != found[start].page or len(block.text) > 300 or STOP.search(block.text):
            break
        cells.append(block)
    return cells


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


def _steps(found: list[Block]) -> list[Block]:
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


def _titles(found: list[Block], style: Style) -> list[Block]:
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
        if _PAGE_POINTER.fullmatch(out[i + 1].text) and len(block.text.split()) <= 8 and not STOP.search(block.text):
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
        over = from_end == 1 or (len(run) == 2 and not _has_figure(block.text))
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
    if named and not _has_figure(block.text):
        return replace(block, kind=BlockKind.BOILERPLATE)
    if after is not None and after.kind is BlockKind.LIST_ITEM and _FIGURE.fullmatch(after.text):
        return block
    return replace(block, kind=BlockKind.LIST_ITEM)


def _has_figure(text: str) -> bool:
    return any(c.isdigit() for c in text)


def _only_names(run: Sequence[Block]) -> bool:
    return len(run) > 1 and all(word[0].isupper() for block in run for word in block.text.split())
