"""The store: SQLite holds the truth, Chroma the vectors, and both can be read while another process writes.

Documents, pages, passages, sentences, their terms, their vectors and the FTS5 index change in one SQLite transaction,
so a killed process leaves the old state or the new one. The Chroma index follows after the commit and carries the
generation it was made from; while it is behind, searches compute exactly from the vectors in SQLite.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from filelock import FileLock, Timeout

from ingest import checking
from ingest.article_names import article_name
from ingest.checking import Finding, Part
from ingest.document import BlockKind, Document, DocumentType, Metadata, Page, Passage
from ingest.editions import Editions
from ingest.embedding import Embedder, Vector, passage_input, sentence_input
from ingest.errors import (
    DocumentUnknownError,
    ModelMismatchError,
    StoreDamagedError,
    StoreLockedError,
    StoreMissingError,
    UnreadableError,
)
from ingest.notices import Notice, stored
from ingest.ocr.confidence import ReadWord, doubtful, packed, unpacked
from ingest.records import CheckReport, DocumentRecord, DocumentVectors, Hit, StoredPassage, StoredSentence
from ingest.schema import (
    LANGUAGES,
    METADATA_COLUMNS,
    PASSAGE_COLUMNS,
    SCHEMA,
    SENTENCE_COLUMNS,
    TABLES,
    UPGRADABLE,
    VERSION,
)
from ingest.searching import Searcher, WordRows, index_folder, read_vectors, read_words
from ingest.terms import terms
from ingest.vectors import KINDS, IndexGoneError, Kind, VectorIndex, collection_name, next_index
from ingest.waiting import WaitingRoom
from ingest.wordvectors import WordVectors

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

LOCK_SECONDS = 20.0
"""How long a writer waits for another one."""

_FILE = "store.sqlite3"
_CACHE_KIB = 32_768
_MOST_OF_ARTICLES = 60
_NOT_LOOKED = ((-1, -1),)
"""Stands for the places in doubt of a page that nobody has asked for."""


def embed_document(
    document: Document, embedder: Embedder, on_progress: Callable[[int], None] | None = None
) -> DocumentVectors:
    """The vectors of a document's passages and sentences."""
    return _vectors(document.passages, embedder, on_progress)


def _vectors(
    passages: Sequence[Passage] | Sequence[StoredPassage],
    embedder: Embedder,
    on_progress: Callable[[int], None] | None,
) -> DocumentVectors:
    whole = embedder.embed([passage_input(p.section, _search_text(p)) for p in passages], on_progress)
    inputs = [sentence_input(s.context, s.search_text, s.language) for p in passages for s in p.sentences]
    sentences, words = embedder.embed_sentences(inputs, on_progress)
    return DocumentVectors(embedder.id, whole, sentences, words)


def _search_text(passage: Passage | StoredPassage) -> str:
    return " ".join(sentence.search_text for sentence in passage.sentences) or passage.text


def _lexical_terms(passage: Passage | StoredPassage) -> str:
    return " ".join(terms(passage_input(passage.section, _search_text(passage)), passage.language))


