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
            "LE MONITEUR\n\nDECRETO EJECUTIVO N.º 77\n\nReglamento de visas y permisos",
            "DECRETO EJECUTIVO N.º 77. Reglamento de visas y permisos",
            id="gazette-with-a-name",
        ),
        pytest.param(
            "MIGRATION GOVERNANCE PROFILE\n\nREPUBLIC OF TARVENIA\n\n2021",
            "MIGRATION GOVERNANCE PROFILE: REPUBLIC OF TARVENIA 2021",
            id="profile",
        ),
        pytest.param(
            "MIGRATION GOVERNANCE INDICATORS\nPROFILE 2022\n\nREPUBLIC OF TARVENIA\n\nGeneva, October 2022",
            "MIGRATION GOVERNANCE INDICATORS PROFILE 2022: REPUBLIC OF TARVENIA",
            id="profile-with-year",
        ),
        pytest.param(
            "REPÚBLICA DE TARVENIA\n\nLEY N.º 38 DE 2017\n(de 14 de septiembre)\nDE MIGRACIONES Y EXTRANJERÍA\n\n"
            "LA ASAMBLEA NACIONAL",
            "LEY N.º 38 DE 2017, DE MIGRACIONES Y EXTRANJERÍA",
            id="date-and-subject-in-one-block",
        ),
        pytest.param(
            "REPÚBLICA DE TARVENIA\n\nLEY 12 DE 2010\n\nLA ASAMBLEA NACIONAL\n\nDECRETA:\n\nLEY DE EXTRANJERÍA",
            "LEY 12 DE 2010. LEY DE EXTRANJERÍA",
            id="named-where-enacted",
        ),
        pytest.param(
            "REPÚBLICA DE TARVENIA\nDECRETO SUPREMO No. 7\nde 12 de marzo de 2021\nQue aprueba el reglamento de visas",
            "DECRETO SUPREMO No. 7, Que aprueba el reglamento de visas",
            id="masthead-on-the-line-above",
        ),
        pytest.param(
            "National Institute of Statistics (INE)\nRepublic of Tarvenia\n\nPRESS RELEASE No. 11/2024\n"
            "Port Almery, 14 March 2024\n\nFOREIGN POPULATION 2023",
            "PRESS RELEASE No. 11/2024: FOREIGN POPULATION 2023 (Republic of Tarvenia)",
            id="press-release",
        ),
        pytest.param(
            "COMUNICADO DE PRENSA N.º 7\n\nPuerto Almena, 5 de mayo de 2023\n\nAumentan las solicitudes en Tarvenia",
            "COMUNICADO DE PRENSA N.º 7: Aumentan las solicitudes en Tarvenia",
            id="comunicado",
        ),
        pytest.param("FACT SHEET\n\nLabour migration", "FACT SHEET: Labour migration", id="fact-sheet"),
        pytest.param(
            "COUNTRY FACT SHEET\nTarvenia\nMarch 2024", "COUNTRY FACT SHEET March 2024: Tarvenia", id="country-by-name"
        ),
        pytest.param(
            "Informe anual 2023\n\nDefensoría del Pueblo", "Informe anual 2023: Defensoría del Pueblo", id="issuer"
        ),
        pytest.param(
            "Perfil de país 2021\n\nRepública de Tarvenia",
            "Perfil de país 2021: República de Tarvenia",
            id="perfil-de-pais",
        ),
        pytest.param(
            "Kingdom of Tarvenia\n\nQuarterly statistical bulletin\n\nFirst quarter 2024",
            "Quarterly statistical bulletin First quarter 2024: Kingdom of Tarvenia",
            id="bulletin",
        ),
        pytest.param(
            "REPUBLIC OF TARVENIA\n\nNATIONAL MIGRATION POLICY 2020-2030",
            "NATIONAL MIGRATION POLICY 2020-2030: REPUBLIC OF TARVENIA",
            id="policy",
        ),
        pytest.param(
            "REPUBLIC OF TARVENIA\nNational Plan on Human Mobility 2024-2029\nSummary and country sheet\n\n"
            "About the Plan",
            "National Plan on Human Mobility 2024-2029 Summary and country sheet: REPUBLIC OF TARVENIA",
            id="between-the-state-and-the-first-chapter",
        ),
        pytest.param("ANNUAL REPORT 2023\n\nOverview", "ANNUAL REPORT 2023", id="a-chapter-is-no-subject"),
        pytest.param("OBJECTIVE", "objective profile", id="only-a-part"),
        pytest.param("REPUBLIC OF TARVENIA AND ITS PORTS", "REPUBLIC OF TARVENIA AND ITS PORTS", id="nothing-better"),
    ],
)
def test_the_title_is_what_names_the_document(opening: str, title: str, tmp_path: Path) -> None:
    file = tmp_path / "objective-profile.txt"
    file.write_text(f"{opening}\n\n{SENTENCE}\n\n{SENTENCE}\n", encoding="utf-8")
    found = build(read_file(file)).title
    assert (found or "objective profile") == title
