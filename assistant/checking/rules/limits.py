"""Whether a sentence speaks of no more, and of no others, than its quotes do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.checking.compared import Compared, Lack, Met, Stretch, TokenAt
from assistant.checking.reading.claim import Quantity, TokenKind

_NEVER_ADDED = frozenset(
    {Quantity.ALL, Quantity.MOST, Quantity.ONLY, Quantity.AT_LEAST, Quantity.AT_MOST, Quantity.NOT_ALL}
)
_NEVER_DROPPED = frozenset(
    {
        Quantity.MOST,
        Quantity.SOME,
        Quantity.ONLY,
        Quantity.AT_LEAST,
        Quantity.AT_MOST,
        Quantity.EXCEPT,
        Quantity.NOT_ALL,
        Quantity.SHARE,
    }
)
_WHEREVER = frozenset({Quantity.ONLY, Quantity.NOT_ALL})
"""These limit a whole clause, wherever in it they stand."""


def quantity_differs(compared: Compared, clause: int, met: Sequence[Met], governing: frozenset[Stretch]) -> list[Lack]:
    """All for some, at most for at least, a limit or an exception left out."""
    mine = compared.claim.clauses[clause].quantities
    held = frozenset(x for q, c in governing for x in compared.quotes[q].clauses[c].quantities)
    anywhere = frozenset(x for q in compared.quotes for c in q.clauses for x in c.quantities)
    added = (mine & _NEVER_ADDED) - held
    if Quantity.ALL in anywhere and Quantity.NOT_ALL not in held:
        added -= {Quantity.ALL}
    if added:
        return [Lack("strength")]
    dropped = ((held & _spoken(compared, met) & _NEVER_DROPPED) | (held & _WHEREVER)) - mine
    elsewhere = frozenset(x for c in compared.claim.clauses for x in c.quantities)
    return [Lack("limit")] if any(_bears(compared, x, met, governing) for x in dropped - elsewhere) else []


def _spoken(compared: Compared, met: Sequence[Met]) -> frozenset[Quantity]:
    """The quantities of the stretches between commas that words are taken from, or an exception right behind one."""
    found: set[Quantity] = set()
    for quote, part in {stretch for m in met if not m.token.light for stretch in compared.stretches(m, fine=True)}:
        here, *behind = compared.quotes[quote].parts[part:]
        found |= here
        if behind and Quantity.EXCEPT in behind[0]:
            found.add(Quantity.EXCEPT)
    return frozenset(found)


def _bears(compared: Compared, quantity: Quantity, met: Sequence[Met], governing: frozenset[Stretch]) -> bool:
    """Whether a quantity of the quotes bears on what the sentence takes from them.

    One that stands at a figure bears on that figure; "only three of twelve" says by itself how few they are.
    """
    used = {at for m in met for at in m.by}
    for q, c in governing:
        reading = compared.quotes[q].clauses[c]
        if quantity not in reading.quantities:
            continue
        figures = [
            (q, i) for i, t in enumerate(compared.quotes[q].tokens) if t.clause == c and t.kind is TokenKind.NUMBER
        ]
        if quantity is Quantity.ONLY and re.search(r"\b(?:only|solo|solamente|unicamente) \d", reading.text):
            continue
        if quantity in (Quantity.AT_LEAST, Quantity.AT_MOST) and figures and not any(f in used for f in figures):
            continue
        return True
    return False


def broadens(compared: Compared) -> list[Lack]:
    """A group named without what limits it in the quote: "migrants" for "skilled migrants"."""
    used = compared.used
    for met in compared.met:
        if not met.token.group or not met.by:
            continue
        limits = [_limits_of(compared, at) for at in met.by]
        if all(limit and not any(at in used for at in limit) for limit in limits):
            return [Lack("limit", (met.token.word,))]
    return []


def _limits_of(compared: Compared, at: TokenAt) -> list[TokenAt]:
    """What limits a group in a quote: the adjective at it, or the clause that begins behind it ("who ...")."""
    quote, i = at
    reading = compared.quotes[quote]
    token = reading.tokens[i]
    beside = i - 1 if reading.language == "en" else i + 1
    found = []
    if 0 <= beside < len(reading.tokens):
        other = reading.tokens[beside]
        adjacent = abs(other.place - token.place) == 1 and other.part == token.part
        if (
            adjacent
            and other.kind is TokenKind.WORD
            and not other.light
            and not _is_verbal(other.word, reading.language)
        ):
            found.append((quote, beside))
    if token.head_of is not None:
        found += [(quote, n) for n, t in enumerate(reading.tokens) if t.place > token.place and t.part == token.part]
    return found


def _is_verbal(word: str, language: str) -> bool:
    """Whether a word beside a group may be a verb: "rescued children", "los migrantes reciben"."""
    if language == "en":
        return word.endswith(("ing", "ate", "ise", "ize")) or bool(re.fullmatch(r"\w+[^aeiou]s", word))
    return bool(re.search(r"(?:[aei]n|ron|ba|ban|ra|ran|o)$", word)) and not word.endswith(("ado", "ido"))


def takes_a_part_for_all(compared: Compared) -> list[Lack]:
    """The whole named and the part left out: "the twelve provinces" where the quote speaks of three of the twelve."""
    mine = {t.word for t in compared.claim.tokens}
    lost = [pair for q in compared.quotes for pair in q.shares if pair[1] in mine and pair[0] not in mine]
    return [Lack("limit", lost[0])] if lost else []
