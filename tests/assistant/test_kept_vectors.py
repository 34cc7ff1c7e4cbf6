"""Vectors of a framework's questions are made once for a store, and no fault of the file costs more than time."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.indicators.kept_vectors import KeptVectors
from assistant.retrieval import Vector

VECTOR: Vector = np.array([0.6, 0.8], dtype=np.float32)


def _never() -> Vector:
    pytest.fail("the vector was made again")


def _make() -> Vector:
    return VECTOR


def test_a_vector_is_made_once_for_all_programs(tmp_path: Path) -> None:
    KeptVectors(tmp_path, "model").vector("Is there a strategy?", _make)
    assert KeptVectors(tmp_path, "model").vector("Is there a strategy?", _never).tolist() == VECTOR.tolist()


def test_another_model_has_vectors_of_its_own(tmp_path: Path) -> None:
    KeptVectors(tmp_path, "model").vector("Is there a strategy?", _make)
    made: list[str] = []

    def make() -> Vector:
        made.append("made")
        return VECTOR

    KeptVectors(tmp_path, "another").vector("Is there a strategy?", make)
    assert made == ["made"]


def test_a_spoilt_file_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "framework.sqlite3").write_bytes(b"no database at all" * 100)
    assert KeptVectors(tmp_path, "model").vector("Is there a strategy?", _make).tolist() == VECTOR.tolist()


def test_a_folder_that_is_not_there_is_done_without(tmp_path: Path) -> None:
    assert KeptVectors(tmp_path / "gone", "model").vector("text", _make).tolist() == VECTOR.tolist()
