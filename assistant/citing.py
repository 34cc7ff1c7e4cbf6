"""From a sentence of the store to the citation that people see."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from assistant.answer import Citation
from ingest.store import DocumentRecord, StoredSentence

Titles = Mapping[str, str]
"""Titles of the catalogue's sources by ``id:language``."""


def catalogue_titles(catalogue: Path) -> Titles:
    """The titles in a catalogue file; none where it is missing."""
    if not catalogue.exists():
        return {}
    sources = tomllib.loads(catalogue.read_text(encoding="utf-8")).get("source", [])
    found = {}
    for source in sources:
        found[f"{source['id']}:en"] = source["title"]
        found[f"{source['id']}:es"] = source.get("title_es") or source["title"]
    return found


def title_of(document: DocumentRecord, titles: Titles, language: str) -> str:
    """A document's title in a language, where the catalogue has one, or its own."""
    source = document.metadata.source
    own = titles.get(f"{document.id}:{language}", document.metadata.title)
    return titles.get(f"{source}:{language}", own) if source else own


def cited(sentence: StoredSentence, document: DocumentRecord, mark: int, titles: Titles, language: str) -> Citation:
    """A sentence as a citation with a mark, its titles in a language."""
    metadata = document.metadata
    return Citation(
        mark=mark,
        document_id=document.id,
        title=title_of(document, titles, language),
        type=metadata.type.value,
        country=metadata.country,
        language=sentence.language,
        page=sentence.page,
        section=sentence.heading,
        article=sentence.article,
        quote=sentence.text,
        start=sentence.start,
        end=sentence.end,
        translation=None,
        as_of=metadata.date,
        authority=metadata.authority,
        url=metadata.url,
        summarises=titles.get(f"{metadata.summarises}:{language}") if metadata.summarises else None,
        doubtful=sentence.doubtful,
    )
