"""Text that a reader of a document does not see: it is left out, and people are told."""

from __future__ import annotations

import re

from ingest.document import RawDocument
from ingest.notices import Notice

_SAMPLE = 100
_MOST = 20
"""Places that are named one by one."""
_FEW = 3
"""So many invisible characters inside of words come about by accident."""
TAGS = re.compile("[\U000e0000-\U000e007f]")
"""Copies of ASCII that nothing shows: whole sentences can be written in them."""
_WITHIN = re.compile("(?<=\\w)[\u200b-\u200d\u2060-\u2064\ufeff]+(?=\\w)|[\u200b-\u200d\u2060-\u2064\ufeff]{4,}")


def hidden_text(sample: str, where: dict[str, str]) -> Notice:
    """The notice on hidden text that was left out, with its beginning."""
    shown = " ".join(sample.split())
    return Notice("hidden_text", where=where, sample=shown[:_SAMPLE] + ("…" if len(shown) > _SAMPLE else ""))


def hidden_characters(document: RawDocument) -> tuple[Notice, ...]:
    """The notice on invisible characters, where there are more than accidents leave."""
    lines = [line.text for page in document.pages for line in page.lines]
    tags = sum(len(TAGS.findall(line)) for line in lines)
    within = sum(len(found) for line in lines for found in _WITHIN.findall(line))
    count = tags + (within if within > _FEW else 0)
    return (Notice("hidden_characters", count=count),) if count else ()


def summed(samples: list[str], where: dict[str, str]) -> tuple[Notice, ...]:
    """One notice for all hidden pieces of a file without pages."""
    said = [" ".join(sample.split()) for sample in samples[:_MOST]]
    kept = [sample for sample in said if sum(c.isalnum() for c in sample) > 1]
    return (hidden_text(" … ".join(kept), where),) if kept else ()
