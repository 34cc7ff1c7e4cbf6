"""The vectors of a document: of its passages, of its sentences and of their words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ingest.document import Document, Passage
from ingest.embedding import Embedder, passage_input, sentence_input
from ingest.records import DocumentVectors, StoredPassage


def embed_document(
    document: Document, embedder: Embedder, on_progress: Callable[[int], None] | None = None
) -> DocumentVectors:
    """The vectors of a document's passages and sentences."""
    return embed_passages(document.passages, embedder, on_progress)


def embed_passages(
    passages: Sequence[Passage] | Sequence[StoredPassage],
    embedder: Embedder,
    on_progress: Callable[[int], None] | None = None,
) -> DocumentVectors:
    """The vectors of passages and of the sentences in them.

    Args:
        passages: in the order of the vectors.
        embedder: the embedding model.
        on_progress: is called after each batch with the number of distinct texts in it.
    """
    whole = embedder.embed([passage_input(p.section, search_text(p)) for p in passages], on_progress)
    inputs = [sentence_input(s.context, s.search_text, s.language) for p in passages for s in p.sentences]
    sentences, words = embedder.embed_sentences(inputs, on_progress)
    return DocumentVectors(embedder.id, whole, sentences, words)


def search_text(passage: Passage | StoredPassage) -> str:
    """The text of a passage as it is searched: its sentences in their mended form."""
    return " ".join(sentence.search_text for sentence in passage.sentences) or passage.text
