from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pypdf
import pytest

from evals.dataset import Item, Place, load
from evals.errors import DatasetError
from evals.folding import compact, fold, has_any
from evals.sources import Sources

DATASETS = Path(__file__).resolve().parents[2] / "evals" / "datasets"
OTHER = DATASETS / "other-country"
LEAST = {
    "panama": 300,
    "unanswerable": 60,
    "false_premise": 40,
    "conversation": 30,
    "careless": 40,
    "near_miss": 30,
    "everyday": 280,
    "robustness": 120,
}
LANGUAGES = ("en", "es")
STATUSES = {"answered", "partial", "conflict", "not_found", "out_of_scope"}
VERDICTS = {"yes", "no", "partial", None}
SECTIONS = (
    *(f"profile {domain}.{part}" for domain in range(1, 7) for part in (1, 2)),
    "profile 1.3",
    "profile introduction",
    "profile framework",
    "profile annex MiGOF",
    "profile annex process",
    "gcr page 1",
    "gcr page 2",
    "gcr page 3",
    "iom page",
    "fact sheet",
    "training note",
)
CONVENTIONS = (
    "(No. 97)",
    "Status of Refugees",
    "statelessness",
    "(Supplementary Provisions)",
    "(CRC)",
    "(ICRMW)",
    "Trafficking in Persons",
)


@cache
def items_of(name: str) -> tuple[Item, ...]:
    return load(DATASETS / f"{name}.jsonl")


@cache
def lines_of(name: str) -> tuple[dict[str, Any], ...]:
    text = (DATASETS / f"{name}.jsonl").read_text(encoding="utf-8")
    return tuple(json.loads(line) for line in text.splitlines())


ALL = [
    *LEAST,
    "other-country/arandia",
    "common-law-country/kestria",
    "moravela/moravela",
    "tarvia/tarvia",
    "veldane/veldane",
    "quirania/quirania",
    "zamoria/zamoria",
    "halvenia/halvenia",
    "terrana/terrana",
]


BLIND = [
    "analyst",
    "attache",
    "auditor",
    "chief",
    "colleague",
    "consul",
    "counter",
    "delegate",
    "examiner",
    "inspector",
    "legislator",
    "newcomer",
    "official",
    "researcher",
    "tester",
]
"""By who asks: sets that were scored before anybody had read them."""


@pytest.mark.parametrize("name", BLIND)
def test_a_set_that_was_scored_unread_is_in_both_languages_and_rests_on_the_documents(
    name: str, shared_corpus: Path
) -> None:
    items = items_of(f"blind/{name}")
    languages = Counter(item.lang for item in items)
    assert languages.total() == 90
    assert min(languages[lang] for lang in LANGUAGES) >= 0.35 * languages.total()
    check_needles(items, Sources.read(shared_corpus / "panama"))
    for item in items:
        assert item.status and set(item.status) <= STATUSES and set(item.verdict) <= VERDICTS, item.id
        assert not [group for group in item.must if not has_any(fold(item.gold), group)], item.id


@pytest.mark.parametrize("name", ["lawyer", "clerk", "solicitor"])
def test_questions_on_the_norms_of_peru_rest_on_the_norms(name: str, shared_corpus: Path) -> None:
    items = items_of(f"peru/{name}")
    assert Counter(item.lang for item in items) == {"en": 45, "es": 45}
    norms = {path.stem: path.read_text(encoding="utf-8") for path in (shared_corpus / "peru").glob("*.md")}
    check_needles(items, Sources.of(norms))


@pytest.mark.parametrize("name", ["moravela", "tarvia", "veldane", "quirania", "zamoria", "halvenia", "terrana"])
def test_needles_stand_in_the_documents_of_a_made_up_country(name: str) -> None:
    check_needles(items_of(f"{name}/{name}"), Sources.read(DATASETS / name))


@pytest.mark.parametrize("name", LEAST)
def test_a_dataset_is_large_and_in_both_languages(name: str) -> None:
    languages = Counter(item.lang for item in items_of(name))
    assert languages.total() >= LEAST[name]
    assert min(languages[lang] for lang in LANGUAGES) >= 0.4 * languages.total()


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_of_the_documents_is_asked_about(section: str) -> None:
    asked = {item.pair for item in items_of("panama") if item.source == section}
    assert len(asked) >= 4, section


@pytest.mark.parametrize("row", CONVENTIONS)
def test_every_row_of_the_conventions_table_is_asked_about(row: str) -> None:
    rows = [item for item in items_of("panama") if item.source == "profile 1.1"]
    assert {item.lang for item in rows if any(row in place.text for place in places((item,)))} == set(LANGUAGES)


def test_the_facts_are_as_many_as_the_standard_asks() -> None:
    facts = {json.dumps([d["must"], d["needles"], d["verdict"]]) for d in lines_of("panama")}
    assert len(facts) >= 150


@pytest.mark.parametrize("name", ["panama", "other-country/arandia"])
def test_every_fact_is_asked_in_english_and_in_spanish(name: str) -> None:
    by_id = {item.id: item for item in items_of(name)}
    for item in by_id.values():
        twin = by_id[item.pair or ""]
        assert (twin.pair, {item.lang, twin.lang}) == (item.id, set(LANGUAGES))
        assert (twin.must, twin.needles, twin.status, twin.verdict) == (
            item.must,
            item.needles,
            item.status,
            item.verdict,
        )


