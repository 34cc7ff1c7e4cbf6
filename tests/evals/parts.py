"""What several tests of the evaluation stand on."""

from __future__ import annotations

from pathlib import Path

from evals.corpora import Documents
from evals.sources import Sources


def documents_of(store: Path, name: str = "shipped") -> Documents:
    """A store as a corpus without plain texts."""
    return Documents(name, store, Sources(), ())
