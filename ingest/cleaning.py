"""Characters, running headers, footnote marks and boilerplate: what a page carries that is not its text."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from spellchecker import SpellChecker

from ingest.document import RawPage
from ingest.terms import LANGUAGES

BROKEN = "\ufffd"
_LIGATURES = {chr(c): unicodedata.normalize("NFKC", chr(c)) for c in range(0xFB00, 0xFB07)}
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]|[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_SPACES = re.compile(r"\s+")
_EMPHASIS = re.compile(r"\*{2,}")
"""Markdown's marks where an unclosed pair of them was left in the text."""
_CANDIDATES = ("fi", "fl", "ff", "ffi", "ffl")
_BROKEN_WORD = re.compile(rf"[^\W\d_]*(?:{BROKEN}[^\W\d_]*)+")
_CUT_RANGE = re.compile(r"(?<=\d)– (?=\d)")
_CLEARLY = 20
"""How many times more frequent a reading must be than the next one to be taken for the word that was meant."""

Span = tuple[int, int]


def clean(text: str) -> str:
    """The text with ligatures decomposed, invisible characters removed and every run of blanks made one space."""
    return _collapsed(text).strip()


def _collapsed(text: str) -> str:
    if not text.isascii():
        text = _LIGATURE.sub(lambda m: _LIGATURES[m[0]], text)
    return _SPACES.sub(" ", _INVISIBLE.sub("", _EMPHASIS.sub("", text)))


def clean_with_spans(text: str, spans: Sequence[Span]) -> tuple[str, tuple[Span, ...]]:
    """`clean`, with character spans of the text carried over to the cleaned one; spans that vanish are left out."""
    cleaned = clean(text)
    moved = ((_moved(text, start), _moved(text, end)) for start, end in spans)
    tight = [_tightened(cleaned, start, end) for start, end in moved]
    return cleaned, tuple((start, end) for start, end in tight if start < end)


def _moved(text: str, at: int) -> int:
    """Where a place of a text stands after cleaning."""
    return len(_collapsed(text[:at]).lstrip())


