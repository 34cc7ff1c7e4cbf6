"""What can keep an evaluation from running.

EvalsError
 ├── DatasetError    a dataset cannot be used
 ├── SourceError     the documents' plain texts cannot be read
 ├── SolverError     no answers can be had
 ├── BaselineError   the ordinary recipe cannot be run
 ├── FloorsError     the file of floors cannot be used
 └── ResultsError    a results file cannot be read
"""

from __future__ import annotations


class EvalsError(Exception):
    """The root; its text is a sentence that a person can act on."""


class DatasetError(EvalsError):
    """A dataset cannot be used; the message names the file and the line."""


class SourceError(EvalsError):
    """The documents' plain texts cannot be read."""


class SolverError(EvalsError):
    """No answers can be had; the message says what the assistant's command said."""


class ResultsError(EvalsError):
    """A results file cannot be read; the message names it."""


class BaselineError(EvalsError):
    """The ordinary recipe cannot be run; the message says what to install."""


class FloorsError(EvalsError):
    """The file of floors cannot be used; the message names the entry."""
