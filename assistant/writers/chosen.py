"""The chat models that settings name, and the wording of an answer by one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from assistant.answer import Answer
from assistant.chat_models.calling import ChatModel
from assistant.chat_models.models import ChatChoice
from assistant.chat_models.replies import Prompts
from assistant.chat_models.translation import Translator
from assistant.chat_models.watching import Onlooker
from assistant.checking.carrying import Carrying
from assistant.errors import ChatError, QuestionError
from assistant.judging.judge import Judge
from assistant.language.lexicon import LANGUAGES
from assistant.phrases import Phrases
from assistant.settings import Settings
from assistant.understanding.question import Query
from assistant.understanding.wishes import Wish
from assistant.writers.chat import ChatWriter
from assistant.writers.extractive import Composition, ExtractiveWriter


@dataclass(frozen=True, slots=True)
class Writing:
    """A chat model at work on an answer, or why it cannot be, and who looks on."""

    name: str
    chat: ChatModel | ChatError
    onlooker: Onlooker


class ChosenModels:
    """The chat models that may word answers, by name; the first does where none is asked for.

    Args:
        settings: name them, and where the prompts are.
        phrases: by language.
        carrying: compares what they write with its quotes.
    """

    def __init__(self, settings: Settings, phrases: Mapping[str, Phrases], carrying: Carrying) -> None:
        self._phrases = phrases
        self._carrying = carrying
        self._prompts = Prompts(settings.prompts)
        self.chats = _opened(settings, phrases)

    def choose(self, settings: Settings) -> None:
        """Takes those that settings name from now on, or none.

        Raises:
            ChatError: one of them cannot be used; those before stay.
        """
        opened = _opened(settings, self._phrases)
        failure = next((chat for chat in opened.values() if isinstance(chat, ChatError)), None)
        if failure is not None:
            raise failure
        self.chats = opened

    def use(self, chat: ChatModel | None) -> None:
        """Takes one that is open already, or none."""
        self.chats = {chat.name: chat} if chat else {}

    def writing(self, writer: str | None, onlooker: Onlooker | None = None) -> Writing | None:
        """Which chat model is to word an answer; None for the words of the documents.

        Raises:
            QuestionError: there is no writer of that name.
        """
        if writer == ExtractiveWriter.name or not (self.chats or writer):
            return None
        name = writer or next(iter(self.chats))
        if name not in self.chats:
            known = ", ".join([ExtractiveWriter.name, *self.chats])
            raise QuestionError(
                *(self._phrases[lang]("error.no_writer", writer=name, known=known) for lang in LANGUAGES)
            )
        return Writing(name, self.chats[name], onlooker or Onlooker())

    def worded(self, query: Query, composed: Composition, judge: Judge, wish: Wish | None, writing: Writing) -> Answer:
        """The answer in the words of a chat model, where they are borne out."""
        answer, say = composed.answer, self._phrases[query.language]
        if isinstance(writing.chat, ChatError):
            reason = writing.chat.message(query.language)
            note = say("chat.not_written", model=writing.name, reason=reason)
            return replace(answer, caveats=(*answer.caveats, note)) if answer.citations else answer
        writer = ChatWriter(writing.chat, self._prompts, self._carrying, judge, say)
        return writer.write(query, composed, wish, writing.onlooker)

    def translated(self, answer: Answer, writer: str | None) -> Answer:
        """An answer with translations at those of its quotes that are in another language.

        Raises:
            QuestionError: there is no chat model of that name.
            ChatError: it cannot be asked.
        """
        writing = self.writing(writer)
        if writing is None:
            return answer
        if isinstance(writing.chat, ChatError):
            raise writing.chat
        say = self._phrases[answer.language]
        return Translator(writing.chat, self._prompts, self._carrying, say).translated(answer)


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
