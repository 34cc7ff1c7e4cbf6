"""Headings by their wording alone: capitals, outline numbers, and the divisions of a norm."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum


class Rank(IntEnum):
    """How high a heading stands where only its wording tells; smaller is higher."""

    CAPITALS = 1
    NUMBERED = 2
    TITLE = 6
    STEP = 7
    BOOK = 20
    TITLE_OF_LAW = 21
    CHAPTER = 22
    SECTION_OF_LAW = 23
    PROVISIONS = 21
    PROVISION = 25
    ARTICLE = 26
    HEADING_IN_ARTICLE = 27
    QUOTED_ARTICLE = 36
    """An article of another norm, or the new wording of one, set between quotation marks."""


OUTLINE = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?\s+(?=[A-ZÁÉÍÓÚÑ¿“\"])")
_LETTERED = re.compile(
    r"(?P<mark>[IVXLC]{1,6}|[A-Z]|\d{1,2})\s?(?:[.)]\s?[-–—]|[.)]|[-–—])\s*(?P<title>[^\W\d_].+?)\s*:?"
)
"""The headings of directives and plans: ``II.- BASE LEGAL``, ``A.- OBJETO``."""


QUOTED_BY = Rank.QUOTED_ARTICLE - Rank.ARTICLE
"""How much lower a heading stands where an article of a norm quotes it."""


def is_capitals(text: str) -> bool:
    """Whether a line is set in capitals (three letters at least, nine in ten of them)."""
    if text[1:].islower():
        return False
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 3 and sum(c.isupper() for c in letters) >= 0.9 * len(letters)


def text_rank(text: str) -> int:
    """The rank of a heading that only its wording tells."""
    lettered = _LETTERED.fullmatch(text)
    if lettered and is_capitals(lettered["title"]):
        return Rank.NUMBERED + (0 if re.fullmatch(r"[IVX]+|\d+", lettered["mark"]) else 1)
    if is_capitals(text):
        return Rank.CAPITALS
    number = OUTLINE.match(text)
    return Rank.NUMBERED + number[1].count(".") if number else Rank.TITLE


def is_lettered_heading(text: str) -> bool:
    """Whether a line is a short title in capitals behind a roman figure, a letter or a number (``A.- OBJETO``)."""
    match = _LETTERED.fullmatch(text)
    return match is not None and is_capitals(match["title"]) and len(text.split()) <= 15


# --- norms ----------------------------------------------------------------------------------------------------------

_DIVISIONS = (
    (Rank.BOOK, r"LIBRO|PARTE|BOOK|PART"),
    (Rank.TITLE_OF_LAW, r"T[ÍI]TULO|TITLE"),
    (Rank.CHAPTER, r"(?:SUB)?CAP[ÍI]TULO|CHAPTER"),
    (Rank.SECTION_OF_LAW, r"SECCI[ÓO]N|SECTION"),
)
_ORDINALS = (
    r"(?:PRELIMINAR|[ÚU]NIC[OA]|FINAL|PRIMER[OA]?|SEGUND[OA]|TERCER[OA]?|CUART[OA]|QUINT[OA]|SEXT[OA]|S[ÉE]PTIM[OA]|"
    r"OCTAV[OA]|NOVEN[OA]|D[ÉE]CIM[OA](?:\s+\w+)?|UND[ÉE]CIM[OA]|DUOD[ÉE]CIM[OA]|VIG[ÉE]SIM[OA](?:\s+\w+)?)"
)
_DIVISION = re.compile(
    rf"[“\"«]?(?P<word>{'|'.join(words for _, words in _DIVISIONS)})\s+(?:[IVXLC]{{1,7}}|\d{{1,3}}|{_ORDINALS})\b"
    r"(?P<rest>\s*[.:\-–—]*\s*.*)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"(?P<quote>[“\"«']\s*)?(?P<label>(?:art[íi]culo|article|art\.)\s+"
    rf"(?P<number>\d{{1,4}}(?:\s?-\s?[A-Z]\b|[A-Z]\b)?|[IVXLC]{{1,7}}\b|{_ORDINALS}\b)\s?[°ºo]?)"
    r"(?P<end>\s*(?:[.:]\s*[-–—]*|[-–—]+|(?=\[)|$))\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_PROVISIONS = re.compile(
    r"(?:DISPOSICI[ÓO]N(?:ES)?\s+[A-ZÁÉÍÓÚÑ\s,Y]{4,90}|ANEXOS?(?:\s+(?:[IVX]+|\d+|[A-Z]))?|ANNEX(?:\s+\w+)?)\W*"
)
_PROVISION = re.compile(rf"(?P<label>{_ORDINALS})\s*[.:]?\s*[-–—]+\s*(?P<rest>.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LegalHeading:
    """A heading of a norm: its rank, an article's number, and the label, where text follows on the same line."""

    rank: Rank
    article: str | None = None
    label: str | None = None


def legal_heading(text: str, *, whole: bool = False) -> LegalHeading | None:
    """What division of a norm a line opens: book, title, chapter, section, article, provisions.

    With ``whole`` only divisions that fill their line count (``CAPÍTULO I``), whose name stands on the next one.
    """
    if len(text) < 4 or text[0] not in "LPBTCSADVÚUOQNFltcsadpuúoqnfv“\"«'":
        return None
    division = _DIVISION.fullmatch(text)
    if division and (found := _division(division)):
        return None if whole and division["rest"].strip(" .:-–—") else found
    if _PROVISIONS.fullmatch(text) and is_capitals(text) and len(text.split()) <= 12:
        return LegalHeading(Rank.CAPITALS if text.startswith("AN") else Rank.PROVISIONS)
    if whole:
        return None
    article, provision = _ARTICLE.fullmatch(text), _PROVISION.fullmatch(text)
    if provision:
        return LegalHeading(Rank.PROVISION, label=None if _is_title(provision["rest"]) else provision["label"])
    return _article(article) if article else None


_CLOSING = re.compile(
    r"(?:dad[oa] en|reg[íi]strese|comun[íi]quese|publ[íi]quese|c[úu]mplase|mando se publique|done at|given at)\b.*",
    re.IGNORECASE,
)


def closes_norm(text: str) -> bool:
    """Whether a paragraph is a formula that closes a norm, before its signatures (``Regístrese y publíquese.``)."""
    return _CLOSING.fullmatch(text) is not None


def _division(match: re.Match[str]) -> LegalHeading | None:
    rest = match["rest"].strip()
    named = not rest or rest[0] in ".:-–—" or is_capitals(rest) or match["word"].isupper()
    if not named or len(rest.split()) > 20 or re.search(r"[,;]$|\.$", rest):
        return None
    rank = next(rank for rank, words in _DIVISIONS if re.fullmatch(words, match["word"], re.IGNORECASE))
    return LegalHeading(rank)


def _article(match: re.Match[str]) -> LegalHeading | None:
    number = re.sub(r"\s", "", match["number"])
    number = number.upper() if re.match(r"\d|[IVXLC]+$", number) else number.capitalize()
    if match["label"][0].islower():
        return None
    rank = Rank.QUOTED_ARTICLE if match["quote"] else Rank.ARTICLE
    return LegalHeading(rank, number, None if _is_title(match["rest"]) else match["label"])


def _is_title(rest: str) -> bool:
    """Whether what follows an article's number is its title, not its text."""
    return not rest or (len(rest) <= 160 and not re.search(r"[.;:,][”\"]?$", rest) and not rest[:1].islower())
