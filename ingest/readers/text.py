"""Plain text and Markdown files."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.document import BlockKind, Line, RawDocument, RawPage

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_BLANK = Line(text="")
_LATE_CLOSE = re.compile(r"[ \t]*\n(\*\*\*?)[ \t]*(?=\n|\Z)")
"""Emphasis closed on the next line, which converters of legal databases write and CommonMark does not take."""
_BREAK = re.compile(r"<br\s*/?>", re.I)
_NEWLINES = re.compile(r"\r\n|\r|\u2028|\u2029|\x85")


def decode(data: bytes) -> str:
    """The characters of a text file: UTF-8 or UTF-16 by its mark or its bytes, Windows-1252 otherwise."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if b"\0" in data[:4_096]:
        little = data[1:4_096:2].count(0) >= data[0:4_096:2].count(0)
        return data.decode("utf-16-le" if little else "utf-16-be", "replace").replace("\0", "")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start > 0 and error.reason == "unexpected end of data":
            return data.decode("utf-8", "replace")
        return data.decode("cp1252", "replace")


def read_text(path: Path) -> RawDocument:
    """The lines of a text file as they are; a form feed begins a new page."""
    text = _NEWLINES.sub("\n", decode(path.read_bytes()))
    pages = text.split("\f")
    while len(pages) > 1 and not pages[-1].strip():
        pages.pop()
    return RawDocument(
        tuple(
            RawPage(number, tuple(Line(text=line.rstrip()) for line in page.split("\n")))
            for number, page in enumerate(pages, 1)
        )
    )


def read_markdown(path: Path) -> RawDocument:
    """The blocks of a Markdown file with their kinds; the front matter becomes metadata."""
    text = _NEWLINES.sub("\n", decode(path.read_bytes()))
    metadata, body = _front_matter(text)
    body = _LATE_CLOSE.sub(r"\1\n", body)
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(body)
    lines = _mended(_MarkdownLines().read(tokens))
    title = metadata.get("title") or next((line.text for line in lines if line.level == 1), None)
    return RawDocument((RawPage(1, tuple(lines)),), title, metadata)


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """Metadata and body; a head that is not a YAML mapping is part of the text."""
    found = _FRONT_MATTER.match(text.removeprefix("\ufeff"))
    if found is None or len(found[1]) > 20_000:
        return {}, text
    try:
        values: object = yaml.load(found[1], Loader=yaml.BaseLoader)  # values stay as written
    except (yaml.YAMLError, RecursionError, ValueError):
        return {}, text
    if not isinstance(values, dict):
        return {}, text
    metadata = {str(k): html.unescape(str(v)).strip() for k, v in values.items() if _is_plain(v)}
    return metadata, text[found.end() :]


def _is_plain(value: object) -> bool:
    return value is not None and not isinstance(value, dict | list)


