"""Countries named in a text: CLDR's names in English and Spanish, and demonyms from ``corpus/demonyms.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path

from babel import Locale
from babel.core import get_global

from assistant.language.persons import PERSON
from ingest.terms import LANGUAGES, fold, words

# Names that are ordinary words or parts of other names once folded and out of context.
_AMBIGUOUS = frozenset({"chad", "jersey", "georgia", "man", "guernsey", "niger", "mali", "cocos", "reunion", "oman"})

_BEFORE_A_NAME = r"(?:in|of|under|by|for|from|within|into|to|en|de|del|por|para|a|al)"


@lru_cache(maxsize=1)
def _alpha3() -> dict[str, str]:
    """Alpha-2 to alpha-3 codes, from CLDR's territory aliases."""
    aliases: Mapping[str, list[str]] = get_global("territory_aliases")
    return {v[0]: k for k, v in aliases.items() if len(k) == 3 and k.isalpha() and len(v) == 1}


def country_codes() -> tuple[str, ...]:
    """The alpha-3 codes of all countries that CLDR names."""
    names = Locale("en").territories
    return tuple(sorted(a3 for a2, a3 in _alpha3().items() if a2 in names))


@lru_cache(maxsize=512)
def country_name(code: str, language: str) -> str:
    """The name of an alpha-3 country in a language; the code itself where CLDR has none."""
    alpha2 = next((a2 for a2, a3 in _alpha3().items() if a3 == code), None)
    return str(Locale(language).territories.get(alpha2, code)) if alpha2 else code


@lru_cache(maxsize=256)
def _of_one(demonym: str) -> re.Pattern[str]:
    """Where a folded demonym says of one person where that is from, and of no law or firm: "soy cubana", "a Cuban"."""
    of = re.escape(demonym)
    ends = (
        r"(?=\W*$|[,.;:?!]| (?:who|with|without|can|could|may|must|wants?|needs?|living|here|in|que|con|sin|puede|debe|"
        r"quiere|necesita|tiene)\b)"
    )
    return re.compile(
        rf"\b(?:an?|my|his|her|i am|i'm|(?:she|he)(?: is|'s)) (?:\w+ )?{of}(?: (?:{PERSON['en']})\b|{ends})|"
        rf"\b(?:un|una|mi|su|el|la|est[ae]|es[ae]|soy|es|como) (?:(?:{PERSON['es']}) )?(?:\w+ )?{of}\b(?<!s){ends}|"
        rf"\b(?:{PERSON['es']}) {of}\b(?<!s)"
    )


class Gazetteer:
    """Finds countries by name or demonym in folded text."""

    def __init__(self, demonyms: dict[str, list[str]]) -> None:
        names: dict[str, str] = {}
        for language in LANGUAGES:
            for alpha2, name in Locale(language).territories.items():
                code = _alpha3().get(alpha2)
                if code and fold(name) not in _AMBIGUOUS:
                    names[fold(name)] = code
        names.update({"united states": "USA", "estados unidos": "USA"})
        self._names = names
        self._beginnings = {b: code for code, beginnings in demonyms.items() for b in beginnings}
        exact = "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))
        starts = "|".join(re.escape(b) for b in sorted(self._beginnings, key=len, reverse=True))
        self._pattern = re.compile(rf"\b(?:({exact})\b|({starts})\w{{0,3}}\b)")
        self._placed = re.compile(
            rf"\b(?:{_BEFORE_A_NAME} )?(?:(?:the|el|la|los|las) )?(?P<name>{exact})\b(?:['’]s\b)?"
        )
        self._countries = lru_cache(maxsize=8192)(self._find_countries)

    @classmethod
    def load(cls, corpus: Path) -> Gazetteer:
        """The gazetteer of a corpus folder."""
        return cls(tomllib.loads((corpus / "demonyms.toml").read_text(encoding="utf-8")))

    def countries(self, text: str) -> tuple[str, ...]:
        """Alpha-3 codes of the countries that a text names, in order of first mention."""
        return self._countries(text)

    def _find_countries(self, text: str) -> tuple[str, ...]:
        found = [self._names[m[1]] if m[1] else self._beginnings[m[2]] for m in self._pattern.finditer(fold(text))]
        return tuple(dict.fromkeys(found))

    def names(self, text: str) -> frozenset[str]:
        """The countries that a text calls by their names, demonyms left aside."""
        return frozenset(self._names[m[1]] for m in self._pattern.finditer(fold(text)) if m[1])

    def of_one_person(self, text: str) -> dict[str, str]:
        """The folded demonyms by which a text tells where one person is from, with the countries: "a Cuban teacher"."""
        folded, named = fold(text), self.names(text)
        found = ((span, code) for span, code in self.spans(text) if code not in named)
        return {span: code for span, code in found if _of_one(span).search(folded)}

    def without(self, text: str, codes: Collection[str]) -> str:
        """The folded text without the names of some countries and the prepositions before them.

        Demonyms stay: "Peruvians" are not people just anywhere.
        """

        def dropped(found: re.Match[str]) -> str:
            return " " if found["name"] and self._names[found["name"]] in codes else found[0]

        return " ".join(self._placed.sub(dropped, fold(text)).split())

    def words(self) -> frozenset[str]:
        """The folded words, of four letters or more, that names of countries are made of."""
        return frozenset(w for name in self._names for w in words(name) if len(w) >= 4)

    def spans(self, text: str) -> list[tuple[str, str]]:
        """Pairs (folded words, code) of every mention in a text."""
        return [
            (m[0], self._names[m[1]] if m[1] else self._beginnings[m[2]]) for m in self._pattern.finditer(fold(text))
        ]
