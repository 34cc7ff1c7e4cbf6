"""HTML pages: the document itself, without navigation, scripts, forms and what is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bs4 import BeautifulSoup, Tag
from bs4.element import Comment, NavigableString

from ingest.document import BlockKind, Line, RawDocument, RawPage

_DROPPED = [
    "script", "style", "noscript", "template", "nav", "footer", "header", "aside", "form", "button", "select",
    "option", "input", "textarea", "dialog", "iframe", "object", "svg", "canvas", "video", "audio", "menu",
]  # fmt: skip
_ROLES = {"navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar", "dialog", "alert"}
_BLOCKS = {
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "figcaption",
    "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "html", "li", "main", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_SPACE = re.compile(r"[ \t\n\r\f]+")
_MAX_DEPTH = 200
_BLANK = Line(text="")


def read_html(path: Path) -> RawDocument:
    """The headings, paragraphs, list items and table rows of an HTML page, as one page."""
    soup = BeautifulSoup(path.read_bytes(), "lxml")
    title = _title(soup)
    metadata = _metadata(soup)
    _strip(soup)
    root = soup.find("main") or soup.find("article") or soup.body or soup
    reader = _HtmlLines()
    reader.read(root, 0)
    return RawDocument((RawPage(1, tuple(reader.finish())),), title, metadata)


def text_of(fragment: str) -> str:
    """The words of a piece of HTML, one line for each of its lines."""
    soup = BeautifulSoup(fragment, "lxml")
    _strip(soup)
    return soup.get_text("\n")


def _title(soup: BeautifulSoup) -> str | None:
    heading = soup.find("title") or soup.find("h1")
    text = _SPACE.sub(" ", heading.get_text(" ")).strip() if heading else ""
    return text or None


def _metadata(soup: BeautifulSoup) -> dict[str, str]:
    found: dict[str, str] = {}
    if isinstance(soup.html, Tag) and isinstance(language := soup.html.get("lang"), str):
        found["language"] = language
    for tag in soup.find_all("meta", limit=200):
        name, content = tag.get("name") or tag.get("property"), tag.get("content")
        if isinstance(name, str) and isinstance(content, str) and content.strip():
            found.setdefault(name, content.strip()[:2_000])
    link = soup.find("link", rel="canonical")
    if isinstance(link, Tag) and isinstance(link.get("href"), str):
        found["url"] = str(link["href"])
    return found


def _strip(soup: BeautifulSoup) -> None:
    for comment in soup.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    for tag in soup.find_all(_is_dropped):
        if not tag.decomposed:
            tag.decompose()


def _is_dropped(tag: Tag) -> bool:
    if tag.name == "header" and tag.find_parent(["article", "main"]) is not None:
        return False  # the title of an article stands in its own header
    if tag.name in _DROPPED or tag.has_attr("hidden") or tag.get("aria-hidden") == "true":
        return True
    return str(tag.get("role", "")).lower() in _ROLES or bool(_HIDDEN.search(str(tag.get("style", ""))))


class _HtmlLines:
    """Walks the tree and collects lines; text outside of blocks becomes paragraphs too."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.pending: list[str] = []
        self.style = _BLANK
        self.prefix = ""

    def finish(self) -> list[Line]:
        """All lines, without an empty one at the end."""
        self._flush()
        while self.lines and not self.lines[-1].text:
            self.lines.pop()
        return self.lines

    def read(self, node: Tag, depth: int, level: int = 0) -> None:
        """Read the children of a node; ``level`` counts the lists around it."""
        if depth > _MAX_DEPTH:
            self.pending.append(node.get_text(" "))
            return
        for child in node.children:
            if isinstance(child, NavigableString):
                self.pending.append(str(child))
            elif isinstance(child, Tag):
                self._read_tag(child, depth, level)

    def _read_tag(self, tag: Tag, depth: int, level: int) -> None:
        if tag.name == "br":
            self._flush()
        elif tag.name in _HEADINGS:
            self._block(tag, depth, level, Line("", kind=BlockKind.HEADING, level=_HEADINGS[tag.name], bold=True))
        elif tag.name in ("ul", "ol"):
            self._read_list(tag, depth, level)
        elif tag.name == "table":
            self._read_table(tag, depth)
        elif tag.name == "pre":
            self._gap()
            self.lines += [Line(text=row.strip()) for row in tag.get_text().split("\n") if row.strip()]
            self._gap()
        elif tag.name in _BLOCKS:
            self._block(tag, depth, level)
        else:
            self.read(tag, depth + 1, level)

    def _block(self, tag: Tag, depth: int, level: int, style: Line | None = None) -> None:
        self._gap()
        outer, self.style = self.style, style or self.style
        self.read(tag, depth + 1, level)
        self._flush()
        self.style = outer
        self._gap()

    def _read_list(self, tag: Tag, depth: int, level: int) -> None:
        if level == 0:
            self._gap()
        start = str(tag.get("start", "1"))
        number = int(start) if start.lstrip("-").isdigit() else 1
        for item in tag.find_all("li", recursive=False):
            self._flush()
            outer, self.style = self.style, Line("", kind=BlockKind.LIST_ITEM, level=level + 1)
            self.prefix = f"{number}. " if tag.name == "ol" else ""
            before = len(self.lines)
            self.read(item, depth + 1, level + 1)
            self._flush()
            self.lines[before:] = [line for line in self.lines[before:] if line.text]
            self.style, self.prefix = outer, ""
            number += 1
        if level == 0:
            self._gap()

    def _read_table(self, table: Tag, depth: int) -> None:
        if table.find("table") is not None or not _is_data(table):
            self._block(table, depth, 0)
            return
        self._gap()
        for caption in table.find_all("caption", recursive=False):
            self._block(caption, depth, 0)
        for row in table.find_all("tr"):
            tags = row.find_all(["td", "th"])
            cells = tuple(_SPACE.sub(" ", tag.get_text(" ")).strip() for tag in tags)
            if any(cells):
                bold = all(tag.name == "th" for tag in tags)
                self.lines.append(Line(" | ".join(cells), bold=bold, kind=BlockKind.TABLE_ROW, cells=cells))
        self._gap()

    def _gap(self) -> None:
        self._flush()
        if self.lines and self.lines[-1].text:
            self.lines.append(_BLANK)

    def _flush(self) -> None:
        text = _SPACE.sub(" ", "".join(self.pending)).strip()
        self.pending.clear()
        if text:
            self.lines.append(replace(self.style, text=self.prefix + text))
            self.prefix = ""


def _is_data(table: Tag) -> bool:
    """Tables with rows of one cell, or with whole sections in a cell, only lay the page out."""
    rows: Iterator[int] = (len(row.find_all(["td", "th"])) for row in table.find_all("tr"))
    blocks = table.find(["h1", "h2", "h3", "ul", "ol", "section", "article"])
    return max(rows, default=0) >= 2 and blocks is None
