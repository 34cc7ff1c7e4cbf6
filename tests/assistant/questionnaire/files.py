"""Questionnaires as ministries receive them, made here with all that a copy must keep."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as Picture
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from PIL import Image

QUESTIONS = (
    ("1.1", "¿Existe una política nacional contra la discriminación y la xenofobia?"),
    ("1.2", "¿Tienen los extranjeros derecho al voto en elecciones municipales?"),
    ("1.3", "¿Hay un plan nacional para combatir la trata de personas?"),
)
_X14 = (
    '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
    'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
    '<x14:dataValidations count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
    '<x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>Listas!$A$1:$A$4</xm:f></x14:formula1>'
    "<xm:sqref>D6:D8</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"
)


FORM_QUESTIONS = (
    "Is there a statelessness determination procedure?",
    "Are there reintegration programmes for nationals who return?",
)


def _with_list(name: str, content: bytes) -> bytes:
    return content.replace(b"</worksheet>", f"{_X14}</worksheet>".encode()) if name.endswith("sheet1.xml") else content


def picture() -> io.BytesIO:
    """A small PNG."""
    buffer = io.BytesIO()
    Image.new("RGB", (40, 20), (30, 80, 120)).save(buffer, "PNG")
    buffer.seek(0)
    return buffer


def workbook(path: Path) -> Path:
    """A Spanish workbook: title in merged cells, header in the fifth row, a section row, lists in a newer extension,
    formulas, comments, a picture, a chart, conditional formats, a hidden column and sheet, names, macros."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Cuestionario 2026"
    sheet["A1"] = "Evaluación de la gobernanza de la migración"
    sheet.merge_cells("A1:G1")
    sheet["A2"] = "Complete la columna Respuesta. ¿Dudas? Escriba a la secretaría."
    sheet.merge_cells("A2:G2")
    sheet["F3"], sheet["G3"] = "Respondidas", '=COUNTIF(D6:D8,"Sí")'
    header = ("Código interno", "N.º", "Pregunta", "Nivel", "Respuesta", "Fuentes", "Observaciones")
    for column, text in enumerate(header, 1):
        head = sheet.cell(4, column, text)
        head.font, head.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="1F4E79")
    sheet["B5"] = "Dominio 1. Derechos de las personas migrantes"
    sheet.merge_cells("B5:G5")
    border = Border(bottom=Side(style="thin"))
    for row, (number, question) in enumerate(QUESTIONS, 6):
        sheet.cell(row, 2, number)
        sheet.cell(row, 3, question).alignment = Alignment(wrap_text=True)
        for column in range(4, 8):
            answer = sheet.cell(row, column)
            answer.border, answer.alignment = border, Alignment(wrap_text=True, vertical="top")
            answer.protection = Protection(locked=False)
    sheet["G7"] = "Consultar con el tribunal electoral."
    sheet["C9"], sheet["D9"] = "Total de respuestas", "=COUNTA(D6:D8)"
    sheet["D6"].comment = Comment("Elija un valor de la lista.", "Secretaría")
    sheet.conditional_formatting.add(
        "D6:D8",
        Rule("cellIs", operator="equal", formula=['"No"'], dxf=DifferentialStyle(fill=PatternFill(bgColor="F6DCD8"))),
    )
    sheet.column_dimensions["A"].hidden = True
    for letter, width in zip("BCDEFG", (7, 48, 14, 60, 30, 24), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "D5"
    sheet.add_image(Picture(picture()), "I2")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=4, min_row=9, max_row=9))
    sheet.add_chart(chart, "I8")
    lists = book.create_sheet("Listas")
    for row, value in enumerate(("Sí", "Parcialmente", "No", "Sin información"), 1):
        lists.cell(row, 1, value)
    lists.sheet_state = "hidden"
    book.defined_names["Niveles"] = DefinedName("Niveles", attr_text="Listas!$A$1:$A$4")
    book.save(path)
    changed(path, _with_list, {"xl/vbaProject.bin": bytes(range(256)), "customXml/item1.xml": b"<a>\xc3\xa9</a>"})
    return path


def changed(path: Path, change: Callable[[str, bytes], bytes], extra: dict[str, bytes] | None = None) -> None:
    """Writes a package anew with some of its parts changed or added."""
    with zipfile.ZipFile(path) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**parts, **(extra or {})}.items():
            archive.writestr(name, change(name, content))


