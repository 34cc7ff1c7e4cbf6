"""Where the time of adding documents goes: ``python -m evals.benchmarks.ingest [PATH...]``.

Reading, cleaning, structure and the indexes together may take a fifth; the rest belongs to the embedding model. The
model is loaded before the clock starts, and its loading is given apart.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from evals.benchmarks.figures import Figure, at_least, report
from ingest.catalogue import Catalogue
from ingest.embedding import DocumentEmbedder
from ingest.pipeline import Pipeline
from ingest.settings import PROJECT, IngestSettings
from ingest.store import Store

TITLE = "Adding documents"
LEAST_SHARE = 80.0
SHARED = PROJECT.parent / "shared" / "corpus" / "panama"


def measure(paths: Sequence[Path]) -> list[Figure]:
    """The figures of adding these files to an empty store."""
    settings = IngestSettings()
    embedder = DocumentEmbedder(settings)
    started = time.perf_counter()
    embedder.load()
    loading = time.perf_counter() - started
    with (
        tempfile.TemporaryDirectory(prefix="benchmark-") as folder,
        Store.open(Path(folder) / "store", create=True) as store,
    ):
        pipeline = Pipeline(store, embedder, Catalogue.load(settings.corpus))
        started = time.perf_counter()
        results = list(pipeline.add(paths))
        total = time.perf_counter() - started
    added = [r for r in results if r.status == "added"]
    if not added:
        sys.exit("None of these files could be added, so there is nothing to measure.")
    share = 100 * pipeline.timing.embedding / total
    return [
        Figure("files added", len(added), "files"),
        Figure("passages", sum(r.passages for r in added), "passages"),
        Figure("texts embedded (passages and sentences)", pipeline.timing.texts, "texts"),
        Figure("loading the model", loading, "s"),
        Figure("adding the files", total, "s"),
        at_least("share of that in the embedding model", share, "%", LEAST_SHARE),
    ]


def _default_paths() -> list[Path]:
    """The shared test documents where they are there, the shipped briefs otherwise."""
    found = sorted(p for p in SHARED.glob("*.pdf") if not p.stem.endswith("-scan"))
    return found or sorted((PROJECT / "corpus" / "briefs").rglob("*.md"))


def main(
    paths: Annotated[list[Path] | None, typer.Argument(help="files or folders to add")] = None,
    json_out: Annotated[Path | None, typer.Option("--json", help="also write the figures here")] = None,
) -> None:
    """Measures the share of the embedding model in the time of adding documents."""
    sys.exit(report(TITLE, measure(paths or _default_paths()), json_out))


if __name__ == "__main__":
    typer.run(main)
