"""How much the signs of relevance count, and from where on they are enough."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """How much the signs of relevance count.

    A denial is seldom what a question looks for, so it may be less likely to answer (``may_deny``). What no document
    has weighs ``rarest`` or more.

    Calibrated on the development questions of ``evals/`` in both languages; the report of an evaluation run names them.
    """

    light: float = 0.3
    carried: float = 0.45
    near: float = 0.55
    in_name: float = 0.65
    scope: float = 0.6
    dense: float = 0.4
    dense_floor: float = 0.789
    dense_range: float = 0.12
    type_bonus: float = 0.15
    across_languages: float = 0.03
    enough: float = 0.36
    enough_of_figures: float = 0.3
    enough_of_norms: float = 0.22
    enough_if_said: float = 0.1
    elsewhere: float = 0.3
    may_deny: float = 0.1
    sure: float = 0.7
    sure_reading: float = 2.5
    clearly: float = 0.15
    figure_lack: float = 0.4
    figure_firm: float = 0.34
    name_lack: float = 0.55
    open_lack: float = 0.65
    followed_lack: float = 0.35
    contrary: float = 0.55
    otherwise: float = 0.74
    yes_lack: float = 0.3
    yes_own: float = 0.5
    yes_universal: float = 0.1
    yes_single: float = 0.9
    paraphrase_lack: float = 0.5
    paraphrase_own: float = 0.2
    paraphrase_missing: float = 0.0
    paraphrase_apart: float = 2.0
    paraphrase_sure: float = 0.45
    paraphrase_reading: float = 0.0
    other_lack: float = 0.58
    rarest: float = 0.99
    ground_all: float = 0.8
    ground_most: float = 0.6
    ground_bill: float = 0.6


WEIGHTS = Weights()
