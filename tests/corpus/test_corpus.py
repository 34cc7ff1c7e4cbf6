"""The data that people edit are whole: the catalogue, the briefs, the instruments, the indicators and the glossary."""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest

from ingest.catalogue import DATE, Catalogue
from ingest.document import Sentence
from ingest.readers import read_file
from ingest.structure import build
from ingest.terms import terms

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
BRIEFS = sorted(path.name for path in (CORPUS / "briefs" / "en").glob("*.md"))
LANGUAGES = ("en", "es")
PREVAILS = {"en": "source prevails|sources prevail", "es": "prevalece la fuente|prevalecen las fuentes"}
INSTRUMENT_KINDS = frozenset(
    "constitution code law decree_law executive_decree ministerial_decree bill resolution convention agreement "
    "memorandum plan strategy manual".split()
)
CONFIDENCES = frozenset({"seed", "public", "unconfirmed"})
ANSWER_TYPES = frozenset({"level", "list", "number", "date"})
COPIED_RUN = 12
"""So many words in a row count as copied; see the terms of the source documents."""


@cache
def catalogue() -> Catalogue:
    """The shipped catalogue."""
    return Catalogue.load(CORPUS)


@cache
def instruments() -> list[dict[str, Any]]:
    """The entries of instruments.toml."""
    entries: list[dict[str, Any]] = tomllib.loads((CORPUS / "instruments.toml").read_text(encoding="utf-8"))[
        "instrument"
    ]
    return entries


@cache
def lines(name: str) -> list[dict[str, Any]]:
    """The objects of a JSONL file of the corpus."""
    return [json.loads(line) for line in (CORPUS / name).read_text(encoding="utf-8").splitlines()]


def brief(language: str, name: str) -> str:
    """The text of a brief."""
    return (CORPUS / "briefs" / language / name).read_text(encoding="utf-8")


@cache
def sentences(language: str, name: str) -> tuple[Sentence, ...]:
    """The sentences of a brief, as ingest cuts them."""
    structured = build(read_file(CORPUS / "briefs" / language / name), language=language)
    return tuple(sentence for passage in structured.passages for sentence in passage.sentences)


def blocks(text: str) -> list[str]:
    """The headings, paragraphs and tables of a Markdown text."""
    return re.split(r"\n\s*\n", text.strip())


def heading_levels(text: str) -> list[tuple[int, int, str]]:
    """Each heading with its place among the blocks, its level, and its section number where it has one."""
    found = []
    for place, block in enumerate(blocks(text)):
        if mark := re.match(r"(#+) (\d+(?:\.\d+)?\.?)?", block):
            found.append((place, len(mark[1]), mark[2] or ""))
    return found


def figures(text: str) -> Counter[str]:
    """The numbers of a text, without the marks of ordinals."""
    return Counter(re.findall(r"\d+(?:[.,]\d+)*", text))


