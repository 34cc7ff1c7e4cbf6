"""The cleaned lines of a document: running ones left out, footnotes told from the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.cleaning import GLUED_MARK, Span, clean, clean_with_spans, running_lines
from ingest.document import BlockKind, RawDocument
from ingest.headings import is_section_opening


@dataclass(frozen=True, slots=True)
class Row:
    """A cleaned line with what the reader told of it.

    Attributes:
        fresh: an empty line or the top of the page stands before it.
        indented: it begins with a blank.
        marks: spans of its footnote marks, as far as the reader saw them.
        note: the mark of the footnote it belongs to; ``=`` and the mark where it is the mark itself.
        section: it opens a section of an act by its figure and title alone (``18. Detention``).
    """

    page: int
    text: str
    size: float | None = None
    bold: bool = False
    y: float | None = None
    kind: BlockKind | None = None
    level: int | None = None
    cells: tuple[str, ...] = ()
    marks: tuple[Span, ...] = ()
    fresh: bool = False
    indented: bool = False
    note: str | None = None
    section: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """What type and markup tell throughout a document.

    Attributes:
        body: size of running text in points, where sizes are known.
        sizes: larger sizes, largest first: the levels of its headings.
        markup: the file names its headings.
        wrapped: its lines are the lines of a page, not whole paragraphs.
        act: an act in English, whose sections are what articles are elsewhere.
    """

    body: float | None
    sizes: tuple[float, ...]
    markup: bool
    wrapped: bool = True
    act: bool = False


def read_rows(raw: RawDocument) -> tuple[list[Row], Style]:
    """The rows of a document, each with the footnote it belongs to, and what type and markup tell throughout it."""
    found = _with_sections(_rows(raw))
    style = _style(found)
    return _with_notes(found, style), style


def _rows(raw: RawDocument) -> list[Row]:
    """The cleaned lines of a document without empty and running ones."""
    running = running_lines(raw.pages)
    found: list[Row] = []
    for p, page in enumerate(raw.pages):
        fresh = True
        for i, line in enumerate(page.lines):
            text, marks = clean_with_spans(line.text, line.superscripts)
            if not text:
                fresh = True
            elif (p, i) not in running:
                found.append(
                    Row(
                        page.number, text, line.size, line.bold, line.y, line.kind, line.level,
                        tuple(clean(c) for c in line.cells), marks, fresh, line.text[:1].isspace(),
                    )
                )  # fmt: skip
                fresh = False
    return found


def _style(found: Sequence[Row]) -> Style:
    weights: Counter[float] = Counter()
    for row in found:
        if row.size is not None:
            weights[round(row.size, 1)] += len(row.text)
    markup = any(row.kind is BlockKind.HEADING for row in found)
    act = _is_act(found)
    if not weights:
        return Style(None, (), markup, wrapped=not _whole_paragraphs(found), act=act)
    body = weights.most_common(1)[0][0]
    return Style(body, tuple(sorted((s for s in weights if s >= body + 0.8), reverse=True)), markup, act=act)


_OF_ACT = re.compile(
    r"\bbe it (?:therefore )?enacted\b|\bshort title\b|\b(?:this|the present) (?:Act|Law|Code|Ordinance)\b|"
    r"\b(?:these|this) (?:Regulations?|Rules)\b",
    re.IGNORECASE,
)
_SECTION = re.compile(r"(?:Section|SECTION|Sec\.|SEC\.|§)\s*\d{1,4}[A-Z]?\b|\d{1,3}[A-Z]{0,2}\.\s?[-–—]?\s?\(1\)")
_ARTICLE = re.compile(r"art[íi](?:cle|culo)\s+(?:\d|[IVX]+\b)", re.IGNORECASE)
_FIGURED = re.compile(r"(?P<figure>\d{1,3})(?P<among>[A-Z]{0,2})\.")
_FEWEST_SECTIONS = 5
"""Of how many sections in a row an act is that numbers them by figures alone."""


def _is_act(found: Sequence[Row]) -> bool:
    """Whether a document is an act in sections: it calls itself one, and no line of it opens an article."""
    if not _calls_itself_act(found):
        return False
    return any(row.section for row in found) or sum(_SECTION.match(row.text) is not None for row in found) >= 2


def _calls_itself_act(found: Sequence[Row]) -> bool:
    return any(_OF_ACT.search(row.text) for row in found) and not any(_ARTICLE.match(row.text) for row in found)


def _with_sections(found: list[Row]) -> list[Row]:
    """The rows of an act, those marked that open its sections by a figure and a title: ``18. Detention``.

    The figures of sections go on from 1 through the whole act; those of its lists begin anew.
    """
    if not _calls_itself_act(found):
        return found
    chain: list[int] = []
    reached = 0
    for i, row in enumerate(found):
        opens = _FIGURED.match(row.text)
        if opens is None or row.kind is BlockKind.TABLE_ROW or not is_section_opening(row.text):
            continue
        number, among = int(opens["figure"]), bool(opens["among"])
        if number == reached + (0 if among else 1):
            chain.append(i)
            reached = number
    titled = [i for i in chain if not _SECTION.match(found[i].text)]
    if reached < _FEWEST_SECTIONS or len(titled) < _FEWEST_SECTIONS:
        return found
    opening = set(titled)
    return [replace(row, section=i in opening) for i, row in enumerate(found)]


def _whole_paragraphs(found: Sequence[Row]) -> bool:
    """Whether a line is a paragraph: one in twenty is longer than any page is wide."""
    return sum(len(row.text) > _WIDEST for row in found) * 20 >= max(len(found), 1)


_WIDEST = 250


# --- footnotes ------------------------------------------------------------------------------------------------------

NUMBER = re.compile(r"\d{1,3}")
_LINK = re.compile(r"https?://|www\.|\b(?:ibid|available at|disponible en|see|véase|please see)\b", re.IGNORECASE)
STOP = re.compile(r"[.!?…][”\"’»)]?$|(?<!\d)[.!?…][”\"’»)]?\d{1,3}$")
"""The end of a sentence at the end of a line, with or without a footnote mark."""


def _with_notes(found: list[Row], style: Style) -> list[Row]:
    small = _small_notes(found, style) if style.body else {}
    notes = small or _numbered_notes(found)
    return [replace(row, note=notes.get(i, row.note)) for i, row in enumerate(found)]


def _small_notes(found: Sequence[Row], style: Style) -> dict[int, str]:
    """Row index to footnote mark, where notes are set in smaller type than the text.

    A mark stands at the beginning of its note, or on a line of its own beside it: the marks then come first.
    """
    cited = {row.text[a:b] for row in found for a, b in row.marks} | {
        match[1] for row in found for match in GLUED_MARK.finditer(row.text)
    }
    notes: dict[int, str] = {}
    places: dict[str, Row] = {}
    last: str | None = None
    for i, row in enumerate(found):
        if i and row.page != found[i - 1].page:
            places, last = {}, None
        small = row.size is not None and style.body is not None and row.size <= style.body - 0.8
        leading = re.match(r"(\d{1,3})(?=\s|$|[^\W\d])", row.text)
        raised = bool(row.marks) and row.marks[0][0] == 0
        if leading and (raised or small) and leading[1] in cited:
            last = leading[1]
            places[last] = row
            notes[i] = f"={last}" if leading[1] == row.text else last
        elif small and last:
            notes[i] = last = _mark_beside(row, places) or last
        elif not small:
            last = None
    return notes


def _mark_beside(row: Row, places: Mapping[str, Row]) -> str | None:
    """The lowest mark that stands at the height of a line or above it."""
    at = [(mark.y, number) for number, mark in places.items() if mark.y is not None]
    above = [(y, number) for y, number in at if row.y is not None and y >= row.y - 1]
    return min(above)[1] if above else None


def _numbered_notes(found: Sequence[Row]) -> dict[int, str]:
    """Row index to footnote mark, in plain text: marks alone on a line, then as many notes.

    A mark counts only where it is glued to a word before (``countries.5``) and is the next in order. Where something
    else follows the marks, their notes are looked for at the end of the page, among the lines with addresses.
    """
    glued = {m[1] for row in found for m in GLUED_MARK.finditer(row.text)}
    notes: dict[int, str] = {}
    expected, i = 1, 0
    while i < len(found):
        marks: list[str] = []
        start = i
        while i < len(found) and found[i].text == str(expected) and found[i].text in glued:
            marks.append(found[i].text)
            expected, i = expected + 1, i + 1
        if marks:
            places = _note_rows(found, i, len(marks))
            notes.update({k: f"={m}" for k, m in zip(range(start, i), marks, strict=True)})
            notes.update({k: marks[n] for n, group in enumerate(places) for k in group})
        else:
            i += 1
    return notes


def _note_rows(found: Sequence[Row], start: int, count: int) -> list[list[int]]:
    """The row indices of ``count`` notes that begin at ``start``, or stand at the end of that page."""
    end = next(
        (k for k in range(start, len(found)) if found[k].indented or found[k].page != found[start - 1].page), None
    )
    zone = list(range(start, len(found) if end is None else end))
    if zone and not NUMBER.fullmatch(found[zone[0]].text):
        return _notes_in(found, zone)[:count]
    tail = [k for k in zone[-2 * count :] if _LINK.search(found[k].text)]
    return [[k] for k in tail[-count:]]


def _notes_in(found: Sequence[Row], zone: Sequence[int]) -> list[list[int]]:
    notes: list[list[int]] = [[]]
    for k in zone:
        notes[-1].append(k)
        if STOP.search(found[k].text):
            notes.append([])
    return [n for n in notes if n]
