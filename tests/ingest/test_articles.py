"""The articles of norms: made-up norms, in Spanish and English, as gazettes print them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from evals.articles import main, score
from ingest.document import Line, RawDocument, RawPage, Sentence
from ingest.structure import build


def _read(text: str, language: str = "es") -> list[Sentence]:
    raw = RawDocument((RawPage(1, tuple(Line(line) for line in text.strip("\n").split("\n"))),))
    return [sentence for passage in build(raw, language=language).passages for sentence in passage.sentences]


def _one(found: list[Sentence], words: str) -> Sentence:
    return next(sentence for sentence in found if words in sentence.text)


@pytest.mark.parametrize(
    ("label", "article"),
    [
        ("Artículo Primero.-", "Primero"),
        ("ARTÍCULO DÉCIMO PRIMERO.-", "Décimo Primero"),
        ("Artículo 1°.-", "1"),
        ("Artículo 2º.-", "2"),
        ("ARTÍCULO 5o.", "5"),
        ("Artículo 12 bis.-", "12 bis"),
        ("Artículo 7-A.-", "7-A"),
        ("Artículo único.-", "Único"),
        ("Artículo 3 transitorio.-", "3 transitorio"),
        ("Artículo Segundo Transitorio.-", "Segundo Transitorio"),
        ("Artículo 4 4.-", "44"),
        ("Art. 6.-", "6"),
    ],
)
def test_every_way_to_number_an_article(label: str, article: str) -> None:
    found = _read(f"{label} La oficina lleva el registro de las personas que llegan.")
    assert (found[0].article, found[0].text[: len(label)]) == (article, label)


def test_a_place_that_a_sentence_only_names_opens_no_article() -> None:
    found = _read(
        "Artículo 1.- La oficina entrega el permiso de permanencia a quien lo pida según el\n"
        "Artículo 9. de la Ley de Puertos, y lo anota en su libro el mismo día en que lo da.\n\n"
        "Artículo 5.1 El plazo es de diez días."
    )
    assert {sentence.article for sentence in found} == {"1"}


def test_a_title_on_the_line_of_the_text_is_kept_in_the_path() -> None:
    found = _read("Artículo 3. Clases de permiso. Los permisos son dos.\n\nArtículo 4. La oficina cierra. Nadie entra.")
    assert [(s.section, s.text) for s in found] == [
        ("Artículo 3. Clases de permiso", "Artículo 3. Clases de permiso."),
        ("Artículo 3. Clases de permiso", "Los permisos son dos."),
        ("Artículo 4", "Artículo 4. La oficina cierra."),
        ("Artículo 4", "Nadie entra."),
    ]


PROVISIONS = """
Artículo 8.- La oficina cobra una tasa.

DISPOSICIONES COMPLEMENTARIAS FINALES

PRIMERA.- Plazo

El plazo corre desde el lunes.

SEGUNDA. La oficina publica sus planes cada año.

DISPOSICIÓN TRANSITORIA

Única.- Los permisos de antes siguen en vigor.

DISPOSICIONES DEROGATORIAS

Primera Disposición Derogatoria.- Queda sin efecto la norma de los puertos.

Disposición Derogatoria Segunda.- Queda sin efecto la norma de los faros.

Regístrese y publíquese.

ANA PÉREZ SOTO

Ministra de Puertos
"""


@pytest.mark.parametrize(
    ("words", "article"),
    [
        ("tasa", "8"),
        ("lunes", "Primera Disposición Complementaria Final"),
        ("planes", "Segunda Disposición Complementaria Final"),
        ("siguen en vigor", "Única Disposición Transitoria"),
        ("puertos", "Primera Disposición Derogatoria"),
        ("faros", "Segunda Disposición Derogatoria"),
        ("Ministra", None),
    ],
)
def test_closing_provisions_go_by_their_full_name(words: str, article: str | None) -> None:
    assert _one(_read(PROVISIONS), words).article == article


def test_a_heading_over_provisions_may_run_over_two_lines() -> None:
    found = _read("DISPOSICIONES COMPLEMENTARIAS, TRANSITORIAS\nY FINALES\n\nTercera.- La oficina rinde cuentas.")
    assert found[0].article == "Tercera Disposición Complementaria, Transitoria y Final"


RECITALS = """
VISTO: El informe de la oficina de puertos del mes pasado;

CONSIDERANDO:

