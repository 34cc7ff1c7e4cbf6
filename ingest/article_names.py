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
_LEAD = re.compile(r"^(?:articles?|articulos?|art|arts|sections?|secciones|seccion|sec)\b\.?\s*(?:n[o°º]?\.?\s*)?")
_NUMBER = re.compile(r"\d+")
_LETTER = re.compile(r"^\.?(?:[ \-–—]*(bis|ter|quater|quinquies)| ?[\-–—] ?([a-z])|(?!o\b)([a-z]))\b")
"""What follows a number; an "o" set right after it is a raised ordinal mark that lost its place."""
_RAISED = re.compile(r"(?<=\d)\.?[ºª°]|[ºª°]")


_ONE = (
    r"(?:\d+[°º]?\.?(?: ?- ?[a-z]\b|[a-z]\b| ?-? ?(?:bis|ter|quater)\b)?|unico\b|"
    r"(?:primer|segund|tercer|cuart|quint|sext|septim|octav|noven|decim)[oa]\b)"
)
_NUMBER_NAMED = re.compile(_ONE)
_NAMED = re.compile(rf"\b(?:article|art|articulo|section)s?\.? (?:n[o°º]?\.? )?((?:{_ONE}(?:, | y | and )?)+)")


def articles_named(text: str) -> frozenset[str]:
    """The normal forms of the articles that a text names: of "sections 18 and 19 of the law", ``18`` and ``19``."""
    found = _NAMED.finditer(fold(text))
    return frozenset(article_name(number) for named in found for number in _NUMBER_NAMED.findall(named[1]))


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
