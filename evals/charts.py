"""One chart a suite, as SVG inside the page: bars with 95% intervals, the recipe as a diamond, the floor as a line.

Text stays text, colours follow the page's theme, and every chart says its figures in words for those who do not see it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from html import escape

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.patches import Rectangle

from evals.naming import counted, figure_name, group_name, interval, percent
from evals.results import Figure, SuiteResult

_WIDTH, _ROW, _MARGIN = 4.6, 0.42, 0.35
"""Inches: narrow enough that the text can be read on a phone."""

_PAPER, _INK, _QUIET, _BAR, _TRACK = "#010101", "#020202", "#030303", "#040404", "#050505"
"""Stand-ins that the page's own colours take the place of."""
_THEMED = {_PAPER: "--paper", _INK: "--ink", _QUIET: "--quiet", _BAR: "--bar", _TRACK: "--track"}

_NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}
_HEIGHT = 0.3


def charted(suite: SuiteResult) -> tuple[Figure, ...]:
    """What the chart of a suite shows: each figure over all samples, then the leading one by group."""
    whole = [figure for figure in suite.figures if figure.group == "all"]
    leading = suite.figures[0].name if suite.figures else ""
    groups = [f for f in suite.figures if f.name == leading and f.group != "all"]
    return (*whole, *groups)


def chart(key: str, suite: SuiteResult) -> str:
    """The chart of a suite as one ``<svg>``; empty where it has no figures.

    ``key`` is the suite's in the run; it makes the ids of the drawing unique in the page.
    """
    figures = charted(suite)
    if not figures:
        return ""
    # Text stays text, in the page's own font; a dollar sign is one; the same figures give the same drawing.
    with rc_context({"svg.fonttype": "none", "font.size": 9.5, "text.parse_math": False, "svg.hashsalt": "evals"}):
        canvas = Canvas(figsize=(_WIDTH, _ROW * len(figures) + _MARGIN))
        axes = canvas.add_axes((0.02, 0.0, 0.96, 1.0))
        _draw(axes, figures, key)
        drawn = io.StringIO()
        canvas.savefig(drawn, format="svg", transparent=True, metadata=_NO_METADATA)
    return _inline(drawn.getvalue(), key, figures)


def in_words(figure: Figure, suite: str) -> str:
    """A bar of the chart of a suite as a sentence."""
    parts = [f"{_label(figure, suite)}: {percent(figure.value)}"]
    parts += [counted(figure)] if counted(figure) else []
    parts += [f"95% interval {interval(figure)}"] if figure.interval else []
    parts += [f"ordinary recipe {percent(figure.baseline)}"] if figure.baseline is not None else []
    parts += [f"floor {percent(figure.floor)}"] if figure.floor is not None else []
    return ", ".join(parts) + "."


def _draw(axes: Axes, figures: Sequence[Figure], suite: str) -> None:
    axes.set_xlim(-0.02, 1.02)
    axes.set_ylim(len(figures) + _MARGIN / _ROW - 0.4, -0.45)
    axes.set_axis_off()
    for row, figure in enumerate(figures):
        _bar(axes, row + 0.42, figure)
        axes.text(0, row + 0.12, _label(figure, suite), color=_INK, va="bottom", ha="left")
        axes.text(1, row + 0.12, _value(figure), color=_INK, va="bottom", ha="right")
    for share in (0, 0.25, 0.5, 0.75, 1):
        axes.text(share, len(figures) + 0.1, f"{share:.0%}", color=_QUIET, va="top", ha="center", size=7)


def _bar(axes: Axes, middle: float, figure: Figure) -> None:
    low = middle - _HEIGHT / 2
    axes.add_patch(Rectangle((0, low), 1, _HEIGHT, facecolor=_TRACK, edgecolor=_QUIET, linewidth=0.4))
    axes.add_patch(Rectangle((0, low), figure.value, _HEIGHT, facecolor=_BAR, edgecolor=_BAR, linewidth=0.4))
    if figure.interval:
        axes.plot(figure.interval, (middle, middle), color=_PAPER, linewidth=3.4, solid_capstyle="butt")
        axes.plot(figure.interval, (middle, middle), color=_INK, linewidth=1.4, solid_capstyle="butt")
    if figure.floor is not None:
        ends = (low - 0.06, low + _HEIGHT + 0.06)
        axes.plot((figure.floor,) * 2, ends, color=_PAPER, linewidth=3)
        axes.plot((figure.floor,) * 2, ends, color=_INK, linewidth=1.4, linestyle=(0, (1.6, 1)))
    if figure.baseline is not None:
        axes.plot(
            figure.baseline, middle, "D", markersize=5, markerfacecolor=_PAPER, markeredgecolor=_INK, clip_on=False
        )


def _label(figure: Figure, suite: str) -> str:
    name, group = figure_name(figure.name, suite), group_name(figure.group)
    return name if figure.group == "all" else f"{name}, {group}"


def _value(figure: Figure) -> str:
    of = counted(figure)
    return percent(figure.value) + (f"  ({of})" if of else "")


def _inline(svg: str, key: str, figures: Sequence[Figure]) -> str:
    """The drawing without its prologue, with ids of its own, the page's colours and font, and its words."""
    body = svg[svg.index("<svg") :]
    name = re.sub(r"\W", "-", key)
    body = re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{name}-", body)
    body = re.sub(r"<style[^>]*>.*?</style>", "", body, flags=re.DOTALL)
    body = re.sub(r"font: ([\d.]+)px [^;\"]*", r"font-size: \1px", body)
    for stand_in, colour in _THEMED.items():
        body = body.replace(stand_in, f"var({colour})")
    words = escape(" ".join(in_words(figure, key) for figure in figures))
    body = re.sub(r' (?:width|height)="[\d.]+pt"', "", body, count=2)
    opening = f'<svg role="img" aria-labelledby="{name}-title {name}-words"'
    titles = f'<title id="{name}-title">{escape(key)}</title><desc id="{name}-words">{words}</desc>'
    return re.sub(r"<svg([^>]*)>", lambda m: f"{opening}{m[1]}>{titles}", body, count=1)
