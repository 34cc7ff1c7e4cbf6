"""Vectors of a framework's questions, kept beside the store: they are the same for every draft and every account."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np

from assistant.retrieval import Vector

_FILE = "framework.sqlite3"
_SCHEMA = "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB)"
_PATIENCE_S = 2.0


class KeptVectors:
    """Remembers vectors by their text and model, in memory and in a file that may be lost or read-only without harm.

    Args:
        folder: of the store.
        model: the id of the embedding model.
    """

    def __init__(self, folder: Path, model: str) -> None:
        self._file = folder / _FILE
        self._model = model
        self._known: dict[str, Vector] = {}

    def vector(self, text: str, make: Callable[[], Vector]) -> Vector:
        """The vector of a text, shape (d,), made where it is not kept yet."""
        if text not in self._known:
            key = hashlib.sha256(f"{self._model}\n{text}".encode()).digest()
            found = self._read(key)
            self._known[text] = made = found if found is not None else make()
            if found is None:
                self._write(key, made)
        return self._known[text]

    def _read(self, key: bytes) -> Vector | None:
        try:
            with closing(self._connected()) as connection:
                row = connection.execute("SELECT vector FROM vectors WHERE key = ?", (key,)).fetchone()
        except (sqlite3.Error, OSError):
            return None
        return np.frombuffer(row[0], dtype=np.float32) if row else None

    def _write(self, key: bytes, vector: Vector) -> None:
        try:
            with closing(self._connected()) as connection, connection:
                connection.execute(_SCHEMA)
                connection.execute("INSERT OR REPLACE INTO vectors VALUES (?, ?)", (key, vector.tobytes()))
        except (sqlite3.Error, OSError):
            # Another program holds the file, or the folder is not ours to write: it is made again next time.
            return

    def _connected(self) -> sqlite3.Connection:
        return sqlite3.connect(self._file, timeout=_PATIENCE_S)
