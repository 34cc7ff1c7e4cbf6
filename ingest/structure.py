"""Sections, articles, lists, tables and footnotes: a place in the document for every sentence.

The data walks one way: the reader's lines become blocks (`ingest.blocks`), the blocks the text of the pages and the
sentences with their sections, the sentences passages (`ingest.passages`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from ingest import sentences
from ingest.blocks import Block, blocks
from ingest.cleaning import GLUED_MARK, LINK, Span, clean, clean_heading, leads_elsewhere, mend, without_marks
from ingest.document import BlockKind, Page, Passage, RawDocument, Sentence
from ingest.headings import (
    QUOTED_BY,
    Rank,
    closes_norm,
    enacts,
    is_capitals,
    provision_ordinal,
    provisions_name,
)
from ingest.passages import Run, passages
from ingest.terms import STOP_WORDS, words
from ingest.titles import title_of

LANGUAGES = ("en", "es")
_SAMPLE = 6000
"""Characters of running text by which the language of a document is told."""
_LONG = 60
"""A shorter sentence takes the language of its document."""
_SURE = 0.9


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
    assembly = _Assembly(language, _note_marks(found))
    boxes = _box_headings(found)
    for block in found:
        assembly.add(block, boxes.get(id(block)))
    pages = assembly.pages([page.number for page in raw.pages])
    made = passages(_runs(assembly), pages)
    return Structured(pages, made, language, raw.title or title_of(found), raw.warnings)


# --- language -------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(LANGUAGES)
    return identifier


def document_language(raw: RawDocument) -> str:
    """``en`` or ``es``: the language of the longest lines of a document."""
    lines = (clean(line.text) for page in raw.pages for line in page.lines)
    sample, size = [], 0
    for line in lines:
        if len(line.split()) >= 5 and size < _SAMPLE:
            sample.append(line)
            size += len(line)
    return _told("\n".join(sample))[0] if sample else "en"


def _told(text: str) -> tuple[str, float]:
    """The language of a text, and how sure that is, from 0.5 to 1."""
    language, confidence = _identifier().classify(text)
    return str(language), float(confidence)


def _sentence_language(text: str, language: str) -> str:
    text = LINK.sub("", text)
    if len(text) < _LONG:
        return language
    other = "es" if language == "en" else "en"
    found = words(text)
    if _function_words(found, other) <= _function_words(found, language):
        return language
    told, confidence = _told(text)
    return other if told == other and confidence >= _SURE else language


def _function_words(found: Sequence[str], language: str) -> int:
    """How many words are among the commonest of a language: names of places and bodies are not."""
    return sum(word in STOP_WORDS[language] for word in found)


# --- footnote marks -------------------------------------------------------------------------------------------------


def _note_marks(found: Sequence[Block]) -> list[str]:
    """The marks of the document's footnotes, in order."""
    return list(dict.fromkeys(block.note for block in found if block.note))


# --- sections -------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Heading:
    text: str
    rank: int
    level: int | None
    page: int
    article: str | None = None
    empty: bool = True
    """No text has stood under it yet."""


def _is_legal(heading: _Heading | Block) -> bool:
    return heading.rank >= Rank.BOOK


def _above(upper: _Heading, lower: Block) -> bool:
    """Whether a heading stands over another: by the levels of the markup, or else by rank."""
    if upper.level is not None and lower.level is not None:
        return upper.level < lower.level
    if _is_legal(upper):
        return upper.rank < Rank.ARTICLE and not is_capitals(lower.text)
    return upper.rank < lower.rank


_DIVISION_WORD = re.compile(
    r"(?:LIBRO|T[ÍI]TULO|(?:SUB)?CAP[ÍI]TULO|SECCI[ÓO]N|BOOK|PART|TITLE|CHAPTER)\b", re.IGNORECASE
)


