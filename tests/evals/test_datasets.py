from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pypdf
import pytest

from evals.dataset import Item, Place, load
from evals.errors import DatasetError
from evals.folding import compact, fold, has_any
from evals.sources import Sources

DATASETS = Path(__file__).resolve().parents[2] / "evals" / "datasets"
OTHER = DATASETS / "other-country"
LEAST = {"panama": 300, "unanswerable": 60, "false_premise": 40, "conversation": 30, "careless": 40, "near_miss": 30}
LANGUAGES = ("en", "es")


@cache
def items_of(name: str) -> tuple[Item, ...]:
    return load(DATASETS / f"{name}.jsonl")


ALL = [*LEAST, "other-country/arandia"]


@pytest.mark.parametrize("name", LEAST)
def test_a_dataset_is_large_and_in_both_languages(name: str) -> None:
    languages = Counter(item.lang for item in items_of(name))
    assert languages.total() >= LEAST[name]
    assert min(languages[lang] for lang in LANGUAGES) >= 0.4 * languages.total()


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


def test_no_sentence_of_the_shared_documents_is_in_a_dataset(shared_corpus: Path) -> None:
    theirs = {run for path in (shared_corpus / "panama").glob("*.txt") for run in runs_of_twelve(path.read_text())}
    for path in (*DATASETS.rglob("*.jsonl"), *OTHER.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert not runs_of_twelve(line) & theirs, f"{path.name}: {line[:80]}"


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
