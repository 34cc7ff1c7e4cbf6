"""What is heard and to be confirmed, whose case it is, how much and how many, and what only names the thing asked."""

from __future__ import annotations

import pytest

from assistant import Consultation, Status, Verdict
from assistant.language.lexicon import Lexicon
from ingest.settings import PROJECT
from tests.assistant.country import profiled, quoted

PROFILE = """\
# Review of movement in Tessaly

## Treaties

| Convention | Ratified |
| --- | --- |
| Convention on the Status of Refugees, 1951 | Yes (1970) |
| ILO Convention on Migrant Workers, 1975 (No. 143) | No |
| Conventions on Statelessness, 1954 and 1961 | No |
| Convention on the Rights of the Child, 1989 | Yes (1992) |

The Protocol to prevent and punish robbery at sea is of 1990. In 2014, Tessaly signed a bilateral agreement with Norway
on shipwrecks.

The recognition of this status is subject to the treaties that Tessaly has ratified.

## Heads

Ana Petrou, Director of the School of Pilots of Tessaly, opened the course. The Harbour Service has a section on
figures.

The page also lists the Glossary of the Sea, which is a collection of definitions of terms on travellers.

## Figures

Refugees - 3,418

Asylum Seekers - 12,760

As of June 2021, 9,315 irregular migrants crossed the Grey Marsh. To that date, 540 migrants were held in the huts of
the Shore Service.

## Money

In 2018 a bill on money sent abroad was presented, which includes the creation of a special tax on remittances of
seven per cent of the amount that is sent.

The College of Tessaly approved a resolution to end the foreign cost for recognized refugees, giving them equal payment
fees as nationals.

## Refuge

Through Executive Decree No. 14 of 3 March 2017, Tessaly adopted a new legal framework for the recognition of refugees.
This new instrument ends the rules of 1994. Moreover, the Decree enshrines child protection by including safeguards for
children.

The League of Harbours has been part of the Council of Ports since 2016.

## Commission

Tessaly holds meetings with Norway in the Commission of the Straits (COSTRA).

## Disasters

Tessaly has a Platform for Storms, which includes among its functions the dissemination of information to migrants on
help. However, this Platform does not specifically address the needs of migrants, but rather the situation in a general
manner.

## Work

The Ministry of Toil issued a resolution allowing people with pending renewal of their work permits to continue working.

## Training

Shore agents took Dutch and Finnish language courses in 2019.

The inclusion of local people in the Ropes programme seeks to promote cohesion between hosts and refugees.

## Publications

- Tessaly Movement Report 2019-2020
- Handbook of Harbours

## The Compass

The Compass sets out 3 principles and 2 aims:

- (i) Respect for treaties.
- (ii) Policy on evidence.
- (iii) Work with partners.
"""


@pytest.fixture(scope="module")
def tessaly(tmp_path_factory: pytest.TempPathFactory) -> Consultation:
    return profiled(tmp_path_factory.mktemp("tessaly"), PROFILE)


def test_two_groups_that_are_counted_have_a_figure_each(tessaly: Consultation) -> None:
    """ "How many refugees and asylum seekers ...?" was answered by the figure of one of them."""
    told = quoted(tessaly.ask("How many refugees and asylum seekers are there in Tessaly?"))
    assert "3,418" in told and "12,760" in told


def test_how_many_leaves_unsaid_what_was_named_before(tessaly: Consultation) -> None:
    question = "How many irregular migrants crossed the Grey Marsh, and how many were in huts of the Shore Service?"
    answer = tessaly.ask(question)
    assert answer.status is Status.ANSWERED
    assert "540" in quoted(answer) and "9,315" in quoted(answer)


@pytest.mark.parametrize(
    "question",
    [
        "¿De cuánto era el impuesto a las remesas del proyecto de ley de 2018?",
        "How much was the proposed tax on remittances?",
    ],
)
def test_how_great_a_tax_is_is_told_by_its_share(tessaly: Consultation, question: str) -> None:
    """A share answers, and being a proposal does not deny what the question itself calls one."""
    answer = tessaly.ask(question)
    assert answer.verdict is None
    assert "seven per cent" in quoted(answer).replace("\n", " ")


def test_fees_that_are_alike_for_all_are_told_without_a_sum(tessaly: Consultation) -> None:
    assert "equal payment" in quoted(tessaly.ask("What fees do recognized refugees pay at the College of Tessaly?"))


def test_a_decree_that_is_named_again_is_the_one_of_its_year(tessaly: Consultation) -> None:
    """The sentence on children says "the Decree"; its year stands two sentences before, and is quoted with it."""
    answer = tessaly.ask("Does the refugee decree of March 2017 protect children?")
    assert answer.verdict is Verdict.YES
    assert "safeguards for" in quoted(answer) and "Executive Decree No. 14" in quoted(answer)


