"""Text from documents, questions and file names, made safe for the two ways in which the app shows it.

Streamlit's Markdown turns addresses into links and ``:names:`` into pictures after backslashes are resolved, so no
escaping keeps untrusted text inert there. Such text is therefore shown as escaped HTML (``html``), and where a widget
takes Markdown only (its label), with word joiners that stop every construct (``label``).
"""

from __future__ import annotations

import re
from html import escape

_JOINER = "\u2060"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_PUNCTUATION = re.compile(r"([!-,./:-@\[-`{-~-])")
_LINKISH = re.compile(r"[:@]|www(?=\.)", re.IGNORECASE)
_HTTP = re.compile(r"https?://\S+", re.IGNORECASE)


def html(text: str) -> str:
    """The text as HTML that shows it letter for letter; control and direction-changing characters are dropped."""
    return escape(_CONTROL.sub("", text), quote=True)


def label(text: str) -> str:
    """The text for a widget's label: one line that looks the same and in which no Markdown works."""
    return _PUNCTUATION.sub(r"\\\1", _LINKISH.sub(lambda m: m[0] + _JOINER, line(text)))


def line(text: str) -> str:
    """The text on one line, for places that show text as it is, such as the options of a list."""
    return " ".join(_CONTROL.sub("", text).split())


def web_address(url: str | None) -> str | None:
    """The address where it is an ordinary one of the web; None for ``javascript:`` and the like."""
    return url if url and _HTTP.fullmatch(url) else None
