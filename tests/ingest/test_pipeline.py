from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from ingest.catalogue import Catalogue, Overrides
from ingest.document import DocumentType
from ingest.errors import CatalogueError, ModelMismatchError
from ingest.pipeline import FileResult, Pipeline, Progress, document_id, files_in, skipped_in
from ingest.store import Store
from tests.ingest.store_parts import EngineEmbedder, HashEmbedder

CATALOGUE = """
[[source]]
id = "law-3"
title = "Law 3"
type = "law"
language = "en"
date = "2008"
country = "PAN"

[[brief]]
file = "briefs/law-3.md"
language = "en"
title = "Law 3 – summary"
summarises = "law-3"
"""
NOTE = "Remittances to Panama\n\nWorkers abroad sent 500 million home to Panama. Most of it went to families.\n"
OTHER = "Visas\n\nThe consulate of Panama grants visas within ten days. Some take longer.\n"


@pytest.fixture
def pipeline(tmp_path: Path) -> Iterator[Pipeline]:
    corpus = tmp_path / "corpus"
    (corpus / "briefs").mkdir(parents=True)
    (corpus / "catalogue.toml").write_text(CATALOGUE)
    (corpus / "briefs" / "law-3.md").write_text("# Law 3\n\nThe law created the National Migration Service.\n")
    (tmp_path / "in").mkdir()
    with Store.open(tmp_path / "store", create=True) as store:
        yield Pipeline(store, HashEmbedder(), Catalogue.load(corpus))


@pytest.fixture
def folder(tmp_path: Path, pipeline: Pipeline) -> Path:
    (tmp_path / "in" / "note.txt").write_text(NOTE)
    return tmp_path / "in"


def statuses(results: Iterator[FileResult]) -> list[str]:
    return [result.status for result in results]


def test_a_file_goes_into_the_store_with_its_text_metadata_and_original(pipeline: Pipeline, folder: Path) -> None:
    (result,) = pipeline.add([folder / "note.txt"])
    assert (result.status, result.pages, result.passages, result.error) == ("added", 1, 1, None)
    record = pipeline.store.document(str(result.document_id))
    known = record.metadata
    assert (known.title, known.country, known.type) == ("Remittances to Panama", "PAN", "report")
    assert record.warnings == result.warnings
    assert "The country is taken to be Panama, from the title." in result.warnings
    assert record.original is not None
    assert record.original.read_text() == NOTE
    (passage,) = pipeline.store.passages([1])
    for sentence in passage.sentences:
        text = pipeline.store.page_text(record.id, sentence.page)
        assert text[sentence.start : sentence.end] == sentence.text
    assert pipeline.store.check().ok


def test_the_same_content_has_the_same_id_in_any_store(pipeline: Pipeline, folder: Path, tmp_path: Path) -> None:
    (first,) = pipeline.add([folder / "note.txt"])
    with Store.open(tmp_path / "other", create=True) as store:
        (tmp_path / "renamed.text").write_text(NOTE)
        (second,) = Pipeline(store, HashEmbedder(), pipeline.catalogue).add([tmp_path / "renamed.text"])
    assert first.document_id == second.document_id == document_id(hashlib.sha256(NOTE.encode()).hexdigest())


def test_unchanged_files_embed_nothing(folder: Path, pipeline: Pipeline) -> None:
    embedder = EngineEmbedder()
    counting = Pipeline(pipeline.store, embedder, pipeline.catalogue)
    assert statuses(counting.add([folder])) == ["added"]
    embedded = len(embedder.texts)
    generation = pipeline.store.generation
    (folder / "copy of note.txt").write_text(NOTE)
    assert statuses(counting.add([folder])) == ["unchanged", "unchanged"]
    assert len(embedder.texts) == embedded > 0
    assert pipeline.store.generation == generation


def test_a_changed_file_takes_the_place_of_what_it_was(folder: Path, pipeline: Pipeline) -> None:
    (first,) = pipeline.add([folder])
    (folder / "note.txt").write_text(NOTE.replace("500", "600"))
    (second,) = pipeline.add([folder])
    assert second.status == "updated"
    assert [record.id for record in pipeline.store.documents()] == [second.document_id]
    assert second.document_id != first.document_id
    assert [path.stem for path in (pipeline.store.folder / "originals").iterdir()] == [second.document_id]


def test_a_file_that_becomes_a_copy_of_another_leaves_no_old_document(folder: Path, pipeline: Pipeline) -> None:
    (folder / "other.txt").write_text(OTHER)
    list(pipeline.add([folder]))
    (folder / "other.txt").write_text(NOTE)
    assert statuses(pipeline.add([folder])) == ["unchanged", "updated"]
    assert len(pipeline.store.documents()) == 1
    assert pipeline.store.check().ok


def test_details_given_for_known_content_change_only_the_details(folder: Path, pipeline: Pipeline) -> None:
    list(pipeline.add([folder]))
    (result,) = pipeline.add([folder], Overrides(title="Money sent home", type=DocumentType.PROFILE, date="2021-06"))
    assert result.status == "updated"
    metadata = pipeline.store.document(str(result.document_id)).metadata
    assert (metadata.title, metadata.type, metadata.date, metadata.country) == (
        "Money sent home",
        "profile",
        "2021-06",
        "PAN",
    )
    assert statuses(pipeline.add([folder])) == ["unchanged"]


def test_another_language_reads_the_file_again(folder: Path, pipeline: Pipeline) -> None:
    list(pipeline.add([folder]))
    (result,) = pipeline.add([folder], Overrides(language="es"))
    assert result.status == "updated"
    assert pipeline.store.document(str(result.document_id)).metadata.language == "es"
    assert len(pipeline.store.documents()) == 1
    assert pipeline.store.check().ok


