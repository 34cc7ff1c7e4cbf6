from __future__ import annotations

import pytest

from assistant.instruments.naming import instruments_in, mentions_in, names_an_instrument


@pytest.mark.parametrize(
    ("text", "kind", "number", "year"),
    [
        ("Executive Decree No. 249 of 2019", "executive_decree", "249", "2019"),
        ("el Decreto Ejecutivo N° 249 de 30 de abril de 2019", "executive_decree", "249", "2019"),
        ("Decree Law 3 of 2008", "decree_law", "3", "2008"),
        ("Decreto Ley 3 de 2008", "decree_law", "3", "2008"),
        ("Supreme Decree 3 of 2014", "supreme_decree", "3", "2014"),
        ("Decreto Supremo No. 007-2017-IN", "supreme_decree", "7", "2017"),
        ("Law 79", "law", "79", None),
        ("la Ley Nº 30947", "law", "30947", None),
        ("Bill 611", "bill", "611", None),
        ("Proyecto de Ley No. 611", "bill", "611", None),
        ("Resolution 12 of 2001", "resolution", "12", "2001"),
        ("DE 320/2008", "executive_decree", "320", "2008"),
        ("la D.S. N° 015-2017-RE", "supreme_decree", "15", "2017"),
        ("el Decreto Supremo Nº 005-99-RE", "supreme_decree", "5", "1999"),
        ("la Resolución de Superintendencia Nº 000261-2018-MIGRACIONES", "resolution", "261", "2018"),
        ("el D. Leg. 1350", "legislative_decree", "1350", None),
    ],
)
def test_an_instrument_is_read_by_kind_number_and_year(text: str, kind: str, number: str, year: str | None) -> None:
    (found,) = instruments_in(f"As {text} says.")
    assert (found.kind, found.number, found.year) == (kind, number, year)


@pytest.mark.parametrize(
    "text",
    ["the bill of 2017", "in law 40% of cases", "section 5", "los decretos", "3 laws", "MAS DE 320 PERSONAS", "de 320"],
)
def test_what_has_no_number_of_its_own_is_no_numbered_instrument(text: str) -> None:
    assert instruments_in(text) == ()


def test_several_instruments_come_in_order_and_once() -> None:
    found = instruments_in("Law 3 of 2008 and Decree 10 of 2019; again Law 3 of 2008.")
    assert [i.number for i in found] == ["3", "10"]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Decree 10 of 2019", "Executive Decree 10 of 2019", True),
        ("Decree 10", "Executive Decree 10 of 2019", True),
        ("Law 3 of 2008", "Decree Law 3 of 2008", True),
        ("Decree 10 of 2019", "Decree 10 of 2018", False),
        ("Decree 10 of 2019", "Decree 11 of 2019", False),
        ("Law 10 of 2019", "Executive Decree 10 of 2019", False),
        ("Ley 3 de 2008", "Law 3 of 2008", True),
        ("Bill 3", "Law 3", False),
        ("D.S. 007-2017-IN", "Decreto Supremo 7 de 2017", True),
        ("Decreto Supremo 007-2017-IN", "Decreto Supremo 007-2017-RE", False),
    ],
)
def test_two_names_may_be_of_one_instrument(one: str, other: str, expected: bool) -> None:
    (first,), (second,) = instruments_in(one), instruments_in(other)
    assert first.may_be(second) is second.may_be(first) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Constitution guarantees it.", True),
        ("el Código de la Familia", True),
        ("C/106/40", True),
        ("Law 3 of 2008", True),
        ("The council meets monthly.", False),
    ],
)
def test_an_instrument_may_be_named_without_a_number(text: str, expected: bool) -> None:
    assert names_an_instrument(text) is expected


def test_the_numbers_of_a_list_share_the_year_after_it() -> None:
    found = instruments_in("Executive Decrees 249 and 100 of 2019; Leyes núms. 28008 y 28088")
    assert [(i.number, i.year) for i in found] == [("249", "2019"), ("100", "2019"), ("28008", None), ("28088", None)]


def test_the_day_that_a_name_prints_is_kept() -> None:
    (found,) = mentions_in("Decreto Ley No. 3 de 22 de febrero de 2008")
    assert found.date == "2008-02-22"
