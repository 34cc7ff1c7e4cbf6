"""How much a single file may cost."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on reading one file; past any of them reading ends in a typed error.

    Attributes:
        file_bytes: size of the file on disk.
        pages: pages of a PDF.
        unpacked_bytes: size of what a DOCX unpacks to, and of the text that a PDF gives.
        text_bytes: size of text and markup that is parsed at once: TXT, HTML, Markdown, the XML inside a DOCX.
        memory_bytes: resident memory of the process that reads a PDF.
        seconds_base, seconds_per_page: processor time for a PDF is the base plus this much for each page.
    """

    file_bytes: int = 200 * MEGABYTE
    pages: int = 2_000
    unpacked_bytes: int = 200 * MEGABYTE
    text_bytes: int = 50 * MEGABYTE
    memory_bytes: int = 1_000 * MEGABYTE
    seconds_base: float = 10.0
    seconds_per_page: float = 0.5
