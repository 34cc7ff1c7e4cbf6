"""What answers the questions: the assistant through its commands, or answers that were kept from an earlier run."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from evals.dataset import Item
from evals.errors import SolverError

AnswerObject = dict[str, Any]

_REQUIRED = ("id", "language", "status", "verdict", "answer", "citations", "caveats")


class Solver(Protocol):
    """Answers items, in order; sees their questions and never their keys."""

    def answer(self, items: Sequence[Item]) -> list[AnswerObject]:
        """One answer object an item."""


@dataclass(frozen=True, slots=True)
class CommandSolver:
    """``python -m assistant ask --batch`` over a store."""

    store: Path
    options: tuple[str, ...] = ()

    def answer(self, items: Sequence[Item]) -> list[AnswerObject]:
        """Runs one batch; raises SolverError if the command fails or leaves an item out."""
        with tempfile.TemporaryDirectory() as folder:
            batch = Path(folder) / "batch.jsonl"
            batch.write_text("".join(_line(item.as_request()) for item in items), encoding="utf-8")
            output = _run("assistant", "ask", "--batch", str(batch), "--json", *self.options, store=self.store)
        return in_order(items, _objects(output))


@dataclass(frozen=True, slots=True)
class KeptAnswers:
    """Answers of an earlier run, one object a line."""

    path: Path

    def answer(self, items: Sequence[Item]) -> list[AnswerObject]:
        """The kept answers of these items; raises SolverError if one is missing."""
        return in_order(items, _objects(self.path.read_text(encoding="utf-8")))


@dataclass(slots=True)
class CommandPages:
    """Page texts as ``python -m ingest text`` prints them, each document read once."""

    store: Path
    _pages: dict[str, dict[int, str]] = field(default_factory=dict)

    def text(self, document_id: str, page: int) -> str | None:
        """The text of a page, or None where the store has no such page."""
        if document_id not in self._pages:
            self._pages[document_id] = self._read(document_id)
        return self._pages[document_id].get(page)

    def _read(self, document_id: str) -> dict[int, str]:
        try:
            output = _run("ingest", "text", document_id, "--json", store=self.store)
        except SolverError:
            return {}
        return {page["page"]: page["text"] for page in json.loads(output)["pages"]}


def in_order(items: Sequence[Item], answers: Iterable[AnswerObject]) -> list[AnswerObject]:
    """The answers in the order of the items; raises SolverError where one is missing or is no answer object."""
    by_id = {answer.get("id"): answer for answer in answers}
    for item in items:
        lacking = [key for key in _REQUIRED if key not in by_id.get(item.id, {})]
        if lacking:
            raise SolverError(f"The answer to {item.id} lacks {', '.join(lacking)}.")
    return [by_id[item.id] for item in items]


def _run(module: str, *arguments: str, store: Path) -> str:
    command = [sys.executable, "-m", module, *arguments, "--store", str(store)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        said = done.stderr.strip()[-2000:]
        raise SolverError(f"python -m {module} {arguments[0]} failed ({done.returncode}): {said}")
    return done.stdout


def _objects(lines: str) -> list[AnswerObject]:
    return [json.loads(line) for line in lines.splitlines() if line.strip()]


def _line(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False) + "\n"
