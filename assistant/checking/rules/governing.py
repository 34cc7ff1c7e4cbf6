"""Which clauses of the quotes a clause of the sentence speaks of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from assistant.checking.compared import Compared, Met, Stretch
from assistant.checking.reading.claim import Force, TokenKind
from assistant.checking.reading.lacking import says_without_it

_SHARE = 0.34
"""Which part of the words that tell it a clause must hold to be one that is spoken of."""
NEGATIVE = frozenset({Force.DENY, Force.FORBID, Force.EXEMPT})
"""The forces of a clause that says no."""


def governing(compared: Compared, met: Sequence[Met]) -> frozenset[Stretch]:
    """The clauses of the quotes that a clause of the sentence speaks of.

    Words that only one clause holds tell which. What the sentence opens with may be borrowed from a clause before: "No
    consulate provides support" out of "Most consulates offer advice, although none provides support".
    """
    stood_for = any(says_without_it(q.text) for q in compared.quotes)
    spoken = [m for m in met if not m.token.light and not (stood_for and m.token.lacking)]
    places = [(m, compared.stretches(m, fine=False)) for m in spoken]
    sure = [(m, next(iter(found))) for m, found in places if len(found) == 1]
    if not sure:
        counts = Counter(stretch for m in met for stretch in compared.stretches(m, fine=False))
        most = max(counts.values(), default=0)
        return frozenset([min(s for s, n in counts.items() if n == most)]) if counts else frozenset()
    # By whom something is done stands once for several verbs: "signed but not yet ratified by Belvania".
    apart = [(m, s) for m, s in sure if not compared.is_agent(m)]
    elliptical = {s for _, s in apart if compared.quotes[s[0]].clauses[s[1]].elliptical}
    if elliptical:
        return frozenset(elliptical)
    first = sure[0][1]
    opening = list(takewhile(lambda pair: pair[1] == first, sure))
    rest = sure[len(opening) :]
    dated = all(m.token.kind is TokenKind.NUMBER for m, _ in rest)
    if not rest or (dated and len(opening) > len(sure) / 2):
        rest = sure
    counts = Counter(stretch for _, stretch in rest)
    hard = {s for m, s in rest if m.token.is_hard}
    # What is said of a group or name alone in a clause that denies is not said of it by leaving the denial out.
    kept = NEGATIVE | {Force.FORESEE, Force.ADVISE}
    shares = Counter(s for _, s in sure)
    denied = {
        s
        for m, s in sure
        if (m.token.group or m.token.is_hard) and compared.forces(s) & kept and shares[s] / len(sure) >= _SHARE - 0.01
    }
    return frozenset(s for s, n in counts.items() if n / len(rest) >= _SHARE) | hard | denied
