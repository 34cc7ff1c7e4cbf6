"""What a sentence names: legal instruments by number, institutions, abbreviations, years and figures, with places.

Rules of English and Spanish spelling, and the names in ``corpus/instruments.toml`` where a text has them; nothing is
keyed to a country. Places (``start``, ``end``) are in the text that is searched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.instruments.naming import Instrument, instruments_in
from ingest.months import MONTH, MONTHS
from ingest.terms import fold

_CAP = r"(?:[A-ZÁÉÍÓÚÑ][\wáéíóúñü]*[a-záéíóúñü][\w’'´áéíóúñü]*(?:-[A-ZÁÉÍÓÚÑ]?[\wáéíóúñü]+)*)"
_HEAD_EN = (
    r"(?:Ministry|Office|Service|Institute|Directorate|Secretariat|Commission|Council|Committee|Authority|Fund|"
    r"Conference|Network|Organization|University|Centre|Center|Bureau|Board|Agency|Department|Tribunal|Court|Guard|"
    r"Association|Forum|Commissioner)"
)
_HEAD_ES = (
    r"(?:Ministerio|Servicio|Instituto|Oficina|Secretaría|Comisión|Consejo|Autoridad|Dirección|Caja|Defensoría|"
    r"Comité|Conferencia|Red|Organización|Universidad|Centro|Tribunal|Fondo|Agencia|Departamento|Asociación|Foro|"
    r"Superintendencia|Contraloría|Colegio|Alcaldía)"
)
_NOT_FIRST = (
    r"(?!(?:The|A|An|This|That|Each|Every|In|On|By|With|For|From|Its|Their|All|Both|Any|No|Other|Among|Under|"
    r"According|Through|When|While|As|At|To|Of|And|However|Since|After|Before|During|Currently|Moreover|Likewise|"
    r"Government|Memorandum|Section|Table|Republic|La|El|Los|Las|En|Además|Según|Por|Para|Con|Desde)\b)"
)
_MORE_EN = (
    rf"(?:\s+(?:of|for|on|against|to|in)(?:\s+the)?\s+(?!{_HEAD_EN}\b|National\b){_CAP}"
    rf"(?:(?:\s+(?:(?:of|for|to|in|on|against|from)(?:\s+the)?|and))?\s+(?!{_HEAD_EN}\b|National\b){_CAP}"
    rf"|,\s+(?!{_HEAD_EN}\b|National\b){_CAP}(?=\s+and\s+(?!{_HEAD_EN}\b|National\b){_CAP}))*)?"
)
_ENGLISH = re.compile(
    rf"(?<![\w–-]){_NOT_FIRST}(?:(?:{_CAP}|IOM|UN)(?:['’]s)?\s+{_NOT_FIRST}){{0,5}}?{_HEAD_EN}\b(?:\s+(?:{_HEAD_EN})\b)?{_MORE_EN}"
)
_LINK_ES = (
    r"(?:de la|de los|de las|del|de|para la|para el|para los|para las|para|contra la|contra el|contra|sobre la|sobre|a)"
)
_SPANISH = re.compile(
    rf"(?<![\w-]){_HEAD_ES}(?:\s+(?!{_HEAD_ES}\b){_CAP}|\s+{_LINK_ES}\s+(?!{_HEAD_ES}\b){_CAP}"
    rf"|,\s+(?!{_HEAD_ES}\b){_CAP}(?=\s+(?:y|e)\s+(?!{_HEAD_ES}\b){_CAP})"
    rf"|\s+(?:y|e)(?:\s+(?:de la|de los|del|de))?\s+(?!{_HEAD_ES}\b){_CAP})+"
)
_ABBREVIATION = r"[A-Z][A-Z0-9]{1,3}[A-Za-z]*[A-Z]|[A-Z]{2,12}|[A-Z][a-z]+[A-Z]{2,}|MiGOF"
_IN_BRACKETS = re.compile(
    rf"\s*\((?:[^()]{{2,120}}?,\s*)?(?P<short>{_ABBREVIATION})(?:,? (?:in Spanish|en inglés|por sus siglas[^()]*))?\)"
)
_LONG_BEFORE = re.compile(
    rf"(?<![\w-]){_NOT_FIRST}{_CAP}(?:(?:\s+(?:of|for|on|against|to|in|from|de|del|para|contra|sobre|a)"
    rf"(?:\s+(?:the|la|las|los|el|all))?\s+|\s+(?:and|y|e)\s+|\s+){_CAP}){{1,9}}$"
)
_NUMBERED = re.compile(
    r"\b(?:(?:Executive|Ministerial|Supreme|Legislative|Law)\s+Decrees?|Decree[- ]Law|Decree|Law|Bill|Resolution|"
    r"Decretos?\s+(?:Ejecutivo|Ley|Supremo|Legislativo|Ministerial)|Decreto|Ley|Proyecto de [Ll]ey|Resoluci[óo]n)"
    r"\s*(?:(?:No|Nro|Nº|N°|N|Núm|núm|n)\s*\.?\s*[°º]?\s*)?\d{1,5}(?:-\d{1,4})?"
    r"(?:\s*(?:,?\s*(?:of|de|del)\s+)(?:\d{1,2}\s+(?:of\s+|de\s+)?)?(?:[A-Za-zé]+\s+)?(?:(?:of|de|del)\s+)?(?:19|20)\d\d"
    r"|\s*\(\d{1,2} [A-Za-z]+ (?:19|20)\d\d\))?"
)
_YEAR = re.compile(r"(?<![\d/.,–-])(?:19|20)\d\d(?![\d/–-]|[.,]\d)")
_RANGE = re.compile(r"(?:19|20)\d\d\s*[–-]\s*(?:19|20)?\d\d")
NUMBER_WORDS = {
    "en": tuple(
        "two three four five six seven eight nine ten eleven twelve fifteen sixteen eighteen twenty twenty-four thirty "
        "forty forty-eight fifty sixty ninety".split()
    ),
    "es": (
        *"dos tres cuatro cinco seis siete ocho nueve diez once doce quince dieciséis dieciocho veinte".split(),
        *"veinticuatro treinta cuarenta".split(),
        "cuarenta y ocho",
        *"cincuenta sesenta noventa".split(),
    ),
}
NUMBER_VALUES = (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 16, 18, 20, 24, 30, 40, 48, 50, 60, 90)
_FIGURE = re.compile(r"(?<![\w/.,–-])\d{1,3}(?:(?:[.,]\d{3})+|\d{0,4})(?![\w/–-]|[.,]\d)(?=\s+[a-záéíóúñA-Z%])")
_NO_FIGURE = re.compile(
    r"(?:\b(?:No|N|Nº|N°|[Nn]úm|Nro)\.?\s*|\b(?:[Ss]ections?|[Aa]rticles?|[Aa]rt[íi]culos?|[Ss]ecci[óo]n|[Dd]omain|[Dd]ominio|"
    r"[Tt]able|[Tt]arget|[Mm]eta|[Tt]abla|[Cc]uadro|[Ii]ndicator|[Ii]ndicador|[Mm]odule|[Mm]ódulo|[Bb]ill|[Ll]aw|[Ll]ey|"
    r"[Pp]age|[Ii]tems?|[Dd]ecree|[Dd]ecreto|[Pp]rinciple|[Oo]bjective|[Oo]bjetivo|[Pp]rincipio|(?:and|to|y|a|-|–))\s+)$"
)

_IN_MONTH = re.compile(rf"\s+in (?:{MONTH})$", re.IGNORECASE)
_NO_END = (" National", " No", " Nacional")
_ANY_OFFICE = re.compile(r"(?:Country|Executive|Global|Central) \w+|(?:Oficina|Comité|Órgano) (?:de País|Ejecutiv[oa])")


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a text: ``name`` as printed, and its place."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A name with its abbreviation, as a text prints them together."""

    short: str
    name: str


