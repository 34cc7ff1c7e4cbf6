"""What the app and its exports say: phrases of ``prompts/ui.*.toml``, dates, numbers, names of countries."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal, format_percent

from assistant.language.countries import country_name
from ingest.terms import LANGUAGES as LANGUAGES

PROMPTS = Path(__file__).resolve().parents[1] / "prompts"
_ISO_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class Wording:
    """The phrases of one language. A phrase is named by its table and key: ``ask.title``."""

    language: str
    phrases: Mapping[str, str]

    def __call__(self, name: str, **values: object) -> str:
        """The phrase with its ``{names}`` filled in.

        Raises:
            KeyError: there is no such phrase, or a value that it needs is lacking.
        """
        return self.phrases[name].format(**values)

    def count(self, name: str, count: int) -> str:
        """The singular or the plural of a phrase that counts."""
        form = "one" if count == 1 else "other"
        return self.phrases[f"{name}_{form}"].format(count=self.number(count))

    def number(self, value: float) -> str:
        """A number with the separators of the language."""
        return format_decimal(value, locale=self.language)

    def percent(self, share: float) -> str:
        """A share from 0 to 1 as a percentage: whole, but with a decimal near either end.

        What is not quite all or nothing is never rounded to it.
        """
        if 0 < share < 1:
            share = min(max(round(share, 2 if 0.1 <= share <= 0.99 else 3), 0.001), 0.999)
        return format_percent(share, locale=self.language, decimal_quantization=False)

    def either(self, name: str, fallback: str) -> str:
        """The phrase, or the fallback where there is none: for values that the store may hold and the app not know."""
        return self.phrases.get(name, fallback)

    def date(self, iso: str | None) -> str:
        """A date as exact as it is known: ``2019``, ``April 2019``, ``30 April 2019``; other text is left as it is."""
        if not iso:
            return self("answer.undated")
        match = _ISO_DATE.fullmatch(iso)
        if not match:
            return iso
        try:
            return self._spell(*match.groups())
        except ValueError:
            return iso

    def _spell(self, year: str, month: str | None, day: str | None) -> str:
        if not month:
            return year
        value = date(int(year), int(month), int(day or 1))
        if not day:
            return format_skeleton("yMMMM", value, locale=self.language)
        return format_date(value, format="d MMMM y" if self.language == "en" else "long", locale=self.language)

    def country(self, code: str | None) -> str:
        """The name of an alpha-3 country code."""
        return country_name(code, self.language) if code else self("documents.none_option")


@lru_cache(maxsize=8)
def wording(language: str, folder: Path = PROMPTS) -> Wording:
    """The phrases of ``en`` or ``es``, read from ``ui.<language>.toml``."""
    tables = tomllib.loads((folder / f"ui.{language}.toml").read_text(encoding="utf-8"))
    phrases = {f"{table}.{key}": text for table, keys in tables.items() for key, text in keys.items()}
    return Wording(language, phrases)
