"""Rules of the language of norms: exceptions, what goes without, lead-ins, objects, labels of paragraphs."""

from __future__ import annotations

import pytest

from assistant.judging.kinds import has_figure, satisfies
from assistant.language.countries import Gazetteer
from assistant.language.polarity import Stance, asks_of_hindering, clauses, restrictions
from assistant.settings import Settings
from assistant.understanding.answer_kind import Kind, asks_whether, kind_of


@pytest.mark.parametrize(
    ("sentence", "main", "exception"),
    [
        ("Elegir alcaldes, exceptuando a los concejos de zonas fronterizas.", Stance.ASSERTS, Stance.DENIES),
        ("La nacionalidad no se pierde, salvo por renuncia expresa.", Stance.DENIES, Stance.ASSERTS),
        ("A permit may be renewed, except where it was revoked.", Stance.ASSERTS, Stance.DENIES),
    ],
)
def test_an_exception_stands_against_the_rule(sentence: str, main: Stance, exception: Stance) -> None:
    found = clauses(sentence)
    assert (found[0].stance, found[-1].stance) == (main, exception)
    assert found[-1].excepts


@pytest.mark.parametrize(
    "sentence",
    ["Un representante, sin derecho a voto.", "Asiste con voz pero sin voto.", "He enters without receiving any wage."],
)
def test_what_goes_without_is_denied(sentence: str) -> None:
    assert clauses(sentence)[-1].stance is Stance.DENIES


@pytest.mark.parametrize(
    "sentence",
    [
        "Se aplica sin perjuicio de la ley.",
        "Los trabajadores exceptuados pagan.",
        "La pena será no menor de ocho ni mayor de quince años.",
        "En caso no exista tratado, los títulos podrán ser reconocidos.",
        "Las funciones permanecen en el Ministerio a fin de no alterar las actividades.",
        "In the event that no treaty exists, degrees may be recognized.",
    ],
)
def test_what_only_looks_like_it_is_not(sentence: str) -> None:
    assert all(c.stance is Stance.ASSERTS and not c.excepts for c in clauses(sentence))


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("does the law prohibit night work?", True),
        ("if the consul refuses the visa, can one appeal?", False),
        ("will he stop being a national?", False),
        ("does the plan stop trafficking?", True),
    ],
)
def test_what_a_question_supposes_to_be_refused_it_does_not_ask(question: str, asks: bool) -> None:
    assert asks_of_hindering(question) is asks


def test_what_a_rule_says_of_a_group_does_not_limit_it() -> None:
    limits = restrictions("El refugiado que haya decidido renunciar deberá avisar por escrito.")
    assert [r.text for r in limits] == ["que haya decidido renunciar"]


@pytest.mark.parametrize("text", ["10.2 Los puestos fronterizos coordinarán.", "30.1. Los refugiados respetan la ley."])
def test_the_number_of_a_paragraph_counts_nothing(text: str) -> None:
    assert not has_figure(text, "es")


@pytest.mark.parametrize("text", ["Residente por un año.", "Hasta la finalización del programa académico."])
def test_durations_without_a_figure(text: str) -> None:
    assert satisfies(Kind.DURATION, text, "es")


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("¿Hasta cuándo dura la calidad migratoria?", Kind.DURATION),
        ("What prison term does the law set for smuggling?", Kind.DURATION),
        ("What sentence does it give to smugglers?", Kind.DURATION),
        ("¿Qué rango de cárcel fija la ley para el tráfico?", Kind.DURATION),
        ("¿Cuántos soles por día es la multa?", Kind.MONEY),
        ("¿Cada cuánto sesiona la comisión?", Kind.OPEN),
        ("¿Qué pena se prevé para quien ayuda a entrar?", Kind.OPEN),
        ("¿Cuánto cuesta la tasa por cambio de calidad?", Kind.MONEY),
    ],
)
def test_what_questions_on_norms_ask_for(question: str, kind: Kind) -> None:
    assert kind_of(question, "es" if "¿" in question else "en") is kind


def test_whoever_does_something_is_a_subject_and_no_question() -> None:
    assert asks_whether("¿Quien se acoge a la ley queda libre de pagar la multa?", "es")
    assert not asks_whether("¿quien preside la comisión revisora?", "es")


def test_the_name_of_a_country_is_left_out_with_what_leads_to_it() -> None:
    gazetteer = Gazetteer.load(Settings().corpus)
    assert (
        gazetteer.without("Does an applicant in Peru get an interpreter?", ["PER"])
        == "does an applicant get an interpreter?"
    )
    assert gazetteer.without("los peruanos en Chile", ["PER"]) == "los peruanos en chile"
