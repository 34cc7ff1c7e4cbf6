"""Looking on while a chat model writes: each of its sentences, how far it is, and how to stop it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How far a sentence of a chat model is."""

    PENDING = "pending"
    VERIFIED = "verified"
    STRUCK = "struck"


@dataclass(frozen=True, slots=True)
class Progress:
    """A sentence while an answer is being written; ``marks`` are those of its citations."""

    state: State
    text: str
    marks: tuple[int, ...] = ()


def _unwatched(progress: Progress) -> None:
    """Nobody looks on."""


@dataclass(frozen=True, slots=True)
class Onlooker:
    """Who looks on: is told of each sentence, and may stop it."""

    watch: Callable[[Progress], None] = _unwatched
    stopped: Callable[[], bool] = lambda: False
