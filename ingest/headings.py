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
    RECITALS = 24
    PROVISION = 25
    ARTICLE = 26
    HEADING_IN_ARTICLE = 27
    QUOTED_PROVISION = 35
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
_UNITS = (
    r"PRIMER[OA]?", r"SEGUND[OA]", r"TERCER[OA]?", r"CUART[OA]", r"QUINT[OA]", r"SEXT[OA]", r"S[ÉE]P?TIM[OA]",
    r"OCTAV[OA]", r"NOVEN[OA]",
)  # fmt: skip
_TENS = (r"D[ÉE]CIM[OA]", r"VIG[ÉE]SIM[OA]", r"TRIG[ÉE]SIM[OA]", r"CUADRAG[ÉE]SIM[OA]")
_OF_TEN = {11: r"UND[ÉE]CIM[OA]", 12: r"DUOD[ÉE]CIM[OA]"}
_COUNTED = rf"(?:(?:{'|'.join(_TENS)})(?:[\s-]?(?:{'|'.join(_UNITS)})\b)?|{'|'.join((*_UNITS, *_OF_TEN.values()))})"
_ORDINALS = rf"(?:PRELIMINAR|[ÚU]NIC[OA]|FINAL|TRANSITORI[OA]|{_COUNTED})"
_DIVISION = re.compile(
    rf"[“\"«]?(?P<word>{'|'.join(words for _, words in _DIVISIONS)})\s+(?:[IVXLC]{{1,7}}|\d{{1,3}}|{_ORDINALS})\b"
    r"(?P<rest>\s*[.:\-–—]*\s*.*)",
    re.IGNORECASE,
)
_SIGN = r"\s?\.?\s?[°ºª]|(?<=\d)o(?=[\s.:-])"
"""What makes a figure an ordinal: ``1°``, ``1.º``, ``1o.``"""
_AMONG = r"(?:\s?-\s?[A-Z]\b|[A-Z]\b|\s?-?\s?(?:bis|ter|qu[áa]ter|quinquies|sexies|septies)\b)"
"""What an article put between two others has after its figure: ``8-A``, ``8 bis``."""
_CUT_FIGURE = r"\d{1,3}\s\d{1,2}(?=\.\s?-)"
"""A figure with a blank in it, as badly converted texts have them: ``Artículo 4 4.-``."""
_ARTICLE = re.compile(
    r"(?P<quote>[“\"«']\s*)?(?P<label>(?:art[íi]culo|article|art\.)\s+"
    rf"(?P<number>(?:{_CUT_FIGURE}|\d{{1,4}}(?:{_SIGN})?(?:{_AMONG})?|[IVXLC]{{1,7}}\b|{_ORDINALS}\b)"
    rf"(?:\s+(?:transitori[oa]|{_ORDINALS})\b)?)(?:{_SIGN})?)"
    r"(?P<end>\s*(?:[.:]\s*[-–—]*|[-–—]+|(?=\[)|$))(?!\d)\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_NAMED_ARTICLE = re.compile(
    r"(?P<label>(?:Art[íi]culo|Article|ART[ÍI]CULO|ARTICLE)\s+(?P<number>\d{1,3}(?:-?[A-Z]\b)?))\s+"
    r"(?!(?:Ley|Decreto|Reglamento|Constituci[óo]n|C[óo]digo|Convenio|Convenci[óo]n|Law|Act|Decree|Constitution)\b)"
    r"(?P<rest>[A-ZÁÉÍÓÚÑ][^.;:,]{2,90})"
)
"""An article whose title follows its number with nothing between: ``Article 5 Definitions``."""
_TITLE_BEFORE_TEXT = re.compile(
    r"(?!(?:El|La|Los|Las|Lo|Un|Una|En|Se|Son|Es|No|Tod[oa]s?|Cada|Quien|Cuando|Si|The|A|An|No|Each|Every|Any|If)\b)"
    r"(?P<title>[A-ZÁÉÍÓÚÑ][^\W\d_]+(?:\s[^\W\d_]+){0,5})\.\s?[-–—]*\s+(?=[A-ZÁÉÍÓÚÑ])"
)
"""A title on the line of its text: ``Artículo 1. Objeto. Este reglamento fija ...``."""
_SECTION_OF_ACT = re.compile(
    r"(?P<label>(?:Section|SECTION|Sec\.|SEC\.|§)\s*(?P<number>\d{1,4}(?:-?[A-Z]{1,2}\b)?))"
    r"(?:\s*(?:[.:]\s*[-–—]*|[-–—]+)|\s+(?=[A-Z(])|$)(?!\d)\s*(?P<rest>.*)|"
    r"(?P<short>(?P<figure>\d{1,3}[A-Z]{0,2})\.\s?[-–—]?\s?(?=\(1\)))(?P<after>.*)"
)
"""A section of an act in English: ``Section 5. Title``, ``Sec. 5``, ``5. (1) No person shall``."""
_TITLED_SECTION = re.compile(
    r"(?P<figure>\d{1,3}[A-Z]{0,2})\.\s*(?:[-–—]\s*)?(?P<title>[A-Z][^.;:()]{2,120}?)"
    r"(?:\.\s*[-–—]*(?=\s|$)|\s*$|\s*[-–—]*\s+(?=\(\d\)))\s*(?P<rest>.*)"
)
"""A section of an act by its figure and title: ``18. Detention``, ``18. Detention. (1) An alien may ...``."""
_CLOSING_KIND = r"(?:complementari[ao]|final|transitori[ao]|derogatori[ao]|modificatori[ao]|adicional|especial)(?:e?s)?"
_CLOSING_KINDS = rf"{_CLOSING_KIND}(?:(?:,\s*|,?\s+y\s+|\s+)(?:{_CLOSING_KIND}))*"
_PROVISIONS = re.compile(
    r"DISPOSICI[ÓO]N(?:ES)?\s+[A-ZÁÉÍÓÚÑ\s,Y]{4,90}\W*|"
    rf"[Dd]isposici(?:[óo]n|ones)\s+(?i:{_CLOSING_KINDS})\W*"
)
_ANNEX = re.compile(
    r"(?:ANEXOS?|ANNEX(?:ES)?|SCHEDULE|AP[ÉE]NDICE)(?:\s+(?:N[°º.]\s*)?(?:[IVX]+|\d+|[A-Z]|\w+))?\W*|"
    r"(?:Anexo|Annex|Schedule|Ap[ée]ndice)\s+(?:N[°º.]\s*)?(?:[IVX]+|\d+|[A-Z])\W*"
)
_QUOTED = r"(?P<quote>[“\"«']\s*)?"
_PROVISION = re.compile(
    rf"{_QUOTED}(?P<label>(?P<ordinal>{_ORDINALS})(?:\s+(?P<kind>disposici[óo]n\s+{_CLOSING_KINDS}))?)"
    r"\s*[.:]?\s*[-–—]+\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_NAMED_PROVISION = re.compile(
    rf"{_QUOTED}(?P<label>(?P<kind>disposici[óo]n\s+{_CLOSING_KINDS})\s+(?P<ordinal>{_ORDINALS}))"
    r"(?:\s*[.:]\s*[-–—]*|\s*[-–—]+|$)\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_BARE_PROVISION = re.compile(
    rf"{_QUOTED}(?P<label>(?P<ordinal>{_ORDINALS}))(?:\.\s+(?=[A-ZÁÉÍÓÚÑ\[“\"])|[.:]?$)(?P<rest>.*)", re.IGNORECASE
)
_RECITALS = re.compile(
    r"(?P<label>VISTOS?|CONSIDERANDOS?|Considerando|Vistos?|RECITALS?|WHEREAS|Whereas)\s*[:;]\s*(?P<rest>.*)"
)


