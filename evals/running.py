"""Runs: the suites of a plan over its corpora, or single datasets over one store, and what comes of them."""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from evals import corpora
from evals.baseline import QueryCache, Recipe, require
from evals.corpora import SHIPPED, Documents
from evals.dataset import Item, load
from evals.errors import SolverError
from evals.passages import PassageSet
from evals.plan import (
    DATASETS,
    INJECTION,
    LEVELS,
    PASSAGES,
    QUICK_ARTICLES,
    QUICK_PAIRS,
    QUICK_QUESTIONS,
    TEXTS,
    VERIFICATION,
    Plan,
    home,
)
from evals.progress import Steps
from evals.results import Corpus, Run, SuiteResult
from evals.scorers import Scorer
from evals.shelf import Shelf
from evals.solvers import CommandSolver, KeptAnswers, Solver
from evals.sources import Sources
from evals.suites import answers, drafting, injection, retrieval, verification
from ingest.settings import PROJECT

_ANSWER_SUITES = ("answers", "citations", "robustness")

_AT_ONCE = 2
"""Parts of a run that go on at a time: questions are asked in processes of their own, so two cores serve two parts."""

Results = list[tuple[str, SuiteResult]]

_DRAFT, _SEARCHES = 4, 2
"""How many answers take as long as the draft of an indicator, and as the searches for a passage."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a run: what it does, and about how many answers take as long."""

    act: Callable[[], Results]
    size: int


def run(plan: Plan, steps: Steps) -> Run:
    """Runs a plan.

    Raises:
        EvalsError: a dataset or the documents cannot be used, or the assistant's command fails.
    """
    started = time.perf_counter()
    if plan.baseline:
        require()
    running = _Running(plan, steps, QueryCache() if plan.baseline else None)
    suites = dict(running.suites())
    return _as_run(started, suites, [documents.described() for documents in running.opened.values()])


def grade(datasets: Sequence[Path], store: Path | None, texts: Path, kept: Path | None) -> Run:
    """Grades answers to datasets: those of a store, or those kept in a file.

    Args:
        datasets: files of questions.
        store: what is asked; with kept answers, what their quotes are compared with.
        texts: folder of the documents' plain texts.
        kept: file with an answer object a line.

    Raises:
        EvalsError: there is nothing to grade, or it cannot be read.
    """
    started = time.perf_counter()
    items = tuple(item for path in datasets for item in load(path))
    sources = Sources.read(texts)
    given = _solver(store, kept).answer(items)
    scorer = Scorer(sources, Shelf(store) if store else None)
    scores = tuple(scorer.score(item, answer) for item, answer in zip(items, given, strict=True))
    documents = Documents(store.name if store else texts.name, store or Path(), sources, ())
    warn_of_strays(items, documents)
    result = answers.Graded(documents.name, scores, (), time.perf_counter() - started)
    suites = {"answers": answers.answers(result)}
    if store:
        suites["citations"] = answers.citations(result, documents)
    return _as_run(started, suites, [documents.described()] if store else [])


def _solver(store: Path | None, kept: Path | None) -> Solver:
    if kept:
        return KeptAnswers(kept)
    if store:
        return CommandSolver(store)
    raise SolverError("Give --store to ask the assistant, or --answers to grade what it said before.")


def _as_run(started: float, suites: Mapping[str, SuiteResult], documents: Sequence[Corpus]) -> Run:
    return Run(
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        version=importlib.metadata.version("migration-governance-assistant"),
        commit=_commit(),
        seconds=round(time.perf_counter() - started, 1),
        corpora=tuple(documents),
        suites=suites,
    )


