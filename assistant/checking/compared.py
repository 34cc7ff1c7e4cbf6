"""A sentence beside the quotes that it cites, and what these do not carry of it."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.checking.reading.claim import Claim, Force, Token

TokenAt = tuple[int, int]
"""A token of the quotes: the number of the quote, and its place among the tokens there."""
Stretch = tuple[int, int]
"""A stretch of the quotes: the number of the quote, and that of the clause, or of the part between commas, in it."""


@dataclass(frozen=True, slots=True)
class Lack:
    """Something in a sentence that its quotes do not carry: ``kind`` names the rule, ``words`` what it is about."""

    kind: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Met:
    """A token of a sentence and the tokens of its quotes that meet it, as pairs of quote and place in its tokens."""

    token: Token
    by: frozenset[TokenAt]


@dataclass(frozen=True, slots=True)
class Compared:
    """A sentence beside its quotes.

    Attributes:
        claim: the sentence.
        quotes: those that it cites.
        met: each token of the sentence with what meets it.
    """

    claim: Claim
    quotes: tuple[Claim, ...]
    met: tuple[Met, ...]

    def token(self, at: TokenAt) -> Token:
        """A token of a quote."""
        return self.quotes[at[0]].tokens[at[1]]

    @property
    def used(self) -> frozenset[TokenAt]:
        """All tokens of the quotes that the sentence speaks of."""
        return frozenset(at for m in self.met for at in m.by)

    def is_agent(self, met: Met) -> bool:
        """Whether a token is met by those by whom something is done in the quotes."""
        return all(self.token((q, i)).place in self.quotes[q].agents for q, i in met.by)

    def forces(self, clause: Stretch) -> frozenset[Force]:
        """The force of a clause of a quote."""
        return self.quotes[clause[0]].clauses[clause[1]].forces

    def stretches(self, met: Met, fine: bool) -> frozenset[Stretch]:
        """The stretches of quotes, by quote and number, in which a token is met: between commas, or clauses."""
        return frozenset((q, self.token((q, i)).part if fine else self.token((q, i)).clause) for q, i in met.by)

    def tokens_of(self, stretch: Stretch, fine: bool) -> list[TokenAt]:
        """The tokens of a stretch."""
        quote, number = stretch
        tokens = self.quotes[quote].tokens
        return [(quote, i) for i, t in enumerate(tokens) if (t.part if fine else t.clause) == number]
