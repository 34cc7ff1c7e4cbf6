"""Tesseract, the text recognition program, where it is installed: its languages, and what it reads on a picture.

The program is called directly: all that is needed is its hOCR output, which has the place, the type size and the
confidence of every word.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lxml import etree

WANTED = ("spa", "eng")
SECONDS = 180
"""For one reading of a page; the usual one takes three to ten."""

_BOX = re.compile(r"\bbbox (-?\d+) (-?\d+) (-?\d+) (-?\d+)")
_BASELINE = re.compile(r"\bbaseline (-?[\d.]+) (-?[\d.]+)")
_SIZE = re.compile(r"\bx_size (-?[\d.]+)")
_CONFIDENCE = re.compile(r"\bx_wconf (\d+)")
_TURN = re.compile(r"Rotate: (\d+)")


@dataclass(frozen=True, slots=True)
class Tesseract:
    """The program: where it is, and the languages of ours that it has.

    Attributes:
        program: path of the executable.
        languages: codes as Tesseract names them, such as ``spa``; never empty.
        version: what the program says that it is.
    """

    program: str
    languages: tuple[str, ...]
    version: str

    @property
    def lacks_spanish(self) -> bool:
        """Whether the Spanish language data are missing."""
        return "spa" not in self.languages


def installed() -> Tesseract | None:
    """The program, or None where it is missing, has none of the languages, or is switched off.

    ``ASSISTANT_TESSERACT`` names another executable; ``off`` switches recognition off.
    """
    return _installed(os.environ.get("ASSISTANT_TESSERACT", ""), os.environ.get("PATH", ""))


@lru_cache(maxsize=8)
def _installed(named: str, path: str) -> Tesseract | None:
    if named.lower() == "off":
        return None
    program = shutil.which(named or "tesseract", path=path)
    if program is None:
        return None
    try:
        known = _said(program, "--list-langs").split()
        version = _said(program, "--version").split("\n", 1)[0].strip()
    except (OSError, subprocess.SubprocessError):
        return None
    languages = tuple(code for code in WANTED if code in known)
    return Tesseract(program, languages, version) if languages else None


def _said(program: str, option: str) -> str:
    done = subprocess.run([program, option], capture_output=True, text=True, timeout=30, check=True)
    return done.stdout or done.stderr


@dataclass(frozen=True, slots=True)
class Read:
    """A word in a picture, in pixels from the upper left corner; see ``ingest.ocr.words.Word``."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    line: int
    confidence: int


def start(tesseract: Tesseract, picture: Path, dpi: int, languages: Sequence[str]) -> subprocess.Popen[bytes]:
    """Starts a reading of a picture, on one core; ``finish`` waits for it. The first language counts for more."""
    command = [
        tesseract.program, str(picture), "stdout", "-l", "+".join(languages), "--psm", "3", "--dpi", str(dpi), "hocr",
    ]  # fmt: skip
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    return subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    )


def finish(process: subprocess.Popen[bytes]) -> list[Read]:
    """The words of a reading.

    Raises:
        subprocess.SubprocessError: the program failed or took too long.
    """
    try:
        out, _ = process.communicate(timeout=SECONDS)
    finally:
        process.kill()
        process.wait()
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, "tesseract")
    return words_of(out)


def turn_of(tesseract: Tesseract, picture: Path) -> int:
    """By how many degrees, clockwise, a picture is to be turned to stand upright; 0 where the program cannot tell."""
    command = [tesseract.program, str(picture), "stdout", "--psm", "0"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)
    except (OSError, subprocess.SubprocessError):
        return 0
    found = _TURN.search(done.stdout + done.stderr)
    return int(found[1]) if found else 0


def words_of(hocr: bytes) -> list[Read]:
    """The words of an hOCR page in the order of the program."""
    root = etree.fromstring(hocr, etree.XMLParser(recover=True, no_network=True, resolve_entities=False))
    found: list[Read] = []
    lines = root.iter("{*}span") if root is not None else ()
    number = 0
    for span in lines:
        if span.get("class") in ("ocr_line", "ocr_header", "ocr_textfloat", "ocr_caption"):
            number += 1
            found += _line(span, number)
    return found


def _line(line: etree._Element, number: int) -> list[Read]:
    title = line.get("title") or ""
    left, _, _, foot = _box(title)
    slope, offset = _floats(_BASELINE, title, (0.0, 0.0))
    (size,) = _floats(_SIZE, title, (12.0,))
    words = []
    for span in line.iter("{*}span"):
        if span.get("class") != "ocrx_word":
            continue
        text = "".join(span.itertext()).strip()
        title = span.get("title") or ""
        confidence = _CONFIDENCE.search(title)
        x0, top, x1, bottom = _box(title)
        if text and x1 > x0 and bottom > top:
            base = foot + offset + slope * (x0 - left)
            words.append(Read(text, x0, top, x1, bottom, base, size, number, int(confidence[1]) if confidence else 0))
    return words


def _box(title: str) -> tuple[float, float, float, float]:
    match = _BOX.search(title)
    return (float(match[1]), float(match[2]), float(match[3]), float(match[4])) if match else (0.0, 0.0, 0.0, 0.0)


def _floats(pattern: re.Pattern[str], title: str, otherwise: tuple[float, ...]) -> tuple[float, ...]:
    match = pattern.search(title)
    return tuple(float(group) for group in match.groups()) if match else otherwise
