"""Word documents: their questions, in tables and in paragraphs, and a copy that differs by the answers alone."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from docx.oxml.ns import qn
from lxml import etree

from assistant.exports.safe_text import printable
from assistant.questionnaire.model import Field, Question, Slot
from assistant.questionnaire.package import Package, serialized
from assistant.questionnaire.recognition import Cell, Grid, questions
from assistant.questionnaire.words import (
    BOX,
    FIELDS,
    Role,
    as_box,
    asks_plainly,
    boxes,
    is_blank,
    is_label,
    role,
    split_number,
    ticked,
    to_be_deleted,
)

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_UNSEEN = {qn("w:del"), qn("w:moveFrom"), qn("w:instrText"), qn("w:pPr"), qn("w:rPr"), _FALLBACK}
_WRAPPERS = {qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:moveTo"), qn("w:customXml"), qn("w:smartTag")}
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_CHECKED, _CHECKED_VALUE = f"{_W14}checked", f"{_W14}val"
_PICTURES = (qn("w:drawing"), qn("w:pict"), qn("w:object"))
_LABEL = re.compile(r"^\s*([^:_.…]{3,60}?)\s*:\s*(.*)$", re.DOTALL)
_MOST_ANSWER_PARAGRAPHS = 12
# An answer in table 2, row 3, column 1; or in the paragraph 14 of those of the body.
_IN_TABLE = re.compile(r"t(\d+)\.r(\d+)\.c(\d+)")
_IN_BODY = re.compile(r"p(\d+)")


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph or a table of the body, with its number among its kind."""

    element: etree._Element
    number: int

    @property
    def is_table(self) -> bool:
        return bool(self.element.tag == qn("w:tbl"))


def read_questions(package: Package) -> tuple[list[Question], bool]:
    """The questions of the body, in its order; a Word document is never said to compute."""
    root = package.xml(package.main)
    styles = _heading_styles(package)
    blocks = list(_blocks(root))
    found: list[Question] = []
    heading = ""
    used = set[int]()
    for at, block in enumerate(blocks):
        if id(block.element) in used:
            continue
        if block.is_table:
            found += questions(_grid(block, heading))
            continue
        if _style(block.element) in styles and not asks_plainly(_text(block.element)):
            heading = _text(block.element) or heading
            continue
        asked = _asked(blocks, at, styles, heading)
        if asked is not None:
            question, consumed = asked
            used |= {id(element) for element in consumed}
            found.append(question)
    return found, False


def patched(package: Package, values: Mapping[str, str | int]) -> dict[str, bytes]:
    """The part of the body with these texts at their addresses; a number is that of a box to tick there."""
    root = package.xml(package.main)
    blocks = list(_blocks(root))
    tables = {b.number: b.element for b in blocks if b.is_table}
    paragraphs = {b.number: b.element for b in blocks if not b.is_table}
    for address, text in values.items():
        if found := _IN_TABLE.fullmatch(address):
            table, row, cell = (int(n) for n in found.groups())
            element = _tcs(_trs(tables[table])[row])[cell]
        elif found := _IN_BODY.fullmatch(address):
            element = paragraphs[int(found[1])]
        else:
            raise ValueError(address)
        if isinstance(text, int):
            _tick(element, text)
        elif element.tag == qn("w:tc"):
            _fill_cell(element, text)
        else:
            _fill_paragraph(element, text, keeps_label=True)
    return {package.main: serialized(root)}


def _blocks(root: etree._Element) -> Iterator[_Block]:
    """Paragraphs and tables of the body in order, those in content controls included; not what is inside a table."""
    body = root.find(qn("w:body"))
    tables = paragraphs = 0
    for element in _within(body if body is not None else root):
        if element.tag == qn("w:tbl"):
            yield _Block(element, tables)
            tables += 1
        elif element.tag == qn("w:p"):
            yield _Block(element, paragraphs)
            paragraphs += 1


def _within(parent: etree._Element) -> Iterator[etree._Element]:
    """Children, with what wraps them left out of account."""
    for child in parent:
        if child.tag in _WRAPPERS:
            yield from _within(child)
        else:
            yield child


def _trs(table: etree._Element) -> list[etree._Element]:
    return [e for e in _within(table) if e.tag == qn("w:tr")]


