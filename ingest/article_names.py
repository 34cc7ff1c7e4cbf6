"""One name for an article, however it is written: "20-A", "20 - a" and "art. 20A"; "Primero" and "1.º"."""

from __future__ import annotations

import re

from ingest.terms import fold

_ORDINALS = (
    "primer[oa]?|segund[oa]|tercer[oa]?|cuart[oa]|quint[oa]|sext[oa]|septim[oa]|octav[oa]|noven[oa]|decim[oa]",
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth",
)
_ORDINAL = {
    re.compile(rf"(?:{word})"): str(number)
    for names in _ORDINALS
    for number, word in enumerate(names.split("|"), start=1)
}
_ROMAN = re.compile(r"[ivxl]+")
_LEAD = re.compile(r"^(?:articles?|articulos?|art|arts|sections?|secciones|seccion|sec)\b\.?\s*(?:n[o°º]?\.?\s*)?")
_NUMBER = re.compile(r"\d+")
_LETTER = re.compile(r"^\.?(?:[ \-–—]*(bis|ter|quater|quinquies)| ?[\-–—] ?([a-z])|(?!o\b)([a-z]))\b")
"""What follows a number; an "o" set right after it is a raised ordinal mark that lost its place."""
_RAISED = re.compile(r"(?<=\d)\.?[ºª°]|[ºª°]")


def article_name(written: str) -> str:
    """The normal form: ``20-a``, ``20-bis``, ``1``, ``unico``; a closing provision keeps its folded words.

    Two spellings are of one article just where their normal forms are equal.
    """
    text = _LEAD.sub("", " ".join(fold(_RAISED.sub("", written)).split())).strip(" .:;,-")
    for pattern, number in _ORDINAL.items():
        if pattern.fullmatch(text):
            return number
    found = _NUMBER.match(text)
    if not found:
        return text
    rest = _LETTER.match(text[found.end() :])
    suffix = next(filter(None, rest.groups())) if rest else ""
    return f"{int(found[0])}-{suffix}" if suffix else str(int(found[0]))
