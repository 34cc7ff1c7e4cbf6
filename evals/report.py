"""A run in words for the terminal: a table for each suite and, unless told otherwise, every miss."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from evals.results import Figure, Run, Sample, SuiteResult

_NAMES = 26
_CELL = 18


def as_text(run: Run, *, misses: bool = True) -> str:
    """All suites, one after the other."""
    return "\n\n".join(suite_text(key, suite, misses=misses) for key, suite in run.suites.items())


def suite_text(key: str, suite: SuiteResult, *, misses: bool = True) -> str:
    """One suite: a row a group, a column a figure; below the first row its 95% intervals and the baseline."""
    lines = [_title(key, suite)]
    if suite.figures:
        lines += list(_table(suite.figures))
    if misses:
        for sample in suite.samples:
            if sample.faults:
                lines += ["", miss_text(sample)]
    return "\n".join(lines)


def missed_text(key: str, figure: Figure) -> str:
    """One missed floor in words."""
    side = "below" if figure.better == "higher" else "above"
    return f"{key}, {figure.name} of {figure.group}: {figure.value:.4f}, {side} the floor of {figure.floor:.4f}"


def miss_text(sample: Sample) -> str:
    """One sample with its faults, its answer and its citations; + marks those that reach a fact."""
    lines = [f"{sample.grade or '?'} {sample.id} [{sample.lang}, {sample.type}] {' >> '.join(sample.turns)}"]
    lines += [f"  fault:  {fault}" for fault in sample.faults]
    lines += [f"  answer: {sample.status} / {sample.verdict}: {sample.answer}"]
    lines += [
        f"  {'+' if c.reaches else '-'} [{c.mark}] {c.title}, p. {c.page}, {c.section}: {c.quote}"
        for c in sample.citations
    ]
    return "\n".join([*lines, f"  gold:   {sample.expected}"])


def _title(key: str, suite: SuiteResult) -> str:
    name = key.partition("@")[0]
    over = f"{name} over {suite.corpus}" if suite.corpus else name
    if suite.note:
        return f"{over}: {suite.note}"
    counted = Counter(sample.grade or "unscored" for sample in suite.samples)
    grades = " ".join(f"{grade} {counted[grade]}" for grade in ("C", "I", "P", "N", "unscored") if counted[grade])
    unscored = max((figure.unscored for figure in suite.figures), default=0)
    left_out = f"; {unscored} unscored" if unscored else ""
    return f"{over}: {suite.seconds:.0f} s; {len(suite.samples)} samples ({grades}){left_out}"


def _table(figures: Sequence[Figure]) -> Iterator[str]:
    names = list(dict.fromkeys(figure.name for figure in figures))
    groups = list(dict.fromkeys(figure.group for figure in figures))
    by_place = {(figure.group, figure.name): figure for figure in figures}
    yield f"{'':<{_NAMES}}" + "".join(f"{name:>{_CELL}}" for name in names)
    for group in groups:
        row = [by_place.get((group, name)) for name in names]
        yield f"{group:<{_NAMES}}" + "".join(f"{_cell(figure):>{_CELL}}" for figure in row)
        if group == groups[0]:
            yield f"{'  95%':<{_NAMES}}" + "".join(f"{_interval(figure):>{_CELL}}" for figure in row)
            yield f"{'  baseline':<{_NAMES}}" + "".join(f"{_baseline(figure):>{_CELL}}" for figure in row)


def _cell(figure: Figure | None) -> str:
    """Count, total and share; ``!`` marks a missed floor."""
    if figure is None:
        return ""
    counts = "" if figure.count is None else f"{figure.count}/{figure.total} "
    return f"{counts}{figure.value:6.1%}{'!' if figure.missed else ' '}"


def _interval(figure: Figure | None) -> str:
    if figure is None or figure.interval is None:
        return ""
    return "{:.1%} – {:.1%} ".format(*figure.interval)


def _baseline(figure: Figure | None) -> str:
    return "" if figure is None or figure.baseline is None else f"{figure.baseline:.1%} "
