from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from lxml import etree

from assistant.indicators.levels import Level
from assistant.phrases import Phrases
from assistant.questionnaire import Answer, Field, Filled, Question, Reason, fill, read
from assistant.questionnaire.errors import CopyError, EndingError, SameFileError
from ingest.settings import PROJECT
from tests.assistant.questionnaire import files

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ANSWER = Answer(Level.PARTIAL, "=1+1 Ley 3 «ñ» & <b>\nsegunda línea", "[1] Ley 3, p. 4", "Ojo")


def say(language: str = "es") -> Phrases:
    return Phrases.load(PROJECT / "prompts", language)


def filled(path: Path, answer: Answer = ANSWER, overwrite: bool = False, language: str = "es") -> Filled:
    file = read(path)
    answers = {q.key: answer for q in file.questions}
    return fill(file, path.with_name(f"copy-{path.name}"), answers, say(language), overwrite)


def asked(path: Path) -> dict[str, Question]:
    return {q.text: q for q in read(path).questions}


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def canonical(element: etree._Element) -> bytes:
    return bytes(etree.tostring(element, method="c14n"))


def test_a_workbook_gives_its_questions_with_numbers_and_the_cells_of_their_answers(tmp_path: Path) -> None:
    questions = read(files.workbook(tmp_path / "w.xlsm")).questions
    assert [(q.number, q.text) for q in questions] == list(files.QUESTIONS)
    slots = questions[1].slots
    assert {field.value: slot.address for field, slot in slots.items()} == {
        "level": "D7",
        "answer": "E7",
        "sources": "F7",
        "comments": "G7",
    }
    assert slots[Field.LEVEL].choices == ("Sí", "Parcialmente", "No", "Sin información")
    assert slots[Field.COMMENTS].held == "Consultar con el tribunal electoral."


def test_in_the_copy_of_a_workbook_only_the_answer_cells_differ(tmp_path: Path) -> None:
    path = files.workbook(tmp_path / "w.xlsm")
    done = filled(path)
    before, after = parts(path), parts(done.path)
    assert list(before) == list(after)
    assert [name for name in before if before[name] != after[name]] == ["xl/worksheets/sheet1.xml"]
    old, new = (etree.fromstring(p["xl/worksheets/sheet1.xml"]) for p in (before, after))
    for was, now in zip(old, new, strict=True):
        if was.tag != f"{S}sheetData":
            assert canonical(was) == canonical(now)
    cells = [{c.get("r"): c for c in root.iter(f"{S}c")} for root in (old, new)]
    assert list(cells[0]) == list(cells[1])
    differ = [at for at in cells[0] if canonical(cells[0][at]) != canonical(cells[1][at])]
    assert differ == [f"{column}{row}" for row in (6, 7, 8) for column in "DEFG" if f"{column}{row}" != "G7"]
    assert all(cells[0][at].get("s") == cells[1][at].get("s") for at in differ)
    rows = [[dict(row.attrib) for row in root.iter(f"{S}row")] for root in (old, new)]
    assert rows[0] == rows[1]


