"""What the last cell of a table's row says: yes, no or in part."""

from __future__ import annotations

import re

from ingest.document import BlockKind
from ingest.store import StoredSentence
from ingest.terms import fold

_CELL = re.compile(r"\|\s*(yes|no|si|partial(?:ly)?|parcial(?:mente)?|en parte)\b[^|]*$")


def cell(sentence: StoredSentence) -> str | None:
    """The yes, no or partial of a table row's last cell; None where it has none."""
    found = _CELL.search(fold(sentence.search_text)) if sentence.kind is BlockKind.TABLE_ROW else None
    return found[1] if found else None


def says_yes(sentence: StoredSentence) -> bool | None:
    """Whether a table row's cell says yes; None where it says neither yes nor no."""
    return {"yes": True, "si": True, "no": False}.get(cell(sentence) or "")
