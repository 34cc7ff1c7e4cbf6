"""Which cells of a table ask a question, and which wait for its answer.

A sheet and a Word table are the same to it: a grid of cells, some of which span several columns or rows. Two layouts
are known. Under a header, one column holds the questions and others what is asked of each. In a form, a question stands
by itself, with its answer to the right of it, below it, or beside labels such as "Answer:" in the rows that follow.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from assistant.questionnaire.model import Field, Question, Slot
from assistant.questionnaire.words import (
    FIELDS,
    Role,
    are_levels,
    asks_plainly,
    boxes,
    is_blank,
    is_label,
    is_total,
    looks_like_a_question,
    offered,
    role,
    split_number,
    ticked,
    to_be_deleted,
)

_HEADER_ROWS = 3
_FORM_ROWS = 8
_FEWEST_WORDS = 2


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a grid.

    Attributes:
        row, column: of its upper left corner, from 0.
        address: as the file names it.
        text: what it shows.
        rows, columns: how many it spans.
        choices: the values that its list allows.
        is_formula: whether it computes what it shows.
        is_hidden: whether its row or column is hidden.
    """

    row: int
    column: int
    address: str
    text: str = ""
    rows: int = 1
    columns: int = 1
    choices: tuple[str, ...] = ()
    is_formula: bool = False
    is_hidden: bool = False

    @property
    def options(self) -> tuple[str, ...]:
        """What is to be chosen from: the values of its list, or the labels of its boxes."""
        return self.choices or boxes(self.text) or to_be_deleted(self.text)

    @property
    def is_blank(self) -> bool:
        """Whether it waits to be written in."""
        if boxes(self.text):
            return not ticked(self.text)
        if to_be_deleted(self.text):
            return True
        return not self.is_formula and is_blank(self.text, bool(self.choices))

    def slot(self, choices: tuple[str, ...] = ()) -> Slot:
        """The cell as a place for an answer; ``choices`` are those of its header, where it has none itself."""
        if labels := boxes(self.text):
            return Slot(self.address, ticked(self.text), labels, self.is_formula, self.text)
        held = "" if self.is_blank else self.text
        return Slot(self.address, held, self.options or choices, self.is_formula)


@dataclass(slots=True)
class Grid:
    """A sheet or a table.

    Attributes:
        name: what the keys of its questions begin with.
        part: the sheet, or the heading above the table.
        cells: by row and column of each place that they cover; a place that is not there is none to write in.
        beyond: the address of a place to the right of all that there is, where a file has such; answers go there only
            where no question has room otherwise.
    """

    name: str
    part: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    beyond: Callable[[int, int], str] | None = None

    def put(self, cell: Cell) -> None:
        """Places a cell over all that it covers."""
        for row in range(cell.row, cell.row + cell.rows):
            for column in range(cell.column, cell.column + cell.columns):
                self.cells[row, column] = cell

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """The cells that begin in each row, from left to right."""
        found: dict[int, list[Cell]] = {}
        for (row, column), cell in sorted(self.cells.items()):
            if (cell.row, cell.column) == (row, column):
                found.setdefault(row, []).append(cell)
        yield from found.items()

    def key(self, cell: Cell) -> str:
        """The name of a question within the file."""
        return f"{self.name}!{cell.address}"


@dataclass(frozen=True, slots=True)
class _Header:
    """A header: where each column stands, what its head says, and the first row below."""

    columns: Mapping[int, Role]
    texts: Mapping[int, str]
    first: int

    def of(self, wanted: Role) -> list[int]:
        return [c for c, r in self.columns.items() if r is wanted]

    @property
    def question(self) -> int:
        return next(c for c, r in self.columns.items() if r is Role.QUESTION)


def questions(grid: Grid) -> list[Question]:
    """The questions of a grid, in its order."""
    rows = dict(grid.rows())
    headers = _headers(rows)
    if not headers:
        return _form(grid, rows, -1) or _in_the_margin(grid, rows)
    found = _form(grid, {r: cells for r, cells in rows.items() if r < headers[0][0]}, headers[0][0])
    ends = [start for start, _ in headers[1:]] + [max(rows) + 1]
    for (_, header), end in zip(headers, ends, strict=True):
        found += _table(grid, header, end)
    return found


