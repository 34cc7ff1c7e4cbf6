from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import Workbook

from assistant.indicators.framework import (
    DuplicateIndicatorError,
    Framework,
    FrameworkError,
    MissingColumnError,
    UnknownIndicatorError,
)
from ingest.settings import PROJECT
from tests.assistant.questionnaire.files import changed

HEADER = "id,domain,subdomain,question_en,question_es,answer_type,looks_for\n"
ROW = "A-1,1,Health,Is care open to migrants?,¿Está abierta la atención?,level,Complete if a norm says so.\n"


def written(folder: Path, text: str, name: str = "own.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_framework_has_six_domains_asked_in_both_languages() -> None:
    indicators = Framework.load(PROJECT / "corpus" / "indicators.jsonl").indicators
    assert {i.domain for i in indicators} == {1, 2, 3, 4, 5, 6}
    assert all(set(i.questions) == {"en", "es"} and set(i.subdomains) == {"en", "es"} for i in indicators)


def test_a_framework_of_ones_own_is_read_from_csv_with_commas_or_semicolons(tmp_path: Path) -> None:
    for text in (HEADER + ROW, (HEADER + ROW).replace(",", ";")):
        (indicator,) = Framework.load(written(tmp_path, text)).indicators
        assert (indicator.id, indicator.domain, indicator.question("es")) == ("A-1", 1, "¿Está abierta la atención?")


def test_a_framework_is_read_from_xlsx_and_numbers_in_its_cells_are_ids_and_domains(tmp_path: Path) -> None:
    book = Workbook()
    rows: list[list[str | float | None]] = [["ID", "Domain", "Question"], [7, 2.0, "¿Existe un consejo?"], [None] * 3]
    for row in rows:
        book.worksheets[0].append(row)
    book.save(tmp_path / "own.xlsx")
    (indicator,) = Framework.load(tmp_path / "own.xlsx").indicators
    assert (indicator.id, indicator.domain, dict(indicator.questions)) == ("7", 2, {"es": "¿Existe un consejo?"})
    assert indicator.question("en") == "¿Existe un consejo?"


@pytest.mark.parametrize(
    ("text", "kind", "named"),
    [
        ("id,question_en\nA-1,Is it?\n", MissingColumnError, "domain"),
        ("domain,id\n1,A-1\n", MissingColumnError, "question_en"),
        (HEADER + ROW + ROW.replace("A-1", "a-1"), DuplicateIndicatorError, "a-1"),
        (HEADER + ROW.replace(",1,", ",one,"), FrameworkError, "Row 2"),
        (HEADER + ROW.replace("level", "colour"), FrameworkError, "Row 2"),
        (HEADER, FrameworkError, "no indicator"),
    ],
)
def test_what_is_wrong_with_a_framework_is_said_in_a_sentence(
    tmp_path: Path, text: str, kind: type[FrameworkError], named: str
) -> None:
    with pytest.raises(kind) as raised:
        Framework.load(written(tmp_path, text))
    assert named in str(raised.value)
    assert raised.value.message("es") != str(raised.value)


@pytest.mark.parametrize("name", ["own.xlsx", "own.jsonl", "missing.csv"])
def test_a_file_that_is_no_framework_is_named(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if not name.startswith("missing"):
        path.write_bytes(b"PK\x03\x04 not what it seems")
    with pytest.raises(FrameworkError, match=name):
        Framework.load(path)


def test_a_file_as_spanish_excel_writes_it_is_read(tmp_path: Path) -> None:
    text = "Código;Dominio;Subdominio;Pregunta;Tipo de respuesta\r\nA-1;1;Niñez;¿Está abierta la atención?;level\r\n"
    for content in (text.encode("cp1252"), ("sep=;\r\n" + text).encode("cp1252"), text.encode("utf-16")):
        (tmp_path / "own.csv").write_bytes(content)
        (indicator,) = Framework.load(tmp_path / "own.csv").indicators
        assert (indicator.id, indicator.domain, indicator.question("es"), indicator.subdomain("es")) == (
            "A-1",
            1,
            "¿Está abierta la atención?",
            "Niñez",
        )


@pytest.mark.parametrize("broken", ["empty", "cut", "broken sheet", "a picture", "an old workbook"])
def test_a_workbook_that_cannot_be_read_is_said_in_both_languages(tmp_path: Path, broken: str) -> None:
    path = tmp_path / "own.xlsx"
    book = Workbook()
    book.worksheets[0].append(["id", "domain", "question"])
    book.worksheets[0].append(["A-1", 1, "Is it?"])
    book.save(path)
    whole = path.read_bytes()
    if broken == "broken sheet":
        changed(path, lambda name, content: content[:-60] if name.endswith("sheet1.xml") else content)
    else:
        path.write_bytes(
            {
                "empty": b"",
                "cut": whole[: len(whole) // 2],
                "a picture": b"\x89PNG\r\n\x1a\n" + bytes(100),
                "an old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            }[broken]
        )
    with pytest.raises(FrameworkError, match=r"own\.xlsx") as raised:
        Framework.load(path)
    assert raised.value.message("es") != str(raised.value)


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\x00\x01\x02\xff" * 50, b"just some words\n"])
def test_a_csv_that_holds_no_framework_is_said_in_both_languages(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "own.csv").write_bytes(content)
    with pytest.raises(FrameworkError, match=r"own\.csv") as raised:
        Framework.load(tmp_path / "own.csv")
    assert raised.value.message("es") != str(raised.value)


def test_more_rows_than_a_framework_has_are_refused_without_reading_them_all(tmp_path: Path) -> None:
    rows = "".join(ROW.replace("A-1", f"A-{n}") for n in range(20_001))
    # What comes after would be an error of another kind.
    path = written(tmp_path, HEADER + rows + "B,not a number,x,y,z,level,\n")
    with pytest.raises(FrameworkError, match="20000"):
        Framework.load(path)


def test_five_thousand_rows_of_a_workbook_are_read(tmp_path: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["id", "domain", "question"])
    for n in range(5000):
        sheet.append([f"A-{n}", 1 + n % 6, f"Is care number {n} open to migrants?"])
    book.save(tmp_path / "own.xlsx")
    assert len(Framework.load(tmp_path / "own.xlsx").indicators) == 5000


def test_five_thousand_rows_are_read(tmp_path: Path) -> None:
    rows = "".join(ROW.replace("A-1", f"A-{n}") for n in range(5000))
    assert len(Framework.load(written(tmp_path, HEADER + rows)).indicators) == 5000


def test_indicators_are_chosen_by_id_in_the_order_given_and_by_domain(tmp_path: Path) -> None:
    rows = "".join(json.dumps({"id": f"B-{n}", "domain": n, "question_en": "Is it so?"}) + "\n" for n in (1, 2, 3))
    framework = Framework.load(written(tmp_path, rows, "own.jsonl"))
    assert [i.id for i in framework.chosen(["b-3", "B-1", "B-3"])] == ["B-3", "B-1"]
    assert [i.id for i in framework.chosen(domain=2)] == ["B-2"]
    with pytest.raises(UnknownIndicatorError, match="B-9"):
        framework.chosen(["B-9"])
    with pytest.raises(UnknownIndicatorError, match="its domains are 1, 2, 3"):
        framework.chosen(domain=9)
