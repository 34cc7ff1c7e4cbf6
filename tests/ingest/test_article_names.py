from __future__ import annotations

import pytest

from ingest.article_names import article_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("20-A", "artículo 20-a"),
        ("20 - A", "20A"),
        ("5º", "5"),
        ("Art. 5.°", "Article 5"),
        ("Section 5", "5"),
        ("12 bis", "12-bis"),
        ("Primero", "1"),
        ("Único", "unico"),
        ("Primera Disposición Final", "PRIMERA DISPOSICION FINAL"),
    ],
)
def test_spellings_of_one_article_have_one_name(one: str, other: str) -> None:
    assert article_name(one) == article_name(other)


@pytest.mark.parametrize(
    ("one", "other"), [("20", "20-A"), ("1", "Primera Disposición Final"), ("2", "12"), ("5", "5-bis")]
)
def test_other_articles_have_other_names(one: str, other: str) -> None:
    assert article_name(one) != article_name(other)
