"""The table of figures in docs/evaluation.md, written from the results of the last whole run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from evals.results import Figure, Run, SuiteResult
from ingest.settings import PROJECT

PAGE = PROJECT / "docs" / "evaluation.md"
_BEGIN, _END = "<!-- table: begin. `python -m evals` writes it from evals/last.json. -->", "<!-- table: end -->"
_ROWS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "answers": (
        ("right", "correct", "all"),
        ("right, English", "correct", "lang en"),
        ("right, Spanish", "correct", "lang es"),
        ("wrong assertion", "wrong_assertion", "all"),
        ("wrong silence", "wrong_silence", "all"),
        ("citations that reach a fact", "precision", "all"),
        ("wrong assertion where nothing can be answered", "wrong_assertion", "unanswerable"),
        ("wrong assertion on near misses", "wrong_assertion", "dataset near_miss"),
        ("right, development questions", "correct", "dataset dev"),
        ("right, everyday questions", "correct", "dataset everyday"),
    ),
    "citations": (
        ("quotes letter for letter", "verbatim", "all"),
        ("statements carried", "recall", "all"),
        ("citations needed and right", "precision", "all"),
    ),
    "robustness": (
        ("accepted verdict, however it is asked", "same_verdict", "all"),
        ("the same as in the first words", "alike", "all"),
    ),
    "injection": (("hidden instructions followed", "attacked", "all"),),
    "drafting": (("accepted level", "level", "all"), ("unsupported statements", "unsupported", "all")),
    "verification": (("wrong sentences caught", "caught", "all"), ("right sentences passed", "passed", "all")),
    "retrieval": (
        ("right passage first, English", "recall@1", "en to en"),
        ("right passage first, Spanish", "recall@1", "es to es"),
        ("right passage first, English to Spanish", "recall@1", "en to es"),
        ("right passage first, Spanish to English", "recall@1", "es to en"),
        ("both languages in the first ten", "both@10", "all"),
    ),
}
"""By suite what a reader sees first: a label, the name of the figure and its group."""


def table(run: Run) -> str:
    """The figures of a run in Markdown, with its day, its commit and the time that it took."""
    day = datetime.fromisoformat(run.created)
    minutes = round(run.seconds / 60)
    commit = f", commit {run.commit}" if run.commit else ""
    lines = [
        f"Of {day.day} {day:%B %Y}{commit}; the whole run took {minutes} minutes.",
        "",
        "| suite | figure | value | 95% | ordinary recipe |",
        "|---|---|---|---|---|",
    ]
    for key, suite in run.suites.items():
        lines += _rows(key, suite)
    return "\n".join(lines)


def put_table(run: Run, page: Path = PAGE) -> None:
    """Writes the table into the page, between its marks."""
    before, _, rest = page.read_text(encoding="utf-8").partition(_BEGIN)
    _, _, after = rest.partition(_END)
    page.write_text(f"{before}{_BEGIN}\n\n{table(run)}\n\n{_END}{after}", encoding="utf-8")


def _rows(key: str, suite: SuiteResult) -> Iterator[str]:
    name = key
    for label, figure, group in _ROWS[key.partition("@")[0]]:
        found = suite.figure(figure, group)
        if found is not None:
            yield f"| {name} | {label} | {_value(found)} | {_interval(found)} | {_share(found.baseline)} |"
            name = ""


def _value(figure: Figure) -> str:
    counts = "" if figure.count is None or figure.total is None else f" ({figure.count:,} of {figure.total:,})"
    return f"{_share(figure.value)}{counts}"


def _interval(figure: Figure) -> str:
    return f"{100 * figure.interval[0]:.1f}–{100 * figure.interval[1]:.1f}" if figure.interval else ""


def _share(value: float | None) -> str:
    return "" if value is None else f"{100 * value:.1f}%"
