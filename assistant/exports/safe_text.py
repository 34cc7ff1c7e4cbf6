"""Text of documents made safe for the formats that it is written to."""

from __future__ import annotations

import re

_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~$!])")


def printable(text: str) -> str:
    """The text without the control characters that XML, and so Word and Excel, forbid."""
    return _NOT_IN_XML.sub("", text)


def literal(text: str) -> str:
    """The text with the marks of Markdown made literal, so that a quoted document cannot bring links or pictures in."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))
