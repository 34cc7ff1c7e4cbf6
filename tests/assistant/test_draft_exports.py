"""Exports of drafts as a team has them: some validated, some not, with what was noted on each."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest
from lxml import etree

from assistant.answer import Citation
from assistant.exports.drafts import Assessment
from assistant.exports.drafts_markdown import drafts_markdown
from assistant.exports.drafts_sheet import drafts_sheet
from assistant.exports.drafts_word import drafts_word
from assistant.indicators.drafting import Draft, Level
from assistant.indicators.framework import Framework, Indicator
from assistant.phrases import Phrases
from assistant.questionnaire import By, Match, previous, read
from assistant.wording import wording
from ingest.settings import PROJECT

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PROFILE = Citation(
    mark=1,
    document_id="d1",
    title="Perfil de Ejemplo",
    type="profile",
    country="PAN",
    language="es",
    page=14,
    section="2 > 2.2 Áreas",
    article=None,
    quote="No hay una estrategia [2].",
    start=0,
    end=26,
    translation=None,
    as_of="2019",
    authority="secondary",
    url="https://example.org/perfil?a=1&b=2",
)
DECREE = replace(PROFILE, mark=4, title="Decreto 7", page=2, section="", url=None)
STRATEGY = Indicator("D2-07", 2, {"es": "Estrategia"}, {"es": "¿Existe una estrategia migratoria?"})
DRAFT = Draft(
    indicator=STRATEGY,
    language="es",
    level=Level.ABSENT,
    reason="la propia fuente dice que no es así",
    sentences=("Ausente [1].", "Afirma: «No hay una estrategia [2].» [1].", "Añade: «Por decreto.» [4]."),
    citations=(PROFILE, DECREE),
    caveats=("La fuente es de 2019.",),
)
VALIDATED = replace(
    DRAFT,
    indicator=replace(STRATEGY, id="D2-08"),
    status="validated",
    assignee="María Peña",
    due="2026-12-01",
    reviewed_by="José Núñez",
    comments=("=Falta el decreto [4].",),
    previous_level=Level.PARTIAL,
)


def assessment(*drafts: Draft) -> Assessment:
    say = Phrases.load(PROJECT / "prompts", "es")
    return Assessment(drafts, say, wording("es"), date(2026, 3, 5), "Panamá", names_domains=True)


def whole() -> Assessment:
    """A draft for each shipped indicator, all of them complete."""
    indicators = Framework.load(PROJECT / "corpus" / "indicators.jsonl").indicators
    return assessment(*(replace(DRAFT, indicator=i, level=Level.COMPLETE) for i in indicators))


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def test_each_source_is_a_footnote_with_document_section_page_date_and_link() -> None:
    found = parts(drafts_word(assessment(DRAFT)))
    notes = etree.fromstring(found["word/footnotes.xml"].encode())
    texts = ["".join(t.text or "" for t in note.iter(f"{W}t")).strip() for note in notes][2:]
    assert texts == [
        "Perfil de Ejemplo, 2.2 Áreas, p. 14, 2019,  https://example.org/perfil?a=1&b=2",
        "Decreto 7, p. 2, 2019",
    ]
    assert 'Target="https://example.org/perfil?a=1&amp;b=2"' in found["word/_rels/footnotes.xml.rels"]
    body = etree.fromstring(found["word/document.xml"].encode())
    referred = [r.get(f"{W}id") for r in body.iter(f"{W}footnoteReference")]
    assert referred == [n.get(f"{W}id") for n in notes][2:]
    assert "footnotes+xml" in found["[Content_Types].xml"]


def test_a_mark_that_comes_again_refers_to_its_note_and_a_bracket_in_a_quote_is_none() -> None:
    document = docx.Document(io.BytesIO(drafts_word(assessment(DRAFT))))
    (response,) = (p for p in document.paragraphs if p.text.startswith("Ausente"))
    assert "«No hay una estrategia [2].»" in response.text
    assert re.sub(r"[^\[\]\d]", "", response.text.replace("[2]", "")) == "1", "the number of the note, once more"
    assert "NOTEREF _Note1" in etree.tostring(response._p).decode()


def test_pages_are_marked_as_a_draft_until_every_response_is_validated() -> None:
    for drafts, marked, standing in (
        ((DRAFT,), True, "Borrador, sin validar."),
        ((DRAFT, VALIDATED), True, "Validadas: 1 de 2 respuestas"),
        ((VALIDATED,), False, "Todas las respuestas están validadas."),
    ):
        found = parts(drafts_word(assessment(*drafts)))
        headers = "".join(text for name, text in found.items() if "header" in name)
        assert ('string="BORRADOR"' in headers, standing in found["word/document.xml"]) == (marked, True)


def test_status_and_what_a_team_noted_stand_with_each_response() -> None:
    texts = "\n".join(p.text for p in docx.Document(io.BytesIO(drafts_word(assessment(DRAFT, VALIDATED)))).paragraphs)
    noted = "Estado: Validado · Asignada a: María Peña · Plazo: 1 de diciembre de 2026 · Revisada por: José Núñez"
    assert noted in texts and "Nivel anterior: Parcial" in texts and "Falta el decreto" in texts
    assert "Estado: Borrador\n" in texts
    sheet = openpyxl.load_workbook(io.BytesIO(drafts_sheet(assessment(DRAFT, VALIDATED)))).worksheets[0]
    rows = [[cell.value or "" for cell in row] for row in sheet.iter_rows()]
    row = dict(zip(rows[0], rows[2], strict=True))
    assert (row["Estado"], row["Asignada a"], row["Nivel anterior"]) == ("Validado", "María Peña", "Parcial")
    assert row["Comentarios"] == "=Falta el decreto [4]."
    text = drafts_markdown(assessment(DRAFT, VALIDATED))
    assert "Asignada a: María Peña" in text and "1 de 2 respuestas" in text


def test_headings_have_the_bookmarks_that_the_contents_link_to() -> None:
    found = parts(drafts_word(whole()))["word/document.xml"]
    linked = re.findall(r'w:anchor="(_Toc\d+)"', found)
    assert linked and set(linked) == set(re.findall(r'w:name="(_Toc\d+)"', found))
    assert found.count('fldCharType="begin"') == found.count('fldCharType="end"')


def test_the_sdg_indicator_stands_in_each_export_of_a_whole_framework_and_in_none_of_a_part() -> None:
    for made, has in ((whole(), True), (assessment(DRAFT), False)):
        word = parts(drafts_word(made))["word/document.xml"]
        book = openpyxl.load_workbook(io.BytesIO(drafts_sheet(made)))
        assert ("no el valor oficial" in word, "no el valor oficial" in drafts_markdown(made)) == (has, has)
        assert ("ODS 10.7.2" in book.sheetnames) is has
    rows = [row for row in openpyxl.load_workbook(io.BytesIO(drafts_sheet(whole())))["ODS 10.7.2"].values]
    assert sum(row[2] == 1 and str(row[1]).startswith("SDG-") for row in rows) == 30
    assert any("100 por ciento. Cumple plenamente." in str(row[0]) for row in rows)


@pytest.mark.parametrize("language", ["en", "es"])
def test_an_exported_workbook_can_be_read_as_the_assessment_before(tmp_path: Path, language: str) -> None:
    say = Phrases.load(PROJECT / "prompts", language)
    made = replace(assessment(DRAFT, replace(VALIDATED, level=Level.PARTIAL)), say=say, word=wording(language))
    (tmp_path / "x.xlsx").write_bytes(drafts_sheet(made))
    first, second = read(tmp_path / "x.xlsx").questions
    matches = [Match(q, i, 1.0, By.ID) for q, i in ((first, DRAFT.indicator), (second, VALIDATED.indicator))]
    found = previous(matches)
    assert (first.number, found["D2-07"].level, found["D2-08"].level) == ("D2-07", Level.ABSENT, Level.PARTIAL)
    assert found["D2-07"].text.startswith(DRAFT.response)
    assert found["D2-07"].sources.startswith("[1] Perfil de Ejemplo")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_libreoffice_opens_the_exports(tmp_path: Path, kind: str) -> None:
    made = assessment(DRAFT, VALIDATED)
    (tmp_path / f"x.{kind}").write_bytes(drafts_word(made) if kind == "docx" else drafts_sheet(made))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "txt:Text"]
    if kind == "xlsx":
        command[-1] = "csv:Text - txt - csv (StarCalc):44,34,76"
    subprocess.run([*command, "--outdir", str(tmp_path), str(tmp_path / f"x.{kind}")], check=True, capture_output=True)
    text = (tmp_path / ("x.txt" if kind == "docx" else "x.csv")).read_text(encoding="utf-8", errors="replace")
    assert "¿Existe una estrategia migratoria?" in text and "María Peña" in text
