"""The cited page beside the answer, the quote marked: as a picture where the original is a PDF, as text otherwise."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.ui.address import Address
from assistant.ui.parts import official_link, readable, separated, source_kind, with_doubts
from assistant.ui.safe import html
from assistant.wording import Wording
from ingest.document import DocumentType, Metadata, Page

IMAGE_WIDTH = 1200
DRAWING_SECONDS = 15
_PROGRAM = Path(__file__).with_name("page_image.py")


@dataclass(frozen=True, slots=True)
class PageImage:
    """The picture of a page: WebP in base64, pixels, and the quote's lines as fractions (left, top, width, height)."""

    image: str
    width: int
    height: int
    boxes: tuple[tuple[float, float, float, float], ...]


def draw_page(original: Path, page: int, quote: str) -> PageImage | None:
    """Draws a page of a PDF with the quote found on it; None where it cannot be drawn in time."""
    command = [sys.executable, "-I", str(_PROGRAM), str(original), str(page), str(IMAGE_WIDTH)]
    try:
        done = subprocess.run(command, input=quote.encode(), capture_output=True, timeout=DRAWING_SECONDS, check=True)
        data = json.loads(done.stdout)
    except (subprocess.SubprocessError, OSError, ValueError):
        return None
    return PageImage(data["image"], data["width"], data["height"], tuple(tuple(box) for box in data["boxes"]))


@dataclass(frozen=True, slots=True)
class PageView:
    """One page of a document, as HTML.

    Attributes:
        metadata, pages: the document.
        address: where the app is; its ``document``, ``page`` and ``span`` say what is open.
        wording: the language of the page of the app.
        image: the picture of the page, where there is one.
        drawable: whether a picture of the page can be drawn.
        recognised: whether the text of the page comes from text recognition.
        doubtful: places in its text of figures and dates that may have been misread.
    """

    metadata: Metadata
    pages: Sequence[Page]
    address: Address
    wording: Wording
    image: PageImage | None = None
    drawable: bool = False
    recognised: bool = False
    doubtful: Sequence[tuple[int, int]] = ()

    @property
    def page(self) -> Page | None:
        """The open page; None where the document has no such page."""
        return next((p for p in self.pages if p.number == self.address.page), None)

    @property
    def quote(self) -> str:
        """The words that are marked; empty where none are."""
        span, page = self.address.span, self.page
        return page.text[span[0] : span[1]] if span and page else ""

    def html(self) -> str:
        """The whole view."""
        label = html(self.wording("viewer.region"))
        body = self._body() if self.page else f'<p class="note">{html(self.wording("viewer.no_page"))}</p>'
        return (
            f'<section class="viewer" aria-label="{label}" data-focus="viewer" tabindex="-1">'
            f'<div class="head">{self._header()}{self._navigation()}</div>{body}</section>'
        )

    def _header(self) -> str:
        word, meta = self.wording, self.metadata
        facts = (word.date(meta.date), source_kind(meta.type, meta.authority, word), meta.publisher)
        line = separated([*(html(fact) for fact in facts if fact), official_link(meta.url, word)])
        title = f'<h3 lang="{html(meta.language)}">{html(meta.title)}</h3>'
        close = self._link(self.address.closed(), "×", "close", word("viewer.close"))
        summary = self._note("viewer.summary") if meta.type == DocumentType.BRIEF else ""
        return f'<header><div>{title}<p class="meta">{line}</p>{summary}</div>{close}</header>'

    def _navigation(self) -> str:
        here, word = self.address.page, self.wording
        numbers = [p.number for p in self.pages]
        count = html(word("viewer.page_of", page=here, pages=numbers[-1] if numbers else 0))
        before = max((n for n in numbers if n < here), default=None)
        after = min((n for n in numbers if n > here), default=None)
        return (
            f'<nav aria-label="{html(word("viewer.region"))}">{self._step(before, "←", "viewer.previous")}'
            f'<span class="count">{count}</span>{self._step(after, "→", "viewer.next")}{self._views()}</nav>'
        )

    def _step(self, page: int | None, sign: str, phrase: str) -> str:
        name = self.wording(phrase)
        if page is None or self.address.document is None:
            return f'<span class="step off" aria-hidden="true">{sign}</span>'
        return self._link(self.address.at_page(self.address.document, page), sign, "step", name)

    def _views(self) -> str:
        """The choice between picture and text."""
        if not self.drawable:
            return ""
        choices = ((False, "viewer.image"), (True, "viewer.text"))
        links = [
            self._link(
                replace(self.address, as_text=as_text), self.wording(phrase), "view", None, self.as_text is as_text
            )
            for as_text, phrase in choices
        ]
        return f'<span class="views">{"".join(links)}</span>'

    @property
    def as_text(self) -> bool:
        """Whether the text is shown: by choice, or because there is no picture."""
        return self.address.as_text or self.image is None

    def _link(self, to: Address, text: str, name: str, label: str | None, current: bool = False) -> str:
        described = f' aria-label="{html(label)}" title="{html(label)}"' if label else ""
        state = ' aria-current="true"' if current else ""
        return (
            f'<a class="{name}" data-open="viewer-{name}" href="{html(to.href())}"{described}{state}>{html(text)}</a>'
        )

    def _body(self) -> str:
        image = self.image
        read = self._note("viewer.recognised") if self.recognised else ""
        if image is None or self.as_text:
            note = self._note("viewer.no_image") if self.drawable and not self.address.as_text else ""
            return read + note + self._text()
        lost = bool(self.quote) and not image.boxes
        return read + (self._note("viewer.quote_not_on_image") if lost else "") + self._picture(image)

    def _note(self, phrase: str) -> str:
        return f'<p class="note">{html(self.wording(phrase))}</p>'

    def _picture(self, image: PageImage) -> str:
        alt = html(self.wording("viewer.image_of", page=self.address.page, title=self.metadata.title))
        name = html(f"{self.wording('viewer.quote')}: {self.quote}")
        marks = "".join(_mark(box, name if i == 0 else None) for i, box in enumerate(image.boxes))
        return (
            f'<div class="picture-frame" tabindex="0" role="group" aria-label="{alt}"><div class="picture">'
            f'<img alt="{alt}" width="{image.width}" height="{image.height}" '
            f'src="data:image/webp;base64,{image.image}">{marks}</div></div>'
        )

    def _text(self) -> str:
        text = self.page.text if self.page else ""
        if not text.strip():
            return self._note("viewer.page_only_text")
        first, last = self.address.span or (0, 0)
        marked = f"<mark>{self._piece(first, last)}</mark>" if text[first:last] else ""
        return (
            f'<div class="page-text" lang="{html(self.metadata.language)}">'
            f"{self._piece(0, first)}{marked}{self._piece(last if marked else first, len(text))}</div>"
        )

    def _piece(self, start: int, end: int) -> str:
        """Part of the page's text, with what may have been misread in it marked."""
        text = self.page.text if self.page else ""
        spans = [(a - start, b - start) for a, b in self.doubtful if start <= a and b <= end]
        shown = text[start:end] if spans else readable(text[start:end], self.metadata.language)
        return with_doubts(shown, spans, self.wording)


def _mark(box: Sequence[float], name: str | None) -> str:
    """One line of the quote on the picture; the first bears its words for those who cannot see it."""
    left, top, width, height = box
    said = f'role="note" aria-label="{name}"' if name else 'aria-hidden="true"'
    return f'<mark {said} style="left:{left:.3%};top:{top:.3%};width:{width:.3%};height:{height:.3%}"></mark>'
