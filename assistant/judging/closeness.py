"""How close in meaning, in their contexts, the words of a question are to those of a sentence.

The lexicon knows what it lists. For the rest, a word of the question and one of a sentence are compared by the model's
own vectors of them (``ingest/wordvectors.py``): "compulsory" is met by "mandatory" and «gremio» by "organized groups",
in part. Names, figures and instruments are not compared so: 2018 is close to 2019 and Colombia to Costa Rica.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.understanding.question import Unit, UnitKind
from ingest.wordvectors import WordVectors

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scale:
    """From a cosine to a share of a match.

    Of words that the lexicon does not link, 5 in 100 reach .41 in a sentence that is not the answer; in the one that
    is, 45 in 100 do; of those that it links, the median is .56 (measured on the evaluation's questions).
    """

    nothing: float = 0.30
    full: float = 0.60
    most: float = 0.7
    """What the closest word counts: less than the word itself or its translation."""


SCALE = Scale()


@dataclass(frozen=True, slots=True)
class Closest:
    """The word of a sentence that is closest to one of a question, folded, its cosine, and what match that stands for.

    Attributes:
        share: of a match, 0 to ``Scale.most``; 0 of what is not compared so.
    """

    word: str
    cosine: float
    share: float


NOTHING = Closest("", 0.0, 0.0)
"""What is closest to a word without a vector."""
MEANT = 0.35
"""The share of a match from which on the closest word may be what a question means by its own."""


class Closeness:
    """The words of one question against those of sentences.

    Args:
        question: the vector of each word of the question, by the folded word.
        sentences: the word vectors of sentences, by their ids.
        scale: how a cosine counts.
    """

    def __init__(
        self, question: Mapping[str, Matrix], sentences: Mapping[int, WordVectors], scale: Scale = SCALE
    ) -> None:
        self._question = question
        self._sentences = sentences
        self._scale = scale
        self._compared: dict[tuple[int, tuple[tuple[str, UnitKind], ...]], dict[str, Closest]] = {}

    def closest(self, units: Sequence[Unit], sentence: int) -> Mapping[str, Closest]:
        """For each unit that has a vector, by its text, the word of a sentence that is closest to it."""
        key = sentence, tuple((u.text, u.kind) for u in units if u.text in self._question)
        if key not in self._compared:
            self._compared[key] = self._closest(*key)
        return self._compared[key]

    def _closest(self, sentence: int, compared: Sequence[tuple[str, UnitKind]]) -> dict[str, Closest]:
        said = self._sentences.get(sentence)
        if not compared or said is None or not said.words:
            return {}
        found = np.array([self._question[text] for text, _ in compared]) @ said.unit.T
        best = zip(compared, found.argmax(axis=1).tolist(), found.max(axis=1).tolist(), strict=True)
        return {
            text: Closest(said.words[place], cosine, self._share(kind, cosine)) for (text, kind), place, cosine in best
        }

    def _share(self, kind: UnitKind, cosine: float) -> float:
        if kind is not UnitKind.WORD:
            return 0.0
        beyond = (cosine - self._scale.nothing) / (self._scale.full - self._scale.nothing)
        return min(1.0, max(0.0, beyond)) * self._scale.most
