"""Word files (DOCX)."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import Table
from docx.text.paragraph import Paragraph

from ingest.document import BlockKind, Line, RawDocument, RawPage
from ingest.errors import DamagedError, EncryptedError, TooLargeError, UnsupportedError
from ingest.readers.docx_numbering import Numbering
from ingest.readers.hidden import summed
from ingest.readers.limits import MEGABYTE, Limits

_BLANK = Line(text="")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HEADING = re.compile(r"^(?:heading|título|titulo|encabezado)\s*([1-9])$", re.I)
_MAX_PARTS = 20_000
_MAX_TABLE_DEPTH = 4


def read_docx(path: Path, limits: Limits) -> RawDocument:
    """The body of a Word file in its order: headings, paragraphs, list items, table rows; footnotes at the end.

    Pages are those that the file marks (page breaks, or the breaks of its last printing).
    """
    _check_archive(path, limits)
    try:
        document = docx.Document(str(path))
    except Exception as error:
        raise DamagedError(name=path.name) from error
    reader = _WordLines(document)
    reader.read_body()
    properties = document.core_properties
    metadata = {
        name: str(value)
        for name in ("author", "subject", "language", "created", "modified")
        if (value := getattr(properties, name, None))
    }
    where = {"en": "hidden or white letters", "es": "letras ocultas o blancas"}
    return RawDocument(reader.pages(), properties.title or None, metadata, summed(reader.hidden.texts, where))


def _check_archive(path: Path, limits: Limits) -> None:
    """Refuse what is no Word file, and what unpacks to more than it should, before anything is unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise DamagedError(name=path.name) from error
    names = {part.filename for part in parts}
    if "EncryptedPackage" in names or any(part.flag_bits & 1 for part in parts):
        raise EncryptedError(name=path.name)
    markup = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    for size, limit in ((markup, limits.text_bytes), (sum(p.file_size for p in parts), limits.unpacked_bytes)):
        if size > limit or len(parts) > _MAX_PARTS:
            raise TooLargeError("too_much_content", name=path.name, limit=f"{limit / MEGABYTE:g} MB")
    if "[Content_Types].xml" not in names or not any(name.startswith("word/") for name in names):
        raise UnsupportedError(name=path.name, found=_other_archive(names))


def _other_archive(names: set[str]) -> dict[str, str]:
    if any(name.startswith("xl/") for name in names):
        return {"en": "an Excel workbook", "es": "un libro de Excel"}
    if any(name.startswith("ppt/") for name in names):
        return {"en": "a PowerPoint presentation", "es": "una presentación de PowerPoint"}
    return {"en": "a ZIP archive", "es": "un archivo ZIP"}


@dataclass(slots=True)
class _Piece:
    """A line of a paragraph, with the spans of raised marks, and whether a page begins before it."""

    text: str = ""
    raised: list[tuple[int, int]] = field(default_factory=list)
    new_page: bool = False

    def add(self, text: str, raised: bool = False) -> None:
        """Put more text to the end."""
        if raised:
            self.raised.append((len(self.text), len(self.text) + len(text)))
        self.text += text


_BREAKS = {qn("w:br"), qn("w:cr"), qn("w:lastRenderedPageBreak")}


def _is_page_break(element: BaseOxmlElement) -> bool:
    return bool(element.tag == qn("w:lastRenderedPageBreak") or element.get(qn("w:type")) == "page")


