from __future__ import annotations

from pathlib import Path

import pytest

from ingest.readers import read_file
from ingest.structure import build

SENTENCE = "This text says at some length what the document that it opens is about, so that it is no heading at all."


@pytest.mark.parametrize(
    ("opening", "title"),
    [
        pytest.param(
            "REPUBLIC OF TARVENIA\n\nALIENS ACT, 2016\n\nAct No. 12 of 2016",
            "ALIENS ACT, 2016 (Act No. 12 of 2016)",
            id="act",
        ),
        pytest.param(
            "REPÚBLICA DE TARVENIA\n\nDECRETO EJECUTIVO N.º 77\n\n4 de mayo de 2022\n\nReglamento de visas y permisos",
            "DECRETO EJECUTIVO N.º 77. Reglamento de visas y permisos",
            id="decree",
        ),
        pytest.param(
            "REPÚBLICA DE TARVENIA\nGACETA OFICIAL\nAño LXXXVII – Núm. 9.214\n\nPODER LEGISLATIVO\n\nLEY 418 DE 2019\n"
            "(5 de septiembre)\n\nDE MIGRACIONES",
            "LEY 418 DE 2019, DE MIGRACIONES",
            id="gazette",
        ),
        pytest.param(
            "MIGRATION GOVERNANCE PROFILE\n\nREPUBLIC OF TARVENIA\n\n2021",
            "MIGRATION GOVERNANCE PROFILE: REPUBLIC OF TARVENIA 2021",
            id="profile",
        ),
        pytest.param("OBJECTIVE", "objective profile", id="only-a-part"),
        pytest.param("REPUBLIC OF TARVENIA AND ITS PORTS", "REPUBLIC OF TARVENIA AND ITS PORTS", id="nothing-better"),
    ],
)
def test_the_title_is_what_names_the_document(opening: str, title: str, tmp_path: Path) -> None:
    file = tmp_path / "objective-profile.txt"
    file.write_text(f"{opening}\n\n{SENTENCE}\n\n{SENTENCE}\n", encoding="utf-8")
    found = build(read_file(file)).title
    assert (found or "objective profile") == title
