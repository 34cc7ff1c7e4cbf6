"""Whether citations carry what an answer states: precision and recall in the sense of ALCE, without a model.

ALCE (T. Gao, H. Yen, J. Yu and D. Chen, "Enabling Large Language Models to Generate Text with Citations", 2023) asks a
model of entailment whether the passages cited support a statement. Here a statement is what stands before a group of
marks, and its citations support it when its quoted words, its numbers and its names stand in their quotes or in what
the citations say of themselves (title, date, section).

*Recall* is the share of statements that are supported. *Precision* is the share of citations that are needed and right:
the statement is supported, and either this citation alone supports it or the others do not without it. A mark without
a citation, a citation without a mark and a quote that is not the page at the place named count against precision;
ALCE's own script (``eval.py``) leaves marks that point to nothing out of the count, so that inventing them costs it
nothing there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from babel import Locale
from babel.dates import get_month_names

from evals.dataset import Item
from evals.folding import compact, fold
from evals.scorers import Library, Score, is_verbatim

Citation = Mapping[str, Any]

_MARKS = re.compile(r"(?:\s*\[\d+\])+")
MARK = re.compile(r"\[(\d+)\]")
_OPENING, _CLOSING = "“«", "”»"
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD_WITHIN = re.compile(r"(?:(?<=\w\s)|(?<=\w[,;:]\s))[^\W\d_]\w+")
_SILENT = re.compile(r"\W*(?:the documents do not|los documentos no)\b")
_ABOUT = ("title", "as_of", "section", "article", "summarises")
_UNREADABLE = "\ufffd"
_FOOTNOTE = re.compile(r"(?:(?<=[^\W\d_])|(?<=[^\W\d_][.,;:)”]))\d{1,2}(?!\w)")


@dataclass(frozen=True, slots=True)
class Statement:
    """A piece of prose and the marks that stand behind it; ``marks`` is empty at the end of an answer without one.

    ``asked`` is the question: an answer that quotes it claims nothing by that.
    """

    text: str
    marks: tuple[int, ...]
    asked: str = ""

    @property
    def quoted(self) -> tuple[str, ...]:
        """The words within the outermost quotation marks, but for those of the question."""
        runs = (self.text[start:end] for start, end in quotations(self.text))
        return tuple(run for run in runs if compact(run) not in compact(self.asked))

    @property
    def frame(self) -> str:
        """The words outside quotation marks."""
        return without_quotations(self.text)

    @property
    def claims(self) -> tuple[str, ...]:
        """The numbers and names of the frame."""
        names = (word for word in _WORD_WITHIN.findall(self.frame) if word[0].isupper())
        return (*_NUMBER.findall(self.frame), *names)

    @property
    def is_claim(self) -> bool:
        """Whether there is anything to support: without marks, quotes, numbers and names it says nothing.

        Nor does a sentence without a mark that says what the documents are silent on, naming it.
        """
        if not self.marks and _SILENT.match(fold(self.frame)):
            return False
        return bool(self.marks or self.quoted or self.claims)


@dataclass(frozen=True, slots=True)
class SupportScore:
    """What one answer's citations carry; see the head of this file. ``reached`` is of the item's facts."""

    item: Item
    supported: tuple[bool, ...]
    precise: tuple[bool, ...]
    verbatim: tuple[bool, ...]
    reached: tuple[bool, ...]
    faults: tuple[str, ...]
    scored: bool = True


def support(score: Score, library: Library) -> SupportScore:
    """Scores the citations of an answer that has been graded."""
    if not score.scored:
        return SupportScore(score.item, (), (), (), (), score.faults, scored=False)
    citations = {citation.get("mark"): citation for citation in score.answer["citations"]}
    sound = {mark: c for mark, c in citations.items() if is_verbatim(library, c)}
    asked = " ".join(score.item.turns)
    found = [s for s in statements(score.answer["answer"], asked) if s.is_claim] if score.given else []
    precise = [right for statement in found for right in _precise(statement, sound)]
    idle = set(citations) - {mark for statement in found for mark in statement.marks}
    supported = tuple(_is_supported(statement, sound) for statement in found)
    faults = [f"not carried by its citations: {s.text}" for s, ok in zip(found, supported, strict=True) if not ok]
    faults += [f"[{mark}] is not the page at its place" for mark in citations if mark not in sound]
    faults += [f"[{mark}] stands behind nothing" for mark in idle]
    return SupportScore(
        item=score.item,
        supported=supported,
        precise=(*precise, *(False for _ in idle)),
        verbatim=score.quotes_verbatim,
        reached=score.needles_reached,
        faults=tuple(faults),
    )


def statements(text: str, asked: str = "") -> list[Statement]:
    """Prose split behind each group of marks; marks within quotation marks belong to the quote."""
    inside = quotations(text)
    found, start = [], 0
    for group in _MARKS.finditer(text):
        if any(first <= group.start() < last for first, last in inside):
            continue
        piece = text[start : group.start()].strip()
        found.append(Statement(piece, tuple(int(mark) for mark in MARK.findall(group[0])), asked))
        start = group.end()
    rest = text[start:].strip()
    return [*found, Statement(rest, (), asked)] if rest else found


def quotations(text: str) -> list[tuple[int, int]]:
    """First and last character of the words within the outermost quotation marks; one left open ends with the text."""
    found, depth, start = [], 0, 0
    for at, character in enumerate(text):
        if character in _OPENING:
            depth += 1
            start = at + 1 if depth == 1 else start
        elif character in _CLOSING and depth:
            depth -= 1
            if not depth:
                found.append((start, at))
    return found if not depth else [*found, (start, len(text))]


def without_quotations(text: str) -> str:
    """What stands outside quotation marks."""
    kept, at = [], 0
    for start, end in quotations(text):
        kept.append(text[at:start])
        at = end
    return " ".join([*kept, text[at:]])


def _precise(statement: Statement, sound: Mapping[int, Citation]) -> Iterator[bool]:
    whole = _is_supported(statement, sound)
    for mark in statement.marks:
        if mark not in sound or not whole:
            yield False
            continue
        alone = _carries(statement, [sound[mark]])
        others = [sound[other] for other in statement.marks if other != mark and other in sound]
        yield alone or not _carries(statement, others)


def _is_supported(statement: Statement, sound: Mapping[int, Citation]) -> bool:
    cited = [sound[mark] for mark in statement.marks if mark in sound]
    return bool(cited) and _carries(statement, cited)


def _carries(statement: Statement, cited: Sequence[Citation]) -> bool:
    quotes = [str(citation["quote"]) for citation in cited]
    if not all(any(_holds(quote, words) for quote in quotes) for words in statement.quoted):
        return False
    told = (str(c.get(key) or "") for c in cited for key in _ABOUT)
    about = " ".join([*quotes, *told, *map(_dated, cited), *map(_language, cited)])
    known = set(re.findall(r"\w+", fold(about)))
    return all(set(re.findall(r"\w+", fold(claim))) <= known for claim in statement.claims)


def _language(citation: Citation) -> str:
    """The language that a citation says its source is in, by its names in both languages: "source in Spanish"."""
    return " ".join(str(Locale(named).languages.get(citation.get("language") or "", "")) for named in ("en", "es"))


def _dated(citation: Citation) -> str:
    """The date of a citation as prose has it, in both languages: 2015-11-04 as 4 November 2015."""
    year, *rest = (citation.get("as_of") or "").split("-")
    if not rest:
        return str(year)
    months = (get_month_names("wide", locale=language)[int(rest[0])] for language in ("en", "es"))
    return " ".join([year, *(str(int(part)) for part in rest), *months])


def _holds(quote: str, words: str) -> bool:
    """Whether quoted words stand in a quote, by letters and digits alone.

    Prose leaves out the marks of footnotes, and has mended what could not be read; such a character of the quote stands
    for any three.
    """
    if _UNREADABLE in quote:
        pattern = r"\w{0,3}".join(re.escape(compact(part)) for part in quote.split(_UNREADABLE))
        return re.fullmatch(pattern, compact(words)) is not None
    return any(compact(words) in compact(text) for text in (quote, _FOOTNOTE.sub("", quote)))
