"""Small made-up documents that items of a dataset carry, taken into a store of their own."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from ingest.catalogue import Catalogue, Overrides
from ingest.document import DocumentType
from ingest.embedding import DocumentEmbedder, Embedder
from ingest.pipeline import Pipeline
from ingest.settings import IngestSettings
from ingest.store import Store

Document = Mapping[str, str]
"""Title, type, country (not of an unknown one), language, date and text."""


def markdown(document: Document) -> str:
    """The file that a document is read from."""
    return f"# {document['title']}\n\n{document['text']}\n"


def take_in(
    store: Path,
    files: Iterable[tuple[str, str, Document]],
    embedder: Callable[[IngestSettings], Embedder] = DocumentEmbedder,
) -> None:
    """Takes documents into a new store.

    Args:
        store: its folder.
        files: of each document the name and the content of its file, and the document.
        embedder: makes the vectors.

    Raises:
        IngestError: a document cannot be read.
    """
    settings = IngestSettings()
    with tempfile.TemporaryDirectory() as folder, Store.open(store, create=True) as opened:
        pipeline = Pipeline(opened, embedder(settings), Catalogue.load(settings.corpus))
        with opened.batch():
            for name, content, document in files:
                path = Path(folder) / name
                path.write_text(content, encoding="utf-8")
                details = Overrides(
                    title=document["title"],
                    type=DocumentType(document["type"]),
                    country=document.get("country"),
                    language=document["language"],
                    date=document["date"],
                )
                for result in pipeline.add([path], details):
                    if result.error is not None:
                        raise result.error
