"""Passages: neighbouring whole sentences of one section and one page, the unit that search ranks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from ingest.document import BlockKind, Page, Passage, Sentence

FEWEST_WORDS, MOST_WORDS, WHOLE_WORDS = 60, 120, 250
"""A passage is closed at the end of a paragraph from the first number on, and before it would pass the second.

A paragraph of up to ``WHOLE_WORDS`` is not cut, and a table only there: a question's words are often spread over the
whole of a paragraph, and the model reads one of that length.
"""


@dataclass(frozen=True, slots=True)
class Run:
    """Sentences that stand together: one page, one section, nothing left out between.

    ``start`` is where the text of the run begins on its page: for a table, at its title and header row, which are no
    sentences of their own.
    """

    start: int
    sentences: tuple[Sentence, ...]


def passages(runs: Sequence[Run], pages: Sequence[Page]) -> tuple[Passage, ...]:
    """The passages of a document, in reading order."""
    texts = {page.number: page.text for page in pages}
    return tuple(
        _passage(part, run.start if i == 0 else part[0].start, texts[part[0].page])
        for run in runs
        for i, part in enumerate(_parts(run.sentences))
    )


def _parts(run: Sequence[Sentence]) -> Iterator[Sequence[Sentence]]:
    is_table = bool(run) and run[0].kind is BlockKind.TABLE_ROW
    fewest, most = (WHOLE_WORDS, WHOLE_WORDS) if is_table else (FEWEST_WORDS, MOST_WORDS)
    parts: list[list[Sentence]] = [[]]
    for unit in _units(run):
        part = parts[-1]
        size, more = _words(part), _words(unit)
        ends_block = bool(part) and part[-1].block != unit[0].block
        # What is too short for a passage joins a whole paragraph.
        limit = most if size >= FEWEST_WORDS // 2 else WHOLE_WORDS
        if part and (size + more > limit or (ends_block and size >= fewest)):
            parts.append(part := [])
        part.extend(unit)
    yield from _with_tail_joined(parts, most)


def _units(run: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """What is not cut: paragraphs, and the sentences of those that are longer than a passage may be."""
    for _, block in groupby(run, key=attrgetter("block")):
        sentences = list(block)
        if _words(sentences) <= WHOLE_WORDS:
            yield sentences
        else:
            yield from ([sentence] for sentence in sentences)


def _with_tail_joined(parts: list[list[Sentence]], limit: int) -> list[list[Sentence]]:
    """A last part of a few words goes to the one before, unless that would make it much too long."""
    if len(parts) > 1 and _words(parts[-1]) < FEWEST_WORDS // 2 and _words(parts[-2] + parts[-1]) <= limit * 5 // 4:
        parts[-2:] = [parts[-2] + parts[-1]]
    return [part for part in parts if part]


def _words(sentences: Sequence[Sentence]) -> int:
    return sum(len(sentence.text.split()) for sentence in sentences)


def _passage(part: Sequence[Sentence], start: int, page_text: str) -> Passage:
    end = part[-1].end
    first = part[0]
    return Passage(
        first.page, start, end, page_text[start:end], first.section, _language(part), first.article, tuple(part)
    )


def _language(part: Sequence[Sentence]) -> str:
    """The language of most of the words."""
    weights: dict[str, int] = {}
    for sentence in part:
        weights[sentence.language] = weights.get(sentence.language, 0) + len(sentence.text)
    return max(weights, key=lambda language: weights[language])
