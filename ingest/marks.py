"""How lines begin, or what they are, that play a part of their own: items, titles of tables, figures, pointers."""

from __future__ import annotations

import re

BULLET = re.compile(r"[•·▪◦‣●○■□➢✓*]\s+|[-–—]\s+(?=[A-ZÁÉÍÓÚÑ])")
ENUMERATED = re.compile(
    r"\(?(?:[a-zñ]|[ivx]{1,5})\s?\)\.?-?\s+|[a-zñ]\.-?\s+(?=[A-ZÁÉÍÓÚÑ])|"
    r"\d{1,2}\s?[.)]-?\)?\s+(?=\D)|\d{1,2}(?:\.\d{1,2})+\.?\)?\s+(?=\D)"
)
"""``a)``, ``(iii)``, ``a. Title``, ``1.``, ``2)``, ``5.1``."""
PARAGRAPH_NUMBER = re.compile(r"\d{1,3}\.\d{1,2}(?:\.\d{1,2})*\.?\)?\s+\D")
"""The number of a paragraph of an article (``5.1``): no item of a list."""
TABLE_TITLE = re.compile(r"(?:Table|Tabla|Cuadro)\s+\d+\s*[.:–-]", re.IGNORECASE)
FIGURE = re.compile(r".{2,60}?\s*[-–—:]\s+(?:US\$|B/\.|S/)?\s?\d[\d.,\s]*%?")
PAGE_POINTER = re.compile(r"(?:PAGE|PÁGINA|PAGINA)\s+\d{1,3}", re.IGNORECASE)


def has_figure(text: str) -> bool:
    """Whether a text holds a digit."""
    return any(c.isdigit() for c in text)
