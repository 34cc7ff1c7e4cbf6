"""What is drawn on a PDF page, in points from the lower left corner of the page as it is seen."""

from __future__ import annotations

from dataclasses import dataclass, field

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""


@dataclass(slots=True)
class Run:
    """Characters drawn in one go. Coordinates in points from the lower left corner of the page as it is seen."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    upright: bool = True


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight horizontal or vertical line, or the edge of a stroked rectangle."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def horizontal(self) -> bool:
        """Whether it lies rather than stands."""
        return abs(self.x1 - self.x0) >= abs(self.y1 - self.y0)


@dataclass(slots=True)
class Drawing:
    """Everything on a page that matters for reading it."""

    width: float
    height: float
    runs: list[Run] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    has_image: bool = False
    has_shapes: bool = False
    cover: float = 0.0
    """The share of the page that its largest picture covers."""
    layer: list[Run] = field(default_factory=list)
    """Text drawn in no colour at all (render mode 3): over a picture of the page it is its text layer."""
    hidden: list[Run] = field(default_factory=list)
    """Text that nobody sees: white on white, transparent, tiny, off the page."""
    grounds: list[Box] = field(default_factory=list)
    """Pictures and coloured areas, on which white letters can be read."""
