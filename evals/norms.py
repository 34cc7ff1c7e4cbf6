"""``python -m evals.norms --store DIR``: questions on norms, each with the article that a right answer cites.

Items are those of ``evals.dataset``; ``articles`` besides gives pairs of norm (file name without ending) and article,
any of which serves. An answer is right where the rules of ``evals.scorers`` find no fault and a citation of one of
these articles stands in it. Needles stand in the pages of the store's own documents.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.dataset import Item, load
from evals.scorers import Score, Scorer
from evals.shelf import Shelf
from evals.solvers import CommandSolver, KeptAnswers
from evals.sources import Sources
from ingest.article_names import article_name

KEY = Path(__file__).parent / "datasets" / "norms.jsonl"
TARGET = 0.9
_NORMS = ("law", "decree")


@dataclass(frozen=True, slots=True)
class Result:
    """How an answer on a norm did.

    Attributes:
        score: by the ordinary rules.
        article: whether a right article is cited.
        placed, cited: citations into norms with their article, and all of them.
    """

    score: Score
    article: bool
    placed: int
    cited: int

    @property
    def right(self) -> bool:
        """Whether nothing failed and the article is right."""
        return self.score.right and self.article


def read_articles(path: Path) -> dict[str, set[tuple[str, str]]]:
    """By the id of an item, the norms and articles of which one must be cited, in their normal form."""
    lines = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return {line["id"]: {(norm, article_name(article)) for norm, article in line["articles"]} for line in lines}


def grade(
    items: Sequence[Item],
    answers: Sequence[Mapping[str, Any]],
    wanted: Mapping[str, set[tuple[str, str]]],
    scorer: Scorer,
    names: Mapping[str, str],
) -> list[Result]:
    """Grades answers; ``names`` gives the file name without ending of each document."""
    results = []
    for item, answer in zip(items, answers, strict=True):
        into = [c for c in answer["citations"] if c["type"] in _NORMS]
        cited = {(names.get(c["document_id"], ""), article_name(c["article"] or "")) for c in answer["citations"]}
        results.append(
            Result(
                score=scorer.score(item, answer),
                article=not wanted[item.id] or bool(cited & wanted[item.id]),
                placed=sum(bool(c["article"]) for c in into),
                cited=len(into),
            )
        )
    return results


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the figures and every miss; exit code 1 where fewer than the target are right."""
    parser = argparse.ArgumentParser(prog="python -m evals.norms", description=__doc__)
    parser.add_argument("--store", type=Path, required=True, help="store with the norms")
    parser.add_argument("--key", type=Path, default=KEY)
    parser.add_argument("--answers", type=Path, help="answers that were kept, one object a line")
    options = parser.parse_args(argv)
    items = load(options.key)
    solver = KeptAnswers(options.answers) if options.answers else CommandSolver(options.store)
    answers = solver.answer(items)
    shelf = Shelf(options.store)
    names = {id: Path(record.path).stem for id, record in shelf.records.items()}
    texts = {names[id]: "\n".join(text for _, text in sorted(shelf.pages(id).items())) for id in names}
    results = grade(items, answers, read_articles(options.key), Scorer(Sources.of(texts), shelf), names)
    print(report(results))
    return 0 if sum(r.right for r in results) >= TARGET * len(results) else 1


def report(results: Sequence[Result]) -> str:
    """The figures, and every miss in words."""
    right, total = sum(r.right for r in results), len(results)
    placed, cited = sum(r.placed for r in results), sum(r.cited for r in results)
    lines = [f"right with the right article {right} of {total} ({right / total:.1%})"]
    for lang in ("en", "es"):
        of = [r for r in results if r.score.item.lang == lang]
        lines.append(f"  {lang} {sum(r.right for r in of)} of {len(of)}")
    lines.append(
        f"  wrong assertions {sum(r.score.wrong_assertion for r in results)}, wrong silences "
        f"{sum(r.score.wrong_silence for r in results)}"
    )
    lines.append(f"citations into norms that carry their article {placed} of {cited}")
    for r in results:
        if not r.right:
            faults = [*r.score.all_faults, *([] if r.article else ["no right article is cited"])]
            lines += [
                f"- {r.score.item.id} ({r.score.item.source}): {r.score.item.question}",
                f"    {'; '.join(faults)}",
            ]
            lines.append(f"    {r.score.answer['status']} {r.score.answer['answer'][:260]}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