class _Sections:
    """The headings above the place that is being read."""

    def __init__(self) -> None:
        self._stack: list[_Heading] = []

    def open(self, block: Block, text: str) -> None:
        if block.rank == Rank.ARTICLE:
            self.leave_recitals()
        top = self._stack[-1] if self._stack else None
        if top and top.empty and self._names(top, block):
            top.text = f"{top.text} {text}"
        elif top and top.empty and self._beside(top, block):
            top.text = f"{top.text} / {text}"
        else:
            self._close(block)
            self._stack.append(_Heading(text, block.rank, block.level, block.page, block.article))

    def _close(self, block: Block) -> None:
        """Takes off the headings that do not stand over a new one."""
        if _is_legal(block) and any(_is_legal(heading) for heading in self._stack):
            while self._stack and not (_is_legal(self._stack[-1]) and self._stack[-1].rank < block.rank):
                if not any(_is_legal(heading) for heading in self._stack):
                    break
                self._stack.pop()
        elif not _is_legal(block):
            while self._stack and not _above(self._stack[-1], block):
                self._stack.pop()

    @staticmethod
    def _beside(top: _Heading, block: Block) -> bool:
        """Whether two headings follow each other with nothing between: titles of columns or boxes side by side."""
        same = (top.rank, top.level, top.page) == (block.rank, block.level, block.page)
        return same and not _is_legal(block) and not block.text[:1].isdigit()

    @staticmethod
    def _names(top: _Heading, block: Block) -> bool:
        """Whether a heading is the name of the division of a norm that was just opened (``CAPÍTULO I``)."""
        bare = re.fullmatch(r"\S+\s+\S+", top.text) is not None and _DIVISION_WORD.match(top.text) is not None
        named = not _is_legal(block) or block.rank in (Rank.PROVISIONS, Rank.HEADING_IN_ARTICLE + QUOTED_BY)
        return bare and named and not _DIVISION_WORD.match(block.text)

    def leave_articles(self) -> None:
        """Ends the articles of a norm: what follows its closing formula is not part of the last one."""
        at = next((i for i, heading in enumerate(self._stack) if heading.rank >= Rank.PROVISIONS), None)
        if at is not None:
            del self._stack[at:]

    def leave_recitals(self) -> None:
        """Ends the recitals of a norm: what it enacts is not part of them."""
        at = next((i for i, heading in enumerate(self._stack) if heading.rank == Rank.RECITALS), None)
        if at is not None:
            del self._stack[at:]

    def in_recitals(self) -> bool:
        return any(heading.rank == Rank.RECITALS for heading in self._stack)

    def provisions(self) -> str | None:
        """What one of the closing provisions of the division that is being read is called."""
        names = (provisions_name(heading.text) for heading in reversed(self._stack) if heading.rank < Rank.PROVISION)
        return next((name for name in names if name), None)

    def note_text(self) -> None:
        for heading in self._stack:
            heading.empty = False

    def path(self, extra: str | None = None) -> str:
        parts = [heading.text for heading in self._stack] + ([extra] if extra else [])
        return " > ".join(parts)

    def article(self) -> str | None:
        return next((heading.article for heading in reversed(self._stack) if heading.article), None)


def _box_headings(found: Sequence[Block]) -> dict[int, str]:
    """For each paragraph (by ``id``) that stands in a box of a figure: the heading of the box.

    In such a figure a heading may come before its text or after it. A paragraph takes the heading before it, unless
    another paragraph has taken that one; then the next.
    """
    boxed = {block.page for block in found if block.boxed}
    text = (BlockKind.PARAGRAPH, BlockKind.HEADING)
    matched: dict[int, str] = {}
    for page in boxed:
        matched |= _matched_boxes([b for b in found if b.page == page and b.kind in text])
    return matched


def _matched_boxes(page: Sequence[Block]) -> dict[int, str]:
    matched: dict[int, str] = {}
    free: Block | None = None
    waiting: Block | None = None
    for block in page[_before_boxes(page) :]:
        if block.boxed:
            if waiting is not None:
                matched[id(waiting)], waiting = clean_heading(block.text), None
            else:
                free = block
        elif block.kind is BlockKind.HEADING:
            free = waiting = None
        elif not block.text.endswith(":"):
            if free is not None:
                matched[id(block)], free = clean_heading(free.text), None
            else:
                waiting = block
    return matched


