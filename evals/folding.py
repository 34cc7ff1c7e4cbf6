"""Texts as the scorer compares them: folded, and by whole words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_THOUSANDS = re.compile(r"(?<=\d)[.,](?=\d{3}(?!\d))")


def fold(text: str) -> str:
    """NFKC, lower case, accents and thousands separators removed, every run of white space one space."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).lower())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(_THOUSANDS.sub("", plain).split())


def compact(text: str) -> str:
    """Folded, with letters and digits alone: what is left when line breaks, cells and footnote signs differ."""
    return "".join(c for c in fold(text) if c.isalnum())


def has_phrase(folded: str, phrase: str) -> bool:
    """Whether a phrase stands in a folded text as whole words: ``10`` is not found in ``100``."""
    return re.search(rf"(?<!\w){re.escape(fold(phrase))}(?!\w)", folded) is not None


def has_any(folded: str, phrases: Iterable[str]) -> bool:
    """Whether one of the alternatives stands in a folded text."""
    return any(has_phrase(folded, phrase) for phrase in phrases)
