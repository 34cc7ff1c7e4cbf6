"""How officials ask: why, which countries, where it is written, name the ...; on what occasion; of which domain."""

from __future__ import annotations

import pytest

from assistant import Consultation, Status, Verdict
from tests.assistant.country import profiled, quoted

PROFILE = """\
# Migration Profile: Republic of Ostrelia

## 1. Law

Section 91 of the Constitution of 1974 notes that every person has the right to learn a trade. Section 95 states that
public schooling is free for everyone below the age of fifteen.

In 2011, for the widening of the harbour, a Resolution was issued to set the procedure of work permits for foreign
divers in coordination with the Ministry of Labour.

The Academy of Sea Trades approved a resolution that removes the tuition for foreigners from recognized refugees, who
pay what nationals pay.

Bill 44 of 2015 lets the hospitals hire foreign nurses for a season.

In 2017 a bill was presented that would create a tax of two per cent on remittances sent abroad.

## 2. Partners

Ostrelia takes part in regional processes. For example, it is part of the Island Conference on Migration, which was
created in 1998. In addition, Ostrelia is part of the Harbour Commission of Migration Directors. Ostrelia is also part
of the Network of Coast Authorities.

A border commission called COFRON meets with Peru every spring.

Ostrelia and Chile set up a border commission called COFRON by an agreement of 2013.

The online procedure for tourist visas is only for foreigners whose country has no consulate of Ostrelia.

## 3. Services

The Sea Institute trains adults in the trades of the coast; being Ostrelian is a prerequisite to attend its courses.

There is a list of professions that are reserved for Ostrelians by birth. These include medicine, nursing, pilotage and
land surveying.

There is a housing programme for fishing families.

The board against trafficking publishes an annual report.

When the storm closed the ports, many travellers were stranded on the coast. The Relief Office concentrated on
repairing shelters and on counting those who arrived.

Since 2014 the Relief Office has been part of the League of Islands. The Relief Office was founded in 1949.

## 4. What is examined

### Earnings and remittances

Aspects of savings clubs and of transfers to families are also under this domain.

## 5. Figures (June 2020)

- Refugees - 3,418
- Asylum seekers - 12,077

## 6. Treaties

| Instrument | Ratified |
| --- | --- |
| League of Islands Convention on Seafarers, 1949 | Yes |
| International Labour Organization (ILO) Convention on Migrant Workers, 1975 (No. 143) | No |
"""


