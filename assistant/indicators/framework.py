"""The framework: the indicators that a country's assessment answers, from a file that a team may replace by its own.

A framework file is JSONL, CSV or XLSX with one indicator a line or row. Columns (keys) that must be there: ``id``,
``domain``, ``question_en`` or ``question_es`` (or ``question``). Optional: ``subdomain``, ``subdomain_es``,
``answer_type`` (level, list, date, number, text), ``looks_for``, ``basis``, ``sdg``, ``sums_up`` (a figure: the place
of an indicator among those by which a country's whole policy is told). The names may be Spanish as well.

A CSV file may have commas, semicolons or tabs between its columns, and be in UTF-8, UTF-16 or the code page of Western
Windows, in which Excel saves one when not told otherwise.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from assistant.errors import AssistantError
from assistant.language.lexicon import LANGUAGES

ANSWER_TYPES = ("level", "list", "date", "number", "text")
_MOST = 20_000
_SPANISH = {
    "código": "id",
    "codigo": "id",
    "dominio": "domain",
    "pregunta": "question_es",
    "pregunta_es": "question_es",
    "pregunta_en": "question_en",
    "subdominio": "subdomain_es",
    "subdominio_es": "subdomain_es",
    "subdominio_en": "subdomain_en",
    "tipo_de_respuesta": "answer_type",
    "busca": "looks_for",
    "base": "basis",
    "ods": "sdg",
    "resume": "sums_up",
}


class FrameworkError(AssistantError):
    """The framework file cannot be used as it stands."""

    code = "framework"


class MissingColumnError(FrameworkError):
    """A column that every framework needs is not there."""

    code = "framework_columns"


class DuplicateIndicatorError(FrameworkError):
    """Two indicators bear one id."""

    code = "framework_duplicate"


class UnknownIndicatorError(FrameworkError):
    """No indicator of the framework bears the id, or none belongs to the domain."""

    code = "indicator"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One question of the framework.

    Attributes:
        id: as the framework numbers it.
        domain: number of the domain, 1 or more.
        subdomains: its name by language; may be empty.
        questions: the question by language, in at least one.
        answer_type: one of ``ANSWER_TYPES``; a level is asked with yes, in part or no.
        looks_for: what evidence justifies each level, in words; may be empty.
        basis: where the question comes from; may be empty.
        sdg: the item of SDG indicator 10.7.2 that it is linked to, if any.
        sums_up: its place among the few by which a country's whole policy is told; None where it is not one of them.
    """

    id: str
    domain: int
    subdomains: Mapping[str, str]
    questions: Mapping[str, str]
    answer_type: str = "level"
    looks_for: str = ""
    basis: str = ""
    sdg: str | None = None
    sums_up: int | None = None

    def question(self, language: str) -> str:
        """The question in a language, or in the one in which the framework has it."""
        return self.questions.get(language) or next(iter(self.questions.values()))

    def subdomain(self, language: str) -> str:
        """The name of the sub-domain in a language, or in the one in which the framework has it; may be empty."""
        return self.subdomains.get(language) or next(iter(self.subdomains.values()), "")

    def as_dict(self) -> dict[str, object]:
        """What ``python -m assistant indicators --json`` prints of it."""
        return {
            "id": self.id,
            "domain": self.domain,
            "subdomain": self.subdomain("en"),
            "question": {language: self.question(language) for language in LANGUAGES},
            "answer_type": self.answer_type,
        }


