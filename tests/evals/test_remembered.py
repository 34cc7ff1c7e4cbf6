"""Vectors that an evaluation keeps: each text is embedded once, and what is kept is what was embedded."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from evals import remembered
from evals.remembered import RememberingEmbedder
from ingest.embedding import SentenceInput
from tests.ingest.store_parts import EngineEmbedder

LAW = SentenceInput("The law protects refugees.", 0, "en")
LEY = SentenceInput("La ley protege a los refugiados.", 0, "es")


def test_a_text_is_embedded_once_by_whoever_asks(tmp_path: Path) -> None:
    """A second embedder over the same file embeds only what is new, and gives the same vectors in the order asked."""
    first, second = EngineEmbedder(), EngineEmbedder()
    before = RememberingEmbedder(first, tmp_path / "kept.sqlite3").embed(["law", "asylum", "law"])
    after = RememberingEmbedder(second, tmp_path / "kept.sqlite3").embed(["asylum", "decree", "law"])
    assert (first.texts, second.texts) == (["law", "asylum"], ["decree"])
    np.testing.assert_array_equal(before[[1, 0]], after[[0, 2]])
    np.testing.assert_allclose(after[1], EngineEmbedder().embed(["decree"])[0], atol=1e-5)


def test_sentences_are_kept_with_the_vectors_of_their_words(tmp_path: Path) -> None:
    """Words and their vectors come back as they were; the same text in another language is another sentence."""
    embedder = EngineEmbedder()
    keeping = RememberingEmbedder(embedder, tmp_path / "kept.sqlite3")
    vectors, words = keeping.embed_sentences([LAW, LEY])
    again, same = keeping.embed_sentences([LEY, LAW])
    assert embedder.texts == [LAW.text, LEY.text]
    np.testing.assert_array_equal(vectors[::-1], again)
    assert [w.words for w in words[::-1]] == [w.words for w in same]
    np.testing.assert_array_equal(words[0].vectors, same[1].vectors)
    keeping.embed_sentences([SentenceInput(LAW.text, 0, "es")])
    assert len(embedder.texts) == 3


def test_no_more_than_the_stated_number_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What came first is dropped, and embedded again where it is asked for."""
    monkeypatch.setattr(remembered, "MOST", 2)
    embedder = EngineEmbedder()
    keeping = RememberingEmbedder(embedder, tmp_path / "kept.sqlite3")
    for text in ("one", "two", "three", "three", "one"):
        keeping.embed([text])
    assert embedder.texts == ["one", "two", "three", "one"]
