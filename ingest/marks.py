"""How lines begin, or what they are, that play a part of their own: items, titles of tables, figures, pointers."""

from __future__ import annotations

import re

from ingest.months import MONTHS

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

GOAL_TAG = re.compile(r"(?:SDG|ODS)\s*\d{1,2}\s*[-–—:].{0,80}", re.IGNORECASE)
"""``SDG 10 - Reduced Inequalities``: which goals a page is filed under."""
_MONTHS = "|".join(name[:1].upper() + name[1:] + "|" + name for name in MONTHS)
DATED = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\b[^.;:]{{0,25}}?\b(?:{_MONTHS})\b[^.;:]{{0,12}}?\b(?:19|20)\d\d\b|"
    rf"\b(?:{_MONTHS})\b[^.;:]{{0,20}}?\b(?:19|20)\d\d\b|\(\s*(?:19|20)\d\d\s?[-–]\s?(?:19|20)?\d\d\s*\)"
)
"""A day, month or span of years: ``17th - 22nd of June, 2019``, ``(2015-2020)``."""


def has_figure(text: str) -> bool:
    """Whether a text holds a digit."""
    return any(c.isdigit() for c in text)
