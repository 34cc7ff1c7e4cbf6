"""Small pieces of HTML that several views share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.ui.safe import html, web_address
from assistant.wording import Wording
from ingest.cleaning import BROKEN, mend
from ingest.document import DocumentType


def separated(parts: Iterable[str]) -> str:
    """Pieces of HTML in a row with dots between; empty ones are left out."""
    return '<span class="sep" aria-hidden="true"> · </span>'.join(f"<span>{part}</span>" for part in parts if part)


def official_link(url: str | None, word: Wording) -> str:
    """A link to the publisher's page; empty where the address is none of the web."""
    address = web_address(url)
    if not address:
        return ""
    name = html(word("answer.official"))
    return f'<a class="official" href="{html(address)}" target="_blank" rel="noopener noreferrer">{name}</a>'


def source_kind(type: str, authority: str, word: Wording) -> str:
    """What kind of source it is, and with what authority: ``Profile, secondary source``."""
    said = word.either(f"authority.{authority}", authority)
    if type == DocumentType.BRIEF:
        return f"{said[:1].upper()}{said[1:]}"
    return f"{word.either(f'type.{type}', type)}, {said}"


def readable(text: str, language: str) -> str:
    """A text of a document as it is read: letters that its file has broken are mended where it is clear which they are.

    What is cited, copied and exported stays letter for letter.
    """
    return mend(text, language) if BROKEN in text else text


def with_doubts(text: str, spans: Sequence[tuple[int, int]], word: Wording) -> str:
    """A text of which some characters may have been misread by text recognition, these marked."""
    out, at = [], 0
    for start, end in sorted(spans):
        out += [html(text[at:start]), doubt(text[start:end], word)]
        at = end
    return "".join([*out, html(text[at:])])


def doubt(text: str, word: Wording) -> str:
    """A figure or date that may have been misread."""
    # The question mark after it comes from the style: what is copied stays letter for letter.
    return f'<mark class="doubtful" title="{html(word("answer.doubtful"))}">{html(text)}</mark>'
