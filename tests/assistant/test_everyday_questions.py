"""Questions as people put them at a counter: short names, intentions, going on, others too, who asks for himself."""

from __future__ import annotations

import pytest

from assistant import Consultation, Status, Verdict
from tests.assistant.country import profiled, quoted

PROFILE = """\
# Review of movement in Veskara

## Where does the displaced population live?

Mostly in harbour towns.

## Institutions

Decree Law No. 9 of 2004 created the National Border Service of Veskara as a police force for the shore. To that date,
412 newcomers were housed in the huts of the National Border Service.

The Office of Islands has shown interest in receiving technical assistance for its register of boats.

Currently there are only partial efforts for coherence in migration policy between the ministries.

## Work

The Ministry of Toil issued a resolution that lets people whose permit is being renewed continue working without
suspending their employment.

Foreigners who have valid work permits can access employment on equal terms. However, there is a list of trades reserved
for Veskarans by birth. In 2017, Veskara signed an agreement with Norway that lets Norwegian divers take up employment.

Through Bill 12 of 2015, however, the hospitals are allowed to hire foreign nurses for a time.

Section 40 of the Statute says that the University of Veskara may hire foreign professors, who are subject to its rules.

Section 7 states that an irregular migrant is at the disposal of the Director of Movement, who has thirty-six hours to
order the detention or release of the migrant.

## Handbook

This handbook is designed to serve officials of the towns, including those who work on migration, and those in other
fields who wish to learn of it.

## Forums

Veskara takes part in regional forums on the sea. For example, it belongs to the League of Straits, which was founded in
1996 by its nine member countries.

## Schooling

The first level of schooling is mandatory. However, not all migrant children receive school grants.

The Law No. 3 of 2008 includes provisions on the movement of the indigenous fishers across the border.

## The Shore Framework

The Shore Framework sees the State as the primary actor. Other actors – citizens, unions, churches and universities –
contribute to the Shore Framework too.
"""


@pytest.fixture(scope="module")
def veskara(tmp_path_factory: pytest.TempPathFactory) -> Consultation:
    return profiled(tmp_path_factory.mktemp("everyday"), PROFILE)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("¿Qué norma creó el Senafront?", "Decree Law No. 9 of 2004"),
        ("What decree set up SENAFRONT?", "Decree Law No. 9 of 2004"),
        ("How many newcomers were in the huts of Senafront?", "412 newcomers"),
        ("Where do most of the displaced live?", "Mostly in harbour towns"),
        ("¿Dónde vive la mayor parte de la población desplazada?", "Mostly in harbour towns"),
        ("Apart from the State, who contributes to the Shore Framework?", "Other actors"),
        ("¿Quiénes más, aparte del Estado, contribuyen al Shore Framework?", "Other actors"),
    ],
)
def test_short_names_headings_that_ask_and_others(veskara: Consultation, question: str, told: str) -> None:
    assert told in quoted(veskara.ask(question))


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Is the Office of Islands willing to receive technical assistance for its register?", Verdict.YES),
        ("¿La Oficina de Islas tiene interés en recibir asistencia técnica?", Verdict.YES),
        ("Does somebody whose permit is being renewed have to stop working?", Verdict.NO),
        ("A quien le renuevan el permiso, ¿tiene que dejar de trabajar?", Verdict.NO),
        ("Can somebody whose permit is being renewed continue working?", Verdict.YES),
        ("Is the handbook only for those who work on migration?", Verdict.NO),
        ("Can a foreign nurse be hired by the hospitals?", Verdict.PARTIAL),
        ("Is the first level of schooling mandatory for migrant children?", Verdict.YES),
        ("Are the indigenous fishers who move between two countries provided for in the law?", Verdict.YES),
        ("Can the University of Veskara hire a Cuban professor?", Verdict.YES),
        ("Una profesora cubana quiere dar clases. ¿La Universidad de Veskara puede contratarla?", Verdict.YES),
    ],
)
def test_yes_and_no_in_everyday_words(veskara: Consultation, question: str, verdict: Verdict) -> None:
    assert veskara.ask(question).verdict is verdict


@pytest.mark.parametrize("question", ["Can I work in Veskara?", "¿Puedo trabajar en Veskara?"])
def test_who_asks_for_himself_is_told_nothing_of_a_treaty_with_others(veskara: Consultation, question: str) -> None:
    answer = veskara.ask(question)
    assert answer.verdict is not Verdict.YES or "Norway" not in answer.answer
    assert "Norway" not in quoted(answer)


def test_what_shares_the_words_of_who_asks_for_himself_is_no_yes(veskara: Consultation) -> None:
    assert veskara.ask("Can I bring my husband to Veskara if I have a work permit?").verdict is not Verdict.YES


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("What is the maximum time that an irregular migrant may be detained?", Status.NOT_FOUND),
        ("How long does the Director have to order the detention or release of a migrant?", Status.ANSWERED),
    ],
)
def test_the_time_to_act_is_not_how_long_a_thing_lasts(veskara: Consultation, question: str, status: Status) -> None:
    assert veskara.ask(question).status is status


def test_a_general_yes_is_told_with_its_instance(veskara: Consultation) -> None:
    answer = veskara.ask("Does Veskara take part in regional forums on the sea?")
    assert answer.verdict is Verdict.YES
    assert "League of Straits" in quoted(answer)
