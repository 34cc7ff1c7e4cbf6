"""A sentence taken apart: its words, its clauses, with which force they speak, and of how much."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Force(StrEnum):
    """With which force a clause speaks; a clause that plainly asserts has none of these."""

    DENY = "deny"
    FORBID = "forbid"
    EXEMPT = "exempt"
    MUST = "must"
    MAY = "may"
    FORESEE = "foresee"
    WILL = "will"
    """The future, which in a norm obliges and elsewhere foresees."""
    ADVISE = "advise"


class Quantity(StrEnum):
    """How many or how much a clause speaks of."""

    ALL = "all"
    NOT_ALL = "not_all"
    MOST = "most"
    SOME = "some"
    ONLY = "only"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EXCEPT = "except"
    SHARE = "share"
    """A part given as a figure: two thirds of them."""


class TokenKind(StrEnum):
    """How strictly a word must be met."""

    WORD = "word"
    NUMBER = "number"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Token:
    """A word that carries meaning.

    Attributes:
        word: folded.
        stem: by the rules of the text's language.
        concepts: the lexicon's notions of it, those of phrases that it is part of included.
        part, clause: which stretch between commas, and which clause, it stands in.
        place: its number among all words of the text.
        light: whether a sentence may use it without its being in the quotes ("provide", "according").
        lacking: whether the text says that the thing is missing ("without documents", "undocumented").
        group: whether it names a group of people.
    """

    word: str
    stem: str
    kind: TokenKind
    concepts: frozenset[str]
    part: int
    clause: int
    place: int
    light: bool = False
    group: bool = False
    lacking: bool = False
    beside_lacking: bool = False
    """Whether it is the second word of such a thing ("without prior notice")."""
    aside: bool = False
    """Whether it stands in brackets, such as the short form of a name."""
    head_of: int | None = None
    """The place of the relative pronoun that follows it directly ("employers who ...")."""

    @property
    def is_hard(self) -> bool:
        """Whether it is a figure or a name."""
        return self.kind is not TokenKind.WORD


@dataclass(frozen=True, slots=True)
class ClauseReading:
    """A clause: its words, its force and quantities.

    ``elliptical``: it has no verb of its own and takes that of the clause before ("but not in national elections").
    """

    text: str
    forces: frozenset[Force]
    quantities: frozenset[Quantity]
    elliptical: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence taken apart."""

    text: str
    language: str
    tokens: tuple[Token, ...]
    clauses: tuple[ClauseReading, ...]
    words: tuple[str, ...]
    countries: frozenset[str] = field(default_factory=frozenset)
    parts: tuple[frozenset[Quantity], ...] = ()
    """The quantities of the stretches between commas."""
    agents: frozenset[int] = frozenset()
    """The places of the words by whom something is done, in the passive ("ratified by Belvania")."""
    shares: frozenset[tuple[str, str]] = frozenset()
    """Pairs of figures of which the first is a part of the second ("three of the twelve")."""
