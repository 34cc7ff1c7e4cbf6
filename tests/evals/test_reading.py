"""What the assistant's reader was taught from, that it reads as it was taught, and that it reads what is unread."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from assistant.answer import Answer, Status, Verdict
from assistant.judging.assurance import Assurance, Signs
from assistant.judging.reader import AnswerReader
from evals.errors import DatasetError
from evals.reading.asking import Outcome, consulted, outcome, places, tallies
from evals.reading.documents import Reading, kept_out, readings, taught
from evals.reading.network import WIDTH, Network, together
from evals.reading.vectors import WordsOf
from ingest.embedding import DocumentEmbedder
from ingest.settings import IngestSettings


@pytest.fixture(scope="module")
def given() -> list[Reading]:
    return readings()


@pytest.fixture(scope="module")
def unread(given: list[Reading]) -> list[Reading]:
    """Some documents that nothing was taught from, of each author and in both languages."""
    return kept_out(given)[::9]


def test_documents_are_read_and_those_kept_out_are_apart(given: list[Reading]) -> None:
    assert len(given) > 700
    assert not {r.id for r in taught(given)} & {r.id for r in kept_out(given)}
    assert not {s for r in taught(given) for s in r.sentences} & {s for r in kept_out(given) for s in r.sentences}
    questions = [q for r in given for q in r.questions]
    unanswerable = sum(not q.answers for q in questions) / len(questions)
    assert 0.2 < unanswerable < 0.4
    assert all(0.3 < sum(q.language == language for q in questions) / len(questions) < 0.7 for language in ("en", "es"))


def test_a_place_that_is_not_there_is_told(tmp_path: Path) -> None:
    question = {"q": "Is it?", "lang": "en", "answers": [3], "tempting": [], "verdict": "yes"}
    line = {
        "id": "x-1",
        "country": "X",
        "language": "en",
        "kind": "law",
        "sentences": ["It is."],
        "questions": [question],
    }
    (tmp_path / "x1.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    with pytest.raises(DatasetError, match=r"x1\.jsonl, line 1: .*Is it\?"):
        readings(tmp_path)


def test_numpy_reads_as_the_networks_that_were_taught() -> None:
    torch.manual_seed(3)
    networks = [Network().eval() for _ in range(2)]
    questions = [torch.nn.functional.normalize(torch.randn(n, WIDTH), dim=-1) for n in (4, 9)]
    sentences = [torch.nn.functional.normalize(torch.randn(n, WIDTH), dim=-1) for n in (1, 12, 30)]
    for network in networks:
        network.level(questions, sentences)
    reader = AnswerReader(together(networks))
    for question in questions:
        with torch.inference_mode():
            each = [network([question] * len(sentences), sentences).numpy() for network in networks]
        read = reader.log_odds(question.numpy(), [s.numpy() for s in sentences])
        # The weights are kept in half precision.
        np.testing.assert_allclose(read, np.mean(each, axis=0), rtol=2e-2, atol=2e-2)


def test_a_sentence_without_words_of_weight_hardly_answers() -> None:
    question = np.eye(3, WIDTH, dtype=np.float32)
    nothing, something = AnswerReader.shipped().log_odds(question, [np.empty((0, WIDTH), np.float32), question])
    assert nothing < -5.0 < something


def test_what_is_unread_is_read_better_than_by_closeness(unread: list[Reading]) -> None:
    words, reader = WordsOf(unread), AnswerReader.shipped()
    right = {"reader": 0, "closeness": 0}
    asked = 0
    for document in unread:
        told = [words.sentences[s].numpy() for s in document.sentences]
        for question in (q for q in document.questions if q.answers):
            vectors = words.questions[question.text].numpy()
            read = int(np.argmax(reader.log_odds(vectors, told)))
            close = int(np.argmax([(vectors @ s.T).max(axis=1).mean() for s in told]))
            right["reader"] += read in question.answers
            right["closeness"] += close in question.answers
            asked += 1
    assert right["reader"] / asked > 0.72
    assert right["reader"] > right["closeness"]


def test_the_signs_together_tell_the_better_sentence() -> None:
    likely = Signs(0.9, 0.8, 0.1, True, 0.0, 2.0, 0.6, 20, 4, False, False, 3.0)
    other = replace(likely, coverage=0.5, own=0.3, thin=0.6, behind=0.04, standing=0.2, reading=-3.0)
    first, second = Assurance.shipped().probabilities([likely, other])
    assert first > 0.6 > 0.2 > second
    assert Assurance.shipped().probabilities([]) == []


def test_without_vectors_of_words_the_other_signs_decide() -> None:
    likely = Signs(0.95, 0.9, 0.0, True, 0.0, 2.5, 0.6, 20, 4, False, False, None)
    other = replace(likely, coverage=0.4, own=0.2, thin=0.7, behind=0.05, standing=0.0)
    first, second = Assurance.shipped().probabilities([likely, other])
    assert first > 0.4 > 0.15 > second


def test_answers_are_graded_by_sentence_and_verdict(unread: list[Reading]) -> None:
    document = unread[0]
    assert places(document, document.sentences[2]) == [2]
    assert places(document, "of the") == []
    embedder = DocumentEmbedder(IngestSettings())
    with consulted(document, embedder) as consultation:
        graded = [(document, q, outcome(document, q, consultation.converse([q.text]))) for q in document.questions]
        answer = consultation.converse([document.questions[0].text])
    counted = {tally.name: tally for tally in tallies(graded)}
    assert counted["all"].total == len(document.questions)
    assert counted["all"].right >= 0.4
    asked = replace(document.questions[0], answers=(0,), verdict="no")
    assert outcome(document, asked, _silent(answer)) is Outcome.SILENT
    assert outcome(document, replace(asked, answers=()), _silent(answer)) is Outcome.RIGHT


def test_a_right_sentence_with_the_opposite_verdict_is_contrary(unread: list[Reading]) -> None:
    document = unread[0]
    with consulted(document, DocumentEmbedder(IngestSettings())) as consultation:
        answers = [(q, consultation.converse([q.text])) for q in document.questions]
    question, answer = next((q, a) for q, a in answers if a.citations and outcome(document, q, a) is Outcome.RIGHT)
    said = replace(answer, verdict=Verdict.YES)
    assert outcome(document, replace(question, verdict="no"), said) is Outcome.CONTRARY
    assert outcome(document, replace(question, verdict="partial"), said) is Outcome.SHADE
    assert outcome(document, replace(question, answers=()), said) is Outcome.WRONG


def _silent(answer: Answer) -> Answer:
    return replace(answer, status=Status.NOT_FOUND, citations=(), verdict=None)
