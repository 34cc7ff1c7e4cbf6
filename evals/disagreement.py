"""``python -m evals.disagreement``: do pairs of small documents that differ on a matter give *conflict*, and no others?

A line of the set is a question with two documents (title, type, country, language, date, text) and whether they truly
contradict each other. All documents stand in one store, which is filled once and kept; each question is asked of its
own two alone. Apparent conflicts, such as those of different years, scopes or units, must not be reported.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.answer import Answer, Status
from assistant.consultation import Consultation
from assistant.retrieval import Filters
from evals import made_up
from evals.dataset import each_line
from evals.made_up import markdown, take_in
from evals.stores import kept
from ingest.embedding import DocumentEmbedder, Embedder
from ingest.settings import IngestSettings
from ingest.store import Store

KEY = Path(__file__).parent / "datasets" / "disagreement.jsonl"
TARGET, FOUND, FALSE_ALARMS = 0.95, 0.9, 0.02
"""Least share of pairs judged right and of true conflicts found; most of apparent ones that may raise an alarm."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A question, two documents as ingest takes them, and whether they contradict each other."""

    id: str
    lang: str
    kind: str
    question: str
    conflict: bool
    documents: tuple[Mapping[str, str], ...]


def read_pairs(path: Path = KEY) -> tuple[Pair, ...]:
    """The pairs of a file.

    Raises:
        DatasetError: a line is no pair.
    """
    return each_line(
        path,
        lambda d: Pair(d["id"], d["lang"], d["kind"], d["question"], d["conflict"], tuple(d["documents"])),
        "a pair of documents",
    )


def file_name(pair: Pair, place: int) -> str:
    """The name of the file that a document of a pair is read from."""
    return f"{pair.id}-{place}.md"


def fill(store: Path, pairs: Sequence[Pair], embedder: Callable[[IngestSettings], Embedder] = DocumentEmbedder) -> None:
    """Takes the documents of pairs into a new store."""
    files = (
        # The comment makes each file another, since a document is known by its content.
        (name := file_name(pair, place), f"{markdown(document)}\n<!-- {name} -->\n", document)
        for pair in pairs
        for place, document in enumerate(pair.documents, start=1)
    )
    take_in(store, files, embedder)


def ask(consultation: Consultation, pairs: Sequence[Pair]) -> list[Answer]:
    """The answer to each question from its own two documents."""
    ids: dict[str, str] = {}
    with Store.open(consultation.store.folder) as store:
        ids = {Path(r.path).name: r.id for r in store.documents()}
    answers = []
    for pair in pairs:
        own = tuple(ids[file_name(pair, place)] for place in (1, 2))
        answers.append(consultation.ask(pair.question, pair.lang, Filters(documents=own)))
    return answers


def report(pairs: Sequence[Pair], answers: Sequence[Answer]) -> tuple[str, bool]:
    """The figures with every miss, and whether they reach the target."""
    told = [answer.status is Status.CONFLICT for answer in answers]
    true = [t for pair, t in zip(pairs, told, strict=True) if pair.conflict]
    apparent = [t for pair, t in zip(pairs, told, strict=True) if not pair.conflict]
    right = sum(true) + len(apparent) - sum(apparent)
    lines = [
        f"right {right} of {len(pairs)}",
        f"conflicts found {sum(true)} of {len(true)}",
        f"false alarms {sum(apparent)} of {len(apparent)}",
    ]
    for pair, answer, conflict in zip(pairs, answers, told, strict=True):
        if conflict is not pair.conflict:
            lines.append(f"- {pair.id} ({pair.kind}) {answer.status.value} {answer.verdict}: {answer.answer[:300]}")
    enough = right >= TARGET * len(pairs) and sum(true) >= FOUND * len(true)
    return "\n".join(lines), enough and sum(apparent) <= FALSE_ALARMS * len(apparent)


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the figures; exit code 1 where they are below the target."""
    parser = argparse.ArgumentParser(prog="python -m evals.disagreement", description=__doc__)
    parser.add_argument("--key", type=Path, default=KEY)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(argv)
    pairs = read_pairs(options.key)
    store = kept(
        "disagreement", [options.key, Path(__file__), Path(made_up.__file__)], lambda folder: fill(folder, pairs)
    )
    answers = ask(Consultation.open(store), pairs)
    said, reached = report(pairs, answers)
    if options.json:
        for pair, answer in zip(pairs, answers, strict=True):
            print(json.dumps({**answer.as_dict(), "id": pair.id, "conflict": pair.conflict}, ensure_ascii=False))
    else:
        print(said)
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