class _MarkdownLines:
    """Walks the tokens of a Markdown file and collects its lines."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.lists: list[int | None] = []
        self.marker = ""
        self.heading = 0
        self.row: list[str] | None = None
        self.header = False
        self.in_item = 0

    def read(self, tokens: list[Token]) -> list[Line]:
        """The lines of the whole file."""
        for token in tokens:
            handler = getattr(self, f"_{token.type}", None)
            if handler is not None:
                handler(token)
        while self.lines and not self.lines[-1].text:
            self.lines.pop()
        return self.lines

    def _add(self, line: Line) -> None:
        if line.text.strip():
            self.lines.append(replace(line, text=line.text.strip()))

    def _gap(self) -> None:
        if self.lines and self.lines[-1].text:
            self.lines.append(_BLANK)

    def _inline(self, token: Token) -> None:
        rows = _inline_rows(token.children or [])
        if self.row is not None:
            self.row.append(" ".join(text for text, _ in rows).strip())
        elif self.heading:
            self._add(Line(" ".join(t for t, _ in rows), kind=BlockKind.HEADING, level=self.heading, bold=True))
        else:
            for text, bold in rows:
                self._block_line(text, bold)
        self.marker = ""

    def _block_line(self, text: str, bold: bool) -> None:
        if self.lists and self.in_item:
            self._add(Line(self.marker + text, kind=BlockKind.LIST_ITEM, level=len(self.lists), bold=bold))
            self.marker = ""
        else:
            self._add(Line(text, bold=bold))

    def _heading_open(self, token: Token) -> None:
        self._gap()
        self.heading = int(token.tag[1])

    def _heading_close(self, _: Token) -> None:
        self.heading = 0
        self._gap()

    def _paragraph_open(self, token: Token) -> None:
        if not token.hidden:
            self._gap()

    def _paragraph_close(self, token: Token) -> None:
        if not token.hidden:
            self._gap()

    def _bullet_list_open(self, _: Token) -> None:
        self._open_list(None)

    def _ordered_list_open(self, token: Token) -> None:
        self._open_list(int(token.attrGet("start") or 1))

    def _open_list(self, start: int | None) -> None:
        if not self.lists:
            self._gap()
        self.lists.append(start)

    def _bullet_list_close(self, _: Token) -> None:
        self.lists.pop()
        if not self.lists:
            self._gap()

    _ordered_list_close = _bullet_list_close

    def _list_item_open(self, token: Token) -> None:
        self.in_item += 1
        self.marker = f"{token.info}{token.markup} " if self.lists[-1] is not None else ""

    def _list_item_close(self, _: Token) -> None:
        self.in_item -= 1

    def _tr_open(self, _: Token) -> None:
        self.row = []

    def _thead_open(self, _: Token) -> None:
        self._gap()
        self.header = True

    def _thead_close(self, _: Token) -> None:
        self.header = False

    def _tr_close(self, _: Token) -> None:
        if self.row and any(self.row):
            cells = tuple(self.row)
            self._add(Line(" | ".join(cells), kind=BlockKind.TABLE_ROW, cells=cells, bold=self.header))
        self.row = None

    def _table_close(self, _: Token) -> None:
        self._gap()

    def _hr(self, _: Token) -> None:
        self._gap()

    def _fence(self, token: Token) -> None:
        self._gap()
        for line in token.content.split("\n"):
            self._add(Line(line))
        self._gap()

    _code_block = _fence

    def _html_block(self, token: Token) -> None:
        from ingest.readers.html import text_of

        self._gap()
        for line in text_of(token.content).split("\n"):
            self._add(Line(line))
        self._gap()


_NUMBER_ALONE = re.compile(r"\d{1,3}(?:\.\d{1,3})+\.?")
_ITEM = re.compile(r"[a-zñ]{1,4}[).]")
_AWAITS = re.compile(r"\b(?:del?|las?|el|los|al?|en|por|con|y|the|of|in|to|and|by)$")
_OPEN_END, _CLOSED_END = re.compile(r"[^\W_],?$"), re.compile(r"[.;:][”\"’»)]?$")


def _mended(lines: list[Line]) -> list[Line]:
    """The lines with sentences whole that a converter has cut into paragraphs, as it does with cells of tables.

    A sentence goes on in small letters in paragraph after paragraph until one has its stop; a run of names without any
    is a list. A number by itself is that of the paragraph below it.
    """
    plain = [i for i, line in enumerate(lines) if line.text]
    drawn: dict[int, str] = {}
    gone: set[int] = set()
    at = 0
    while at < len(plain):
        run = [lines[i] for i in plain[at : at + _LONGEST_RUN]]
        length = _cut_into(run)
        if length > 1:
            drawn[plain[at]] = " ".join(line.text for line in run[:length])
            gone.update(range(plain[at] + 1, plain[at + length - 1] + 1))
        at += length
    return [replace(line, text=drawn.get(i, line.text)) for i, line in enumerate(lines) if i not in gone]


_LONGEST_RUN = 40
"""Paragraphs that one sentence may be cut into."""


def _cut_into(run: Sequence[Line]) -> int:
    """How many of some lines, each with a gap after it or not, are one sentence; 1 where the first is one by itself."""
    numbered = _NUMBER_ALONE.fullmatch(run[0].text) is not None and len(run) > 1 and _is_plain_line(run[1])
    first = int(numbered)
    if not _is_plain_line(run[0]):
        return 1
    for i in range(first, len(run)):
        if _CLOSED_END.search(run[i].text):
            return i + 1
        if i + 1 == len(run) or not _goes_on(run[i].text, run[i + 1]):
            break
    return first + 1


def _goes_on(text: str, below: Line) -> bool:
    if not _is_plain_line(below) or _ITEM.match(below.text):
        return False
    return bool(_AWAITS.search(text) or (_OPEN_END.search(text) and below.text[:1].islower()))


def _is_plain_line(line: Line) -> bool:
    return line.kind is None and not line.bold


def _inline_rows(children: list[Token]) -> list[tuple[str, bool]]:
    """The text of inline tokens line by line, links reduced to their words, and whether a line is all bold."""
    rows: list[list[tuple[str, bool]]] = [[]]
    strong = loose = 0
    for token in children:
        if token.type == "strong_open":
            strong += 1
        elif token.type == "strong_close":
            strong -= 1
        elif token.type in ("softbreak", "hardbreak") or (token.type == "html_inline" and _BREAK.match(token.content)):
            rows.append([])
        elif token.type == "image":
            continue
        elif token.type in ("text", "code_inline"):
            for part, marked in _left_over_marks(html.unescape(token.content)):
                rows[-1].append((part, strong > 0 or (marked + loose) % 2 == 1))
            loose = (loose + token.content.count("**")) % 2
    return [(text, _all_bold(row)) for row in rows if (text := "".join(t for t, _ in row).strip())]


def _left_over_marks(text: str) -> Iterator[tuple[str, int]]:
    """Parts of a text between marks of emphasis that CommonMark did not take, with the count of marks before each."""
    yield from ((part, index % 2) for index, part in enumerate(text.split("**")))


def _all_bold(row: list[tuple[str, bool]]) -> bool:
    return all(bold for text, bold in row if any(c.isalnum() for c in text))
