"""PDF files, read in a process of their own that is stopped when it takes too long or too much."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import IO, Any

from ingest.document import BlockKind, Line, RawDocument, RawPage
from ingest.errors import (
    DamagedError,
    EmptyError,
    EncryptedError,
    FileError,
    NeedsOcrError,
    TooLargeError,
    TooSlowError,
)
from ingest.notices import Notice, page_names
from ingest.own_process import environment
from ingest.readers.hidden import hidden_text
from ingest.readers.limits import MEGABYTE, Limits
from ingest.readers.recognising import Recognise, Recognised

_POLL_SECONDS = 0.05
_TAIL_BYTES = 4_096
_PATIENCE = 12.0
"""How many times the allowed seconds of work may pass by the clock, for a worker that waits instead of working."""


def read_pdf(path: Path, limits: Limits, recognise: Recognise | None = None) -> RawDocument:
    """The lines of each page in reading order, with size, place and raised marks.

    Args:
        path: the file.
        limits: bounds on reading it.
        recognise: reads pages that are pictures; without it they stay empty.

    Raises:
        FileError: encrypted, damaged, needs_ocr, empty, too_large or too_slow.
    """
    messages = list(_messages(path, limits))
    if not messages or "end" not in messages[-1]:
        raise DamagedError(name=path.name)
    about, pages = messages[0], messages[1:-1]
    read = tuple(RawPage(m["page"], tuple(_line(plain) for plain in m.get("lines", ()))) for m in pages)
    has_text = any(page.lines and not m.get("scan") for page, m in zip(read, pages, strict=True))
    pictures = [m["page"] for m in pages if _is_picture(m, has_text)]
    if not any(page.lines for page in read) and not (recognise and pictures):
        raise _no_text(path, about, pages, limits)
    warnings = (*_warnings(about, pages), *_cut_off(path))
    document = RawDocument(read, about.get("title"), about.get("metadata", {}), warnings)
    if recognise is None or not pictures:
        waiting = (Notice("pictures", pages=page_names(pictures)),) if pictures and has_text else ()
        if pictures and not has_text:
            raise NeedsOcrError(name=path.name, pages=len(pages))
        return replace(document, warnings=(*document.warnings, *waiting))
    return _with_recognised(document, recognise(path, pictures, len(pages)))


def _is_picture(message: dict[str, Any], has_text: bool) -> bool:
    """Whether a page can only be read from its picture; in a file without any text, letters may be drawn as shapes."""
    if message.get("scan"):
        return True
    return not message.get("lines") and bool(message.get("image") or (message.get("shapes") and not has_text))


def _with_recognised(document: RawDocument, found: Recognised) -> RawDocument:
    """The document with the lines of recognised pages in their place."""
    from ingest.ocr.layout import lines_of

    lines = lines_of(found.pages)
    pages = tuple(replace(page, lines=lines.get(page.number, page.lines)) for page in document.pages)
    read = [number for number, of_page in lines.items() if of_page]
    failed = [*found.failed, *(number for number in lines if number not in read)]
    warnings = [*document.warnings, *found.warnings]
    if read:
        warnings.append(Notice("recognised", pages=page_names(read)))
    if failed:
        warnings.append(Notice("not_recognised", pages=page_names(failed)))
    return replace(document, pages=pages, warnings=tuple(warnings), recognised=found.pages)


def _no_text(path: Path, about: dict[str, Any], pages: list[dict[str, Any]], limits: Limits) -> FileError:
    """Why there is no text: letters may also be drawn as shapes, which needs OCR as pictures do."""
    failed = {page["failed"] for page in pages if "failed" in page}
    if "limit" in failed:
        return _too_much(path, limits.memory_bytes)
    if any(page.get("image") or page.get("shapes") for page in pages):
        return NeedsOcrError(name=path.name, pages=len(pages))
    lacking = (about.get("declared") or 0) > len(pages)
    return DamagedError(name=path.name) if failed or lacking else EmptyError(name=path.name)


def _warnings(about: dict[str, Any], pages: list[dict[str, Any]]) -> Iterator[str]:
    failed = [page["page"] for page in pages if "failed" in page]
    faulty = [page["page"] for page in pages if page.get("faults")]
    layers = [page["page"] for page in pages if page.get("layer")]
    declared = about.get("declared") or len(pages)
    if failed:
        yield Notice("damaged_pages", pages=page_names(failed))
    if faulty:
        yield Notice("faulty_pages", pages=page_names(faulty))
    if declared > len(pages):
        yield Notice("fewer_pages", declared=declared, found=len(pages))
    if layers:
        yield Notice("text_layer", pages=page_names(layers))
    for page in pages:
        if sample := page.get("hidden"):
            yield hidden_text(sample, page_names([page["page"]]))


def _cut_off(path: Path) -> Iterator[str]:
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - _TAIL_BYTES, 0))
        if b"%%EOF" not in file.read():
            yield Notice("cut_off")


def _line(plain: dict[str, Any]) -> Line:
    kind = plain.pop("kind", None)
    cells = tuple(plain.pop("cells", ()))
    spans = tuple((a, b) for a, b in plain.pop("superscripts", ()))
    text = plain.pop("text", "")
    return Line(text=text, kind=BlockKind(kind) if kind else None, cells=cells, superscripts=spans, **plain)


def _messages(path: Path, limits: Limits) -> Iterator[dict[str, Any]]:
    """What the worker says, object by object; the worker is gone when this ends, however it ends."""
    command = [sys.executable, "-m", "ingest.readers.pdf_worker", str(path.resolve()), json.dumps(asdict(limits))]
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment()
    )
    try:
        yield from _supervise(process, path, limits)
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


def _supervise(process: subprocess.Popen[bytes], path: Path, limits: Limits) -> Iterator[dict[str, Any]]:
    lines: queue.Queue[bytes | None] = queue.Queue(maxsize=64)
    stop = threading.Event()
    assert process.stdout is not None
    threading.Thread(target=_pump, args=(process.stdout, lines, stop), daemon=True).start()
    started, allowed, size = time.monotonic(), limits.seconds_base, 0
    try:
        while True:
            _check_bounds(process, path, limits, started, allowed)
            try:
                line = lines.get(timeout=_POLL_SECONDS)
            except queue.Empty:
                continue
            if line is None:
                return
            size += len(line)
            if size > limits.unpacked_bytes:
                raise _too_much(path, limits.unpacked_bytes)
            message = json.loads(line)
            allowed = max(allowed, limits.seconds_base + limits.seconds_per_page * message.get("pages", 0))
            yield _checked(message, path, limits)
    finally:
        stop.set()


def _pump(stream: IO[bytes], lines: queue.Queue[bytes | None], stop: threading.Event) -> None:
    """Carry lines from the worker's output, so that waiting for them can have an end."""
    try:
        for line in stream:
            while not stop.is_set():
                try:
                    lines.put(line, timeout=1.0)
                    break
                except queue.Full:
                    continue
            if stop.is_set():
                return
    except (OSError, ValueError):
        pass
    finally:
        if not stop.is_set():
            lines.put(None)


