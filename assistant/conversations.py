"""Conversations as they are kept: named, searched, deleted with a way back, in one SQLite file beside the store.

A connection is opened for each piece of work, so that windows and processes share the file; a process that is killed
leaves the state before or after its transaction. Conversations kept as files of lines by earlier versions are taken in
once, when the file is made.
"""

from __future__ import annotations

import json
import re
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.answer import Answer, Citation, Status, Tokens, Verdict
from ingest.terms import fold, words

_ID = re.compile(r"[A-Za-z0-9_-]{8,32}")
_LONGEST_NAME = 120
_WAIT_SECONDS = 20.0
_VERSION = 1
_TABLES = """
CREATE TABLE IF NOT EXISTS conversation (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    deleted_at TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS turn (
    number INTEGER PRIMARY KEY,
    conversation TEXT NOT NULL REFERENCES conversation(id) ON DELETE CASCADE,
    at TEXT NOT NULL,
    answer TEXT NOT NULL,
    words TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS turn_of ON turn(conversation, number);
"""


def new_conversation_id() -> str:
    """An id that cannot be guessed: whoever has the link can read the conversation."""
    return secrets.token_urlsafe(9)


@dataclass(frozen=True, slots=True)
class Kept:
    """A conversation in a list.

    Attributes:
        name: given by a person, or the first question.
        changed_at: when it was last added to or renamed, as an ISO time in UTC.
        turns: how many questions it has.
        found: the question in which the words looked for were found, where that is not in its name.
    """

    id: str
    name: str
    changed_at: str
    turns: int
    found: str | None = None


@dataclass(frozen=True, slots=True)
class Conversations:
    """The conversations of one store."""

    path: Path

    @classmethod
    def of(cls, store: Path) -> Conversations:
        """Those kept beside a store."""
        return cls(store.with_name(f"{store.name}-app") / "conversations.sqlite3")

    def answers(self, conversation: str) -> tuple[Answer, ...]:
        """The answers of a conversation in order; none where it is not known or was deleted."""
        self._checked(conversation)
        with self._reading() as db:
            rows = db.execute(
                "SELECT answer FROM turn JOIN conversation c ON c.id = turn.conversation "
                "WHERE conversation = ? AND c.deleted_at IS NULL ORDER BY number",
                (conversation,),
            ).fetchall()
        return tuple(answer for (line,) in rows if (answer := read_answer(line)))

    def append(self, conversation: str, answer: Answer) -> None:
        """Adds an answer to the end of a conversation; the first one gives it its name."""
        self._checked(conversation)
        with self._writing() as db:
            _append(db, conversation, answer, _now())

    def change(self, conversation: str, turn: int, answer: Answer) -> None:
        """Puts an answer in the place of that of a turn, counted from 1; nothing happens where there is none."""
        self._checked(conversation)
        kept = json.dumps(answer.as_dict(), ensure_ascii=False)
        with self._writing() as db:
            db.execute(
                "UPDATE turn SET answer = ? WHERE number = "
                "(SELECT number FROM turn WHERE conversation = ? ORDER BY number LIMIT 1 OFFSET ?)",
                (kept, conversation, turn - 1),
            )

    def name(self, conversation: str) -> str | None:
        """The name of a conversation; None where it is not known or was deleted."""
        self._checked(conversation)
        with self._reading() as db:
            row = db.execute(
                "SELECT name FROM conversation WHERE id = ? AND deleted_at IS NULL", (conversation,)
            ).fetchone()
        return str(row[0]) if row else None

    def rename(self, conversation: str, name: str) -> None:
        """Gives a conversation another name; an empty one changes nothing."""
        self._checked(conversation)
        plain = " ".join(name.split())[:_LONGEST_NAME]
        if plain:
            with self._writing() as db:
                db.execute(
                    "UPDATE conversation SET name = ?, changed_at = ? WHERE id = ?", (plain, _now(), conversation)
                )

    def search(self, text: str = "", limit: int = 100) -> list[Kept]:
        """Conversations that hold all words of a text in their name, a question or an answer; newest first."""
        wanted = words(text)
        with self._reading() as db:
            rows = db.execute(
                "SELECT c.id, c.name, c.changed_at, count(t.number), "
                "group_concat(t.words, ' ') FROM conversation c LEFT JOIN turn t ON t.conversation = c.id "
                "WHERE c.deleted_at IS NULL GROUP BY c.id ORDER BY c.changed_at DESC, c.rowid DESC"
            ).fetchall()
            found = [r for r in rows if all(w in f"{fold(r[1])} {r[4] or ''}" for w in wanted)][:limit]
            return [Kept(r[0], r[1], r[2], r[3], _where(db, r[0], r[1], wanted)) for r in found]

    def delete(self, conversation: str) -> None:
        """Deletes a conversation; ``restore`` brings it back until another one is deleted."""
        self._checked(conversation)
        with self._writing() as db:
            db.execute("DELETE FROM conversation WHERE deleted_at IS NOT NULL")
            db.execute("UPDATE conversation SET deleted_at = ? WHERE id = ?", (_now(), conversation))

    def restore(self, conversation: str) -> None:
        """Brings back the conversation that was deleted last."""
        self._checked(conversation)
        with self._writing() as db:
            db.execute("UPDATE conversation SET deleted_at = NULL WHERE id = ?", (conversation,))

    def count(self) -> int:
        """How many conversations are kept."""
        if not self._exists():
            return 0
        with self._reading() as db:
            return int(db.execute("SELECT count(*) FROM conversation WHERE deleted_at IS NULL").fetchone()[0])

    def delete_all(self) -> None:
        """Deletes every conversation for good."""
        with self._writing() as db:
            db.execute("DELETE FROM conversation")

    def _exists(self) -> bool:
        return self.path.exists() or any(self._lines().glob("*.jsonl"))

    def _lines(self) -> Path:
        """Where earlier versions kept conversations, one file of lines each."""
        return self.path.with_name("conversations")

    def _checked(self, conversation: str) -> None:
        if not _ID.fullmatch(conversation):
            raise ValueError("not the id of a conversation")

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self.path, timeout=_WAIT_SECONDS, isolation_level=None)) as db:
            db.execute("PRAGMA foreign_keys = ON")
            if db.execute("PRAGMA user_version").fetchone()[0] < _VERSION:
                self._prepare(db)
            yield db

    def _prepare(self, db: sqlite3.Connection) -> None:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("BEGIN IMMEDIATE")
        if db.execute("PRAGMA user_version").fetchone()[0] < _VERSION:
            for statement in filter(str.strip, _TABLES.split(";")):
                db.execute(statement)
            for path in sorted(self._lines().glob("*.jsonl")):
                if _ID.fullmatch(path.stem):
                    _take_in(db, path)
            db.execute(f"PRAGMA user_version = {_VERSION}")
        db.execute("COMMIT")

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._connected() as db:
            yield db

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._connected() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
            except BaseException:
                db.execute("ROLLBACK")
                raise
            db.execute("COMMIT")


