"""Drafts as an Excel workbook: one row an indicator, and one row a source."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from assistant.answer import Citation
from assistant.exports.drafts import LEVELS, STATUSES, Assessment
from assistant.exports.safe_text import printable
from assistant.exports.sdg_lines import category_line, domain_name, notes, percentage
from assistant.exports.text import reference
from assistant.indicators.drafting import Draft
from assistant.indicators.sdg import DOMAINS, Sdg

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_COLUMNS = (
    ("id", 10),
    ("domain", 20),
    ("subdomain", 20),
    ("question", 32),
    ("answer_type", 11),
    ("level", 13),
    ("reason", 28),
    ("response", 64),
    ("caveats", 34),
    ("gaps", 36),
    ("sources", 44),
    ("status", 12),
    ("assignee", 16),
    ("due", 16),
    ("reviewed_by", 16),
    ("comments", 30),
    ("previous_level", 13),
    ("sdg", 12),
    ("language", 10),
    ("writer", 11),
)
_SOURCE_COLUMNS = (
    ("id", 10),
    ("mark", 7),
    ("title", 40),
    ("section", 40),
    ("page", 7),
    ("date", 12),
    ("quote", 80),
    ("link", 40),
)
_FILLS = {"complete": "DDEFE3", "partial": "FBF0D3", "absent": "F6DCD8", "not_found": "ECECEC"}
_LONGEST = 32_767
_LONGEST_LIST = 255
_LINE, _TALLEST = 14.5, 409.0


def drafts_sheet(assessment: Assessment) -> bytes:
    """An XLSX file: header frozen, level and status to be chosen from lists, a second sheet with the sources."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = assessment.say("draft_export.sheet")
    _header(assessment, sheet, _COLUMNS)
    for row, draft in enumerate(assessment.drafts, 2):
        _row(assessment, sheet, row, draft)
    last = max(2, len(assessment.drafts) + 1)
    levels = [assessment.say(f"draft_level.{level.value}") for level in LEVELS]
    _choices(assessment, sheet, "level", levels, last)
    _choices(assessment, sheet, "previous_level", levels, last, may_be_blank=True)
    _choices(assessment, sheet, "status", [assessment.say(f"draft_status.{s}") for s in STATUSES], last)
    _sources(assessment, book.create_sheet(assessment.say("draft_export.sources")))
    if assessment.sdg:
        _sdg(assessment, book.create_sheet(assessment.say("sdg.sheet")), assessment.sdg)
    book.properties.title = assessment.title
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _header(assessment: Assessment, sheet: Worksheet, columns: tuple[tuple[str, int], ...]) -> None:
    for column, (name, width) in enumerate(columns, 1):
        cell = sheet.cell(1, column, assessment.say(f"draft_column.{name}"))
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="1F4E79")
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.row_dimensions[1].height = 2 * _LINE + 2
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A3
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"


def _row(assessment: Assessment, sheet: Worksheet, row: int, draft: Draft) -> None:
    values = {
        "id": draft.indicator.id,
        "domain": assessment.domain(draft.indicator.domain),
        "subdomain": assessment.subdomain(draft),
        "question": assessment.question(draft),
        "answer_type": assessment.say(f"draft_type.{draft.indicator.answer_type}"),
        "level": assessment.level(draft),
        "reason": draft.reason,
        "response": draft.response,
        "caveats": "\n".join(draft.caveats),
        "gaps": "\n".join(draft.gaps),
        "sources": "\n".join(f"[{c.mark}] {reference(c, assessment.word)}" for c in draft.citations),
        "status": assessment.say(f"draft_status.{draft.status}"),
        "assignee": draft.assignee,
        "due": assessment.word.date(draft.due) if draft.due else "",
        "reviewed_by": draft.reviewed_by,
        "comments": "\n".join(draft.comments),
        "previous_level": assessment.say(f"draft_level.{draft.previous_level.value}") if draft.previous_level else "",
        "sdg": draft.indicator.sdg or "",
        "language": draft.language,
        "writer": draft.writer,
    }
    for column, (name, _) in enumerate(_COLUMNS, 1):
        _put(sheet, row, column, values[name])
        if name == "level":
            sheet.cell(row, column).fill = PatternFill("solid", fgColor=_FILLS[draft.level.value])
    sheet.row_dimensions[row].height = _height(_COLUMNS, values)