def _headers(rows: Mapping[int, list[Cell]]) -> list[tuple[int, _Header]]:
    found: list[tuple[int, _Header]] = []
    for row, cells in rows.items():
        if found and row < found[-1][1].first:
            continue
        header = _header(row, cells, rows)
        if header:
            found.append((row, header))
    return found


def _header(row: int, cells: list[Cell], rows: Mapping[int, list[Cell]]) -> _Header | None:
    """The header that begins in a row, with the rows that its cells span."""
    roles: dict[int, Role] = {}
    texts: dict[int, str] = {}
    unnamed: list[Cell] = []
    first = row + 1
    for cell in cells:
        found = role(cell.text)
        if cell.is_hidden and found is not Role.NUMBER:
            continue
        if found is None:
            # A row of answers may hold words that headers hold; a row with a sentence in it is no header.
            if len(cell.text.split()) > 12 or asks_plainly(cell.text):
                return None
            if cell.text:
                unnamed.append(cell)
            continue
        first = max(first, row + min(cell.rows, _HEADER_ROWS))
        for column in range(cell.column, cell.column + cell.columns):
            roles[column], texts[column] = found, cell.text
    if Role.QUESTION not in roles.values() and set(roles.values()) & {Role.LEVEL, Role.ANSWER}:
        others = [c.column for c in unnamed] + [c for c, r in roles.items() if r in (Role.OTHER, Role.COMMENTS)]
        asking = _asking(others, [c for r in rows if r >= first for c in rows[r]])
        if asking is not None:
            roles[asking], texts[asking] = Role.QUESTION, ""
    if Role.QUESTION not in roles.values() or len(set(roles.values())) < 2:
        return None
    for below in range(row + 1, first):
        for cell in rows.get(below, []):
            found = role(cell.text)
            if found is not None:
                roles[cell.column], texts[cell.column] = found, cell.text
    if not set(roles.values()) & set(FIELDS):
        return None
    return _Header(dict(sorted(roles.items())), texts, first)


def _asking(columns: list[int], below: list[Cell]) -> int | None:
    """The column of these in which the most cells below ask something, at least two; None where there is none."""
    counts = {c: sum(cell.column == c and asks_plainly(cell.text) for cell in below) for c in columns}
    best = max(counts, key=lambda c: counts[c], default=None)
    return best if best is not None and counts[best] >= 2 else None


def _table(grid: Grid, header: _Header, end: int) -> list[Question]:
    """The questions under a header."""
    header = _one_a_field(grid, _with_level(grid, header, range(header.first, end)), range(header.first, end))
    rows = [r for r in range(header.first, end) if (r, header.question) in grid.cells]
    made = [(grid.cells[r, header.question], r) for r in rows if grid.cells[r, header.question].row == r]
    asked = [(cell, r) for cell, r in made if _could_ask(grid, header, cell, r)]
    plain = sum(asks_plainly(cell.text) for cell, _ in asked)
    numbered = sum(bool(_number(grid, header, cell, r)) for cell, r in asked)
    found, taken = [], set[str]()
    for cell, r in asked:
        number = _number(grid, header, cell, r)
        looks = looks_like_a_question(cell.text)
        if not looks and ((plain * 2 > len(asked)) or (numbered * 2 > len(asked) and not number)):
            continue
        slots = {f: s for f, s in _slots(grid, header, cell, r).items() if s.address not in taken}
        if slots and not all(s.is_formula for s in slots.values()):
            taken |= {s.address for s in slots.values()}
            found.append(Question(grid.key(cell), split_number(cell.text)[1], number, grid.part, slots))
    return found


def _with_level(grid: Grid, header: _Header, rows: range) -> _Header:
    """The header, where a column that offers levels to choose from is one of levels, whatever its head says."""
    if header.of(Role.LEVEL):
        return header
    columns = dict(header.columns)
    for column, named in header.columns.items():
        cells = [grid.cells[r, column] for r in rows if (r, column) in grid.cells]
        choices = next((c.options for c in cells if c.options), ()) or offered(header.texts[column])
        if named in (Role.ANSWER, Role.OTHER, Role.COMMENTS) and are_levels(choices):
            columns[column] = Role.LEVEL
            return replace(header, columns=columns)
    return header


