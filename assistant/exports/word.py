"""A conversation as a Word document."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from assistant.answer import Answer, Citation
from assistant.exports.safe_text import printable
from assistant.exports.text import headline, reference
from assistant.wording import Wording

if TYPE_CHECKING:
    from docx.document import Document

_ITEM = re.compile(r"^\s*[•*-]\s+")


def conversation_word(answers: Sequence[Answer], word: Wording, day: date) -> bytes:
    """A DOCX file: the questions as headings, each with its answer, what qualifies it, and its sources.

    Args:
        answers: the answers of a conversation in order.
        word: the language of the headings.
        day: the date that the file bears.
    """
    import docx

    document = docx.Document()
    document.core_properties.title = word("export.heading")
    document.core_properties.language = word.language
    document.add_heading(word("export.heading"), level=0)
    document.add_paragraph(word("export.exported", date=word.date(day.isoformat())))
    for answer in answers:
        _add_turn(document, answer, word)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _add_turn(document: Document, answer: Answer, word: Wording) -> None:
    document.add_heading(printable(answer.question), level=1)
    if said := headline(answer, word):
        document.add_paragraph().add_run(said).bold = True
    for line in answer.answer.strip().split("\n"):
        if line.strip():
            style = "List Bullet" if _ITEM.match(line) else None
            document.add_paragraph(printable(_ITEM.sub("", line)), style=style)
    for caveat in answer.caveats:
        document.add_paragraph(printable(caveat), style="List Bullet")
    if answer.citations:
        document.add_heading(word("reference.sources"), level=2)
        for citation in answer.citations:
            _add_source(document, citation, word)
    elif answer.searched:
        document.add_paragraph(f"{word('reference.searched')}: {printable('; '.join(answer.searched))}")


def _add_source(document: Document, citation: Citation, word: Wording) -> None:
    document.add_paragraph(printable(f"[{citation.mark}] {reference(citation, word)}"))
    document.add_paragraph(printable(citation.quote), style="Quote")
