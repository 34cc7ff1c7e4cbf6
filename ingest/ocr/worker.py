"""The process that reads one page: ``python -m ingest.ocr.worker FILE PAGE SCRATCH``.

SCRATCH is a folder for its pictures. It writes the page as ``RecognisedPage.as_json`` gives it to standard output, and
may be killed at any time. PDFium is C++ reading files that strangers made: a crash takes this process and no other.
"""

from __future__ import annotations

import contextlib
import math
import re
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PIL import Image

from ingest.ocr.picture import DPI, WITNESS_DPI, cleaned, drawn, for_witness, slant, straightened
from ingest.ocr.tesseract import Read, Tesseract, finish, installed, start, turn_of
from ingest.ocr.words import DISAGREED, RecognisedPage, Word

try:
    import resource
except ImportError:  # not every system has it; there the parent's watch is the only one
    resource = None  # type: ignore[assignment]

MEMORY_BYTES = 2_000_000_000
_SURE = 60
_CLEARLY = 15
_FEW = 20
_MOSTLY = 0.75
"""A page with fewer words, or a smaller share of them, read surely may stand on its side or its head."""
_QUOTES = str.maketrans("“”„«»‘’´`–—−", '"""""' + "''''" + "---")
_OUTER = "\"'.,;:!?()[]*-_|~"


def main(arguments: Sequence[str]) -> None:
    """Read the page that the arguments name."""
    if resource is not None:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    tesseract = installed()
    if tesseract is None:
        sys.exit(3)
    path, number, scratch = arguments
    sys.stdout.write(recognise(tesseract, path, int(number), Path(scratch)).as_json())


def recognise(tesseract: Tesseract, path: str, number: int, scratch: Path) -> RecognisedPage:
    """The words of a page; none where it is empty."""
    picture, width, height, scale = drawn(path, number)
    angle = slant(picture)
    words = _read(tesseract, straightened(picture, angle), scratch)
    turn = 0
    if not _stands_upright(words):
        picture.save(scratch / "turn.png", dpi=(DPI, DPI))
        turn = turn_of(tesseract, scratch / "turn.png")
    if turn:
        upright = picture.rotate(-turn, expand=True)
        own = slant(upright)
        others = _read(tesseract, straightened(upright, own), scratch)
        if _certain(others) > _certain(words) or not _is_level(words):
            words, angle, picture = others, own, upright
        else:
            turn = 0
    page = _Page(picture.width, picture.height, scale, angle, turn)
    size = (height, width) if turn in (90, 270) else (width, height)
    return RecognisedPage(number, *size, tuple(page.word(*word) for word in words), round(angle + turn, 2))


def _stands_upright(words: Sequence[tuple[Read, int, bool]]) -> bool:
    """Whether a page was read so well, and its words lie so, that it need not be turned."""
    longer = sum(len(read.text) > 2 for read, *_ in words)
    return _certain(words) >= max(_FEW, _MOSTLY * longer) and _is_level(words)


def _certain(words: Sequence[tuple[Read, int, bool]]) -> int:
    return sum(read.confidence >= _SURE and len(read.text) > 2 for read, *_ in words)


def _is_level(words: Sequence[tuple[Read, int, bool]]) -> bool:
    """Whether longer words are wider than they are tall."""
    longer = [read for read, *_ in words if len(read.text) > 3]
    return 2 * sum(read.x1 - read.x0 > read.bottom - read.top for read in longer) >= len(longer)


def _read(tesseract: Tesseract, picture: Image.Image, scratch: Path) -> list[tuple[Read, int, bool]]:
    """The words of the surer of two readings, each with its confidence and whether it has a figure."""
    files = (scratch / "first.png", scratch / "second.png")
    cleaned(picture).save(files[0], dpi=(DPI, DPI))
    for_witness(picture).save(files[1], dpi=(WITNESS_DPI, WITNESS_DPI))
    orders = (tesseract.languages, tesseract.languages[::-1])
    processes = [start(tesseract, *given) for given in zip(files, (DPI, WITNESS_DPI), orders, strict=True)]
    first, second = (finish(process) for process in processes)
    second = [_scaled(read, DPI / WITNESS_DPI) for read in second]
    if _certainty(second) > _certainty(first):
        first, second = second, first
    return _witnessed(first, second)


def _certainty(reads: Sequence[Read]) -> int:
    return sum(len(read.text) * read.confidence for read in reads if read.confidence >= _SURE)


