from __future__ import annotations

import pytest

from assistant.language.polarity import (
    Stance,
    adds,
    clauses,
    foresees,
    leans,
    lets_be,
    opens_with_contrast,
    prohibits,
    restrictions,
    speaks_of_a_bill,
)


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("The council meets every month.", Stance.ASSERTS),
        ("There is no national strategy.", Stance.DENIES),
        ("Foreigners cannot vote.", Stance.DENIES),
        ("The country lacks a strategy.", Stance.DENIES),
        ("No existe una estrategia nacional.", Stance.DENIES),
        ("El país carece de estrategia.", Stance.DENIES),
        ("Law No. 3 created the service.", Stance.ASSERTS),
        ("La Ley No. 3 creó el servicio.", Stance.ASSERTS),
        ("Trabaja con organizaciones no gubernamentales.", Stance.ASSERTS),
        ("La ayuda alcanza a nacionales y no nacionales.", Stance.ASSERTS),
        ("No trabaja con organizaciones no gubernamentales.", Stance.DENIES),
        ("It covers not only refugees, as the law says.", Stance.ASSERTS),
        ("The law, without prejudice to treaties, applies.", Stance.ASSERTS),
        ("Migrants who do not have papers receive care.", Stance.ASSERTS),
        ("It does not formally promote ethical recruitment.", Stance.LIMITS),
        ("The ministry makes partial efforts.", Stance.LIMITS),
        ("Se hacen esfuerzos parciales.", Stance.LIMITS),
        ("Access is limited to emergencies.", Stance.LIMITS),
        ("The country is in the process of joining the pact.", Stance.FORESEES),
        ("A bill would create a fund.", Stance.FORESEES),
        ("El país está en proceso de adherirse.", Stance.FORESEES),
        ("Un proyecto de ley crearía un fondo.", Stance.FORESEES),
    ],
)
def test_a_sentence_asserts_denies_limits_or_foresees(sentence: str, stance: Stance) -> None:
    assert [c.stance for c in clauses(sentence)] == [stance]


@pytest.mark.parametrize(
    ("sentence", "stances"),
    [
        ("There is a plan, but it does not cover women.", [Stance.ASSERTS, Stance.DENIES]),
        ("Although there is a plan, it has no budget.", [Stance.ASSERTS, Stance.DENIES]),
        ("Existe un plan, pero no abarca a las mujeres.", [Stance.ASSERTS, Stance.DENIES]),
        ("Aunque no hay plan, el consejo se reúne.", [Stance.DENIES, Stance.ASSERTS]),
    ],
)
def test_the_clauses_of_a_sentence_stand_each_for_itself(sentence: str, stances: list[Stance]) -> None:
    found = clauses(sentence)
    assert [c.stance for c in found] == stances
    assert [c.contrasts for c in found] == [False, True]


@pytest.mark.parametrize(
    ("sentence", "stances"),
    [
        ("The law provides that foreigners may not own land.", [Stance.DENIES]),
        ("El reglamento dispone que los extranjeros no podrán poseer tierras.", [Stance.DENIES]),
        ("Refugees who come back are not covered by any programme.", [Stance.DENIES]),
        ("La ley que regula el asilo no ha sido modificada.", [Stance.DENIES]),
        ("Persons who do not hold papers may enrol.", [Stance.ASSERTS]),
        ("Persons who do not hold papers may not enrol.", [Stance.DENIES]),
        ("It issues an opinion, which is not binding on the authority.", [Stance.ASSERTS, Stance.DENIES]),
        ("Emite un informe que no es vinculante.", [Stance.ASSERTS, Stance.DENIES]),
        ("Pagan la matrícula, ventaja de la que no disfrutan los demás.", [Stance.ASSERTS, Stance.DENIES]),
        ("Aid is paid in kind rather than in cash.", [Stance.ASSERTS, Stance.DENIES]),
        ("They live in cities, not in camps.", [Stance.ASSERTS, Stance.DENIES]),
        ("They may take up any work other than in the armed forces.", [Stance.ASSERTS, Stance.DENIES]),
        ("El servicio doméstico queda fuera de su ámbito.", [Stance.DENIES]),
        ("No puede ser expulsado, y las multas se condonan.", [Stance.DENIES, Stance.ASSERTS]),
        ("Messages in their languages are planned for 2025.", [Stance.FORESEES]),
    ],
)
def test_what_is_told_besides_or_set_against_is_a_clause_of_its_own(sentence: str, stances: list[Stance]) -> None:
    assert [c.stance for c in clauses(sentence)] == stances


def test_bills_and_what_is_foreseen_are_told_from_what_is_so() -> None:
    assert speaks_of_a_bill("Bill 611 would change this.")
    assert speaks_of_a_bill("Un anteproyecto lo prevé.")
    assert not speaks_of_a_bill("The law was passed.")
    assert foresees("La estrategia está en elaboración.")
    assert not foresees("The strategy was adopted.")


@pytest.mark.parametrize("sentence", ["However, this is rare.", "Sin embargo, esto es raro."])
def test_a_sentence_may_stand_against_the_one_before_it(sentence: str) -> None:
    assert opens_with_contrast(sentence)
    assert leans(sentence)
    assert not adds(sentence)


@pytest.mark.parametrize(
    ("sentence", "leaning", "adding"),
    [
        ("It meets every month.", True, False),
        ("Este plan abarca a las mujeres.", True, False),
        ("Moreover, the council advises the minister.", False, True),
        ("Además, el consejo asesora al ministro.", False, True),
        ("The Ministry of Labour surveyed employers.", False, False),
    ],
)
def test_a_sentence_may_lean_on_the_one_before_it_or_add_to_it(sentence: str, leaning: bool, adding: bool) -> None:
    assert (leans(sentence), adds(sentence)) == (leaning, adding)


@pytest.mark.parametrize(
    ("sentence", "group"),
    [
        ("Refugees who hold a certificate may work.", "refugees"),
        ("Recognized refugees may work.", "refugees"),
        ("Los solicitantes de asilo admitidos pueden trabajar.", "solicitantes de asilo"),
        ("It is open only to nationals.", ""),
    ],
)
def test_the_words_by_which_a_sentence_limits_itself_are_found(sentence: str, group: str) -> None:
    assert [r.group for r in restrictions(sentence)] == [group]


def test_a_sentence_about_everybody_has_no_restriction() -> None:
    assert restrictions("All migrants may use the public hospitals.") == ()


@pytest.mark.parametrize(
    "text",
    [
        "no se aplican las medidas de restriccion de contratacion a los refugiados",
        "the restrictions on hiring foreigners do not apply to refugees",
        "refugees are not subject to the hiring restrictions",
        "no se prohibe el trabajo",
    ],
)
def test_a_restriction_that_does_not_apply_lets_be(text: str) -> None:
    assert lets_be(text)


@pytest.mark.parametrize("text", ["se aplican las medidas de restriccion", "the permit does not apply to refugees"])
def test_a_restriction_that_applies_does_not(text: str) -> None:
    assert not lets_be(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("se prohiben las expulsiones colectivas", True, id="prohibited"),
        pytest.param("it is unlawful to charge fees to workers", True, id="unlawful"),
        pytest.param("the authorities may not prohibit the union", False, id="not-to-be-prohibited"),
        pytest.param("expulsions are ordered by a judge", False, id="neither"),
    ],
)
def test_a_prohibition_is_told(text: str, expected: bool) -> None:
    assert prohibits(text) is expected
