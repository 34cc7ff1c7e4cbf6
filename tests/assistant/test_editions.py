"""Two editions of a document in one store: the newest answers, an older one only with its date said."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Consultation
from assistant.retrieval import Filters
from ingest.catalogue import Catalogue, Overrides
from ingest.document import DocumentType
from ingest.embedding import QueryEmbedder
from ingest.ocr.tesseract import Tesseract
from ingest.pipeline import Pipeline
from ingest.settings import IngestSettings
from ingest.store import Store
from tests.ingest.ocr.scans import pictures, saved, written
from tests.ingest.store_parts import EngineEmbedder

PROFILE = """# Migration profile of Costa Rica

The national council on migration of Costa Rica has {count} ministries as its members.

The Government of Costa Rica provides language courses for refugees in {place}.
{more}"""
OLD_ONLY = "\nCosta Rica signed a bilateral agreement on labour migration with Nicaragua.\n"


def _pipeline(store: Store) -> Pipeline:
    settings = IngestSettings()
    return Pipeline(store, EngineEmbedder(QueryEmbedder.load(settings).id), Catalogue.load(settings.corpus))


@pytest.fixture(scope="module")
def profiles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the profile of 2016 and that of 2021, which says nothing of an agreement."""
    folder = tmp_path_factory.mktemp("profiles")
    (folder / "2016.md").write_text(PROFILE.format(count="five", place="the capital", more=OLD_ONLY))
    (folder / "2021.md").write_text(PROFILE.format(count="nine", place="every province", more=""))
    with Store.open(folder / "store", create=True) as store:
        pipeline = _pipeline(store)
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


PERMITS = (
    "The commission on permits met on 21 October 2016 and heard nine ministries on the new rules.",
    "It found that 7 409 work permits were granted in that year, most of them to students.",
)
HOW_MANY = "How many work permits were granted?"


@pytest.mark.parametrize("titles", [("Report on permits", "Report on permits"), ("Report on permits", "Annex")])
def test_a_scan_answers_only_where_its_text_is_not_there(
    titles: tuple[str, str], tesseract: Tesseract, tmp_path: Path
) -> None:
    (tmp_path / "report.md").write_text("\n\n".join(["# Report", *PERMITS]))
    saved(tmp_path / "scan.pdf", *pictures(written(PERMITS)))
    with Store.open(tmp_path / "store", create=True) as store:
        pipeline = _pipeline(store)
        ids = {}
        for name, title in zip(("report.md", "scan.pdf"), titles, strict=True):
            details = Overrides(title, DocumentType.REPORT, "CRI", "en", "2017")
            (added,) = pipeline.add([tmp_path / name], details)
            ids[name] = added.document_id
    consultation = Consultation.open(tmp_path / "store")
    found = {r.passage.document_id for r in consultation.search(HOW_MANY)}
    assert found == ({ids["report.md"]} if titles[0] == titles[1] else set(ids.values()))
    scan = consultation.ask(HOW_MANY, filters=Filters(documents=(str(ids["scan.pdf"]),)))
    assert {c.document_id for c in scan.citations} == {ids["scan.pdf"]}
    assert "7 409" in scan.answer
