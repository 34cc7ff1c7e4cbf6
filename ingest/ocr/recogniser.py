"""Has the pages of a file read, one after the other; each is kept as soon as it is read, so that a kill loses one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.ocr.tesseract import SECONDS, Tesseract
from ingest.ocr.words import RecognisedPage
from ingest.own_process import environment

METHOD = "1"
"""Raised when pages are read in another way, so that what was kept of earlier ways is not mixed in."""


@dataclass(frozen=True, slots=True)
class Recogniser:
    """Reads pages by text recognition.

    Attributes:
        tesseract: the program.
        folder: where read pages are kept until the document is stored, in a folder for each file.
    """

    tesseract: Tesseract
    folder: Path

    def pages(
        self, path: Path, key: str, numbers: Sequence[int], on_page: Callable[[int, int], None] | None = None
    ) -> tuple[list[RecognisedPage], list[int]]:
        """The pages of a PDF with these numbers as far as they could be read, and the numbers of the others.

        Args:
            path: the file.
            key: names its content; pages kept under it from an earlier run are not read again.
            numbers: of the pages, from 1.
            on_page: told how many of how many pages are read.
        """
        kept = self.folder / key
        kept.mkdir(parents=True, exist_ok=True)
        found: list[RecognisedPage] = []
        failed: list[int] = []
        for done, number in enumerate(numbers):
            if on_page:
                on_page(done, len(numbers))
            page = _kept(kept / self._name(number)) or self._read(path, number, kept)
            if page is None:
                failed.append(number)
            else:
                found.append(page)
        if on_page:
            on_page(len(numbers), len(numbers))
        return found, failed

    def forget(self, key: str) -> None:
        """Deletes what was kept of a file."""
        shutil.rmtree(self.folder / key, ignore_errors=True)

    def _name(self, number: int) -> str:
        return f"{number:05d}.{METHOD}.{'+'.join(self.tesseract.languages)}.json"

    def _read(self, path: Path, number: int, kept: Path) -> RecognisedPage | None:
        with tempfile.TemporaryDirectory(prefix="ocr-") as scratch:
            command = [sys.executable, "-m", "ingest.ocr.worker", str(path.resolve()), str(number), scratch]
            try:
                done = subprocess.run(
                    command, stdin=subprocess.DEVNULL, capture_output=True, env=environment(),
                    timeout=3 * SECONDS, check=True,
                )  # fmt: skip
                text = done.stdout.decode("utf-8")
                page = RecognisedPage.of_json(text)
            except (OSError, subprocess.SubprocessError, ValueError, TypeError):
                return None
        target = kept / self._name(number)
        draft = target.with_suffix(f".{os.getpid()}")
        draft.write_text(text, encoding="utf-8")
        draft.replace(target)
        return page


def _kept(path: Path) -> RecognisedPage | None:
    try:
        return RecognisedPage.of_json(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, TypeError):
        return None
