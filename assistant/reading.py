"""What is known of a store's content as it is now, read anew when the content changes."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.citing import Titles
from assistant.contacts.answer import Contacts
from assistant.contacts.lines import ContactBook
from assistant.editions import newer_editions
from assistant.instruments.added import AddedFile
from assistant.instruments.register import Register
from assistant.judging.judge import Judge
from assistant.judging.selection import Selection
from assistant.language.countries import Gazetteer
from assistant.language.full_names import FullNames
from assistant.language.lexicon import LANGUAGES, Lexicon
from assistant.law.disagreement import Disagreement
from assistant.law.in_time import Law
from assistant.law.norm_names import NormNames
from assistant.law.norms import Norms
from assistant.learning.mentions import abbreviations
from assistant.overviews.overviews import Overviews
from assistant.phrases import Phrases
from assistant.retrieval import Retrieval
from assistant.settings import Settings
from assistant.understanding.shorthand import Shorthand
from assistant.understanding.understanding import Understanding
from assistant.writers.extractive import ExtractiveWriter
from ingest.embedding import QueryEmbedder
from ingest.store import DocumentRecord, Store


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that depends on the store's content at one generation.

    Attributes:
        generation: of the store's content.
        records: the documents.
        understanding: reads questions, with the documents' words.
        retrieval: finds passages.
        judge: finds what answers.
        writers: by language.
        norms: what the documents tell of the norms among them.
        laws: what is known of the life of instruments, by language of the answer.
        norm_names: knows which norm of the store a question names.
        disagreement: finds sources that contradict each other.
        titles: of the catalogue's sources and of the store's norms.
        contacts: answers questions for addresses and telephone numbers.
        overviews: answers questions for an account of a whole matter.
        register_stamp: of the file of instruments that people added.
        newer: the newest edition of each document that has a newer one.
    """

    generation: int
    records: tuple[DocumentRecord, ...]
    understanding: Understanding
    retrieval: Retrieval
    judge: Judge
    writers: Mapping[str, ExtractiveWriter]
    norms: Norms
    laws: Mapping[str, Law]
    norm_names: NormNames
    disagreement: Disagreement
    titles: Titles
    contacts: Contacts
    overviews: Overviews
    register_stamp: tuple[int, int]
    newer: Mapping[str, DocumentRecord]


class Reader:
    """Reads a store whenever its content has changed. Safe to share between threads.

    Args:
        store: the store.
        settings: where the register of instruments and the shorthand are.
        lexicon, gazetteer, phrases, embedder: what does not depend on the content.
        titles: of the catalogue's sources.
    """

    def __init__(
        self,
        store: Store,
        settings: Settings,
        lexicon: Lexicon,
        gazetteer: Gazetteer,
        phrases: Mapping[str, Phrases],
        embedder: QueryEmbedder,
        titles: Titles,
    ) -> None:
        self._store = store
        self._settings = settings
        self._lexicon = lexicon
        self._gazetteer = gazetteer
        self._shorthand = Shorthand.load(settings.corpus)
        self._full_names = FullNames.load(settings.corpus)
        self._phrases = phrases
        self._embedder = embedder
        self._titles = titles
        self._added = AddedFile.of(store.folder)
        self._lock = threading.Lock()
        self._last: Reading | None = None

    def read(self) -> Reading:
        """What is known of the content as it is now."""
        with self._lock:
            generation, stamp = self._store.generation, self._added.stamp
            if self._last is None or self._last.generation != generation:
                self._last = self._whole(generation, stamp)
            elif self._last.register_stamp != stamp:
                laws = self._laws(self._last.norms, self._last.norm_names, self._last.titles)
                self._last = replace(self._last, laws=laws, register_stamp=stamp)
            return self._last

    def _names_in_full(self, records: Sequence[DocumentRecord]) -> FullNames:
        """The names of the glossary, and those that documents put before a short form in brackets."""
        bracketed = self._store.sentences_holding("(", {r.id for r in records})
        introduced = [
            (a.short, a.name, s.language) for s in bracketed for a in abbreviations(s.search_text, s.language)
        ]
        return self._full_names.with_those_of(introduced)

    def _laws(self, norms: Norms, names: NormNames, titles: Titles) -> dict[str, Law]:
        register = Register.load(self._settings.corpus, self._added.read().entries)
        return {lang: Law.of(norms, names, register, say, titles) for lang, say in self._phrases.items()}

    def _whole(self, generation: int, stamp: tuple[int, int]) -> Reading:
        vocabulary = {language: self._store.vocabulary(language) for language in LANGUAGES}
        records = self._store.documents()
        homes = frozenset(r.metadata.country for r in records if r.metadata.country)
        understanding = Understanding(self._lexicon, self._gazetteer, vocabulary, self._shorthand, homes)
        norms = Norms(self._store, records)
        titles = {**self._titles, **norms.titles()}
        full_names = self._names_in_full(records)
        judge = Judge(self._store, self._lexicon, self._gazetteer, vocabulary, full_names=full_names)
        selection = Selection(judge, self._store.neighbours)
        names = NormNames(records, norms, understanding, judge)
        retrieval = Retrieval(self._store, self._embedder, understanding, records, full_names)
        return Reading(
            generation=generation,
            records=records,
            understanding=understanding,
            retrieval=retrieval,
            judge=judge,
            writers={lang: ExtractiveWriter(judge, selection, say, titles) for lang, say in self._phrases.items()},
            norms=norms,
            laws=self._laws(norms, names, titles),
            norm_names=names,
            disagreement=Disagreement(judge, self._lexicon, self._store.sentence_vectors, norms.own),
            titles=titles,
            overviews=Overviews(
                self._settings.corpus / "indicators.jsonl",
                self._store,
                understanding,
                retrieval,
                judge,
                selection,
                self._phrases,
                titles,
            ),
            contacts=Contacts(ContactBook(self._store), judge.notions, self._gazetteer, titles),
            register_stamp=stamp,
            newer=newer_editions(self._store.editions.linked(), {record.id: record for record in records}),
        )
