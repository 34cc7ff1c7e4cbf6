"""What is loaded and of what date, in a few lines."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.instruments.places import shows_year
from assistant.ui.safe import html
from assistant.wording import Wording
from ingest.document import DocumentType
from ingest.records import DocumentRecord

SHOWN = 5


def loaded_html(documents: Sequence[DocumentRecord], word: Wording) -> str:
    """The count, the span of dates and the first titles: sources before summaries, newest first."""
    facts = [word.count("ask.loaded", len(documents)), _dates(documents, word)]
    shown = sorted(documents, key=lambda d: _rank(d, word.language))[:SHOWN]
    items = "".join(_item(d, word) for d in shown)
    more = len(documents) - len(shown)
    rest = f"<li>{html(word.count('ask.loaded_more', more))}</li>" if more else ""
    head = f'<h2 class="small">{html(word("ask.loaded"))}: {html(", ".join(f for f in facts if f))}</h2>'
    return f'<section class="loaded">{head}<ul>{items}{rest}</ul></section>'


def _rank(document: DocumentRecord, language: str) -> tuple[bool, bool, bool, str]:
    """Sources first, of summaries those in the language of the page, undated last, the newest first among the dated."""
    meta = document.metadata
    newest_first = "".join(chr(0x10FFFF - ord(c)) for c in meta.date or "")
    is_summary = meta.type == DocumentType.BRIEF
    return is_summary, is_summary and meta.language != language, meta.date is None, newest_first


def _item(document: DocumentRecord, word: Wording) -> str:
    meta = document.metadata
    kind = "" if meta.type == DocumentType.BRIEF else word.either(f"type.{meta.type}", meta.type).lower()
    date = word.date(meta.date)
    facts = [kind, "" if shows_year(meta.title, date) else date]
    title = f'<span lang="{html(meta.language)}">{html(meta.title)}</span>'
    return f'<li>{title} <span class="meta">{html(", ".join(f for f in facts if f))}</span></li>'


def _dates(documents: Sequence[DocumentRecord], word: Wording) -> str:
    dates = sorted(d.metadata.date for d in documents if d.metadata.date)
    if not dates:
        return ""
    first, last = word.date(dates[0]), word.date(dates[-1])
    return word("ask.loaded_date", first=first) if first == last else word("ask.loaded_dates", first=first, last=last)
