"""Files in, results out: which files there are, whether they are new, and their way into the store."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from ingest.catalogue import Catalogue, Overrides
from ingest.document import Document, RawDocument
from ingest.editions import Link, links_of, notice_of
from ingest.embedding import Embedder
from ingest.errors import (
    CatalogueError,
    FileError,
    IngestError,
    NeedsOcrError,
    NotFoundError,
    StoreError,
    UnexpectedError,
    UnreadableError,
)
from ingest.notices import Notice
from ingest.ocr.confidence import read_words
from ingest.ocr.recogniser import Recogniser
from ingest.ocr.tesseract import installed
from ingest.readers import SUFFIXES, read_file
from ingest.readers.recognising import Recognised
from ingest.records import DocumentRecord, DocumentVectors
from ingest.store import Store, embed_document
from ingest.structure import build

Status = Literal["added", "updated", "unchanged", "failed"]
BRIEF_PATH = "corpus:"
"""A shipped brief is known by its place in the corpus, wherever the project lies."""


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of one file; ``pages`` and ``passages`` are counts."""

    path: str
    status: Status
    document_id: str | None = None
    pages: int = 0
    passages: int = 0
    warnings: tuple[str, ...] = ()
    error: IngestError | None = None

    def as_dict(self) -> dict[str, Any]:
        """The object of a file that ``ingest add --json`` prints."""
        error = None if self.error is None else {"code": self.error.code, "message": str(self.error)}
        return {
            "path": self.path,
            "document_id": self.document_id,
            "status": self.status,
            "pages": self.pages,
            "passages": self.passages,
            "warnings": list(self.warnings),
            "error": error,
        }


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a file is: in ``embedding``, ``done`` of ``total`` texts have their vectors.

    In ``recognising``, ``done`` of ``total`` pages have been read from their pictures.
    """

    path: str
    stage: Literal["reading", "recognising", "embedding", "storing"]
    done: int = 0
    total: int = 0


@dataclass(slots=True)
class Timing:
    """Seconds spent, to see that the embedding model takes nearly all of them."""

    total: float = 0.0
    embedding: float = 0.0
    texts: int = field(default=0)


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Adds files to a store.

    Attributes:
        store: where they go.
        embedder: the embedding model; loaded only when something has to be embedded.
        catalogue: what is known of documents.
        on_progress: called as a file makes its way.
        timing: filled as files are added.
    """

    store: Store
    embedder: Embedder
    catalogue: Catalogue
    on_progress: Callable[[Progress], None] = lambda progress: None
    timing: Timing = field(default_factory=Timing)

    def add(self, paths: Sequence[Path], overrides: Overrides | None = None) -> Iterator[FileResult]:
        """Adds files and the supported files of folders; gives a result a file as soon as there is one.

        A file that cannot be read is a result with ``status`` failed and does not stop the others.

        Raises:
            StoreError: the store or the embedding model cannot be used.
        """
        with self.store.batch():
            for path in paths:
                if not path.exists():
                    yield FileResult(str(path), "failed", error=NotFoundError(path=path))
                for file in files_in(path):
                    yield self._try(file, overrides or Overrides())

    def add_corpus(self) -> Iterator[FileResult]:
        """Adds the shipped briefs and takes out those that are shipped no more.

        Raises:
            CatalogueError: a brief of the catalogue is missing.
            StoreError: the store or the embedding model cannot be used.
        """
        shipped = {BRIEF_PATH + brief.file for brief in self.catalogue.briefs}
        with self.store.batch():
            for record in self.store.documents():
                if record.path.startswith(BRIEF_PATH) and record.path not in shipped:
                    self.store.remove(record.id)
            for brief in self.catalogue.briefs:
                path = self.catalogue.folder / brief.file
                if not path.exists():
                    raise CatalogueError(path=self.catalogue.folder, reason=f"{brief.file} is missing")
                yield self._try(path, Overrides())

    def add_waiting(self, ids: Sequence[str] = ()) -> Iterator[FileResult]:
        """Reads the documents that wait for text recognition, or those of them with these ids.

        Raises:
            StoreError: the store or the embedding model cannot be used.
        """
        with self.store.batch():
            for one in self.store.waiting.all():
                if not ids or one.id in ids:
                    yield self._try(one.file, Overrides.read(one.options), one.path)

    def _try(self, path: Path, overrides: Overrides, key: str | None = None) -> FileResult:
        started = time.perf_counter()
        try:
            return self._add(path, overrides, key)
        except FileError as error:
            self._give_up(path, error)
            return FileResult(str(path), "failed", error=error)
        except StoreError:
            raise
        except Exception as error:  # one bad file never stops a folder
            reason = f"{type(error).__name__}: {error}"
            return FileResult(str(path), "failed", error=UnexpectedError(name=path.name, reason=reason))
        finally:
            self.timing.total += time.perf_counter() - started

    def _give_up(self, path: Path, error: FileError) -> None:
        """A file that recognition cannot help does not wait for it."""
        if not isinstance(error, NeedsOcrError | NotFoundError | UnreadableError):
            with suppress(FileError):
                self.store.waiting.forget(document_id(_sha256(path)))

    def _add(self, path: Path, overrides: Overrides, key: str | None) -> FileResult:
        sha256, key = _sha256(path), key or self._key(path)
        id = document_id(sha256)
        before = self.store.document_at(key)
        same = self.store.find(id)
        if same is not None and overrides.language in (None, same.metadata.language) and not _lacks_pages(same):
            return self._known(path, same, before, overrides)
        self.store.require_model(self.embedder.id)
        document = self._read(path, id, sha256, key, overrides)
        replaced = tuple(record.id for record in (before, same) if record is not None)
        links = self._links(document, replaced)
        document = replace(document, warnings=(*document.warnings, *self._notices(document, links)))
        vectors = self._embed(path, document)
        self.on_progress(Progress(str(path), "storing"))
        self.store.add(document, vectors, original=path, replaces=tuple(dict.fromkeys(replaced)))
        self.store.editions.put(links)
        self.store.waiting.forget(id)
        return FileResult(
            str(path),
            "updated" if replaced else "added",
            id,
            len(document.pages),
            len(document.passages),
            document.warnings,
        )

    def _known(
        self, path: Path, same: DocumentRecord, before: DocumentRecord | None, overrides: Overrides
    ) -> FileResult:
        """The result for content that is in the store already; only what is said of it may have changed."""
        metadata = self.catalogue.brief_metadata(path) or overrides.over(same.metadata)
        moved = before is not None and before.id != same.id
        if moved and before is not None:
            self.store.remove(before.id)
        if metadata != same.metadata:
            self.store.describe(same.id, metadata)
        status: Status = "updated" if moved or metadata != same.metadata else "unchanged"
        return FileResult(str(path), status, same.id, same.pages, same.passages, same.warnings)

    def _read(self, path: Path, id: str, sha256: str, key: str, overrides: Overrides) -> Document:
        self.on_progress(Progress(str(path), "reading"))
        raw = self._raw(path, id, sha256, key, overrides)
        brief = self.catalogue.brief_at(path)
        structured = build(raw, language=overrides.language or (brief.language if brief else None))
        metadata, guesses = self.catalogue.describe(path, raw, structured, overrides)
        warnings = (*structured.warnings, *guesses)
        texts = {page.number: page.text for page in structured.pages}
        recognised = {page.number: read_words(texts.get(page.number, ""), page.words) for page in raw.recognised}
        return Document(id, sha256, key, metadata, structured.pages, structured.passages, warnings, recognised)

    def _raw(self, path: Path, id: str, sha256: str, key: str, overrides: Overrides) -> RawDocument:
        """The file as read; one that is pictures alone waits where there is no text recognition."""
        tesseract = installed()

        def wait(pages: int) -> None:
            self.store.waiting.put(id, sha256, key, path, pages, overrides.as_dict())

        def recognise(path: Path, numbers: Sequence[int], total: int) -> Recognised:
            assert tesseract is not None
            wait(total)
            recogniser = Recogniser(tesseract, self.store.waiting.recognised)
            count = lambda done, of: self.on_progress(Progress(str(path), "recognising", done, of))  # noqa: E731
            pages, failed = recogniser.pages(path, id, numbers, count)
            warnings = (Notice("no_spanish_ocr"),) if tesseract.lacks_spanish else ()
            return Recognised(tuple(pages), tuple(failed), warnings)

        try:
            return read_file(path, recognise=recognise if tesseract else None)
        except NeedsOcrError as error:
            wait(error.pages)
            raise

    def _links(self, document: Document, replaced: Sequence[str]) -> list[Link]:
        """The documents of the store that are other editions of one that is added; of a row of them, the newest."""
        known = {record.id: record for record in self.store.documents()}
        older = {link.older for link in self.store.editions.linked() if link.newer in known}
        records = [record for id, record in known.items() if id not in replaced and id not in older]
        return links_of(document, records, self.store.editions.parts)

    def _notices(self, document: Document, links: Sequence[Link]) -> Iterator[Notice]:
        for link in links:
            other = self.store.document(link.older if link.newer == document.id else link.newer)
            yield notice_of(link, document.id, other.metadata)

    def _embed(self, path: Path, document: Document) -> DocumentVectors:
        started = time.perf_counter()
        total = sum(1 + len(passage.sentences) for passage in document.passages)
        done = 0

        def count(texts: int) -> None:
            nonlocal done
            done += texts
            self.on_progress(Progress(str(path), "embedding", done, total))

        self.on_progress(Progress(str(path), "embedding", 0, total))
        vectors = embed_document(document, self.embedder, count)
        self.timing.embedding += time.perf_counter() - started
        self.timing.texts += total
        return vectors

    def _key(self, path: Path) -> str:
        """The path that a document is known by."""
        brief = self.catalogue.brief_at(path)
        return BRIEF_PATH + brief.file if brief else str(path.resolve())


def _lacks_pages(record: DocumentRecord) -> bool:
    """Whether a document was stored without pages that can be read now."""
    left = any(isinstance(warning, Notice) and warning.code == "pictures" for warning in record.warnings)
    return left and installed() is not None


def document_id(sha256: str) -> str:
    """The id of a document: it depends on the content of its file alone."""
    return "d" + sha256[:12]


def files_in(path: Path) -> list[Path]:
    """A file itself, or the files of supported kinds in a folder and the folders below it; hidden ones are left out."""
    if path.is_file():
        return [path]
    found = []
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(folder, name) for name in sorted(names) if _is_supported(name)]
    return found


def skipped_in(path: Path) -> int:
    """How many files of a folder are of a kind that is not read."""
    if path.is_file():
        return 0
    names = (name for _, _, names in os.walk(path) for name in names)
    return sum(not name.startswith(".") and Path(name).suffix.lower() not in SUFFIXES for name in names)


def _is_supported(name: str) -> bool:
    return not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableError(name=path.name, reason=error.strerror or str(error)) from error
