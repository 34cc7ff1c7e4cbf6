"""Questions on law in time: the law of the day answers, and what changed it is told, where something did."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant import Answer, Consultation, Status
from assistant.answer import Verdict
from evals.as_of import STORE, Item, ask, fill, judged, read_items, report
from ingest.embedding import QueryEmbedder
from ingest.settings import IngestSettings
from tests.ingest.store_parts import EngineEmbedder

ITEMS = read_items()
FEW = (
    "ao-vel-now",
    "ao-vel-2015",
    "ao-vel-published-not-in-force",
    "ao-vel-question-date",
    "ao-vel-still",
    "ao-kar-register",
    "ao-no-kar-register-before",
    "ao-san-hoy",
    "ao-san-vigente",
    "ao-val-articulo-14",
    "ao-no-val-articulo-10",
    "ao-no-vel-other-country",
    "ao-no-rio-sin-efecto",
    "ao-no-san-deroga",
)


def _embedder(settings: IngestSettings) -> EngineEmbedder:
    return EngineEmbedder(QueryEmbedder.load(settings).id)


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Item, Answer]]:
    items = [i for i in ITEMS if i.id in FEW]
    folder: Path = tmp_path_factory.mktemp("as_of")
    fill(folder, items, _embedder)
    told = ask(Consultation.open(folder / STORE), items)
    return {item.id: (item, answer) for item, answer in zip(items, told, strict=True)}


def test_the_set_has_items_and_as_many_controls_in_both_languages() -> None:
    firing, controls = [i for i in ITEMS if i.fires], [i for i in ITEMS if not i.fires]
    assert len(firing) >= 40
    assert len(controls) >= 40
    assert {(i.fires, i.lang) for i in ITEMS} == {(f, lang) for f in (True, False) for lang in ("en", "es")}


@pytest.mark.parametrize("id", FEW)
def test_a_question_is_answered_as_the_law_stood_on_its_day(id: str, answers: dict[str, tuple[Item, Answer]]) -> None:
    result = judged(*answers[id])
    assert (result.wrong, result.missing) == ((), ())


def _without_remarks(answer: Answer) -> Answer:
    return replace(answer, caveats=())


def _always_repealed(answer: Answer) -> Answer:
    return replace(answer, verdict=Verdict.NO, caveats=("It was repealed by Law 31 of 2016.",))


def _silent(answer: Answer) -> Answer:
    return replace(answer, status=Status.NOT_FOUND, verdict=None, citations=(), caveats=(), answer="")


def test_the_suite_catches_an_assistant_that_never_remarks_or_always_does(
    answers: dict[str, tuple[Item, Answer]],
) -> None:
    remarked = {"ao-kar-register", "ao-val-articulo-14"}
    assert all(
        judged(item, _without_remarks(answer)).missing for item, answer in answers.values() if item.id in remarked
    )
    controls = [judged(item, _always_repealed(answer)) for item, answer in answers.values() if not item.fires]
    assert controls
    assert all(result.alarm for result in controls)
    said, reached = report(controls)
    assert not reached
    assert f"false alarms {len(controls)} of {len(controls)}" in said
    assert not any(judged(item, _silent(answer)).right for item, answer in answers.values() if item.cites)


def test_what_an_item_adds_to_the_register_is_gone_with_the_next(tmp_path: Path) -> None:
    items = [i for i in ITEMS if i.id in ("ao-kar-register", "ao-no-kar-register-article")]
    fill(tmp_path, items, _embedder)
    without = replace(items[1], register=())
    with_entries, bare = ask(Consultation.open(tmp_path / STORE), [items[0], without])
    assert any("Law 7 of 2020" in c for c in with_entries.caveats)
    assert not any("Law 7 of 2020" in c for c in bare.caveats)
