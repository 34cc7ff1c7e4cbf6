"""From what a page draws to the lines that a person reads, in their order.

Runs on one baseline become segments (a wide gap starts a new one); ruled grids become table rows, single ruled boxes
are read as a whole; what is left is cut into columns and bands, and read column by column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from ingest.document import Line
from ingest.readers.pdf_drawing import Drawing
from ingest.readers.pdf_segments import (
    BLANK,
    Box,
    Item,
    Segment,
    beside,
    bottom_of,
    make_line,
    rows_of,
    segment,
    top_of,
)
from ingest.readers.pdf_tables import Grid, cells_of, find_grids, ruled_table, with_aligned_tables

_MAX_DEPTH = 12
"""Cuts within cuts; real pages need three or four."""


def arrange(drawing: Drawing) -> tuple[Line, ...]:
    """The lines of a page in reading order; an empty line stands between blocks."""
    upright = [r for r in drawing.runs if r.upright and r.text]
    turned = [r for r in drawing.runs if not r.upright and r.text.strip()]
    items: list[Item] = list(segment(upright))
    for grid in find_grids(drawing.rules):
        inside = [i for i in items if grid.holds(i)]
        if inside:
            items = [i for i in items if not grid.holds(i)] + _read_grid(grid, inside)
    lines = _read_page(items, drawing)
    for run in turned:
        lines += [BLANK, Line(run.text.strip(), round(run.size, 2), run.bold, round(run.x0, 1), round(run.y, 1))]
    return tuple(_tidy(lines))


def _read_grid(grid: Grid, items: list[Item]) -> list[Item]:
    """A table as one box, else a box for the text of each frame."""
    cells = cells_of(grid, items)
    table = ruled_table(grid, cells)
    if table is not None:
        return [table]
    return [
        Box(grid.xs[c], grid.xs[c + 1], grid.ys[last + 1], grid.ys[first], [BLANK, *_read(cell, 0), BLANK])
        for (c, first, last), cell in cells.items()
    ]


def _tidy(lines: Iterable[Line]) -> list[Line]:
    """No empty line at the ends, never two in a row."""
    kept: list[Line] = []
    for line in lines:
        if line.text.strip():
            kept.append(line)
        elif kept and kept[-1].text:
            kept.append(BLANK)
    if kept and not kept[-1].text:
        kept.pop()
    return kept


def _read_page(items: list[Item], drawing: Drawing) -> list[Line]:
    """Header, body and footer apart, so that a footer never lands between two columns."""
    if not items:
        return []
    rows = rows_of(items)
    head, foot = _margins(rows, drawing.height)
    parts = (rows[:head], rows[head : len(rows) - foot], rows[len(rows) - foot :])
    lines: list[Line] = []
    for part in parts:
        lines += [BLANK, *_read([item for row in part for item in row], 0)]
    return lines


def _margins(rows: Sequence[Sequence[Item]], height: float) -> tuple[int, int]:
    """How many rows at the top and the bottom, two at most, stand apart in the margins of the page."""
    last = len(rows) - 1
    heads = (n for n in (1, 2) if n < last and bottom_of(rows[n - 1]) > 0.9 * height and _apart(rows[n - 1], rows[n]))
    head = next(heads, 0)
    feet = (n for n in (1, 2) if head + n < last and top_of(rows[-n]) < 0.1 * height and _apart(rows[-n - 1], rows[-n]))
    return head, next(feet, 0)


def _apart(upper: Sequence[Item], lower: Sequence[Item]) -> bool:
    """Whether the gap between two rows is wider than one between paragraphs."""
    size = max((i.size for i in (*upper, *lower) if isinstance(i, Segment)), default=10.0)
    return bottom_of(upper) - top_of(lower) > size


def _read(items: list[Item], depth: int) -> list[Line]:
    """Cut into columns where a gutter runs through, across where it does for a part only, else read line by line."""
    rows = rows_of(items)
    if depth >= _MAX_DEPTH or len(rows) < 2:
        return _spaced(with_aligned_tables(rows))
    boxes = _cut_at_box_rows(rows)
    gutter = _gutter(items) if len(boxes) < 2 else None
    if gutter is not None:
        return _read_columns(items, gutter, depth + 1)
    parts = next((p for p in (boxes, _bands(rows), _groups_with_columns(rows)) if len(p) > 1), None)
    if parts is None:
        return _spaced(with_aligned_tables(rows))
    return [line for part in parts for line in (BLANK, *_read(part, depth + 1))]


def _read_columns(items: Sequence[Item], gutter: float, depth: int) -> list[Line]:
    left = [i for i in items if (i.x0 + i.x1) / 2 < gutter]
    right = [i for i in items if (i.x0 + i.x1) / 2 >= gutter]
    if _is_heading(right) and not _is_heading(left):
        left, right = right, left
    return _join_columns(_read(left, depth), _read(right, depth))


def _groups_with_columns(rows: Sequence[Sequence[Item]]) -> list[list[Item]]:
    """The items between wide gaps, group by group; empty where no group has columns."""
    groups: list[list[Item]] = [list(rows[0])]
    for above, below in pairwise(rows):
        if _apart(above, below):
            groups.append([])
        groups[-1] += below
    return groups if any(_gutter(group) is not None for group in groups) else []


def _cut_at_box_rows(rows: Sequence[Sequence[Item]]) -> list[list[Item]]:
    """The items above, in and below each row of boxes that begin on one height, which are read across."""
    parts: list[list[Item]] = []
    boxes_above = True
    for row in rows:
        boxes = _is_box_row(row)
        if boxes or boxes_above:
            parts.append([])
        parts[-1] += row
        boxes_above = boxes
    return parts


def _is_box_row(row: Sequence[Item]) -> bool:
    return len(row) > 1 and all(isinstance(i, Box) and abs(i.top - row[0].top) <= 6 for i in row)


def _is_heading(side: Sequence[Item]) -> bool:
    """Whether a column is only the heading of the text beside it: a few lines, the first of them bold."""
    first = max(side, key=lambda i: i.y)
    return isinstance(first, Segment) and len(side) <= 5 and all(r.bold for r in first.runs)


def _gutter(items: Sequence[Item]) -> float | None:
    """The middle of the widest vertical strip that nothing crosses, with running text on both sides."""
    edges = sorted(((i.x0, i.x1) for i in items), key=lambda e: e[0])
    left, right = edges[0][0], max(e[1] for e in edges)
    reach = edges[0][1]
    found: list[tuple[float, float]] = []
    for x0, x1 in edges[1:]:
        if x0 - reach >= 5:
            found.append((x0 - reach, (x0 + reach) / 2))
        reach = max(reach, x1)
    for _, middle in sorted(found, reverse=True):
        sides = [i for i in items if i.x1 <= middle], [i for i in items if i.x0 >= middle]
        if _are_columns(*sides, right - left):
            return middle
    return None


def _are_columns(left: Sequence[Item], right: Sequence[Item], width: float) -> bool:
    """Whether two sides are texts of their own rather than the cells of common lines.

    Texts of their own drift apart in height, or both fill their side; cells and list marks stand level with the
    line that they belong to.
    """
    if not left or not right or min(top_of(left), top_of(right)) < max(bottom_of(left), bottom_of(right)):
        return False
    fewer, more = sorted((left, right), key=len)
    level = sum(1 for i in fewer if any(beside(other, i) for other in more)) / len(fewer)
    if level < 0.7:
        return True
    return max(map(_depth, (left, right))) >= 3 and all(_usual_width(side) >= 0.2 * width for side in (left, right))


def _depth(side: Sequence[Item]) -> int:
    """Lines in a column."""
    return sum(len(i.lines) if isinstance(i, Box) else 1 for i in side)


def _usual_width(side: Sequence[Item]) -> float:
    widths = sorted(i.x1 - i.x0 for i in side)
    return widths[len(widths) * 3 // 4]


def _bands(rows: list[list[Item]]) -> list[list[Item]]:
    """Groups of rows with and without something that crosses the middle gutter; empty where there is none."""
    items = [i for row in rows for i in row]
    pairs = [row for row in rows if len(row) >= 2]
    if len(pairs) < 3:
        return []
    width = max(i.x1 for i in items) - min(i.x0 for i in items)
    gaps = {round((b.x0 + a.x1) / 8) * 4 for row in pairs for a, b in pairwise(row)}
    best = max(gaps, key=lambda g: sum(1 for row in pairs if not _crosses(row, g)))
    free = [row for row in rows if not _crosses(row, best)]
    sides = [i for row in free for i in row if i.x1 <= best], [i for row in free for i in row if i.x0 >= best]
    if len(free) == len(rows) or min(map(len, sides)) < 3 or not _are_columns(*sides, width):
        return []
    bands: list[list[Item]] = []
    crossed: bool | None = None
    for row in rows:
        now = _crosses(row, best)
        if now != crossed:
            bands.append([])
        bands[-1] += row
        crossed = now
    return bands


def _crosses(row: Sequence[Item], x: float) -> bool:
    return any(i.x0 < x - 1 and i.x1 > x + 1 for i in row)


def _join_columns(left: list[Line], right: list[Line]) -> list[Line]:
    """A paragraph may run on from the foot of one column to the head of the next: then no empty line."""
    if left and right and left[-1].text and right[0].text and not _runs_on(left, right[0]):
        return [*left, BLANK, *right]
    return [*left, *right]


def _runs_on(left: Sequence[Line], first: Line) -> bool:
    last = left[-1]
    if last.kind or first.kind or last.size != first.size or last.bold != first.bold:
        return False
    return not last.text.rstrip().endswith((".", ":", ";", "!", "?", "”", '"', ")"))


def _spaced(rows: Sequence[Sequence[Item]]) -> list[Line]:
    """The rows as lines, with an empty line where the gap is wider than the line spacing or the size changes."""
    pitch = _pitches(rows)
    lines: list[Line] = []
    above: Sequence[Item] | None = None
    for row in rows:
        if above is not None and _breaks(above, row, pitch):
            lines.append(BLANK)
        lines += _flatten(row)
        above = row
    return lines


def _flatten(row: Sequence[Item]) -> list[Line]:
    segments: list[Segment] = [i for i in row if isinstance(i, Segment)]
    if len(segments) == len(row):
        return [make_line(segments)]
    return [line for i in row for line in (i.lines if isinstance(i, Box) else [make_line([i])])]


def _main_size(row: Sequence[Item]) -> float:
    return max((i.size for i in row if isinstance(i, Segment)), default=0.0)


def _pitches(rows: Sequence[Sequence[Item]]) -> Callable[[float], float]:
    """The usual distance of baselines for a font size: the closest that is met with again and again."""
    steps: dict[float, list[float]] = {}
    for above, below in pairwise(rows):
        size = _main_size(above)
        step = above[0].y - below[0].y
        if size and abs(size - _main_size(below)) < 0.05 * size and 0.9 * size <= step <= 2.2 * size:
            steps.setdefault(round(size, 1), []).append(step)

    def pitch(size: float) -> float:
        known = sorted(steps.get(round(size, 1), ()))
        usual = known[len(known) // 4] if known else 1.25 * size
        return min(usual, 1.6 * size)

    return pitch


def _breaks(above: Sequence[Item], below: Sequence[Item], pitch: Callable[[float], float]) -> bool:
    upper, lower = _main_size(above), _main_size(below)
    if not upper or not lower or abs(upper - lower) > 0.08 * max(upper, lower):
        return True
    return above[0].y - below[0].y > 1.15 * pitch(upper)