Que el puerto recibe a muchas personas;

SE RESUELVE:

Artículo 1.- Aprobar el plan del puerto.

Comuníquese.
"""


def test_recitals_are_no_articles() -> None:
    found = _read(RECITALS)
    assert (_one(found, "informe").section, _one(found, "informe").article) == ("VISTO", None)
    assert (_one(found, "muchas").section, _one(found, "muchas").article) == ("CONSIDERANDO", None)
    assert (_one(found, "Aprobar").section, _one(found, "Aprobar").article) == ("Artículo 1", "1")


LIST = """
Artículo 4.- Causas de salida

No puede salir del puerto la persona que, sin permiso del juez:

a) Tenga una deuda con la oficina.

La deuda se prueba con un recibo.

b) Esté llamada por el juez:

(i) como testigo;

(ii) como parte.

c) No lleve documentos.

4.1 Lo anterior no vale para los menores.

Artículo 5.- Plazos

La oficina responde.

d) Otro punto.
"""


@pytest.mark.parametrize("words", ["deuda con", "llamada", "testigo", "documentos"])
def test_a_literal_is_read_with_the_clause_that_limits_it(words: str) -> None:
    found = _read(LIST)
    assert "sin permiso del juez:" in _one(found, words).context
    assert _one(found, words).article == "4"
    assert _one(found, words).section == "Artículo 4.- Causas de salida"


def test_a_clause_of_a_list_goes_no_further_than_its_article() -> None:
    found = _read(LIST)
    assert _one(found, "testigo").context.endswith("Esté llamada por el juez:")
    assert _one(found, "Otro punto").context == ""


AMENDING = """
Artículo 1.- Modificación

Se modifica el artículo 5 de la Ley de Puertos, con el texto siguiente:

“Artículo 5.- Tasas

La tasa es de diez monedas.”

Artículo 2.- Incorporación

Se añade el artículo 3 a la Ley de Faros, con el texto siguiente:

“Artículo 3.- El faro se enciende de noche.”

Artículo 3.- Vigencia

Esta ley rige desde mañana.
"""


def test_quoted_articles_belong_to_the_one_that_amends() -> None:
    found = _read(AMENDING)
    assert _one(found, "diez monedas").article == "1"
    assert _one(found, "diez monedas").section == "Artículo 1.- Modificación > Artículo 5.- Tasas"
    assert _one(found, "de noche").article == "2"
    assert _one(found, "de noche").section == "Artículo 2.- Incorporación > Artículo 3"
    assert _one(found, "mañana").article == "3"
    assert _one(found, "mañana").section == "Artículo 3.- Vigencia"


CONTENTS = """
LEY DE PUERTOS

ÍNDICE

CAPÍTULO I

OBJETO

Artículo 1. Objeto

Artículo 2. Ámbito

CAPÍTULO II

PERMISOS

Artículo 3. Permisos

La presente ley se dictó en sesión del pleno, oídas las partes.

CAPÍTULO I

OBJETO

Artículo 1. Objeto

Esta ley ordena los puertos.

Artículo 2. Ámbito

Rige en todo el país.

CAPÍTULO II

PERMISOS

Artículo 3. Permisos

La oficina da los permisos.
"""


def test_a_table_of_contents_holds_no_articles() -> None:
    found = _read(CONTENTS)
    assert [(s.article, s.text) for s in found if s.article] == [
        ("1", "Esta ley ordena los puertos."),
        ("2", "Rige en todo el país."),
        ("3", "La oficina da los permisos."),
    ]
    assert _one(found, "en sesión").article is None


def test_dots_that_lead_to_a_page_make_an_entry_of_contents() -> None:
    found = _read(
        "Artículo 1. Objeto ........ 3\n\nArtículo 2. Plazo ........ 4\n\n"
        "El pleno aprobó esta ley en la sesión del lunes."
    )
    assert {sentence.article for sentence in found} == {None}


def test_an_article_that_is_all_heading_still_speaks() -> None:
    found = _read(
        "Artículo 1.- Aprobar el plan del puerto que forma parte de esta resolución (*)\n\n"
        "(*) Modificado el año pasado.\n\nArtículo 2.- Publicar este plan."
    )
    assert _one(found, "Aprobar el plan").article == "1"


ACT = """
PORTS ACT

Arrangement of Sections

1. Short title
2. Permits

BE IT ENACTED as follows:

