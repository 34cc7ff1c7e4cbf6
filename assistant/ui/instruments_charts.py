"""The timeline of instruments and the drawing of one's relations. Both can be read in black and white, and as text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import streamlit as st

from assistant.instruments.entries import Entry, Relation
from assistant.instruments.register import Register
from assistant.ui.safe import html
from assistant.wording import Wording

_INK = {"light": "#1d2733", "dark": "#e6ebf0"}
_QUIET = {"light": "#51606e", "dark": "#a9b6c3"}
_SHAPES = ("circle", "square", "diamond", "triangle-up", "cross", "triangle-down", "stroke", "triangle-right")
_STEP, _NAME = 30, 34
_MOST = 24


def draw_timeline(entries: Sequence[Entry], word: Wording) -> None:
    """The dated instruments along the years, a row a kind, each kind with a shape of its own."""
    import altair as alt  # takes half a second, and most pages have no chart

    dated = [e for e in entries if e.dated]
    if not dated:
        return
    theme = _theme()
    names = {e.kind: word.either(f"instrument.{e.kind}", e.kind) for e in dated}
    rows = [
        {
            "name": e.name(word.language),
            "kind": names[e.kind],
            "date": f"{e.dated}-01-01"[:10] if len(e.dated or "") == 4 else f"{e.dated}-01"[:10],
            "shown": word.date(e.dated),
        }
        for e in dated
    ]
    kinds = list(dict.fromkeys(str(r["kind"]) for r in rows))
    base = alt.Chart({"values": rows}).encode(
        x=alt.X("date:T", axis=alt.Axis(title=word("instruments.year_axis"), format="%Y", **_axis(theme))),
        y=alt.Y("kind:N", sort=kinds, axis=alt.Axis(title=None, labelLimit=190, ticks=False, **_axis(theme))),
        tooltip=[
            alt.Tooltip("name:N", title=word("instruments.name")),
            alt.Tooltip("kind:N", title=word("instruments.kind")),
            alt.Tooltip("shown:N", title=word("instruments.date")),
        ],
    )
    shapes = [_SHAPES[i % len(_SHAPES)] for i in range(len(kinds))]
    points = base.mark_point(size=90, filled=False, strokeWidth=2, color=_INK[theme], aria=False).encode(
        shape=alt.Shape("kind:N", scale=alt.Scale(domain=kinds, range=shapes), legend=None)
    )
    first, last = min(rows, key=lambda r: r["date"]), max(rows, key=lambda r: r["date"])
    said = word(
        "instruments.timeline_text", count=len(rows), first=first["shown"], last=last["shown"], newest=last["name"]
    )
    st.altair_chart(
        points.properties(height=alt.Step(_STEP), description=said), width="stretch", key="instruments-timeline"
    )
    ordered = sorted(rows, key=lambda r: r["date"])
    items = "".join(
        f"<li>{html(str(r['shown']))}: {html(str(r['name']))} ({html(str(r['kind']))})</li>" for r in ordered
    )
    summary = html(word("instruments.as_text"))
    st.html(f'<details class="as-text"><summary>{summary}</summary><ol>{items}</ol></details>')


def draw_relations(entry: Entry, relations: Sequence[Relation], register: Register, word: Wording) -> None:
    """The instrument in the middle, what it acts on to the right, what acts on it to the left.

    A full line is stated in a document, a broken one known from the register alone, a dotted one unchecked. The list
    beneath the drawing says the same in words.
    """
    import altair as alt

    shown = [(r, other) for r in relations[:_MOST] if (other := register.get(r.other))]
    if not shown:
        return
    theme = _theme()
    acting = [pair for pair in shown if not pair[0].kind.active]
    acted = [pair for pair in shown if pair[0].kind.active]
    height = max(len(acting), len(acted), 1)
    middle = (height - 1) / 2
    lines, labels = [], []
    for side, pairs in ((-1.0, acting), (1.0, acted)):
        offset = (height - len(pairs)) / 2
        for position, (relation, other) in enumerate(pairs):
            y = position + offset
            name = _short(other.name(word.language))
            kind = word(f"relation.{relation.kind.value}")
            lines.append(
                {"x": 0.0, "y": middle, "x2": side * 0.55, "y2": y, "known": relation.confidence.value, "name": name}
            )
            labels.append({"x": side * 0.57, "y": y, "name": name, "kind": kind, "side": side})
    edges = (
        alt.Chart({"values": lines})
        .mark_rule(color=_INK[theme], strokeWidth=1.5, aria=False)
        .encode(
            x=alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-1.6 if acting else -0.1, 1.6 if acted else 0.1])),
            y=alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-0.6, height - 0.4])),
            x2="x2:Q",
            y2="y2:Q",
            strokeDash=alt.StrokeDash(
                "known:N",
                scale=alt.Scale(domain=["seed", "public", "unconfirmed"], range=[[1, 0], [6, 4], [2, 3]]),
                legend=None,
            ),
        )
    )
    texts = []
    sides: tuple[tuple[float, Literal["left", "right"]], ...] = ((-1.0, "right"), (1.0, "left"))
    for side, align in sides:
        values = [one for one in labels if one["side"] == side]
        if values:
            base = alt.Chart({"values": values}).encode(x="x:Q", y="y:Q")
            texts.append(
                base.mark_text(align=align, dy=-7, fontSize=12, color=_INK[theme], aria=False).encode(text="name:N")
            )
            texts.append(
                base.mark_text(align=align, dy=8, fontSize=11, color=_QUIET[theme], aria=False).encode(text="kind:N")
            )
    centre = alt.Chart({"values": [{"x": 0.0, "y": middle}]}).encode(x="x:Q", y="y:Q")
    dot = centre.mark_point(size=160, filled=True, color=_INK[theme], aria=False)
    description = "; ".join(f"{word(f'relation.{r.kind.value}')} {other.name(word.language)}" for r, other in shown)
    chart = alt.layer(edges, dot, *texts).properties(height=max(120, height * 52), description=description)
    st.altair_chart(chart, width="stretch", key="instrument-relations")
    st.html(f'<p class="note">{html(word("instruments.lines"))}</p>')


def _short(name: str) -> str:
    return name if len(name) <= _NAME else f"{name[: _NAME - 1].rstrip()}…"


def _theme() -> str:
    return "dark" if st.context.theme.type == "dark" else "light"


def _axis(theme: str) -> dict[str, Any]:
    ink = _QUIET[theme]
    return {"labelColor": ink, "titleColor": ink, "labelFontSize": 12, "titleFontSize": 12, "gridColor": f"{ink}33"}
