"""The way from a question to a verified answer, and the conversation around it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from langchain_core.runnables import Runnable, RunnableConfig

from assistant.answer import Answer, Status
from assistant.answering import Answering, Task
from assistant.chat_models.calling import ChatModel
from assistant.chat_models.watching import Onlooker
from assistant.checking.carrying import Carrying
from assistant.citing import Titles, catalogue_titles
from assistant.errors import ChatError, QuestionError
from assistant.judging.evidence import Evidence, Sufficiency
from assistant.language.countries import Gazetteer
from assistant.language.lexicon import LANGUAGES, Lexicon
from assistant.phrases import Phrases
from assistant.reading import Reader, Reading
from assistant.retrieval import Filters, PassageRetriever, RankedPassage
from assistant.settings import Settings
from assistant.suggestions import Suggestions
from assistant.understanding.asking import is_courtesy
from assistant.understanding.follow_up import Thread
from assistant.understanding.turns import understood
from assistant.writers.chosen import ChosenModels
from assistant.writers.extractive import ExtractiveWriter
from ingest.embedding import QueryEmbedder
from ingest.store import Store


class Consultation(Runnable[object, Answer]):
    """Answers questions from one store. A LangChain Runnable: ``invoke`` takes a question, or the arguments of ``ask``.

    Safe to share between threads; it notices by itself when the store's content changes.
    """

    def __init__(self, store: Store, settings: Settings) -> None:
        """Use ``Consultation.open``."""
        self.store = store
        self.settings = settings
        self._embedder = QueryEmbedder.load(settings)
        lexicon, gazetteer = Lexicon.load(settings.corpus), Gazetteer.load(settings.corpus)
        self._phrases = {language: Phrases.load(settings.prompts, language) for language in LANGUAGES}
        self._titles = catalogue_titles(settings.corpus / "catalogue.toml")
        self._suggestions = Suggestions(settings.corpus / "indicators.jsonl", lexicon)
        self._carrying = Carrying(lexicon, self._phrases, gazetteer, self._embedder)
        self._models = ChosenModels(settings, self._phrases, self._carrying)
        self._reader = Reader(store, settings, lexicon, gazetteer, self._phrases, self._embedder, self._titles)
        self._answering = Answering(store, gazetteer, self._phrases, self._models, self._suggestions)

    def choose(self, settings: Settings) -> None:
        """Takes the chat models that settings name to word the answers from now on, or none.

        Raises:
            ChatError: one of them cannot be used; those before stay.
        """
        self._models.choose(settings)

    def use(self, chat: ChatModel | None) -> None:
        """Takes a chat model that is open already, or none."""
        self._models.use(chat)

    @property
    def chats(self) -> Mapping[str, ChatModel | ChatError]:
        """The chat models that may word answers, by name; the first does where none is asked for.

        In the place of one that cannot be used stands the reason.
        """
        return self._models.chats

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
        reading = self.reading()
        if courtesy := self._courtesy(question, language, reading):
            return courtesy
        query, wish = understood(question, language, Thread(tuple(history)), reading.understanding, self.store)
        writing = self._models.writing(writer, onlooker)
        before = tuple((earlier.understood_as or earlier.question, earlier.language) for earlier in history)
        answer = self._answering.answer(Task(query, filters or Filters(), reading, wish, writing, before))
        elapsed = round((time.perf_counter() - started) * 1000)
        return replace(answer, question=question, elapsed_ms=elapsed, understood_as=query.understood_as)

    def _courtesy(self, question: str, language: str | None, reading: Reading) -> Answer | None:
        """The reply to a turn that is but a greeting or thanks, and asks for nothing; None to any other."""
        spoken = next((lang for lang in LANGUAGES if is_courtesy(question, lang)), None)
        if spoken is None:
            return None
        spoken = language or reading.understanding.language(question, spoken)
        return Answer(question, spoken, Status.OUT_OF_SCOPE, None, self._phrases[spoken]("out_of_scope.courtesy"))

    def converse(
        self,
        turns: Sequence[str],
        language: str | None = None,
        filters: Filters | None = None,
        writer: str | None = None,
    ) -> Answer:
        """The answer to the last of several turns."""
        history: list[Answer] = []
        for turn in turns[:-1]:
            history.append(self.ask(turn, language, filters, history, writer=ExtractiveWriter.name))
        return self.ask(turns[-1], language, filters, history, writer=writer)

    def translated(self, answer: Answer, writer: str | None = None) -> Answer:
        """An answer with translations at those of its quotes that are in another language, by a chat model.

        Args:
            answer: any answer of this store.
            writer: the name of the chat model; by default the first.

        Raises:
            QuestionError: there is no chat model of that name.
            ChatError: it cannot be asked.
        """
        return self._models.translated(answer, writer)

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
        return self._suggestions.starters(language, count, self._assurance, go_on)

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
    def titles(self) -> Titles:
        """Titles of the catalogue's sources by ``id:language``."""
        return self._titles

    def reading(self) -> Reading:
        """What depends on the store's content, as it is now: for those who search it in another way than by asking."""
        return self._reader.read()


__all__ = ["Consultation", "Evidence", "Filters", "Sufficiency"]
