"""Whether a sentence joins what its quotes keep apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from itertools import pairwise

from assistant.checking.compared import Compared, Lack, Met, TokenAt
from assistant.checking.reading.claim import TokenKind
from assistant.checking.reading.plain_form import shown

_OF = frozenset("of de del the la las los el and y 's".split())
_A_COUNTRY = frozenset("country pais state estado".split())
"""Words that stand for the name of a country."""
_BOUND = 6
"""How many words apart a figure or name and its matter may stand in a quote."""


def merges(compared: Compared, met: Sequence[Met]) -> list[Lack]:
    """Facts joined that the quotes keep apart: a figure or name of one stretch with the matter of another."""
    used = compared.used
    for fine in (True, False):
        sure = [(m, next(iter(s))) for m in met if len(s := compared.stretches(m, fine)) == 1 and not m.token.light]
        own = {at for m in met for at in m.by}
        left = {s: [at for at in compared.tokens_of(s, fine) if _counts(compared, at, own)] for _, s in sure}
        for one, here in sure:
            if not one.token.is_hard or not left[here] or all(compared.token(at).aside for at in one.by):
                continue
            kind = one.token.kind
            for other, there in sure:
                rivals = _rivals(compared, left[there], kind, other) if there != here else []
                if rivals and other is not one:
                    return [Lack("order", (shown(one.token.word, compared.claim.language), other.token.word))]
    weights = Counter(s for m, s in sure)
    firm = {s for m, s in sure if m.token.is_hard or m.token.group or weights[s] > 1}
    open_ended = [s for s in firm if any(_counts(compared, at, used) for at in compared.tokens_of(s, False))]
    if len(open_ended) > 1:
        return [Lack("order")]
    return []


def _counts(compared: Compared, at: TokenAt, used: Set[TokenAt]) -> bool:
    """Whether a token of the quotes that the sentence leaves out might have been meant in place of one that it uses."""
    token = compared.token(at)
    return at not in used and not token.aside and (not token.light or token.word in _A_COUNTRY)


def _rivals(compared: Compared, left: Sequence[TokenAt], kind: TokenKind, other: Met) -> list[TokenAt]:
    """What in another stretch may stand where the sentence has a figure or name: near its word, or its subject."""
    found = []
    for q, i in left:
        token = compared.token((q, i))
        opens = i == 0 or compared.quotes[q].tokens[i - 1].part != token.part
        named = token.kind is kind or (kind is TokenKind.NAME and token.word in _A_COUNTRY and opens)
        near = any(r == q and abs(compared.token((r, n)).place - token.place) <= _BOUND for r, n in other.by)
        if named and (near or (opens and kind is TokenKind.NAME)):
            found.append((q, i))
    return found


def steals(compared: Compared) -> list[Lack]:
    """A word that in the quote stands at a word which the sentence leaves out: "foreign" of "foreign workers"."""
    if any(q.language != compared.claim.language for q in compared.quotes):
        return []
    for first, second in pairwise(compared.met):
        one, two = first.token, second.token
        if two.place != one.place + 1 or one.clause != two.clause or one.light or two.light:
            continue
        if TokenKind.NUMBER in (one.kind, two.kind):
            continue
        if _is_torn_off(compared, first, second) or _is_torn_off(compared, second, first):
            return [Lack("order", (one.word, two.word))]
    return []


def _is_torn_off(compared: Compared, met: Met, beside: Met) -> bool:
    """Whether a word stands in the quotes apart from the one beside it here, and at one that is left out."""
    if len(met.by) != 1 or not beside.by:
        return False
    at = next(iter(met.by))
    neighbours = _neighbours(compared, at)
    if beside.by & neighbours or any(_joined(compared, at, other) for other in beside.by):
        return False
    clause = compared.token(at).clause
    if all(q != at[0] or compared.token((q, i)).clause != clause for q, i in beside.by):
        return False
    if any(compared.token(other).aside for other in beside.by | {at}):
        return False
    used = compared.used
    return any(n not in used and not compared.token(n).light for n in neighbours)


def _neighbours(compared: Compared, at: TokenAt) -> frozenset[TokenAt]:
    """The tokens that stand directly before and after one."""
    quote, i = at
    tokens = compared.quotes[quote].tokens
    return frozenset(
        (quote, n)
        for n in (i - 1, i + 1)
        if 0 <= n < len(tokens) and abs(tokens[n].place - tokens[i].place) == 1 and tokens[n].part == tokens[i].part
    )


def _joined(compared: Compared, one: TokenAt, other: TokenAt) -> bool:
    """Whether nothing but words of content and "of" stands between two tokens of a quote."""
    if one[0] != other[0]:
        return False
    first, last = sorted((compared.token(one).place, compared.token(other).place))
    between = compared.quotes[one[0]].words[first + 1 : last]
    content = {t.place for t in compared.quotes[one[0]].tokens}
    return all(place in content or word in _OF for place, word in enumerate(between, first + 1))
