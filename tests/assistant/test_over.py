"""What is over, shared, granted later or to fewer is no; what was is not denied; a follow-up is read by itself."""

from __future__ import annotations

import pytest

from assistant import Consultation, Verdict
from tests.assistant.country import profiled

PROFILE = """\
# Migration Profile: Republic of Ostrelia

## 1. Work

The seasonal workers scheme for harvest labourers from Quillara ended in 2018. The fee for a work permit is 40 crowns.

The vaccination requirement for arriving travellers was abolished in 2021. Employers of domestic workers must register
their contracts with the Labour Inspectorate.

## 2. Agreements

In 2016 Ostrelia signed an agreement on labour migration with Chile. In 2019 Ostrelia and Peru signed a memorandum that
set up a commission on consular affairs.

## 3. Services

The migration council is led jointly by the Ministry of the Interior and the Ministry of Labour. The council issues
opinions on quotas, which are not binding on the ministries.

Foreign pupils may apply for the school grant after five years of residence. Of the displaced persons, 37 per cent live
in camps.

The law on land provides that foreigners may not buy farmland near the border.

Ostrelia does not have a strategy for displacement caused by natural disasters.
"""


@pytest.fixture(scope="module")
def ostrelia(tmp_path_factory: pytest.TempPathFactory) -> Consultation:
    return profiled(tmp_path_factory.mktemp("ostrelia"), PROFILE)


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("Is there a seasonal workers scheme for harvest labourers?", "ended in 2018"),
        ("¿Se exige a los viajeros que llegan el requisito de vacunación?", "abolished in 2021"),
    ],
)
def test_what_is_over_is_no(question: str, quote: str, ostrelia: Consultation) -> None:
    answer = ostrelia.ask(question)
    assert answer.verdict is Verdict.NO
    assert any(quote in citation.quote for citation in answer.citations)


def test_what_was_is_not_denied(ostrelia: Consultation) -> None:
    answer = ostrelia.ask("Was there a seasonal workers scheme for harvest labourers?")
    assert answer.verdict is not Verdict.NO


def test_a_follow_up_is_not_read_with_the_question_before_it(ostrelia: Consultation) -> None:
    answer = ostrelia.converse(["What did Ostrelia sign with Chile in 2016?", "And with Peru?"])
    assert any("set up a commission" in citation.quote for citation in answer.citations)


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("Does the Ministry of the Interior lead the migration council on its own?", id="jointly"),
        pytest.param("¿Dirige el Ministerio del Interior por sí solo el consejo de migración?", id="conjuntamente"),
        pytest.param("Are the opinions of the council on quotas binding on the ministries?", id="told-besides"),
        pytest.param("May foreign pupils apply for the school grant as soon as they arrive?", id="after-a-time"),
        pytest.param("Do most displaced persons live in camps?", id="the-lesser-part"),
        pytest.param("May foreigners buy farmland near the border?", id="provides-that"),
        pytest.param("Since when has there been a strategy for displacement caused by natural disasters?", id="taken"),
    ],
)
def test_what_excludes_the_asked_is_no(question: str, ostrelia: Consultation) -> None:
    assert ostrelia.ask(question).verdict is Verdict.NO
