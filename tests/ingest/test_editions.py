"""Which documents are editions of one, and what changed between two."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ingest.catalogue import Catalogue, Overrides
from ingest.cli import app
from ingest.comparing_cli import compared
from ingest.differences import Kind, compare
from ingest.document import DocumentType
from ingest.editions import Part, State, Why
from ingest.pipeline import Pipeline
from ingest.store import Store
from tests.ingest.store_parts import HashEmbedder

OLD = """# Rules of the harbour

## Article 1. Fees

A boat pays 20 crowns a day. The fee is paid at noon.

## Article 2. Guests

A guest may stay for three nights.

## Article 3. Dogs

Dogs are kept on a lead.
"""
NEW = """# Rules of the harbour

## Article 1. Fees

A boat pays 25 crowns a day. The fee is paid at noon.

## Article 2. Guests

A guest may stay for three nights.

## Article 4. Lights

Every boat shows a light at night.
"""


@pytest.fixture
def pipeline(tmp_path: Path) -> Iterator[Pipeline]:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "catalogue.toml").write_text("")
    with Store.open(tmp_path / "store", create=True) as store:
        yield Pipeline(store, HashEmbedder(), Catalogue.load(corpus))


def add(pipeline: Pipeline, tmp_path: Path, name: str, text: str, **details: object) -> str:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    given = {"country": "PAN", "language": "en", "type": DocumentType.REPORT, **details}
    (result,) = pipeline.add([path], Overrides(**given))  # type: ignore[arg-type]
    assert result.error is None
    return str(result.document_id)


def links(pipeline: Pipeline) -> list[tuple[str, str, State, Why]]:
    return [(link.newer, link.older, link.state, link.why) for link in pipeline.store.editions.all()]


def test_a_changed_file_replaces_its_earlier_version_whose_text_is_kept(pipeline: Pipeline, tmp_path: Path) -> None:
    old = add(pipeline, tmp_path, "rules.md", OLD)
    new = add(pipeline, tmp_path, "rules.md", NEW)
    assert [record.id for record in pipeline.store.documents()] == [new]
    assert links(pipeline) == [(new, old, State.LINKED, Why.PATH)]
    changes = {c.place.article: c.kind for c in compared(pipeline.store, old, new).comparison.changes}
    assert changes == {"1": Kind.CHANGED, "3": Kind.REMOVED, "4": Kind.ADDED}


def test_the_same_title_with_a_later_date_is_a_newer_edition(pipeline: Pipeline, tmp_path: Path) -> None:
    new = add(pipeline, tmp_path, "b.md", NEW, title="Harbour profile 2019", date="2019")
    old = add(pipeline, tmp_path, "a.md", OLD, title="Harbour profile 2016", date="2016")
    assert links(pipeline) == [(new, old, State.LINKED, Why.TITLE)]
    assert any("older edition of “Harbour profile 2019”" in w for w in pipeline.store.document(old).warnings)


def test_a_title_that_is_only_similar_is_proposed_and_a_person_decides(pipeline: Pipeline, tmp_path: Path) -> None:
    old = add(pipeline, tmp_path, "a.md", OLD, title="Profile of the harbour", date="2016")
    new = add(pipeline, tmp_path, "b.md", NEW, title="Profile of the harbour, second review", date="2019")
    assert links(pipeline) == [(new, old, State.PROPOSED, Why.SIMILAR)]
    pipeline.store.editions.decide(new, old, State.REJECTED)
    assert links(pipeline) == []
    add(
        pipeline,
        tmp_path,
        "b.md",
        NEW + "\nOne more line.\n",
        title="Profile of the harbour, second review",
        date="2019",
    )
    pipeline.store.editions.decide(new, old, State.LINKED)
    assert (new, old, State.LINKED, Why.PERSON) in links(pipeline)


def test_a_consolidated_text_of_a_norm_is_newer_than_the_norm(pipeline: Pipeline, tmp_path: Path) -> None:
    law = {"type": DocumentType.LAW}
    norm = add(pipeline, tmp_path, "a.md", OLD, title="Law No. 30 of 2013", date="2013", **law)
    whole = add(pipeline, tmp_path, "b.md", NEW, title="Law 30 of 2013, consolidated text", date="2020", **law)
    assert links(pipeline) == [(whole, norm, State.LINKED, Why.CONSOLIDATED)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"title": "Decree 1 of 2018", "date": "2018"}, {"title": "Decree 1 of 2019", "date": "2019"}),
        ({"title": "Decree 7 of 2018", "date": "2018"}, {"title": "Decree 8 of 2018", "date": "2018-05"}),
        ({"title": "Harbour profile", "date": "2016"}, {"title": "Harbour profile", "date": "2019", "country": "CRI"}),
        ({"title": "Harbour profile", "date": "2016"}, {"title": "Mountain report", "date": "2019"}),
    ],
)
def test_other_documents_are_no_editions(
    one: dict[str, str], other: dict[str, str], pipeline: Pipeline, tmp_path: Path
) -> None:
    add(pipeline, tmp_path, "a.md", OLD, **one)
    add(pipeline, tmp_path, "b.md", NEW, **other)
    assert links(pipeline) == []


def test_removing_a_document_removes_what_it_had_replaced(pipeline: Pipeline, tmp_path: Path) -> None:
    old = add(pipeline, tmp_path, "rules.md", OLD)
    pipeline.store.remove(add(pipeline, tmp_path, "rules.md", NEW))
    assert links(pipeline) == []
    assert pipeline.store.editions.earlier(old) is None
    assert pipeline.store.check().ok


# What changed


def part(article: str, text: str, section: str = "") -> Part:
    return Part(1, section or f"Article {article}", article, text)


def test_the_words_that_changed_are_told_from_the_others() -> None:
    (change,) = compare(
        [part("1", "A boat pays 20 crowns a day.")], [part("1", "A boat pays 25 crowns a day.")]
    ).changes
    (edit,) = change.edits
    assert edit.old is not None
    assert edit.new is not None
    assert [edit.old[a:b] for a, b in edit.old_spans] == ["20"]
    assert [edit.new[a:b] for a, b in edit.new_spans] == ["25"]


def test_other_quotation_marks_and_line_breaks_change_nothing() -> None:
    found = compare([part("1", "He said “yes” at\nnoon.")], [part("1", 'He said "yes" at noon.')])
    assert found.changes == ()


def test_an_article_that_got_another_number_is_the_same_article() -> None:
    text = "Every boat shows a light at night and keeps it burning until the morning."
    (change,) = compare([part("5", text)], [part("6", text)]).changes
    assert (change.kind, change.old and change.old.article, change.new and change.new.article) == (
        Kind.RENAMED,
        "5",
        "6",
    )


def test_a_section_that_moved_is_not_removed_and_added() -> None:
    one, two = part("", "The first text is short.", "Fees"), part("", "The second one is long enough.", "Guests")
    kinds = [section.kind for section in compare([one, two], [two, one]).sections]
    assert Kind.ADDED not in kinds
    assert Kind.REMOVED not in kinds


def test_the_command_prints_what_changed(pipeline: Pipeline, tmp_path: Path) -> None:
    old = add(pipeline, tmp_path, "rules.md", OLD)
    new = add(pipeline, tmp_path, "rules.md", NEW)
    folder = str(pipeline.store.folder)
    printed = CliRunner().invoke(app, ["diff", new, "--store", folder])
    assert "[20]" in printed.stdout
    assert "[25]" in printed.stdout
    data = json.loads(CliRunner().invoke(app, ["diff", old, new, "--json", "--store", folder]).stdout)
    assert data["summary"] == {"same": 1, "changed": 1, "added": 1, "removed": 1, "renamed": 0}
    assert data["changes"][0]["edits"] == [
        {"kind": "changed", "old": "A boat pays 20 crowns a day.", "new": "A boat pays 25 crowns a day."}
    ]
    assert json.loads(CliRunner().invoke(app, ["editions", "--json", "--store", folder]).stdout)["older"] == old


def test_a_document_without_another_edition_is_told_so(pipeline: Pipeline, tmp_path: Path) -> None:
    id = add(pipeline, tmp_path, "rules.md", OLD)
    failed = CliRunner().invoke(app, ["diff", id, "--json", "--store", str(pipeline.store.folder)])
    assert failed.exit_code == 1
    assert json.loads(failed.stdout)["error"]["code"] == "no_edition"
