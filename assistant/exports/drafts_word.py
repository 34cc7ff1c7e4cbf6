"""Drafts as a Word document."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from assistant.answer import Citation
from assistant.drafting import Draft
from assistant.exports.drafts import LEVELS, Assessment, printable
from assistant.exports.text import reference

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph

_COLOURS = {"complete": "1E6B3A", "partial": "8A5A00", "absent": "9B1C1C", "not_found": "555555"}
_LINK = RGBColor(0x05, 0x63, 0xC1)
_GREY = RGBColor(0x55, 0x55, 0x55)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
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


def drafts_word(assessment: Assessment) -> bytes:
    """A DOCX file: contents, a count of levels, then the responses under the headings of domain and sub-domain."""
    document = docx.Document()
    _settle(document, assessment)
    document.add_heading(printable(assessment.title), level=0)
    document.add_paragraph(assessment.say("draft_export.made", date=assessment.word.date(assessment.day.isoformat())))
    marked = document.add_paragraph()
    marked.add_run(assessment.say("draft_export.mark")).bold = True
    marked.add_run(f" {assessment.say('draft_export.explained')}")
    _contents(document, assessment)
    _summary(document, assessment)
    for number, drafts in assessment.by_domain():
        document.add_heading(printable(assessment.domain(number)), level=1).paragraph_format.page_break_before = True
        for name, own in assessment.by_subdomain(drafts):
            if name:
                document.add_heading(printable(name), level=2)
            for draft in own:
                _draft(document, assessment, draft)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _settle(document: Document, assessment: Assessment) -> None:
    """Margins, the font of the text, header with the watermark, footer with the page."""
    document.core_properties.title = printable(assessment.title)
    document.core_properties.language = assessment.say.language
    document.styles["Normal"].font.size = Pt(10.5)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin = section.bottom_margin = Cm(2.2)
    header = section.header.paragraphs[0]
    header.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = header.add_run(f"{printable(assessment.title)} · {assessment.say('draft_status.draft')}")
    run.font.size, run.font.color.rgb = Pt(8.5), _GREY
    section.header._element.append(parse_xml(_WATERMARK.format(text=assessment.say("draft_export.watermark"))))
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _field(footer, "PAGE", "1")


def _field(paragraph: Paragraph, code: str, shown: str, dirty: bool = False) -> None:
    begin = _mark(paragraph, "begin")
    if dirty:
        begin.set(qn("w:dirty"), "true")
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = f" {code} "
    paragraph.add_run()._element.append(instruction)
    _mark(paragraph, "separate")
    paragraph.add_run(shown)
    _mark(paragraph, "end")


def _mark(paragraph: Paragraph, kind: str) -> BaseOxmlElement:
    mark: BaseOxmlElement = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._element.append(mark)
    return mark


def _contents(document: Document, assessment: Assessment) -> None:
    """A field that Word fills when it opens or is asked; until then it shows the domains."""
    heading = document.add_paragraph(assessment.say("draft_export.contents"))
    heading.runs[0].bold = True
    shown = "\n".join(assessment.domain(number) for number, _ in assessment.by_domain())
    _field(document.add_paragraph(), 'TOC \\o "1-2" \\h \\z \\u', printable(shown), dirty=True)


def _summary(document: Document, assessment: Assessment) -> None:
    heading = document.add_paragraph(assessment.say("draft_export.summary"))
    heading.runs[0].bold = True
    table = document.add_table(rows=1, cols=1 + len(LEVELS))
    table.style = "Light Grid Accent 1"
    table.autofit = False
    titles = [assessment.say("draft_column.domain"), *(assessment.say(f"draft_level.{n.value}") for n in LEVELS)]
    for cell, title in zip(table.rows[0].cells, titles, strict=True):
        cell.text = title
    for number, drafts in assessment.by_domain():
        cells = table.add_row().cells
        cells[0].text = printable(assessment.domain(number))
        for cell, count in zip(cells[1:], assessment.counts(drafts).values(), strict=True):
            cell.text = str(count)
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    widths = (Cm(7.2), *[Cm(2.3)] * len(LEVELS))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def _draft(document: Document, assessment: Assessment, draft: Draft) -> None:
    say = assessment.say
    document.add_heading(printable(f"{draft.indicator.id}  {assessment.question(draft)}"), level=3)
    line = document.add_paragraph()
    line.paragraph_format.keep_with_next = True
    level = line.add_run(f"{say('draft_export.level')}: {assessment.level(draft)}")
    level.bold = True
    level.font.color.rgb = RGBColor.from_string(_COLOURS[draft.level.value])
    line.add_run(printable(f" ({draft.reason}). {say('draft_column.status')}: {say(f'draft_status.{draft.status}')}."))
    document.add_paragraph(printable(draft.response))
    _bullets(document, say("draft_export.caveats"), draft.caveats)
    _bullets(document, say("draft_export.gaps"), draft.gaps)
    if draft.citations:
        _small(document, say("draft_export.sources"))
        for citation in draft.citations:
            _source(document, assessment, citation)


def _bullets(document: Document, heading: str, lines: tuple[str, ...]) -> None:
    if not lines:
        return
    _small(document, heading)
    for line in lines:
        paragraph = document.add_paragraph(style="List Bullet")
        paragraph.paragraph_format.space_after = Pt(1)
        paragraph.add_run(printable(line)).font.size = Pt(9.5)


def _small(document: Document, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(1)
    paragraph.paragraph_format.keep_with_next = True
    run = paragraph.add_run(text)
    run.bold, run.font.size, run.font.color.rgb = True, Pt(9), _GREY


def _source(document: Document, assessment: Assessment, citation: Citation) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.left_indent = Cm(0.7)
    paragraph.paragraph_format.first_line_indent = Cm(-0.7)
    paragraph.paragraph_format.space_after = Pt(1)
    named = reference(citation, assessment.word)
    if citation.url and named.endswith(citation.url):
        named = named.removesuffix(citation.url)
    run = paragraph.add_run(printable(f"[{citation.mark}] {named}"))
    run.font.size = Pt(9)
    if citation.url:
        _link(paragraph, citation.url)


def _link(paragraph: Paragraph, url: str) -> None:
    target = paragraph.part.relate_to(url, _RELATION, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), target)
    run = paragraph.add_run(printable(url))
    run.font.size, run.font.color.rgb, run.underline = Pt(9), _LINK, True
    link.append(run._element)
    paragraph._p.append(link)
