from __future__ import annotations

import pytest

from assistant.instruments.relations import relations_in
from assistant.instruments.wordings import is_editors_note


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Derógase la Ley Nº 27103, Ley que crea un impuesto.", [("repeals", None, "27103", None)]),
        ("Se deroga el Decreto Supremo No. 14 de 2009.", [("repeals", None, "14", None)]),
        ("Deróganse los Decretos 4 y 5 de 1999.", [("repeals", None, "4", None), ("repeals", None, "5", None)]),
        ("Modifícase el artículo 6 de la Ley Nº 27765.", [("amends", None, "27765", "6")]),
        ("This Decree repeals Executive Decree 23 of 1998.", [("repeals", None, "23", None)]),
        ("Law 8 of 2012 amends section 4 of Law 3 of 2001.", [("amends", "8", "3", "4")]),
        ("Decreto que reglamenta la Ley 29 de 2011", [("regulates", None, "29", None)]),
        ("(*) DEROGADO por la Disposición Única de la Ley 9 de 2021.", [("repealed_by", None, "9", None)]),
        ("(*) Artículo modificado por el Artículo 3 del Decreto 7 de 2020.", [("amended_by", None, "7", "articulo")]),
        ("Law 5 of 2010 was repealed by Decree 9 of 2015.", [("repealed_by", "5", "9", None)]),
        ("Article 40. Decree 8 of 1999 is hereby repealed.", [("repeals", None, "8", None)]),
        ("Law 1 of 2001 and Law 2 of 2002 are repealed.", [("repeals", None, "1", None), ("repeals", None, "2", None)]),
        ("The following are repealed: (a) Law 5 of 2001;", [("repeals", None, "5", None)]),
        ("Queda sin efecto la Ley 4 de 2000.", [("repeals", None, "4", None)]),
        ('El artículo 21 de la Ley 18 de 2002 queda así: "Son tres años."', [("amends", None, "18", "21")]),
        ('In article 5 of Law 12 of 2005, the words "two" are replaced by "four".', [("amends", None, "12", "5")]),
        ("Law 3 of 2011 repealed Law 1 of 1987.", [("repeals", "3", "1", None)]),
    ],
)
def test_the_words_of_norms_state_relations(sentence: str, expected: list[tuple[str, ...]]) -> None:
    found = relations_in(sentence)
    assert [(s.kind.value, s.subject.number if s.subject else None, s.other.number, s.part) for s in found] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "El presente decreto no deroga la Ley 3 de 2008.",
        "Executive Decree 320 of 2008 regulates the National Migration Service.",
        "De conformidad con la Ley 5 de 2001.",
        "Derógase toda disposición contraria.",
        "The minister may revoke a permit granted under Law 14 of 2010.",
        "Permits issued under Law 14 of 2010 are revoked when the holder dies.",
        "La autoridad deja sin efecto el permiso otorgado conforme al Decreto 110 de 2003.",
        "Quedan derogados los reglamentos dictados para la ejecución de la Ley 9 de 2008.",
        "If Law 30 of 2011 is repealed, contracts remain valid.",
        "Should Law 30 of 2011 be repealed?",
        "Law 30 of 2011 is not repealed by this Law.",
    ],
)
def test_what_states_no_relation_gives_none(sentence: str) -> None:
    assert relations_in(sentence) == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "La Ley 4 de 2001 quedará derogada por la Ley 9 de 2021.",
        "(*) DEROGADO por la Ley 9 de 2021, que mantiene su vigencia hasta que se apruebe el reglamento.",
        "A bill would repeal Law 4 of 2001.",
    ],
)
def test_a_repeal_that_is_only_foreseen_or_waits_is_marked(sentence: str) -> None:
    found = relations_in(sentence)
    assert found and all(s.hedged for s in found)


def test_the_day_on_which_the_other_was_published_is_read() -> None:
    (found,) = relations_in("(*) Artículo modificado por la Ley 9, publicada el 15 de agosto de 2021.")
    assert found.date == "2021-08-15"


def test_all_articles_of_a_list_and_the_day_of_effect_are_read() -> None:
    (found,) = relations_in(
        "Quedan derogados los artículos 4, 7 y 9 de la Ley 5 de 2001 a partir del 1 de enero de 2022."
    )
    assert (found.articles, found.effective) == (("4", "7", "9"), "2022-01-01")


def test_a_law_with_a_letter_is_another_law() -> None:
    (found,) = relations_in("Queda derogada la Ley 18-A de 2002.")
    assert found.other.number == "18-a"


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("(*) De conformidad con la Ley 9, se precisa que ...", True),
        ("CONCORDANCIAS: Ley 9 (Ley de puertos)", True),
        ("Nota: El texto no fue publicado.", True),
        ("Editor's note: see the schedule.", True),
        ("Cross-references: section 4 of the Ports Act.", True),
        ("De conformidad con la legislación nacional, corresponde a los funcionarios consulares:", False),
        ("Notas verbales se canjean entre las Partes.", False),
        ("Note of the permit is taken in the register.", False),
    ],
)
def test_what_editors_add_to_a_norm_is_told_by_its_mark_or_label(text: str, added: bool) -> None:
    assert is_editors_note(text) is added
