"""Scores summed up to figures: which shares, of which groups of items, with the ordinary recipe beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from evals.dataset import Item
from evals.results import Better, Figure
from evals.scorers import Score
from evals.statistics import Outcome, Share, share


class Scored(Protocol):
    """Whatever a scorer makes of one item; ``scored`` is false where it could not be graded."""

    @property
    def item(self) -> Item:
        """The item."""

    @property
    def scored(self) -> bool:
        """Whether it could be graded."""


S = TypeVar("S", bound=Scored)


@dataclass(frozen=True, slots=True)
class Measure(Generic[S]):
    """A share: its name, which way is better, and the outcomes that one score adds to it.

    ``comparable`` says whether the ordinary recipe can be scored by it.
    """

    name: str
    outcomes: Callable[[S], Iterable[bool]]
    better: Better = "higher"
    comparable: bool = True


Group = tuple[str, Callable[[Item], bool]]

ANSWERS: tuple[Measure[Score], ...] = (
    Measure("correct", lambda s: [s.right]),
    Measure("wrong_assertion", lambda s: [s.wrong_assertion], "lower"),
    Measure("wrong_silence", lambda s: [s.wrong_silence] if s.item.silence_is_fault else [], "lower"),
    Measure("recall", lambda s: s.needles_reached),
    Measure("precision", lambda s: s.citations_reaching),
    Measure("verbatim", lambda s: s.quotes_verbatim, comparable=False),
    Measure("language_kept", lambda s: [s.language_kept], comparable=False),
)
"""The figures of the rules of scoring: silences are counted among the items where they are a fault."""


def figures(
    measures: Sequence[Measure[S]], scores: Sequence[S], groups: Iterable[Group], beside: Sequence[S] = ()
) -> tuple[Figure, ...]:
    """The figures of each group, measure by measure; of groups and measures without an outcome there is none.

    Args:
        measures: what is counted.
        scores: of the assistant.
        groups: as ``groups_of`` gives them.
        beside: the scores of the ordinary recipe on the same items.
    """
    found = []
    for name, belongs in groups:
        own = [score for score in scores if belongs(score.item)]
        recipe = [score for score in beside if belongs(score.item)]
        found += [figure for measure in measures for figure in _figure(measure, name, own, recipe)]
    return tuple(found)


def groups_of(items: Sequence[Item]) -> list[Group]:
    """All, each language, answerable and unanswerable, each dataset, each type."""
    groups: list[Group] = [("all", lambda item: True)]
    groups += [(f"lang {value}", having("lang", value)) for value in sorted({item.lang for item in items})]
    groups += [("answerable", lambda item: item.answerable), ("unanswerable", lambda item: not item.answerable)]
    groups += [(f"dataset {value}", having("dataset", value)) for value in sorted({item.dataset for item in items})]
    groups += [(f"type {value}", having("type", value)) for value in sorted({item.type for item in items})]
    return groups


def _figure(measure: Measure[S], group: str, own: Sequence[S], beside: Sequence[S]) -> Iterable[Figure]:
    counted = _share(measure, own)
    if counted.value is None:
        return
    recipe = _share(measure, beside).value if measure.comparable else None
    unscored = sum(not score.scored for score in own)
    shown = (counted.count, counted.total, counted.value, counted.interval, recipe)
    yield Figure(measure.name, group, *shown, better=measure.better, unscored=unscored)


def _share(measure: Measure[S], scores: Sequence[S]) -> Share:
    graded = (score for score in scores if score.scored)
    return share(Outcome(value, score.item.cluster) for score in graded for value in measure.outcomes(score))


def having(attribute: str, value: str) -> Callable[[Item], bool]:
    """Tells the items of which an attribute has a value."""
    return lambda item: getattr(item, attribute) == value
