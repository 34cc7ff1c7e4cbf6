"""Searches in a store: by vector (Chroma, or exactly from SQLite) and by words (FTS5).

A search over everything, or over most of it, asks Chroma's index. A search among fewer documents or a few vectors, or
while the index is behind the truth, computes every cosine: that is exact for the smallest selection, and takes about
3 ms for 20,000 vectors of 384 values.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.embedding import Vector
from ingest.records import Hit
from ingest.terms import LANGUAGES
from ingest.vectors import IndexGoneError, Kind, VectorIndex, collection_name

_OVERFETCH = 3
"""How many times more Chroma is asked for where at least half of its vectors are selected."""


FEW = 4_000
"""Up to how many vectors of a collection every cosine is computed: in half a millisecond, from 6 MB. Chroma takes two
to four there, and the first search of a process waits half a second more until it is loaded."""


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
        open_index: gives the Chroma index of the store's present generation, or None where it is behind; called when
            the index is first needed.
    """

    def __init__(self, connection: sqlite3.Connection, open_index: Callable[[], VectorIndex | None]) -> None:
        self._connection = connection
        self._open_index = open_index
        self._is_opened = False
        self._index: VectorIndex | None = None
        documents = connection.execute("SELECT id FROM documents ORDER BY added_at, id")
        self._numbers = {id: number for number, (id,) in enumerate(documents)}
        self._rows: dict[str, _Rows] = {}
        self._spreads: dict[tuple[str, str], int] = {}
        self._languages = {
            language for (language,) in connection.execute("SELECT language FROM term_counts WHERE term = ''")
        }

    def dense(
        self, kind: Kind, vector: Vector, k: int, language: str | None, document_ids: Collection[str] | None
    ) -> list[Hit]:
        """The ``k`` vectors nearest to ``vector`` by cosine, best first."""
        numbers = self._selected(document_ids)
        hits: list[tuple[int, float]] = []
        for name in (collection_name(kind, one) for one in ([language] if language else LANGUAGES)):
            hits += self._nearest(name, vector, k, numbers) or self._exact(name, vector, k, numbers)
        return sorted((Hit(id, score) for id, score in hits), key=lambda hit: -hit.score)[:k]

    def _nearest(self, name: str, vector: Vector, k: int, numbers: NDArray[np.int32] | None) -> list[tuple[int, float]]:
        """What Chroma finds; nothing where it cannot give ``k`` vectors of the selected documents for certain."""
        if name.split("-")[1] not in self._languages or len(self._rows_of(name).ids) <= FEW:
            return []
        if not self._is_opened:
            self._index, self._is_opened = self._open_index(), True
        if self._index is None:
            return []
        allowed, wanted = None, k
        if numbers is not None:
            rows = self._rows_of(name)
            chosen = self._among(rows, numbers)
            if len(chosen) * 2 < len(rows.ids):
                return []
            allowed = set(rows.ids[chosen].tolist())
            wanted = _OVERFETCH * k
        try:
            found = self._index.search(name, vector, wanted)
        except IndexGoneError:
            self._index = None
            return []
        if allowed is None:
            return found
        kept = [hit for hit in found if hit[0] in allowed][:k]
        return kept if len(kept) == min(k, len(allowed)) else []

    def lexical(
        self, stems: Sequence[str], k: int, language: str | None, document_ids: Collection[str] | None
    ) -> list[Hit]:
        """The ``k`` passages that the stems fit best by BM25 (any of them), best first."""
        numbers = self._selected(document_ids)
        hits: list[Hit] = []
        for one in [language] if language else LANGUAGES:
            hits += self._matching(one, list(dict.fromkeys(stems)), k, numbers)
        return sorted(hits, key=lambda hit: -hit.score)[:k]

    def _matching(self, language: str, stems: list[str], k: int, numbers: NDArray[np.int32] | None) -> list[Hit]:
        ids = None
        if numbers is not None:
            rows = self._rows_of(collection_name("passages", language))
            ids = rows.ids[self._among(rows, numbers)].tolist()
        # FTS5 gives a stem that stands in more than half of the passages no weight, but ranks every one of them.
        size = len(self._rows_of(collection_name("passages", language)).ids)
        telling = [stem for stem in stems if self._spread(language, stem) * 2 <= size]
        hits = self._ranked(language, telling, k, ids)
        return hits if len(hits) == k or len(telling) == len(stems) else self._ranked(language, stems, k, ids)

    def _ranked(self, language: str, stems: list[str], k: int, ids: list[int] | None) -> list[Hit]:
        if not stems or ids == []:
            return []
        table = f"lexical_{language}"
        query = f"SELECT rowid, bm25({table}) AS rank_ FROM {table} WHERE terms MATCH ?"
        values: list[str | int] = [" OR ".join('"' + stem.replace('"', "") + '"' for stem in stems)]
        if ids is not None:
            # The plus keeps SQLite from matching once for each id.
            query += " AND +rowid IN (SELECT value FROM json_each(?))"
            values.append(json.dumps(ids))
        found = self._connection.execute(query + " ORDER BY rank_ LIMIT ?", (*values, k))
        return [Hit(id, -rank) for id, rank in found]

    def _spread(self, language: str, stem: str) -> int:
        """The number of passages that have a stem."""
        key = (language, stem)
        if key not in self._spreads:
            vocabulary = f"temp.vocabulary_{language}"
            self._connection.execute(
                f"CREATE VIRTUAL TABLE IF NOT EXISTS {vocabulary} USING fts5vocab('main', 'lexical_{language}', 'row')"
            )
            found = self._connection.execute(f"SELECT doc FROM {vocabulary} WHERE term = ?", (stem,)).fetchone()
            self._spreads[key] = found[0] if found else 0
        return self._spreads[key]

    def _selected(self, document_ids: Collection[str] | None) -> NDArray[np.int32] | None:
        """The numbers of the selected documents, or None where all are."""
        if document_ids is None:
            return None
        numbers = [self._numbers[id] for id in document_ids if id in self._numbers]
        return None if len(numbers) == len(self._numbers) else np.array(sorted(numbers), dtype=np.int32)

    def _among(self, rows: _Rows, numbers: NDArray[np.int32]) -> NDArray[np.intp]:
        """The places in ``rows`` that belong to the documents with these numbers."""
        is_selected = np.zeros(len(self._numbers) + 1, dtype=bool)
        is_selected[numbers] = True
        return np.flatnonzero(is_selected[rows.documents])

    def _exact(self, name: str, vector: Vector, k: int, numbers: NDArray[np.int32] | None) -> list[tuple[int, float]]:
        rows = self._rows_of(name)
        chosen = np.arange(len(rows.ids)) if numbers is None else self._among(rows, numbers)
        if not len(chosen):
            return []
        scores = self._cosines(name, rows, chosen, vector)
        best = np.argpartition(-scores, k)[:k] if len(scores) > k else np.arange(len(scores))
        return [(int(rows.ids[chosen[row]]), float(scores[row])) for row in best]

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

    def _cosines(self, name: str, rows: _Rows, chosen: NDArray[np.intp], vector: Vector) -> Vector:
        """The cosines of the vectors at some places in ``rows``, which are in memory once many have been asked for."""
        kind, is_few = name.split("-")[0], len(chosen) * 10 < len(rows.ids)
        if rows.vectors is None and is_few:
            return read_vectors(self._connection, kind, rows.ids[chosen].tolist()) @ vector
        if rows.vectors is None:
            rows.vectors = read_vectors(self._connection, kind, rows.ids.tolist())
        # Picking rows copies them: beyond a few it costs more than all the products.
        return rows.vectors[chosen] @ vector if is_few else (rows.vectors @ vector)[chosen]


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


WordRows = tuple[NDArray[np.int8], list[int]]
"""Vectors of words one below the other, shape (n, width), and how many of them each sentence has."""


def read_words(connection: sqlite3.Connection, ids: Sequence[int], width: int) -> WordRows:
    """The vectors of the words of sentences in the order of the ids, of ``width`` values each."""
    query = "SELECT id, vectors FROM sentences_words WHERE id IN (SELECT value FROM json_each(?))"
    found = dict(connection.execute(query, (json.dumps(list(ids)),)).fetchall())
    blobs = [found.get(id, b"") for id in ids]
    return np.frombuffer(b"".join(blobs), dtype=np.int8).reshape(-1, width), [len(b) // width for b in blobs]


def index_folder(folder: Path, name: str) -> Path:
    """The directory of a Chroma index in the store's folder."""
    return folder / "vectors" / name
