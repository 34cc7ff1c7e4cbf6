"""A small store for tests of the app: a profile as PDF and a hostile text, both of them made here."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ingest.document import DocumentType, Metadata
from ingest.store import Store

REPOSITORY = Path(__file__).resolve().parents[2]

PROFILE = (
    (
        "Migration governance in Costa Rica",
        (
            "This profile describes the migration governance of Costa Rica.",
            "The General Directorate of Migration is the agency in charge of migration policy.",
            "The agency was created by the Migration Law of 2009.",
        ),
    ),
    (
        "Gender and strategy",
        (
            "Costa Rica has no migration strategy that takes gender into account.",
            "However, the national equality policy mentions migrant women.",
            "The equality policy was adopted in 2018.",
        ),
    ),
    (
        "Health care",
        (
            "Migrants have access to emergency health care in all public hospitals of Costa Rica.",
            "Access to other health services depends on the residence permit.",
        ),
    ),
)
"""Headings of the pages, each with its sentences."""

QUESTION = "Does Costa Rica have a migration strategy that takes gender into account?"
DECIDING = "Costa Rica has no migration strategy that takes gender into account."

HOSTILE_TITLE = "Notes <script>alert(1)</script> ![x](http://tracker.example/x.png) :smile: $x$"
HOSTILE = """# Labour market tests

The labour market test <script>document.title = 'taken'</script> lasts
![pixel](http://tracker.example/p.png) thirty days.
"""

PROFILE_DETAILS = Metadata("Migration Governance Profile: Costa Rica", DocumentType.PROFILE, "CRI", "en", "2019")
HOSTILE_DETAILS = Metadata(HOSTILE_TITLE, DocumentType.REPORT, None, "en")


def write_profile(path: Path, pages: Sequence[tuple[str, Sequence[str]]] = PROFILE) -> Path:
    """Writes the profile as a PDF, a heading and a paragraph a page."""
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setTitle(pages[0][0])
    for heading, sentences in pages:
        canvas.setFont("Helvetica-Bold", 18)
        canvas.drawString(72, 760, heading)
        canvas.setFont("Helvetica", 11)
        for i, line in enumerate(_wrapped(" ".join(sentences))):
            canvas.drawString(72, 720 - 16 * i, line)
        canvas.showPage()
    canvas.save()
    return path


def _wrapped(text: str, width: int = 80) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


@lru_cache(maxsize=1)
def sample_store() -> Path:
    """The store, built once a run. Only to be read: tests copy it first."""
    folder = Path(tempfile.mkdtemp(prefix="app-sample-"))
    profile = write_profile(folder / "profile.pdf")
    hostile = folder / "notes.md"
    hostile.write_text(HOSTILE, encoding="utf-8")
    command = [sys.executable, "-m", "ingest", "add", str(profile), str(hostile), "--store", str(folder / "store")]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with Store.open(folder / "store") as store:
        for record in store.documents():
            store.describe(record.id, PROFILE_DETAILS if record.path.endswith(".pdf") else HOSTILE_DETAILS)
    return folder / "store"
