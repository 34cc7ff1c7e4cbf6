"""The store: SQLite holds the truth, Chroma the vectors, and both can be read while another process writes.

Documents, pages, passages, sentences, their terms, their vectors and the FTS5 index change in one SQLite transaction,
so a killed process leaves the old state or the new one. The Chroma index follows after the commit and carries the
generation it was made from; while it is behind, searches compute exactly from the vectors in SQLite.

Data walks one way: ``stored_rows`` writes what ``stored_texts`` reads, through the transactions of ``database``;
``store_index`` and ``originals`` follow what SQLite says.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from types import TracebackType

from ingest import checking
from ingest.checking import Finding, Part
from ingest.database import FILE, Database
from ingest.document import Document, Metadata
from ingest.document_vectors import embed_document, embed_passages
from ingest.editions import Editions
from ingest.embedding import Embedder, Vector
from ingest.errors import ModelMismatchError, StoreDamagedError, StoreMissingError
from ingest.originals import Originals
from ingest.records import CheckReport, DocumentRecord, DocumentVectors, Hit, StoredPassage, StoredSentence
from ingest.schema import METADATA_COLUMNS
from ingest.store_index import StoreIndex
from ingest.stored_rows import delete_document, index_vectors, index_words, insert_document, lexical_terms
from ingest.stored_texts import StoredTexts
from ingest.terms import LANGUAGES
from ingest.terms import RULES as TERM_RULES
from ingest.waiting import WaitingRoom

__all__ = [
    "LANGUAGES",
    "CheckReport",
    "DocumentRecord",
    "DocumentVectors",
    "Hit",
    "Store",
    "StoredPassage",
    "StoredSentence",
    "embed_document",
]


class Store(StoredTexts):
    """The documents and their indexes in one folder. Safe to share between threads.

    Any number of processes may read while one writes; a second writer waits (``ingest.database``).

    Attributes:
        folder: as given.
        waiting: the documents that wait for text recognition.
        editions: which documents are editions of one.
    """

    def __init__(self, folder: Path) -> None:
        """Use ``Store.open``."""
        self.folder = folder
        database = Database(folder)
        self._kept = Originals(database)
        super().__init__(database, self._kept.folder)
        self._index = StoreIndex(database)
        self._deferred = 0
        self.waiting = WaitingRoom(folder, database.rows, database.transaction)
        self.editions = Editions(database.rows, self._change)
        if database.note("terms") != TERM_RULES:
            self._renew_terms()

    @classmethod
    def open(cls, path: Path | str, create: bool = False) -> Store:
        """The store in a folder; with ``create``, an empty one is made where there is none.

        Raises:
            StoreMissingError: there is no store and ``create`` is false.
            StoreDamagedError: the files are there and cannot be read.
        """
        folder = Path(path)
        if not (folder / FILE).exists():
            if not create:
                raise StoreMissingError(path=folder)
            folder.mkdir(parents=True, exist_ok=True)
        try:
            return cls(folder)
        except sqlite3.DatabaseError as error:
            raise StoreDamagedError(path=folder, reason=str(error)) from error

    def _renew_terms(self) -> None:
        """Stems the words of a store anew that was filled by other rules than those by which questions are read."""
        with self._database.writing():
            if self._database.note("terms") == TERM_RULES:  # another process has done it meanwhile
                return
            passages = self.all_passages()
            with self._change() if passages else self._database.transaction() as connection:
                index_words(connection, passages)
                self._database.put_note("terms", TERM_RULES)

    def close(self) -> None:
        """Ends the connections; the store cannot be used afterwards."""
        with self._database.lock:
            self._index.close()
            self._database.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def generation(self) -> int:
        """A number that changes with every change of content, by whatever process."""
        return self._database.generation

    @property
    def model_id(self) -> str | None:
        """The id of the embedding model that the vectors are made with; None before the first document."""
        return self._database.note("model")

    def require_model(self, model: str) -> None:
        """Makes sure that the store was built with this embedding model.

        Raises:
            ModelMismatchError: it was built with another one.
        """
        if self.model_id not in (None, model):
            raise ModelMismatchError(stored=self.model_id, configured=model)

    # Searches

    def dense_passages(
        self, vector: Vector, k: int, *, language: str | None = None, document_ids: Collection[str] | None = None
    ) -> list[Hit]:
        """The passages nearest to a vector of unit length: at most ``k``, scored by cosine, best first."""
        with self._database.lock:
            return self._index.searcher().dense("passages", vector, k, language, document_ids)

    def dense_sentences(
        self, vector: Vector, k: int, *, language: str | None = None, document_ids: Collection[str] | None = None
    ) -> list[Hit]:
        """The sentences nearest to a vector of unit length: at most ``k``, scored by cosine, best first."""
        with self._database.lock:
            return self._index.searcher().dense("sentences", vector, k, language, document_ids)

    def lexical(
        self,
        stems: Sequence[str],
        k: int,
        *,
        language: str | None = None,
        document_ids: Collection[str] | None = None,
    ) -> list[Hit]:
        """The passages that have any of the stems (as ``ingest.terms`` gives them), scored by BM25, best first."""
        with self._database.lock:
            return self._index.searcher().lexical(stems, k, language, document_ids)

    # Changes

    def add(
        self,
        document: Document,
        vectors: DocumentVectors,
        *,
        original: Path | None = None,
        replaces: Sequence[str] = (),
    ) -> bool:
        """Adds a document in one transaction, and takes out those it replaces.

        Args:
            document: the document.
            vectors: as ``embed_document`` gives them.
            original: the file it was read from, of which the store keeps a copy.
            replaces: ids of documents that it takes the place of.

        Returns:
            False where a document of the same content is there already.

        Raises:
            ModelMismatchError: the store was built with another embedding model.
            StoreLockedError: another process is writing.
            UnreadableError: the original is not the file that the document was made from.
        """
        self.require_model(vectors.model)
        with self._change() as connection:
            for old in replaces:
                if old != document.id:
                    self.editions.keep(connection, self.document(old), document.id)
                delete_document(connection, old)
            if self.find(document.id) is not None:
                return False
            self._database.put_note("model", vectors.model)
            copy = self._kept.keep(document, original) if original else None
            insert_document(connection, document, vectors, copy)
        return True

    def describe(self, id: str, metadata: Metadata) -> None:
        """Changes what is said of a document; its text and indexes stay.

        Raises:
            DocumentUnknownError: the store does not have it.
            StoreLockedError: another process is writing.
        """
        with self._change() as connection:
            self.document(id)
            marks = ", ".join(f"{column} = ?" for column in METADATA_COLUMNS)
            values = asdict(metadata)
            chosen = [values[column] for column in METADATA_COLUMNS]
            connection.execute(f"UPDATE documents SET {marks} WHERE id = ?", (*chosen, id))

    def remove(self, id: str) -> None:
        """Takes a document out of every index, and the copy of its file.

        Raises:
            DocumentUnknownError: the store does not have it.
            StoreLockedError: another process is writing.
        """
        if self.waiting.forget(id):
            return
        with self._change() as connection:
            self.document(id)
            delete_document(connection, id)
            self.editions.forget(connection, id)

    @contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        """One transaction that changes the content, after which the Chroma index follows."""
        with self._database.writing():
            with self._database.change() as connection:
                yield connection
            self.synchronise()

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Puts the Chroma index off to the end of several changes; searches meanwhile are exact all the same."""
        with self._database.lock:
            self._deferred += 1
        try:
            yield
        finally:
            with self._database.lock:
                self._deferred -= 1
            self.synchronise()

    def synchronise(self) -> None:
        """Brings the Chroma index and the folder of originals up to date with SQLite, where they are behind.

        Raises:
            StoreLockedError: another process is writing.
        """
        if self._deferred or not self._index.is_behind():
            return
        with self._database.writing():
            self._index.build()
            self._kept.sweep()

    # Whether all is sound

    def check(self) -> CheckReport:
        """Compares every index with the stored text, and the stored text with itself.

        What a killed process left half done is brought to an end first, unless another process is writing.
        """
        with self._database.lock:
            self._catch_up()
            return CheckReport(tuple(finding.sentence for finding in self._findings()))

    def _catch_up(self) -> None:
        with self._database.writing_unless_busy() as may_write:
            if may_write:
                self._kept.sweep()
                if self._index.is_behind():
                    self._index.build()

    def _findings(self) -> Iterator[Finding]:
        connection = self._database.connection
        yield from checking.database_findings(connection)
        yield from checking.text_findings(connection)
        passages = self.all_passages()
        yield from checking.word_findings(connection, passages, {p.id: lexical_terms(p) for p in passages})
        vectors = list(checking.vector_findings(connection))
        yield from vectors
        if not vectors:
            yield from checking.index_findings(connection, self._index.present())
        yield from checking.file_findings(connection, self._kept.folder)

    def repair(self, embedder: Embedder) -> CheckReport:
        """Mends what ``check`` finds, and gives what could not be mended.

        Indexes are made again from the stored text; ``embedder`` is used only where vectors are missing or broken.

        Raises:
            StoreLockedError: another process is writing.
        """
        with self._database.writing():
            broken = {finding.part for finding in self._findings()}
            if Part.VECTORS in broken:
                self.rebuild(embedder)
            elif Part.WORDS in broken:
                with self._change() as connection:
                    index_words(connection, self.all_passages())
            if Part.FILES in broken:
                self._kept.forget_wrong(self.documents())
            if Part.INDEX in broken:
                self._index.close()
                self._index.build(anew=True)
            return self.check()

    def rebuild(self, embedder: Embedder, on_progress: Callable[[int], None] | None = None) -> None:
        """Builds every index again from the stored text, with this embedding model.

        Raises:
            StoreLockedError: another process is writing.
        """
        with self._database.writing():
            passages = self.all_passages()
            vectors = embed_passages(passages, embedder, on_progress)
            with self._change() as connection:
                self._database.put_note("model", embedder.id)
                index_words(connection, passages)
                index_vectors(connection, passages, vectors)
                self._index.forget()
