"""Lessons: their files, their check, and what the documents put into them."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.commands.main import app
from assistant.errors import AssistantError
from assistant.language.countries import Gazetteer
from assistant.learning.checking import check_lessons
from assistant.learning.errors import LessonFileError, LessonUnknownError
from assistant.learning.lessons import SHOWN, Lessons, Text, read_lesson
from assistant.learning.room import Room
from assistant.settings import Settings
from ingest.settings import PROJECT
from ingest.terms import LANGUAGES, words
from tests.learning import velmora

LESSONS = PROJECT / "corpus" / "lessons"
FRONT = "---\ntitle: A lesson\nsummary: What it is about.\norder: 7\nminutes: 5\n---\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped lessons."""
    return shutil.copytree(LESSONS, tmp_path / "lessons")


def written(tmp_path: Path, text: str, name: str = "one.md") -> Path:
    path = tmp_path / "en" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def refusal(path: Path) -> str:
    with pytest.raises(LessonFileError) as caught:
        read_lesson(path, "en")
    assert caught.value.message("es") != caught.value.message("en")
    return str(caught.value)


def test_the_shipped_lessons_are_whole() -> None:
    assert check_lessons(LESSONS) == ()
    result = CliRunner().invoke(app, ["lessons", "check"])
    assert (result.exit_code, result.output) == (0, "The lessons are whole.\n")


def test_a_missing_translation_a_dead_link_and_a_changed_place_are_reported(folder: Path) -> None:
    (folder / "es" / "sdg.md").unlink()
    mgi = folder / "en" / "mgi.md"
    mgi.write_text(mgi.read_text().replace("lesson:sdg", "lesson:gone"))
    process = folder / "es" / "process.md"
    process.write_text(re.sub(r"```corpus.*?```", "", process.read_text(), flags=re.DOTALL))
    result = CliRunner().invoke(app, ["lessons", "check", "--lessons", str(folder), "--json", "--language", "es"])
    found = json.loads(result.stdout)
    assert result.exit_code == 1 and not found["ok"]
    assert [(p["code"], p["place"]) for p in found["problems"]] == [
        ("reference", "en/mgi.md"),
        ("difference", "es/process.md"),
        ("translation", "es/sdg.md"),
    ]
    assert "enlaza con la lección gone" in found["problems"][0]["message"]


def test_a_store_tells_which_places_stay_empty(bare_room: Room) -> None:
    found = {(p.code, p.place) for p in check_lessons(LESSONS, bare_room.filler)}
    assert ("empty", "en/domain-1-rights.md") in found and ("empty", "en/institutions.md") in found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("no front matter", "is to begin with a front matter"),
        ("---\ntitle: A lesson\n---\nText.\n", "front matter is not right"),
        (FRONT + "\n```corpus\nshow: everything\n```\n", "line 8: the block is not understood"),
        (FRONT + "\n```corpus\nshow: findings\ndomain: 9\n```\n", "less than or equal to 6"),
        (FRONT + "\n```corpus\nshow: findings\n", "without an end"),
        (FRONT + "\nText <script>alert(1)</script>.\n", "raw HTML"),
        (FRONT + "\n```corpus\n[unclosed\n```\n", "the block is not understood"),
    ],
)
def test_a_damaged_lesson_says_its_line_and_what_to_write(tmp_path: Path, text: str, said: str) -> None:
    assert said in refusal(written(tmp_path, text))


def test_a_name_that_no_address_can_hold_is_refused(tmp_path: Path) -> None:
    assert "small letters" in refusal(written(tmp_path, FRONT + "Text.", "Mi Lección.md"))


def test_a_lesson_without_translation_is_shown_in_the_other_language(folder: Path) -> None:
    (folder / "es" / "sdg.md").unlink()
    lessons = Lessons.load(folder)
    assert lessons.find("sdg", "es").language == "en"
    assert [x.name for x in lessons.path("es")] == [x.name for x in lessons.path("en")]
    with pytest.raises(LessonUnknownError):
        lessons.find("nothing", "en")


