"""SDG indicator 10.7.2 beside the board: six domain values and the category, from the levels; an aid, and said so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from assistant.ui.board_view import Tile
from assistant.ui.desk import Desk
from assistant.ui.safe import html
from assistant.workspace.model import Response

if TYPE_CHECKING:
    from assistant.indicators.levels import Level


def draw_sdg(desk: Desk, tiles: Sequence[Tile]) -> None:
    """The values of the present levels; nothing where the framework does not have all of the items."""
    from assistant.exports.sdg_lines import category_line, domain_name, notes, percentage
    from assistant.indicators.sdg import DOMAINS, covers_all, sdg

    if not covers_all(t.response.indicator for t in tiles) or not any(t.response.drafted for t in tiles):
        return
    say, word = desk.say, desk.word
    found = sdg((t.response.indicator, _level(t.response)) for t in tiles)
    heads = "".join(
        f'<th scope="col">{html(say(f"sdg.{n}_column"))}</th>' for n in ("domain", "value", "missing", "open")
    )
    rows = ""
    for number in DOMAINS:
        value = found.domain(number)
        cells = (percentage(value, say, word), str(value.missing), str(value.open))
        name = html(domain_name(number, say))
        rows += f'<tr><th scope="row">{name}</th>{"".join(f"<td>{html(c)}</td>" for c in cells)}</tr>'
    more = "".join(f"<li>{html(line)}</li>" for line in notes(found, say, word))
    with st.expander(say("sdg.sheet"), key="sdg"):
        st.html(
            f'<div class="figures guidance"><p><strong>{html(category_line(found, say, word))}</strong></p>'
            f'<p class="note">{html(say("sdg.aid"))}</p><div class="wide"><table><thead><tr>{heads}</tr></thead>'
            f"<tbody>{rows}</tbody></table></div><ul>{more}</ul></div>"
        )


def item_html(desk: Desk, response: Response) -> str:
    """The score that the level of one response proposes for its item; empty where it asks none of the items."""
    from assistant.exports.sdg_lines import item_line
    from assistant.indicators.sdg import item_of, sdg

    id = item_of(response.indicator)
    level = _level(response)
    if id is None or level is None or response.indicator.id.casefold() != id.casefold():
        return ""
    item = next(i for i in sdg([(response.indicator, level)]).items if i.id == id)
    said = desk.word("editor.sdg", line=item_line(item, desk.say, desk.word))
    return f'<p class="note">{html(said)}</p>'


def _level(response: Response) -> Level | None:
    from assistant.indicators.levels import Level

    return Level(response.level) if response.level else None
