"""Word pieces of XLM-RoBERTa's unigram vocabulary, for texts as short as a question.

The tokenizers library needs 280 MB for the 250,000 pieces of this vocabulary, a dictionary of them 36; their hashes,
sorted, need 3 and are as fast on twenty words. All cut a text into the same pieces: a test holds them to it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_DROPPED = re.compile("[\u0001-\u0008\u000b\u000e-\u001f\u007f\u008f\u009f]")
_BLANK = re.compile("[\t\n\f\r\u1680\u200b-\u200f\u2028\u2029\u2581\ufeff\ufffd]")
_CHUNK = re.compile(r"[^ ]+")
_WORD_START = "\u2581"
_UNKNOWN_PENALTY = 10.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece's number in the vocabulary and its place in the normalised text."""

    id: int
    start: int
    end: int


class Pieces:
    """The vocabulary.

    Args:
        pieces: all pieces in the order of their numbers.
        scores: the log probability of each.
        unknown: the number of the piece that stands for what the vocabulary does not hold.
    """

    def __init__(self, pieces: Iterable[str], scores: NDArray[np.float32], unknown: int) -> None:
        sizes, hashes = np.fromiter(((len(text), hash(text)) for text in pieces), np.dtype((np.int64, 2))).T
        # A stable sort: of two pieces of one hash the first would stand for both; in 2^64 hashes there are none.
        self._order = np.argsort(hashes, kind="stable").astype(np.int32)
        self._hashes = hashes[self._order]
        self._scores = scores.astype(np.float32)
        self._longest = int(sizes.max())
        self._unknown = unknown
        self._worst = float(self._scores.min()) - _UNKNOWN_PENALTY

    def number(self, text: str) -> int:
        """The number of a piece. Raises KeyError where the vocabulary does not hold it."""
        (number,) = self._numbers([text])
        if number < 0:
            raise KeyError(text)
        return number

    def _numbers(self, texts: Sequence[str]) -> list[int]:
        """The number of each piece; -1 of what the vocabulary does not hold."""
        wanted = np.fromiter(map(hash, texts), np.int64, len(texts))
        places = np.searchsorted(self._hashes, wanted).clip(max=len(self._hashes) - 1)
        found: list[int] = np.where(self._hashes[places] == wanted, self._order[places], -1).tolist()
        return found

    def of(self, text: str) -> list[Piece]:
        """The pieces of a normalised text, in order."""
        return [piece for chunk in _CHUNK.finditer(text) for piece in self._of_chunk(chunk[0], chunk.start())]

    def _of_chunk(self, chunk: str, offset: int) -> list[Piece]:
        """The likeliest way to put the chunk together (Viterbi's algorithm); the mark of a word's start counts 0."""
        marked = _WORD_START + chunk
        ends = range(1, len(marked) + 1)
        spans = [(start, end) for end in ends for start in range(max(0, end - self._longest), end)]
        numbers = dict(zip(spans, self._numbers([marked[start:end] for start, end in spans]), strict=True))
        best: list[tuple[float, int, int]] = [(0.0, 0, 0)]
        for end in ends:
            best.append(max(self._ways(numbers, best, end), key=lambda way: way[0]))
        found: list[Piece] = []
        end = len(marked)
        while end > 0:
            _, start, number = best[end]
            place = Piece(number, offset + max(0, start - 1), offset + end - 1)
            if number == self._unknown and found and found[-1].id == number:
                found[-1] = Piece(number, place.start, found[-1].end)
            else:
                found.append(place)
            end = start
        return found[::-1]

    def _ways(
        self, numbers: Mapping[tuple[int, int], int], best: list[tuple[float, int, int]], end: int
    ) -> list[tuple[float, int, int]]:
        """(score, start, number) of each piece that may end here."""
        ways = [(best[end - 1][0] + self._worst, end - 1, self._unknown)]
        for start in range(max(0, end - self._longest), end):
            number = numbers[start, end]
            if number >= 0:
                ways.append((best[start][0] + float(self._scores[number]), start, number))
        return ways


def normalised(text: str) -> str:
    """The text as the vocabulary expects it: compatibility forms resolved, runs of blanks one space."""
    return re.sub(" {2,}", " ", unicodedata.normalize("NFKC", _BLANK.sub(" ", _DROPPED.sub("", text))))
