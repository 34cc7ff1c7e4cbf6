"""How well scans are read: ``python -m evals.scans FOLDER``.

Pages of text PDFs are drawn at 150 dpi and spoilt (blurred, turned, given grain), read by text recognition, and
compared with their own text. A PDF that lies beside its scan (``NAME.pdf``, ``NAME-scan.pdf``) is compared with that.
Measured are words and figures that differ, and figures that differ without being marked as doubtful.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from itertools import pairwise
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageFilter
from rapidfuzz.distance import Levenshtein

from ingest.ocr.confidence import doubtful, read_words
from ingest.ocr.layout import lines_of
from ingest.ocr.recogniser import Recogniser
from ingest.ocr.tesseract import installed
from ingest.readers import read_file

DPI = 150
_SIGNS = str.maketrans({"ﬁ": "fi", "ﬂ": "fl", "’": "'", "‘": "'", "\u00ad": "", "º": "°"})
_TOKEN = re.compile(r"\w+(?:[.,/-]\w+)*°?")
_ACCENT = re.compile(r"[áéíóúñüÁÉÍÓÚÑÜ]")


@dataclass(frozen=True, slots=True)
class Damage:
    """How a page is spoilt: blur and grain as standard deviations (pixels, grey values), the turn in degrees."""

    name: str
    blur: float
    turn: float
    grain: float


DAMAGES = (
    Damage("clean", 0.0, 0.0, 0.0),
    Damage("light", 0.6, 0.7, 8.0),
    Damage("medium", 0.9, -1.5, 16.0),
    Damage("heavy", 1.2, 2.5, 25.0),
)


@dataclass(slots=True)
class Rates:
    """Counts over pages: of the true text, of what was read otherwise, and of wrong figures that bear no mark."""

    pages: int = 0
    words: int = 0
    words_wrong: int = 0
    accented: int = 0
    accented_wrong: int = 0
    figures: int = 0
    figures_wrong: int = 0
    figures_read: int = 0
    marked: int = 0
    unmarked_wrong: int = 0
    seconds: float = 0.0

    def __iadd__(self, other: Rates) -> Rates:
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))
        return self

    def sentence(self, name: str) -> str:
        """One line for people."""
        return (
            f"{name:8} {self.pages} pages, {self.seconds / max(self.pages, 1):.1f} s each; "
            f"words wrong {self.words_wrong}/{self.words} ({self.words_wrong / max(self.words, 1):.1%}), "
            f"accented {self.accented_wrong}/{self.accented}, figures {self.figures_wrong}/{self.figures}; "
            f"of {self.figures_read} figures read {self.marked} marked, {self.unmarked_wrong} wrong and not marked"
        )


def tokens(text: str) -> list[tuple[int, int, str]]:
    """The words of a text with their places."""
    return [(m.start(), m.end(), m.group().translate(_SIGNS)) for m in _TOKEN.finditer(text.replace("–", "-"))]


def compared(truth: str, text: str, marks: Sequence[tuple[int, int]], show: bool = False) -> Rates:
    """The rates of one page: its true text, what was read, and the places in that which are marked as doubtful."""
    true, read = tokens(truth), tokens(text)
    edits = Levenshtein.editops([word for *_, word in true], [word for *_, word in read])
    missed = {e.src_pos for e in edits if e.tag in ("replace", "delete")}
    wrong = {e.dest_pos for e in edits if e.tag in ("replace", "insert")}
    rates = Rates(1, len(true), len(edits))
    for i, (*_, word) in enumerate(true):
        rates.accented += bool(_ACCENT.search(word))
        rates.accented_wrong += bool(_ACCENT.search(word)) and i in missed
        rates.figures += has_figure(word)
        rates.figures_wrong += has_figure(word) and i in missed
    beside = _neighbours([word for *_, word in true])
    around = [word for *_, word in read]
    for i, (start, end, word) in enumerate(read):
        if has_figure(word):
            marked = any(a < end and start < b for a, b in marks)
            # A figure that is read in another order than the page's own text is not a wrong one.
            bad = i in wrong and not beside & _neighbours(around[max(i - 1, 0) : i + 2])
            rates.figures_read += 1
            rates.marked += marked
            rates.unmarked_wrong += bad and not marked
            if show and bad and not marked:
                print("   not marked:", text[max(0, start - 30) : end + 20].replace("\n", " / "))
    return rates


def _neighbours(words: Sequence[str]) -> set[tuple[str, str]]:
    """Every figure with the word before it, and with the word after it."""
    return {(a, b) for a, b in pairwise(words) if has_figure(a) or has_figure(b)}


def has_figure(word: str) -> bool:
    """Whether a word holds a digit."""
    return any(c.isdigit() for c in word)


def spoilt(page: pdfium.PdfPage, damage: Damage, grains: np.random.Generator) -> Image.Image:
    """A page as a bad scan of it."""
    picture: Image.Image = page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
    picture = picture.filter(ImageFilter.GaussianBlur(damage.blur))
    picture = picture.rotate(damage.turn, resample=Image.Resampling.BICUBIC, fillcolor=255)
    if not damage.grain:
        return picture
    grey = np.asarray(picture, dtype=np.float32) * 0.92 + 12
    return Image.fromarray((grey + grains.normal(0, damage.grain, grey.shape)).clip(0, 255).astype(np.uint8))


def scan_of(path: Path, numbers: Sequence[int], damage: Damage, target: Path) -> None:
    """Writes a PDF of pictures of some pages (from 1)."""
    grains = np.random.default_rng(7)
    with pdfium.PdfDocument(path) as document:
        pictures = [spoilt(document[number - 1], damage, grains) for number in numbers]
    pictures[0].save(target, "PDF", resolution=DPI, save_all=True, append_images=pictures[1:])


def measured(scan: Path, truth: Path, numbers: Sequence[int], recogniser: Recogniser, show: bool) -> Rates:
    """The rates of a scan whose pages are those of a text PDF with these numbers."""
    true = {page.number: page_text(page.lines) for page in read_file(truth).pages}
    started = time.perf_counter()
    pages, _ = recogniser.pages(scan, scan.stem, list(range(1, len(numbers) + 1)))
    total = Rates(seconds=time.perf_counter() - started)
    lines = lines_of(pages)
    for page in pages:
        text = page_text(lines[page.number])
        marks = doubtful(text, read_words(text, page.words))
        total += compared(true[numbers[page.number - 1]], text, marks, show)
    return total


def page_text(lines: Sequence[object]) -> str:
    """The lines of a page under each other."""
    return "\n".join(text for line in lines if (text := getattr(line, "text", "")))


def cases(folder: Path, most: int) -> Iterator[tuple[str, Path, Path | None, list[int], Damage | None]]:
    """What is measured: name, text PDF, scan (None where one is made), page numbers, damage."""
    for path in sorted(folder.rglob("*.pdf")):
        if path.stem.endswith("-scan"):
            truth = path.with_name(path.name.replace("-scan", ""))
            with pdfium.PdfDocument(path) as document:
                yield "scan", truth, path, list(range(1, len(document) + 1)), None
            continue
        if path.with_name(f"{path.stem}-scan.pdf").exists():
            continue
        with pdfium.PdfDocument(path) as document:
            numbers = list(range(1, min(len(document), most) + 1))
        for damage in DAMAGES:
            yield damage.name, path, None, numbers, damage


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="PDFs with text, and scans named NAME-scan.pdf")
    parser.add_argument("--pages", type=int, default=2, help="of each file, at most")
    parser.add_argument("--kept", type=Path, help="folder for what was read, to measure again without reading again")
    parser.add_argument("--show", action="store_true", help="print wrong figures without a mark")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    tesseract = installed()
    if tesseract is None:
        raise SystemExit("Tesseract is not installed.")
    with tempfile.TemporaryDirectory() as scratch:
        recogniser = Recogniser(tesseract, given.kept or Path(scratch) / "read")
        totals: dict[str, Rates] = {}
        for name, truth, scan, numbers, damage in cases(given.folder, given.pages):
            target = scan or Path(scratch) / f"{truth.stem}-{name}.pdf"
            if damage is not None:
                scan_of(truth, numbers, damage, target)
            totals.setdefault(name, Rates())
            totals[name] += measured(target, truth, numbers, recogniser, given.show)
        for name, rates in totals.items():
            print(json.dumps({"damage": name, **asdict(rates)}) if given.json else rates.sentence(name), flush=True)


if __name__ == "__main__":
    main()
