"""Vectors of the texts that an evaluation indexes itself, kept by what was embedded.

A store is filled anew whenever the code of ingest changes, and nineteen twentieths of the time went into vectors of
texts that had stayed the same. Only what the embedding itself is made by makes a kept vector worthless.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from evals.stores import STORES
from ingest import e5, embedding, terms, wordvectors
from ingest.embedding import DocumentEmbedder, Embedder, SentenceInput, Vector
from ingest.wordvectors import WordVectors

FILE = STORES.parent / "vectors.sqlite3"
MOST = 40_000
"""How many texts are kept, some 6 KB each; beyond that, those that came first are dropped."""

_MADE_BY = (e5, embedding, terms, wordvectors)
_SCHEMA = "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB, words TEXT, of_words BLOB)"
_PATIENCE_S = 60.0

_Row = tuple[bytes, bytes, str, bytes]
"""Key, vector, and the words of a sentence with their vectors."""


class RememberingEmbedder:
    """An embedder that embeds only what it has not embedded before, in any process.

    Args:
        embedder: what embeds.
        file: the database that keeps the vectors.
    """

    def __init__(self, embedder: Embedder | None = None, file: Path = FILE) -> None:
        self._embedder = embedder or DocumentEmbedder()
        self._file = file
        made_by = hashlib.sha256(self._embedder.id.encode())
        for module in _MADE_BY:
            made_by.update(Path(str(module.__file__)).read_bytes())
        self._salt = made_by.digest()

    @property
    def id(self) -> str:
        """The model's id."""
        return self._embedder.id

    def embed(self, texts: Sequence[str], on_progress: Callable[[int], None] | None = None) -> Vector:
        """One vector a text, shape (n, d)."""
        keys = [self._key("text", text) for text in texts]
        found = self._known(keys)
        lacking = {key: text for key, text in zip(keys, texts, strict=True) if key not in found}
        _tell(on_progress, len(found))
        if lacking:
            vectors = self._embedder.embed(list(lacking.values()), on_progress)
            rows = [(key, v.tobytes(), "", b"") for key, v in zip(lacking, vectors, strict=True)]
            found |= self._kept(rows)
        return _stacked(found[key] for key in keys)

    def embed_sentences(
        self, inputs: Sequence[SentenceInput], on_progress: Callable[[int], None] | None = None
    ) -> tuple[Vector, list[WordVectors]]:
        """For each sentence its vector, together shape (n, d), and the vectors of its words."""
        keys = [self._key(f"sentence {given.start} {given.language}", given.text) for given in inputs]
        found = self._known(keys)
        lacking = {key: given for key, given in zip(keys, inputs, strict=True) if key not in found}
        _tell(on_progress, len(found))
        if lacking:
            vectors, words = self._embedder.embed_sentences(list(lacking.values()), on_progress)
            made = zip(lacking, vectors, words, strict=True)
            found |= self._kept([(key, v.tobytes(), " ".join(w.words), w.vectors.tobytes()) for key, v, w in made])
        return _stacked(found[key] for key in keys), [WordVectors.read(*found[key][2:]) for key in keys]

    def _key(self, kind: str, text: str) -> bytes:
        return hashlib.sha256(self._salt + f"{kind}\n{text}".encode()).digest()

    def _known(self, keys: Sequence[bytes]) -> dict[bytes, _Row]:
        with closing(self._open()) as connection:
            query = "SELECT key, vector, words, of_words FROM vectors WHERE key = ?"
            rows = (connection.execute(query, (key,)).fetchone() for key in dict.fromkeys(keys))
            return {row[0]: row for row in rows if row}

    def _kept(self, rows: Sequence[_Row]) -> dict[bytes, _Row]:
        with closing(self._open()) as connection, connection:
            connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?, ?)", rows)
            last = "SELECT max(rowid) FROM vectors"
            connection.execute(f"DELETE FROM vectors WHERE rowid <= ({last}) - ?", (MOST,))
        return {row[0]: row for row in rows}

    def _open(self) -> sqlite3.Connection:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self._file, timeout=_PATIENCE_S)
        connection.execute(_SCHEMA)
        return connection


def _stacked(rows: Iterable[_Row]) -> Vector:
    return np.array([np.frombuffer(vector, dtype=np.float32) for _, vector, _, _ in rows])


def _tell(on_progress: Callable[[int], None] | None, count: int) -> None:
    if on_progress is not None and count:
        on_progress(count)
