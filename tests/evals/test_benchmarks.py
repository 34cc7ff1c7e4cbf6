from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from evals.benchmarks.figures import Figure, at_least, at_most, report
from evals.benchmarks.synthetic import MadeVectors, documents, questions
from ingest.embedding import QueryEmbedder
from ingest.store import Store, embed_document


def test_a_missed_limit_is_marked_and_ends_in_status_1(capsys: pytest.CaptureFixture[str]) -> None:
    figures = [at_most("slow", 6.0, "s", 5.0), at_least("share", 90.0, "%", 80.0)]
    assert report("Speed", figures) == 1
    slow, share = capsys.readouterr().out.splitlines()[1:]
    assert slow.endswith("MISSED")
    assert not share.endswith("MISSED")


def test_the_figures_are_written_for_machines_with_the_machine_they_come_from(tmp_path: Path) -> None:
    assert report("Size", [Figure("memory", 12.5, "MB")], tmp_path / "new" / "size.json") == 0
    written = json.loads((tmp_path / "new" / "size.json").read_text(encoding="utf-8"))
    assert written["figures"][0]["value"] == 12.5
    assert written["machine"]["cores"] > 0


def test_made_documents_have_the_passages_asked_for_and_every_sentence_at_its_place() -> None:
    made = list(documents(90))
    assert sum(len(document.passages) for document in made) == 90
    assert {document.metadata.language for document in made} == {"en", "es"}
    for document in made:
        pages = {page.number: page.text for page in document.pages}
        for sentence in (s for passage in document.passages for s in passage.sentences):
            assert pages[sentence.page][sentence.start : sentence.end] == sentence.text


def test_made_documents_and_questions_are_the_same_every_time() -> None:
    assert [d.id for d in documents(50)] == [d.id for d in documents(50)]
    assert questions(30) == questions(30)
    assert len(set(questions(30))) == 30


def test_a_store_of_word_vectors_finds_the_sentence_in_the_words_of_the_question(tmp_path: Path) -> None:
    embedder = QueryEmbedder.load()
    vectors = MadeVectors(embedder)
    document = next(documents(2))
    wanted = document.passages[1].sentences[2]
    with Store.open(tmp_path / "store", create=True) as store:
        store.add(document, embed_document(document, vectors))
        vector = vectors.embed([wanted.text])[0]
        assert np.isclose(np.linalg.norm(vector), 1, atol=1e-3)
        best = store.dense_sentences(vector, 1, language="en")[0]
        assert store.sentences([best.id])[0].text == wanted.text
