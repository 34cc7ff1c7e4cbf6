"""The network of ``assistant/judging/reader.py`` as it is taught: the same in PyTorch, over many pairs at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.functional import normalize
from torch.nn.utils.rnn import pad_sequence

WIDTH, HIDDEN, INNER, SIGNS = 384, 128, 64, 5
_DROPPED = 0.35
_FAR = -1e9


class Network(nn.Module):
    """Reads pairs of a question and a sentence as vectors of their words; gives the log odds that the one answers."""

    def __init__(self) -> None:
        super().__init__()
        self.mean = nn.Parameter(torch.zeros(2, WIDTH), requires_grad=False)
        self.spread = nn.Parameter(torch.ones(2, WIDTH), requires_grad=False)
        self.pair_question = nn.Parameter(torch.randn(WIDTH, HIDDEN) * 0.02)
        self.pair_sentence = nn.Parameter(torch.randn(WIDTH, HIDDEN) * 0.02)
        self.sharpness = nn.Parameter(torch.tensor(8.0))
        self.project = nn.Linear(WIDTH, HIDDEN)
        self.compare = nn.Linear(4 * HIDDEN, HIDDEN)
        self.weigh = nn.Linear(HIDDEN, 1)
        self.sum_up = nn.Linear(4 * HIDDEN + SIGNS, INNER)
        self.answers = nn.Linear(INNER, 1)
        self.close = nn.Linear(SIGNS, 1)
        self.dropped = nn.Dropout(_DROPPED)

    def level(self, questions: Sequence[Tensor], sentences: Sequence[Tensor]) -> None:
        """Takes from examples what is to be taken off vectors, and by what they are divided."""
        for side, texts in enumerate((questions, sentences)):
            words = torch.cat(list(texts)).float()
            self.mean.data[side] = words.mean(dim=0)
            self.spread.data[side] = words.std(dim=0) + 1e-3

    def forward(self, questions: Sequence[Tensor], sentences: Sequence[Tensor]) -> Tensor:
        """The log odds of pairs; each text is the vectors of its words, shape (words, d)."""
        asked, in_asked = _laid_out(questions)
        said, in_said = _laid_out(sentences)
        whole = (normalize(asked.sum(1), dim=-1) * normalize(said.sum(1), dim=-1)).sum(-1)
        asked = (asked - self.mean[0]) / self.spread[0]
        said = (said - self.mean[1]) / self.spread[1]
        asked_unit, said_unit = normalize(asked, dim=-1), normalize(said, dim=-1)
        alike = asked_unit @ said_unit.transpose(1, 2)
        paired = (self.dropped(asked_unit) @ self.pair_question) @ (said_unit @ self.pair_sentence).transpose(1, 2)
        drawn = self.sharpness * alike + 20.0 * paired
        of_asked = torch.softmax(drawn.masked_fill(~in_said[:, None], _FAR), dim=-1)
        of_said = torch.softmax(drawn.masked_fill(~in_asked[:, :, None], _FAR), dim=1).transpose(1, 2)
        asked, said = self.project(self.dropped(asked)), self.project(self.dropped(said))
        shown_asked, shown_said = self._shown(asked, of_asked @ said), self._shown(said, of_said @ asked)
        close = _closeness(whole, alike, in_asked, in_said)
        seen = torch.cat([*self._pooled(shown_asked, in_asked), *self._pooled(shown_said, in_said), close], dim=1)
        hidden = self.dropped(torch.relu(self.sum_up(seen)))
        odds: Tensor = (self.answers(hidden) + self.close(close)).squeeze(-1)
        return odds

    def _shown(self, own: Tensor, other: Tensor) -> Tensor:
        together = torch.cat([own, other, own - other, own * other], dim=-1)
        shown: Tensor = self.dropped(torch.relu(self.compare(together)))
        return shown

    def _pooled(self, shown: Tensor, inside: Tensor) -> tuple[Tensor, Tensor]:
        weight = torch.softmax(self.weigh(shown).squeeze(-1).masked_fill(~inside, _FAR), dim=1)
        return (shown * weight[..., None]).sum(1), shown.masked_fill(~inside[..., None], _FAR).max(1).values

    def exported(self) -> dict[str, NDArray[np.float16]]:
        """The weights by name, in half precision."""
        return {name: tensor.detach().numpy().astype(np.float16) for name, tensor in self.state_dict().items()}


def together(networks: Sequence[Network]) -> dict[str, NDArray[np.float16]]:
    """The weights of networks that were taught alike, as ``AnswerReader`` takes them."""
    exported = [network.exported() for network in networks]
    shared = {name: exported[0][name] for name in ("mean", "spread")}
    own = {f"{i}.{n}": v for i, weights in enumerate(exported) for n, v in weights.items() if n not in shared}
    return {**shared, **own}


def lost_among(odds: Tensor, answers: Tensor) -> Tensor:
    """How far what answers is from standing out among all sentences of a question and "none of them".

    Args:
        odds: log odds, the sentences along the last axis; the mean is taken over the others.
        answers: which sentences answer, bool.
    """
    among = torch.logsumexp(torch.cat([odds, odds.new_zeros(*odds.shape[:-1], 1)], dim=-1), dim=-1)
    if answers.any():
        among = among - torch.logsumexp(odds[..., answers], dim=-1)
    return among.mean()


def _laid_out(texts: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
    """Texts of different lengths side by side, and which places are words."""
    lengths = torch.tensor([len(text) for text in texts])
    laid = pad_sequence(list(texts), batch_first=True).float()
    return laid, torch.arange(laid.shape[1])[None] < lengths[:, None]


def _closeness(whole: Tensor, alike: Tensor, in_asked: Tensor, in_said: Tensor) -> Tensor:
    """As ``AnswerReader._closeness``: of the wholes, of each word's closest (mean, least, softened least), and back."""
    best = alike.masked_fill(~in_said[:, None], -1.0).max(-1).values
    count = in_asked.sum(1)
    mean = best.masked_fill(~in_asked, 0.0).sum(1) / count
    least = best.masked_fill(~in_asked, 1.0).min(1).values
    soft = -torch.logsumexp((-8.0 * best).masked_fill(~in_asked, _FAR), dim=1) / 8.0
    nearest = alike.masked_fill(~in_asked[..., None], -1.0).max(1).values
    back = nearest.masked_fill(~in_said, 0.0).sum(1) / in_said.sum(1)
    return torch.stack([(whole - 0.3) * 8.0, mean, least, soft, back], dim=1)
