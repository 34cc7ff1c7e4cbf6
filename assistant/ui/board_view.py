"""The board as HTML: totals, and six domains of tiles, each with its level as a word, a shape and a colour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.ui.desk import Desk
from assistant.ui.parts import separated
from assistant.ui.safe import html
from assistant.workspace.model import EvidenceRequest, Response, Status
from assistant.workspace.standing import Strength, newest, strength

TONES = {"complete": "yes", "partial": "partial", "absent": "no", "not_found": "not_found", None: "undrafted"}
"""The classes of ``style.css`` that give a level its colour and its shape."""

_COUNTED = (Status.IN_REVIEW, Status.VALIDATED, Status.RETURNED)


@dataclass(frozen=True, slots=True)
class Tile:
    """What the board shows of one response.

    Attributes:
        response: the response.
        stale: how many of its sentences rest on a source that no longer stands.
        held: who has it open for editing; empty for nobody.
    """

    response: Response
    stale: int = 0
    held: str = ""

    @property
    def status(self) -> Status:
        """How far it is."""
        return self.response.status

    @property
    def id(self) -> str:
        """Of the indicator."""
        return self.response.indicator.id


def level_html(desk: Desk, level: str | None) -> str:
    """A level as a word, a shape and a colour."""
    return (
        f'<span class="level verdict-{TONES[level]}"><span class="shape" aria-hidden="true"></span>'
        f"{html(desk.level(level))}</span>"
    )


def totals_html(desk: Desk, tiles: Sequence[Tile]) -> str:
    """How many are drafted, in review, validated; what is unverified and what is stale."""
    word = desk.word
    drafted = sum(t.response.drafted for t in tiles)
    figures = [
        (word("board.drafted"), f"{word.number(drafted)} / {word.number(len(tiles))}"),
        *((desk.status(s), word.number(_count(tiles, s))) for s in _COUNTED),
        (word("board.unverified"), word.number(sum(bool(t.response.unverified) for t in tiles))),
        (word("board.stale"), word.number(sum(bool(t.stale) for t in tiles))),
    ]
    items = "".join(f"<div><dt>{html(name)}</dt><dd>{html(value)}</dd></div>" for name, value in figures)
    return f'<dl class="totals" aria-label="{html(word("board.totals"))}">{items}</dl>'


def board_html(desk: Desk, tiles: Sequence[Tile]) -> str:
    """The tiles by domain."""
    numbers = sorted({t.response.indicator.domain for t in tiles})
    return "".join(_domain(desk, n, [t for t in tiles if t.response.indicator.domain == n]) for n in numbers)


def waiting_html(desk: Desk, tiles: Iterable[Tile]) -> str:
    """What waits for the person, the first due first."""
    items = "".join(f"<li>{_line(desk, t)}</li>" for t in sorted(tiles, key=lambda t: (t.response.due or "9", t.id)))
    return f'<ul class="waiting">{items}</ul>'


def requests_html(desk: Desk, requests: Iterable[EvidenceRequest]) -> str:
    """Requests for evidence, the first due first, each with the way to its response."""
    items = "".join(f"<li>{_request(desk, r)}</li>" for r in sorted(requests, key=lambda r: r.due or "9"))
    return f'<ul class="waiting">{items}</ul>'


def is_mine(tile: Tile, name: str) -> bool:
    """Whether a response waits for a person: given to them and not validated, or returned to who wrote it."""
    response = tile.response
    if response.status is Status.VALIDATED or not name:
        return False
    wanted = response.assignee or (response.edited_by if response.status is Status.RETURNED else "")
    return wanted.casefold() == name.casefold()


def _count(tiles: Sequence[Tile], status: Status) -> int:
    return sum(t.status is status and t.response.drafted for t in tiles)


def _domain(desk: Desk, number: int, tiles: Sequence[Tile]) -> str:
    word = desk.word
    validated = _count(tiles, Status.VALIDATED)
    drafted = sum(t.response.drafted for t in tiles)
    said = word("board.domain_counts", drafted=drafted, total=len(tiles), validated=validated)
    items = "".join(f"<li>{_tile(desk, t)}</li>" for t in tiles)
    return (
        f'<section class="domain" aria-label="{html(desk.domain(number))}"><h2>{html(desk.domain(number))}</h2>'
        f'<p class="meta">{html(said)}</p><ul class="tiles">{items}</ul></section>'
    )


def _tile(desk: Desk, tile: Tile) -> str:
    response, word = tile.response, desk.word
    href = desk.frame.address.at_indicator(tile.id).href()
    question = response.indicator.question(word.language)
    marks = [word("board.tile_stale")] if tile.stale else []
    marks += [word("board.tile_unverified")] if response.unverified else []
    flags = "".join(f'<span class="flag">{html(m)}</span>' for m in marks)
    return (
        f'<a class="tile verdict-{TONES[response.level]}" data-open="tile-{html(tile.id)}" href="{html(href)}">'
        f'<span class="head"><span class="id">{html(tile.id)}</span>{level_html(desk, response.level)}</span>'
        f'<span class="q">{html(question)}</span><span class="meta">{separated(map(html, _facts(desk, tile)))}</span>'
        f"{flags}</a>"
    )


def _facts(desk: Desk, tile: Tile) -> list[str]:
    response, word = tile.response, desk.word
    if not response.drafted:
        return [response.assignee] if response.assignee else []
    strong = strength(response)
    date_of = newest(response)
    facts = [word(f"strength.{strong}")]
    if strong is not Strength.NONE:
        facts.append(age(desk, date_of))
    facts.append(desk.status(response.status))
    facts.append(response.assignee)
    facts.append(word("board.tile_held", person=tile.held) if tile.held else "")
    return [f for f in facts if f]


def age(desk: Desk, day: str | None) -> str:
    """The date of the newest source, and how many years ago that was."""
    word = desk.word
    if not day:
        return word("answer.undated")
    years = date.today().year - int(day[:4])
    return f"{word.date(day)} ({word.count('board.years', years)})" if years > 0 else word.date(day)


def _request(desk: Desk, request: EvidenceRequest) -> str:
    href = desk.frame.address.at_indicator(request.indicator).href()
    facts = separated(map(html, filter(None, (_due(desk, request.due), request.by))))
    return (
        f'<a data-open="request-{request.number}" href="{html(href)}">{html(request.indicator)} '
        f'{html(request.institution)}</a>: {html(request.text)} <span class="meta">{facts}</span>'
    )


def _due(desk: Desk, day: str) -> str:
    """When something is due, and whether that is past; empty without a date."""
    if not day:
        return ""
    late = day < date.today().isoformat()[: len(day)]
    return desk.word("board.overdue" if late else "board.due", date=desk.word.date(day))


def _line(desk: Desk, tile: Tile) -> str:
    response, word = tile.response, desk.word
    href = desk.frame.address.at_indicator(tile.id).href()
    facts = separated(html(f) for f in (desk.status(response.status), _due(desk, response.due)) if f)
    return (
        f'<a data-open="waiting-{html(tile.id)}" href="{html(href)}">{html(tile.id)} '
        f'{html(response.indicator.question(word.language))}</a> <span class="meta">{facts}</span>'
    )