def _one_a_field(grid: Grid, header: _Header, rows: range) -> _Header:
    """The header with one column of questions and one for each field.

    Of columns of questions, the wordiest; of two for a field, that of the later year, or that which has more blanks.

    A column for the answers of an earlier round keeps its answers.
    """
    columns = {c: Role.OTHER if r in FIELDS and _is_computed(grid, c, rows) else r for c, r in header.columns.items()}
    header = replace(header, columns=columns)
    asking = header.of(Role.QUESTION)
    if len(asking) > 1:
        texts = {c: [grid.cells[r, c].text for r in rows if (r, c) in grid.cells] for c in asking}
        most = max(asking, key=lambda c: (sum(len(t.split()) for t in texts[c]), -c))
        for c in asking:
            if c != most:
                columns[c] = Role.NUMBER if all(len(t.split()) <= 1 for t in texts[c]) else Role.OTHER
    columns = _wordy(grid, columns, rows)
    header = replace(header, columns=columns)
    for named in FIELDS:
        same = header.of(named)
        if len(same) < 2:
            continue
        years = {c: max(re.findall(r"(?:19|20)\d\d", header.texts[c]), default="") for c in same}
        blanks = {c: sum((r, c) in grid.cells and grid.cells[r, c].is_blank for r in rows) for c in same}
        lengths = {c: sum(len(grid.cells[r, c].text) for r in rows if (r, c) in grid.cells) for c in same}
        kept = max(same, key=lambda c: (years[c], blanks[c], lengths[c], -c))
        columns.update({c: Role.OTHER for c in same if c != kept})
    return replace(header, columns=columns)


def _is_computed(grid: Grid, column: int, rows: range) -> bool:
    """Whether most of a column is filled by formulas."""
    cells = [grid.cells[r, column] for r in rows if (r, column) in grid.cells]
    formulas = sum(c.is_formula for c in cells)
    return formulas >= 2 and formulas * 2 > len(cells)


def _wordy(grid: Grid, columns: dict[int, Role], rows: range) -> dict[int, Role]:
    """The columns, where one called "Indicator" may hold ids alone and another, say "Description", the questions."""
    asking = next(c for c, r in columns.items() if r is Role.QUESTION)

    def words_in(column: int) -> float:
        texts = [grid.cells[r, column].text for r in rows if (r, column) in grid.cells]
        return sum(len(t.split()) for t in texts) / max(1, len(texts))

    if words_in(asking) >= _FEWEST_WORDS:
        return columns
    others = [c for c, r in columns.items() if r in (Role.ANSWER, Role.OTHER)]
    best = max(others, key=words_in, default=None)
    if best is None or words_in(best) <= 2 * _FEWEST_WORDS:
        return columns
    return {**columns, asking: Role.NUMBER, best: Role.QUESTION}


def _could_ask(grid: Grid, header: _Header, cell: Cell, row: int) -> bool:
    if cell.is_hidden or len(re.findall(r"[^\W\d_]+", cell.text)) < _FEWEST_WORDS or is_total(cell.text):
        return False
    # A heading runs over the columns of the answers.
    covered = range(cell.column, cell.column + cell.columns)
    return not any(header.columns.get(c) in FIELDS for c in covered) and role(cell.text) is not Role.NUMBER


def _number(grid: Grid, header: _Header, cell: Cell, row: int) -> str:
    for column in header.of(Role.NUMBER):
        own = grid.cells.get((row, column))
        if own is not None and own is not cell and 0 < len(own.text.strip()) <= 30:
            return own.text.strip()
    return split_number(cell.text)[0]


def _slots(grid: Grid, header: _Header, cell: Cell, row: int) -> dict[Field, Slot]:
    found: dict[Field, Slot] = {}
    for column, named in header.columns.items():
        there = grid.cells.get((row, column))
        if named in FIELDS and there is not None and there is not cell and FIELDS[named] not in found:
            found[FIELDS[named]] = there.slot(offered(header.texts[column]) if named is Role.LEVEL else ())
    return found