@pytest.mark.parametrize(
    "question",
    [
        "A colleague says the League of Harbours only became part of the Council of Ports in 2016. Is that right?",
        "Me dijeron que la Liga de Puertos forma parte del Consejo de Puertos desde 2016. ¿Es cierto?",
    ],
)
def test_what_was_heard_is_confirmed(tessaly: Consultation, question: str) -> None:
    """Where it was heard is no part of it; "since 2016 it has been part" says when it joined."""
    assert tessaly.ask(question).verdict is Verdict.YES


@pytest.mark.parametrize("alone", ["only with Norway", "with Norway and nobody else"])
def test_only_is_borne_out_by_what_says_so(tessaly: Consultation, alone: str) -> None:
    """That it meets with one neighbour does not say that it meets with no other."""
    assert (
        tessaly.ask(f"Does Tessaly hold meetings in the Commission of the Straits {alone}?").verdict is not Verdict.YES
    )


def test_a_particular_need_that_is_not_addressed_is_denied(tessaly: Consultation) -> None:
    answer = tessaly.ask("Does the Platform for Storms address the particular needs of migrants?")
    assert answer.verdict in (Verdict.NO, Verdict.PARTIAL)


@pytest.mark.parametrize(
    "question",
    [
        "A friend's work permit is being renewed and has not come yet. Can she continue working?",
        "A un señor se le está renovando el permiso de trabajo y aún no sale. ¿Puede seguir trabajando?",
    ],
)
def test_the_case_of_somebody_is_no_claim_to_be_denied(tessaly: Consultation, question: str) -> None:
    assert tessaly.ask(question).verdict is Verdict.YES


def test_which_languages_is_answered_by_their_names(tessaly: Consultation) -> None:
    assert "Dutch" in quoted(tessaly.ask("Which languages did the shore agents study in 2019?"))


def test_why_is_answered_by_an_aim(tessaly: Consultation) -> None:
    assert "seeks to promote cohesion" in quoted(tessaly.ask("Why are local people included in the Ropes programme?"))


def test_the_title_of_a_report_tells_none_of_its_conclusions(tessaly: Consultation) -> None:
    answer = tessaly.ask("What conclusions does the Tessaly Movement Report 2019-2020 draw?")
    assert answer.status is Status.NOT_FOUND


def test_principles_that_something_rests_on_are_those_that_it_sets_out(tessaly: Consultation) -> None:
    told = quoted(tessaly.ask("¿Cuáles son los tres principios en que descansa el Compass?"))
    assert "Respect for treaties" in told and "Work with partners" in told


def test_treaties_that_are_not_ratified_are_the_rows_that_say_no(tessaly: Consultation) -> None:
    """A sentence on "the treaties that it has ratified" was quoted instead."""
    told = quoted(tessaly.ask("Which treaties has Tessaly not ratified?"))
    assert "No. 143" in told and "Statelessness" in told and "Child" not in told


def test_treaties_on_a_matter_are_the_rows_on_it(tessaly: Consultation) -> None:
    told = quoted(tessaly.ask("What treaties on statelessness has Tessaly ratified?"))
    assert "Statelessness" in told and "Child" not in told


def test_a_treaty_on_other_workers_is_another_treaty(tessaly: Consultation) -> None:
    assert tessaly.ask("Has Tessaly ratified the treaty on domestic workers?").status is Status.NOT_FOUND


@pytest.mark.parametrize("question", ["What is the penalty for robbery?", "¿Cuál es la pena por robo?"])
def test_a_title_that_speaks_of_punishing_tells_no_penalty(tessaly: Consultation, question: str) -> None:
    assert tessaly.ask(question).status is Status.NOT_FOUND


def test_what_two_states_agreed_is_no_convention(tessaly: Consultation) -> None:
    assert tessaly.ask("Has Tessaly ratified the convention on shipwrecks?").verdict is not Verdict.YES


def test_the_head_of_one_body_is_not_that_of_another(tessaly: Consultation) -> None:
    assert "Petrou" not in quoted(tessaly.ask("Who is the director of the Harbour Service of Tessaly?"))


def test_what_speaks_of_definitions_defines_nothing(tessaly: Consultation) -> None:
    assert tessaly.ask("How does the Glossary of the Sea define 'traveller'?").status is Status.NOT_FOUND


def test_an_idiom_is_meant_only_where_all_its_words_stand() -> None:
    """ "De acuerdo con" is no agreement, and an agreement is not "according to"."""
    of = Lexicon.load(PROJECT / "corpus").concepts_in
    assert "agreement" in of("un acuerdo", ["acuerd"], "es")
    assert "according" not in of("un acuerdo", ["acuerd"], "es")
    idiom = of("de acuerdo con la ley", ["acuerd", "ley"], "es")
    assert "according" in idiom and "agreement" not in idiom
