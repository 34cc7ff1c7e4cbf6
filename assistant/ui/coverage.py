"""The chart of coverage: how many indicators of each domain have which level; the same figures as a table beneath."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from assistant.ui.board_view import Tile
from assistant.ui.desk import Desk
from assistant.ui.safe import html
from assistant.workspace.model import LEVELS

_COLOURS = {
    "light": ("#17633f", "#b5771a", "#98291f", "#8593a1", "#e3e8ed"),
    "dark": ("#7fd0a4", "#e8bd6d", "#f2a197", "#8593a1", "#2b3641"),
}
"""Of the levels in their order, then of what is not drafted; each beside its neighbours and on the page can be told."""
_INK = {"light": "#51606e", "dark": "#a9b6c3"}
"""Of the words of the chart: ``--ink-quiet`` of ``style.css``."""
_BAR, _STEP = 18, 48
_ORDER: tuple[str | None, ...] = (*LEVELS, None)


def draw_coverage(desk: Desk, tiles: Sequence[Tile]) -> None:
    """Draws the chart with its text alternative."""
    numbers = sorted({t.response.indicator.domain for t in tiles})
    counts = {
        n: [sum(t.response.indicator.domain == n and t.response.level == v for t in tiles) for v in _ORDER]
        for n in numbers
    }
    _draw_chart(desk, counts)
    st.html(_table(desk, counts))


def _draw_chart(desk: Desk, counts: dict[int, list[int]]) -> None:
    import altair as alt  # takes half a second, and most pages have no chart

    theme = "dark" if st.context.theme.type == "dark" else "light"
    names = [desk.level(v) for v in _ORDER]
    word, ink = desk.word, _INK[theme]
    rows = [
        {"domain": desk.domain(n), "level": names[i], "order": i, "count": count}
        for n, found in counts.items()
        for i, count in enumerate(found)
        if count
    ]
    base = alt.Chart({"values": rows}).encode(y=alt.Y("domain:N", axis=None, sort=[desk.domain(n) for n in counts]))
    bars = base.mark_bar(size=_BAR, aria=False).encode(
        x=alt.X("count:Q", stack="zero", axis=alt.Axis(title=word("board.count_axis"), tickMinStep=1, **_axis(ink))),
        order=alt.Order("order:Q"),
        color=alt.Color("level:N", scale=alt.Scale(domain=names, range=list(_COLOURS[theme])), legend=None),
        tooltip=[
            alt.Tooltip("domain:N", title=word("board.domain")),
            alt.Tooltip("level:N", title=word("board.level")),
            alt.Tooltip("count:Q", title=word("board.count_axis")),
        ],
    )
    # The names stand above the bars, where they have room on a phone too.
    titles = base.mark_text(aria=False, align="left", dy=-_BAR, fontSize=13, color=ink).encode(
        x=alt.value(0), text="domain:N"
    )
    chart = (bars + titles).properties(height=alt.Step(_STEP), description=_summary(desk, counts))
    st.html(_legend(names, theme))
    st.altair_chart(chart, width="stretch", key="coverage-chart")


def _axis(ink: str) -> dict[str, Any]:
    return {"labelColor": ink, "titleColor": ink, "labelFontSize": 12, "titleFontSize": 12}


def _legend(names: Sequence[str], theme: str) -> str:
    items = "".join(
        f'<li><span class="swatch" style="background:{colour}" aria-hidden="true"></span>{html(name)}</li>'
        for name, colour in zip(names, _COLOURS[theme], strict=True)
    )
    return f'<ul class="legend">{items}</ul>'


def _summary(desk: Desk, counts: dict[int, list[int]]) -> str:
    """The chart in words."""
    said = []
    for n, found in counts.items():
        parts = ", ".join(f"{desk.level(v).lower()} {c}" for v, c in zip(_ORDER, found, strict=True) if c)
        said.append(f"{desk.domain(n)}: {parts}")
    return ". ".join(said)


def _table(desk: Desk, counts: dict[int, list[int]]) -> str:
    word = desk.word
    heads = "".join(f'<th scope="col">{html(desk.level(v))}</th>' for v in _ORDER)
    rows = "".join(
        f'<tr><th scope="row">{html(desk.domain(n))}</th>{"".join(f"<td>{c}</td>" for c in found)}</tr>'
        for n, found in counts.items()
    )
    sums = "".join(f"<td>{sum(column)}</td>" for column in zip(*counts.values(), strict=True))
    return (
        f'<details class="figures"><summary>{html(word("board.coverage_table"))}</summary><div class="wide"><table>'
        f'<thead><tr><th scope="col">{html(word("board.domain"))}</th>{heads}</tr></thead><tbody>{rows}</tbody>'
        f'<tfoot><tr><th scope="row">{html(word("board.sum"))}</th>{sums}</tr></tfoot></table></div></details>'
    )
