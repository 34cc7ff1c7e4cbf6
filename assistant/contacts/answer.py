"""The answer to a question for contact details: the lines themselves, with the body and the document they belong to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Answer, Citation, Status
from assistant.citing import Titles, title_of
from assistant.contacts.asked import ContactQuestion, Detail, contact_question
from assistant.contacts.lines import ContactBlock, ContactBook, ContactLine
from assistant.instruments.own_instruments import NORMS
from assistant.instruments.places import states
from assistant.judging.notions import Notions
from assistant.language.countries import Gazetteer, country_name
from assistant.language.lexicon import LANGUAGES
from assistant.phrases import Phrases
from assistant.understanding.question import Query, Unit, UnitKind
from ingest.cleaning import BROKEN, mend
from ingest.store import DocumentRecord
from ingest.terms import fold, words

_ORDER = {detail: place for place, detail in enumerate(Detail)}
_MOST = 8
"""Lines that one answer quotes at most."""
_SHORT = 4
"""Letters from which on a name is looked for inside the words of an address ("iompanama")."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A contact line of the body that is asked about."""

    line: ContactLine
    block: ContactBlock
    document: DocumentRecord


class Contacts:
    """Answers questions for contact details from the contact lines of pages, which nothing else quotes.

    Args:
        book: the contact lines of the store's documents.
        notions: compares the words for a body, across languages and with its abbreviations.
        gazetteer: countries.
        titles: of the catalogue's sources and of the store's norms.
    """

    def __init__(self, book: ContactBook, notions: Notions, gazetteer: Gazetteer, titles: Titles) -> None:
        self._book = book
        self._gazetteer = gazetteer
        self._notions = notions
        self._titles = titles

    def answer(self, query: Query, searched: Sequence[DocumentRecord], say: Phrases) -> Answer | None:
        """The details that the documents have of the body; None where something else is asked or they have none."""
        asked = contact_question(query, self._gazetteer)
        if asked is None:
            return None
        found = [f for d in searched for f in self._of(asked, d)]
        fit = _of_offices_first([f for f in found if f.line.detail in asked.details])
        if not fit:
            return None
        given = {f.line.detail for f in fit}
        wanted = _without_repetition(fit)[:_MOST]
        lacking = [d for d in Detail if d in asked.details and d not in given] if asked.explicit else []
        told = [self._told(asked, wanted, query, say)]
        if lacking:
            told.append(say("contacts.lacking", details=", ".join(say(f"contacts.{d.value}").lower() for d in lacking)))
        dates = sorted({f.document.metadata.date for f in wanted if f.document.metadata.date})
        return Answer(
            question=query.text,
            language=query.language,
            status=Status.PARTIAL if lacking else Status.ANSWERED,
            verdict=None,
            answer=" ".join(told),
            citations=tuple(self._cited(f, mark, query.language) for mark, f in enumerate(wanted, 1)),
            caveats=(*self._of_summaries(wanted, say), *(say("caveat.as_of", date=say.date(d)) for d in dates)),
            searched=(),
        )

    def needs_a_detail(self, query: Query) -> bool:
        """Whether a question is for a detail that no other sentence than one with such a detail could give."""
        asked = contact_question(query, self._gazetteer)
        return asked is not None and asked.needs_a_detail

    def _of_summaries(self, found: Sequence[_Found], say: Phrases) -> list[str]:
        sources = dict.fromkeys(f.document for f in found if f.document.metadata.summarises)
        named = [(f"{d.metadata.summarises}:{say.language}", d.metadata.title) for d in sources]
        return [say("caveat.summary", title=self._titles.get(key, title)) for key, title in named]

    def _of(self, asked: ContactQuestion, document: DocumentRecord) -> list[_Found]:
        """The contact lines of a document that belong to the body; those of offices elsewhere are left out."""
        blocks = self._book.of(document.id)
        return [
            _Found(line, b, document)
            for b in blocks
            if self._is_of(asked, b, document, blocks)
            for line in self._of_body(asked, b, document)
        ]

    def _of_body(self, asked: ContactQuestion, block: ContactBlock, document: DocumentRecord) -> Sequence[ContactLine]:
        """The lines of a block that are the body's own, where it lists those of several bodies or countries."""
        lines = block.lines
        if len(self._notions.countries(block.around)) > 1:
            lines = tuple(n for n in lines if asked.countries and self._notions.countries(n.row) == asked.countries)
        own = {n for n in lines if n.hosts and all(self._held(u, "", n.hosts, document.id) for u in asked.named)}
        decided = {n.detail for n in own}
        return [n for n in lines if n in own or n.detail not in decided]

    def _is_of(
        self, asked: ContactQuestion, block: ContactBlock, document: DocumentRecord, blocks: Sequence[ContactBlock]
    ) -> bool:
        """Whether a block is the body's: its own words or addresses say so, or the title of one without others."""
        body = [u for u in asked.named if not self._notions.nations.is_of(u.text, document.id)]
        there = bool(body) and self._is_there(asked, block, document)
        return there and self._names_body(asked, body, block, document, blocks)

    def _is_there(self, asked: ContactQuestion, block: ContactBlock, document: DocumentRecord) -> bool:
        """Whether the block is in the country that is asked about, by its own words or else its document's."""
        here = set(self._notions.countries(_words(block)))
        home = {document.metadata.country} if document.metadata.country else set()
        return set(asked.countries) <= (here or home)

    def _names_body(
        self,
        asked: ContactQuestion,
        body: Sequence[Unit],
        block: ContactBlock,
        document: DocumentRecord,
        blocks: Sequence[ContactBlock],
    ) -> bool:
        title = document.metadata.title
        if all(self._held(u, block.around, block.hosts, document.id) for u in body):
            return True
        if block.tells_more and asked.for_more:
            told = f"{title} {document.metadata.date or ''}"
            held = [u for u in body if self._held(u, told, frozenset(), document.id) or u.text in words(told)]
            return bool(held) and not any(u.phrases or u.kind is UnitKind.NAME for u in body if u not in held)
        # Another body's mailbox or web site tells that the lines are not those of the body in the title.
        alone = not block.hosts and len(blocks) == 1 and document.metadata.type not in NORMS
        return alone and all(self._held(u, title, frozenset(), document.id) for u in body)

    def _held(self, unit: Unit, text: str, hosts: frozenset[str], document_id: str) -> bool:
        """Whether a word for a body stands in a text or in the labels of addresses, itself or as its abbreviation."""
        names = self._book.names(document_id)
        known = [names[host] for host in hosts if host in names]
        bags = [self._notions.bag_of_text(" ".join((text, *hosts, *known)), language) for language in LANGUAGES]
        if any(unit.stems.get(b.language) in b.stems or not unit.concepts.isdisjoint(b.concepts) for b in bags):
            return True
        return any(
            _is_in_label(form, label) for form in (unit.text, *self._notions.short_names(unit)) for label in hosts
        )

    def _told(self, asked: ContactQuestion, found: Sequence[_Found], query: Query, say: Phrases) -> str:
        groups: dict[str, list[tuple[int, _Found]]] = {}
        for mark, line in enumerate(found, 1):
            groups.setdefault(line.document.id, []).append((mark, line))
        return " ".join(self._of_document(asked, lines, query, say) for lines in groups.values())

    def _of_document(
        self, asked: ContactQuestion, lines: Sequence[tuple[int, _Found]], query: Query, say: Phrases
    ) -> str:
        document = lines[0][1].document
        title, date = title_of(document, self._titles, query.language), say.date(document.metadata.date)
        key = "contacts.lead" if date else "contacts.lead_undated"
        lead = say(key, body=self._body(asked, lines[0][1], query.language), title=title, date=date)
        if asked.for_more and all(f.block.tells_more for _, f in lines):
            # Whom to ask about what a page tells is no address of a body.
            lead = states(title, None, date, say)
        quotes = " ".join(
            say(
                "lead.quote" if f.line.in_prose else "contacts.line",
                detail=say(f"contacts.{f.line.detail.value}"),
                quote=_mended(f.line.text),
                mark=mark,
            )
            for mark, f in lines
        )
        return say("lead.sentence", lead=lead, quotes=quotes)

    def _body(self, asked: ContactQuestion, found: _Found, language: str) -> str:
        """The body as the question names it, with the country that its lines name where the question names none."""
        here = self._notions.countries(_words(found.block))
        return f"{asked.shown} ({country_name(here[0], language)})" if here and not asked.countries else asked.shown

    def _cited(self, found: _Found, mark: int, language: str) -> Citation:
        metadata = found.document.metadata
        return Citation(
            mark=mark,
            document_id=found.document.id,
            title=title_of(found.document, self._titles, language),
            type=metadata.type.value,
            country=metadata.country,
            language=metadata.language,
            page=found.block.page,
            section="",
            article=None,
            quote=found.line.text,
            start=found.line.start,
            end=found.line.end,
            translation=None,
            as_of=metadata.date,
            authority=metadata.authority,
            url=metadata.url,
            summarises=self._titles.get(f"{metadata.summarises}:{language}") if metadata.summarises else None,
        )


