"""The embedding model: documents by sentence-transformers, questions by NumPy (``e5_questions.py``).

Both give the same vectors (cosine >= 0.999). Importing sentence-transformers costs about 10 s and 1 GB, so it happens
only in the process that ingests; the other is ready in 0.3 s and reads a question in about 30 ms.
"""

from __future__ import annotations

import hashlib
import os
import socket
import threading
import unicodedata
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar
from urllib.parse import urlsplit

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from ingest import e5, wordvectors
from ingest.e5_questions import QuestionEncoder
from ingest.errors import ModelMissingError
from ingest.settings import IngestSettings
from ingest.wordvectors import WordVectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vector = NDArray[np.float32]
"""One vector of unit length, shape (d,), or several, shape (n, d); d is 384 for the default model."""

HUB_NAME = "intfloat/multilingual-e5-small"
_BATCH = 32
_Text = TypeVar("_Text", str, "SentenceInput")


def model_id(settings: IngestSettings) -> str:
    """The name of the configured model with a checksum of its weights; a store remembers which one built it."""
    if settings.embedding_model is None:
        if e5.weights_file() is None:
            return HUB_NAME
        return f"{e5.NAME}:{e5.SHA256[:12]}"
    folder = Path(settings.embedding_model)
    return f"{folder.name}:{_folder_checksum(folder)}" if folder.is_dir() else settings.embedding_model


def passage_input(section: str, text: str) -> str:
    """What is embedded for a passage: the headings above it and its text."""
    return f"{section}\n{text}" if section else text


@dataclass(frozen=True, slots=True)
class SentenceInput:
    """What is embedded for a sentence: what must be read with it, where there is such, and its text from ``start``."""

    text: str
    start: int
    language: str


def sentence_input(context: str, text: str, language: str) -> SentenceInput:
    """The input for a sentence with its context."""
    context, text = _composed(context), _composed(text)
    return SentenceInput(f"{context} {text}" if context else text, len(context) + 1 if context else 0, language)


@dataclass(frozen=True, slots=True, eq=False)
class QuestionVectors:
    """A question for search: the vector of the whole, and one of each word where the model gives such.

    Attributes:
        whole: shape (d,), float32, unit length.
        words: by folded word, stop words included; unit length each.
    """

    whole: Vector
    words: Mapping[str, Vector] = field(default_factory=dict)


_REMEMBERED = 64
"""Questions whose vectors are kept, some 20 KB each."""


class QueryEmbedder:
    """Embeds questions. Safe to share between threads.

    Attributes:
        id: the model's id, as ``model_id`` gives it.
    """

    def __init__(self, id: str, encode: Callable[[str], QuestionVectors]) -> None:
        self.id = id
        # A question is asked more than once: of each language's passages, again with a filter, again as a follow-up.
        self._encode = lru_cache(maxsize=_REMEMBERED)(encode)
        self._lock = threading.Lock()

    @classmethod
    def load(cls, settings: IngestSettings | None = None) -> QueryEmbedder:
        """The embedder of the configured model.

        Raises:
            ModelMissingError: the model is not on this computer and cannot be fetched.
        """
        settings = settings or IngestSettings()
        weights = e5.weights_file() if settings.embedding_model is None else None
        if weights is not None:
            return cls(model_id(settings), _reader(QuestionEncoder(weights)))
        model = load_model(settings)
        prompt = _prompt(model, settings, "query")
        return cls(model_id(settings), lambda text: QuestionVectors(_encode(model, [text], prompt)[0]))

    def embed_query(self, text: str) -> Vector:
        """The question's vector, shape (d,), float32, of unit length."""
        return self.read(text).whole

    def read(self, text: str) -> QuestionVectors:
        """The question's vector and those of its words."""
        with self._lock:
            return self._encode(_composed(text))


def _reader(encoder: QuestionEncoder) -> Callable[[str], QuestionVectors]:
    prompt = e5.PROMPTS["query"]

    def read(text: str) -> QuestionVectors:
        seen = encoder.encode(prompt + text)
        return QuestionVectors(seen.vector, wordvectors.of_question(seen.text, seen.tokens, seen.spans, len(prompt)))

    return read


