"""Drafts of the engine as responses of the workspace, and responses as drafts for the exports."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer import MARK
from assistant.indicators.drafting import Draft, Level
from assistant.workspace.editing import new_id
from assistant.workspace.model import Part, Response, Sentence
from assistant.workspace.standing import cited_by


def with_draft(response: Response, draft: Draft) -> Response:
    """The response with a draft in the place of its content."""
    found = draft.level is not Level.NOT_FOUND
    parts = [Part.OPENING if found and i == 0 else Part.TEXT if found else Part.SILENCE for i in range(6)]
    sentences = [
        Sentence(new_id(), text, tuple(int(m) for m in MARK.findall(text)), part=parts[min(i, 5)])
        for i, text in enumerate(draft.sentences)
    ]
    return replace(
        response,
        level=draft.level.value,
        reason=draft.reason,
        sentences=tuple(sentences),
        citations=draft.citations,
        caveats=draft.caveats,
        gaps=draft.gaps,
        searched=draft.searched,
        writer=draft.writer,
    )


def as_draft(
    response: Response, reviewed_by: str = "", comments: tuple[str, ...] = (), previous: str | None = None
) -> Draft:
    """A response as the exports take it, with the sources that its sentences and caveats point to.

    Args:
        response: the response.
        reviewed_by: who validated it.
        comments: what was said of it, one a line.
        previous: the level of the assessment before.
    """
    marks = {c.mark for c in cited_by(response)} | {int(m) for line in response.caveats for m in MARK.findall(line)}
    return Draft(
        indicator=response.indicator,
        language=response.language,
        level=Level(response.level or Level.NOT_FOUND),
        reason=response.reason,
        sentences=tuple(s.text for s in response.sentences),
        citations=tuple(c for c in response.citations if c.mark in marks),
        caveats=response.caveats,
        gaps=response.gaps,
        searched=response.searched,
        status=response.status.value,
        writer=response.writer,
        assignee=response.assignee,
        due=response.due,
        reviewed_by=reviewed_by,
        comments=comments,
        previous_level=Level(previous) if previous else None,
    )
