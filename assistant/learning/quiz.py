"""What a question of a quiz is, and how it is made without a wrong choice that is right."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.learning.view import Placed

GAP = "_____"
WRONG_CHOICES = 3
FEWEST_WRONG = 2


class Kind(StrEnum):
    """What a question trains."""

    WHETHER = "whether"
    """Yes, no or in part."""
    FIGURE = "figure"
    YEAR = "year"
    INSTRUMENT = "instrument"
    INSTITUTION = "institution"
    SHORT = "short"
    """What an abbreviation stands for."""
    ORDER = "order"
    SUPPORT = "support"
    """Which sentence supports this?"""
    CONVENTION = "convention"
    DOMAIN = "domain"
    READING = "reading"
    """What a sentence reports: that there is something, in part, not, or not yet."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice: ``text`` in the language of the documents, or the name of a phrase of the page (``is_phrase``).

    Attributes:
        text: what is offered.
        is_phrase: whether ``text`` names a phrase.
        placed: where it comes from, for a choice that is a sentence.
    """

    text: str
    is_phrase: bool = False
    placed: Placed | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        id: the same as long as the documents are the same.
        kind: what it trains.
        form: names the phrase that asks it.
        values: what fills the phrase: stretches of the documents.
        asked: the question as one sentence in the language of the documents; empty where there is only the phrase.
        excerpt: the sentence with a gap, or the sentence that is asked about; empty where there is none.
        language: of the documents' words in it.
        choices: what is offered, in the order shown.
        right: the position of the right choice; of an order, the positions from first to last.
        placed: the sentence that proves it.
    """

    id: str
    kind: Kind
    form: str
    values: tuple[tuple[str, str], ...]
    asked: str
    excerpt: str
    language: str
    choices: tuple[Choice, ...]
    right: tuple[int, ...]
    placed: Placed

    @property
    def domain(self) -> int | None:
        """The domain of the profile that it belongs to, if any; an order only where all of it does."""
        domains = {c.placed.domain for c in self.choices if c.placed} if self.kind is Kind.ORDER else set()
        return self.placed.domain if len(domains) < 2 else None

    def is_right(self, given: Sequence[int]) -> bool:
        """Whether what was chosen is right."""
        return tuple(given) == self.right


def question(
    kind: Kind,
    form: str,
    placed: Placed,
    right: Choice,
    wrong: Sequence[Choice],
    *,
    values: Iterable[tuple[str, str]] = (),
    asked: str = "",
    excerpt: str = "",
    key: str = "",
    shuffled: bool = True,
) -> Question | None:
    """A question with one right choice; None where fewer than two wrong ones were found.

    The order of the choices depends on the question alone, so that it is the same whenever it is met. Where it is not
    to be ``shuffled``, the wrong choices come with the right one among them, in the order to be shown.
    """
    if shuffled:
        others = list({c.text: c for c in wrong if c.text != right.text}.values())[:WRONG_CHOICES]
        choices = [right, *others]
    else:
        choices = list(wrong)
    if len(choices) < FEWEST_WRONG + 1 and shuffled:
        return None
    id = question_id(kind, placed, form, key or right.text)
    if shuffled:
        random.Random(id).shuffle(choices)
    return Question(
        id,
        kind,
        form,
        tuple(values),
        asked,
        excerpt,
        placed.sentence.language,
        tuple(choices),
        (choices.index(right),),
        placed,
    )


def question_id(kind: Kind, placed: Placed, *parts: str) -> str:
    """An id that stays as long as the document's content does."""
    sentence = placed.sentence
    text = "|".join((kind, sentence.document_id, str(sentence.page), str(sentence.start), *parts))
    return f"{kind}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def picked(pool: Iterable[str], seed: str, key: Callable[[str], object] = str.casefold) -> list[str]:
    """The members of a pool in an order that depends on a seed alone, each once."""
    members = list({key(one): one for one in pool}.values())
    random.Random(seed).shuffle(members)
    return members
