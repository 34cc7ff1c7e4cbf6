"""What a consultation keeps between questions: it changes no answer, and a change of the store ends it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant import Consultation
from ingest.embedding import QueryEmbedder
from ingest.settings import IngestSettings
from ingest.store import Store
from tests.ingest.store_parts import EngineEmbedder, document, put

COUNCIL = "How many ministries are members of the national council on migration of Costa Rica?"
AGREEMENT = "Has Costa Rica signed a bilateral agreement on labour migration with Nicaragua?"
FIRST = ("The national council on migration of Costa Rica has five ministries as its members.",)
SECOND = (
    "The national council on migration of Costa Rica has nine ministries as its members.",
    "Costa Rica signed a bilateral agreement on labour migration with Nicaragua.",
)


@pytest.fixture(scope="module")
def embedder() -> EngineEmbedder:
    return EngineEmbedder(QueryEmbedder.load(IngestSettings()).id)


@pytest.fixture
def store(tmp_path: Path, embedder: EngineEmbedder) -> Iterator[Store]:
    """A store with the first edition of a profile, in the hands of whoever adds to it."""
    with Store.open(tmp_path / "store", create=True) as opened:
        put(opened, document("profile", FIRST, country="CRI"), embedder)
        yield opened


def test_an_added_document_answers_the_question_that_was_asked_before(store: Store, embedder: EngineEmbedder) -> None:
    """And what it says is read anew, though another document's sentence had its number before."""
    consultation = Consultation.open(store.folder)
    assert "five ministries" in consultation.ask(COUNCIL).answer
    assert not consultation.ask(AGREEMENT).citations
    store.remove(store.documents()[0].id)
    put(store, document("profile", SECOND, country="CRI"), embedder)
    assert "nine ministries" in consultation.ask(COUNCIL).answer
    assert consultation.ask(AGREEMENT).verdict == "yes"


def test_what_was_asked_before_changes_no_answer(store: Store, embedder: EngineEmbedder) -> None:
    """The first question of a process and the hundredth get the same."""
    put(store, document("second", SECOND, country="CRI"), embedder)
    warm = Consultation.open(store.folder)
    for _ in range(2):
        for question in (COUNCIL, AGREEMENT):
            cold = Consultation.open(store.folder).ask(question)
            assert replace(warm.ask(question), elapsed_ms=0) == replace(cold, elapsed_ms=0)
