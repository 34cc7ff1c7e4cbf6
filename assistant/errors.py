"""What can go wrong between a question and its answer.

AssistantError
├── QuestionError      the question cannot be taken (empty, too long, unreadable filter)
├── CorpusFileError    a data file under ``corpus/`` or ``prompts/`` is damaged
├── RegisterError      an instrument cannot be added, accepted or taken back
├── EvaluationFileError  the results of an evaluation cannot be read
└── ChatError          a chat model cannot be used, or did not answer
    ├── ChatSettingError      its setting names no provider and model
    ├── ChatExtraError        the package of its provider is not installed
    ├── ChatHostError         text would go to a host that is not on the list
    ├── ChatKeyError          its key is missing or refused
    ├── ChatModelError        the server does not know the model, or takes no such request
    ├── ChatUnreachableError  nothing answers at its address
    ├── ChatBusyError         too many requests, or the server failed, however often it was asked
    ├── ChatTimeError         no answer in time
    ├── ChatCutError          the answer broke off
    └── ChatRestingError      it failed several times in a row and is left alone for a while

Errors of the store and of files come from ``ingest.errors`` and pass through unchanged. Each error carries a code for
programs and one plain sentence, in English and in Spanish, that says what to do.
"""

from __future__ import annotations


class AssistantError(Exception):
    """The root: ``code`` for programs, ``message(language)`` for people; ``str()`` is the English sentence."""

    code = "assistant"

    def __init__(self, message_en: str, message_es: str) -> None:
        super().__init__(message_en)
        self._messages = {"en": message_en, "es": message_es}

    def message(self, language: str) -> str:
        """The sentence in ``en`` or ``es``; English where the language is another."""
        return self._messages.get(language, self._messages["en"])


class QuestionError(AssistantError):
    """The question cannot be taken as it stands."""

    code = "question"


class CorpusFileError(AssistantError):
    """A data file that ships with the assistant is damaged."""

    code = "corpus_file"


class RegisterError(AssistantError):
    """The register of instruments cannot be changed so."""

    code = "register"


class EvaluationFileError(AssistantError):
    """The results of an evaluation cannot be read."""

    code = "evaluation_file"


class ChatError(AssistantError):
    """A chat model cannot be used, or did not answer; the documents' own words still do.

    Args:
        message_en, message_es: what happened and what to do.
        seconds: how long to wait before the next attempt, where the server says so.
    """

    code = "chat"

    def __init__(self, message_en: str, message_es: str, seconds: float | None = None) -> None:
        super().__init__(message_en, message_es)
        self.seconds = seconds


class ChatSettingError(ChatError):
    """The setting does not name a provider and a model."""

    code = "chat_setting"


class ChatExtraError(ChatError):
    """The package of the provider is not installed."""

    code = "chat_extra"


class ChatHostError(ChatError):
    """Text would go to a host that is not on the list."""

    code = "chat_host"


class ChatKeyError(ChatError):
    """The key is missing, or the provider refuses it."""

    code = "chat_key"


class ChatModelError(ChatError):
    """The server does not know the model, or does not take the request."""

    code = "chat_model"


class ChatUnreachableError(ChatError):
    """Nothing answers at the address."""

    code = "chat_unreachable"


class ChatBusyError(ChatError):
    """Too many requests, or a failure of the server, however often it was asked."""

    code = "chat_busy"


class ChatTimeError(ChatError):
    """No answer in time."""

    code = "chat_time"


class ChatCutError(ChatError):
    """The answer broke off."""

    code = "chat_cut"


class ChatRestingError(ChatError):
    """The model failed several times in a row and is left alone for a while."""

    code = "chat_resting"
