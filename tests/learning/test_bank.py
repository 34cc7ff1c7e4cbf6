"""Questions are right, and no wrong choice is right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Consultation
from assistant.learning.bank import Bank
from assistant.learning.mentions import abbreviations, figures, institutions, numbered, years
from assistant.learning.quiz import GAP, Kind, Question
from assistant.learning.room import Room, mixed, room_of
from assistant.settings import Settings


def texts(question: Question) -> list[str]:
    return [c.text for c in question.choices]


def right(question: Question) -> str:
    return question.choices[question.right[0]].text


def of_kind(bank: Bank, kind: Kind) -> list[Question]:
    return [q for q in bank.questions if q.kind is kind]


def wrong_choices(bank: Bank, kind: Kind) -> Iterator[tuple[Question, str]]:
    for question in of_kind(bank, kind):
        for text in texts(question):
            if text != right(question):
                yield question, text


@pytest.fixture(scope="module", params=["velmora", "shipped-en", "shipped-es", "panama"])
def bank(request: pytest.FixtureRequest) -> Bank:
    """The questions over the made-up country, the shipped briefs in both languages, and the shared documents."""
    name = str(request.param)
    if name == "velmora":
        room: Room = request.getfixturevalue("room")
        return room.bank
    store: Path = request.getfixturevalue("panama_store" if name == "panama" else "shipped_store")
    return room_of(Consultation.open(store, Settings()), "es" if name.endswith("es") else "en").bank


def test_every_question_names_a_place_that_holds_its_quote(bank: Bank) -> None:
    for question in bank.questions:
        sentence = question.placed.sentence
        assert sentence.text and sentence.end > sentence.start
        assert len(set(texts(question))) == len(question.choices) >= 3 or question.kind is Kind.ORDER


def test_what_a_gap_takes_is_what_stands_in_the_sentence(bank: Bank) -> None:
    for question in bank.questions:
        if question.kind in (Kind.FIGURE, Kind.YEAR, Kind.INSTRUMENT, Kind.INSTITUTION) and question.excerpt:
            before, after = question.excerpt.split(GAP)
            assert right(question) in question.placed.text
            assert after.split("(")[0].strip()[:20] in question.placed.text
            assert before[1:].strip() in question.placed.text


def test_no_wrong_instrument_or_institution_is_named_in_the_paragraph(bank: Bank) -> None:
    by_block = bank.table.by_block
    for kind in (Kind.INSTRUMENT, Kind.INSTITUTION):
        for question, text in wrong_choices(bank, kind):
            around = " ".join(p.text for p in by_block[question.placed.block])
            assert text not in around


def test_no_wrong_institution_may_be_another_name_of_the_right_one(bank: Bank) -> None:
    for question, text in wrong_choices(bank, Kind.INSTITUTION):
        assert not bank.table.may_be_one(text, right(question))


def test_no_wrong_year_or_figure_stands_in_the_sentence(bank: Bank) -> None:
    for kind in (Kind.YEAR, Kind.FIGURE):
        for question, text in wrong_choices(bank, kind):
            assert not re.search(rf"(?<![\w.,]){re.escape(text)}(?!\w|[.,]\d)", question.placed.text)


def test_wrong_conventions_have_the_other_answer(bank: Bank) -> None:
    ratified = {row.name: row.ratified for row in bank.table.conventions}
    for question, text in wrong_choices(bank, Kind.CONVENTION):
        assert ratified[text] is not ratified[right(question)]


def test_only_the_right_sentence_names_both(bank: Bank) -> None:
    for question in of_kind(bank, Kind.SUPPORT):
        blocks = {c.placed.block for c in question.choices if c.placed and c.text != right(question)}
        assert question.placed.block not in blocks


def test_an_order_is_that_of_its_years(bank: Bank) -> None:
    for question in of_kind(bank, Kind.ORDER):
        placed = [question.choices[i].placed for i in question.right]
        if question.form == "order":
            dates = [years(p.text)[0].name for p in placed if p]
            assert dates == sorted(set(dates))
            assert all(not years(c.text) for c in question.choices)


def test_a_person_is_asked_all_kinds_in_turn(bank: Bank) -> None:
    kinds = [q.kind for q in mixed(bank.questions, "Ana")]
    assert len(set(kinds[:8])) >= 7
    assert mixed(bank.questions, "Ana") == mixed(bank.questions, "Ana") != mixed(bank.questions, "Luis")


def test_the_shipped_and_the_shared_documents_give_three_hundred(bank: Bank) -> None:
    if bank.table.view.country == "PAN":
        assert len(bank.questions) >= 300


def test_denials_assertions_and_limits_are_told_apart(room: Room) -> None:
    said = {q.asked: right(q) for q in of_kind(room.bank, Kind.WHETHER) if q.asked}
    assert said["Does Velmora have a policy against xenophobia towards migrants?"] == "quiz.no"
    assert said["Is there any formal forum with civil society?"] == "quiz.no"
    assert said["Does Velmora collaborate with employers on migration issues?"] == "quiz.partial"
    assert (
        said["Do all foreign residents have the right to attend public schools until the age of 16 years?"]
        == "quiz.yes"
    )


def test_a_participle_is_not_taken_for_the_verb(room: Room) -> None:
    assert not [q for q in of_kind(room.bank, Kind.WHETHER) if "sign and ratified" in q.asked]


def test_nothing_is_asked_of_an_assertion_that_the_next_sentence_takes_back(room: Room) -> None:
    assert not [q for q in room.bank.questions if "permanent residence" in q.asked]


def test_a_bill_and_a_plan_are_no_facts(room: Room) -> None:
    asked = " ".join(q.asked for q in of_kind(room.bank, Kind.WHETHER))
    assert "remittances" not in asked and "Northern Labour Accord" not in asked
    reading = {q.excerpt: right(q) for q in of_kind(room.bank, Kind.READING)}
    assert reading["Velmora is in the process of joining the Northern Labour Accord."] == "quiz.reading_planned"


def test_a_question_is_asked_in_words_where_its_subject_is_missing(room: Room) -> None:
    asked = {q.asked: right(q) for q in of_kind(room.bank, Kind.INSTRUMENT)}
    assert asked["Which instrument created the Border Guard as a civil body?"] == "Law 8 of 2009"
    by_office = {q.asked: right(q) for q in of_kind(room.bank, Kind.INSTITUTION)}
    assert (
        by_office["Which institution is a department of the Ministry of the Interior?"]
        == "Directorate of Human Mobility"
    )


def test_the_steps_of_the_process_are_put_in_order(room: Room) -> None:
    steps = next(q for q in of_kind(room.bank, Kind.ORDER) if q.form == "steps")
    ordered = [texts(steps)[i] for i in steps.right]
    assert [("explain" in t, "gather" in t, "consultation" in t) for t in ordered] == [
        (True, False, False),
        (False, True, False),
        (False, False, True),
    ]
    assert all("first" not in t and "second" not in t for t in ordered)


def test_names_end_where_they_end() -> None:
    text = (
        "The Ministry of Health and the Social Security Fund, the National Office for the Attention of Refugees (NOAR)"
    )
    assert [m.name for m in institutions(text, "en")] == [
        "Ministry of Health",
        "Social Security Fund",
        "National Office for the Attention of Refugees",
    ]
    assert [(a.short, a.name) for a in abbreviations(text, "en")] == [
        ("NOAR", "National Office for the Attention of Refugees")
    ]
    spanish = (
        "El Ministerio de Trabajo y Desarrollo Laboral y la Caja de Seguro Social según el Decreto Ley No. 3 de 2008."
    )
    assert [m.name for m in institutions(spanish, "es")] == [
        "Ministerio de Trabajo y Desarrollo Laboral",
        "Caja de Seguro Social",
    ]
    assert [m.name for m, _ in numbered(spanish)] == ["Decreto Ley No. 3 de 2008"]


def test_years_dates_and_numbers_of_norms_are_no_figures() -> None:
    text = "On 17 June 2019, Section 4 of Law 48 of 2008 gave 2,531 people in 12 towns thirty days for 2017–2022."
    assert [m.name for m in figures(text, "en")] == ["2,531", "12", "thirty"]
    assert [m.name for m in years(text)] == ["2019", "2008"]
