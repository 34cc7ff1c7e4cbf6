"""The results of a run as they are kept: what ``python -m evals`` writes, and the page and comparisons read.

Figures are shares from 0 to 1. A suite over another corpus than the shipped one is keyed ``suite@corpus``.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from evals.errors import ResultsError

SCHEMA = 1

Better = Literal["higher", "lower"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One share of one group of samples.

    Attributes:
        name: what is counted, such as ``correct`` or ``wrong_assertion``.
        group: of which samples: ``all``, ``lang es``, ``answerable``, ``dataset near_miss``, ``type date`` …
        count, total: the counts behind ``value``; None where it is a mean and not a share of counts.
        value: from 0 to 1.
        interval: 95% interval, clustered by source section; None where there is nothing to spread.
        baseline: the value of the ordinary recipe on the same samples; None where it cannot be scored.
        floor: what the value may not fall below (or, where lower is better, rise above).
        better: which way is better.
        unscored: samples left out because they could not be graded.
    """

    name: str
    group: str
    count: int | None
    total: int | None
    value: float
    interval: tuple[float, float] | None = None
    baseline: float | None = None
    floor: float | None = None
    better: Better = "higher"
    unscored: int = 0

    @property
    def missed(self) -> bool:
        """Whether the value is on the wrong side of its floor."""
        if self.floor is None:
            return False
        return self.value < self.floor if self.better == "higher" else self.value > self.floor


@dataclass(frozen=True, slots=True)
class SampleCitation:
    """A citation as shown in a report; ``reaches`` says whether it reaches a fact that the key asks for."""

    mark: int | None
    title: str
    page: int | None
    section: str
    quote: str
    reaches: bool


@dataclass(frozen=True, slots=True)
class BaselineAnswer:
    """What the ordinary recipe gave for the same sample."""

    answer: str
    grade: str | None


@dataclass(frozen=True, slots=True)
class Sample:
    """One question with what was expected, what came, and its grade (C, I, P, N; None: unscored)."""

    id: str
    dataset: str
    lang: str
    type: str
    source: str
    turns: tuple[str, ...]
    expected: str
    status: str | None
    verdict: str | None
    answer: str
    citations: tuple[SampleCitation, ...]
    grade: str | None
    faults: tuple[str, ...] = ()
    baseline: BaselineAnswer | None = None


@dataclass(frozen=True, slots=True)
class SuiteResult:
    """The figures and samples of one suite over one corpus (None: the suite brings its own documents).

    ``note`` says in a sentence why a suite was not run, or what it leaves out; figures are then empty.
    """

    corpus: str | None
    seconds: float
    figures: tuple[Figure, ...]
    samples: tuple[Sample, ...] = ()
    note: str | None = None

    def figure(self, name: str, group: str = "all") -> Figure | None:
        """The figure of a name and group, or None."""
        return next((f for f in self.figures if (f.name, f.group) == (name, group)), None)


@dataclass(frozen=True, slots=True)
class CorpusDocument:
    """A document that was asked about."""

    title: str
    date: str | None
    language: str
    passages: int


@dataclass(frozen=True, slots=True)
class Corpus:
    """A store's documents under the name by which suites refer to it."""

    name: str
    documents: tuple[CorpusDocument, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the evaluation. ``created`` is ISO time; ``commit`` a short hash or None; ``seconds`` its length."""

    created: str
    version: str
    commit: str | None
    seconds: float
    corpora: tuple[Corpus, ...]
    suites: Mapping[str, SuiteResult] = field(default_factory=dict)
    schema: int = SCHEMA

    @classmethod
    def load(cls, path: Path) -> Run:
        """Reads a results file.

        Raises:
            ResultsError: there is none, or it is not one of this schema.
        """
        try:
            run = _RUN.validate_json(path.read_bytes())
        except OSError as error:
            raise ResultsError(f"{path} cannot be read: {error.strerror}.") from error
        except ValidationError as error:
            raise ResultsError(f"{path} is not a results file: {_first(error)}.") from error
        if run.schema != SCHEMA:
            raise ResultsError(f"{path} has results of schema {run.schema}; this version reads schema {SCHEMA}.")
        return run

    def save(self, path: Path) -> None:
        """Writes a results file; a reader sees the old file or the new one, never a part."""
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as part:
            part.write(_RUN.dump_json(self, indent=1))
        os.chmod(part.name, 0o644)
        os.replace(part.name, path)

    @property
    def missed_floors(self) -> tuple[tuple[str, Figure], ...]:
        """Every figure on the wrong side of its floor, with the key of its suite."""
        return tuple((key, f) for key, suite in self.suites.items() for f in suite.figures if f.missed)


_RUN = TypeAdapter(Run)


def _first(error: ValidationError) -> str:
    problem = error.errors()[0]
    return f"{'.'.join(map(str, problem['loc'])) or 'the whole'}: {problem['msg']}"
