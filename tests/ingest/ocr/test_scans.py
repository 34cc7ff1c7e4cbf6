"""Scanned documents on their way into the store, read by the real program where it is installed."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.catalogue import Catalogue, Overrides
from ingest.document import DocumentType
from ingest.errors import EmptyError, NeedsOcrError
from ingest.ocr.recogniser import Recogniser
from ingest.ocr.tesseract import Tesseract
from ingest.pipeline import Pipeline, Progress
from ingest.store import Store
from tests.conftest import REPOSITORY
from tests.ingest.ocr.scans import ENGLISH, SPANISH, pictures, saved, written
from tests.ingest.store_parts import HashEmbedder


@pytest.fixture
def pipeline(tmp_path: Path) -> Iterator[Pipeline]:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "catalogue.toml").write_text("")
    with Store.open(tmp_path / "store", create=True) as store:
        yield Pipeline(store, HashEmbedder(), Catalogue.load(corpus))


def text_of(store: Store, id: str | None) -> str:
    return "\n".join(page.text for page in store.pages(str(id)))


def test_a_scan_is_read_in_both_languages_with_its_accents(
    tesseract: Tesseract, pipeline: Pipeline, tmp_path: Path
) -> None:
    path = saved(tmp_path / "scan.pdf", *pictures(written(SPANISH), written(ENGLISH)))
    (result,) = pipeline.add([path])
    text = " ".join(text_of(pipeline.store, result.document_id).split())
    for line in (*SPANISH, *ENGLISH):
        assert line in text
    assert any("pages 1, 2" in warning and "OCR" in warning for warning in result.warnings)


def test_columns_of_a_scan_are_read_one_after_the_other(
    tesseract: Tesseract, pipeline: Pipeline, tmp_path: Path
) -> None:
    left = [f"The left column has its line {word}" for word in ("one", "two", "three", "four", "five", "six")]
    right = [f"The right column has its line {word}" for word in ("one", "two", "three", "four", "five", "six")]

    def paint(canvas: Canvas) -> None:
        written(left)(canvas)
        written(right, x=235, top=238)(canvas)

    (result,) = pipeline.add([saved(tmp_path / "columns.pdf", *pictures(paint))])
    text = " ".join(text_of(pipeline.store, result.document_id).split())
    assert text.index("left column has its line six") < text.index("right column has its line one")


def test_a_page_on_its_side_is_read(tesseract: Tesseract, pipeline: Pipeline, tmp_path: Path) -> None:
    lines = (*SPANISH, *ENGLISH, *SPANISH)
    (picture,) = pictures(written(lines), turn=0.0)
    (result,) = pipeline.add([saved(tmp_path / "side.pdf", picture.rotate(90, expand=True))])
    assert "nine ministries" in text_of(pipeline.store, result.document_id)


def test_in_a_mixed_file_only_the_pages_without_text_are_recognised(
    tesseract: Tesseract, pipeline: Pipeline, tmp_path: Path
) -> None:
    path = saved(tmp_path / "mixed.pdf", written(ENGLISH), *pictures(written(SPANISH)))
    (result,) = pipeline.add([path])
    assert text_of(pipeline.store, result.document_id).startswith(ENGLISH[0])
    assert "48 275 personas" in text_of(pipeline.store, result.document_id)
    words = [bool(pipeline.store.recognised_words(str(result.document_id), page)) for page in (1, 2)]
    assert words == [False, True]


def test_figures_that_were_misread_are_marked_in_their_sentences(
    tesseract: Tesseract, pipeline: Pipeline, tmp_path: Path
) -> None:
    figures = [
        f"In the year {1900 + n} the office counted {n * 7919 % 100000} persons at its gates." for n in range(40, 60)
    ]
    path = saved(tmp_path / "rough.pdf", *pictures(written(figures), blur=1.3, grain=28.0, turn=1.7))
    (result,) = pipeline.add([path])
    sentences = pipeline.store.neighbours(str(result.document_id), 0, 999)
    read = [s for s in sentences if "year" in s.text]
    assert read
    known = set(" ".join(figures).replace(".", " ").split())
    for sentence in read:
        for found in re.finditer(r"\w*\d\w*", sentence.text):
            marked = any(start <= found.start() and found.end() <= end for start, end in sentence.doubtful)
            assert marked or found.group() in known, sentence.text


def test_recognition_goes_on_where_it_was_killed(tesseract: Tesseract, tmp_path: Path) -> None:
    path = saved(tmp_path / "scan.pdf", *pictures(written(SPANISH), written(ENGLISH), written(SPANISH)))
    folder = tmp_path / "recognised"
    program = (
        "import sys; from pathlib import Path; from ingest.ocr.tesseract import installed; "
        "from ingest.ocr.recogniser import Recogniser; "
        "Recogniser(installed(), Path(sys.argv[2])).pages(Path(sys.argv[1]), 'key', [1, 2, 3])"
    )
    process = subprocess.Popen([sys.executable, "-c", program, str(path), str(folder)], cwd=REPOSITORY)
    while not list(folder.rglob("*.json")):
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait()
    kept = {file: file.stat().st_mtime_ns for file in folder.rglob("*.json")}
    assert 1 <= len(kept) < 3
    steps: list[tuple[int, int]] = []
    pages, failed = Recogniser(tesseract, folder).pages(path, "key", [1, 2, 3], lambda *step: steps.append(step))
    assert [page.number for page in pages] == [1, 2, 3]
    assert not failed
    assert steps == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert {file: file.stat().st_mtime_ns for file in kept} == kept


def test_progress_is_told_page_by_page(tesseract: Tesseract, pipeline: Pipeline, tmp_path: Path) -> None:
    steps: list[Progress] = []
    told = Pipeline(pipeline.store, pipeline.embedder, pipeline.catalogue, steps.append)
    list(told.add([saved(tmp_path / "scan.pdf", *pictures(written(SPANISH), written(ENGLISH)))]))
    assert [(s.done, s.total) for s in steps if s.stage == "recognising"] == [(0, 2), (1, 2), (2, 2)]


def test_an_empty_page_holds_nothing(tesseract: Tesseract, pipeline: Pipeline, tmp_path: Path) -> None:
    (result,) = pipeline.add([saved(tmp_path / "blank.pdf", *pictures(lambda canvas: None))])
    assert isinstance(result.error, EmptyError)
    assert not pipeline.store.waiting.all()


# Without the program


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_TESSERACT", "off")


def test_without_the_program_a_scan_waits_and_is_told_how_to_be_read(
    without: None, pipeline: Pipeline, tmp_path: Path
) -> None:
    path = saved(tmp_path / "scan.pdf", *pictures(written(SPANISH), written(ENGLISH)))
    (result,) = pipeline.add([path], Overrides(title="Cifras", type=DocumentType.REPORT, country="PAN"))
    assert isinstance(result.error, NeedsOcrError)
    for language in ("en", "es"):
        assert "sudo apt install tesseract-ocr tesseract-ocr-spa" in result.error.message(language)
    (waiting,) = pipeline.store.waiting.all()
    assert (waiting.name, waiting.pages, waiting.read) == ("scan.pdf", 2, 0)
    assert not pipeline.store.documents()


def test_what_waits_is_read_once_the_program_is_there(
    tesseract: Tesseract, pipeline: Pipeline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(tmp_path / "scan.pdf", *pictures(written(SPANISH)))
    monkeypatch.setenv("ASSISTANT_TESSERACT", "off")
    list(pipeline.add([path], Overrides(title="Cifras", type=DocumentType.REPORT, country="PAN")))
    path.unlink()
    monkeypatch.delenv("ASSISTANT_TESSERACT")
    (result,) = pipeline.add_waiting()
    assert result.status == "added"
    record = pipeline.store.document(str(result.document_id))
    assert (record.metadata.title, record.metadata.country) == ("Cifras", "PAN")
    assert not pipeline.store.waiting.all()
    assert not list((pipeline.store.folder / "waiting").rglob("*.pdf"))


def test_a_mixed_file_is_read_again_once_the_program_is_there(
    tesseract: Tesseract, pipeline: Pipeline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(tmp_path / "mixed.pdf", written(ENGLISH), *pictures(written(SPANISH)))
    monkeypatch.setenv("ASSISTANT_TESSERACT", "off")
    (before,) = pipeline.add([path])
    assert any("need OCR: page 2" in warning for warning in before.warnings)
    monkeypatch.delenv("ASSISTANT_TESSERACT")
    (after,) = pipeline.add([path])
    assert "personas" in text_of(pipeline.store, after.document_id)
    assert [r.status for r in pipeline.add([path])] == ["unchanged"]


def test_the_list_shows_what_waits_and_remove_takes_it_off(without: None, tmp_path: Path) -> None:
    path = saved(tmp_path / "scan.pdf", *pictures(written(SPANISH)))

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "ingest", *arguments]
        return subprocess.run(command, capture_output=True, text=True, cwd=REPOSITORY, env=dict(os.environ))

    added = run("add", str(path), "--json")
    assert added.returncode == 1
    assert json.loads(added.stdout)["error"]["code"] == "needs_ocr"
    (row,) = map(json.loads, run("list", "--json").stdout.splitlines())
    assert (row["status"], row["pages"], row["passages"]) == ("needs_ocr", 1, 0)
    assert run("remove", row["document_id"]).returncode == 0
    assert run("list", "--json").stdout == ""
