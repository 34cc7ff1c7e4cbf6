"""``python -m evals``: runs the suites, or grades answers to single datasets, and prints how often they are right."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from evals import report
from evals.corpora import SHIPPED
from evals.documented import put_table
from evals.errors import EvalsError
from evals.floors import Floors
from evals.plan import SUITES, TEXTS, Plan
from evals.progress import Steps
from evals.results import Run
from evals.running import grade, run
from evals.summary import save_figures
from ingest.settings import PROJECT

REPORTS = PROJECT / "evals" / "reports"

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)


@app.callback(invoke_without_command=True)
def main(
    context: typer.Context,
    suite: Annotated[list[str] | None, typer.Option(help=f"only this suite: {', '.join(SUITES)}; repeatable")] = None,
    corpus: Annotated[
        list[str] | None, typer.Option(help="a folder of documents to ask about, or `shipped`; repeatable")
    ] = None,
    dataset: Annotated[list[Path] | None, typer.Option(help="only these questions; repeatable; no floors")] = None,
    quick: Annotated[bool, typer.Option("--quick", help="the subset that the tests run")] = False,
    baseline: Annotated[
        bool | None, typer.Option(help="the ordinary recipe beside it [default: unless --quick]")
    ] = None,
    json_out: Annotated[Path | None, typer.Option("--json", help="also write the results here")] = None,
    html_out: Annotated[Path | None, typer.Option("--html", help="write the page of results here")] = None,
    compare: Annotated[Path | None, typer.Option(help="say what changed since the results in this file")] = None,
    misses: Annotated[bool, typer.Option("--misses/--no-misses", help="print every miss")] = True,
    raise_floors: Annotated[bool, typer.Option("--raise-floors", help="raise the floors that the run beats")] = False,
) -> None:
    """Measures the assistant on questions with known answers; without options, all suites over the shipped documents.

    Exit status: 0; 1 where a floor is missed, something could not be graded or the run fails; 2 for wrong arguments.
    """
    if context.invoked_subcommand is not None:
        return
    unknown = set(suite or ()) - set(SUITES)
    if unknown:
        raise typer.BadParameter(f"{', '.join(sorted(unknown))}: the suites are {', '.join(SUITES)}")
    plan = Plan(
        suites=tuple(s for s in SUITES if not suite or s in suite),
        corpora=tuple(corpus or (SHIPPED,)),
        datasets=tuple(dataset or ()),
        quick=quick,
        baseline=not quick if baseline is None else baseline,
    )
    with _plainly():
        old = Run.load(compare) if compare else None
        if html_out:
            _require_page()
        result, floors = _run(plan)
        result.save(_report_file(result))
        for path in (json_out, REPORTS / "latest.json" if plan.is_whole else None):
            if path:
                result.save(path)
        if plan.is_whole and SHIPPED in plan.corpora:
            save_figures(result)
            put_table(result)
        _show(result, old, misses, html_out)
        failures = missed(result, floors, plan.extent)
        for failure in failures:
            typer.echo(f"MISSED {failure}", err=True)
        if raise_floors and plan.has_floors:
            floors.raised(result, plan.extent).write()
    raise typer.Exit(1 if failures else 0)


@app.command()
def answers(
    dataset: Annotated[list[Path], typer.Option(help="a file of questions; may be given more than once")],
    store: Annotated[Path | None, typer.Option(help="the store to ask; without it, give --answers")] = None,
    corpus: Annotated[Path, typer.Option(help="folder of the documents' plain texts")] = TEXTS,
    kept: Annotated[Path | None, typer.Option("--answers", help="grade these answer objects; ask nothing")] = None,
    misses: Annotated[bool, typer.Option("--misses/--no-misses", help="print every miss")] = True,
    json_out: Annotated[Path | None, typer.Option("--json", help="also write the results here")] = None,
) -> None:
    """Grades the answers of one store, or answers kept in a file, to the datasets given; no floors, no baseline."""
    with _plainly():
        result = grade(dataset, store, corpus, kept)
        typer.echo(report.as_text(result, misses=misses))
        if json_out:
            result.save(json_out)


def _require_page() -> None:
    """Makes sure before a long run that its page can be drawn."""
    if not all(map(find_spec, ("jinja2", "matplotlib"))):
        raise EvalsError("The page needs the packages of the extra `evals`: pip install -e '.[evals]'.")


def _run(plan: Plan) -> tuple[Run, Floors]:
    floors = Floors.read() if plan.has_floors else Floors({})
    steps = Steps()
    result = floors.applied(run(plan, steps), plan.extent)
    took = ", ".join(f"{step} {seconds:.0f} s" for step, seconds in steps.seconds.items())
    typer.echo(f"{result.seconds:.0f} s: {took}.", err=True)
    return result, floors


def _show(result: Run, old: Run | None, misses: bool, html_out: Path | None) -> None:
    typer.echo(report.as_text(result, misses=misses))
    if old:
        from evals.compare import compared

        typer.echo("\n" + compared(old, result))
    if html_out:
        from evals.page import as_html

        html_out.parent.mkdir(parents=True, exist_ok=True)
        html_out.write_text(as_html(result, old), encoding="utf-8")


def missed(result: Run, floors: Floors, extent: str) -> list[str]:
    """What makes a run fail, in words: missed floors, floors without a figure, samples that could not be graded."""
    said = [report.missed_text(key, figure) for key, figure in result.missed_floors]
    said += [f"{' · '.join(place[1:])}: a floor without a figure" for place in floors.without_figure(result, extent)]
    for key, suite in result.suites.items():
        unscored = max((figure.unscored for figure in suite.figures), default=0)
        said += [f"{key}: {unscored} samples could not be graded"] if unscored else []
    return said


def _report_file(result: Run) -> Path:
    return REPORTS / f"{datetime.fromisoformat(result.created):%Y-%m-%dT%H-%M-%S}.json"


@contextmanager
def _plainly() -> Iterator[None]:
    """Ends the command with one plain sentence where an error of ours comes up."""
    try:
        yield
    except (EvalsError, OSError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
