"""What can go wrong in learning.

LearningError
├── LessonFileError      a lesson's file cannot be used as it stands
├── LessonUnknownError   there is no such lesson
└── LearnerMissingError  progress is kept under a name, and there is none
"""

from __future__ import annotations

from assistant.errors import AssistantError


class LearningError(AssistantError):
    """The root of what can go wrong in learning."""

    code = "learning"


class LessonFileError(LearningError):
    """A lesson's file cannot be used as it stands; the message says which line and what to write."""

    code = "lesson_file"


class LessonUnknownError(LearningError):
    """There is no lesson of that name."""

    code = "lesson"


class LearnerMissingError(LearningError):
    """Progress is kept under a person's name, and none was given."""

    code = "learner"
