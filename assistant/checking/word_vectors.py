"""How near two words are in meaning, by the embedding model: in their contexts, and out of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.language.lexicon import LANGUAGES

if TYPE_CHECKING:
    from ingest.embedding import QueryEmbedder, Vector


class WordVectors:
    """The vectors of words, remembered from one comparison to the next.

    Args:
        embedder: gives them; without it, no word has any.
    """

    def __init__(self, embedder: QueryEmbedder | None = None) -> None:
        self._embedder = embedder
        self.of_text = lru_cache(maxsize=256)(self._of_text)
        self._alone = lru_cache(maxsize=4096)(self._find_alone)

    @property
    def is_empty(self) -> bool:
        """Whether no word has a vector."""
        return self._embedder is None

    def alike(self, word: str, language: str, other: str, spoken: str) -> float:
        """The cosine of two words out of their contexts, each less the mean of its language; 0 where one has none."""
        one, two = self._alone(word, language), self._alone(other, spoken)
        return float(one @ two) if one is not None and two is not None else 0.0

    def _of_text(self, text: str) -> Mapping[str, Vector]:
        """The vectors of the words of a text in their context."""
        return self._embedder.read(text).words if self._embedder else {}

    def _find_alone(self, word: str, language: str) -> Vector | None:
        mean = _means()[LANGUAGES.index(language)] if language in LANGUAGES else None
        if self._embedder is None or mean is None:
            return None
        vector = self._embedder.embed_query(word)
        if vector.shape != mean.shape:
            return None
        apart: Vector = vector - mean
        return apart / max(float(np.linalg.norm(apart)), 1e-9)


@lru_cache(maxsize=1)
def _means() -> NDArray[np.float32]:
    """The mean vectors of words out of context in English and Spanish, of the default model, over the lexicon's."""
    means: NDArray[np.float32] = np.load(Path(__file__).parent / "word_means.npy")
    return means
