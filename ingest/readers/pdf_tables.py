"""Tables on a PDF page: ruled ones by the cells that their lines make, others by cells that stand in line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.document import BlockKind, Line
from ingest.readers.pdf_drawing import Rule
from ingest.readers.pdf_segments import BLANK, Box, Item, Segment, make_line, rows_of

_TOUCH = 2.5
"""Points within which two ruling lines count as meeting."""
_MAX_RULES = 4_000
"""A page with more lines than this holds a drawing."""
_MAX_CELL_LINES = 14
"""A cell with more lines than this is a text of its own, and its table a way to lay out the page."""
_MIN_ALIGNED_ROWS = 3
_LIST_MARK = re.compile(r"^\W*\w{0,4}\W*$")


@dataclass(frozen=True, slots=True)
class Grid:
    """Ruling lines that meet, with the positions of their columns (left to right) and rows (top to bottom)."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    rules: tuple[Rule, ...]

    def holds(self, item: Item) -> bool:
        """Whether the item stands inside."""
        inside = self.xs[0] - 2 <= item.x0 and item.x1 <= self.xs[-1] + 4
        return inside and self.ys[-1] <= _middle(item) <= self.ys[0]

    def cell(self, item: Item) -> tuple[int, int, int]:
        """Column, first row and last row of the cell that the item stands in."""
        x, y = item.x0 + 1, _middle(item)
        left = max((r.x0 for r in self.rules if not r.horizontal and r.x0 <= x and _spans(r.y0, r.y1, y)), default=x)
        above = [r.y0 for r in self.rules if r.horizontal and r.y0 >= y and _spans(r.x0, r.x1, x)]
        below = [r.y0 for r in self.rules if r.horizontal and r.y0 <= y and _spans(r.x0, r.x1, x)]
        column = _slot(self.xs, left + _TOUCH)
        first = _slot_down(self.ys, min(above, default=y) - _TOUCH)
        last = _slot_down(self.ys, max(below, default=y) + _TOUCH)
        return column, min(first, last), max(first, last)


def _middle(item: Item) -> float:
    return item.y + 0.3 * item.size if isinstance(item, Segment) else (item.top + item.bottom) / 2


def _spans(low: float, high: float, value: float) -> bool:
    return low - _TOUCH <= value <= high + _TOUCH


def _slot(xs: Sequence[float], x: float) -> int:
    return min(max(sum(1 for edge in xs if edge <= x) - 1, 0), len(xs) - 2)


def _slot_down(ys: Sequence[float], y: float) -> int:
    return min(max(sum(1 for edge in ys if edge >= y) - 1, 0), len(ys) - 2)


# Ruled tables and frames


def find_grids(rules: Sequence[Rule]) -> list[Grid]:
    """Closed frames and tables among the rules, the smallest first: lines that meet, at least two each way."""
    grids = []
    for group in _meeting(sorted(set(rules), key=lambda r: r.x0)):
        xs = _clusters(r.x0 for r in group if not r.horizontal)
        ys = _clusters(r.y0 for r in group if r.horizontal)
        if len(xs) >= 2 and len(ys) >= 2:
            grids.append(Grid(tuple(xs), tuple(reversed(ys)), tuple(group)))
    return sorted(grids, key=lambda g: (g.xs[-1] - g.xs[0]) * (g.ys[0] - g.ys[-1]))