def _words(block: ContactBlock) -> str:
    return " ".join((block.around, *sorted(block.hosts)))


def _mended(text: str) -> str:
    """A line as it was meant, in one piece: an address is in the language of its place, whatever the document's."""
    for language in LANGUAGES:
        text = mend(text, language)
        text = _with_broken_plurals(text, language)
    return " ".join(text.split())


def _with_broken_plurals(text: str, language: str) -> str:
    return _BROKEN_PLURAL.sub(lambda m: mend(m[1], language) + "s", text)


_BROKEN_PLURAL = re.compile(rf"\b([^\W\d_]*{BROKEN}[^\W\d_]*)s\b")


def _is_in_label(form: str, label: str) -> bool:
    return label == form or (len(label) >= _SHORT and label.startswith(form) and len(form) >= _SHORT - 1)


def _of_offices_first(found: Sequence[_Found]) -> list[_Found]:
    """The details of offices; a sentence with somebody's mailbox only where there is no other detail of its kind."""
    plain = {f.line.detail for f in found if not f.line.in_prose}
    return [f for f in found if not f.line.in_prose or f.line.detail not in plain]


def _without_repetition(found: Sequence[_Found]) -> list[_Found]:
    """One of each detail: renderings of one document have the same lines."""
    kept: dict[tuple[Detail | None, str], _Found] = {}
    for line in sorted(found, key=lambda f: _ORDER[f.line.detail]):
        kept.setdefault(
            (None if line.line.in_prose else line.line.detail, fold("".join(line.line.text.split())).rstrip("/.")), line
        )
    return list(kept.values())
