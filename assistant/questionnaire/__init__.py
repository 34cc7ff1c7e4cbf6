"""The user's own questionnaire: its questions recognised, matched to the framework, and a copy of it filled.

questionnaire = read(path)
matches = match(questionnaire, framework, embedder)
filled = fill(questionnaire, out, {m.question.key: Answer(...) for m in matches if m.is_settled}, say)
"""

from assistant.questionnaire.filling import check_place, fill, previous, read
from assistant.questionnaire.matching import match
from assistant.questionnaire.model import (
    Answer,
    By,
    Field,
    Filled,
    Kind,
    Match,
    Previous,
    Question,
    Questionnaire,
    Reason,
    Skipped,
    Slot,
)

__all__ = [
    "Answer",
    "By",
    "Field",
    "Filled",
    "Kind",
    "Match",
    "Previous",
    "Question",
    "Questionnaire",
    "Reason",
    "Skipped",
    "Slot",
    "check_place",
    "fill",
    "match",
    "previous",
    "read",
]
