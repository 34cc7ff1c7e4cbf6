"""The process that reads one PDF: ``python -m ingest.readers.pdf_worker FILE LIMITS``.

LIMITS is a JSON object with the fields of ``Limits``. The process imports pypdf and nothing heavier, and writes JSON
lines to standard output: ``{"pages": n, "title": ..., ...}``, then one object for each page, then ``{"end": true}``;
or ``{"error": code}``. It may be killed at any time.
"""

from __future__ import annotations

import contextlib
import io
import json
import logging
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError, PyPdfError

from ingest.document import Line
from ingest.readers.limits import Limits
from ingest.readers.pdf_content import draw
from ingest.readers.pdf_drawing import Drawing, Run
from ingest.readers.pdf_layout import arrange

try:
    import resource
except ImportError:  # not every system has it; there the parent's watch is the only one
    resource = None  # type: ignore[assignment]

_LIBRARIES = 512_000_000
_WHOLE = 0.5
"""Of a page: a picture that covers as much is a picture of the page."""
_MOST_HIDDEN = 300


def main(arguments: list[str]) -> None:
    """Read the file named in the arguments."""
    path, limits = arguments[0], Limits(**json.loads(arguments[1]))
    _bound_memory(limits.memory_bytes)
    _bound_seconds(limits.seconds_base)
    faults = _Faults()
    logger = logging.getLogger("pypdf")
    logger.addHandler(faults)
    logger.propagate = False
    try:
        _read(path, limits, faults)
    except MemoryError:
        _say({"error": "memory"})
    except LimitReachedError:
        _say({"error": "limit"})
    except (FileNotDecryptedError, DependencyError):
        _say({"error": "encrypted"})
    except Exception as error:  # whatever a broken file does to the parser, it is the file that is broken
        _say({"error": "damaged", "detail": f"{type(error).__name__}: {error}"[:300]})


def _bound_memory(size: int) -> None:
    """Ask the system to refuse more address space; that is larger than resident memory by libraries and arenas."""
    if resource is not None:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (size + _LIBRARIES, size + _LIBRARIES))


def _bound_seconds(seconds: float) -> None:
    """Ask the system to end this process at so many seconds of work, should the one that started it be gone."""
    if resource is not None:
        with contextlib.suppress(OSError, ValueError):
            _, most = resource.getrlimit(resource.RLIMIT_CPU)
            resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 2, most))


def _say(message: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(message, ensure_ascii=True) + "\n")
    sys.stdout.flush()


def _read(path: str, limits: Limits, faults: _Faults) -> None:
    reader = _open(path)
    if reader.is_encrypted and not reader.decrypt(""):
        _say({"error": "encrypted"})
        return
    count = len(reader.pages)
    _say({"pages": count, "declared": _declared_pages(reader), **_about(reader)})
    if count > limits.pages:
        return
    _bound_seconds(limits.seconds_base + limits.seconds_per_page * count)
    for number in range(count):
        _say(_page(reader, number, faults))
    _say({"end": True})


def _open(path: str) -> PdfReader:
    """A reader of the file; one without a usable end gets another try with its objects searched for."""
    try:
        reader = PdfReader(path)
        if reader.is_encrypted or len(reader.pages):
            return reader
    except (MemoryError, LimitReachedError, DependencyError):
        raise
    except Exception as error:
        return _searched(path, error)
    return reader


def _searched(path: str, error: Exception) -> PdfReader:
    """A reader with its table of objects rebuilt: pypdf does so when the table is not where it should be."""
    with open(path, "rb") as file:
        data = file.read()
    try:
        return PdfReader(io.BytesIO(data + b"\nstartxref\n0\n%%EOF\n"))
    except PyPdfError:
        raise error from None


def _declared_pages(reader: PdfReader) -> int | None:
    """The number of pages that the file claims; None where it claims none."""
    try:
        count = reader.root_object["/Pages"]["/Count"]  # type: ignore[index]
        return int(count)
    except Exception:
        return None


def _about(reader: PdfReader) -> dict[str, Any]:
    """Title and metadata, where the file tells them."""
    try:
        found = {str(k).lstrip("/"): str(v) for k, v in (reader.metadata or {}).items() if isinstance(v, str)}
    except (PyPdfError, ValueError, TypeError, AttributeError, KeyError, RecursionError):
        found = {}
    return {"title": found.get("Title") or None, "metadata": {k: v[:2_000] for k, v in found.items()}}


class _Faults(logging.Handler):
    """Counts what pypdf found wrong and passed over."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.count += 1


def _page(reader: PdfReader, number: int, faults: _Faults) -> dict[str, Any]:
    before = faults.count
    try:
        drawing = draw(reader.pages[number])
        layered = _lay_open(drawing)
        lines = arrange(drawing)
    except MemoryError:
        raise
    except LimitReachedError:
        return {"page": number + 1, "failed": "limit"}
    except Exception as error:  # the other pages may be whole
        return {"page": number + 1, "failed": f"{type(error).__name__}: {error}"[:300]}
    found = faults.count - before
    if found and not lines and not drawing.has_image:
        return {"page": number + 1, "failed": "nothing could be read"}
    garbled = _is_garbled("".join(line.text for line in lines))
    return {
        "page": number + 1,
        "lines": [] if garbled else [_plain(line) for line in lines],
        "image": drawing.has_image or garbled,
        "shapes": drawing.has_shapes,
        "faults": found,
        "layer": layered,
        "scan": drawing.cover >= _WHOLE and not layered and _is_stamped(drawing),
        "hidden": _joined(drawing.hidden),
    }


def _lay_open(drawing: Drawing) -> bool:
    """Puts a text layer under a picture of the page with what is read; elsewhere invisible text is hidden text."""
    if not drawing.layer:
        return False
    if drawing.cover >= _WHOLE:
        drawing.runs += drawing.layer
        return True
    drawing.hidden += drawing.layer
    return False


def _is_stamped(drawing: Drawing) -> bool:
    """Whether all that can be read of a page stands in its margins, as stamps and page numbers on a scan do."""
    margin = 0.1 * drawing.height
    return all(run.y < margin or run.y > drawing.height - margin for run in drawing.runs if run.text.strip())


def _joined(runs: Sequence[Run]) -> str:
    """The beginning of what some runs say."""
    said: list[str] = []
    before: Run | None = None
    for run in runs[:_MOST_HIDDEN]:
        if before and (abs(run.y - before.y) > 1 or run.x0 - before.x1 > 0.16 * max(run.size, 0.1)):
            said.append(" ")
        said.append(run.text)
        before = run
    return " ".join("".join(said).split())[:_MOST_HIDDEN]


def _is_garbled(text: str) -> bool:
    """Whether the characters are codes without meaning, as in fonts that do not tell what their glyphs stand for."""
    visible = [c for c in text if not c.isspace()]
    unknown = sum(1 for c in visible if c == "\ufffd" or unicodedata.category(c) in ("Cc", "Co", "Cn", "Cs"))
    return unknown > 0.4 * len(visible)


def _plain(line: Line) -> dict[str, Any]:
    return {k: v for k, v in asdict(line).items() if v not in (None, False, (), "")}


if __name__ == "__main__":
    main(sys.argv[1:])
