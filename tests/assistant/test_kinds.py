from __future__ import annotations

import pytest

from assistant import Answer, Status
from tests.assistant.conftest import Ask


def said(answer: Answer) -> str:
    return " ".join(answer.answer.split())


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("How many employers were surveyed in 2019?", "820 employers", id="figure"),
        pytest.param("¿Cuántos empleadores encuestó el Ministerio de Trabajo?", "820 employers", id="figure-es"),
        pytest.param("When was the Strategy on Diaspora adopted?", "adopted in 2016", id="date"),
        pytest.param("¿Desde cuándo rige el Decreto 9 de 2018?", "1 de julio de 2018", id="date-es"),
        pytest.param("How long does a temporary residence permit last?", "dos años", id="duration"),
        pytest.param("¿Qué plazo tiene la Oficina de Fronteras para resolver?", "cuarenta días", id="duration-es"),
        pytest.param("What percentage are remittances taxed at?", "three per cent", id="percent"),
        pytest.param("¿Qué porcentaje pagan las remesas?", "three per cent", id="percent-es"),
        pytest.param("Which decree created the National Migration Council?", "Decree 14 of 2012", id="instrument"),
        pytest.param("¿Qué decreto creó el Consejo Nacional de Migración?", "Decree 14 of 2012", id="instrument-es"),
        pytest.param("¿Quién resuelve las solicitudes de permiso de residencia?", "Oficina de Fronteras", id="who"),
        pytest.param("What is the NMC?", "The National Migration Council (NMC)", id="acronym"),
        pytest.param("What does NMC stand for?", "The National Migration Council (NMC)", id="acronym-stands"),
        pytest.param("¿Qué es el NMC?", "The National Migration Council (NMC)", id="acronym-es"),
    ],
)
def test_a_question_gets_the_kind_of_thing_it_asks_for(question: str, expected: str, ask: Ask) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert expected in said(answer)
    assert len(answer.citations) <= 2


@pytest.mark.parametrize(
    ("question", "items"),
    [
        pytest.param(
            "Which groups does the Strategy on Diaspora cover?",
            ["women, students, pensioners and returnees"],
            id="enumeration",
        ),
        pytest.param(
            "What are the steps of regularization?",
            ["register at a municipal office", "a medical examination", "sign the residence contract"],
            id="steps",
        ),
        pytest.param(
            "¿Cuáles son los pasos de la regularización?",
            ["register at a municipal office", "a medical examination", "sign the residence contract"],
            id="steps-es",
        ),
        pytest.param(
            "What are the requirements for a residence permit?",
            ["Los requisitos", "pasaporte vigente", "contrato de trabajo", "antecedentes penales"],
            id="items",
        ),
        pytest.param("Which conventions have been ratified?", ["Refugees, 1951", "(ICRMW), 1990"], id="rows"),
    ],
)
def test_a_list_is_complete_and_in_order(question: str, items: list[str], ask: Ask) -> None:
    text = said(ask(question))
    places = [text.find(item) for item in items]
    assert -1 not in places
    assert places == sorted(places)


def test_a_list_of_what_is_so_leaves_out_what_is_not(ask: Ask) -> None:
    assert "1961" not in said(ask("Which conventions have been ratified?"))


def test_both_questions_in_one_are_answered(ask: Ask) -> None:
    answer = ask("Which decree created the National Migration Council and how many ministries does it coordinate?")
    assert answer.status is Status.ANSWERED
    assert "Executive Decree 14 of 2012" in answer.answer
    assert "seven ministries" in answer.answer


def test_a_statement_before_the_question_does_not_stand_in_its_way(ask: Ask) -> None:
    answer = ask("I employ foreign workers. What percentage are remittances taxed at?")
    assert answer.status is Status.ANSWERED
    assert "three per cent" in answer.answer
    assert answer.verdict is None


def test_questions_are_understood_across_languages_without_accents_with_slips_and_in_telegram_style(ask: Ask) -> None:
    asked = {
        "¿Existe un plan nacional contra la trata de personas?": "no national plan against trafficking",
        "existe un plan nacional contra la trata de personas": "no national plan against trafficking",
        "Is there a natonal plan against traficking in persons?": "no national plan against trafficking",
        "que decreto creo el consejo nacional de migracion": "Executive Decree 14 of 2012",
        "cuanto dura el permiso temporal de residencia": "dos años",
        "¿Cuánto dura el permiso temporal de recidencia?": "dos años",
        "how much tax on remittances": "three per cent",
        "HOW LONG DOES A TEMPORARY RESIDENCE PERMIT LAST": "dos años",
        "ratified refugee convention 1951?": "Refugees, 1951",
    }
    missed = [question for question, expected in asked.items() if expected not in said(ask(question))]
    assert missed == []


@pytest.mark.parametrize(
    "question", ["What does a temporary residence permit cost?", "¿Cuánto vale el permiso temporal?"]
)
def test_a_price_is_known_in_any_currency_and_an_article_is_read_under_the_title_of_its_norm(
    question: str, ask: Ask
) -> None:
    assert "60 florines" in said(ask(question))
