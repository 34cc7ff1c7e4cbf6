"""How far a run is, on standard error: a bar on a terminal, a line a step elsewhere."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

Advance = Callable[[int], None]


@dataclass(slots=True)
class Steps:
    """Shows the steps of a run as they go on, and keeps how long each took.

    Attributes:
        quiet: show nothing.
        seconds: of each step done, by its description.
    """

    quiet: bool = False
    seconds: dict[str, float] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _bars: list[Progress] = field(default_factory=list)

    @contextmanager
    def step(self, description: str, total: int | None = None) -> Iterator[Advance]:
        """A step of ``total`` parts; what it gives is called with the number of parts done since.

        Steps may go on at the same time, in threads.
        """
        started = time.perf_counter()
        try:
            with self._shown(description, total) as advance:
                yield advance
        finally:
            self.seconds[description] = time.perf_counter() - started

    @contextmanager
    def _shown(self, description: str, total: int | None) -> Iterator[Advance]:
        if self.quiet:
            yield lambda done: None
        elif sys.stderr.isatty():
            bars, task = self._begin(description, total)
            try:
                yield lambda done: bars.advance(task, done)
            finally:
                self._end(bars, task)
        else:
            print(f"{description} …", file=sys.stderr, flush=True)
            yield lambda done: None

    def _begin(self, description: str, total: int | None) -> tuple[Progress, TaskID]:
        """A line below those of the steps that are going on: a terminal has one place for all of them."""
        with self._lock:
            if not self._bars:
                columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
                self._bars.append(Progress(*columns, console=Console(stderr=True), transient=True))
                self._bars[0].start()
            return self._bars[0], self._bars[0].add_task(description, total=total)

    def _end(self, bars: Progress, task: TaskID) -> None:
        with self._lock:
            bars.remove_task(task)
            if not bars.tasks:
                bars.stop()
                self._bars.clear()
