"""How answers name the place of a quote in a norm."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.answer import Answer
from assistant.instruments.places import names_place, states
from assistant.phrases import Phrases
from assistant.wording import PROMPTS

Ask = Callable[..., Answer]
EN, ES = Phrases.load(PROMPTS, "en"), Phrases.load(PROMPTS, "es")
FINAL = "Primera Disposición Final"


@pytest.mark.parametrize(
    ("say", "article", "date", "said"),
    [
        (EN, "5", "2002", "Ley X, article 5 (2002) states"),
        (ES, "5", "2002", "Ley X, artículo 5 (2002) señala"),
        (ES, "12 bis", "", "Ley X, artículo 12 bis, señala"),
        (EN, "Section 3A", "1999", "Ley X, section 3A (1999) states"),
        (ES, "Section 3A", "1999", "Ley X, sección 3A (1999) señala"),
        (ES, FINAL, "2002", "Ley X, Primera Disposición Final (2002) señala"),
        (EN, None, "2002", "Ley X (2002) states"),
    ],
)
def test_a_quote_is_introduced_by_its_document_article_and_date(
    say: Phrases, article: str | None, date: str, said: str
) -> None:
    assert states("Ley X", article, date, say) == said


@pytest.mark.parametrize(
    ("article", "text"), [("5", "artículo 5"), ("Section 3A", "section 3A"), (FINAL, "Primera Disposición Final")]
)
def test_an_article_is_found_again_where_prose_names_it(article: str, text: str) -> None:
    assert names_place(article).fullmatch(text)
    assert not names_place(article).search("artículo 50")


def test_the_lead_of_an_answer_from_a_norm_names_the_article(ask: Ask) -> None:
    said = ask("¿Cuánto dura el permiso temporal de residencia?").answer
    assert said.startswith("Decreto 9 de 2018, artículo 2 (4 de mayo de 2018) señala: «")


def test_a_yes_or_no_from_a_norm_names_the_article(ask: Ask) -> None:
    answer = ask("¿Se puede renovar el permiso temporal de residencia?")
    assert answer.citations[0].article == "2"
    assert "; Decreto 9 de 2018, artículo 2" in answer.answer.split("«")[0]


@pytest.mark.parametrize(
    ("question", "articles"),
    [
        pytest.param("¿Qué dice el artículo 3 del Decreto 9 de 2018?", ["3"] * 4, id="with-its-list"),
        pytest.param("What does article 4 of Decree 9 of 2018 say?", ["4"], id="across-languages"),
        pytest.param("¿Qué establecen los artículos 1 y 5 del Decreto 9 de 2018?", ["1", "5"], id="two-of-them"),
    ],
)
def test_an_article_that_is_asked_for_is_quoted_whole_and_nothing_else(
    question: str, articles: list[str], ask: Ask
) -> None:
    assert [citation.article for citation in ask(question).citations] == articles


def test_an_article_that_the_norm_does_not_have_is_not_found(ask: Ask) -> None:
    assert ask("¿Qué dice el artículo 17 del Decreto 9 de 2018?").citations == ()
