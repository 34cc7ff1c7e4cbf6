"""Names of languages in texts, in English and Spanish."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale
from babel.core import get_global
from babel.languages import get_official_languages

_ASKED = re.compile(
    r"\b(?:what|which|que|cuales|cual|cuantos|how many) (?:\w+ ){0,2}?(?:languages?|idiomas?|lenguas?)\b"
)
_SHORTEST = 4


def asks_for_languages(folded: str) -> bool:
    """Whether a folded question asks which languages: "In which languages is the form?"."""
    return bool(_ASKED.search(folded))


def names_a_language(text: str, language: str) -> bool:
    """Whether a text in English or Spanish names a language that is official anywhere.

    Capitals and accents tell: "fines" are no "finés", and to "polish" is not Polish.
    """
    return bool(_names(language).search(text))


@cache
def _names(language: str) -> re.Pattern[str]:
    official = {code for territory in get_global("territory_languages") for code in get_official_languages(territory)}
    names = {name for code, name in Locale(language).languages.items() if code in official}
    return re.compile(rf"\b(?:{'|'.join(sorted(re.escape(n) for n in names if len(n) >= _SHORTEST))})\b")
