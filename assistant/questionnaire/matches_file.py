"""Matches as a CSV file that a person looks through, changes, and gives back."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from assistant.indicators.framework import Framework, Indicator
from assistant.language.lexicon import LANGUAGES
from assistant.phrases import Phrases
from assistant.questionnaire.errors import CopyError, MatchesError
from assistant.questionnaire.model import By, Match, Questionnaire
from ingest.terms import fold

COLUMNS = ("key", "question", "use", "indicator", "wording", "score", "others")
_NEEDED = ("key", "use", "indicator")
_YES = {"yes", "y", "si", "s", "x", "1", "ok", "true", "verdadero"}
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MOST_BYTES = 20_000_000
# Spanish Excel opens a CSV file with semicolons in columns, and one with commas in a single one.
_SEPARATORS = {"en": ",", "es": ";"}


def write_matches(matches: Sequence[Match], path: Path, say: Phrases) -> None:
    """Writes a row a question; the file comes whole or not at all.

    Raises:
        CopyError: it cannot be written.
    """
    text = io.StringIO(newline="")
    rows = csv.writer(text, delimiter=_SEPARATORS[say.language])
    rows.writerow([say(f"match_column.{name}") for name in COLUMNS])
    for match in matches:
        rows.writerow([_harmless(cell) for cell in _row(match, say)])
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        # With the mark that lets Excel see that it is UTF-8.
        beside.write_text(text.getvalue(), encoding="utf-8-sig", newline="")
        beside.replace(path)
    except OSError as error:
        raise CopyError(str(path)) from error
    finally:
        beside.unlink(missing_ok=True)


def read_matches(
    path: Path, questionnaire: Questionnaire, framework: Framework, phrases: Mapping[str, Phrases]
) -> tuple[Match, ...]:
    """One match a question, in their order, as the file says; a question that it does not have is matched to nothing.

    Args:
        path: the file, with the columns of either language, separated by commas, semicolons or tabs.
        questionnaire: whose questions the file names.
        framework: whose indicators it names.
        phrases: of both languages, for the names of the columns.

    Raises:
        MatchesError: the file cannot be read, lacks a column, or names a question or an indicator that there is not.
    """
    indicators = {i.id.casefold(): i for i in framework.indicators}
    questions = {q.key: q for q in questionnaire.questions}
    chosen: dict[str, Indicator] = {}
    for number, row in _rows(path, phrases):
        key = row["key"].removeprefix("'")
        if key not in questions:
            raise MatchesError(
                f"Row {number} of {path.name} names a question that the questionnaire does not have ({key}). "
                "Give the file of matches that was made for it.",
                f"La fila {number} de {path.name} nombra una pregunta que el cuestionario no tiene ({key}). "
                "Indique el archivo de correspondencias que se hizo para él.",
            )
        named = row["indicator"].removeprefix("'")
        if fold(row["use"]) not in _YES or not named:
            continue
        if named.casefold() not in indicators:
            raise MatchesError(
                f"Row {number} of {path.name} names the indicator {named}, which the framework does not have; "
                "see python -m assistant indicators.",
                f"La fila {number} de {path.name} nombra el indicador {named}, que el marco no tiene; "
                "consulte python -m assistant indicators.",
            )
        chosen[key] = indicators[named.casefold()]
    return tuple(
        Match(question, chosen.get(question.key), float(question.key in chosen), By.PERSON)
        for question in questionnaire.questions
    )


def _row(match: Match, say: Phrases) -> list[str]:
    indicator = match.indicator
    use = "" if indicator is None else say(f"match_use.{'check' if match.is_doubtful else 'yes'}")
    return [
        match.question.key,
        match.question.text,
        use,
        indicator.id if indicator else "",
        indicator.question(say.language) if indicator else "",
        f"{match.score:.2f}" if indicator else "",
        " ".join(match.others),
    ]


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet takes as text, whatever it begins with."""
    return f"'{cell}" if cell.startswith(_STARTS_A_FORMULA) else cell


def _rows(path: Path, phrases: Mapping[str, Phrases]) -> Iterator[tuple[int, dict[str, str]]]:
    text = _text(path)
    header = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=header.count)
    names = {fold(phrases[lang](f"match_column.{name}")): name for lang in LANGUAGES for name in COLUMNS}
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise _unreadable(path) from error
    columns = [names.get(fold(cell.strip()), "") for cell in lines[0]] if lines else []
    missing = [name for name in _NEEDED if name not in columns]
    if missing:
        en, es = (", ".join(phrases[lang](f"match_column.{name}") for name in missing) for lang in LANGUAGES)
        raise MatchesError(
            f"{path.name} lacks the column {en}. Keep the columns as they were written.",
            f"A {path.name} le falta la columna {es}. Conserve las columnas como se escribieron.",
        )
    for number, line in enumerate(lines[1:], 2):
        if any(cell.strip() for cell in line):
            padded = [*line, *[""] * (len(columns) - len(line))]
            yield number, {name: cell.strip() for name, cell in zip(columns, padded, strict=False) if name}


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise _unreadable(path)
        content = path.read_bytes()
    except OSError as error:
        raise _unreadable(path) from error
    if b"\0" in content:
        raise _unreadable(path)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Excel saves a plain CSV file in the code page of Western Windows.
        return content.decode("cp1252", errors="replace")


def _unreadable(path: Path) -> MatchesError:
    return MatchesError(
        f"{path.name} cannot be read as a file of matches; give the CSV file that was written.",
        f"{path.name} no se puede leer como archivo de correspondencias; indique el archivo CSV que se escribió.",
    )