def _tightened(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


@lru_cache(maxsize=4)
def _dictionary(language: str) -> SpellChecker:
    return SpellChecker(language=language if language in LANGUAGES else "en")


def known_word(word: str, language: str) -> bool:
    """Whether a word stands in the frequency list of its language (English where the language has none here)."""
    return word.lower() in _dictionary(language).word_frequency.dictionary


# --- characters -----------------------------------------------------------------------------------------------------


def mend(text: str, language: str) -> str:
    """The text as it was meant: ranges in one piece, broken characters (U+FFFD) read as a ligature.

    A character is mended where one of the five ligatures clearly makes a word of the language.
    """
    text = _CUT_RANGE.sub("–", text)
    if BROKEN not in text:
        return text
    return _BROKEN_WORD.sub(lambda m: _mended_word(m[0], language), text)


def _mended_word(word: str, language: str) -> str:
    if word.count(BROKEN) > 2:
        return word
    readings = [word]
    while BROKEN in readings[0]:
        readings = [r.replace(BROKEN, c, 1) for r in readings for c in _CANDIDATES]
    frequencies = sorted(((_dictionary(language)[r.lower()], r) for r in readings), reverse=True)
    (best, reading), (second, _) = frequencies[0], frequencies[1]
    return reading if best > 0 and best >= _CLEARLY * second else word


def joined(left: str, right: str, language: str) -> str:
    """Two lines of one paragraph as one text: a word cut by a hyphen and a range cut after its dash become whole."""
    if re.search(r"\d[–-]$", left) and right[:1].isdigit():
        return left + right
    cut = re.search(r"(\S*[^\W\d_]{2})-$", left[left.rfind(" ") + 1 :]) if left.endswith("-") else None
    if cut is None or not right[:1].islower():
        return f"{left} {right}" if left and right else left + right
    second = re.split(r"[\W\d_]", right, maxsplit=1)[0]
    return left + right if _keeps_hyphen(cut[1], second, language) else left[:-1] + right


def _keeps_hyphen(first: str, second: str, language: str) -> bool:
    """Whether the hyphen at a line's end belongs to the word: ``well-managed``, but not ``govern-ment``."""
    part = re.split(r"[^\w]", first)[-1]
    if not first.replace("-", "").isalpha() or known_word(part + second, language):
        return not first.replace("-", "").isalpha()
    return known_word(part, language) and known_word(second, language)


# --- running headers and footers ------------------------------------------------------------------------------------

_PAGE_NUMBER = re.compile(
    r"(?:[-–—|]\s*)?(?:(?:page|página|pagina|pág\.?|p\.)\s*)?\d{1,4}(?:\s*(?:/|of|de)\s*\d{1,4})?(?:\s*[-–—|])?",
    re.IGNORECASE,
)
_NAMED_PAGE = re.compile(r"(?:page|página|pagina|pág\.?)\s*\d{1,4}(?:\s*(?:/|of|de)\s*\d{1,4})?", re.IGNORECASE)
_EDGE = 3
"""Lines at the top and at the bottom of a page that may be running ones."""


def running_lines(pages: Sequence[RawPage]) -> frozenset[tuple[int, int]]:
    """Places ``(page index, line index)`` of running headers, footers and page numbers."""
    edges = [_edge_lines(page) for page in pages]
    seen = Counter(key for edge in edges for key in {_shape(text) for _, text in edge})
    often = {key for key, count in seen.items() if count >= 2 and count >= 0.4 * len(pages) and key}
    numbered = _numbered_pages(edges) | _named_pages(pages, edges)
    return frozenset(
        (p, i)
        for p, edge in enumerate(edges)
        for i, text in edge
        if (_shape(text) in often and not _opens_contents(text)) or (p, i) in numbered
    )


def _named_pages(pages: Sequence[RawPage], edges: Sequence[list[tuple[int, str]]]) -> set[tuple[int, int]]:
    """``page 3`` at the edge of a page, unless the page has several such lines: those point to other pages."""
    counts = [sum(_NAMED_PAGE.fullmatch(clean(line.text)) is not None for line in page.lines) for page in pages]
    return {
        (p, i) for p, edge in enumerate(edges) for i, text in edge if counts[p] == 1 and _NAMED_PAGE.fullmatch(text)
    }


def _edge_lines(page: RawPage) -> list[tuple[int, str]]:
    filled = [(i, clean(line.text)) for i, line in enumerate(page.lines) if line.text.strip()]
    return filled if len(filled) <= 2 * _EDGE else filled[:_EDGE] + filled[-_EDGE:]


def _shape(text: str) -> str:
    """A line with its figures blanked out, so that ``page 3`` and ``page 4`` are one running line."""
    is_sentence = len(text) > 60 and text.endswith(".")
    return re.sub(r"\d+", "#", text) if len(text) <= 120 and not is_sentence else ""


def _opens_contents(text: str) -> bool:
    return bool(re.match(r"#|annex$|anexo$", _shape(text).lower()))


def _numbered_pages(edges: Sequence[list[tuple[int, str]]]) -> set[tuple[int, int]]:
    """Bare numbers at the very edge of three pages or more that count up with the pages."""
    found: dict[int, list[tuple[int, int]]] = {}
    for p, edge in enumerate(edges):
        for i, text in {edge[0], edge[-1]} if edge else set():
            if _PAGE_NUMBER.fullmatch(text):
                number = re.findall(r"\d+", text)[0]
                found.setdefault(int(number) - p, []).append((p, i))
    return {place for places in found.values() if len(places) >= 3 for place in places}


# --- footnote marks -------------------------------------------------------------------------------------------------

GLUED_MARK = re.compile(r"(?<=[a-záéíóúñü.,;:!?”\"’»)\]])(?<!\d[.,:])(\d{1,3})(?=[\s.,;:)”\"]|$)")
"""Figures glued to a word, a stop or a quotation mark: ``countries.5``, ``Framework10``; not ``COVID-19``, ``1.2``."""


def without_marks(text: str, spans: Sequence[Span]) -> str:
    """The text without the characters of the given spans (footnote marks)."""
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + text[end:]
    return text


# --- boilerplate ----------------------------------------------------------------------------------------------------

LINK = re.compile(r"(?:https?://|www\.)\S+|\b[\w-]+\.(?:org|int|gob|gov|com|net|edu)(?:\.[a-z]{2})?/\S*", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
_PHONE = re.compile(
    r"(?:\b(?:tel[ée]?fonos?|tel|tfno|phone|fax|cel|mobile)\b\.?:?\s*\+?|\+)\(?\d{1,4}\)?[\s\d().-]{5,}"
    r"|\(\+?\d{1,4}\)\s?\d[\s\d.-]{4,}"
    r"|^[\s\d().-]{7,}$",
    re.IGNORECASE,
)
_SOCIAL = re.compile(
    r"(?<!\w)@\w{3,}|\b(?:facebook|twitter|instagram|youtube|linkedin|flickr|tiktok)\s*:\s*.{1,60}", re.IGNORECASE
)
_ADDRESS = re.compile(
    r"(?:calle|avenida|avda?\.|jr\.|jirón|plaza|edificio|apartado|p\.?\s?o\.? box|street|avenue|building)\b.{0,120}\d",
    re.IGNORECASE,
)
_LEAD_ON = re.compile(
    r"(?:to )?(?:learn|read|find|see|click|view|download|visit|access|discover)\b.{0,120}\bhere\W*"
    r"|(?:for|para) (?:more|further|mayor|más) (?:information|details|información|detalles)\b.{0,60}"
    r"\b(?:visit|contact|click|visite|contacte|comuníquese|escriba|haga clic)\b.*"
    r"|(?:conozca|lea|vea|descargue|consulte|haga clic|haz clic)\b.{0,120}\b(?:aquí|aqui)\W*",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"(?:add|insert) (?:a )?caption\b.*|(?:map|photo|photograph|image|picture|icon|logo|banner)s? "
    r"(?:displaying|showing|of|depicting)\b.{0,80}|pie de foto\b.*|(?:©|photo:|foto:|credit:).{0,120}|"
    r"(?:mapa|foto|fotografía|imagen|logotipo|ícono|icono) (?:de|del|que)\b.{0,80}",
    re.IGNORECASE,
)
_NAVIGATION = re.compile(
    r"(?:home|menu|search|share|print|back to top|contact(?: us)?|skip to (?:main )?content|next|previous|login|"
    r"sign in|inicio|menú|buscar|compartir|imprimir|volver arriba|contacto|contáctenos|siguiente|anterior|noticias|"
    r"news|local|related (?:links|content)|follow us|síganos|cookies?|privacy policy|(?:table of )?contents|índice)",
    re.IGNORECASE,
)


def is_boilerplate(text: str) -> bool:
    """Whether a whole block is furniture: links, contact lines, left-over captions, navigation words."""
    if any(p.fullmatch(text) for p in (_NAVIGATION, _CAPTION, _SOCIAL, _LEAD_ON)):
        return True
    return _is_links(text) or _is_contact(text)


def leads_elsewhere(sentence: str) -> bool:
    """Whether a sentence only sends the reader to another page, such as one that ends in a link named ``here``."""
    return bool(_LEAD_ON.fullmatch(sentence) or _is_links(sentence))


def _is_links(text: str) -> bool:
    """At least half of the characters are addresses of pages or mailboxes, and what is left is no sentence."""
    rest = _EMAIL.sub("", LINK.sub("", text))
    return len(rest) < len(text) and (len(rest) <= len(text) / 2 or len(rest.split()) <= 3)


def _is_contact(text: str) -> bool:
    rest = _SOCIAL.sub("", _PHONE.sub("", _EMAIL.sub("", text)))
    return len(text) <= 200 and ((len(rest) < len(text) and len(rest.split()) <= 4) or bool(_ADDRESS.match(text)))


def is_caption(text: str) -> bool:
    """Whether a line is a caption, or the place kept for one (``Add caption here``)."""
    return _CAPTION.fullmatch(text) is not None


def is_caption_like(text: str) -> bool:
    """A few words with no figure and no stop, begun small: what is left of an image's name (``quant map``)."""
    return not _ICON.match(text) and text[:1].islower() and len(text.split()) <= 4 and not re.search(r"[\d.:;!?]", text)


_ICON = re.compile(r"^\w{2,12} [Ii]con\s*(?=[A-ZÁÉÍÓÚÑ])")


def clean_heading(text: str) -> str:
    """A heading as a section path shows it: without the name of an icon stuck to it."""
    return _ICON.sub("", text).strip(' :–—-“”«»"')
