from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Consultation, Filters, Status
from tests.assistant import country

PERMIT = "How long does a temporary residence permit last?"
SURVEY = "How many employers were surveyed in 2019?"
SAILORS = "How long may foreign sailors stay in the ports?"


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(), {PERMIT, SURVEY}),
        (Filters(countries=("TRV",)), {PERMIT, SURVEY}),
        (Filters(countries=("PAN",)), set()),
        (Filters(types=("decree",)), {PERMIT}),
        (Filters(types=("profile", "report")), {SURVEY}),
        (Filters(languages=("en",)), {SURVEY}),
        (Filters(as_of="2018"), {PERMIT}),
        (Filters(as_of="2018-05-03"), set()),
        (Filters(as_of="2022"), {PERMIT, SURVEY}),
        (Filters(types=("decree",), as_of="2017"), set()),
    ],
)
def test_answers_come_only_from_what_the_filters_let_through(
    filters: Filters, found: set[str], tarvenia: Consultation
) -> None:
    answered = {q for q in (PERMIT, SURVEY) if tarvenia.ask(q, filters=filters).status is Status.ANSWERED}
    assert answered == found


def test_a_filter_by_document_holds_for_answers_and_for_the_search(tarvenia: Consultation) -> None:
    decree = next(r for r in tarvenia.store.documents() if r.metadata.type == "decree")
    filters = Filters(documents=(decree.id,))
    assert tarvenia.ask(SURVEY, filters=filters).status is Status.NOT_FOUND
    (citation,) = tarvenia.ask(PERMIT, filters=filters).citations
    assert citation.document_id == decree.id
    assert {r.passage.document_id for r in tarvenia.search(SURVEY, 10, filters)} == {decree.id}


def test_the_search_ranks_the_passage_that_answers_among_the_first_across_languages(tarvenia: Consultation) -> None:
    ranked = tarvenia.search("How long does a residence permit last, and can it be renewed?", 3)
    assert any("El permiso temporal de residencia" in found.passage.text for found in ranked)
    assert [r.score for r in ranked] == sorted((r.score for r in ranked), reverse=True)


def test_a_summary_says_that_it_is_one_until_the_document_itself_is_added(tmp_path: Path) -> None:
    own = country.settings(tmp_path)
    consultation = Consultation.open(country.add_brief(own), own)
    (before,) = (answer := consultation.ask(SAILORS)).citations
    assert (before.type, before.authority) == ("brief", "summary")
    assert before.summarises == "Report on the ports of Tarvenia"
    assert any("summary in this project's own words: Report on the ports of Tarvenia" in c for c in answer.caveats)

    country.add_report(own)
    (after,) = (answer := consultation.ask(SAILORS)).citations
    assert (after.type, after.summarises) == ("report", None)
    assert "are entitled to stay for twenty days" in after.quote
    assert not any("summary" in c for c in answer.caveats)
