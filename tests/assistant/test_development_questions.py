"""The floors that the assistant must keep on the development questions, over the five documents on Panama."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import Consultation
from evals.dataset import load
from evals.report import Share, Summary, as_text, summarise
from evals.scorers import Score, Scorer
from evals.sources import Sources


class StorePages:
    """The page texts of an open store."""

    def __init__(self, consultation: Consultation) -> None:
        self._store = consultation.store

    def text(self, document_id: str, page: int) -> str | None:
        return self._store.page_text(document_id, page)


@pytest.fixture(scope="module")
def scores(panama_store: Path, shared_corpus: Path, shared_evals: Path) -> list[Score]:
    consultation = Consultation.open(panama_store)
    scorer = Scorer(Sources.read(shared_corpus / "panama"), StorePages(consultation))
    items = load(shared_evals / "dev.jsonl")
    return [scorer.score(i, consultation.converse(i.turns).as_dict() | {"id": i.id}) for i in items]


@pytest.fixture(scope="module")
def total(scores: list[Score]) -> Summary:
    return summarise("all", scores)


def share(part: Share) -> float:
    assert part.value is not None
    return part.value


@pytest.mark.parametrize("language", ["en", "es"])
def test_nine_of_ten_answers_are_right_in_each_language(language: str, scores: list[Score]) -> None:
    own = [s for s in scores if s.item.lang == language]
    assert share(summarise(language, own).right) >= 0.90, as_text(own)


def test_nothing_wrong_is_asserted(scores: list[Score], total: Summary) -> None:
    wrong = [s for s in scores if s.wrong_assertion]
    assert total.wrong_assertions.count == 0, as_text(wrong)


@pytest.mark.parametrize(
    ("measure", "floor"),
    [
        pytest.param(lambda s: share(s.verbatim), 1.0, id="quotes letter for letter"),
        pytest.param(lambda s: 1 - share(s.wrong_silences), 0.95, id="answerable questions answered"),
        pytest.param(lambda s: share(s.precision), 0.75, id="citations that reach a fact"),
        pytest.param(lambda s: share(s.recall), 0.90, id="facts reached"),
        pytest.param(lambda s: share(s.language_kept), 1.0, id="answers in the language of the question"),
    ],
)
def test_the_floor_is_kept(measure: Callable[[Summary], float], floor: float, total: Summary) -> None:
    assert measure(total) >= floor


def test_the_median_answer_quotes_at_most_ninety_words(total: Summary) -> None:
    assert total.quoted_words is not None
    assert total.quoted_words <= 90
