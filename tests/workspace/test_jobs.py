from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.workspace.editing import Editor, Written
from assistant.workspace.errors import JobRunningError
from assistant.workspace.jobs import Jobs, start
from assistant.workspace.model import Act, Assessment, Job, JobState
from assistant.workspace.workspace import Workspace
from tests.workspace.conftest import ANA, LUIS, framework

_PATIENCE = 60.0


@pytest.fixture
def large(workspace: Workspace, store: Path) -> Assessment:
    """An assessment that takes some seconds to draft."""
    return workspace.create("CRI", 2026, "en", framework(times=5), "", "Ana")


def ids(workspace: Workspace, assessment: Assessment) -> list[str]:
    return [i.id for i in workspace.framework(assessment.id).indicators]


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE
    while not condition():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.02)


def begun(workspace: Workspace, store: Path, assessment: Assessment) -> tuple[Jobs, Job, subprocess.Popen[str]]:
    """A job at work, with some of it done."""
    jobs = Jobs(workspace)
    job = jobs.create(assessment.id, ids(workspace, assessment), "Ana")
    process = start(store, job)
    wait_until(lambda: latest(jobs, assessment).done >= 3)
    return jobs, job, process


def latest(jobs: Jobs, assessment: Assessment) -> Job:
    found = jobs.latest(assessment.id)
    assert found is not None
    return found


def test_a_kill_in_the_middle_keeps_what_is_done_and_the_rest_is_gone_on_with(
    workspace: Workspace, store: Path, large: Assessment, editor: Editor
) -> None:
    jobs, job, process = begun(workspace, store, large)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    cut = latest(jobs, large)
    assert cut.state is JobState.STOPPED
    assert 3 <= cut.done < cut.total
    before = {r.indicator.id: r for r in workspace.responses(large.id)}
    assert sum(r.drafted for r in before.values()) == cut.done

    # Meanwhile a person writes one that was still waiting, and changes one that was done.
    waiting, done = list(before.values())[-1], next(iter(before.values()))
    written = editor.rewrite(waiting, [Written("", "By hand", ())], LUIS, "partial")
    changed = editor.set_level(done, "absent" if done.level != "absent" else "partial", "read anew", LUIS)

    assert start(store, job).wait() == 0
    ended = latest(jobs, large)
    assert (ended.state, ended.left) == (JobState.DONE, 0)
    assert ended.skipped == (waiting.indicator.id,)
    after = {r.indicator.id: r for r in workspace.responses(large.id)}
    assert all(r.drafted for r in after.values())
    assert after[waiting.indicator.id] == written
    assert after[done.indicator.id] == changed
    untouched = [i for i, r in before.items() if r.drafted and i != done.indicator.id]
    assert [after[i] for i in untouched] == [before[i] for i in untouched]
    acts = [c.act for c in workspace.history(large.id) if c.act is Act.DRAFTED]
    assert len(acts) == ended.total - 1


def test_one_process_drafts_at_a_time_is_stopped_from_another_window_and_gone_on_with(
    workspace: Workspace, store: Path, large: Assessment
) -> None:
    jobs, job, process = begun(workspace, store, large)
    with pytest.raises(JobRunningError, match="Ana started"):
        jobs.create(large.id, ids(workspace, large), "Luis")
    Jobs(Workspace.of(store)).stop(large.id)
    assert process.wait() == 0
    stopped = latest(jobs, large)
    assert stopped.state is JobState.STOPPED
    assert 0 < stopped.left < stopped.total
    assert start(store, job).wait() == 0
    assert latest(jobs, large).state is JobState.DONE


def test_a_process_does_not_take_up_what_another_is_at(
    workspace: Workspace, store: Path, assessment: Assessment
) -> None:
    jobs = Jobs(workspace)
    job = jobs.create(assessment.id, ["plan"], "Ana")
    with jobs.lock(assessment.id), pytest.raises(JobRunningError):
        start(store, job)
    assert latest(jobs, assessment).left == 1


def test_what_is_open_for_editing_is_left_alone(workspace: Workspace, store: Path, assessment: Assessment) -> None:
    workspace.hold(assessment.id, "vote", LUIS)
    jobs = Jobs(workspace)
    assert start(store, jobs.create(assessment.id, ["plan", "vote"], "Ana")).wait() == 0
    assert latest(jobs, assessment).skipped == ("vote",)
    assert not workspace.response(assessment.id, "vote").drafted
    plan = workspace.response(assessment.id, "plan")
    assert plan.level == "absent"
    assert plan.citations and all(c.country == "CRI" for c in plan.citations)
    assert workspace.history(assessment.id, "plan")[0].by == ANA.name


def test_a_country_without_documents_is_said_so_and_nothing_is_lost(workspace: Workspace, store: Path) -> None:
    empty = workspace.create("PER", 2026, "en", framework(), "", "Ana")
    jobs = Jobs(workspace)
    assert start(store, jobs.create(empty.id, ["plan"], "Ana")).wait() == 1
    failed = latest(jobs, empty)
    assert failed.state is JobState.FAILED
    assert "No document of Peru is loaded" in failed.failure["en"]
    assert "Perú" in failed.failure["es"]
    assert failed.left == 1
