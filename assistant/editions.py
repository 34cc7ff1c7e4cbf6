"""Editions of one document in an answer: the newest speaks first, an older one only with its date said.

A scan of a document that is there as text too is no edition of its own: the text speaks for both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.answer import Answer
from assistant.phrases import Phrases
from ingest.editions import Link
from ingest.store import DocumentRecord, Store
from ingest.terms import fold, words

_MOSTLY = 0.75
"""What share of a scan's different words stands in the text that it is a picture of; recognition gets some wrong."""


def superseded(links: Sequence[Link], ids: frozenset[str]) -> frozenset[str]:
    """Those of some documents of which a newer edition is among them."""
    return frozenset(link.older for link in links if link.older in ids and link.newer in ids)


def scanned_copies(store: Store, records: Sequence[DocumentRecord]) -> dict[str, frozenset[str]]:
    """Of each scan that is there as text too, the documents with that text: of one title, date, country and kind."""
    scans = store.recognised_documents()
    if not scans:
        return {}
    alike: dict[tuple[str | None, ...], list[DocumentRecord]] = {}
    for record in records:
        known = record.metadata
        alike.setdefault((fold(known.title), known.date, known.country, known.type, known.language), []).append(record)
    found: dict[str, frozenset[str]] = {}
    for group in alike.values():
        texts = [r.id for r in group if r.id not in scans]
        for scan in [r.id for r in group if r.id in scans] if texts else ():
            own = _words_of(store, scan)
            found[scan] = frozenset(id for id in texts if len(own & _words_of(store, id)) >= _MOSTLY * len(own))
    return {scan: texts for scan, texts in found.items() if texts}


def _words_of(store: Store, id: str) -> frozenset[str]:
    return frozenset(word for page in store.pages(id) for word in words(page.text))


def newer_editions(links: Sequence[Link], records: Mapping[str, DocumentRecord]) -> dict[str, DocumentRecord]:
    """The newest edition in the store of each document that has one."""
    newer = {link.older: link.newer for link in links if link.newer in records}
    found: dict[str, DocumentRecord] = {}
    for id in newer:
        seen, last = {id}, newer[id]
        while (following := newer.get(last)) and following not in seen:
            seen.add(last)
            last = following
        found[id] = records[last]
    return found


def with_editions_told(answer: Answer, newer: Mapping[str, DocumentRecord], say: Phrases) -> Answer:
    """The answer with a caveat for each older edition that it quotes: its date, and that of the newer one."""
    told = []
    for citation in answer.citations:
        record = newer.get(citation.document_id)
        if record is not None:
            dates = {
                "date": say.date(citation.as_of) or say("caveat.edition_undated"),
                "newer": say.date(record.metadata.date) or say("caveat.edition_undated"),
            }
            told.append(say("caveat.older_edition", title=citation.title, **dates))
    return replace(answer, caveats=(*dict.fromkeys(told), *answer.caveats)) if told else answer
