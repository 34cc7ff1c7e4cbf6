"""The marks of footnotes in running text: as the reader saw them, or glued to words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.block import Block
from ingest.cleaning import GLUED_MARK, Span
from ingest.document import BlockKind


class NoteMarks:
    """Finds the marks of a document's footnotes in their order.

    Args:
        found: the blocks of the document.
    """

    def __init__(self, found: Sequence[Block]) -> None:
        self._marks = list(dict.fromkeys(block.note for block in found if block.note))
        self._next = 0

    def within(self, block: Block, start: int, end: int) -> list[Span]:
        """Where marks stand between two places of a block."""
        if block.kind is BlockKind.FOOTNOTE or not self._marks:
            return []
        seen = [(a, b) for a, b in block.marks if start <= a and b <= end and block.text[a:b].isdigit()]
        if seen:
            self._next = max(self._next, *(self._position(block.text[a:b]) + 1 for a, b in seen))
            return seen
        return list(self._glued(block.text, start, end))

    def _position(self, mark: str) -> int:
        return self._marks.index(mark) if mark in self._marks else -1

    def _glued(self, text: str, start: int, end: int) -> Iterator[Span]:
        for match in GLUED_MARK.finditer(text, start, end):
            if self._next < len(self._marks) and match[1] == self._marks[self._next]:
                self._next += 1
                yield match.span(1)
