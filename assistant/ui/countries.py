"""The countries to choose from, by name and not by code."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.ui.backend import open_backend
from assistant.wording import Wording


def country_choices(word: Wording) -> Sequence[str]:
    """The alpha-3 codes of all countries in the order of their names, those with documents first."""
    from assistant.language.countries import country_codes

    backend = open_backend()
    loaded = {d.metadata.country for d in backend.documents() if d.metadata.country} if backend else set()
    return sorted({*country_codes(), *loaded}, key=lambda code: (code not in loaded, word.country(code)))
