"""The day that a question carries: "in 2014, how long ...", "under the law in force in 2018", "¿... regía en 2012?"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.months import MONTH, MONTHS

_LAW = (
    r"(?:(?:under|by|according to|following) the (?:laws?|rules?|legislation|norms?|regulations?)"
    r"(?: then| that (?:was|were))?(?: in (?:force|effect)| applicable| valid)?\s+|"
    r"(?:según|segun|con|conforme a|bajo|de acuerdo con) "
    r"(?:la ley|la legislación|la legislacion|la norma|la normativa|las normas)"
    r"(?: entonces| que (?:estaba|regía|regia))?(?: vigentes?| en vigor| en vigencia| aplicables?)?\s+)?"
)
_WHEN = (
    r"(?:(?:back )?in|during|as of|as at|on|at|en|durante|al|a fecha del?|a|hacia|el)\s+"
    r"(?:(?:the year|el año|el ano|año|mid-?|early|late|"
    r"principios de|fines de|finales de)\s+)?"
)
_DAY = (
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|º|°)?\s+(?:of\s+|de\s+)?(?=(?:{MONTH})\b))?"
    rf"(?:(?P<month>{MONTH})\s+(?:(?P<day2>\d{{1,2}}),?\s+)?(?:of\s+|de\s+|del\s+)?)?(?P<year>(?:19|20)\d\d)"
)
_PATTERN = re.compile(rf",?\s*(?<![\w-]){_LAW}{_WHEN}{_DAY}\b(?!\s?[-–/]\s?\d)\s*,?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dated:
    """A question with a day: the day in ISO, as exactly as it is told, and the question without it."""

    day: str
    rest: str


def dated(question: str) -> Dated | None:
    """The day that a question carries; None where it carries none, or more than one."""
    found = list(_PATTERN.finditer(question))
    if len(found) != 1:
        return None
    match = found[0]
    day = match["year"]
    if match["month"]:
        day += f"-{MONTHS[match['month'].casefold()]:02d}"
        number = match["day"] or match["day2"]
        day += f"-{int(number):02d}" if number else ""
    rest = f"{question[: match.start()]} {question[match.end() :]}"
    return Dated(day, re.sub(r"\s+(?=[?.])", "", re.sub(r"\s+", " ", rest)).strip())
