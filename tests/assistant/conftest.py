from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from assistant import Answer, Consultation
from assistant.settings import Settings
from tests.assistant import country

Ask = Callable[..., Answer]


@pytest.fixture(scope="session")
def tarvenia_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return country.settings(tmp_path_factory.mktemp("tarvenia"))


@pytest.fixture(scope="session")
def tarvenia_store(tarvenia_settings: Settings) -> Path:
    """A store of the profile and the decree. Only to be read."""
    return country.add_profile_and_decree(tarvenia_settings)


@pytest.fixture
def store(tarvenia_store: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, as the store that commands use where they name none."""
    monkeypatch.setenv("ASSISTANT_STORE", str(tarvenia_store))
    return tarvenia_store


@pytest.fixture(scope="session")
def tarvenia(tarvenia_store: Path, tarvenia_settings: Settings) -> Consultation:
    return Consultation.open(tarvenia_store, tarvenia_settings)


@pytest.fixture(scope="session")
def ask(tarvenia: Consultation) -> Ask:
    """Asks Tarvenia's documents; the same question is answered once."""

    @cache
    def asked(question: str, language: str | None = None) -> Answer:
        return tarvenia.ask(question, language)

    return asked
