"""Fits the networks of ``assistant/judging/assurance.py``: what the signs of an answer are worth beside each other."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits

from assistant.consultation import Consultation, Filters
from assistant.judging.assurance import Signs, features
from assistant.judging.evidence import signs_of
from assistant.judging.reader import AnswerReader
from evals.reading.asking import consulted, places
from evals.reading.documents import Reading
from evals.reading.network import lost_among
from ingest.embedding import Embedder

_NETWORKS, _HIDDEN, _DROPPED = 5, 24, 0.2
_EPOCHS, _BATCH, _RATE, _DECAY = 25, 128, 3e-3, 0.03
_SEED = 0
_UNREAD = 0.2
"""The share of the questions that are shown once more without a reading, for stores that have no vectors of words."""
_EACH, _AMONG = 3.0, 0.5


@dataclass(frozen=True, slots=True)
class Example:
    """The signs of what the assistant looked at for a question, and which of it answers."""

    signs: tuple[Signs, ...]
    answers: NDArray[np.bool_]


def examples(reading: Reading, reader: AnswerReader, embedder: Embedder) -> Iterator[Example]:
    """What the assistant looks at for each question on a document, read by a reader that was not taught from it."""
    with consulted(reading, embedder) as consultation:
        for question in reading.questions:
            found = _looked_at(consultation, question.text, reader)
            if found is not None:
                signs, texts = found
                answers = [bool(set(places(reading, text)) & set(question.answers)) for text in texts]
                yield Example(tuple(signs), np.array(answers))


def _looked_at(consultation: Consultation, text: str, reader: AnswerReader) -> tuple[list[Signs], list[str]] | None:
    state = consultation.reading()
    query = state.understanding.read(text)
    if len(query.parts) != 1:
        return None
    pool = state.retrieval.pool(query, state.retrieval.scope(Filters(), query.language))
    part = query.parts[0]
    fit = [e for e in state.judge.judged(query, part, pool) if e.admissible]
    if not fit or not pool.words:
        return None
    vectors = consultation.store.word_vectors([e.sentence.id for e in fit])
    odds = reader.log_odds(np.array(list(pool.words.values())), [vectors[e.sentence.id].unit for e in fit])
    signs = [replace(signs_of(part, e), reading=o) for e, o in zip(fit, odds, strict=True)]
    return signs, [e.sentence.text for e in fit]


class _Networks(nn.Module):
    """Some small networks side by side, each with a straight line of its own."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.inner = nn.Parameter(torch.randn(_NETWORKS, width, _HIDDEN) * 0.15)
        self.inner_bias = nn.Parameter(torch.zeros(_NETWORKS, 1, _HIDDEN))
        self.outer = nn.Parameter(torch.randn(_NETWORKS, _HIDDEN, 1) * 0.1)
        self.straight = nn.Parameter(torch.zeros(_NETWORKS, width, 1))
        self.outer_bias = nn.Parameter(torch.zeros(_NETWORKS, 1, 1))
        self.dropped = nn.Dropout(_DROPPED)

    def forward(self, seen: Tensor) -> Tensor:
        """The log odds by each network, shape (networks, sentences)."""
        hidden = self.dropped(torch.tanh(seen @ self.inner + self.inner_bias))
        odds: Tensor = (hidden @ self.outer + seen @ self.straight + self.outer_bias).squeeze(-1)
        return odds


def weighed(given: Sequence[Example], on_step: Callable[[int, int], None]) -> dict[str, NDArray[np.float32]]:
    """The weights by name, as ``Assurance`` takes them."""
    torch.manual_seed(_SEED)
    chance = random.Random(_SEED)
    shown = [*given, *(_unread(e) for e in given if chance.random() < _UNREAD)]
    seen = [torch.from_numpy(features(e.signs)) for e in shown]
    together = torch.cat(seen)
    mean, spread = together.mean(dim=0), together.std(dim=0) + 1e-4
    levelled = [(s - mean) / spread for s in seen]
    answers = [torch.from_numpy(e.answers.astype(np.float32)) for e in shown]
    networks = _Networks(together.shape[1])
    optimiser = torch.optim.AdamW(networks.parameters(), lr=_RATE, weight_decay=_DECAY)
    starts = range(0, len(shown), _BATCH)
    pace = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, _EPOCHS * len(starts))
    order = list(range(len(shown)))
    for epoch in range(_EPOCHS):
        chance.shuffle(order)
        for start in starts:
            chosen = order[start : start + _BATCH]
            optimiser.zero_grad()
            torch.autograd.backward(_loss(networks, [levelled[i] for i in chosen], [answers[i] for i in chosen]))
            optimiser.step()
            pace.step()
        on_step(epoch + 1, _EPOCHS)
    kept = {"mean": mean, "spread": spread, **networks.state_dict()}
    return {name: tensor.numpy().astype(np.float32) for name, tensor in kept.items()}


def _unread(example: Example) -> Example:
    return replace(example, signs=tuple(replace(s, reading=None) for s in example.signs))


def _loss(networks: _Networks, seen: Sequence[Tensor], answers: Sequence[Tensor]) -> Tensor:
    """How wrong each sentence is, and how far what answers is from standing out among all of its question."""
    odds = networks(torch.cat(list(seen)))
    right = torch.cat(list(answers))
    each = binary_cross_entropy_with_logits(odds, right.expand_as(odds))
    among, start = odds.new_zeros(()), 0
    for mine in answers:
        end = start + len(mine)
        among = among + lost_among(odds[:, start:end], mine > 0)
        start = end
    loss: Tensor = _EACH * each + _AMONG * among / len(answers)
    return loss
