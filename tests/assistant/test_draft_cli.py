from __future__ import annotations

import io
import re
import zipfile
from functools import partial
from pathlib import Path

import docx
import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from tests.assistant.commands import Done

FRAMEWORK = """\
id,domain,subdomain,answer_type,question_en,question_es
P-1,1,Trafficking,level,Is there a national plan against trafficking in persons?,¿Hay un plan nacional contra la trata?
P-2,1,Trafficking,level,Is the detention of migrants a last resort?,¿Es la detención de migrantes el último recurso?
=P-3,2,Councils,level,Is there an interministerial council on migration?,¿Hay un consejo interministerial de migración?
"""
KEYS = ["indicator_id", "language", "level", "response", "citations", "caveats", "gaps", "status", "writer"]


pytestmark = pytest.mark.usefixtures("store")

drafted = partial(Done, "draft")


@pytest.fixture
def framework(tmp_path: Path) -> Path:
    path = tmp_path / "framework.csv"
    path.write_text(FRAMEWORK, encoding="utf-8")
    return path


def test_json_is_one_draft_object_a_line_with_progress_elsewhere(framework: Path) -> None:
    done = drafted("--all", "--framework", framework, "--json")
    assert (done.status, [o["indicator_id"] for o in done.objects]) == (0, ["P-1", "P-2", "=P-3"])
    assert list(done.objects[0])[: len(KEYS)] == KEYS
    assert [o["level"] for o in done.objects] == ["absent", "not_found", "complete"]
    assert "3/3  =P-3" in done.err


def test_ids_and_domains_choose_and_the_language_is_that_of_the_response(framework: Path) -> None:
    chosen = drafted("P-2", "P-1", "--framework", framework, "--format", "json", "--language", "es").objects
    assert [(o["indicator_id"], o["language"]) for o in chosen] == [("P-2", "es"), ("P-1", "es")]
    assert chosen[1]["response"].startswith("Ausente")
    assert [o["indicator_id"] for o in drafted("--domain", 2, "--framework", framework, "--json").objects] == ["=P-3"]


def test_the_shipped_framework_is_drafted_without_being_named() -> None:
    assert [o["indicator_id"] for o in drafted("d1-07", "--json").objects] == ["D1-07"]


def test_an_unknown_id_or_domain_or_date_is_one_plain_sentence() -> None:
    for wrong in (["D9-99"], ["--domain", "9"], ["D1-01", "--as-of", "soon"]):
        done = drafted(*wrong, "--json")
        assert done.status == 1
        assert done.objects[0]["error"]["message"] == done.err.strip()
        assert "Traceback" not in done.err
    assert "D9-99" in drafted("D9-99", "--json").err


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        ["D1-01", "--all"],
        ["--all", "--language", "fr"],
        ["--all", "--format", "docx"],
        ["--all", "--format", "odt"],
    ],
)
def test_wrong_arguments_end_with_two(wrong: list[str]) -> None:
    assert drafted(*wrong).status == 2


def test_a_file_that_cannot_be_written_is_said_and_leaves_nothing_behind(framework: Path, tmp_path: Path) -> None:
    done = drafted("P-1", "--framework", framework, "--out", tmp_path / "nowhere" / "x.docx")
    assert (done.status, "cannot be written" in done.err) == (1, True)
    assert not list(tmp_path.glob("**/*docx*"))


def test_markdown_has_domains_questions_levels_and_sources(framework: Path, tmp_path: Path) -> None:
    assert drafted("--all", "--framework", framework, "--out", tmp_path / "x.md").status == 0
    text = (tmp_path / "x.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Domain 1", "Domain 2"]
    assert "#### P-1 Is there a national plan" in text
    assert "**Level: Absent.**" in text
    assert r"- \[1\] Migration Governance Profile: Tarvenia" in text
    assert "**Draft, not validated.**" in text


@pytest.fixture
def word(framework: Path, tmp_path: Path) -> Path:
    assert drafted("--all", "--framework", framework, "--language", "es", "--out", tmp_path / "x.docx").status == 0
    return tmp_path / "x.docx"


def test_word_has_headings_contents_and_each_response_with_its_sources(word: Path) -> None:
    document = docx.Document(str(word))
    headings = [(p.style.name, p.text) for p in document.paragraphs if p.style and p.style.name.startswith("Heading")]
    assert headings[:3] == [
        ("Heading 1", "Dominio 1"),
        ("Heading 2", "Trafficking"),
        ("Heading 3", "P-1  ¿Hay un plan nacional contra la trata?"),
    ]
    texts = "\n".join(p.text for p in document.paragraphs)
    assert "Nivel: Ausente" in texts
    notes = zipfile.ZipFile(word).read("word/footnotes.xml").decode()
    assert "Migration Governance Profile: Tarvenia" in notes and "[1]" not in texts
    xml = zipfile.ZipFile(word).read("word/document.xml").decode()
    assert 'TOC \\o "1-2"' in xml
    assert [c.text for c in document.tables[0].rows[1].cells] == ["Dominio 1", "0", "0", "1", "1"]


def test_word_is_marked_as_a_draft_on_every_page(word: Path) -> None:
    parts = zipfile.ZipFile(word)
    headers = "".join(parts.read(n).decode() for n in parts.namelist() if "header" in n)
    assert 'string="BORRADOR"' in headers
    assert "Borrador" in headers


def test_excel_has_a_row_an_indicator_with_lists_to_choose_from(framework: Path, tmp_path: Path) -> None:
    assert drafted("--all", "--framework", framework, "--out", tmp_path / "x.xlsx").status == 0
    book = openpyxl.load_workbook(io.BytesIO((tmp_path / "x.xlsx").read_bytes()))
    sheet = book.worksheets[0]
    header = [c.value for c in sheet[1]]
    rows = [dict(zip(header, (c.value for c in row), strict=True)) for row in sheet.iter_rows(min_row=2)]
    assert [(r["Id"], r["Level"], r["Status"]) for r in rows] == [
        ("P-1", "Absent", "Draft"),
        ("P-2", "Not found", "Draft"),
        ("=P-3", "Complete", "Draft"),
    ]
    assert sheet.freeze_panes == "B2"
    assert sheet.cell(4, 1).data_type == "s", "an id that begins with = is text, not a formula"
    lists = {str(v.sqref): v.formula1 for v in sheet.data_validations.dataValidation}
    column = {name: get_column_letter(n) for n, name in enumerate(header, 1)}
    assert lists[f"{column['Level']}2:{column['Level']}4"] == '"Complete,Partial,Absent,Not found"'
    assert lists[f"{column['Status']}2:{column['Status']}4"] == '"Draft,In review,Validated,Returned"'
    assert sheet.column_dimensions[column["Response"]].width > 40
    assert [r[0].value for r in book["Sources"].iter_rows(min_row=2)][:1] == ["P-1"]


def test_a_document_with_characters_that_xml_forbids_is_still_exported(tmp_path: Path) -> None:
    from assistant.exports.safe_text import printable

    assert printable("a\x0bb\x00c") == "abc"