@dataclass(frozen=True, slots=True)
class LegalHeading:
    """A heading of a norm: its rank, an article's number, and the label, where text follows on the same line."""

    rank: Rank
    article: str | None = None
    label: str | None = None


def legal_heading(text: str, *, whole: bool = False, act: bool = False) -> LegalHeading | None:
    """What division of a norm a line opens: book, title, chapter, section, article, provisions, recitals.

    With ``whole`` only divisions that fill their line count (``CAPÍTULO I``), whose name stands on the next one. In an
    ``act`` the sections are the articles.
    """
    if len(text) < 4 or (text[0] not in "LPBTCSADVÚUOQNFWRltcsadpuúoqnfvw“\"«'" and not act):
        return None
    section = _SECTION_OF_ACT.fullmatch(text) if act and not whole else None
    if section and (found := _section(section)):
        return found
    division = _DIVISION.fullmatch(text)
    if division and (found := _division(division)):
        return None if whole and division["rest"].strip(" .:-–—") else found
    if len(text.split()) <= 12 and _ANNEX.fullmatch(text):
        return LegalHeading(Rank.CAPITALS)
    if len(text.split()) <= 12 and _PROVISIONS.fullmatch(text):
        return LegalHeading(Rank.PROVISIONS)
    return None if whole else _provision(text) or _article(text) or _recitals(text)


