"""Entry point of ``python -m evals``."""

from __future__ import annotations

import os

# Parts of a run go on side by side, each on one core: BLAS with two threads a part makes both wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from evals.cli import app

app(prog_name="python -m evals")
