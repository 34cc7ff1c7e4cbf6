"""An instrument, the list of instruments and a proposal as HTML; every piece of text passes through ``safe.html``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from assistant.instruments.entries import Entry, Relation
from assistant.instruments.mentions import Article
from assistant.instruments.places import place
from assistant.instruments.proposals import Proposal
from assistant.instruments.register import Register
from assistant.instruments.sources import source_named
from assistant.settings import Settings
from assistant.ui.address import Address
from assistant.ui.desk import phrases
from assistant.ui.frame import Frame
from assistant.ui.parts import readable, separated
from assistant.ui.safe import html
from assistant.wording import Wording
from ingest.article_names import article_name
from ingest.catalogue import Catalogue
from ingest.records import DocumentRecord, StoredSentence

_ARTICLES = ("answer.article", "answer.section", "answer.provision")
_MOST_QUOTES = 3


def list_html(entries: Sequence[Entry], frame: Frame, shown: int) -> str:
    """The entries as cards, each a link to its own view; those past the first few behind one click."""
    first, more = (_cards(part, frame) for part in (entries[:shown], entries[shown:]))
    if not more:
        return first
    summary = html(frame.wording.count("instruments.show_more", len(entries) - shown))
    return f'{first}<details class="more"><summary>{summary}</summary>{more}</details>'


def _cards(entries: Sequence[Entry], frame: Frame) -> str:
    items = "".join(_card(e, frame) for e in entries)
    return f'<ol class="cards instruments">{items}</ol>' if items else ""


def _card(entry: Entry, frame: Frame) -> str:
    word = frame.wording
    facts = [html(word.either(f"instrument.{entry.kind}", entry.kind)), html(word.date(entry.dated))]
    facts += [html(word.country(entry.country))] if entry.country else []
    what = f"<p>{html(entry.what[word.language])}</p>" if entry.what[word.language] else ""
    return (
        f'<li class="source"><a class="card" data-open="instrument-{html(entry.id)}" '
        f'href="{html(_to(frame, entry.id))}"><span class="title">{html(entry.name(word.language))}</span></a>'
        f'<p class="meta">{separated(facts)}</p>{what}</li>'
    )


def _to(frame: Frame, id: str) -> str:
    return replace(frame.address.closed(), instrument=id, article=None).href()


@dataclass(frozen=True, slots=True)
class InstrumentView:
    """One instrument of the register.

    Attributes:
        entry: what is drawn.
        register: the others.
        frame: the window, from which its links lead on.
    """

    entry: Entry
    register: Register
    frame: Frame

    @property
    def word(self) -> Wording:
        """The phrases of the page."""
        return self.frame.wording

    def back(self) -> str:
        """The link to the list."""
        href = replace(self.frame.address.closed(), instrument=None, article=None).href()
        return f'<p><a data-open="instruments" href="{html(href)}">← {html(self.word("instruments.back"))}</a></p>'

    def facts(self) -> str:
        """What it is, as terms and their values, and what is known of its state."""
        entry, word = self.entry, self.word
        language = word.language
        rows = {
            "instruments.kind": word.either(f"instrument.{entry.kind}", entry.kind),
            "instruments.date": word.date(entry.dated) if entry.dated else None,
            "instruments.in_force_from": word.date(entry.in_force_from) if entry.in_force_from else None,
            "instruments.in_force_to": word.date(entry.in_force_to) if entry.in_force_to else None,
            "instruments.gazette": entry.gazette,
            "instruments.issuer": entry.issuer[language],
            "instruments.country": word.country(entry.country) if entry.country else None,
            "instruments.official_title": entry.title_es,
            "instruments.aliases": "; ".join(entry.names[language][1:4]) or None,
        }
        items = "".join(f"<dt>{html(word(k))}</dt><dd>{html(v)}</dd>" for k, v in rows.items() if v)
        notes = "".join(
            f"<li>{html(n.text[language])} {self._known(n.confidence.value, n.source)}</li>" for n in entry.notes
        )
        told = f"<p>{html(entry.what[language])}</p>" if entry.what[language] else ""
        state = (
            f'<h2 class="small">{html(word("instruments.state"))}</h2><ul class="notes">{notes}</ul>' if notes else ""
        )
        return f'<section class="instrument">{told}<dl class="particulars">{items}</dl>{state}</section>'

    def _known(self, confidence: str, source: str | None) -> str:
        said = self.word(f"confidence.{confidence}")
        if source:
            language = self.word.language
            said += f"; {source_named(source, phrases(language), _titles(str(Settings().corpus), language))}"
        return f'<span class="meta">({html(said)})</span>'

    def relations(self, relations: Sequence[Relation]) -> str:
        """The same as the drawing says, in words, with source and quote."""
        items = "".join(self._relation(r) for r in relations)
        return f'<ul class="relations">{items}</ul>'

    def _relation(self, relation: Relation) -> str:
        other = self.register.get(relation.other)
        if other is None:
            return ""
        word = self.word
        name = html(other.name(word.language))
        link = f'<a data-open="relation-{html(other.id)}" href="{html(_to(self.frame, other.id))}">{name}</a>'
        part = f" ({html(place(relation.part, _ARTICLES, word))})" if relation.part else ""
        date = f", {html(word.date(other.dated))}" if other.dated else ""
        quote = ""
        if relation.quote:
            address = self.frame.address.at_page(relation.quote.document, relation.quote.page)
            address = replace(address, span=(relation.quote.start, relation.quote.end))
            href = html(address.href())
            quote = f"<blockquote>{html(relation.quote.text)} {self._page(href, relation.quote.page)}</blockquote>"
        kind = html(word(f"relation.{relation.kind.value}"))
        known = self._known(relation.confidence.value, relation.source)
        return f"<li>{kind} {link}{date}{part} {known}{quote}</li>"

    def _page(self, href: str, page: int) -> str:
        return f'<a class="meta" data-open="quote" href="{href}">{html(self.word("answer.page", page=page))}</a>'

    def provisions(self) -> str:
        """What documents say of single articles."""
        word = self.word
        items = "".join(
            f"<li>{f'<strong>{html(place(p.article, _ARTICLES, word))}</strong>: ' if p.article else ''}"
            f"{html(p.what[word.language])}</li>"
            for p in self.entry.provisions
        )
        title = html(word("instruments.provisions"))
        return f'<section><h2 class="small">{title}</h2><ul class="notes">{items}</ul></section>' if items else ""

    def articles(self, document: DocumentRecord, articles: Sequence[Article]) -> str:
        """The articles of its own text: one that is open with the headings that govern it, links to the others."""
        word = self.word
        wanted = self.frame.address.article
        shown = [a for a in articles if wanted and article_name(a.number) == article_name(wanted)]
        links = "".join(self._article_link(a.number, wanted) for a in _each_once(articles))
        opened = "".join(self._article(document, a) for a in shown)
        title = html(word.count("instruments.articles", len(_each_once(articles))))
        return (
            f'<section><h2 class="small">{title}</h2>{opened}'
            f'<nav aria-label="{title}"><ul class="articles">{links}</ul></nav></section>'
        )

    def _article_link(self, number: str, wanted: str | None) -> str:
        href = replace(self.frame.address.closed(), instrument=self.entry.id, article=number).href()
        current = ' aria-current="true"' if wanted and article_name(number) == article_name(wanted) else ""
        return f'<li><a data-open="article-{html(number)}" href="{html(href)}"{current}>{html(number)}</a></li>'

    def _article(self, document: DocumentRecord, article: Article) -> str:
        above = separated(html(h) for h in article.headings[:-1])
        first = article.sentences[0]
        href = html(_at(self.frame.address, document.id, first).href())
        lead = next((s.context for s in article.sentences if s.context.endswith(":")), "")
        chapeau = (
            f'<p class="chapeau">{html(lead)}</p>' if lead and lead not in {s.text for s in article.sentences} else ""
        )
        body = "".join(f"<p>{html(' '.join(s.search_text.split()))}</p>" for s in article.sentences)
        return (
            f'<article class="article" lang="{html(document.metadata.language)}" '
            f'aria-label="{html(place(article.number, _ARTICLES, self.word))}"><p class="meta">{above}</p>'
            f"<h3>{html(article.title or article.number)}</h3>{chapeau}{body}{self._page(href, first.page)}</article>"
        )

    def mentions(self, found: Sequence[tuple[DocumentRecord, StoredSentence]]) -> str:
        """Every passage of the documents that names it, with the page."""
        word = self.word
        title = html(word("instruments.mentions"))
        if not found:
            none = html(word("instruments.no_mention"))
            return f'<section><h2 class="small">{title}</h2><p class="note">{none}</p></section>'
        ordered = sorted(found, key=lambda one: one[1].language != word.language)
        items = "".join(self._mention(document, sentence) for document, sentence in ordered)
        return f'<section><h2 class="small">{title} ({len(found)})</h2><ol class="cards">{items}</ol></section>'

    def _mention(self, document: DocumentRecord, sentence: StoredSentence) -> str:
        meta, word = document.metadata, self.word
        address = _at(self.frame.address, document.id, sentence)
        here = self.frame.address
        is_open = (here.document, here.page, here.span) == (address.document, address.page, address.span)
        current = ' aria-current="true"' if is_open else ""
        facts = [word("answer.page", page=sentence.page), word.date(meta.date)]
        facts += [place(sentence.article, _ARTICLES, word)] if sentence.article else []
        quote = html(readable(sentence.text, sentence.language))
        return (
            f'<li class="source"><a class="card" data-open="mention-{sentence.id}"{current} '
            f'href="{html(address.href())}"><span class="title">{html(meta.title)}</span></a>'
            f'<p class="meta">{separated(html(f) for f in facts)}</p>'
            f'<blockquote lang="{html(sentence.language)}">{quote}</blockquote></li>'
        )


def proposal_html(proposal: Proposal, frame: Frame) -> str:
    """What a document names, and the words of it that state relations."""
    word = frame.wording
    name = html(proposal.names(word.language))
    first = proposal.first
    told = ""
    if first is not None and not proposal.relations:
        told = f'<blockquote lang="{html(first.language)}">{html(first.text)}</blockquote>'
    items = "".join(
        f"<li>{html(word(f'relation.{seen.kind.value}'))} {html(seen.other_id)}"
        f"{f' ({html(place(seen.part, _ARTICLES, word))})' if seen.part else ''}"
        f"{' ' + html(word('instruments.doubtful')) if seen.hedged else ''}"
        f'<blockquote lang="{html(seen.sentence.language)}">{html(seen.sentence.text)}</blockquote></li>'
        for seen in proposal.relations[:_MOST_QUOTES]
    )
    more = len(proposal.relations) - _MOST_QUOTES
    rest = f'<p class="note">{html(word.count("instruments.more", more))}</p>' if more > 0 else ""
    known = html(word("instruments.adds")) if proposal.known else html(word("instruments.new"))
    head = f'<p><strong>{name}</strong> <span class="meta">{known}</span></p>'
    return f'{head}{told}<ul class="relations">{items}</ul>{rest}'


@lru_cache(maxsize=4)
def _titles(corpus: str, language: str) -> dict[str, str]:
    """The titles of the catalogue's sources, by id."""
    sources = Catalogue.load(Path(corpus)).sources
    return {s.id: s.title_es if language == "es" and s.title_es else s.title for s in sources}


def _at(address: Address, document: str, sentence: StoredSentence) -> Address:
    return replace(address.at_page(document, sentence.page), span=(sentence.start, sentence.end))


def _each_once(articles: Sequence[Article]) -> list[Article]:
    return list({article_name(a.number): a for a in reversed(articles)}.values())[::-1]
