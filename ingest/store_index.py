"""The Chroma index of a store, which follows its SQLite file: it is made after each change and opened to search."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from ingest.database import Database
from ingest.embedding import Vector
from ingest.errors import StoreDamagedError
from ingest.searching import Searcher, index_folder, read_vectors
from ingest.terms import LANGUAGES
from ingest.vectors import KINDS, IndexGoneError, VectorIndex, collection_name, next_index

_KEY = "vectors"


@dataclass(frozen=True, slots=True)
class _Stamp:
    """The index that SQLite names: its folder, the generation that it was made from, and how much is in it."""

    name: str | None = None
    generation: int = 0
    count: int = 0


class StoreIndex:
    """The index of one store. The caller holds the database's lock, and to write, the right to write.

    Args:
        database: that it follows.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._index: VectorIndex | None = None
        self._searcher: Searcher | None = None
        self._searched: tuple[int, str | None] = (0, None)

    def is_behind(self) -> bool:
        """Whether the content has changed since it was made."""
        return self._stamp().generation != self._database.generation

    def searcher(self) -> Searcher:
        """The searcher of the present content, which does without the index while that is behind."""
        stamp, generation = self._stamp(), self._database.generation
        state = (generation, stamp.name if stamp.generation == generation else None)
        if self._searcher is None or self._searched != state:
            self._searcher = Searcher(self._database.connection, lambda: self._opened(stamp) if state[1] else None)
            self._searched = state
        return self._searcher

    def present(self) -> VectorIndex | None:
        """The index of the present content; None where it is behind, gone or damaged."""
        return None if self.is_behind() else self._opened(self._stamp())

    def build(self, anew: bool = False) -> None:
        """Makes the index of the present content, from the last one unless ``anew``; then SQLite names it.

        Raises:
            StoreDamagedError: a vector that it needs is gone.
        """
        stamp, generation, folder = self._stamp(), self._database.generation, self._database.folder
        source = None if anew or stamp.name is None else index_folder(folder, stamp.name)
        name = f"{generation:08d}" if stamp.name != f"{generation:08d}" else f"{generation:08d}-again"
        try:
            count = next_index(source, index_folder(folder, name), self._wanted(), self._vectors, LANGUAGES)
        except IndexGoneError as error:
            raise StoreDamagedError(path=folder, reason=str(error.__cause__)) from error
        self._database.put_note(_KEY, json.dumps(asdict(_Stamp(name, generation, count))))
        self._sweep({name, stamp.name})

    def forget(self) -> None:
        """Lets SQLite name no index, so that the next one is made from nothing."""
        self._database.put_note(_KEY, "")

    def close(self) -> None:
        """Closes the index that was opened for searching, if one was."""
        if self._index is not None:
            self._index.close()
        self._index = self._searcher = None

    def _stamp(self) -> _Stamp:
        return _Stamp(**json.loads(self._database.note(_KEY) or "{}"))

    def _wanted(self) -> dict[str, list[int]]:
        """By collection the ids of all that is to be in it."""
        query = "SELECT id FROM {kind} WHERE language = ? ORDER BY id"
        return {
            collection_name(kind, language): [id for (id,) in self._database.rows(query.format(kind=kind), (language,))]
            for kind in KINDS
            for language in LANGUAGES
        }

    def _vectors(self, name: str, ids: Sequence[int]) -> Vector:
        return read_vectors(self._database.connection, name.split("-")[0], ids)

    def _sweep(self, names: set[str | None]) -> None:
        """Removes the indexes that no reader can still be opening."""
        for folder in (self._database.folder / "vectors").iterdir():
            if folder.name not in names:
                shutil.rmtree(folder, ignore_errors=True)

    def _opened(self, stamp: _Stamp) -> VectorIndex | None:
        if stamp.name is None:
            return None
        folder = index_folder(self._database.folder, stamp.name)
        if self._index is not None and self._index.folder != folder:
            self._index.close()
            self._index = None
        if self._index is None and folder.exists():
            self._index = _index_in(folder, stamp.count)
        return self._index


def _index_in(folder: Path, count: int) -> VectorIndex | None:
    """The Chroma index in a directory; None where a writer has just replaced it, or it is damaged."""
    try:
        index = VectorIndex(folder, LANGUAGES)
    except IndexGoneError:
        return None
    # A directory that vanished between the look and the opening comes up empty.
    if index.count() == count:
        return index
    index.close()
    return None
