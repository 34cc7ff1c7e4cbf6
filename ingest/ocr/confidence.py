"""How surely each word of a page's text was read, and which figures and dates are in doubt."""

from __future__ import annotations

import re
import struct
import unicodedata
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import Levenshtein

from ingest.months import MONTH
from ingest.ocr.words import DISAGREED, Word

DOUBTFUL_BELOW = 90
"""A figure or a month that is read with less confidence is marked; what this catches is in docs/scans.md."""

ROUGH_AT_MOST = 60
"""What a word of a rough page counts for at most."""
_ROUGH = 0.18
"""Of the words of more than two letters: where the two readings differ on as many, two may err alike."""

_TOKEN = re.compile(r"\S+")
_MIXED = re.compile(r"(?=\w*\d)(?=\w*[^\W\d_])\w+")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|o|a|ro|do|to|er|era|°|º|ª)s?|N[°º]?\d+|[A-Z]{1,3}\d{1,4}", re.IGNORECASE)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_ISO_DATE = re.compile(r"(?:1[89]|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_ONES = re.compile(r"1{1,3}[°ºªoO]?")
_MONTHS = re.compile(MONTH, re.IGNORECASE)
_ROW = struct.Struct("<HHBB4H")
_UNITS = 65_535


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A word of a page's text: its place there, how surely it was read, and where it stands on the picture.

    Attributes:
        start, end: characters of the page's text.
        confidence: 0 to 100.
        figure: whether a figure was seen in it, in either reading.
        box: left, top, right, bottom as fractions of the page.
    """

    start: int
    end: int
    confidence: int
    figure: bool
    box: tuple[float, float, float, float]


def read_words(text: str, words: Sequence[Word]) -> tuple[ReadWord, ...]:
    """The words of a page's text with the confidence of the recognised words that they came from.

    A word that came from none (two that were joined, say) has the least confidence of those around it.
    """
    words = _capped(words)
    tokens = [(match.start(), match.end(), match.group()) for match in _TOKEN.finditer(text)]
    edits = Levenshtein.opcodes([_key(token) for *_, token in tokens], [_key(word.text) for word in words])
    found: list[ReadWord] = []
    for edit in edits:
        sources = words[edit.dest_start : edit.dest_end]
        for offset, (start, end, token) in enumerate(tokens[edit.src_start : edit.src_end]):
            if edit.tag == "equal":
                word = sources[offset]
                found.append(ReadWord(start, end, word.confidence, word.figure, word.box))
            else:
                near = sources or words[max(edit.dest_start - 1, 0) : edit.dest_start + 1]
                found.append(_joined(start, end, token, near))
    return tuple(found)


def _capped(words: Sequence[Word]) -> Sequence[Word]:
    """The words of a page; on a rough one, where the two readings differ often, none is read surely."""
    longer = [word for word in words if len(word.text) > 2]
    differing = sum(word.confidence <= DISAGREED for word in longer)
    if not longer or differing / len(longer) < _ROUGH:
        return words
    return [replace(word, confidence=min(word.confidence, ROUGH_AT_MOST)) for word in words]


def _joined(start: int, end: int, token: str, near: Sequence[Word]) -> ReadWord:
    lefts, tops, rights, bottoms = zip(*(word.box for word in near), strict=True) if near else ((0.0,),) * 4
    confidence = min((word.confidence for word in near), default=0)
    figure = any(c.isdigit() for c in token)
    return ReadWord(start, end, confidence, figure, (min(lefts), min(tops), max(rights), max(bottoms)))


def _key(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum()) or text


def doubtful(text: str, words: Iterable[ReadWord]) -> tuple[tuple[int, int], ...]:
    """The places in a page's text of figures and dates that may have been misread, without the marks around them."""
    return tuple(_trimmed(text, word) for word in words if _is_doubtful(text[word.start : word.end], word))


def _is_doubtful(token: str, word: ReadWord) -> bool:
    if not word.figure and not _MONTHS.fullmatch(token.strip(".,;:()[]“”\"'")):
        return False
    return word.confidence < DOUBTFUL_BELOW or _is_odd(token)


def _is_odd(token: str) -> bool:
    """Whether a figure is of the kinds that are misread surely: ones (I and l look like them), letters among digits."""
    bare = token.strip(".,;:()[]“”\"'")
    if _ONES.fullmatch(bare) or (_ISO.fullmatch(bare) and not _ISO_DATE.fullmatch(bare)):
        return True
    return any(not _ORDINAL.fullmatch(part) for part in _MIXED.findall(token))


def _trimmed(text: str, word: ReadWord) -> tuple[int, int]:
    start, end = word.start, word.end
    while end - start > 1 and not text[start].isalnum():
        start += 1
    while end - start > 1 and not text[end - 1].isalnum() and text[end - 1] not in "%°º":
        end -= 1
    return start, end


def packed(words: Iterable[ReadWord]) -> bytes:
    """The words as few bytes, for the store."""
    rows = bytearray()
    before = 0
    for word in words:
        box = (round(min(max(value, 0.0), 1.0) * _UNITS) for value in word.box)
        step, size = min(word.start - before, 65_535), min(word.end - word.start, 65_535)
        rows += _ROW.pack(step, size, word.confidence, word.figure, *box)
        before += step
    return zlib.compress(bytes(rows), 6)


def unpacked(blob: bytes) -> tuple[ReadWord, ...]:
    """The words that ``packed`` made to bytes."""
    found = []
    start = 0
    for step, size, confidence, figure, *box in _ROW.iter_unpack(zlib.decompress(blob)):
        start += step
        left, top, right, bottom = (value / _UNITS for value in box)
        found.append(ReadWord(start, start + size, confidence, bool(figure), (left, top, right, bottom)))
    return tuple(found)
