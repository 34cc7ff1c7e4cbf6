"""Questions that share nearly all their words with a sentence that does not answer them, or says the opposite."""

from __future__ import annotations

import pytest

from assistant import Consultation, Status
from tests.assistant.country import profiled

PROFILE = """\
# Migration Profile: Republic of Ostrelia

## 1. Law

Section 85 of Law No. 3 of 2008 states that a migrant in an irregular situation must be heard within two days.
Section 23 of Law No. 3 of 2008 protects persons who flee from conflict.

The Ministry of Labour issued a resolution that lets people whose work permit is being renewed continue working without
suspending their employment.

Foreigners with valid permits can access employment on equal terms. However, there is a list of professions reserved for
Ostrelians by birth.

## 2. Institutions

Ostrelia has a Recovery Framework, which guides institutions after disasters. The Framework aims to reduce the risks of
the affected area. However, it does not refer to migrants specifically.

The Migration Council was created by Law No. 3 of 2008. However, the Migration Council does not meet regularly.

The occasional meetings between ministries on immigration do not gain the traction that concrete actions need.

In 2019 Ostrelia signed an agreement with Peru on seasonal workers in the harvest.

In 1995 the Academy established equality of treatment as one of its principles. The Academy was founded in 1951.

Ostrelia has a consular system to receive complaints on missing migrants. However, for cases that are not reported, it
has no mechanisms to find missing migrants.

In Ostrelia there are few civil society organizations that work on migration.

The State University gives recognized refugees the same fees as nationals.

In May 2021, 16,742 migrants crossed into Ostrelia through the forest.

The department of health is willing to work with refugees.

A policy against discrimination of migrants has not yet been developed.

Ostrelia supports the Global Compact for Migration in its programmes.

- Labour Migration, Regularization and Ethical Recruitment

Supporting Basic Health Needs of Venezuelan Migrants in Ostrelia.

The Labour Code protects Ostrelians who work in Peru, who receive the medical benefits of public hospitals there.

Executive Decree No. 100 of 2019 established the online procedure for visas only for foreigners whose country has no
consulate.

The Census Office has data by sex. However, there is no data by migration status.

The Ministry of Government signed a protocol to assist unaccompanied or separated children.

The council works with farmers. Ostrelia collaborates with farmers in the valley, but not formally.

Ostrelia works with the Coastal Forum on Migration, which brings together four member countries. They are Ecuador, Peru,
Chile and Mexico.

As of June 2020 the refugee population was 2,531.

Residence permits are requested in person at the office.

## 3. Treaties

| Instrument | Ratified |
| --- | --- |
| Protocol against Trafficking in Persons, supplementing the Convention against Organized Crime, 2000 | Yes |
| Convention on the Rights of the Child, 1989 | Yes |
| International Labour Organization (ILO) Convention on Migrant Workers, 1949 (No. 97) | No |
| ILO Migrant Workers (Supplementary Provisions) Convention, 1975 (No. 143) | No |
"""


@pytest.fixture(scope="module")
def ostrelia(tmp_path_factory: pytest.TempPathFactory) -> Consultation:
    return profiled(tmp_path_factory.mktemp("ostrelia"), PROFILE)


