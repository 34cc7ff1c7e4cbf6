"""Norms that questions call by less than their titles, since when they apply, and whom their rules leave out."""

from __future__ import annotations

import pytest

from assistant import Consultation, Status, Verdict
from ingest.catalogue import Overrides
from ingest.document import DocumentType
from tests.assistant.country import add, filled, quoted

TREATY = """\
# Decreto Supremo 12-2009-RE

**(*) De conformidad con el comunicado publicado el 9 de julio de 2010, el presente Convenio entró en vigencia el 3 de
mayo de 2010.**

Artículo 1.- Ratifícase el Convenio de Migración entre la República de Marla y la República Portuguesa, suscrito en
Lisboa el 12 de agosto de 2008.

Artículo 24.- El presente Convenio entrará en vigor en la fecha del intercambio de los instrumentos de ratificación.
"""

POLICY = """\
# Decreto Supremo 4-2015-JUS

**(*) DEROGADO por la Única Disposición Complementaria Derogatoria del Decreto Supremo N° 9-2021-IN, publicado el 27
julio 2021.**

Artículo 1.- Apruébase la Política Nacional contra la Trata de Personas.
"""

ACT = """\
# Aliens Act, 2016

1. Short title. This Act may be cited as the Aliens Act, 2016.

2. Nationality. A spouse naturalized by marriage does not lose the nationality of Marla in case of divorce.

3. Minors. Refugee status may be recognized to an unaccompanied minor.

4. Visas. Nationals of Oman are exempted from the requirement of a tourist visa.

5. Staff. The limits on the hiring of aliens do not apply to recognized refugees who have a spouse of Marla.

6. Contracts. Contracts of employment are deemed approved as soon as they are filed online.

7. Fines. The applicant submits: (a) proof of payment of the fine for overstaying, except in cases of exemption.

8. Temporary residence. The following are categories of residence:

a. Special resident

It is granted by the Office to those who entered the country and need to put their stay in order, on the conditions that
the Office sets by order for each case, among them the papers that prove who they are, the fee that is due, and the
certificates of the police of the places in which they lived in the five years before they came; what was handed in once
need not be handed in again, and what is lacking may be brought within ten days, after which the request is put away and
a new one can be made at any time, with a fee of its own that is not paid back.

The period of stay is of up to 365 days, which may be extended, save where the order for the case says otherwise.

b. Journalist resident

It is granted by the Ministry of the Interior and permits the entry of reporters of foreign media who are sent to Marla
by those for whom they work, and who show a letter that says so and for how long, what they will report on and who bears
the costs of their stay and of their return.

The period of stay is of up to 240 days, which may be extended.
"""

REFUGE = """\
# Ley 7 de 2002

Artículo 1.- Créase la Comisión de Refugio como órgano de la Cancillería.

Artículo 2.- Los cónsules no están autorizados a celebrar matrimonios.

Artículo 3.- La solicitud de refugio se presenta ante la Cancillería.

(*) Artículo modificado por el Artículo 3 de la Ley N° 40, publicada el 7 febrero 2026, cuyo texto es el siguiente:

"Artículo 3.- La solicitud de refugio se presenta en persona ante la Oficina de Fronteras."

Artículo 4.- Aprobada la regularización, el extranjero tendrá un plazo de treinta días para inscribirse en el Registro.

Artículo 5.- La Comisión de Refugio atiende en la capital y no cobra derechos.
"""

ADVICE = """\
# Resolución 41-2009

Artículo Primero.- RECOMENDAR al Poder Ejecutivo:

a) Un observatorio del trabajo migrante que no dependa de ningún ministerio.
"""


@pytest.fixture(scope="module")
def marla(tmp_path_factory: pytest.TempPathFactory) -> Consultation:
    title = "Ratifican Convenio de Migración entre las Repúblicas de Marla y Portugal"
    own = filled(
        tmp_path_factory.mktemp("marla"), "treaty.md", TREATY, Overrides(title, DocumentType.DECREE, None, "es", "2009")
    )
    policy = Overrides("Aprueban Política Nacional frente a la Trata", DocumentType.DECREE, None, "es", "2015")
    add(own, "policy.md", POLICY, policy)
    add(own, "act.txt", ACT, Overrides("Aliens Act, 2016", DocumentType.LAW, None, "en", "2016"))
    add(own, "refuge.md", REFUGE, Overrides("Ley 7 de 2002, Ley del Refugio", DocumentType.LAW, None, "es", "2002"))
    add(own, "advice.md", ADVICE, Overrides("Resolución 41-2009", DocumentType.DECREE, None, "es", "2009"))
    return Consultation.open(own.store, own)


