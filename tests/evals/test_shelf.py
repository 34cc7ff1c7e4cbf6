from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from evals.dataset import Item, parse
from evals.shelf import Shelf

PROFILE = "mgi-profile-panama-2019"


@pytest.fixture(scope="module")
def shelf(shipped_store: Path) -> Shelf:
    return Shelf(shipped_store)


def item(source: str, file: str = PROFILE, **changes: object) -> Item:
    key = {"id": "a", "lang": "en", "type": "fact", "question": "?", "gold": "", "must": [], "must_not": []}
    needles = [{"file": file, "text": "characters of the source itself, not of the brief"}]
    return parse({**key, "status": ["answered"], "verdict": [None], "needles": needles, "source": source, **changes})


def citation(shelf: Shelf, file: str, language: str, words: str) -> dict[str, Any]:
    """A citation of the words where they stand in a brief."""
    records = (r for r in shelf.records.values() if r.metadata.summarises == file and r.metadata.language == language)
    id = next(records).id
    number, text = next((n, t) for n, t in shelf.pages(id).items() if words in t)
    start = text.index(words)
    return {"document_id": id, "page": number, "start": start, "end": start + len(words), "quote": words}


def reaches(shelf: Shelf, item: Item, given: dict[str, Any]) -> bool:
    return shelf.reaches(item, item.needles[0].places[0], given)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Panama has no migration strategy that considers gender."),
        ("es", "Panamá no tiene una estrategia migratoria que considere el género."),
    ],
)
def test_a_brief_reaches_a_fact_by_the_number_of_its_section(shelf: Shelf, language: str, words: str) -> None:
    given = citation(shelf, PROFILE, language, words)
    number = shelf.sections(given)[0].split(" > ")[-1].split()[0]
    assert reaches(shelf, item(f"profile {number}"), given)
    assert not reaches(shelf, item("profile 6.1"), given)
    assert not reaches(shelf, item(f"gcr {number}", "gcr-mirps-panama"), given)


@pytest.mark.parametrize(("language", "heading"), [("en", "The MGI process"), ("es", "El proceso de los MGI")])
def test_a_section_named_in_english_is_found_in_both_versions(shelf: Shelf, language: str, heading: str) -> None:
    found = next(r for r in shelf.records.values() if r.path.endswith(f"briefs/{language}/mgi-panama-2019.md"))
    page, text = next((n, t) for n, t in shelf.pages(found.id).items() if heading in t)
    start = text.rindex(heading) + len(heading) + 2
    given = {
        "document_id": found.id,
        "page": page,
        "start": start,
        "end": start + 40,
        "quote": text[start : start + 40],
    }
    assert reaches(shelf, item("profile annex process"), given)
    assert not reaches(shelf, item("profile annex MiGOF"), given)


def test_a_label_that_names_no_section_of_the_brief_leaves_the_document(shelf: Shelf) -> None:
    given = citation(shelf, "gcr-mirps-panama", "en", "With the statelessness procedure")
    assert reaches(shelf, item("gcr page 3", "gcr-mirps-panama"), given)


def test_the_section_that_a_citation_claims_is_not_believed(shelf: Shelf) -> None:
    given = citation(shelf, PROFILE, "en", "Panama has no migration strategy that considers gender.")
    assert not reaches(shelf, item("profile 6.1"), given | {"section": "6.1 Migration governance"})


def test_another_brief_reaches_a_fact_where_it_says_all_that_is_asked(shelf: Shelf) -> None:
    given = citation(shelf, "migof", "en", "MiGOF has three principles and three objectives.")
    assert reaches(shelf, item("profile annex MiGOF", must=[["three", "3"], ["principles"]]), given)
    assert not reaches(shelf, item("profile annex MiGOF", must=[["three", "3"], ["domains"]]), given)
    assert not reaches(shelf, item("profile annex MiGOF"), given)


def test_page_texts_are_those_that_ingest_prints(shelf: Shelf, shipped_store: Path) -> None:
    id = next(iter(shelf.records))
    command = [sys.executable, "-m", "ingest", "text", id, "--json", "--store", str(shipped_store)]
    printed = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert {page["page"]: page["text"] for page in printed["pages"]} == shelf.pages(id)
    assert shelf.text(id, 99) is None
    assert shelf.text("none", 1) is None
