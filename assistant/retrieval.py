"""From a Query to ranked passages and to the sentences worth judging.

Vectors and words of either language bring passages into a pool; there, each word of the question looks for the closest
word of the passage by their vectors in context. That says more than the vectors of whole passages and sentences, and
says it across languages too, where a lexical index finds nothing and fusing its noise costs recall (measured:
docs/decisions.md). Each language is ranked apart, then the rankings are merged by standardised scores, so that neither
language crowds the other out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from numpy.typing import NDArray
from pydantic import ConfigDict

from assistant.editions import scanned_copies, superseded
from assistant.instruments.own_instruments import NORMS
from assistant.language.full_names import FullNames, InFull
from assistant.language.lexicon import LANGUAGES, WordClass
from assistant.understanding.asking import bare
from assistant.understanding.question import Query
from assistant.understanding.understanding import Understanding
from ingest.embedding import QueryEmbedder, QuestionVectors
from ingest.store import DocumentRecord, Hit, Store, StoredPassage, StoredSentence
from ingest.terms import STOP_WORDS
from ingest.wordvectors import WORD_STEPS

Vector = NDArray[np.float32]

_POOL = 48
_AT_ONCE = 512
"""How many words of passages are compared with those of a question at a time."""
_ARTICLES, _ARTICLE = 16, 6
"""Of how many close sentences the articles are read on, and how many sentences before and after."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What the standardised scores count in a ranking, beside 1 for the meaning of passage and best sentence.

    Attributes:
        words: of the closest words, where the model gives vectors of words.
        terms: of BM25, beside these; it is used within a language only.
        terms_alone: of BM25 where there are no vectors of words.
    """

    words: float = 2.0
    terms: float = 0.3
    terms_alone: float = 0.5


_WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Depth:
    """How many passages come into question by their meaning and by their terms, and how many sentences by meaning."""

    meaning: int
    terms: int
    sentences: int


_DEPTH = Depth(16, 20, 120)
"""Each sentence is seen against all that come into question: fewer, and those that nearly answer crowd the rest out."""
_OF_NORMS = Depth(16, 30, 48)
"""Articles of one norm share most of their words, so the one that answers stands less high among them."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a person limits the search to; None means no limit. ``as_of`` is an ISO date."""

    countries: tuple[str, ...] | None = None
    types: tuple[str, ...] | None = None
    languages: tuple[str, ...] | None = None
    documents: tuple[str, ...] | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """A passage with its score; scores are comparable within one ranking only."""

    passage: StoredPassage
    score: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence worth judging, with its cosine to the question."""

    sentence: StoredSentence
    cosine: float


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """What a question is answered from: the sentences worth judging, and the vectors of the question's own words.

    Attributes:
        candidates: the sentences.
        words: the vectors by the folded words.
        in_full: the question with its short forms of names written out; None of one without any.
        words_in_full: the vectors of the words of that.
    """

    candidates: tuple[Candidate, ...]
    words: Mapping[str, Vector]
    in_full: InFull | None = None
    words_in_full: Mapping[str, Vector] = field(default_factory=dict)


class Retrieval:
    """Search over a store for questions understood.

    Args:
        store: what is searched.
        embedder: gives the questions' vectors.
        understanding: reads questions.
        records: the documents of the store at its present generation.
        full_names: writes out short forms of names.
    """

    def __init__(
        self,
        store: Store,
        embedder: QueryEmbedder,
        understanding: Understanding,
        records: Sequence[DocumentRecord],
        full_names: FullNames,
    ) -> None:
        self._store = store
        self._embedder = embedder
        self._full_names = full_names
        self._lexicon = understanding.lexicon
        self._gazetteer = understanding.gazetteer
        self._metadata = {r.id: r.metadata for r in records}
        self._editions = store.editions.linked()
        self._copies = scanned_copies(store, records)

    def scope(self, filters: Filters, language: str, older: bool = False) -> frozenset[str]:
        """The documents to search.

        Those of the filters, without briefs whose source is in the store itself, and of briefs that come in several
        languages only those in the language of the question. Of several editions only the newest, unless ``older``; of
        a text and its scan only the text.
        """
        ids = self._store.document_ids(
            countries=filters.countries,
            types=filters.types,
            languages=filters.languages,
            documents=filters.documents,
            as_of=filters.as_of,
        )
        ids -= frozenset() if older else superseded(self._editions, ids)
        ids -= frozenset(scan for scan, texts in self._copies.items() if texts & ids)
        records = {i: m for i, m in self._metadata.items() if i in ids}
        sources = {m.source for m in records.values() if m.source and not m.summarises}
        spoken = {m.summarises for m in records.values() if m.summarises and m.language == language}
        return frozenset(
            i
            for i, m in records.items()
            if not m.summarises
            or (m.summarises not in sources and (m.language == language or m.summarises not in spoken))
        )

    def vectors(self, query: Query) -> QuestionVectors:
        """The embedding of the question, 384 floats of length 1, and those of its words."""
        return self._embedder.read(bare(query.text))

    def pool(self, query: Query, scope: frozenset[str]) -> Pool:
        """The sentences of some documents that are worth judging, with the question's words as vectors."""
        vectors = self.vectors(query)
        found = self.candidates(query, vectors.whole, scope)
        if len(query.parts) > 1:
            found = self._for_parts(query, scope, found, vectors.whole)
        in_full = self._full_names.in_full(query.text, query.language)
        written_out = self._embedder.read(bare(in_full.text)) if in_full else None
        if in_full and written_out:
            named = self.candidates(query, written_out.whole, scope)
            found = _the_closer(found, [c for c in named if in_full.is_spoken_of(c.sentence.search_text)])
        norms = frozenset(i for i in scope if self._metadata[i].type in NORMS)
        if norms:
            unplaced = self._unplaced(query, norms)
            vector = vectors.whole if unplaced is None else self._embedder.read(unplaced).whole
            others = [c for c in found if c.sentence.document_id not in norms]
            found = [*others, *self.candidates(query, vector, norms, _OF_NORMS)]
        return Pool(tuple(found), vectors.words, in_full, written_out.words if written_out else {})

    def _for_parts(
        self, query: Query, scope: frozenset[str], found: Sequence[Candidate], whole: Vector
    ) -> list[Candidate]:
        """What a whole question finds, with what single parts of it do, which may be far from what all of it asks.

        What a part finds that is whole by itself ("how many refugees" of "how many refugees and students") is as close
        as it is to that; what others do, as close as to the whole question.
        """
        best = {c.sentence.id: c for c in found}
        for part in query.parts:
            vector = self._embedder.read(bare(part.text)).whole
            asked = self.candidates(query, vector, scope)
            if part.apart:
                best = {c.sentence.id: c for c in _the_closer(list(best.values()), asked)}
                continue
            more = [c.sentence for c in asked if c.sentence.id not in best]
            scores = (self._store.sentence_vectors([s.id for s in more]) @ whole).tolist() if more else []
            best.update({s.id: Candidate(s, score) for s, score in zip(more, scores, strict=True)})
        return list(best.values())

    def _unplaced(self, query: Query, norms: frozenset[str]) -> str | None:
        """The question without the name of the country whose norms are searched; None where it names none or others.

        A norm does not say of its articles which country they hold in: the question without it is closer to them.
        """
        homes = {self._metadata[i].country for i in norms}
        if not query.countries or not homes.issuperset(query.countries):
            return None
        without = self._gazetteer.without(bare(query.text), query.countries)
        return without if without != bare(query.text) else None

    def candidates(self, query: Query, vector: Vector, scope: frozenset[str], depth: Depth = _DEPTH) -> list[Candidate]:
        """Sentences to judge: the closest by meaning, and those of the passages that share the question's terms."""
        cosines: dict[int, float] = {}
        passage_ids: dict[int, None] = {}
        for language in LANGUAGES:
            for hit in self._store.dense_sentences(vector, depth.sentences, language=language, document_ids=scope):
                cosines[hit.id] = hit.score
            for hit in self._store.dense_passages(vector, depth.meaning, language=language, document_ids=scope):
                passage_ids[hit.id] = None
            for hit in self._lexical(query, language, depth.terms, scope):
                passage_ids[hit.id] = None
        sentences = {s.id: s for p in self._store.passages(list(passage_ids)) for s in p.sentences}
        named = self._store.of_articles(frozenset(n for p in query.parts for n in p.articles), scope)
        missing = [i for i in dict.fromkeys([*cosines, *query.anchors, *named]) if i not in sentences]
        sentences.update({s.id: s for s in self._store.sentences(missing)})
        unscored = [i for i in sentences if i not in cosines]
        if unscored:
            scores = self._store.sentence_vectors(unscored) @ vector
            cosines.update(zip(unscored, scores.tolist(), strict=True))
        found = [Candidate(s, cosines[s.id]) for s in sentences.values()]
        return [*found, *self._rest_of_articles(found, vector)]

    def _rest_of_articles(self, found: Sequence[Candidate], vector: Vector) -> list[Candidate]:
        """What else stands in the articles of the closest sentences: the clause wanted may not name its matter."""
        placed = [c.sentence for c in sorted(found, key=lambda c: -c.cosine) if c.sentence.article is not None]
        have = {c.sentence.id for c in found}
        near = self._store.neighbours_of(
            [(s.document_id, max(0, s.ordinal - _ARTICLE), s.ordinal + _ARTICLE) for s in placed[:_ARTICLES]]
        )
        rest = {
            n.id: n
            for sentence, beside in zip(placed, near, strict=False)
            for n in beside
            if n.id not in have and (n.article, n.section) == (sentence.article, sentence.section)
        }
        if not rest:
            return []
        scores = self._store.sentence_vectors(list(rest)) @ vector
        return [Candidate(s, score) for s, score in zip(rest.values(), scores.tolist(), strict=True)]

    def passages(self, query: Query, k: int, filters: Filters) -> list[RankedPassage]:
        """The ``k`` best passages, both languages merged."""
        vectors, scope = self.vectors(query), self.scope(filters, query.language)
        ranked = [r for language in LANGUAGES for r in self._ranking(query, vectors, language, scope)]
        return sorted(ranked, key=lambda item: -item.score)[:k]

    def _lexical(self, query: Query, language: str, k: int, scope: frozenset[str]) -> list[Hit]:
        stems = self._stems(query, language)
        return self._store.lexical(stems, k, language=language, document_ids=scope) if stems else []

    def _stems(self, query: Query, language: str) -> list[str]:
        """The question's own stems in its language; elsewhere their translations, or the stem where there is none."""
        units = [u for u in query.units if u.word_class is not WordClass.SCAFFOLD]
        if language == query.language:
            return list(dict.fromkeys(u.stems[language] for u in units))
        translated: dict[str, None] = {}
        for unit in units:
            for stem in sorted(self._lexicon.stems(unit.concepts, language)) or [unit.stems[language]]:
                translated[stem] = None
        return list(translated)

    def _ranking(
        self, query: Query, vectors: QuestionVectors, language: str, scope: frozenset[str]
    ) -> list[RankedPassage]:
        """The passages of a language that come into question, with their scores, in no order."""
        is_same = language == query.language
        dense = {
            h.id: h.score
            for h in self._store.dense_passages(vectors.whole, _POOL, language=language, document_ids=scope)
        }
        best = self._best_sentences(vectors.whole, language, scope)
        lexical = {h.id: h.score for h in self._lexical(query, language, _POOL, scope)} if is_same else {}
        pool = self._store.passages(list(dict.fromkeys([*dense, *best, *lexical])))
        if not pool:
            return []
        self._complete(pool, vectors.whole, dense, best)
        scores = _standardised(np.array([(dense[p.id] + best[p.id]) / 2 for p in pool]))
        words = self._closest_words(query, vectors, pool)
        if words is not None:
            scores += _WEIGHTS.words * _standardised(words)
        weight = _WEIGHTS.terms_alone if words is None else _WEIGHTS.terms
        scores += weight * _standardised(np.array([lexical.get(p.id, 0.0) for p in pool]))
        return [RankedPassage(p, score) for p, score in zip(pool, scores.tolist(), strict=True)]

    def _closest_words(
        self, query: Query, vectors: QuestionVectors, pool: Sequence[StoredPassage]
    ) -> NDArray[np.floating] | None:
        """For each passage, the mean over the question's words of the cosine of its closest word; None without any."""
        stop = STOP_WORDS[query.language]
        asked = [v for word, v in vectors.words.items() if word not in stop] or list(vectors.words.values())
        if not asked:
            return None
        rows, counts = self._store.word_rows([s.id for p in pool for s in p.sentences], asked[0].size)
        if not len(rows):
            return None
        ends = np.cumsum([len(p.sentences) for p in pool])
        of_sentences = np.concatenate([[0], np.cumsum(counts)])
        firsts, lasts = of_sentences[np.concatenate([[0], ends[:-1]])], of_sentences[ends]
        found = np.zeros(len(pool), dtype=np.float32)
        found[lasts > firsts] = _closest(np.array(asked), rows, firsts[lasts > firsts])
        return found

    def _best_sentences(self, vector: Vector, language: str, scope: frozenset[str]) -> dict[int, float]:
        hits = self._store.dense_sentences(vector, _POOL * 2, language=language, document_ids=scope)
        passage_of = {s.id: s.passage_id for s in self._store.sentences([h.id for h in hits])}
        best: dict[int, float] = {}
        for hit in hits:
            passage = passage_of[hit.id]
            best[passage] = max(best.get(passage, -1.0), hit.score)
        return best

    def _complete(
        self, pool: Sequence[StoredPassage], vector: Vector, dense: dict[int, float], best: dict[int, float]
    ) -> None:
        """Adds the cosines that the searches did not give."""
        lacking = [p.id for p in pool if p.id not in dense]
        if lacking:
            dense.update(zip(lacking, (self._store.passage_vectors(lacking) @ vector).tolist(), strict=True))
        partial = [p for p in pool if p.id not in best]
        ids = [s.id for p in partial for s in p.sentences]
        cosines = dict(zip(ids, (self._store.sentence_vectors(ids) @ vector).tolist(), strict=True)) if ids else {}
        for passage in partial:
            best[passage.id] = max((cosines[s.id] for s in passage.sentences), default=dense[passage.id])


