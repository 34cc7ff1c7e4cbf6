"""What a sentence gives as an answer, in numbers that can be held against those of another: 30 days, 12 %, a date."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.judging.kinds import spelled_out
from assistant.language.bounds import CEILING, FLOOR
from assistant.language.money import amounts_in, without_amounts
from assistant.understanding.answer_kind import Kind
from ingest.months import MONTH, MONTHS

_UNIT_DAYS = {"hour": 1 / 24, "hora": 1 / 24, "day": 1, "dia": 1, "week": 7, "semana": 7, "month": 30, "mes": 30}
_UNIT_DAYS |= {"year": 360, "ano": 360, "minute": 1 / 1440, "minuto": 1 / 1440}
_FIGURE = r"\d+(?:[.,]\d+)?"
_TO = rf"(?:\s*(?:to|and|or|a|y|o|-|–)\s*({_FIGURE}))?"
_DURATION = re.compile(
    rf"({_FIGURE}){_TO}\s*-?\s*(business |working |calendar )?(?:\w+ )?"
    r"(hour|hora|day|dia|week|semana|month|mes|year|ano|minute|minuto)(?:e?s)?\b(?: (habiles|calendario))?"
)
_PERCENT = re.compile(rf"({_FIGURE})\s*(?:%|per ?cent|por ciento)")
_NUMBER = re.compile(rf"(?<![\w/.-])({_FIGURE})(?![\w/]|-\w|\.\d|\s*(?:%|per ?cent|por ciento))")
_SCALED = re.compile(rf"\b({_FIGURE}) (1000(?:000)?)\b")
_ROUGH = re.compile(
    r"\b(?:about|around|nearly|almost|over|more than|less than|approximately|some|roughly|estimated|circa|"
    r"casi|cerca de|unos|unas|alrededor de|mas de|menos de|aproximadamente|estimad[oa]s?|millones de|million)\b"
)
_BOUND = re.compile(rf"\b(?:({CEILING})|({FLOOR}))\b")
_BOUND_AFTER = re.compile(
    r"^[^.;]{0,25}\b(?:(at most|or less|como maximo|o menos)|(at least|or more|como minimo|o mas))\b"
)
_ONE = re.compile(
    r"\b(?:one|an?|una?)\b(?= (?:calendar |business |working )?(?:hour|day|week|month|year|hora|dia|semana|mes|ano))"
)
_DATES = re.compile(
    rf"(?:(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of |de )?)?"
    rf"(?:({MONTH})\s*(?:of |de |del )?(?:(\d{{1,2}}),\s*)?)?"
    r"\b((?:19|20)\d\d)\b"
)
_ROUNDED = 0.05
"""A rounded figure is no further from the exact one than this share of it."""


@dataclass(frozen=True, slots=True)
class Value:
    """A number in a unit, or a date; ``rough`` where it only comes near.

    ``bound`` is ``most`` or ``least`` where it is a limit; ``to`` is the other end of a range, else the same number.
    """

    amount: float
    to: float
    unit: str
    rough: bool = False
    bound: str = ""


def value_of(kind: Kind, text: str, language: str, besides: tuple[str, ...] = ()) -> Value | None:
    """The one value of the kind asked for that a text has; None where it has none, or several.

    Args:
        kind: what is asked for.
        text: of a sentence.
        language: its language.
        besides: years that the question names, which are no answer to it.
    """
    found = _READERS[kind](_ONE.sub("1", _scaled(spelled_out(text, language))))
    if kind is Kind.COUNT:
        found = [v for v in found if not _is_year(v)]
    if kind is Kind.DATE:
        found = [v for v in found if f"{v.amount:.0f}"[:4] not in besides]
    return found[0] if len({(v.amount, v.to, v.unit, v.bound) for v in found}) == 1 else None


def without_values(text: str, language: str) -> str:
    """The folded text without durations, percentages, sums of money, dates and figures."""
    plain = _ONE.sub("1", _scaled(spelled_out(text, language)))
    for pattern in (_BOUND, _DATES, _DURATION, _PERCENT):
        plain = pattern.sub(" ", plain)
    return _NUMBER.sub(" ", without_amounts(plain))


def differ(kind: Kind, one: Value, other: Value) -> bool:
    """Whether two values cannot both be right, were they of the same thing at the same time."""
    if one.rough or other.rough or (one.unit, one.bound) != (other.unit, other.bound):
        return False
    if kind is Kind.DATE:
        return not _dates_agree(one.amount, other.amount)
    return not (_agree(one.amount, other.amount) and _agree(one.to, other.to))


def _is_year(value: Value) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", f"{value.amount:.0f}"))


def _scaled(text: str) -> str:
    """The text with scaled figures as one: of "1.2 1000000" 1200000."""
    return _SCALED.sub(lambda m: f"{float(m[1].replace(',', '.')) * float(m[2]):.0f}", text)


def _agree(one: float, other: float) -> bool:
    """Whether two figures are the same, or one is the other rounded."""
    apart, size = abs(one - other), max(abs(one), abs(other))
    if apart <= 1e-9 + 0.005 * size:
        return True
    return apart <= _ROUNDED * size and any(_rounds(a, b) for a, b in ((one, other), (other, one)))


def _rounds(exact: float, told: float) -> bool:
    """Whether a figure is another one with its last digits left out: 1200 for 1213, 8 for 7.9."""
    digits = -1 if exact == int(exact) and told == int(told) else 0
    return any(round(exact, d) == told for d in range(digits, -7, -1))


def _limit(text: str, start: int, end: int) -> str:
    before = _BOUND.search(text[max(0, start - 22) : start])
    found = before or _BOUND_AFTER.search(text[end:])
    return "" if not found else "most" if found[1] else "least"


def _is_rough(text: str, at: int) -> bool:
    return bool(_ROUGH.search(text[max(0, at - 24) : at]))


def _number(written: str) -> float:
    return float(written.replace(",", "."))


def _value(text: str, match: re.Match[str], amount: float, to: float, unit: str) -> Value:
    rough = _is_rough(text, match.start())
    return Value(amount, to, unit, rough, _limit(text, match.start(), match.end()))


def _durations(text: str) -> list[Value]:
    found = []
    for match in _DURATION.finditer(text):
        working = "working" if (match[3] or "").strip() in ("business", "working") or match[5] == "habiles" else ""
        days = _UNIT_DAYS[match[4]]
        first = _number(match[1]) * days
        to = _number(match[2]) * days if match[2] else first
        found.append(_value(text, match, first, to, f"{working}days"))
    return found


def _percents(text: str) -> list[Value]:
    return [_value(text, m, _number(m[1]), _number(m[1]), "%") for m in _PERCENT.finditer(text)]


def _monies(text: str) -> list[Value]:
    found = []
    for amount in amounts_in(text):
        rough, bound = _is_rough(text, amount.start), _limit(text, amount.start, amount.end)
        found.append(Value(amount.figure, amount.figure, amount.currency, rough, bound))
    return found


def _counts(text: str) -> list[Value]:
    plain = _DURATION.sub(" ", _DATES.sub(" ", text))
    return [_value(plain, m, _number(m[1]), _number(m[1]), "") for m in _NUMBER.finditer(plain)]


def _dates(text: str) -> list[Value]:
    """Dates as numbers: 20190430, 20190400, 20190000."""
    found = []
    for match in _DATES.finditer(text):
        day = int(match[1] or match[3] or 0) if match[2] else 0
        month = MONTHS[match[2]] if match[2] else 0
        written = int(match[4]) * 10000 + month * 100 + day
        found.append(Value(written, written, "date"))
    return found


_READERS: dict[Kind, Callable[[str], list[Value]]] = {
    Kind.DURATION: _durations,
    Kind.PERCENT: _percents,
    Kind.MONEY: _monies,
    Kind.COUNT: _counts,
    Kind.DATE: _dates,
}


def _dates_agree(one: float, other: float) -> bool:
    """Whether two dates agree as exactly as both are known."""
    first, second = int(one), int(other)
    if first // 10000 != second // 10000:
        return False
    months = (first // 100 % 100, second // 100 % 100)
    if 0 in months or months[0] == months[1]:
        days = (first % 100, second % 100)
        return 0 in months or 0 in days or days[0] == days[1]
    return False
