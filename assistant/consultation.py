"""The way from a question to a verified answer, and the conversation around it."""

from __future__ import annotations

import json
import threading
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from langchain_core.runnables import Runnable, RunnableConfig

from assistant.answer import Answer, Status
from assistant.chat_models.calling import ChatModel
from assistant.chat_models.models import ChatChoice
from assistant.chat_models.replies import Prompts
from assistant.chat_models.translation import Translator
from assistant.chat_models.watching import Onlooker
from assistant.checking.carrying import Carrying
from assistant.checking.verification import verified
from assistant.editions import newer_editions, with_editions_told
from assistant.errors import ChatError, QuestionError
from assistant.instruments.added import AddedFile
from assistant.instruments.naming import instruments_in
from assistant.instruments.register import Register
from assistant.judging.evidence import Evidence, Finding, Sufficiency
from assistant.judging.judge import Judge
from assistant.judging.premises import Premises
from assistant.judging.selection import Selection
from assistant.language.countries import Gazetteer
from assistant.language.lexicon import LANGUAGES, Lexicon, WordClass
from assistant.law.conflict_answer import conflict_answer
from assistant.law.disagreement import Disagreement
from assistant.law.in_time import Law, norm_titles
from assistant.law.norm_names import NormNames
from assistant.phrases import Phrases
from assistant.retrieval import Filters, PassageRetriever, RankedPassage, Retrieval
from assistant.settings import Settings
from assistant.understanding.answer_kind import Kind
from assistant.understanding.follow_up import Thread, about_the_answer, completed
from assistant.understanding.question import Part, Query, Understanding
from assistant.understanding.wishes import Wish, request_in
from assistant.writers.chat import ChatWriter
from assistant.writers.extractive import Composition, ExtractiveWriter
from ingest.embedding import QueryEmbedder
from ingest.store import DocumentRecord, Store

_STARTERS_TRIED = 12
_BESIDE, _BESIDE_SHARE = 4, 0.95
"""How many sentences around a quoted one are on its matter, and how surely."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """Everything that depends on the store's content at one generation."""

    generation: int
    records: tuple[DocumentRecord, ...]
    understanding: Understanding
    retrieval: Retrieval
    judge: Judge
    writers: dict[str, ExtractiveWriter]
    laws: dict[str, Law]
    norm_names: NormNames
    disagreement: Disagreement
    titles: dict[str, str]
    register_stamp: tuple[int, int]
    newer: Mapping[str, DocumentRecord]
    """The newest edition of each document that has a newer one."""


@dataclass(frozen=True, slots=True)
class _Writing:
    """A chat model at work on an answer, or why it cannot be, and who looks on."""

    name: str
    chat: ChatModel | ChatError
    onlooker: Onlooker