def form(path: Path) -> Path:
    """An English workbook without a header: questions over merged cells, with labels in the rows below."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Form"
    sheet["A1"] = "Migration survey"
    row = 3
    for number, question in enumerate(FORM_QUESTIONS, 1):
        sheet.cell(row, 1, f"{number}. {question}")
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=4)
        for below, label in enumerate(("Level (Yes / Partially / No)", "Answer:", "Sources:"), 1):
            sheet.cell(row + below, 1, label)
            sheet.merge_cells(start_row=row + below, end_row=row + below, start_column=2, end_column=4)
        row += 5
    book.save(path)
    return path


def bare_list(path: Path) -> Path:
    """Numbered questions in one column and nothing else."""
    book = Workbook()
    for row, (number, question) in enumerate(QUESTIONS, 1):
        book.worksheets[0].cell(row, 1, f"{number} {question}")
    book.save(path)
    return path


def validated(path: Path, choices: str, question: str = QUESTIONS[0][1], header: str = "Answer") -> Path:
    """A workbook of one question whose answer is chosen from a list written out."""
    book = Workbook()
    sheet = book.worksheets[0]
    for column, text in enumerate(("Question", header, "Explanation"), 1):
        sheet.cell(1, column, text)
    sheet["A2"] = question
    rule = DataValidation(type="list", formula1=f'"{choices}"')
    sheet.add_data_validation(rule)
    rule.add("B2:B2")
    book.save(path)
    return path


_DROP_DOWN = (
    '<w:sdt xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:sdtPr><w:showingPlcHdr/>'
    '<w:dropDownList><w:listItem w:displayText="Elija un elemento." w:value=""/>'
    '<w:listItem w:displayText="Sí" w:value="1"/><w:listItem w:displayText="En parte" w:value="2"/>'
    '<w:listItem w:displayText="No" w:value="3"/></w:dropDownList></w:sdtPr>'
    "<w:sdtContent><w:r><w:t>Elija un elemento.</w:t></w:r></w:sdtContent></w:sdt>"
)


def document(path: Path) -> Path:
    """A Spanish document: a table with merged cells and a list to choose from, questions in paragraphs, a picture,
    a header, a numbered list, tracked changes."""
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "República de Ejemplo"
    made.add_heading("Cuestionario", level=1)
    made.add_paragraph("¿Quién responde? La institución rectora. Responda en español.")
    made.add_picture(picture())
    table = made.add_table(rows=5, cols=5)
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, ("N.º", "Pregunta", "Respuesta", "Nivel", "Fuentes"), strict=True):
        cell.text = text
        cell.paragraphs[0].runs[0].bold = True
    table.rows[1].cells[0].merge(table.rows[1].cells[4]).text = "Dominio 1. Derechos"
    for row, (number, question) in zip(table.rows[2:], QUESTIONS, strict=True):
        row.cells[0].text, row.cells[1].text = number, question
        row.cells[3].paragraphs[0]._p.append(parse_xml(_DROP_DOWN))
    mark = table.rows[2].cells[2].paragraphs[0]._p.get_or_add_pPr()
    format = OxmlElement("w:rPr")
    colour = OxmlElement("w:color")
    colour.set(qn("w:val"), "1E6B3A")
    format.append(colour)
    mark.append(format)
    table.rows[3].cells[2].text = "Ya respondido por la secretaría."
    made.add_heading("Preguntas abiertas", level=1)
    made.add_paragraph("¿Existe un procedimiento para determinar la condición de apátrida?", style="List Number")
    made.add_paragraph("")
    made.add_paragraph("¿Se utilizan sistemas biométricos en la frontera?", style="List Number")
    answer = made.add_paragraph()
    answer.add_run("Respuesta: ").bold = True
    answer.add_run("____________")
    made.add_paragraph("Fuentes: ……………")
    made.add_paragraph("¿Existe un programa de retorno y reintegración de los nacionales?")
    made.add_table(rows=1, cols=1).style = "Table Grid"
    made.add_paragraph("Muchas gracias.")
    made.save(str(path))
    return path


_BOX = (
    '<w:sdt xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w:sdtPr><w14:checkbox><w14:checked w14:val="0"/>'
    "</w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>☐</w:t></w:r></w:sdtContent></w:sdt>"
)


def boxes(path: Path) -> Path:
    """A document with boxes to tick: controls in a table, characters in paragraphs."""
    made = docx.Document()
    table = made.add_table(rows=2, cols=3)
    for cell, text in zip(table.rows[0].cells, ("Question", "Level", "Comments"), strict=True):
        cell.text = text
    table.rows[1].cells[0].text = FORM_QUESTIONS[0]
    paragraph = table.rows[1].cells[1].paragraphs[0]
    for label in ("Yes", "Partially", "No"):
        paragraph._p.append(parse_xml(_BOX))
        paragraph.add_run(f" {label}  ")
    made.add_paragraph(FORM_QUESTIONS[1])
    made.add_paragraph("☐ Yes   ☐ In part   ☐ No")
    made.add_paragraph("Answer: ")
    made.save(str(path))
    return path