def _before_boxes(page: Sequence[Block]) -> int:
    """Where the text of the boxes begins: paragraphs in front of the first box that are too many for the boxes."""
    first = next(i for i, block in enumerate(page) if block.boxed)
    after = next(
        (i for i, b in enumerate(page) if i > first and b.kind is BlockKind.HEADING and not b.boxed), len(page)
    )
    texts = [i for i, b in enumerate(page[:after]) if b.kind is BlockKind.PARAGRAPH and not b.text.endswith(":")]
    before = [i for i in texts if i < first]
    boxes = sum(block.boxed for block in page[:after])
    spare = min(max(len(texts) - boxes, 0), len(before))
    return before[spare] if spare < len(before) else first


# --- the text of the pages and its sentences ------------------------------------------------------------------------


@dataclass(slots=True)
class _Assembly:
    """The pages' text as it grows, and the sentences found so far."""

    language: str
    marks: list[str]
    texts: dict[int, str] = field(default_factory=dict)
    found: list[tuple[int, int, Sentence]] = field(default_factory=list)
    """Run number, where the run's text begins, sentence."""
    sections: _Sections = field(default_factory=_Sections)
    run: int = 0
    run_start: tuple[int, int] | None = None
    """Page and place where the text of the run begins."""
    ordinal: int = 0
    last: Block | None = None
    leads: list[tuple[str, str]] = field(default_factory=list)
    """Lead-ins of lists, outermost first, each with the kind of mark its own line begins with."""
    table: list[str] = field(default_factory=list)
    next_mark: int = 0
    quoting: str | None = None
    """The article that is quoting another norm."""
    waiting: tuple[list[tuple[str, str]], str] | None = None
    """Lead-ins of a list of an article that a paragraph has interrupted, and the mark of its last item."""
    mark: str = ""
    """The mark of the last item of a list."""

    def pages(self, numbers: Sequence[int]) -> tuple[Page, ...]:
        return tuple(Page(number, self.texts.get(number, "")) for number in numbers)

    def add(self, block: Block, box: str | None) -> None:
        start = self._append(block)
        block = self._placed(block)
        if self.table and block.kind is not BlockKind.TABLE_ROW:
            self._break_run()
            self.table = []
        if block.kind is BlockKind.HEADING and not block.label:
            self._open_section(block)
            if block.rank == Rank.STEP or _STEP.match(block.text):
                self._keep(block, start, [(0, len(block.text))], "", None)
        elif block.kind is BlockKind.BOILERPLATE:
            self._break_run()
            self.sections.note_text()
        elif block.kind is BlockKind.TABLE_ROW:
            self._add_row(block, start)
        else:
            self._add_text(block, start, box)

    def _named(self, block: Block) -> Block:
        """A closing provision under its full name: ``Primera Disposición Complementaria Final``."""
        if block.rank == Rank.PROVISIONS:
            return replace(block, article=provisions_name(block.text))
        if block.rank not in (Rank.PROVISION, Rank.QUOTED_PROVISION) or not block.article or " Disp" in block.article:
            return block
        name = self.sections.provisions()
        if name is None:
            return replace(block, article=None) if self.sections.in_recitals() else block
        return replace(block, article=f"{block.article} {name}")

    def _placed(self, block: Block) -> Block:
        """A norm's heading where it belongs: its own, or part of what one of its articles quotes.

        After ``Modify these articles as follows:`` the headings are those of another norm, until the numbering of the
        articles goes on. Where an editor's note ``(*)`` says that an article was replaced or added, the quoted article
        is the norm's own.
        """
        if block.kind is not BlockKind.HEADING:
            return block
        block = self._named(block)
        if block.rank < Rank.BOOK:
            inside = self.quoting is not None and block.level is None
            if inside:
                return replace(block, rank=Rank.HEADING_IN_ARTICLE + QUOTED_BY)
            # A short line that only its place makes a heading does not end an article.
            of_article = block.rank == Rank.TITLE and block.level is None and self.sections.article() is not None
            return replace(block, rank=Rank.HEADING_IN_ARTICLE) if of_article else block
        article = self.sections.article()
        if self._resumes(block):
            self.quoting = None
        elif article and not self.quoting and self._announced():
            self.quoting = article
        if self.quoting:
            lower = block.rank if block.rank >= Rank.BOOK + QUOTED_BY else block.rank + QUOTED_BY
            return replace(block, rank=lower, article=None)
        if block.rank not in (Rank.QUOTED_ARTICLE, Rank.QUOTED_PROVISION):
            return block
        own = article is None or _continues(article, block.article) or self._noted()
        return replace(block, rank=block.rank - QUOTED_BY) if own else replace(block, article=None)

    def _announced(self) -> bool:
        return self.last is not None and self.last.text.endswith(":") and not self._noted()

    def _noted(self) -> bool:
        return self.last is not None and self.last.text.startswith("(*")

    def _resumes(self, block: Block) -> bool:
        """Whether an article's heading goes on with the numbering of the norm, or its closing provisions begin."""
        before = self.quoting or self.sections.article()
        if block.rank == Rank.PROVISIONS and not block.text.startswith(("“", '"')):
            return True
        if block.rank == Rank.PROVISION:
            return _continues(before, block.article)
        return block.rank == Rank.ARTICLE and _continues(before, block.article)

    def _append(self, block: Block) -> int:
        """Puts a block on its page and says where it begins there."""
        text = self.texts.get(block.page)
        self.texts[block.page] = block.text if text is None else f"{text}\n{block.text}"
        return len(self.texts[block.page]) - len(block.text)

    def _break_run(self) -> None:
        self.run += 1
        self.run_start = None

    def _open_section(self, block: Block) -> None:
        self._break_run()
        self.last, self.leads, self.waiting = None, [], None
        if not block.boxed:
            text = without_marks(block.text, self._spans(block, 0, len(block.text)))
            self.sections.open(block, mend(clean_heading(text), self.language))

    def _add_row(self, block: Block, start: int) -> None:
        if len(self.table) < (2 if len(block.cells) > 1 and self._titled() else 1):
            if not self.table:
                self._break_run()
                self.run_start, self.ordinal = (block.page, start), self.ordinal + 1
            self.table.append(block.text)
            return
        self._keep(block, start, [(0, len(block.text))], ": ".join(self.table), None)
        self.sections.note_text()

    def _titled(self) -> bool:
        return bool(self.table) and " | " not in self.table[0]

    def _add_text(self, block: Block, start: int, box: str | None) -> None:
        if enacts(block.text):
            self.sections.leave_recitals()
        if block.label:
            self._break_run()
            self.sections.open(block, clean_heading(block.label))
            self.last, self.waiting = None, None
        spans = [
            (a + block.content, b + block.content)
            for a, b in sentences.split(block.text[block.content :], self.language)
        ]
        if block.label or self.sections.article():
            spans = _with_numbers(block.text, spans, block.label)
        spans = [(a, b) for a, b in spans if _says_something(block.text[a:b]) or block.kind is BlockKind.FOOTNOTE]
        if not spans:
            return
        item = block.kind is BlockKind.LIST_ITEM
        goes_on = self._goes_on(block)
        if not goes_on and not (item and self.last is not None and self.last.kind is BlockKind.LIST_ITEM):
            self.ordinal += 1
        before = len(self.found)
        listed = item or self._is_numeral(block)
        self._keep(block, start, spans, self._lead_of(block) if listed else "", box)
        if goes_on and before:
            self._tie(before)
        self._remember(block, listed)

    def _is_numeral(self, block: Block) -> bool:
        """Whether a paragraph is one of the numerals (``5.1``) of an article that a lead-in governs."""
        numbered = re.match(r"\d{1,3}(?:\.\d{1,2})+\.?\)?\s", block.text)
        return bool(numbered and self.leads and self.sections.article())

    def _goes_on(self, block: Block) -> bool:
        """Whether a block is the rest of a paragraph that a page break has cut."""
        last = self.last
        if last is None or last.page == block.page or block.kind is not BlockKind.PARAGRAPH:
            return False
        open_end = not re.search(r"[.!?:;…][”\"’»)]?\d{0,3}$", last.text)
        return open_end and (block.text[:1].islower() or bool(re.search(r"(,|\b[a-záéíóú]{1,3})$", last.text)))

    def _tie(self, at: int) -> None:
        """Gives the two parts of a sentence that runs over a page break each other as context."""
        (run_a, start_a, a), (run_b, start_b, b) = self.found[at - 1], self.found[at]
        self.found[at - 1] = (run_a, start_a, replace(a, context=b.text))
        self.found[at] = (run_b, start_b, replace(b, context=a.text))

    def _lead_of(self, block: Block) -> str:
        """What introduces a list item: the lead-in above its list, and the one above that, where it is needed."""
        kind = _marker(block.text)
        self._resume_list(block)
        while self.leads and self.leads[-1][0] == kind:
            self.leads.pop()
        if not self.leads:
            return ""
        if self.sections.article():
            return " ".join(text for _, text in self.leads)
        lead = self.leads[-1][1]
        outer = next((text for _, text in reversed(self.leads[:-1]) if len(text.split()) > _SHORT_LEAD), "")
        return f"{outer} {lead}" if outer and len(lead.split()) <= _SHORT_LEAD else lead

    def _resume_list(self, block: Block) -> None:
        """Goes on with a list of an article after a paragraph that belongs to its last item: ``b)`` after ``a)``."""
        if self.waiting and _follows(self.waiting[1], block.text):
            self.leads = self.waiting[0]
        self.waiting, self.mark = None, block.text

    def _interrupt_list(self) -> None:
        """Keeps the lead-ins of a list of an article, should the list go on below a paragraph."""
        if self.leads and self.mark and self.sections.article():
            self.waiting = (self.leads, self.mark)

    def _remember(self, block: Block, item: bool) -> None:
        """Keeps what the items of a list below may need to be understood: their lead-in."""
        if block.kind is BlockKind.FOOTNOTE:
            return
        last = block.text[sentences.split(block.text, self.language)[-1][0] :]
        if item and last.endswith(":"):
            self.leads.append((_marker(block.text), last))
        elif not item and (last.endswith(":") or _is_label(last)):
            self._interrupt_list()
            self.mark = ""
            short = last.endswith(":") and len(last.split()) <= _SHORT_LEAD
            self.leads = [
                *[lead for lead in self.leads if short and len(lead[1].split()) > _SHORT_LEAD],
                (_PROSE, last),
            ]
        elif not item:
            self._interrupt_list()
            self.leads = []
        self.last = block
        self.sections.note_text()
        if closes_norm(block.text):
            self.sections.leave_articles()
            self.quoting = None

    def _keep(self, block: Block, start: int, spans: Sequence[Span], context: str, box: str | None) -> None:
        after_note = bool(self.found) and self.found[-1][2].kind is BlockKind.FOOTNOTE
        if block.kind is BlockKind.FOOTNOTE or after_note or box:
            self._break_run()
        if self.run_start is None or self.run_start[0] != block.page:
            self.run += 1
            self.run_start = block.page, start + spans[0][0]
        for a, b in spans:
            sentence = self._sentence(block, start, (a, b), context, box)
            self.found.append((self.run, self.run_start[1], sentence))

    def _sentence(self, block: Block, start: int, span: Span, context: str, box: str | None) -> Sentence:
        a, b = span
        text = block.text[a:b]
        marks = self._spans(block, a, b)
        searched = mend(without_marks(text, [(m - a, n - a) for m, n in marks]), self.language)
        kind = BlockKind.PARAGRAPH if block.label else block.kind
        notes = (block.note,) if block.note else tuple(block.text[m:n] for m, n in marks)
        return Sentence(
            page=block.page, start=start + a, end=start + b, text=text, search_text=searched,
            section=self.sections.path(box), kind=kind, language=_sentence_language(searched, self.language),
            article=self.sections.article(), block=self.ordinal, context=context, footnotes=notes,
        )  # fmt: skip

    def _spans(self, block: Block, start: int, end: int) -> list[Span]:
        """Where footnote marks stand between two places of a block: as the reader saw them, or glued to words."""
        if block.kind is BlockKind.FOOTNOTE or not self.marks:
            return []
        seen = [(a, b) for a, b in block.marks if start <= a and b <= end and block.text[a:b].isdigit()]
        if seen:
            self.next_mark = max(self.next_mark, *(self._position(block.text[a:b]) + 1 for a, b in seen))
            return seen
        return list(self._glued(block.text, start, end))

    def _position(self, mark: str) -> int:
        return self.marks.index(mark) if mark in self.marks else -1

    def _glued(self, text: str, start: int, end: int) -> Iterator[Span]:
        for match in GLUED_MARK.finditer(text, start, end):
            if self.next_mark < len(self.marks) and match[1] == self.marks[self.next_mark]:
                self.next_mark += 1
                yield match.span(1)


