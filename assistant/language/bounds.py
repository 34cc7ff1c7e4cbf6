"""Bounds that texts set on figures: "up to five years", "más de diez años", "not less than 90 days"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FIGURE = r"(?:(?:of|de|los|las|the) )?(\d+(?:\.\d+)?)"
_AT_MOST = re.compile(
    r"\b(?:up to|at most|not exceeding|no(?:t)? more than|no longer than|within|a maximum of|under|fewer than|"
    r"less than|hasta|a lo sumo|como maximo|maximo(?: de)?|no mas de|no exced\w+|que no exced\w+|menos de|menores? de|"
    rf"dentro de) {_FIGURE}\b"
)
_AT_LEAST = re.compile(
    r"\b(?:at least|not less than|no(?:t)? fewer than|a minimum of|more than|over|above|older than|"
    r"al menos|por lo menos|como minimo|minimo(?: de)?|no menos de|mas de|mayores? de|superior(?:es)? a|"
    rf"a partir de) {_FIGURE}\b"
)
_NEGATED = re.compile(r"\b(?:no|not)\s*$")


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure that others must not exceed, or must reach."""

    figure: float
    upper: bool

    def admits(self, figure: float) -> bool:
        """Whether a figure keeps to the bound."""
        return figure <= self.figure if self.upper else figure >= self.figure


def bounds_in(text: str) -> list[Bound]:
    """The bounds in a folded text with its numbers in figures, upper ones first."""
    return [
        Bound(float(found[1]), pattern is _AT_MOST)
        for pattern in (_AT_MOST, _AT_LEAST)
        for found in pattern.finditer(text)
        if not _NEGATED.search(text[: found.start()])
    ]
