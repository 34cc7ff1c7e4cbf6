from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from assistant.indicators.framework import Framework, Indicator
from assistant.indicators.levels import Level
from assistant.indicators.sdg import ITEMS, Category, Sdg, covers_all, sdg
from ingest.settings import PROJECT
from tests.assistant.commands import Done

YES, PART, NO, NONE = Level.COMPLETE, Level.PARTIAL, Level.ABSENT, Level.NOT_FOUND
command = partial(Done, "sdg")


def indicator(id: str, item: str | None = None) -> Indicator:
    return Indicator(id, 1, {}, {"en": "Is it so?"}, sdg=item or id)


def answered(**changes: Level | None) -> Sdg:
    """All thirty items answered with yes, but for those named, as in ``a1=NO``."""
    levels: dict[str, Level | None] = dict.fromkeys(ITEMS, YES)
    levels.update({f"SDG-{name[1]}{name[0]}": level for name, level in changes.items()})
    return sdg((indicator(id), level) for id, level in levels.items())


def all_of(level: Level, but: int = 0) -> Sdg:
    """All items with one level, but the first few of domains 2 and on, which are yes."""
    yes = [id for id in ITEMS if id[4] != "1"][:but]
    return sdg((indicator(id), YES if id in yes else level) for id in ITEMS)


def test_all_yes_is_a_hundred_and_fully_meets() -> None:
    found = answered()
    assert (found.overall.value, found.category, found.overall.is_complete) == (100.0, Category.FULLY_MEETS, True)


def test_domain_one_knows_half_a_yes_and_its_value_is_the_mean_of_five() -> None:
    found = answered(a1=PART, b1=PART, c1=NO)
    # (0.5 + 0.5 + 0 + 1 + 1) / 5 = 0.6; (3 + 25) / 30 = 0.9333
    assert found.domain(1).value == 60.0
    assert round(found.overall.value, 2) == 93.33
    assert (found.category, found.overall.open) == (Category.MEETS, 0)


def test_elsewhere_in_part_counts_nothing_until_a_person_decides() -> None:
    found = answered(a2=PART, b2=PART, a3=NO)
    # 27 of 30; with both decided as yes, 29 of 30.
    assert (found.overall.value, round(found.overall.highest, 2)) == (90.0, 96.67)
    assert (found.domain(2).value, found.domain(2).highest, found.domain(3).value) == (60.0, 100.0, 80.0)
    assert [i.id for i in found.items if i.is_open] == ["SDG-2a", "SDG-2b"]


@pytest.mark.parametrize(
    ("yes", "category"),
    [
        (11, Category.FURTHER_PROGRESS),  # 36.7
        (12, Category.PARTIALLY_MEETS),  # 40 exactly
        (23, Category.PARTIALLY_MEETS),  # 76.7
        (24, Category.MEETS),  # 80 exactly
    ],
)
def test_thresholds_belong_to_the_category_above(yes: int, category: Category) -> None:
    assert all_of(NO, yes).category is category


def test_half_a_point_below_a_hundred_does_not_fully_meet() -> None:
    assert answered(a1=PART).category is Category.MEETS


def test_what_is_missing_counts_nothing_and_is_said() -> None:
    found = answered(a4=NONE, b4=None)
    assert (found.domain(4).value, found.domain(4).missing) == (60.0, 2)
    assert (round(found.overall.value, 2), found.overall.is_complete) == (93.33, False)
    assert [i.score for i in found.items if i.is_missing] == [None, None]
    assert answered(a4=NO).items[15].score == 0.0


def test_nothing_found_has_no_category() -> None:
    assert (all_of(NONE).category, all_of(NONE).overall.value, all_of(NONE).overall.missing) == (None, 0.0, 30)


def test_a_linked_indicator_stands_in_where_the_item_is_silent_the_least_of_several() -> None:
    levels = [(indicator("SDG-1a"), NONE), (indicator("D1-01", "SDG-1a"), YES), (indicator("D1-02", "SDG-1a"), PART)]
    item = sdg(levels).items[0]
    assert (item.score, item.basis, item.is_linked) == (0.5, "D1-02", True)
    own = sdg([*levels, (indicator("SDG-1a"), NO)]).items[0]
    assert (own.score, own.basis, own.is_linked) == (0.0, "SDG-1a", False)


def test_the_shipped_framework_asks_all_thirty_items() -> None:
    indicators = Framework.load(PROJECT / "corpus" / "indicators.jsonl").indicators
    assert covers_all(indicators)
    assert not covers_all(indicators[1:30])


@pytest.mark.usefixtures("store")
def test_the_command_says_that_it_is_an_aid_and_what_is_missing(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text(
        "id,domain,sdg,question_en,question_es\n"
        "SDG-6e,6,SDG-6e,Is there a national plan against trafficking?,¿Hay un plan nacional contra la trata?\n"
        "SDG-3a,3,SDG-3a,Is there an interministerial council?,¿Hay un consejo interministerial de migración?\n",
        encoding="utf-8",
    )
    shown = command("--language", "es", "--framework", own)
    assert shown.status == 0, shown.err
    assert "no el valor oficial" in shown.out and "Incompleto" in shown.out
    (found,) = command("--json", "--framework", own).objects
    assert (found["official"], found["complete"], len(found["items"]), len(found["domains"])) == (False, False, 30, 6)
    scores = [i["score"] or 0 for i in found["items"]]
    assert found["value"] == round(sum(scores) / 30 * 100, 1)
