"""An Answer as HTML, top to bottom: verdict, prose with its marks, what qualifies it, the sources.

Every piece of text passes through ``safe.html``. Marks and cards are real links (``Address.href``) that the app's
``glue.js`` opens in place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import unescape

from assistant.answer import Answer, Citation, Status
from assistant.exports.text import headline
from assistant.instruments.places import place
from assistant.ui.address import Address
from assistant.ui.parts import doubt, official_link, readable, separated, source_kind, with_doubts
from assistant.ui.safe import html
from assistant.wording import Wording, wording

_ARTICLES = ("answer.article", "answer.section", "answer.provision")
_MARK = re.compile(r"\[(\d+)\]")
# "Migration strategy: ..." in an account of a policy.
_LABEL = re.compile(r"([^:“«\"\[]{3,80})(?=: )")
_SENTENCE = re.compile(r".+?(?:(?:\s*\[\d+\])+[.;]?|\n|$)", re.DOTALL)
_ITEM = re.compile(r"^\s*(?:[-•*]|\d+[.)])\s+")
_LEAD_END = re.compile(r"\s*(?:\([^()]*\))?\s*[.:](?=\s)")
_ARTICLE_ES = r"los|las|el|la|una?|unos|unas"
_TWO_ARTICLES = re.compile(
    rf"(?<!\w)(?P<first>the|an?) (?P<second>the|an?)(?= )|(?<!\w)(?P<uno>{_ARTICLE_ES}) (?P<otro>{_ARTICLE_ES})(?= )",
    re.IGNORECASE,
)
_ONE = re.compile(r"(?<=\d{4}) one(?= [A-Z])")
_OF_THE_ONE_OF = re.compile(r"(?<= de )(?:la|el|los|las) de (?=\d)")
_BESIDE = re.compile(r"^.* \((?:on|sobre): (.+)\)$", re.DOTALL)
_CONTRACTED = re.compile(r"(?<!\w)(de|a) el(?= )")
SHOWN_SOURCES = 4


@dataclass(frozen=True, slots=True)
class AnswerView:
    """Draws one answer of a conversation.

    Attributes:
        answer: what is drawn.
        turn: its number in the conversation, from 1; makes its anchors unique.
        address: where the app is, from which its links lead on.
        fresh: whether it has just been given and is to appear sentence by sentence.
        numbered: whether its cards bear the marks of their citations.
    """

    answer: Answer
    turn: int
    address: Address
    fresh: bool = False
    numbered: bool = True

    @property
    def wording(self) -> Wording:
        """The words around an answer are in its own language, whatever that of the page."""
        return wording(self.answer.language)

    def html(self) -> str:
        """The whole answer."""
        parts = [self.headline(), self.understood(), self.body(), self.caveats(), self.guidance(), self.sources()]
        parts.append(self.cost())
        classes = f"answer {self.answer.status.value}{' fresh' if self.fresh else ''}"
        return (
            f'<article class="{classes}" lang="{html(self.answer.language)}" aria-label="{html(self.headline_text)}">'
            f"{''.join(parts)}</article>"
        )

    @property
    def headline_text(self) -> str:
        """The verdict, or how far the documents answer, as words; empty for a plain answer."""
        return headline(self.answer, self.wording)

    def headline(self) -> str:
        """The verdict as a word, a shape and a colour."""
        word, comma, rest = self.headline_text.partition(", ")
        if not word:
            return ""
        decided = self.answer.status in (Status.ANSWERED, Status.PARTIAL) and self.answer.verdict
        kind = self.answer.verdict if decided else self.answer.status
        return (
            f'<p class="verdict verdict-{kind}"><span class="shape" aria-hidden="true">'
            f"</span><span><strong>{html(word)}</strong>{comma}{html(rest)}</span></p>"
        )

    def understood(self) -> str:
        """The question as completed from earlier turns, where that changed it."""
        question = self.answer.understood_as
        if not question:
            return ""
        beside = _BESIDE.match(question)
        # The turn itself stands above the answer already; what it was read with does not.
        text = self.wording("ask.understood_with", question=well_put(beside[1])) if beside else None
        return (
            f'<p class="understood">{html(text or self.wording("ask.understood_as", question=well_put(question)))}</p>'
        )

    def body(self) -> str:
        """The prose; two columns where sources differ."""
        sides = self._sides() if self.answer.status is Status.CONFLICT else []
        if len(sides) < 2:
            return f'<div class="prose">{self._prose(self.prose_text)}</div>'
        lead = "".join(text for text, marks in self._sentences() if not marks)
        columns = "".join(self._side(citation, text) for citation, text in sides)
        return f'<div class="prose">{self._prose(lead)}</div><div class="sides">{columns}</div>'

    @property
    def prose_text(self) -> str:
        """The prose without the verdict that it begins with, because that stands above it already."""
        text, said = self.answer.answer, self.headline_text
        if not said or not text.startswith(said):
            return text
        rest = text[len(said) :]
        lead = _LEAD_END.match(rest)
        return rest[lead.end() :].lstrip() if lead else text

    def _sides(self) -> list[tuple[Citation, str]]:
        """What each document says, in the order of first mention."""
        by_mark = {c.mark: c for c in self.answer.citations}
        sides: dict[str, tuple[Citation, str]] = {}
        for text, marks in self._sentences():
            citation = by_mark.get(marks[0]) if marks else None
            if citation:
                before = sides.get(citation.document_id, (citation, ""))
                sides[citation.document_id] = (before[0], before[1] + text)
        return list(sides.values())

    def _side(self, citation: Citation, text: str) -> str:
        kind = source_kind(citation.type, citation.authority, self.wording)
        facts = separated(html(fact) for fact in (self.wording.date(citation.as_of), kind))
        title = f'<h3 lang="{html(citation.language)}">{html(citation.title)}</h3>'
        return f'<section class="side">{title}<p class="meta">{facts}</p>{self._prose(text)}</section>'

    def _sentences(self) -> list[tuple[str, list[int]]]:
        """The prose cut after its marks: each piece with the marks that it ends in."""
        pieces = _SENTENCE.findall(self.answer.answer)
        return [(piece, [int(m) for m in _MARK.findall(piece)]) for piece in pieces]

    def _prose(self, text: str) -> str:
        """Paragraphs and lists, with marks as links."""
        out: list[str] = []
        items: list[str] = []
        for line in [*text.split("\n"), ""]:
            item = _ITEM.match(line)
            if item:
                items.append(f"<li>{self._item(line[item.end() :])}</li>")
                continue
            if items:
                out.append(f"<ul>{''.join(items)}</ul>")
                items = []
            if line.strip():
                out.append(f"<p>{self._line(line.strip())}</p>")
        return "".join(out)

    def _item(self, text: str) -> str:
        """An item of a list; what it is on, where it begins with that, stands out."""
        label = _LABEL.match(text)
        if not label:
            return self._line(text)
        return f"<strong>{html(label[1])}</strong>{self._line(text[label.end(1) :])}"

    def _line(self, text: str) -> str:
        return "".join(f'<span class="s">{self._marked(piece)}</span>' for piece in _SENTENCE.findall(text))

    def _marked(self, text: str) -> str:
        """One piece of prose: marks as links, quotes of the other language marked as such."""
        by_mark = {c.mark: c for c in self.answer.citations}
        foreign = [c for c in self.answer.citations if c.language != self.answer.language and c.quote]
        out = _replace_all(html(text), {html(c.quote): _in_language(c) for c in foreign})

        def link(match: re.Match[str]) -> str:
            citation = by_mark.get(int(match[1]))
            return self._mark(citation) if citation else match[0]

        cited = [by_mark[int(mark)] for mark in _MARK.findall(text) if int(mark) in by_mark]
        return _MARK.sub(link, self._doubted(out, cited))

    def _doubted(self, out: str, cited: Sequence[Citation]) -> str:
        """A piece of prose with the figures marked that its quotes have from text recognition, and not surely."""
        words = {c.quote[start:end] for c in cited for start, end in c.doubtful}
        for text in sorted(words, key=len, reverse=True):
            pattern = rf"(?<![\w\[#&]){re.escape(html(text))}(?![\w\]])(?=[^<>]*(?:<|$))"
            out = re.sub(pattern, lambda match: doubt(unescape(match[0]), self.wording), out)
        return out

    def _mark(self, citation: Citation) -> str:
        place = self.wording("answer.open_source", mark=citation.mark, title=citation.title, page=citation.page)
        current = ' aria-current="true"' if self._is_open(citation) else ""
        return (
            f'<a class="mark" data-open="turn-{self.turn}-mark-{citation.mark}"{current} '
            f'href="{html(self._href(citation))}" title="{html(place)}" aria-label="{html(place)}">'
            f"[{citation.mark}]</a>"
        )

    def caveats(self) -> str:
        """What qualifies the answer, apart from it and quieter."""
        if not self.answer.caveats:
            return ""
        items = "".join(f"<li>{self._marked(caveat)}</li>" for caveat in self.answer.caveats)
        title = html(self.wording("answer.caveats"))
        return f'<aside class="caveats"><h3>{title}</h3><ul>{items}</ul></aside>'

    def guidance(self) -> str:
        """Where nothing was found: what is nearest, who may hold it, and which documents were searched."""
        if self.answer.status not in (Status.NOT_FOUND, Status.OUT_OF_SCOPE):
            return ""
        advice = [s for s in self.answer.suggestions if not is_question(s)]
        said = "".join(f"<li>{self._nearest(s) if i == 0 else self._marked(s)}</li>" for i, s in enumerate(advice))
        searched = "".join(f"<li>{html(document)}</li>" for document in self.answer.searched)
        title = html(self.wording("answer.searched"))
        details = f"<details><summary>{title} ({len(self.answer.searched)})</summary><ul>{searched}</ul></details>"
        return f'<div class="guidance">{f"<ul>{said}</ul>" if said else ""}{details if searched else ""}</div>'

    def _nearest(self, advice: str) -> str:
        """What is nearest, its place a link that opens the page at the sentence."""
        citation = self.answer.nearest
        page = citation and re.search(rf"\bp\. {citation.page}(?=:)", advice)
        start = advice.find(citation.title) if citation else -1
        if not citation or not page or not 0 <= start < page.start():
            return self._marked(advice)
        current = ' aria-current="true"' if self._is_open(citation) else ""
        quoted = html(advice[page.end() :])
        if citation.language != self.answer.language:
            quoted = f'<span lang="{html(citation.language)}">{quoted}</span>'
        return (
            f'{html(advice[:start])}<a class="nearest" data-open="turn-{self.turn}-nearest"{current} '
            f'href="{html(self._href(citation))}">{html(advice[start : page.end()])}</a>{quoted}'
        )

    def sources(self) -> str:
        """The cards; those past the first few behind one click."""
        cards = [self._card(c) for c in self.answer.citations]
        if not cards:
            return ""
        nothing = self.answer.status in (Status.NOT_FOUND, Status.OUT_OF_SCOPE)
        title = self.wording("answer.nearest") if nothing else self.wording.count("answer.sources", len(cards))
        first, more = cards[:SHOWN_SOURCES], cards[SHOWN_SOURCES:]
        heading = f"<h3>{html(title)}</h3>"
        return f'<section class="sources">{heading}{_list(first)}{self._more(more)}</section>'

    def cost(self) -> str:
        """What a chat model read and wrote for it, where it says so."""
        tokens = self.answer.tokens
        if tokens is None:
            return ""
        word = self.wording
        sent, received = word.number(tokens.sent), word.number(tokens.received)
        return f'<p class="meta">{html(word("answer.tokens", sent=sent, received=received))}</p>'

    def cards(self) -> str:
        """The cards of the sources alone."""
        return _list(self._card(c) for c in self.answer.citations)

    def _more(self, cards: Sequence[str]) -> str:
        if not cards:
            return ""
        summary = html(self.wording.count("answer.more_sources", len(cards)))
        return f"<details><summary>{summary}</summary>{_list(cards)}</details>"

    def _card(self, citation: Citation) -> str:
        key = f"turn-{self.turn}-card-{citation.mark}"
        current = ' aria-current="true"' if self._is_open(citation) else ""
        lang = html(citation.language)
        mark = f'<span class="number">[{citation.mark}]</span> ' if self.numbered else ""
        quote = citation.quote if citation.doubtful else readable(citation.quote, citation.language)
        return (
            f'<li class="source"><a class="card" data-open="{key}"{current} '
            f'href="{html(self._href(citation))}">{mark}'
            f'<span class="title">{html(citation.title)}</span></a>'
            f'<p class="meta">{self._place(citation)}</p>'
            f'<blockquote lang="{lang}">{with_doubts(quote, citation.doubtful, self.wording)}</blockquote>'
            f"{self._notes(citation)}</li>"
        )

    def _place(self, citation: Citation) -> str:
        word = self.wording
        article = place(citation.article, _ARTICLES, word) if citation.article else None
        section = citation.section.rpartition(" > ")[2] or None
        page = word("answer.page", page=citation.page)
        kind = source_kind(citation.type, citation.authority, word)
        foreign = citation.language != self.answer.language
        language = word.either(f"languages.{citation.language}", citation.language) if foreign else None
        facts = [html(fact) for fact in (section, article, page, word.date(citation.as_of), kind, language) if fact]
        return separated([*facts, official_link(citation.url, word)])

    def _notes(self, citation: Citation) -> str:
        notes: list[str] = []
        if citation.translation:
            label, lang = html(self.wording("answer.translation")), html(self.answer.language)
            notes.append(f'{label}: <span lang="{lang}">{html(citation.translation)}</span>')
        if citation.doubtful:
            notes.append(html(self.wording("answer.doubtful_note")))
        if citation.summarises:
            notes.append(html(self.wording("answer.summary_of", source=citation.summarises)))
        return "".join(f'<p class="note">{note}</p>' for note in notes)

    def _href(self, citation: Citation) -> str:
        return self.address.at_citation(citation).href()

    def _is_open(self, citation: Citation) -> bool:
        here = self.address
        return (here.document, here.page, here.span) == (
            citation.document_id,
            citation.page,
            (citation.start, citation.end),
        )


def is_question(suggestion: str) -> bool:
    """Whether a suggestion can be asked as it stands; the others are advice."""
    return suggestion.rstrip().endswith("?")


def well_put(question: str) -> str:
    """A question with words of another put in, its articles said once: "los los niños" is "los niños".

    Of two articles that meet, the second belongs to the word that was put in; the first gives it its capital.
    """

    def once(match: re.Match[str]) -> str:
        first, second = match["first"] or match["uno"], match["second"] or match["otro"]
        return second.capitalize() if first[0].isupper() else second

    said = _TWO_ARTICLES.sub(once, _OF_THE_ONE_OF.sub("", _ONE.sub("", question)))
    return _CONTRACTED.sub(lambda m: "del" if m[1].lower() == "de" else "al", said)


def _list(cards: Iterable[str]) -> str:
    return f'<ol class="cards">{"".join(cards)}</ol>'


def _in_language(citation: Citation) -> str:
    return f'<span lang="{html(citation.language)}">{html(citation.quote)}</span>'


def _replace_all(text: str, replacements: dict[str, str]) -> str:
    """Replaces each key once over; longer ones first, so that none is cut by another."""
    if not replacements:
        return text
    pattern = "|".join(re.escape(key) for key in sorted(replacements, key=len, reverse=True))
    return re.sub(pattern, lambda match: replacements[match[0]], text)
