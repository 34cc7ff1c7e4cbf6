"""Editions of one document in an answer: the newest speaks first, an older one only with its date said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.answer import Answer
from assistant.phrases import Phrases
from ingest.editions import Link
from ingest.store import DocumentRecord


def superseded(links: Sequence[Link], ids: frozenset[str]) -> frozenset[str]:
    """Those of some documents of which a newer edition is among them."""
    return frozenset(link.older for link in links if link.older in ids and link.newer in ids)


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
