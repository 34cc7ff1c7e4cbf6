"""What the store gives back: documents, passages and sentences with their ids, hits, the report of a check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.document import BlockKind, Metadata
from ingest.embedding import Vector
from ingest.wordvectors import WordVectors


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document as the store lists it. ``pages`` and ``passages`` are counts; ``original`` the kept file."""

    id: str
    sha256: str
    path: str
    metadata: Metadata
    pages: int
    passages: int
    status: str
    added_at: str
    original: Path | None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A search result: id of a passage or sentence, and its score (cosine or BM25), higher is better."""

    id: int
    score: float


@dataclass(frozen=True, slots=True)
class StoredSentence:
    """A sentence in the store; see ``ingest.document.Sentence``. ``ordinal`` is its position in the document from 0."""

    id: int
    passage_id: int
    document_id: str
    ordinal: int
    block: int
    page: int
    start: int
    end: int
    text: str
    search_text: str
    section: str
    kind: BlockKind
    language: str
    article: str | None
    context: str
    footnotes: tuple[str, ...]
    terms: tuple[str, ...]
    doubtful: tuple[tuple[int, int], ...] = ()
    """Characters of ``text``: figures and dates that text recognition may have misread."""

    @property
    def heading(self) -> str:
        """The heading that it stands under, the last of ``section``; empty where it stands under none."""
        return self.section.rpartition(" > ")[2]


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage in the store with its sentences in order; see ``ingest.document.Passage``."""

    id: int
    document_id: str
    page: int
    start: int
    end: int
    text: str
    section: str
    language: str
    article: str | None
    sentences: tuple[StoredSentence, ...]


@dataclass(frozen=True, slots=True)
class DocumentVectors:
    """The vectors of a document: passages (n, d) and sentences (m, d), in its order, and the id of their model.

    ``words`` are those of the words of each of the m sentences.
    """

    model: str
    passages: Vector
    sentences: Vector
    words: Sequence[WordVectors]


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What ``check`` found: each problem in a plain sentence."""

    problems: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether the indexes agree with the truth."""
        return not self.problems
