"""Maps of the country: who is who, when what happened, and what the profile finds in each domain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.answer import Citation
from assistant.language.polarity import Stance, clauses, lets_be
from assistant.learning.filling import Filler
from assistant.learning.mentions import numbered
from assistant.learning.view import DOMAINS, Placed

_MOST_INSTRUMENTS = 4


class Report(StrEnum):
    """What the sentences of a finding report, read by themselves; the heading above them does not count."""

    EXISTS = "exists"
    PARTLY = "partly"
    PLANNED = "planned"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Under:
    """An instrument that a sentence names together with an institution."""

    name: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Office:
    """An institution on the map.

    Attributes:
        name, short: as the documents name it.
        does: the sentence that tells what it is or does.
        under: the instruments that the documents name with it.
        domains: how many sentences name it in each domain of the profile; 0 stands for other documents.
    """

    name: str
    short: str
    does: Citation
    under: tuple[Under, ...]
    domains: dict[int, int]

    @property
    def total(self) -> int:
        """How many sentences name it."""
        return sum(self.domains.values())


@dataclass(frozen=True, slots=True)
class Event:
    """A dated sentence; ``names`` are the instruments in it, none for another event."""

    year: int
    names: tuple[str, ...]
    citation: Citation


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding of the profile in its domain, with what its sentences report."""

    domain: int
    report: Report
    citations: tuple[Citation, ...]


def offices(filler: Filler) -> list[Office]:
    """The institutions, those that the documents name most first."""
    found = []
    for one in filler.table.institutions:
        telling = filler.telling(one)
        if telling is None:
            continue
        domains: dict[int, int] = {}
        for placed in dict.fromkeys(n.placed for n in one.seen):
            domains[placed.domain or 0] = domains.get(placed.domain or 0, 0) + 1
        found.append(
            Office(one.name, one.short, filler.cite(telling), _under(filler, [n.placed for n in one.seen]), domains)
        )
    return sorted(found, key=lambda o: (-o.total, o.name))


def _under(filler: Filler, seen: Sequence[Placed]) -> tuple[Under, ...]:
    found: dict[str, Under] = {}
    for legal in filler.table.instruments:
        shared = next((n.placed for n in legal.seen if any(n.placed is p for p in seen)), None)
        if shared is not None:
            found[legal.name] = Under(legal.name, filler.cite(shared))
    return tuple(found.values())[:_MOST_INSTRUMENTS]


def events(filler: Filler) -> list[Event]:
    """What happened when, the earliest first."""
    return [
        Event(year, tuple(dict.fromkeys(m.name for m, _ in numbered(placed.text))), filler.cite(placed))
        for year, placed in filler.dated()
    ]


def findings(filler: Filler) -> list[Finding]:
    """What the profile finds, domain by domain."""
    found = []
    for domain in DOMAINS:
        for item in filler.findings(domain, None):
            found.append(Finding(domain, report_of([c.quote for c in item.citations]), item.citations))
    return found


def report_of(sentences: Sequence[str]) -> Report:
    """What some sentences report together: an assertion that a later one limits or denies holds in part."""
    reports = [_report(s) for s in sentences]
    first, later = reports[0], set(reports[1:])
    if first is Report.EXISTS and later & {Report.ABSENT, Report.PARTLY}:
        return Report.PARTLY
    return first


def _report(sentence: str) -> Report:
    stances = [c.stance for c in clauses(sentence) if not lets_be(c.text)]
    if Stance.LIMITS in stances:
        return Report.PARTLY
    if Stance.DENIES in stances:
        return Report.PARTLY if Stance.ASSERTS in stances and len(stances) > 1 else Report.ABSENT
    return Report.PLANNED if Stance.FORESEES in stances else Report.EXISTS
