"""Maps of the country: who is who, a timeline, and the findings by domain; each with the same in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import altair as alt
import streamlit as st

from assistant.answer import Citation
from assistant.learning.maps import Event, Finding, Office, Report, events, findings, offices
from assistant.learning.view import DOMAINS
from assistant.ui.desk import phrases
from assistant.ui.learn_desk import LearnDesk
from assistant.ui.safe import html, line

_MOST_OFFICES = 14
_SHORT_NAME = 46
_INK, _QUIET = "#5b6876", "#a3b0bc"
"""Greys with contrast in the light and the dark theme; shape, size and words tell what a colour would."""
_PICK = "pick"
_TURN = 3000
_Chart = Any
"""Charts of altair; the library's own types are too loose to be told apart."""


def draw_who(desk: LearnDesk, _: str) -> None:
    """Institutions, what each does, under which instrument."""
    word = desk.word
    found = offices(desk.room.filler)
    _draw_head(desk, "who", bool(found))
    if not found:
        return
    picked = _chart(_who_chart(desk, found[:_MOST_OFFICES]), "who-chart", word("maps.who_alt", count=len(found)))
    chosen = next((o for o in found if picked and o.name == picked.get("office")), None)
    if chosen:
        st.html(f'<section class="picked"><h2>{html(chosen.name)}</h2>{desk.cards((chosen.does,), _TURN)}</section>')
    query = st.text_input(word("maps.who_search"), key="who-query")
    wanted = (query or "").casefold()
    shown = [o for o in found if wanted in f"{o.name} {o.short}".casefold()]
    st.html(f'<ul class="offices">{"".join(_office(desk, o, n) for n, o in enumerate(shown))}</ul>')


def _office(desk: LearnDesk, office: Office, number: int) -> str:
    word = desk.word
    under = "".join(
        f"<li>{html(u.name)} {_open(desk, u.citation, f'under-{number}-{n}', office.name)}</li>"
        for n, u in enumerate(office.under)
    )
    listed = f'<p class="meta">{html(word("maps.under"))}</p><ul>{under}</ul>' if under else ""
    short = f' <span class="meta">{html(office.short)}</span>' if office.short else ""
    language = html(office.does.language)
    return (
        f'<li><h2><span lang="{language}">{html(office.name)}</span>{short}</h2>'
        f"{desk.quotes((office.does,), f'office-{number}')}{listed}</li>"
    )


def _open(desk: LearnDesk, citation: Citation, key: str, about: str) -> str:
    href = desk.frame.address.at_citation(citation).href()
    text = desk.word("answer.page", page=citation.page)
    name = html(f"{about}: {desk.place(citation)}")
    return f'<a data-open="map-{html(key)}" href="{html(href)}" aria-label="{name}">{html(text)}</a>'


def _who_chart(desk: LearnDesk, found: Sequence[Office]) -> _Chart:
    rows = [
        {"office": o.name, "label": _cut(o.name), "domain": _column(desk, d), "count": count, "order": n}
        for n, o in enumerate(found)
        for d, count in sorted(o.domains.items())
    ]
    columns = [_column(desk, d) for d in (*DOMAINS, 0)]
    pick = alt.selection_point(name=_PICK, fields=["office"])
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("domain:N", sort=columns, title=desk.word("maps.domain"), axis=alt.Axis(orient="top", labelAngle=0)),
        y=alt.Y("label:N", sort=alt.EncodingSortField("order"), title=None, axis=alt.Axis(labelLimit=320)),
    )
    circles = (
        base.mark_circle(color=_QUIET, opacity=0.45)
        .encode(
            size=alt.Size("count:Q", legend=None, scale=alt.Scale(range=[260, 700])),
            tooltip=[
                alt.Tooltip("office:N", title=desk.word("maps.office")),
                alt.Tooltip("count:Q", title=desk.word("maps.sentences")),
            ],
        )
        .add_params(pick)
    )
    texts = base.mark_text(fontSize=11, fontWeight="bold", color=_INK).encode(text="count:Q")
    return (circles + texts).properties(height=alt.Step(30))


def _column(desk: LearnDesk, domain: int) -> str:
    return str(domain) if domain else desk.word("maps.other")


