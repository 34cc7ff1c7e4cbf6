"""The process that drafts: ``python -m assistant.workspace STORE ASSESSMENT JOB``. The app and the command start it."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from filelock import Timeout

from assistant.errors import AssistantError
from assistant.workspace import refusals
from assistant.workspace.jobs import READY, Jobs
from assistant.workspace.workspace import Workspace
from ingest.errors import IngestError

_WAIT_SECONDS = 1.0
"""Windows that look whether somebody is at work hold the lock for a moment."""


def main(store: Path, assessment: str, number: int) -> int:
    """Takes up a job and does what is left of it; 1 where another process is at work."""
    workspace = Workspace.of(store)
    jobs = Jobs(workspace)
    try:
        with jobs.lock(assessment).acquire(timeout=_WAIT_SECONDS):
            jobs.begin(number)
            sys.stdout.write(f"{READY}\n")
            sys.stdout.flush()
            return _work(store, workspace, jobs, assessment, number)
    except Timeout:
        return 1


def _work(store: Path, workspace: Workspace, jobs: Jobs, assessment: str, number: int) -> int:
    from assistant.workspace.runner import Runner  # after the lock: it takes a second

    try:
        Runner.open(store, workspace, assessment).work(number)
    except (AssistantError, IngestError) as error:
        jobs.fail(number, error)
        return 1
    except Exception:
        logging.getLogger(__name__).exception("drafting ended by a fault of this program")
        jobs.fail(number, refusals.faulty())
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