def bare_provision(text: str) -> LegalHeading | None:
    """A closing provision that only a stop parts from its text (``SEGUNDA. Reglamento``): for use among provisions."""
    match = _BARE_PROVISION.fullmatch(text)
    return _provision_of(match) if match else None


def provisions_name(text: str) -> str | None:
    """What one of the closing provisions under a heading is called: ``Disposición Complementaria Final``."""
    match = re.search(rf"\bdisposici(?:[óo]n|ones)\s+({_CLOSING_KINDS})", text, re.IGNORECASE)
    if match is None:
        return None
    singular = re.sub(r"(?<=[^\W\d_]{4})(?:(?<=l)es|s)\b", "", match[1].lower())
    return "Disposición " + re.sub(r"\w+", lambda word: word[0] if word[0] == "y" else word[0].capitalize(), singular)


def provision_ordinal(article: str | None) -> int | None:
    """The place of a closing provision among its like: 1 for ``Primera Disposición Final``; 0 for the only one."""
    match = re.match(_ORDINALS, article or "", re.IGNORECASE)
    if match is None:
        return None
    text = match[0]
    eleventh = next((n for n, word in _OF_TEN.items() if re.fullmatch(word, text, re.IGNORECASE)), None)
    if eleventh:
        return eleventh
    tens = next((n for n, word in enumerate(_TENS, 1) if re.match(word, text, re.IGNORECASE)), 0)
    rest = re.sub(rf"^(?:{'|'.join(_TENS)})[\s-]?", "", text, flags=re.IGNORECASE)
    return 10 * tens + next((n for n, word in enumerate(_UNITS, 1) if re.fullmatch(word, rest, re.IGNORECASE)), 0)


_ENACTING = re.compile(
    r"(?:SE\s+)?(?:RESUELVEN?|DECRETAN?|ACUERDAN?|SANCIONA|EXPIDE|DISPONE)\s*:|"
    r"(?:ha dado|ha expedido|be it (?:therefore )?enacted|decreta lo siguiente)\b.*",
    re.IGNORECASE,
)


def enacts(text: str) -> bool:
    """Whether a paragraph is the formula after the recitals (``DECRETA:``)."""
    return _ENACTING.fullmatch(text) is not None


