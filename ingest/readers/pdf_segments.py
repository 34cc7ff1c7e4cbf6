"""Runs of text on one baseline, put together to the pieces that a page's columns, cells and lines are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.document import Line
from ingest.readers.pdf_drawing import Run

BLANK = Line(text="")
"""What separates blocks."""
_WORD_GAP = 0.16
"""Of the font size: a wider gap between two runs is a space."""
_SHELF = 8.0
"""Points of height that rows are kept together by."""
_SEGMENT_GAP = 1.4
"""Of the font size: a wider gap may be a gutter between columns or cells."""


@dataclass(slots=True)
class Segment:
    """Runs on one baseline without a wide gap between them, left to right."""

    runs: list[Run]
    x0: float = 0.0
    x1: float = 0.0
    y: float = 0.0
    size: float = 0.0

    def __post_init__(self) -> None:
        main = _main_run(self.runs)
        self.x0 = min(r.x0 for r in self.runs)
        self.x1 = max(r.x1 for r in self.runs)
        self.y, self.size = main.y, main.size

    @property
    def top(self) -> float:
        """Height that its letters reach."""
        return self.y + 0.8 * self.size

    @property
    def bottom(self) -> float:
        """Depth that its letters reach."""
        return self.y - 0.2 * self.size


@dataclass(slots=True)
class Box:
    """Something read as a whole: a ruled table, or the text in a frame."""

    x0: float
    x1: float
    bottom: float
    top: float
    lines: list[Line] = field(default_factory=list)

    @property
    def y(self) -> float:
        """Where it begins, like the baseline of its first line."""
        return self.top


Item = Segment | Box


def segment(runs: Sequence[Run]) -> list[Segment]:
    """Group runs by baseline, raised small digits with the line they belong to, and split at wide gaps."""
    joined = _with_initials_lowered(_joined(runs))
    largest = max((r.size for r in joined), default=0.0)
    shelves: dict[int, list[list[Run]]] = {}  # rows by height, so that a run is held against those near it
    for run in sorted(joined, key=lambda r: (-round(r.size, 1), -r.y, r.x0)):
        reach = range(_shelf(run.y - 0.65 * largest), _shelf(run.y + 0.35 * largest) + 1)
        near = (row for shelf in reach for row in shelves.get(shelf, ()))
        row = next((row for row in near if _same_row(row, run)), None)
        if row is None:
            shelves.setdefault(_shelf(run.y), []).append([run])
        else:
            row.append(run)
    rows = (row for shelf in shelves.values() for row in shelf)
    return [Segment(part) for row in rows for part in _split(sorted(row, key=lambda r: r.x0))]


def _shelf(y: float) -> int:
    return int(y // _SHELF)


def _joined(runs: Sequence[Run]) -> list[Run]:
    """Runs drawn one after the other without a gap, as one; many programs draw letter by letter."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if (
            last
            and last.size == run.size
            and last.bold == run.bold
            and abs(last.y - run.y) < 0.05
            and -0.3 * run.size < run.x0 - last.x1 < _WORD_GAP * run.size
        ):
            joined[-1] = Run(last.text + run.text, last.x0, max(last.x1, run.x1), last.y, last.size, last.bold)
        else:
            joined.append(run)
    return [r for r in joined if r.text.strip()]


def _with_initials_lowered(runs: list[Run]) -> list[Run]:
    """A large initial or number that several lines stand beside is moved to the first of these lines."""
    placed = []
    usual = _main_run(runs).size if runs else 0.0
    for run in runs:
        small = len(run.text.strip()) > 3 or run.size < 1.4 * usual
        beside_it = [] if small else [r for r in runs if _stands_beside(run, r)]
        if len({round(r.y) for r in beside_it}) >= 2:
            run = replace(run, y=max(r.y for r in beside_it))
        placed.append(run)
    return placed


def _stands_beside(large: Run, run: Run) -> bool:
    return (
        large.size >= 1.5 * run.size
        and -1 <= run.x0 - large.x1 <= large.size
        and large.y - 0.3 * large.size <= run.y <= large.y + large.size
    )


