"""Scores summed up: the figures of the evaluation README, for every group it asks for, and each miss in words."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from evals.scorers import Grade, Score


@dataclass(frozen=True, slots=True)
class Share:
    """A count out of a total."""

    count: int
    total: int

    @property
    def value(self) -> float | None:
        """The share from 0 to 1, or None of nothing."""
        return self.count / self.total if self.total else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's 95% score interval (E. B. Wilson, 1927), or None of nothing."""
        if not self.total:
            return None
        z, n, p = 1.96, self.total, self.count / self.total
        middle, half = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return max(0.0, (middle - half) / (1 + z * z / n)), min(1.0, (middle + half) / (1 + z * z / n))

    def __str__(self) -> str:
        """The count out of the total and, of something, the percentage."""
        return f"{self.count}/{self.total}" + ("" if self.value is None else f" {self.value:6.1%}")


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of one group of scores."""

    name: str
    right: Share
    wrong_assertions: Share
    wrong_silences: Share
    recall: Share
    precision: Share
    verbatim: Share
    language_kept: Share
    quoted_words: float | None
    grades: dict[str, int]


def summarise(name: str, scores: Sequence[Score]) -> Summary:
    """The figures of the scores given. Silences are counted among the items where they are a fault."""
    return Summary(
        name=name,
        right=_share(score.right for score in scores),
        wrong_assertions=_share(score.wrong_assertion for score in scores),
        wrong_silences=_share(score.wrong_silence for score in scores if score.item.silence_is_fault),
        recall=_share(reached for score in scores for reached in score.needles_reached),
        precision=_share(reaching for score in scores for reaching in score.citations_reaching),
        verbatim=_share(same for score in scores for same in score.quotes_verbatim),
        language_kept=_share(score.language_kept for score in scores),
        quoted_words=_median([score.quoted_words for score in scores if score.given]),
        grades={grade.value: sum(score.grade is grade for score in scores) for grade in Grade},
    )


def by_group(scores: Sequence[Score]) -> list[Summary]:
    """All, each language, answerable and unanswerable, each type."""
    groups: list[tuple[str, Callable[[Score], bool]]] = [("all", lambda score: True)]
    groups += [(lang, _of_language(lang)) for lang in sorted({score.item.lang for score in scores})]
    groups += [("answerable", lambda score: score.item.answerable)]
    groups += [("not_found only", lambda score: not score.item.answerable)]
    groups += [(f"type {kind}", _of_type(kind)) for kind in sorted({score.item.type for score in scores})]
    picked = [(name, [score for score in scores if belongs(score)]) for name, belongs in groups]
    return [summarise(name, members) for name, members in picked if members]


def pairs_apart(scores: Sequence[Score]) -> list[tuple[Score, Score]]:
    """The same question right in one language and not in the other: (right, not right)."""
    by_id = {score.item.id: score for score in scores}
    twins = [(score, by_id[score.item.pair]) for score in scores if score.item.pair in by_id]
    return [(score, twin) for score, twin in twins if score.right and not twin.right]


def as_text(scores: Sequence[Score], *, misses: bool = True) -> str:
    """The table of figures and, unless told otherwise, every miss."""
    lines = [_HEAD, *(_row(summary) for summary in by_group(scores))]
    everything = summarise("all", scores)
    low, high = everything.right.interval or (0.0, 0.0)
    lines += [
        "",
        f"right: {everything.right} (95%: {low:.1%} to {high:.1%}); verbatim: {everything.verbatim}; "
        f"answer in the question's language: {everything.language_kept}",
    ]
    lines += [f"right in one language only: {len(pairs_apart(scores))} pairs"]
    if misses:
        lines += [
            text for score in scores if not score.right or not all(score.quotes_verbatim) for text in ("", _miss(score))
        ]
    return "\n".join(lines)


def as_data(scores: Sequence[Score]) -> dict[str, Any]:
    """The same for machines: ``{"groups": [...], "items": [...]}``."""
    return {"groups": [_group_data(summary) for summary in by_group(scores)], "items": [_item(s) for s in scores]}


_HEAD = (
    f"{'group':<20}{'right':>17}{'wrong assert.':>16}{'wrong silence':>16}{'facts reached':>17}"
    f"{'precision':>17}{'words':>7}   C/I/P/N"
)


def _row(summary: Summary) -> str:
    words = "" if summary.quoted_words is None else f"{summary.quoted_words:.0f}"
    return (
        f"{summary.name:<20}{summary.right!s:>17}{summary.wrong_assertions!s:>16}{summary.wrong_silences!s:>16}"
        f"{summary.recall!s:>17}{summary.precision!s:>17}{words:>7}   "
        + "/".join(str(count) for count in summary.grades.values())
    )


def _miss(score: Score) -> str:
    item, answer = score.item, score.answer
    lines = [f"{score.grade} {item.id} [{item.lang}, {item.type}] {' >> '.join(item.turns)}"]
    lines += [f"  fault:  {fault}" for fault in _all_faults(score)]
    lines += [f"  answer: {answer['status']} / {answer['verdict']}: {answer['answer']}"]
    lines += [
        _citation_line(citation, reaching)
        for citation, reaching in zip(answer["citations"], score.citations_reaching, strict=True)
    ]
    lines += [f"  caveat: {caveat}" for caveat in answer["caveats"]]
    return "\n".join([*lines, f"  gold:   {item.gold}"])


def _all_faults(score: Score) -> list[str]:
    faults = list(score.faults)
    faults += ["wrong assertion"] if score.wrong_assertion else []
    faults += ["wrong silence"] if score.wrong_silence else []
    faults += [f"answers in {score.answer['language']}"] if not score.language_kept else []
    return faults + (["a quote is not letter for letter the page"] if not all(score.quotes_verbatim) else [])


def _citation_line(citation: dict[str, Any], reaching: bool) -> str:
    sign = "+" if reaching else "-"
    return f"  {sign} [{citation.get('mark')}] {citation.get('title')}, p. {citation.get('page')}: {citation['quote']}"


def _group_data(summary: Summary) -> dict[str, Any]:
    shares = {key: value for key, value in asdict(summary).items() if isinstance(value, dict) and "total" in value}
    rest = {"quoted_words": summary.quoted_words, "grades": summary.grades}
    return {"name": summary.name, **shares, **rest}


def _item(score: Score) -> dict[str, Any]:
    return {
        "id": score.item.id,
        "lang": score.item.lang,
        "type": score.item.type,
        "grade": score.grade.value,
        "faults": _all_faults(score),
        "needles_reached": list(score.needles_reached),
        "citations_reaching": list(score.citations_reaching),
        "answer": dict(score.answer),
    }


def _share(values: Iterable[bool]) -> Share:
    outcomes = list(values)
    return Share(sum(outcomes), len(outcomes))


def _median(values: Sequence[int]) -> float | None:
    return statistics.median(values) if values else None


def _of_language(lang: str) -> Callable[[Score], bool]:
    return lambda score: score.item.lang == lang


def _of_type(kind: str) -> Callable[[Score], bool]:
    return lambda score: score.item.type == kind
