from __future__ import annotations

import pytest

from ingest.sentences import goes_on_after, split


def _texts(text: str, language: str) -> list[str]:
    return [text[a:b] for a, b in split(text, language)]


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ["According to Section 18 of Decree Law No. 3 of 2008, it ends.", "Then it begins."]),
        ("en", ["Through Decree N.10 of 16 January of 2019, it was approved.", "It allows this."]),
        ("en", ["It considers diversity (art. 4).", "Moreover, it protects children."]),
        ("en", ["It has eleven members.5", "In addition, there is a forum."]),
        ("en", ["It speaks of “planned policies”.2", "The plan came later."]),
        ("en", ["What do we need?", "Nothing."]),
        ("en", ["(i) Adheres to standards;"]),
        ("en", ["a). Health"]),
        ("es", ["El Decreto Supremo N° 003-2020 y el D.S. N° 076-2005-RE rigen.", "Así fue."]),
        ("es", ["El Sr. Pérez y la Dra. López firman.", "Consta en acta."]),
        ("es", ["Según el art. 4, núm. 3 y el inc. b) del numeral 5.1, procede.", "El plazo corre."]),
        ("es", ["Se piden copias, fotos, etc.", "La autoridad decide."]),
        ("es", ["La Ley Nro. 27891 y el D. Leg. 1350 se aplican.", "Ver pág. 3."]),
        ("es", ["Artículo 1.- La presente Ley regula el ingreso.", "No consta."]),
        ("es", ["Lo hace a través de la S.A. del Estado.", "¿Cuánto tarda?", "No se sabe."]),
    ],
)
def test_sentences_end_where_a_reader_of_norms_ends_them(language: str, sentences: list[str]) -> None:
    assert _texts(" ".join(sentences), language) == sentences


def test_spans_leave_out_the_blanks_between() -> None:
    text = "  One ends here.   Two ends there. "
    assert [text[a:b] for a, b in split(text, "en")] == ["One ends here.", "Two ends there."]


def test_an_abbreviation_at_the_end_of_a_line_does_not_end_the_sentence() -> None:
    assert goes_on_after("under Decree Law No.")
    assert not goes_on_after("under the law.")
