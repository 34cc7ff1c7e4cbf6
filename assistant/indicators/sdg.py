"""SDG indicator 10.7.2, worked out from levels as its metadata defines it: an aid, not the official value.

Source: United Nations SDG indicator metadata of indicator 10.7.2 (version of March 2021). Six domains of five items.
Yes is 1 and no is 0; in domain 1, yes for those with legal status only is 0.5. A missing answer counts 0. The value of
a domain is the unweighted mean of its five items, the overall value that of the 30 items, both times 100. Below 40:
requires further progress; 40 to less than 80: partially meets; 80 to less than 100: meets; 100: fully meets.

The metadata knows no half score outside domain 1. An item there that the documents bear out in part is proposed as 0
and marked: a person decides, and ``highest`` says what the value would be if all of them were answered with yes. Only a
Government's own reply to the United Nations Inquiry gives the official value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from assistant.indicators.framework import Indicator
from assistant.indicators.levels import Level

DOMAINS = range(1, 7)
ITEMS = tuple(f"SDG-{domain}{letter}" for domain in DOMAINS for letter in "abcde")
_WITH_HALVES = 1
_ITEM = re.compile(r"SDG-([1-6])([a-e])", re.IGNORECASE)
_CAUTIOUS = (Level.ABSENT, Level.PARTIAL, Level.COMPLETE)


class Category(StrEnum):
    """How far policies facilitate orderly, safe, regular and responsible migration, in the terms of the metadata."""

    FURTHER_PROGRESS = "further_progress"
    PARTIALLY_MEETS = "partially_meets"
    MEETS = "meets"
    FULLY_MEETS = "fully_meets"


@dataclass(frozen=True, slots=True)
class Item:
    """One of the thirty items.

    Attributes:
        id: such as ``SDG-1a``.
        level: what the documents state; None or not found where they are silent.
        basis: id of the indicator that it is taken from; empty where there is none.
        is_linked: whether that indicator is only linked to the item, and may ask something else in detail.
    """

    id: str
    level: Level | None = None
    basis: str = ""
    is_linked: bool = False

    @property
    def domain(self) -> int:
        """Number of its domain, 1 to 6."""
        return int(self.id[4])

    @property
    def is_missing(self) -> bool:
        """Whether there is no answer; it counts 0, which is not a no."""
        return self.level in (None, Level.NOT_FOUND)

    @property
    def is_open(self) -> bool:
        """Whether a person must choose between yes and no."""
        return self.level is Level.PARTIAL and self.domain != _WITH_HALVES

    @property
    def score(self) -> float | None:
        """The proposed score: 1, 0.5 or 0; None where it is missing."""
        if self.is_missing:
            return None
        if self.level is Level.COMPLETE:
            return 1.0
        return 0.5 if self.level is Level.PARTIAL and self.domain == _WITH_HALVES else 0.0


@dataclass(frozen=True, slots=True)
class Value:
    """The value of some items, in per cent.

    Attributes:
        value: with what is missing counted 0, as the metadata has it, and what is open proposed as 0.
        highest: the same, had all open items been answered with yes.
        missing: how many items have no answer.
        open: how many a person must decide.
    """

    value: float
    highest: float
    missing: int
    open: int

    @property
    def is_complete(self) -> bool:
        """Whether every item has its answer."""
        return not self.missing and not self.open


@dataclass(frozen=True, slots=True)
class Sdg:
    """The thirty items with what follows from them."""

    items: tuple[Item, ...]

    def domain(self, number: int) -> Value:
        """The value of a domain."""
        return _value([i for i in self.items if i.domain == number])

    @property
    def overall(self) -> Value:
        """The overall value."""
        return _value(self.items)

    @property
    def category(self) -> Category | None:
        """The category of the overall value; None where not a single item has an answer."""
        return None if all(i.is_missing for i in self.items) else _category(_mean(self.items, 0))

    @property
    def highest_category(self) -> Category | None:
        """The category of the highest value."""
        return None if all(i.is_missing for i in self.items) else _category(_mean(self.items, 1))

    def as_dict(self) -> dict[str, object]:
        """What ``python -m assistant sdg --json`` prints."""
        overall = self.overall
        return {
            "indicator": "10.7.2",
            "official": False,
            "value": round(overall.value, 1),
            "highest": round(overall.highest, 1),
            "category": self.category.value if self.category else None,
            "complete": overall.is_complete,
            "missing": [i.id for i in self.items if i.is_missing],
            "open": [i.id for i in self.items if i.is_open],
            "domains": [
                {"domain": n, "value": round(v.value, 1), "highest": round(v.highest, 1), "missing": v.missing}
                for n, v in ((n, self.domain(n)) for n in DOMAINS)
            ],
            "items": [
                {
                    "id": i.id,
                    "domain": i.domain,
                    "level": i.level.value if i.level else None,
                    "score": i.score,
                    "missing": i.is_missing,
                    "open": i.is_open,
                    "basis": i.basis or None,
                    "linked": i.is_linked,
                }
                for i in self.items
            ],
        }


def item_of(indicator: Indicator) -> str | None:
    """The item that an indicator asks or is linked to, such as ``SDG-1a``; None where it is none of the thirty."""
    found = _ITEM.fullmatch((indicator.sdg or "").strip())
    return f"SDG-{found[1]}{found[2].lower()}" if found else None


def sdg(levels: Iterable[tuple[Indicator, Level | None]]) -> Sdg:
    """The thirty items from the levels of indicators.

    An indicator that is itself the item decides it. Where it found nothing or there is none, linked ones do; of
    several, the least, so that the proposal is not too high.
    """
    own: dict[str, Item] = {}
    linked: dict[str, Item] = {}
    for indicator, level in levels:
        id = item_of(indicator)
        if id is None:
            continue
        if indicator.id.strip().upper() == id.upper():
            own[id] = Item(id, level, indicator.id)
        else:
            linked[id] = _lesser(linked.get(id), Item(id, level, indicator.id, is_linked=True))
    return Sdg(tuple(_chosen(id, own.get(id), linked.get(id)) for id in ITEMS))


def covers_all(indicators: Iterable[Indicator]) -> bool:
    """Whether each of the thirty items is asked by an indicator or linked to one."""
    return set(ITEMS) <= {item_of(i) for i in indicators}


def _chosen(id: str, own: Item | None, linked: Item | None) -> Item:
    if own is not None and not own.is_missing:
        return own
    if linked is not None and not linked.is_missing:
        return linked
    return own or linked or Item(id)


def _lesser(one: Item | None, other: Item) -> Item:
    if one is None or one.is_missing:
        return other
    if other.is_missing or one.level is None or other.level is None:
        return one
    return min(one, other, key=lambda i: _CAUTIOUS.index(i.level or Level.ABSENT))


def _value(items: Sequence[Item]) -> Value:
    return Value(
        value=float(_mean(items, 0)),
        highest=float(_mean(items, 1)),
        missing=sum(i.is_missing for i in items),
        open=sum(i.is_open for i in items),
    )


def _mean(items: Sequence[Item], of_open: int) -> Fraction:
    """The mean times 100, exactly: a value of 40 is no 39.99."""
    scores = [Fraction(of_open) if i.is_open else Fraction(i.score or 0) for i in items]
    return sum(scores, Fraction(0)) / len(items) * 100


def _category(value: Fraction) -> Category:
    if value < 40:
        return Category.FURTHER_PROGRESS
    if value < 80:
        return Category.PARTIALLY_MEETS
    return Category.MEETS if value < 100 else Category.FULLY_MEETS
