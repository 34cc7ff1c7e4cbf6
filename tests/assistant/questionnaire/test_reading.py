from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

from assistant.questionnaire import Field, read
from assistant.questionnaire.errors import (
    CorruptError,
    KindError,
    LargeError,
    NoQuestionsError,
    ProtectedError,
    QuestionnaireError,
)
from ingest.readers.limits import Limits
from tests.assistant.questionnaire import files

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _no_questions(path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "Budget"
    book.save(path)


def _broken_sheet(path: Path) -> None:
    files.form(path)
    files.changed(path, lambda name, content: content[:200] if name.endswith("sheet1.xml") else content)


def _other_archive(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("ppt/presentation.xml", "<a/>")


WRONG: dict[str, tuple[Callable[[Path], object], type[QuestionnaireError]]] = {
    "missing": (lambda path: None, QuestionnaireError),
    "empty": (lambda path: path.write_bytes(b""), CorruptError),
    "cut": (lambda path: path.write_bytes(files.form(path).read_bytes()[:2000]), CorruptError),
    "broken sheet": (_broken_sheet, CorruptError),
    "a presentation": (_other_archive, KindError),
    "an old workbook": (lambda path: path.write_bytes(COMPOUND + b"Workbook" * 100), KindError),
    "a password": (
        lambda path: path.write_bytes(COMPOUND + bytes(500) + "EncryptedPackage".encode("utf-16-le")),
        ProtectedError,
    ),
    "no question": (_no_questions, NoQuestionsError),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_with_a_file_is_said_in_both_languages(tmp_path: Path, name: str) -> None:
    make, kind = WRONG[name]
    make(tmp_path / "q.xlsx")
    with pytest.raises(kind) as raised:
        read(tmp_path / "q.xlsx")
    assert "q.xlsx" in str(raised.value) and "q.xlsx" in raised.value.message("es")
    assert raised.value.message("es") != str(raised.value)


def test_a_file_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(3_000_000))
    with pytest.raises(LargeError, match="2 MB"):
        read(tmp_path / "bomb.docx", Limits(text_bytes=2_000_000))


def test_a_plain_text_with_another_name_is_of_another_kind(tmp_path: Path) -> None:
    (tmp_path / "q.pdf").write_text("%PDF-1.7")
    with pytest.raises(KindError):
        read(tmp_path / "q.pdf")


def test_entities_in_a_part_are_not_expanded(tmp_path: Path) -> None:
    path = files.document(tmp_path / "d.docx")
    evil = b'<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'

    def change(name: str, content: bytes) -> bytes:
        if name != "word/document.xml":
            return content
        start = content.index(b"<w:document")
        return content[:start] + evil + content[start:].replace("¿Hay un plan".encode(), b"&b;", 1)

    files.changed(path, change)
    try:
        texts = [q.text for q in read(path).questions]
    except CorruptError:
        return
    assert not any("aaaa" in text for text in texts)


def test_questions_in_two_languages_without_marks_under_a_header_of_two_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    rows = [
        ["Item", "Question", "Response", None],
        [None, None, "Yes / No / Partially", "Explanation"],
        ["a", "Existence of a national action plan to fight human trafficking", None, None],
        ["b", "A procedure to determine statelessness is in place", None, None],
    ]
    for row in rows:
        sheet.append(row)
    for area in ("A1:A2", "B1:B2", "C1:D1"):
        sheet.merge_cells(area)
    book.save(tmp_path / "h.xlsx")
    questions = read(tmp_path / "h.xlsx").questions
    assert [(q.number, q.slots[Field.LEVEL].address, q.slots[Field.ANSWER].address) for q in questions] == [
        ("a", "C3", "D3"),
        ("b", "C4", "D4"),
    ]
    assert questions[0].slots[Field.LEVEL].choices == ("Yes", "No", "Partially")


def test_several_sheets_and_several_headers_on_one(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first, second = book.worksheets[0], book.create_sheet("Dos")
    for sheet, question in (
        (first, "Is there a strategy?"),
        (second, "¿Existe una estrategia migratoria?"),
    ):
        for title in ("Domain 1", "Domain 2"):
            sheet.append([title])
            sheet.append(["Answer", "Question"])
            sheet.append([None, f"{question[:-1]} ({title})?"])
    hidden = book.create_sheet("Oculta")
    hidden.append(["Question", "Answer"])
    hidden.append(["Is this hidden?", None])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "s.xlsx")
    assert [q.key for q in read(tmp_path / "s.xlsx").questions] == ["Sheet!B3", "Sheet!B6", "Dos!B3", "Dos!B6"]


def test_a_table_of_a_document_that_is_no_questionnaire_has_no_question(tmp_path: Path) -> None:
    made = docx.Document()
    table = made.add_table(rows=2, cols=2)
    for cell, text in zip((c for r in table.rows for c in r.cells), ("Year", "Number", "2020", "12"), strict=True):
        cell.text = text
    made.save(str(tmp_path / "t.docx"))
    with pytest.raises(NoQuestionsError):
        read(tmp_path / "t.docx")


@pytest.mark.parametrize(
    ("header", "row", "fields"),
    [
        ("Indicator|Description|In place?|Answer", "D5-13|{q}||", "level C2 answer D2"),
        ("Ref|Aspecto que se evalúa|¿Cumple?|Respuesta", "1|{q}||", "level C2 answer D2"),
        ("Status|Fuente|Respuesta|Pregunta", "|||{q}", "level A2 sources B2 answer C2"),
        ("Question|Yes/No|Remarks", "{q}||", "level B2 comments C2"),
        ("Pregunta|Respuesta (Sí/No/Parcial)|Explicación", "{q}||", "level B2 answer C2"),
    ],
)
def test_headers_by_other_names_and_in_any_order(tmp_path: Path, header: str, row: str, fields: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(header.split("|"))
    for question in ("¿Existe un procedimiento de apatridia?", "¿Hay una estrategia contra la trata de personas?"):
        sheet.append([cell.format(q=question) or None for cell in row.split("|")])
    book.save(tmp_path / "h.xlsx")
    first, second = read(tmp_path / "h.xlsx").questions
    assert first.text == "¿Existe un procedimiento de apatridia?"
    assert " ".join(f"{field.value} {slot.address}" for field, slot in first.slots.items()) == fields
    assert second.slots.keys() == first.slots.keys()