def _tcs(row: etree._Element) -> list[etree._Element]:
    return [e for e in _within(row) if e.tag == qn("w:tc")]


def _grid(block: _Block, heading: str) -> Grid:
    """A table as a grid, where cells that continue the one above belong to it."""
    grid = Grid(f"table {block.number + 1}", heading)
    for r, row in enumerate(_trs(block.element)):
        column = _number(row, "w:trPr/w:gridBefore", 0)
        for c, tc in enumerate(_tcs(row)):
            width = max(1, _number(tc, "w:tcPr/w:gridSpan", 1))
            above = grid.cells.get((r - 1, column))
            merge = _find(tc, "w:tcPr/w:vMerge")
            if merge is not None and merge.get(qn("w:val")) != "restart" and above is not None:
                grid.put(_taller(above))
            else:
                text, choices = _cell_text(tc), _cell_choices(tc)
                grid.put(Cell(r, column, f"t{block.number}.r{r}.c{c}", text, 1, width, choices))
            column += width
    return grid


def _taller(cell: Cell) -> Cell:
    return Cell(cell.row, cell.column, cell.address, cell.text, cell.rows + 1, cell.columns, cell.choices)


def _find(element: etree._Element, path: str) -> etree._Element | None:
    for name in path.split("/"):
        found = element.find(qn(name))
        if found is None:
            return None
        element = found
    return element


def _number(element: etree._Element, path: str, otherwise: int) -> int:
    found = _find(element, path)
    value = found.get(qn("w:val"), "") if found is not None else ""
    return min(int(value), 60) if value.isdigit() else otherwise


def _cell_text(tc: etree._Element) -> str:
    return "\n".join(_text(p) for p in tc.iter(qn("w:p")) if not _is_prompt(p)).strip("\n")


def _cell_choices(tc: etree._Element) -> tuple[str, ...]:
    """The values of the list that a cell holds, or that holds the cell."""
    controls = [*tc.iter(qn("w:sdt")), *(a for a in tc.iterancestors(qn("w:sdt"), qn("w:tbl")) if a.tag == qn("w:sdt"))]
    for control in controls:
        for kind in ("w:dropDownList", "w:comboBox"):
            found = _find(control, f"w:sdtPr/{kind}")
            if found is not None:
                items = [i.get(qn("w:displayText")) or i.get(qn("w:value"), "") for i in found.iter(qn("w:listItem"))]
                return tuple(i for i in items if i and not is_blank(i, has_choices=True))
    return ()


def _is_prompt(element: etree._Element) -> bool:
    """Whether a paragraph stands in a control that shows its prompt only."""
    return any(_find(control, "w:sdtPr/w:showingPlcHdr") is not None for control in element.iterancestors(qn("w:sdt")))


def _text(element: etree._Element) -> str:
    """What a paragraph shows: no deleted text, no codes of fields, no prompts of controls."""
    pieces: list[str] = []
    for child in element:
        if child.tag in _UNSEEN or (child.tag == qn("w:sdt") and _find(child, "w:sdtPr/w:showingPlcHdr") is not None):
            continue
        if child.tag == qn("w:t"):
            pieces.append(child.text or "")
        elif child.tag in (qn("w:tab"), qn("w:br"), qn("w:cr")):
            pieces.append(" ")
        elif child.tag == qn("w:noBreakHyphen"):
            pieces.append("-")
        else:
            pieces.append(_text(child))
    return "".join(pieces)


def _style(paragraph: etree._Element) -> str:
    found = _find(paragraph, "w:pPr/w:pStyle")
    return found.get(qn("w:val"), "") if found is not None else ""


def _heading_styles(package: Package) -> set[str]:
    """Ids of the styles of headings and titles, in whatever language Word wrote the ids."""
    part = next((name for kind, name in package.relations(package.main).values() if kind == "styles"), None)
    if part is None:
        return set()
    found = set()
    for style in package.xml(part).iter(qn("w:style")):
        name = style.find(qn("w:name"))
        if name is not None and re.match(r"(?:heading \d|title)", name.get(qn("w:val"), ""), re.IGNORECASE):
            found.add(style.get(qn("w:styleId"), ""))
    return found


