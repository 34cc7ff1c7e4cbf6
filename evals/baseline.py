"""The ordinary recipe, to have something beside each figure: LangChain's splitter, Chroma, the four nearest chunks.

As tutorials have it: ``RecursiveCharacterTextSplitter`` with 1,000 characters and 200 of overlap, page by page, the
chunks in a Chroma collection, and of a question the four nearest. The embedding model is that of the assistant, and the
pages are those that the assistant cleaned, which is more than the recipe would have of its own. There is no chat model:
the chunks are the answer, so it can be asked what they hold and not what they assert. It never says that it found
nothing, and of a conversation it takes all turns as one question.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evals.dataset import Item
from evals.errors import BaselineError
from evals.solvers import AnswerObject

if TYPE_CHECKING:
    from langchain_chroma import Chroma
    from langchain_core.documents import Document
    from langchain_core.embeddings import Embeddings

CHUNK, OVERLAP, NEAREST = 1000, 200, 4

_BATCH = 64


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be split: the text, and what its chunks are labelled with."""

    text: str
    metadata: Mapping[str, str | int]


@dataclass(slots=True)
class QueryCache:
    """The vectors of questions: the same ones are asked over several corpora.

    Attributes:
        vectors: by question.
    """

    vectors: dict[str, list[float]] = field(default_factory=dict)

    def vector(self, text: str, embeddings: Embeddings) -> list[float]:
        """The vector of a question, computed once."""
        if text not in self.vectors:
            self.vectors[text] = embeddings.embed_query(text)
        return self.vectors[text]


@dataclass(frozen=True, slots=True)
class Recipe:
    """A collection of chunks in a folder, filled by ``fill``."""

    folder: Path
    cache: QueryCache = field(default_factory=QueryCache)
    _opened: list[tuple[Chroma, Embeddings]] = field(default_factory=list)

    def fill(self, pages: Sequence[Page], on_chunks: Callable[[int], None] = lambda count: None) -> None:
        """Splits pages and puts the chunks into the collection; ``on_chunks`` is called with the number added."""
        collection, _ = self._open()
        chunks = _split(pages)
        for first in range(0, len(chunks), _BATCH):
            batch = chunks[first : first + _BATCH]
            collection.add_documents(batch, ids=[str(i) for i in range(first, first + len(batch))])
            on_chunks(len(batch))

    def nearest(self, question: str, count: int = NEAREST, **only: str) -> list[Document]:
        """The chunks nearest to a question, best first; ``only`` limits them to those with these labels."""
        collection, embeddings = self._open()
        vector = self.cache.vector(question, embeddings)
        return collection.similarity_search_by_vector(vector, k=count, filter=dict(only) or None)

    def _open(self) -> tuple[Chroma, Embeddings]:
        if not self._opened:
            self._opened.append(_collection(self.folder))
        return self._opened[0]


@dataclass(frozen=True, slots=True)
class RecipeSolver:
    """Answers items with the nearest chunks; sees their questions and never their keys."""

    recipe: Recipe
    on_answer: Callable[[int], None] = lambda count: None

    def answer(self, items: Sequence[Item]) -> list[AnswerObject]:
        """One answer object an item: always answered, no verdict, the chunks as quotes."""
        return [self._one(item) for item in items]

    def _one(self, item: Item) -> AnswerObject:
        chunks = self.recipe.nearest("\n".join(item.turns))
        self.on_answer(1)
        given: AnswerObject = {"id": item.id, "language": item.lang, "status": "answered", "verdict": None}
        return {**given, "answer": "", "citations": [_citation(n, c) for n, c in enumerate(chunks, 1)], "caveats": []}


def what_can_be_scored(item: Item) -> Item:
    """The item as far as chunks can be held to it: not to a verdict nor, where there is an answer, to a status."""
    status = (*item.status, "answered") if item.answerable else item.status
    return replace(item, verdict=(None,), status=status)


def require() -> None:
    """Makes sure that the recipe's libraries are there.

    Raises:
        BaselineError: they are not installed.
    """
    try:
        import langchain_chroma
        import langchain_text_splitters

        del langchain_chroma, langchain_text_splitters
    except ImportError as error:
        raise BaselineError(
            "The baseline needs the packages of the extra `evals`: pip install -e '.[evals]'; "
            "or leave it out with --no-baseline."
        ) from error


def _split(pages: Sequence[Page]) -> list[Document]:
    from langchain_core.documents import Document
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP, add_start_index=True)
    documents = [Document(page.text, metadata=dict(page.metadata)) for page in pages]
    return splitter.split_documents(documents)


def _collection(folder: Path) -> tuple[Chroma, Embeddings]:
    from chromadb.config import Settings
    from langchain_chroma import Chroma

    from evals.remembered import RememberingEmbedder
    from ingest.embedding import StoreEmbeddings

    embeddings = StoreEmbeddings(documents=RememberingEmbedder())
    settings = Settings(anonymized_telemetry=False, is_persistent=True, persist_directory=str(folder))
    collection = Chroma("chunks", embeddings, persist_directory=str(folder), client_settings=settings)
    return collection, embeddings


def _citation(mark: int, chunk: Document) -> dict[str, Any]:
    known = chunk.metadata
    start = known["start_index"]
    place = {"document_id": known["document_id"], "title": known["title"], "page": known["page"]}
    span = {"start": start, "end": start + len(chunk.page_content)}
    return {"mark": mark, **place, "section": "", "quote": chunk.page_content, **span}
