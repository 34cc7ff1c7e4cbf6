"""Whether a sentence denies, obliges, allows and foresees just what its quotes do."""

from __future__ import annotations

from assistant.checking.compared import Compared, Lack, Stretch
from assistant.checking.reading.claim import Force, Quantity

_RULES = {
    Force.DENY: "negation",
    Force.FORBID: "negation",
    Force.EXEMPT: "negation",
    Force.FORESEE: "foresight",
    Force.WILL: "foresight",
    Force.ADVISE: "foresight",
    Force.MUST: "strength",
    Force.MAY: "strength",
}
"""Which rule is broken where a force differs."""


def force_differs(compared: Compared, clause: int, governing: frozenset[Stretch]) -> list[Lack]:
    """What the sentence denies, obliges, allows or foresees otherwise than the clauses that it speaks of."""
    mine = compared.claim.clauses[clause].forces
    theirs = frozenset(f for q, c in governing for f in compared.quotes[q].clauses[c].forces)
    used = {s for m in compared.met if not m.token.light for s in compared.stretches(m, fine=False)}
    allowed = frozenset(f for s in used for f in compared.forces(s) if f in (Force.MAY, Force.MUST))
    differing = (mine ^ theirs) - (allowed - theirs)
    for one, other in ((mine, theirs), (theirs, mine)):
        if Force.WILL in one and other & {Force.FORESEE, Force.MUST}:
            differing -= {Force.WILL, Force.FORESEE, Force.MUST}
    if Quantity.NOT_ALL in compared.claim.clauses[clause].quantities:
        differing -= {Force.DENY, Force.FORBID}
    if len(governing) > 1:
        # Of several clauses, a sentence need not take over all that they allow.
        each = [compared.quotes[q].clauses[c].forces for q, c in governing]
        differing -= {f for f in theirs - mine if f in (Force.MAY, Force.MUST) and any(f not in e for e in each)}
    return [Lack(_RULES[f]) for f in sorted(differing)]
