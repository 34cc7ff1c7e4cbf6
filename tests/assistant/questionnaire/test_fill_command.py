from __future__ import annotations

import csv
from functools import partial
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.assistant.commands import Done
from tests.assistant.questionnaire import files
from tests.assistant.test_draft_cli import FRAMEWORK

pytestmark = pytest.mark.usefixtures("store")

fill = partial(Done, "fill")


@pytest.fixture
def framework(tmp_path: Path) -> Path:
    path = tmp_path / "framework.csv"
    path.write_text(FRAMEWORK, encoding="utf-8")
    return path


@pytest.fixture
def questionnaire(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (
        ("No.", "Question", "Level (Yes / Partially / No / Not found)", "Answer", "Sources"),
        ("P-1", "Is there a national plan against trafficking in persons?", None, None, None),
        ("P-2", "Is the detention of migrants a last resort?", None, None, None),
        ("=P-3", "Is there an interministerial council on migration?", None, None, None),
        ("X-9", "What is the capital of the country?", None, None, None),
    ):
        sheet.append(row)
    sheet["A4"].data_type = "s"
    book.save(tmp_path / "q.xlsx")
    return tmp_path / "q.xlsx"


def rows(path: Path) -> list[list[object]]:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]


def test_a_questionnaire_comes_back_with_levels_answers_and_sources(
    questionnaire: Path, framework: Path, tmp_path: Path
) -> None:
    done = fill(questionnaire, "--framework", framework, "--out", tmp_path / "copy.xlsx")
    assert done.status == 0, done.err
    found = rows(tmp_path / "copy.xlsx")
    assert [row[2] for row in found] == ["No", "Not found", "Yes", None]
    assert str(found[0][3]).startswith("Absent") and "Tarvenia" in str(found[0][4])
    assert found[3][3:] == [None, None]
    assert "4 questions: 3 matched, 0 to be checked, 1 without an indicator." in done.out
    assert "beside 3 questions" in done.out


def test_a_dry_run_shows_the_matches_and_writes_nothing(questionnaire: Path, framework: Path) -> None:
    done = fill(questionnaire, "--framework", framework, "--dry-run", "--json")
    assert (done.status, [o["indicator_id"] for o in done.objects]) == (0, ["P-1", "P-2", "=P-3", None])
    assert [p.name for p in questionnaire.parent.glob("*.xlsx")] == ["q.xlsx"]


def test_matches_are_written_for_a_person_to_change_and_are_used_as_changed(
    questionnaire: Path, framework: Path, tmp_path: Path
) -> None:
    matches = tmp_path / "m.csv"
    assert fill(questionnaire, "--framework", framework, "--dry-run", "--matches", matches).status == 0
    with matches.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    assert lines[0][:4] == ["key", "question", "use", "indicator_id"]
    assert [line[2:4] for line in lines[1:]] == [["yes", "P-1"], ["yes", "P-2"], ["yes", "'=P-3"], ["", ""]]
    lines[1][2] = "no"
    lines[4][2:4] = ["Yes", "p-1"]
    with matches.open("w", encoding="cp1252", newline="") as file:
        csv.writer(file, delimiter=";").writerows(lines)
    done = fill(questionnaire, "--framework", framework, "--matches", matches, "--out", tmp_path / "copy.xlsx")
    assert [row[2] for row in rows(tmp_path / "copy.xlsx")] == [None, "Not found", "Yes", "No"], done.err


@pytest.mark.parametrize(
    ("change", "named"),
    [(("P-1", "P-77"), "P-77"), (("Sheet!B2", "Sheet!B99"), "Sheet!B99"), (("use", "what"), "use")],
)
def test_a_file_of_matches_that_does_not_fit_is_said(
    questionnaire: Path, framework: Path, tmp_path: Path, change: tuple[str, str], named: str
) -> None:
    matches = tmp_path / "m.csv"
    fill(questionnaire, "--framework", framework, "--dry-run", "--matches", matches)
    matches.write_text(matches.read_text(encoding="utf-8").replace(*change, 1), encoding="utf-8")
    done = fill(questionnaire, "--framework", framework, "--dry-run", "--matches", matches, "--json")
    assert (done.status, named in done.objects[0]["error"]["message"]) == (1, True)


def test_a_doubtful_match_waits_for_a_person_unless_told_otherwise(framework: Path, tmp_path: Path) -> None:
    path = files.bare_list(tmp_path / "list.xlsx")
    for flags, answered in (((), 0), (("--doubtful",), 1)):
        done = fill(path, "--framework", framework, "--out", tmp_path / "copy.xlsx", "--overwrite", *flags, "--json")
        report = done.objects[0]
        doubtful = [m["key"] for m in report["matches"] if m["doubtful"]]
        assert doubtful == ["Sheet!A3"]
        assert len(set(report["written"]) & set(doubtful)) == answered


def test_a_document_is_answered_in_the_language_of_its_questions(framework: Path, tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("¿Hay un plan nacional contra la trata?")
    made.add_paragraph("")
    made.save(str(tmp_path / "q.docx"))
    assert fill(tmp_path / "q.docx", "--framework", framework, "--out", tmp_path / "copy.docx").status == 0
    assert docx.Document(str(tmp_path / "copy.docx")).paragraphs[1].text.startswith("Ausente")


def test_a_filled_copy_is_the_assessment_before(questionnaire: Path, framework: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.xlsx"
    fill(questionnaire, "--framework", framework, "--out", copy)
    found = Done("previous", copy, "--framework", framework, "--json").objects
    assert {o["indicator_id"]: o["level"] for o in found} == {"P-1": "absent", "P-2": "not_found", "=P-3": "complete"}
    drafted = Done("draft", "P-1", "--framework", framework, "--previous", copy, "--json").objects
    assert [(o["level"], o["previous_level"]) for o in drafted] == [("absent", "absent")]


def test_what_is_wrong_is_one_plain_sentence(framework: Path, tmp_path: Path) -> None:
    (tmp_path / "q.xlsx").write_bytes(b"PK\x03\x04 not what it seems")
    for arguments in ((tmp_path / "q.xlsx", "--dry-run"), (tmp_path / "none.xlsx", "--out", tmp_path / "c.xlsx")):
        done = fill(*arguments, "--json")
        assert (done.status, done.objects[0]["error"]["message"]) == (1, done.err.strip())
    assert fill(tmp_path / "q.xlsx").status == 2