@pytest.mark.filterwarnings("ignore:Data Validation extension")
def test_answers_in_a_workbook_read_as_text_in_the_words_of_its_own_list(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(filled(files.workbook(tmp_path / "w.xlsm")).path, keep_vba=True).worksheets[0]
    assert [sheet.cell(6, column).value for column in range(4, 8)] == [
        "Parcialmente",
        ANSWER.text,
        "[1] Ley 3, p. 4",
        "Ojo",
    ]
    assert sheet["E6"].data_type != "f"
    assert sheet["G7"].value == "Consultar con el tribunal electoral."


def test_a_form_of_merged_questions_has_its_answers_beside_its_labels(tmp_path: Path) -> None:
    path = files.form(tmp_path / "form.xlsx")
    assert list(asked(path)) == list(files.FORM_QUESTIONS)
    sheet = openpyxl.load_workbook(filled(path, language="en").path).worksheets[0]
    assert (sheet["B4"].value, sheet["B6"].value) == ("Partially", "[1] Ley 3, p. 4")
    assert sheet["B5"].value == ANSWER.text


def test_a_bare_list_has_its_answers_in_the_next_column(tmp_path: Path) -> None:
    path = files.bare_list(tmp_path / "list.xlsx")
    sheet = openpyxl.load_workbook(filled(path).path).worksheets[0]
    assert [sheet.cell(row, 2).value for row in (1, 2, 3)] == [f"{ANSWER.text}\n{ANSWER.sources}"] * 3
    assert sheet.dimensions == "A1:B3"


@pytest.mark.parametrize(
    ("choices", "level", "chosen"),
    [
        ("Yes,Partially,No", Level.PARTIAL, "Partially"),
        ("Yes,Partially,No", Level.NOT_FOUND, None),
        ("Sí,Parcialmente,No,No se encontró", Level.NOT_FOUND, "No se encontró"),
        ("Fully in place,Not fully in place,Not in place", Level.COMPLETE, "Fully in place"),
        ("Fully in place,Not fully in place,Not in place", Level.PARTIAL, "Not fully in place"),
        ("Fully in place,Not fully in place,Not in place", Level.ABSENT, "Not in place"),
        ("0,1,2", Level.PARTIAL, "1"),
        ("2 - Completo,1 - Parcial,0 - Ausente", Level.ABSENT, "0 - Ausente"),
        ("Yes,No", Level.PARTIAL, None),
        (
            "Sí; sin importar la situación,Sí; solo con residencia legal,No",
            Level.PARTIAL,
            "Sí; solo con residencia legal",
        ),
        ("Complete,Partial,Absent,N/A", Level.ABSENT, "Absent"),
    ],
)
def test_a_level_is_said_in_the_words_of_the_list_or_left_blank(
    tmp_path: Path, choices: str, level: Level, chosen: str | None
) -> None:
    path = files.validated(tmp_path / "v.xlsx", choices)
    done = filled(path, Answer(level, "Text"))
    sheet = openpyxl.load_workbook(done.path).worksheets[0]
    assert (sheet["B2"].value, sheet["C2"].value) == (chosen, "Text")
    assert [s.reason for s in done.skipped] == ([] if chosen else [Reason.NO_CHOICE])


def test_what_is_answered_already_stays_unless_it_may_be_written_over(tmp_path: Path) -> None:
    path = files.validated(tmp_path / "v.xlsx", "Yes,Partially,No")
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["B2"] = "No"
    book.save(path)
    kept = filled(path)
    assert (kept.written, [s.reason for s in kept.skipped]) == ((), [Reason.FILLED])
    assert parts(kept.path) == parts(path)
    sheet = openpyxl.load_workbook(filled(path, overwrite=True).path).worksheets[0]
    assert sheet["B2"].value == "Partially"


def test_a_formula_is_never_written_over(tmp_path: Path) -> None:
    path = files.validated(tmp_path / "v.xlsx", "Yes,Partially,No")
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["B2"] = '=IF(C2="","","Yes")'
    book.save(path)
    done = filled(path, overwrite=True)
    sheet = openpyxl.load_workbook(done.path).worksheets[0]
    assert (sheet["B2"].value, sheet["C2"].value) == ('=IF(C2="","","Yes")', f"{ANSWER.text}\n{ANSWER.sources}")
    assert [s.reason for s in done.skipped] == [Reason.FORMULA]


def test_a_workbook_computes_anew_when_it_is_told_to(tmp_path: Path) -> None:
    path = files.workbook(tmp_path / "w.xlsx")
    files.changed(
        path, lambda name, content: re.sub(rb"<calcPr[^>]*/>", b"", content) if "workbook" in name else content
    )
    file = read(path)
    out = tmp_path / "copy.xlsx"
    fill(file, out, {q.key: ANSWER for q in file.questions}, say(), recalculate=True)
    before, after = parts(path), parts(out)
    assert [n for n in before if before[n] != after[n]] == ["xl/worksheets/sheet1.xml", "xl/workbook.xml"]
    assert b'fullCalcOnLoad="1"' in after["xl/workbook.xml"]


def test_columns_in_another_order_and_an_earlier_round_beside_this_one(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Source documents", "Response 2021", "Response 2026", "Indicator", "Ref."])
    sheet.append([None, "It was so.", None, "Is there a statelessness determination procedure?", "D5-13"])
    book.save(tmp_path / "o.xlsx")
    (question,) = read(tmp_path / "o.xlsx").questions
    assert (question.number, question.slots[Field.ANSWER].address, question.slots[Field.SOURCES].address) == (
        "D5-13",
        "C2",
        "A2",
    )


def test_a_text_longer_than_a_cell_holds_is_cut(tmp_path: Path) -> None:
    path = files.validated(tmp_path / "v.xlsx", "Yes,No")
    done = filled(path, Answer(Level.COMPLETE, "a" * 40_000))
    assert len(str(openpyxl.load_workbook(done.path).worksheets[0]["C2"].value)) == 32_767


def test_a_document_gives_questions_of_its_tables_and_paragraphs(tmp_path: Path) -> None:
    found = asked(files.document(tmp_path / "d.docx"))
    assert [text for _, text in files.QUESTIONS] == list(found)[:3]
    assert len(found) == 6
    first = found[files.QUESTIONS[0][1]]
    assert (first.number, first.slots[Field.LEVEL].choices) == ("1.1", ("Sí", "En parte", "No"))
    assert {f.value for f in found["¿Se utilizan sistemas biométricos en la frontera?"].slots} == {"answer", "sources"}


def test_in_the_copy_of_a_document_only_the_answers_differ(tmp_path: Path) -> None:
    path = files.document(tmp_path / "d.docx")
    done = filled(path)
    before, after = parts(path), parts(done.path)
    assert [name for name in before if before[name] != after[name]] == ["word/document.xml"]
    old, new = docx.Document(str(path)), docx.Document(str(done.path))
    rows = [[[c.text for c in row.cells] for row in document.tables[0].rows] for document in (old, new)]
    assert rows[0][:2] == rows[1][:2]
    assert rows[1][2][:3] == ["1.1", files.QUESTIONS[0][1], ANSWER.text]
    assert rows[1][3][2] == "Ya respondido por la secretaría."
    changed = {
        n: (was.text, now.text)
        for n, (was, now) in enumerate(zip(old.paragraphs, new.paragraphs, strict=True))
        if canonical(was._p) != canonical(now._p)
    }
    assert [now for _, now in changed.values()] == [
        f"{ANSWER.text}\n{ANSWER.sources}",
        f"Respuesta: {ANSWER.text}",
        f"Fuentes: {ANSWER.sources}",
    ]
    assert new.tables[1].rows[0].cells[0].text == f"{ANSWER.text}\n{ANSWER.sources}"


def test_an_answer_in_a_document_has_the_format_of_its_cell_and_chooses_from_its_list(tmp_path: Path) -> None:
    done = filled(files.document(tmp_path / "d.docx"))
    table = docx.Document(str(done.path)).tables[0]
    run = table.rows[2].cells[2].paragraphs[0].runs[0]
    assert str(run.font.color.rgb) == "1E6B3A"
    level = table.rows[2].cells[3]._tc
    texts = "".join(t.text or "" for t in level.iter("{*}t"))
    assert texts == "En parte"
    assert not list(level.iter("{*}showingPlcHdr"))


def test_boxes_are_ticked_and_their_labels_stay(tmp_path: Path) -> None:
    path = files.boxes(tmp_path / "b.docx")
    assert [q.slots[Field.LEVEL].choices for q in read(path).questions] == [
        ("Yes", "Partially", "No"),
        ("Yes", "In part", "No"),
    ]
    done = filled(path, language="en")
    made = docx.Document(str(done.path))
    level = made.tables[0].rows[1].cells[1]._tc
    assert "".join(t.text or "" for t in level.iter("{*}t")) == "☐ Yes  ☒ Partially  ☐ No  "
    assert [c.get(c.keys()[0]) for c in level.iter("{*}checked")] == ["0", "1", "0"]
    assert [p.text for p in made.paragraphs][1:] == [
        "☐ Yes   ☒ In part   ☐ No",
        f"Answer: {ANSWER.text}\n{ANSWER.sources}",
    ]
    again = read(done.path).questions
    assert [q.slots[Field.LEVEL].held for q in again] == ["Partially", "In part"]


def test_the_copy_is_written_whole_elsewhere_or_not_at_all(tmp_path: Path) -> None:
    path = files.form(tmp_path / "form.xlsx")
    file = read(path)
    with pytest.raises(SameFileError):
        fill(file, path, {}, say())
    with pytest.raises(EndingError, match=r"\.xlsx"):
        fill(file, tmp_path / "x.docx", {}, say())
    with pytest.raises(CopyError) as raised:
        fill(file, tmp_path / "nowhere" / "x.xlsx", {}, say())
    assert raised.value.message("es") != str(raised.value)
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["form.xlsx"]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_libreoffice_opens_the_copy_with_the_answers_in_it(tmp_path: Path, kind: str) -> None:
    made = files.form(tmp_path / "q.xlsx") if kind == "xlsx" else files.document(tmp_path / "q.docx")
    copy = filled(made).path
    to = "csv:Text - txt - csv (StarCalc):44,34,76" if kind == "xlsx" else "txt:Text"
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", to]
    subprocess.run([*command, "--outdir", str(tmp_path), str(copy)], check=True, capture_output=True)
    text = copy.with_suffix(".csv" if kind == "xlsx" else ".txt").read_text(encoding="utf-8-sig")
    assert "=1+1 Ley 3 «ñ» & <b>" in text and "[1] Ley 3, p. 4" in text
