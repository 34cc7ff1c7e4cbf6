"""What a file is, by its first bytes."""

from __future__ import annotations

import re
from enum import Enum
from pathlib import Path

from ingest.errors import UnsupportedError


class Kind(Enum):
    """The kinds of file that are read."""

    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"
    MARKDOWN = "markdown"
    TEXT = "text"


_BY_SUFFIX = {
    ".html": Kind.HTML, ".htm": Kind.HTML, ".xhtml": Kind.HTML,
    "": Kind.TEXT, ".md": Kind.MARKDOWN, ".markdown": Kind.MARKDOWN, ".txt": Kind.TEXT, ".text": Kind.TEXT,
}  # fmt: skip
_MARKUP = re.compile(rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_OLE = b"\xd0\xcf\x11\xe0"
_FOREIGN: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG", "a PNG picture", "una imagen PNG"),
    (b"\xff\xd8\xff", "a JPEG picture", "una imagen JPEG"),
    (b"GIF8", "a GIF picture", "una imagen GIF"),
    (b"II*\0", "a TIFF picture", "una imagen TIFF"),
    (b"MM\0*", "a TIFF picture", "una imagen TIFF"),
    (b"RIFF", "a media file", "un archivo multimedia"),
    (_OLE, "an old Office file", "un archivo de Office antiguo"),
    (b"PK", "a ZIP archive or another Office file", "un archivo ZIP u otro archivo de Office"),
    (b"\x1f\x8b", "a compressed archive", "un archivo comprimido"),
    (b"7z\xbc\xaf", "a compressed archive", "un archivo comprimido"),
    (b"Rar!", "a compressed archive", "un archivo comprimido"),
    (b"{\\rtf", "an RTF file", "un archivo RTF"),
    (b"%!PS", "a PostScript file", "un archivo PostScript"),
    (b"\x7fELF", "a program", "un programa"),
    (b"MZ", "a program", "un programa"),
)


def sniff(head: bytes, suffix: str) -> Kind | None:
    """The kind of a file from its first bytes and its lower-case extension; None for what is not read.

    A damaged PDF or DOCX that keeps its extension counts as one, so that it is reported as damaged.
    """
    if b"%PDF-" in head[:1_024]:
        return Kind.PDF
    if head.startswith(b"PK\x03\x04") and (suffix == ".docx" or b"word/" in head or b"[Content_Types]" in head):
        return Kind.DOCX
    foreign = any(head.startswith(magic) for magic, _, _ in _FOREIGN if magic != b"MZ" or b"\0" in head)
    if foreign:
        return None
    if suffix in (".pdf", ".docx"):
        return None if _is_text(head) else (Kind.PDF if suffix == ".pdf" else Kind.DOCX)
    if not _is_text(head):
        return None
    if suffix in (".md", ".markdown"):
        return Kind.MARKDOWN
    return Kind.HTML if _MARKUP.match(head) else _BY_SUFFIX.get(suffix)


def _is_text(head: bytes) -> bool:
    """Whether the bytes can be text in UTF-8, UTF-16 or an 8-bit code."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return True
    sample = head[:4_096]
    if b"\0" in sample:
        zeros = (sample[0::2].count(0), sample[1::2].count(0))
        return max(zeros) > 0.3 * len(sample) and min(zeros) < 0.02 * len(sample)
    control = sum(1 for byte in sample if byte < 32 and byte not in b"\t\n\r\f\x0b\x1b")
    return control <= 0.02 * len(sample)


def unsupported(name: str, head: bytes) -> UnsupportedError:
    """The error for a file that is not read, saying what it seems to be."""
    for magic, english, spanish in _FOREIGN:
        if head.startswith(magic):
            return UnsupportedError(name=name, found={"en": english, "es": spanish})
    if name.lower().endswith((".pdf", ".docx")) and _is_text(head):
        return UnsupportedError("misnamed", name=name, extension=name[name.rindex(".") + 1 :].upper())
    if _is_text(head):
        return UnsupportedError(name=name, found={"en": "text in another format", "es": "texto en otro formato"})
    return UnsupportedError(name=name, found={"en": "an unknown format", "es": "un formato desconocido"})


def is_encrypted_office(path: Path, head: bytes) -> bool:
    """Whether this is an Office file under a password: an OLE container that holds an encrypted package."""
    return head.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in path.read_bytes()
