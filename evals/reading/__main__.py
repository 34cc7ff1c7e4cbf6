"""``python -m evals.reading teach`` makes the weights anew; ``python -m evals.reading measure`` asks of the unread."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import numpy as np
import typer
from numpy.typing import NDArray

from assistant.judging import assurance, reader
from assistant.judging.reader import AnswerReader
from evals.progress import Advance, Steps
from evals.reading.asking import Outcome, consulted, outcome, tallies
from evals.reading.documents import FOLDER, Reading, kept_out, readings, taught
from ingest.embedding import DocumentEmbedder
from ingest.settings import IngestSettings

if TYPE_CHECKING:
    from evals.reading.vectors import WordsOf
    from evals.reading.weighing import Example

app = typer.Typer(help=__doc__, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
_WEIGHED = 160
"""On how many documents the assistant is asked to weigh its signs: some 3,500 questions, ten minutes."""

Folder = Annotated[Path, typer.Option(help="where the documents with their questions are")]


@app.command()
def teach(folder: Folder = FOLDER, part: Annotated[str, typer.Option(help="reader, signs or both")] = "both") -> None:
    """Writes the weights of the reader and of the signs; about two hours on two cores."""
    from evals.reading.vectors import WordsOf

    given, steps = taught(readings(folder)), Steps()
    with steps.step("vectors of words"):
        words = WordsOf(given)
    if part in ("reader", "both"):
        _teach_reader(given, words, steps)
    if part in ("signs", "both"):
        _weigh_signs(given, words, steps)


@app.command()
def measure(
    folder: Folder = FOLDER,
    misses: Annotated[bool, typer.Option(help="print each answer that is not right")] = False,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Asks the assistant about the documents that nothing was taught from, each in a store of its own."""
    embedder, steps = DocumentEmbedder(IngestSettings()), Steps(quiet=as_json)
    found = []
    given = kept_out(readings(folder))
    with steps.step("documents", len(given)) as advance:
        for reading in given:
            with consulted(reading, embedder) as consultation:
                for question in reading.questions:
                    answer = consultation.converse([question.text])
                    graded = outcome(reading, question, answer)
                    found.append((reading, question, graded))
                    if misses and graded is not Outcome.RIGHT:
                        quotes = [c.quote for c in answer.citations]
                        typer.echo(f"{reading.id} {graded} {question.text} | {answer.verdict} | {quotes}")
            advance(1)
    counted = tallies(found)
    if as_json:
        json.dump({t.name: {o.value: t.counts[o] for o in Outcome} for t in counted}, sys.stdout)
        return
    for tally in counted:
        others = ", ".join(f"{outcome} {tally.counts[outcome]}" for outcome in Outcome if outcome is not Outcome.RIGHT)
        typer.echo(f"{tally.name:18} {tally.right:6.1%} of {tally.total} right; {others}")


def _teach_reader(given: Sequence[Reading], words: WordsOf, steps: Steps) -> None:
    from evals.reading.training import taught_weights

    with steps.step("teaching the reader", 100) as advance:
        weights = taught_weights(given, words, _hundredths(advance))
    _write(reader.WEIGHTS, weights)


def _weigh_signs(given: Sequence[Reading], words: WordsOf, steps: Steps) -> None:
    from evals.reading.training import taught_weights
    from evals.reading.weighing import examples, weighed

    embedder = DocumentEmbedder(IngestSettings())
    chosen = given[:: max(1, round(len(given) / _WEIGHED))]
    authors = sorted({r.author for r in given})
    halves = (authors[::2], authors[1::2])
    found: list[Example] = []
    for mine, others in (halves, halves[::-1]):
        # What a reader says of documents that it has been taught from is surer than it has any right to be.
        with steps.step(f"a reader without the authors {', '.join(mine)}", 100) as advance:
            others_alone = [r for r in given if r.author in others]
            unread = AnswerReader(taught_weights(others_alone, words, _hundredths(advance)))
        asked = [r for r in chosen if r.author in mine]
        with steps.step("looking at what the assistant looks at", len(asked)) as advance:
            for reading in asked:
                found += examples(reading, unread, embedder)
                advance(1)
    with steps.step("weighing the signs", 100) as advance:
        weights = weighed(found, _hundredths(advance))
    _write(assurance.WEIGHTS, weights)


def _hundredths(advance: Advance) -> Callable[[int, int], None]:
    """Tells of steps done out of all as of hundredths done since."""
    shown = 0

    def on_step(done: int, of_all: int) -> None:
        nonlocal shown
        reached = done * 100 // of_all
        advance(reached - shown)
        shown = reached

    return on_step


def _write(path: Path, weights: dict[str, NDArray[np.floating]]) -> None:
    """Writes weights beside the file and puts them in its place."""
    beside = path.with_suffix(".new.npz")
    with beside.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **weights)
    os.replace(beside, path)


if __name__ == "__main__":
    app()
