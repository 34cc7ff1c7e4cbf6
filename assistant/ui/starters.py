"""Questions to begin with, found among those that the loaded documents answer.

Finding them means asking many, so it is done beside the app's other work and kept in a file until the documents change.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.ui.records import records_folder, save_json
from ingest.settings import PROJECT
from ingest.store import Store

if TYPE_CHECKING:
    from assistant.consultation import Consultation

_LOG = logging.getLogger(__name__)


class Starters:
    """The questions of one store, in each language."""

    def __init__(self, store_path: Path, store: Store, consultation: Callable[[], Consultation]) -> None:
        self._file = records_folder(store_path) / "starters.json"
        self._store = store
        self._consultation = consultation
        self._lock = threading.Lock()
        self._searching: set[str] = set()
        self._failed: set[str] = set()
        self._one_at_a_time = threading.Lock()
        self._asking = 0

    def get(self, language: str) -> tuple[str, ...] | None:
        """The questions; None while they are being found, none where that failed."""
        key = f"{self._store.generation}:{edition()}:{language}"
        found = self._kept().get(key)
        if found is not None or key in self._failed:
            return tuple(found or ())
        with self._lock:
            if key not in self._searching:
                self._searching.add(key)
                # No daemon: one that the end of the process cuts off in Chroma's or the engine's code crashes it.
                threading.Thread(target=self._find, args=(language, key), name="find-starters", daemon=False).start()
        return None

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Holds the search back while a person's question is answered."""
        with self._lock:
            self._asking += 1
        try:
            yield
        finally:
            with self._lock:
                self._asking -= 1

    @property
    def is_paused(self) -> bool:
        """Whether a person's question is being answered."""
        return self._asking > 0

    def _find(self, language: str, key: str) -> None:
        try:
            with self._one_at_a_time:
                questions = self._consultation().starters(language, go_on=lambda: self._goes_on(key))
                if self._goes_on(key):
                    self._keep(key, questions)
        except Exception:
            _LOG.exception("no questions to begin with could be found")
            self._failed.add(key)
        finally:
            self._searching.discard(key)

    def _goes_on(self, key: str) -> bool:
        """Whether the search is still wanted: the process is not ending, and the documents are the same."""
        while self._asking and threading.main_thread().is_alive():
            time.sleep(0.05)
        return threading.main_thread().is_alive() and key.startswith(f"{self._store.generation}:")

    def _keep(self, key: str, questions: list[str]) -> None:
        with self._lock:
            same = key.rpartition(":")[0]
            kept = {k: v for k, v in self._kept().items() if k.rpartition(":")[0] == same}
            save_json(self._file, {**kept, key: questions})

    def _kept(self) -> dict[str, list[str]]:
        try:
            kept: dict[str, list[str]] = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return kept


@lru_cache(maxsize=1)
def edition() -> int:
    """When the program was last changed, in nanoseconds: a newer edition may find other answers and questions."""
    made_of = (*(PROJECT / "assistant").rglob("*.py"), *(PROJECT / "corpus").glob("*.jsonl"))
    return max(path.stat().st_mtime_ns for path in made_of if path.exists())
