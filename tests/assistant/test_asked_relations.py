"""What a thing is for, whose it is and what brought it about; what stands under a heading; needs and exclusions."""

from __future__ import annotations

import pytest

from assistant import Consultation, Status, Verdict
from tests.assistant.country import profiled, quoted

PROFILE = """\
# Review of movement in Veskara

## Veskara trains its officials on harbour law

The Port Authority has made a programme of training for officials. It began on Monday, 3 May 2021, and took 30 hours.
Debates were held within three sessions. The sessions will cover topics on the tides, the law of salvage and customs.
The tables that were used let the officials practise, so that at the close of the programme, which ended on 21 May 2021,
they wrote a plan. This training is also held within the Coast Programme, funded by the Lighthouse Fund of Brellin.

## Handbook of the Shore

This handbook is designed to serve mayors and harbour masters who plan for newcomers.

## The Tide Index

The Tide Index looks at how the country receives newcomers. The results may be used to find good practice and to set a
starting point.

The Tide Index is led by the Sea League. Funding is provided by the members of the League.

## Bridges programme

The Mayor of Lunn has signed an agreement on the “Bridges of Lunn” programme. The project was created in 2018 by the
Divers' Union and the Pearl Bank to school refugees in net making.

## Counting of boats

The Boat Register was activated in 2017 in response to the arrival of crews from the far islands.

In the Register, Veskara prioritized one commitment: to keep the lamps of the coast lit.

## Partners

On the other hand, work is also advanced with civil society, mainly the Red Lantern Society (RLS), Oars for All and the
Pilots' Charity, and with the banks.

The Government collaborates with civil society on migration, but not formally. It attends the meetings of civil society.

## Seen from afar

The Government works with civil society on migration in every harbour.

## Health

All newcomers have the right to use the public hospitals regardless of their migratory status. Under Bill 9 of 2013 the
hospitals are allowed to hire foreign physicians.

## Stay

The temporary resident may ask for permanent residence. For example, those who have student permits are excluded.

Most foreigners who enter the labour market enter the country as tourists.

## Bodies

In 2018, the Coast Platform was set up, which is co-led by the Sea League and the Port Authority.

The Harbour Framework was adopted in 2015. It does not address world trade in pearls.

## Steps of the review

The first step of the review is to explain it to the officials. The second step of the review is to call the ministries
and the guilds together.

## Agreements with Brellin

An agreement of 1972 lets the divers of Brellin use the clinics of Veskara. In 2011 Veskara and Brellin signed an
agreement on the watch of the border. In 2019 Veskara signed an agreement with Brellin on the pay of net makers.
"""


@pytest.fixture(scope="module")
def veskara(tmp_path_factory: pytest.TempPathFactory) -> Consultation:
    return profiled(tmp_path_factory.mktemp("veskara"), PROFILE)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("When did the officials' training on harbour law end?", "ended on 21 May 2021"),
        ("¿Cuándo terminó la formación de los funcionarios?", "ended on 21 May 2021"),
        ("When did the officials' training on harbour law begin?", "began on Monday, 3 May 2021"),
    ],
)
def test_a_beginning_is_not_told_for_an_end(veskara: Consultation, question: str, told: str) -> None:
    assert told in quoted(veskara.ask(question))


def test_the_beginning_is_not_quoted_where_the_end_is_asked_for(veskara: Consultation) -> None:
    assert "3 May" not in quoted(veskara.ask("When did the officials' training on harbour law end?"))


@pytest.mark.parametrize("question", ["When did the Boat Register end?", "¿Cuándo terminó el Boat Register?"])
def test_of_what_is_only_known_to_have_begun_no_end_is_told(veskara: Consultation, question: str) -> None:
    assert veskara.ask(question).status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("For whom was the Handbook of the Shore written?", "mayors and harbour masters"),
        ("¿A quién va dirigido el Handbook of the Shore?", "mayors and harbour masters"),
        ("What can a government do with the results of the Tide Index?", "find good practice"),
        ("¿Para qué pueden servir los resultados del Tide Index?", "find good practice"),
        ("Who pays for the Tide Index?", "members of the League"),
        ("¿De dónde sale el dinero del Tide Index?", "members of the League"),
        ("What is Bridges of Lunn?", "to school refugees in net making"),
        ("Who launched Bridges of Lunn?", "Divers' Union"),
        ("¿Quién creó Bridges of Lunn?", "Divers' Union"),
        ("Which arrivals led to the Boat Register being switched on?", "crews from the far islands"),
        ("¿Qué motivó que se pusiera en marcha el Boat Register?", "crews from the far islands"),
        ("Which commitment did Veskara put first in the Boat Register?", "lamps of the coast"),
        ("¿A qué compromiso dio prioridad Veskara en el Boat Register?", "lamps of the coast"),
        ("What subjects did the sessions of the training take up?", "law of salvage"),
        ("Which permit holders are shut out of permanent residence?", "student permits are excluded"),
        ("In what capacity do most foreigners who take up jobs first enter?", "as tourists"),
        ("¿Con qué calidad entra la mayoría de los extranjeros que se incorporan al mercado laboral?", "as tourists"),
        ("Which NGOs take part in the work?", "Red Lantern Society"),
        ("¿Con qué organizaciones de la sociedad civil se trabaja?", "Red Lantern Society"),
        ("Who is called to the second step of the review?", "the ministries"),
    ],
)
def test_what_a_sentence_tells_in_a_set_way_is_found(veskara: Consultation, question: str, told: str) -> None:
    assert told in quoted(veskara.ask(question))


