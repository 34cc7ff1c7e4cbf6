"""Where ingest keeps things and which embedding model it uses; every value can be set by the environment."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT = Path(__file__).resolve().parent.parent


def _models_folder() -> Path:
    """``var/models`` of the project where it runs from its own folder, the user's cache otherwise."""
    if (PROJECT / "pyproject.toml").exists() and os.access(PROJECT, os.W_OK):
        return PROJECT / "var" / "models"
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "migration-governance-assistant" / "models"


class IngestSettings(BaseSettings):
    """Settings of ingest, read from the environment.

    Attributes:
        store: folder of the store (``ASSISTANT_STORE``).
        models: folder into which the embedding model is unpacked (``ASSISTANT_MODELS``).
        embedding_model: name or folder of another sentence-transformers model (``ASSISTANT_EMBEDDING_MODEL``).
        corpus: folder of the catalogue and the briefs (``ASSISTANT_CORPUS``).
    """

    model_config = SettingsConfigDict(env_prefix="ASSISTANT_", env_ignore_empty=True)

    store: Path = Path("var/store")
    models: Path = _models_folder()
    embedding_model: str | None = None
    corpus: Path = PROJECT / "corpus"
