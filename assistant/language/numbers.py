"""Number words as figures: "twenty-four hours" and "veinticuatro horas" are 24 of them."""

from __future__ import annotations

import re

from text_to_num import alpha2digit

from ingest.terms import LANGUAGES

# Mostly articles and pronouns: as figures they would make "una resolución" a count. "Ciento" in "por ciento" is no 100.
_WORDS = re.compile(
    r"(?<![-\w])(?<!nta y )(?:un|una|uno|one)\b(?!\s+(?:per ?cent|percent|por ciento)\b)|(?<=\bpor )ciento\b",
    re.IGNORECASE,
)
# "Primer lugar" comes back with a raised "er", which is no word.
_APOCOPATED = re.compile(r"(?<=\d)\.?ᵉʳ")
# A letter of no language here, so that the word with it is no number word.
_KEPT = "ǂ"


def with_figures(text: str, language: str) -> str:
    """The text with its English or Spanish number words as figures; "one", "un" and "una" stay words."""
    if language not in LANGUAGES:
        return text
    figures = str(alpha2digit(_WORDS.sub(lambda m: m[0] + _KEPT, text), language, threshold=0)).replace(_KEPT, "")
    return _APOCOPATED.sub("", figures)