def _height(columns: tuple[tuple[str, int], ...], values: Mapping[str, str]) -> float:
    """The height in points at which the longest cell of a row shows all of its lines."""
    lines = (sum(1 + len(line) // width for line in values[name].split("\n")) for name, width in columns)
    return min(_TALLEST, _LINE * max(lines) + 4)


def _put(sheet: Worksheet, row: int, column: int, value: str | float) -> None:
    """Writes text as text: what begins with an equals sign in a document is no formula here."""
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value = printable(value)[:_LONGEST]
        cell.data_type = "s"
    else:
        cell.value = value
    cell.alignment = Alignment(vertical="top", wrap_text=True)


def _choices(
    assessment: Assessment, sheet: Worksheet, name: str, choices: list[str], last: int, may_be_blank: bool = False
) -> None:
    listed = ",".join(choices)
    assert len(listed) <= _LONGEST_LIST
    column = get_column_letter(1 + next(i for i, (n, _) in enumerate(_COLUMNS) if n == name))
    rule = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=may_be_blank, showErrorMessage=True)
    rule.error = assessment.say("draft_export.choose")
    sheet.add_data_validation(rule)
    rule.add(f"{column}2:{column}{last}")


def _sdg(assessment: Assessment, sheet: Worksheet, found: Sdg) -> None:
    """The thirty items with their proposed scores, the values of the domains, and what is to be borne in mind."""
    say, word = assessment.say, assessment.word
    titles = [say(f"sdg.{name}_column") for name in ("domain", "item", "score")]
    rows: list[list[str | float]] = [[say("sdg.title")], [say("sdg.aid")], [], [*titles, say("draft_column.level")]]
    for item in found.items:
        level = say(f"draft_level.{item.level.value}") if item.level else ""
        decide = say("sdg.to_decide") if item.is_open else say("sdg.no_answer") if item.is_missing else ""
        score = "" if item.score is None else item.score
        rows.append([domain_name(item.domain, say), item.id, score, ". ".join(p for p in (level, decide) if p)])
    rows += [[], [titles[0], say("sdg.value_column"), say("sdg.missing_column"), say("sdg.open_column")]]
    for number in DOMAINS:
        value = found.domain(number)
        rows.append([domain_name(number, say), percentage(value, say, word), value.missing, value.open])
    rows += [[], [category_line(found, say, word)]]
    for line in notes(found, say, word):
        rows.append([line])
    for letter, width in zip("ABCD", (44, 30, 18, 44), strict=True):
        sheet.column_dimensions[letter].width = width
    for number, values in enumerate(rows, 1):
        for column, shown in enumerate(values, 1):
            _put(sheet, number, column, shown)
            sheet.cell(number, column).font = Font(bold=number in (1, 4, 36))
        if len(values) == 1:
            sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=4)
            sheet.row_dimensions[number].height = _LINE * (1 + len(str(values[0])) // 125) + 4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _sources(assessment: Assessment, sheet: Worksheet) -> None:
    _header(assessment, sheet, _SOURCE_COLUMNS)
    row = 1
    for draft in assessment.drafts:
        for citation in draft.citations:
            row += 1
            _source(assessment, sheet, row, draft, citation)


def _source(assessment: Assessment, sheet: Worksheet, row: int, draft: Draft, citation: Citation) -> None:
    values: tuple[str | int, ...] = (
        draft.indicator.id,
        citation.mark,
        citation.title,
        citation.section.rpartition(" > ")[2],
        citation.page,
        assessment.word.date(citation.as_of),
        " ".join(citation.quote.split()),
        citation.url or "",
    )
    for column, value in enumerate(values, 1):
        _put(sheet, row, column, value)
    if citation.url:
        cell = sheet.cell(row, len(values))
        cell.hyperlink = citation.url
        cell.style = "Hyperlink"
        cell.alignment = Alignment(vertical="top", wrap_text=True)
