"""Files in, lines in reading order out: ``read_file`` takes PDF, DOCX, HTML, Markdown and TXT."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from ingest.document import Line, RawDocument
from ingest.errors import (
    DamagedError,
    EmptyError,
    EncryptedError,
    FileError,
    NotFoundError,
    TooLargeError,
    UnreadableError,
)
from ingest.readers.hidden import hidden_characters
from ingest.readers.limits import MEGABYTE, Limits
from ingest.readers.recognising import Recognise
from ingest.readers.sniffing import Kind, is_encrypted_office, sniff, unsupported

__all__ = ["SUFFIXES", "Limits", "read_file"]

SUFFIXES = frozenset({".pdf", ".docx", ".html", ".htm", ".xhtml", ".md", ".markdown", ".txt", ".text"})
"""Extensions of the files that a folder is searched for."""

_HEAD_BYTES = 8_192
_UNSEEN = "\u200b"
"""Stands for a hidden character until cleaning takes it out, so that lengths stay."""
_UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\U000e0000-\U000e007f]")


def read_file(path: Path, *, limits: Limits | None = None, recognise: Recognise | None = None) -> RawDocument:
    """Read a file by what it contains; its extension only tells Markdown, HTML and plain text apart.

    Args:
        path: the file.
        limits: how much it may cost.
        recognise: reads pages that are pictures, where there is something that can.

    Raises:
        FileError: one of its kinds, each with a sentence for people; never anything else for a bad file.
    """
    limits = limits or Limits()
    path = Path(path)
    kind = _kind(path, limits)
    if kind not in (Kind.PDF, Kind.DOCX) and path.stat().st_size > limits.text_bytes:
        raise TooLargeError(name=path.name, limit=f"{limits.text_bytes / MEGABYTE:g} MB")
    try:
        document = _read(kind, path, limits, recognise)
    except FileError:
        raise
    except OSError as error:
        raise UnreadableError(name=path.name, reason=error.strerror or str(error)) from error
    except Exception as error:  # what a parser says of broken input is of no use to the person who added it
        raise DamagedError(name=path.name) from error
    if not any(line.text.strip() for page in document.pages for line in page.lines):
        raise EmptyError(name=path.name)
    found = hidden_characters(document)
    return _storable(replace(document, warnings=(*document.warnings, *found)) if found else document)


def _storable(document: RawDocument) -> RawDocument:
    """Without characters that no text can hold or show: control codes become spaces, halves of pairs U+FFFD.

    Lengths stay.
    """
    if not any(_UNFIT.search(line.text) for page in document.pages for line in page.lines):
        return document
    pages = (replace(page, lines=tuple(map(_fit, page.lines))) for page in document.pages)
    return replace(document, pages=tuple(pages))


def _fit(line: Line) -> Line:
    return replace(line, text=_fit_text(line.text), cells=tuple(map(_fit_text, line.cells)))


def _fit_text(text: str) -> str:
    return _UNFIT.sub(_fit_character, text)


def _fit_character(match: re.Match[str]) -> str:
    if match[0] > "\uffff":
        return _UNSEEN
    return "\ufffd" if match[0] >= "\ud800" else " "


def _kind(path: Path, limits: Limits) -> Kind:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except FileNotFoundError as error:
        raise NotFoundError(path=path) from error
    except OSError as error:
        raise UnreadableError(name=path.name, reason=error.strerror or str(error)) from error
    if size > limits.file_bytes:
        raise TooLargeError(name=path.name, limit=f"{limits.file_bytes / MEGABYTE:g} MB")
    if not head.strip(b"\0 \t\r\n\f"):
        raise EmptyError(name=path.name)
    kind = sniff(head, path.suffix.lower())
    if kind is None and is_encrypted_office(path, head):
        raise EncryptedError(name=path.name)
    if kind is None:
        raise unsupported(path.name, head)
    return kind


def _read(kind: Kind, path: Path, limits: Limits, recognise: Recognise | None) -> RawDocument:
    """Readers are imported when needed: the PDF worker's process imports this package and must stay lean."""
    if kind is Kind.PDF:
        from ingest.readers.pdf import read_pdf

        return read_pdf(path, limits, recognise)
    if kind is Kind.DOCX:
        from ingest.readers.docx import read_docx

        return read_docx(path, limits)
    if kind is Kind.HTML:
        from ingest.readers.html import read_html

        return read_html(path)
    from ingest.readers.text import read_markdown, read_text

    return read_markdown(path) if kind is Kind.MARKDOWN else read_text(path)
