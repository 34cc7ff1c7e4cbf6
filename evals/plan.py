"""What a run consists of: suites, corpora, datasets, and the subset that the tests run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.corpora import SHIPPED
from evals.dataset import Item, load
from ingest.settings import PROJECT

SUITES = ("answers", "citations", "robustness", "injection", "drafting", "verification", "retrieval")

DATASETS = PROJECT / "evals" / "datasets"
SHARED = PROJECT.parent / "shared"
"""Documents and questions that lie beside the repository and are never part of it."""

TEXTS = SHARED / "corpus" / "panama"
DEVELOPMENT = SHARED / "evals" / "dev.jsonl"
PASSAGES = SHARED / "evals" / "xquad-dev"

ROBUSTNESS, INJECTION, LEVELS, ARTICLES = "robustness", "injection", "indicator_levels", "articles"
NORMS, DISAGREEMENT, AS_OF = "norms", "disagreement", "as_of"
VERIFICATION = ("verification", "verification_second", "verification_third", "verification_fourth")
_OWN_SUITE = (ROBUSTNESS, INJECTION, LEVELS, ARTICLES, NORMS, DISAGREEMENT, AS_OF, *VERIFICATION)

_QUICK = {"panama": 60, "dev": 60, "near_miss": 60, "unanswerable": 40}
_QUICK_OTHERS, _QUICK_GROUPS = 16, 8
QUICK_PAIRS = 3
"""Every so-many-th pair of evidence and a sentence."""

QUICK_ARTICLES, QUICK_QUESTIONS = 6, 2
"""Of the passages, every so-many-th article and, of its questions, every so-many-th."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be run.

    Attributes:
        suites: names out of ``SUITES``.
        corpora: ``shipped``, or folders of documents.
        datasets: of the answers suite; empty: those that belong to each corpus.
        quick: the subset for tests.
        baseline: run the ordinary recipe too.
    """

    suites: tuple[str, ...] = SUITES
    corpora: tuple[str, ...] = (SHIPPED,)
    datasets: tuple[Path, ...] = ()
    quick: bool = False
    baseline: bool = True

    @property
    def extent(self) -> str:
        """Under which name the floors of such a run are kept."""
        return "quick" if self.quick else "whole"

    @property
    def has_floors(self) -> bool:
        """Floors are of the datasets that belong to the corpora, and of no others."""
        return not self.datasets

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out."""
        return not self.quick and not self.datasets and set(self.suites) == set(SUITES)

    def items(self, corpus: str) -> tuple[Item, ...]:
        """The items of the answers suite over a corpus."""
        return _loaded(self.datasets or datasets_of(corpus), self.quick)

    def groups(self, corpus: str) -> tuple[Item, ...]:
        """The items of the robustness suite over a corpus."""
        return _loaded([path for path in [home(corpus) / f"{ROBUSTNESS}.jsonl"] if path.exists()], self.quick)


def home(corpus: str) -> Path:
    """The folder of the datasets on a corpus: its own where it has some, else that of its name, else the project's."""
    if corpus == SHIPPED:
        return DATASETS
    folder = Path(corpus)
    return next((f for f in (folder, DATASETS / folder.resolve().name) if any(f.glob("*.jsonl"))), DATASETS)


def datasets_of(corpus: str) -> list[Path]:
    """The datasets of the answers suite over a corpus, with the development questions where they are there."""
    folder = home(corpus)
    found = [path for path in sorted(folder.glob("*.jsonl")) if path.stem not in _OWN_SUITE]
    return [*found, DEVELOPMENT] if folder == DATASETS and DEVELOPMENT.exists() else found


def spread(items: Sequence[Item], count: int) -> list[Item]:
    """At most ``count`` items from all over a dataset, in its order; an odd step keeps both languages of pairs."""
    step = max(1, -(-len(items) // count))
    return list(items[:: step + (step % 2 == 0)])


def _loaded(paths: Iterable[Path], quick: bool) -> tuple[Item, ...]:
    return tuple(item for path in paths for item in (_quick(load(path), path.stem) if quick else load(path)))


def _quick(items: Sequence[Item], name: str) -> Sequence[Item]:
    if any(item.group for item in items):
        groups: defaultdict[str, list[Item]] = defaultdict(list)
        for item in items:
            groups[item.group].append(item)
        step = max(1, len(groups) // _QUICK_GROUPS)
        return [item for group in list(groups.values())[::step] for item in group]
    return spread(items, _QUICK.get(name, _QUICK_OTHERS))
