"""Drafts as answers to the questions of a questionnaire."""

from __future__ import annotations

from assistant.exports.text import reference
from assistant.indicators.drafting import Draft
from assistant.questionnaire.model import Answer
from assistant.wording import Wording


def answer_of(draft: Draft, word: Wording) -> Answer:
    """The response with its sources, one a line, and what is to be borne in mind or missing as comments."""
    return Answer(
        level=draft.level,
        text=draft.response,
        sources="\n".join(f"[{c.mark}] {reference(c, word)}" for c in draft.citations),
        comments="\n".join([*draft.caveats, *draft.gaps]),
    )
