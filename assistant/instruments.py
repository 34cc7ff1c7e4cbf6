"""Legal instruments as texts name them: "Executive Decree No. 249 of 2019", "Decreto Ley 3 de 2008"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.terms import fold

# Kinds in both languages by one name each; longer names first, since "executive decree" ends in "decree".
_KINDS: tuple[tuple[str, str], ...] = (
    ("executive_decree", r"executive decrees?|decretos? ejecutivos?"),
    ("decree_law", r"decree[- ]laws?|law decrees?|decretos?[- ]ley(?:es)?"),
    ("ministerial_decree", r"ministerial decrees?|decretos? ministerial(?:es)?"),
    ("supreme_decree", r"supreme decrees?|decretos? supremos?"),
    ("legislative_decree", r"legislative decrees?|decretos? legislativos?"),
    ("bill", r"(?:draft )?bills?|draft laws?|proyectos? de ley|anteproyectos?(?: de ley)?"),
    ("resolution", r"(?:[a-z]+ )?resolutions?|resolucion(?:es)?(?: [a-z]+)?"),
    ("decree", r"decrees?|decretos?"),
    ("law", r"laws?|acts?|ley(?:es)?"),
)
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|enero|febrero|marzo|abril|"
    r"mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre)"
)
_YEAR_TAIL = (
    r"(?:,?\s*\(?(?:of|de|del|from|adopted in|dated)?\s*(?:the\s+)?(?:\d{1,2}\s+(?:of\s+|de\s+)?)?"
    rf"(?:{_MONTH}\s*)?(?:\d{{1,2}},?\s+)?(?:of\s+|de\s+|del\s+)?((?:19|20)\d\d)\)?)?"
)
_NUMBER = r"(?:\s*(?:no|nro|num|number|numero|n)?\s*\.?\s*[°º#]?\s*)(\d{1,5}(?:-\d{1,4})?(?:-[a-z]+)*)"
_PATTERN = re.compile(
    r"\b(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _KINDS) + r")\b" + _NUMBER + r"(?![\w%])" + _YEAR_TAIL
)
# "N.º 77", "N° 1350", "no 5"
_SUPERSCRIPT_NUMBER = re.compile(r"(?<=\bn)\.?[º°o](?=\s*\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument as named: its kind, number and, where printed, year."""

    kind: str
    number: str
    year: str | None

    def may_be(self, other: Instrument) -> bool:
        """Whether both may name one instrument: same number, no other year, kinds that go together."""
        if self.number != other.number or (self.year and other.year and self.year != other.year):
            return False
        if self.kind == other.kind:
            return True
        general = {
            "decree": {"executive_decree", "decree_law", "ministerial_decree", "supreme_decree", "legislative_decree"},
            "law": {"decree_law"},
        }
        return other.kind in general.get(self.kind, set()) or self.kind in general.get(other.kind, set())


@lru_cache(maxsize=8192)
def instruments_in(text: str) -> tuple[Instrument, ...]:
    """The instruments that a text names by number, in order, each once."""
    folded = fold(_SUPERSCRIPT_NUMBER.sub("", text))
    found = []
    for match in _PATTERN.finditer(folded):
        kind = next(name for name, _ in _KINDS if match[name])
        number, year = match.groups()[-2:]
        if "-" in number and not year and re.fullmatch(r"\d+-(?:19|20)\d\d(?:-[a-z]+)*", number):
            year = number.split("-")[1]
            number = number.split("-")[0]
        if not year and re.fullmatch(r"(?:19|20)\d\d", number) and not re.search(r"n[°ºo.]|num|#", match[0]):
            continue  # "bill 2017": a year, not a number
        found.append(Instrument(kind, number.lstrip("0") or "0", year))
    return tuple(dict.fromkeys(found))


def without_instruments(text: str) -> str:
    """The folded text with the instruments that it names by number left out."""
    return _PATTERN.sub(" ", fold(_SUPERSCRIPT_NUMBER.sub("", text)))


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