def _meeting(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Groups of rules that touch, swept from left to right."""
    if len(rules) > _MAX_RULES:
        return []
    parent = list(range(len(rules)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    active: list[int] = []
    for i, rule in enumerate(rules):
        active = [j for j in active if rules[j].x1 + _TOUCH >= rule.x0]
        for j in active:
            if rule.y0 <= rules[j].y1 + _TOUCH and rules[j].y0 <= rule.y1 + _TOUCH:
                parent[root(j)] = root(i)
        active.append(i)
    groups: dict[int, list[Rule]] = {}
    for i, rule in enumerate(rules):
        groups.setdefault(root(i), []).append(rule)
    return list(groups.values())


def _clusters(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > 2 * _TOUCH:
            found.append(value)
    return found


Cell = tuple[int, int, int]


def cells_of(grid: Grid, items: Sequence[Item]) -> dict[Cell, list[Item]]:
    """The items of each cell of a grid, by its column, first and last row."""
    cells: dict[Cell, list[Item]] = {}
    for item in items:
        cells.setdefault(grid.cell(item), []).append(item)
    return cells


def ruled_table(grid: Grid, cells: dict[Cell, list[Item]]) -> Box | None:
    """The rows of a ruled table; None where the grid only frames texts."""
    segments = {cell: [i for i in items if isinstance(i, Segment)] for cell, items in cells.items()}
    longest = max(len(rows_of(items)) for items in cells.values())
    nested = any(len(segments[cell]) < len(items) for cell, items in cells.items())
    columns, rows = {cell[0] for cell in cells}, {cell[1] for cell in cells}
    if nested or len(columns) < 2 or len(rows) < 2 or longest > _MAX_CELL_LINES:
        return None
    lines = [line for row in sorted(rows) if (line := _ruled_row(segments, sorted(columns), row))]
    return Box(grid.xs[0], grid.xs[-1], grid.ys[-1], grid.ys[0], [BLANK, *lines, BLANK])


def _ruled_row(cells: dict[Cell, list[Segment]], columns: Sequence[int], row: int) -> Line | None:
    """One row; a cell that spans several rows stands in each, so that every row can be read by itself."""
    found = {column: items for (column, first, last), items in cells.items() if first <= row <= last}
    if not any(first == row for _, first, _ in cells):
        return None
    if len(found) == 1:
        return table_row(list(found.values()))
    return table_row([found.get(column, []) for column in columns])


def table_row(cells: Sequence[Sequence[Segment]]) -> Line:
    """A table row from the segments of its cells; a wrapped cell is put on one line."""
    parts = tuple(" ".join(line.text for line in map(make_line, _segment_rows(cell))) for cell in cells)
    segments = [s for cell in cells for s in cell]
    first = max(segments, key=lambda s: s.y)
    return Line(
        text=" | ".join(parts),
        size=round(first.size, 2),
        bold=all(r.bold for s in segments for r in s.runs),
        x=round(min(s.x0 for s in segments), 1),
        y=round(first.y, 1),
        kind=BlockKind.TABLE_ROW,
        cells=parts,
        superscripts=_moved_marks(cells),
    )


def _segment_rows(cell: Sequence[Segment]) -> list[list[Segment]]:
    return [[i for i in row if isinstance(i, Segment)] for row in rows_of(cell)]


def _moved_marks(cells: Sequence[Sequence[Segment]]) -> tuple[tuple[int, int], ...]:
    """Spans of raised marks in the text of the whole row."""
    marks: list[tuple[int, int]] = []
    offset = 0
    for cell in cells:
        lines = list(map(make_line, _segment_rows(cell)))
        for line in lines:
            marks += [(a + offset, b + offset) for a, b in line.superscripts]
            offset += len(line.text) + 1
        offset += len(" | ") - (1 if lines else 0)
    return tuple(marks)


# Tables without lines


def with_aligned_tables(rows: list[list[Item]]) -> list[list[Item]]:
    """The rows, those replaced by one box whose cells stand in columns over at least three rows."""
    result: list[list[Item]] = []
    start = 0
    while start < len(rows):
        group = _aligned_group(rows[start:])
        if group:
            result.append([_aligned_table(group)])
        else:
            result.append(rows[start])
        start += max(len(group), 1)
    return result


def _aligned_group(rows: Sequence[Sequence[Item]]) -> list[list[Segment]]:
    """The rows from the first on that form a table; empty where they do not."""
    first = _only_segments(rows[0])
    if len(first) < 2:
        return []
    columns = [(s.x0, s.x1) for s in first]
    group = [first]
    for above, below in pairwise(rows):
        row = _only_segments(below)
        places = [_column(columns, s) for s in row]
        distance = above[0].y - below[0].y
        if not row or None in places or len(set(places)) < len(row) or distance > 2.5 * row[0].size:
            break
        for place, item in zip(places, row, strict=True):
            assert place is not None
            columns[place] = min(columns[place][0], item.x0), max(columns[place][1], item.x1)
        group.append(row)
    while group and len(group[-1]) < 2:
        group.pop()
    full = [row for row in group if len(row) == len(columns)]
    if len(full) < _MIN_ALIGNED_ROWS or not _is_aligned(full) or (len(columns) == 2 and _is_list(full)):
        return []
    return group


def _only_segments(row: Sequence[Item]) -> list[Segment]:
    segments = [i for i in row if isinstance(i, Segment)]
    return segments if len(segments) == len(row) else []


def _column(columns: Sequence[tuple[float, float]], item: Segment) -> int | None:
    """The only column whose width the item shares; None where it shares none or several."""
    shared = [i for i, (x0, x1) in enumerate(columns) if item.x0 < x1 + 1 and item.x1 > x0 - 1]
    return shared[0] if len(shared) == 1 else None


def _is_aligned(rows: Sequence[Sequence[Segment]]) -> bool:
    """Whether in each column most cells begin, end or are centred at one place."""
    for column in zip(*rows, strict=True):
        edges = ([s.x0 for s in column], [s.x1 for s in column], [(s.x0 + s.x1) / 2 for s in column])
        if max(max(sum(1 for v in side if abs(v - u) <= 3) for u in side) for side in edges) < 0.7 * len(column):
            return False
    return True


def _is_list(rows: Sequence[Sequence[Segment]]) -> bool:
    """Marks of a list with their items."""
    return all(_LIST_MARK.match("".join(r.text for r in row[0].runs).strip()) for row in rows)


def _aligned_table(group: Sequence[list[Segment]]) -> Box:
    columns = _column_edges(group)
    rows: list[list[list[Segment]]] = []
    above: list[Segment] | None = None
    for row in group:
        # A row that lacks cells and follows closely goes on with the cells above it.
        closely = above is not None and above[0].y - row[0].y <= 1.35 * row[0].size
        if not (rows and closely and len(row) < len(columns)):
            rows.append([[] for _ in columns])
        for item in row:
            rows[-1][_column(columns, item) or 0].append(item)
        above = row
    items: list[Segment] = [s for row in group for s in row]
    lines = [table_row(row) for row in rows]
    left, right = min(s.x0 for s in items), max(s.x1 for s in items)
    return Box(left, right, min(s.bottom for s in items), max(s.top for s in items), [BLANK, *lines, BLANK])


def _column_edges(group: Sequence[Sequence[Segment]]) -> list[tuple[float, float]]:
    columns = [(s.x0, s.x1) for s in group[0]]
    for row in group[1:]:
        for item in row:
            place = _column(columns, item) or 0
            columns[place] = min(columns[place][0], item.x0), max(columns[place][1], item.x1)
    return columns