def _check_bounds(process: subprocess.Popen[bytes], path: Path, limits: Limits, started: float, allowed: float) -> None:
    waited = time.monotonic() - started
    worked = _seconds_of_work(process.pid)
    if waited > allowed * (1.0 if worked is None else _PATIENCE) or (worked or 0.0) > allowed:
        raise TooSlowError(name=path.name, seconds=f"{allowed:g}")
    if _resident_bytes(process.pid) > limits.memory_bytes:
        raise _too_much(path, limits.memory_bytes)


def _seconds_of_work(pid: int) -> float | None:
    """Processor time that a process has used; None where the system does not tell.

    A file is judged by the work that it makes: on a busy machine, or when the disk has yet to deliver the libraries,
    the same file takes many times as long by the clock.
    """
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError, AttributeError):
        return None


def _resident_bytes(pid: int) -> int:
    """Resident memory of a process; 0 where the system does not tell (there the worker bounds itself)."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError, AttributeError):
        return 0


def _too_much(path: Path, limit: int) -> TooLargeError:
    return TooLargeError("too_much_content", name=path.name, limit=f"{limit / MEGABYTE:g} MB")


def _checked(message: dict[str, Any], path: Path, limits: Limits) -> dict[str, Any]:
    """The message, unless it is one that ends the reading."""
    if message.get("pages", 0) > limits.pages:
        raise TooLargeError("too_many_pages", name=path.name, pages=message["pages"], limit=limits.pages)
    code = message.get("error")
    if code is None:
        return message
    if code == "encrypted":
        raise EncryptedError(name=path.name)
    if code in ("memory", "limit"):
        raise _too_much(path, limits.memory_bytes)
    raise DamagedError(name=path.name)
