"""A question understood: its parts, the words that carry it, and what it is on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from assistant.instruments.naming import Instrument
from assistant.language.lexicon import WordClass
from assistant.understanding.answer_kind import Kind
from ingest.terms import words

EVENTS = frozenset(
    "create start join ratification signature approval adoption publication foundation establish begin sign".split()
)
"""Notions of what happens once, at a date."""
BROAD = frozenset({"migrant", "immigrant", "foreigner"})
"""Migrants of any kind, as notions of the lexicon."""
NARROW = frozenset({"woman", "child", "refugee", "asylum seeker", "student", "indigenous", "victim", "stateless"})
"""Groups of migrants: what is said of one of them is not said of all."""


class UnitKind(StrEnum):
    """How strictly a unit of the question must be met."""

    WORD = "word"
    NUMBER = "number"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Unit:
    """One word of the question that carries meaning, in the forms in which a sentence may hold it.

    Attributes:
        text: the folded word.
        stems: its stem by the rules of each language.
        concepts: the lexicon's notions behind it, those of phrases that it is part of included.
        word_class: how much it carries.
        kind: word, number or name.
        carried: whether it comes from an earlier turn or an earlier part of the question.
    """

    text: str
    stems: Mapping[str, str]
    concepts: frozenset[str]
    word_class: WordClass
    kind: UnitKind
    carried: bool = False
    phrases: frozenset[str] = frozenset()
    """Those of the concepts that are names of several words, such as an institution's."""

    @property
    def is_of_the_field(self) -> bool:
        """Whether it is a term or a name of the glossary, such as that of an index."""
        return any(concept.startswith("term:") for concept in self.concepts)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing asked. A question may ask several ("which decree ..., and what period does it cover?")."""

    text: str
    kind: Kind
    units: tuple[Unit, ...]
    negated: bool = False
    universal: bool = False
    anaphoric: bool = False
    years: tuple[str, ...] = ()
    excluding: bool = False
    """Whether a list is asked of what is not so ("which conventions has it not ratified?")."""
    carried_over: bool = False
    """Whether an earlier turn stands behind it."""
    focus: frozenset[str] = frozenset()
    """Folded words of the noun that "what" or "which" asks for."""
    today: bool = False
    """Whether it asks for the state of things now, which a dated source cannot show."""
    counted: frozenset[str] = frozenset()
    """Folded words of the noun that a "how many" counts."""
    event: str | None = None
    """The word for what befell a thing, where the question says nothing else of it ("Who launched X?")."""
    articles: frozenset[str] = frozenset()
    """Numbers of the articles that it names ("articles 23 and 93 of the law")."""
    choice: bool = False
    """Whether it offers a choice ("with Chile or with Colombia?"), of which one will be found."""
    offered: tuple[frozenset[str], ...] = ()
    """Where it might be asking which of two is so ("in towns or in the countryside?"), the folded words of each."""
    several: bool = False
    """Whether it asks for more than one thing: a list, or which institutions or countries."""
    listed: frozenset[str] = frozenset()
    """Folded words of the noun that it asks a list of."""
    occasion: frozenset[str] = frozenset()
    """Folded words of the occasion that it names before it asks: "When the borders closed, what did ...?"."""
    apart: str = ""
    """What alone tells it from another part of one question: a year, or one of two names that the question joins."""

    @property
    def told(self) -> list[Unit]:
        """What it says itself of its matter: its words of content, without what is taken over from before it."""
        return [u for u in self.units if u.word_class is WordClass.CONTENT and not u.carried]


@dataclass(frozen=True, slots=True)
class Query:
    """A question understood."""

    text: str
    language: str
    parts: tuple[Part, ...]
    statements: tuple[Part, ...]
    """What the user states before asking."""
    mentioned: tuple[Unit, ...]
    """Units of all that the user says beside the question, of themselves too: nothing is searched by them."""
    countries: tuple[str, ...]
    """The countries that it is on, as alpha-3 codes."""
    years: tuple[str, ...]
    instruments: tuple[Instrument, ...]
    yes_no: bool
    understood_as: str | None = None
    follows: bool = False
    """Whether an earlier turn completes it."""
    nationalities: tuple[str, ...] = ()
    """Where somebody whom it tells of is from ("a Cuban teacher"): what holds for foreigners holds for them."""
    anchors: Mapping[int, float] = field(default_factory=dict)
    """For a follow-up: sentences where the last answer was quoted from, with how surely they are on its matter."""

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units of all parts, without repetition."""
        seen = {(u.text, u.kind): u for part in (*self.parts, *self.statements) for u in reversed(part.units)}
        return tuple(seen.values())


def carry(part: Part, earlier: Sequence[Unit]) -> Part:
    """The part with units of earlier turns or parts behind its own, marked as carried over."""
    own = {u.text for u in part.units}
    taken = {u.text: replace(u, carried=True) for u in earlier if u.text not in own}
    return replace(part, units=(*part.units, *taken.values()))


def capitalised(text: str) -> frozenset[str]:
    """Folded words that are capitalised inside a sentence, or acronyms anywhere, in a text that uses both cases."""
    if text == text.lower() or text == text.upper():
        return frozenset()
    tokens = re.findall(r"[^\W_][\w'’-]*", text)
    found = [t for i, t in enumerate(tokens) if (i and t[0].isupper()) or (len(t) > 1 and t.isupper())]
    return frozenset(without_possessive(w) for t in found for w in words(t))


def without_possessive(word: str) -> str:
    """A word without the English possessive: "Panama's" names Panama."""
    return word.removesuffix("'s")