@pytest.mark.parametrize(
    "question",
    [
        "When did the migration agreement with Portugal come into force?",
        "¿En qué fecha empezó a regir el convenio migratorio con Portugal?",
        "¿Desde cuándo obliga el convenio con Portugal?",
    ],
)
def test_a_treaty_that_is_called_by_the_other_state_tells_since_when_it_is_in_force(
    question: str, marla: Consultation
) -> None:
    answer = marla.ask(question)
    assert "entró en vigencia el 3 de mayo de 2010" in " ".join(answer.citations[0].quote.split())


def test_since_when_is_asked_of_the_norm_that_the_last_answer_quotes(marla: Consultation) -> None:
    answer = marla.converse(["¿Qué firmó Marla con Portugal sobre migración?", "¿Y desde cuándo está en vigor?"])
    assert "entró en vigencia el 3 de mayo de 2010" in quoted(answer)


def test_the_day_of_a_signature_is_no_entry_into_force(marla: Consultation) -> None:
    answer = marla.ask("When did the convention on the status of refugees take effect?")
    assert answer.status is Status.NOT_FOUND


@pytest.mark.parametrize(
    "question",
    [
        "¿Sigue rigiendo la política contra la trata aprobada por el Decreto Supremo 4-2015-JUS?",
        "Is Supreme Decree 4-2015-JUS still standing, or was it repealed?",
    ],
)
def test_what_a_norm_notes_of_its_repeal_answers_whether_it_still_stands(question: str, marla: Consultation) -> None:
    answer = marla.ask(question)
    assert answer.verdict is Verdict.NO
    assert "DEROGADO" in quoted(answer)


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        pytest.param("Will the spouse stop being a national after a divorce?", "no", id="ceasing-is-no-prohibition"),
        pytest.param("Does the spouse keep the nationality after a divorce?", "yes", id="kept-is-not-lost"),
        pytest.param("May refugee status be given to a minor without parents?", "yes", id="unaccompanied"),
        pytest.param("Do nationals of Oman need a tourist visa?", "no", id="exempted"),
        pytest.param("Do the hiring limits apply to recognized refugees?", "partial", id="limits-that-do-not-apply"),
        pytest.param("Is a contract of employment approved by merely filing it online?", "yes", id="merely"),
        pytest.param("Must the applicant pay the fine for overstaying?", "partial", id="save-where-exempt"),
    ],
)
def test_rules_say_yes_or_no_to_what_is_asked(question: str, verdict: str, marla: Consultation) -> None:
    assert marla.ask(question).verdict == verdict


def test_what_stands_below_the_title_of_an_item_is_quoted_with_it(marla: Consultation) -> None:
    answer = marla.ask("How many days may a journalist resident stay?")
    assert quoted(answer).startswith("b. Journalist resident The period of stay is of up to 240 days")
    assert "365" not in quoted(answer)


@pytest.mark.parametrize(
    "question",
    [
        "Con la reforma de febrero de 2026, ¿ante quién se presenta la solicitud de refugio?",
        "After the 2026 amendments, before whom is an application for refuge filed?",
    ],
)
def test_who_names_an_amendment_by_its_year_asks_for_the_wording_that_it_brought(
    question: str, marla: Consultation
) -> None:
    assert "ante la Oficina de Fronteras" in marla.ask(question).citations[0].quote


def test_the_consul_in_a_place_is_any_consul(marla: Consultation) -> None:
    assert marla.ask("Could the consul in Madrid celebrate our marriage?").verdict is Verdict.NO


def test_the_act_that_brings_a_body_about_says_that_there_is_one(marla: Consultation) -> None:
    answer = marla.ask("¿Hay una Comisión de Refugio?")
    assert answer.verdict is Verdict.YES
    assert answer.citations[0].quote.endswith("Créase la Comisión de Refugio como órgano de la Cancillería.")


def test_what_is_only_recommended_is_no_denial(marla: Consultation) -> None:
    assert marla.ask("¿Existe un observatorio del trabajo migrante?").verdict is None


def test_a_period_for_another_thing_is_no_answer(marla: Consultation) -> None:
    answer = marla.ask("How many days does a foreigner have to appeal an order of expulsion?")
    assert answer.status is Status.NOT_FOUND


def test_initials_of_a_kind_of_norm_are_no_words_that_a_sentence_must_hold(marla: Consultation) -> None:
    answer = marla.ask("Según el DS 4-2015-JUS, ¿qué política se aprueba?")
    assert "Apruébase la Política Nacional contra la Trata de Personas." in quoted(answer)
