"""Long and polite questions: what is asked stands somewhere within them, behind greetings, reasons and thanks."""

from __future__ import annotations

import pytest

from assistant.language.countries import Gazetteer
from assistant.language.lexicon import Lexicon
from assistant.understanding.answer_kind import Kind
from assistant.understanding.asking import is_courtesy, plainly
from assistant.understanding.shorthand import Shorthand
from assistant.understanding.understanding import Understanding
from ingest.settings import PROJECT


@pytest.fixture(scope="module")
def understanding() -> Understanding:
    corpus = PROJECT / "corpus"
    return Understanding(Lexicon.load(corpus), Gazetteer.load(corpus), {"en": {}, "es": {}}, Shorthand.load(corpus))


@pytest.mark.parametrize(
    ("language", "sentence", "asked"),
    [
        ("en", "Would you be so kind as to tell me how many offices there are?", "how many offices there are?"),
        ("en", "I have heard of a new desk, and should be glad if you could tell me who runs it.", "who runs it."),
        ("en", "Please could you help me understand, as an outsider, how far they work together?",
         "how far they work together?"),
        ("en", "What do the documents really say about who designs the policy?", "who designs the policy?"),
        ("es", "¿Me podría decir, si es tan amable, qué organismos participan?", "qué organismos participan?"),
        ("es", "Preparo un estudio y les quedaría agradecido si me informaran de cuántos albergues hay.",
         "cuántos albergues hay."),
        ("es", "¿Sería posible que me resumiera qué facilidades hay?", "qué facilidades hay?"),
        ("es", "¿Tendría la amabilidad de darme las fechas de la reunión?", "cuáles son las fechas de la reunión?"),
    ],
)  # fmt: skip
def test_the_question_within_a_polite_sentence_is_found(language: str, sentence: str, asked: str) -> None:
    assert plainly(sentence, language).text.strip(" ¿") == asked


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("es", "Estoy preparando un estudio y quisiera saber si el Estado tiene un programa de crédito."),
        ("es", "¿Serían tan amables de decirme si existe un arreglo entre instituciones?"),
        ("en", "I am new here and should be grateful to learn whether there is a strategy."),
    ],
)
def test_whether_is_asked_for_within_a_polite_sentence(language: str, sentence: str) -> None:
    assert plainly(sentence, language).whether


def test_what_is_told_before_the_question_is_kept_beside_it() -> None:
    asked = plainly(
        "I have read of a desk for Venezuelans, and I would be glad if you could tell me who runs it.", "en"
    )
    assert asked.told == "I have read of a desk for Venezuelans"


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Does the law tell employers how they must register workers?"),
        ("en", "Do I have the right to know why my application was refused?"),
        ("en", "Is my employer obliged to tell me when my permit expires?"),
        ("en", "If we understand how the system works, who decides?"),
        ("en", "Can I, as a minor, apply for asylum?"),
        ("es", "¿Debe el empleador saber qué permiso tiene el trabajador?"),
        ("es", "¿Tiene mi empleador que decirme cuándo vence mi permiso?"),
        ("es", "¿Qué países, como Colombia, tienen un convenio con Panamá?"),
    ],
)
def test_a_sentence_that_asks_from_its_beginning_is_left_whole(language: str, sentence: str) -> None:
    assert plainly(sentence, language).text == sentence


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "Could you please satisfy a newcomer's curiosity?"), ("es", "¿Me podrían ayudar con una consulta?")],
)
def test_a_request_for_help_alone_asks_nothing(language: str, sentence: str) -> None:
    assert is_courtesy(sentence, language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Can you help me get a work permit?"),
        ("en", "May I ask a lawyer to represent me at the hearing?"),
        ("es", "¿Puede ayudar la OIM con el retorno voluntario?"),
        ("es", "¿Puede orientarme sobre la visa de estudiante?"),
    ],
)
def test_what_asks_for_a_thing_is_no_courtesy(language: str, sentence: str) -> None:
    assert not is_courtesy(sentence, language)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Whose money is behind the course in which officials were trained?", Kind.WHO),
        ("What's the founding year of the organization?", Kind.DATE),
        ("¿Cuáles fueron las fechas de la encuesta?", Kind.DATE),
        ("What is the longest a resident may stay?", Kind.DURATION),
        ("Who heads the National Migration Service?", Kind.PERSON),
        ("¿Quién dirige hoy el Servicio de Migración?", Kind.PERSON),
        ("Who leads migration policy?", Kind.WHO),
        ("Who runs training for the police?", Kind.WHO),
        ("¿Cuál es el máximo que puede cobrar el consulado?", Kind.OPEN),
        ("Once recognised, will the university charge him what it charges nationals?", Kind.YES_NO),
    ],
)
def test_what_such_questions_want(question: str, kind: Kind, understanding: Understanding) -> None:
    assert [part.kind for part in understanding.read(question).parts] == [kind]


def test_who_is_not_so_asks_no_second_thing(understanding: Understanding) -> None:
    assert len(understanding.read("Do the statistics show who is here legally and who is not?").parts) == 1
    assert len(understanding.read("¿Muestran las cifras quién reside legalmente y quién no?").parts) == 1


@pytest.mark.parametrize("word", ["estoy", "Permitame", "indiquenos"])
def test_forms_that_dictionaries_lack_are_no_slips(word: str, understanding: Understanding) -> None:
    assert word in understanding.read(f"{word} una consulta sobre el consejo de migracion").text
