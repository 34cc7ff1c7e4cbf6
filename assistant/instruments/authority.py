"""Whose word counts for more: the constitution before a convention, a law, a decree, ... a profile, a page, a brief."""

from __future__ import annotations

import re

from assistant.instruments.naming import mentions_in
from ingest.document import DocumentType
from ingest.store import DocumentRecord
from ingest.terms import fold

ORDER = ("constitution", "convention", "law", "decree", "resolution", "plan", "profile", "page", "brief")
"""From the highest to the lowest."""
_NORMS = (DocumentType.LAW, DocumentType.DECREE, DocumentType.FRAMEWORK)
_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("constitution", re.compile(r"^(?:political |the )?(?:constitution|constitucion)\b")),
    ("convention", re.compile(r"\b(?:convention|convenio|convencion|treaty|tratado|protocol|protocolo|pact|pacto)\b")),
    ("plan", re.compile(r"\b(?:plan|strategy|estrategia|policy|politica)\b")),
)
_OF_KIND = {"law": "law", "decree_law": "law", "legislative_decree": "law", "resolution": "resolution"}
_OF_TYPE = {
    DocumentType.LAW: "law",
    DocumentType.DECREE: "decree",
    DocumentType.FRAMEWORK: "plan",
    DocumentType.PROFILE: "profile",
    DocumentType.REPORT: "profile",
    DocumentType.WEB: "page",
    DocumentType.BRIEF: "brief",
}


def authority(document: DocumentRecord) -> str:
    """One of ``ORDER``: by the kind of the document, and of a norm by what its title says that it is."""
    meta = document.metadata
    if meta.type in _NORMS:
        named = mentions_in(meta.title)
        if named and named[0].start == 0:
            return _OF_KIND.get(named[0].instrument.kind, "decree")
        title = fold(meta.title)
        found = next((rank for rank, words in _WORDS if words.search(title)), None)
        if found and not (found == "convention" and meta.type is DocumentType.DECREE):
            return found
    return _OF_TYPE[meta.type]


def rank(document: DocumentRecord) -> int:
    """Its place in ``ORDER``, 0 for the highest."""
    return ORDER.index(authority(document))
