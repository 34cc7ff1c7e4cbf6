"""What a PDF page draws: runs of text with their place, and the straight lines between them.

This walks the content stream itself rather than pypdf's own text extraction, because that one joins the cells of a
table and the columns of a page before anybody can tell them apart. pypdf parses the stream and decodes the fonts.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from pypdf import PageObject
from pypdf.errors import LimitReachedError
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, NameObject, PdfObject, StreamObject
from pypdf.generic._font import Font

from ingest.readers.pdf_drawing import Drawing, Rule, Run
from ingest.readers.pdf_fonts import decode, load_font
from ingest.readers.pdf_state import IDENTITY, Matrix, State, apply, multiply, page_frame

_MAX_FORM_DEPTH = 12
_MAX_FORMS = 5_000
_MAX_STATES = 512
_MAX_GROUNDS = 20_000
_THIN = 3.0
"""Points: a filled rectangle no thicker than this is a line."""
_TINY = 1.0
"""Points: smaller type cannot be read."""
_NEARLY = 0.04
"""Of white, or of nothing."""
_INVISIBLE = (3, 7)
"""Render modes that paint nothing."""
_STROKED = (1, 2, 5, 6)
_PLAIN_SPACES = ("/DeviceGray", "/DeviceRGB", "/DeviceCMYK", "/CalGray", "/CalRGB")
"""Colour spaces in which the highest numbers, or no ink at all, are white."""


def draw(page: PageObject) -> Drawing:
    """The runs and rules of a page, in the order in which they are drawn."""
    base, width, height = page_frame(page)
    drawing = Drawing(width, height)
    contents = page.get("/Contents")
    contents = contents.get_object() if contents is not None else None
    if isinstance(contents, ArrayObject | StreamObject):
        work = _Work(drawing, page.pdf)
        _Painter(work, _resources(page), State(ctm=base), frozenset()).paint(contents)
    return drawing


def _resources(holder: DictionaryObject) -> DictionaryObject:
    try:
        own = holder.get_inherited("/Resources") if isinstance(holder, PageObject) else holder.get("/Resources")
        found = own.get_object() if own is not None else None
    except Exception:
        return DictionaryObject()
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


@dataclass(slots=True)
class _Work:
    """What the painters of a page and of the forms on it share."""

    drawing: Drawing
    pdf: Any
    fonts: dict[int, tuple[Any, Font | None, bool]] = field(default_factory=dict)
    forms: int = 0


class _Painter:
    """Interprets one content stream into the Drawing; broken operators are passed over.

    ``inside`` are the forms that are being drawn already, so that a form which draws itself ends.
    """

    def __init__(self, work: _Work, resources: DictionaryObject, state: State, inside: frozenset[int]) -> None:
        self.work, self.drawing = work, work.drawing
        self.state, self.resources, self.inside = state, resources, inside
        self.stack: list[State] = []
        self.text_matrix = self.line_matrix = IDENTITY
        self.path: list[tuple[float, float, float, float]] = []
        self.rectangles: list[tuple[float, float, float, float]] = []
        self.corners: list[tuple[float, float]] = []
        self.point = self.start = (0.0, 0.0)
        self._operators: dict[bytes, Callable[[list[Any]], None]] = {
            b"q": self._save, b"Q": self._restore, b"cm": self._concat,
            b"BT": self._begin, b"Tf": self._set_font, b"Td": self._move, b"TD": self._move_leading,
            b"Tm": self._set_matrix, b"T*": self._next_line, b"Tj": self._show, b"TJ": self._show_array,
            b"'": self._next_show, b'"': self._spaced_show,
            b"Tc": self._number("char_space"), b"Tw": self._number("word_space"), b"TL": self._number("leading"),
            b"Ts": self._number("rise"), b"Tz": self._set_scale, b"Tr": self._set_mode, b"gs": self._set_extended,
            b"g": self._set_device_colour, b"rg": self._set_device_colour, b"k": self._set_device_colour,
            b"sc": self._set_space_colour, b"scn": self._set_space_colour, b"cs": self._set_space,
            b"m": self._move_to, b"l": self._line_to, b"re": self._rectangle, b"c": self._curve, b"v": self._curve,
            b"y": self._curve, b"h": self._close, b"n": self._discard,
            b"S": self._stroke, b"s": self._close_stroke, b"B": self._fill_stroke, b"B*": self._fill_stroke,
            b"b": self._close_fill_stroke, b"b*": self._close_fill_stroke,
            b"f": self._fill, b"F": self._fill, b"f*": self._fill,
            b"sh": self._shade, b"INLINE IMAGE": self._inline_image, b"BI": self._inline_image,
        }  # fmt: skip

    def paint(self, stream: PdfObject) -> None:
        """Interpret a content stream or an array of them."""
        content = ContentStream(stream, self.work.pdf, "bytes")
        for operands, operator in content.operations:
            try:
                if operator == b"Do":
                    self._draw_object(operands)
                elif handler := self._operators.get(operator):
                    handler(operands)
            except (MemoryError, RecursionError, LimitReachedError):
                raise
            except Exception:  # one broken operator must not lose the page
                continue

    # Graphics state

    def _save(self, _: list[Any]) -> None:
        if len(self.stack) < _MAX_STATES:
            self.stack.append(replace(self.state))

    def _restore(self, _: list[Any]) -> None:
        if self.stack:
            self.state = self.stack.pop()

    def _concat(self, operands: list[Any]) -> None:
        self.state.ctm = multiply(_matrix(operands), self.state.ctm)

    def _number(self, name: str) -> Callable[[list[Any]], None]:
        def set_number(operands: list[Any]) -> None:
            setattr(self.state, name, float(operands[0]))

        return set_number

    def _set_scale(self, operands: list[Any]) -> None:
        self.state.scale = float(operands[0]) / 100

    def _set_mode(self, operands: list[Any]) -> None:
        self.state.mode = int(operands[0])

    def _set_extended(self, operands: list[Any]) -> None:
        opacity: Any = _entry(self.resources, "/ExtGState", operands[0]).get("/ca")
        if opacity is not None:
            self.state.opacity = float(opacity)

    def _set_space(self, operands: list[Any]) -> None:
        """Notes whether numbers stand for light: in a Separation, say, a one is all of an ink."""
        self.state.white = False
        self.state.plain = self._is_plain(operands[0])

    def _is_plain(self, name: object) -> bool:
        if name in _PLAIN_SPACES:
            return True
        shelf: Any = self.resources.get("/ColorSpace")
        space: Any = shelf.get_object().get(name) if shelf is not None else None
        space = space.get_object() if space is not None else None
        return isinstance(space, ArrayObject) and space[0] in (*_PLAIN_SPACES, "/ICCBased")

    def _set_space_colour(self, operands: list[Any]) -> None:
        if self.state.plain:
            self._set_colour(operands)
        else:
            self.state.white = False

    def _set_device_colour(self, operands: list[Any]) -> None:
        self.state.plain = True
        self._set_colour(operands)

    def _set_colour(self, operands: list[Any]) -> None:
        parts = [float(part) for part in operands if isinstance(part, int | float)]
        if len(parts) != len(operands) or len(parts) not in (1, 3, 4):
            self.state.white = False
        elif len(parts) == 4:
            self.state.white = max(parts) <= _NEARLY
        else:
            self.state.white = min(parts) >= 1 - _NEARLY

    def _set_font(self, operands: list[Any]) -> None:
        self.state.size = float(operands[1])
        self.state.font, self.state.bold = self._font(operands[0])

    def _font(self, name: object) -> tuple[Font | None, bool]:
        resource = _entry(self.resources, "/Font", name)
        known = self.work.fonts.get(id(resource))
        if known is None:
            # The resource is kept beside its font: an id is only good while its object lives.
            known = self.work.fonts[id(resource)] = (resource, *load_font(resource))
        return known[1], known[2]

    # Text

    def _begin(self, _: list[Any]) -> None:
        self.text_matrix = self.line_matrix = IDENTITY

    def _set_matrix(self, operands: list[Any]) -> None:
        self.text_matrix = self.line_matrix = _matrix(operands)

    def _move(self, operands: list[Any]) -> None:
        self._advance_line(float(operands[0]), float(operands[1]))

    def _advance_line(self, x: float, y: float) -> None:
        self.line_matrix = multiply((1.0, 0.0, 0.0, 1.0, x, y), self.line_matrix)
        self.text_matrix = self.line_matrix

    def _move_leading(self, operands: list[Any]) -> None:
        self.state.leading = -float(operands[1])
        self._move(operands)

    def _next_line(self, _: list[Any]) -> None:
        self._advance_line(0.0, -self.state.leading)

    def _next_show(self, operands: list[Any]) -> None:
        self._next_line([])
        self._show(operands)

    def _spaced_show(self, operands: list[Any]) -> None:
        self.state.word_space, self.state.char_space = float(operands[0]), float(operands[1])
        self._next_show(operands[2:])

    def _show_array(self, operands: list[Any]) -> None:
        for item in operands[0]:
            if isinstance(item, str | bytes) and not isinstance(item, NameObject):
                self._show([item])
            elif isinstance(item, int | float):
                self._shift(-float(item) / 1000 * self.state.size * self.state.scale)

    def _shift(self, distance: float) -> None:
        self.text_matrix = multiply((1.0, 0.0, 0.0, 1.0, distance, 0.0), self.text_matrix)

    def _show(self, operands: list[Any]) -> None:
        state = self.state
        text, width = decode(operands[0], state)
        matrix = multiply(self.text_matrix, state.ctm)
        x0, y0 = apply(matrix, 0.0, state.rise)
        x1, y1 = apply(matrix, width, state.rise)
        self._shift(width)
        if not text or not all(map(math.isfinite, (x0, y0, x1, y1))):
            return
        size = abs(state.size) * math.hypot(matrix[2], matrix[3])
        upright = abs(y1 - y0) <= 0.1 * abs(x1 - x0) + 0.01 and x1 >= x0 and matrix[3] * state.size > 0
        run = Run(text, min(x0, x1), max(x0, x1), y0, size, state.bold, upright)
        self._shelf(run).append(run)

    def _shelf(self, run: Run) -> list[Run]:
        """Where a run belongs: to what is read, to a text layer, or to what nobody sees."""
        state, drawing = self.state, self.drawing
        if run.x1 < 0 or run.x0 > drawing.width or run.y > drawing.height or run.y + max(run.size, 1) < 0:
            return drawing.hidden
        if state.mode in _INVISIBLE:
            return drawing.layer
        if run.size < _TINY or state.opacity <= _NEARLY:
            return drawing.hidden
        if state.white and state.mode not in _STROKED and not self._on_ground(run):
            return drawing.hidden
        return drawing.runs

    def _on_ground(self, run: Run) -> bool:
        x, y = (run.x0 + run.x1) / 2, run.y + 0.3 * run.size
        return any(left <= x <= right and low <= y <= high for left, low, right, high in self.drawing.grounds)

    # Paths

    def _move_to(self, operands: list[Any]) -> None:
        self.point = self.start = (float(operands[0]), float(operands[1]))
        self.corners.append(self.point)

    def _line_to(self, operands: list[Any]) -> None:
        end = (float(operands[0]), float(operands[1]))
        self.path.append((*self.point, *end))
        self.point = end
        self.corners.append(end)

    def _curve(self, operands: list[Any]) -> None:
        self.point = (float(operands[-2]), float(operands[-1]))
        self.corners.append(self.point)

    def _close(self, _: list[Any]) -> None:
        self.path.append((*self.point, *self.start))
        self.point = self.start

    def _rectangle(self, operands: list[Any]) -> None:
        x, y, width, height = (float(v) for v in operands[:4])
        self.rectangles.append((x, y, x + width, y + height))
        self.corners += [(x, y), (x + width, y + height)]

    def _discard(self, _: list[Any]) -> None:
        self.path.clear()
        self.rectangles.clear()
        self.corners.clear()

    def _stroke(self, _: list[Any]) -> None:
        for x0, y0, x1, y1 in self.path:
            self._rule(x0, y0, x1, y1)
        for x0, y0, x1, y1 in self.rectangles:
            for edge in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
                self._rule(*edge)
        self._painted()

    def _close_stroke(self, operands: list[Any]) -> None:
        self._close(operands)
        self._stroke(operands)

    def _fill_stroke(self, operands: list[Any]) -> None:
        self._colour_ground()
        self._stroke(operands)

    def _close_fill_stroke(self, operands: list[Any]) -> None:
        self._close(operands)
        self._fill_stroke(operands)

    def _colour_ground(self) -> None:
        """Notes the area of a path that is filled with a colour."""
        if self.corners and not self.state.white and self.state.opacity > _NEARLY:
            self._ground([apply(self.state.ctm, x, y) for x, y in self.corners])

    def _ground(self, corners: list[tuple[float, float]]) -> None:
        xs, ys = zip(*corners, strict=True)
        if all(map(math.isfinite, (*xs, *ys))) and len(self.drawing.grounds) < _MAX_GROUNDS:
            self.drawing.grounds.append((min(xs), min(ys), max(xs), max(ys)))

    def _picture(self) -> None:
        """Notes a picture, which fills the unit square."""
        self.drawing.has_image = True
        corners = [apply(self.state.ctm, x, y) for x, y in ((0, 0), (0, 1), (1, 0), (1, 1))]
        xs, ys = zip(*corners, strict=True)
        width = min(max(xs), self.drawing.width) - max(min(xs), 0.0)
        height = min(max(ys), self.drawing.height) - max(min(ys), 0.0)
        if width > 0 and height > 0:
            share = width * height / (self.drawing.width * self.drawing.height)
            self.drawing.cover = max(self.drawing.cover, share)
        self._ground(corners)

    def _fill(self, _: list[Any]) -> None:
        self._colour_ground()
        # Many programs draw the lines of a table as thin filled rectangles.
        for x0, y0, x1, y1 in self.rectangles:
            if min(abs(x1 - x0), abs(y1 - y0)) <= _THIN:
                self._rule(x0, y0, x1, y1)
        self._painted()

    def _painted(self) -> None:
        self.drawing.has_shapes = True
        self._discard([])

    def _shade(self, _: list[Any]) -> None:
        self.drawing.has_shapes = True
        self._ground([(0.0, 0.0), (self.drawing.width, self.drawing.height)])

    def _rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        ax, ay = apply(self.state.ctm, x0, y0)
        bx, by = apply(self.state.ctm, x1, y1)
        left, right, low, high = min(ax, bx), max(ax, bx), min(ay, by), max(ay, by)
        if not all(map(math.isfinite, (left, right, low, high))):
            return
        if high - low <= _THIN < right - left:
            middle = (low + high) / 2
            self.drawing.rules.append(Rule(left, middle, right, middle))
        elif right - left <= _THIN < high - low:
            middle = (left + right) / 2
            self.drawing.rules.append(Rule(middle, low, middle, high))

    # Images and forms

    def _inline_image(self, _: list[Any]) -> None:
        self._picture()

    def _draw_object(self, operands: list[Any]) -> None:
        target = _entry(self.resources, "/XObject", operands[0])
        if target.get("/Subtype") == "/Image":
            self._picture()
        elif isinstance(target, StreamObject):
            self._draw_form(target)

    def _draw_form(self, form: StreamObject) -> None:
        if id(form) in self.inside or len(self.inside) >= _MAX_FORM_DEPTH:
            return
        self.work.forms += 1
        if self.work.forms > _MAX_FORMS:
            raise LimitReachedError(f"more than {_MAX_FORMS} forms drawn on a page")
        matrix = form.get("/Matrix")
        own = _matrix(list(matrix.get_object())) if matrix is not None else IDENTITY
        before = self.state
        state = State(multiply(own, before.ctm), mode=before.mode, white=before.white, opacity=before.opacity)
        state.plain = before.plain
        resources = _resources(form) or self.resources
        _Painter(self.work, resources, state, self.inside | {id(form)}).paint(form)


def _entry(resources: DictionaryObject, category: str, name: object) -> DictionaryObject:
    """A resource by name; KeyError where there is none."""
    shelf: Any = resources[category]
    found = shelf.get_object()[name].get_object()
    if not isinstance(found, DictionaryObject):
        raise KeyError(name)
    return found


def _matrix(operands: list[Any]) -> Matrix:
    a, b, c, d, e, f = (float(v) for v in operands[:6])
    return (a, b, c, d, e, f)
