"""What later documents change, what one may do without, prices in a list, and norms that are named again."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Consultation, Status, Verdict
from assistant.indicators.drafting import Drafter, Level
from assistant.indicators.framework import Indicator
from assistant.judging.exclusions import excludes
from assistant.language.polarity import Stance, asks_if_out_or_free, clauses, keeps_the_duty, lacked, needs_none
from assistant.understanding.answer_kind import Kind, kind_of
from ingest.catalogue import Overrides
from ingest.document import DocumentType
from ingest.terms import fold
from tests.assistant.country import add, filled, quoted

PROFILE = """\
# Migration Governance Profile: Kelland

## Institutions

Law No. 9 of 2012, on People who Move, is the main norm on entry and stay. Under it, the Coast Institute for Newcomers
was created. The same law founded the Round Table of the Four Ministries.

Kelland has no national migration strategy. Neither the law nor the plan includes a gender approach; the Women's House
wrote a guide in 2018 that the Institute applies in two of its offices.

The Harbour Watch trains its recruits for nine months, but not on how to recognize victims of trafficking.

The Forum of the Straits is a consultative body without a permanent secretariat.

On 31 December 2019, 212,400 persons born abroad were living in Kelland.

## Services

Everyone in the territory is treated in an emergency, and no document may be required.

The tourist visa lasts sixty days and does not allow paid work.

The register of lodgers is kept in 12 of the 19 ports; the others still use paper.

A household in need may ask for the winter allowance, which is granted by the municipality within five weeks.

Members of the family so admitted may work without a separate permit.

Foreigners with a work permit may legally work in every trade.

## Fees

The fees are, in florins:

- Business visa: 40
- Work permit: 80
- Copy of the card: 15
"""

REPORT = """\
# Kelland: report of the country office

On 2 May 2023 the first National Migration Strategy of Kelland was approved by Decree No. 27.

On 30 June 2023, 238,900 persons born abroad were living in Kelland.

