"""How documents are written to the tables of a store, and taken out; each within a transaction of the caller."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from ingest.document import Document, Passage
from ingest.document_vectors import search_text
from ingest.embedding import Vector, passage_input
from ingest.notices import stored
from ingest.ocr.confidence import packed
from ingest.records import DocumentVectors, StoredPassage
from ingest.schema import PASSAGE_COLUMNS
from ingest.terms import LANGUAGES, terms
from ingest.vectors import Kind


def insert_document(
    connection: sqlite3.Connection, document: Document, vectors: DocumentVectors, original: str | None
) -> None:
    """Writes a document to every table; ``original`` is the name of the kept copy of its file."""
    values = {
        "id": document.id,
        "sha256": document.sha256,
        "path": document.path,
        **asdict(document.metadata),
        "pages": len(document.pages),
        "passages": len(document.passages),
        "sentences": sum(len(passage.sentences) for passage in document.passages),
        "status": "indexed",
        "added_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "original": original,
        "warnings": json.dumps([stored(warning) for warning in document.warnings], ensure_ascii=False),
    }
    _insert_row(connection, "documents", values)
    for page in document.pages:
        connection.execute("INSERT INTO pages VALUES (?, ?, ?)", (document.id, page.number, page.text))
    for number, words in document.recognised.items():
        connection.execute("INSERT INTO recognised_pages VALUES (?, ?, ?)", (document.id, number, packed(words)))
    passage_ids, sentence_ids = _insert_passages(connection, document)
    insert_vectors(connection, passage_ids, sentence_ids, vectors)
    _count_terms(connection, document.id, 1)


def delete_document(connection: sqlite3.Connection, id: str) -> None:
    """Takes a document out of every table."""
    for language in LANGUAGES:
        connection.execute(
            f"DELETE FROM lexical_{language} WHERE rowid IN (SELECT id FROM passages WHERE document_id = ?)", (id,)
        )
    _count_terms(connection, id, -1)
    connection.execute("DELETE FROM documents WHERE id = ?", (id,))


def index_words(connection: sqlite3.Connection, passages: Sequence[StoredPassage]) -> None:
    """Makes the lexical index and the counts of terms again, of all passages that there are."""
    connection.execute("DELETE FROM term_counts")
    for language in LANGUAGES:
        connection.execute(f"DELETE FROM lexical_{language}")
    for passage in passages:
        _insert_words(connection, passage.id, passage)
        for sentence in passage.sentences:
            stems = " ".join(terms(sentence.search_text, sentence.language))
            connection.execute("UPDATE sentences SET terms = ? WHERE id = ?", (stems, sentence.id))
    for (id,) in connection.execute("SELECT id FROM documents").fetchall():
        _count_terms(connection, id, 1)


def index_vectors(connection: sqlite3.Connection, passages: Sequence[StoredPassage], vectors: DocumentVectors) -> None:
    """Puts other vectors in the place of those that there are, for all passages that there are."""
    for table in ("passages_vectors", "sentences_vectors", "sentences_words"):
        connection.execute(f"DELETE FROM {table}")
    sentence_ids = [sentence.id for passage in passages for sentence in passage.sentences]
    insert_vectors(connection, [p.id for p in passages], sentence_ids, vectors)


def insert_vectors(
    connection: sqlite3.Connection, passages: Sequence[int], sentences: Sequence[int], vectors: DocumentVectors
) -> None:
    """Writes vectors by the ids of their passages and sentences."""
    _insert_vectors(connection, "passages", passages, vectors.passages)
    _insert_vectors(connection, "sentences", sentences, vectors.sentences)
    rows = ((id, " ".join(w.words), w.vectors.tobytes()) for id, w in zip(sentences, vectors.words, strict=True))
    connection.executemany("INSERT INTO sentences_words VALUES (?, ?, ?)", rows)


def lexical_terms(passage: Passage | StoredPassage) -> str:
    """The stems by which the lexical index knows a passage."""
    return " ".join(terms(passage_input(passage.section, search_text(passage)), passage.language))


def _insert_row(connection: sqlite3.Connection, table: str, values: dict[str, Any]) -> int:
    columns, marks = ", ".join(values), ", ".join("?" * len(values))
    cursor = connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(values.values()))
    return int(cursor.lastrowid or 0)


def _insert_passages(connection: sqlite3.Connection, document: Document) -> tuple[list[int], list[int]]:
    """Inserts the passages and sentences of a document and gives their ids."""
    passage_ids: list[int] = []
    sentence_ids: list[int] = []
    for passage in document.passages:
        values = {column: getattr(passage, column) for column in PASSAGE_COLUMNS.split(", ")[2:]}
        id = _insert_row(connection, "passages", {"document_id": document.id, **values})
        _insert_words(connection, id, passage)
        passage_ids.append(id)
        for sentence in passage.sentences:
            values = {
                **asdict(sentence),
                "passage_id": id,
                "document_id": document.id,
                "ordinal": len(sentence_ids),
                "footnotes": json.dumps(sentence.footnotes),
                "terms": " ".join(terms(sentence.search_text, sentence.language)),
            }
            sentence_ids.append(_insert_row(connection, "sentences", values))
    return passage_ids, sentence_ids


def _insert_words(connection: sqlite3.Connection, id: int, passage: Passage | StoredPassage) -> None:
    connection.execute(
        f"INSERT INTO lexical_{passage.language} (rowid, terms) VALUES (?, ?)", (id, lexical_terms(passage))
    )


def _insert_vectors(connection: sqlite3.Connection, kind: Kind, ids: Iterable[int], vectors: Vector) -> None:
    rows = ((id, vector.astype("<f4").tobytes()) for id, vector in zip(ids, vectors, strict=True))
    connection.executemany(f"INSERT INTO {kind}_vectors VALUES (?, ?)", rows)


def _count_terms(connection: sqlite3.Connection, document_id: str, step: int) -> None:
    """Adds or takes away the sentences of a document from the counts; the empty term counts the sentences."""
    counts: Counter[tuple[str, str]] = Counter()
    query = "SELECT language, terms FROM sentences WHERE document_id = ?"
    for language, stems in connection.execute(query, (document_id,)):
        counts.update((language, term) for term in {"", *stems.split()})
    connection.executemany(
        "INSERT INTO term_counts VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET sentences = sentences + excluded.sentences",
        [(language, term, step * count) for (language, term), count in counts.items()],
    )
    connection.execute("DELETE FROM term_counts WHERE sentences <= 0")
