"""Pairs of sources that differ: the true ones are shown side by side, and none of the apparent ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Answer, Consultation, Status
from evals.disagreement import Pair, ask, fill, read_pairs
from ingest.embedding import QueryEmbedder
from ingest.settings import IngestSettings
from tests.ingest.store_parts import EngineEmbedder

PAIRS = read_pairs()
TRUE = (
    "di-value-fee", "di-date-consejo", "di-yn-vote", "di-yn-convencion", "di-value-norma-perfil", "di2-plazo-refugio",
    "di2-insurance", "di2-primary", "di2-instrument-office", "di2-ministry-integration", "di3-trata", "di3-appeal",
)  # fmt: skip
APPARENT = (
    "di-no-years-count", "di-no-scope-women", "di-no-units-days", "di-no-update-strategy", "di-no-date-precise",
    "di2-no-households", "di2-no-place", "di2-no-part", "di2-no-granted", "di2-no-condition", "di2-no-cumulative",
    "di2-no-countries", "di2-no-rate-round", "di2-no-norma-permiso", "di2-no-name", "di3-no-modified",
    "di4-no-direction", "di4-no-under-over", "di4-no-chair-then", "di4-no-per-capita",
)  # fmt: skip


def _embedder(settings: IngestSettings) -> EngineEmbedder:
    return EngineEmbedder(QueryEmbedder.load(settings).id)


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Pair, Answer]]:
    pairs = [p for p in PAIRS if p.id in TRUE + APPARENT]
    store: Path = tmp_path_factory.mktemp("pairs") / "store"
    fill(store, pairs, _embedder)
    told = ask(Consultation.open(store), pairs)
    return {pair.id: (pair, answer) for pair, answer in zip(pairs, told, strict=True)}


def test_the_set_has_true_and_apparent_conflicts_in_both_languages() -> None:
    assert sum(p.conflict for p in PAIRS) >= 40
    assert {(p.conflict, p.lang) for p in PAIRS} == {(c, lang) for c in (True, False) for lang in ("en", "es")}
    assert sum(not p.conflict for p in PAIRS) >= sum(p.conflict for p in PAIRS)


@pytest.mark.parametrize("id", TRUE)
def test_sources_that_contradict_each_other_are_both_quoted_without_a_verdict(
    id: str, answers: dict[str, tuple[Pair, Answer]]
) -> None:
    pair, answer = answers[id]
    assert (answer.status, answer.verdict) == (Status.CONFLICT, None)
    assert {c.title for c in answer.citations} == {d["title"] for d in pair.documents}
    assert all(d["date"] in " ".join(answer.caveats) for d in pair.documents)


@pytest.mark.parametrize("id", APPARENT)
def test_sources_that_only_seem_to_differ_raise_no_alarm(id: str, answers: dict[str, tuple[Pair, Answer]]) -> None:
    assert answers[id][1].status is not Status.CONFLICT
