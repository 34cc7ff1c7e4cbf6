"""Questions to begin with, found among those that the loaded documents answer.

Finding them means asking many, so it is done beside the app's other work and kept in a file until the documents change.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import AssistantError
from assistant.ui.records import records_folder
from ingest.errors import IngestError
from ingest.store import Store

if TYPE_CHECKING:
    from assistant.consultation import Consultation


class Starters:
    """The questions of one store, in each language."""

    def __init__(self, store_path: Path, store: Store, consultation: Callable[[], Consultation]) -> None:
        self._file = records_folder(store_path) / "starters.json"
        self._store = store
        self._consultation = consultation
        self._lock = threading.Lock()
        self._searching: set[str] = set()

    def get(self, language: str) -> tuple[str, ...] | None:
        """The questions; None while they are being found."""
        key = self._key(language)
        found = self._kept().get(key)
        if found is not None:
            return tuple(found)
        with self._lock:
            if key not in self._searching:
                self._searching.add(key)
                threading.Thread(target=self._find, args=(language, key), name="find-starters", daemon=True).start()
        return None

    def _find(self, language: str, key: str) -> None:
        try:
            found = self._consultation().starters(language)
        except (AssistantError, IngestError):
            found = []
        with self._lock:
            self._searching.discard(key)
            documents = key.partition(":")[0]
            kept = {k: v for k, v in self._kept().items() if k.startswith(f"{documents}:")}
            self._file.parent.mkdir(parents=True, exist_ok=True)
            new = self._file.with_suffix(".new")
            new.write_text(json.dumps({**kept, key: found}, ensure_ascii=False), encoding="utf-8")
            new.replace(self._file)

    def _key(self, language: str) -> str:
        return f"{self._store.generation}:{language}"

    def _kept(self) -> dict[str, list[str]]:
        try:
            kept: dict[str, list[str]] = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return kept
