"""Amounts of money in texts of any country: a figure beside the name, the code or the sign of a currency."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale
from babel.numbers import get_currency_name

from ingest.terms import LANGUAGES, fold, words

_FIGURE = r"\d[\d.,]*(?:\s?(?:thousand|million|billion|mil|millones|millon)(?: de)?)?"
_SIGNS = {
    "us$": "dolar",
    "$": "dolar",
    "€": "euro",
    "£": "libra",
    "¥": "yen",
    "b/.": "balboa",
    "s/.": "sol",
    "s/": "sol",
    "q.": "quetzal",
    "q": "quetzal",
    "l.": "lempira",
    "c$": "cordoba",
    "rd$": "peso",
    "bs.": "bs",
    "bs": "bs",
}
"""What signs stand for, as ``Amount`` names currencies; longer ones before those that they begin with."""
_SIGN = "(?:" + "|".join(map(re.escape, _SIGNS)) + ")"
# Fees and fines are often set in units whose value another norm tells: units of tax, of account or of fines (of Chile,
# Colombia, Mexico, Peru and Uruguay by their initials), and wages.
_UNITS = (
    r"(?:fee |penalty |tax )?units?|unidades(?: \w+)?|u\.?t\.?m\.?|u\.?v\.?t\.?|u\.?m\.?a\.?|u\.?i\.?t\.?|u\.?r\.?|"
    r"(?:minimum|basic) (?:wages?|salar(?:y|ies))|day[- ]fines?|"
    r"(?:salarios?|sueldos?) (?:minimos?|basicos?)|remuneraci(?:on|ones) minimas?|jornales|dias[ -]multa"
)
# "A fine of 500 to 5,000 veldars": what a sum of money is counted in is a currency, whatever its name.
_OF_A_SUM = r"fines?|fees?|bonds?|penalt(?:y|ies) (?=(?:of|not|up)\b)|multas?|tasas?|tarifas?|cauci(?:on|ones)|fianzas?"
_NO_CURRENCY = (
    r"(?:years?|months?|weeks?|days?|hours?|anos?|mes(?:es)?|semanas?|dias?|horas?|per|por|percent|people|persons?|"
    r"personas?|employers?|companies|empresas?|empleadores?|workers?|trabajadores|migrants?|migrantes?|cases?|casos?|"
    r"foreigners?|extranjeros?|times|veces|articles?|articulos?|sections?|paragraphs?|puntos?|points?|countries|"
    r"paises|permits?|permisos?|visas?|applications?|solicitudes|working|business|calendar|of|de)\b"
)
# Gold, silver, drawing rights, bonds and units of account have codes too, and names that count other things.
_NO_MONEY = re.compile(r"^X(?!AF|OF|PF|CD)|^(?:CHE|CHW|CLF|COU|ECV|MXV|USN|USS|UYI|UYW|ZAL|BOV|BGO|CNX|BRC|BRN|BRZ)$")

_OTHER_WORDS = frozenset("ley antiguo antiguos nuevo nuevos gold super sum sums real soberano soberanos".split())
"""Parts of names of currencies that, after a figure, are more often something else."""
_WORDS_TOO = frozenset("all top try mad cup sos lak bob gel mop".split())
"""Codes that are ordinary words in small letters."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money in a text.

    Attributes:
        figure: in the currency.
        currency: the Spanish noun, folded, without its country: dollars of all countries are "dolar".
        start, end: its place.
    """

    figure: float
    currency: str
    start: int
    end: int


def amounts_in(text: str) -> list[Amount]:
    """The amounts in a folded text, with its numbers in figures, that a sign, a name or a code of a currency marks."""
    found = []
    for match in _marked().finditer(text):
        figure = float((match["after"] or match["before"]).rstrip(".,").replace(",", ""))
        currency = _SIGNS[match["sign"]] if match["sign"] else _nouns()[match["name"]]
        found.append(Amount(figure, currency, match.start(), match.end()))
    return found


def without_amounts(text: str) -> str:
    """A folded text without the amounts that ``amounts_in`` finds."""
    return _marked().sub(" ", text)


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
        rf"\b{_FIGURE}\s*(?:[$€£¥]|(?:us )?(?:{names}|{codes}|{_UNITS})\b)|\b(?:{codes})\s?\d|"
        rf"\b(?:{_OF_A_SUM}) (?!\d)(?:[^\W\d_]+ ){{0,4}}?{_FIGURE} (?:(?:to|and|or|a|y|o) {_FIGURE} )?"
        rf"(?!{_NO_CURRENCY})[^\W\d_]{{3,}}s\b"
    )


@lru_cache(maxsize=1)
def _codes() -> tuple[str, ...]:
    return tuple(code for code in map(str, Locale("en").currencies) if not _NO_MONEY.match(code))


@lru_cache(maxsize=1)
def _marked() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _nouns()), key=len, reverse=True))
    return re.compile(
        rf"(?P<sign>(?<![\w/]){_SIGN}|[$€£¥])\s?(?P<after>\d[\d.,]*)|"
        rf"(?P<before>\d[\d.,]*)\s*(?:us )?(?P<name>{names})\b"
    )


def _names() -> frozenset[str]:
    """The nouns of all currencies, folded."""
    return frozenset(noun for noun in _nouns() if noun.upper() not in _codes())


@lru_cache(maxsize=1)
def _nouns() -> dict[str, str]:
    """By noun or code, folded, the Spanish noun of each currency.

    Nouns stand last in English ("Swiss francs") and first in Spanish ("francos suizos").
    """
    found: dict[str, str] = {}
    for code in _codes():
        key = code.lower()
        spanish = _noun(code, 1, "es")
        if spanish != key:  # Babel names some currencies that are gone by their code alone
            named = [_noun(code, count, language) for count in (1, 2) for language in LANGUAGES]
            named.append(f"{named[0]}s")  # and gives some no plural: "Aruban florin"
            found |= {noun: spanish for noun in named if noun.isalpha() and len(noun) > 2 and noun not in found}
        if key not in _WORDS_TOO:
            found.setdefault(key, spanish)
    found |= {"crown": "corona", "crowns": "corona"}  # what kronor, kroner and koruny are called in English texts
    return {noun: spanish for noun, spanish in found.items() if noun not in _OTHER_WORDS}


def _noun(code: str, count: int, language: str) -> str:
    name = re.sub(r"\(.*?\)", "", fold(get_currency_name(code, count, locale=language)))
    return words(name)[-1 if language == "en" else 0]
