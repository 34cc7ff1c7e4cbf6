"""What can go wrong between a question and its answer.

AssistantError
├── QuestionError      the question cannot be taken (empty, too long, unreadable filter)
├── SettingsError      a setting names something that is not there
├── CorpusFileError    a data file under ``corpus/`` or ``prompts/`` is damaged
├── RegisterError      an instrument cannot be added, accepted or taken back
└── EvaluationFileError  the results of an evaluation cannot be read

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


class SettingsError(AssistantError):
    """A setting names something that is not there."""

    code = "settings"


class CorpusFileError(AssistantError):
    """A data file that ships with the assistant is damaged."""

    code = "corpus_file"


class RegisterError(AssistantError):
    """The register of instruments cannot be changed so."""

    code = "register"


class EvaluationFileError(AssistantError):
    """The results of an evaluation cannot be read."""

    code = "evaluation_file"