In 2022 the Harbour Watch added a module on how to recognize victims of trafficking to the training of its recruits.
"""


@pytest.fixture(scope="module")
def kelland(tmp_path_factory: pytest.TempPathFactory) -> Consultation:
    profile = Overrides("Migration Governance Profile: Kelland", DocumentType.PROFILE, None, "en", "2020")
    own = filled(tmp_path_factory.mktemp("kelland"), "profile.md", PROFILE, profile)
    report = Overrides("Kelland: report of the country office", DocumentType.REPORT, None, "en", "2023")
    add(own, "report.md", REPORT, report)
    return Consultation.open(own.store, own)


@pytest.fixture(scope="module")
def drafter(kelland: Consultation) -> Drafter:
    return Drafter(kelland)


def _asked(english: str, spanish: str) -> Indicator:
    return Indicator("asked", 2, {}, {"en": english, "es": spanish}, "level", "")


def test_a_draft_rests_on_what_was_done_since_and_tells_what_lacked(tmp_path: Path) -> None:
    profile = Overrides("Migration Governance Profile: Ostland", DocumentType.PROFILE, None, "en", "2020")
    text = (
        "# Migration Governance Profile: Ostland\n\nOstland has no national migration strategy in an approved document."
    )
    own = filled(tmp_path, "profile.md", text, profile)
    note = "In 2023 the Cabinet approved by Decree No. 27 a National Strategy on Migration and Borders."
    add(
        own,
        "report.md",
        f"# Ostland: report\n\n{note}",
        Overrides("Ostland: report", DocumentType.REPORT, None, "en", "2023"),
    )
    strategy = _asked(
        "Is there one national migration strategy in an approved document?",
        "¿Existe una estrategia migratoria nacional unificada en un documento aprobado?",
    )
    draft = Drafter(Consultation.open(own.store, own)).draft(strategy)
    assert draft.level is Level.COMPLETE
    assert draft.response.index("Decree No. 27") < draft.response.index("has no national migration strategy")


def test_what_still_lacks_by_the_latest_document_is_absent(drafter: Drafter) -> None:
    forum = _asked(
        "Has the Forum of the Straits a permanent secretariat?", "¿Tiene el Forum of the Straits secretaría?"
    )
    assert drafter.draft(forum).level is Level.ABSENT


@pytest.mark.parametrize(
    ("question", "then", "since"),
    [
        pytest.param("Does Kelland have a national migration strategy?", "has no national", "Decree No. 27", id="en"),
        pytest.param(
            "¿Tiene Kelland una estrategia nacional de migración?", "has no national", "Decree No. 27", id="es"
        ),
        pytest.param(
            "Are Harbour Watch recruits trained to recognize victims of trafficking?",
            "but not on",
            "In 2022",
            id="training",
        ),
    ],
)
def test_what_a_later_document_says_was_done_since_comes_first(
    kelland: Consultation, question: str, then: str, since: str
) -> None:
    """The answer is that of the later document, and what the earlier one said is quoted after it."""
    answer = kelland.ask(question)
    assert answer.verdict is Verdict.YES
    assert quoted(answer).index(since) < quoted(answer).index(then)


@pytest.mark.parametrize(
    "question",
    [
        "What is the latest figure for persons born abroad in Kelland?",
        "¿Cuál es la última cifra de personas nacidas en el extranjero que viven en Kelland?",
    ],
)
def test_the_latest_figure_is_that_of_the_latest_document(kelland: Consultation, question: str) -> None:
    assert "238,900" in kelland.ask(question).citations[0].quote


@pytest.mark.parametrize("question", ["How much is a business visa?", "¿Cuánto cuesta la visa de negocios?"])
def test_a_price_in_a_list_is_told_with_what_leads_the_list_in(kelland: Consultation, question: str) -> None:
    answer = kelland.ask(question)
    assert answer.status is Status.ANSWERED
    assert "Business visa: 40" in quoted(answer) and "in florins" in quoted(answer)
    assert "Work permit" not in quoted(answer)


@pytest.mark.parametrize(
    "question", ["Which law created the Coast Institute for Newcomers?", "Under which law was the Round Table founded?"]
)
def test_a_norm_that_is_named_again_is_quoted_by_its_name(kelland: Consultation, question: str) -> None:
    assert "Law No. 9 of 2012" in quoted(kelland.ask(question))


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        pytest.param("Can somebody without documents be treated in an emergency?", Verdict.YES, id="no-need"),
        pytest.param("Does the Forum of the Straits have a permanent secretariat?", Verdict.NO, id="without"),
        pytest.param("Is the register of lodgers kept in every port?", Verdict.NO, id="some-of-them"),
        pytest.param("Does the law include a gender approach?", Verdict.NO, id="neither-nor"),
    ],
)
def test_what_is_had_or_done_without_tells_yes_and_no(kelland: Consultation, question: str, verdict: Verdict) -> None:
    assert kelland.ask(question).verdict is verdict


def test_who_may_with_a_thing_tells_nothing_of_who_may_without(kelland: Consultation) -> None:
    assert kelland.ask("Is it legal to work in Kelland without a work permit?").verdict is not Verdict.YES


def test_who_may_do_without_a_thing_is_told_by_just_that(kelland: Consultation) -> None:
    answer = kelland.ask("Can members of the family work without applying for another permit?")
    assert answer.verdict is Verdict.YES


def test_a_denial_of_something_else_is_no_answer(kelland: Consultation) -> None:
    """ "... does not allow paid work" shares words with it, and tells nothing of dogs."""
    assert kelland.ask("Does a tourist visa allow one to bring a dog?").verdict is not Verdict.NO


def test_a_time_is_told_of_what_it_is_asked_of_alone(kelland: Consultation) -> None:
    """Five weeks are those of the winter allowance."""
    assert kelland.ask("How long does it take to decide an asylum application?").status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("sentence", "stances"),
    [
        ("The visa may be renewed once, and does not allow paid work.", [Stance.ASSERTS, Stance.DENIES]),
        ("La visa permite estudiar, y no autoriza a trabajar.", [Stance.ASSERTS, Stance.DENIES]),
        ("Da acceso a la salud, mas no a la reunificación familiar.", [Stance.ASSERTS, Stance.DENIES]),
        ("Removal to such a country is forbidden, with no exception.", [Stance.ASSERTS]),
        ("Se presta ayuda sin distinción de nacionalidad ni de situación.", [Stance.ASSERTS]),
        ("It lists the trades in which labour is lacking.", [Stance.ASSERTS]),
        ("Ratification remains under study.", [Stance.FORESEES]),
        ("Su ratificación está pendiente.", [Stance.FORESEES]),
        ("Mientras no recaiga resolución, el permiso conserva sus efectos.", [Stance.ASSERTS]),
        ("The judges declined to take part.", [Stance.DENIES]),
    ],
)
def test_clauses_are_parted_and_heard_as_they_are_meant(sentence: str, stances: list[Stance]) -> None:
    assert [c.stance for c in clauses(sentence)] == stances


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("and neither an income nor a period of residence shall be required", True),
        ("sin necesidad de abogado", True),
        ("citizens, who need no permit, are not included", False),
        ("these do not generate the necessary traction", False),
    ],
)
def test_that_nothing_is_needed_is_told_from_other_denials(text: str, expected: bool) -> None:
    assert needs_none(text) is expected


def test_what_is_lacking_is_found() -> None:
    assert lacked("un organo sin secretaria permanente") == ("secretaria permanente",)
    assert not lacked("ayuda sin distincion de nacionalidad")


def test_a_duty_from_which_nobody_is_freed_is_kept() -> None:
    assert keeps_the_duty("la situacion irregular no exime al empleador de pagar")
    assert not keeps_the_duty("exime al empleador de pagar")


def test_a_question_may_ask_who_is_left_out_or_freed() -> None:
    assert asks_if_out_or_free("are trainees spared the fee")
    assert not asks_if_out_or_free("is there a pact on the free movement of workers")


@pytest.mark.parametrize(
    ("asked", "clause", "expected"),
    [
        ("do foreign students pay higher fees", "international students pay the same fees as nationals", True),
        ("¿tengo que esperar los seis meses?", "los titulares estan dispensados del plazo", True),
        ("cobran por lo menos el salario minimo", "they earn the same wage as residents", False),
    ],
)
def test_what_is_the_same_for_all_is_no_more_and_no_less(asked: str, clause: str, expected: bool) -> None:
    assert excludes(fold(asked), clause) is expected


@pytest.mark.parametrize(
    ("question", "language", "kind"),
    [
        ("How much is a business visa?", "en", Kind.MONEY),
        ("¿Cuánto es la renovación del permiso?", "es", Kind.MONEY),
        ("¿Con qué documento se abre una cuenta?", "es", Kind.OPEN),
        ("¿Qué parte de la población es extranjera?", "es", Kind.PERCENT),
        ("Who is the present Director General?", "en", Kind.PERSON),
    ],
)
def test_the_kind_of_answer_is_known(question: str, language: str, kind: Kind) -> None:
    assert kind_of(question, language) is kind