def _append(db: sqlite3.Connection, conversation: str, answer: Answer, at: str) -> None:
    name = " ".join(answer.question.split())[:_LONGEST_NAME]
    db.execute(
        "INSERT INTO conversation (id, name, changed_at) VALUES (?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET changed_at = excluded.changed_at, deleted_at = NULL",
        (conversation, name, at),
    )
    kept = json.dumps(answer.as_dict(), ensure_ascii=False)
    db.execute(
        "INSERT INTO turn (conversation, at, answer, words) VALUES (?, ?, ?, ?)",
        (conversation, at, kept, fold(f"{answer.question} {answer.answer}")),
    )


def _take_in(db: sqlite3.Connection, path: Path) -> None:
    """A file of lines of an earlier version; broken lines are left out."""
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        answer = read_answer(line)
        if answer is not None:
            _append(db, path.stem, answer, str(json.loads(line).get("at") or _now()))


def _where(db: sqlite3.Connection, conversation: str, name: str, wanted: list[str]) -> str | None:
    """The question at which the words looked for stand, where the name does not hold them."""
    if not wanted or all(w in fold(name) for w in wanted):
        return None
    rows = db.execute("SELECT answer, words FROM turn WHERE conversation = ? ORDER BY number", (conversation,))
    held = [(sum(w in said for w in wanted), line) for line, said in rows]
    count, line = max(held, key=lambda pair: pair[0], default=(0, ""))
    return str(json.loads(line)["question"]) if count else None


def read_answer(line: str) -> Answer | None:
    """An answer as it was kept; None where it cannot be read."""
    try:
        return _answer(json.loads(line))
    except (ValueError, TypeError, KeyError):
        return None


def _answer(data: dict[str, Any]) -> Answer:
    names = {f.name for f in fields(Answer)}
    plain: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in data.items() if k in names}
    plain["status"] = Status(data["status"])
    plain["verdict"] = Verdict(data["verdict"]) if data["verdict"] else None
    plain["citations"] = tuple(Citation(**c) for c in data["citations"])
    plain["nearest"] = Citation(**data["nearest"]) if data.get("nearest") else None
    plain["tokens"] = Tokens(**data["tokens"]) if data.get("tokens") else None
    return Answer(**plain)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
