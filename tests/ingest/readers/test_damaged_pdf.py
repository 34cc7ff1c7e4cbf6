"""Damaged and hostile PDF files end in a typed error or in their text, soon, and never take the reader along."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ingest.errors import (
    EmptyError,
    EncryptedError,
    FileError,
    NeedsOcrError,
    TooLargeError,
    TooSlowError,
    UnsupportedError,
)
from ingest.readers import Limits, read_file
from tests.ingest.readers import pdf_files

TIGHT = Limits(memory_bytes=300_000_000)


def text_of(path: Path, limits: Limits = TIGHT) -> str:
    return "\n".join(line.text for page in read_file(path, limits=limits).pages for line in page.lines)


def saved(tmp_path: Path, data: bytes, name: str = "file.pdf") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("make", pdf_files.READABLE.values(), ids=pdf_files.READABLE.keys())
def test_a_file_with_faults_that_can_be_overcome_gives_its_text(make: Callable[[], bytes], tmp_path: Path) -> None:
    assert pdf_files.SENTENCE in text_of(saved(tmp_path, make()))


@pytest.mark.parametrize("make", pdf_files.BROKEN.values(), ids=pdf_files.BROKEN.keys())
def test_a_broken_file_ends_in_a_typed_error_before_its_time_is_up(make: Callable[[], bytes], tmp_path: Path) -> None:
    path = saved(tmp_path, make())
    with pytest.raises(FileError) as caught:
        text_of(path)
    assert not isinstance(caught.value, TooSlowError)
    assert path.name in caught.value.message("en") and path.name in caught.value.message("es")


@pytest.mark.parametrize("share", [0.5, 0.8, 0.95, 0.99])
def test_a_file_cut_off_gives_what_is_there_with_a_warning_or_an_error(share: float, tmp_path: Path) -> None:
    path = saved(tmp_path, pdf_files.cut(share))
    try:
        document = read_file(path, limits=TIGHT)
    except FileError:
        return
    assert any("cut off" in warning for warning in document.warnings)
    assert pdf_files.SENTENCE in document.pages[0].lines[0].text


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_a_password_is_asked_for_by_name(algorithm: str, tmp_path: Path) -> None:
    with pytest.raises(EncryptedError) as caught:
        text_of(saved(tmp_path, pdf_files.encrypted("secret", algorithm)))
    assert "password" in str(caught.value) and "contraseña" in caught.value.message("es")


def test_pictures_without_text_need_ocr(tmp_path: Path) -> None:
    with pytest.raises(NeedsOcrError):
        text_of(saved(tmp_path, pdf_files.image_page()))


def test_letters_without_meaning_need_ocr(tmp_path: Path) -> None:
    with pytest.raises(NeedsOcrError):
        text_of(saved(tmp_path, pdf_files.BROKEN["text in a font of unknown signs"]()))


def test_some_pictures_among_pages_of_text_are_named(tmp_path: Path) -> None:
    document = read_file(saved(tmp_path, pdf_files.mixed_pages()), limits=TIGHT)
    assert document.pages[0].lines[0].text == pdf_files.SENTENCE
    assert len(document.pages) == 2
    assert document.warnings == ("Pictures without text, which need OCR: page 2.",)


def test_pages_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    broken = pdf_files.changed(
        o2=b"<< /Type /Pages /Kids [3 0 R 6 0 R] /Count 7 >>",
        o6=pdf_files.page(b"/Contents 7 0 R " + pdf_files.FONT),
        o7=pdf_files.stream(b"ab", b"/Filter /Nothing"),
    )
    warnings = read_file(saved(tmp_path, broken), limits=TIGHT).warnings
    assert "Not read because they are damaged: page 2." in warnings
    assert "The file says that it has 7 pages; only 2 were found." in warnings


def test_a_page_without_anything_is_empty(tmp_path: Path) -> None:
    with pytest.raises(EmptyError):
        text_of(saved(tmp_path, pdf_files.changed(o4=pdf_files.stream(b"q Q"))))


@pytest.mark.parametrize("data", [b"", b"\0" * 2_000, b" \n\n\t "])
def test_a_file_of_nothing_is_empty(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(EmptyError):
        text_of(saved(tmp_path, data))


@pytest.mark.parametrize("data", [b"Just a note.\n", b"<!DOCTYPE html><html><body>404 Not Found</body></html>"])
def test_text_that_calls_itself_a_pdf_is_named_as_such(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(UnsupportedError, match="not a PDF file"):
        text_of(saved(tmp_path, data))


def test_a_picture_that_calls_itself_a_pdf_is_named_as_such(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedError, match="PNG picture") as caught:
        text_of(saved(tmp_path, b"\x89PNG\r\n\x1a\n" + bytes(range(256))))
    assert "una imagen PNG" in caught.value.message("es")


def test_too_many_pages_are_refused_before_they_are_read(tmp_path: Path) -> None:
    kids = b" ".join([b"3 0 R"] * 30)
    data = pdf_files.changed(o2=b"<< /Type /Pages /Kids [%s] /Count 30 >>" % kids)
    with pytest.raises(TooLargeError, match="30 pages; the limit is 20"):
        text_of(saved(tmp_path, data), Limits(pages=20))


def test_a_file_past_the_size_limit_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(TooLargeError, match=r"0\.001 MB"):
        text_of(saved(tmp_path, pdf_files.good() + b"\0" * 2_000), Limits(file_bytes=1_000))


def test_more_text_than_allowed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TooLargeError):
        text_of(saved(tmp_path, pdf_files.good()), Limits(unpacked_bytes=50))


def test_reading_stops_at_the_time_limit(tmp_path: Path) -> None:
    with pytest.raises(TooSlowError, match=r"0\.01 seconds"):
        text_of(saved(tmp_path, pdf_files.good()), Limits(seconds_base=0.01))


def test_time_in_which_the_worker_is_kept_waiting_does_not_count(tmp_path: Path) -> None:
    limits = Limits(seconds_base=3.0)
    with ThreadPoolExecutor(1) as reading:
        given = reading.submit(text_of, saved(tmp_path, pdf_files.good()), limits)
        while not (busy := workers(tmp_path)):
            time.sleep(0.01)
        os.kill(busy[0], signal.SIGSTOP)
        time.sleep(limits.seconds_base + 1.0)
        os.kill(busy[0], signal.SIGCONT)
        assert pdf_files.SENTENCE in given.result()


def test_a_worker_that_is_still_busy_is_gone_afterwards(tmp_path: Path) -> None:
    shown = (b"BT /F1 9 Tf 1 0 0 1 %d %d Tm (word %d) Tj ET" % (n * 37 % 590, n * 53 % 840, n) for n in range(150_000))
    with pytest.raises(TooSlowError):
        text_of(saved(tmp_path, pdf_files.changed(o4=pdf_files.stream(b"\n".join(shown)))), Limits(seconds_base=1.0))
    assert not workers(tmp_path)


def workers(folder: Path) -> list[int]:
    """The processes that read a file of a folder, where the system shows them."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            line = path.read_text(errors="replace")
            if "pdf_worker" in line and str(folder) in line:
                found.append(int(path.parent.name))
    return found


def test_reading_stops_at_the_memory_limit(tmp_path: Path) -> None:
    with pytest.raises(TooLargeError):
        text_of(saved(tmp_path, pdf_files.bomb(60)), Limits(memory_bytes=60_000_000))