def test_one_bad_file_never_stops_a_folder(folder: Path, pipeline: Pipeline) -> None:
    (folder / "a-empty.txt").write_text("")
    (folder / "b-broken.pdf").write_bytes(b"%PDF-1.7 and nothing more")
    (folder / "z-other.txt").write_text(OTHER)
    results = list(pipeline.add([folder, folder / "missing.txt"]))
    assert [(Path(result.path).name, result.status) for result in results] == [
        ("a-empty.txt", "failed"),
        ("b-broken.pdf", "failed"),
        ("note.txt", "added"),
        ("z-other.txt", "added"),
        ("missing.txt", "failed"),
    ]
    codes = [result.error.code if result.error else None for result in results]
    assert codes == ["empty", "damaged", None, None, "not_found"]
    assert all("\n" not in str(result.error) for result in results)


def test_a_fault_of_the_program_fails_one_file_only(folder: Path, pipeline: Pipeline) -> None:
    class Faulty(HashEmbedder):
        def embed(self, texts: Sequence[str], on_progress: object = None) -> object:  # type: ignore[override]
            if any("Remittances" in text for text in texts):
                raise ZeroDivisionError("division by zero")
            return super().embed(texts)

    (folder / "other.txt").write_text(OTHER)
    faulty = Pipeline(pipeline.store, Faulty(), pipeline.catalogue)  # type: ignore[arg-type]
    first, second = faulty.add([folder])
    assert (first.status, second.status) == ("failed", "added")
    assert first.error is not None
    assert first.error.code == "unexpected"
    assert "division by zero" in str(first.error)


def test_a_store_of_another_model_is_refused_before_anything_is_embedded(folder: Path, pipeline: Pipeline) -> None:
    list(pipeline.add([folder]))
    (folder / "other.txt").write_text(OTHER)
    other = Pipeline(pipeline.store, HashEmbedder("other"), pipeline.catalogue)
    with pytest.raises(ModelMismatchError, match="python -m ingest rebuild"):
        list(other.add([folder]))
    assert len(pipeline.store.documents()) == 1


def test_folders_are_searched_through_and_hidden_or_foreign_files_left_out(tmp_path: Path) -> None:
    for name in ("b.md", "a/deep/er.PDF", ".hidden.txt", ".git/config.txt", "picture.png", "a/table.xlsx"):
        path = tmp_path / "tree" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    assert [str(p.relative_to(tmp_path / "tree")) for p in files_in(tmp_path / "tree")] == ["b.md", "a/deep/er.PDF"]
    assert skipped_in(tmp_path / "tree") == 2
    assert files_in(tmp_path / "tree" / "picture.png") == [tmp_path / "tree" / "picture.png"]


def test_results_come_as_they_are_made_and_progress_is_told(folder: Path, pipeline: Pipeline) -> None:
    (folder / "other.txt").write_text(OTHER)
    steps: list[Progress] = []
    telling = Pipeline(pipeline.store, EngineEmbedder("hash"), pipeline.catalogue, steps.append)
    results = telling.add([folder])
    assert next(results).status == "added"
    assert {step.path for step in steps} == {str(folder / "note.txt")}
    assert len(pipeline.store.documents()) == 1
    list(results)
    stages = [step.stage for step in steps if step.path == str(folder / "other.txt")]
    assert stages == ["reading", "embedding", "embedding", "embedding", "storing"]
    assert [step.done for step in steps if step.stage == "embedding"][-1] == steps[-2].total


def test_the_shipped_briefs_are_added_and_kept_in_step_with_the_catalogue(pipeline: Pipeline) -> None:
    (first,) = pipeline.add_corpus()
    record = pipeline.store.document(str(first.document_id))
    assert (record.metadata.type, record.metadata.summarises, record.metadata.date) == ("brief", "law-3", "2008")
    assert statuses(pipeline.add_corpus()) == ["unchanged"]

    catalogue_file = pipeline.catalogue.folder / "catalogue.toml"
    catalogue_file.write_text(CATALOGUE.replace("Law 3 – summary", "Law 3 in brief"), encoding="utf-8")
    renamed = Pipeline(pipeline.store, HashEmbedder(), Catalogue.load(pipeline.catalogue.folder))
    assert statuses(renamed.add_corpus()) == ["updated"]
    assert pipeline.store.document(record.id).metadata.title == "Law 3 in brief"

    catalogue_file.write_text(CATALOGUE[: CATALOGUE.index("[[brief]]")])
    emptied = Pipeline(pipeline.store, HashEmbedder(), Catalogue.load(pipeline.catalogue.folder))
    assert statuses(emptied.add_corpus()) == []
    assert pipeline.store.documents() == ()


def test_a_missing_brief_is_said(pipeline: Pipeline) -> None:
    (pipeline.catalogue.folder / "briefs" / "law-3.md").unlink()
    with pytest.raises(CatalogueError, match=r"briefs/law-3\.md is missing"):
        list(pipeline.add_corpus())


def test_time_is_accounted_for(folder: Path, pipeline: Pipeline) -> None:
    class Slow(HashEmbedder):
        def embed(self, texts: Sequence[str], on_progress: object = None) -> object:  # type: ignore[override]
            time.sleep(0.05)
            return super().embed(texts)

    slow = Pipeline(pipeline.store, Slow(), pipeline.catalogue)  # type: ignore[arg-type]
    list(slow.add([folder]))
    assert 0.05 <= slow.timing.embedding <= slow.timing.total
    assert slow.timing.texts >= 3
