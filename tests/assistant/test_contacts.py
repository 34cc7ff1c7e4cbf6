from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Answer, Consultation, Status
from assistant.settings import Settings
from ingest.catalogue import Catalogue
from ingest.embedding import QueryEmbedder
from ingest.pipeline import Pipeline
from ingest.store import Store
from tests.assistant import country
from tests.ingest.store_parts import EngineEmbedder

LEAFLET = """\
Help for people on the move

The Agency for Human Mobility (AHM) gives advice in both countries. It keeps no register of those who ask.

AHM Panama
Calle Uno, Edificio 12, Ciudad de Panamá
Tel.: +507 200-1111
panama@ahm.example

AHM Costa Rica
Avenida Central 45, San José
Tel.: +506 2200-2222
costarica@ahm.example
Monday to Friday, 9:00 to 16:00

Legal Aid Forum
help@laf.example
"""
REPORT = """\
Report on shelters

The Ministry of Labour inspects the shelters twice a year and publishes what it finds.

According to shelters.example.org, there were four shelters in 2020.
"""


@pytest.fixture(scope="session")
def leaflet(tmp_path_factory: pytest.TempPathFactory) -> Consultation:
    own: Settings = country.settings(tmp_path_factory.mktemp("leaflet"))
    files = [own.store.parent / name for name in ("leaflet.txt", "report.txt")]
    for file, text in zip(files, (LEAFLET, REPORT), strict=True):
        file.write_text(text, encoding="utf-8")
    with Store.open(own.store, create=True) as store:
        embedder = EngineEmbedder(QueryEmbedder.load(own).id)
        assert all(r.status == "added" for r in Pipeline(store, embedder, Catalogue.load(own.corpus)).add(files))
    return Consultation.open(own.store, own)


@pytest.fixture(scope="session")
def panama(panama_store: Path) -> Consultation:
    return Consultation.open(panama_store)


def quotes(answer: Answer) -> list[str]:
    return [" ".join(c.quote.split()) for c in answer.citations]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("What is the address of IOM's office in Panama City?", ["Calle Vicente Bonilla"], id="address"),
        pytest.param("telefono y correo de la OIM Panamá", ["+507 305-3350", "iompanama@iom.int"], id="careless-es"),
        pytest.param("website of the International Organization for Migration in Panama", ["panama.iom.int"], id="web"),
        pytest.param("direcion y telfono de la oim", ["Calle Vicente Bonilla", "+507 305-3350"], id="misspelt"),
        pytest.param("¿En qué redes sociales está la OIM Panamá?", ["@oimpanama", "IOM Panama"], id="social"),
        pytest.param("who do i call at iom panama", ["+507 305-3350"], id="whom-to-call"),
        pytest.param("wich is the oficial web page of iom", ["panama.iom.int"], id="misspelt-en"),
        pytest.param("¿A quién llamo en la OIM?", ["+507 305-3350"], id="whom-to-call-es"),
        pytest.param("me puede dar el numero de la oim", ["+507 305-3350"], id="number"),
    ],
)
def test_contact_details_are_quoted_from_the_page_that_has_them(
    question: str, expected: list[str], panama: Consultation
) -> None:
    answer = panama.ask(question)
    assert answer.status is Status.ANSWERED
    found = quotes(answer)
    assert len(found) == len(expected)
    assert all(part in quote for part, quote in zip(expected, found, strict=True))
    for citation in answer.citations:
        page = panama.store.page_text(citation.document_id, citation.page)
        assert page[citation.start : citation.end] == citation.quote
        assert citation.title in answer.answer


@pytest.mark.parametrize(
    ("question", "detail"),
    [
        ("I would like to write to AHM Panama. Which e-mail address should I use?", "panama@ahm.example"),
        ("Quiero mandar una carta a AHM Panamá. ¿A qué dirección la envío?", "Edificio 12"),
        ("In which part of the capital is the office of AHM Panama?", "Edificio 12"),
        ("¿En qué calle está la oficina de AHM Panamá?", "Edificio 12"),
        ("phone no. of AHM Panama", "+507 200-1111"),
    ],
)
def test_the_body_may_be_named_before_the_question_and_the_place_be_asked_for_in_parts(
    question: str, detail: str, leaflet: Consultation
) -> None:
    assert detail in leaflet.ask(question).answer


def test_any_way_to_reach_a_body_is_given_with_the_body_named(panama: Consultation) -> None:
    answer = panama.ask("how do I contact IOM Panama?")
    assert len(answer.citations) == 6
    assert answer.answer.startswith("Contact details of IOM Panama, as given in ‘IOM Panama: fact sheet’")


def test_what_is_lacking_is_said(panama: Consultation) -> None:
    answer = panama.ask("email and office hours of IOM Panama")
    assert answer.status is Status.PARTIAL
    assert quotes(answer) == ["iompanama@iom.int"]
    assert answer.answer.endswith("The documents do not give the following for it: office hours.")


def test_a_follow_up_asks_of_the_body_that_was_spoken_of(panama: Consultation) -> None:
    answer = panama.converse(["How many staff does IOM Panama have?", "and what is its phone number?"])
    assert quotes(answer) == ["+507 305-3350"]


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("UNHCR phone number in Panama", id="other-body"),
        pytest.param("telefono del Servicio Nacional de Migración", id="other-body-es"),
        pytest.param("¿Dónde queda la oficina de la OIM en Costa Rica?", id="other-country"),
        pytest.param("What is the address of IOM in Geneva?", id="other-city"),
    ],
)
def test_other_bodies_and_offices_elsewhere_are_not_given(question: str, panama: Consultation) -> None:
    answer = panama.ask(question)
    assert (answer.status, answer.citations) == (Status.NOT_FOUND, ())


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("How does IOM Panama address trafficking?", id="verb"),
        pytest.param("¿Quién ocupa la dirección de la OIM en Panamá?", id="post"),
        pytest.param("What does IOM Panama do?", id="other-question"),
    ],
)
def test_nothing_else_quotes_contact_lines(question: str, panama: Consultation) -> None:
    assert not [q for q in quotes(panama.ask(question)) if "@" in q or "Bonilla" in q or "+507" in q]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("phone of AHM in Costa Rica", ["Tel.: +506 2200-2222"], id="one-of-two-offices"),
        pytest.param("correo de la AHM en Panamá", ["panama@ahm.example"], id="the-other"),
        pytest.param(
            "address of the Agency for Human Mobility in Panama",
            ["Calle Uno, Edificio 12, Ciudad de Panamá"],
            id="in-full",
        ),
        pytest.param("office hours of AHM Costa Rica", ["Monday to Friday, 9:00 to 16:00"], id="hours"),
        pytest.param("email of the Legal Aid Forum", ["help@laf.example"], id="heading-names-it"),
        pytest.param("email of the Ministry of Labour", [], id="named-without-details"),
        pytest.param("web site of the Ministry of Labour", [], id="a-source-is-no-contact"),
        pytest.param("phone of AHM in Chile", [], id="no-office-there"),
    ],
)
def test_of_several_offices_only_the_one_asked_for_is_given(
    question: str, expected: list[str], leaflet: Consultation
) -> None:
    assert quotes(leaflet.ask(question)) == expected