class Embedder(Protocol):
    """What turns the texts of documents into vectors."""

    @property
    def id(self) -> str:
        """The model's id."""

    def embed(self, texts: Sequence[str], on_progress: Callable[[int], None] | None = None) -> Vector:
        """One vector a text, shape (n, d)."""

    def embed_sentences(
        self, inputs: Sequence[SentenceInput], on_progress: Callable[[int], None] | None = None
    ) -> tuple[Vector, list[WordVectors]]:
        """For each sentence its vector, together shape (n, d), and the vectors of its words."""


class DocumentEmbedder:
    """Embeds the texts of documents with sentence-transformers, which is loaded at the first text.

    Attributes:
        id: the model's id, as ``model_id`` gives it.
    """

    def __init__(self, settings: IngestSettings | None = None) -> None:
        self._settings = settings or IngestSettings()
        self._model: SentenceTransformer | None = None
        self.id = model_id(self._settings)

    def load(self) -> SentenceTransformer:
        """The model, loaded once.

        Raises:
            ModelMissingError: the model is not on this computer and cannot be fetched.
        """
        if self._model is None:
            self._model = load_model(self._settings)
        return self._model

    def embed(self, texts: Sequence[str], on_progress: Callable[[int], None] | None = None) -> Vector:
        """Vectors of unit length, shape (n, d) in the order of the texts; equal texts are embedded once.

        ``on_progress`` is called after each batch with the number of distinct texts in it.
        """
        model = self.load()
        prompt = _prompt(model, self._settings, "passage", "document")
        distinct = sorted({_composed(text) for text in texts}, key=len, reverse=True)
        rows = {text: row for row, text in enumerate(distinct)}
        vectors = np.empty((len(distinct), model.get_embedding_dimension() or 0), dtype=np.float32)
        for first, batch in _batches(distinct):
            vectors[first : first + len(batch)] = _encode(model, batch, prompt)
            if on_progress is not None:
                on_progress(len(batch))
        return vectors[[rows[_composed(text)] for text in texts]]

    def embed_sentences(
        self, inputs: Sequence[SentenceInput], on_progress: Callable[[int], None] | None = None
    ) -> tuple[Vector, list[WordVectors]]:
        """Vectors as ``embed`` gives them, and the vectors of words; these only of the default model."""
        if self._settings.embedding_model is not None:
            return self.embed([given.text for given in inputs], on_progress), [WordVectors.none() for _ in inputs]
        model = self.load()
        distinct = sorted(set(inputs), key=lambda given: len(given.text), reverse=True)
        found: dict[SentenceInput, tuple[Vector, WordVectors]] = {}
        for _, batch in _batches(distinct):
            found.update(zip(batch, _with_words(model, batch, e5.PROMPTS["passage"]), strict=True))
            if on_progress is not None:
                on_progress(len(batch))
        vectors = np.array([found[given][0] for given in inputs], dtype=np.float32)
        return vectors.reshape(len(inputs), -1), [found[given][1] for given in inputs]


class StoreEmbeddings(Embeddings):
    """The embedding model as LangChain knows one; each side is loaded when it is first used.

    Args:
        settings: which model.
        documents: what embeds the documents; by default that model.
    """

    def __init__(self, settings: IngestSettings | None = None, documents: Embedder | None = None) -> None:
        self._settings = settings or IngestSettings()
        self._documents = documents or DocumentEmbedder(self._settings)
        self._queries: QueryEmbedder | None = None
        self._lock = threading.Lock()

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector a text, as lists of floats."""
        vectors: list[list[float]] = self._documents.embed(texts).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question, as a list of floats."""
        with self._lock:
            self._queries = self._queries or QueryEmbedder.load(self._settings)
        vector: list[float] = self._queries.embed_query(text).tolist()
        return vector


