"""The sentences the assistant says, from ``prompts/phrases.{en,es}.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path

from assistant.errors import CorpusFileError


class Phrases:
    """The phrases of one language: ``phrases("lead.as_of", lead="No", date="2019")``."""

    def __init__(self, table: dict[str, dict[str, str]], language: str) -> None:
        self._table = table
        self.language = language

    @classmethod
    def load(cls, prompts: Path, language: str) -> Phrases:
        """The phrases of ``en`` or ``es``.

        Raises:
            CorpusFileError: the file is not valid TOML.
        """
        path = prompts / f"phrases.{language}.toml"
        try:
            return cls(tomllib.loads(path.read_text(encoding="utf-8")), language)
        except tomllib.TOMLDecodeError as error:
            raise CorpusFileError(
                f"{path.name} is not valid TOML ({error}); restore it.",
                f"{path.name} no es TOML válido ({error}); restáurelo.",
            ) from error

    def __call__(self, key: str, **values: object) -> str:
        """The phrase under ``table.name`` with its braces filled."""
        table, name = key.split(".")
        return self._table[table][name].format(**values)

    def has(self, key: str) -> bool:
        """Whether there is a phrase under ``table.name``."""
        table, name = key.split(".")
        return name in self._table.get(table, {})

    def date(self, iso: str | None) -> str:
        """An ISO date in the words of the language: ``2019``, ``April 2019``, ``30 de abril de 2019``."""
        from datetime import date as calendar_date

        from babel.dates import format_date

        if not iso or len(iso) == 4:
            return iso or ""
        year, month, *day = (int(n) for n in iso.split("-"))
        pattern = {
            ("en", False): "MMMM y",
            ("es", False): "MMMM 'de' y",
            ("en", True): "d MMMM y",
            ("es", True): "d 'de' MMMM 'de' y",
        }
        return str(
            format_date(
                calendar_date(year, month, day[0] if day else 1),
                pattern[self.language, bool(day)],
                locale=self.language,
            )
        )
