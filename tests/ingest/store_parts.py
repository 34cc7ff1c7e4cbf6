"""Small documents and an embedder for tests of the store: the real model, run by the engine that needs no torch."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from ingest.document import BlockKind, Document, DocumentType, Metadata, Page, Passage, Sentence
from ingest.e5 import PROMPTS, weights_file
from ingest.e5_questions import QuestionEncoder
from ingest.embedding import QueryEmbedder, SentenceInput, Vector
from ingest.store import Store, embed_document
from ingest.wordvectors import WordVectors, of_passage

PANAMA = (
    "The national migration policy of Panama protects refugees and asylum seekers.",
    "Law 3 of 2008 created the National Migration Service.",
    "Children of migrants may attend public schools.",
)
PERU = (
    "La Superintendencia Nacional de Migraciones expide el carné de extranjería.",
    "Los refugiados tienen derecho a trabajar en el Perú.",
)


class EngineEmbedder:
    """Embeds documents as questions are embedded: slower than sentence-transformers, but ready at once."""

    def __init__(self, id: str = "engine") -> None:
        self.id = id
        self.texts: list[str] = []

    def embed(self, texts: Sequence[str], on_progress: Callable[[int], None] | None = None) -> Vector:
        self.texts += texts
        if on_progress is not None:
            on_progress(len(texts))
        return np.array([encoder().encode(PROMPTS["passage"] + text).vector for text in texts], dtype=np.float32)

    def embed_sentences(
        self, inputs: Sequence[SentenceInput], on_progress: Callable[[int], None] | None = None
    ) -> tuple[Vector, list[WordVectors]]:
        vectors = self.embed([given.text for given in inputs], on_progress)
        prompt = PROMPTS["passage"]
        seen = [encoder().encode(prompt + given.text) for given in inputs]
        words = [
            of_passage(s.text, s.tokens, s.spans, len(prompt) + given.start, given.language)
            for s, given in zip(seen, inputs, strict=True)
        ]
        return vectors, words


@lru_cache(maxsize=1)
def encoder() -> QuestionEncoder:
    weights = weights_file()
    assert weights is not None
    return QuestionEncoder(weights)


class HashEmbedder:
    """Embeds without meaning, at once: for tests in which only the way of the vectors matters."""

    def __init__(self, id: str = "hash") -> None:
        self.id = id

    def embed(self, texts: Sequence[str], on_progress: Callable[[int], None] | None = None) -> Vector:
        seeds = [int.from_bytes(hashlib.sha256(text.encode()).digest()[:8]) for text in texts]
        vectors = np.array([np.random.default_rng(seed).normal(size=384) for seed in seeds], dtype=np.float32)
        unit: Vector = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
        return unit

    def embed_sentences(
        self, inputs: Sequence[SentenceInput], on_progress: Callable[[int], None] | None = None
    ) -> tuple[Vector, list[WordVectors]]:
        return self.embed([given.text for given in inputs], on_progress), [WordVectors.none() for _ in inputs]


def document(
    name: str,
    sentences: Sequence[str],
    *,
    language: str = "en",
    country: str | None = "PAN",
    type: DocumentType = DocumentType.REPORT,
    date: str | None = "2019",
    sha256: str | None = None,
) -> Document:
    """A document with one page and one passage for every two sentences."""
    pages, passages = [], []
    for number, first in enumerate(range(0, len(sentences), 2), 1):
        text, made = "", []
        for sentence in sentences[first : first + 2]:
            start = len(text)
            text += sentence + " "
            end = start + len(sentence)
            place = (number, start, end, sentence, sentence, "1. Findings", BlockKind.PARAGRAPH, language)
            made.append(Sentence(*place, block=number, footnotes=("5",)))
        pages.append(Page(number, text))
        passages.append(Passage(number, 0, len(text) - 1, text[:-1], "1. Findings", language, None, tuple(made)))
    digest = sha256 or hashlib.sha256("\n".join(sentences).encode()).hexdigest()
    metadata = Metadata(name, type, country, language, date)
    return Document("d" + digest[:12], digest, f"/documents/{name}", metadata, tuple(pages), tuple(passages))


def put(store: Store, made: Document, embedder: EngineEmbedder | HashEmbedder, original: Path | None = None) -> str:
    """Adds a document and gives its id."""
    store.add(made, embed_document(made, embedder), original=original)
    return made.id


@lru_cache(maxsize=1)
def query_embedder() -> QueryEmbedder:
    return QueryEmbedder.load()


def asked(question: str) -> Vector:
    """The vector of a question."""
    return query_embedder().embed_query(question)
