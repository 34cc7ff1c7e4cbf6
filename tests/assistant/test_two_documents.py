"""A profile and an act in sections of one country: what each adds to the other, and for whom and when it holds."""

from __future__ import annotations

import pytest

from assistant import Consultation, Status, Verdict
from assistant.language.polarity import Stance, clauses
from ingest.catalogue import Overrides
from ingest.document import DocumentType
from tests.assistant.country import add, filled, quoted

PROFILE = """\
# Migration Governance Profile: Kordia

## Figures

Kordia borders Marrow to the north and Tessen to the east. Remittances received in 2021 represented 6.1 per cent of
gross domestic product. The 2020 census counted 812,600 inhabitants. In the same year about 90,500 Kordians lived
abroad.

Nationals of Tessen account for 54 per cent of all immigrants.

## Services

Pregnant women and persons under 18 years of age receive all care in public hospitals even when they have no permit.

Schools may not ask for a residence document in order to enrol a child.

Citizens of the member States of the Lake Basin Community (LBC) settle freely.

Recognized refugees need a work permit, although the fee is waived.

The databases of the ministries of Labour and Interior were connected in 2021; that of Health is not yet.

A person served with a removal order may appeal within 14 days.
"""

ACT = """\
# Act No. 9 of 2014, the Aliens Act

1. Short title. This Act may be cited as the Aliens Act, 2014.

2. Visas. (1) An alien needs a visa. (2) LBC citizens may enter without a visa and remain for up to 60 days.

3. Staff. In no undertaking shall aliens exceed a fifth of the staff.

4. Appeals. (1) A person served with a removal order may appeal within 21 days. (2) The appeal suspends deportation, but
not expulsion.

5. Fees. (1) An application for a residence permit costs 200 crowns. (2) The Minister fixes other fees by order.

6. Exemptions. No fee is payable by refugees or stateless persons.

7. Offences. (1) An employer who hires an alien without authorisation is liable to a fine of 500 crowns for each worker.
(2) No fine shall be imposed on the worker.

8. Entry. No penalty is imposed for irregular entry on persons who report to an officer within fifteen days.
"""


@pytest.fixture(scope="module")
def kordia(tmp_path_factory: pytest.TempPathFactory) -> Consultation:
    profile = Overrides("Migration Governance Profile: Kordia", DocumentType.PROFILE, None, "en", "2022")
    own = filled(tmp_path_factory.mktemp("kordia"), "profile.md", PROFILE, profile)
    add(own, "act.txt", ACT, Overrides("Act No. 9 of 2014, the Aliens Act", DocumentType.LAW, None, "en", "2014"))
    return Consultation.open(own.store, own)


@pytest.mark.parametrize("question", ["How many days are there to appeal against a removal order?"])
def test_the_figures_of_two_documents_stand_side_by_side(kordia: Consultation, question: str) -> None:
    said = quoted(kordia.ask(question))
    assert "14 days" in said and "21 days" in said


@pytest.mark.parametrize(
    ("question", "expected", "words"),
    [
        pytest.param("Do children get care in public hospitals?", Verdict.YES, "under 18", id="under-18"),
        pytest.param(
            "Can a child who has no papers be treated in hospital?", Verdict.YES, "under 18", id="who-has-none"
        ),
        pytest.param("Does an appeal suspend a deportation?", Verdict.YES, "suspends deportation", id="a-sibling"),
        pytest.param("Is there a cap on aliens among the staff?", Verdict.YES, "a fifth", id="a-limit"),
        pytest.param("I am a refugee. Will they charge me for a residence permit?", Verdict.NO, "No fee", id="asker"),
        pytest.param("Do refugees have to pay for a work permit?", Verdict.NO, "waived", id="waived"),
        pytest.param("Are the databases of the various ministries connected?", Verdict.PARTIAL, "not yet", id="some"),
        pytest.param("Do workers without authorisation pay a fine too?", Verdict.NO, "on the worker", id="bearer"),
    ],
)
def test_verdicts(kordia: Consultation, question: str, expected: Verdict, words: str) -> None:
    answer = kordia.ask(question)
    assert (answer.verdict, words in quoted(answer)) == (expected, True)


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("What share of GDP did remittances represent in 2022?", id="another-year"),
        pytest.param("How many Kordians live in Marrow?", id="a-neighbour"),
        pytest.param("How many immigrants live in Tessen?", id="its-nationals-elsewhere"),
    ],
)
def test_figures_of_another_year_or_place_are_no_answer(kordia: Consultation, question: str) -> None:
    assert kordia.ask(question).status is Status.NOT_FOUND


def test_the_same_year_is_the_one_told_before(kordia: Consultation) -> None:
    assert "90,500" in quoted(kordia.ask("How many Kordians lived abroad in 2020?"))


def test_a_name_in_full_is_met_by_the_short_form_that_a_document_gives_it(kordia: Consultation) -> None:
    assert "60 days" in quoted(
        kordia.ask("How many days may citizens of the Lake Basin Community stay without a visa?")
    )


def test_a_section_is_cited_by_its_number(kordia: Consultation) -> None:
    answer = kordia.ask("What does an application for a residence permit cost?")
    assert "200 crowns" in quoted(answer)
    assert "section 5" in answer.answer


@pytest.mark.parametrize(
    "sentence",
    [
        "El acceso a las escuelas públicas no podrá denegarse ni limitarse a causa de la situación irregular.",
        "Access to schools shall not be refused or limited on account of status.",
        "Quienes pidieron refugio podrán acogerse sin desistir de su solicitud.",
        "El plazo no podrá exceder de dos años.",
        "The Director may hold a person for a period not exceeding two days.",
    ],
)
def test_what_only_bounds_or_keeps_something_denies_nothing(sentence: str) -> None:
    assert {clause.stance for clause in clauses(sentence)} == {Stance.ASSERTS}
