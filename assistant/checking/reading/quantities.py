"""How many or how much a clause speaks of."""

from __future__ import annotations

import re

from assistant.checking.reading.claim import Quantity
from assistant.language.bounds import LOWER, UPPER
from assistant.language.function_words import ONLY

NOT_ALL = re.compile(r"\bnot (?:all|every|everyone)\b|\bno tod[oa]s?\b|\bno (?:\w+ ){1,3}tod[oa]s\b")
_PATTERNS: tuple[tuple[Quantity, re.Pattern[str]], ...] = (
    (Quantity.ALL, re.compile(r"\b(?:all|every|everyone|always|tod[oa]s?|siempre(?! que)|any|cualquier|in all)\b")),
    (
        Quantity.MOST,
        re.compile(
            r"\bmost(?! of all)\b|\bmajority\b|\bmayor parte\b|\bgreater part\b|\bmayoria\b|\bmostly\b|"
            r"\bmayormente\b|\bgenerally\b"
        ),
    ),
    (
        Quantity.SOME,
        re.compile(
            r"\bsome\b|\bcertain\b|\bseveral\b|\ba few\b|\bamong\b|\balgun[oa]s?\b|\bciert[oa]s\b|\bvari[oa]s\b|"
            r"\bentre (?:las|los|ellas|ellos)\b|\bpartly\b|\bpartially\b|\bparcial\w*|\ben parte\b|\bpart of\b"
        ),
    ),
    (Quantity.ONLY, re.compile(rf"\b(?:{ONLY}|just)\b")),
    (
        Quantity.AT_LEAST,
        re.compile(
            rf"\b(?:{LOWER}|no less than|minimum|mas que|minim[oa])\b|\b(?:over|above) (?=\d)|\bexceed\w*|"
            r"\bmas del?(?: los)?(?= \d)|\bsupera\w*"
        ),
    ),
    (
        Quantity.AT_MOST,
        re.compile(
            rf"\b(?:{UPPER}|maximum|not exceed|maxim[oa]|menos que)\b|\b(?:under|menores de) (?=\d)|"
            r"\bhasta (?=(?:un |una |los |el )?\d)"
        ),
    ),
    (Quantity.SHARE, re.compile(r"\b\d+/\d+\b|\b\d+(?:\.\d+)? percent (?:of|de|del)\b|\bhalf\b|\bmitad\b")),
    (
        Quantity.EXCEPT,
        re.compile(
            r"\bexcept\w*\b|\bunless\b|\bother than\b|\bapart from\b|\bsalvo\b|\bexcept[ou]\b|\ba menos que\b|"
            r"\bcon excepcion\b|\ba excepcion\b|\bprovided that\b|\bsiempre que\b|\bsiempre y cuando\b"
        ),
    ),
)
_NO_MORE = re.compile(r"\bno (?:more|mas) (?:than|de|que)\b|\bnot exceed\w*|\bno exced\w+|\bno super\w+")
_DATE_LIMIT = re.compile(
    r"\b(?:by|until|before|hasta|antes de) (?:the )?(?:\d{1,2} (?:de |of )?)?(?:\w+ (?:de |of )?)?(?:19|20)\d\d\b"
)


def quantities_of(text: str) -> frozenset[Quantity]:
    """The quantities of a clause, or of a stretch between commas, in its plain form."""
    rest = _DATE_LIMIT.sub(" ", text)
    found: set[Quantity] = set()
    if NOT_ALL.search(rest):
        found.add(Quantity.NOT_ALL)
        rest = NOT_ALL.sub(" ", rest)
    if _NO_MORE.search(rest):
        found.add(Quantity.AT_MOST)
        rest = _NO_MORE.sub(" ", rest)
    rest = re.sub(r"\bat (?:least|most)\b", lambda m: "al menos" if m[0] == "at least" else "como maximo", rest)
    for quantity, pattern in _PATTERNS:
        if pattern.search(rest):
            found.add(quantity)
    return frozenset(found)
