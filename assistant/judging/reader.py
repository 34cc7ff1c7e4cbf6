"""Whether a sentence answers a question or only speaks of the same matter, read off the vectors of their words.

Closeness of meaning tells what a text is on; it hardly tells a question that a text answers from one that it does not.
This small network lays each word of the one beside the words of the other that it is about, compares the two, and sums
up what the comparisons show (a decomposable attention model, Parikh and others, 2016, over the embedding model's own
vectors of words in context). It has learned from questions on made-up documents in both languages, each with sentences
that answer and others that nearly do (``evals/reading``); no question or document of the evaluation is among them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]

WEIGHTS = Path(__file__).parent / "reader.npz"
_SHARP, _WIDE = 20.0, 8.0
_TYPICAL = 0.3
"""The closeness of question and sentence as wholes that counts for nothing."""
_NONE = -1.0


class AnswerReader:
    """The network with its weights. Safe to share between threads.

    Args:
        weights: by name, as ``evals/reading/network.py`` gives them.
    """

    def __init__(self, weights: Mapping[str, NDArray[np.floating]]) -> None:
        self._weights = {name: np.asarray(values, dtype=np.float32) for name, values in weights.items()}
        first, second, third, fourth = np.split(self._weights["compare.weight"], 4, axis=1)
        # [x, y, x - y, x * y] times the matrix, without laying the four side by side.
        self._of_itself, self._of_other, self._of_both = (first + third).T, (second - third).T, fourth.T

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
        for i, odds in zip(told, self._read(question, [sentences[i] for i in told]), strict=True):
            found[i] = odds
        return found

    def _read(self, question: Matrix, sentences: Sequence[Matrix]) -> list[float]:
        words = np.concatenate(sentences)
        ends = np.cumsum([len(s) for s in sentences])
        asked, said = self._levelled(question, 0), self._levelled(words, 1)
        asked_unit, said_unit = _unit(asked), _unit(said)
        alike = asked_unit @ said_unit.T
        paired = (asked_unit @ self._weights["pair_question"]) @ (said_unit @ self._weights["pair_sentence"]).T
        drawn: Matrix = self._weights["sharpness"] * alike + np.float32(_SHARP) * paired
        asked, said = self._linear("project", asked), self._linear("project", said)
        shown = []
        for start, end in zip([0, *ends[:-1]], ends, strict=True):
            mine = slice(start, end)
            shown.append(self._compared(asked, said[mine], drawn[:, mine]))
        seen = np.concatenate(
            [np.array(shown), self._closeness(question, sentences, alike, ends)], axis=1, dtype=np.float32
        )
        hidden = np.maximum(self._linear("sum_up", seen), 0.0)
        odds = self._linear("answers", hidden) + self._linear("close", seen[:, -_SIGNS:])
        return [float(value) for value in odds[:, 0]]

    def _levelled(self, words: Matrix, side: int) -> Matrix:
        levelled: Matrix = (words - self._weights["mean"][side]) / self._weights["spread"][side]
        return levelled

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

    def _closeness(
        self, question: Matrix, sentences: Sequence[Matrix], alike: Matrix, ends: NDArray[np.int64]
    ) -> Matrix:
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

    def _linear(self, name: str, values: Matrix) -> Matrix:
        mapped: Matrix = values @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return mapped


_SIGNS = 5
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
