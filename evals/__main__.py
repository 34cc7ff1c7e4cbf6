"""Entry point of ``python -m evals``."""

from __future__ import annotations

from evals.cli import app

app(prog_name="python -m evals")
