"""What answers the questions: the assistant through its commands, or answers that were kept from an earlier run."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from evals.dataset import Item
from evals.errors import SolverError

AnswerObject = dict[str, Any]


class Solver(Protocol):
    """Answers items, in order; sees their questions and never their keys."""

    def answer(self, items: Sequence[Item]) -> list[AnswerObject]:
        """One answer object an item."""


@dataclass(frozen=True, slots=True)
class CommandSolver:
    """``python -m assistant ask --batch`` over a store: one process for all items.

    Attributes:
        store: folder of the store.
        options: of the command.
        on_answer: called with 1 for every answer that has come.
    """

    store: Path
    options: tuple[str, ...] = ()
    on_answer: Callable[[int], None] = lambda count: None

    def answer(self, items: Sequence[Item]) -> list[AnswerObject]:
        """Runs one batch; raises SolverError if the command fails or leaves an item out."""
        with tempfile.TemporaryDirectory() as folder:
            batch = Path(folder) / "batch.jsonl"
            batch.write_text("".join(_line(item.as_request()) for item in items), encoding="utf-8")
            command = ("assistant", "ask", "--batch", str(batch), "--json", *self.options)
            answers = [json.loads(line) for line in command_lines(*command, store=self.store, on_line=self.on_answer)]
        return in_order(items, answers)


@dataclass(frozen=True, slots=True)
class KeptAnswers:
    """Answers of an earlier run, one object a line."""

    path: Path

    def answer(self, items: Sequence[Item]) -> list[AnswerObject]:
        """The kept answers of these items; raises SolverError if one is missing."""
        return in_order(items, _objects(self.path.read_text(encoding="utf-8")))


def in_order(items: Sequence[Item], answers: Iterable[AnswerObject]) -> list[AnswerObject]:
    """The answers in the order of the items; raises SolverError where there is none to an item."""
    by_id = {answer.get("id"): answer for answer in answers}
    for item in items:
        if item.id not in by_id:
            raise SolverError(f"There is no answer to {item.id}.")
    return [by_id[item.id] for item in items]


def command_lines(
    module: str,
    *arguments: str,
    store: Path,
    on_line: Callable[[int], None] = lambda count: None,
    may_fail: bool = False,
) -> list[str]:
    """The lines that ``python -m MODULE`` prints, while ``on_line`` is called with 1 for each.

    Args:
        module: ``assistant`` or ``ingest``.
        arguments: of the command.
        store: the folder that it works on.
        on_line: called as lines come.
        may_fail: a request that was met in part, such as one unreadable file of many, is no error.

    Raises:
        SolverError: the command failed; the message has what it said.
    """
    command = [sys.executable, "-m", module, *arguments, "--store", str(store)]
    lines = []
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said, encoding="utf-8") as process:
            for line in process.stdout or ():
                lines.append(line)
                on_line(1)
        if process.returncode not in ((0, 1) if may_fail else (0,)):
            said.seek(0)
            reason = said.read().strip()[-2000:]
            raise SolverError(f"python -m {module} {arguments[0]} failed ({process.returncode}): {reason}")
    return lines


def _objects(lines: str) -> list[AnswerObject]:
    return [json.loads(line) for line in lines.splitlines() if line.strip()]


def _line(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False) + "\n"
