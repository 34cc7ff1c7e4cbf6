"""Scans made in code: pages of text drawn, spoilt as a scanner spoils them, and saved as pictures in a PDF."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageFilter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

Paint = Callable[[Canvas], None]

SPANISH = (
    "El Ministerio de Seguridad Pública publicó el 14 de marzo de 2018 las cifras de la migración.",
    "Entraron 48 275 personas por la frontera norte, y 3,6 % de ellas eran niños sin compañía.",
    "La comisión se reúne cada año en la ciudad de Colón para revisar el reglamento.",
)
ENGLISH = (
    "The commission met on 21 October 2016 and heard nine ministries on the new rules.",
    "It found that 7 409 permits were granted in that year, most of them to students.",
)


DPI = 150
PAGE = (430.0, 270.0)
"""Points: small, because recognition takes its time by the area."""


def written(lines: Sequence[str], x: float = 25, top: float = 240, size: float = 9.5, step: float = 12) -> Paint:
    """Lines of text under each other."""

    def paint(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", size)
        for i, line in enumerate(lines):
            canvas.drawString(x, top - step * i, line)

    return paint


def pictures(
    *pages: Paint, dpi: int = 150, turn: float = 0.8, blur: float = 0.6, grain: float = 8.0
) -> list[Image.Image]:
    """Pages as a scanner sees them."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=PAGE)
    for paint in pages:
        paint(canvas)
        canvas.showPage()
    canvas.save()
    noise = np.random.default_rng(3)
    found = []
    with pdfium.PdfDocument(buffer.getvalue()) as document:
        for page in document:
            picture = page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
            picture = picture.filter(ImageFilter.GaussianBlur(blur))
            picture = picture.rotate(turn, resample=Image.Resampling.BICUBIC, fillcolor=255)
            grey = np.asarray(picture, dtype=np.float32) + noise.normal(0, grain, (picture.height, picture.width))
            found.append(Image.fromarray(grey.clip(0, 255).astype(np.uint8)))
    return found


def saved(path: Path, *pages: Image.Image | Paint) -> Path:
    """A PDF of pictures, which fill their pages, and of pages with text."""
    canvas = Canvas(str(path), pagesize=PAGE)
    for page in pages:
        if isinstance(page, Image.Image):
            size = (page.width * 72 / DPI, page.height * 72 / DPI)
            canvas.setPageSize(size)
            canvas.drawImage(ImageReader(page), 0, 0, *size)
        else:
            canvas.setPageSize(PAGE)
            page(canvas)
        canvas.showPage()
    canvas.save()
    return path
