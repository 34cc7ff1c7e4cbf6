"""Drafts as a Word document."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, cast

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from assistant.answer import Citation
from assistant.exports.drafts import LEVELS, Assessment
from assistant.exports.footnotes import Footnotes
from assistant.exports.safe_text import printable
from assistant.exports.sdg_lines import category_line, domain_name, notes, percentage
from assistant.exports.text import reference
from assistant.indicators.drafting import Draft
from assistant.indicators.sdg import DOMAINS, Sdg

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph

_COLOURS = {"complete": "1E6B3A", "partial": "8A5A00", "absent": "9B1C1C", "not_found": "555555"}
_GREY = RGBColor(0x55, 0x55, 0x55)
# A mark outside quotation marks: what a document itself has in brackets is no mark.
_MARK = re.compile(r"(“[^”]*”|«[^»]*»)|\s?\[(\d+)\]")
_WATERMARK = (
    '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"><w:r><w:pict>'
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">'
    '<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/>'
    '<v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
    '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
    '<v:shape id="draft" type="#_x0000_t136" style="position:absolute;margin-left:0;margin-top:0;'
    "width:400pt;height:130pt;rotation:315;z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    'mso-position-vertical:center;mso-position-vertical-relative:margin" fillcolor="#e4e4e4" stroked="f">'
    '<v:fill opacity=".5"/><v:textpath style="font-family:&quot;Calibri&quot;;font-size:1pt" string="{text}"/>'
    "</v:shape></w:pict></w:r></w:p>"
)
_LEVEL, _LABEL, _NOTE, _CELL = "Response Level", "Response Label", "Response Note", "Response Figures"


def drafts_word(assessment: Assessment) -> bytes:
    """A DOCX file: contents, a count of levels, then the responses under the headings of domain and sub-domain.

    Sources are footnotes. Each page is marked as a draft while any response is not validated.
    """
    return _Writer(assessment).written()


class _Writer:
    """Writes one document, from its first page to its last."""

    def __init__(self, assessment: Assessment) -> None:
        self._assessment, self._say = assessment, assessment.say
        self._document = docx.Document()
        self._footnotes = Footnotes(self._document)
        self._bookmarks = 0

    def written(self) -> bytes:
        assessment, say = self._assessment, self._say
        _settle(self._document, assessment)
        self._document.add_heading(printable(assessment.title), level=0)
        day = assessment.word.date(assessment.day.isoformat())
        self._document.add_paragraph(say("draft_export.made", date=day))
        marked = self._document.add_paragraph()
        marked.add_run(assessment.standing).bold = True
        marked.add_run(f" {say('draft_export.explained')}")
        headings = self._headings()
        self._contents(headings)
        self._summary()
        self._responses(headings)
        if assessment.sdg:
            self._sdg(assessment.sdg, headings[-1][2])
        buffer = io.BytesIO()
        self._document.save(buffer)
        return buffer.getvalue()

    def _headings(self) -> list[tuple[int, str, str]]:
        """The headings that the contents list: level, text, and the bookmark that each will have."""
        found: list[tuple[int, str]] = []
        for number, drafts in self._assessment.by_domain():
            found.append((1, self._assessment.domain(number)))
            found += [(2, name) for name, _ in self._assessment.by_subdomain(drafts) if name]
        if self._assessment.sdg:
            found.append((1, self._say("sdg.sheet")))
        return [(level, printable(text), f"_Toc{n:06d}") for n, (level, text) in enumerate(found, 1)]

    def _contents(self, headings: Sequence[tuple[int, str, str]]) -> None:
        """A field that Word renews when it opens the file; until then it holds the headings, each a link."""
        self._document.add_paragraph(self._say("draft_export.contents"), style=_LABEL)
        for n, (level, text, bookmark) in enumerate(headings):
            paragraph = self._document.add_paragraph(style=f"toc {level}")
            if n == 0:
                _mark(paragraph, "begin").set(qn("w:dirty"), "true")
                _code(paragraph, 'TOC \\o "1-2" \\h \\z \\u')
                _mark(paragraph, "separate")
            link = OxmlElement("w:hyperlink")
            link.set(qn("w:anchor"), bookmark)
            first = len(paragraph._p)
            paragraph.add_run(text)
            for child in list(paragraph._p)[first:]:
                link.append(child)
            paragraph._p.append(link)
            if n == len(headings) - 1:
                _mark(paragraph, "end")

    def _heading(self, heading: tuple[int, str, str]) -> Paragraph:
        level, text, bookmark = heading
        paragraph: Paragraph = self._document.add_heading(text, level=level)
        self._bookmark(paragraph, bookmark, 1 if paragraph._p.pPr is not None else 0)
        return paragraph

    def _bookmark(self, paragraph: Paragraph, name: str, first: int) -> None:
        """Puts a bookmark around what a paragraph holds from its child ``first`` on."""
        self._bookmarks += 1
        for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
            mark = OxmlElement(tag)
            mark.set(qn("w:id"), str(self._bookmarks))
            if tag == "w:bookmarkStart":
                mark.set(qn("w:name"), name)
                paragraph._p.insert(first, mark)
            else:
                paragraph._p.append(mark)

    def _summary(self) -> None:
        assessment, say = self._assessment, self._say
        self._document.add_paragraph(say("draft_export.summary"), style=_LABEL)
        titles = [say("draft_column.domain"), *(say(f"draft_level.{n.value}") for n in LEVELS)]
        rows = [
            [printable(assessment.domain(number)), *(str(n) for n in assessment.counts(drafts).values())]
            for number, drafts in assessment.by_domain()
        ]
        _table(self._document, titles, rows, (Cm(6.2), *[Cm(2.55)] * len(LEVELS)))

    def _responses(self, headings: Sequence[tuple[int, str, str]]) -> None:
        given = iter(headings)
        for _, drafts in self._assessment.by_domain():
            self._heading(next(given)).paragraph_format.page_break_before = True
            for name, own in self._assessment.by_subdomain(drafts):
                if name:
                    self._heading(next(given))
                for draft in own:
                    self._draft(draft)

    def _draft(self, draft: Draft) -> None:
        assessment, say, document = self._assessment, self._say, self._document
        document.add_heading(printable(f"{draft.indicator.id}  {assessment.question(draft)}"), level=3)
        line = document.add_paragraph(style=_LEVEL)
        level = line.add_run(f"{say('draft_export.level')}: {assessment.level(draft)}")
        level.bold = True
        level.font.color.rgb = RGBColor.from_string(_COLOURS[draft.level.value])
        line.add_run(printable(f" ({draft.reason})." if draft.reason else "."))
        facts = document.add_paragraph(style=_NOTE)
        facts.paragraph_format.keep_with_next = True
        facts.add_run(printable(" · ".join(f"{name}: {value}" for name, value in assessment.facts(draft))))
        noted: dict[int, tuple[int, str]] = {}
        self._noted(document.add_paragraph(), draft.response, draft, noted)
        for heading, lines in (
            (say("draft_export.caveats"), draft.caveats),
            (say("draft_export.gaps"), draft.gaps),
            (say("draft_column.comments"), draft.comments),
        ):
            if lines:
                document.add_paragraph(heading, style=_LABEL)
            for text in lines:
                self._noted(document.add_paragraph(style="List Bullet"), text, draft, noted)

    def _noted(self, paragraph: Paragraph, text: str, draft: Draft, noted: dict[int, tuple[int, str]]) -> None:
        """The text with a footnote for each mark; a mark that comes again refers to the note that it has."""
        cited = {c.mark: c for c in draft.citations}
        at = 0
        for found in _MARK.finditer(text):
            if found[1] or int(found[2]) not in cited:
                continue
            paragraph.add_run(printable(text[at : found.start()]))
            at = found.end()
            mark = int(found[2])
            if mark in noted:
                self._footnotes.again(paragraph, *noted[mark])
                continue
            first = len(paragraph._p)
            number = self._footnotes.add(paragraph, *_source(cited[mark], self._assessment))
            noted[mark] = (number, f"_Note{number}")
            self._bookmark(paragraph, noted[mark][1], first)
        paragraph.add_run(printable(text[at:]))

    def _sdg(self, found: Sdg, bookmark: str) -> None:
        say, word = self._say, self._assessment.word
        self._heading((1, say("sdg.sheet"), bookmark)).paragraph_format.page_break_before = True
        self._document.add_paragraph(say("sdg.title"))
        self._document.add_paragraph().add_run(say("sdg.aid")).bold = True
        titles = [say(f"sdg.{name}_column") for name in ("domain", "value", "missing", "open")]
        rows = []
        for number in DOMAINS:
            value = found.domain(number)
            name = domain_name(number, say)
            rows.append([name, percentage(value, say, word), str(value.missing), str(value.open)])
        _table(self._document, titles, rows, (Cm(6.2), Cm(5.1), Cm(2.55), Cm(2.55)))
        closing = self._document.add_paragraph()
        closing.paragraph_format.space_before = Pt(8)
        closing.add_run(category_line(found, say, word)).bold = True
        for line in notes(found, say, word):
            self._document.add_paragraph(line, style="List Bullet")


def _source(citation: Citation, assessment: Assessment) -> tuple[list[str], str | None]:
    """What a footnote says: document, section, page and date, and the link apart."""
    named = reference(citation, assessment.word)
    if citation.url and named.endswith(citation.url):
        named = named.removesuffix(citation.url)
    return [printable(named)], printable(citation.url) if citation.url else None


def _settle(document: Document, assessment: Assessment) -> None:
    """Margins, styles, header with the watermark, footer with the page."""
    document.core_properties.title = printable(assessment.title)
    document.core_properties.language = assessment.say.language
    _add_styles(document, assessment.say.language)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin = section.bottom_margin = Cm(2.2)
    header = section.header.paragraphs[0]
    header.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    shown = printable(assessment.title)
    if not assessment.is_validated:
        shown = f"{shown} · {assessment.say('draft_status.draft')}"
        section.header._element.append(parse_xml(_WATERMARK.format(text=assessment.say("draft_export.watermark"))))
    run = header.add_run(shown)
    run.font.size, run.font.color.rgb = Pt(8.5), _GREY
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _field(footer, "PAGE", "1")


def _add_styles(document: Document, language: str) -> None:
    styles = document.styles
    normal = cast("ParagraphStyle", styles["Normal"])
    normal.font.size = Pt(10.5)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), {"en": "en-GB", "es": "es-ES"}[language])
    normal.element.get_or_add_rPr().append(spoken)
    for name, size, after, bold in (
        (_LEVEL, 10.5, 2, False),
        (_LABEL, 9, 1, True),
        (_NOTE, 9, 3, False),
        (_CELL, 9.5, 1, False),
    ):
        style = cast("ParagraphStyle", styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH))
        style.base_style = normal
        style.font.size, style.font.bold = Pt(size), bold
        style.paragraph_format.space_after = Pt(after)
        style.paragraph_format.keep_with_next = name in (_LEVEL, _LABEL)
        if name == _LABEL:
            style.paragraph_format.space_before = Pt(6)
        if name in (_LABEL, _NOTE):
            style.font.color.rgb = _GREY
    for level, indent in ((1, 0.0), (2, 0.6)):
        style = cast("ParagraphStyle", styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH, builtin=True))
        style.base_style = normal
        style.paragraph_format.left_indent = Cm(indent)
        style.paragraph_format.space_after = Pt(2)
        style.paragraph_format.tab_stops.add_tab_stop(Cm(16.4), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    bullets = cast("ParagraphStyle", styles["List Bullet"])
    bullets.font.size = Pt(9.5)
    bullets.paragraph_format.space_after = Pt(1)


def _table(document: Document, titles: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[Cm]) -> None:
    """A table with a header that is repeated on each page, figures to the right, and room below it."""
    table = document.add_table(rows=1, cols=len(titles))
    table.style = "Light Grid Accent 1"
    table.autofit = False
    for cell, title in zip(table.rows[0].cells, titles, strict=True):
        cell.text = title
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    for values in rows:
        cells = table.add_row().cells
        for n, (cell, value) in enumerate(zip(cells, values, strict=True)):
            cell.text = value
            if n:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
            cell.paragraphs[0].style = _CELL
            cell.paragraphs[0].paragraph_format.space_after = Pt(1)


def _field(paragraph: Paragraph, code: str, shown: str) -> None:
    _mark(paragraph, "begin")
    _code(paragraph, code)
    _mark(paragraph, "separate")
    paragraph.add_run(shown)
    _mark(paragraph, "end")


def _code(paragraph: Paragraph, code: str) -> None:
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = f" {code} "
    paragraph.add_run()._element.append(instruction)


def _mark(paragraph: Paragraph, kind: str) -> BaseOxmlElement:
    mark: BaseOxmlElement = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._element.append(mark)
    return mark