class Store:
    """The documents and their indexes in one folder. Safe to share between threads.

    Any number of processes may read while one writes; a second writer waits ``LOCK_SECONDS``.
    """

    def __init__(self, folder: Path) -> None:
        """Use ``Store.open``."""
        self.folder = folder
        self._lock = threading.RLock()
        self._file_lock = FileLock(folder / ".lock", timeout=LOCK_SECONDS, thread_local=False)
        self._connection = sqlite3.connect(folder / _FILE, timeout=LOCK_SECONDS, check_same_thread=False)
        self._connection.isolation_level = None
        self._index: VectorIndex | None = None
        self._searcher: Searcher | None = None
        self._searched: tuple[int, str | None] = (0, None)
        self._deferred = 0
        self._doubts: tuple[int, dict[tuple[str, int], tuple[tuple[int, int], ...]]] = (-1, {})
        self.waiting = WaitingRoom(folder, self._rows, self._note)
        self.editions = Editions(self._rows, self._change)

    @classmethod
    def open(cls, path: Path | str, create: bool = False) -> Store:
        """The store in a folder; with ``create``, an empty one is made where there is none.

        Raises:
            StoreMissingError: there is no store and ``create`` is false.
            StoreDamagedError: the files are there and cannot be read.
        """
        folder = Path(path)
        if not (folder / _FILE).exists():
            if not create:
                raise StoreMissingError(path=folder)
            folder.mkdir(parents=True, exist_ok=True)
        try:
            store = cls(folder)
            store._prepare()
        except sqlite3.DatabaseError as error:
            raise StoreDamagedError(path=folder, reason=str(error)) from error
        return store

    def close(self) -> None:
        """Ends the connections; the store cannot be used afterwards."""
        with self._lock:
            self._drop_searcher()
            self._connection.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # What is in the store

    @property
    def generation(self) -> int:
        """A number that changes with every change of content, by whatever process."""
        return int(self._meta("generation") or 0)

    @property
    def model_id(self) -> str | None:
        """The id of the embedding model that the vectors are made with; None before the first document."""
        return self._meta("model")

    def require_model(self, model: str) -> None:
        """Makes sure that the store was built with this embedding model.

        Raises:
            ModelMismatchError: it was built with another one.
        """
        if self.model_id not in (None, model):
            raise ModelMismatchError(stored=self.model_id, configured=model)

    def documents(self) -> tuple[DocumentRecord, ...]:
        """All documents in the order of their titles."""
        return tuple(self._records("ORDER BY title, id", ()))

    def document(self, id: str) -> DocumentRecord:
        """One document.

        Raises:
            DocumentUnknownError: the store does not have it.
        """
        record = self.find(id)
        if record is None:
            raise DocumentUnknownError(document_id=id)
        return record

    def find(self, id: str) -> DocumentRecord | None:
        """One document, or None where the store does not have it."""
        return next(iter(self._records("WHERE id = ?", (id,))), None)

    def document_at(self, path: str) -> DocumentRecord | None:
        """The document that was read from this path, if any."""
        return next(iter(self._records("WHERE path = ?", (path,))), None)

    def pages(self, id: str) -> tuple[Page, ...]:
        """The pages of a document in order.

        Raises:
            DocumentUnknownError: the store does not have it.
        """
        found = self._rows("SELECT number, text FROM pages WHERE document_id = ? ORDER BY number", (id,))
        if not found:
            self.document(id)
        return tuple(Page(number, text) for number, text in found)

    def page_text(self, id: str, page: int) -> str:
        """The text of one page; empty where the document has no such page.

        Raises:
            DocumentUnknownError: the store does not have the document.
        """
        found = self._rows("SELECT text FROM pages WHERE document_id = ? AND number = ?", (id, page))
        if not found:
            self.document(id)
            return ""
        return str(found[0][0])

    def document_ids(
        self,
        *,
        countries: Collection[str | None] | None = None,
        types: Collection[str] | None = None,
        languages: Collection[str] | None = None,
        documents: Collection[str] | None = None,
        as_of: str | None = None,
    ) -> frozenset[str]:
        """The ids of the documents that meet every condition given.

        Args:
            countries: ISO alpha-3 codes; None among them stands for documents of no country.
            types: values of DocumentType.
            languages: languages of the document.
            documents: ids.
            as_of: ISO date; keeps documents dated on or before it, as exactly as both are known, and undated ones.
        """
        return frozenset(
            id
            for id, country, type, language, date in self._rows(
                "SELECT id, country, type, language, date FROM documents"
            )
            if (countries is None or country in countries)
            and (types is None or type in types)
            and (languages is None or language in languages)
            and (documents is None or id in documents)
            and (not as_of or not date or date[: len(as_of)] <= as_of[: len(date)])
        )

    def passages(self, ids: Sequence[int]) -> list[StoredPassage]:
        """Passages with their sentences, in the order of the ids; ids that are gone are left out."""
        chosen = (json.dumps(list(ids)),)
        sentences: dict[int, list[StoredSentence]] = {}
        with self._lock:
            for sentence in self._sentences("passage_id IN (SELECT value FROM json_each(?)) ORDER BY ordinal", chosen):
                sentences.setdefault(sentence.passage_id, []).append(sentence)
            found = self._rows(
                f"SELECT {PASSAGE_COLUMNS} FROM passages WHERE id IN (SELECT value FROM json_each(?))", chosen
            )
        stored = {id: StoredPassage(id, *place, tuple(sentences.get(id, ()))) for id, *place in found}  # type: ignore[call-arg]
        return [stored[id] for id in ids if id in stored]

    def sentences(self, ids: Sequence[int]) -> list[StoredSentence]:
        """Sentences in the order of the ids; ids that are gone are left out."""
        found = self._sentences("id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),))
        stored = {sentence.id: sentence for sentence in found}
        return [stored[id] for id in ids if id in stored]

    def sentence_at(self, document_id: str, page: int, start: int) -> StoredSentence | None:
        """The sentence that begins at a place of a page; None where none does."""
        found = self._sentences("document_id = ? AND page = ? AND start = ?", (document_id, page, start))
        return found[0] if found else None

    def neighbours(self, document_id: str, first_ordinal: int, last_ordinal: int) -> list[StoredSentence]:
        """The sentences of a document from one ordinal to another, both included."""
        condition = "document_id = ? AND ordinal BETWEEN ? AND ? ORDER BY ordinal"
        return self._sentences(condition, (document_id, first_ordinal, last_ordinal))

    def marked(self, document_id: str, first_ordinal: int, last_ordinal: int) -> list[StoredSentence]:
        """Those sentences from one ordinal to another that carry marks of footnotes, the footnotes included."""
        condition = "document_id = ? AND ordinal BETWEEN ? AND ? AND footnotes <> '[]' ORDER BY ordinal"
        return self._sentences(condition, (document_id, first_ordinal, last_ordinal))

    def of_articles(self, numbers: Collection[str], document_ids: Collection[str]) -> list[int]:
        """The ids of the sentences that stand in articles of these numbers in some documents, in their order.

        Numbers are met however they are written (``ingest.article_names``).
        """
        wanted = {article_name(number) for number in numbers}
        if not wanted:
            return []
        within = json.dumps(sorted(document_ids))
        every = self._rows(
            "SELECT DISTINCT article FROM sentences WHERE article IS NOT NULL "
            "AND document_id IN (SELECT value FROM json_each(?))",
            (within,),
        )
        stored = [article for (article,) in every if article_name(article) in wanted]
        sql = (
            "SELECT id FROM sentences WHERE article IN (SELECT value FROM json_each(?)) "
            "AND document_id IN (SELECT value FROM json_each(?)) ORDER BY document_id, ordinal LIMIT ?"
        )
        return [row[0] for row in self._rows(sql, (json.dumps(stored), within, _MOST_OF_ARTICLES))]

    def sentences_holding(self, text: str, document_ids: Collection[str]) -> list[StoredSentence]:
        """The sentences of some documents that hold a run of characters, in their order."""
        pattern = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        return self._sentences(
            "text LIKE ? ESCAPE '\\' AND document_id IN (SELECT value FROM json_each(?)) ORDER BY document_id, ordinal",
            (f"%{pattern}%", json.dumps(sorted(document_ids))),
        )

    def neighbours_of(self, ranges: Sequence[tuple[str, int, int]]) -> list[list[StoredSentence]]:
        """The sentences of each range (document, first ordinal, last ordinal), in one query."""
        condition = (
            "id IN (SELECT s.id FROM json_each(?) AS r JOIN sentences AS s ON s.document_id = r.value ->> 0 "
            "AND s.ordinal BETWEEN r.value ->> 1 AND r.value ->> 2) ORDER BY document_id, ordinal"
        )
        found = {(s.document_id, s.ordinal): s for s in self._sentences(condition, (json.dumps(ranges),))}
        return [[found[d, n] for n in range(first, last + 1) if (d, n) in found] for d, first, last in ranges]

    def passage_vectors(self, ids: Sequence[int]) -> Vector:
        """The vectors of passages, shape (n, d), float32, in the order of the ids.

        Raises:
            KeyError: a passage is gone.
        """
        with self._lock:
            return read_vectors(self._connection, "passages", ids)

    def sentence_vectors(self, ids: Sequence[int]) -> Vector:
        """The vectors of sentences, shape (n, d), float32, in the order of the ids.

        Raises:
            KeyError: a sentence is gone.
        """
        with self._lock:
            return read_vectors(self._connection, "sentences", ids)

    def word_vectors(self, ids: Sequence[int]) -> dict[int, WordVectors]:
        """The vectors of the words of sentences, by the sentences' ids; of models without them, none."""
        query = "SELECT id, words, vectors FROM sentences_words WHERE id IN (SELECT value FROM json_each(?))"
        rows = self._rows(query, (json.dumps(list(ids)),))
        found = {id: WordVectors.read(words, blob) for id, words, blob in rows}
        return {id: found.get(id, WordVectors.none()) for id in ids}

    def word_rows(self, ids: Sequence[int], width: int) -> WordRows:
        """The vectors that ``word_vectors`` gives, one below the other and without the words.

        Of hundreds of passages at a time that is half the work.
        """
        with self._lock:
            return read_words(self._connection, ids, width)

    def term_count(self, stem: str, language: str) -> int:
        """The number of sentences of a language that have the stem."""
        found = self._rows("SELECT sentences FROM term_counts WHERE language = ? AND term = ?", (language, stem))
        return int(found[0][0]) if found else 0

    def vocabulary(self, language: str) -> dict[str, int]:
        """Every stem of a language with the number of its sentences that have it."""
        found = self._rows("SELECT term, sentences FROM term_counts WHERE language = ? AND term <> ''", (language,))
        return {term: int(count) for term, count in found}

    def sentence_count(self, language: str) -> int:
        """The number of sentences of a language."""
        return self.term_count("", language)

    def text_count(self) -> int:
        """The number of passages and sentences of all languages: as many texts have vectors."""
        return int(self._rows("SELECT coalesce(sum(passages + sentences), 0) FROM documents")[0][0])

    # Searches

    def dense_passages(
        self, vector: Vector, k: int, *, language: str | None = None, document_ids: Collection[str] | None = None
    ) -> list[Hit]:
        """The passages nearest to a vector of unit length: at most ``k``, scored by cosine, best first."""
        with self._lock:
            return self._search().dense("passages", vector, k, language, document_ids)

    def dense_sentences(
        self, vector: Vector, k: int, *, language: str | None = None, document_ids: Collection[str] | None = None
    ) -> list[Hit]:
        """The sentences nearest to a vector of unit length: at most ``k``, scored by cosine, best first."""
        with self._lock:
            return self._search().dense("sentences", vector, k, language, document_ids)

    def lexical(
        self,
        stems: Sequence[str],
        k: int,
        *,
        language: str | None = None,
        document_ids: Collection[str] | None = None,
    ) -> list[Hit]:
        """The passages that have any of the stems (as ``ingest.terms`` gives them), scored by BM25, best first."""
        with self._lock:
            return self._search().lexical(stems, k, language, document_ids)

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
                self._delete(connection, old)
            if connection.execute("SELECT 1 FROM documents WHERE id = ?", (document.id,)).fetchone():
                return False
            self._set_meta("model", vectors.model)
            self._insert(connection, document, vectors, self._keep(document, original))
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
            self._delete(connection, id)
            self.editions.forget(connection, id)

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Puts the Chroma index off to the end of several changes; searches meanwhile are exact all the same."""
        with self._lock:
            self._deferred += 1
        try:
            yield
        finally:
            with self._lock:
                self._deferred -= 1
            self.synchronise()

    def synchronise(self) -> None:
        """Brings the Chroma index and the folder of originals up to date with SQLite, where they are behind.

        Raises:
            StoreLockedError: another process is writing.
        """
        if self._deferred or self._stamp()["generation"] == self.generation:
            return
        with self._writing():
            self._build_index(anew=False)

    def check(self) -> CheckReport:
        """Compares every index with the stored text, and the stored text with itself.

        What a killed process left half done is brought to an end first, unless another process is writing.
        """
        with self._lock:
            self._catch_up()
            return CheckReport(tuple(finding.sentence for finding in self._findings()))

    def repair(self, embedder: Embedder) -> CheckReport:
        """Mends what ``check`` finds, and gives what could not be mended.

        Indexes are made again from the stored text; ``embedder`` is used only where vectors are missing or broken.

        Raises:
            StoreLockedError: another process is writing.
        """
        with self._writing():
            broken = {finding.part for finding in self._findings()}
            if Part.VECTORS in broken:
                self.rebuild(embedder)
            elif Part.WORDS in broken:
                with self._change() as connection:
                    self._index_words(connection, self._all_passages())
            if Part.FILES in broken:
                self._forget_wrong_files()
            if Part.INDEX in broken:
                self._drop_searcher()
                self._build_index(anew=True)
            return self.check()

    def rebuild(self, embedder: Embedder, on_progress: Callable[[int], None] | None = None) -> None:
        """Builds every index again from the stored text, with this embedding model.

        Raises:
            StoreLockedError: another process is writing.
        """
        with self._writing():
            passages = self._all_passages()
            vectors = _vectors(passages, embedder, on_progress)
            with self._change() as connection:
                self._set_meta("model", embedder.id)
                self._index_words(connection, passages)
                for table in ("passages_vectors", "sentences_vectors", "sentences_words"):
                    connection.execute(f"DELETE FROM {table}")
                sentence_ids = [sentence.id for passage in passages for sentence in passage.sentences]
                _insert_all_vectors(connection, [p.id for p in passages], sentence_ids, vectors)
                self._set_meta("vectors", "")

    # Within

    def _findings(self) -> Iterator[Finding]:
        connection = self._connection
        yield from checking.database_findings(connection)
        yield from checking.text_findings(connection)
        passages = self._all_passages()
        yield from checking.word_findings(connection, passages, {p.id: _lexical_terms(p) for p in passages})
        vectors = list(checking.vector_findings(connection))
        yield from vectors
        if not vectors:
            stamp = self._stamp()
            index = self._open_index(stamp) if stamp["generation"] == self.generation else None
            yield from checking.index_findings(connection, index)
        yield from checking.file_findings(connection, self.folder / "originals")

    def _catch_up(self) -> None:
        try:
            self._file_lock.acquire(timeout=0)
        except Timeout:
            return
        try:
            self._sweep_originals()
            if self._stamp()["generation"] != self.generation:
                self._build_index(anew=False)
        finally:
            self._file_lock.release()

    def _all_passages(self) -> list[StoredPassage]:
        return self.passages([id for (id,) in self._rows("SELECT id FROM passages ORDER BY id")])

    def _forget_wrong_files(self) -> None:
        """Drops kept files that are missing or not what was read, and files of no document."""
        for record in self.documents():
            file = record.original
            if file and (not file.exists() or hashlib.sha256(file.read_bytes()).hexdigest() != record.sha256):
                self._connection.execute("UPDATE documents SET original = NULL WHERE id = ?", (record.id,))
        self._sweep_originals()

    def _drop_searcher(self) -> None:
        if self._index is not None:
            self._index.close()
        self._index = self._searcher = None

    def _prepare(self) -> None:
        with self._lock:
            self._keep_a_write_ahead_log()
            self._connection.execute("PRAGMA foreign_keys = ON")
            self._connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            if self._has_schema():
                return
            with self._writing():
                if self._has_schema():  # another process has made it meanwhile
                    return
                self._connection.executescript("BEGIN IMMEDIATE;" + SCHEMA)
                self._set_meta("version", str(VERSION))
                self._connection.execute("INSERT OR IGNORE INTO meta VALUES ('generation', '0')")
                self._connection.execute("COMMIT")

    def _keep_a_write_ahead_log(self) -> None:
        """Sets SQLite's WAL mode, which it refuses without its usual waiting while another process opens the file."""
        until = time.monotonic() + LOCK_SECONDS
        while True:
            try:
                self._connection.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                    raise
                if time.monotonic() > until:
                    raise StoreLockedError(path=self.folder) from error
                time.sleep(0.01)

    def _has_schema(self) -> bool:
        """Whether all tables are there; false where there are none, or those of a version that can be upgraded."""
        if not self._rows("SELECT 1 FROM sqlite_master WHERE name = 'meta'"):
            return False
        version = self._meta("version")
        if version not in {str(VERSION), *UPGRADABLE}:
            raise StoreDamagedError(path=self.folder, reason="it was made by another version")
        tables = {name for (name,) in self._rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
        return version == str(VERSION) and tables >= TABLES

    def _rows(self, query: str, values: Sequence[Any] = ()) -> list[Any]:
        with self._lock:
            return self._connection.execute(query, values).fetchall()

    def _meta(self, key: str) -> str | None:
        found = self._rows("SELECT value FROM meta WHERE key = ?", (key,))
        return str(found[0][0]) if found else None

    def _set_meta(self, key: str, value: str) -> None:
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def _records(self, condition: str, values: Sequence[Any]) -> list[DocumentRecord]:
        columns = ", ".join(METADATA_COLUMNS)
        found = self._rows(
            "SELECT id, sha256, path, pages, passages, status, added_at, original, warnings, "
            f"{columns} FROM documents {condition}",
            values,
        )
        return [self._record(row) for row in found]

    def _record(self, row: Sequence[Any]) -> DocumentRecord:
        id, sha256, path, pages, passages, status, added_at, original, warnings, *metadata = row
        known = dict(zip(METADATA_COLUMNS, metadata, strict=True))
        known["type"] = DocumentType(known["type"])
        return DocumentRecord(
            id=id,
            sha256=sha256,
            path=path,
            metadata=Metadata(**known),
            pages=pages,
            passages=passages,
            status=status,
            added_at=added_at,
            original=self.folder / "originals" / original if original else None,
            warnings=tuple(map(Notice.read, json.loads(warnings))),
        )

    def _sentences(self, condition: str, values: Sequence[Any]) -> list[StoredSentence]:
        found = [
            _sentence(row) for row in self._rows(f"SELECT {SENTENCE_COLUMNS} FROM sentences WHERE {condition}", values)
        ]
        pages = self._recognised_pages()
        return [self._doubted(s) if (s.document_id, s.page) in pages else s for s in found] if pages else found

    def _recognised_pages(self) -> dict[tuple[str, int], tuple[tuple[int, int], ...]]:
        """The pages that text recognition read, with the places in doubt of those that have been asked for."""
        generation = self.generation
        if self._doubts[0] != generation:
            rows = self._rows("SELECT document_id, number FROM recognised_pages")
            self._doubts = (generation, {(id, number): _NOT_LOOKED for id, number in rows})
        return self._doubts[1]

    def _doubted(self, sentence: StoredSentence) -> StoredSentence:
        key = (sentence.document_id, sentence.page)
        pages = self._recognised_pages()
        if pages[key] is _NOT_LOOKED:
            pages[key] = doubtful(self.page_text(*key), self.recognised_words(*key))
        start, end = sentence.start, sentence.end
        inside = tuple((a - start, b - start) for a, b in pages[key] if start <= a and b <= end)
        return replace(sentence, doubtful=inside) if inside else sentence

    def recognised_words(self, id: str, page: int) -> tuple[ReadWord, ...]:
        """The words of a page that was read by text recognition, with their places; none for other pages."""
        found = self._rows("SELECT words FROM recognised_pages WHERE document_id = ? AND number = ?", (id, page))
        return unpacked(found[0][0]) if found else ()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Holds the right to write, against threads and processes."""
        with self._lock:
            try:
                self._file_lock.acquire()
            except Timeout as error:
                raise StoreLockedError(path=self.folder) from error
            try:
                yield
            finally:
                self._file_lock.release()

    @contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        """One transaction that changes the content, after which the Chroma index follows."""
        with self._writing():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                before = self._connection.total_changes
                yield self._connection
                if self._connection.total_changes != before:
                    self._set_meta("generation", str(self.generation + 1))
                self._connection.execute("COMMIT")
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self.synchronise()

    @contextmanager
    def _note(self) -> Iterator[sqlite3.Connection]:
        """One transaction that leaves alone what questions are answered from."""
        with self._writing():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise

    def _keep(self, document: Document, original: Path | None) -> str | None:
        """Copies a file into the store and gives the name of the copy."""
        if original is None:
            return None
        folder = self.folder / "originals"
        folder.mkdir(exist_ok=True)
        name = document.id + original.suffix.lower()
        shutil.copyfile(original, folder / f".{name}")
        if hashlib.sha256((folder / f".{name}").read_bytes()).hexdigest() != document.sha256:
            raise UnreadableError(name=original.name, reason="it changed while it was read")
        (folder / f".{name}").replace(folder / name)
        return name

    def _insert(
        self, connection: sqlite3.Connection, document: Document, vectors: DocumentVectors, original: str | None
    ) -> None:
        values = {
            "id": document.id,
            "sha256": document.sha256,
            "path": document.path,
            **asdict(document.metadata),
            "pages": len(document.pages),
            "passages": len(document.passages),
            "sentences": sum(len(passage.sentences) for passage in document.passages),
            "status": "indexed",
            "added_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "original": original,
            "warnings": json.dumps([stored(warning) for warning in document.warnings], ensure_ascii=False),
        }
        _insert_row(connection, "documents", values)
        for page in document.pages:
            connection.execute("INSERT INTO pages VALUES (?, ?, ?)", (document.id, page.number, page.text))
        for number, words in document.recognised.items():
            connection.execute("INSERT INTO recognised_pages VALUES (?, ?, ?)", (document.id, number, packed(words)))
        passage_ids, sentence_ids = _insert_passages(connection, document)
        _insert_all_vectors(connection, passage_ids, sentence_ids, vectors)
        _count_terms(connection, document.id, 1)

    def _delete(self, connection: sqlite3.Connection, id: str) -> None:
        for language in LANGUAGES:
            connection.execute(
                f"DELETE FROM lexical_{language} WHERE rowid IN (SELECT id FROM passages WHERE document_id = ?)", (id,)
            )
        _count_terms(connection, id, -1)
        connection.execute("DELETE FROM documents WHERE id = ?", (id,))

    def _index_words(self, connection: sqlite3.Connection, passages: Sequence[StoredPassage]) -> None:
        """Makes the lexical index and the counts of terms again."""
        connection.execute("DELETE FROM term_counts")
        for language in LANGUAGES:
            connection.execute(f"DELETE FROM lexical_{language}")
        for passage in passages:
            _insert_words(connection, passage.id, passage)
            for sentence in passage.sentences:
                stems = " ".join(terms(sentence.search_text, sentence.language))
                connection.execute("UPDATE sentences SET terms = ? WHERE id = ?", (stems, sentence.id))
        for (id,) in connection.execute("SELECT id FROM documents").fetchall():
            _count_terms(connection, id, 1)

    def _stamp(self) -> dict[str, Any]:
        """Name, generation and size of the Chroma index."""
        stamp: dict[str, Any] = json.loads(self._meta("vectors") or "{}")
        return stamp or {"name": None, "generation": 0, "count": 0}

    def _build_index(self, anew: bool) -> None:
        stamp, generation = self._stamp(), self.generation
        source = None if anew or stamp["name"] is None else index_folder(self.folder, stamp["name"])
        name = f"{generation:08d}" if stamp["name"] != f"{generation:08d}" else f"{generation:08d}-again"
        wanted = {
            collection_name(kind, language): [
                id for (id,) in self._rows(f"SELECT id FROM {kind} WHERE language = ? ORDER BY id", (language,))
            ]
            for kind in KINDS
            for language in LANGUAGES
        }
        try:
            count = next_index(source, index_folder(self.folder, name), wanted, self._load_vectors, LANGUAGES)
        except IndexGoneError as error:
            raise StoreDamagedError(path=self.folder, reason=str(error.__cause__)) from error
        self._set_meta("vectors", json.dumps({"name": name, "generation": generation, "count": count}))
        self._sweep({name, stamp["name"]})

    def _load_vectors(self, name: str, ids: Sequence[int]) -> Vector:
        return read_vectors(self._connection, name.split("-")[0], ids)

    def _sweep(self, names: set[str]) -> None:
        """Removes the indexes that no reader can still be opening, and files of documents that are gone."""
        for folder in (self.folder / "vectors").iterdir():
            if folder.name not in names:
                shutil.rmtree(folder, ignore_errors=True)
        self._sweep_originals()

    def _sweep_originals(self) -> None:
        kept = {original for (original,) in self._rows("SELECT original FROM documents WHERE original IS NOT NULL")}
        originals = self.folder / "originals"
        for file in originals.iterdir() if originals.exists() else ():
            if file.name not in kept:
                file.unlink(missing_ok=True)

    def _search(self) -> Searcher:
        """The searcher of the present content."""
        stamp, generation = self._stamp(), self.generation
        state = (generation, stamp["name"] if stamp["generation"] == generation else None)
        if self._searcher is None or self._searched != state:
            self._searcher = Searcher(self._connection, lambda: self._open_index(stamp) if state[1] else None)
            self._searched = state
        return self._searcher

    def _open_index(self, stamp: dict[str, Any]) -> VectorIndex | None:
        if stamp["name"] is None:
            return None
        folder = index_folder(self.folder, stamp["name"])
        if self._index is not None and self._index.folder != folder:
            self._index.close()
            self._index = None
        if self._index is None and folder.exists():
            self._index = _index_in(folder, stamp["count"])
        return self._index


def _index_in(folder: Path, count: int) -> VectorIndex | None:
    """The Chroma index in a directory; None where a writer has just replaced it, or it is damaged."""
    try:
        index = VectorIndex(folder, LANGUAGES)
    except IndexGoneError:
        return None
    # A directory that vanished between the look and the opening comes up empty.
    if index.count() == count:
        return index
    index.close()
    return None


def _sentence(row: Sequence[Any]) -> StoredSentence:
    *values, footnotes, stems = row
    values[11] = BlockKind(values[11])
    values += (tuple(json.loads(footnotes)) if footnotes != "[]" else (), tuple(stems.split()))
    made: Any = values
    return StoredSentence(*made)


def _insert_row(connection: sqlite3.Connection, table: str, values: dict[str, Any]) -> int:
    columns, marks = ", ".join(values), ", ".join("?" * len(values))
    cursor = connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(values.values()))
    return int(cursor.lastrowid or 0)


def _insert_passages(connection: sqlite3.Connection, document: Document) -> tuple[list[int], list[int]]:
    """Inserts the passages and sentences of a document and gives their ids."""
    passage_ids: list[int] = []
    sentence_ids: list[int] = []
    for passage in document.passages:
        values = {column: getattr(passage, column) for column in PASSAGE_COLUMNS.split(", ")[2:]}
        id = _insert_row(connection, "passages", {"document_id": document.id, **values})
        _insert_words(connection, id, passage)
        passage_ids.append(id)
        for sentence in passage.sentences:
            values = {
                **asdict(sentence),
                "passage_id": id,
                "document_id": document.id,
                "ordinal": len(sentence_ids),
                "footnotes": json.dumps(sentence.footnotes),
                "terms": " ".join(terms(sentence.search_text, sentence.language)),
            }
            sentence_ids.append(_insert_row(connection, "sentences", values))
    return passage_ids, sentence_ids


def _insert_words(connection: sqlite3.Connection, id: int, passage: Passage | StoredPassage) -> None:
    connection.execute(
        f"INSERT INTO lexical_{passage.language} (rowid, terms) VALUES (?, ?)", (id, _lexical_terms(passage))
    )


def _insert_all_vectors(
    connection: sqlite3.Connection, passages: Sequence[int], sentences: Sequence[int], vectors: DocumentVectors
) -> None:
    _insert_vectors(connection, "passages", passages, vectors.passages)
    _insert_vectors(connection, "sentences", sentences, vectors.sentences)
    rows = ((id, " ".join(w.words), w.vectors.tobytes()) for id, w in zip(sentences, vectors.words, strict=True))
    connection.executemany("INSERT INTO sentences_words VALUES (?, ?, ?)", rows)


def _insert_vectors(connection: sqlite3.Connection, kind: Kind, ids: Iterable[int], vectors: Vector) -> None:
    rows = ((id, vector.astype("<f4").tobytes()) for id, vector in zip(ids, vectors, strict=True))
    connection.executemany(f"INSERT INTO {kind}_vectors VALUES (?, ?)", rows)


def _count_terms(connection: sqlite3.Connection, document_id: str, step: int) -> None:
    """Adds or takes away the sentences of a document from the counts; the empty term counts the sentences."""
    counts: Counter[tuple[str, str]] = Counter()
    query = "SELECT language, terms FROM sentences WHERE document_id = ?"
    for language, stems in connection.execute(query, (document_id,)):
        counts.update((language, term) for term in {"", *stems.split()})
    connection.executemany(
        "INSERT INTO term_counts VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET sentences = sentences + excluded.sentences",
        [(language, term, step * count) for (language, term), count in counts.items()],
    )
    connection.execute("DELETE FROM term_counts WHERE sentences <= 0")
