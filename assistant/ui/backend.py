"""The store and the assistant as the app's pages share them: opened once, the slow part in the background."""

from __future__ import annotations

import ctypes
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from assistant.answer import Answer
from assistant.settings import Settings
from assistant.ui.starters import Starters
from assistant.ui.work import Workshop
from ingest.errors import IngestError, StoreMissingError
from ingest.records import DocumentRecord
from ingest.store import Store

if TYPE_CHECKING:
    from assistant.chat_models.watching import Onlooker
    from assistant.consultation import Consultation
    from assistant.retrieval import Filters


_ARENA_MAX = -8
"""M_ARENA_MAX of glibc's malloc.h."""


@dataclass(frozen=True)
class Backend:
    """One store, and the assistant over it.

    The assistant takes about a second to open: that begins with the first page, and the first question waits for it.
    """

    store_path: Path
    store: Store
    _consultation: Future[Consultation] = field(default_factory=Future)
    _starters: Starters = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starters", Starters(self.store_path, self.store, lambda: self.consultation))

    def warm_up(self) -> None:
        """Starts opening the assistant."""
        threading.Thread(target=self._open_consultation, name="open-assistant", daemon=False).start()

    def _open_consultation(self) -> None:
        try:
            from assistant.consultation import Consultation

            self._consultation.set_result(Consultation.open(self.store_path))
        except BaseException as error:
            self._consultation.set_exception(error)

    @property
    def consultation(self) -> Consultation:
        """The assistant; waits for it where it is still opening.

        Raises:
            IngestError: it cannot be opened; the next page tries anew, because the cause may have been mended.
        """
        try:
            return self._consultation.result()
        except IngestError:
            _opened.clear()
            raise

    def ask(
        self,
        question: str,
        filters: Filters,
        history: Sequence[Answer],
        writer: str | None = None,
        onlooker: Onlooker | None = None,
    ) -> Answer:
        """The answer to a person's question, before any other work of the app.

        Args:
            question: in English or Spanish.
            filters: limits of the search.
            history: the answers before it.
            writer: who words the answer; None for the first chat model of the settings, or the documents' words.
            onlooker: who looks on while a chat model writes.

        Raises:
            AssistantError: the question cannot be taken.
            IngestError: the assistant or the store cannot be used.
        """
        with self._starters.paused():
            return self.consultation.ask(question, filters=filters, history=history, writer=writer, onlooker=onlooker)

    @property
    def is_asked(self) -> bool:
        """Whether a person waits for an answer."""
        return self._starters.is_paused

    def starters(self, language: str) -> tuple[str, ...] | None:
        """Questions that the loaded documents answer; None while they are being found, which takes seconds."""
        return self._starters.get(language)

    def documents(self) -> tuple[DocumentRecord, ...]:
        """The loaded documents."""
        return self.store.documents()


@st.cache_resource(show_spinner=False)
def open_workshop(store_path: str) -> Workshop:
    """Where files are added and indexes kept up, one for all windows."""
    return Workshop(Path(store_path))


@st.cache_resource(show_spinner=False)
def _opened(store_path: str, inode: int) -> Backend:
    _bound_arenas()
    backend = Backend(Path(store_path), Store.open(Path(store_path)))
    backend.warm_up()
    return backend


def _bound_arenas() -> None:
    """Two heaps for all threads, where the C library is glibc: by default each thread of Streamlit's keeps its own."""
    if sys.platform == "linux":
        allocator = getattr(ctypes.CDLL(None), "mallopt", None)
        if allocator is not None:
            allocator(_ARENA_MAX, 2)


def store_path() -> Path:
    """The folder of the store, as set."""
    return Settings().store.absolute()


def open_backend() -> Backend | None:
    """The store and its assistant; None while there is no store yet.

    Raises:
        StoreDamagedError: the store cannot be read.
    """
    path = store_path()
    try:
        # A store that was deleted and made anew is another one.
        return _opened(str(path), (path / "store.sqlite3").stat().st_ino)
    except (FileNotFoundError, StoreMissingError):
        return None
