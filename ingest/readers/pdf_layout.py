"""From what a page draws to the lines that a person reads, in their order.

Runs on one baseline become segments (a wide gap starts a new one); ruled grids become table rows, single ruled boxes
are read as a whole; what is left is cut into columns and bands, and read column by column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from ingest.document import BlockKind, Line
from ingest.readers.pdf_content import Drawing, Rule, Run

_BLANK = Line(text="")
_TOUCH = 2.5
"""Points within which two ruling lines count as meeting."""
_WORD_GAP = 0.16
"""Of the font size: a wider gap between two runs is a space."""
_SEGMENT_GAP = 1.4
"""Of the font size: a wider gap may be a gutter between columns or cells."""
_MAX_CELL_LINES = 14


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


def arrange(drawing: Drawing) -> tuple[Line, ...]:
    """The lines of a page in reading order; an empty line stands between blocks."""
    upright = [r for r in drawing.runs if r.upright and r.text]
    turned = [r for r in drawing.runs if not r.upright and r.text.strip()]
    segments = segment(upright)
    items: list[Item] = []
    for grid in find_grids(drawing.rules):
        inside = [s for s in segments if grid.holds(s)]
        if inside:
            segments = [s for s in segments if not grid.holds(s)]
            items.extend(_read_grid(grid, inside))
    items.extend(segments)
    lines = _read_page(items, drawing)
    for run in turned:
        lines += [_BLANK, Line(run.text.strip(), round(run.size, 2), run.bold, round(run.x0, 1), round(run.y, 1))]
    return tuple(_tidy(lines))


def _tidy(lines: Iterable[Line]) -> list[Line]:
    """No empty line at the ends, never two in a row."""
    kept: list[Line] = []
    for line in lines:
        if line.text.strip():
            kept.append(line)
        elif kept and kept[-1].text:
            kept.append(_BLANK)
    if kept and not kept[-1].text:
        kept.pop()
    return kept


# Segments


def segment(runs: Sequence[Run]) -> list[Segment]:
    """Group runs by baseline, raised small digits with the line they belong to, and split at wide gaps."""
    rows: list[list[Run]] = []
    for run in sorted(_with_initials_lowered(_joined(runs)), key=lambda r: (-round(r.size, 1), -r.y, r.x0)):
        row = next((row for row in rows if _same_row(row, run)), None)
        if row is None:
            rows.append([run])
        else:
            row.append(run)
    return [Segment(part) for row in rows for part in _split(sorted(row, key=lambda r: r.x0))]


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
    for run in runs:
        beside = [] if len(run.text.strip()) > 3 else [r for r in runs if _stands_beside(run, r)]
        if len({round(r.y) for r in beside}) >= 2:
            run = replace(run, y=max(r.y for r in beside))
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


# Ruled grids


@dataclass(frozen=True, slots=True)
class Grid:
    """Ruling lines that meet: the positions of its columns (left to right) and rows (top to bottom)."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]

    def holds(self, item: Segment) -> bool:
        """Whether the segment stands inside."""
        middle = item.y + 0.3 * item.size
        return self.ys[-1] <= middle <= self.ys[0] and self.xs[0] - 2 <= item.x0 and item.x1 <= self.xs[-1] + 4


def find_grids(rules: Sequence[Rule]) -> list[Grid]:
    """Closed frames and tables among the rules: groups that meet, with at least two lines each way."""
    grids = []
    for group in _meeting(rules):
        xs = _clusters(r.x0 for r in group if not r.horizontal)
        ys = _clusters(r.y0 for r in group if r.horizontal)
        if len(xs) >= 2 and len(ys) >= 2:
            grids.append(Grid(tuple(xs), tuple(reversed(ys))))
    return sorted(grids, key=lambda g: (g.xs[-1] - g.xs[0]) * (g.ys[0] - g.ys[-1]))


def _meeting(rules: Sequence[Rule]) -> list[list[Rule]]:
    groups: list[list[Rule]] = []
    for rule in rules[:5_000]:
        touching = [g for g in groups if any(_meet(rule, other) for other in g)]
        groups = [g for g in groups if g not in touching]
        groups.append([rule, *(r for g in touching for r in g)])
    return groups


def _meet(a: Rule, b: Rule) -> bool:
    return (
        a.x0 <= b.x1 + _TOUCH and b.x0 <= a.x1 + _TOUCH and a.y0 <= b.y1 + _TOUCH and b.y0 <= a.y1 + _TOUCH
    )


