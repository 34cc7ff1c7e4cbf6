"""How far a run is, on standard error: a bar on a terminal, a line a step elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

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

    @contextmanager
    def step(self, description: str, total: int | None = None) -> Iterator[Advance]:
        """A step of ``total`` parts; what it gives is called with the number of parts done since."""
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
            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
            with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
                task = bar.add_task(description, total=total)
                yield lambda done: bar.advance(task, done)
        else:
            print(f"{description} …", file=sys.stderr, flush=True)
            yield lambda done: None
