"""Texts without accents and capitals in which every place is that of the text itself."""

from __future__ import annotations

_PLAIN = str.maketrans("áéíóúüñàèìòùâêîôûç’", "aeiouunaeiouaeiouc'")


def flat(text: str) -> str:
    """The text in lower case and without accents, character for character, so that places in it hold for the text."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text).translate(_PLAIN)
