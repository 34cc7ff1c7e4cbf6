"""From recognised words to the lines of a page, by the same reading order as pages with text have."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from ingest.document import Line
from ingest.ocr.words import RecognisedPage, Word
from ingest.readers.pdf_drawing import Drawing, Run
from ingest.readers.pdf_layout import arrange

_GAP = 1.4
"""Of the type size: a wider gap may be a gutter; see ``ingest.readers.pdf_segments``."""
_SPECK = 30
"""Words of less confidence are specks of the scan, unless they are read as letters."""
_LOST_MARK = re.compile(r"(?<=[.,;:”\")])[!?*'’‘%]+$")
"""What the small raised figure of a footnote is taken for after a stop, where it cannot be read."""


def lines_of(pages: Sequence[RecognisedPage]) -> dict[int, tuple[Line, ...]]:
    """The lines of each page by its number; an empty line stands between blocks."""
    kept = {page.number: [word for word in page.words if not _is_speck(word)] for page in pages}
    body = _body_size([word for words in kept.values() for word in words])
    return {page.number: arrange(_drawing(page, kept[page.number], body)) for page in pages}


def _is_speck(word: Word) -> bool:
    if any(c.isalnum() for c in word.text):
        return word.confidence < _SPECK and len(word.text) < 3 and not word.figure
    return word.confidence < 2 * _SPECK or not re.fullmatch(r"[-–—•·*%&$§°º/+=|()«»“”\"]{1,3}", word.text)


def _body_size(words: Sequence[Word]) -> float:
    """The median type size by letters."""
    sizes = sorted(word.size for word in words for _ in word.text)
    return sizes[len(sizes) // 2] if sizes else 10.0


def _drawing(page: RecognisedPage, words: Sequence[Word], body: float) -> Drawing:
    drawing = Drawing(page.width, page.height)
    for _, line in groupby(words, key=lambda word: word.line):
        drawing.runs += _runs(sorted(line, key=lambda word: word.x0), page.height, body)
    return drawing


def _runs(line: Sequence[Word], height: float, body: float) -> list[Run]:
    """The words of a line as runs, cut where the gap may be one between columns."""
    size = _settled(line[0].size, body)
    base = sorted(word.base for word in line)[len(line) // 2]
    runs: list[Run] = []
    for word in line:
        text = _LOST_MARK.sub("", word.text)
        if runs and word.x0 - runs[-1].x1 < _GAP * size:
            runs[-1] = Run(f"{runs[-1].text} {text}", runs[-1].x0, word.x1, height - base, size)
        else:
            runs.append(Run(text, word.x0, word.x1, height - base, size))
    return runs


def _settled(size: float, body: float) -> float:
    """A type size without the unevenness of a scan: that of the text, or one that clearly differs from it."""
    ratio = size / body
    if 0.86 <= ratio <= 1.17:
        return round(body, 1)
    return round(body * round(ratio * 6) / 6, 1) if ratio > 1 else round(body * 0.78, 1)
