"""The kept tables of the general dictionaries: the same whoever makes them, and made anew where they are broken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.understanding import dictionaries
from assistant.understanding.dictionaries import dictionary, entries, forms, known_stems, usual_stems


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder for what is made once; what this process has read from another one is forgotten."""
    cached = (dictionary, forms, known_stems, usual_stems)
    monkeypatch.setenv("ASSISTANT_MODELS", str(tmp_path))
    for read in cached:
        read.cache_clear()
    yield tmp_path
    for read in cached:
        read.cache_clear()


def test_words_are_known_with_their_shares_and_stems(models: Path) -> None:
    """A usual word has a share of running text, a slip has none, and a stem is known as the store stems words."""
    assert dictionary("es").get("migracion", 0.0) > 0
    assert "migrasion" not in dictionary("es")
    assert "migrat" in known_stems("en")
    assert "refugi" in usual_stems("es")
    assert "iban" in forms("es") and "inpuesto" not in forms("es")


def test_tables_are_made_once(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second process reads what the first has kept, and finds the same in it."""
    made = sorted(entries("es"))
    monkeypatch.setattr(dictionaries, "_made", lambda language: pytest.fail("made again"))
    assert sorted(entries("es")) == made
    assert all(word in dictionary("es") for word, _, _ in made[::500])


@pytest.mark.parametrize("content", [b"", b"no table", b"PK\x03\x04 cut off"])
def test_a_broken_file_is_made_anew(models: Path, content: bytes) -> None:
    """A file that was cut off or written over costs a second, and no answer."""
    assert "migracion" in dictionary("es")
    (kept,) = models.glob("words-es-*.npz")
    kept.write_bytes(content)
    dictionary.cache_clear()
    assert "migracion" in dictionary("es")
    assert kept.stat().st_size > 1_000_000


def test_tables_of_another_version_are_dropped(models: Path) -> None:
    """Only those that are read are kept."""
    (models / "words-es-0123456789ab.npz").write_bytes(b"older")
    dictionary("es")
    assert len(list(models.glob("words-es-*.npz"))) == 1


def test_a_folder_that_cannot_be_written_costs_time_alone(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a place for files, words are known all the same."""
    (models / "file").write_text("in the way")
    monkeypatch.setenv("ASSISTANT_MODELS", str(models / "file" / "folder"))
    assert "migracion" in dictionary("es")