@pytest.mark.parametrize(
    ("question", "verdict", "quote"),
    [
        pytest.param("Does the Recovery Framework mention migrants?", "no", "does not refer", id="not-mentioned"),
        pytest.param(
            "¿El Marco de Recuperación menciona de manera expresa a la población migrante?",
            "no",
            "does not refer",
            id="no-mencionado",
        ),
        pytest.param(
            "Can people whose work permit is being renewed continue working?", "yes", "continue working", id="goes-on"
        ),
        pytest.param("Can a foreigner with a valid permit take any employment?", "partial", "reserved", id="not-any"),
        pytest.param("Does the Migration Council meet every week?", "no", "does not meet regularly", id="how-often"),
        pytest.param(
            "Do the meetings between ministries on immigration lead to concrete actions?",
            "no",
            "do not gain",
            id="occasional-is-which",
        ),
        pytest.param("Can a residence permit be requested online?", "no", "in person", id="in-person"),
        pytest.param("Is there a policy to prevent discrimination?", "no", "not yet been developed", id="no-remedy"),
        pytest.param("Was the Academy founded in 1995?", "no", "1951", id="founded-not-founding"),
        pytest.param(
            "Does Ostrelia have a system to receive complaints on missing migrants?",
            "partial",
            "not reported",
            id="cases",
        ),
        pytest.param(
            "Are there many civil society organizations that work on migration?", "no", "few", id="few-are-not-many"
        ),
        pytest.param("Has Ostrelia ratified the Convention on the Rights of the Child?", "yes", "Child", id="treaty"),
        pytest.param(
            "Has Ostrelia ratified any of the ILO conventions on migrant workers?",
            "no",
            "(No. 97)",
            id="each-of-several",
        ),
        pytest.param(
            "Has Ostrelia ratified the conventions on the rights of the child and on trafficking in persons?",
            "yes",
            "Trafficking",
            id="two-treaties",
        ),
        pytest.param(
            "¿El Decreto Ejecutivo No. 100 de 2019 permite a cualquier extranjero pedir su visa en línea?",
            "no",
            "only for foreigners",
            id="solo-algunos",
        ),
        pytest.param(
            "Are there data by sex and by migration status?", "partial", "no data by migration status", id="half-denied"
        ),
        pytest.param("¿Existe un protocolo para niños no acompañados?", "yes", "unaccompanied", id="no-acompañados"),
        pytest.param(
            "Does Ostrelia collaborate formally with farmers in the valley?", "no", "not formally", id="formally"
        ),
    ],
)
def test_a_near_answer_is_told_from_the_answer(question: str, verdict: str, quote: str, ostrelia: Consultation) -> None:
    answer = ostrelia.ask(question)
    assert (answer.status, answer.verdict) == (Status.ANSWERED, verdict)
    assert any(quote in " ".join(c.quote.split()) for c in answer.citations)


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("What does section 86 of Law No. 3 of 2008 say?", id="another-section"),
        pytest.param("¿Qué dice el artículo 4 de la Ley 3 de 2008?", id="otro-articulo"),
        pytest.param("Has Ostrelia ratified the convention against torture?", id="another-convention"),
        pytest.param("How many migrants live in Ostrelia?", id="a-flow-is-no-stock"),
        pytest.param("Is Law 3 of 2008 a good law?", id="praise"),
        pytest.param("What is the difference between a migrant and a refugee?", id="difference"),
        pytest.param("¿Hay discriminación de migrantes en Ostrelia?", id="no-policy-is-no-absence"),
        pytest.param("Did Ostrelia sign the Global Compact for Migration?", id="support-is-no-signature"),
        pytest.param("How do I apply for asylum?", id="another-application"),
        pytest.param("Is migration a problem in Ostrelia?", id="a-problem"),
        pytest.param(
            "Can a migrant appeal against what the National Migration Service orders?", id="no-word-of-appeals"
        ),
        pytest.param("Is the recruitment of migrant workers regulated?", id="a-title"),
        pytest.param("Are the basic health needs of migrants supported?", id="a-title-with-its-stop"),
        pytest.param("When did Ostrelia ratify ILO Convention 189 on domestic workers?", id="another-number"),
        pytest.param("Can somebody without papers use the public hospitals?", id="nationals-abroad-are-not-migrants"),
    ],
)
def test_what_the_documents_do_not_hold_is_not_answered_by_what_is_near(question: str, ostrelia: Consultation) -> None:
    assert ostrelia.ask(question).status is Status.NOT_FOUND


def test_an_agreement_with_one_country_is_none_with_another(ostrelia: Consultation) -> None:
    answer = ostrelia.ask("Did Ostrelia sign an agreement on seasonal workers with Chile?")
    assert answer.verdict != "yes"


def test_what_is_said_of_one_group_is_no_yes_for_two(ostrelia: Consultation) -> None:
    answer = ostrelia.ask(
        "Do refugees and asylum seekers alike pay the same fees as nationals at the State University?"
    )
    assert answer.verdict != "yes"


def test_how_many_times_a_year_is_answered_by_how_regularly(ostrelia: Consultation) -> None:
    answer = ostrelia.ask("How many times a year does the Migration Council meet?")
    assert "does not meet regularly" in " ".join(c.quote for c in answer.citations)


def test_a_question_that_is_nothing_by_itself_takes_over_what_was_said(ostrelia: Consultation) -> None:
    answer = ostrelia.ask("There is an agreement on seasonal workers in the harvest. With which country?")
    assert "Peru" in " ".join(c.quote for c in answer.citations)


def test_who_may_work_is_told_by_what_gives_leave(ostrelia: Consultation) -> None:
    answer = ostrelia.ask("¿Puede un refugiado trabajar?")
    assert not any("willing to work" in c.quote for c in answer.citations)


def test_a_relative_quienes_asks_for_nobody(ostrelia: Consultation) -> None:
    answer = ostrelia.ask("¿Protege el artículo 23 a quienes huyen de un conflicto?")
    assert answer.verdict == "yes"


def test_a_premise_denied_by_a_row_is_told_by_that_row_alone(ostrelia: Consultation) -> None:
    answer = ostrelia.ask("What obligations did Ostrelia take on when it ratified ILO Convention No. 143?")
    assert answer.verdict == "no"
    assert [("143" in c.quote) for c in answer.citations] == [True]


@pytest.mark.parametrize(
    "question", ["What was the size of the refugee population?", "size of the refugee population?"]
)
def test_the_size_of_a_group_is_a_count(question: str, ostrelia: Consultation) -> None:
    assert "2,531" in ostrelia.ask(question).answer


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Is Brazil a member of the Coastal Forum on Migration?", "no"),
        ("¿Es Chile miembro del Coastal Forum on Migration?", "yes"),
        ("Since when has Colombia been a member of the Coastal Forum on Migration?", "no"),
    ],
)
def test_a_list_as_long_as_it_counts_tells_who_is_no_member(
    question: str, verdict: str, ostrelia: Consultation
) -> None:
    answer = ostrelia.ask(question)
    assert (answer.status, answer.verdict) == (Status.ANSWERED, verdict)
    assert any("Peru" in c.quote for c in answer.citations)