_STEP = re.compile(r"\d{1,2}\s+[^\W\d]")
"""A bare number before a heading: a step of a process, which says what the step is and is a sentence of its own."""
_PROSE = "¶"
"""In the place of a list item's kind of mark: a paragraph."""
_SHORT_LEAD = 6
"""Words: a shorter lead-in (``When it:``) goes on from the one above it."""


def _marker(text: str) -> str:
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
    letters = "abcdefghijklmnñopqrstuvwxyz"
    if len(first[1]) == len(second[1]) == 1 and first[1] in letters and second[1] in letters:
        return 0 < letters.index(second[1]) - letters.index(first[1]) <= 2
    return _ROMAN.index(second[1]) == _ROMAN.index(first[1]) + 1 if {first[1], second[1]} <= set(_ROMAN) else False


_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


def _continues(before: str | None, number: str | None) -> bool:
    """Whether an article's number can follow another one: ``8``, ``8-A`` and ``9`` after ``8``."""
    if before and number and " Disp" in before and " Disp" in number:
        places = provision_ordinal(before), provision_ordinal(number)
        return None not in places and 0 <= (places[1] or 0) - (places[0] or 0) <= 1
    first, second = (re.match(r"(?:Section )?(\d+)", n or "") for n in (before, number))
    if first is None or second is None:
        return before is None or (first is None and second is None)
    return 0 <= int(second[1]) - int(first[1]) <= 1


