"""Parts of a run that go on side by side: the report is that of one after the other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from evals import running
from evals.plan import DATASETS, Plan
from evals.progress import Steps
from evals.results import SuiteResult

SUITES = ("answers", "citations", "verification")


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    """A few questions on the shipped documents, and pairs of evidence and a sentence."""
    asked = tmp_path / "asked.jsonl"
    lines = (DATASETS / "panama.jsonl").read_text(encoding="utf-8").splitlines()
    asked.write_text("\n".join(lines[::100]), encoding="utf-8")
    return Plan(SUITES, datasets=(asked,), quick=True, baseline=False)


def suites(plan: Plan) -> list[tuple[str, SuiteResult]]:
    """The suites of a run in order, without their times."""
    found = running.run(plan, Steps(quiet=True)).suites
    return [(key, replace(suite, seconds=0.0)) for key, suite in found.items()]


def test_the_report_is_the_same_however_many_parts_go_on_at_once(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its suites stand in the order of the plan, whichever part ends first."""
    together = suites(plan)
    assert [key for key, _ in together] == list(SUITES)
    monkeypatch.setattr(running, "_AT_ONCE", 1)
    assert suites(plan) == together
