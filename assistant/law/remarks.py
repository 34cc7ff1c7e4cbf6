"""What befell the instruments and wordings that an answer rests on, and where the documents do not show it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answer import Answer, Citation, Status
from assistant.citing import Titles, title_of
from assistant.instruments.entries import Entry, RelationKind, after
from assistant.instruments.naming import Instrument, instruments_in
from assistant.instruments.own_instruments import NORMS
from assistant.instruments.proposals import called
from assistant.instruments.register import Register
from assistant.instruments.wordings import change_of
from assistant.law.changes import CHANGES, Change, began, today
from assistant.law.norms import Norms
from assistant.law.register_words import RegisterWords
from assistant.phrases import Phrases
from ingest.article_names import article_name
from ingest.document import DocumentType
from ingest.store import DocumentRecord, StoredSentence

_MOST = 3
_MOST_UNKNOWN = 2
_NOTED = 3
"""Sentences after one among which a note on its section may stand."""
_LABEL = re.compile(r"^\W*(?:[Ss]ection|[Aa]rticle|[Aa]rt[íi]culo)\s+\d+[\w-]*\s*\.")


@dataclass(frozen=True, slots=True)
class _Cited:
    """A citation, its document, and the day and the documents by which it is looked at."""

    citation: Citation
    document: DocumentRecord
    as_of: str | None
    scope: frozenset[str]

    def waits(self, change: Change) -> bool:
        """Whether a change does not surely work on the day."""
        return change.hedged or not began(change.since, self.as_of or today())

    def quotes(self, change: Change) -> bool:
        """Whether the citation itself tells of a change."""
        is_its = change.document.id == self.citation.document_id
        return is_its and change.sentence.text.strip() in self.citation.quote


class Remarks:
    """Tells beside an answer what became of the law that it rests on.

    Args:
        norms: those of the store.
        register: the instruments.
        words: what the register knows, in words.
        phrases: of one language.
        titles: of the catalogue's sources and the store's norms.
    """

    def __init__(
        self, norms: Norms, register: Register, words: RegisterWords, phrases: Phrases, titles: Titles
    ) -> None:
        self._norms = norms
        self._register = register
        self._words = words
        self._say = phrases
        self._titles = titles

    def on(self, answer: Answer, as_of: str | None, scope: frozenset[str]) -> tuple[str, ...]:
        """Remarks on what an answer cites, by a day (None: today) and by the documents of a scope."""
        if answer.status not in (Status.ANSWERED, Status.PARTIAL):
            return ()
        found: list[str] = []
        unknown: list[str] = []
        for cited in self._cited(answer, as_of, scope):
            if cited.document.metadata.type in NORMS:
                known = [*self._of_wording(cited), *self._of_norm(cited)]
                found += known
                if not known:
                    unknown.append(self._title(cited.document))
            elif cited.document.metadata.type is not DocumentType.BRIEF:
                found += self._of_mentions(cited)
        told = list(dict.fromkeys(found))[:_MOST]
        silent = [self._say("law.not_shown", name=name) for name in dict.fromkeys(unknown)]
        return (*told, *silent[: 1 if told else _MOST_UNKNOWN])

    def _cited(self, answer: Answer, as_of: str | None, scope: frozenset[str]) -> Iterator[_Cited]:
        for citation in answer.citations:
            document = self._norms.records.get(citation.document_id)
            if document is not None:
                yield _Cited(citation, document, as_of, scope)

    def _of_wording(self, cited: _Cited) -> list[str]:
        """Which wording of an article is quoted, by the notes that stand beside it."""
        citation, as_of = cited.citation, cited.as_of
        sentence = self._norms.store.sentence_at(citation.document_id, citation.page, citation.start)
        if sentence is None:
            return []
        if sentence.article is None:
            return self._of_note(sentence, as_of)
        wording = self._norms.wording(sentence)
        if wording is None or wording.by is None:
            return []
        values = {
            "article": citation.article or "",
            "other": called(wording.by, self._say.language),
            "date": self._of(wording.until if wording.until else wording.since),
        }
        if wording.until and not after(wording.until, as_of):
            return [self._say("law.article_replaced" if wording.replaced else "law.article_repealed", **values)]
        return [self._say("law.article_wording", **values)] if wording.since else []

    def _of_note(self, sentence: StoredSentence, as_of: str | None) -> list[str]:
        """What a note right after a sentence says was done to its section: "[Section 7 repealed by"."""
        first = sentence.ordinal + 1
        for following in self._norms.store.neighbours(sentence.document_id, first, sentence.ordinal + _NOTED):
            if _LABEL.match(following.search_text):
                return []
            change = change_of(following)
            if change is not None and change.articles:
                if after(change.date or change.other.year, as_of):
                    return []
                key = "law.article_repealed" if change.kind is RelationKind.REPEALED_BY else "law.article_wording"
                other = called(change.other, self._say.language)
                return [self._say(key, article=change.articles[0], other=other, date=self._of(change.date))]
        return []

    def _of_norm(self, cited: _Cited) -> list[str]:
        """That the cited norm or article was repealed or amended: by its own notes, other documents, the register."""
        document = cited.document
        ended = self._norms.ended(document.id)
        if ended and not after(ended.date, cited.as_of):
            key = "law.norm_may_end" if ended.hedged else "law.norm_ended"
            other = called(ended.other, self._say.language)
            return [self._say(key, title=self._title(document), other=other, date=self._of(ended.date))]
        own = self._norms.own(document)
        if own is None:
            return []
        entry = self._register.of(own, document.metadata.country)
        article = article_name(cited.citation.article) if cited.citation.article else None
        return self._of_instrument(own, entry, cited, article)

    def _of_mentions(self, cited: _Cited) -> list[str]:
        """What befell the instruments that a quote of another document names, as wholes."""
        country, quote = cited.document.metadata.country, cited.citation.quote
        named = {n.entry.id: n.entry for n in self._register.named_in(quote, country)}
        told: list[str] = []
        for instrument in instruments_in(quote):
            entry = self._register.of(instrument, country)
            told += self._of_instrument(instrument, entry, cited, None)
            named.pop(entry.id if entry else "", None)
        return told + [remark for entry in named.values() for remark in self._words.changes(entry, cited.as_of)]

    def _of_instrument(
        self, instrument: Instrument, entry: Entry | None, cited: _Cited, article: str | None
    ) -> list[str]:
        """What documents say was done to an instrument, or to the article cited; then what else the register knows."""
        told: dict[tuple[str, str | None], str] = {}
        changes = self._norms.changes.of(instrument, cited.document.metadata.country, cited.scope)
        for change in sorted(changes, key=lambda c: (CHANGES.index(c.kind), c.document.metadata.type not in NORMS)):
            if cited.quotes(change) or not change.bears_on(article) or (cited.waits(change) and not change.is_enacted):
                continue
            told.setdefault((change.by.number, change.by.year), self._change(instrument, change, cited, article))
        others = self._words.changes(entry, cited.as_of, article, frozenset(told)) if entry else []
        return [*told.values(), *others]

    def _change(self, instrument: Instrument, change: Change, cited: _Cited, article: str | None) -> str:
        """A change in words, with the document that tells of it."""
        language, title = self._say.language, self._title(change.document)
        part = self._say("law.part", part=article) if article and change.articles else ""
        name = called(instrument, language)
        if cited.waits(change):
            return self._say("law.may_change", name=name, part=part, title=title)
        is_own = self._norms.own(change.document) == change.by
        told = self._say(
            f"law.{change.kind.value}",
            name=name,
            other=called(change.by, language),
            date=self._of(change.document.metadata.date) if is_own else "",
            part=part,
        )
        return f"{told} {self._say('law.told_in', title=title)}"

    def _title(self, document: DocumentRecord) -> str:
        return title_of(document, self._titles, self._say.language)

    def _of(self, date: str | None) -> str:
        return self._say("law.of_date", date=self._say.date(date)) if date and date != "0000" else ""
