"""Real footnotes for python-docx, which has none: the part that holds them, references to it, and its styles.

The part follows ISO/IEC 29500-1, 17.11: notes 0 and 1 draw the separators, the others are numbered by Word in the order
of their references.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_EMPTY = (
    f"<w:footnotes {nsdecls('w', 'r')}>"
    '<w:footnote w:type="separator" w:id="0"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'
    "</w:pPr><w:r><w:separator/></w:r></w:p></w:footnote>"
    '<w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:pPr><w:spacing w:after="0" w:line="240" '
    'w:lineRule="auto"/></w:pPr><w:r><w:continuationSeparator/></w:r></w:p></w:footnote></w:footnotes>'
)
_SEPARATORS = f'<w:footnotePr {nsdecls("w")}><w:footnote w:id="0"/><w:footnote w:id="1"/></w:footnotePr>'
# What may come before the separators in the settings, in the order that the schema asks for, ends with these.
_AFTER_SEPARATORS = (
    "w:endnotePr",
    "w:compat",
    "w:docVars",
    "w:rsids",
    "m:mathPr",
    "w:themeFontLang",
    "w:clrSchemeMapping",
)
_LINK = RGBColor(0x05, 0x63, 0xC1)


class Footnotes:
    """The footnotes of a document that is being made."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._element = parse_xml(_EMPTY)
        name = PackURI("/word/footnotes.xml")
        self._part = XmlPart(name, _CONTENT_TYPE, self._element, document.part.package)
        document.part.relate_to(self._part, RELATIONSHIP_TYPE.FOOTNOTES)
        self._count = 0
        _add_styles(document)
        _add_separators(document)

    def add(self, paragraph: Paragraph, pieces: Sequence[str], url: str | None = None) -> int:
        """Puts a reference at the end of a paragraph, and its note with these texts and a link; gives its number."""
        self._count += 1
        id = str(self._count + 1)
        run = paragraph.add_run()
        run.style = self._document.styles["footnote reference"]
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), id)
        run._element.append(reference)
        self._element.append(self._note(id, pieces, url))
        return self._count

    def again(self, paragraph: Paragraph, number: int, bookmark: str) -> None:
        """Refers once more to a note whose reference stands in a bookmark."""
        for kind, text in (
            ("begin", ""),
            ("", f" NOTEREF {bookmark} \\h "),
            ("separate", ""),
            ("shown", str(number)),
            ("end", ""),
        ):
            run = paragraph.add_run()
            run.style = self._document.styles["footnote reference"]
            if kind == "shown":
                run.text = text
            elif kind:
                mark = OxmlElement("w:fldChar")
                mark.set(qn("w:fldCharType"), kind)
                run._element.append(mark)
            else:
                instruction = OxmlElement("w:instrText")
                instruction.set(qn("xml:space"), "preserve")
                instruction.text = text
                run._element.append(instruction)

    def _note(self, id: str, pieces: Sequence[str], url: str | None) -> BaseOxmlElement:
        note = OxmlElement("w:footnote")
        note.set(qn("w:id"), id)
        paragraph = OxmlElement("w:p")
        properties = OxmlElement("w:pPr")
        style = OxmlElement("w:pStyle")
        style.set(qn("w:val"), self._document.styles["footnote text"].style_id)
        properties.append(style)
        paragraph.append(properties)
        number = _run("", self._document.styles["footnote reference"].style_id)
        number.append(OxmlElement("w:footnoteRef"))
        paragraph.append(number)
        for piece in pieces:
            paragraph.append(_run(f" {piece}"))
        if url:
            paragraph.append(_run(" "))
            paragraph.append(self._link(url))
        note.append(paragraph)
        return note

    def _link(self, url: str) -> BaseOxmlElement:
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), self._part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        link.append(_run(url, self._document.styles["Hyperlink"].style_id))
        return link


def _run(text: str, style: str | None = None) -> BaseOxmlElement:
    run = OxmlElement("w:r")
    if style:
        properties = OxmlElement("w:rPr")
        named = OxmlElement("w:rStyle")
        named.set(qn("w:val"), style)
        properties.append(named)
        run.append(properties)
    if text:
        held = OxmlElement("w:t")
        held.set(qn("xml:space"), "preserve")
        held.text = text
        run.append(held)
    return run


def _add_styles(document: Document) -> None:
    styles = document.styles
    text = cast("ParagraphStyle", styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH, builtin=True))
    text.base_style = styles["Normal"]
    text.font.size = Pt(8.5)
    text.paragraph_format.space_after = Pt(1)
    text.paragraph_format.line_spacing = 1.0
    reference = styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
    reference.font.superscript = True
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.font.color.rgb, link.font.underline = _LINK, True


def _add_separators(document: Document) -> None:
    settings = document.settings.element
    found = parse_xml(_SEPARATORS)
    after = next((e for tag in _AFTER_SEPARATORS if (e := settings.find(qn(tag))) is not None), None)
    if after is not None:
        after.addprevious(found)
    else:
        settings.append(found)