def _asked(
    blocks: list[_Block], at: int, styles: set[str], heading: str
) -> tuple[Question, list[etree._Element]] | None:
    """The question that a paragraph asks, with where its answer goes, and the blocks that belong to it."""
    paragraph = blocks[at]
    shown = " ".join(_text(paragraph.element).split())
    if not asks_plainly(shown) or is_label(shown):
        return None
    following = blocks[at + 1 :]
    if following and following[0].is_table:
        slots = _in_table(following[0])
        consumed = [following[0].element]
    else:
        slots, consumed = _in_paragraphs(following, styles)
    if not slots:
        return None
    number, text = split_number(shown)
    return Question(f"paragraph {paragraph.number + 1}", text, number, heading, slots), consumed


def _in_table(block: _Block) -> dict[Field, Slot]:
    """The places of a table that belongs to one question: a single cell, or cells beside or below labels."""
    grid = _grid(block, "")
    cells = [cell for _, row in grid.rows() for cell in row]
    if any(asks_plainly(cell.text) for cell in cells):
        return {}
    if len(cells) == 1:
        return {Field.ANSWER: cells[0].slot()}
    found: dict[Field, Slot] = {}
    for cell in cells:
        named = FIELDS.get(role(cell.text) or Role.OTHER)
        if named is None or named in found or not is_label(cell.text):
            continue
        for there in (
            grid.cells.get((cell.row, cell.column + cell.columns)),
            grid.cells.get((cell.row + cell.rows, cell.column)),
        ):
            if there is not None and not is_label(there.text):
                found[named] = there.slot()
                break
    return found


def _in_paragraphs(following: list[_Block], styles: set[str]) -> tuple[dict[Field, Slot], list[etree._Element]]:
    """The paragraphs after a question up to the next one: after labels if there are any, else all as one answer."""
    own: list[_Block] = []
    for block in following[:_MOST_ANSWER_PARAGRAPHS]:
        if block.is_table or _style(block.element) in styles or asks_plainly(_text(block.element)):
            break
        if next(block.element.iter(*_PICTURES), None) is not None:
            break
        own.append(block)
    consumed = [b.element for b in own]
    levels = next(((b, t) for b in own if boxes(t := _text(b.element)) or to_be_deleted(t)), None)
    labelled: dict[Field, Slot] = {}
    first: dict[Field, Slot] = {}
    if levels is not None:
        block, text = levels
        place = f"p{block.number}"
        if choices := to_be_deleted(text):
            first[Field.LEVEL] = Slot(place, "", choices)
        else:
            first[Field.LEVEL] = Slot(place, ticked(text), boxes(_unlabelled(text)), boxes=text)
        own = [b for b in own if b is not block]
    for block in own:
        label = _LABEL.match(_text(block.element))
        named = FIELDS.get(role(label[1]) or Role.OTHER) if label else None
        if label and named and named not in labelled:
            held = "" if is_blank(label[2]) else label[2]
            labelled[named] = Slot(f"p{block.number}", held, _cell_choices(block.element))
    if labelled or not own:
        return {**labelled, **first}, consumed
    held = "\n".join(t for b in own if not is_blank(t := _text(b.element)))
    if held and is_blank(_text(own[0].element)):
        # What stands after an empty line is the text of the form, not an answer.
        held = ""
        own = own[:1]
    slot = Slot(f"p{own[0].number}", held, _cell_choices(own[0].element))
    return {**first, Field.ANSWER: slot}, consumed


def _unlabelled(text: str) -> str:
    """The boxes of a paragraph without the label before them."""
    label = _LABEL.match(text)
    return label[2] if label and role(label[1]) else text


def _tick(element: etree._Element, number: int) -> None:
    """Ticks one box of a cell or paragraph and empties the others; boxes that are controls are told so."""
    at = 0
    for held in element.iter(qn("w:t")):
        pieces, end = [], 0
        text = held.text or ""
        for found in BOX.finditer(text):
            pieces += [text[end : found.start()], as_box(found[0], at == number)]
            end = found.end()
            for control in held.iterancestors(qn("w:sdt")):
                for checked in control.iter(_CHECKED):
                    checked.set(_CHECKED_VALUE, "1" if at == number else "0")
                break
            at += 1
        if pieces:
            held.text = "".join([*pieces, text[end:]])


