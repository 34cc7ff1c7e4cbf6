from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Consultation
from assistant.learning.room import Room, room_of
from assistant.settings import Settings
from ingest.catalogue import Overrides
from tests.learning import velmora


@pytest.fixture(scope="session")
def velmora_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return velmora.settings(tmp_path_factory.mktemp("velmora"))


@pytest.fixture(scope="session")
def velmora_store(velmora_settings: Settings) -> Path:
    """A store of Velmora's profile. Only to be read."""
    return velmora.add(velmora_settings, "profile.md", velmora.PROFILE, velmora.DETAILS)


@pytest.fixture(scope="session")
def consultation(velmora_store: Path, velmora_settings: Settings) -> Consultation:
    return Consultation.open(velmora_store, velmora_settings)


@pytest.fixture(scope="session")
def room(consultation: Consultation) -> Room:
    return room_of(consultation, "en")


@pytest.fixture(scope="session")
def spanish_room(consultation: Consultation) -> Room:
    return room_of(consultation, "es")


@pytest.fixture(scope="session")
def bare_room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    """A room over one note that has no domain, no institution and no instrument."""
    own = velmora.settings(tmp_path_factory.mktemp("bare"))
    store = velmora.add(own, "notes.md", velmora.NO_PROFILE, Overrides("Notes on ports", language="en"))
    return room_of(Consultation.open(store, own), "en")
