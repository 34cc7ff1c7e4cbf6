"""What a store holds, as it is read: documents, pages, passages, sentences, their vectors and their words."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ingest.article_names import article_name
from ingest.database import Database
from ingest.document import BlockKind, DocumentType, Metadata, Page
from ingest.embedding import Vector
from ingest.errors import DocumentUnknownError
from ingest.notices import Notice
from ingest.ocr.confidence import ReadWord, doubtful, unpacked
from ingest.records import DocumentRecord, StoredPassage, StoredSentence
from ingest.schema import METADATA_COLUMNS, PASSAGE_COLUMNS, SENTENCE_COLUMNS
from ingest.searching import WordRows, read_vectors, read_words
from ingest.wordvectors import WordVectors

_MOST_OF_ARTICLES = 60
_NOT_LOOKED = ((-1, -1),)
"""Stands for the places in doubt of a page that nobody has asked for."""


class StoredTexts:
    """Reads the documents of one store. Safe to share between threads.

    Args:
        database: the store's SQLite file.
        originals: the folder of the kept files.
    """

    def __init__(self, database: Database, originals: Path) -> None:
        self._database = database
        self._rows = database.rows
        self._originals = originals
        self._doubts: tuple[int, dict[tuple[str, int], tuple[tuple[int, int], ...]]] = (-1, {})

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
        with self._database.lock:
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
        with self._database.lock:
            return read_vectors(self._database.connection, "passages", ids)

    def sentence_vectors(self, ids: Sequence[int]) -> Vector:
        """The vectors of sentences, shape (n, d), float32, in the order of the ids.

        Raises:
            KeyError: a sentence is gone.
        """
        with self._database.lock:
            return read_vectors(self._database.connection, "sentences", ids)

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
        with self._database.lock:
            return read_words(self._database.connection, ids, width)

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

    def recognised_words(self, id: str, page: int) -> tuple[ReadWord, ...]:
        """The words of a page that was read by text recognition, with their places; none for other pages."""
        found = self._rows("SELECT words FROM recognised_pages WHERE document_id = ? AND number = ?", (id, page))
        return unpacked(found[0][0]) if found else ()

    def recognised_documents(self) -> frozenset[str]:
        """The documents of which text recognition read a page at least."""
        return frozenset(id for id, _ in self._recognised_pages())

    def all_passages(self) -> list[StoredPassage]:
        """Every passage, in the order of the ids."""
        return self.passages([id for (id,) in self._rows("SELECT id FROM passages ORDER BY id")])

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
            original=self._originals / original if original else None,
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
        generation = self._database.generation
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


def _sentence(row: Sequence[Any]) -> StoredSentence:
    *values, footnotes, stems = row
    values[11] = BlockKind(values[11])
    values += (tuple(json.loads(footnotes)) if footnotes != "[]" else (), tuple(stems.split()))
    made: Any = values
    return StoredSentence(*made)
