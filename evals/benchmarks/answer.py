"""How long a warm answer takes, beside the cost of embedding its question: ``python -m evals.benchmarks.answer``.

The limits are multiples of the embedding cost, measured in the same run on the same questions, because that cost is the
floor of any semantic search and moves with the machine.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from assistant import Consultation
from evals.benchmarks.figures import Figure, at_most, report
from evals.benchmarks.synthetic import MadeVectors, documents, questions
from ingest.embedding import QueryEmbedder
from ingest.store import Store, embed_document

TITLE = "Warm answer"
LIMITS = {100: 3.0, 10_000: 5.0}
"""Passages in the store, and how many times the embedding of its question an answer may take at the median."""

WARMING = 6


def measure(passages: int, asked: Sequence[str], vectors: MadeVectors, embed: Callable[[str], object]) -> list[Figure]:
    """Figures of one size of store; its first questions only warm the process up."""
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        started = time.perf_counter()
        _build(Path(folder) / "store", passages, vectors)
        built = time.perf_counter() - started
        embedding, answering = _times(Path(folder) / "store", asked, embed)
    ratio = statistics.median(answering) / statistics.median(embedding)
    label = f"{passages:,} passages"
    named = f"{label}: median answer / median embedding"
    limit = LIMITS.get(passages)
    return [
        Figure(f"{label}: embedding a question, median", statistics.median(embedding) * 1000, "ms"),
        Figure(f"{label}: answer, median", statistics.median(answering) * 1000, "ms"),
        Figure(f"{label}: answer, slowest", max(answering) * 1000, "ms"),
        at_most(named, ratio, "times", limit) if limit else Figure(named, ratio, "times"),
        Figure(f"{label}: building the store", built, "s"),
    ]


def _build(path: Path, passages: int, vectors: MadeVectors) -> None:
    with Store.open(path, create=True) as store, store.batch():
        for document in documents(passages):
            store.add(document, embed_document(document, vectors))


def _times(store: Path, asked: Sequence[str], embed: Callable[[str], object]) -> tuple[list[float], list[float]]:
    """Seconds that each question takes to embed, and to answer; by turns, so that both meet the same machine."""
    consultation = Consultation.open(store)
    embedding, answering = [], []
    for number, question in enumerate(asked):
        embedded = _seconds(partial(embed, question))
        answered = _seconds(partial(consultation.ask, question))
        if number >= WARMING:
            embedding.append(embedded)
            answering.append(answered)
    return embedding, answering


def _seconds(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def main(
    size: Annotated[list[int] | None, typer.Option(help="passages in the store; may be given more than once")] = None,
    count: Annotated[int, typer.Option("--questions", help="questions timed")] = 40,
    json_out: Annotated[Path | None, typer.Option("--json", help="also write the figures here")] = None,
) -> None:
    """Times warm answers with stores of several sizes."""
    embedder = QueryEmbedder.load()
    vectors, asked = MadeVectors(embedder), questions(count + WARMING)
    figures = [measure(passages, asked, vectors, embedder.embed_query) for passages in size or LIMITS]
    sys.exit(report(TITLE, list(chain.from_iterable(figures)), json_out))


if __name__ == "__main__":
    typer.run(main)
