"""Legal instruments as texts name them: "Executive Decree No. 249 of 2019", "Decreto Ley 3 de 2008"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from ingest.months import MONTH, MONTHS
from ingest.terms import fold, words

# Kinds in both languages by one name each; longer names first, since "executive decree" ends in "decree".
_KINDS: tuple[tuple[str, str], ...] = (
    ("executive_decree", r"executive decrees?|decretos? ejecutivos?"),
    ("decree_law", r"decree[- ]laws?|law decrees?|decretos?[- ]ley(?:es)?"),
    ("ministerial_decree", r"ministerial decrees?|decretos? ministerial(?:es)?"),
    ("supreme_decree", r"supreme decrees?|decretos? supremos?"),
    ("legislative_decree", r"legislative decrees?|decretos? legislativos?"),
    ("bill", r"(?:draft )?bills?|draft laws?|proyectos? de ley|anteproyectos?(?: de ley)?"),
    (
        "resolution",
        r"(?:[a-z]+ )?resolutions?|resolucion(?:es)?(?: del? [a-z]+(?: (?!n[°o]?\b)[a-z]+)?|(?! n[°o]?\b) [a-z]+)?",
    ),
    ("decree", r"decrees?|decretos?"),
    ("law", r"laws?|acts?|ley(?:es)?"),
)
_YEAR_TAIL = (
    r"(?:\s?/\s?(?P<slashed>(?:19|20)\d\d)(?!\d)|,?\s*\(?(?:of|de|del|from|adopted in|dated)?\s*(?:the\s+)?"
    r"(?:(?P<day>\d{1,2})\s+(?:of\s+|de\s+)?)?"
    rf"(?:(?P<month>{MONTH})\s*)?(?:\d{{1,2}},?\s+)?(?:of\s+|de\s+|del\s+)?(?P<year>(?:19|20)\d\d)\)?)?"
)
_NUMBER = (
    r"(?:\s*(?:nos?|no ?s|nro|nums|num|number|numeros?|n ?s|n)?\s*\.?\s*[°º#]?\s*)"
    r"(?P<number>\d{1,6}(?:-\d{1,4})?(?:-[a-z]+)*)"
)
_PATTERN = re.compile(
    r"(?:\b|(?<=\bla)|(?<=\bel))(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _KINDS)
    + r")\b"
    + _NUMBER
    + r"(?![\w%])"
    + _YEAR_TAIL
)
_SUPERSCRIPT_NUMBER = re.compile(r"(?<=\bn)\.?[º°o](?=\s*\d)", re.IGNORECASE)
# "D.S. 015-2017-RE", "DE 320/2008": initials stand for a kind only in capitals and before a number that has a year,
# or with their full stops; "de 320 personas" is no decree.
_NUMBER_MARK = r"\s?(?:[Nn](?:[oº°]\.?|[úu]m\.?|\.\s?[º°o]?)?\s?)?"
_STOPS = r"\.\s?"
_INITIALS: tuple[tuple[str, str], ...] = (
    ("decreto ejecutivo", "D{0}E"),
    ("decreto supremo", "D{0}S"),
    ("decreto legislativo", "D{0}(?:Leg|LEG)"),
    ("decreto ley", "D{0}L"),
    ("resolucion ministerial", "R{0}M"),
    ("resolucion suprema", "R{0}S"),
    ("resolucion legislativa", "R{0}L"),
    ("resolucion", "R"),
)
_ABBREVIATED: tuple[tuple[str, re.Pattern[str]], ...] = (
    *(
        (
            full,
            re.compile(
                rf"(?<![\w.])(?:{initials.format(_STOPS)}\.{_NUMBER_MARK}(?=\d)|"
                rf"{initials.format('')}{_NUMBER_MARK}(?=\d{{1,6}}(?:[-/](?:19|20)?\d\d\b|\s(?:de|of)\s(?:19|20)\d\d)))"
            ),
        )
        for full, initials in _INITIALS
    ),
    ("decreto legislativo", re.compile(rf"(?<![\w.])D\.?\s?Leg\.?{_NUMBER_MARK}(?=\d)")),
    ("decreto supremo", re.compile(rf"(?<![\w.])DS{_NUMBER_MARK}(?=\d{{1,6}}\b)")),
    # In some countries a decree-law, in others a legislative decree.
    ("decreto", re.compile(rf"(?<![\w.])DL{_NUMBER_MARK}(?=\d{{1,6}}\b)")),
)
_PLURAL = re.compile(
    r"(?:,\s*|\s+(?:y|e|and)\s+)(?:n[°º.]?\s*)?(?P<number>\d{1,6}(?:-\d{1,4})?(?:-[a-z]+)*)(?![\w%])" + _YEAR_TAIL
)


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument as named: its kind, number and, where printed, year and the letters of who issued it."""

    kind: str
    number: str
    year: str | None
    issuer: str | None = None

    def may_be(self, other: Instrument) -> bool:
        """Whether both may name one instrument: same number, no other year or issuer, kinds that go together."""
        if self.number != other.number or (self.year and other.year and self.year != other.year):
            return False
        if self.issuer and other.issuer and self.issuer != other.issuer:
            return False
        if self.kind == other.kind:
            return True
        general = {
            "decree": {"executive_decree", "decree_law", "ministerial_decree", "supreme_decree", "legislative_decree"},
            "law": {"decree_law"},
        }
        return other.kind in general.get(self.kind, set()) or self.kind in general.get(other.kind, set())