_CLOSING = re.compile(
    r"(?:dad[oa] en|reg[íi]strese|comun[íi]quese|publ[íi]quese|c[úu]mplase|mando se publique|done at|given at)\b.*|"
    r"por tanto:|en [^\W\d_]+(?: [^\W\d_]+)?, a los? .{4,40} d[íi]as? del mes de .*",
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


def _section(match: re.Match[str]) -> LegalHeading | None:
    number = match["number"] or match["figure"]
    label = match["label"] or match["short"].strip(" -–—")
    rest = match["rest"] if match["label"] else match["after"]
    # "Section 5 of this Act" is no heading; nor is a figure before a paragraph that is not its first.
    if match["label"] and re.match(r"(?:of|to|and|or|shall|applies|does|is|above|below)\b", rest):
        return None
    return LegalHeading(Rank.ARTICLE, f"Section {number}", None if match["label"] and is_title(rest) else label)


def is_section_opening(line: str) -> bool:
    """Whether a line may open a section of an act by a figure and its title, or by a figure and its first paragraph."""
    return _TITLED_SECTION.fullmatch(line) is not None or _SECTION_OF_ACT.fullmatch(line) is not None


def titled_section(text: str) -> LegalHeading | None:
    """The heading of a section of an act that has a figure and a title, with the label where its text follows."""
    match = _TITLED_SECTION.fullmatch(text)
    if match is None:
        return None
    label = text[: match.end("title")] if match["rest"] else None
    return LegalHeading(Rank.ARTICLE, f"Section {match['figure']}", label)


def _article(text: str) -> LegalHeading | None:
    match = _ARTICLE.fullmatch(text) or _NAMED_ARTICLE.fullmatch(text)
    if match is None or match["label"][0].islower():
        return None
    number = re.sub(r"\s|[°ºª]|\.(?=[°º])|(?<=\d)o$", "", match["number"])
    words = match["number"].split()
    suffix = re.search(r"(?<=\d)-?(bis|ter|qu[áa]ter|quinquies|sexies|septies)$", number, re.IGNORECASE)
    if suffix:
        number = f"{re.match(r'[0-9]+', number)[0]} {suffix[1].lower()}"  # type: ignore[index]
    elif not re.match(r"\d", number) and not re.fullmatch(r"[IVXLC]+", number, re.IGNORECASE):
        number = " ".join(word.capitalize() for word in words)
    elif re.search(r"transitori", number, re.IGNORECASE):
        number = " ".join([re.sub(r"[°ºª.]", "", words[0]), *(word.lower() for word in words[1:])])
    else:
        number = number.upper()
    quoted = match.groupdict().get("quote")
    label = None if is_title(match["rest"]) else match["label"]
    title = _TITLE_BEFORE_TEXT.match(match["rest"]) if label else None
    if label and title:
        label = text[text.index(label) : match.start("rest") + title.end("title")]
    return LegalHeading(Rank.QUOTED_ARTICLE if quoted else Rank.ARTICLE, number, label)


def _provision(text: str) -> LegalHeading | None:
    match = _PROVISION.fullmatch(text) or _NAMED_PROVISION.fullmatch(text)
    return _provision_of(match) if match else None


def _provision_of(match: re.Match[str]) -> LegalHeading:
    ordinal = " ".join(word.capitalize() for word in match["ordinal"].split())
    kind = match.groupdict().get("kind")
    article = f"{ordinal} {provisions_name(kind)}" if kind else ordinal
    rank = Rank.QUOTED_PROVISION if match["quote"] else Rank.PROVISION
    return LegalHeading(rank, article, None if is_title(match["rest"]) else match["label"])


def _recitals(text: str) -> LegalHeading | None:
    match = _RECITALS.fullmatch(text)
    return LegalHeading(Rank.RECITALS, label=match["label"] if match["rest"] else None) if match else None


def is_title(rest: str) -> bool:
    """Whether what follows an article's number is its title, not its text."""
    rest = re.sub(r"\s*\(\*+\)\W*$", "", rest)
    return not rest or (
        len(rest) <= _LONGEST_TITLE and not re.search(r"[.;:,][”\"]?$", rest) and not rest[:1].islower()
    )


_LONGEST_TITLE = 320
"""Characters. The titles of articles that amend others name all that they amend."""


def label_of(text: str) -> str | None:
    """The part of an article's heading that names it (``Artículo 5``)."""
    match = _ARTICLE.fullmatch(text) or _PROVISION.fullmatch(text) or _NAMED_PROVISION.fullmatch(text)
    return match["label"] if match else None
