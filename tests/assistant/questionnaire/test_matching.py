from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.indicators.framework import Framework, Indicator
from assistant.indicators.levels import Level
from assistant.language.lexicon import Lexicon
from assistant.questionnaire import By, Kind, Match, Question, Questionnaire, match, previous, read
from assistant.questionnaire.likeness import language_of
from ingest.embedding import QueryEmbedder, QuestionVectors
from ingest.settings import PROJECT
from tests.assistant.questionnaire import files
from tests.assistant.questionnaire.rewordings import OTHER, SAME

Found = tuple[Match, ...]


@pytest.fixture(scope="module")
def framework() -> Framework:
    return Framework.load(PROJECT / "corpus" / "indicators.jsonl")


class Remembers:
    """The shipped model, which reads each text once for all tests here."""

    def __init__(self) -> None:
        self._model = QueryEmbedder.load()
        self._known: dict[str, QuestionVectors] = {}

    def read(self, text: str) -> QuestionVectors:
        if text not in self._known:
            self._known[text] = self._model.read(text)
        return self._known[text]


class Counts:
    """Stands in for a model where only the number of texts matters: a vector by the letters of a text."""

    texts = 0

    def read(self, text: str) -> QuestionVectors:
        self.texts += 1
        vector = np.array([text.count(chr(n)) for n in range(97, 123)], dtype=np.float32)
        return QuestionVectors(vector / np.linalg.norm(vector))


@pytest.fixture(scope="module")
def embedder() -> Remembers:
    return Remembers()


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.load(PROJECT / "corpus")


def asking(*texts: str, numbers: Sequence[str] = ()) -> Questionnaire:
    questions = tuple(Question(f"S!A{n}", text, numbers[n] if numbers else "") for n, text in enumerate(texts))
    return Questionnaire(Path("q.xlsx"), Kind.EXCEL, questions)


@pytest.fixture(scope="module")
def reworded(framework: Framework, embedder: Remembers, lexicon: Lexicon) -> Found:
    """Matches of the reworded questions and of those on other matters, each language as a questionnaire of its own."""
    found: list[Match] = []
    for language in ("en", "es"):
        texts = [text for text in (*(t for t, _ in SAME), *OTHER) if language_of([text]) == language]
        found += match(asking(*texts), framework, embedder, lexicon)
    return tuple(found)


def test_most_questions_in_other_words_find_their_indicator(reworded: Found) -> None:
    right = dict(SAME)
    asked = [m for m in reworded if m.question.text in right]
    assert len(asked) == len(SAME)
    good = [m for m in asked if m.indicator and m.indicator.id in right[m.question.text]]
    assert len(good) / len(asked) >= 0.8


def test_what_is_matched_without_a_doubt_is_right(reworded: Found) -> None:
    right = dict(SAME)
    settled = {m.question.text: m.indicator.id for m in reworded if m.indicator and m.is_settled}
    assert len(settled) >= 10
    assert [text for text, id in settled.items() if id not in right.get(text, ())] == []


def test_a_wrong_or_doubtful_match_names_the_right_one_among_the_next(reworded: Found) -> None:
    right = dict(SAME)
    named = [
        {m.indicator.id if m.indicator else "", *m.others} & set(right[m.question.text])
        for m in reworded
        if m.question.text in right
    ]
    assert sum(bool(ids) for ids in named) >= len(named) - 1


def test_each_indicator_goes_to_one_question_the_one_that_asks_it_best(
    framework: Framework, embedder: Remembers, lexicon: Lexicon
) -> None:
    texts = ("Are returning nationals helped?", "Are there reintegration programmes for nationals who return?")
    found = match(asking(*texts), framework, embedder, lexicon)
    assert [m.indicator.id if m.indicator else None for m in found][1] == "D6-15"
    ids = [m.indicator.id for m in found if m.indicator]
    assert len(ids) == len(set(ids))


def test_ids_of_the_framework_decide_whatever_the_words(
    framework: Framework, embedder: Remembers, lexicon: Lexicon
) -> None:
    texts = ("Vote of foreign residents in local elections", "Statelessness procedure")
    found = match(asking(*texts, numbers=("d1-16", "D5-13")), framework, embedder, lexicon)
    assert [(m.indicator.id, m.by) for m in found if m.indicator] == [("D1-16", By.ID), ("D5-13", By.ID)]


def test_numbers_that_only_look_like_ids_do_not_decide(embedder: Remembers, lexicon: Lexicon) -> None:
    own = Framework(
        (
            Indicator("1", 1, {}, {"en": "Is there a procedure to determine statelessness?"}),
            Indicator("2", 1, {}, {"en": "May foreign residents vote in local elections?"}),
        )
    )
    texts = ("Can foreigners vote in municipal elections?", "Is there a statelessness determination procedure?")
    found = match(asking(*texts, numbers=("1", "2")), own, embedder, lexicon)
    assert [m.indicator.id if m.indicator else None for m in found] == ["2", "1"]


def test_a_framework_of_thousands_is_matched_with_few_texts_embedded() -> None:
    many = [Indicator(f"N-{n}", 1, {}, {"en": f"Is there a rule on matter number {n}?"}) for n in range(5000)]
    own = Framework((*many, Indicator("V", 1, {}, {"en": "May foreign residents vote in local elections?"})))
    counts = Counts()
    (found,) = match(asking("Do foreign residents vote in local elections?"), own, counts)
    assert found.indicator is not None and found.indicator.id == "V"
    assert counts.texts <= 600


def test_a_filled_questionnaire_gives_the_answers_of_the_last_assessment(
    tmp_path: Path, framework: Framework, embedder: Remembers, lexicon: Lexicon
) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    rows = (
        ("Código", "Pregunta", "Nivel", "Respuesta", "Fuentes"),
        (
            "D5-13",
            "¿Existe un procedimiento de apatridia?",
            "Parcialmente",
            "Ley 3.",
            "[1] Ley 3",
        ),
        (
            "D1-16",
            "¿Pueden los extranjeros residentes votar en elecciones locales?",
            None,
            "No, solo los nacionales.",
            None,
        ),
        ("D6-03", "¿Se utilizan sistemas biométricos en la frontera?", None, None, None),
    )
    for row in rows:
        sheet.append(row)
    book.save(tmp_path / "last.xlsx")
    found = previous(match(read(tmp_path / "last.xlsx"), framework, embedder, lexicon))
    assert {id: (p.level, p.text, p.sources) for id, p in found.items()} == {
        "D5-13": (Level.PARTIAL, "Ley 3.", "[1] Ley 3"),
        "D1-16": (Level.ABSENT, "No, solo los nacionales.", ""),
    }


def test_the_questions_of_a_document_are_matched(
    tmp_path: Path, framework: Framework, embedder: Remembers, lexicon: Lexicon
) -> None:
    found = match(read(files.document(tmp_path / "d.docx")), framework, embedder, lexicon)
    assert [m.indicator.id if m.indicator else None for m in found][3:] == ["D5-13", "D6-03", "D6-15"]
