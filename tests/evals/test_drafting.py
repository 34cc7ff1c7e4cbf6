from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evals.dataset import Item, Place
from evals.errors import DatasetError
from evals.suites.drafting import Drafted, grade, load, sentences

PAGE = "Every immigrant has access to health care. No strategy on gender has been adopted."


class OnePage:
    def text(self, document_id: str, page: int) -> str | None:
        return PAGE if (document_id, page) == ("profile", 1) else None

    def reaches(self, item: Item, place: Place, citation: object) -> bool:
        return False


def item(folder: Path, *levels: str) -> Item:
    path = folder / "indicator_levels.jsonl"
    line = {"id": "1.1", "lang": "en", "level": levels, "source": "profile 1.2", "note": ""}
    path.write_text(json.dumps(line) + "\n", encoding="utf-8")
    return load(path)[0]


def draft(level: str, response: str = "“Every immigrant has access to health care.” [1]") -> dict[str, Any]:
    quote = "Every immigrant has access to health care."
    place = {"document_id": "profile", "page": 1, "start": 0, "end": len(quote), "title": "Profile", "section": "1.2"}
    return {"level": level, "response": response, "citations": [{"mark": 1, "quote": quote, **place}]}


def graded(folder: Path, given: dict[str, Any], *levels: str) -> Drafted:
    return grade(item(folder, *levels), given, OnePage())


@pytest.mark.parametrize(
    ("level", "accepted", "letter"),
    [
        ("complete", ("complete",), "C"),
        ("partial", ("partial", "complete"), "C"),
        ("partial", ("complete",), "P"),
        ("not_found", ("absent",), "N"),
        ("complete", ("absent",), "I"),
        ("absent", ("not_found",), "I"),
        ("complete", ("absent", "partial"), "P"),
    ],
)
def test_a_level_is_graded_by_how_far_it_is_off(
    tmp_path: Path, level: str, accepted: tuple[str, ...], letter: str
) -> None:
    assert graded(tmp_path, draft(level), *accepted).grade == letter


@pytest.mark.parametrize(
    ("response", "unsupported"),
    [
        ("“Every immigrant has access to health care.” [1] The level is complete.", (False,)),
        ("“Every immigrant has access to health care.” [1] Ministries in Panama do more.", (False, True)),
        ("“Every immigrant has access.” [2]", (True,)),
        ("As of 2019, all is well.", (True,)),
    ],
)
def test_a_sentence_without_a_sound_mark_is_unsupported(
    tmp_path: Path, response: str, unsupported: tuple[bool, ...]
) -> None:
    assert graded(tmp_path, draft("complete", response), "complete").unsupported == unsupported


def test_a_mark_whose_quote_is_not_the_page_supports_nothing(tmp_path: Path) -> None:
    given = draft("complete")
    given["citations"][0]["end"] += 1
    assert graded(tmp_path, given, "complete").unsupported == (True,)


@pytest.mark.parametrize("given", [{}, {"level": "fine", "response": "", "citations": []}])
def test_what_is_no_draft_is_left_unscored(tmp_path: Path, given: dict[str, Any]) -> None:
    assert graded(tmp_path, given, "complete").grade is None


def test_sentences_end_where_they_end_and_not_within_quotes() -> None:
    text = "In short: “Yes. It is so.” [1][2] “And this.” [3]\nThe rest is open. See No. 5 of 2018 [4]."
    found = [(s.text, s.marks) for s in sentences(text)]
    assert found == [
        ("In short: “Yes. It is so.”", (1, 2)),
        ("“And this.”", (3,)),
        ("The rest is open", ()),
        ("See No. 5 of 2018", (4,)),
    ]


def test_a_level_that_there_is_not_is_named(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"indicator_levels\.jsonl, line 1"):
        item(tmp_path, "good")
