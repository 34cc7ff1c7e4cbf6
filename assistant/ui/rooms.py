"""The rooms of the page Learn, made beside the app's other work; what its first page says of them is kept in a file.

Reading the documents for a room takes seconds in a process that has just started, and the first page needs three things
of it only. They are kept beside the store until the documents or the program change.
"""

from __future__ import annotations

import hashlib
import json
import logging
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import streamlit as st

from assistant.learning.room import Room, room_of
from assistant.learning.view import countries_of
from assistant.ui.backend import Backend
from assistant.ui.records import records_folder, save_json
from assistant.ui.starters import edition
from ingest.records import DocumentRecord

_LOG = logging.getLogger(__name__)
_KEPT_ROOMS = 8
_KEPT_OUTLINES = 24


@dataclass(frozen=True, slots=True)
class Outline:
    """What the first page says of a room.

    Attributes:
        country: the code under which progress is kept; a dash where the documents name no country.
        questions: how many there are; None while they are being made.
        domains: those in which there are enough questions for a test.
    """

    country: str
    questions: int | None = None
    domains: tuple[int, ...] = ()


class Rooms:
    """The rooms over one store, by language and country. Safe to share between threads."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._file = records_folder(backend.store_path) / "learn.json"
        self._lock = threading.Lock()
        self._one_at_a_time = threading.Lock()
        self._rooms: dict[str, Room] = {}
        self._making: set[str] = set()
        self._failed: dict[str, Exception] = {}

    def room(self, language: str, country: str | None) -> Room:
        """A room; waits until it is made. Its facts and questions are made when they are first needed.

        Raises:
            LessonFileError: the file of a lesson is damaged.
            IngestError: the assistant or the store cannot be used.
        """
        key = self._key(language, country)
        with self._one_at_a_time:
            if key not in self._rooms:
                self._rooms[key] = room_of(self._backend.consultation, language, country)
                while len(self._rooms) > _KEPT_ROOMS:
                    del self._rooms[next(iter(self._rooms))]
            return self._rooms[key]

    def outline(self, language: str, country: str | None) -> Outline:
        """What the first page says of a room, at once: without its questions while they are being made.

        The room is made in any case, because what a reader opens next needs it.

        Raises:
            LessonFileError, IngestError: it could not be made.
        """
        key = self._key(language, country)
        self._begin(key, language, country)
        return self._kept().get(key) or Outline(_likely(self._backend.documents(), country))

    def is_ready(self, language: str, country: str | None) -> bool:
        """Whether there is news: the questions of a room are made, or could not be."""
        key = self._key(language, country)
        return key in self._kept() or key in self._failed

    def _begin(self, key: str, language: str, country: str | None) -> None:
        with self._lock:
            if error := self._failed.pop(key, None):
                raise error
            if key in self._making or (key in self._rooms and key in self._kept()):
                return
            self._making.add(key)
        # No daemon: one that the end of the process cuts off in the engine's code crashes it.
        threading.Thread(target=self._make, args=(key, language, country), name="make-room", daemon=False).start()

    def _make(self, key: str, language: str, country: str | None) -> None:
        try:
            room = self.room(language, country)
            self._keep(key, Outline(room.country, len(room.bank.questions), room.domains()))
            _ = room.glossary
        except Exception as error:
            _LOG.exception("what is learnt from could not be read")
            self._failed[key] = error
        finally:
            self._making.discard(key)

    def _key(self, language: str, country: str | None) -> str:
        """Of what a room is made from: the documents by their content and details, the program, the lessons."""
        documents = sorted(f"{d.id} {d.metadata!r}" for d in self._backend.documents())
        made_of = "\n".join([str(edition()), str(lessons_edited()), *documents])
        return f"{hashlib.sha256(made_of.encode()).hexdigest()[:24]}:{language}:{country or ''}"

    def _keep(self, key: str, outline: Outline) -> None:
        with self._lock:
            kept = {k: asdict(o) for k, o in self._kept().items() if k != key} | {key: asdict(outline)}
            save_json(self._file, dict(list(kept.items())[-_KEPT_OUTLINES:]))

    def _kept(self) -> dict[str, Outline]:
        try:
            kept = json.loads(self._file.read_text(encoding="utf-8"))
            return {k: Outline(o["country"], o["questions"], tuple(o["domains"])) for k, o in kept.items()}
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return {}


def lessons_folder() -> Path:
    """Where the lessons are."""
    from assistant.settings import Settings

    return Settings().corpus / "lessons"


def lessons_edited() -> int:
    """When a lesson was last changed, in nanoseconds; 0 without lessons."""
    return max((path.stat().st_mtime_ns for path in lessons_folder().glob("*/*.md")), default=0)


def _likely(documents: Sequence[DocumentRecord], country: str | None) -> str:
    """The country that a room will be about, before it is made."""
    known = countries_of(documents)
    return country if country in known else next(iter(known), "-")


@st.cache_resource(show_spinner=False, max_entries=2, hash_funcs={Backend: id})
def open_rooms(backend: Backend) -> Rooms:
    """The rooms over a store, one for all windows."""
    return Rooms(backend)
