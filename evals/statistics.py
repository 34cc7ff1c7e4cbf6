"""Shares with their 95% intervals, clustered by source: questions on one section stand or fall together.

The clustered standard error is that of inspect_ai's ``stderr(cluster=...)``, after E. Miller, "Adding Error Bars to
Evals" (2024): residuals are summed within a cluster before they are squared. Divided by the variance of independent
samples it gives the design effect; Wilson's interval is then taken of the effective number of samples, as recommended
for proportions of clustered samples by C. Franco, R. Little, T. Louis and E. Slud, "Comparative Study of Confidence
Intervals for Proportions in Complex Sample Surveys" (2019). So a share of 0 or 1 still has an interval.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

Z = 1.96


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether one thing counted was as named, and the cluster that it belongs to."""

    value: bool
    cluster: str


@dataclass(frozen=True, slots=True)
class Share:
    """A count out of a total, with its interval; ``value`` and ``interval`` are None of nothing."""

    count: int
    total: int
    interval: tuple[float, float] | None

    @property
    def value(self) -> float | None:
        """The share from 0 to 1, or None of nothing."""
        return self.count / self.total if self.total else None


def share(outcomes: Iterable[Outcome]) -> Share:
    """The share of outcomes that are true."""
    all_outcomes = list(outcomes)
    count, total = sum(o.value for o in all_outcomes), len(all_outcomes)
    if not total:
        return Share(0, 0, None)
    return Share(count, total, wilson(count / total, total / design_effect(all_outcomes)))


def design_effect(outcomes: list[Outcome]) -> float:
    """How many times the clustered variance is that of independent samples; at least 1.

    1 where all outcomes are equal or of one cluster, because then nothing tells how they hang together.
    """
    total = len(outcomes)
    mean = sum(o.value for o in outcomes) / total
    residuals: defaultdict[str, float] = defaultdict(float)
    for outcome in outcomes:
        residuals[outcome.cluster] += outcome.value - mean
    clusters = len(residuals)
    if mean in (0.0, 1.0) or clusters < 2:
        return 1.0
    clustered = sum(r * r for r in residuals.values()) * clusters / (clusters - 1) / total**2
    return max(1.0, clustered / (mean * (1 - mean) / total))


def wilson(p: float, n: float) -> tuple[float, float]:
    """Wilson's 95% score interval of a share ``p`` of ``n`` samples (E. B. Wilson, 1927)."""
    middle, half = p + Z * Z / (2 * n), Z * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    low, high = ((middle + side) / (1 + Z * Z / n) for side in (-half, half))
    return (0.0 if p == 0 else low), (1.0 if p == 1 else high)