def test_the_texts_name_no_country() -> None:
    gazetteer = Gazetteer.load(Settings().corpus)
    for language in LANGUAGES:
        for path in (LESSONS / language).glob("*.md"):
            assert not gazetteer.countries(path.read_text(encoding="utf-8")), path.name


def test_the_texts_are_our_own(shared_corpus: Path) -> None:
    shared = [p for p in (shared_corpus.parent).rglob("*") if p.suffix in (".txt", ".md", ".jsonl")]
    runs: set[tuple[str, ...]] = set()
    for path in shared:
        found = words(path.read_text(encoding="utf-8"))
        runs.update(zip(*(found[i:] for i in range(12)), strict=False))
    for path in LESSONS.rglob("*.md"):
        found = words(path.read_text(encoding="utf-8"))
        assert not runs & set(zip(*(found[i:] for i in range(12)), strict=False)), path.name


def test_every_statement_on_the_country_is_a_quote_with_its_place(room: Room, spanish_room: Room) -> None:
    for one in (room, spanish_room):
        store = one.filler._consultation.store  # type: ignore[union-attr]
        quoted = 0
        for lesson in one.lessons.path(one.table.view.language):
            for slot in lesson.slots:
                filled = one.filler.filled(slot)
                citations = [c for i in filled.items for c in i.citations]
                citations += list(filled.answer.citations) if filled.answer else []
                for citation in citations:
                    assert store.page_text(citation.document_id, citation.page)[citation.start : citation.end] == (
                        citation.quote
                    )
                    quoted += 1
        assert quoted > 40


def test_nothing_of_another_country_remains(room: Room, spanish_room: Room) -> None:
    shown = []
    for one in (room, spanish_room):
        for lesson in one.lessons.path(one.table.view.language):
            shown += [p.markdown for p in lesson.parts if isinstance(p, Text)]
            for slot in lesson.slots:
                filled = one.filler.filled(slot)
                shown += [f"{i.label} {i.plain} {' '.join(c.quote for c in i.citations)}" for i in filled.items]
                shown += [filled.answer.answer] if filled.answer else []
        shown += [f"{' '.join(e.names)} {' '.join(e.definitions.values())}" for e in one.glossary.entries]
        shown += [f"{q.asked} {q.excerpt} {' '.join(c.text for c in q.choices)}" for q in one.bank.questions]
    text = " ".join(shown)
    assert "Velmora" in text
    assert not re.search(r"Panam|SENAFRONT|ONPAR|Darién|Decree Law No\. 3|Costa Rica|Colombia", text)


def test_missing_pieces_are_said_and_are_no_error(bare_room: Room) -> None:
    missing: dict[str, set[str]] = {}
    for lesson in bare_room.lessons.path("en"):
        for slot in lesson.slots:
            filled = bare_room.filler.filled(slot)
            missing.setdefault(slot.wanted.show, set()).add(filled.missing)
    assert missing["findings"] == {"lesson.missing_profile"}
    assert missing["conventions"] == {"lesson.missing_conventions"}
    assert missing["institutions"] == {"lesson.missing_institutions"}
    assert missing["instruments"] == {"lesson.missing_instruments"}
    assert bare_room.domains() == ()


def test_a_finding_is_quoted_with_what_turns_against_it(room: Room) -> None:
    found = [[c.quote for c in i.citations] for i in room.filler.findings(1, None)]
    assert [
        "Foreign residents may request permanent residence after 7 years in the country.",
        "However, students are left out.",
    ] in [[q.replace("\n", " ") for q in quotes] for quotes in found]


def test_the_documentation_names_every_kind_of_place() -> None:
    documentation = (PROJECT / "docs" / "lessons.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in documentation for name in SHOWN)


def test_errors_are_of_one_tree() -> None:
    assert issubclass(LessonFileError, AssistantError) and velmora.DETAILS.country == "VLM"
