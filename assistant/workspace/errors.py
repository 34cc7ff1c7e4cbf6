"""What can go wrong in a workspace.

WorkspaceError
├── WorkspaceFileError        the file cannot be opened, or a newer version of the program made it
├── AssessmentUnknownError    no such assessment, or it has no such indicator
├── AuthorMissingError        nobody said who is at work
├── HeldError                 somebody else has the response open for editing
├── StaleVersionError         the response changed since it was read
├── TransitionError           the status does not allow it
├── UnverifiedError           sentences without support, or with a source that no longer stands, are left
├── ReasonMissingError        a reason is required and none was given
└── JobRunningError           drafting is under way already
"""

from __future__ import annotations

from assistant.errors import AssistantError


class WorkspaceError(AssistantError):
    """The root of what can go wrong in a workspace."""

    code = "workspace"


class WorkspaceFileError(WorkspaceError):
    """The file of the workspace cannot be used."""

    code = "workspace_file"


class AssessmentUnknownError(WorkspaceError):
    """There is no such assessment, or it has no such indicator."""

    code = "assessment"


class AuthorMissingError(WorkspaceError):
    """A change needs the name of the person who makes it."""

    code = "author"


class HeldError(WorkspaceError):
    """Somebody else has the response open for editing."""

    code = "held"


class StaleVersionError(WorkspaceError):
    """The response was changed since it was read; nothing was saved."""

    code = "version"


class TransitionError(WorkspaceError):
    """The status of the response does not allow it."""

    code = "transition"


class UnverifiedError(WorkspaceError):
    """A response with sentences that nothing supports cannot be validated."""

    code = "unverified"


class ReasonMissingError(WorkspaceError):
    """A reason is required and none was given."""

    code = "reason"


class JobRunningError(WorkspaceError):
    """Drafting is under way already in this assessment."""

    code = "job"