def _form(grid: Grid, rows: Mapping[int, list[Cell]], end: int) -> list[Question]:
    """Questions that stand by themselves in the rows before ``end`` (all rows where it is negative)."""
    asking = [(r, c) for r, cells in rows.items() for c in cells if _stands_alone(c)]
    starts = [r for r, _ in asking]
    found, taken = [], set[str]()
    for n, (row, cell) in enumerate(asking):
        following = next((s for s in starts[n + 1 :] if s > row), end if end >= 0 else max(rows, default=0) + 1)
        below = _below(grid, cell, following)
        wide = below if cell.columns > 1 and _is_as_wide(grid, cell) else {}
        slots = wide or _beside(grid, cell) or _labelled(grid, rows, cell, following) or below
        slots = {f: s for f, s in slots.items() if s.address not in taken}
        if slots:
            taken |= {s.address for s in slots.values()}
            number, text = split_number(cell.text)
            number = number or _to_the_left(grid, cell)
            found.append(Question(grid.key(cell), text, number, grid.part, slots))
    return found


def _stands_alone(cell: Cell) -> bool:
    if cell.is_hidden or cell.is_formula or is_label(cell.text) or is_total(cell.text):
        return False
    number, bare = split_number(cell.text)
    return asks_plainly(cell.text) or (bool(number) and len(bare.split()) >= 5 and looks_like_a_question(bare))


def _to_the_left(grid: Grid, cell: Cell) -> str:
    there = grid.cells.get((cell.row, cell.column - 1))
    text = there.text.strip() if there is not None else ""
    return text if re.fullmatch(r"[A-Za-z]{0,6}[-_.]?\d+(?:[.\-_]\d+)*[a-z]?|[a-z]\)?", text) else ""


def _beside(grid: Grid, cell: Cell) -> dict[Field, Slot]:
    """The cells to the right of a question: one that offers levels, one for text; others are not guessed at."""
    found: dict[Field, Slot] = {}
    column = cell.column + cell.columns
    while (there := grid.cells.get((cell.row, column))) is not None and len(found) < 2:
        if there.row != cell.row or _stands_alone(there) or there.is_formula:
            break
        if is_label(there.text):
            break
        named = Field.LEVEL if are_levels(there.options) else Field.ANSWER
        if named in found:
            break
        found[named] = there.slot()
        column = there.column + there.columns
    return found


def _labelled(grid: Grid, rows: Mapping[int, list[Cell]], cell: Cell, end: int) -> dict[Field, Slot]:
    """The cells beside labels in the rows after a question, or below them where a row holds labels alone."""
    found: dict[Field, Slot] = {}
    for row in range(cell.row, min(end, cell.row + cell.rows + _FORM_ROWS)):
        for label in rows.get(row, []):
            named = FIELDS.get(role(label.text) or Role.OTHER)
            if label is cell or named is None or named in found or not is_label(label.text):
                continue
            there = grid.cells.get((row, label.column + label.columns))
            if there is None or is_label(there.text):
                there = grid.cells.get((label.row + label.rows, label.column))
            if there is not None and there is not cell and not is_label(there.text) and not _stands_alone(there):
                found[named] = there.slot(offered(label.text) if named is Field.LEVEL else ())
    return found


def _is_as_wide(grid: Grid, cell: Cell) -> bool:
    """Whether what stands below a question spans the same columns, as an answer to it does."""
    there = grid.cells.get((cell.row + cell.rows, cell.column))
    return there is not None and (there.column, there.columns, there.is_blank) == (cell.column, cell.columns, True)


def _in_the_margin(grid: Grid, rows: Mapping[int, list[Cell]]) -> list[Question]:
    """Questions in a bare list, with their answers in the column after the last."""
    if grid.beyond is None or not rows:
        return []
    width = 1 + max(column for _, column in grid.cells)
    found = []
    for row, cells in rows.items():
        cell = next((c for c in cells if _stands_alone(c)), None)
        if cell is not None:
            number, text = split_number(cell.text)
            slot = Slot(grid.beyond(row, width))
            number = number or _to_the_left(grid, cell)
            found.append(Question(grid.key(cell), text, number, grid.part, {Field.ANSWER: slot}))
    return found


def _below(grid: Grid, cell: Cell, end: int) -> dict[Field, Slot]:
    there = grid.cells.get((cell.row + cell.rows, cell.column))
    if there is None or (there.row >= end and end >= 0) or there.is_formula or _stands_alone(there):
        return {}
    return {Field.ANSWER: there.slot()} if not is_label(there.text) else {}
