"""The SQLite file of a store: its opening, its transactions, and the right to write, held by one process at a time."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from ingest.errors import StoreDamagedError, StoreLockedError
from ingest.schema import SCHEMA, TABLES, UPGRADABLE, VERSION

LOCK_SECONDS = 20.0
"""How long a writer waits for another one."""
FILE = "store.sqlite3"
_CACHE_KIB = 32_768


class Database:
    """A connection that threads share; several processes may each have one.

    Attributes:
        folder: that the file lies in.
        lock: is held by a thread for what must not be come between; the same thread may take it again.
        connection: for those who hold the lock.
    """

    def __init__(self, folder: Path) -> None:
        """Opens the file of a folder, or makes it.

        Raises:
            StoreDamagedError: it was made by another version.
            StoreLockedError: another process keeps the file to itself.
            sqlite3.DatabaseError: the file is none of SQLite.
        """
        self.folder = folder
        self.lock = threading.RLock()
        self.connection = sqlite3.connect(folder / FILE, timeout=LOCK_SECONDS, check_same_thread=False)
        self.connection.isolation_level = None
        self._file_lock = FileLock(folder / ".lock", timeout=LOCK_SECONDS, thread_local=False)
        self._prepare()

    def close(self) -> None:
        """Ends the connection."""
        self.connection.close()

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[Any]:
        """The rows that a query gives."""
        with self.lock:
            return self.connection.execute(query, values).fetchall()

    @property
    def generation(self) -> int:
        """A number that changes with every change of content, by whatever process."""
        return int(self.note("generation") or 0)

    def note(self, key: str) -> str | None:
        """What is noted of the whole store under a key."""
        found = self.rows("SELECT value FROM meta WHERE key = ?", (key,))
        return str(found[0][0]) if found else None

    def put_note(self, key: str, value: str) -> None:
        """Notes something of the whole store, in the transaction that is open, if one is."""
        self.connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Holds the right to write, against threads and processes.

        Raises:
            StoreLockedError: another process is writing.
        """
        with self.lock:
            try:
                self._file_lock.acquire()
            except Timeout as error:
                raise StoreLockedError(path=self.folder) from error
            try:
                yield
            finally:
                self._file_lock.release()

    @contextmanager
    def writing_unless_busy(self) -> Iterator[bool]:
        """Holds the right to write and gives True; where another process holds it, gives False at once."""
        try:
            self._file_lock.acquire(timeout=0)
        except Timeout:
            yield False
            return
        try:
            yield True
        finally:
            self._file_lock.release()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """One transaction that leaves alone what questions are answered from.

        Raises:
            StoreLockedError: another process is writing.
        """
        with self.writing():
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                self.connection.execute("ROLLBACK")
                raise

    @contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        """One transaction that changes the content: the generation is another one after it.

        Raises:
            StoreLockedError: another process is writing.
        """
        with self.transaction() as connection:
            before = connection.total_changes
            yield connection
            if connection.total_changes != before:
                self.put_note("generation", str(self.generation + 1))

    def _prepare(self) -> None:
        with self.lock:
            self._keep_a_write_ahead_log()
            self.connection.execute("PRAGMA foreign_keys = ON")
            self.connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            if self._has_schema():
                return
            with self.writing():
                if self._has_schema():  # another process has made it meanwhile
                    return
                self.connection.executescript("BEGIN IMMEDIATE;" + SCHEMA)
                self.put_note("version", str(VERSION))
                self.connection.execute("INSERT OR IGNORE INTO meta VALUES ('generation', '0')")
                self.connection.execute("COMMIT")

    def _keep_a_write_ahead_log(self) -> None:
        """Sets SQLite's WAL mode, which it refuses without its usual waiting while another process opens the file."""
        until = time.monotonic() + LOCK_SECONDS
        while True:
            try:
                self.connection.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                    raise
                if time.monotonic() > until:
                    raise StoreLockedError(path=self.folder) from error
                time.sleep(0.01)

    def _has_schema(self) -> bool:
        """Whether all tables are there; false where there are none, or those of a version that can be upgraded."""
        if not self.rows("SELECT 1 FROM sqlite_master WHERE name = 'meta'"):
            return False
        version = self.note("version")
        if version not in {str(VERSION), *UPGRADABLE}:
            raise StoreDamagedError(path=self.folder, reason="it was made by another version")
        tables = {name for (name,) in self.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
        return version == str(VERSION) and tables >= TABLES
