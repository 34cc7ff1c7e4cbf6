"""The retrieval suite: does the passage that answers a question come first, in its language and in the other?

Each paragraph is a document of its own, read by ingest like any file. ``recall@1`` is the share of questions whose
paragraph comes first among the documents of one language; ``both@10`` the share for which, over the documents of both
languages together, both versions of the paragraph are among the documents of the first ten results.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache, partial
from multiprocessing import get_context
from pathlib import Path
from typing import Protocol

from evals.baseline import Page, QueryCache, Recipe
from evals.passages import Paragraph, PassageQuestion, PassageSet
from evals.progress import Steps
from evals.results import BaselineAnswer, Figure, Sample, SuiteResult
from evals.statistics import Outcome, share
from evals.stores import kept
from ingest.terms import LANGUAGES

FIRST = 10
_AT_A_TIME = 16
"""How many questions the process that searches is given at a time."""

Key = tuple[int, str]
"""A paragraph's number and the language of a version of it."""


class Search(Protocol):
    """What finds passages: the assistant's search, or the ordinary recipe's."""

    def first(self, question: str, count: int, language: str | None) -> list[Key]:
        """The versions of paragraphs that the first ``count`` results belong to, of one language or of both."""


@dataclass(frozen=True, slots=True)
class Found:
    """What one question in one language found: the first of each language, and the first ten of both."""

    question: PassageQuestion
    language: str
    first: Mapping[str, Key | None]
    mixed: Sequence[Key]

    def at_one(self, language: str) -> bool:
        """Whether the paragraph comes first among the documents of a language."""
        return self.first[language] == (self.question.paragraph.number, language)

    @property
    def both(self) -> bool:
        """Whether both versions are among the first ten."""
        return all((self.question.paragraph.number, language) in self.mixed for language in LANGUAGES)


class AssistantSearch:
    """The assistant's search over a store of paragraphs."""

    def __init__(self, store: Path) -> None:
        from assistant import Consultation

        self._consultation = Consultation.open(store)
        self._keys = {record.id: key_of(Path(record.path)) for record in self._consultation.store.documents()}

    def first(self, question: str, count: int, language: str | None) -> list[Key]:
        """See ``Search``."""
        from assistant.retrieval import Filters

        filters = Filters(languages=(language,)) if language else Filters()
        found = self._consultation.search(question, count, filters)
        return [self._keys[result.passage.document_id] for result in found]


class RecipeSearch:
    """The ordinary recipe over the same paragraphs."""

    def __init__(self, recipe: Recipe) -> None:
        self._recipe = recipe

    def first(self, question: str, count: int, language: str | None) -> list[Key]:
        """See ``Search``."""
        only = {"language": language} if language else {}
        found = self._recipe.nearest(question, count, **only)
        return [(chunk.metadata["number"], chunk.metadata["language"]) for chunk in found]


def run(passages: PassageSet, store: Path, steps: Steps, baseline: Search | None = None) -> SuiteResult:
    """Searches for every question in both languages and gives the figures.

    Args:
        passages: paragraphs and questions.
        store: as ``indexed`` gives it.
        steps: shows how far it is.
        baseline: searched beside the assistant, where given.
    """
    started = time.perf_counter()
    found = _searched_apart("Retrieval", passages, store, steps)
    recipe = _searched("Retrieval, baseline", passages, baseline, steps) if baseline else []
    samples = _samples(found, recipe)
    return SuiteResult(None, round(time.perf_counter() - started, 1), tuple(_figures(found, recipe)), samples)


def indexed(passages: PassageSet, sources: Sequence[Path], steps: Steps) -> Path:
    """A store with a document for each version of each paragraph."""

    def fill(folder: Path) -> None:
        files = _written(passages, folder / "texts")
        with steps.step("Indexing paragraphs", 2 * len(passages.paragraphs)) as advance:
            _add(files, folder, advance)

    return kept(f"paragraphs-{len(passages.paragraphs)}", sources, fill)


def recipe_over(passages: PassageSet, sources: Sequence[Path], cache: QueryCache, steps: Steps) -> Recipe:
    """The ordinary recipe over each version of each paragraph."""
    pages = [
        Page(paragraph.text[language], {"number": paragraph.number, "language": language})
        for paragraph in passages.paragraphs
        for language in LANGUAGES
    ]

    def fill(folder: Path) -> None:
        with steps.step("Indexing paragraphs, baseline") as advance:
            Recipe(folder).fill(pages, advance)

    return Recipe(kept(f"paragraphs-{len(passages.paragraphs)}-chunks", sources, fill), cache)


def key_of(path: Path) -> Key:
    """The paragraph that a file of ``indexed`` holds."""
    return int(path.stem), path.parent.name


def file_of(paragraph: Paragraph, language: str, folder: Path) -> Path:
    """The file of a version of a paragraph below a folder."""
    return folder / language / f"{paragraph.number:04}.txt"


def _written(passages: PassageSet, folder: Path) -> dict[str, Path]:
    for language in LANGUAGES:
        (folder / language).mkdir(parents=True)
        for paragraph in passages.paragraphs:
            file_of(paragraph, language, folder).write_text(paragraph.text[language] + "\n", encoding="utf-8")
    return {language: folder / language for language in LANGUAGES}


