"""``python -m evals.articles --corpus FOLDER``: how many articles of norms are recognised, by a key read from them.

A line of the key is ``{"norm": file name without ending, "articles": [[label, first three words of its text], ...]}``.
An article whose old and new wording both stand in the file counts once, by the one that stands first. Every file of the
folder by that name is read (Markdown, PDF) as ``ingest`` reads it, without embedding. What was found counts as right
when label and words agree and the order does; what nobody asked for counts against precision.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from pathlib import Path

from ingest.document import Sentence
from ingest.readers import SUFFIXES, read_file
from ingest.structure import build

KEY = Path(__file__).parent / "datasets" / "articles.jsonl"
WORDS = 3
"""Words of an article's text that must agree."""
TARGET = 0.98

Article = tuple[str, str]
"""Label and first words, folded."""


@dataclass(frozen=True, slots=True)
class Score:
    """How a file did: articles of the key, found ones, and the right among them, with those that differ."""

    file: str
    wanted: int
    found: int
    right: int
    missed: tuple[Article, ...]
    added: tuple[Article, ...]

    @property
    def precision(self) -> float:
        """Right ones among the found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Right ones among the wanted."""
        return self.right / self.wanted if self.wanted else 0.0


def read_key(path: Path) -> dict[str, list[Article]]:
    """The articles of each norm, by file name."""
    lines = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return {line["norm"]: [(_fold(label), _fold(words)) for label, words in line["articles"]] for line in lines}


def articles(sentences: Sequence[Sentence]) -> list[Article]:
    """The articles that a document's sentences stand in, in reading order, each with its first words."""
    found: list[Article] = []
    for article, group in groupby(sentences, key=lambda sentence: sentence.article):
        if article is not None:
            found.append((_fold(article), _first_words(list(group))))
    return found


def score(path: Path, wanted: Sequence[Article]) -> Score:
    """Reads a file and compares."""
    structured = build(read_file(path))
    found = articles([sentence for passage in structured.passages for sentence in passage.sentences])
    blocks = SequenceMatcher(a=list(wanted), b=found, autojunk=False).get_matching_blocks()
    right = sum(block.size for block in blocks)
    of_key = {block.a + k for block in blocks for k in range(block.size)}
    of_found = {block.b + k for block in blocks for k in range(block.size)}
    missed = tuple(article for i, article in enumerate(wanted) if i not in of_key)
    added = tuple(article for i, article in enumerate(found) if i not in of_found)
    return Score(path.name, len(wanted), len(found), right, missed, added)


def _first_words(group: Sequence[Sentence]) -> str:
    """The first words of an article, without the label that its first sentence may begin with."""
    heading = group[0].section.split(" > ")[-1]
    text = " ".join(sentence.text for sentence in group[:WORDS])
    bare = text.lstrip("“\"«'_ ")
    text = bare[len(heading) :] if bare.startswith(heading) else text
    text = re.sub(r"^[\W_]*(?:[a-z]\)|\d+(?:\.\d+)*[.)]?)", "", text)
    return " ".join(re.findall(r"[^\W\d_]+", _fold(text))[:WORDS])


def _fold(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))


def _table(scores: Sequence[Score]) -> str:
    rows = [f"{'norm':48} {'key':>4} {'found':>5} {'right':>5} {'precision':>9} {'recall':>7}"]
    for s in scores:
        rows.append(f"{s.file:48} {s.wanted:4} {s.found:5} {s.right:5} {s.precision:9.3f} {s.recall:7.3f}")
        rows += [f"    missed  {label}: {words}" for label, words in s.missed]
        rows += [f"    wrong   {label}: {words}" for label, words in s.added]
    return "\n".join(rows)


def main(argv: Sequence[str] | None = None) -> int:
    """Prints precision and recall for every file; exit code 1 where one is below the target."""
    parser = argparse.ArgumentParser(prog="python -m evals.articles", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with the norms")
    parser.add_argument("--key", type=Path, default=KEY)
    options = parser.parse_args(argv)
    key = read_key(options.key)
    files = [p for p in sorted(options.corpus.iterdir()) if p.stem in key and p.suffix.lower() in SUFFIXES]
    scores = [score(path, key[path.stem]) for path in files]
    if not scores:
        print(f"No norm of the key is in {options.corpus}.", file=sys.stderr)
        return 2
    sums = (sum(s.wanted for s in scores), sum(s.found for s in scores), sum(s.right for s in scores))
    total = Score("all", *sums, missed=(), added=())
    print(_table([*scores, total]))
    return 0 if all(min(s.precision, s.recall) >= TARGET for s in scores) else 1


if __name__ == "__main__":
    sys.exit(main())
