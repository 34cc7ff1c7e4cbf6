"""Stores of evaluations are filled once, and are not taken from under another run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from evals import stores


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(stores, "STORES", tmp_path / "stores")
    file = tmp_path / "source.txt"
    file.write_text("one")
    return file


def filled(source: Path) -> Path:
    def fill(folder: Path) -> None:
        (folder / "copy").write_text(source.read_text())

    return stores.kept("norms", [source], fill)


def test_a_store_is_filled_once_for_the_same_files(source: Path) -> None:
    first = filled(source)
    (first / "copy").write_text("as it was filled")
    assert (filled(source) / "copy").read_text() == "as it was filled"


def test_a_changed_file_fills_another_store_and_leaves_that_of_the_run_before(source: Path) -> None:
    before = filled(source)
    source.write_text("two")
    assert (filled(source) / "copy").read_text() == "two"
    assert before.is_dir()


def test_a_store_that_no_run_has_used_for_long_is_dropped(source: Path) -> None:
    before = filled(source)
    os.utime(before, (0, 0))
    source.write_text("two")
    filled(source)
    assert not before.exists()
