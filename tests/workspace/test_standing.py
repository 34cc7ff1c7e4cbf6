from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.consultation import Consultation
from assistant.indicators.drafting import Draft, Drafter
from assistant.settings import Settings
from assistant.workspace.drafts import with_draft
from assistant.workspace.editing import Editor
from assistant.workspace.errors import UnverifiedError
from assistant.workspace.model import Assessment, Response, Status
from assistant.workspace.standing import Standing, Strength, Why, newest, strength
from assistant.workspace.workspace import Workspace
from ingest.catalogue import Catalogue
from ingest.editions import State
from ingest.embedding import QueryEmbedder
from ingest.pipeline import Pipeline
from ingest.store import Store
from tests.assistant.country import PROFILE, PROFILE_DETAILS
from tests.ingest.store_parts import EngineEmbedder
from tests.workspace.conftest import ANA, HOSPITALS, LUIS, citation, framework


@pytest.fixture(scope="module")
def draft(documents: Path) -> Draft:
    """What the engine drafts on the council, whose source is the profile."""
    council = next(i for i in framework().indicators if i.id == "council")
    return Drafter(Consultation.open(documents)).draft(council)


@pytest.fixture
def council(workspace: Workspace, assessment: Assessment, draft: Draft) -> Response:
    """The drafted response on the council."""
    workspace.keep_draft(assessment.id, "council", lambda r: with_draft(r, draft), ANA)
    response = workspace.response(assessment.id, "council")
    assert response.level == "complete"
    return response


def standing_of(store: Path, response: Response) -> list[tuple[int, Why]]:
    with Store.open(store) as opened:
        return [(s.position, s.why) for s in Standing(opened).stale(response)]


def test_sources_that_stand_are_not_stale(store: Path, council: Response) -> None:
    assert standing_of(store, council) == []


def test_a_removed_document_makes_its_sentences_stale(store: Path, council: Response) -> None:
    with Store.open(store) as opened:
        opened.remove(council.citations[0].document_id)
    assert standing_of(store, council) == [(n, Why.REMOVED) for n in range(1, len(council.sentences) + 1)]


def test_a_replaced_document_is_told_from_a_removed_one(store: Path, council: Response, tmp_path: Path) -> None:
    path = tmp_path / "profile.md"
    path.write_text(PROFILE.replace("seven ministries", "nine ministries"), encoding="utf-8")
    with Store.open(store) as opened:
        opened.remove(council.citations[0].document_id)
        embedder = EngineEmbedder(QueryEmbedder.load(Settings()).id)
        details = replace(PROFILE_DETAILS, title=council.citations[0].title, country="CRI")
        results = Pipeline(opened, embedder, Catalogue.load(Settings().corpus)).add([path], details)
        assert [r.status for r in results] == ["added"]
    assert {why for _, why in standing_of(store, council)} == {Why.REPLACED}


def test_a_quote_that_its_page_no_longer_has_names_its_sentence_alone(
    store: Path, workspace: Workspace, council: Response
) -> None:
    moved = replace(council.citations[0], mark=9, quote=council.citations[0].quote.upper())
    last = council.sentences[-1]
    changed = replace(
        council,
        citations=(*council.citations, moved),
        sentences=(*council.sentences[:-1], replace(last, marks=(9,))),
    )
    assert standing_of(store, changed) == [(len(council.sentences), Why.CHANGED)]


def test_what_rests_on_a_lost_source_is_not_validated(
    store: Path, workspace: Workspace, editor: Editor, council: Response
) -> None:
    reviewed = editor.move(council, Status.IN_REVIEW, "", ANA)
    with Store.open(store) as opened:
        opened.remove(council.citations[0].document_id)
        with pytest.raises(UnverifiedError, match="no longer in the documents"):
            editor.move(reviewed, Status.VALIDATED, "", LUIS, Standing(opened))


def test_strength_and_age_follow_what_the_sentences_cite(drafted: Response) -> None:
    def cited(*citations: object) -> Response:
        marks = tuple(range(1, len(citations) + 1))
        return replace(drafted, citations=citations, sentences=(replace(drafted.sentences[1], marks=marks),))  # type: ignore[arg-type]

    one, two = citation(HOSPITALS), citation(HOSPITALS, 2, as_of="2023-04")
    assert strength(cited(one)) is Strength.WEAK
    assert strength(cited(one, two)) is Strength.MEDIUM
    assert strength(cited(one, replace(two, document_id="d2"))) is Strength.STRONG
    assert strength(cited(replace(one, authority="primary"))) is Strength.STRONG
    assert strength(replace(drafted, sentences=())) is Strength.NONE
    assert newest(cited(one, two)) == "2023-04"


def test_a_newer_edition_of_its_document_makes_a_response_stale_but_not_lost(
    store: Path, workspace: Workspace, editor: Editor, council: Response
) -> None:
    with Store.open(store) as opened:
        cited = council.citations[0].document_id
        other = next(record.id for record in opened.documents() if record.id != cited)
        opened.editions.decide(other, cited, State.LINKED)
        assert {s.why for s in Standing(opened).stale(council)} == {Why.NEWER}
        reviewed = editor.move(council, Status.IN_REVIEW, "", ANA)
        assert editor.move(reviewed, Status.VALIDATED, "", LUIS, Standing(opened)).status is Status.VALIDATED
