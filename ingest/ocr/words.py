"""A recognised word and a recognised page, and how they are kept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Any

DISAGREED = 40
"""The most that a word counts for, from 0 to 100, where the two readings of a page differ on it."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a straightened page; points from the upper left corner.

    Attributes:
        text: its characters.
        x0, top, x1, bottom: the box of its letters.
        base: the height of the baseline of its line.
        size: the type size of its line, as far as letters tell it.
        line: the number of its line; words of one line share it.
        confidence: from 0 to 100; at most DISAGREED where the second reading differs.
        figure: whether either reading sees a figure in it.
        box: its place on the page as it is (not straightened), as fractions: left, top, right, bottom.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    line: int
    confidence: int
    figure: bool = False
    box: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class RecognisedPage:
    """What was read on a page: its number from 1, its size in points, its words, and the turn that was taken back."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    turned: float = 0.0

    def as_json(self) -> str:
        """The page as text, for keeping."""
        words = [list(astuple(word)) for word in self.words]
        return json.dumps([self.number, self.width, self.height, words, self.turned], ensure_ascii=False)

    @classmethod
    def of_json(cls, text: str) -> RecognisedPage:
        """The page that ``as_json`` gave.

        Raises:
            ValueError, TypeError: the text is something else.
        """
        number, width, height, words, turned = json.loads(text)
        return cls(number, width, height, tuple(_word(values) for values in words), turned)


def _word(values: Sequence[object]) -> Word:
    *plain, box = values
    made: Any = (*plain, tuple(box))  # type: ignore[arg-type]
    return Word(*made)
