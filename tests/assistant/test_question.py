from __future__ import annotations

import pytest

from assistant.instruments.naming import Instrument
from assistant.language.countries import Gazetteer
from assistant.language.lexicon import Lexicon, WordClass
from assistant.understanding.answer_kind import Kind
from assistant.understanding.shorthand import Shorthand
from assistant.understanding.spelling import Spelling
from assistant.understanding.understanding import Understanding
from ingest.settings import PROJECT
from tests.assistant.conftest import Ask


@pytest.fixture(scope="module")
def understanding() -> Understanding:
    corpus = PROJECT / "corpus"
    vocabulary = {"en": {"trafficking": 1, "remitt": 2}, "es": {"residenci": 3}}
    return Understanding(Lexicon.load(corpus), Gazetteer.load(corpus), vocabulary, Shorthand.load(corpus))


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Does Panama have a strategy?", Kind.YES_NO),
        ("Is it true that anyone can apply?", Kind.YES_NO),
        ("Panama has a strategy, right?", Kind.YES_NO),
        ("panama has a strategy or not", Kind.YES_NO),
        ("¿Tiene Panamá una estrategia?", Kind.YES_NO),
        ("¿Los migrantes pueden votar?", Kind.YES_NO),
        ("panama tiene una estrategia", Kind.YES_NO),
        ("How many refugees are there?", Kind.COUNT),
        ("¿Cuántas personas refugiadas hay?", Kind.COUNT),
        ("What percentage of workers is foreign?", Kind.PERCENT),
        ("¿Qué porcentaje de los trabajadores es extranjero?", Kind.PERCENT),
        ("How long does an application take?", Kind.DURATION),
        ("¿Cuánto tarda una solicitud de asilo?", Kind.DURATION),
        ("How much does a visa cost?", Kind.MONEY),
        ("¿Cuánto cuesta una visa?", Kind.MONEY),
        ("When was the law passed?", Kind.DATE),
        ("¿Desde cuándo existe el consejo?", Kind.DATE),
        ("Which decree created the council?", Kind.INSTRUMENT),
        ("¿Qué ley creó el consejo?", Kind.INSTRUMENT),
        ("Which institution issues visas?", Kind.WHO),
        ("¿Quién expide las visas?", Kind.WHO),
        ("Who is the director of the service?", Kind.PERSON),
        ("¿Cómo se llama el director del servicio?", Kind.PERSON),
        ("Which conventions has Panama ratified?", Kind.LIST),
        ("¿Cuáles son los requisitos?", Kind.LIST),
        ("What is the CONARE?", Kind.DEFINITION),
        ("¿Qué es la ONPAR?", Kind.DEFINITION),
        ("Is Decree 10 of 2019 still in force?", Kind.CURRENCY),
        ("¿Sigue vigente la Ley 3 de 2008?", Kind.CURRENCY),
        ("What is the current rate of vacancies?", Kind.PERCENT),
        ("At what rate is overtime paid?", Kind.OPEN),
        ("What census is planned?", Kind.OPEN),
        ("Which process do they follow?", Kind.OPEN),
        ("¿Qué análisis hace la oficina?", Kind.OPEN),
        ("How does the council work?", Kind.OPEN),
        ("¿Cómo funciona el consejo?", Kind.OPEN),
    ],
)
def test_the_words_of_a_question_tell_what_kind_of_answer_it_wants(
    question: str, kind: Kind, understanding: Understanding
) -> None:
    query = understanding.read(question)
    assert [p.kind for p in query.parts] == [kind]
    assert query.yes_no is (kind is Kind.YES_NO)


