"""Compares what is derived (offsets, counts, words, vectors, the Chroma index, kept files) with the stored text."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np

from ingest.records import StoredPassage
from ingest.searching import read_vectors
from ingest.terms import LANGUAGES, terms
from ingest.vectors import KINDS, VectorIndex, collection_name

_TOLERANCE = 1e-4


class Part(StrEnum):
    """The part of the store that a finding is about; it decides how it is mended."""

    DATABASE = "database"
    TEXT = "text"
    WORDS = "words"
    VECTORS = "vectors"
    INDEX = "index"
    FILES = "files"


@dataclass(frozen=True, slots=True)
class Finding:
    """One disagreement, in a plain sentence."""

    part: Part
    sentence: str


def database_findings(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Whether SQLite finds its own files sound."""
    for (message,) in connection.execute("PRAGMA integrity_check"):
        if message != "ok":
            yield Finding(Part.DATABASE, f"The database is damaged: {message}.")
    for row in connection.execute("PRAGMA foreign_key_check"):
        yield Finding(Part.DATABASE, f"A row of {row[0]} belongs to nothing in {row[2]}.")


def text_findings(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Whether every passage and sentence is, letter for letter, what stands at its place on its page."""
    for kind in KINDS:
        query = f"""
            SELECT quoted.document_id, quoted.page, count(*) FROM {kind} AS quoted
            LEFT JOIN pages ON pages.document_id = quoted.document_id AND pages.number = quoted.page
            WHERE pages.text IS NULL OR substr(pages.text, quoted.start + 1, quoted.end - quoted.start) <> quoted.text
            GROUP BY 1, 2"""
        for id, page, count in connection.execute(query):
            yield Finding(
                Part.TEXT,
                f"In {id}, {count} {kind} of page {page} differ from the page's text: remove the document and add it "
                "again.",
            )
    for table in ("pages", *KINDS):
        query = f"""
            SELECT documents.id, documents.{table}, count({table}.document_id) FROM documents
            LEFT JOIN {table} ON {table}.document_id = documents.id GROUP BY documents.id
            HAVING documents.{table} <> count({table}.document_id)"""
        for id, stated, count in connection.execute(query):
            yield Finding(
                Part.TEXT, f"{id} should have {stated} {table} and has {count}: remove the document and add it again."
            )


def word_findings(
    connection: sqlite3.Connection, passages: list[StoredPassage], expected: Mapping[int, str]
) -> Iterator[Finding]:
    """Whether the lexical index and the counts of terms are those of the text; ``expected`` is terms by passage."""
    for language in LANGUAGES:
        stored = dict(connection.execute(f"SELECT rowid, terms FROM lexical_{language}"))
        wanted = {passage.id: expected[passage.id] for passage in passages if passage.language == language}
        if stored != wanted:
            differing = len(stored.items() ^ wanted.items())
            yield Finding(Part.WORDS, f"The lexical index of {language} differs from the text in {differing} entries.")
        try:
            connection.execute(f"INSERT INTO lexical_{language}(lexical_{language}) VALUES ('integrity-check')")
        except sqlite3.DatabaseError as error:
            yield Finding(Part.WORDS, f"The lexical index of {language} is damaged: {error}.")
    counts: Counter[tuple[str, str]] = Counter()
    for sentence in (sentence for passage in passages for sentence in passage.sentences):
        stems = terms(sentence.search_text, sentence.language)
        if tuple(stems) != sentence.terms:
            yield Finding(Part.WORDS, f"The terms of a sentence of {sentence.document_id} differ from its text.")
        counts.update((sentence.language, term) for term in {"", *stems})
    query = "SELECT language, term, sentences FROM term_counts"
    if {(language, term): count for language, term, count in connection.execute(query)} != counts:
        yield Finding(Part.WORDS, "The counts of terms differ from the text.")


def vector_findings(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Whether every passage and sentence has a vector of unit length, all of one size."""
    sizes = set()
    for kind in KINDS:
        query = f"SELECT count(*) FROM {kind} WHERE id NOT IN (SELECT id FROM {kind}_vectors)"
        ((missing,),) = connection.execute(query)
        if missing:
            yield Finding(Part.VECTORS, f"{missing} {kind} have no vector.")
        bad = 0
        for (blob,) in connection.execute(f"SELECT vector FROM {kind}_vectors"):
            sizes.add(len(blob))
            vector = np.frombuffer(blob[: len(blob) // 4 * 4], "<f4")
            bad += not abs(float(vector @ vector) - 1.0) < 1e-3
        if bad:
            yield Finding(Part.VECTORS, f"{bad} vectors of {kind} are not of unit length.")
    if len(sizes) > 1:
        yield Finding(Part.VECTORS, "The vectors are not all of one size.")
    yield from _word_vector_findings(connection)


def _word_vector_findings(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Whether every sentence has its entry of word vectors, and as many vectors as words."""
    query = "SELECT count(*) FROM sentences WHERE id NOT IN (SELECT id FROM sentences_words)"
    ((missing,),) = connection.execute(query)
    if missing:
        yield Finding(Part.VECTORS, f"{missing} sentences have no vectors of their words.")
    bad = 0
    for words, blob in connection.execute("SELECT words, vectors FROM sentences_words"):
        count = len(words.split())
        bad += len(blob) % count != 0 if count else bool(blob)
    if bad:
        yield Finding(Part.VECTORS, f"The vectors of the words of {bad} sentences are damaged.")


def index_findings(connection: sqlite3.Connection, index: VectorIndex | None) -> Iterator[Finding]:
    """Whether the Chroma index holds the vectors of SQLite; ``index`` is None where it is behind or missing."""
    ((documents,),) = connection.execute("SELECT count(*) FROM documents")
    if index is None:
        if documents:
            yield Finding(Part.INDEX, "The Chroma index is behind the stored documents.")
        return
    for kind in KINDS:
        for language in LANGUAGES:
            name = collection_name(kind, language)
            query = f"SELECT id FROM {kind} JOIN {kind}_vectors USING (id) WHERE language = ? ORDER BY id"
            wanted = [id for (id,) in connection.execute(query, (language,))]
            stored = index.ids(name)
            if stored != set(wanted):
                yield Finding(Part.INDEX, f"The Chroma index of {name} differs in {len(stored ^ set(wanted))} entries.")
            elif wanted and not _agree(connection, index, name, wanted):
                yield Finding(Part.INDEX, f"Vectors in the Chroma index of {name} differ from the stored ones.")


def file_findings(connection: sqlite3.Connection, folder: Path) -> Iterator[Finding]:
    """Whether the kept files are those that were read, and no others."""
    known = set()
    query = "SELECT id, original, sha256 FROM documents WHERE original IS NOT NULL"
    for id, original, sha256 in connection.execute(query):
        known.add(original)
        path = folder / original
        if not path.exists():
            yield Finding(Part.FILES, f"The kept file of {id} is missing.")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
            yield Finding(Part.FILES, f"The kept file of {id} is not the one that was read.")
    for path in sorted(folder.iterdir()) if folder.exists() else ():
        if path.name not in known:
            yield Finding(Part.FILES, f"The kept file {path.name} belongs to no document.")


def _agree(connection: sqlite3.Connection, index: VectorIndex, name: str, ids: list[int]) -> bool:
    step = 5_000
    for first in range(0, len(ids), step):
        part = ids[first : first + step]
        truth = read_vectors(connection, name.split("-")[0], part)
        stored = index.vectors(name, part)
        if truth.shape != stored.shape or not np.allclose(truth, stored, atol=_TOLERANCE):
            return False
    return True
