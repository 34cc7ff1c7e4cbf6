"""Teaches the network of ``assistant/judging/reader.py``."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from math import ceil

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits

from evals.reading.documents import Asked, Reading
from evals.reading.network import Network, lost_among, together
from evals.reading.vectors import WordsOf

EPOCHS, _BATCH, _ALIKE = 3, 16, 16
_RATE, _DECAY, _WARM = 1e-3, 0.01, 50
_ANSWERS, _TEMPTING, _OTHERS = 2, 3, 2
"""How many sentences of each kind a question is shown with at a time."""
_NETWORKS = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """A question with some sentences of its document, and which of these answer."""

    question: str
    sentences: tuple[str, ...]
    answers: tuple[bool, ...]


def taught_weights(
    given: Sequence[Reading], words: WordsOf, on_step: Callable[[int, int], None]
) -> dict[str, NDArray[np.float16]]:
    """The weights of networks taught from the same documents, each with another chance, as ``AnswerReader`` takes them.

    Args:
        given: the documents.
        words: the vectors of all their texts.
        on_step: called with the number of batches done and of all.
    """

    def on_steps(seed: int, done: int, of_all: int) -> None:
        on_step(seed * of_all + done, _NETWORKS * of_all)

    return together([_taught(given, words, seed, partial(on_steps, seed)) for seed in range(_NETWORKS)])


def _taught(given: Sequence[Reading], words: WordsOf, seed: int, on_step: Callable[[int, int], None]) -> Network:
    torch.manual_seed(seed)
    chance = random.Random(seed)
    asked = [(r, q) for r in given for q in r.questions if q.text in words.questions]
    network = Network()
    network.level(
        [words.questions[text] for text in sorted({q.text for _, q in asked})],
        [words.sentences[text] for text in sorted({s for r in given for s in r.sentences} & words.sentences.keys())],
    )
    learned = [p for p in network.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(learned, lr=_RATE, weight_decay=_DECAY)
    steps = EPOCHS * ceil(len(asked) / _BATCH)
    pace = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda i: min(1.0, (i + 1) / _WARM) * max(0.02, 1 - i / steps))
    network.train()
    done = 0
    for _ in range(EPOCHS):
        for batch in _batches([_shown(r, q, words, chance) for r, q in asked], chance):
            optimiser.zero_grad()
            torch.autograd.backward(_loss(network, batch, words))
            torch.nn.utils.clip_grad_norm_(learned, 1.0)
            optimiser.step()
            pace.step()
            done += 1
            on_step(done, steps)
    return network.eval()


def _shown(reading: Reading, question: Asked, words: WordsOf, chance: random.Random) -> Shown:
    """A question with what answers it, what tempts, and a few of the other sentences."""
    answers, tempting = list(question.answers), [i for i in question.tempting if i not in question.answers]
    others = [i for i in range(len(reading.sentences)) if i not in answers and i not in tempting]
    chance.shuffle(answers)
    chance.shuffle(others)
    chosen = [*answers[:_ANSWERS], *tempting[:_TEMPTING], *others[:_OTHERS]]
    chosen = [i for i in chosen if reading.sentences[i] in words.sentences]
    return Shown(
        question.text, tuple(reading.sentences[i] for i in chosen), tuple(i in question.answers for i in chosen)
    )


def _batches(shown: Sequence[Shown], chance: random.Random) -> Iterator[Sequence[Shown]]:
    """Batches of sentences of like length, in another order each time."""
    mixed = [s for s in shown if s.sentences]
    chance.shuffle(mixed)
    batches: list[Sequence[Shown]] = []
    for first in range(0, len(mixed), _BATCH * _ALIKE):
        near = sorted(mixed[first : first + _BATCH * _ALIKE], key=lambda s: max(map(len, s.sentences)))
        batches += [near[i : i + _BATCH] for i in range(0, len(near), _BATCH)]
    chance.shuffle(batches)
    yield from batches


def _loss(network: Network, batch: Sequence[Shown], words: WordsOf) -> Tensor:
    """How wrong each pair is, and how far the sentence that answers is from standing out, among all and "none"."""
    questions = [words.questions[s.question] for s in batch for _ in s.sentences]
    odds = network(questions, [words.sentences[text] for s in batch for text in s.sentences])
    answers = torch.tensor([float(a) for s in batch for a in s.answers])
    loss: Tensor = binary_cross_entropy_with_logits(odds, answers, reduction="sum") / 3
    start = 0
    for shown in batch:
        end = start + len(shown.sentences)
        loss = loss + lost_among(odds[start:end], torch.tensor(shown.answers))
        start = end
    return loss / len(batch)