PART I
GENERAL

Section 1. Short title

This Act may be cited as the Ports Act.

Section 2. Permits

(1) An officer may, with leave of the court, admit a person who:

(a) holds a document;

(b) has the means to live.

Section 2A. A permit under Section 2 of this Act lasts one year.

SCHEDULE 1

Fees are set by the Minister.
"""


@pytest.mark.parametrize(
    ("words", "article"),
    [("cited", "Section 1"), ("document", "Section 2"), ("one year", "Section 2A"), ("Fees", None)],
)
def test_sections_are_the_articles_of_an_act(words: str, article: str | None) -> None:
    found = _read(ACT, "en")
    assert _one(found, words).article == article
    assert not any("Short title 2." in sentence.section for sentence in found)


def test_the_paragraphs_of_a_section_know_what_limits_them() -> None:
    assert "with leave of the court" in _one(_read(ACT, "en"), "means to live").context


def test_sections_numbered_by_figures_alone() -> None:
    found = _read("These Regulations apply.\n\n5.—(1) No person is held.\n\n(2) A list is kept.\n\n6.—(1) Water.", "en")
    assert [s.article for s in found] == [None, "Section 5", "Section 5", "Section 6"]


HARBOURS = """
HARBOURS ACT

An Act to regulate the use of harbours.

PART I - PRELIMINARY

1. Short title. This Act may be cited as the Harbours Act.

2. Wardens. (1) A warden may hold a vessel for not more than 14 days. (2) A boat shall not be held:

1. at night, if it leaves the mole free;
2. in winter, if it carries a lantern.

3. Fees

(1) A skipper pays a fee of 40 crowns.

4. Appeals. (1) A skipper may appeal
within 21 days. (2) An appeal suspends the order.

PART II - GENERAL

5. Rules. The Minister may make rules under this Act.

6. Repeal. The Harbours Act of 1950 is repealed.
"""


@pytest.mark.parametrize(
    ("words", "article", "heading"),
    [
        ("may be cited", "Section 1", "1. Short title"),
        ("14 days", "Section 2", "2. Wardens"),
        ("lantern", "Section 2", "2. Wardens"),
        ("40 crowns", "Section 3", "3. Fees"),
        ("21 days", "Section 4", "4. Appeals"),
        ("suspends", "Section 4", "4. Appeals"),
        ("of 1950", "Section 6", "6. Repeal"),
    ],
)
def test_sections_with_a_figure_and_a_title(words: str, article: str, heading: str) -> None:
    sentence = _one(_read(HARBOURS, "en"), words)
    assert sentence.article == article
    assert sentence.section.endswith(heading)


def test_the_title_of_a_section_stands_by_itself() -> None:
    assert "2. Wardens." in [s.text for s in _read(HARBOURS, "en")]


def test_numbered_measures_of_a_report_are_no_sections() -> None:
    plan = "".join(
        f"{n}. Measure {word}. The office acts.\n\n" for n, word in enumerate("one two three four six".split(), 1)
    )
    assert {s.article for s in _read(plan, "en")} == {None}


def test_articles_of_a_convention_in_english() -> None:
    found = _read("PART II\n\nArticle 9\nFreedom of movement\n\nThey move.\n\nArticle 10 bis. Rest.", "en")
    assert [s.article for s in found] == ["9", "10 bis"]


def test_sections_of_a_report_are_no_articles() -> None:
    found = _read("Section 1: Findings\n\nThe office is open.\n\nSection 2: Gaps\n\nThe office has no plan.", "en")
    assert {sentence.article for sentence in found} == {None}


@pytest.mark.parametrize("make", [lambda text: text, lambda text: text.replace("Artículo 2.-", "Asunto 2.-")])
def test_the_score_falls_with_an_article_that_is_missed(tmp_path: Path, make: Callable[[str], str]) -> None:
    text = "# Ley\n\nArtículo 1.- La oficina abre hoy.\n\nArtículo 2.- El faro se enciende hoy.\n"
    path = tmp_path / "ley.md"
    path.write_text(make(text), encoding="utf-8")
    wanted = [("1", "la oficina abre"), ("2", "el faro se")]
    assert score(path, wanted).recall == (1.0 if make(text) == text else 0.5)


def test_the_key_is_met_by_the_shared_norms(shared_corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--corpus", str(shared_corpus / "peru")]) == 0, capsys.readouterr().out