@pytest.mark.parametrize(
    "question",
    [
        # Who or what is spoken of comes first, or what something is done with.
        "¿La cooperativa tiene de dónde sacar fondos?",
        "los refugios tienen a quien acudir",
        "¿Los marinos saben a quién acudir?",
        "el seguro cubre partos",
        "las enfermeras cubanas necesitan licencia",
        "El presupuesto es público?",
        "The ministry has a budget for this?",
        # A word of time, doubt or addition opens it.
        "alguna vez se cerró el puente",
        "Then does the harbour master keep the fee?",
        # It is about oneself.
        "puedo trabajar mientras espero",
        "tengo que ir en persona",
        "les dan atención médica",
        # Something is concluded or held against what is known.
        "They set the number of crews, don't they?",
        "Am I right that sailors pay a fee?",
        # Somebody's standing comes first, or a matter, or a condition.
        "¿Como turista puedo abrir una cuenta?",
        "And what about sailors, are they covered?",
        "si me quedo sin trabajo puedo seguir en el país",
        # Only a clause within it holds an interrogative.
        "¿Puede la escuela preguntar quiénes son los padres?",
        "Would you say the scheme works?",
    ],
)
def test_whether_is_asked_in_everyday_words_too(question: str, understanding: Understanding) -> None:
    assert [p.kind for p in understanding.read(question).parts] == [Kind.YES_NO]


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("¿Cuánto puede durar la cuarentena?", Kind.DURATION),
        ("cuanto se demora el carné", Kind.DURATION),
        ("¿Cuánto plazo dan para reclamar?", Kind.DURATION),
        ("¿Qué vigencia tiene el carné?", Kind.DURATION),
        ("What's the maximum stay?", Kind.DURATION),
        ("¿Hace cuánto cerró el puente?", Kind.DATE),
        ("How long ago was the bridge closed?", Kind.DATE),
        ("How old is the embassy?", Kind.DATE),
        ("How old must a sailor be?", Kind.OPEN),
        ("¿Cuánto le cuesta al patrono?", Kind.MONEY),
        ("¿Cuánta plata maneja el fondo?", Kind.MONEY),
        ("¿Cuánto tiene que pagar el marino?", Kind.MONEY),
        ("How expensive is the card?", Kind.MONEY),
        ("What is the fine for fishing at night?", Kind.MONEY),
        ("¿Cuánto creció la población?", Kind.COUNT),
        ("How big is the backlog?", Kind.COUNT),
        ("How big is the country?", Kind.OPEN),
        ("What's the split between men and women?", Kind.COUNT),
        ("¿Cuál es la cifra de náufragos?", Kind.COUNT),
        ("¿Cuál es la proporción de mujeres?", Kind.PERCENT),
        ("What fraction of the crews is foreign?", Kind.PERCENT),
        ("Which bit of the Constitution says so?", Kind.INSTRUMENT),
        ("¿Qué parte del código lo dice?", Kind.INSTRUMENT),
        ("¿De dónde sale que los marinos no pagan?", Kind.INSTRUMENT),
        ("¿De dónde sale el dinero?", Kind.OPEN),
        ("Which law sets the percentage of foreign crew?", Kind.INSTRUMENT),
        ("What is the legal basis for the fee?", Kind.INSTRUMENT),
        ("Which treaty protects them?", Kind.INSTRUMENT),
        ("Which charity runs the canteen?", Kind.WHO),
        ("¿Qué empresa imprime los carnés?", Kind.WHO),
        ("Which country has the largest number of sailors?", Kind.WHO),
        ("What is the government doing for sailors?", Kind.OPEN),
        ("What made the government close the bridge?", Kind.OPEN),
        ("In which city is the head office?", Kind.OPEN),
        ("Sailors who own a card", Kind.OPEN),
        ("¿Adónde llevo el formulario?", Kind.OPEN),
        ("What is the fund for?", Kind.OPEN),
        ("What about sailors?", Kind.OPEN),
        ("¿Es ley o decreto?", Kind.OPEN),
        ("Is it temporary or permanent?", Kind.OPEN),
        ("¿Qué quiere decir apátrida?", Kind.DEFINITION),
        ("What counts as a dependent child?", Kind.DEFINITION),
        ("Dime sus líneas de trabajo", Kind.LIST),
        ("Tell me its lines of work", Kind.LIST),
        ("Can I have the list of harbours?", Kind.LIST),
        ("List what the council does", Kind.LIST),
        ("¿Puedo saber quién decide?", Kind.WHO),
        ("número de náufragos", Kind.COUNT),
        ("So, when does it start?", Kind.DATE),
        ("¿Entonces, cuándo abre el puerto?", Kind.DATE),
    ],
)
def test_everyday_words_tell_the_kind_of_answer_too(question: str, kind: Kind, understanding: Understanding) -> None:
    assert [p.kind for p in understanding.read(question).parts] == [kind]


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("Is there a fleet, and if so, since when?", [Kind.YES_NO, Kind.DATE]),
        ("¿Se ha usado alguna vez y, si es así, cuántas veces?", [Kind.YES_NO, Kind.COUNT]),
        ("Name its harbours and say when they were dug", [Kind.LIST, Kind.DATE]),
        ("¿Cuándo, dónde y por quién fue fundada?", [Kind.DATE, Kind.OPEN, Kind.WHO]),
        ("¿Cuándo se firmó, quién lo firmó y por qué?", [Kind.DATE, Kind.WHO, Kind.OPEN]),
        ("¿Tienen carné y pueden pescar?", [Kind.YES_NO, Kind.YES_NO]),
        ("¿Pueden los marinos que pescan y tienen carné quedarse?", [Kind.YES_NO]),
        ("Is there a fleet, and was it ever used?", [Kind.YES_NO, Kind.YES_NO]),
        ("¿Qué entidad cuida el puerto, y conforme a qué norma?", [Kind.WHO, Kind.INSTRUMENT]),
        ("¿Qué ministerio lo publica y cada cuánto?", [Kind.WHO, Kind.OPEN]),
        ("Please tell me whether sailors are exempt and since when.", [Kind.YES_NO, Kind.DATE]),
        ("Please tell me whether the rules say who pays and when.", [Kind.YES_NO]),
    ],
)
def test_each_thing_that_can_be_asked_alone_is_a_part(
    question: str, kinds: list[Kind], understanding: Understanding
) -> None:
    assert [p.kind for p in understanding.read(question).parts] == kinds


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("When did the fleet start? I mean which year was it founded?", "which year was it founded?"),
        ("When did the fleet start, I mean which year was it founded?", "which year was it founded?"),
        ("¿Cuándo abrió la flota? Quiero decir, ¿en qué año se fundó?", "en qué año se fundó?"),
        ("¿Quién dirige la flota? Perdón, quise decir quién la paga", "quién la paga"),
    ],
)
def test_a_question_put_right_replaces_what_was_asked_before_it(
    question: str, asked: str, understanding: Understanding
) -> None:
    (part,) = understanding.read(question).parts
    assert part.text == asked
    assert {u.text for u in part.units if u.carried} & {"fleet", "flota"}


