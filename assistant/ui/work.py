"""Long work beside the app: adding files, checking and rebuilding indexes, each in a child process.

The embedding model for documents takes a gigabyte and seconds to load, so it never enters the app's process; and work
goes on when the page is left, because it belongs to the server and not to a window.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import count
from pathlib import Path
from typing import IO, Any

from ingest.settings import PROJECT


class Kind(StrEnum):
    """What is done."""

    ADD = "add"
    RECOGNISE = "recognise"
    CHECK = "check"
    REPAIR = "repair"
    REBUILD = "rebuild"


class State(StrEnum):
    """How far it is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Task:
    """One file to add, or one piece of upkeep.

    Attributes:
        number: its number, from 1.
        kind, state: what it is and how far.
        path: the file to add.
        options: further arguments of the command.
        done, total: texts embedded and to embed, once known; pages read and to read while ``stage`` is recognising.
        stage: what is being done to the file, as the command says it.
        result: the object that the command printed: for a file, or of the whole command.
    """

    number: int
    kind: Kind
    state: State = State.WAITING
    path: Path | None = None
    options: tuple[str, ...] = ()
    done: int = 0
    total: int = 0
    stage: str = ""
    result: dict[str, Any] = field(default_factory=dict)

    @property
    def active(self) -> bool:
        """Whether it is waiting or running."""
        return self.state in (State.WAITING, State.RUNNING)

    @property
    def error_code(self) -> str | None:
        """The code of what went wrong; ``gone`` where the process ended without a word."""
        if self.state is not State.FAILED:
            return None
        return str((self.result.get("error") or {}).get("code", "gone"))

    @property
    def share(self) -> float:
        """How much of the file is embedded, from 0 to 1."""
        return self.done / self.total if self.total else 0.0


class Workshop:
    """Does the work of one store, a process at a time, in the order in which it was asked for."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._numbers = count(1)
        self._tasks: dict[int, Task] = {}
        self._stopping: set[int] = set()
        self._process: subprocess.Popen[str] | None = None
        self._change = threading.Condition()
        threading.Thread(target=self._work, name="ingest-work", daemon=True).start()

    def add(self, paths: Iterable[Path], options: Sequence[str] = ()) -> None:
        """Adds files to the store. Each lies in a folder of its own, which is deleted afterwards."""
        self._enqueue([Task(next(self._numbers), Kind.ADD, path=path, options=tuple(options)) for path in paths])

    def recognise(self, id: str, file: Path) -> None:
        """Reads a document that waits for text recognition; ``file`` is the copy that the store keeps of it."""
        self._enqueue([Task(next(self._numbers), Kind.RECOGNISE, path=file, options=(id,))])

    def keep_up(self, kind: Kind) -> None:
        """Checks, repairs or rebuilds the indexes."""
        self._enqueue([Task(next(self._numbers), kind)])

    def tasks(self) -> tuple[Task, ...]:
        """All tasks as they stand."""
        with self._change:
            return tuple(self._tasks.values())

    def stop(self, number: int) -> None:
        """Stops a task; the store keeps what it had before."""
        with self._change:
            task = self._tasks.get(number)
            if task is None or not task.active:
                return
            self._stopping.add(number)
            if task.state is State.WAITING:
                self._finish(task, State.STOPPED)
            elif self._process:
                self._process.kill()

    def forget_finished(self) -> None:
        """Takes finished tasks off the list."""
        with self._change:
            self._tasks = {n: t for n, t in self._tasks.items() if t.active}

    # Below runs in the worker's thread, or under its lock.

    def _enqueue(self, tasks: Sequence[Task]) -> None:
        with self._change:
            self._tasks.update({t.number: t for t in tasks})
            self._change.notify()

    def _work(self) -> None:
        while True:
            with self._change:
                while not (group := self._next_group()):
                    self._change.wait()
                self._process = _start(self._store, group)
                process = self._process
                self._put(replace(group[0], state=State.RUNNING))
            self._follow(process, group)
            with self._change:
                self._process = None
                self._settle(group)

    def _next_group(self) -> list[Task]:
        """The next task, with the files after it that one process can add with the same options."""
        waiting = [t for t in self._tasks.values() if t.state is State.WAITING]
        if not waiting or waiting[0].kind is not Kind.ADD:
            return waiting[:1]
        alike = (t.kind is Kind.ADD and t.options == waiting[0].options for t in waiting)
        return [task for task, same in zip(waiting, alike, strict=True) if same]

    def _follow(self, process: subprocess.Popen[str], group: Sequence[Task]) -> None:
        assert process.stdout is not None and process.stderr is not None
        reader = threading.Thread(target=self._read_progress, args=(process.stderr,), daemon=True)
        with process:
            reader.start()
            for line in process.stdout:
                if (found := _parsed(line)) is not None:
                    self._note_result(found, group)
            reader.join()

    def _read_progress(self, lines: IO[str]) -> None:
        for line in lines:
            step = _parsed(line) or {}
            with self._change:
                if task := self._by_path(step.get("path")):
                    stage = str(step.get("stage") or "")
                    before = task if stage in (task.stage, "storing") else Task(task.number, task.kind)
                    done, total = step.get("done") or before.done, step.get("total") or before.total
                    self._put(replace(task, state=State.RUNNING, done=done, total=total, stage=stage))

    def _note_result(self, found: dict[str, Any], group: Sequence[Task]) -> None:
        failed = bool(found.get("error")) or found.get("status") == "failed"
        with self._change:
            task = self._by_path(found.get("path"))
            for one in [task] if task else self._active(group):
                self._finish(replace(one, result=found), State.FAILED if failed else State.DONE)

    def _active(self, group: Sequence[Task]) -> list[Task]:
        """Those of a group that have no outcome yet; finished ones may have been forgotten."""
        tasks = (self._tasks.get(task.number) for task in group)
        return [task for task in tasks if task and task.active]

    def _by_path(self, path: object) -> Task | None:
        return next((t for t in self._tasks.values() if t.active and t.path and str(t.path) == path), None)

    def _settle(self, group: Sequence[Task]) -> None:
        """What the process left undone: stopped, failed, or to be begun anew."""
        left = self._active(group)
        begun = any(t.state is State.RUNNING for t in left)
        for task in left:
            if task.number in self._stopping:
                self._finish(task, State.STOPPED)
            elif task.state is State.RUNNING or not begun:
                self._finish(task, State.FAILED)

    def _finish(self, task: Task, state: State) -> None:
        self._put(replace(task, state=state))
        if task.path and task.kind is Kind.ADD:
            shutil.rmtree(task.path.parent, ignore_errors=True)

    def _put(self, task: Task) -> None:
        self._tasks[task.number] = task


def _start(store: Path, group: Sequence[Task]) -> subprocess.Popen[str]:
    first = group[0]
    paths = [str(task.path) for task in group if task.path]
    arguments = {
        Kind.ADD: ["add", "--progress", *first.options, "--", *paths],
        Kind.RECOGNISE: ["recognise", "--progress", "--", *first.options],
        Kind.CHECK: ["check"],
        Kind.REPAIR: ["check", "--repair"],
        Kind.REBUILD: ["rebuild"],
    }[first.kind]
    command = [sys.executable, "-m", "ingest", arguments[0], "--store", str(store), "--json", *arguments[1:]]
    return subprocess.Popen(
        command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )


def _parsed(line: str) -> dict[str, Any] | None:
    try:
        value = json.loads(line)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None