@dataclass(frozen=True, slots=True)
class Framework:
    """The indicators of one file, in its order, with unique ids."""

    indicators: tuple[Indicator, ...]

    @classmethod
    def load(cls, path: Path) -> Framework:
        """The framework of a file.

        Raises:
            FrameworkError: the file cannot be read, is empty, or a row has no usable domain or question.
            MissingColumnError: a column that is needed is not there.
            DuplicateIndicatorError: an id comes twice.
        """
        rows = list(islice(_rows(path), _MOST + 1))
        if not rows:
            raise FrameworkError(
                f"{path.name} holds no indicator; give one a line under a header.",
                f"{path.name} no contiene ningún indicador; escriba uno por línea bajo un encabezado.",
            )
        if len(rows) > _MOST:
            raise FrameworkError(
                f"{path.name} has more than {_MOST} rows; a framework is shorter.",
                f"{path.name} tiene más de {_MOST} filas; un marco es más corto.",
            )
        _require_columns(path, {column for _, row in rows for column in row})
        indicators = tuple(_indicator(path, number, row) for number, row in rows)
        _require_unique(path, indicators)
        return cls(indicators)

    @property
    def summing_up(self) -> tuple[Indicator, ...]:
        """The indicators by which a whole policy is told; of a framework that marks none, the first of each domain."""
        marked = tuple(sorted((i for i in self.indicators if i.sums_up), key=lambda i: i.sums_up or 0))
        return marked or tuple({i.domain: i for i in reversed(self.indicators)}.values())[::-1]

    def linked(self, indicator: Indicator) -> tuple[Indicator, ...]:
        """Other indicators that the framework links to the same item of SDG indicator 10.7.2."""
        if not indicator.sdg:
            return ()
        return tuple(i for i in self.indicators if i.sdg == indicator.sdg and i.id != indicator.id)

    def chosen(self, ids: Sequence[str] = (), domain: int | None = None) -> tuple[Indicator, ...]:
        """The indicators of these ids, in their order, and then those of a domain; ids without regard to case.

        Raises:
            UnknownIndicatorError: an id or the domain is not in the framework.
        """
        by_id = {i.id.casefold(): i for i in self.indicators}
        unknown = [i for i in ids if i.strip().casefold() not in by_id]
        if unknown:
            raise UnknownIndicatorError(
                f"The framework has no indicator {unknown[0]}; see python -m assistant indicators.",
                f"El marco no tiene ningún indicador {unknown[0]}; consulte python -m assistant indicators.",
            )
        found = [by_id[i.strip().casefold()] for i in ids]
        if domain is not None:
            mine = [i for i in self.indicators if i.domain == domain]
            if not mine:
                known = ", ".join(str(d) for d in sorted({i.domain for i in self.indicators}))
                raise UnknownIndicatorError(
                    f"The framework has no domain {domain}; its domains are {known}.",
                    f"El marco no tiene el dominio {domain}; sus dominios son {known}.",
                )
            found += mine
        return tuple({i.id: i for i in found}.values())


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows with their numbers, keys in lower case, values as text; empty rows are left out."""
    try:
        read = {".csv": _csv, ".xlsx": _xlsx, ".xlsm": _xlsx}.get(path.suffix.lower(), _jsonl)
        for number, row in read(path):
            kept = {_column(str(k)): _text(v) for k, v in row.items() if k is not None}
            if any(kept.values()):
                yield number, kept
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise _unreadable(path) from error


def _column(name: str) -> str:
    plain = name.strip().lower()
    return _SPANISH.get(plain.replace(" ", "_"), plain)


def _unreadable(path: Path) -> FrameworkError:
    return FrameworkError(
        f"{path.name} cannot be read as a framework; give a JSONL, CSV or XLSX file.",
        f"{path.name} no se puede leer como marco; indique un archivo JSONL, CSV o XLSX.",
    )


def _text(value: object) -> str:
    if value is None:
        return ""
    return str(int(value) if isinstance(value, float) and value.is_integer() else value).strip()


def _jsonl(path: Path) -> Iterator[tuple[int, dict[str, object]]]:
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError:
            row = None
        if not isinstance(row, dict):
            raise FrameworkError(
                f"Line {number} of {path.name} is not a JSON object; mend it or give a CSV or XLSX file.",
                f"La línea {number} de {path.name} no es un objeto JSON; corríjala o indique un archivo CSV o XLSX.",
            )
        yield number, row


def _csv(path: Path) -> Iterator[tuple[int, dict[str, object]]]:
    text = _decoded(path.read_bytes())
    first = 2
    if text[:4].lower() == "sep=":
        # A line for Excel alone, which says what stands between the columns.
        text, first = text.partition("\n")[2], 3
    header = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=header.count)
    yield from enumerate(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter), first)


def _decoded(content: bytes) -> str:
    """The text of a CSV file, whatever program wrote it.

    Raises:
        UnicodeDecodeError: it is no text.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        if b"\0" in content:
            raise
        return content.decode("cp1252")


def _xlsx(path: Path) -> Iterator[tuple[int, dict[str, object]]]:
    import openpyxl

    with path.open("rb") as file:
        try:
            book = openpyxl.load_workbook(file, read_only=True, data_only=True)
            rows = book.worksheets[0].iter_rows(values_only=True)
            header = [str(c or "") for c in next(rows, ())]
            for number, cells in enumerate(rows, 2):
                yield number, dict(zip(header, cells, strict=False))
        except Exception as error:
            # openpyxl raises errors of many kinds on files that are not what they should be.
            raise _unreadable(path) from error


def _require_columns(path: Path, columns: set[str]) -> None:
    missing = [c for c in ("id", "domain") if c not in columns]
    if not columns & {"question", *(f"question_{language}" for language in LANGUAGES)}:
        missing.append("question_en")
    if missing:
        named = ", ".join(missing)
        raise MissingColumnError(
            f"{path.name} lacks the column {named}; a framework needs id, domain and question_en or question_es.",
            f"A {path.name} le falta la columna {named}; un marco necesita id, domain y question_en o question_es.",
        )


def _require_unique(path: Path, indicators: Sequence[Indicator]) -> None:
    seen: set[str] = set()
    for indicator in indicators:
        if indicator.id.casefold() in seen:
            raise DuplicateIndicatorError(
                f"{path.name} has the id {indicator.id} twice; each indicator needs its own.",
                f"{path.name} tiene dos veces el id {indicator.id}; cada indicador necesita el suyo.",
            )
        seen.add(indicator.id.casefold())


def _indicator(path: Path, number: int, row: Mapping[str, str]) -> Indicator:
    questions = {lang: row.get(f"question_{lang}", "") for lang in LANGUAGES}
    questions = {lang: text for lang, text in questions.items() if text}
    if not questions and row.get("question"):
        questions = {_language(row["question"]): row["question"]}
    kind = row.get("answer_type", "").lower() or "level"
    if not row.get("id") or not questions or not row.get("domain", "").isdigit() or kind not in ANSWER_TYPES:
        types = ", ".join(ANSWER_TYPES)
        raise FrameworkError(
            f"Row {number} of {path.name} needs an id, a domain in figures, a question, and an answer_type of {types}.",
            f"La fila {number} de {path.name} necesita un id, un dominio en cifras, una pregunta y un answer_type "
            f"entre {types}.",
        )
    subdomains = {"en": row.get("subdomain_en") or row.get("subdomain", ""), "es": row.get("subdomain_es", "")}
    return Indicator(
        id=row["id"],
        domain=int(row["domain"]),
        subdomains={lang: name for lang, name in subdomains.items() if name},
        questions=questions,
        answer_type=kind,
        looks_for=row.get("looks_for", ""),
        basis=row.get("basis", ""),
        sdg=row.get("sdg") or None,
        sums_up=int(row["sums_up"]) if row.get("sums_up", "").isdigit() else None,
    )


def _language(text: str) -> str:
    return "es" if any(c in text for c in "¿¡ñáéíóú") else "en"
