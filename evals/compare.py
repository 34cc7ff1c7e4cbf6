"""Two runs side by side: which figures got better and worse, and which questions are newly right and newly wrong.

Figures are compared by suite, name and group; questions by suite and id, where both runs put them in the same words.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from evals.results import Figure, Run, Sample, SuiteResult

_SAME = 1e-9
"""Values that differ by less are the same; only rounding sets them apart."""


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure of both runs whose value changed; ``suite`` is its key in the runs."""

    suite: str
    old: Figure
    new: Figure

    @property
    def better(self) -> bool:
        """Whether it changed for the better."""
        return (self.new.value > self.old.value) == (self.new.better == "higher")

    @property
    def points(self) -> float:
        """The change in percentage points."""
        return 100 * (self.new.value - self.old.value)

    @property
    def same_questions(self) -> bool:
        """Whether both were counted from as many questions; otherwise the data set changed as well."""
        return self.old.total == self.new.total

    def __str__(self) -> str:
        """The suite, figure and group with both values and counts."""
        counted = "" if self.same_questions else ", over other questions"
        named = f"{self.suite}: {self.new.name}, {self.new.group}"
        return f"{named}: {_said(self.old)} -> {_said(self.new)} ({self.points:+.1f} points{counted})"


@dataclass(frozen=True, slots=True)
class ItemChange:
    """A question of both runs whose grade changed."""

    suite: str
    old: Sample
    new: Sample

    def __str__(self) -> str:
        """The id and the question with both grades."""
        return f"{self.suite}: {self.new.id} ({_grade(self.old)} -> {_grade(self.new)}): {' >> '.join(self.new.turns)}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from one run to the next.

    Attributes:
        old, new: the runs.
        better, worse: the figures that changed: those over all questions first, then the largest change first.
        newly_right, newly_wrong: questions that were not right and are, and the other way round.
        newly_asserting: of those not right in either run, the ones that only now assert something wrong.
        compared: how many questions both runs put and graded.
        left_out: how many questions only one of the runs put, or put in other words.
    """

    old: Run
    new: Run
    better: tuple[FigureChange, ...]
    worse: tuple[FigureChange, ...]
    newly_right: tuple[ItemChange, ...]
    newly_wrong: tuple[ItemChange, ...]
    newly_asserting: tuple[ItemChange, ...]
    compared: int
    left_out: int

    @property
    def chance(self) -> float | None:
        """How often chance alone would part the changed questions at least as unevenly; None where none changed.

        The exact sign test (McNemar's test of paired answers), two-sided.
        """
        changed = len(self.newly_right) + len(self.newly_wrong)
        if not changed:
            return None
        fewer = min(len(self.newly_right), len(self.newly_wrong))
        as_uneven = sum(math.comb(changed, k) for k in range(fewer + 1))
        return min(1.0, 2 * as_uneven / float(2**changed))


def comparison(old: Run, new: Run) -> Comparison:
    """Compares the suites that both runs have."""
    figures = sorted(_figure_changes(old, new), key=lambda change: (change.new.group != "all", -abs(change.points)))
    pairs = [pair for key, before, after in _suites(old, new) for pair in _pairs(key, before, after)]
    graded = [pair for pair in pairs if pair.old.grade and pair.new.grade]
    put = sum(len(after.samples) + len(before.samples) for _, before, after in _suites(old, new))
    return Comparison(
        old=old,
        new=new,
        better=tuple(change for change in figures if change.better),
        worse=tuple(change for change in figures if not change.better),
        newly_right=tuple(pair for pair in graded if pair.old.grade != "C" and pair.new.grade == "C"),
        newly_wrong=tuple(pair for pair in graded if pair.old.grade == "C" and pair.new.grade != "C"),
        newly_asserting=tuple(pair for pair in graded if pair.old.grade in ("P", "N") and pair.new.grade == "I"),
        compared=len(graded),
        left_out=put - 2 * len(pairs),
    )


def compared(old: Run, new: Run) -> str:
    """The comparison as text for a terminal."""
    found = comparison(old, new)
    lines = [f"Since {old.created} (version {old.version}, {old.commit or 'no commit'}):"]
    lines += _part("Better", found.better)
    lines += _part("Worse", found.worse)
    lines += _part("Newly right", found.newly_right)
    lines += _part("Newly wrong", found.newly_wrong)
    lines += _part("Newly asserting something wrong", found.newly_asserting)
    return "\n".join([*lines, "", summed_up(found)])


def summed_up(found: Comparison) -> str:
    """The comparison of the questions in a sentence or two."""
    if not found.compared:
        return "No question can be compared: the runs have none in common, or one of them holds figures alone."
    counts = f"{len(found.newly_right)} newly right, {len(found.newly_wrong)} newly wrong"
    said = f"Of {found.compared} questions in both runs, {counts}."
    if found.chance is not None:
        often = "fewer than 0.1%" if found.chance < 0.001 else f"{found.chance:.1%}"
        said += f" Chance alone would part them at least as unevenly in {often} of cases (sign test)."
    return said + (f" {found.left_out} are in one run only or were put in other words." if found.left_out else "")


def _part(title: str, changes: Iterable[FigureChange] | Iterable[ItemChange]) -> list[str]:
    lines = [f"  {change}" for change in changes]
    return ["", f"{title}: {len(lines)}", *lines]


def _suites(old: Run, new: Run) -> Iterator[tuple[str, SuiteResult, SuiteResult]]:
    yield from ((key, old.suites[key], suite) for key, suite in new.suites.items() if key in old.suites)


def _figure_changes(old: Run, new: Run) -> Iterator[FigureChange]:
    for key, before, after in _suites(old, new):
        for figure in after.figures:
            earlier = before.figure(figure.name, figure.group)
            if earlier and abs(earlier.value - figure.value) > _SAME:
                yield FigureChange(key, earlier, figure)


def _pairs(key: str, before: SuiteResult, after: SuiteResult) -> Iterator[ItemChange]:
    earlier = {sample.id: sample for sample in before.samples}
    for sample in after.samples:
        if sample.id in earlier and earlier[sample.id].turns == sample.turns:
            yield ItemChange(key, earlier[sample.id], sample)


def _said(figure: Figure) -> str:
    counts = "" if figure.count is None or figure.total is None else f" ({figure.count}/{figure.total})"
    return f"{figure.value:.1%}{counts}"


def _grade(sample: Sample) -> str:
    return sample.grade or "unscored"
