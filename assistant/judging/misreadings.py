"""Figures and dates that text recognition may have misread: they are never shown without being marked."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.judging.selection import Quote
from assistant.phrases import Phrases
from ingest.store import DocumentRecord, StoredSentence

_MOST = 6


def misreadings(quotes: Iterable[Quote], say: Phrases) -> list[str]:
    """A caveat for each page of which a quote has figures in doubt, with these figures."""
    found: dict[tuple[str, int], tuple[DocumentRecord, list[str]]] = {}
    for quote in quotes:
        words = doubtful_words(quote.sentence)
        if words:
            key = (quote.document.id, quote.sentence.page)
            found.setdefault(key, (quote.document, []))[1].extend(words)
    return [
        say("caveat.misread", page=page, title=document.metadata.title, words=_listed(words))
        for (_, page), (document, words) in found.items()
    ]


def doubtful_words(sentence: StoredSentence) -> list[str]:
    """The figures and dates of a sentence that are in doubt."""
    return [sentence.text[start:end] for start, end in sentence.doubtful]


def _listed(words: list[str]) -> str:
    own = list(dict.fromkeys(words))
    return ", ".join(f"“{word}”" for word in own[:_MOST]) + (" …" if len(own) > _MOST else "")
