"""Drafting of many indicators: what is to do, what is done, and the process that does it.

The list of what is to do stands in the workspace, so that any window sees how far it is. The work is done by a process
of its own, which holds a lock of the operating system while it lives: when it is killed the lock is free, and what it
left undone can be gone on with.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.errors import AssistantError
from assistant.workspace import refusals
from assistant.workspace.model import Job, JobState
from assistant.workspace.rows import dumped, job_of
from assistant.workspace.workspace import Workspace
from ingest.errors import IngestError
from ingest.settings import PROJECT

READY = "ready"
_GOING = (JobState.RUNNING, JobState.STOPPING)


class Jobs:
    """The jobs of one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._database = workspace.database

    def lock(self, assessment: str) -> FileLock:
        """What the process at work on an assessment holds."""
        # A digest would do as well: the id is made of letters, figures, hyphens and underscores.
        return FileLock(self._database.path.with_name(f"drafting-{assessment}.lock"))

    def is_alive(self, assessment: str) -> bool:
        """Whether a process is at work on an assessment."""
        try:
            with self.lock(assessment).acquire(timeout=0):
                return False
        except Timeout:
            return True

    def latest(self, assessment: str) -> Job | None:
        """The last job of an assessment; a job that is recorded as going on and that was cut off is ``STOPPED``."""
        job = self._latest(assessment)
        if job and job.state in _GOING and not self.is_alive(assessment):
            # It may have ended, and said so, between the two looks.
            job = self._latest(assessment)
            if job and job.state in _GOING:
                return _as_stopped(job)
        return job

    def create(self, assessment: str, indicators: Sequence[str], by: str) -> Job:
        """A new job for these indicators, not yet at work.

        Raises:
            JobRunningError: one is under way.
        """
        before = self.latest(assessment)
        if before and before.state in _GOING:
            raise refusals.job_running(before.by)
        with self._database.writing() as connection:
            number = connection.execute(
                "INSERT INTO job (assessment, state, by, started_at) VALUES (?, ?, ?, ?)",
                (assessment, JobState.STOPPED.value, by, self._workspace.now()),
            ).lastrowid
            connection.executemany(
                "INSERT INTO job_item (job, position, assessment, indicator) VALUES (?, ?, ?, ?)",
                [(number, position, assessment, indicator) for position, indicator in enumerate(indicators)],
            )
        made = self._latest(assessment)
        assert made is not None
        return made

    def stop(self, assessment: str) -> None:
        """Asks the job at work to stop after the indicator that it is at."""
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE job SET state = ? WHERE assessment = ? AND state = ?",
                (JobState.STOPPING.value, assessment, JobState.RUNNING.value),
            )

    def begin(self, number: int) -> None:
        """Notes that a process has taken up a job."""
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE job SET state = ?, failure = '{}' WHERE number = ?", (JobState.RUNNING.value, number)
            )

    def next(self, number: int) -> str | None:
        """The next indicator to draft; None where the job is at its end or is to stop, which is noted."""
        with self._database.writing() as connection:
            state = connection.execute("SELECT state FROM job WHERE number = ?", (number,)).fetchone()["state"]
            row = connection.execute(
                "SELECT indicator FROM job_item WHERE job = ? AND state = 'waiting' ORDER BY position LIMIT 1",
                (number,),
            ).fetchone()
            if row and state == JobState.RUNNING.value:
                connection.execute("UPDATE job SET current = ? WHERE number = ?", (row["indicator"], number))
                return str(row["indicator"])
            end = JobState.STOPPED if row else JobState.DONE
            connection.execute("UPDATE job SET state = ?, current = '' WHERE number = ?", (end.value, number))
        return None

    def fail(self, number: int, error: AssistantError | IngestError) -> None:
        """Notes why a job could not go on."""
        said = dumped({"en": error.message("en"), "es": error.message("es")})
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE job SET state = ?, current = '', failure = ? WHERE number = ?",
                (JobState.FAILED.value, said, number),
            )

    def _latest(self, assessment: str) -> Job | None:
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT * FROM job WHERE assessment = ? ORDER BY number DESC LIMIT 1", (assessment,)
            ).fetchone()
            if row is None:
                return None
            items = connection.execute(
                "SELECT indicator, state FROM job_item WHERE job = ? ORDER BY position", (row["number"],)
            ).fetchall()
        return job_of(row, {item["indicator"]: item["state"] for item in items})


def start(store: Path, job: Job) -> subprocess.Popen[str]:
    """Starts a process that does a job, or goes on with it; returns when it is at work.

    Raises:
        JobRunningError: another process is at work on the assessment.
    """
    command = [sys.executable, "-m", "assistant.workspace", str(store), job.assessment, str(job.number)]
    process = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    assert process.stdout is not None
    with process.stdout as said:
        if said.readline().strip() != READY:
            process.wait()
            raise refusals.job_running(job.by)
    return process


def _as_stopped(job: Job) -> Job:
    return replace(job, state=JobState.STOPPED, current="")
