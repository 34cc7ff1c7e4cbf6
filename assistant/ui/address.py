"""What the address of the app holds: language, conversation, assessment; the document, page and quote that are open.

A link opens the same state in another window, and the browser's back button returns to the one before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlencode

from assistant.answer import Citation
from assistant.wording import LANGUAGES

_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")
_CONVERSATION = re.compile(r"[A-Za-z0-9_-]{8,32}")
_INDICATOR = re.compile(r"[^\x00-\x1f\x7f]{1,200}")
_DOCUMENT = re.compile(r"[A-Za-z0-9_.:-]{1,128}")
_INSTRUMENT = re.compile(r"[a-z0-9][a-z0-9-]{0,80}")
_WORDS = re.compile(r"[^\x00-\x1f\x7f]{1,100}")
NAMES = ("lang", "c", "a", "i", "l", "k", "n", "art", "find", "doc", "page", "q", "view", "cmp")
_PLACE = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+){0,20}")
_COUNTRY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Address:
    """The state of the app that a link carries.

    Attributes:
        language: ``en`` or ``es``; None where the browser's own language decides.
        conversation: the id of the conversation.
        document, page: what is open beside the answer; pages count from 1.
        span: first and last position (exclusive) of the quote in the page's text.
        as_text: whether the page is shown as text though it could be shown as a picture.
        compare: the id of the older edition that the document is compared with.
        assessment, indicator: the ids of the assessment that is at work, and of the indicator that is open in it.
        instrument, article: the id of the instrument that is open, and the article of its own text.
        find: what is looked for among the instruments.
        learn: what is open on the page Learn, such as ``lesson.migof``; None for its beginning.
        country: alpha-3 code of the country that is learnt about, where it was chosen.
    """

    language: str | None = None
    conversation: str | None = None
    document: str | None = None
    page: int = 1
    span: tuple[int, int] | None = None
    as_text: bool = False
    assessment: str | None = None
    indicator: str | None = None
    instrument: str | None = None
    article: str | None = None
    find: str | None = None
    compare: str | None = None
    learn: str | None = None
    country: str | None = None

    @classmethod
    def read(cls, parameters: Mapping[str, str]) -> Address:
        """The address of these query parameters; values that make no sense are left out."""
        get = parameters.get
        language, document = get("lang"), _matching(_DOCUMENT, get("doc"))
        page = get("page", "1")
        return cls(
            language=language if language in LANGUAGES else None,
            conversation=_matching(_CONVERSATION, get("c")),
            assessment=_matching(_CONVERSATION, get("a")),
            indicator=_matching(_INDICATOR, get("i")) if get("a") else None,
            instrument=_matching(_INSTRUMENT, get("n")),
            article=_matching(_WORDS, get("art")) if get("n") else None,
            find=_matching(_WORDS, get("find")),
            learn=_matching(_PLACE, get("l")),
            country=_matching(_COUNTRY, get("k")),
            document=document,
            page=max(1, int(page)) if page.isascii() and page.isdigit() and len(page) < 7 else 1,
            span=_span(get("q")) if document else None,
            as_text=get("view") == "text",
            compare=_matching(_DOCUMENT, get("cmp")) if document else None,
        )

    @classmethod
    def of_link(cls, href: str) -> Address:
        """The address behind one of the app's own links."""
        return cls.read({name: values[-1] for name, values in parse_qs(href.partition("?")[2]).items()})

    def parameters(self) -> dict[str, str]:
        """The query parameters that stand for it."""
        values = {"lang": self.language, "c": self.conversation, "a": self.assessment}
        values |= {"i": self.indicator if self.assessment else None, "n": self.instrument}
        values |= {"art": self.article if self.instrument else None, "find": self.find, "doc": self.document}
        values |= {"l": self.learn, "k": self.country}
        if self.document:
            values["page"] = str(self.page)
            values["q"] = f"{self.span[0]}-{self.span[1]}" if self.span else None
            values["view"] = "text" if self.as_text else None
            values["cmp"] = self.compare
        return {name: value for name, value in values.items() if value}

    def href(self) -> str:
        """A link to it, relative to the page of the app."""
        return "?" + urlencode(self.parameters())

    def at_citation(self, citation: Citation) -> Address:
        """The same with the cited page open at the quote."""
        span = (citation.start, citation.end)
        return replace(self, document=citation.document_id, page=citation.page, span=span, compare=None)

    def at_page(self, document: str, page: int) -> Address:
        """The same with a page open and no quote marked."""
        return replace(self, document=document, page=page, span=None, compare=None)

    def at_comparison(self, newer: str, older: str) -> Address:
        """The same with two editions of a document side by side."""
        return replace(self.at_page(newer, 1), compare=older)

    def closed(self) -> Address:
        """The same with no page open."""
        return replace(Address(self.language), **{name: getattr(self, name) for name in _PLACES})

    def at_place(self, learn: str | None) -> Address:
        """The same with something else open on the page Learn, and no page of a document."""
        return replace(self.closed(), learn=learn)

    def at_indicator(self, indicator: str | None) -> Address:
        """The same with the response to an indicator open, or with the board of the assessment; no page is open."""
        return replace(self.closed(), indicator=indicator)


_PLACES = ("conversation", "assessment", "indicator", "instrument", "article", "find", "learn", "country")
"""What stays when a page is closed."""


def _matching(pattern: re.Pattern[str], value: str | None) -> str | None:
    return value if value and pattern.fullmatch(value) else None


def _span(value: str | None) -> tuple[int, int] | None:
    match = _SPAN.fullmatch(value or "")
    span = (int(match[1]), int(match[2])) if match else (0, 0)
    return span if span[0] < span[1] else None
