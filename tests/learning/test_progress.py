"""Progress per person: kept, resumed, and given back when it is due."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest

from assistant.learning.errors import LearnerMissingError
from assistant.learning.overview import as_csv, as_excel, overview, passed, passed_html, passed_markdown, passed_word
from assistant.learning.progress import Progress
from assistant.learning.quiz import Question
from assistant.learning.room import Room, exam_questions, next_question, open_exam
from assistant.phrases import Phrases
from assistant.settings import Settings
from assistant.wording import wording


class Clock:
    """A clock that a test sets on."""

    def __init__(self) -> None:
        self.at = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def later(self, **by: int) -> None:
        self.at += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def progress(tmp_path: Path, clock: Clock) -> Progress:
    return Progress(tmp_path / "learning.sqlite3", clock)


def wrong(question: Question) -> tuple[int, ...]:
    given = (
        tuple(reversed(question.right))
        if len(question.right) > 1
        else ((question.right[0] + 1) % len(question.choices),)
    )
    assert not question.is_right(given)
    return given


def sit(room: Room, progress: Progress, name: str, domain: int, rights: int) -> None:
    """Takes a test with so many right answers."""
    exam = progress.begin_exam(name, "VLM", domain, exam_questions(room, domain, name, 0))
    for n, id in enumerate(exam.questions):
        question = room.bank.by_id[id]
        progress.answer(name, "VLM", question, question.right if n < rights else wrong(question), exam.number)
    progress.end_exam(progress.exams(name, "VLM", domain)[-1])


def test_lessons_are_resumed_by_name_and_country(progress: Progress, tmp_path: Path, clock: Clock) -> None:
    progress.begin_lesson("Ana", "VLM", "mgi")
    clock.later(minutes=1)
    progress.finish_lesson("ana ", "VLM", "mgi")
    clock.later(minutes=1)
    progress.begin_lesson("Ana", "VLM", "migof")
    progress.begin_lesson("Ana", "VLM", "mgi")
    again = Progress(tmp_path / "learning.sqlite3", clock)
    assert again.lessons("ANA", "VLM") == {"migof": "begun", "mgi": "done"}
    assert again.lessons("Ana", "XXX") == {} and again.lessons("Luis", "VLM") == {}


def test_nothing_is_kept_without_a_name(progress: Progress, room: Room) -> None:
    with pytest.raises(LearnerMissingError) as caught:
        progress.answer("  ", "VLM", room.bank.questions[0], (0,))
    assert "nombre" in caught.value.message("es")
    assert progress.everybody("VLM") == ()


def test_what_was_missed_comes_back_sooner(progress: Progress, room: Room, clock: Clock) -> None:
    known, missed = room.bank.questions[:2]
    for _ in range(2):
        progress.answer("Ana", "VLM", known, known.right)
        clock.later(minutes=15)
    progress.answer("Ana", "VLM", missed, wrong(missed))
    assert progress.due("Ana", "VLM") == ()
    clock.later(minutes=5)
    assert progress.due("Ana", "VLM") == (missed.id,)
    assert next_question(room.bank.questions, progress, "Ana", "VLM") == missed
    clock.later(days=30)
    assert set(progress.due("Ana", "VLM")) == {known.id, missed.id}


def test_a_question_is_not_asked_anew_while_others_were_not_met(progress: Progress, room: Room) -> None:
    asked = set()
    for _ in range(12):
        question = next_question(room.bank.questions, progress, "Ana", "VLM")
        assert question == next_question(room.bank.questions, progress, "Ana", "VLM")
        assert question is not None and question.id not in asked
        progress.answer("Ana", "VLM", question, question.right)
        asked.add(question.id)


def test_a_test_is_passed_with_three_quarters_and_goes_on_after_a_break(progress: Progress, room: Room) -> None:
    domain = room.domains()[0]
    exam = progress.begin_exam("Ana", "VLM", domain, exam_questions(room, domain, "Ana", 0))
    first = room.bank.by_id[exam.questions[0]]
    progress.answer("Ana", "VLM", first, first.right, exam.number)
    resumed = open_exam(room, progress, "Ana", domain)
    assert resumed is not None and resumed.next == exam.questions[1] and not resumed.is_passed
    sit(room, progress, "Ana", domain, len(exam.questions))
    standing = progress.standing("Ana", "VLM")
    assert standing is not None and domain in standing.passed
    sit(room, progress, "Luis", domain, 1)
    failed = progress.standing("Luis", "VLM")
    assert failed is not None and not failed.passed and failed.tried == {domain}


def test_a_test_over_documents_that_are_gone_is_dropped(progress: Progress, room: Room) -> None:
    domain = room.domains()[0]
    progress.begin_exam("Ana", "VLM", domain, ["figure-of-a-removed-document"])
    assert open_exam(room, progress, "Ana", domain) is None
    assert progress.exams("Ana", "VLM", domain) == ()


def test_tests_differ_and_ask_no_sentence_twice(room: Room) -> None:
    domain = room.domains()[0]
    first, second = (exam_questions(room, domain, "Ana", n) for n in (0, 1))
    assert first != second
    sentences = [room.bank.by_id[i].placed.sentence.id for i in first]
    assert len(sentences) == len(set(sentences))


def test_the_overview_is_exported_and_no_name_is_taken_for_a_formula(progress: Progress, room: Room) -> None:
    name = '=HYPERLINK("http://tracker.example")'
    progress.finish_lesson(name, "VLM", "mgi")
    progress.answer("Ana", "VLM", room.bank.questions[0], room.bank.questions[0].right)
    table = overview(progress.everybody("VLM"), room.lessons.path("en"), room.domains(), wording("en"))
    assert [row[1] for row in table.rows] == ["1/13", "0/13"]
    rows = list(csv.reader(io.StringIO(as_csv(table).decode("utf-8-sig"))))
    assert rows[1][0] == f"'{name}" and rows[2][0] == "Ana" and rows[2][3] == "100%"
    sheet = openpyxl.load_workbook(io.BytesIO(as_excel(table, "All learners"))).active
    assert sheet is not None and sheet["A2"].data_type == "s" and sheet["A2"].value == name


def test_what_was_passed_is_printed_in_three_forms(progress: Progress, room: Room) -> None:
    domain = room.domains()[0]
    progress.finish_lesson("Ana <b>", "VLM", "mgi")
    sit(room, progress, "Ana <b>", domain, 8)
    standing = progress.standing("Ana <b>", "VLM")
    assert standing is not None
    say = Phrases.load(Settings().prompts, "es")
    lessons = room.lessons.path("es")
    summary = passed(standing, lessons, room.domains(), wording("es"), say, date(2026, 1, 5), ["Perfil"])
    assert "aprobada, 5 de enero de 2026" in passed_markdown(summary)
    assert "Qué son los MGI y qué no son" in passed_markdown(summary)
    assert "<b>" not in passed_html(summary, "es") and "Ana &lt;b&gt;" in passed_html(summary, "es")
    assert passed_word(summary, "es").startswith(b"PK")


def test_a_person_can_be_forgotten(progress: Progress, room: Room) -> None:
    progress.answer("Ana", "VLM", room.bank.questions[0], (0,))
    progress.forget("Ana")
    assert progress.everybody("VLM") == () and progress.met("Ana", "VLM") == frozenset()
