"""The documents as plain text: where a needle stands, and whether a quote comes near enough to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from rapidfuzz import fuzz

from evals.dataset import Needle, Place
from evals.errors import SourceError
from evals.folding import compact, fold

WINDOW = 350
"""Characters before and after a needle in which a quote still counts as reaching it."""

_SHORTEST_NEAR = 12
"""A shorter quote, such as a cell that says "No", stands in too many places to be told where it is from."""

_SAME_WORDS = 93.0
"""Similarity, out of 100, from which two texts are the same but for characters broken in one of them."""


@dataclass(frozen=True)
class Sources:
    """Folded plain texts by file name without ending."""

    texts: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> Sources:
        """Reads every text file of a folder; its subfolders are left out."""
        if not folder.is_dir():
            raise SourceError(f"There is no folder {folder} with the documents' plain texts.")
        return cls.of({path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))})

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> Sources:
        """The sources of texts by file name without ending."""
        return cls({name: fold(text) for name, text in texts.items()})

    def holds(self, place: Place) -> bool:
        """Whether the place's characters stand in its file."""
        return place.file in self.texts and fold(place.text) in self.texts[place.file]

    def reached(self, needle: Needle, quote: str) -> bool:
        """Whether a quote holds one of the needle's places, or lies wholly within the window around it."""
        return any(_holds(quote, place.text) or self._near(place, quote) for place in needle.places)

    def _near(self, place: Place, quote: str) -> bool:
        text = self.texts.get(place.file)
        folded = fold(quote)
        if text is None or len(folded) < _SHORTEST_NEAR:
            return False
        needle = fold(place.text)
        return any(_locate(_around(text, start, len(needle)), folded) for start in _occurrences(text, needle))


def _holds(quote: str, needle: str) -> bool:
    return fold(needle) in fold(quote) or compact(needle) in compact(quote)


def _occurrences(text: str, needle: str) -> list[int]:
    found, start = [], text.find(needle)
    while start >= 0:
        found.append(start)
        start = text.find(needle, start + 1)
    return found


def _around(text: str, start: int, length: int) -> str:
    return text[max(0, start - WINDOW) : start + length + WINDOW]


@lru_cache(maxsize=8192)
def _locate(window: str, quote: str) -> bool:
    """Whether a folded quote stands in the window; broken characters and breaks make no difference."""
    if quote in window or compact(quote) in compact(window):
        return True
    if len(quote) > len(window):
        return False
    return fuzz.partial_ratio(quote, window, score_cutoff=_SAME_WORDS) > 0