def _cut(text: str) -> str:
    return text if len(text) <= _SHORT_NAME else f"{text[: _SHORT_NAME - 1]}…"


def draw_timeline(desk: LearnDesk, _: str) -> None:
    """Instruments and events by year."""
    word = desk.word
    found = events(desk.room.filler)
    _draw_head(desk, "timeline", bool(found))
    if not found:
        return
    first, last = found[0].year, found[-1].year
    picked = _chart(
        _time_chart(desk, found), "time-chart", word("maps.timeline_alt", count=len(found), first=first, last=last)
    )
    chosen = found[int(picked["number"])] if picked and int(picked["number"]) < len(found) else None
    if chosen:
        st.html(f'<section class="picked"><h2>{chosen.year}</h2>{desk.cards((chosen.citation,), _TURN)}</section>')
    years: dict[int, list[tuple[int, Event]]] = {}
    for number, event in enumerate(found):
        years.setdefault(event.year, []).append((number, event))
    rows = "".join(
        f"<li><h2>{year}</h2>{''.join(_event(desk, e, n) for n, e in ones)}</li>" for year, ones in years.items()
    )
    st.html(f'<ol class="timeline">{rows}</ol>')


def _event(desk: LearnDesk, event: Event, number: int) -> str:
    names = "; ".join(event.names)
    head = f'<p class="label" lang="{html(event.citation.language)}">{html(names)}</p>' if names else ""
    return head + desk.quotes((event.citation,), f"event-{number}")


def _time_chart(desk: LearnDesk, found: Sequence[Event]) -> _Chart:
    """Instruments stand above the line, other events beneath it; those of one year on top of each other."""
    word = desk.word
    kinds = (word("maps.instrument"), word("maps.event"))
    stacked: dict[tuple[int, bool], int] = {}
    rows = []
    for number, event in enumerate(found):
        key = (event.year, bool(event.names))
        stacked[key] = stacked.get(key, 0) + 1
        what = "; ".join(event.names) or event.citation.quote
        level = stacked[key] if event.names else -stacked[key]
        kind = kinds[0] if event.names else kinds[1]
        rows.append({"year": event.year, "kind": kind, "level": level, "number": number, "what": line(_cut(what))})
    pick = alt.selection_point(name=_PICK, fields=["number"])
    points = (
        alt.Chart(alt.Data(values=rows))
        .mark_point(size=90, filled=True, color=_QUIET, stroke=_INK, strokeWidth=1.5)
        .encode(
            x=alt.X(
                "year:Q",
                title=None,
                axis=alt.Axis(format="d", tickMinStep=1, orient="top"),
                scale=alt.Scale(zero=False, padding=16),
            ),
            y=alt.Y(
                "level:Q",
                title=None,
                axis=alt.Axis(values=[0], labels=False, ticks=False, domain=False, gridColor=_QUIET),
            ),
            shape=alt.Shape(
                "kind:N",
                title=None,
                scale=alt.Scale(domain=list(kinds), range=["square", "circle"]),
                legend=alt.Legend(orient="bottom", symbolFillColor=_QUIET, symbolStrokeColor=_INK),
            ),
            tooltip=[alt.Tooltip("year:Q", title=word("maps.year")), alt.Tooltip("what:N", title=" ")],
        )
        .add_params(pick)
    )
    return points.properties(height=max(180, 13 * (max(stacked.values()) * 2 + 3)))


def draw_matrix(desk: LearnDesk, _: str) -> None:
    """The findings of the profile, by domain and by what they report."""
    word = desk.word
    found = findings(desk.room.filler)
    _draw_head(desk, "matrix", bool(found))
    if not found:
        return
    picked = _chart(_matrix_chart(desk, found), "matrix-chart", word("maps.matrix_alt", count=len(found)))
    if picked:
        mine = [f for f in found if f.domain == picked.get("number") and f.report == picked.get("report_key")]
        if mine:
            name = f"{_domain(desk, mine[0].domain)}: {word(f'maps.report_{mine[0].report}')}"
            body = "".join(f"<li>{desk.quotes(f.citations, f'picked-{n}')}</li>" for n, f in enumerate(mine))
            st.html(f'<section class="picked"><h2>{html(name)}</h2><ul>{body}</ul></section>')
    st.html(_matrix_table(desk, found))
    for domain in DOMAINS:
        st.html(_domain_findings(desk, domain, [f for f in found if f.domain == domain]))


