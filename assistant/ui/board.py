"""The board: what each indicator's response is like, what waits for me, and drafting that goes on by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

from assistant.ui.board_view import Tile, board_html, is_mine, requests_html, totals_html, waiting_html
from assistant.ui.coverage import draw_coverage
from assistant.ui.desk import Desk, author
from assistant.ui.drafting import draw_drafting
from assistant.ui.exchange import draw_exchange
from assistant.ui.questionnaire import draw_questionnaire
from assistant.ui.safe import html, line
from assistant.ui.sdg_panel import draw_sdg
from assistant.wording import Wording
from assistant.workspace.model import LEVELS, Asked, Status
from ingest.terms import fold

_T = TypeVar("_T")
_MOST = 500
"""How many tiles a page bears without getting slow."""
_UNDRAFTED = "undrafted"
_KEYS = ("board-status", "board-assignee", "board-level", "board-domain", "board-text", "board-only")
_ONLY = ("mine", "stale", "unverified")


def draw_board(desk: Desk) -> None:
    """Draws it."""
    tiles = read_tiles(desk)
    word = desk.word
    # What comes and goes stands in containers of its own, so that what follows keeps its place and its state.
    with st.container(key="board-head"):
        if not desk.has_documents():
            country = word.country(desk.assessment.country)
            st.html(f'<p class="warning" role="status">{html(word("board.no_documents", country=country))}</p>')
        st.html(totals_html(desk, tiles))
        _draw_mine(desk, tiles)
        _draw_requests(desk)
    draw_drafting(desk, tiles)
    with st.container(horizontal=True, key="board-panels"):
        draw_exchange(desk, tiles)
    with st.expander(word("board.coverage"), expanded=any(t.response.drafted for t in tiles), key="coverage"):
        draw_coverage(desk, tiles)
    draw_sdg(desk, tiles)
    draw_questionnaire(desk, tiles)
    shown = _filtered(desk, tiles)
    if len(shown) < len(tiles):
        said = word("board.shown", shown=word.number(len(shown)), total=word.number(len(tiles)))
        st.html(f'<p class="note" role="status">{html(said)}</p>')
    if len(shown) > _MOST:
        st.html(f'<p class="note">{html(word("board.first", count=word.number(_MOST)))}</p>')
    st.html(f'<div class="board">{board_html(desk, shown[:_MOST])}</div>')


def read_tiles(desk: Desk) -> list[Tile]:
    """The responses of the assessment with what the store and other windows say of them."""
    held = desk.workspace.held(desk.assessment.id)
    mine = desk.who.session
    standing = desk.standing()
    tiles = []
    for response in desk.workspace.responses(desk.assessment.id):
        hold = held.get(response.indicator.id)
        stale = standing.stale(response) if standing else ()
        tiles.append(Tile(response, len(stale), hold.by if hold and hold.session != mine else ""))
    return tiles


def _draw_mine(desk: Desk, tiles: Sequence[Tile]) -> None:
    name = author()
    mine = [t for t in tiles if is_mine(t, name)]
    if not name:
        st.html(f'<p class="note">{html(desk.word("desk.name_first"))}</p>')
    elif mine:
        title = f"{desk.word('board.mine', person=name)} ({len(mine)})"
        st.html(f'<h2 class="small">{html(title)}</h2>{waiting_html(desk, mine)}')


def _draw_requests(desk: Desk) -> None:
    """Evidence that institutions still owe."""
    word = desk.word
    waiting = [r for r in desk.workspace.requests(desk.assessment.id) if r.state is Asked.OPEN]
    if not waiting:
        return
    with st.expander(word.count("board.requests", len(waiting)), key="board-requests"):
        st.html(requests_html(desk, waiting))


def _filtered(desk: Desk, tiles: Sequence[Tile]) -> list[Tile]:
    """The tiles that the filters leave; draws the filters."""
    word = desk.word
    chosen = sum(bool(st.session_state.get(key)) for key in _KEYS)
    with st.container(key="board-filters"):
        first, second, third = st.columns(3)
        with first:
            statuses = _choice("status", word("board.status"), list(Status), desk.status, word("filters.any"))
        with second:
            levels = _choice("level", word("board.level"), [*LEVELS, _UNDRAFTED], _level(desk), word("filters.any"))
            people = sorted({t.response.assignee for t in tiles if t.response.assignee} | {""})
            assignees = _choice("assignee", word("board.assignee"), people, _person(desk), word("filters.any"))
        with third:
            domains = sorted({t.response.indicator.domain for t in tiles})
            numbers = _choice("domain", word("board.domain"), domains, desk.domain, word("filters.any"))
            text = fold(st.text_input(word("board.text"), key="board-text", persist_state="session") or "")
        with first:
            only = _only(word)
        if chosen:
            st.button(word("filters.clear"), on_click=_clear, key="board-clear", type="tertiary")
    name = author()
    return [
        t
        for t in tiles
        if (not statuses or t.status in statuses)
        and (not levels or (t.response.level or _UNDRAFTED) in levels)
        and (not assignees or t.response.assignee in assignees)
        and (not numbers or t.response.indicator.domain in numbers)
        and ("mine" not in only or is_mine(t, name))
        and ("stale" not in only or t.stale)
        and ("unverified" not in only or t.response.unverified)
        and (not text or text in _searchable(t))
    ]


def _only(word: Wording) -> Sequence[str]:
    """What else the board is limited to."""
    key = "board-only"
    chosen: list[str] = st.multiselect(
        word("board.only"),
        _ONLY,
        format_func=lambda name: word(f"board.only_{name}"),
        key=key,
        placeholder=word("filters.any"),
        persist_state="session",
        select_all=False,
    )
    return chosen


def _searchable(tile: Tile) -> str:
    response = tile.response
    questions = " ".join(response.indicator.questions.values())
    subdomains = " ".join(response.indicator.subdomains.values())
    return fold(f"{tile.id} {questions} {subdomains} {response.text}")


def _choice(name: str, title: str, options: Sequence[_T], spell: Callable[[_T], str], any_phrase: str) -> Sequence[_T]:
    key = f"board-{name}"
    st.session_state[key] = [v for v in st.session_state.get(key) or () if v in options]
    chosen: list[_T] = st.multiselect(
        title,
        options,
        format_func=lambda value: line(spell(value)),
        key=key,
        placeholder=any_phrase,
        persist_state="session",
        select_all=False,
    )
    return chosen


def _level(desk: Desk) -> Callable[[str], str]:
    return lambda level: desk.level(None if level == _UNDRAFTED else level)


def _person(desk: Desk) -> Callable[[str], str]:
    return lambda name: name or desk.word("board.nobody")


def _clear() -> None:
    for key in _KEYS:
        st.session_state[key] = "" if key == "board-text" else []
