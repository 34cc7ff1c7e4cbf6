"""What the app itself keeps in a folder beside the store: the judgements given on answers, and files to be added.

Judgements are lines of JSON that are only added whole, so that two windows, or a kill at any moment, spoil nothing.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.answer import Answer


def records_folder(store: Path) -> Path:
    """The folder of the app's own records: ``var/store-app`` beside ``var/store``."""
    return store.with_name(f"{store.name}-app")


def save_json(file: Path, data: Mapping[str, Any]) -> None:
    """Writes what the app can make anew, whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_suffix(".new")
    new.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    new.replace(file)


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


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