@dataclass(frozen=True, slots=True)
class _Running:
    plan: Plan
    steps: Steps
    cache: QueryCache | None
    opened: dict[str, Documents] = field(default_factory=dict)
    opening: threading.Lock = field(default_factory=threading.Lock)

    def suites(self) -> Iterator[tuple[str, SuiteResult]]:
        """The results in the order of their parts, which go on side by side.

        The longest part begins first, so that no core is left waiting for another at the end.
        """
        parts = list(self._parts())
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            begun = {id(part): pool.submit(part.act) for part in sorted(parts, key=lambda part: -part.size)}
            try:
                for part in parts:
                    yield from begun[id(part)].result()
            finally:
                pool.shutdown(wait=True, cancel_futures=True)

    def _parts(self) -> Iterator[_Part]:
        for corpus in self.plan.corpora:
            asked = len(self.plan.items(corpus)) + len(self.plan.groups(corpus))
            yield _Part(partial(self._answers, corpus), asked)
        if "injection" in self.plan.suites:
            yield _Part(self._injection, 0)
        if "drafting" in self.plan.suites:
            for corpus in self.plan.corpora:
                yield _Part(partial(self._drafting, corpus), _DRAFT * len(self._levels(corpus)))
        if "verification" in self.plan.suites:
            yield _Part(self._verification, 0)
        if "retrieval" in self.plan.suites:
            yield _Part(self._retrieval, _SEARCHES * self._searches())

    def _answers(self, corpus: str) -> Results:
        wanted = [suite for suite in _ANSWER_SUITES if suite in self.plan.suites]
        if not wanted:
            return []
        single = self.plan.items(corpus) if {"answers", "citations"} & set(wanted) else ()
        groups = self.plan.groups(corpus) if "robustness" in wanted else ()
        documents = self._documents(corpus)
        warn_of_strays((*single, *groups), documents)
        given = answers.graded((*single, *groups), documents, self.steps, self.cache)
        own = {suite: groups if suite == "robustness" else single for suite in wanted}
        return [
            (documents.suite_key(suite), _of_answers(suite, given.of(items), documents))
            for suite, items in own.items()
            if items
        ]

    def _injection(self) -> Results:
        corpus = self.plan.corpora[0]
        path = home(corpus) / f"{INJECTION}.jsonl"
        if not path.exists():
            return []
        documents = self._documents(corpus)
        return [(documents.suite_key("injection"), injection.run(injection.load(path), documents, self.steps))]

    def _drafting(self, corpus: str) -> Results:
        levels = self._levels(corpus)
        if not levels:
            return []
        documents = self._documents(corpus)
        return [(documents.suite_key("drafting"), drafting.run(levels, documents, self.steps))]

    def _levels(self, corpus: str) -> tuple[Item, ...]:
        path = home(corpus) / f"{LEVELS}.jsonl"
        return drafting.load(path) if path.exists() else ()

    def _verification(self) -> Results:
        paths = [DATASETS / f"{name}.jsonl" for name in VERIFICATION]
        pairs = [pair for path in paths for pair in verification.load(path)]
        pairs = pairs[::QUICK_PAIRS] if self.plan.quick else pairs
        return [("verification", verification.run(pairs, verification.checker(), self.steps))]

    def _retrieval(self) -> Results:
        files = _passage_files()
        passages = self._passages()
        if passages is None:
            note = f"Not run: there are no {PASSAGES.name}.en.json and .es.json."
            return [("retrieval", SuiteResult(None, 0.0, (), note=note))]
        store = retrieval.indexed(passages, files, self.steps)
        beside = retrieval.RecipeSearch(self._recipe(passages, files)) if self.cache else None
        return [("retrieval", retrieval.run(passages, store, self.steps, beside))]

    def _passages(self) -> PassageSet | None:
        """The passages that are searched; None where they are not there."""
        if not all(file.exists() for file in _passage_files()):
            return None
        passages = PassageSet.read(PASSAGES)
        return passages.every(QUICK_ARTICLES, QUICK_QUESTIONS) if self.plan.quick else passages

    def _searches(self) -> int:
        passages = self._passages()
        return 2 * len(passages.questions) if passages else 0

    def _recipe(self, passages: PassageSet, files: list[Path]) -> Recipe:
        return retrieval.recipe_over(passages, files, self.cache or QueryCache(), self.steps)

    def _documents(self, corpus: str) -> Documents:
        with self.opening:
            if corpus not in self.opened:
                at_home = corpus == SHIPPED
                found = corpora.shipped(self.steps, TEXTS) if at_home else corpora.folder(Path(corpus), self.steps)
                self.opened[corpus] = found
            return self.opened[corpus]


def _passage_files() -> list[Path]:
    return [PASSAGES.with_name(f"{PASSAGES.name}.{language}.json") for language in ("en", "es")]


def warn_of_strays(items: tuple[Item, ...], documents: Documents) -> None:
    """A needle that stands nowhere would count as a fact that no answer reaches: each is named on standard error."""
    if not documents.sources.texts:
        return
    for item in items:
        for place in (place for needle in item.needles for place in needle.places):
            if not documents.sources.holds(place):
                print(f"{item.id}: the needle {place.text!r} does not stand in {place.file}", file=sys.stderr)


def _of_answers(suite: str, given: answers.Graded, documents: Documents) -> SuiteResult:
    if suite == "citations":
        return answers.citations(given, documents)
    return answers.robustness(given) if suite == "robustness" else answers.answers(given)


def _commit() -> str | None:
    command = ["git", "-C", str(PROJECT), "rev-parse", "--short", "HEAD"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return None
    return done.stdout.strip() or None