def load_model(settings: IngestSettings) -> SentenceTransformer:
    """The configured sentence-transformers model on the processor.

    Raises:
        ModelMissingError: the model is not on this computer and cannot be fetched.
    """
    name, is_local = _location(settings)
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    if is_local:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")
    import torch
    from sentence_transformers import SentenceTransformer

    e5.silence()
    torch.set_num_threads(_cores())
    # bfloat16 would take half the time on some processors, but then answers could differ from machine to machine.
    kwargs = {"dtype": "float32"}
    try:
        return SentenceTransformer(name, device="cpu", local_files_only=True, model_kwargs=kwargs).eval()
    except (OSError, ValueError) as error:
        if is_local or not _hub_answers():
            raise ModelMissingError(model=name, reason=_reason(error, is_local)) from error
    try:
        return SentenceTransformer(name, device="cpu", model_kwargs=kwargs).eval()
    except (OSError, ValueError) as error:
        raise ModelMissingError(model=name, reason=_reason(error, is_local)) from error


def _location(settings: IngestSettings) -> tuple[str, bool]:
    """Folder or hub name of the model, and whether it is a folder."""
    if settings.embedding_model is not None:
        return settings.embedding_model, Path(settings.embedding_model).is_dir()
    if e5.weights_file() is not None:
        return str(e5.unpacked_folder(settings.models)), True
    return HUB_NAME, False


def _hub_answers() -> bool:
    """Whether the model hub can be reached; its client would take minutes to find out that it cannot."""
    if os.environ.get("HF_HUB_OFFLINE") == "1":
        return False
    if urllib.request.getproxies().get("https"):
        return True
    address = urlsplit(os.environ.get("HF_ENDPOINT") or "https://huggingface.co")
    try:
        with socket.create_connection((address.hostname or "", address.port or 443), timeout=5):
            return True
    except OSError:
        return False


def _reason(error: Exception, is_local: bool) -> str:
    if is_local:
        return f"the folder is not a model: {error}".splitlines()[0]
    return "it is not on this computer and the model hub cannot be reached"


def _encode(model: SentenceTransformer, texts: list[str], prompt: str) -> Vector:
    vectors = model.encode(texts, prompt=prompt, batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False)
    return np.asarray(vectors, dtype=np.float32)


def _with_words(
    model: SentenceTransformer, batch: Sequence[SentenceInput], prompt: str
) -> Iterator[tuple[Vector, WordVectors]]:
    """The vector of each sentence and those of its words, from one pass through the network."""
    import torch

    texts = [prompt + given.text for given in batch]
    read = model.tokenizer(texts, padding=True, truncation=True, return_offsets_mapping=True, return_tensors="pt")
    places = read.pop("offset_mapping").numpy()
    with torch.inference_mode():
        seen = model.forward(dict(read))
    tokens, masks = seen["token_embeddings"].numpy(), read["attention_mask"].numpy().astype(bool)
    wholes = torch.nn.functional.normalize(seen["sentence_embedding"], dim=-1).numpy()
    for given, text, whole, states, spans, mask in zip(batch, texts, wholes, tokens, places, masks, strict=True):
        start = len(prompt) + given.start
        yield whole, wordvectors.of_passage(text, states[mask], spans[mask], start, given.language)


def _prompt(model: SentenceTransformer, settings: IngestSettings, *kinds: str) -> str:
    """The model's own prompt for one of these kinds of text; the E5 family needs one even where none is saved."""
    prompts = model.prompts or {}
    stated = next((prompts[kind] for kind in kinds if prompts.get(kind)), None)
    if stated is not None:
        return stated
    return e5.PROMPTS[kinds[0]] if "e5-" in _location(settings)[0].lower() else ""


def _batches(texts: list[_Text]) -> Iterator[tuple[int, list[_Text]]]:
    for first in range(0, len(texts), _BATCH):
        yield first, texts[first : first + _BATCH]


def _composed(text: str) -> str:
    # The engine's normalisation works on single characters: an accent that stands apart would be lost to it.
    return unicodedata.normalize("NFC", text).strip()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _folder_checksum(folder: Path) -> str:
    """A short checksum of the weights in a model folder."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.safetensors")) or sorted(folder.rglob("*.bin")):
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:12]