@lru_cache(maxsize=16384)
def institutions(text: str, language: str) -> tuple[Mention, ...]:
    """The institutions that a text names by names of two words or more."""
    pattern = _SPANISH if language == "es" else _ENGLISH
    found = []
    for match in pattern.finditer(text):
        name = _IN_MONTH.sub("", match[0].strip())
        if " " in name and len(name) > 8 and not name.endswith(_NO_END) and not _ANY_OFFICE.fullmatch(name):
            found.append(Mention(name, match.start(), match.start() + len(name)))
    return tuple(found)


def abbreviation_after(text: str, end: int) -> Mention | None:
    """The abbreviation in brackets right after a name; its place is that of the brackets."""
    match = _IN_BRACKETS.match(text, end)
    return Mention(match["short"], match.start(), match.end()) if match else None


def abbreviations(text: str, language: str) -> Iterator[Abbreviation]:
    """Names that the text introduces together with an abbreviation."""
    bracketed = list(_IN_BRACKETS.finditer(text))
    # Institutions are looked for only beside brackets: the texts of a whole store are asked.
    known = {m.end: m.name for m in institutions(text, language)} if bracketed else {}
    for match in bracketed:
        name = known.get(match.start())
        if name is None:
            long = _LONG_BEFORE.search(text[: match.start()])
            name = long[0] if long and _spells(long[0], match["short"]) else None
        if name:
            yield Abbreviation(match["short"], name)


