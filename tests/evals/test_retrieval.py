from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.errors import DatasetError
from evals.passages import PassageSet
from evals.progress import Steps
from evals.results import SuiteResult
from evals.suites import retrieval
from evals.suites.retrieval import Key
from ingest.terms import LANGUAGES

PARAGRAPHS = {
    "en": [
        "The lighthouse of Orm was built in 1840 of white limestone. Its keeper lived in the tower until 1962.",
        "Bakers in Orm sell rye bread on Fridays. The dough rests for two days in cellars under the harbour.",
        "The ferry to the islands leaves twice a day. In winter it carries no cars.",
    ],
    "es": [
        "El faro de Orm se construyó en 1840 con piedra caliza blanca. Su farero vivió en la torre hasta 1962.",
        "Los panaderos de Orm venden pan de centeno los viernes. La masa reposa dos días en bodegas bajo el puerto.",
        "El transbordador a las islas sale dos veces al día. En invierno no lleva automóviles.",
    ],
}
QUESTIONS = {
    "en": ["When was the lighthouse built?", "Where does the dough rest?", "How often does the ferry leave?"],
    "es": ["¿Cuándo se construyó el faro?", "¿Dónde reposa la masa?", "¿Con qué frecuencia sale el transbordador?"],
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("passages")
    return [written(folder, language) for language in LANGUAGES]


@pytest.fixture(scope="module")
def passages(files: list[Path]) -> PassageSet:
    return PassageSet.read(files[0].with_name("orm"))


def written(folder: Path, language: str) -> Path:
    asked = [{"id": f"q{n}", "question": question} for n, question in enumerate(QUESTIONS[language])]
    texts = PARAGRAPHS[language]
    articles = [
        {"title": f"Orm {n}", "paragraphs": [{"context": text, "qas": [asked[n]]}]} for n, text in enumerate(texts)
    ]
    path = folder / f"orm.{language}.json"
    path.write_text(json.dumps({"data": articles}), encoding="utf-8")
    return path


def figures(result: SuiteResult) -> dict[tuple[str, str], tuple[int | None, int | None]]:
    return {(f.name, f.group): (f.count, f.total) for f in result.figures}


def test_the_assistants_search_is_measured_in_four_directions(passages: PassageSet, files: list[Path]) -> None:
    steps = Steps(quiet=True)
    result = retrieval.run(passages, retrieval.indexed(passages, files, steps), steps)
    counted = figures(result)
    assert counted["recall@1", "en to en"] == (3, 3)
    assert counted["recall@1", "same language"] == (6, 6)
    found, asked = counted["recall@1", "other language"]
    assert asked == 6 and found is not None and found >= 5
    assert counted["both@10", "all"] == (6, 6)
    assert len(result.samples) == asked - found


def test_what_a_search_misses_is_counted_and_named(passages: PassageSet, files: list[Path]) -> None:
    class FirstParagraph:
        """Finds the first paragraph whatever is asked, and Spanish only where no language is asked for."""

        def first(self, question: str, count: int, language: str | None) -> list[Key]:
            return [(0, language or "es")]

    steps = Steps(quiet=True)
    result = retrieval.run(passages, retrieval.indexed(passages, files, steps), steps, FirstParagraph())
    beside = {(f.name, f.group): f.baseline for f in result.figures}
    assert beside["recall@1", "en to es"] == pytest.approx(1 / 3)
    assert beside["both@10", "all"] == 0.0


def test_part_of_the_articles_and_questions_can_be_taken(passages: PassageSet) -> None:
    part = passages.every(2)
    assert [p.number for p in part.paragraphs] == [0, 2]
    assert [q.id for q in part.questions] == ["q0", "q2"]
    assert [q.id for q in passages.every(1, 2).questions] == ["q0", "q2"]


def test_files_that_do_not_belong_together_are_named(tmp_path: Path) -> None:
    written(tmp_path, "en")
    with pytest.raises(DatasetError, match=r"orm\.en\.json and .*orm\.es\.json are no pair"):
        PassageSet.read(tmp_path / "orm")
