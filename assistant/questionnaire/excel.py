"""Excel workbooks: their questions, and a copy with answers in which no other cell or part differs."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping

import openpyxl
from lxml import etree
from openpyxl.utils import coordinate_to_tuple, get_column_letter, range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from assistant.exports.safe_text import printable
from assistant.questionnaire.errors import CorruptError
from assistant.questionnaire.model import Question
from assistant.questionnaire.package import Package, serialized
from assistant.questionnaire.recognition import Cell, Grid, questions

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_XM = "http://schemas.microsoft.com/office/excel/2006/main"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MAX_ROWS, _MAX_COLUMNS = 20_000, 80
_MAX_CHOICES = 200
_LONGEST = 32_767
_CUT = "…"
# What the settings of calculation follow, in the order that the schema asks for.
_BEFORE_CALCULATION = ("sheets", "functionGroups", "externalReferences", "definedNames")


def _q(tag: str) -> str:
    return f"{{{_MAIN}}}{tag}"


def read_questions(package: Package) -> tuple[list[Question], bool]:
    """The questions of the sheets that are not hidden, and whether the workbook computes something.

    Raises:
        CorruptError: the workbook cannot be read.
    """
    try:
        with warnings.catch_warnings():
            # What openpyxl cannot keep on saving is no loss: nothing is saved with it.
            warnings.simplefilter("ignore")
            # A file of our own to close: openpyxl leaves its own open where reading fails.
            with package.path.open("rb") as file:
                book = openpyxl.load_workbook(file, data_only=True, keep_links=False)
    except Exception as error:
        # openpyxl raises errors of many kinds on files that are not what they should be.
        raise CorruptError(package.path.name) from error
    found: list[Question] = []
    has_formulas = False
    try:
        parts = _sheet_parts(package)
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible" or sheet.title not in parts:
                continue
            root = package.xml(parts[sheet.title])
            formulas = {c.get("r", "") for c in root.iter(_q("c")) if c.find(_q("f")) is not None}
            has_formulas = has_formulas or bool(formulas)
            found += questions(_grid(sheet, formulas, _Lists(book, sheet, root)))
    finally:
        book.close()
    return found, has_formulas


def patched(package: Package, values: Mapping[str, Mapping[str, str]]) -> dict[str, bytes]:
    """The parts of sheets with these texts in their cells: sheet name, then address, then text."""
    parts = _sheet_parts(package)
    changed = {}
    for sheet, cells in values.items():
        root = package.xml(parts[sheet])
        for address, text in cells.items():
            _write(root, address, text)
        changed[parts[sheet]] = serialized(root)
    return changed


def recalculating(package: Package) -> dict[str, bytes]:
    """The part of the workbook, told to compute all formulas anew when it is opened."""
    root = package.xml(package.main)
    found = root.find(_q("calcPr"))
    if found is None:
        found = etree.Element(_q("calcPr"))
        before = [e for e in root if e.tag in {_q(tag) for tag in _BEFORE_CALCULATION}]
        before[-1].addnext(found)
    found.set("fullCalcOnLoad", "1")
    return {package.main: serialized(root)}


def place(question: Question) -> str:
    """The name of the sheet that a question stands on."""
    return question.key.rpartition("!")[0]


def _sheet_parts(package: Package) -> dict[str, str]:
    """Names of worksheets with the parts that hold them."""
    relations = package.relations(package.main)
    found = {}
    for sheet in package.xml(package.main).iter(_q("sheet")):
        kind, part = relations.get(sheet.get(_RELATION, ""), ("", ""))
        if kind == "worksheet":
            found[sheet.get("name", "")] = part
    return found


def _grid(sheet: Worksheet, formulas: set[str], lists: _Lists) -> Grid:
    grid = Grid(sheet.title, sheet.title, beyond=lambda row, column: f"{get_column_letter(column + 1)}{row + 1}")
    merged = {(m.min_row, m.min_col): m for m in sheet.merged_cells.ranges}
    last = min(sheet.max_column or 1, _MAX_COLUMNS)
    hidden = _hidden_columns(sheet)
    blank_rows = set[int]()
    for row in range(1, min(sheet.max_row or 1, _MAX_ROWS) + 1):
        cells = [sheet._cells.get((row, column)) for column in range(1, last + 1)]
        if not any(c is not None and c.value is not None for c in cells):
            # A row that is empty is needed only below one that is not, where an answer may go.
            if row - 1 in blank_rows or row == 1:
                continue
            blank_rows.add(row)
        row_hidden = bool(sheet.row_dimensions[row].hidden) if row in sheet.row_dimensions else False
        for column, there in enumerate(cells, 1):
            if (row - 1, column - 1) in grid.cells:
                continue
            span = merged.get((row, column))
            address = f"{get_column_letter(column)}{row}"
            grid.put(
                Cell(
                    row=row - 1,
                    column=column - 1,
                    address=address,
                    text=_shown(there.value) if there is not None else "",
                    rows=min(span.max_row - row + 1, _MAX_ROWS) if span else 1,
                    columns=min(span.max_col - column + 1, _MAX_COLUMNS) if span else 1,
                    choices=lists.at(row, column),
                    is_formula=address in formulas,
                    is_hidden=row_hidden or column in hidden,
                )
            )
    return grid


def _hidden_columns(sheet: Worksheet) -> set[int]:
    """Numbers of hidden columns; one entry may stand for several."""
    found: set[int] = set()
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden:
            first = dimension.min or 1
            found.update(range(first, min(dimension.max or first, _MAX_COLUMNS) + 1))
    return found


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    return str(int(value) if isinstance(value, float) and value.is_integer() else value)


class _Lists:
    """The values that lists allow. Read from the part itself: openpyxl knows only the older kind of rule."""

    def __init__(self, book: Workbook, sheet: Worksheet, root: etree._Element) -> None:
        self._rules: list[tuple[tuple[int, int, int, int], tuple[str, ...]]] = []
        for formula, ranges in _list_rules(root):
            if choices := _choices(book, sheet, formula):
                self._rules += [(_bounds(area), choices) for area in ranges.split()]

    def at(self, row: int, column: int) -> tuple[str, ...]:
        """The values for a cell; empty where it has no list."""
        for (left, top, right, bottom), choices in self._rules:
            if left <= column <= right and top <= row <= bottom:
                return choices
        return ()


def _list_rules(root: etree._Element) -> Iterator[tuple[str, str]]:
    for rule in root.iter(_q("dataValidation")):
        if rule.get("type") == "list":
            yield rule.findtext(_q("formula1")) or "", rule.get("sqref", "")
    for rule in root.iter(f"{{{_X14}}}dataValidation"):
        if rule.get("type") == "list":
            formula = rule.findtext(f"{{{_X14}}}formula1/{{{_XM}}}f") or ""
            yield formula, rule.findtext(f"{{{_XM}}}sqref") or ""


def _choices(book: Workbook, sheet: Worksheet, formula: str) -> tuple[str, ...]:
    """The values of a list: written out, in a range, or under a defined name; none where it is computed."""
    formula = formula.strip().removeprefix("=")
    if formula.startswith('"') and formula.endswith('"'):
        return tuple(v.strip() for v in formula[1:-1].replace('""', '"').split(",") if v.strip())
    for names in (sheet.defined_names, book.defined_names):
        if formula in names:
            formula = (names[formula].attr_text or "").removeprefix("=")
            break
    found = re.fullmatch(r"(?:(?:'((?:[^']|'')+)'|([^'!]+))!)?(\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)", formula)
    if not found:
        return ()
    named = (found[1] or found[2] or sheet.title).replace("''", "'")
    if named not in book.sheetnames or not isinstance(book[named], Worksheet):
        return ()
    left, top, right, bottom = _bounds(found[3].replace("$", ""))
    values = []
    for row in range(top, min(bottom, top + _MAX_CHOICES) + 1):
        for column in range(left, min(right, left + _MAX_CHOICES) + 1):
            cell = book[named]._cells.get((row, column))
            if cell is not None and cell.value is not None and (shown := _shown(cell.value).strip()):
                values.append(shown)
    return tuple(values)


def _bounds(area: str) -> tuple[int, int, int, int]:
    """First column, first row, last column and last row; whole columns and rows end where sheets do."""
    left, top, right, bottom = range_boundaries(area)
    return left or 1, top or 1, right or 16_384, bottom or 1_048_576


def _write(root: etree._Element, address: str, text: str) -> None:
    """Puts a text into a cell as a text, whatever it begins with; the format of the cell stays."""
    row, column = coordinate_to_tuple(address)
    data = root.find(_q("sheetData"))
    if data is None:
        raise ValueError("a worksheet without sheetData")
    line = _row(data, row)
    cell = _cell(root, line, row, column)
    for child in list(cell):
        if child.tag != _q("extLst"):
            cell.remove(child)
    cell.set("t", "inlineStr")
    held = etree.Element(_q("is"))
    shown = etree.SubElement(held, _q("t"))
    shown.text = _fitting(text)
    shown.set(_SPACE, "preserve")
    cell.insert(0, held)
    _widen(root, line, row, column)


def _fitting(text: str) -> str:
    """The text without characters that XML forbids, as long as a cell holds."""
    clean = printable(text).replace("\r\n", "\n").replace("\r", "\n")
    # What reads as the escape of a character would be shown as that character.
    clean = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", clean)
    return clean if len(clean) <= _LONGEST else clean[: _LONGEST - 1] + _CUT


def _row(data: etree._Element, row: int) -> etree._Element:
    """The row of a number, made in its place where there is none."""
    before = number = 0
    for line in data:
        number = int(line.get("r") or number + 1)
        if number == row:
            return line
        if number > row:
            break
        before += 1
    made = etree.Element(_q("row"), {"r": str(row)})
    data.insert(before, made)
    return made


def _cell(root: etree._Element, line: etree._Element, row: int, column: int) -> etree._Element:
    before = number = 0
    for cell in line:
        number = coordinate_to_tuple(cell.get("r"))[1] if cell.get("r") else number + 1
        if number == column:
            return cell
        if number > column:
            break
        before += 1
    made = etree.Element(_q("c"), {"r": f"{get_column_letter(column)}{row}"})
    style = line.get("s") if line.get("customFormat") in ("1", "true") else _column_style(root, column)
    if style and style != "0":
        made.set("s", style)
    line.insert(before, made)
    return made


def _column_style(root: etree._Element, column: int) -> str | None:
    for span in root.iter(_q("col")):
        if int(span.get("min", "0")) <= column <= int(span.get("max", "0")):
            return str(span.get("style", "")) or None
    return None


def _widen(root: etree._Element, line: etree._Element, row: int, column: int) -> None:
    """Lets the sheet and the row say that they reach a cell that was not there before."""
    if spans := line.get("spans"):
        first, _, last = spans.partition(":")
        if first.isdigit() and last.isdigit() and not int(first) <= column <= int(last):
            line.set("spans", f"{min(int(first), column)}:{max(int(last), column)}")
    dimension = root.find(_q("dimension"))
    if dimension is None or not dimension.get("ref"):
        return
    left, top, right, bottom = _bounds(dimension.get("ref", "").replace("$", ""))
    if left <= column <= right and top <= row <= bottom:
        return
    corner = f"{get_column_letter(max(right, column))}{max(bottom, row)}"
    dimension.set("ref", f"{get_column_letter(min(left, column))}{min(top, row)}:{corner}")
