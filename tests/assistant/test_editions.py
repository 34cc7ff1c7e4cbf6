"""Two editions of a document in one store: the newest answers, an older one only with its date said."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Consultation
from assistant.retrieval import Filters
from ingest.catalogue import Catalogue, Overrides
from ingest.document import DocumentType
from ingest.embedding import QueryEmbedder
from ingest.pipeline import Pipeline
from ingest.settings import IngestSettings
from ingest.store import Store
from tests.ingest.store_parts import EngineEmbedder

PROFILE = """# Migration profile of Costa Rica

The national council on migration of Costa Rica has {count} ministries as its members.

The Government of Costa Rica provides language courses for refugees in {place}.
{more}"""
OLD_ONLY = "\nCosta Rica signed a bilateral agreement on labour migration with Nicaragua.\n"


@pytest.fixture(scope="module")
def profiles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the profile of 2016 and that of 2021, which says nothing of an agreement."""
    folder = tmp_path_factory.mktemp("profiles")
    (folder / "2016.md").write_text(PROFILE.format(count="five", place="the capital", more=OLD_ONLY))
    (folder / "2021.md").write_text(PROFILE.format(count="nine", place="every province", more=""))
    with Store.open(folder / "store", create=True) as store:
        pipeline = Pipeline(
            store, EngineEmbedder(QueryEmbedder.load(IngestSettings()).id), Catalogue.load(IngestSettings().corpus)
        )
        for year in ("2016", "2021"):
            details = Overrides(f"Migration profile of Costa Rica {year}", DocumentType.PROFILE, "CRI", "en", year)
            assert [r.status for r in pipeline.add([folder / f"{year}.md"], details)] == ["added"]
    return folder / "store"


@pytest.fixture(scope="module")
def consultation(profiles: Path) -> Consultation:
    return Consultation.open(profiles)


COUNCIL = "How many ministries are members of the national council on migration of Costa Rica?"


def test_the_newest_edition_answers(consultation: Consultation) -> None:
    answer = consultation.ask(COUNCIL)
    assert {c.as_of for c in answer.citations} == {"2021"}
    assert "nine ministries" in answer.answer


def test_an_older_edition_answers_where_the_newest_is_silent_and_its_date_is_said(consultation: Consultation) -> None:
    answer = consultation.ask("Has Costa Rica signed a bilateral agreement on labour migration with Nicaragua?")
    assert [c.as_of for c in answer.citations] == ["2016"]
    assert any("2016" in caveat and "2021" in caveat for caveat in answer.caveats)


def test_as_of_an_earlier_date_the_older_edition_answers(consultation: Consultation) -> None:
    answer = consultation.ask(COUNCIL, filters=Filters(as_of="2018"))
    assert {c.as_of for c in answer.citations} == {"2016"}
    assert "five ministries" in answer.answer


def test_an_older_edition_that_is_asked_for_answers_with_its_date(consultation: Consultation) -> None:
    old = next(r.id for r in consultation.store.documents() if r.metadata.date == "2016")
    answer = consultation.ask(COUNCIL, "es", Filters(documents=(old,)))
    assert {c.as_of for c in answer.citations} == {"2016"}
    assert any("edición anterior" in caveat for caveat in answer.caveats)
