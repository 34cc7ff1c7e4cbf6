"""The made-up documents and what is asked of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.dataset import each_line
from ingest.document import DocumentType

FOLDER = Path(__file__).parents[1] / "datasets" / "reading"
KEPT_OUT = ("1", "h", "p", "w")
"""Who wrote the documents that nothing is taught from, by the first letter of their ids."""

TYPES = {
    "profile": DocumentType.PROFILE,
    "law": DocumentType.LAW,
    "fact sheet": DocumentType.REPORT,
    "report": DocumentType.REPORT,
    "statistics": DocumentType.REPORT,
    "web": DocumentType.WEB,
    "press release": DocumentType.WEB,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on a document.

    Attributes:
        text: the question.
        language: its language.
        answers: which sentences answer it, each by itself or, where several are needed, together; by their places.
        tempting: which ones share words or subject with it and do not.
        verdict: yes, no or partial; None of what is no such question or is not answered.
    """

    text: str
    language: str
    answers: tuple[int, ...]
    tempting: tuple[int, ...]
    verdict: str | None


@dataclass(frozen=True, slots=True)
class Reading:
    """A made-up document with its questions."""

    id: str
    country: str
    language: str
    kind: str
    sentences: tuple[str, ...]
    questions: tuple[Asked, ...]

    @property
    def author(self) -> str:
        """The letter of who wrote it: authors are kept apart, as each has their manner."""
        return self.id[0].lower()


def readings(folder: Path = FOLDER) -> list[Reading]:
    """The documents of a folder, in the order of their files.

    Raises:
        DatasetError: a line is not what it should be.
    """
    return [reading for path in sorted(folder.glob("*.jsonl")) for reading in each_line(path, _of, "a document")]


def kept_out(given: Iterable[Reading]) -> list[Reading]:
    """Those that nothing is taught from."""
    return [reading for reading in given if reading.author in KEPT_OUT]


def taught(given: Iterable[Reading]) -> list[Reading]:
    """Those that the weights come from."""
    return [reading for reading in given if reading.author not in KEPT_OUT]


def _of(given: dict[str, Any]) -> Reading:
    sentences = tuple(given["sentences"])
    questions = tuple(
        Asked(q["q"], q["lang"], tuple(q["answers"]), tuple(q["tempting"]), q["verdict"]) for q in given["questions"]
    )
    for question in questions:
        if not all(0 <= place < len(sentences) for place in (*question.answers, *question.tempting)):
            raise ValueError(f"{given['id']}: {question.text!r} points to a sentence that is not there")
    if given["kind"] not in TYPES:
        raise ValueError(f"{given['id']}: no such kind of document: {given['kind']}")
    return Reading(given["id"], given["country"], given["language"], given["kind"], sentences, questions)