@dataclass(frozen=True, slots=True)
class Mention:
    """An instrument where a text names it: ``start`` and ``end`` in the text as ``read`` gives it.

    ``date`` is the day that the name prints, in ISO, where it prints one.
    """

    instrument: Instrument
    start: int
    end: int
    date: str | None = None


def read(text: str) -> str:
    """The text in the form in which instruments are looked for: folded, with initials of kinds written out."""
    for full, initials in _ABBREVIATED:
        text = initials.sub(f"{full} ", text)
    return fold(_SUPERSCRIPT_NUMBER.sub("", text))


def initials_in(text: str) -> frozenset[str]:
    """The folded initials that stand for kinds of instruments before their numbers in a text: ``ds``, ``leg``."""
    return frozenset(
        word for _, initials in _ABBREVIATED for found in initials.finditer(text) for word in words(found[0])
    )


@lru_cache(maxsize=8192)
def mentions_in(text: str) -> tuple[Mention, ...]:
    """The instruments that a text names by number, each time that it does, in order; places are those in ``read``."""
    folded = read(text)
    found = []
    for match in _PATTERN.finditer(folded):
        kind = next(name for name, _ in _KINDS if match[name])
        number, year, issuer = _parts(match["number"], match["year"] or match["slashed"])
        if not year and re.fullmatch(r"(?:19|20)\d\d", number) and not re.search(r"n[°ºo.]|num|#", match[0]):
            continue  # "bill 2017": a year, not a number
        day, month = match["day"], match["month"]
        date = f"{year}-{MONTHS[month]:02d}-{int(day):02d}" if day and month and match["year"] else None
        found.append(Mention(Instrument(kind, number, year, issuer), match.start(), match.end(), date))
        if match[kind].split(" ")[0].endswith("s") or match[kind].endswith("s"):
            found += _further(folded, match.end(), kind)
    return tuple(_with_shared_year(found))


def _parts(written: str, year: str | None) -> tuple[str, str | None, str | None]:
    """Of "015-2017-re": 15, 2017, re; a year of two digits stands in "005-99-re"."""
    number, *rest = written.split("-")
    if rest and re.fullmatch(r"(?:19|20)\d\d", rest[0]):
        year, rest = year or rest[0], rest[1:]
    elif len(rest) == 1 and re.fullmatch(r"[a-z]|bis|ter", rest[0]):
        # "Ley 18-A" is another law than "Ley 18"; who issued a norm is told by more letters, or after a year.
        number, rest = f"{number.lstrip('0') or '0'}-{rest[0]}", []
    elif len(rest) > 1 and re.fullmatch(r"\d\d", rest[0]):
        year, rest = year or (f"19{rest[0]}" if rest[0] > "40" else f"20{rest[0]}"), rest[1:]
    elif rest and rest[0].isdigit():
        number, rest = f"{number}-{rest[0]}", rest[1:]
    return number.lstrip("0") or "0", year, "-".join(rest) or None


def _further(folded: str, end: int, kind: str) -> list[Mention]:
    """The other numbers of a list: "Leyes 28008 y 28088"."""
    found = []
    while match := _PLURAL.match(folded, end):
        number, year, issuer = _parts(match["number"], match["year"] or match["slashed"])
        found.append(Mention(Instrument(kind, number, year, issuer), match.start(), match.end()))
        end = match.end()
    return found


def _with_shared_year(found: list[Mention]) -> list[Mention]:
    """Of "Decrees 249 and 100 of 2019" both are of 2019: neighbours of a list take over the year that follows it."""
    for earlier, later in reversed(list(pairwise(range(len(found))))):
        one, other = found[earlier], found[later]
        listed = other.start == one.end and other.instrument.kind == one.instrument.kind
        if listed and other.instrument.year and not one.instrument.year:
            found[earlier] = replace(one, instrument=replace(one.instrument, year=other.instrument.year))
    return found


@lru_cache(maxsize=8192)
def instruments_in(text: str) -> tuple[Instrument, ...]:
    """The instruments that a text names by number, in order, each once."""
    return tuple(dict.fromkeys(mention.instrument for mention in mentions_in(text)))


def without_instruments(text: str) -> str:
    """The folded text with the instruments that it names by number left out."""
    return _PATTERN.sub(" ", read(text))


_NAMED = re.compile(
    r"\b(?:constitution|labou?r code|family code|civil code|penal code|criminal code|organic law|statute|convention|"
    r"protocol|memorandum of understanding|agreement|treaty|constitucion|codigo|ley organica|estatuto|"
    r"convenio|convencion|"
    r"protocolo|memorando|acuerdo|tratado|reglamento|regulation|national (?:strategy|plan|policy)|"
    r"strategic plan|strategy for|plan against|action plan|manual|"
    r"estrategia nacional|plan nacional|politica nacional|plan estrategico|plan de accion|"
    r"carta de entendimiento|letter of understanding|statutory instrument|executive order|ordinance|by-?law|circular|"
    r"ministerial order|orden ministerial|ordenanza|acuerdo ministerial)\b"
)


# Symbols of documents of international organisations: C/106/40, A/RES/73/195, S/17/4.
_SYMBOL = re.compile(r"\b[A-Z]{1,4}(?:/[A-Z0-9.]+){1,4}/\d+\b")


@lru_cache(maxsize=8192)
def names_an_instrument(text: str) -> bool:
    """Whether a text names an instrument, with a number or (a constitution, a code, an agreement) without."""
    return bool(instruments_in(text)) or bool(_NAMED.search(fold(text))) or bool(_SYMBOL.search(text))
