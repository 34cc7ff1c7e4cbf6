"""Bounds that texts set on figures: "up to five years", "más de diez años", "not less than 90 days"."""

from __future__ import annotations

import re
from dataclasses import dataclass

UPPER = "up to|at most|no more than|fewer than|less than|como maximo|no mas de|menos de"
"""Words after which a figure is not to be exceeded, wherever they stand; alternatives of a pattern of folded text."""
LOWER = "at least|no fewer than|more than|al menos|por lo menos|no menos de"
"""Words after which a figure is to be reached."""

CEILING = (
    "up to|at most|no(?:t)? more than|no longer than|not exceeding|(?:a )?maximum of|hasta|a lo sumo|como maximo|"
    "no mas de|un maximo de"
)
"""Words before a figure that may be reached and is not to be exceeded."""
FLOOR = (
    "at least|no(?:t)? (?:less|fewer) than|(?:a )?minimum of|al menos|por lo menos|como minimo|no menos de|un minimo de"
)
"""Words before a figure that is to be reached."""

_FIGURE = r"(?:(?:of|de|los|las|the) )?(\d+(?:\.\d+)?)"
_AT_MOST = re.compile(
    rf"\b(?:{CEILING}|{UPPER}|within|under|"
    rf"no (?:(?:sea|seran?|es|son|podra ser) )?(?:mayor|superior)(?:es)? (?:de|a)|"
    rf"maximo(?: de)?|no exced\w+|que no exced\w+|menores? de|dentro de) {_FIGURE}\b"
)
_AT_LEAST = re.compile(
    rf"\b(?:{FLOOR}|{LOWER}|over|above|older than|"
    rf"no (?:(?:sea|seran?|es|son|podra ser) )?(?:menor|inferior)(?:es)? (?:de|a)|"
    rf"minimo(?: de)?|mas de|mayores? de|superior(?:es)? a|a partir de) {_FIGURE}\b"
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
