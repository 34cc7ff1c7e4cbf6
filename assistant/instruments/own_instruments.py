"""What a document of the store is by its own number: the norm that it is the text of."""

from __future__ import annotations

from assistant.instruments.naming import Instrument, mentions_in, read
from ingest.document import DocumentType
from ingest.store import DocumentRecord, Store

NORMS = frozenset({DocumentType.LAW, DocumentType.DECREE})
_OPENING = 2500
"""Characters of the first page in which a norm prints its own number."""
_LABEL_ROOM = 12
"""Characters that the line of a norm's number may hold besides."""


def own_instrument(document: DocumentRecord, store: Store) -> Instrument | None:
    """The instrument that a norm is: its title's first words, or the line of its opening that is nothing but a number.

    "Reglamento de la Ley 30103" names another norm than it is: a number inside a title counts for nothing, unless no
    line of the opening says better.
    """
    if document.metadata.type not in NORMS:
        return None
    title = mentions_in(document.metadata.title)
    if title and title[0].start == 0:
        return title[0].instrument
    for line in store.page_text(document.id, 1)[:_OPENING].splitlines():
        named = mentions_in(line.strip(" #*_"))
        if named and named[0].start == 0 and len(read(line).strip(" #*_")) - named[0].end <= _LABEL_ROOM:
            return named[0].instrument
    return None