def _fill_cell(tc: etree._Element, text: str) -> None:
    """Puts a text into a cell in the format that its first paragraph has; what was there gives way."""
    paragraphs = [p for p in tc.iter(qn("w:p")) if next(p.iterancestors(qn("w:tc"))) is tc]
    first = paragraphs[0] if paragraphs else etree.SubElement(tc, qn("w:p"))
    for other in paragraphs[1:]:
        if _text(other).strip() or _is_prompt(other):
            for run in [e for e in other if e.tag != qn("w:pPr")]:
                other.remove(run)
    for control in first.iterancestors(qn("w:sdt")):
        _is_filled(control)
    _fill_paragraph(first, text)


def _fill_paragraph(paragraph: etree._Element, text: str, keeps_label: bool = False) -> None:
    """Puts a text into a paragraph, after its label where it has one, lines as line breaks."""
    shown = _text(paragraph)
    label = _LABEL.match(shown) if keeps_label else None
    has_label = label is not None and FIELDS.get(role(label[1]) or Role.OTHER) is not None
    control = next((c for c in paragraph.iter(qn("w:sdt"))), None)
    format = _format(paragraph)
    if control is not None and control.find(qn("w:sdtContent")) is not None:
        content = control.find(qn("w:sdtContent"))
        assert content is not None
        _is_filled(control)
        for child in list(content):
            content.remove(child)
        content.append(_run(text, format))
        return
    if has_label and label is not None:
        _blank_after(paragraph, len(shown) - len(shown[label.start(2) :]))
        before = " " if not shown[: label.start(2)].endswith(" ") else ""
        paragraph.append(_run(before + text, _plain(format)))
        return
    for child in [e for e in paragraph if e.tag in (qn("w:r"), qn("w:ins"), qn("w:hyperlink"))]:
        if _text(child) or not len(child):
            paragraph.remove(child)
    paragraph.append(_run(text, format))


def _blank_after(paragraph: etree._Element, keep: int) -> None:
    """Takes away the shown text of a paragraph after so many characters: the line that was to be written on."""
    seen = 0
    for held in list(paragraph.iter(qn("w:t"), qn("w:tab"))):
        length = len(held.text or "") if held.tag == qn("w:t") else 1
        if seen + length > keep:
            if held.tag == qn("w:tab"):
                parent = held.getparent()
                if parent is not None and parent.tag == qn("w:r"):
                    parent.remove(held)
            else:
                held.text = (held.text or "")[: max(0, keep - seen)]
                held.set(_SPACE, "preserve")
        seen += length


def _is_filled(control: etree._Element) -> None:
    """A control that shows its prompt shows text from now on."""
    properties = control.find(qn("w:sdtPr"))
    if properties is not None:
        for shown in properties.findall(qn("w:showingPlcHdr")):
            properties.remove(shown)


def _format(paragraph: etree._Element) -> etree._Element | None:
    """The format of the text that a paragraph has or would have if somebody typed in it."""
    for run in paragraph.iter(qn("w:r")):
        found = run.find(qn("w:rPr"))
        if found is not None and run.find(qn("w:t")) is not None and not _is_placeholder(found):
            return found
    return _find(paragraph, "w:pPr/w:rPr")


def _is_placeholder(format: etree._Element) -> bool:
    style = format.find(qn("w:rStyle"))
    return style is not None and "laceholder" in style.get(qn("w:val"), "")


def _plain(format: etree._Element | None) -> etree._Element | None:
    """A format without the weight that labels have."""
    if format is None:
        return None
    made = copy.deepcopy(format)
    for tag in ("w:b", "w:bCs", "w:i", "w:iCs", "w:u", "w:caps", "w:smallCaps"):
        for found in made.findall(qn(tag)):
            made.remove(found)
    return made


def _run(text: str, format: etree._Element | None) -> etree._Element:
    run = etree.Element(qn("w:r"))
    if format is not None:
        kept = copy.deepcopy(format)
        kept.tag = qn("w:rPr")
        for mark in ("w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:rPrChange"):
            for found in kept.findall(qn(mark)):
                kept.remove(found)
        run.append(kept)
    for n, line in enumerate(printable(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")):
        if n:
            etree.SubElement(run, qn("w:br"))
        held = etree.SubElement(run, qn("w:t"))
        held.text = line
        held.set(_SPACE, "preserve")
    return run
