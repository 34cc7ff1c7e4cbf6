"""Processes of this program's own code, in which work is done that may go wrong or grow large."""

from __future__ import annotations

import os
from pathlib import Path

import ingest


def environment() -> dict[str, str]:
    """The environment of a process that imports the same ``ingest`` as this one, wherever it is started."""
    folder = str(Path(ingest.__file__).resolve().parent.parent)
    known = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": os.pathsep.join([folder, known]) if known else folder}
