"""A run as one self-contained page: a summary in words, all figures beside the baseline, charts, every miss.

The page fetches nothing and runs one script, its own filter; a policy inside it forbids everything else. Answers hold
text of any document, so the template (``page.html``) escapes whatever it is given.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from pydantic import TypeAdapter

from assistant.trust import read_evaluation
from assistant.trust_words import Report
from assistant.wording import wording
from evals import naming
from evals.charts import chart
from evals.compare import comparison, summed_up
from evals.results import Figure, Run, Sample, SuiteResult
from evals.summary import figures_only

_RUN = TypeAdapter(Run)
_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Row:
    """A figure as the tables show it; ``old`` is the same figure of the run compared with."""

    figure: Figure
    old: Figure | None

    @property
    def change(self) -> str:
        """The change in points, with a word for its direction; empty without an old figure."""
        if not self.old:
            return ""
        points = 100 * (self.figure.value - self.old.value)
        if abs(points) < 0.05:
            return "same"
        better = (points > 0) == (self.figure.better == "higher")
        return f"{points:+.1f} {'better' if better else 'worse'}"


@dataclass(frozen=True, slots=True)
class SuitePart:
    """What the page shows of one suite."""

    key: str
    suite: SuiteResult
    chart: Markup
    rows: tuple[Row, ...]
    misses: tuple[tuple[str, tuple[Sample, ...]], ...]

    @property
    def by_name(self) -> list[tuple[str, list[Row]]]:
        """The rows by the name of their figure."""
        names = dict.fromkeys(row.figure.name for row in self.rows)
        return [(name, [row for row in self.rows if row.figure.name == name]) for name in names]

    @property
    def overview(self) -> list[Row]:
        """The rows of the table of all figures: over all samples; every group of a figure that has no such row."""
        whole = {row.figure.name for row in self.rows if row.figure.group == "all"}
        return [row for row in self.rows if row.figure.group == "all" or row.figure.name not in whole]

    @property
    def missed(self) -> int:
        """How many samples are shown as misses."""
        return sum(len(samples) for _, samples in self.misses)


def as_html(run: Run, old: Run | None = None) -> str:
    """The page of a run; with an old run also what changed since."""
    parts = [_part(key, suite, old) for key, suite in run.suites.items()]
    template = _environment().get_template("page.html")
    script = (_HERE / "page.js").read_text(encoding="utf-8")
    return template.render(
        run=run,
        old=old,
        report=_report(run),
        parts=parts,
        choices=_choices(parts),
        comparison=comparison(old, run) if old else None,
        style=Markup((_HERE / "page.css").read_text(encoding="utf-8")),
        script=Markup(script),
        digest=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    )


def is_miss(sample: Sample) -> bool:
    """Whether a sample is shown: not right, not graded, or right with something wrong about it."""
    return sample.grade != "C" or bool(sample.faults)


def _environment() -> Environment:
    found = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    found.globals.update(naming=naming, summed_up=summed_up, moment=_moment)
    return found


def _report(run: Run) -> Report:
    """The run in the words that the app has for it."""
    return Report(read_evaluation(_RUN.dump_json(figures_only(run)), "the run"), wording("en"))


def _part(key: str, suite: SuiteResult, old: Run | None) -> SuitePart:
    earlier = old.suites.get(key) if old else None
    rows = tuple(Row(f, earlier.figure(f.name, f.group) if earlier else None) for f in suite.figures)
    # The drawing is matplotlib's; every word in it is escaped where it is made.
    return SuitePart(key, suite, Markup(chart(key, suite)), rows, tuple(_by_type(suite.samples)))


def _by_type(samples: Iterable[Sample]) -> Iterator[tuple[str, tuple[Sample, ...]]]:
    misses = sorted((s for s in samples if is_miss(s)), key=_type)
    yield from ((kind, tuple(members)) for kind, members in groupby(misses, key=_type))


def _type(sample: Sample) -> str:
    return sample.type


def _choices(parts: Sequence[SuitePart]) -> dict[str, list[str]]:
    """What the filter offers: the values that the misses have."""
    misses = [(part.key, sample) for part in parts for _, samples in part.misses for sample in samples]
    return {
        "suite": list(dict.fromkeys(key for key, _ in misses)),
        "language": sorted({sample.lang for _, sample in misses}),
        "type": sorted({sample.type for _, sample in misses}),
        "grade": [grade or "" for grade in naming.GRADES if any(sample.grade == grade for _, sample in misses)],
    }


def _moment(iso: str) -> str:
    """An ISO time without what nobody reads: ``2026-11-25 18:00``."""
    return iso[:16].replace("T", " ")