def test_what_somebody_means_to_say_is_no_question(understanding: Understanding) -> None:
    query = understanding.read("Quiero decir que no tengo papeles. ¿Puedo apelar?")
    assert [p.kind for p in query.parts] == [Kind.YES_NO]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Does Panama have a strategy?", "en"),
        ("¿Tiene Panamá una estrategia?", "es"),
        ("tiene panama una estrategia", "es"),
        ("plazo solicitud refugio", "es"),
        ("deadline asylum application", "en"),
        ("ICRMW ratified?", "en"),
        ("ley de migración", "es"),
    ],
)
def test_the_language_is_told_with_and_without_accents(text: str, language: str, understanding: Understanding) -> None:
    assert understanding.language(text) == language
    assert understanding.read(text).language == language


def test_the_language_of_the_answer_may_be_another(understanding: Understanding) -> None:
    query = understanding.read("How many refugees are there?", "es")
    assert (query.language, query.parts[0].kind) == ("es", Kind.COUNT)


def test_two_questions_in_one_are_two_parts(understanding: Understanding) -> None:
    query = understanding.read("Which decree created the council, and when does it meet?")
    assert [p.kind for p in query.parts] == [Kind.INSTRUMENT, Kind.DATE]
    assert {u.text for u in query.parts[1].units if u.carried} >= {"council"}
    spanish = understanding.read("¿Qué decreto creó el consejo y cuántos ministerios lo forman?")
    assert [p.kind for p in spanish.parts] == [Kind.INSTRUMENT, Kind.COUNT]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry keeps a register. How many refugees are there?",
        "Since the ministry keeps a register, how many refugees are there?",
        "Dado que el ministerio lleva un registro, ¿cuántos refugiados hay?",
    ],
)
def test_what_is_stated_is_kept_apart_from_what_is_asked(text: str, understanding: Understanding) -> None:
    query = understanding.read(text)
    assert [p.kind for p in query.parts] == [Kind.COUNT]
    assert len(query.statements) == 1


