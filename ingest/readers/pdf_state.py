"""The graphics state of a PDF page, and the matrices that say where on the page something is drawn."""

from __future__ import annotations

import math
from dataclasses import dataclass

from pypdf import PageObject
from pypdf.generic._font import Font

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_A4 = (0.0, 0.0, 595.0, 842.0)


@dataclass(slots=True)
class State:
    """What the operators of a content stream set; sizes and spaces in unscaled text space."""

    ctm: Matrix = IDENTITY
    font: Font | None = None
    bold: bool = False
    size: float = 0.0
    char_space: float = 0.0
    word_space: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0
    white: bool = False
    plain: bool = True
    opacity: float = 1.0


def multiply(a: Matrix, b: Matrix) -> Matrix:
    """The matrix that applies ``a`` first and ``b`` afterwards."""
    return (
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    )


def apply(m: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where a matrix puts a point."""
    return x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5]


def page_frame(page: PageObject) -> tuple[Matrix, float, float]:
    """The matrix from the page's user space to what is seen, with the width and height of that."""
    try:
        box = page.cropbox
        left, bottom, right, top = (float(v) for v in (box.left, box.bottom, box.right, box.top))
    except Exception:
        left, bottom, right, top = _A4
    values = (left, bottom, right, top)
    if not all(map(math.isfinite, values)) or right - left < 1 or top - bottom < 1:
        left, bottom, right, top = _A4
    width, height = right - left, top - bottom
    turn = _rotation(page)
    if turn == 90:
        return (0.0, -1.0, 1.0, 0.0, -bottom, right), height, width
    if turn == 180:
        return (-1.0, 0.0, 0.0, -1.0, right, top), width, height
    if turn == 270:
        return (0.0, 1.0, -1.0, 0.0, top, -left), height, width
    return (1.0, 0.0, 0.0, 1.0, -left, -bottom), width, height


def _rotation(page: PageObject) -> int:
    try:
        return int(page.rotation) % 360
    except Exception:
        return 0
