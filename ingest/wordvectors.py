"""The words of a text as vectors in their context, for a look at whether one text speaks of what another one says.

A word's vector is the mean of its pieces' states in the last layer, less the mean of such vectors over much text (they
all point the same way otherwise), at unit length. Two words of one meaning are close in it whichever their language:
"compulsory" and "mandatory", "sin papeles" and "undocumented". The score of a question's words, each with the closest
word of a text, is the late interaction of ColBERT (Khattab and Zaharia, 2020).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.terms import STOP_WORDS, spans

_MEANS = Path(__file__).parent / "e5_word_means.npy"
WORD_STEPS = 127.0
"""What a stored vector of a word is divided by to have unit length."""


@dataclass(frozen=True, slots=True, eq=False)
class WordVectors:
    """The words of a text that carry meaning, folded, in order, and their vectors.

    Attributes:
        words: n of them.
        vectors: shape (n, d), int8: 127 times a vector of unit length.
    """

    words: tuple[str, ...]
    vectors: NDArray[np.int8]

    @classmethod
    def none(cls) -> WordVectors:
        """Those of a text without any, or of a model that gives none."""
        return cls((), np.empty((0, 0), dtype=np.int8))

    @classmethod
    def read(cls, words: str, blob: bytes) -> WordVectors:
        """From what a store keeps: words apart by spaces, the vectors' bytes one after another."""
        found = tuple(words.split())
        return cls(found, np.frombuffer(blob, dtype=np.int8).reshape(len(found), -1)) if found else cls.none()

    @property
    def unit(self) -> NDArray[np.float32]:
        """The vectors as float32, of nearly unit length."""
        vectors: NDArray[np.float32] = self.vectors.astype(np.float32) / np.float32(WORD_STEPS)
        return vectors


def of_passage(
    text: str, tokens: NDArray[np.float32], places: NDArray[np.int64], start: int, language: str
) -> WordVectors:
    """The word vectors of a text of a document.

    Args:
        text: what the model has read, prompt and context included.
        tokens: the last layer's states of its pieces, shape (n, d).
        places: where each piece stands in the text, shape (n, 2).
        start: where in the text the sentence itself begins.
        language: whose stop words are left out.
    """
    stop = STOP_WORDS.get(language, frozenset())
    kept = {word: vector for word, vector in _pooled(text, tokens, places, start, "passage") if word not in stop}
    if not kept:
        return WordVectors.none()
    return WordVectors(tuple(kept), np.round(np.array(list(kept.values())) * WORD_STEPS).astype(np.int8))


def of_question(
    text: str, tokens: NDArray[np.float32], places: NDArray[np.int64], start: int
) -> dict[str, NDArray[np.float32]]:
    """The vector of each word of a question, stop words included, by the folded word."""
    return dict(_pooled(text, tokens, places, start, "query"))


def _pooled(
    text: str, tokens: NDArray[np.float32], places: NDArray[np.int64], start: int, kind: str
) -> list[tuple[str, NDArray[np.float32]]]:
    mean = _mean(kind)
    found = []
    for word, first, last in spans(text):
        inside = (places[:, 1] > first) & (places[:, 0] < last) & (places[:, 1] > places[:, 0])
        if first < start or not inside.any():
            continue
        vector = tokens[inside].mean(axis=0) - mean
        found.append((word, vector / max(float(np.linalg.norm(vector)), 1e-9)))
    return found


@lru_cache(maxsize=2)
def _mean(kind: str) -> NDArray[np.float32]:
    """The mean word vector of the default model, over English and Spanish questions or encyclopaedia paragraphs."""
    means: NDArray[np.float32] = np.load(_MEANS)
    mean: NDArray[np.float32] = means[("query", "passage").index(kind)]
    return mean