class Consultation(Runnable[object, Answer]):
    """Answers questions from one store. A LangChain Runnable: ``invoke`` takes a question, or the arguments of ``ask``.

    Safe to share between threads; it notices by itself when the store's content changes.
    """

    def __init__(self, store: Store, settings: Settings) -> None:
        """Use ``Consultation.open``."""
        self.store = store
        self.settings = settings
        self._embedder = QueryEmbedder.load(settings)
        self._lexicon = Lexicon.load(settings.corpus)
        self._gazetteer = Gazetteer.load(settings.corpus)
        self._phrases = {language: Phrases.load(settings.prompts, language) for language in LANGUAGES}
        self._titles = _titles(settings.corpus / "catalogue.toml")
        self._indicators = _indicator_questions(settings.corpus / "indicators.jsonl")
        self._prompts = Prompts(settings.prompts)
        self._carrying = Carrying(self._lexicon, self._phrases, self._gazetteer, self._embedder)
        self._added = AddedFile.of(store.folder)
        self._lock = threading.Lock()
        self._reading: _Reading | None = None
        self._chats: Mapping[str, ChatModel | ChatError] = _opened(settings, self._phrases)

    def choose(self, settings: Settings) -> None:
        """Takes the chat models that settings name to word the answers from now on, or none.

        Raises:
            ChatError: one of them cannot be used; those before stay.
        """
        opened = _opened(settings, self._phrases)
        failure = next((chat for chat in opened.values() if isinstance(chat, ChatError)), None)
        if failure is not None:
            raise failure
        self._chats = opened

    def use(self, chat: ChatModel | None) -> None:
        """Takes a chat model that is open already, or none."""
        self._chats = {chat.name: chat} if chat else {}

    @property
    def chats(self) -> Mapping[str, ChatModel | ChatError]:
        """The chat models that may word answers, by name; the first does where none is asked for.

        In the place of one that cannot be used stands the reason.
        """
        return self._chats

    @property
    def carrying(self) -> Carrying:
        """Compares sentences with their quotes."""
        return self._carrying

    @classmethod
    def open(cls, store: Path | str | None = None, settings: Settings | None = None) -> Consultation:
        """A consultation of the store in a folder (by default that of the settings).

        Raises:
            ingest.errors.StoreMissingError: there is no store.
            ingest.errors.ModelMismatchError: the store was built with another embedding model.
        """
        settings = settings or Settings()
        opened = Store.open(store or settings.store)
        consultation = cls(opened, settings)
        opened.require_model(consultation._embedder.id)
        return consultation

    def ask(
        self,
        question: str,
        language: str | None = None,
        filters: Filters | None = None,
        history: Sequence[Answer] = (),
        onlooker: Onlooker | None = None,
        writer: str | None = None,
    ) -> Answer:
        """One answer.

        Args:
            question: in English or Spanish; what came before it in the conversation goes into ``history``.
            language: of the answer; by default that of the question.
            filters: limits of the search.
            history: earlier answers of the conversation, oldest first.
            onlooker: who looks on while a chat model writes.
            writer: which chat model words the answer, by name, or ``extractive`` for none; by default the first of the
                settings, where they name one.

        Raises:
            QuestionError: the question is empty or too long, or there is no such writer.
        """
        started = time.perf_counter()
        self._check(question)
        reading, thread = self.reading(), Thread(tuple(history))
        query, wish = self._understood(question, language, thread, reading.understanding)
        answer = self._of_editions(query, filters or Filters(), reading, wish, self._writing(writer, onlooker))
        elapsed = round((time.perf_counter() - started) * 1000)
        return replace(answer, question=question, elapsed_ms=elapsed, understood_as=query.understood_as)

    def _understood(
        self, question: str, language: str | None, thread: Thread, understanding: Understanding
    ) -> tuple[Query, Wish | None]:
        """The query behind a turn; where the turn only wants the last answer otherwise, that answer's query."""
        request = request_in(question) if thread.asked else None
        if request is None:
            query = understanding.read(question, language, spoken=understanding.language(question, thread.language))
            query = completed(query, thread, understanding)
            return replace(query, anchors=self._anchors(thread, question)) if query.follows else query, None
        last = thread.asked[-1]
        before = Thread(thread.asked[:-1])
        wanted = request.language or language or understanding.language(question, thread.language)
        query, _ = self._understood(last.question, wanted, before, understanding)
        shown = query.understood_as or last.question
        if request.wish is Wish.NORM:
            norm = next((found[0] for c in last.citations if (found := instruments_in(c.quote))), None)
            query = replace(query, instruments=(norm,) if norm else ())
        return replace(query, understood_as=f"{shown} — {question.strip()}"), request.wish

    def _anchors(self, thread: Thread, turn: str) -> dict[int, float]:
        """Sentences that the last answer quotes, and those of their sections around them."""
        found: dict[int, float] = {}
        for citation in about_the_answer(thread.cited, turn):
            quoted = self.store.sentence_at(citation.document_id, citation.page, citation.start)
            if quoted is None:
                continue
            beside = self.store.neighbours(quoted.document_id, quoted.ordinal - _BESIDE, quoted.ordinal + _BESIDE)
            for sentence in beside:
                if sentence.section == quoted.section:
                    share = 1.0 if sentence.id == quoted.id else _BESIDE_SHARE
                    found[sentence.id] = max(share, found.get(sentence.id, 0.0))
        return found

    def converse(
        self,
        turns: Sequence[str],
        language: str | None = None,
        filters: Filters | None = None,
        writer: str | None = None,
    ) -> Answer:
        """The answer to the last of several turns."""
        history: list[Answer] = []
        for number, turn in enumerate(turns, 1):
            history.append(
                self.ask(
                    turn, language, filters, history, writer=writer if number == len(turns) else ExtractiveWriter.name
                )
            )
        return history[-1]

    def translated(self, answer: Answer, writer: str | None = None) -> Answer:
        """An answer with translations at those of its quotes that are in another language, by a chat model.

        Args:
            answer: any answer of this store.
            writer: the name of the chat model; by default the first.

        Raises:
            QuestionError: there is no chat model of that name.
            ChatError: it cannot be asked.
        """
        writing = self._writing(writer, None)
        if writing is None:
            return answer
        if isinstance(writing.chat, ChatError):
            raise writing.chat
        return Translator(writing.chat, self._prompts, self._carrying, self._phrases[answer.language]).translated(
            answer
        )

    def search(self, query: str, k: int = 10, filters: Filters | None = None) -> list[RankedPassage]:
        """The ranked passages behind an answer."""
        reading = self.reading()
        return reading.retrieval.passages(reading.understanding.read(query), k, filters or Filters())

    def retriever(self, k: int = 10, filters: Filters | None = None) -> PassageRetriever:
        """The search as a LangChain retriever."""
        reading = self.reading()
        return PassageRetriever(
            retrieval=reading.retrieval, understanding=reading.understanding, filters=filters or Filters(), k=k
        )

    def starters(self, language: str, count: int = 4, go_on: Callable[[], bool] = lambda: True) -> list[str]:
        """Questions that the loaded documents answer well, from the indicator framework, one a domain.

        Args:
            language: of the questions.
            count: how many at most.
            go_on: asked before each of the many questions that are tried; the search ends where it says no.
        """
        best: dict[int, tuple[float, str]] = {}
        tried: Counter[int] = Counter()
        for domain, questions in self._indicators:
            if not go_on():
                break
            tried[domain] += 1
            if tried[domain] > _STARTERS_TRIED:
                continue
            text = questions[language]
            surely = self._assurance(text, language)
            if surely > best.get(domain, (0.0, ""))[0]:
                best[domain] = (surely, text)
        return [text for _, (_, text) in sorted(best.items())][:count]

    def _assurance(self, question: str, language: str) -> float:
        """How fully the documents answer a question: coverage less what only surroundings hold, 0 where they do not."""
        reading = self.reading()
        query = reading.understanding.read(question, language)
        scope = reading.retrieval.scope(Filters(), language)
        found = reading.judge.findings(query, reading.retrieval.pool(query, scope))
        if len(found) != 1 or found[0].sufficiency is not Sufficiency.ENOUGH:
            return 0.0
        answered = self.ask(question, language, writer=ExtractiveWriter.name).status is Status.ANSWERED
        return found[0].best.coverage - found[0].best.thin if answered else 0.0

    def invoke(self, input: object, config: RunnableConfig | None = None, **kwargs: object) -> Answer:
        """LangChain's entry: a question, or a mapping with the arguments of ``ask``."""
        if isinstance(input, str):
            return self.ask(input)
        if isinstance(input, Mapping) and isinstance(input.get("question"), str):
            return self.ask(**input)
        raise QuestionError(*(self._phrases[lang]("error.empty_question") for lang in LANGUAGES))

    def _check(self, question: str) -> None:
        if not question.strip():
            raise QuestionError(*(self._phrases[lang]("error.empty_question") for lang in LANGUAGES))
        if len(question) > self.settings.max_question:
            limit = self.settings.max_question
            raise QuestionError(*(self._phrases[lang]("error.long_question", limit=limit) for lang in LANGUAGES))

    @property
    def titles(self) -> Mapping[str, str]:
        """Titles of the catalogue's sources by ``id:language``."""
        return self._titles

    def reading(self) -> _Reading:
        """What depends on the store's content, as it is now: for those who search it in another way than by asking."""
        with self._lock:
            generation, stamp = self.store.generation, self._added.stamp
            if self._reading is None or self._reading.generation != generation:
                self._reading = self._build(generation, stamp)
            elif self._reading.register_stamp != stamp:
                laws = self._laws(self._reading.records)
                self._reading = replace(self._reading, laws=laws, register_stamp=stamp)
            return self._reading

    def _laws(self, records: Sequence[DocumentRecord]) -> dict[str, Law]:
        register = Register.load(self.settings.corpus, self._added.read().entries)
        titles = {**self._titles, **norm_titles(records, self.store)}
        return {lang: Law(self.store, records, register, say, titles) for lang, say in self._phrases.items()}

    def _build(self, generation: int, stamp: tuple[int, int]) -> _Reading:
        vocabulary = {language: self.store.vocabulary(language) for language in LANGUAGES}
        understanding = Understanding(self._lexicon, self._gazetteer, vocabulary)
        records = self.store.documents()
        judge = Judge(self.store, self._lexicon, self._gazetteer, vocabulary)
        selection = Selection(judge, self.store.neighbours)
        titles = {**self._titles, **norm_titles(records, self.store)}
        writers = {
            language: ExtractiveWriter(judge, selection, phrases, titles) for language, phrases in self._phrases.items()
        }
        retrieval = Retrieval(self.store, self._embedder, understanding, records)
        laws = self._laws(records)
        names = NormNames(records, laws["en"].own, understanding, judge)
        disagreement = Disagreement(judge, self.store.sentence_vectors, laws["en"].own)
        return _Reading(
            generation,
            records,
            understanding,
            retrieval,
            judge,
            writers,
            laws,
            names,
            disagreement,
            titles,
            stamp,
            newer_editions(self.store.editions.linked(), {record.id: record for record in records}),
        )

    def _of_editions(
        self, query: Query, filters: Filters, reading: _Reading, wish: Wish | None, writing: _Writing | None
    ) -> Answer:
        """The answer of the newest editions; where they say nothing on the matter, of older ones, with that said."""
        answer = self._answer(query, filters, reading, wish, writing)
        if not reading.newer:
            return answer
        if answer.status is Status.NOT_FOUND:
            before = self._answer(query, filters, reading, wish, writing, older=True)
            answer = before if before.status in (Status.ANSWERED, Status.PARTIAL) else answer
        return with_editions_told(answer, reading.newer, self._phrases[query.language])

    def _answer(
        self,
        query: Query,
        filters: Filters,
        reading: _Reading,
        wish: Wish | None,
        writing: _Writing | None,
        older: bool = False,
    ) -> Answer:
        scope = reading.retrieval.scope(filters, query.language, older)
        searched = [r for r in reading.records if r.id in scope]
        if not reading.records:
            return self._out_of_scope(query, "out_of_scope.empty_store")
        if not self._touches(query, reading.understanding):
            return self._out_of_scope(query, "out_of_scope.answer")
        if wish is Wish.NORM:
            scope = frozenset(
                r.id for r in searched if any(n in instruments_in(r.metadata.title) for n in query.instruments)
            )
        law = reading.laws[query.language]
        composed, findings = self._searched(query, scope, filters, reading, searched, wish)
        answer = verified(self._in_time(query, composed.answer, law, scope, filters.as_of), self.store.page_text)
        if writing and (answer.answer, answer.citations) == (composed.answer.answer, composed.answer.citations):
            # What is known of an instrument's life is said by code alone.
            answer = self._worded(query, replace(composed, answer=answer), reading, wish, writing)
        return replace(answer, suggestions=(*answer.suggestions, *self._next(query, findings, answer)))

    def _searched(
        self,
        query: Query,
        scope: frozenset[str],
        filters: Filters,
        reading: _Reading,
        searched: Sequence[DocumentRecord],
        wish: Wish | None,
    ) -> tuple[Composition, Sequence[Finding]]:
        """The answer from the first of the searches that finds one, from the narrowest to the widest.

        The norm that a question names comes before other documents, and what its articles say before its recitals.
        """
        law, premises = reading.laws[query.language], Premises(reading.judge)
        named = reading.norm_names.named(query, scope) if wish is not Wish.NORM else None
        wide = [(query, scope)]
        searches = [(named.query, named.documents), *wide] if named else wide
        stated = [s for s in query.statements if s.kind is Kind.YES_NO]
        given = [self._given(query, statement, reading, scope) for statement in stated]
        tried: list[tuple[Composition, Sequence[Finding]]] = []
        for asked, within in searches:
            pool = law.in_force(reading.retrieval.pool(asked, within), filters.as_of)
            for kept in law.enacted_first(pool, named=asked is not query):
                findings = [premises.checked(asked, f, kept) for f in reading.judge.findings(asked, kept)]
                composed = reading.writers[query.language].composed(asked, findings, given, searched, wish)
                answer = composed.answer
                tried.append((composed, findings))
                if answer.status is not Status.NOT_FOUND:
                    if named and wish is None:
                        # What others say of the norm that is named is held against its text.
                        asked = named.query
                        kept = next(
                            law.enacted_first(law.in_force(reading.retrieval.pool(asked, scope), filters.as_of))
                        )
                        compared: Sequence[Finding] = reading.judge.findings(asked, kept)
                    else:
                        compared = findings
                    difference = reading.disagreement.found(asked, compared) if wish is None else None
                    if difference is not None:
                        say = self._phrases[query.language]
                        answer = conflict_answer(query, difference, say, reading.titles, answer.searched)
                    return replace(composed, answer=replace(answer, question=query.text)), findings
        return tried[-1]

    def _in_time(self, query: Query, answer: Answer, law: Law, scope: frozenset[str], as_of: str | None) -> Answer:
        """The answer with what is known of the life of the instruments that it asks about or rests on."""
        asked = law.question(query, scope)
        if asked is None:
            return replace(answer, caveats=(*answer.caveats, *law.caveats(answer, as_of)))
        told = law.answered(asked, query, scope, as_of, answer.searched)
        if told is not None:
            return told
        return law.unanswered(asked, query, answer, scope, as_of)

    def _writing(self, writer: str | None, onlooker: Onlooker | None) -> _Writing | None:
        """Which chat model is to word an answer; None for the words of the documents."""
        if writer == ExtractiveWriter.name or not (self._chats or writer):
            return None
        name = writer or next(iter(self._chats))
        if name not in self._chats:
            known = ", ".join([ExtractiveWriter.name, *self._chats])
            raise QuestionError(
                *(self._phrases[lang]("error.no_writer", writer=name, known=known) for lang in LANGUAGES)
            )
        return _Writing(name, self._chats[name], onlooker or Onlooker())

    def _worded(
        self, query: Query, composed: Composition, reading: _Reading, wish: Wish | None, writing: _Writing
    ) -> Answer:
        """The answer in the words of a chat model, where they are borne out."""
        answer, say = composed.answer, self._phrases[query.language]
        if isinstance(writing.chat, ChatError):
            reason = writing.chat.message(query.language)
            note = say("chat.not_written", model=writing.name, reason=reason)
            return replace(answer, caveats=(*answer.caveats, note)) if answer.citations else answer
        writer = ChatWriter(writing.chat, self._prompts, self._carrying, reading.judge, say)
        worded = writer.write(query, composed, wish, writing.onlooker)
        return verified(worded, self.store.page_text)

    def _given(self, query: Query, statement: Part, reading: _Reading, scope: frozenset[str]) -> Finding:
        """What the documents hold on a thing that the user states before asking, searched for in its own words."""
        own = replace(
            query,
            text=statement.text,
            parts=(statement,),
            statements=(),
            countries=self._gazetteer.countries(statement.text),
        )
        return reading.judge.finding(own, statement, reading.retrieval.pool(own, scope))

    def _touches(self, query: Query, understanding: Understanding) -> bool:
        """Whether any notion of the question occurs in the documents or is a term of the field."""
        for unit in query.units:
            if unit.word_class is WordClass.SCAFFOLD:
                continue
            if any(self._lexicon.concepts[c].is_term for c in unit.concepts) or unit.concepts:
                return True
            if any(understanding.vocabulary[lang].get(s) for lang, s in unit.stems.items()):
                return True
        return False

    def _out_of_scope(self, query: Query, key: str) -> Answer:
        say = self._phrases[query.language]
        return Answer(query.text, query.language, Status.OUT_OF_SCOPE, None, say(key))

    def _next(self, query: Query, findings: Sequence[Finding], answer: Answer) -> list[str]:
        """Two or three questions of the indicator framework that share most with the question."""
        asked = {c for u in query.units for c in u.concepts}
        scored = []
        for _, questions in self._indicators:
            text = questions[query.language]
            concepts = self._concepts(text, query.language)
            shared = len(asked & concepts) / (1 + len(concepts))
            if shared and text.casefold() != query.text.casefold():
                scored.append((shared, text))
        return [text for _, text in sorted(scored, reverse=True)[:2]]

    def _concepts(self, text: str, language: str) -> frozenset[str]:
        cache = self.__dict__.setdefault("_question_concepts", {})
        if text not in cache:
            from ingest.terms import terms

            names = self._lexicon.concepts_of(terms(text, language), language)
            cache[text] = frozenset(n for n in names if self._lexicon.concepts[n].word_class is WordClass.CONTENT)
        found: frozenset[str] = cache[text]
        return found