def _with_numbers(text: str, spans: Sequence[Span], label: str | None) -> list[Span]:
    """The sentences of a block of an article with its number (``12.1.``, ``ÚNICA.``) not left alone."""
    if len(spans) < 2:
        return list(spans)
    (a, b), (_, end) = spans[:2]
    first = text[a:b].strip(" .:-–—")
    alone = re.fullmatch(r"\d{1,3}(?:\.\d{1,2})+", first) or (label is not None and label.startswith(first))
    return [(a, end), *spans[2:]] if alone else list(spans)


def _says_something(sentence: str) -> bool:
    return any(c.isalnum() for c in sentence) and not leads_elsewhere(sentence)


def _is_label(text: str) -> bool:
    """A line without a stop that figures below belong to (``Figures as of June 2020``)."""
    return len(text.split()) <= 12 and not re.search(r"[.!?;,]$", text)


def _runs(assembly: _Assembly) -> list[Run]:
    runs: list[Run] = []
    last: int | None = None
    for run, start, sentence in assembly.found:
        if run == last and runs[-1].sentences[-1].section == sentence.section:
            runs[-1] = Run(runs[-1].start, (*runs[-1].sentences, sentence))
        else:
            runs.append(Run(start if run != last else sentence.start, (sentence,)))
        last = run
    return runs
