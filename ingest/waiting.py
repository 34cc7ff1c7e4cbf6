"""Documents that wait for text recognition: known and kept, but not yet read, so that no answer rests on them."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

Rows = Callable[..., list[Any]]
Writing = Callable[[], AbstractContextManager[sqlite3.Connection]]

_COLUMNS = "id, sha256, path, name, pages, options, added_at"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A document that waits.

    Attributes:
        id, sha256: as it will have them once it is read.
        path: where it was added from.
        name: of its file.
        pages: how many it has.
        read: how many of them recognition has read already; what it read is kept until the document is stored.
        options: what was said of it when it was added.
        added_at: when, in ISO.
        file: the kept copy.
    """

    id: str
    sha256: str
    path: str
    name: str
    pages: int
    read: int
    options: Mapping[str, Any]
    added_at: str
    file: Path


class WaitingRoom:
    """The waiting documents of one store.

    Args:
        folder: that of the store.
        rows: reads from its database.
        writing: gives its connection in a transaction.
    """

    def __init__(self, folder: Path, rows: Rows, writing: Writing) -> None:
        self._folder, self._rows, self._writing = folder, rows, writing

    @property
    def recognised(self) -> Path:
        """Where pages are kept that were read of documents which are not stored yet."""
        return self._folder / "recognised"

    def all(self) -> tuple[Waiting, ...]:
        """All of them, the oldest first."""
        return tuple(map(self._made, self._rows(f"SELECT {_COLUMNS} FROM waiting ORDER BY added_at, id")))

    def find(self, id: str) -> Waiting | None:
        """One of them, or None where it is not known."""
        return next(map(self._made, self._rows(f"SELECT {_COLUMNS} FROM waiting WHERE id = ?", (id,))), None)

    def put(self, id: str, sha256: str, path: str, original: Path, pages: int, options: Mapping[str, Any]) -> None:
        """Notes a document and keeps a copy of its file."""
        kept = self._file(id, original.name)
        if not kept.exists():
            kept.parent.mkdir(parents=True, exist_ok=True)
            draft = kept.with_name(f".{kept.name}")
            shutil.copyfile(original, draft)
            draft.replace(kept)
        values = (id, sha256, path, original.name, pages, json.dumps(options, ensure_ascii=False), _now())
        with self._writing() as connection:
            connection.execute(
                f"INSERT INTO waiting ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?) "
                "ON CONFLICT DO UPDATE SET path = excluded.path, pages = excluded.pages, options = excluded.options",
                values,
            )

    def forget(self, id: str) -> bool:
        """Takes a document off the list, with its file and with what was read of it; whether it was on it."""
        if self.find(id) is None:
            return False
        with self._writing() as connection:
            connection.execute("DELETE FROM waiting WHERE id = ?", (id,))
        shutil.rmtree(self._folder / "waiting" / id, ignore_errors=True)
        shutil.rmtree(self.recognised / id, ignore_errors=True)
        return True

    def _made(self, row: Any) -> Waiting:  # noqa: ANN401
        id, sha256, path, name, pages, options, added_at = row
        kept = self.recognised / id
        read = len({file.name.partition(".")[0] for file in kept.glob("*.json")}) if kept.is_dir() else 0
        return Waiting(id, sha256, path, name, pages, read, json.loads(options), added_at, self._file(id, name))

    def _file(self, id: str, name: str) -> Path:
        return self._folder / "waiting" / id / name


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
