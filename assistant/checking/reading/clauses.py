"""Where the clauses of a sentence begin, and what each of them says."""

from __future__ import annotations

import re

from assistant.checking.reading.claim import ClauseReading, Force
from assistant.checking.reading.forces import forces_of, turned_by_denial
from assistant.checking.reading.quantities import quantities_of
from assistant.language.polarity import denies

# Where a clause begins. The stretches between commas are finer.
_CONTRAST = (
    r"but|while|whereas|although|though|however|and that|and those|and its|and it|and their|pero|mientras que|aunque|"
    r"si bien|sin embargo|y que|y los de|y las de|y la de|y el de"
)
_CLAUSE = re.compile(
    rf"[;:]\s+|\.\s+(?=\D)|,?\s+(?=(?:{_CONTRAST})\b)|,\s+(?=(?:of which|of whom|which|who|de los cuales|de las cuales|"
    r"de los que|lo que|las que|los que|que|replacing|renewable|extendable|"
    r"renovables?|prorrogables?|y no|and not|not|no|nor|ni)\b)|,\s+(?=\w+(?:ing|ando|iendo)\b)"
)
_AND = re.compile(r",?\s+(?=(?:and|y|e)\s)")
_COMMA = re.compile(r",\s+")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|do|did|must|shall|may|can|cannot|could|should|will|would|need|needs|"
    r"es|son|era|eran|fue|fueron|ha|han|hay|debe|deben|debera|deberan|puede|pueden|podra|podran|tiene|tienen|esta|"
    r"estan|se|no|not)\b"
)
_PAST = re.compile(
    r"\b\w{3,}(?:ed|aron|ieron|io|aba|aban)\b|\b\w{2,}[^aeiou\s]o\b(?= (?:el|la|los|las|a|al|en|un|una)\b)"
)
_ELLIPTICAL = re.compile(
    r"^(?:(?:but|and|pero|y|aunque|sino)\s+)?(?:not|no|si|also|tambien|only|solo)\s+(?:for|in|to|of|at|on|a|al|"
    r"en|de|del|para|"
    r"con|por|los|las|el|la|the|\w+)\b"
)


def cuts(plain: str, names: frozenset[str]) -> tuple[list[int], list[int]]:
    """Where stretches between commas begin, and where clauses do."""
    clauses = {m.end() for m in _CLAUSE.finditer(plain)}
    ands = [m for m in _AND.finditer(plain) if not _within_a_name(plain, m, names)]
    for match in ands:
        rest = re.split(r"[,;:.]\s", plain[match.end() :], maxsplit=1)[0]
        after = " ".join(rest.split()[1:])
        before = plain[max([c for c in clauses if c <= match.start()], default=0) : match.start()]
        if not (_FINITE.search(before) or _PAST.search(before) or re.search(r"\d", before) or len(before.split()) > 7):
            continue
        if (
            re.search(r"\d", rest.split(" and ")[0])
            or _FINITE.search(after)
            or _PAST.search(" ".join(after.split()[:2]))
        ):
            clauses.add(match.end())
    clauses -= {0, len(plain)}
    parts = clauses | {m.end() for m in _COMMA.finditer(plain)} | {m.end() for m in ands}
    return sorted(parts - {len(plain)}), sorted(clauses)


def _within_a_name(plain: str, match: re.Match[str], names: frozenset[str]) -> bool:
    """Whether an "and" joins two names ("Refugees and Migrants"): it begins no new thought."""
    before = re.findall(r"\w+", plain[: match.start()])[-1:]
    after = re.findall(r"\w+", plain[match.end() :])[1:2]
    return bool(before and after) and before[0] in names and after[0] in names


def clause_read(text: str, before: ClauseReading | None) -> ClauseReading:
    """A clause in its plain form, and with the verb of the one before it where it has none of its own."""
    elliptical = before is not None and bool(_ELLIPTICAL.match(text)) and not _has_own_verb(text)
    forces, quantities = forces_of(text), quantities_of(text)
    if elliptical and before is not None:
        positive = not denies(text)
        kept: set[Force] = {f for f in before.forces if f in (Force.MAY, Force.MUST, Force.FORESEE, Force.ADVISE)}
        forces = frozenset(kept if positive else turned_by_denial(kept) or {Force.DENY})
    return ClauseReading(text, forces, quantities, elliptical)


def _has_own_verb(text: str) -> bool:
    return bool(re.search(r"\b(?:is|are|was|were|does|do|did|ha|han|es|son|fue|se|it|has|have)\b", text))
