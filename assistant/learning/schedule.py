"""When a question comes back: the free spaced repetition scheduler (FSRS) of the package ``fsrs``.

An answer is right or wrong; a right one is rated good, a wrong one again. Nothing is left to chance, so that the same
answers give the same days.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

import fsrs

_SCHEDULER = fsrs.Scheduler(enable_fuzzing=False)


@dataclass(frozen=True, slots=True)
class Due:
    """The state of a question for a learner: what the scheduler keeps (JSON), and when it is due (ISO, UTC)."""

    state: str
    at: str


def reviewed(state: str | None, right: bool, now: datetime) -> Due:
    """The state after an answer; ``state`` is that before it, None for the first one."""
    card = fsrs.Card.from_json(state) if state else fsrs.Card(card_id=1, due=now)
    after, _ = _SCHEDULER.review_card(card, fsrs.Rating.Good if right else fsrs.Rating.Again, now)
    return Due(json.dumps(after.to_dict()), after.due.isoformat(timespec="seconds"))