def _add(folders: Mapping[str, Path], store: Path, advance: Callable[[int], None]) -> None:
    from evals.remembered import RememberingEmbedder
    from ingest.catalogue import Catalogue, Overrides
    from ingest.pipeline import Pipeline
    from ingest.settings import IngestSettings
    from ingest.store import Store

    settings = IngestSettings()
    with Store.open(store, create=True) as opened:
        pipeline = Pipeline(opened, RememberingEmbedder(), Catalogue.load(settings.corpus))
        for language, folder in folders.items():
            for result in pipeline.add([folder], Overrides(language=language)):
                if result.error is not None:
                    raise result.error
                advance(1)


def _searched(description: str, passages: PassageSet, search: Search, steps: Steps) -> list[Found]:
    with steps.step(description, 2 * len(passages.questions)) as advance:
        found = []
        for question in passages.questions:
            for language in LANGUAGES:
                found.append(_ask(question, language, search))
                advance(1)
        return found


def _searched_apart(description: str, passages: PassageSet, store: Path, steps: Steps) -> list[Found]:
    """What the assistant's search finds, in a process of its own: this one has the recipe and the grading to do."""
    asked = [(question, language) for question in passages.questions for language in LANGUAGES]
    with (
        steps.step(description, len(asked)) as advance,
        ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool,
    ):
        found = []
        for one in pool.map(partial(_ask_there, store), asked, chunksize=_AT_A_TIME):
            found.append(one)
            advance(1)
        return found


def _ask_there(store: Path, asked: tuple[PassageQuestion, str]) -> Found:
    return _ask(*asked, _assistant_search(store))


@lru_cache(maxsize=1)
def _assistant_search(store: Path) -> AssistantSearch:
    return AssistantSearch(store)


def _ask(question: PassageQuestion, language: str, search: Search) -> Found:
    text = question.text[language]
    first = {other: next(iter(search.first(text, 1, other)), None) for other in LANGUAGES}
    return Found(question, language, first, search.first(text, FIRST, None))


def _figures(found: Sequence[Found], recipe: Sequence[Found]) -> Iterator[Figure]:
    directions: dict[str, list[tuple[str, str]]] = {
        **{f"{a} to {b}": [(a, b)] for a in LANGUAGES for b in LANGUAGES},
        "same language": [(a, a) for a in LANGUAGES],
        "other language": [(a, b) for a in LANGUAGES for b in LANGUAGES if a != b],
    }
    for group, pairs in directions.items():
        yield _figure("recall@1", group, _at_one(found, pairs), _at_one(recipe, pairs))
    for group, languages in {"all": LANGUAGES, **{f"lang {a}": (a,) for a in LANGUAGES}}.items():
        yield _figure("both@10", group, _both(found, languages), _both(recipe, languages))


def _at_one(found: Sequence[Found], pairs: Sequence[tuple[str, str]]) -> list[Outcome]:
    return [Outcome(f.at_one(b), _cluster(f)) for f in found for a, b in pairs if f.language == a]


def _both(found: Sequence[Found], languages: Sequence[str]) -> list[Outcome]:
    return [Outcome(f.both, _cluster(f)) for f in found if f.language in languages]


def _cluster(found: Found) -> str:
    return str(found.question.paragraph.number)


def _figure(name: str, group: str, outcomes: list[Outcome], recipe: list[Outcome]) -> Figure:
    own = share(outcomes)
    return Figure(name, group, own.count, own.total, own.value or 0.0, own.interval, share(recipe).value)


def _samples(found: Sequence[Found], recipe: Sequence[Found]) -> tuple[Sample, ...]:
    """The questions that missed something: a report of all of them would be megabytes of what went well."""
    beside = {(f.question.id, f.language): f for f in recipe}
    missed = [f for f in found if _faults(f)]
    return tuple(_sample(f, beside.get((f.question.id, f.language))) for f in missed)


def _sample(found: Found, recipe: Found | None) -> Sample:
    question = found.question
    return Sample(
        id=f"{question.id}-{found.language}",
        dataset="passages",
        lang=found.language,
        type="retrieval",
        source=f"{question.paragraph.article}, paragraph {question.paragraph.number}",
        turns=(question.text[found.language],),
        expected=f"paragraph {question.paragraph.number}",
        status=None,
        verdict=None,
        answer=_in_words(found),
        citations=(),
        grade=_grade(found),
        faults=_faults(found),
        baseline=BaselineAnswer(_in_words(recipe), _grade(recipe)) if recipe else None,
    )


def _in_words(found: Found) -> str:
    firsts = (f"first in {language}: paragraph {key[0] if key else 'none'}" for language, key in found.first.items())
    return "; ".join(firsts)


def _grade(found: Found) -> str:
    return "P" if _faults(found) else "C"


def _faults(found: Found) -> tuple[str, ...]:
    faults = [f"not first in {language}" for language in LANGUAGES if not found.at_one(language)]
    return (*faults, *(() if found.both else ("not both versions in the first ten",)))
