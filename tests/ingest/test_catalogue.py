from __future__ import annotations

from pathlib import Path

import pytest

from ingest.catalogue import Catalogue, Overrides, alpha3, country_name
from ingest.document import DocumentType, Metadata
from ingest.errors import CatalogueError
from ingest.readers import read_file
from ingest.structure import build

CATALOGUE = """
[[source]]
id = "profile-2019"
title = "Migration Profile: Panama"
title_es = "Perfil migratorio: Panamá"
publisher = "A publisher"
date = "2019"
type = "profile"
language = "en"
country = "PAN"
url = "https://example.org/profile"
recognise = ["coffee and banana farms", "insertion of women"]

[[source]]
id = "page-2020"
title = "A page that quotes"
type = "web"
language = "en"
recognise = ["coffee and banana farms in two words", "another phrase", "a third phrase"]

[[brief]]
file = "briefs/es/perfil.md"
language = "es"
title = "Perfil migratorio – resumen"
summarises = "profile-2019"
"""

DEMONYMS = 'PAN = ["panamanian", "panamen"]\nPER = ["peruvian", "peruan"]\n'


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    folder = tmp_path / "corpus"
    (folder / "briefs" / "es").mkdir(parents=True)
    (folder / "catalogue.toml").write_text(CATALOGUE, encoding="utf-8")
    (folder / "demonyms.toml").write_text(DEMONYMS, encoding="utf-8")
    return Catalogue.load(folder)


def described(
    catalogue: Catalogue, path: Path, text: str, overrides: Overrides | None = None
) -> tuple[Metadata, tuple[str, ...]]:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    raw = read_file(path)
    return catalogue.describe(path, raw, build(raw), overrides or Overrides())


def test_a_source_is_recognised_by_its_phrases_whatever_the_case_and_the_line_breaks(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    text = "Some words.\n\nPeople work on Coffee and\nbanana  farms of the province in the season of the harvest.\n"
    metadata, warnings = described(catalogue, tmp_path / "scan0001.txt", text)
    assert metadata == Metadata(
        "Migration Profile: Panama",
        DocumentType.PROFILE,
        "PAN",
        "en",
        "2019",
        publisher="A publisher",
        url="https://example.org/profile",
        source="profile-2019",
    )
    assert warnings == ("Recognised as Migration Profile: Panama; its details are those of the catalogue.",)


def test_of_two_sources_the_one_with_more_phrases_is_meant(catalogue: Catalogue, tmp_path: Path) -> None:
    text = "The coffee and banana farms stand here. Another phrase is here too. A third phrase ends the text.\n"
    assert described(catalogue, tmp_path / "a.txt", text)[0].source == "page-2020"


def test_what_the_person_says_wins_over_the_catalogue(catalogue: Catalogue, tmp_path: Path) -> None:
    text = "They work on the coffee and banana farms of the province in the season of the harvest.\n"
    overrides = Overrides(title="My title", type=DocumentType.REPORT, country="CRI", date="2020-04")
    metadata, _ = described(catalogue, tmp_path / "a.txt", text, overrides)
    assert (metadata.title, metadata.type, metadata.country, metadata.date) == ("My title", "report", "CRI", "2020-04")
    assert metadata.source == "profile-2019"


def test_a_brief_is_a_summary_with_the_date_of_its_source(catalogue: Catalogue) -> None:
    path = catalogue.folder / "briefs" / "es" / "perfil.md"
    metadata, warnings = described(catalogue, path, "# Otro título\n\nTrabajan en coffee and banana farms.\n")
    assert (metadata.type, metadata.authority, metadata.summarises) == ("brief", "summary", "profile-2019")
    assert (metadata.title, metadata.date, metadata.country) == ("Perfil migratorio – resumen", "2019", "PAN")
    assert metadata.source is None
    assert warnings == ()


NORM = """---
title: >-
  Ratifican Convenio de Migraci&oacute;n entre las Rep&uacute;blicas
country: pe
rank: decreto_supremo
publication_date: '1999-02-09'
source: 'https://example.org/norma'
official_journal: El Peruano
---
# Ratifican Convenio

Artículo 1.- Ratifícase el convenio con el Gobierno de Panamá y con el pueblo de Panamá.
"""


def test_the_front_matter_of_a_norm_is_used_and_is_no_guess(catalogue: Catalogue, tmp_path: Path) -> None:
    metadata, warnings = described(catalogue, tmp_path / "norm.md", NORM)
    assert metadata == Metadata(
        "Ratifican Convenio de Migración entre las Repúblicas",
        DocumentType.DECREE,
        "PER",
        "es",
        "1999-02-09",
        authority="primary",
        publisher="El Peruano",
        url="https://example.org/norma",
    )
    assert not any("country" in warning or "date" in warning for warning in warnings)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (
            "a.txt",
            "Executive Decree No. 5 of 16 January 2018\n\nThe National Assembly of Panama decrees as follows.",
            (DocumentType.DECREE, "PAN", "2018-01-16", "primary"),
        ),
        (
            "b.txt",
            "LEY N.º 3\n\nDe 22 de febrero de 2008, que crea el Servicio Nacional de Migración de los panameños.",
            (DocumentType.LAW, "PAN", "2008-02-22", "primary"),
        ),
        (
            "report_2021-06.txt",
            "Remittances\n\nWorkers abroad sent more money home to their families than ever in this year.",
            (DocumentType.REPORT, None, "2021-06", "secondary"),
        ),
        (
            "agenda-2099.html",
            "<html><body><h1>Visits</h1><p>Officials of many offices met in June 2021 to talk of it.</p></body></html>",
            (DocumentType.WEB, None, "2021-06", "secondary"),
        ),
        (
            "c.txt",
            "Global framework for migration\n\nIt applies to Panama, Peru and Chile, and to Spain and Italy as well.",
            (DocumentType.FRAMEWORK, None, None, "secondary"),
        ),
        (
            "d.md",
            "# Labour in Costa Rica\n\nPanama sends workers, Panama counts them, Panama helps them through the year.",
            (DocumentType.REPORT, "CRI", None, "secondary"),
        ),
    ],
)
def test_what_is_not_known_is_guessed_and_each_guess_is_said(
    catalogue: Catalogue, tmp_path: Path, name: str, text: str, expected: tuple[str, str | None, str | None, str]
) -> None:
    metadata, warnings = described(catalogue, tmp_path / name, text)
    assert (metadata.type, metadata.country, metadata.date, metadata.authority) == expected
    for word in ("title", "kind", "countr", "date", "language"):
        assert sum(word in warning for warning in warnings) >= 1, word


