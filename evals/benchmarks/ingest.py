"""Where the time of adding documents goes: ``python -m evals.benchmarks.ingest [PATH...]``.

Reading, cleaning, structure and the indexes together may take a fifth; the rest belongs to the embedding model. The
model is loaded before the clock starts, and its loading is given apart; so is finding the structure of a page, which
must stay small beside the model even where a document has hundreds of pages.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from evals.benchmarks.figures import Figure, at_least, at_most, report
from ingest.catalogue import Catalogue
from ingest.embedding import DocumentEmbedder
from ingest.pipeline import Pipeline
from ingest.readers import read_file
from ingest.settings import PROJECT, IngestSettings
from ingest.store import Store
from ingest.structure import build

TITLE = "Adding documents"
LEAST_SHARE = 80.0
MOST_PER_PAGE = 10.0
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
        at_most("structure of a page", _per_page([Path(r.path) for r in added]), "ms", MOST_PER_PAGE),
    ]


def _per_page(files: Sequence[Path]) -> float:
    """Milliseconds of processor time that the structure of a page takes: the mean, in the fastest of three rounds."""
    read = [read_file(file) for file in files]
    rounds = []
    for _ in range(3):
        started = time.process_time()
        for raw in read:
            build(raw)
        rounds.append(time.process_time() - started)
    return 1000 * min(rounds) / sum(len(raw.pages) for raw in read)


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