def _the_closer(*searches: Sequence[Candidate]) -> list[Candidate]:
    """The sentences of several searches, each as close as the closest of them found it."""
    best: dict[int, Candidate] = {}
    for candidate in (c for search in searches for c in search):
        known = best.setdefault(candidate.sentence.id, candidate)
        if candidate.cosine > known.cosine:
            best[candidate.sentence.id] = candidate
    return list(best.values())


def _closest(asked: Vector, rows: NDArray[np.int8], firsts: NDArray[np.intp]) -> NDArray[np.floating]:
    """For each run of rows, the mean over some vectors of the cosine of its closest row; runs begin at ``firsts``."""
    cosines = np.empty((len(asked), len(rows)), dtype=np.float32)
    for first in range(0, len(rows), _AT_ONCE):
        # Widened all at once, the words of a pool take tens of megabytes, and longer to write than to multiply.
        part = rows[first : first + _AT_ONCE].astype(np.float32)
        np.matmul(asked, part.T, out=cosines[:, first : first + _AT_ONCE])
    best = np.maximum.reduceat(cosines, firsts, axis=1).T / np.float32(WORD_STEPS)
    mean: NDArray[np.floating] = np.ascontiguousarray(best).mean(axis=1)
    return mean


def _standardised(values: NDArray[np.floating]) -> NDArray[np.floating]:
    spread = values.std()
    return (values - values.mean()) / spread if spread > 0 else values * 0.0


class PassageRetriever(BaseRetriever):
    """The retrieval as LangChain's retriever: a question in, documents with their place in ``metadata`` out."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    retrieval: Retrieval
    understanding: Understanding
    filters: Filters = Filters()
    k: int = 10

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        ranked = self.retrieval.passages(self.understanding.read(query), self.k, self.filters)
        return [as_langchain(r.passage, r.score) for r in ranked]


def as_langchain(passage: StoredPassage, score: float) -> LangChainDocument:
    """A passage as a LangChain document."""
    return LangChainDocument(
        page_content=passage.text,
        metadata={
            "document_id": passage.document_id,
            "page": passage.page,
            "start": passage.start,
            "end": passage.end,
            "section": passage.section,
            "language": passage.language,
            "score": score,
        },
    )
