"""What introduces the items of a list: the lead-ins above them, as far as each is needed to understand them."""

from __future__ import annotations

import re

from ingest import sentences

_PROSE = "¶"
"""In the place of a list item's kind of mark: a paragraph."""
_SHORT = 6
"""Words: a shorter lead-in (``When it:``) goes on from the one above it."""
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_LETTERS = "abcdefghijklmnñopqrstuvwxyz"


class LeadIns:
    """The lead-ins that govern the place of a document that is being read.

    Args:
        language: of the document.
    """

    def __init__(self, language: str) -> None:
        self._language = language
        # Outermost first, each with the kind of mark that its own line begins with.
        self._open: list[tuple[str, str]] = []
        # Those of a list of an article that a paragraph has interrupted, and the mark of its last item.
        self._waiting: tuple[list[tuple[str, str]], str] | None = None
        self._item = ""

    def __bool__(self) -> bool:
        return bool(self._open)

    def clear(self) -> None:
        """Ends every list: a section begins."""
        self._open, self._waiting = [], None

    def end_waiting(self) -> None:
        """Ends the list that was interrupted: another article begins."""
        self._waiting = None

    def of_item(self, text: str, in_article: bool) -> str:
        """What introduces a list item: the lead-in above its list, and the one above that, where it is needed."""
        kind = marker(text)
        self._resume(text)
        while self._open and self._open[-1][0] == kind:
            self._open.pop()
        if not self._open:
            return ""
        if in_article:
            return " ".join(lead for _, lead in self._open)
        lead = self._open[-1][1]
        outer = next((above for _, above in reversed(self._open[:-1]) if len(above.split()) > _SHORT), "")
        return f"{outer} {lead}" if outer and len(lead.split()) <= _SHORT else lead

    def after_item(self, text: str) -> None:
        """Notes what an item introduces itself: its last sentence, where that ends in a colon."""
        last = sentences.last(text, self._language)
        if last.endswith(":"):
            self._open.append((marker(text), last))

    def after_paragraph(self, text: str, in_article: bool) -> None:
        """Notes what a paragraph introduces: its last sentence, where that is a lead-in or a label of figures."""
        last = sentences.last(text, self._language)
        if self._open and self._item and in_article:
            self._waiting = (self._open, self._item)
        if not (last.endswith(":") or _is_label(last)):
            self._open = []
            return
        self._item = ""
        goes_on = last.endswith(":") and len(last.split()) <= _SHORT
        self._open = [
            *[lead for lead in self._open if goes_on and len(lead[1].split()) > _SHORT],
            (_PROSE, last),
        ]

    def _resume(self, text: str) -> None:
        """Goes on with a list of an article after a paragraph that belongs to its last item: ``b)`` after ``a)``."""
        if self._waiting and _follows(self._waiting[1], text):
            self._open = self._waiting[0]
        self._waiting, self._item = None, text


def marker(text: str) -> str:
    """The kind of mark that a list item begins with: ``a)``, ``(i)``, ``1.``, ``5.1``, a bullet or none."""
    mark = re.match(r"\(?(?:\d+(?:\.\d+)*|[ivx]+(?=[).])|[a-zñ](?=\s?[.)]))\s?[.)]?|[^\w\s(]", text)
    if mark is None:
        return ""
    if re.match(r"\(?[ivx]{2,}|\(i\)|\(v\)|\(x\)", mark[0]):
        return "i"
    return re.sub(r"[a-zñ]", "a", re.sub(r"\d+", "1", mark[0]))


def _follows(before: str, text: str) -> bool:
    """Whether the mark of a list item comes next after that of another one, as ``b)`` after ``a)``."""
    first, second = (re.match(r"\(?([a-zñ]|\d{1,3}|[ivx]+)\s?[.)]", t) for t in (before, text))
    if first is None or second is None:
        return False
    if first[1].isdigit() and second[1].isdigit():
        return int(second[1]) == int(first[1]) + 1
    if len(first[1]) == len(second[1]) == 1 and first[1] in _LETTERS and second[1] in _LETTERS:
        return 0 < _LETTERS.index(second[1]) - _LETTERS.index(first[1]) <= 2
    return _ROMAN.index(second[1]) == _ROMAN.index(first[1]) + 1 if {first[1], second[1]} <= set(_ROMAN) else False


def _is_label(text: str) -> bool:
    """A line without a stop that figures below belong to (``Figures as of June 2020``)."""
    return len(text.split()) <= 12 and not re.search(r"[.!?;,]$", text)