def _spells(name: str, short: str) -> bool:
    """Whether the initials of a name are the letters of its abbreviation, in order."""
    initials = "".join(w[0] for w in re.findall(r"\w+", fold(name)))
    letters = iter(initials)
    return all(any(letter == c for c in letters) for letter in fold(short))


@lru_cache(maxsize=16384)
def numbered(text: str) -> tuple[tuple[Mention, Instrument], ...]:
    """The instruments that a text names by number."""
    found = []
    for match in _NUMBERED.finditer(text):
        known = instruments_in(match[0])
        if known:
            found.append((Mention(match[0].strip(), match.start(), match.start() + len(match[0].strip())), known[0]))
    return tuple(found)


def years(text: str) -> list[Mention]:
    """The years in a text, those of periods left aside."""
    periods = [m.span() for m in _RANGE.finditer(text)]
    return [
        Mention(m[0], m.start(), m.end())
        for m in _YEAR.finditer(text)
        if not any(a <= m.start() < b for a, b in periods)
    ]


def has_period(text: str) -> bool:
    """Whether a text names a period such as 2017–2022."""
    return bool(_RANGE.search(text))


def figures(text: str, language: str) -> list[Mention]:
    """The counts, amounts and durations in a text, in figures or words; years, dates, numbers of norms left out."""
    taken = [(m.start, m.end) for m, _ in numbered(text)] + [m.span() for m in _RANGE.finditer(text)]
    found = []
    for match in _FIGURE.finditer(text):
        after = text[match.end() :].split(maxsplit=2)
        dated = bool(after) and (
            fold(after[0]) in MONTHS or (fold(after[0]) in ("de", "of") and len(after) > 1 and fold(after[1]) in MONTHS)
        )
        dated = dated or (len(after) > 1 and after[0] in ("al", "to", "y", "and") and after[1][0].isdigit())
        before = text[: match.start()]
        if dated or _NO_FIGURE.search(before) or _after_month(before) or _YEAR.fullmatch(match[0]):
            continue
        if not any(a <= match.start() < b for a, b in taken):
            found.append(Mention(match[0], match.start(), match.end()))
    words = "|".join(sorted(map(re.escape, NUMBER_WORDS.get(language, ())), key=len, reverse=True))
    if words:
        for match in re.finditer(rf"(?<![\w-])(?:{words})(?![\w-])(?=\s+[a-záéíóúñ])", text):
            if not _NO_FIGURE.search(text[: match.start()]):
                found.append(Mention(match[0], match.start(), match.end()))
    return sorted(found, key=lambda m: m.start)


def _after_month(before: str) -> bool:
    words = before.split()
    return bool(words) and fold(words[-1].strip(",")) in MONTHS


def value_of(figure: str, language: str) -> float | None:
    """The number that a figure or number word stands for."""
    words = NUMBER_WORDS.get(language, ())
    if figure in words:
        return float(NUMBER_VALUES[words.index(figure)])
    digits = re.sub(r"[.,](?=\d{3}\b)", "", figure)
    return float(digits) if digits.isdigit() else None
