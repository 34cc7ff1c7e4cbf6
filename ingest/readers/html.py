"""HTML pages: the document itself, without navigation, scripts, forms and what is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bs4 import BeautifulSoup, Tag
from bs4.element import Comment, NavigableString

from ingest.document import BlockKind, Line, RawDocument, RawPage
from ingest.readers.hidden import summed

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
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0*\.?0+\s*(?:;|!|$)|"
    r"font-size\s*:\s*(?:0|0?\.\d+|1)(?:px|pt|em|rem|%)?\s*(?:;|!|$)|"
    r"(?:left|right|top|bottom|text-indent|margin-left|margin-top)\s*:\s*-\d{3,}(?:px|pt|em|rem|vw|vh|%)|"
    r"clip\s*:\s*rect\(\s*[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?\s*\)|clip-path\s*:\s*inset\(\s*(?:50|100)%",
    re.I,
)
"""Declarations of style by which a reader sees nothing of an element: off the screen, of no size, transparent."""
_WHITE = r"(?:#fff(?:fff)?|white|rgba?\(\s*255\s*,\s*255\s*,\s*255[^)]*\)|transparent)\s*(?:;|!|$)"
_WHITE_LETTERS = re.compile(rf"(?:^|[;\s])color\s*:\s*{_WHITE}", re.I)
_GROUND = re.compile(r"background(?:-color|-image)?\s*:\s*([^;]+)", re.I)
_WHITE_GROUND = re.compile(rf"{_WHITE}|none|inherit|initial", re.I)
_RULE = re.compile(r"([^{}@]+)\{([^{}]*)\}")
_NESTED = re.compile(r"@[^{};]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_MOST_RULES = 2_000
_SPACE = re.compile(r"[ \t\n\r\f]+")
_MAX_DEPTH = 200
_BLANK = Line(text="")


def read_html(path: Path) -> RawDocument:
    """The headings, paragraphs, list items and table rows of an HTML page, as one page."""
    soup = BeautifulSoup(path.read_bytes(), "lxml")
    title = _title(soup)
    metadata = _metadata(soup)
    hidden = _unseen(soup)
    _strip(soup)
    root = soup.find("main") or soup.find("article") or soup.body or soup
    reader = _HtmlLines()
    reader.read(root, 0)
    warnings = summed(hidden, {"en": "hidden by the page's style", "es": "oculto por el estilo de la página"})
    return RawDocument((RawPage(1, tuple(reader.finish())),), title, metadata, warnings)


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


def _unseen(soup: BeautifulSoup) -> list[str]:
    """Takes out what the page's own style hides from its readers, and gives the texts."""
    coloured = _coloured(soup)
    found: list[str] = []
    for tag in [*_hidden_by_rules(soup), *soup.find_all(lambda tag: _is_unseen(tag, coloured))]:
        if tag.decomposed:
            continue
        if tag.name not in _DROPPED and tag.find_parent(_DROPPED) is None:
            found.append(tag.get_text(" "))
        tag.decompose()
    return found


def _is_unseen(tag: Tag, coloured: set[int]) -> bool:
    if tag.has_attr("hidden"):
        return True
    style = str(tag.get("style", ""))
    if _HIDDEN.search(style):
        return True
    white = _WHITE_LETTERS.search(style) or str(tag.get("color", "")).lower() in ("#fff", "#ffffff", "white")
    return bool(white) and not any(id(one) in coloured for one in (tag, *tag.parents))


def _coloured(soup: BeautifulSoup) -> set[int]:
    """The elements (by ``id``) with a ground on which white letters can be read, as far as their own style tells."""
    found = set()
    for tag in soup.find_all(lambda tag: tag.has_attr("style") or tag.has_attr("bgcolor") or tag.has_attr("class")):
        grounds = [ground.strip() for ground in _GROUND.findall(str(tag.get("style", "")))]
        # What a class brings is not followed up: white letters in an element with one are taken to be seen.
        if any(not _WHITE_GROUND.fullmatch(g) for g in grounds) or tag.has_attr("bgcolor") or tag.has_attr("class"):
            found.add(id(tag))
    return found


def _hidden_by_rules(soup: BeautifulSoup) -> list[Tag]:
    """The elements that a rule of the page's style sheets hides, whatever the medium."""
    sheets = " ".join(_NESTED.sub(" ", tag.get_text()) for tag in soup.find_all("style"))
    found: list[Tag] = []
    for selector, declarations in _RULE.findall(sheets)[:_MOST_RULES]:
        if not _HIDDEN.search(declarations) or ":" in selector:
            continue
        try:
            found += soup.select(selector.strip())
        except Exception:  # a selector that is not understood hides nothing
            continue
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
