"""Word pieces of XLM-RoBERTa's unigram vocabulary, for texts as short as a question.

The tokenizers library needs 280 MB for the 250,000 pieces of this vocabulary, more than the whole app; a dictionary
needs 30 and is as fast on twenty words. Both cut a text into the same pieces: a test holds one to the other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
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
        self._numbers = {text: number for number, text in enumerate(pieces)}
        self._scores = scores.astype(np.float64)
        self._longest = max(map(len, self._numbers))
        self._unknown = unknown
        self._worst = float(self._scores.min()) - _UNKNOWN_PENALTY

    def number(self, text: str) -> int:
        """The number of a piece. Raises KeyError where the vocabulary does not hold it."""
        return self._numbers[text]

    def of(self, text: str) -> list[Piece]:
        """The pieces of a normalised text, in order."""
        return [piece for chunk in _CHUNK.finditer(text) for piece in self._of_chunk(chunk[0], chunk.start())]

    def _of_chunk(self, chunk: str, offset: int) -> list[Piece]:
        """The likeliest way to put the chunk together (Viterbi's algorithm); the mark of a word's start counts 0."""
        marked = _WORD_START + chunk
        best: list[tuple[float, int, int]] = [(0.0, 0, 0)]
        for end in range(1, len(marked) + 1):
            best.append(max(self._ways(marked, best, end), key=lambda way: way[0]))
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

    def _ways(self, text: str, best: list[tuple[float, int, int]], end: int) -> list[tuple[float, int, int]]:
        """(score, start, number) of each piece that may end here."""
        ways = [(best[end - 1][0] + self._worst, end - 1, self._unknown)]
        for start in range(max(0, end - self._longest), end):
            number = self._numbers.get(text[start:end])
            if number is not None:
                ways.append((best[start][0] + float(self._scores[number]), start, number))
        return ways


def normalised(text: str) -> str:
    """The text as the vocabulary expects it: compatibility forms resolved, runs of blanks one space."""
    return re.sub(" {2,}", " ", unicodedata.normalize("NFKC", _BLANK.sub(" ", _DROPPED.sub("", text))))
