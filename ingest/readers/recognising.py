"""What a reader asks of text recognition: the words of some pages of a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ingest.ocr.words import RecognisedPage


@dataclass(frozen=True, slots=True)
class Recognised:
    """What recognition gave: the pages that it read, the numbers of the others, and what people should know."""

    pages: tuple[RecognisedPage, ...]
    failed: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()


class Recognise(Protocol):
    """Reads pages of a file from their pictures."""

    def __call__(self, path: Path, numbers: Sequence[int], total: int) -> Recognised:
        """The pages with these numbers (from 1) of a file that has ``total`` pages."""