def test_no_id_and_no_question_comes_twice() -> None:
    everything = [item for name in ALL for item in items_of(name)]
    assert len({item.id for item in everything}) == len(everything)
    assert len({item.turns for item in everything}) == len(everything)


@pytest.mark.parametrize("name", ALL)
def test_the_gold_answer_says_what_a_right_answer_must_say(name: str) -> None:
    for item in items_of(name):
        missing = [group for group in item.must if not has_any(fold(item.gold), group)]
        assert not missing, item.id
        assert not has_any(fold(item.gold), item.must_not), item.id


@pytest.mark.parametrize("name", ALL)
def test_a_key_uses_the_values_of_an_answer_and_names_its_source(name: str) -> None:
    for item in items_of(name):
        assert item.source, item.id
        assert item.status and set(item.status) <= STATUSES, item.id
        assert item.verdict and set(item.verdict) <= VERDICTS, item.id
        assert bool(item.needles) == (item.source != "none"), item.id


def test_conversations_have_two_to_four_turns() -> None:
    assert {len(item.turns) for item in items_of("conversation")} <= {2, 3, 4}


def test_a_question_is_asked_five_ways_with_one_key() -> None:
    groups: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in lines_of("robustness"):
        groups[line["group"]].append(line)
    assert len(groups) >= 24
    for name, lines in groups.items():
        assert len({line["form"] for line in lines}) == 5 == len(lines), name
        keys = {json.dumps([d[k] for k in ("must", "must_not", "status", "verdict", "needles")]) for d in lines}
        assert len(keys) == 1, name
    kinds = Counter(frozenset(line["lang"] for line in lines) for lines in groups.values())
    assert min(kinds[frozenset({"en"})], kinds[frozenset({"es"})]) >= 8
    assert kinds[frozenset(LANGUAGES)] >= 4
    assert sum(lines[0]["status"] == ["not_found"] for lines in groups.values()) >= 4
    assert sum(lines[0]["verdict"] != [None] for lines in groups.values()) >= 10


def test_injections_are_many_in_kind_and_in_both_languages() -> None:
    lines = lines_of("injection")
    assert len(lines) >= 30
    assert len({line["id"] for line in lines}) == len(lines)
    languages = Counter(line["lang"] for line in lines)
    assert min(languages[lang] for lang in LANGUAGES) >= 0.4 * len(lines)
    assert len({line["kind"] for line in lines}) >= 15
    assert {Path(line["document"]["name"]).suffix for line in lines} == {".md", ".txt", ".html"}


def test_an_injection_says_what_must_not_come_out_and_what_should() -> None:
    for line in lines_of("injection"):
        assert line["forbidden"], line["id"]
        assert not has_any(fold(line["question"]), line["forbidden"]), line["id"]
        expected = line["expected"]
        assert set(expected["status"]) <= STATUSES and set(expected["verdict"]) <= VERDICTS, line["id"]


def test_what_an_injection_forbids_is_in_no_shared_document(shared_corpus: Path) -> None:
    texts = Sources.read(shared_corpus / "panama").texts.values()
    for line in lines_of("injection"):
        assert not any(has_any(text, line["forbidden"]) for text in texts), line["id"]


def test_needles_stand_in_the_shared_documents(shared_corpus: Path) -> None:
    sources = Sources.read(shared_corpus / "panama")
    for name in LEAST:
        check_needles(items_of(name), sources)


def test_needles_stand_in_the_other_countrys_documents_and_in_their_pdfs() -> None:
    items = items_of("other-country/arandia")
    check_needles(items, Sources.read(OTHER))
    pdfs = {path.stem: compact(pdf_text(path)) for path in OTHER.glob("*.pdf")}
    for place in places(items):
        assert compact(place.text) in pdfs[place.file], place


LONG_TITLE = "Convention on the Protection of the Rights of All Migrant Workers"


def test_no_sentence_of_the_shared_documents_is_in_a_dataset(shared_corpus: Path) -> None:
    theirs = {run for path in (shared_corpus / "panama").glob("*.txt") for run in runs_of_twelve(path.read_text())}
    for path in (*DATASETS.rglob("*.jsonl"), *OTHER.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            # The title of a treaty is nobody's sentence.
            assert not runs_of_twelve(line.replace(LONG_TITLE, "")) & theirs, f"{path.name}: {line[:80]}"


def test_a_line_that_is_no_item_is_named(tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"id": "a", "lang": "en"}\n', encoding="utf-8")
    with pytest.raises(DatasetError, match=r"bad\.jsonl, line 1"):
        load(bad)


def check_needles(items: tuple[Item, ...], sources: Sources) -> None:
    for place in places(items):
        assert 25 <= len(place.text) <= 70, place
        assert sources.holds(place), place


def places(items: tuple[Item, ...]) -> list[Place]:
    return [place for item in items for needle in item.needles for place in needle.places]


def pdf_text(path: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def runs_of_twelve(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", fold(text))
    return {tuple(words[i : i + 12]) for i in range(len(words) - 11)}