@dataclass(slots=True)
class _Hidden:
    """Tells runs that nobody sees from the others, and keeps what they say."""

    styles: frozenset[str]
    """Ids of the styles whose text is hidden."""
    texts: list[str] = field(default_factory=list)

    def visible(self, element: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
        """The element and what it holds, without hidden runs and the second form that Word keeps of drawings."""
        if element.tag == _FALLBACK:
            return
        if element.tag == qn("w:r") and self._hides(element):
            self.texts.append("".join(text.text or "" for text in element.iter(qn("w:t"))))
            return
        yield element
        for child in element:
            yield from self.visible(child)

    def text_of(self, paragraph: BaseOxmlElement) -> str:
        """What is seen of a paragraph, in one line."""
        said = []
        for element in self.visible(paragraph):
            if element.tag == qn("w:t"):
                said.append(element.text or "")
            elif element.tag in _BREAKS or element.tag == qn("w:tab"):
                said.append(" ")
            elif element.tag == qn("w:noBreakHyphen"):
                said.append("-")
        return " ".join("".join(said).split())

    def _hides(self, run: BaseOxmlElement) -> bool:
        format = run.find(qn("w:rPr"))
        own = format.find(qn("w:vanish")) if format is not None else None
        if own is not None:
            return _is_on(own)
        if self.styles & set(_style_ids(run)):
            return True
        return format is not None and (_is_tiny(format) or (_is_white(format) and not _has_ground(run)))


def _is_on(switch: BaseOxmlElement) -> bool:
    return switch.get(qn("w:val")) not in ("0", "false", "off")


def _style_ids(run: BaseOxmlElement) -> Iterator[str]:
    """The ids of the styles of a run and of its paragraph."""
    paragraph = next(run.iterancestors(qn("w:p")), None)
    for holder, path in ((run, "w:rPr/w:rStyle"), (paragraph, "w:pPr/w:pStyle")):
        style = None if holder is None else holder.find("/".join(qn(part) for part in path.split("/")))
        if style is not None:
            yield str(style.get(qn("w:val")))


def _is_tiny(format: BaseOxmlElement) -> bool:
    """Whether letters are of one point or less; sizes are given in half points."""
    size = format.find(qn("w:sz"))
    value = size.get(qn("w:val")) if size is not None else None
    return value is not None and value.isdigit() and int(value) <= 2


def _is_white(format: BaseOxmlElement) -> bool:
    colour = format.find(qn("w:color"))
    return colour is not None and str(colour.get(qn("w:val"))).lower() in ("ffffff", "fefefe", "fdfdfd")


def _has_ground(run: BaseOxmlElement) -> bool:
    """Whether letters stand on a colour: of their own, of their paragraph, or of a table or drawing around them."""
    for element in (run, *run.iterancestors()):
        if element.tag in (qn("w:txbxContent"), qn("w:tbl")):
            return True
        format = element.find(qn("w:rPr")) if element is run else element.find(qn("w:pPr"))
        if format is not None and any(_is_colour(format.find(qn(name))) for name in ("w:shd", "w:highlight")):
            return True
    return False


def _is_colour(ground: BaseOxmlElement | None) -> bool:
    if ground is None:
        return False
    value = ground.get(qn("w:fill")) or ground.get(qn("w:val")) or ""
    return value.lower() not in ("", "auto", "ffffff", "white", "none", "clear")


def _hidden_styles(document: WordDocument) -> frozenset[str]:
    """The ids of styles that hide their text, by themselves or by the style that they build on."""
    built_on: dict[str, str | None] = {}
    hiding: set[str] = set()
    for style in document.styles.element.findall(qn("w:style")):
        id = str(style.get(qn("w:styleId")))
        base = style.find(qn("w:basedOn"))
        built_on[id] = base.get(qn("w:val")) if base is not None else None
        switch = style.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
        if switch is not None and _is_on(switch):
            hiding.add(id)
    for _ in range(10):
        hiding |= {id for id, base in built_on.items() if base in hiding}
    return frozenset(hiding)


def _is_contents(control: BaseOxmlElement) -> bool:
    """Whether a content control is a table of contents, which only repeats the headings."""
    gallery = control.find(f"{qn('w:sdtPr')}/{qn('w:docPartObj')}/{qn('w:docPartGallery')}")
    return gallery is not None and gallery.get(qn("w:val")) == "Table of Contents"


class _WordLines:
    """Collects the lines of a Word document, page by page."""

    def __init__(self, document: WordDocument) -> None:
        self.document = document
        self.done: list[list[Line]] = [[]]
        self.notes = _notes(document)
        self.cited: list[tuple[str, str]] = []
        self.numbering = Numbering(document)
        self.hidden = _Hidden(_hidden_styles(document))

    def pages(self) -> tuple[RawPage, ...]:
        """The pages read so far."""
        kept = (lines for lines in self.done if any(line.text for line in lines))
        return tuple(RawPage(number, tuple(_trim(lines))) for number, lines in enumerate(kept, 1))

    def read_body(self) -> None:
        """Read paragraphs and tables in the order of the body, then the footnotes that were cited."""
        self._read_blocks(self.document.element.body)
        self._gap()
        self.done[-1] += [
            Line(f"{mark} {text}", kind=BlockKind.FOOTNOTE, superscripts=((0, len(mark)),)) for mark, text in self.cited
        ]

    def _read_blocks(self, parent: BaseOxmlElement) -> None:
        """Paragraphs and tables, also those in content controls, which python-docx passes over."""
        for element in parent:
            if isinstance(element, CT_P):
                self._read_paragraph(Paragraph(element, self.document._body))
            elif isinstance(element, CT_Tbl):
                self._gap()
                self._read_table(Table(element, self.document._body), 0)
                self._gap()
            elif element.tag == qn("w:sdt") and not _is_contents(element):
                for content in element.findall(qn("w:sdtContent")):
                    self._read_blocks(content)

    def _gap(self) -> None:
        if self.done[-1] and self.done[-1][-1].text:
            self.done[-1].append(_BLANK)

    def _read_paragraph(self, paragraph: Paragraph) -> None:
        kind, level = _role(paragraph)
        if kind is not BlockKind.LIST_ITEM or not (self.done[-1] and self.done[-1][-1].kind is kind):
            self._gap()
        bold = kind is BlockKind.HEADING or _is_bold(paragraph)
        label = self.numbering.label(paragraph)
        for piece in self._pieces(paragraph):
            if piece.new_page and any(line.text for line in self.done[-1]):
                self.done.append([])
            lead = len(piece.text) - len(piece.text.lstrip())
            text = label + piece.text.strip()
            if piece.text.strip():
                spans = tuple((a - lead + len(label), b - lead + len(label)) for a, b in piece.raised if a >= lead)
                self.done[-1].append(Line(text, bold=bold, kind=kind, level=level, superscripts=spans))
                label = ""
                kind = None if kind is BlockKind.LIST_ITEM else kind
        if kind is not None or _role(paragraph)[0] is not BlockKind.LIST_ITEM:
            self._gap()

    def _pieces(self, paragraph: Paragraph) -> Iterator[_Piece]:
        """The lines of a paragraph."""
        piece = _Piece()
        for element in self.hidden.visible(paragraph._p):
            tag = element.tag
            if tag in _BREAKS or (tag == qn("w:p") and element is not paragraph._p):
                yield piece
                piece = _Piece(new_page=_is_page_break(element))
            elif tag == qn("w:t"):
                piece.add(element.text or "", _is_raised(element) and (element.text or "").strip().isdigit())
            elif tag == qn("w:tab") and element.getparent().tag == qn("w:r") and piece.text:
                piece.add("\t")
            elif tag == qn("w:noBreakHyphen"):
                piece.add("-")
            elif tag in (qn("w:footnoteReference"), qn("w:endnoteReference")):
                piece.add(self._cite(element), raised=True)
        yield piece

    def _cite(self, element: BaseOxmlElement) -> str:
        part = "footnotes" if element.tag == qn("w:footnoteReference") else "endnotes"
        text = self.notes.get((part, element.get(qn("w:id"))), "")
        mark = str(len(self.cited) + 1)
        self.cited.append((mark, text))
        return mark

    def _read_table(self, table: Table, depth: int) -> None:
        for row in table.rows:
            cells = []
            seen: set[int] = set()
            for cell in row.cells:
                if id(cell._tc) in seen:  # a merged cell comes once for each column that it covers
                    continue
                seen.add(id(cell._tc))
                cells.append(" ".join(text for p in cell.paragraphs if (text := self.hidden.text_of(p._p))))
            if any(cells):
                line = Line(" | ".join(cells), kind=BlockKind.TABLE_ROW, cells=tuple(cells))
                self.done[-1].append(line)
            if depth < _MAX_TABLE_DEPTH:
                for cell in row.cells:
                    for inner in cell.tables:
                        self._read_table(inner, depth + 1)


def _trim(lines: list[Line]) -> list[Line]:
    start = next((i for i, line in enumerate(lines) if line.text), len(lines))
    end = len(lines)
    while end > start and not lines[end - 1].text:
        end -= 1
    return lines[start:end]


def _role(paragraph: Paragraph) -> tuple[BlockKind | None, int | None]:
    name = (paragraph.style.name if paragraph.style is not None else None) or ""
    if heading := _HEADING.match(name.strip()):
        return BlockKind.HEADING, int(heading[1])
    if name.strip().lower() in ("title", "título", "titulo"):
        return BlockKind.HEADING, 1
    outline = paragraph._p.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    if outline is not None and (outline.get(qn("w:val")) or "9") in "012345678":
        return BlockKind.HEADING, int(outline.get(qn("w:val"))) + 1
    numbered = paragraph._p.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    if numbered is not None or name.lower().startswith(("list", "lista")):
        depth = numbered.find(qn("w:ilvl")) if numbered is not None else None
        return BlockKind.LIST_ITEM, int(depth.get(qn("w:val")) or 0) + 1 if depth is not None else 1
    return None, None


def _is_bold(paragraph: Paragraph) -> bool:
    runs = [run for run in paragraph.runs if run.text.strip()]
    return bool(runs) and all(run.bold for run in runs)


def _is_raised(text: BaseOxmlElement) -> bool:
    run = text.getparent()
    raised = run.find(f"{qn('w:rPr')}/{qn('w:vertAlign')}") if run is not None else None
    return raised is not None and raised.get(qn("w:val")) == "superscript"


def _notes(document: WordDocument) -> dict[tuple[str, str], str]:
    """The texts of footnotes and endnotes by kind and id."""
    notes: dict[tuple[str, str], str] = {}
    for relation in document.part.rels.values():
        kind = relation.reltype.rsplit("/", 1)[-1]
        if kind not in ("footnotes", "endnotes") or relation.is_external:
            continue
        for note in parse_xml(relation.target_part.blob):
            text = "".join(t.text or "" for t in note.iter(qn("w:t")))
            if text.strip():
                notes[(kind, str(note.get(qn("w:id"))))] = " ".join(text.split())
    return notes
