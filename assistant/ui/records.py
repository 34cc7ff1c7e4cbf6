"""What the app itself keeps, in a folder beside the store: conversations and the judgements given on answers.

Both are files of JSON lines that only grow by whole lines, so that two windows, or a kill at any moment, spoil nothing.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import time
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.answer import Answer, Citation, Status, Tokens, Verdict

_ID = re.compile(r"[A-Za-z0-9_-]{8,32}")


def records_folder(store: Path) -> Path:
    """The folder of the app's own records: ``var/store-app`` beside ``var/store``."""
    return store.with_name(f"{store.name}-app")


def new_conversation_id() -> str:
    """An id that cannot be guessed: whoever has the link can read the conversation."""
    return secrets.token_urlsafe(9)


@dataclass(frozen=True, slots=True)
class Conversations:
    """The conversations of one store, one file each."""

    folder: Path

    @classmethod
    def of(cls, store: Path) -> Conversations:
        """Those kept beside a store."""
        return cls(records_folder(store) / "conversations")

    def answers(self, conversation: str) -> tuple[Answer, ...]:
        """The answers of a conversation in order; none where it is not known. Broken lines are left out."""
        path = self._path(conversation)
        if not path.is_file():
            return ()
        lines = path.read_text(encoding="utf-8").splitlines()
        return tuple(answer for line in lines if (answer := _read_answer(line)))

    def append(self, conversation: str, answer: Answer) -> None:
        """Adds an answer to the end of a conversation."""
        append_line(self._path(conversation), {"at": _now(), **answer.as_dict()})

    def count(self) -> int:
        """How many conversations are kept."""
        return len(list(self.folder.glob("*.jsonl")))

    def delete_all(self) -> None:
        """Deletes every conversation."""
        for path in self.folder.glob("*.jsonl"):
            path.unlink(missing_ok=True)

    def _path(self, conversation: str) -> Path:
        if not _ID.fullmatch(conversation):
            raise ValueError("not the id of a conversation")
        return self.folder / f"{conversation}.jsonl"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person thought of an answer: useful or not, for which reasons, in which words."""

    conversation: str
    turn: int
    useful: bool
    reasons: tuple[str, ...]
    comment: str
    answer: Answer


def save_judgement(store: Path, judgement: Judgement) -> None:
    """Appends a judgement to ``feedback.jsonl``."""
    answer = judgement.answer
    line = {
        "at": _now(),
        "conversation": judgement.conversation,
        "turn": judgement.turn,
        "useful": judgement.useful,
        "reasons": judgement.reasons,
        "comment": judgement.comment,
        "question": answer.question,
        "language": answer.language,
        "status": answer.status,
        "verdict": answer.verdict,
        "answer": answer.answer,
        "documents": [c.document_id for c in answer.citations],
        "writer": answer.writer,
    }
    append_line(records_folder(store) / "feedback.jsonl", line)


def keep_upload(name: str, data: bytes, store: Path) -> Path:
    """Writes a file that is to be added into a folder of its own, so that equal names never meet; gives its path."""
    plain = "".join(c for c in Path(name.replace("\\", "/")).name.lstrip(".") if c.isprintable())
    uploads = records_folder(store) / "uploads"
    _sweep(uploads)
    path = uploads / secrets.token_hex(8) / (plain[-120:] or "file")
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    return path


def _sweep(uploads: Path) -> None:
    """Deletes what an app that was killed left behind days ago."""
    for folder in uploads.iterdir() if uploads.is_dir() else ():
        if time.time() - folder.stat().st_mtime > 2 * 24 * 3600:
            shutil.rmtree(folder, ignore_errors=True)


def append_line(path: Path, value: object) -> None:
    """Appends one line of JSON in a single write, which no other writer can split."""
    path.parent.mkdir(parents=True, exist_ok=True)
    data = (json.dumps(value, ensure_ascii=False) + "\n").encode()
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, data)
    finally:
        os.close(handle)


def _read_answer(line: str) -> Answer | None:
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
    plain["tokens"] = Tokens(**data["tokens"]) if data.get("tokens") else None
    return Answer(**plain)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
