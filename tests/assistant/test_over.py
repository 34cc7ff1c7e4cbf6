"""What is told as over is no to whether it is so now, and nothing to whether it was; a follow-up is read by itself."""

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
