"""Things of the kinds that questions ask for: figures, dates, durations, sums, instruments, names, lists."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.instruments.naming import instruments_in, names_an_instrument
from assistant.language.lexicon import LANGUAGES
from assistant.language.money import names_an_amount
from assistant.language.numbers import with_figures
from assistant.language.polarity import names_a_group
from assistant.understanding.answer_kind import Kind
from ingest.months import MONTH, MONTH_OR_SHORT
from ingest.terms import fold

NUMERAL = re.compile(r"\d+(?:[.,/:-]\d+)*")
_YEARS_JOINED = re.compile(r"(?:19|20)\d\d-(?:19|20)\d\d")
# "b)", "ii.", and the numbered paragraphs of norms: "10.1", "9.2.".
_ENUMERATOR = re.compile(r"^\s*(?:\d{1,3}(?:\.\d{1,2})+[.)]?(?=\s)\s*|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[).]\s*)+")
_LABEL_INSIDE = re.compile(r"(?<=: )\d{1,3}(?:\.\d{1,2})+[.)]?\s+")
_CARDINAL = re.compile(r"(?<![\w/.-])(\d+(?:[.,]\d+)?)(?![\w/]|-\w|\.\d)")
_NOT_A_FIGURE = re.compile(
    r"\b(?:section|article|art|no|n|num|page|annex|footnote|figure|table|chapter|title|domain|objective|principle|phase|step|target|goal|dominio|objetivo|principio|fase|paso|meta|seccion|articulo|pagina|anexo|capitulo|nota|tabla|cuadro)s?\.?\s?[°º]?\s?\d+(?:-\d+)?"
)
YEAR_LIKE = re.compile(r"\b(?:19|20)\d\d\b")
_TIME_UNIT = r"(?:hour|day|week|month|year|minute|hora|dia|semana|mes|meses|ano|minuto)s?"
_DURATION = re.compile(
    rf"\b(?:cada|every|each)\s+{_TIME_UNIT}\b|\d+\s*-?\s*{_TIME_UNIT}\b|\b(?:19|20)\d\d\s?[-–]\s?(?:19|20)?\d\d\b|"
    rf"\b(?:un|una|one|(?:period|term) of an?) (?:calendar )?{_TIME_UNIT}\b|"
    r"\bhasta (?:la |el |su )?(?:fin(?:alizacion)?|termino|conclusion|culminacion)\b|"
    r"\buntil (?:the |its )?(?:end|completion)\b"
)
_PERCENT = re.compile(r"\d\s*(?:%|per ?cent\b|por ciento\b)")
_DATE = re.compile(rf"\b(?:19|20)\d\d\b|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+|de\s+)?(?:{MONTH})\b")
_MONTHS = rf"(?:{MONTH_OR_SHORT})"
DAY = re.compile(rf"\b{_MONTHS}\.? \d{{1,2}}(?:st|nd|rd|th)?\b|\b\d{{1,2}}(?:st|nd|rd|th)?(?: of| de)? {_MONTHS}\b")
PROVISION = re.compile(
    r"\b(?:section|article|art|seccion|articulo|title|titulo|chapter|capitulo)\.?\s?(?:\d|[ivxlc]+\b)"
)
# "A resolution was issued", "mediante una resolución": an instrument of which no number is told.
_NORM = r"(?:\w+ )?(?:resolution|decree|law|act|resolucion|decreto|ley)\b"
_MADE = r"(?:issued|approved|adopted|passed|enacted|signed|aprob\w+|dict\w+|expid\w+|emiti\w+|promulg\w+)"
_NUMBERLESS = re.compile(
    rf"\b(?:an?|una?|one) {_NORM}(?! n?[.°º]*\d)(?: \w+){{0,2}} {_MADE}\b|"
    rf"\b(?:{_MADE}|mediante|through|by means of) (?:an?|una?|one) {_NORM}|"
    r"\b(?:mediante|through|by means of|by|por) (?:\w+ )?(?:resolutions|decrees|laws|resoluciones|decretos|leyes)\b"
)
# "When is it activated?" may be answered by an occasion instead of a date.
OCCASION = re.compile(
    r"\b(?:when there is|when there are|whenever|in case of|in the event of|cuando hay|en caso de|siempre que)\b"
)
_PERSON = re.compile(
    r"\b(?:Mr|Ms|Mrs|Dr|Sr|Sra|Lic)\.? [A-Z]|\b[A-ZÁÉÍÓÚÑ][\w’-]+ [A-ZÁÉÍÓÚÑ][\w’-]+(?: [A-ZÁÉÍÓÚÑ][\w’-]+)?, (?:the )?"
    r"(?:Head|Director|Minister|President|Chief|Representative|Secretary|Commissioner|Jef[ea]|Ministr[oa]|Representante|Secretari[oa]|Comisionad[oa])\b"
)
PROPER = re.compile(r"(?<!^)(?<![.!?] )\b[A-ZÁÉÍÓÚÑ][\w’'-]+|\b[A-ZÁÉÍÓÚÑ]{2,}\b")


# Who takes part may be told by kind: "all relevant ministries".
_BODIES = re.compile(
    r"\b(?:ministries|institutions|authorities|agencies|stakeholders|counterparts|governments|organi[sz]ations|municipalities|"
    r"ministerios|instituciones|autoridades|organismos|entidades|dependencias|actores|contrapartes|gobiernos|"
    r"organizaciones|municipios)\b"
)
NAME = re.compile(
    r"(?:[A-ZÁÉÍÓÚÑ][\w’'-]+ (?:(?:of|for|the|and|de|del|la|los|las|y|para) ){0,3}){1,}[A-ZÁÉÍÓÚÑ][\w’'-]+"
    r"|\b[A-ZÁÉÍÓÚÑ]{3,}\b"
)
"""A name of several words, or one in capitals."""
ENUMERATION = re.compile(
    r"(?:(?:[^\s,;:()]+\s+){0,7}[^\s,;:()]+[,;]\s+){3,}(?:[^\s,;:()]+\s+){0,7}?(?:and|or|y|e|o|among)\b|(?:[^,;:]+;\s+){2,}"
    r"|:\s+(?:[^,;:.()]+,\s+)+[^,;:.()]+\s(?:and|or|y|e|o)\s"
)
"""Three or more short items in a row, or longer ones set apart by semicolons."""


@lru_cache(maxsize=16384)
def spelled_out(text: str, language: str) -> str:
    """The folded text with number words as figures."""
    return _REPEATED_FIGURE.sub(r"\1", fold(with_figures(text, language)))


# Norms give a figure in words and again in brackets: "treinta (30) días" are 30 days.
_REPEATED_FIGURE = re.compile(r"\b(\d+) \(0*\1\)")


def of_span(numeral: str) -> tuple[str, ...]:
    """A numeral, and of years joined by a dash each of the two."""
    return (numeral, *numeral.split("-")) if _YEARS_JOINED.fullmatch(numeral) else (numeral,)


# "A third country", "un tercer país": an order, no count.
_APOCOPATED = {"primer": "1", "tercer": "3"}
_ORDINAL = re.compile(rf"\b(?:{'|'.join(_APOCOPATED)})\b", re.IGNORECASE)
_IN_ORDER = re.compile(r"\b(\d+)(?:st|nd|rd|th|er|ra|ro|[oa])\b")


def ordinals_in(text: str) -> frozenset[str]:
    """The figures of a text, in either language, that say which in order: "the second phase", «el tercer país»."""
    written = {n for language in LANGUAGES for n in _IN_ORDER.findall(spelled_out(text, language))}
    return frozenset(written | {_APOCOPATED[m.lower()] for m in _ORDINAL.findall(text)})


def has_figure(text: str, language: str) -> bool:
    """Whether a text has a figure that counts something: no year, no number of a law, section or page."""
    plain = _counting(text, language)
    for instrument in instruments_in(text):
        plain = re.sub(rf"\b{re.escape(instrument.number)}\b", " ", plain)
    return bool(_CARDINAL.search(plain))


def unlabelled(text: str) -> str:
    """A text without the labels of the clauses that it is made of: "b)", "10.1"."""
    return _LABEL_INSIDE.sub("", _ENUMERATOR.sub("", text))


def _counting(text: str, language: str) -> str:
    """The folded text without the figures that count nothing: of days, years, provisions and subsections."""
    bare = _ENUMERATOR.sub(" ", spelled_out(_ORDINAL.sub(" ", text), language))
    return DAY.sub(" ", YEAR_LIKE.sub(" ", _NOT_A_FIGURE.sub(" ", bare)))


def figures_in(text: str, language: str, before: int = 4, after: int = 7) -> list[str]:
    """For each figure that counts something, the words around it: a few before, some more after."""
    plain = _counting(text, language)
    label, colon, rest = plain.partition(":")
    if colon and not _CARDINAL.search(label) and _CARDINAL.search(rest):
        # "Foreign nationals with a residence title: 231,900": the whole label says what is counted.
        return [plain]
    tokens = plain.split()
    places = [
        i
        for i, t in enumerate(tokens)
        if _CARDINAL.search(t) and not (i + 1 < len(tokens) and re.match(_TIME_UNIT, tokens[i + 1]))
    ]
    return [" ".join(tokens[max(0, i - before) : i + after]) for i in places]


@lru_cache(maxsize=8192)
def satisfies(kind: Kind, text: str, language: str) -> bool:
    """Whether a sentence has the kind of thing that a question of this kind asks for."""
    match kind:
        case Kind.COUNT:
            return has_figure(text, language)
        case Kind.PERCENT:
            return bool(_PERCENT.search(spelled_out(text, language)))
        case Kind.DURATION:
            return bool(_DURATION.search(spelled_out(text, language)))
        case Kind.MONEY:
            return names_an_amount(spelled_out(text, language))
        case Kind.DATE:
            return bool(_DATE.search(fold(text)) or OCCASION.search(fold(text)))
        case Kind.INSTRUMENT:
            folded = fold(text)
            return names_an_instrument(text) or bool(PROVISION.search(folded) or _NUMBERLESS.search(folded))
        case Kind.LIST:
            return "|" in text or bool(ENUMERATION.search(text))
        case Kind.WHO:
            return bool(PROPER.search(text)) or names_a_group(fold(text)) or bool(_BODIES.search(fold(text)))
        case Kind.PERSON:
            return bool(_PERSON.search(text))
        case _:
            return True