def _scaled(read: Read, by: float) -> Read:
    return Read(
        read.text, read.x0 * by, read.top * by, read.x1 * by, read.bottom * by, read.base * by, read.size * by,
        read.line, read.confidence,
    )  # fmt: skip


def _witnessed(first: Sequence[Read], second: Sequence[Read]) -> list[tuple[Read, int, bool]]:
    """Each word with its confidence, given what the second reading has in its place."""
    shelves: dict[int, list[Read]] = {}
    for read in second:
        for shelf in range(int(read.top // 100), int(read.bottom // 100) + 1):
            shelves.setdefault(shelf, []).append(read)
    found = []
    english = _is_english(first)
    for read in first:
        near = (o for shelf in range(int(read.top // 100), int(read.bottom // 100) + 1) for o in shelves.get(shelf, ()))
        there = sorted({o for o in near if _overlap(read, o)}, key=lambda o: o.x0)
        other = "".join(o.text for o in there)
        agreed = core(read.text) == core(other)
        confidence = (
            min([read.confidence, *(o.confidence for o in there)]) if agreed else min(read.confidence, DISAGREED)
        )
        figure = has_figure(read.text) or (not agreed and has_figure(other))
        chosen = _better(read, there[0], english) if len(there) == 1 and not agreed else read
        found.append((chosen, confidence, figure))
    return found


def _better(read: Read, other: Read, english: bool) -> Read:
    """The likelier of two readings of a word: no accents in English, those of Spanish kept, else the surer one."""
    ours, theirs = core(read.text), core(other.text)
    if _plain(ours) == _plain(theirs):
        accented = ours != _plain(ours)
        return read if accented != english else replace(read, text=other.text)
    return replace(read, text=other.text) if other.confidence > read.confidence + _CLEARLY else read


def _plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def _is_english(reads: Sequence[Read]) -> bool:
    words = [core(read.text).lower() for read in reads]
    return sum(map(words.count, ("the", "of", "and", "to"))) > sum(map(words.count, ("de", "la", "el", "que", "y")))


def _overlap(a: Read, b: Read) -> bool:
    height = min(a.bottom, b.bottom) - max(a.top, b.top)
    width = min(a.x1, b.x1) - max(a.x0, b.x0)
    return height > 0.4 * min(a.bottom - a.top, b.bottom - b.top) and width > 0.3 * min(a.x1 - a.x0, b.x1 - b.x0)


def core(text: str) -> str:
    """A word as two readings are compared by it: without the marks around it."""
    return text.translate(_QUOTES).strip(_OUTER)


def has_figure(text: str) -> bool:
    """Whether a word holds a digit."""
    return re.search(r"\d", text) is not None


class _Page:
    """From pixels of the straightened picture to points on it, and to places on the page as it is."""

    def __init__(self, width: int, height: int, scale: float, angle: float, turn: int) -> None:
        self.width, self.height, self.scale, self.turn = width, height, scale, turn
        self._cosine, self._sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))

    def word(self, read: Read, confidence: int, figure: bool) -> Word:
        x0, top, x1, bottom, base, size = (
            round(value / self.scale, 2) for value in (read.x0, read.top, read.x1, read.bottom, read.base, read.size)
        )
        return Word(read.text, x0, top, x1, bottom, base, size, read.line, confidence, figure, self._place(read))

    def _place(self, read: Read) -> tuple[float, float, float, float]:
        """The box before straightening and turning, as fractions of the page."""
        corners = [self._back(x, y) for x in (read.x0, read.x1) for y in (read.top, read.bottom)]
        xs, ys = zip(*corners, strict=True)
        return (round(min(xs), 4), round(min(ys), 4), round(max(xs), 4), round(max(ys), 4))

    def _back(self, x: float, y: float) -> tuple[float, float]:
        dx, dy = x - self.width / 2, y - self.height / 2
        # The picture was turned counter-clockwise by the angle, with the y axis pointing down.
        u = (self._cosine * dx - self._sine * dy) / self.width + 0.5
        v = (self._sine * dx + self._cosine * dy) / self.height + 0.5
        if self.turn == 90:
            u, v = v, 1 - u
        elif self.turn == 180:
            u, v = 1 - u, 1 - v
        elif self.turn == 270:
            u, v = 1 - v, u
        return min(max(u, 0.0), 1.0), min(max(v, 0.0), 1.0)


if __name__ == "__main__":
    main(sys.argv[1:])