def _clusters(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > 2 * _TOUCH:
            found.append(value)
    return found


def _read_grid(grid: Grid, segments: list[Segment]) -> list[Item]:
    cells: dict[tuple[int, int], list[Segment]] = {}
    for item in segments:
        cells.setdefault(_cell(grid, item), []).append(item)
    columns = {column for _, column in cells}
    rows = {row for row, _ in cells}
    longest = max(len({round(s.y) for s in cell}) for cell in cells.values())
    if len(columns) < 2 or len(rows) < 2 or longest > _MAX_CELL_LINES:
        return [_frame(grid, place, cell) for place, cell in cells.items()]
    width = range(min(columns), max(columns) + 1)
    lines = [_table_row([cells.get((row, column), []) for column in width]) for row in sorted(rows)]
    return [Box(grid.xs[0], grid.xs[-1], grid.ys[-1], grid.ys[0], [_BLANK, *lines, _BLANK])]


def _cell(grid: Grid, item: Segment) -> tuple[int, int]:
    middle = item.y + 0.3 * item.size
    row = sum(1 for y in grid.ys[1:-1] if middle < y)
    column = sum(1 for x in grid.xs[1:-1] if (item.x0 + 1) > x)
    return row, column


def _frame(grid: Grid, place: tuple[int, int], cell: list[Segment]) -> Box:
    row, column = place
    lines = [_BLANK, *_read(list(cell), 0), _BLANK]
    return Box(grid.xs[column], grid.xs[column + 1], grid.ys[row + 1], grid.ys[row], lines)


def _table_row(cells: Sequence[list[Segment]]) -> Line:
    parts = []
    for cell in cells:
        lines = [_line(row) for row in _rows(cell)]
        parts.append(" ".join(line.text.strip() for line in lines))
    return make_row(parts, [s for cell in cells for s in cell])


def make_row(parts: Sequence[str], segments: Sequence[Segment]) -> Line:
    """A table row from the texts of its cells."""
    first = max(segments, key=lambda s: s.y)
    bold = all(r.bold for s in segments for r in s.runs)
    return Line(
        " | ".join(parts),
        round(first.size, 2),
        bold,
        round(min(s.x0 for s in segments), 1),
        round(first.y, 1),
        BlockKind.TABLE_ROW,
        cells=tuple(parts),
    )


# Reading order


def _read_page(items: list[Item], drawing: Drawing) -> list[Line]:
    """Header, body and footer apart, so that a footer never lands between two columns."""
    if not items:
        return []
    rows = _rows(items)
    head, foot = _margins(rows, drawing.height)
    parts = (rows[:head], rows[head : len(rows) - foot], rows[len(rows) - foot :])
    lines: list[Line] = []
    for part in parts:
        lines += [_BLANK, *_read([item for row in part for item in row], 0)]
    return lines


def _margins(rows: Sequence[Sequence[Item]], height: float) -> tuple[int, int]:
    """How many rows at the top and the bottom stand apart in the margins of the page."""
    head = foot = 0
    for count in (1, 2):
        if len(rows) > count + 1 and _bottom(rows[count - 1]) > 0.9 * height and _apart(rows[count - 1], rows[count]):
            head = count
    for count in (1, 2):
        if len(rows) > head + count + 1 and _top(rows[-count]) < 0.1 * height and _apart(rows[-count - 1], rows[-count]):
            foot = count
    return head, foot


def _top(row: Sequence[Item]) -> float:
    return max(item.top for item in row)


def _bottom(row: Sequence[Item]) -> float:
    return min(item.bottom for item in row)


def _apart(upper: Sequence[Item], lower: Sequence[Item]) -> bool:
    size = max((i.size for i in (*upper, *lower) if isinstance(i, Segment)), default=10.0)
    return _bottom(upper) - _top(lower) > 0.7 * size


def _rows(items: Sequence[Item]) -> list[list[Item]]:
    """Items that stand side by side, from top to bottom, each row from left to right."""
    rows: list[list[Item]] = []
    for item in sorted(items, key=lambda i: (-i.y, i.x0)):
        if rows and _beside(rows[-1], item):
            rows[-1].append(item)
        else:
            rows.append([item])
    return [sorted(row, key=lambda i: i.x0) for row in rows]


def _beside(row: Sequence[Item], item: Item) -> bool:
    first = row[0]
    if isinstance(first, Box) or isinstance(item, Box):
        return min(first.top, item.top) - max(first.bottom, item.bottom) > 0.5 * min(
            first.top - first.bottom, item.top - item.bottom
        )
    return abs(first.y - item.y) <= 0.25 * max(first.size, item.size)


def _read(items: list[Item], depth: int) -> list[Line]:
    """Cut into columns where a gutter runs through, into bands where it does for a part, else line by line."""
    rows = _rows(items)
    if depth < 12 and len(rows) > 1:
        gutter = _gutter(items)
        if gutter is not None:
            left = [i for i in items if (i.x0 + i.x1) / 2 < gutter]
            right = [i for i in items if (i.x0 + i.x1) / 2 >= gutter]
            if _is_heading(right) and not _is_heading(left):
                left, right = right, left
            return _join_columns(_read(left, depth + 1), _read(right, depth + 1))
        bands = _bands(rows)
        if bands is not None:
            return [line for band in bands for line in (_BLANK, *_read(band, depth + 1))]
        parts = _apart_groups(rows)
        if len(parts) > 1 and any(_gutter(part) is not None for part in parts):
            return [line for part in parts for line in (_BLANK, *_read(part, depth + 1))]
    return _spaced(rows)


def _apart_groups(rows: Sequence[Sequence[Item]]) -> list[list[Item]]:
    """The items of rows that follow each other without a wide gap, group by group."""
    groups: list[list[Item]] = [list(rows[0])]
    for above, below in zip(rows, rows[1:], strict=False):
        if _apart(above, below):
            groups.append([])
        groups[-1] += below
    return groups


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
    if not left or not right or min(_top(left), _top(right)) < max(_bottom(left), _bottom(right)):
        return False
    fewer, more = sorted((left, right), key=len)
    level = sum(1 for i in fewer if any(_beside([other], i) for other in more)) / len(fewer)
    if level < 0.7:
        return True
    return max(map(_depth, (left, right))) >= 3 and all(_usual_width(side) >= 0.2 * width for side in (left, right))


def _depth(side: Sequence[Item]) -> int:
    """Lines in a column."""
    return sum(len(i.lines) if isinstance(i, Box) else 1 for i in side)


def _usual_width(side: Sequence[Item]) -> float:
    widths = sorted(i.x1 - i.x0 for i in side)
    return widths[len(widths) * 3 // 4]


def _bands(rows: list[list[Item]]) -> list[list[Item]] | None:
    """Groups of rows with and without something that crosses the middle gutter; None where there is no such gutter."""
    items = [i for row in rows for i in row]
    pairs = [row for row in rows if len(row) >= 2]
    if len(pairs) < 3:
        return None
    width = max(i.x1 for i in items) - min(i.x0 for i in items)
    gaps = [((b.x0 + a.x1) / 2) for row in pairs for a, b in zip(row, row[1:], strict=False)]
    best = max(gaps, key=lambda g: sum(1 for row in pairs if not _crosses(row, g)))
    free = [row for row in rows if not _crosses(row, best)]
    sides = [i for row in free for i in row if i.x1 <= best], [i for row in free for i in row if i.x0 >= best]
    if len(free) == len(rows) or min(map(len, sides)) < 3 or not _are_columns(*sides, width):
        return None
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
        return [*left, _BLANK, *right]
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
            lines.append(_BLANK)
        lines += _flatten(row)
        above = row
    return lines


def _flatten(row: Sequence[Item]) -> list[Line]:
    segments: list[Segment] = [i for i in row if isinstance(i, Segment)]
    if len(segments) == len(row):
        return [_line(segments)]
    return [line for i in row for line in (i.lines if isinstance(i, Box) else [_line([i])])]


def _main_size(row: Sequence[Item]) -> float:
    return max((i.size for i in row if isinstance(i, Segment)), default=0.0)


def _pitches(rows: Sequence[Sequence[Item]]) -> Callable[[float], float]:
    """The usual distance of baselines for a font size: the closest that is met with again and again."""
    steps: dict[float, list[float]] = {}
    for above, below in zip(rows, rows[1:], strict=False):
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


def _line(row: Sequence[Item]) -> Line:
    """One line from the segments of a row."""
    segments = [i for i in row if isinstance(i, Segment)]
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
