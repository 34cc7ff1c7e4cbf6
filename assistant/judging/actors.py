"""Whom a sentence is about: the State or an international organization."""

from __future__ import annotations

import re

from ingest.store import StoredSentence
from ingest.terms import fold

_ORGANIZATION = r"(?:iom|oim|unhcr|acnur|undp|pnud|unicef|ilo|oit|the united nations|las naciones unidas)"
_OF_AN_ORGANIZATION = re.compile(
    rf"^(?:\W*\w+\W+){{0,4}}?{_ORGANIZATION}(?:[ '’´]s)?\b|"
    rf"\b{_ORGANIZATION}\)? (?:has|have|is|are|was|provides?|offers?|leads?|supports?|strives|believes|contributes|"
    rf"ha|han|es|fue|brinda|ofrece|lidera|apoya|contribuye|considera)\b"
)


def of_an_organization(sentence: StoredSentence) -> bool:
    """Whether a sentence speaks of what an international organization itself does."""
    return bool(_OF_AN_ORGANIZATION.search(fold(sentence.search_text)))
