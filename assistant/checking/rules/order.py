"""Whether who does what to whom, and when, stands in a sentence as in its quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.checking.compared import Compared, Lack, Met
from assistant.checking.reading.claim import Force, TokenKind
from assistant.checking.reading.plain_form import is_month
from ingest.terms import fold

_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been) (?:\w+ )?\w+(?:ed|en|wn|de|ne|ut|ld|nt) (?:\w+ ){0,4}?(?:by|from)\b|\bby\b|"
    r"\b(?:fue|fueron|es|son|sido|ser) \w+d[oa]s?\b|\bpor (?:el|la|los|las)\b|\bse \w+"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_AFTER = re.compile(r"\b(?:after|following|since|from|once|upon|despues|tras|desde|a partir|una vez|posterior\w*)\b")
_BEFORE = re.compile(r"\b(?:before|prior to|until|by|within|antes|previo a|previamente|hasta|en un plazo)\b")
_DATES_BEGIN = frozenset("in of en de del since until by desde hasta durante during before after".split())
_NEAR = 4
"""How many words apart a figure and what it counts may stand in a quote."""
_IN_ORDER = 0.55
"""Which part of the words must stand in the order of the quote."""
_FEW = 4
"""Of fewer words the order tells nothing."""


def reorders(compared: Compared) -> list[Lack]:
    """Who does what to whom: most words in another order than in the quote, and no passive that explains it."""
    if len(compared.quotes) != 1 or compared.quotes[0].language != compared.claim.language:
        return []
    if any(Force.EXEMPT in c.forces for c in compared.claim.clauses):
        return []
    passive, its_own = (bool(_PASSIVE.search(fold(t))) for t in (compared.claim.text, compared.quotes[0].text))
    if passive != its_own:
        return []
    for part in {t.part for t in compared.claim.tokens}:
        words_of = [m for m in compared.met if m.token.part == part and len(m.by) == 1 and not m.token.light]
        places = [min(i for _, i in m.by) for m in words_of if m.token.kind is not TokenKind.NUMBER]
        if len(places) >= _FEW and _longest_rise(places) / len(places) < _IN_ORDER:
            return [Lack("order")]
    return []


def _longest_rise(order: Sequence[int]) -> int:
    """The length of the longest rising run when others are left out."""
    best: list[int] = []
    for i, place in enumerate(order):
        best.append(1 + max((best[j] for j in range(i) if order[j] < place), default=0))
    return max(best, default=0)


def turns_the_passive(compared: Compared) -> list[Lack]:
    """Somebody else by whom it is done: "repealed by the Act" where the quote has the Act repealed."""
    mine = [m for m in compared.met if m.token.place in compared.claim.agents and m.by]
    theirs = {
        (q, i) for q, quote in enumerate(compared.quotes) for i, t in enumerate(quote.tokens) if t.place in quote.agents
    }
    mine = [m for m in mine if m.token.is_hard] or mine
    if mine and theirs and not any(m.by & theirs for m in mine):
        return [Lack("order", (mine[0].token.word,))]
    return []


def robs_the_subject(compared: Compared) -> list[Lack]:
    """A sentence whose subject the quote has only within "employers who hire workers", without the employers."""
    first = next((m for m in compared.met if m.by and not m.token.light), None)
    if first is None:
        return []
    used = compared.used
    for q, i in first.by:
        tokens = compared.quotes[q].tokens
        heads = [
            n
            for n, t in enumerate(tokens)
            if t.head_of is not None and n < i and t.clause == tokens[i].clause and (q, n) not in used
        ]
        if heads and len(first.by) == 1 and first.token.group:
            return [Lack("order", (first.token.word,))]
    return []


def miscounts(compared: Compared) -> list[Lack]:
    """A figure before a word from which it stands far in the quotes: "2019 employers"."""
    for first, second in pairwise(compared.met):
        figure = first.token.kind is TokenKind.NUMBER and second.token.place == first.token.place + 1
        before = compared.claim.words[first.token.place - 1] if first.token.place else ""
        dated = before in _DATES_BEGIN or is_month(before) or second.token.kind is TokenKind.NUMBER
        if not figure or dated or not first.by or not second.by or second.token.light:
            continue
        near = any(
            q == r and abs(compared.token((q, i)).place - compared.token((r, j)).place) <= _NEAR
            for q, i in first.by
            for r, j in second.by
        )
        if not near:
            return [Lack("order", (first.token.word, second.token.word))]
    return []


def misdates(compared: Compared) -> list[Lack]:
    """A year put to what in the quote another year stands beside: "the Act of 2015, amended in 2009"."""
    for number, thing in _dated(compared):
        for q, i in number.by:
            reading = compared.quotes[q]
            rivals = [t.place for t in reading.tokens if _YEAR.fullmatch(t.word) and t.word != number.token.word]
            places = [reading.tokens[j].place for r, j in thing.by if r == q]
            if not places or not rivals:
                continue
            own = min(abs(p - reading.tokens[i].place) for p in places)
            if min(abs(p - r) for p in places for r in rivals) + 1 < own:
                return [Lack("order", (thing.token.word, number.token.word))]
    return []


def _dated(compared: Compared) -> list[tuple[Met, Met]]:
    """The years of a sentence, each with the word that it dates: the one before it, or directly behind it."""
    found = []
    for before, number, after in zip(compared.met, compared.met[1:], [*compared.met[2:], None], strict=False):
        if not _YEAR.fullmatch(number.token.word) or not number.by:
            continue
        if TokenKind.NUMBER in (before.token.kind, after.token.kind if after else None):
            continue
        if after is not None and after.by and after.token.place == number.token.place + 1 and not after.token.light:
            found.append((number, after))
        elif before.by and number.token.place - before.token.place == 2 and not before.token.light:
            found.append((number, before))
    return found


def turns_time(compared: Compared) -> list[Lack]:
    """Before for after, or the contrary."""
    mine = fold(compared.claim.text)
    theirs = " ".join(fold(q.text) for q in compared.quotes)
    for said, other in ((_AFTER, _BEFORE), (_BEFORE, _AFTER)):
        found = said.search(mine)
        if found and not said.search(theirs) and other.search(theirs) and not other.search(mine):
            return [Lack("order", (found[0],))]
    return []
