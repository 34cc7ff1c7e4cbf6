"""Searches in a store: by vector (Chroma, or exactly from SQLite) and by words (FTS5).

A search over everything asks Chroma's index. A search among some documents, or while the index is behind the truth,
computes every cosine: that is exact for the smallest selection, and takes about 3 ms for 20,000 vectors of 384 values.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.embedding import Vector
from ingest.records import Hit
from ingest.schema import LANGUAGES
from ingest.vectors import Kind, VectorIndex, collection_name


class _Rows:
    """The vectors of one collection: ids in ascending order, the number of each one's document, and the vectors.

    The vectors (n, d) are read when they are first needed.
    """

    def __init__(self, ids: NDArray[np.int64], documents: NDArray[np.int32]) -> None:
        self.ids = ids
        self.documents = documents
        self.vectors: Vector | None = None


class Searcher:
    """Searches one store at one generation; the store makes a new one when its content has changed.

    Args:
        connection: the store's SQLite connection; the caller sees to it that one thread uses it at a time.
        generation: the generation of the store's content.
        index: the Chroma index of that very generation, or None where it is behind.
    """

    def __init__(self, connection: sqlite3.Connection, generation: int, index: VectorIndex | None) -> None:
        self.generation = generation
        self._connection = connection
        self._index = index
        documents = connection.execute("SELECT id FROM documents ORDER BY added_at, id")
        self._numbers = {id: number for number, (id,) in enumerate(documents)}
        self._rows: dict[str, _Rows] = {}

    @property
    def indexed(self) -> bool:
        """Whether it has the Chroma index of its generation."""
        return self._index is not None

    def dense(
        self, kind: Kind, vector: Vector, k: int, language: str | None, document_ids: Collection[str] | None
    ) -> list[Hit]:
        """The ``k`` vectors nearest to ``vector`` by cosine, best first."""
        numbers = self._selected(document_ids)
        hits = []
        for name in (collection_name(kind, one) for one in ([language] if language else LANGUAGES)):
            if self._index is not None and numbers is None:
                hits += self._index.search(name, vector, k)
            else:
                hits += self._exact(name, vector, k, numbers)
        return sorted((Hit(id, score) for id, score in hits), key=lambda hit: -hit.score)[:k]

    def lexical(
        self, stems: Sequence[str], k: int, language: str | None, document_ids: Collection[str] | None
    ) -> list[Hit]:
        """The ``k`` passages that the stems fit best by BM25 (any of them), best first."""
        if not stems:
            return []
        numbers = self._selected(document_ids)
        match = " OR ".join(f'"{stem.replace(chr(34), "")}"' for stem in dict.fromkeys(stems))
        hits = []
        for one in [language] if language else LANGUAGES:
            hits += self._matching(one, match, k, numbers)
        return sorted(hits, key=lambda hit: -hit.score)[:k]

    def _matching(self, language: str, match: str, k: int, numbers: NDArray[np.int32] | None) -> list[Hit]:
        query = f"SELECT rowid, rank FROM lexical_{language} WHERE terms MATCH ? ORDER BY rank"
        if numbers is None:
            found = self._connection.execute(query + " LIMIT ?", (match, k)).fetchall()
            return [Hit(id, -rank) for id, rank in found]
        rows = self._rows_of(collection_name("passages", language))
        allowed = set(rows.ids[np.isin(rows.documents, numbers)].tolist())
        hits: list[Hit] = []
        for id, rank in self._connection.execute(query, (match,)):
            if id in allowed:
                hits.append(Hit(id, -rank))
                if len(hits) == k:
                    break
        return hits

    def _selected(self, document_ids: Collection[str] | None) -> NDArray[np.int32] | None:
        """The numbers of the selected documents, or None where all are."""
        if document_ids is None:
            return None
        numbers = [self._numbers[id] for id in document_ids if id in self._numbers]
        return None if len(numbers) == len(self._numbers) else np.array(sorted(numbers), dtype=np.int32)

    def _exact(self, name: str, vector: Vector, k: int, numbers: NDArray[np.int32] | None) -> list[tuple[int, float]]:
        rows = self._rows_of(name)
        scores = self._vectors_of(name, rows) @ vector if len(rows.ids) else np.empty(0, np.float32)
        chosen = np.arange(len(rows.ids)) if numbers is None else np.flatnonzero(np.isin(rows.documents, numbers))
        if len(chosen) > k:
            chosen = chosen[np.argpartition(-scores[chosen], k)[:k]]
        return [(int(rows.ids[row]), float(scores[row])) for row in chosen]

    def _rows_of(self, name: str) -> _Rows:
        if name not in self._rows:
            kind, language = name.split("-")
            found = self._connection.execute(
                f"SELECT id, document_id FROM {kind} WHERE language = ? ORDER BY id", (language,)
            ).fetchall()
            ids = np.fromiter((id for id, _ in found), np.int64, len(found))
            numbers = np.fromiter((self._numbers.get(document, -1) for _, document in found), np.int32, len(found))
            self._rows[name] = _Rows(ids, numbers)
        return self._rows[name]

    def _vectors_of(self, name: str, rows: _Rows) -> Vector:
        if rows.vectors is None:
            rows.vectors = read_vectors(self._connection, name.split("-")[0], rows.ids.tolist())
        return rows.vectors


def read_vectors(connection: sqlite3.Connection, kind: str, ids: Sequence[int]) -> Vector:
    """The vectors of passages or sentences, shape (n, d), in the order of the ids.

    Raises:
        KeyError: there is no vector with one of the ids.
    """
    found = connection.execute(
        f"SELECT id, vector FROM {kind}_vectors WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    ).fetchall()
    rows = {id: row for row, (id, _) in enumerate(found)}
    vectors = np.frombuffer(b"".join(vector for _, vector in found), dtype="<f4").reshape(len(found), -1)
    return vectors[[rows[id] for id in ids]]


def index_folder(folder: Path, name: str) -> Path:
    """The directory of a Chroma index in the store's folder."""
    return folder / "vectors" / name
