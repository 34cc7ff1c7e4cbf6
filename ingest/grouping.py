"""Which lines of a page belong together: by their gaps and type, by how they begin, and by where they end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.document import BlockKind
from ingest.headings import OUTLINE, Rank, bare_provision, is_capitals, legal_heading, provisions_name
from ingest.lines import NUMBER, STOP, Row, Style
from ingest.marks import BULLET, ENUMERATED, FIGURE, GOAL_TAG, PAGE_POINTER, TABLE_TITLE
from ingest.sentences import goes_on_after

_BARE_LINK = re.compile(r"(?:https?://|www\.)\S+(?:\s+\S+@\S+)?")
_ENDS_OPEN = re.compile(r"[/\-_]$")


def groups(found: Sequence[Row], style: Style) -> list[list[Row]]:
    """The lines of a document, those that belong together in one list."""
    made: list[list[Row]] = []
    widths = _widths(found)
    for i, row in enumerate(found):
        if i and style.wrapped and not _breaks(made[-1], row, widths[i], style):
            made[-1].append(row)
        else:
            made.append([row])
    return made


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
    alone = (PAGE_POINTER, NUMBER, _BARE_LINK, FIGURE, GOAL_TAG)
    return any(p.fullmatch(a.text) or p.fullmatch(b.text) for p in alone)


def _opens(a: Row, b: Row, style: Style) -> bool:
    """Whether the wording of ``b`` begins something new."""
    ended = bool(re.search(r"[.:;,?!”\"]$", a.text)) or a.text.isupper()
    if legal_heading(a.text, whole=True):
        return not _goes_on_in_title(a, b)
    if b.section:
        return not _REFERRING.search(a.text)
    if legal := legal_heading(b.text, act=style.act):
        return legal.rank < Rank.ARTICLE or not _REFERRING.search(a.text)
    if ended and bare_provision(b.text) and " " in b.text:
        return True
    if TABLE_TITLE.match(b.text) or TABLE_TITLE.match(a.text) or (a.text.endswith(":") and b.text.endswith(":")):
        return True
    if BULLET.match(b.text) or (OUTLINE.match(b.text) and "." in b.text.split()[0].rstrip(".")):
        return ended or not re.match(r"[-–—]", b.text)
    item = ENUMERATED.match(b.text)
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
