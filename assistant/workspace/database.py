"""The file of a workspace: SQLite with a write-ahead log, opened anew for each piece of work.

A connection belongs to one thread for one transaction, so any number of windows and processes may share the file; a
process that is killed leaves the state before or after its transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from assistant.workspace.errors import WorkspaceFileError
from assistant.workspace.schema import TABLES, UPGRADES, VERSION

_WAIT_SECONDS = 20.0


def workspace_path(store: Path) -> Path:
    """Where the workspace of a store lies: beside it, so that a store made anew costs nobody's work."""
    return store.with_name(f"{store.name}-app") / "workspace.sqlite3"


class Database:
    """One file.

    Args:
        path: made where there is none.
        tables, version, upgrades: what it holds; by default a workspace.

    Raises:
        WorkspaceFileError: it is no file of a workspace, or a newer version of the program made it.
    """

    def __init__(
        self, path: Path, tables: str = TABLES, version: int = VERSION, upgrades: Mapping[int, str] = UPGRADES
    ) -> None:
        self.path = path
        self._tables, self._current, self._upgrades = tables, version, upgrades
        path.parent.mkdir(parents=True, exist_ok=True)
        with self._connected() as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            if _version(connection) != self._current:
                self._prepare(connection)

    def _prepare(self, connection: sqlite3.Connection) -> None:
        connection.execute("BEGIN IMMEDIATE")
        version = _version(connection)
        if version > self._current:
            connection.execute("ROLLBACK")
            raise WorkspaceFileError(
                f"{self.path.name} was made by a newer version of this program; update the program.",
                f"{self.path.name} procede de una versión más nueva de este programa; actualice el programa.",
            )
        later = [self._upgrades[v] for v in range(version, self._current)] if version else []
        steps = later if version else [self._tables]
        for step in steps:
            for statement in _statements(step):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {self._current}")
        connection.execute("COMMIT")

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        try:
            opened = sqlite3.connect(self.path, timeout=_WAIT_SECONDS, isolation_level=None)
            with closing(opened) as connection:
                connection.row_factory = sqlite3.Row
                connection.execute("PRAGMA foreign_keys = ON")
                yield connection
        except (sqlite3.DatabaseError, OSError) as error:
            if isinstance(error, sqlite3.IntegrityError):
                raise
            raise WorkspaceFileError(
                f"The workspace {self.path} cannot be used ({error}); restore a copy of it or free the disk, then "
                "try again.",
                f"No se puede usar el espacio de trabajo {self.path} ({error}); restaure una copia o libere espacio "
                "en disco e inténtelo de nuevo.",
            ) from error

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one state throughout."""
        with self._connected() as connection:
            connection.execute("BEGIN")
            yield connection
            connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it is kept, or nothing."""
        with self._connected() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: ``executescript`` would end the transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
