"""Rows of the workspace's tables as the types of ``model``, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from assistant.answer import Citation
from assistant.indicators.framework import Indicator
from assistant.workspace.model import (
    Act,
    Asked,
    Assessment,
    Change,
    Comment,
    EvidenceRequest,
    Hold,
    Job,
    JobState,
    Response,
    Sentence,
    Status,
)

Row = Mapping[str, Any]


def indicator_text(indicator: Indicator) -> str:
    """An indicator as it is kept."""
    return dumped(asdict(indicator))


def indicator_of(text: str) -> Indicator:
    """An indicator as it was kept."""
    return Indicator(**json.loads(text))


def assessment_of(row: Row) -> Assessment:
    """A row of ``assessment``."""
    return Assessment(**dict(row))


def response_of(row: Row, indicator: Indicator) -> Response:
    """A row of ``response``."""
    return Response(
        assessment=row["assessment"],
        indicator=indicator,
        language=row["language"],
        level=row["level"],
        reason=row["reason"],
        sentences=tuple(Sentence.of_dict(s) for s in json.loads(row["sentences"])),
        citations=tuple(Citation(**c) for c in json.loads(row["citations"])),
        caveats=tuple(json.loads(row["caveats"])),
        gaps=tuple(json.loads(row["gaps"])),
        searched=tuple(json.loads(row["searched"])),
        status=Status(row["status"]),
        assignee=row["assignee"],
        due=row["due"],
        version=row["version"],
        edited_by=row["edited_by"],
        drafted_at=row["drafted_at"],
        changed_at=row["changed_at"],
        writer=row["writer"],
    )


def response_values(response: Response) -> dict[str, Any]:
    """The columns of ``response`` that may change."""
    return {
        "level": response.level,
        "reason": response.reason,
        "sentences": dumped([s.as_dict() for s in response.sentences]),
        "citations": dumped([asdict(c) for c in response.citations]),
        "caveats": dumped(response.caveats),
        "gaps": dumped(response.gaps),
        "searched": dumped(response.searched),
        "status": response.status.value,
        "assignee": response.assignee,
        "due": response.due,
        "version": response.version,
        "edited_by": response.edited_by,
        "drafted_at": response.drafted_at,
        "changed_at": response.changed_at,
        "writer": response.writer,
    }


def change_of(row: Row) -> Change:
    """A row of ``history``."""
    return Change(
        row["number"],
        row["indicator"],
        row["at"],
        row["by"],
        Act(row["act"]),
        row["note"],
        json.loads(row["before"]),
        json.loads(row["after"]),
    )


def comment_of(row: Row) -> Comment:
    """A row of ``comment``."""
    return Comment(row["at"], row["by"], row["text"])


def hold_of(row: Row) -> Hold:
    """A row of ``hold``."""
    return Hold(row["session"], row["by"], row["since"], row["until"])


def request_of(row: Row) -> EvidenceRequest:
    """A row of ``evidence_request``."""
    return EvidenceRequest(
        row["number"],
        row["indicator"],
        row["text"],
        row["institution"],
        row["due"],
        Asked(row["state"]),
        row["at"],
        row["by"],
    )


def job_of(row: Row, states: Mapping[str, str]) -> Job:
    """A row of ``job``, with the state of each of its items by indicator."""
    return Job(
        number=row["number"],
        assessment=row["assessment"],
        state=JobState(row["state"]),
        total=len(states),
        done=sum(s == "done" for s in states.values()),
        skipped=tuple(i for i, s in states.items() if s == "skipped"),
        by=row["by"],
        started_at=row["started_at"],
        current=row["current"],
        failure=json.loads(row["failure"]),
    )


def dumped(value: object) -> str:
    """JSON as it is kept."""
    return json.dumps(value, ensure_ascii=False)
