"""Each suite catches the fault that it is there for: real answers, broken on purpose, over the shipped documents."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evals.dataset import Item, load
from evals.plan import DATASETS, spread
from evals.results import Figure, SuiteResult
from evals.scorers import Scorer
from evals.shelf import Shelf
from evals.solvers import CommandSolver
from evals.sources import Sources
from evals.suites.answers import Graded, answers, citations
from tests.evals.parts import documents_of

Answer = dict[str, Any]

ASKED = {"panama": 24, "near_miss": 8, "unanswerable": 10}


class Suites:
    """The answers and the citations suite over answers that may be broken first."""

    def __init__(self, store: Path) -> None:
        self._documents = documents_of(store)
        self.items = tuple(i for name, count in ASKED.items() for i in spread(load(DATASETS / f"{name}.jsonl"), count))
        self._answers = CommandSolver(store).answer(self.items)
        self._scorer = Scorer(Sources(), Shelf(store))

    def of(self, broken: Callable[[Answer], Answer]) -> tuple[SuiteResult, SuiteResult]:
        given = [broken(copy.deepcopy(answer)) for answer in self._answers]
        scores = tuple(self._scorer.score(i, a) for i, a in zip(self.items, given, strict=True))
        graded = Graded("shipped", scores, (), 1.0)
        return answers(graded), citations(graded, self._documents)


@pytest.fixture(scope="module")
def suites(shipped_store: Path) -> Suites:
    return Suites(shipped_store)


def figure(suite: SuiteResult, name: str, group: str = "all") -> Figure:
    found = suite.figure(name, group)
    assert found is not None, (name, group)
    return found


def whole(answer: Answer) -> Answer:
    return answer


def always_yes(answer: Answer) -> Answer:
    return answer | {"status": "answered", "verdict": "yes"}


def always_silent(answer: Answer) -> Answer:
    return answer | {"status": "not_found", "verdict": None, "citations": [], "answer": "The documents do not say."}


def wrong_page(answer: Answer) -> Answer:
    for citation in answer["citations"]:
        citation["page"] += 1
    return answer


def altered(answer: Answer) -> Answer:
    """One word of each quote becomes another, in the quote and in the prose alike."""
    for citation in answer["citations"]:
        word = max(re.findall(r"\w+", citation["quote"]), key=len)
        citation["quote"] = citation["quote"].replace(word, "otherwise", 1)
        answer["answer"] = answer["answer"].replace(word, "otherwise", 1)
    return answer


def other_words(answer: Answer) -> Answer:
    """One word of each quotation in the prose becomes another; the citation is left as it is."""
    return answer | {"answer": re.sub(r"([“«]\w+ )\w+", r"\1otherwise", answer["answer"])}


def test_the_assistant_as_it_is_is_mostly_right_and_cites_what_it_says(suites: Suites) -> None:
    right, cited = suites.of(whole)
    assert figure(right, "correct").value >= 0.7
    assert [figure(cited, name).value for name in ("verbatim", "recall", "precision")] == [1.0, 1.0, 1.0]


def test_one_that_always_says_yes_asserts_what_is_wrong(suites: Suites) -> None:
    right, _ = suites.of(always_yes)
    assert figure(right, "wrong_assertion", "unanswerable").value == 1.0
    denied = {i.id for i in suites.items if i.verdict_judged and "yes" not in i.verdict}
    wrong = {sample.id for sample in right.samples if "wrong assertion" in sample.faults}
    assert denied and denied <= wrong
    assert figure(right, "correct", "unanswerable").value == 0.0


def test_one_that_is_always_silent_is_silent_wrongly(suites: Suites) -> None:
    right, cited = suites.of(always_silent)
    assert figure(right, "wrong_silence").value == 1.0
    assert figure(right, "wrong_assertion").value == 0.0
    assert figure(right, "correct", "dataset panama").value == 0.0
    assert figure(right, "recall").value == 0.0
    assert figure(cited, "reached").value == 0.0


def test_a_right_answer_with_a_wrong_page_is_caught_by_its_citations(suites: Suites) -> None:
    _, cited = suites.of(wrong_page)
    assert [figure(cited, name).value for name in ("verbatim", "recall", "precision")] == [0.0, 0.0, 0.0]


def test_a_quote_altered_by_one_word_is_not_verbatim(suites: Suites) -> None:
    right, cited = suites.of(altered)
    assert figure(right, "verbatim").value == 0.0
    assert [figure(cited, name).value for name in ("verbatim", "recall", "precision")] == [0.0, 0.0, 0.0]
    assert any("is not the page at its place" in fault for sample in cited.samples for fault in sample.faults)


def test_prose_that_quotes_other_words_than_its_citation_is_not_carried(suites: Suites) -> None:
    _, cited = suites.of(other_words)
    assert figure(cited, "verbatim").value == 1.0
    assert figure(cited, "recall").value <= 0.1
    assert figure(cited, "precision").value <= 0.1


def test_a_citation_of_another_section_reaches_no_fact(suites: Suites, shipped_store: Path) -> None:
    """The first sentence of the document is quoted, letter for letter, instead of the one that decides."""
    shelf = Shelf(shipped_store)

    def first_sentence(answer: Answer) -> Answer:
        for citation in answer["citations"]:
            end = shelf.pages(citation["document_id"])[1].index("\n")
            citation |= {"page": 1, "start": 0, "end": end, "quote": shelf.pages(citation["document_id"])[1][:end]}
        return answer

    right, cited = suites.of(first_sentence)
    assert figure(right, "verbatim").value == 1.0
    assert figure(right, "recall").value <= 0.5 * figure(suites.of(whole)[0], "recall").value
    assert figure(cited, "recall").value == 0.0


def test_an_item_is_asked_without_its_key(suites: Suites) -> None:
    item: Item = suites.items[0]
    assert item.as_request() == {"id": item.id, "question": item.question}