@pytest.fixture(scope="module")
def ostrelia(tmp_path_factory: pytest.TempPathFactory) -> Consultation:
    return profiled(tmp_path_factory.mktemp("plainly"), PROFILE)


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        pytest.param(
            "¿Por qué los refugiados reconocidos han de pagar matrícula de extranjeros en la Academy of Sea Trades?",
            "removes the tuition",
            id="why-is-not-how-much",
        ),
        pytest.param("Where is it written that schooling costs nothing?", "Constitution of 1974", id="where-written"),
        pytest.param(
            "¿Dónde está escrito que la escuela pública es gratuita?", "Constitution of 1974", id="donde-dice"
        ),
        pytest.param(
            "¿Con qué instrumento se fijó en 2011 el trámite de los permisos de trabajo de los buzos extranjeros?",
            "a Resolution was issued",
            id="an-instrument-without-number",
        ),
        pytest.param("What does Bill 44 of 2015 provide?", "foreign nurses", id="what-a-norm-says"),
        pytest.param("How often is there a report against trafficking?", "annual report", id="an-annual-report"),
        pytest.param("How many refugees were counted in mid-2020?", "3,418", id="a-figure-under-its-name"),
        pytest.param(
            "Cuando la tormenta cerró los puertos y quedaron viajeros varados, ¿en qué se concentró la Relief Office?",
            "repairing shelters",
            id="on-what-occasion",
        ),
    ],
)
def test_what_is_asked_is_what_is_quoted(ostrelia: Consultation, question: str, quote: str) -> None:
    answer = ostrelia.ask(question)
    assert answer.status is Status.ANSWERED
    assert quote in quoted(answer)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("With which countries is there a border commission called COFRON?", ("Peru", "Chile"), id="each"),
        pytest.param(
            "Which regional processes does Ostrelia take part in?", ("Island", "Harbour", "Network"), id="one-by-one"
        ),
        pytest.param(
            "Nombra los procesos regionales en los que participa Ostrelia",
            ("Island", "Harbour", "Network"),
            id="nombra",
        ),
        pytest.param("Is land surveying reserved for Ostrelians by birth?", ("surveying",), id="the-word-asked-for"),
    ],
)
def test_all_that_answers_is_quoted(ostrelia: Consultation, question: str, told: tuple[str, ...]) -> None:
    answer = ostrelia.ask(question)
    assert all(name in quoted(answer) for name in told)


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("The nationals of which countries need a tourist visa?", id="names-no-country"),
        pytest.param("¿Los ciudadanos de qué países necesitan visa de turista?", id="ningun-pais"),
        pytest.param("What tax do companies pay on their income?", id="another-tax-of-a-bill"),
        pytest.param("What prison sentence is there for smuggling people?", id="no-sentence"),
        pytest.param("Has the Relief Office ratified the League's charter?", id="another-treaty"),
    ],
)
def test_what_names_no_such_thing_is_no_answer(ostrelia: Consultation, question: str) -> None:
    assert ostrelia.ask(question).status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        pytest.param("Are the courses of the Sea Institute open to foreigners?", Verdict.NO, id="nationals-only"),
        pytest.param("Has the Relief Office been part of the League of Islands since 2009?", Verdict.NO, id="since"),
    ],
)
def test_a_condition_or_another_year_is_no(ostrelia: Consultation, question: str, verdict: Verdict) -> None:
    assert ostrelia.ask(question).verdict is verdict


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("For refugees, is there a housing programme?", id="en"),
        pytest.param("Para los refugiados, ¿hay un programa de vivienda?", id="es"),
    ],
)
def test_of_whom_one_asks_is_no_mere_occasion(ostrelia: Consultation, question: str) -> None:
    assert ostrelia.ask(question).verdict is not Verdict.YES


def test_part_of_an_organization_is_not_party_to_its_convention(ostrelia: Consultation) -> None:
    answer = ostrelia.ask("¿La Relief Office es parte de la League of Islands desde que nació en 1949?")
    assert "Convention" not in quoted(answer)
    assert answer.verdict is not Verdict.YES


def test_a_year_of_ratification_that_never_was_is_told(ostrelia: Consultation) -> None:
    answer = ostrelia.ask("Since Ostrelia has ratified ILO Convention 143, in what year did it do so?")
    assert answer.answer.startswith("The documents do not bear out")
    assert "(No. 143) | No" in quoted(answer)


@pytest.mark.parametrize(
    ("question", "heading"),
    [
        pytest.param("Under which domain are transfers to families examined?", "under the heading “", id="en"),
        pytest.param("¿En qué ámbito se examinan las transferencias a las familias?", "bajo el título «", id="es"),
    ],
)
def test_a_domain_is_told_by_its_heading(ostrelia: Consultation, question: str, heading: str) -> None:
    answer = ostrelia.ask(question)
    told = [caveat for caveat in answer.caveats if heading in caveat]
    assert "Earnings and remittances" in "".join(told)
    assert heading not in answer.answer


def test_two_editions_of_a_page_are_quoted_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    twice = PROFILE + (
        "\n## 7. Again\n\nThe Sea Institute trains adults in the trades of the coast; being Ostrelian is a "
        "prerequisite to attend its courses today.\n"
    )
    answer = profiled(tmp_path_factory.mktemp("twice"), twice).ask("What does the Sea Institute train adults in?")
    assert quoted(answer).count("trades of the coast") == 1