def _opened(settings: Settings, say: Mapping[str, Phrases]) -> Mapping[str, ChatModel | ChatError]:
    """The chat models of settings by name, each open or with the reason why it is not."""
    found: dict[str, ChatModel | ChatError] = {}
    for chosen in filter(None, map(str.strip, (settings.chat_model or "").split(","))):
        own = settings.model_copy(update={"chat_model": chosen})
        name = chosen.partition(":")[2] or chosen
        try:
            choice = ChatChoice.of(own, say)
            if choice is not None:
                found[name] = ChatModel.of(choice, own, say)
        except ChatError as error:
            found[name] = error
    return found


def _titles(catalogue: Path) -> dict[str, str]:
    """Titles of the catalogue's sources by ``id:language``."""
    if not catalogue.exists():
        return {}
    sources = tomllib.loads(catalogue.read_text(encoding="utf-8")).get("source", [])
    found = {}
    for source in sources:
        found[f"{source['id']}:en"] = source["title"]
        found[f"{source['id']}:es"] = source.get("title_es") or source["title"]
    return found


def _indicator_questions(path: Path) -> list[tuple[int, dict[str, str]]]:
    if not path.exists():
        return []
    entries = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [(e["domain"], {language: e[f"question_{language}"] for language in LANGUAGES}) for e in entries]


__all__ = ["Consultation", "Evidence", "Filters", "Sufficiency"]
