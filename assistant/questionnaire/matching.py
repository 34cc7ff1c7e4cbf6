"""Which indicator of the framework each question of a questionnaire asks: by its id, or else by its meaning.

Meaning is compared in four ways (``assistant/questionnaire/likeness.py``). Then each indicator goes to one question at
most, so that all together fit best (the assignment problem, scipy's linear_sum_assignment).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

from assistant.indicators.framework import Framework, Indicator
from assistant.language.lexicon import Lexicon
from assistant.questionnaire.likeness import Likeness, ReadsQuestions, likeness
from assistant.questionnaire.model import By, Match, Question, Questionnaire
from ingest.terms import fold

# Measured on questions in other words than the framework's, in both languages, and on questions on other matters
# (tests/assistant/questionnaire/rewordings.py).
_LEAST = 0.38
_SURE, _LEAD, _WEAKEST = 0.50, 0.06, 0.42
_SURER, _SURER_LEAD, _SURER_WEAKEST = 0.70, 0.10, 0.30
_BY_ID_LEAST = 0.15
_OTHERS = 3


def match(
    questionnaire: Questionnaire,
    framework: Framework,
    embedder: ReadsQuestions,
    lexicon: Lexicon | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> tuple[Match, ...]:
    """One match a question, in their order; of two questions that ask the same indicator one stays without it.

    Args:
        questionnaire: whose questions are matched.
        framework: whose indicators they may ask.
        embedder: of questions.
        lexicon: synonyms in both languages; without it words are compared as they are.
        on_progress: is told how many texts of how many were embedded.
    """
    asked, indicators = questionnaire.questions, framework.indicators
    alike = likeness([q.text for q in asked], indicators, embedder, lexicon, on_progress)
    named = _named(asked, indicators, alike)
    made: dict[int, tuple[int, By, float, bool]] = {}
    for q, n in named.items():
        doubtful = bool(alike.scores[q, n] < _BY_ID_LEAST)
        made[q] = n, By.ID, max(0.9, float(alike.scores[q, n])), doubtful
    rest = [q for q in range(len(asked)) if q not in named]
    free = sorted(set(range(len(indicators))) - set(named.values()))
    for q, n in _assigned(alike, rest, free):
        made[q] = n, By.MEANING, float(alike.scores[q, n]), _is_doubtful(framework, alike, q, n)
    found = []
    for q, question in enumerate(asked):
        at, by, score, doubtful = made.get(q, (None, By.NOTHING, 0.0, False))
        indicator = indicators[at] if at is not None else None
        found.append(Match(question, indicator, _score(score), by, doubtful, _others(alike, indicators, q, at)))
    return tuple(found)


def _named(asked: Sequence[Question], indicators: Sequence[Indicator], alike: Likeness) -> dict[int, int]:
    """Questions with the indicators whose ids they bear.

    Not where most of them ask something else: then the file only counts its questions as the framework does.
    """
    by_id = {fold(i.id): n for n, i in enumerate(indicators)}
    found: dict[int, int] = {}
    for q, question in enumerate(asked):
        n = by_id.get(fold(question.number)) if question.number else None
        if n is not None and n not in found.values():
            found[q] = n
    believed = sum(bool(alike.scores[q, n] >= _LEAST) for q, n in found.items())
    return found if believed * 2 >= len(found) else {}


def _assigned(alike: Likeness, rest: Sequence[int], free: Sequence[int]) -> list[tuple[int, int]]:
    if not rest or not free:
        return []
    block = alike.scores[np.ix_(rest, free)]
    # Below the least score a pair is none: it must not push another pair aside.
    rows, columns = linear_sum_assignment(np.where(block >= _LEAST, block, 0.0), maximize=True)
    return [(rest[r], free[c]) for r, c in zip(rows, columns, strict=True) if block[r, c] >= _LEAST]


def _is_doubtful(framework: Framework, alike: Likeness, q: int, n: int) -> bool:
    """Whether it is not alike enough, another is as much so, a weighty word is not met, or the two are about others.

    An indicator that the framework links to the same item of SDG indicator 10.7.2 is no rival.
    """
    linked = {i.id for i in framework.linked(framework.indicators[n])}
    rivals = [m for m, i in enumerate(framework.indicators) if m != n and i.id not in linked]
    lead = float(alike.scores[q, n] - max((alike.scores[q, m] for m in rivals), default=np.float32(0.0)))
    if alike.apart[q, n]:
        return True
    score, weakest = float(alike.scores[q, n]), float(alike.weakest[q, n])
    return not (
        (score >= _SURE and lead >= _LEAD and weakest >= _WEAKEST)
        or (score >= _SURER and lead >= _SURER_LEAD and weakest >= _SURER_WEAKEST)
    )


def _others(alike: Likeness, indicators: Sequence[Indicator], q: int, chosen: int | None) -> tuple[str, ...]:
    """Ids of the indicators that come next, for a person who looks for a better one."""
    ranked = [int(n) for n in np.argsort(-alike.scores[q])[: _OTHERS + 1]]
    return tuple(indicators[n].id for n in ranked if n != chosen and alike.scores[q, n] > 0)[:_OTHERS]


def _score(value: float) -> float:
    return round(min(1.0, max(0.0, value)), 3)
