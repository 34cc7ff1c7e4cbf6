"""The vector index: Chroma collections in a directory that is never written once readers may open it.

Chroma's persistent client is safe between threads but not between processes, and an index of one process does not see
what another one adds. So a change is made on a copy of the directory, closed, and only then named in SQLite as the
one to read: readers in other processes keep the old one until they see the new name.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from chromadb.api.client import Client


class IndexGoneError(Exception):
    """The directory of an index cannot be read: a writer has just replaced it, or it is damaged."""


Kind = Literal["passages", "sentences"]
KINDS: tuple[Kind, ...] = ("passages", "sentences")

_CHROMA_FILE = "chroma.sqlite3"

# Written to disk with every batch: what is only in Chroma's log would be replayed by each reader at its first query.
_CONFIGURATION: Any = {
    "hnsw": {"space": "cosine", "ef_construction": 200, "ef_search": 200, "max_neighbors": 24, "sync_threshold": 2}
}


def collection_name(kind: Kind, language: str) -> str:
    """One collection a kind and language, because a metadata filter costs more than the search."""
    return f"{kind}-{language}"


class VectorIndex:
    """The Chroma collections of one directory.

    Args:
        folder: the directory; made where it is missing.
        languages: the languages that have collections.

    Raises:
        IndexGoneError: the directory cannot be used, because a writer has just replaced it or it is damaged.
    """

    def __init__(self, folder: Path, languages: Iterable[str]) -> None:
        from chromadb.errors import ChromaError

        self.folder = folder
        names = [collection_name(kind, language) for kind in KINDS for language in languages]
        try:
            self._client = _client(folder)
            self._collections = {
                name: self._client.get_or_create_collection(name, embedding_function=None, configuration=_CONFIGURATION)
                for name in names
            }
        except (ChromaError, ValueError) as error:
            raise IndexGoneError from error

    def close(self) -> None:
        """Ends the client and frees its memory."""
        self._client.close()

    def count(self) -> int:
        """The number of vectors in all collections."""
        return sum(collection.count() for collection in self._collections.values())

    def search(self, name: str, vector: NDArray[np.float32], k: int) -> list[tuple[int, float]]:
        """Ids and cosines of the nearest vectors, best first; approximate (HNSW).

        Raises:
            IndexGoneError: a writer has replaced the directory meanwhile.
        """
        from chromadb.errors import ChromaError

        try:
            found = self._collections[name].query(query_embeddings=vector[None], n_results=k, include=["distances"])
        except ChromaError as error:
            raise IndexGoneError from error
        distances = (found["distances"] or [[]])[0]
        return [(int(id), 1.0 - float(distance)) for id, distance in zip(found["ids"][0], distances, strict=True)]

    def ids(self, name: str) -> set[int]:
        """The ids in a collection."""
        return {int(id) for id in self._collections[name].get(include=[])["ids"]}

    def vectors(self, name: str, ids: Sequence[int]) -> NDArray[np.float32]:
        """The vectors of these ids, in their order; all must be there."""
        found = self._collections[name].get(ids=[str(id) for id in ids], include=["embeddings"])
        rows = {int(id): row for row, id in enumerate(found["ids"])}
        embeddings = np.asarray(found["embeddings"], dtype=np.float32)
        return embeddings[[rows[id] for id in ids]]

    def add(self, name: str, ids: Sequence[int], vectors: NDArray[np.float32]) -> None:
        """Adds vectors, shape (n, d)."""
        for part in self._parts(len(ids)):
            self._collections[name].add(ids=[str(id) for id in ids[part]], embeddings=vectors[part])

    def remove(self, name: str, ids: Sequence[int]) -> None:
        """Takes vectors out."""
        for part in self._parts(len(ids)):
            self._collections[name].delete(ids=[str(id) for id in ids[part]])

    def _parts(self, size: int) -> list[slice]:
        step = self._client.get_max_batch_size()
        return [slice(first, first + step) for first in range(0, size, step)]


def next_index(
    source: Path | None,
    target: Path,
    wanted: Mapping[str, Sequence[int]],
    load: Callable[[str, Sequence[int]], NDArray[np.float32]],
    languages: Iterable[str],
) -> int:
    """Builds ``target`` from a copy of ``source``, with the wanted ids, and gives the number of vectors in it.

    Args:
        source: the directory of the last index, or None to begin anew.
        target: the directory to make.
        wanted: the ids that each collection shall hold.
        load: gives the vectors of a collection's ids: ``load(name, ids) -> array (n, d)``.
        languages: the languages that have collections.

    Raises:
        IndexGoneError: the target cannot be written. A source that cannot be read is done without.
    """
    from chromadb.errors import ChromaError

    shutil.rmtree(target, ignore_errors=True)
    try:
        if source is not None and source.exists():
            _copy(source, target)
        return _filled(target, wanted, load, languages)
    except (IndexGoneError, ChromaError, OSError, sqlite3.Error) as error:
        if source is None:
            raise IndexGoneError from error
        return next_index(None, target, wanted, load, languages)


def _copy(source: Path, target: Path) -> None:
    """Copies an index that other processes may be opening: Chroma then writes a line to its SQLite file, no other."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(_CHROMA_FILE + "*"))
    with closing(sqlite3.connect(source / _CHROMA_FILE)) as old, closing(sqlite3.connect(target / _CHROMA_FILE)) as new:
        old.backup(new)


def _filled(
    folder: Path,
    wanted: Mapping[str, Sequence[int]],
    load: Callable[[str, Sequence[int]], NDArray[np.float32]],
    languages: Iterable[str],
) -> int:
    """Makes the collections in a directory hold the wanted ids, and gives the number of vectors in it."""
    index = VectorIndex(folder, languages)
    try:
        for name, ids in wanted.items():
            present = index.ids(name)
            index.remove(name, sorted(present.difference(ids)))
            missing = [id for id in ids if id not in present]
            if missing:
                index.add(name, missing, load(name, missing))
        return index.count()
    finally:
        index.close()


def _client(folder: Path) -> Client:
    from chromadb.api.client import Client
    from chromadb.config import Settings

    # The settings of chromadb.PersistentClient, whose declared type cannot be closed.
    settings = Settings(anonymized_telemetry=False, is_persistent=True, persist_directory=str(folder))
    return Client(settings=settings)
