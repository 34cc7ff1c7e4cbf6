"""How often the assistant is right: the results file of ``python -m evals``, as the app reads it.

The file is JSON of schema 1. One that ships with the product (``last.json``) holds figures alone; a run on this machine
leaves its own in ``reports/latest.json``. Whichever is newer is the last evaluation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, ValidationError

from assistant.errors import EvaluationFileError

SHIPPED = Path("last.json")
LOCAL = Path("reports") / "latest.json"


Share = Annotated[float, Field(ge=0, le=1)]


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of an evaluation.

    Attributes:
        name: what is counted: ``correct``, ``wrong_assertion``, ``wrong_silence``, ``recall``, ``precision`` …
        group: over what: ``all``, ``lang es``, ``answerable``, ``type date`` …
        value: the share, from 0 to 1; None of nothing.
        count, total: what the share was counted from, where it is a count.
        interval: its 95% interval.
        baseline: the same share of the ordinary recipe.
    """

    name: str
    group: str
    value: Share | None
    count: int | None = None
    total: int | None = None
    interval: tuple[Share, Share] | None = None
    baseline: Share | None = None


@dataclass(frozen=True, slots=True)
class Suite:
    """The figures of one set of questions over one corpus; ``corpus`` is its name."""

    figures: tuple[Measure, ...]
    corpus: str | None = None

    def measure(self, name: str, group: str = "all") -> Measure | None:
        """The figure of that name for that group, where something was counted."""
        found = (f for f in self.figures if (f.name, f.group) == (name, group) and f.value is not None)
        return next(found, None)


@dataclass(frozen=True, slots=True)
class Document:
    """A document that the questions were put to."""

    title: str
    date: str | None = None
    language: str | None = None
    passages: int | None = None


@dataclass(frozen=True, slots=True)
class Corpus:
    """The documents of one store that was asked."""

    name: str
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One run of ``python -m evals``: when, with what, over which documents, and its figures by suite."""

    schema: Literal[1]
    created: datetime
    version: str
    suites: dict[str, Suite]
    corpora: tuple[Corpus, ...] = ()
    commit: str | None = None

    @property
    def day(self) -> str:
        """The ISO date of the run."""
        return self.created.date().isoformat()

    @property
    def answers(self) -> Suite | None:
        """The suite of answers that speaks for the product: over the shipped corpus, else over the first other one."""
        return self.suites.get("answers") or next((suite for _, suite in self.over_corpora()), None)

    def over_corpora(self) -> Iterator[tuple[str, Suite]]:
        """Each suite of answers with the name of its corpus."""
        for name, suite in self.suites.items():
            kind, _, corpus = name.partition("@")
            if kind == "answers":
                yield suite.corpus or corpus, suite

    def documents(self) -> tuple[Document, ...]:
        """The documents that ``answers`` was asked over."""
        corpus = self.answers.corpus if self.answers else None
        return next((c.documents for c in self.corpora if c.name == corpus), ())


_RESULTS = TypeAdapter(Evaluation)


def read_evaluation(data: str | bytes, name: str) -> Evaluation:
    """The evaluation that a results file holds; ``name`` is the file's, for the error.

    Raises:
        EvaluationFileError: the text is no results file of schema 1.
    """
    try:
        return _RESULTS.validate_json(data)
    except ValidationError as error:
        raise EvaluationFileError(
            f"{name} is damaged or of another version; delete it and run: make evals",
            f"{name} está dañado o es de otra versión; bórrelo y ejecute: make evals",
        ) from error


def last_evaluation(folder: Path) -> Evaluation | None:
    """The newer of the shipped and the local evaluation; None where there is neither.

    Args:
        folder: where ``last.json`` and ``reports/latest.json`` lie.

    Raises:
        EvaluationFileError: one of the files is damaged.
    """
    found = [_read(folder / path) for path in (SHIPPED, LOCAL) if (folder / path).is_file()]
    return max(found, key=_moment, default=None)


def _read(path: Path) -> Evaluation:
    try:
        return read_evaluation(path.read_bytes(), path.name)
    except OSError as error:
        raise EvaluationFileError(
            f"{path.name} cannot be read ({error.strerror}).", f"{path.name} no se puede leer ({error.strerror})."
        ) from error


def _moment(evaluation: Evaluation) -> datetime:
    created = evaluation.created
    return created if created.tzinfo else created.replace(tzinfo=UTC)