def _main_run(runs: Sequence[Run]) -> Run:
    """The run whose size most of the characters have."""
    weight: dict[float, int] = {}
    for run in runs:
        weight[round(run.size, 1)] = weight.get(round(run.size, 1), 0) + len(run.text)
    usual = max(weight, key=lambda size: (weight[size], size))
    return next(r for r in runs if round(r.size, 1) == usual)


def _needs_space(left: Run, right: Run) -> bool:
    gap = right.x0 - left.x1
    return gap > _WORD_GAP * min(left.size, right.size) and left.text[-1:] != " " and right.text[:1] != " "


def _same_row(row: list[Run], run: Run) -> bool:
    main = row[0]
    rise = run.y - main.y
    if abs(rise) <= 0.12 * min(main.size, run.size):
        return True
    small = run.size <= 0.85 * main.size and len(run.text.strip()) <= 5
    if not small or not -0.35 * main.size <= rise <= 0.65 * main.size:
        return False
    return any(-0.6 * main.size <= max(run.x0 - r.x1, r.x0 - run.x1) <= 1.2 * main.size for r in row)


def _split(row: list[Run]) -> list[list[Run]]:
    parts = [[row[0]]]
    for run in row[1:]:
        reach = max(r.x1 for r in parts[-1])
        if run.x0 - reach > _SEGMENT_GAP * max(run.size, parts[-1][-1].size):
            parts.append([run])
        else:
            parts[-1].append(run)
    return parts


# Lines


def make_line(segments: Sequence[Segment]) -> Line:
    """One line from the segments of a row, left to right."""
    main = _main_run([r for s in segments for r in s.runs])
    text = ""
    raised: list[tuple[int, int]] = []
    before: Run | None = None
    for run in (r for s in segments for r in s.runs):
        if before is not None and _needs_space(before, run) and not text.endswith(" "):
            text += " "
        start = len(text)
        text += run.text
        if _is_mark(run, main):
            raised.append((start, start + len(run.text.rstrip())))
        before = run
    body = [r for s in segments for r in s.runs if not _is_mark(r, main)]
    bold = bool(body) and all(r.bold for r in body)
    text, raised = _strip(text, raised)
    return Line(text, round(main.size, 2), bold, round(segments[0].x0, 1), round(main.y, 1), superscripts=tuple(raised))


def _strip(text: str, raised: list[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    """Without space at the ends, with the spans moved along."""
    lead = len(text) - len(text.lstrip())
    text = text.strip()
    return text, [(max(a - lead, 0), min(b - lead, len(text))) for a, b in raised]


def _is_mark(run: Run, main: Run) -> bool:
    """A footnote mark: small, raised digits."""
    mark = run.text.strip().replace(",", "").replace(" ", "")
    return mark.isdigit() and run.size <= 0.85 * main.size and run.y - main.y >= 0.1 * main.size


def rows_of(items: Sequence[Item]) -> list[list[Item]]:
    """Items that stand side by side, from top to bottom, each row from left to right."""
    rows: list[list[Item]] = []
    for item in sorted(items, key=lambda i: (-i.y, i.x0)):
        if rows and beside(rows[-1][0], item):
            rows[-1].append(item)
        else:
            rows.append([item])
    return [sorted(row, key=lambda i: i.x0) for row in rows]


def beside(first: Item, item: Item) -> bool:
    """Whether two items stand on a level: a common baseline, or for boxes half the height in common."""
    if isinstance(first, Segment) and isinstance(item, Segment):
        return abs(first.y - item.y) <= 0.25 * max(first.size, item.size)
    common = min(first.top, item.top) - max(first.bottom, item.bottom)
    return common > 0.5 * min(first.top - first.bottom, item.top - item.bottom)


def top_of(items: Sequence[Item]) -> float:
    """The highest point of the items."""
    return max(item.top for item in items)


def bottom_of(items: Sequence[Item]) -> float:
    """The lowest point of the items."""
    return min(item.bottom for item in items)
