"""Sections, articles, lists, tables and footnotes: a place in the document for every sentence.

The data walks one way: the reader's lines become blocks (`ingest.blocks`), the blocks the text of the pages and the
sentences with their sections, the sentences passages (`ingest.passages`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest import sentences
from ingest.block import Block
from ingest.blocks import blocks
from ingest.cleaning import Span, clean_heading, leads_elsewhere, mend, without_marks
from ingest.document import BlockKind, Page, Passage, RawDocument, Sentence
from ingest.footnotes import NoteMarks
from ingest.headings import Rank, closes_norm, enacts
from ingest.languages import document_language, sentence_language
from ingest.lead_ins import LeadIns
from ingest.marks import DATED
from ingest.norm_headings import NormHeadings
from ingest.parts import announced_parts, stray_lists, titled_items
from ingest.passages import Run, passages
from ingest.sections import Sections, box_headings
from ingest.titles import title_of

_STEP = re.compile(r"\d{1,2}\s+[^\W\d]")
"""A bare number before a heading: a step of a process, which says what the step is and is a sentence of its own."""


@dataclass(frozen=True, slots=True)
class Structured:
    """A document as the store keeps it.

    Attributes:
        pages: the clean text of every page that the file has, empty pages included.
        passages: in reading order; together they hold every sentence.
        language: ``en`` or ``es``.
        title: what the file calls itself, or its first heading of the highest level.
        warnings: the reader's, in plain English.
    """

    pages: tuple[Page, ...]
    passages: tuple[Passage, ...]
    language: str
    title: str | None
    warnings: tuple[str, ...]


def build(raw: RawDocument, *, language: str | None = None) -> Structured:
    """The pages, passages and language of a document as read.

    A sentence that runs over a page break becomes two, one on each page, because a quote stays within its page: both
    share their block number, the second has the first as its ``context`` and the first has the second.

    Args:
        raw: the lines of the file.
        language: ``en`` or ``es``, where known; told from the text otherwise.
    """
    language = language or document_language(raw)
    found = blocks(raw, language)
    assembly = _Assembly(language, NoteMarks(found))
    boxes = box_headings(found)
    leads = titled_items(found) | stray_lists(found, language) | announced_parts(found, language)
    for block in found:
        assembly.add(block, boxes.get(id(block)), leads.get(id(block), ""))
    pages = assembly.pages([page.number for page in raw.pages])
    made = passages(assembly.runs(), pages)
    return Structured(pages, made, language, raw.title or title_of(found), raw.warnings)


class _Assembly:
    """The pages' text as it grows, and the sentences found so far.

    Args:
        language: of the document.
        marks: of its footnotes.
    """

    def __init__(self, language: str, marks: NoteMarks) -> None:
        self._language = language
        self._marks = marks
        self._texts: dict[int, str] = {}
        # Run number, where the run's text begins, sentence.
        self._found: list[tuple[int, int, Sentence]] = []
        self._sections = Sections()
        self._headings = NormHeadings(self._sections)
        self._leads = LeadIns(language)
        self._run = 0
        # Page and place where the text of the run begins.
        self._run_start: tuple[int, int] | None = None
        self._ordinal = 0
        self._last: Block | None = None
        self._table: list[str] = []

    def pages(self, numbers: Sequence[int]) -> tuple[Page, ...]:
        """The text of the pages of these numbers."""
        return tuple(Page(number, self._texts.get(number, "")) for number in numbers)

    def runs(self) -> list[Run]:
        """The sentences that stand together: of one run, under the same headings."""
        runs: list[Run] = []
        last: int | None = None
        for run, start, sentence in self._found:
            if run == last and runs[-1].sentences[-1].section == sentence.section:
                runs[-1] = Run(runs[-1].start, (*runs[-1].sentences, sentence))
            else:
                runs.append(Run(start if run != last else sentence.start, (sentence,)))
            last = run
        return runs

    def add(self, block: Block, box: str | None, lead: str) -> None:
        """Puts a block on its page, and its sentences under the headings above it.

        Args:
            block: the block.
            box: the heading of the box that it stands in.
            lead: what announces it from afar: the part that a heading names, or an item that its list was cut off from.
        """
        start = self._append(block)
        block = self._headings.placed(block, self._last)
        if self._table and block.kind is not BlockKind.TABLE_ROW:
            self._break_run()
            self._table = []
        if block.kind is BlockKind.HEADING and not block.label:
            self._open_section(block)
            dated = DATED.search(block.text) and not self._in_article()
            if block.rank == Rank.STEP or _STEP.match(block.text) or dated or lead:
                self._keep(block, start, [(0, len(block.text))], lead, None)
        elif block.kind is BlockKind.BOILERPLATE:
            self._break_run()
            self._sections.note_text()
        elif block.kind is BlockKind.TABLE_ROW:
            self._add_row(block, start)
        else:
            self._add_text(block, start, box, lead)

    def _in_article(self) -> bool:
        return self._sections.article() is not None

    def _append(self, block: Block) -> int:
        """Puts a block on its page and says where it begins there."""
        text = self._texts.get(block.page)
        self._texts[block.page] = block.text if text is None else f"{text}\n{block.text}"
        return len(self._texts[block.page]) - len(block.text)

    def _break_run(self) -> None:
        self._run += 1
        self._run_start = None

    def _open_section(self, block: Block) -> None:
        self._break_run()
        self._last = None
        self._leads.clear()
        if not block.boxed:
            text = without_marks(block.text, self._marks.within(block, 0, len(block.text)))
            self._sections.open(block, mend(clean_heading(text), self._language))

    def _add_row(self, block: Block, start: int) -> None:
        if len(self._table) < (2 if len(block.cells) > 1 and self._titled() else 1):
            if not self._table:
                self._break_run()
                self._run_start, self._ordinal = (block.page, start), self._ordinal + 1
            self._table.append(block.text)
            return
        self._keep(block, start, [(0, len(block.text))], ": ".join(self._table), None)
        self._sections.note_text()

    def _titled(self) -> bool:
        return bool(self._table) and " | " not in self._table[0]

    def _add_text(self, block: Block, start: int, box: str | None, lead: str) -> None:
        if enacts(block.text):
            self._sections.leave_recitals()
        if block.label:
            self._break_run()
            self._sections.open(block, clean_heading(block.label))
            self._last = None
            self._leads.end_waiting()
        spans = self._sentences_of(block)
        if not spans:
            return
        item = block.kind is BlockKind.LIST_ITEM
        goes_on = self._goes_on(block)
        if not goes_on and not (item and self._last is not None and self._last.kind is BlockKind.LIST_ITEM):
            self._ordinal += 1
        before = len(self._found)
        listed = item or self._is_numeral(block)
        context = self._leads.of_item(block.text, self._in_article()) if listed else ""
        self._keep(block, start, spans, context or lead, box)
        if goes_on and before:
            self._tie(before)
        self._remember(block, listed)

    def _sentences_of(self, block: Block) -> list[Span]:
        """The sentences of a block that say something."""
        found = sentences.split(block.text[block.content :], self._language)
        spans = [(a + block.content, b + block.content) for a, b in found]
        if block.label or self._in_article():
            spans = _with_numbers(block.text, spans, block.label)
        return [(a, b) for a, b in spans if _says_something(block.text[a:b]) or block.kind is BlockKind.FOOTNOTE]

    def _is_numeral(self, block: Block) -> bool:
        """Whether a paragraph is one of the numerals (``5.1``) of an article that a lead-in governs."""
        numbered = re.match(r"\d{1,3}(?:\.\d{1,2})+\.?\)?\s", block.text)
        return bool(numbered and self._leads and self._in_article())

    def _goes_on(self, block: Block) -> bool:
        """Whether a block is the rest of a paragraph that a page break has cut."""
        last = self._last
        if last is None or last.page == block.page or block.kind is not BlockKind.PARAGRAPH:
            return False
        open_end = not re.search(r"[.!?:;…][”\"’»)]?\d{0,3}$", last.text)
        return open_end and (block.text[:1].islower() or bool(re.search(r"(,|\b[a-záéíóú]{1,3})$", last.text)))

    def _tie(self, at: int) -> None:
        """Gives the two parts of a sentence that runs over a page break each other as context."""
        (run_a, start_a, a), (run_b, start_b, b) = self._found[at - 1], self._found[at]
        self._found[at - 1] = (run_a, start_a, replace(a, context=b.text))
        self._found[at] = (run_b, start_b, replace(b, context=a.text))

    def _remember(self, block: Block, item: bool) -> None:
        """Keeps what the blocks below may need to be understood."""
        if block.kind is BlockKind.FOOTNOTE:
            return
        if item:
            self._leads.after_item(block.text)
        else:
            self._leads.after_paragraph(block.text, self._in_article())
        self._last = block
        self._sections.note_text()
        if closes_norm(block.text):
            self._sections.leave_articles()
            self._headings.end()

    def _keep(self, block: Block, start: int, spans: Sequence[Span], context: str, box: str | None) -> None:
        after_note = bool(self._found) and self._found[-1][2].kind is BlockKind.FOOTNOTE
        if block.kind is BlockKind.FOOTNOTE or after_note or box:
            self._break_run()
        if self._run_start is None or self._run_start[0] != block.page:
            self._run += 1
            self._run_start = block.page, start + spans[0][0]
        for a, b in spans:
            sentence = self._sentence(block, start, (a, b), context, box)
            self._found.append((self._run, self._run_start[1], sentence))

    def _sentence(self, block: Block, start: int, span: Span, context: str, box: str | None) -> Sentence:
        a, b = span
        text = block.text[a:b]
        marks = self._marks.within(block, a, b)
        searched = mend(without_marks(text, [(m - a, n - a) for m, n in marks]), self._language)
        kind = BlockKind.PARAGRAPH if block.label else block.kind
        notes = (block.note,) if block.note else tuple(block.text[m:n] for m, n in marks)
        return Sentence(
            page=block.page, start=start + a, end=start + b, text=text, search_text=searched,
            section=self._sections.path(box), kind=kind, language=sentence_language(searched, self._language),
            article=self._sections.article(), block=self._ordinal, context=context, footnotes=notes,
        )  # fmt: skip


def _with_numbers(text: str, spans: Sequence[Span], label: str | None) -> list[Span]:
    """The sentences of a block of an article with its number (``12.1.``, ``ÚNICA.``) not left alone."""
    if len(spans) < 2:
        return list(spans)
    (a, b), (_, end) = spans[:2]
    first = text[a:b].strip(" .:-–—")
    of_label = label is not None and label.startswith(first) and not _FIGURE_AND_TITLE.fullmatch(first)
    alone = re.fullmatch(r"\d{1,3}(?:\.\d{1,2})+", first) or of_label
    return [(a, end), *spans[2:]] if alone else list(spans)


_FIGURE_AND_TITLE = re.compile(r"\d{1,3}[A-Z]{0,2}\.\s.*[^\W\d_]{3}.*")
"""The label of a section of an act, which stands by itself: ``18. Detention``."""


def _says_something(sentence: str) -> bool:
    return any(c.isalnum() for c in sentence) and not leads_elsewhere(sentence)
