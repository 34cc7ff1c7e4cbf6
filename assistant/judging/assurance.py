"""How likely it is that a sentence answers a question: its signs of relevance weighed, beside those of the others.

Two weighings of the signs that ``assistant/judging/judge.py`` reads are averaged. One is of several small networks,
whose weights come from questions on made-up documents (``python -m evals.reading teach``): a sentence that answers
against all others that the assistant looked at, those of questions without an answer included. These documents are
short, and one that stands out among forty sentences may be the answer, while among a thousand one always does. The
other, a logistic regression, was fitted on questions about long documents (those of ``evals/datasets`` on Panama) and
does not know the reader, whose own word is added once more. Of 569 questions on Panama, with 3 in 100 answered wrongly,
the networks alone would answer 63 in 100, the regression 63, all together 71; of 422 on made-up countries that nothing
was taught from 43, 11 and 41. The signs are properties that question and sentence have in every document; none of them
is a word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log1p
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]

WEIGHTS = Path(__file__).parent / "assurance.npz"


@dataclass(frozen=True, slots=True)
class Signs:
    """What is seen of a sentence beside a question.

    Attributes:
        coverage: share of the question's weight that the sentence and its surroundings hold, 0 to 1.
        own: the same for the sentence alone.
        thin: share that only wider surroundings hold, or nothing.
        typed: whether it has the kind of thing asked for.
        behind: how far its closeness is behind the closest candidate's.
        standing: its closeness in standard deviations above the mean of the candidates.
        weakest: the least of the closeness of the question's content words.
        length: its number of terms.
        asked: the number of content words of the question.
        foreign: whether it is in another language than the question.
        figure: whether the question asks for a figure, a date, a duration or money.
        reading: the log odds that ``AnswerReader`` gives; None with a model that gives no vectors of words.
    """

    coverage: float
    own: float
    thin: float
    typed: bool
    behind: float
    standing: float
    weakest: float
    length: int
    asked: int
    foreign: bool
    figure: bool
    reading: float | None


FEATURES = (
    "coverage",
    "own",
    "thin",
    "typed",
    "behind",
    "standing",
    "weakest",
    "log length",
    "foreign",
    "log asked",
    "figure and typed",
    "figure",
    "is read",
    "reading",
    "reading below the best",
    "better read",
    "coverage below the best",
    "own below the best",
    "thin below the most",
    "better covered",
    "closer",
)
"""What the networks see of the signs, in the order of their weights."""
_LINE = (9.634, -2.160, -1.249, 0.220, -31.89, 0.581, -0.908, -1.202, -1.508, 0.827, 2.447, -2.165)
"""The regression's coefficients of the first signs in ``FEATURES``; the others came later."""
_LINE_BEGINS = -3.106
_SHARE_OF_LINE = 0.3
_SHARE_OF_READING, _EVEN = 0.3, 1.5
"""What the reader's log odds count besides, from where on they speak for a sentence."""
_COMPARED = [FEATURES.index(name) for name in ("coverage", "own", "thin", "standing", "reading")]
_EXTREME = 8.0
_SAME = 1e-6


def features(signs: Sequence[Signs]) -> Matrix:
    """The signs of all sentences looked at for a question as numbers, shape (sentences, ``FEATURES``)."""
    own = [
        (
            s.coverage,
            s.own,
            s.thin,
            s.typed,
            s.behind,
            s.standing,
            s.weakest,
            log1p(s.length),
            s.foreign,
            log1p(s.asked),
            s.figure and s.typed,
            s.figure,
            s.reading is not None,
            min(_EXTREME, max(-_EXTREME, s.reading or 0.0)),
        )
        for s in signs
    ]
    of_each = np.array(own, dtype=np.float32).reshape(len(own), -1)
    coverage, alone, thin, standing, reading = of_each[:, _COMPARED].T
    beside = (
        reading - reading.max(initial=-_EXTREME),
        _above(reading),
        coverage - coverage.max(initial=0.0),
        alone - alone.max(initial=0.0),
        thin - thin.max(initial=0.0),
        _above(coverage),
        _above(standing),
    )
    return np.column_stack([of_each, *beside])


def _above(values: Matrix) -> Matrix:
    """How many of the values are above each of them."""
    above: Matrix = (values[:, None] + _SAME < values[None]).sum(axis=1, dtype=np.float32)
    return above


class Assurance:
    """The networks with their weights. Safe to share between threads.

    Args:
        weights: by name, as ``evals/reading/weighing.py`` gives them.
    """

    def __init__(self, weights: Mapping[str, NDArray[np.floating]]) -> None:
        self._weights = {name: np.asarray(values, dtype=np.float32) for name, values in weights.items()}

    @classmethod
    @lru_cache(maxsize=1)
    def shipped(cls) -> Assurance:
        """The weights that come with the program."""
        with np.load(WEIGHTS) as kept:
            return cls(dict(kept))

    def probabilities(self, signs: Sequence[Signs]) -> list[float]:
        """Of each of the sentences looked at for a question, the probability that it answers, 0 to 1."""
        if not signs:
            return []
        seen = features(signs)
        line = _LINE_BEGINS + seen[:, : len(_LINE)] @ np.array(_LINE)
        read = np.array([0.0 if s.reading is None else s.reading - _EVEN for s in signs])
        odds = _SHARE_OF_LINE * line + (1.0 - _SHARE_OF_LINE) * self._of_networks(seen) + _SHARE_OF_READING * read
        return [float(p) for p in 1.0 / (1.0 + np.exp(-odds))]

    def _of_networks(self, signs: Matrix) -> Matrix:
        """The log odds by the networks, on average."""
        weights = self._weights
        seen = (signs - weights["mean"]) / weights["spread"]
        hidden = np.tanh(seen @ weights["inner"] + weights["inner_bias"])
        odds: Matrix = (hidden @ weights["outer"] + seen @ weights["straight"] + weights["outer_bias"]).mean(axis=0)
        return odds[:, 0]
