"""``python -m evals``: runs datasets through the assistant and prints how often it is right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from evals import report
from evals.dataset import Item, load
from evals.errors import EvalsError, SolverError
from evals.scorers import Scorer
from evals.solvers import CommandPages, CommandSolver, KeptAnswers, Solver
from evals.sources import Sources

PANAMA = Path("../shared/corpus/panama")

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None)


@app.callback()
def main() -> None:
    """Measures the assistant on questions with known answers."""


@app.command()
def answers(
    dataset: Annotated[list[Path], typer.Option(help="a file of questions; may be given more than once")],
    store: Annotated[Path | None, typer.Option(help="the store to ask; without it, give --answers")] = None,
    corpus: Annotated[Path, typer.Option(help="folder of the documents' plain texts")] = PANAMA,
    kept: Annotated[Path | None, typer.Option("--answers", help="score these answer objects; ask nothing")] = None,
    summaries: Annotated[bool, typer.Option(help="the store holds summaries: ask for no needle")] = False,
    misses: Annotated[bool, typer.Option(help="print every miss")] = True,
    json_out: Annotated[Path | None, typer.Option("--json", help="also write figures and answers here")] = None,
) -> None:
    """Scores the answers to one dataset or several, by shared/evals/README.md."""
    try:
        items = [item for path in dataset for item in load(path)]
        sources = Sources.read(corpus)
        given = _solver(store, kept).answer(items)
    except (EvalsError, OSError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    _warn_of_strays(items, sources)
    scorer = Scorer(sources, CommandPages(store) if store else None, facts_required=not summaries)
    scores = [scorer.score(item, answer) for item, answer in zip(items, given, strict=True)]
    typer.echo(report.as_text(scores, misses=misses))
    if json_out:
        json_out.write_text(json.dumps(report.as_data(scores), ensure_ascii=False, indent=1), encoding="utf-8")


def _solver(store: Path | None, kept: Path | None) -> Solver:
    if kept:
        return KeptAnswers(kept)
    if store:
        return CommandSolver(store)
    raise SolverError("Give --store to ask the assistant, or --answers to score what it said before.")


def _warn_of_strays(items: list[Item], sources: Sources) -> None:
    """A needle that stands nowhere would count as a fact that no answer reaches."""
    for item in items:
        for place in (place for needle in item.needles for place in needle.places):
            if not sources.holds(place):
                typer.echo(f"{item.id}: the needle {place.text!r} does not stand in {place.file}", err=True)