@pytest.mark.parametrize("question", ["Who pays for the Tide Index?", "Who funds the national harbour law?"])
def test_the_funder_of_one_thing_is_not_that_of_another(veskara: Consultation, question: str) -> None:
    assert "Lighthouse Fund" not in quoted(veskara.ask(question))


def test_what_is_said_of_another_step_is_left_out(veskara: Consultation) -> None:
    assert "first step" not in quoted(veskara.ask("Who is called to the second step of the review?"))


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Do newcomers need papers to use the public hospitals?", Verdict.NO),
        ("¿Se exige algún permiso a los recién llegados para usar los hospitales públicos?", Verdict.NO),
        ("Does the use of public hospitals depend on migration status?", Verdict.NO),
        ("Are undocumented newcomers denied the public hospitals?", Verdict.NO),
        ("May newcomers without papers use the public hospitals?", Verdict.YES),
        ("Does the Government work with civil society on migration?", Verdict.PARTIAL),
        ("¿Trabaja el Gobierno con la sociedad civil en migración?", Verdict.PARTIAL),
        ("¿Trabaja el Gobierno de la mano de la sociedad civil en materia de migración?", Verdict.PARTIAL),
    ],
)
def test_no_yes_is_said_past_what_limits_or_excludes_it(veskara: Consultation, question: str, verdict: Verdict) -> None:
    assert veskara.ask(question).verdict is verdict


def test_who_is_left_out_of_one_thing_tells_nothing_of_what_another_needs(veskara: Consultation) -> None:
    assert veskara.ask("Do I need a visa to study in Veskara?").verdict is None


@pytest.mark.parametrize(
    "question",
    [
        "Is a residence permit required to see a physician in a public hospital?",
        "¿Es obligatorio tener seguro para contratar médicos extranjeros?",
    ],
)
def test_what_is_allowed_to_some_is_no_yes_to_whether_others_must(veskara: Consultation, question: str) -> None:
    assert veskara.ask(question).verdict is not Verdict.YES


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Why does the Port Authority lead the Coast Platform alone?", "co-led"),
        ("¿Por qué la Port Authority dirige sola la Coast Platform?", "co-led"),
    ],
)
def test_a_question_that_takes_the_contrary_for_granted_is_corrected(
    veskara: Consultation, question: str, told: str
) -> None:
    answer = veskara.ask(question)
    assert answer.verdict is Verdict.NO
    assert told in quoted(answer)


@pytest.mark.parametrize(
    "question",
    [
        "Which agreements of 1972, 2011 and 2019 link Veskara with Brellin?",
        "¿Qué acuerdos de 1972, 2011 y 2019 unen a Veskara con Brellin?",
    ],
)
def test_of_several_years_each_is_answered(veskara: Consultation, question: str) -> None:
    told = quoted(veskara.ask(question))
    for year in ("1972", "2011", "2019"):
        assert year in told


def test_a_year_of_which_nothing_is_told_is_named(veskara: Consultation) -> None:
    answer = veskara.ask("Which agreements of 1972, 1985 and 2019 link Veskara with Brellin?")
    assert answer.status is Status.PARTIAL
    assert "On “1985” the documents state nothing." in answer.answer
    assert "1972" in quoted(answer)
    assert "2019" in quoted(answer)


def test_a_wish_without_a_question_mark_is_answered_beside_a_question(veskara: Consultation) -> None:
    told = quoted(
        veskara.ask("I should like to know who launched Bridges of Lunn. And when was the Boat Register activated?")
    )
    assert "Divers' Union" in told
    assert "2017" in told


def test_what_stands_before_a_pronoun_at_the_end_of_a_verb_is_what_is_asked_about(veskara: Consultation) -> None:
    answer = veskara.ask("Soy residente temporal y busco la residencia permanente. ¿Hay alguna vía para obtenerla?")
    assert "permanent residence" in quoted(answer)