def even(text: str) -> str:
    """A text with compatibility forms, white space and letter case evened out."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).casefold()


def source_text(path: Path) -> str:
    """All that a document of the shared corpus says, whatever its format."""
    if path.suffix == ".pdf":
        return even("\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages))
    if path.suffix == ".docx":
        return even("\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs))
    return even(path.read_text(encoding="utf-8", errors="replace"))


# --- catalogue and briefs


def test_every_id_of_the_catalogue_is_used_once() -> None:
    assert not [id for id, count in Counter(source.id for source in catalogue().sources).items() if count > 1]


def test_dates_and_countries_of_sources_are_iso() -> None:
    for source in catalogue().sources:
        assert source.date is None or DATE.fullmatch(source.date), source.id
        assert source.country is None or re.fullmatch("[A-Z]{3}", source.country), source.id
        assert source.authority in {"primary", "secondary"}, source.id
        assert source.title_es, source.id


def test_every_brief_is_in_the_catalogue_in_both_languages_and_every_entry_has_its_file() -> None:
    listed = {(entry.language, Path(entry.file).name): entry for entry in catalogue().briefs}
    assert len(listed) == len(catalogue().briefs)
    assert set(listed) == {(language, name) for language in LANGUAGES for name in BRIEFS}
    for (language, name), entry in listed.items():
        assert entry.file == f"briefs/{language}/{name}"
        assert entry.title == blocks(brief(language, name))[0].removeprefix("# ")


def test_every_source_has_a_brief_in_both_languages() -> None:
    for language in LANGUAGES:
        summarised = {entry.summarises for entry in catalogue().briefs if entry.language == language}
        assert summarised == {source.id for source in catalogue().sources}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", BRIEFS)
def test_a_brief_says_at_the_top_in_one_line_that_it_is_a_summary_and_that_the_source_prevails(
    name: str, language: str
) -> None:
    note = blocks(brief(language, name))[1]
    assert note.startswith("> ") and "\n" not in note
    assert re.search(PREVAILS[language], note)


@pytest.mark.parametrize("name", BRIEFS)
def test_a_brief_has_the_same_headings_in_the_same_places_in_both_languages(name: str) -> None:
    assert heading_levels(brief("en", name)) == heading_levels(brief("es", name))
    assert len(blocks(brief("en", name))) == len(blocks(brief("es", name)))


@pytest.mark.parametrize("name", BRIEFS)
def test_a_brief_has_sentence_for_sentence_the_same_figures_in_both_languages(name: str) -> None:
    english, spanish = sentences("en", name), sentences("es", name)
    assert [sentence.kind for sentence in english] == [sentence.kind for sentence in spanish]
    for one, other in zip(english, spanish, strict=True):
        assert one.block == other.block, f"{one.text}\n{other.text}"
        assert figures(one.text) == figures(other.text), f"{one.text}\n{other.text}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_conventions_of_the_profile_are_a_table_row_by_row(language: str) -> None:
    rows = [s for s in sentences(language, "mgi-panama-2019.md") if s.kind == "table_row"]
    assert len(rows) == 7
    assert [bool(re.search(r"\((?:1969|1991|2012)\)", row.text)) for row in rows] == [
        False, True, False, False, True, False, True,
    ]  # fmt: skip


@pytest.mark.parametrize("name", BRIEFS)
def test_a_brief_is_not_taken_for_the_source_that_it_summarises(name: str) -> None:
    for language in LANGUAGES:
        assert catalogue().recognise(brief(language, name)) is None


def test_phrases_by_which_a_source_is_recognised_stand_in_all_its_renderings_and_nowhere_else(
    shared_corpus: Path,
) -> None:
    files = [p for p in shared_corpus.rglob("*") if p.suffix in {".pdf", ".docx", ".html", ".txt", ".md"}]
    texts = {p: source_text(p) for p in files if not p.stem.endswith("-scan") and p.name != "README.md"}
    for source in catalogue().sources:
        own = {p for p in texts if p.stem == source.id}
        for phrase in source.recognise:
            assert len(phrase.split()) < 10
            assert {p for p, text in texts.items() if even(phrase) in text} == own, phrase


def test_nothing_in_the_corpus_is_copied_from_the_source_documents(shared_corpus: Path) -> None:
    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", unicodedata.normalize("NFKC", text).lower())
        return {tuple(words[i : i + COPIED_RUN]) for i in range(len(words) - COPIED_RUN + 1)}

    files = [p for p in shared_corpus.rglob("*") if p.suffix in {".txt", ".md"} and p.name != "README.md"]
    known = set().union(*(runs(p.read_text(encoding="utf-8", errors="replace")) for p in files))
    for path in sorted(p for p in CORPUS.rglob("*") if p.suffix in {".md", ".toml", ".jsonl"}):
        own_words = re.sub(r"https?://\S+", "", path.read_text(encoding="utf-8"))
        assert not runs(own_words) & known, path.name


# --- instruments


def test_instruments_have_unique_ids_names_in_both_languages_and_a_known_kind() -> None:
    ids = Counter(entry["id"] for entry in instruments())
    assert not [id for id, count in ids.items() if count > 1]
    for entry in instruments():
        assert entry["kind"] in INSTRUMENT_KINDS, entry["id"]
        for language in LANGUAGES:
            assert entry[f"names_{language}"] and all(entry[f"names_{language}"]), entry["id"]
            assert entry[f"what_{language}"], entry["id"]


def test_dates_of_instruments_are_iso_and_agree_with_their_years() -> None:
    for entry in instruments():
        if date := entry.get("date"):
            assert DATE.fullmatch(date), entry["id"]
            assert int(date[:4]) == entry["year"], entry["id"]


def test_what_is_said_of_an_instrument_names_its_document_or_its_confidence() -> None:
    sources = {source.id for source in catalogue().sources}
    ids = {entry["id"] for entry in instruments()}
    for entry in instruments():
        places = [*entry["where"], *(place for p in entry.get("provision", []) for place in p["where"])]
        assert {place["source"] for place in places} <= sources, entry["id"]
        assert places or entry.get("status"), entry["id"]
        for note in entry.get("status", []):
            assert note["confidence"] in CONFIDENCES and note["note_en"] and note["note_es"], entry["id"]
            assert note.get("source") or note["confidence"] == "unconfirmed", entry["id"]
        for relation in entry.get("relation", []):
            assert relation["instrument"] in ids - {entry["id"]}, entry["id"]
            assert relation["confidence"] in CONFIDENCES, entry["id"]


def test_a_repeal_or_replacement_is_told_from_both_sides() -> None:
    inverse = {"repealed_by": "repeals", "replaced_by": "replaces", "amended_by": "amends", "regulated_by": "regulates"}
    told = {(e["id"], r["kind"], r["instrument"]) for e in instruments() for r in e.get("relation", [])}
    for first, kind, second in told:
        if kind in inverse:
            assert (second, inverse[kind], first) in told


# --- indicators


def test_indicators_have_unique_ids_and_all_they_need_in_both_languages() -> None:
    rows = lines("indicators.jsonl")
    ids = [row["id"] for row in rows]
    assert len(set(ids)) == len(ids)
    keys = ("subdomain", "subdomain_es", "question_en", "question_es", "looks_for", "basis")
    for row in rows:
        assert all(row[key] for key in keys), row["id"]
        assert row["answer_type"] in ANSWER_TYPES, row["id"]
        assert re.match(rf"(?:SDG-|D){row['domain']}\D", row["id"]) and row["domain"] in range(1, 7), row["id"]
        assert row["sdg"] is None or row["sdg"] in ids, row["id"]
        assert row["question_en"].endswith("?") and row["question_es"].startswith("¿"), row["id"]


def test_a_subdomain_has_one_spanish_name() -> None:
    pairs = {(row["domain"], row["subdomain"], row["subdomain_es"]) for row in lines("indicators.jsonl")}
    assert len(pairs) == len({(domain, name) for domain, name, _ in pairs})


def test_the_thirty_items_of_sdg_10_7_2_are_five_a_domain() -> None:
    items = [row for row in lines("indicators.jsonl") if row["id"].startswith("SDG-")]
    assert Counter(row["domain"] for row in items) == dict.fromkeys(range(1, 7), 5)


# --- glossary


def test_the_glossary_has_three_hundred_terms_with_a_definition_in_both_languages() -> None:
    rows = lines("glossary.jsonl")
    assert len(rows) >= 300
    for row in rows:
        for language in LANGUAGES:
            assert row[f"term_{language}"] and row[f"definition_{language}"], row["term_en"]
            assert isinstance(row[f"variants_{language}"], list)
        assert row["domain"] is None or row["domain"] in range(1, 7), row["term_en"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_glossary_terms_share_a_name_and_no_term_lists_one_twice(language: str) -> None:
    names = [
        name.casefold()
        for row in lines("glossary.jsonl")
        for name in (row[f"term_{language}"], *row[f"variants_{language}"])
    ]
    assert not [name for name, count in Counter(names).items() if count > 1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_in_the_glossary_keeps_something_to_search_for(language: str) -> None:
    for row in lines("glossary.jsonl"):
        for name in (row[f"term_{language}"], *row[f"variants_{language}"]):
            assert len("".join(terms(name, language))) >= 2, name
