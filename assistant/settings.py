"""Where things are and how the assistant behaves: environment variables ``ASSISTANT_*`` over these defaults."""

from __future__ import annotations

from pathlib import Path

from ingest.settings import PROJECT, IngestSettings


class Settings(IngestSettings):
    """Ingest's settings and the assistant's own; read once at the edge (command line, app) and passed inwards.

    Attributes:
        prompts: folder with every sentence the assistant says.
        evaluation: folder with the results of evaluations.
        max_question: longest question taken, in characters.
    """

    prompts: Path = PROJECT / "prompts"
    evaluation: Path = PROJECT / "evals"
    max_question: int = 2000
