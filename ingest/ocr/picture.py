"""A page as a picture that is fit to be read: drawn by PDFium, upright, straight, without the grain of the scanner."""

from __future__ import annotations

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from PIL import Image, ImageFilter

DPI = 300
WITNESS_DPI = 225
MAX_PIXELS = 14_000_000
"""Twice an A4 page at 300 dpi; larger pages are drawn smaller."""

_GRAIN = 0.8 * DPI / 150
_WITNESS_GRAIN = 0.5 * WITNESS_DPI / 150
_STEEPEST = 6.0
_WHITE = 255


def drawn(path: str, number: int) -> tuple[Image.Image, float, float, float]:
    """A page (from 1) in grey, with its width and height in points and the pixels to a point."""
    with pdfium.PdfDocument(path) as document:
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(DPI / 72, (MAX_PIXELS / max(width * height, 1.0)) ** 0.5)
        picture = page.render(scale=scale, grayscale=True).to_pil().convert("L")
    return picture, width, height, scale


def slant(picture: Image.Image) -> float:
    """The angle in degrees, to turn back by, at which the lines of a page lie level; 0 for one without lines.

    The rows of a page whose lines are level are either dark or light: the angle with the sharpest changes from row to
    row is looked for, coarsely and then finely.
    """
    coarse = _small(picture, 600)
    steps = np.arange(-_STEEPEST, _STEEPEST + 0.01, 0.5)
    sharpness = [_sharpness(coarse, float(angle)) for angle in steps]
    best = float(steps[int(np.argmax(sharpness))])
    if abs(best) >= _STEEPEST or max(sharpness) < 1.05 * float(np.median(sharpness)):
        return 0.0
    fine = _small(picture, 1_000)
    return float(max(np.arange(best - 0.5, best + 0.51, 0.1), key=lambda angle: _sharpness(fine, float(angle))))


def _small(picture: Image.Image, width: int) -> Image.Image:
    return picture.resize((width, max(1, round(picture.height * width / picture.width))), Image.Resampling.BOX)


def _sharpness(picture: Image.Image, angle: float) -> float:
    turned = picture.rotate(angle, resample=Image.Resampling.BILINEAR, fillcolor=_WHITE)
    dark: NDArray[np.float32] = (_WHITE - np.asarray(turned, dtype=np.float32)).mean(axis=1)
    return float(((dark[1:] - dark[:-1]) ** 2).sum())


def straightened(picture: Image.Image, angle: float) -> Image.Image:
    """The picture turned back by an angle, of the same size."""
    if abs(angle) < 0.05:
        return picture
    return picture.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=_WHITE)


def cleaned(picture: Image.Image) -> Image.Image:
    """The picture for the first reading: softened, so that the grain of a scan is not taken for letters."""
    return picture.filter(ImageFilter.GaussianBlur(_GRAIN))


def for_witness(picture: Image.Image) -> Image.Image:
    """The picture for the second reading: smaller and less softened, so that it errs elsewhere."""
    share = WITNESS_DPI / DPI
    size = (max(1, round(picture.width * share)), max(1, round(picture.height * share)))
    return picture.resize(size, Image.Resampling.LANCZOS).filter(ImageFilter.GaussianBlur(_WITNESS_GRAIN))
