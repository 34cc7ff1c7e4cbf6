from __future__ import annotations

from typing import Any

import pytest

from evals.dataset import Item, Place, parse
from evals.scorers import Scorer
from evals.sources import Sources
from evals.support import SupportScore, statements, support

FEE = "Long boats pay six florins a year.4"
LAW = "The Lake Act of 2019 says so."
PAGE = f"{FEE} {LAW} Swans are protected."


class OnePage:
    def text(self, document_id: str, page: int) -> str | None:
        return PAGE if (document_id, page) == ("lake", 1) else None

    def reaches(self, item: Item, place: Place, citation: object) -> bool:
        return False


def item() -> Item:
    key: dict[str, object] = {
        "id": "a",
        "lang": "en",
        "type": "fact",
        "question": "What do they pay?",
        "gold": "",
        "must": [],
    }
    return parse({**key, "must_not": [], "status": ["answered"], "verdict": [None], "needles": []})


def citation(quote: str, mark: int = 1, **changes: object) -> dict[str, Any]:
    start = PAGE.find(quote)
    about = {"title": "Lake Code (2020)", "as_of": "2020-05-04", "section": "2 Boats"}
    place = {"document_id": "lake", "page": 1, "start": start, "end": start + len(quote)}
    return {"mark": mark, "quote": quote, **about, **place, **changes}


def scored(text: str, *citations: dict[str, Any]) -> SupportScore:
    given: dict[str, Any] = {"language": "en", "status": "answered", "verdict": None, "answer": text, "caveats": []}
    answer = {**given, "citations": list(citations)}
    return support(Scorer(Sources(), OnePage()).score(item(), answer), OnePage())


def test_a_statement_is_carried_by_the_quote_that_it_quotes() -> None:
    score = scored("As of 4 May 2020: “Long boats pay six florins a year.” [1]", citation(FEE))
    assert (score.supported, score.precise, score.faults) == ((True,), (True,), ())


@pytest.mark.parametrize(
    "text",
    [
        "“Long boats pay ten florins a year.” [1]",
        "Since 2021: “Long boats pay six florins a year.” [1]",
        "According to the Pilots: “Long boats pay six florins a year.” [1]",
        "“Long boats pay six florins a year.”",
    ],
)
def test_a_word_a_number_a_name_or_a_mark_that_is_wrong_costs_recall(text: str) -> None:
    score = scored(text, citation(FEE))
    assert score.supported == (False,)
    assert score.precise == (False,)


def test_the_language_of_a_source_is_told_by_its_citation() -> None:
    text = "As of 2020 (source in Spanish): “Long boats pay six florins a year.” [1]"
    assert scored(text, citation(FEE, language="es")).supported == (True,)
    assert scored(text, citation(FEE, language="en")).supported == (False,)


def test_a_frame_that_claims_nothing_and_the_words_of_the_question_need_no_citation() -> None:
    assert (
        scored("“What do they pay” is not said. “The Lake Act of 2019 says so.” [1] That is all.", citation(LAW)).faults
        == ()
    )


def test_marks_within_a_quote_are_the_documents() -> None:
    found = statements("“See [3] for more.” [1] And: “Swans.” [2][4]")
    assert [(s.text, s.marks) for s in found] == [("“See [3] for more.”", (1,)), ("And: “Swans.”", (2, 4))]


def test_both_citations_of_a_statement_that_needs_both_are_precise() -> None:
    score = scored(
        "“Long boats pay six florins a year.” “The Lake Act of 2019 says so.” [1][2]", citation(FEE), citation(LAW, 2)
    )
    assert score.precise == (True, True)


def test_a_citation_that_is_not_needed_costs_precision() -> None:
    extra = citation("Swans are protected.", 2)
    score = scored("“Long boats pay six florins a year.” [1][2]", citation(FEE), extra)
    assert score.supported == (True,)
    assert score.precise == (True, False)


def test_an_invented_mark_costs_precision() -> None:
    score = scored("“Long boats pay six florins a year.” [1][7]", citation(FEE))
    assert score.precise == (True, False)


def test_a_citation_that_no_mark_names_costs_precision() -> None:
    score = scored("“Long boats pay six florins a year.” [1]", citation(FEE), citation(LAW, 2))
    assert score.precise == (True, False)
    assert "[2] stands behind nothing" in score.faults


@pytest.mark.parametrize("misplaced", [{"page": 2}, {"start": 3, "end": 3 + len(FEE)}, {"document_id": "sea"}])
def test_a_citation_of_a_wrong_place_costs_precision_and_recall(misplaced: dict[str, Any]) -> None:
    score = scored("“Long boats pay six florins a year.” [1]", citation(FEE, **misplaced))
    assert (score.supported, score.precise, score.verbatim) == ((False,), (False,), (False,))
