"""Draws one page of a PDF and finds a quote on it.

Run as a program of its own, because PDFium is C++ reading files that strangers made: a crash or a page without end
takes this process, and not the app.

    python page_image.py FILE PAGE WIDTH < quote > result.json

The result is ``{"image": base64 of a WebP, "width", "height": pixels, "boxes": [[left, top, width, height], ...]}``;
boxes are fractions of the page.
"""

from __future__ import annotations

import base64
import io
import json
import sys
import unicodedata
from typing import Any

import pypdfium2 as pdfium

MAX_PIXELS = 6_000_000
# Letters of the quote's beginning and end that must be found where the whole is not.
_ANCHOR = 24


def main(path: str, page_number: int, width: int, quote: str) -> dict[str, Any]:
    """Image and boxes of a page (counted from 1)."""
    with pdfium.PdfDocument(path) as document:
        page = document[page_number - 1]
        size = page.get_size()
        scale = min(width / size[0], (MAX_PIXELS / (size[0] * size[1])) ** 0.5)
        picture = page.render(scale=scale).to_pil()
        buffer = io.BytesIO()
        picture.save(buffer, "WEBP", quality=80, method=2)
        return {
            "image": base64.b64encode(buffer.getvalue()).decode(),
            "width": picture.width,
            "height": picture.height,
            "boxes": boxes(page, quote) if quote else [],
        }


def boxes(page: pdfium.PdfPage, quote: str) -> list[list[float]]:
    """Where the quote's lines stand on the page; empty where it is not found."""
    text_page = page.get_textpage()
    letters, positions = _letters_on(text_page)
    span = find(letters, "".join(_letters(quote)))
    if span is None:
        return []
    first, last = positions[span[0]], positions[span[1] - 1]
    rectangles = [text_page.get_rect(i) for i in range(text_page.count_rects(first, last - first + 1))]
    page_width, page_height = page.get_size()
    return [
        [left / page_width, 1 - top / page_height, (right - left) / page_width, (top - bottom) / page_height]
        for left, bottom, right, top in rectangles
    ]


def find(letters: str, wanted: str) -> tuple[int, int] | None:
    """The span of the wanted letters; where the page has other text in between, from their beginning to their end."""
    if not wanted:
        return None
    start = letters.find(wanted)
    if start >= 0:
        return start, start + len(wanted)
    start = letters.find(wanted[:_ANCHOR])
    end = letters.find(wanted[-_ANCHOR:], max(start, 0))
    if 0 <= start < end and end + _ANCHOR - start < 2 * len(wanted):
        return start, end + min(_ANCHOR, len(wanted))
    return None


def _letters_on(text_page: pdfium.PdfTextPage) -> tuple[str, list[int]]:
    """The page's letters and digits, and the index of the character on the page that each comes from."""
    letters: list[str] = []
    positions: list[int] = []
    for i in range(text_page.count_chars()):
        for letter in _letters(text_page.get_text_range(i, 1)):
            letters.append(letter)
            positions.append(i)
    return "".join(letters), positions


def _letters(text: str) -> list[str]:
    """Letters and digits, lower case, without accents, ligatures resolved: the same by any reader of the file."""
    return [c for c in unicodedata.normalize("NFKD", text).casefold() if c.isalnum()]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.stdin.read())))
