from __future__ import annotations

import pytest

from assistant import Status
from tests.assistant.conftest import Ask

NO_PLAN = "There is no national plan against trafficking in persons."
HOSPITALS = "All foreign residents may use the public hospitals."


@pytest.mark.parametrize(
    ("question", "verdict", "quote"),
    [
        pytest.param("Are schools free for the children of migrants?", "yes", "Schools are free", id="said"),
        pytest.param(
            "¿Son gratuitas las escuelas para los hijos de los migrantes?", "yes", "Schools are", id="said-es"
        ),
        pytest.param("Is there a national plan against trafficking in persons?", "no", NO_PLAN, id="denied"),
        pytest.param(
            "Can foreign residents vote in local elections in Tarvenia?", "no", "cannot vote", id="country-named"
        ),
        pytest.param("Do foreign students need a work contract?", "no", "no necesitan", id="denied-in-spanish"),
        pytest.param("Was the 1951 refugee convention ratified?", "yes", "Status of Refugees, 1951", id="row-yes"),
        pytest.param("Was the 1961 convention on statelessness ratified?", "no", "Statelessness, 1961", id="row-no"),
        pytest.param("¿Se ratificó la convención de 1961 sobre la apatridia?", "no", "1961", id="row-no-es"),
        pytest.param("Is there no plan against trafficking in persons?", "yes", NO_PLAN, id="asked-for-absence"),
        pytest.param("Is it true that schools are not free for migrants?", "no", "Schools are free", id="negated"),
        pytest.param("There is a plan against trafficking, right?", "no", NO_PLAN, id="tag"),
        pytest.param("Is there a plan against trafficking or not?", "no", NO_PLAN, id="or-not"),
    ],
)
def test_the_deciding_sentence_gives_the_verdict_and_is_quoted(
    question: str, verdict: str, quote: str, ask: Ask
) -> None:
    answer = ask(question)
    assert (answer.status, answer.verdict) == (Status.ANSWERED, verdict)
    assert quote in " ".join(answer.citations[0].quote.split())


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Can foreign residents vote in local elections?", "no"),
        ("Can refugees apply for citizenship?", "yes"),
        ("Do asylum seekers have access to employment?", "yes"),
    ],
)
def test_the_heading_above_a_sentence_does_not_decide(question: str, verdict: str, ask: Ask) -> None:
    answer = ask(question)
    assert answer.verdict == verdict
    assert answer.citations[0].section in (
        "1.2 Well-developed areas",
        "1.3 Areas with potential for further development",
    )


@pytest.mark.parametrize(
    "question", ["Can foreign residents use public hospitals?", "¿Pueden los extranjeros usar los hospitales públicos?"]
)
def test_the_however_beside_a_claim_makes_it_hold_in_part(question: str, ask: Ask) -> None:
    answer = ask(question)
    assert answer.verdict == "partial"
    said = " ".join(answer.answer.split())
    assert said.index(HOSPITALS) < said.index("However, for migrants in an irregular situation")


def test_what_holds_only_for_some_is_a_partial_yes_and_a_no_for_all(ask: Ask) -> None:
    assert ask("Is public housing open to refugees?").verdict == "partial"
    assert ask("Is public housing open to all refugees?").verdict == "no"
    assert ask("Is public housing open to refugees who hold a municipal certificate?").verdict == "yes"


def test_what_is_not_done_formally_is_a_partial_yes_and_a_no_to_formally(ask: Ask) -> None:
    assert ask("Is the ethical recruitment of migrant workers promoted?").verdict == "partial"
    assert ask("Is the ethical recruitment of migrant workers formally promoted?").verdict == "no"


@pytest.mark.parametrize(
    ("question", "caveat"),
    [
        ("Is there a law that creates a fund for returning emigrants?", "a bill, which is not a law"),
        ("¿Hay una ley que crea un fondo para los emigrantes retornados?", "un proyecto de ley, que no es una ley"),
        ("Is Tarvenia a member of the Coastal Labour Pact?", "under way, not something achieved"),
    ],
)
def test_a_bill_or_a_process_is_no_yes_and_the_caveat_says_why(question: str, caveat: str, ask: Ask) -> None:
    answer = ask(question)
    assert answer.verdict in ("no", "partial")
    assert not answer.answer.startswith(("Yes", "Sí"))
    assert any(caveat in c for c in answer.caveats)


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("Are remittances taxed at five per cent?", "three per cent"),
        ("Was the Strategy on Diaspora adopted in 2018?", "adopted in 2016"),
        ("Was the National Migration Council created by Executive Decree 22 of 2012?", "Executive Decree 14 of 2012"),
        ("Since there is a national plan against trafficking in persons, which ministry runs it?", NO_PLAN),
    ],
)
def test_a_figure_or_premise_that_the_documents_give_otherwise_is_corrected(
    question: str, quote: str, ask: Ask
) -> None:
    answer = ask(question)
    assert answer.verdict == "no"
    assert quote in " ".join(answer.answer.split())


def test_a_question_that_is_not_yes_or_no_has_no_verdict(ask: Ask) -> None:
    assert ask("When was the Strategy on Diaspora adopted?").verdict is None


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        pytest.param("¿Cuenta el país con una estrategia nacional de retorno?", "yes", id="to-have-in-spanish"),
        pytest.param("Is preschool compulsory?", "yes", id="a-but-on-another-matter"),
        pytest.param("¿Se puede retener el pasaporte de un trabajador?", "no", id="prohibited"),
        pytest.param("¿Está prohibido retener el pasaporte de un trabajador?", "yes", id="asked-whether-prohibited"),
    ],
)
def test_what_a_sentence_says_of_just_that_decides(question: str, verdict: str, ask: Ask) -> None:
    assert ask(question).verdict == verdict


def test_what_an_assessment_looks_at_is_no_finding(ask: Ask) -> None:
    assert ask("Are border controls coordinated with neighbouring countries?").status is Status.NOT_FOUND
