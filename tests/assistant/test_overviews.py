"""Questions for an account of a policy, answered indicator by indicator and not by the one sentence nearest to them."""

from __future__ import annotations

import re

import pytest

from assistant import Answer, Consultation, Status, Verdict
from assistant.indicators.framework import Framework
from assistant.settings import Settings
from tests.assistant.country import profiled

PROFILE = """\
# Migration Profile: Republic of Ostrelia

## 1. Migrants' rights

All immigrants have access to public health services regardless of their migratory status.

A strategy or policy against xenophobia and discrimination towards migrants has not yet been developed.

## 2. Whole of government

Ostrelia does not yet have a national migration strategy. However, migration is mentioned in several plans.

There is national legislation on immigration and emigration. In particular, Law No. 7 of 2011 governs the entry and stay
of foreigners.

The Directorate of Migration is the body that designs national migration policy and coordinates its execution.

The Directorate takes part in the annual fair of the capital city.

## 3. Partnerships

Ostrelia takes part in regional consultation processes on migration.

## 5. Crises

There is a procedure to determine refugee status, with safeguards for children and for the gender of applicants.

Ostrelia has been party to the 1951 Convention relating to the Status of Refugees since 1964.

## 6. Borders

There is no policy to ensure that the detention of migrants is a last resort or that alternatives are laid down.
"""


@pytest.fixture(scope="module")
def ostrelia(tmp_path_factory: pytest.TempPathFactory) -> Consultation:
    return profiled(tmp_path_factory.mktemp("overviews"), PROFILE)


def _lines(answer: Answer) -> list[str]:
    return [line for line in answer.answer.split("\n") if line.startswith("- ")]


@pytest.mark.parametrize(
    "question",
    [
        "What is Ostrelia's migration policy?",
        "Tell me about migration in Ostrelia",
        "Does Ostrelia have a migration policy?",
        "¿Cuál es la política migratoria de Ostrelia?",
        "cual es la politica migratoria de ostrelia",
        "Resume el perfil",
    ],
)
def test_a_whole_policy_is_told_by_its_strategy_law_and_body(ostrelia: Consultation, question: str) -> None:
    answer = ostrelia.ask(question)
    quotes = " ".join(c.quote for c in answer.citations)
    assert answer.status is Status.ANSWERED and answer.verdict is None
    assert len(_lines(answer)) >= 3
    assert "does not yet have a national migration strategy" in quotes
    assert "Law No. 7 of 2011" in quotes
    assert "Directorate of Migration is the body" in " ".join(quotes.split())
    assert "annual fair" not in quotes


def test_each_line_ends_in_its_marks(ostrelia: Consultation) -> None:
    answer = ostrelia.ask("What is Ostrelia's migration policy?")
    marks = [int(mark) for mark in re.findall(r"\[(\d+)\]", answer.answer)]
    assert marks == [c.mark for c in answer.citations]
    assert all(line.endswith("]") for line in _lines(answer))


@pytest.mark.parametrize("question", ["What is the policy on refugees?", "¿Qué hace Ostrelia por los refugiados?"])
def test_a_matter_is_told_by_the_indicators_on_it(ostrelia: Consultation, question: str) -> None:
    answer = ostrelia.ask(question)
    quotes = " ".join(c.quote for c in answer.citations)
    assert "procedure to determine refugee status" in quotes and "1951 Convention" in quotes
    assert "xenophobia" not in quotes and "legislation" not in quotes


@pytest.mark.parametrize(
    "question", ["What are the main gaps in migration governance?", "¿Cuáles son las principales debilidades?"]
)
def test_gaps_are_told_by_what_is_denied(ostrelia: Consultation, question: str) -> None:
    quotes = [c.quote for c in ostrelia.ask(question).citations]
    assert len(quotes) >= 3
    assert all(re.search(r"\bnot?\b", quote) for quote in quotes)


def test_strengths_are_told_by_what_is_in_place(ostrelia: Consultation) -> None:
    quotes = [c.quote for c in ostrelia.ask("What are the strengths of the policy?").citations]
    assert any("public health services" in quote for quote in quotes)
    assert not any(re.search(r"\bnot?\b", quote) for quote in quotes)


@pytest.mark.parametrize(
    ("question", "verdict", "said"),
    [
        ("Is there a national strategy on migration?", Verdict.NO, "does not yet have"),
        ("¿Existe una ley de migración?", Verdict.YES, "legislation"),
        ("Which law governs migration?", None, "Law No. 7 of 2011"),
    ],
)
def test_one_thing_asked_of_the_whole_is_answered_by_its_indicator(
    ostrelia: Consultation, question: str, verdict: Verdict | None, said: str
) -> None:
    answer = ostrelia.ask(question)
    assert (answer.status, answer.verdict) == (Status.ANSWERED, verdict)
    assert said in " ".join(c.quote for c in answer.citations)


@pytest.mark.parametrize(
    "question",
    ["What is the policy on drones?", "What is the migration policy of Peru?", "¿Qué hace Perú por los refugiados?"],
)
def test_what_the_documents_do_not_treat_has_no_overview(ostrelia: Consultation, question: str) -> None:
    assert ostrelia.ask(question).status in (Status.NOT_FOUND, Status.OUT_OF_SCOPE)


def test_a_framework_that_marks_none_is_summed_up_by_the_first_of_each_domain() -> None:
    framework = Framework.load(Settings().corpus / "indicators.jsonl")
    assert [i.sums_up for i in framework.summing_up] == sorted(i.sums_up for i in framework.summing_up if i.sums_up)
    bare = Framework(tuple(i for i in framework.indicators if not i.sums_up))
    assert [i.domain for i in bare.summing_up] == [1, 2, 3, 4, 5, 6]
