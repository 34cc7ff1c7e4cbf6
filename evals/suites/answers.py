"""The suites that read the same answers: are they right, do their citations carry them, do other words change them?"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from evals.baseline import QueryCache, RecipeSolver, what_can_be_scored
from evals.corpora import Documents, recipe_over
from evals.dataset import Item
from evals.measures import ANSWERS, Group, Measure, figures, groups_of
from evals.progress import Steps
from evals.results import BaselineAnswer, Sample, SampleCitation, SuiteResult
from evals.scorers import Score, Scorer
from evals.shelf import Shelf
from evals.solvers import CommandSolver
from evals.support import SupportScore, support

CITATIONS: tuple[Measure[SupportScore], ...] = (
    Measure("verbatim", lambda s: s.verbatim, comparable=False),
    Measure("recall", lambda s: s.supported, comparable=False),
    Measure("precision", lambda s: s.precise, comparable=False),
    Measure("reached", lambda s: s.reached),
)

_GIVEN = {"answered": True, "partial": True, "conflict": True, "not_found": False, "out_of_scope": False}


@dataclass(frozen=True, slots=True)
class Graded:
    """The answers to all items over one corpus, graded, and those of the ordinary recipe (empty without it)."""

    corpus: str
    scores: tuple[Score, ...]
    beside: tuple[Score, ...]
    seconds: float

    def of(self, items: Iterable[Item]) -> Graded:
        """Only those of the items given."""
        ids = {item.id for item in items}
        kept = [tuple(s for s in scores if s.item.id in ids) for scores in (self.scores, self.beside)]
        return replace(self, scores=kept[0], beside=kept[1])


def graded(items: Sequence[Item], documents: Documents, steps: Steps, cache: QueryCache | None) -> Graded:
    """Asks every item over the documents, in one process, and grades the answers.

    Args:
        items: what is asked.
        documents: what is asked about.
        steps: shows how far it is.
        cache: of the ordinary recipe's question vectors; None leaves the recipe out.
    """
    started = time.perf_counter()
    scorer = Scorer(documents.sources, Shelf(documents.store))
    with steps.step(f"Asking {documents.name}", len(items)) as advance:
        answers = CommandSolver(documents.store, on_answer=advance).answer(items)
    with steps.step(f"Grading {documents.name}"):
        scores = tuple(scorer.score(item, answer) for item, answer in zip(items, answers, strict=True))
    beside = _beside(items, documents, scorer, steps, cache) if cache else ()
    return Graded(documents.name, scores, beside, time.perf_counter() - started)


def answers(given: Graded) -> SuiteResult:
    """How often the answers are right, and the faults of those that are not."""
    items = [score.item for score in given.scores]
    counted = figures(ANSWERS, given.scores, groups_of(items), given.beside)
    return SuiteResult(given.corpus, round(given.seconds, 1), counted, _samples(given))


def citations(given: Graded, documents: Documents) -> SuiteResult:
    """Whether the citations carry the answers; the samples are those with a fault."""
    started = time.perf_counter()
    shelf = Shelf(documents.store)
    scores = [support(score, shelf) for score in given.scores]
    beside = [support(score, shelf) for score in given.beside]
    counted = figures(CITATIONS, scores, _languages([score.item for score in scores]), beside)
    faulty = [_sample(g, s.faults) for g, s in zip(given.scores, scores, strict=True) if s.faults]
    return SuiteResult(given.corpus, round(time.perf_counter() - started, 1), counted, tuple(faulty))


def robustness(given: Graded) -> SuiteResult:
    """Whether the same question in other words gets the verdict of its key, and all of a group the same one.

    ``same_verdict`` is of all phrasings, ``alike`` of all but the first of each group, compared with it.
    """
    measures: tuple[Measure[Score], ...] = (
        Measure("same_verdict", lambda s: [as_expected(s)], comparable=False),
        Measure("alike", lambda s: alike.get(s.item.id, []), comparable=False),
    )
    alike = _alike(given.scores)
    counted = figures(measures, given.scores, _languages([score.item for score in given.scores]))
    return SuiteResult(given.corpus, round(given.seconds, 1), counted, _samples(given))


def as_expected(score: Score) -> bool:
    """Whether an answer is given where one should be, and has a verdict that the key accepts."""
    item, answer = score.item, score.answer
    given = _GIVEN[answer["status"]] in {_GIVEN[status] for status in item.status}
    return given and (not item.verdict_judged or answer["verdict"] in item.verdict)


def _alike(scores: Sequence[Score]) -> Mapping[str, list[bool]]:
    groups: defaultdict[str, list[Score]] = defaultdict(list)
    for score in scores:
        if score.scored:
            groups[score.item.group].append(score)
    return {s.item.id: [_outcome(s) == _outcome(first)] for first, *rest in groups.values() for s in rest}


def _outcome(score: Score) -> tuple[bool, str | None]:
    return _GIVEN[score.answer["status"]], score.answer["verdict"]


def _beside(
    items: Sequence[Item], documents: Documents, scorer: Scorer, steps: Steps, cache: QueryCache
) -> tuple[Score, ...]:
    recipe = recipe_over(documents, cache, steps)
    with steps.step(f"Asking {documents.name}, baseline", len(items)) as advance:
        given = RecipeSolver(recipe, advance).answer(items)
    return tuple(scorer.score(what_can_be_scored(i), a) for i, a in zip(items, given, strict=True))


def _languages(items: Sequence[Item]) -> list[Group]:
    return [group for group in groups_of(items) if group[0] == "all" or group[0].startswith("lang ")]


def _samples(given: Graded) -> tuple[Sample, ...]:
    beside = {score.item.id: score for score in given.beside}
    return tuple(_sample(score, score.all_faults, beside.get(score.item.id)) for score in given.scores)


def _sample(score: Score, faults: Sequence[str], beside: Score | None = None) -> Sample:
    item, answer = score.item, score.answer
    return Sample(
        id=item.id,
        dataset=item.dataset,
        lang=item.lang,
        type=item.type,
        source=item.source or item.cluster,
        turns=item.turns,
        expected=item.gold,
        status=answer.get("status"),
        verdict=answer.get("verdict"),
        answer=str(answer.get("answer", "")),
        citations=_citations(score),
        grade=score.grade.value if score.grade else None,
        faults=tuple(faults),
        baseline=_baseline(beside) if beside else None,
    )


def _citations(score: Score) -> tuple[SampleCitation, ...]:
    if not score.scored:
        return ()
    pairs = zip(score.answer["citations"], score.citations_reaching, strict=True)
    return tuple(
        SampleCitation(c.get("mark"), c.get("title", ""), c["page"], c.get("section") or "", c["quote"], reaches)
        for c, reaches in pairs
    )


def _baseline(score: Score) -> BaselineAnswer:
    """The recipe's four chunks by their beginnings: whole, they would make the file of results ten times as large."""
    chunks = (" ".join(citation["quote"].split())[:80] for citation in score.answer["citations"])
    return BaselineAnswer(" … ".join(chunks), score.grade.value if score.grade else None)
