"""The copies that a store keeps of the files that its documents were read from."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from ingest.database import Database
from ingest.document import Document
from ingest.errors import UnreadableError
from ingest.records import DocumentRecord


class Originals:
    """The kept files of one store.

    Args:
        database: names the file of each document.

    Attributes:
        folder: of the files.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.folder = database.folder / "originals"

    def keep(self, document: Document, original: Path) -> str:
        """Copies a file into the store and gives the name of the copy.

        Raises:
            UnreadableError: it is not the file that the document was made from.
        """
        self.folder.mkdir(exist_ok=True)
        name = document.id + original.suffix.lower()
        shutil.copyfile(original, self.folder / f".{name}")
        if _sha256(self.folder / f".{name}") != document.sha256:
            raise UnreadableError(name=original.name, reason="it changed while it was read")
        (self.folder / f".{name}").replace(self.folder / name)
        return name

    def sweep(self) -> None:
        """Removes the files of documents that are gone."""
        named = self._database.rows("SELECT original FROM documents WHERE original IS NOT NULL")
        kept = {original for (original,) in named}
        for file in self.folder.iterdir() if self.folder.exists() else ():
            if file.name not in kept:
                file.unlink(missing_ok=True)

    def forget_wrong(self, records: tuple[DocumentRecord, ...]) -> None:
        """Drops kept files that are missing or not what was read, and files of no document."""
        for record in records:
            file = record.original
            if file and (not file.exists() or _sha256(file) != record.sha256):
                self._database.connection.execute("UPDATE documents SET original = NULL WHERE id = ?", (record.id,))
        self.sweep()


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
