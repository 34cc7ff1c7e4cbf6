"""``python -m evals.benchmarks``: all benchmarks, one after another, each in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

NAMES = ("answer", "ingest", "startup")
RESULTS = Path(__file__).parent / "results"


def main(
    results: Annotated[Path, typer.Option(help="folder for the figures as JSON")] = RESULTS,
) -> None:
    """Runs every benchmark; the exit status is 1 where one of them misses a limit."""
    missed = [
        name
        for name in NAMES
        if subprocess.run(
            [sys.executable, "-m", f"evals.benchmarks.{name}", "--json", str(results / f"{name}.json")], check=False
        ).returncode
    ]
    if missed:
        sys.exit(f"Limits missed, or not measured: {', '.join(missed)}")


if __name__ == "__main__":
    typer.run(main)