def _domain(desk: LearnDesk, number: int) -> str:
    return f"{number}. {phrases(desk.word.language)(f'draft_domain.domain_{number}')}"


def _matrix_chart(desk: LearnDesk, found: Sequence[Finding]) -> _Chart:
    word = desk.word
    names = {r: word(f"maps.report_{r}") for r in Report}
    rows = [
        {
            "domain": _domain(desk, d),
            "number": d,
            "report": names[r],
            "report_key": r.value,
            "count": count,
            "findings": [""] * count,
        }
        for d in DOMAINS
        for r in Report
        if (count := sum(f.domain == d and f.report is r for f in found))
    ]
    pick = alt.selection_point(name=_PICK, fields=["number", "report_key"])
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X(
            "report:N", sort=list(names.values()), title=None, axis=alt.Axis(orient="top", labelAngle=0, labelLimit=140)
        ),
        y=alt.Y("domain:N", title=None, axis=alt.Axis(labelLimit=280)),
    )
    shapes = (
        base.mark_point(filled=True, color=_QUIET, opacity=0.5, stroke=_INK)
        .encode(
            size=alt.Size("count:Q", legend=None, scale=alt.Scale(range=[420, 1400])),
            shape=alt.Shape(
                "report:N",
                legend=None,
                scale=alt.Scale(domain=list(names.values()), range=["circle", "diamond", "triangle-up", "square"]),
            ),
            tooltip=[
                alt.Tooltip("domain:N", title=" "),
                alt.Tooltip("report:N", title=" "),
                alt.Tooltip("count:Q", title=word("maps.findings")),
            ],
        )
        .add_params(pick)
    )
    texts = base.mark_text(fontWeight="bold", fontSize=12, color=_INK).encode(text="count:Q")
    return (shapes + texts).properties(height=alt.Step(46))


def _matrix_table(desk: LearnDesk, found: Sequence[Finding]) -> str:
    word = desk.word
    head = "".join(f'<th scope="col">{html(word(f"maps.report_{r}"))}</th>' for r in Report)
    rows = "".join(
        f'<tr><th scope="row">{html(_domain(desk, d))}</th>'
        + "".join(f"<td>{sum(f.domain == d and f.report is r for f in found) or '–'}</td>" for r in Report)
        + "</tr>"
        for d in DOMAINS
    )
    caption = html(word("maps.matrix_table"))
    return (
        f'<div class="figures"><div class="wide" tabindex="0" role="region" aria-label="{caption}"><table>'
        f"<caption>{caption}</caption>"
        f"<thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table></div></div>"
    )


def _domain_findings(desk: LearnDesk, domain: int, found: Iterable[Finding]) -> str:
    word = desk.word
    items = "".join(
        f'<li><p class="label report {f.report}">{html(word(f"maps.report_{f.report}"))}</p>'
        f"{desk.quotes(f.citations, f'finding-{domain}-{n}')}</li>"
        for n, f in enumerate(found)
    )
    if not items:
        return ""
    return (
        f'<details class="findings"><summary><h2>{html(_domain(desk, domain))}</h2></summary><ul>{items}</ul></details>'
    )


def _draw_head(desk: LearnDesk, name: str, is_there: bool) -> None:
    word = desk.word
    lead = word(f"maps.{name}_lead") if is_there else word(f"maps.{name}_none")
    st.html(
        f'<h1 data-focus="place" tabindex="-1">{html(word(f"learn.door_{name}"))}</h1><p class="lead">{html(lead)}</p>'
    )


def _chart(chart: _Chart, key: str, description: str) -> dict[str, Any] | None:
    """Draws a chart; what was picked in it, if anything."""
    described = chart.properties(description=description)
    event: Any = st.altair_chart(described, key=key, on_select="rerun", selection_mode=_PICK, width="stretch")
    points = event.selection.get(_PICK) if event else None
    st.html(f'<p class="note">{html(description)}</p>')
    return points[0] if points else None
