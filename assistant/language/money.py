"""Amounts of money in texts of any country: a figure beside the name, the code or the sign of a currency."""

from __future__ import annotations

import re
from functools import lru_cache

from babel import Locale
from babel.numbers import get_currency_name

from ingest.terms import fold, words

_FIGURE = r"\d[\d.,]*(?:\s?(?:thousand|million|billion|mil|millones|millon)(?: de)?)?"
_SIGN = r"(?:[$€£¥]|b/\.|s/\.?|q\.?|l\.|c\$|us\$|rd\$|bs\.?)"
# Gold, silver, drawing rights, bonds and units of account have codes too, and names that count other things.
# Fees and fines are often set in units whose value another norm tells.
_UNITS = (
    r"(?:fee |penalty )?units?|unidades(?: \w+)?|u\.?i\.?t\.?|u\.?m\.?a\.?|salarios minimos|remuneraciones minimas|"
    r"jornales|dias[ -]multa"
)
_NO_MONEY = re.compile(r"^X(?!AF|OF|PF|CD)|^(?:CHE|CHW|CLF|COU|ECV|MXV|USN|USS|UYI|UYW|ZAL|BOV|BGO|CNX|BRC|BRN|BRZ)$")

_OTHER_WORDS = frozenset("ley antiguo antiguos nuevo nuevos gold super sum sums real soberano soberanos".split())
"""Parts of names of currencies that, after a figure, are more often something else."""


def names_an_amount(text: str) -> bool:
    """Whether a folded text, with its numbers in figures, names an amount of money: "45 florins", "B/. 100"."""
    return bool(_pattern().search(text))


def is_a_currency(word: str) -> bool:
    """Whether a folded word is the name of a currency: it measures what is asked for and is not what is asked."""
    return word in _names()


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _names()), key=len, reverse=True))
    codes = "|".join(sorted(code.lower() for code in _codes()))
    return re.compile(
        rf"(?<![\w/]){_SIGN}\s?\d|[$€£¥]\s?\d|"
        rf"\b{_FIGURE}\s*(?:[$€£¥]|(?:us )?(?:{names}|{codes}|{_UNITS})\b)|\b(?:{codes})\s?\d"
    )


def _codes() -> list[str]:
    return [code for code in map(str, Locale("en").currencies) if not _NO_MONEY.match(code)]


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    """The nouns of all currencies: last in English ("Swiss francs"), first in Spanish ("francos suizos")."""
    found = set()
    for code in _codes():
        for count in (1, 2):
            for language, place in (("en", -1), ("es", 0)):
                name = re.sub(r"\(.*?\)", "", fold(get_currency_name(code, count, locale=language)))
                found.add(words(name)[place])
    found |= {"crown", "crowns"}  # what kronor, kroner and koruny are called in English texts
    return frozenset(name for name in found if name.isalpha() and len(name) > 2) - _OTHER_WORDS