def test_a_file_without_a_title_goes_by_its_name(catalogue: Catalogue, tmp_path: Path) -> None:
    metadata, warnings = described(
        catalogue, tmp_path / "visa_rules-draft.txt", "only some words, and no heading at all."
    )
    assert metadata.title == "visa rules draft"
    assert "No title was found; the name of the file stands for it: “visa rules draft”." in warnings


@pytest.mark.parametrize(
    ("code", "expected"), [("PAN", "PAN"), ("pa", "PAN"), (" Per ", "PER"), ("XX", None), ("", None)]
)
def test_country_codes_are_iso_alpha_3(code: str, expected: str | None) -> None:
    assert alpha3(code) == expected


def test_countries_have_names_in_both_languages() -> None:
    assert (country_name("PAN", "es"), country_name("ESP", "en"), country_name("XXX", "en")) == (
        "Panamá",
        "Spain",
        "XXX",
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[[source]\n", "Expected"),
        ('[[source]]\nid = "a"\n', "source.0.title: Field required"),
        (CATALOGUE.replace('"profile-2019"\n\n', '"x"\n\n') + 'note = "more"\n', "brief.0.note: Extra inputs"),
        (
            CATALOGUE.replace('summarises = "profile-2019"', 'summarises = "lost"'),
            "summarises lost, which is not there",
        ),
    ],
)
def test_a_mistake_in_the_catalogue_is_said_with_its_place(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "catalogue.toml").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match=reason):
        Catalogue.load(tmp_path)


def test_a_missing_catalogue_is_said(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="No such file"):
        Catalogue.load(tmp_path)


def test_the_shipped_catalogue_is_sound() -> None:
    catalogue = Catalogue.load(Path(__file__).resolve().parents[2] / "corpus")
    assert catalogue.briefs
    for brief in catalogue.briefs:
        assert (catalogue.folder / brief.file).exists(), brief.file
        source = catalogue.source(brief.summarises)
        assert source is not None
        # A summary must not be taken for what it summarises.
        assert catalogue.recognise((catalogue.folder / brief.file).read_text(encoding="utf-8")) is None, brief.file


def test_every_rendering_of_a_shared_document_is_recognised(shared_corpus: Path) -> None:
    catalogue = Catalogue.load(Path(__file__).resolve().parents[2] / "corpus")
    for path in sorted((shared_corpus / "panama").iterdir()):
        if path.suffix in (".txt", ".html", ".docx") or path.stem == "mgi-profile-panama-2019":
            raw = read_file(path)
            metadata, _ = catalogue.describe(path, raw, build(raw), Overrides())
            assert (metadata.source, metadata.country) == (path.stem, "PAN"), path.name
