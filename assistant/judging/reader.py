"""Whether a sentence answers a question or only speaks of the same matter, read off the vectors of their words.

Closeness of meaning tells what a text is on; it hardly tells a question that a text answers from one that it does not.
These small networks lay each word of the one beside the words of the other that it is about, compare the two, and sum
up what the comparisons show (decomposable attention models, Parikh and others, 2016, over the embedding model's own
vectors of words in context). They have learned from questions on made-up documents in both languages, each with
sentences that answer and others that nearly do (``evals/reading``); no question or document of the evaluation is among
them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]

WEIGHTS = Path(__file__).parent / "reader.npz"
_SHARP, _WIDE = 20.0, 8.0
_TYPICAL = 0.3
"""The closeness of question and sentence as wholes that counts for nothing."""


class AnswerReader:
    """The networks with their weights: their mean counts. Safe to share between threads.

    Several that were taught alike but for chance err on different sentences, so that together they are surer of what
    is right: with 1 in 10 questions answered wrongly, three would answer 56 in 100 unread ones, each alone 51 to 53.

    Args:
        weights: by name, as ``together`` in ``evals/reading/network.py`` gives them.
    """

    def __init__(self, weights: Mapping[str, NDArray[np.floating]]) -> None:
        given = {name: np.asarray(values, dtype=np.float32) for name, values in weights.items()}
        self._mean, self._spread = given["mean"], given["spread"]
        count = 1 + max(int(name.partition(".")[0]) for name in given if name[0].isdigit())
        self._networks = [_Network(given, f"{i}.") for i in range(count)]

    @classmethod
    @lru_cache(maxsize=1)
    def shipped(cls) -> AnswerReader:
        """The reader of the default embedding model."""
        with np.load(WEIGHTS) as kept:
            return cls(dict(kept))

    def log_odds(self, question: Matrix, sentences: Sequence[Matrix]) -> list[float]:
        """For each sentence, the log odds that it answers.

        Args:
            question: the vectors of the question's words, shape (n, d), unit length; at least one.
            sentences: the same of the words of each sentence, shape (m, d); of none, the odds are those of nothing.
        """
        told = [i for i, words in enumerate(sentences) if len(words)]
        found = [float(_SILENT)] * len(sentences)
        if not told:
            return found
        pairs = self._paired(question, [sentences[i] for i in told])
        odds = np.mean([network.read(pairs) for network in self._networks], axis=0)
        for i, value in zip(told, odds, strict=True):
            found[i] = float(value)
        return found

    def _paired(self, question: Matrix, sentences: Sequence[Matrix]) -> _Pairs:
        words = np.concatenate(sentences)
        ends = np.cumsum([len(s) for s in sentences])
        asked, said = self._levelled(question, 0), self._levelled(words, 1)
        asked_unit, said_unit = _unit(asked), _unit(said)
        alike = asked_unit @ said_unit.T
        return _Pairs(
            asked=asked,
            said=said,
            asked_unit=asked_unit,
            said_unit=said_unit,
            alike=alike,
            places=[slice(start, end) for start, end in zip([0, *ends[:-1]], ends, strict=True)],
            closeness=_closeness(question, sentences, alike, ends),
        )

    def _levelled(self, words: Matrix, side: int) -> Matrix:
        levelled: Matrix = (words - self._mean[side]) / self._spread[side]
        return levelled


@dataclass(frozen=True, slots=True, eq=False)
class _Pairs:
    """A question beside sentences, as every network sees them.

    Attributes:
        asked, said: the levelled vectors of the question's words and of those of all sentences, one after the other.
        asked_unit, said_unit: the same at unit length.
        alike: the cosines of each of the one with each of the other.
        places: where the words of each sentence stand among all.
        closeness: how close the question and each sentence are, shape (sentences, 5).
    """

    asked: Matrix
    said: Matrix
    asked_unit: Matrix
    said_unit: Matrix
    alike: Matrix
    places: Sequence[slice]
    closeness: Matrix


class _Network:
    """One network.

    Args:
        weights: by name.
        prefix: with which the names of its own begin.
    """

    def __init__(self, weights: Mapping[str, Matrix], prefix: str) -> None:
        self._weights = {name.removeprefix(prefix): v for name, v in weights.items() if name.startswith(prefix)}
        first, second, third, fourth = np.split(self._weights["compare.weight"], 4, axis=1)
        # [x, y, x - y, x * y] times the matrix, without laying the four side by side.
        self._of_itself, self._of_other, self._of_both = (first + third).T, (second - third).T, fourth.T

    def read(self, pairs: _Pairs) -> Matrix:
        """The log odds that each sentence answers, shape (sentences,)."""
        of_asked: Matrix = pairs.asked_unit @ self._weights["pair_question"]
        paired: Matrix = of_asked @ (pairs.said_unit @ self._weights["pair_sentence"]).T
        drawn: Matrix = self._weights["sharpness"] * pairs.alike + np.float32(_SHARP) * paired
        asked, said = self._linear("project", pairs.asked), self._linear("project", pairs.said)
        shown = [self._compared(asked, said[mine], drawn[:, mine]) for mine in pairs.places]
        seen = np.concatenate([np.array(shown), pairs.closeness], axis=1, dtype=np.float32)
        hidden = np.maximum(self._linear("sum_up", seen), 0.0)
        odds: Matrix = (self._linear("answers", hidden) + self._linear("close", pairs.closeness))[:, 0]
        return odds

    def _compared(self, asked: Matrix, said: Matrix, drawn: Matrix) -> Matrix:
        """What the words of question and sentence show when each is laid beside what it is drawn to in the other."""
        of_asked = self._shown(asked, _softmax(drawn) @ said)
        of_said = self._shown(said, _softmax(drawn.T) @ asked)
        return np.concatenate([*self._pooled(of_asked), *self._pooled(of_said)])

    def _shown(self, own: Matrix, other: Matrix) -> Matrix:
        shown = own @ self._of_itself + other @ self._of_other + (own * other) @ self._of_both
        shown += self._weights["compare.bias"]
        return np.maximum(shown, 0.0, out=shown)

    def _pooled(self, shown: Matrix) -> tuple[Matrix, Matrix]:
        """The words' comparisons as one: by their weight, and the most of each."""
        weight = _softmax(self._linear("weigh", shown)[:, 0])
        return weight @ shown, shown.max(axis=0)

    def _linear(self, name: str, values: Matrix) -> Matrix:
        mapped: Matrix = values @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return mapped


def _closeness(question: Matrix, sentences: Sequence[Matrix], alike: Matrix, ends: NDArray[np.int64]) -> Matrix:
    """How close question and sentences are as wholes and word by word, shape (sentences, 5)."""
    asked = _unit(question.sum(axis=0))
    found = []
    for start, end, words in zip([0, *ends[:-1]], ends, sentences, strict=True):
        mine = alike[:, start:end]
        best = mine.max(axis=1)
        soft = -np.log(np.exp(-_WIDE * best).sum()) / _WIDE
        whole = (float(asked @ _unit(words.sum(axis=0))) - _TYPICAL) * _WIDE
        found.append((whole, best.mean(), best.min(), soft, mine.max(axis=0).mean()))
    return np.array(found, dtype=np.float32)


_SILENT = -8.0
"""The log odds of a sentence without a word that carries meaning."""


def _unit(vectors: Matrix) -> Matrix:
    unit: Matrix = vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9)
    return unit


def _softmax(values: Matrix) -> Matrix:
    """Along the last axis."""
    grown = np.exp(values - values.max(axis=-1, keepdims=True))
    shares: Matrix = grown / grown.sum(axis=-1, keepdims=True)
    return shares