def test_countries_years_and_instruments_of_a_question_are_noted(understanding: Understanding) -> None:
    query = understanding.read("Did Peru change Law 30 of 2015 before 2018 or after Chile did?")
    assert query.countries == ("PER", "CHL")
    assert query.years == ("2015", "2018")
    assert query.instruments == (Instrument("law", "30", "2015"),)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Does Panama lack a strategy?", {"negated"}),
        ("Is there no strategy?", {"negated"}),
        ("¿Carece Panamá de estrategia?", {"negated"}),
        ("Doesn't Panama have a strategy?", set()),
        ("¿No tiene Panamá una estrategia?", set()),
        ("Can all migrants vote?", {"universal"}),
        ("¿Pueden votar todos los migrantes?", {"universal"}),
        ("How many refugees are there today?", {"today"}),
        ("¿Cuántos refugiados hay actualmente?", {"today"}),
        ("So sailors can't own a card, right?", {"negated"}),
        ("O sea que los marinos no pueden pescar, ¿verdad?", {"negated"}),
        ("They pay nothing, do they?", {"negated"}),
        ("¿Hace falta carné?", set()),
        ("¿Falta personal en el puerto?", {"negated"}),
        ("Did anyone inspect the port?", set()),
        ("Can anyone enter the port?", {"universal"}),
        ("Don't they pay at all?", set()),
    ],
)
def test_negation_universals_and_the_present_are_noted(
    question: str, expected: set[str], understanding: Understanding
) -> None:
    (part,) = understanding.read(question).parts
    assert {name for name in ("negated", "universal", "today") if getattr(part, name)} == expected


def test_words_with_a_slip_are_read_as_the_known_word_and_words_of_the_frame_carry_nothing(
    understanding: Understanding,
) -> None:
    units = {u.text: u for u in understanding.read("How many asylm seekers recieve permits?").units}
    assert units["asylum"].concepts & units["seekers"].concepts
    assert "how" not in units
    assert units["many"].word_class is WordClass.SCAFFOLD


def test_of_two_words_equally_near_the_same_is_meant_in_every_run() -> None:
    mended = {
        Spelling({"es": dict.fromkeys(known, 3), "en": {}}, (), Shorthand({"en": {}, "es": {}})).mended(
            "que me dijera eso", "es"
        )
        for known in (("difer", "diner"), ("diner", "difer"))
    }
    assert len(mended) == 1


def test_the_same_notion_is_met_in_both_languages(understanding: Understanding) -> None:
    english = {c for u in understanding.read("Is there human trafficking?").units for c in u.concepts}
    spanish = {c for u in understanding.read("¿Hay trata de personas?").units for c in u.concepts}
    assert english & spanish


def test_idioms_are_read_as_what_they_say(understanding: Understanding) -> None:
    texts = [
        "Does the strategy take gender into account?",
        "¿La estrategia tiene en cuenta el género?",
    ]
    for text in texts:
        (part,) = understanding.read(text).parts
        assert not any("account" in concept for unit in part.units for concept in unit.concepts)
        assert any("consider" in unit.concepts for unit in part.units)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("Does the country belong to an alliance?", "belong", id="not-belongings"),
        pytest.param("Which fine does the law set?", "set", id="not-setting"),
    ],
)
def test_a_word_weighs_as_itself_not_as_another_of_its_stem(text: str, word: str, understanding: Understanding) -> None:
    units = [unit for part in understanding.read(text).parts for unit in part.units if unit.text == word]
    assert [unit.word_class for unit in units] == [WordClass.LIGHT]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        pytest.param("¿Existe una estrategia de retorno?", "retorno", id="retorno"),
        pytest.param("¿Consulta el plan el gobierno?", "gobierno", id="gobierno"),
    ],
)
def test_only_a_word_of_its_own_is_a_tag(text: str, last: str, understanding: Understanding) -> None:
    assert last in {unit.text for part in understanding.read(text).parts for unit in part.units}


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        pytest.param("¿Cuántos empleadores tarvenianos encuestó el Ministerio de Trabajo?", "820", id="es"),
        pytest.param("Does the Tarvenian strategy on diaspora cover students?", "students", id="en"),
        pytest.param("¿Cuánto cuesta el permiso temporal tarveniano?", "60 florines", id="other-document-of-it"),
    ],
)
def test_the_people_of_a_state_that_no_list_knows_are_its_documents_subject(
    question: str, quoted: str, ask: Ask
) -> None:
    assert any(quoted in c.quote for c in ask(question).citations)


def test_another_such_state_is_not_answered_for(ask: Ask) -> None:
    assert ask("Does the Suvelan strategy on diaspora cover students?").citations == ()
