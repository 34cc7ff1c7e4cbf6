from __future__ import annotations

from collections import Counter
from pathlib import Path

from evals.dataset import load
from evals.plan import DATASETS, SUITES, Plan, datasets_of, spread

OTHER = DATASETS / "other-country"


def test_the_answers_suite_asks_every_dataset_that_has_no_suite_of_its_own() -> None:
    names = {path.stem for path in datasets_of("shipped")}
    assert {"panama", "unanswerable", "near_miss"} <= names
    assert not names & {"robustness", "injection", "indicator_levels", "articles"}


def test_a_folder_with_questions_of_its_own_is_asked_those() -> None:
    assert [path.name for path in datasets_of(str(OTHER))] == ["arandia.jsonl"]
    assert {path.stem for path in datasets_of(str(DATASETS / "none"))} >= {"panama"}


def test_a_folder_without_questions_is_asked_those_kept_under_its_name(tmp_path: Path) -> None:
    asked = {path.parent.name for path in datasets_of(str(tmp_path / "peru"))}
    assert asked == {"peru"}


def test_the_quick_subset_is_small_and_from_all_over() -> None:
    quick = Plan(quick=True).items("shipped")
    assert len(quick) <= 320
    assert {item.dataset for item in quick} == {path.stem for path in datasets_of("shipped")}
    languages = Counter(item.lang for item in quick)
    assert min(languages["en"], languages["es"]) >= 0.35 * len(quick)
    assert len({item.cluster for item in quick if item.dataset == "panama"}) >= 15


def test_a_subset_has_both_languages_of_a_dataset_of_pairs() -> None:
    picked = spread(load(DATASETS / "panama.jsonl"), 60)
    assert 40 <= len(picked) <= 60
    assert {item.lang for item in picked} == {"en", "es"}


def test_groups_of_phrasings_are_taken_whole() -> None:
    groups = Counter(item.group for item in Plan(quick=True).groups("shipped"))
    assert len(groups) >= 8
    assert set(groups.values()) == {5}


def test_a_run_is_whole_only_with_everything_and_keeps_floors_of_its_own_datasets_only(tmp_path: Path) -> None:
    assert Plan().is_whole
    assert not Plan(suites=SUITES[:1]).is_whole
    assert not Plan(quick=True).is_whole
    assert Plan(quick=True).has_floors
    assert not Plan(datasets=(tmp_path / "x.jsonl",)).has_floors
