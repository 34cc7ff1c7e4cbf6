"""What is known of an instrument, a law, decree, plan or agreement: its names, its state, its relations to others."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from assistant.instruments.naming import Instrument, instruments_in


class Confidence(StrEnum):
    """How surely something is known of an instrument."""

    STATED = "seed"
    """Printed in one of the documents."""
    REGISTER = "public"
    """Read in a public source that is not among the documents: the register vouches for it, no document does."""
    UNKNOWN = "unconfirmed"
    """Nobody has checked it: never stated as a fact."""


class RelationKind(StrEnum):
    """What one instrument does to another."""

    AMENDS = "amends"
    REPEALS = "repeals"
    REPLACES = "replaces"
    REGULATES = "regulates"
    APPROVES = "approves"
    AMENDED_BY = "amended_by"
    REPEALED_BY = "repealed_by"
    REPLACED_BY = "replaced_by"
    REGULATED_BY = "regulated_by"
    APPROVED_BY = "approved_by"

    @property
    def inverse(self) -> RelationKind:
        """The same seen from the other side."""
        return _INVERSE[self]

    @property
    def active(self) -> bool:
        """Whether the one that is named first acts."""
        return not self.value.endswith("_by")


_PASSIVE = {
    RelationKind.AMENDS: RelationKind.AMENDED_BY,
    RelationKind.REPEALS: RelationKind.REPEALED_BY,
    RelationKind.REPLACES: RelationKind.REPLACED_BY,
    RelationKind.REGULATES: RelationKind.REGULATED_BY,
    RelationKind.APPROVES: RelationKind.APPROVED_BY,
}
_INVERSE = {**_PASSIVE, **{passive: active for active, passive in _PASSIVE.items()}}
ENDING = (RelationKind.REPEALED_BY, RelationKind.REPLACED_BY)
"""Relations after which an instrument is no longer in force, in the order in which they are told."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """The words of a document that say something: ``text`` equals the page's ``text[start:end]``."""

    document: str
    page: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Relation:
    """That an entry amends, repeals ... another, or is amended, repealed ... by it.

    Attributes:
        kind: what, seen from the entry that holds it.
        other: id of the other entry.
        confidence: how surely it is known.
        source: where it is known from, in words.
        part: the article, where only that is meant.
        quote: the words of a document that say it.
    """

    kind: RelationKind
    other: str
    confidence: Confidence
    source: str | None = None
    part: str | None = None
    quote: Quoted | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """What is known of the state of an instrument, in both languages by ``en`` and ``es``."""

    text: Mapping[str, str]
    confidence: Confidence
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Provision:
    """What a document says of one article."""

    article: str | None
    what: Mapping[str, str]
    where: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An instrument of the register. Texts in both languages stand by ``en`` and ``es``; dates are ISO.

    ``where`` names catalogue sources and sections; ``document`` is the id of the stored document that is its own text.
    """

    id: str
    kind: str
    names: Mapping[str, tuple[str, ...]]
    title_es: str | None
    number: str | None
    year: str | None
    date: str | None
    gazette: str | None
    issuer: Mapping[str, str | None]
    country: str | None
    what: Mapping[str, str]
    where: tuple[tuple[str, str], ...]
    in_force_from: str | None
    in_force_to: str | None
    document: str | None
    provisions: tuple[Provision, ...]
    notes: tuple[Note, ...]
    relations: tuple[Relation, ...]
    added: bool = False

    def name(self, language: str) -> str:
        """Its usual name."""
        return self.names[language][0]

    @property
    def dated(self) -> str | None:
        """Its date, or the year alone."""
        return self.date or self.year

    @property
    def instruments(self) -> frozenset[Instrument]:
        """Every kind, number and year by which it is named."""
        named = {i for names in self.names.values() for name in names for i in instruments_in(name)[:1]}
        if self.number and re.fullmatch(r"\d{1,6}", self.number):
            named.add(Instrument(self.kind, self.number, self.year))
        return frozenset(named)


def after(date: str | None, as_of: str | None) -> bool:
    """Whether a date is after another, as exactly as both are known; what is undated is not."""
    return bool(date and as_of and date[: len(as_of)] > as_of[: len(date)])
