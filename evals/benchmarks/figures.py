"""What a benchmark gives: figures with their bounds, as a table for people and as JSON for machines."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any


class Bound(StrEnum):
    """Which side of its limit a figure has to be on."""

    AT_MOST = "<="
    AT_LEAST = ">="


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value; without a limit it is there to explain the others."""

    name: str
    value: float
    unit: str
    bound: Bound | None = None
    limit: float | None = None

    @property
    def holds(self) -> bool:
        """Whether the value is within its limit; true where there is none."""
        if self.limit is None:
            return True
        return self.value >= self.limit if self.bound is Bound.AT_LEAST else self.value <= self.limit


def at_most(name: str, value: float, unit: str, limit: float) -> Figure:
    """A figure that must not be above its limit."""
    return Figure(name, value, unit, Bound.AT_MOST, limit)


def at_least(name: str, value: float, unit: str, limit: float) -> Figure:
    """A figure that must not be below its limit."""
    return Figure(name, value, unit, Bound.AT_LEAST, limit)


def as_table(title: str, figures: Sequence[Figure]) -> str:
    """The figures in aligned columns, each missed limit marked."""
    rows = [(f.name, f"{f.value:,.2f}", f.unit, _limit(f)) for f in figures]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = [
        f"  {name:<{widths[0]}}  {value:>{widths[1]}} {unit:<{widths[2]}}  {limit}".rstrip()
        for name, value, unit, limit in rows
    ]
    return "\n".join([f"{title} ({os.cpu_count()} cores, Python {platform.python_version()})", *lines])


def as_data(title: str, figures: Sequence[Figure]) -> dict[str, Any]:
    """The figures for JSON, with the machine that they were measured on."""
    machine = {"cores": os.cpu_count(), "system": platform.platform(), "python": platform.python_version()}
    return {"benchmark": title, "machine": machine, "figures": [{**asdict(f), "holds": f.holds} for f in figures]}


def report(title: str, figures: Sequence[Figure], json_out: Path | None = None) -> int:
    """Prints the table, writes JSON where asked, and gives the exit status: 1 where a limit is missed."""
    print(as_table(title, figures), flush=True)
    if json_out:
        json_out.parent.mkdir(parents=True, exist_ok=True)
        json_out.write_text(json.dumps(as_data(title, figures), indent=1), encoding="utf-8")
    return 0 if all(f.holds for f in figures) else 1


def _limit(figure: Figure) -> str:
    if figure.limit is None:
        return ""
    return f"{figure.bound} {figure.limit:g}" + ("" if figure.holds else "  MISSED")
