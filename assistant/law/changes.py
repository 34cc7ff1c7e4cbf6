"""What the documents of a store say was done to a norm by others, and since when; and when a norm enters into force.

A norm's own text rarely tells what came after it: the law that repeals it, or gives one of its articles another
wording, is another document. A change counts for the norm of that very kind, number and year, of the same country.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.instruments.entries import ENDING, RelationKind, after
from assistant.instruments.naming import Instrument, instruments_in
from assistant.instruments.own_instruments import NORMS
from assistant.instruments.proposals import sentences_of
from assistant.instruments.relations import Stated, effective_day, relations_in
from assistant.language.numbers import with_figures
from ingest.article_names import article_name
from ingest.store import DocumentRecord, Store, StoredSentence
from ingest.terms import fold

CHANGES = (*ENDING, RelationKind.AMENDED_BY)
_OWN = (
    r"\b(?:this|the present|la presente|el presente|esta|este)\s+"
    r"(?:law|act|code|decree|regulations?|order|ley|codigo|decreto|reglamento|resolucion|norma|orden)\b"
)
_ENTERS = (
    r"(?:(?:shall |will )?(?:enters?|comes?|come|enter) into (?:force|effect|operation)|(?:shall |will )?takes? effect|"
    r"entra(?:ra)? en (?:vigor|vigencia)|rige|regira|(?:comenzara|comienza|empezara|empieza) a regir)"
)
_ENTRY = re.compile(rf"{_OWN}\s+{_ENTERS}\b(?P<when>[^.;]*)")
_TERM = re.compile(
    r"\b(?P<count>\d{1,3})\s+(?P<unit>days?|months?|years?|dias?|mes(?:es)?|anos?)(?: (?:naturales|calendario))?\s+"
    r"(?:after|from|following|de|desde|despues de|siguientes a|contados (?:desde|a partir de))\s+"
    r"(?:the date of |la |su |its |the )*(?:publi|promulg|sancion|enactment)"
)
# Norms give a figure in words and again in brackets: "treinta (30) días" are 30 days.
_TWICE = re.compile(r"\b(\d+) \(0*\1\)")
_UNTIL = re.compile(
    r"\b(?:hasta|until) (?:los )?((?:\w+ )?\(?\d{1,3}\)? (?:dias?|mes(?:es)?|anos?|days?|months?|years?)\b.*)$"
)
WAITS = re.compile(
    r"\bentra\w* en (?:vigor|vigencia)[^.]{0,120}\b(?:reglamento|totalidad|una vez|cuando)\b|\bmantiene su vigencia\b|"
    r"\bhasta (?:que|la)\b|\buntil\b"
)
"""What makes a repeal wait for something, in its sentence or in one after it."""
_ITEM = re.compile(r"^\W{0,3}(?:[a-z]{1,2}|\d{1,2}|[ivx]{1,4})[).°º-]")
_LONGEST_LIST = 30
_RUNS_ON = 4
"""Digits of a number that is not of one year: laws that are counted through all years, such as Ley 27891."""
_REVIVED = re.compile(
    r"\b(?:restored|revived|reinstated|again in force|applies again|recobran?|recuperan? su vigencia|restablec\w+|"
    r"vuelven? a regir|reviv\w+)\b"
)


@dataclass(frozen=True, slots=True)
class Change:
    """What a document says was done to a norm.

    Attributes:
        kind: seen from the norm: amended, repealed, replaced by.
        by: what did it.
        articles: those that were changed, in their normal form; none where it is the whole, or a part without number.
        part: the article or the word for the part; None where the whole is meant.
        rewords: whether the sentence gives the new text.
        hedged: whether it waits for something, or is doubted.
        since: ISO, the day from which it works as exactly as that is known; None where nothing tells.
        sentence, document: where it stands.
    """

    kind: RelationKind
    by: Instrument
    articles: tuple[str, ...]
    part: str | None
    rewords: bool
    hedged: bool
    since: str | None
    sentence: StoredSentence
    document: DocumentRecord

    @property
    def ends(self) -> bool:
        """Whether it ends the whole norm."""
        return self.kind in ENDING and self.part is None and not self.hedged

    @property
    def is_enacted(self) -> bool:
        """Whether a norm itself does it, rather than a document that tells of it, foresees it or doubts it."""
        return self.document.metadata.type in NORMS and self.by.kind != "bill"

    def bears_on(self, article: str | None) -> bool:
        """Whether an article is touched: all are where the whole is; where a part has no number, none surely is."""
        if self.part is None:
            return True
        return article is not None and article_name(article) in self.articles


class Changes:
    """Reads the documents of a store for what they say was done to norms; each norm is looked up once.

    Args:
        store: the documents.
        records: those that there are, by id.
        own: gives what a document is by its number.
    """

    def __init__(
        self,
        store: Store,
        records: Mapping[str, DocumentRecord],
        own: Callable[[DocumentRecord], Instrument | None],
    ) -> None:
        self._store = store
        self._records = records
        self._own = own
        self._found: dict[tuple[Instrument, str | None], tuple[Change, ...]] = {}
        self._from: dict[str, str | None] = {}

    def of(
        self, instrument: Instrument, country: str | None, scope: frozenset[str] | None = None
    ) -> tuple[Change, ...]:
        """What documents of a country say was done to an instrument; ``scope`` limits them to some documents."""
        key = (instrument, country)
        if key not in self._found:
            self._found[key] = tuple(self._read(instrument, country)) if surely(instrument, instrument) else ()
        return tuple(c for c in self._found[key] if scope is None or c.document.id in scope)

    def _read(self, instrument: Instrument, country: str | None) -> Sequence[Change]:
        found, revived = [], []
        for sentence in self._store.sentences_holding(instrument.number, frozenset(self._records)):
            document = self._records[sentence.document_id]
            if country and document.metadata.country and document.metadata.country != country:
                continue
            own = self._own(document)
            if own is not None and surely(own, instrument):
                continue  # what a norm notes of itself is read with its wordings
            for stated in relations_in(sentence.search_text, opening(self._store, sentence)):
                change = self._seen(instrument, stated, own, sentence, document)
                if change:
                    found.append(change)
            if _REVIVED.search(fold(sentence.search_text)) and any(
                surely(i, instrument) for i in instruments_in(sentence.search_text)
            ):
                revived.append(document.metadata.date)
        # What comes back into force is neither surely ended nor surely in force.
        return [replace(c, hedged=True) if revived and c.kind in ENDING else c for c in found]

    def _seen(
        self,
        instrument: Instrument,
        stated: Stated,
        own: Instrument | None,
        sentence: StoredSentence,
        document: DocumentRecord,
    ) -> Change | None:
        subject = stated.subject or own
        if subject is None:
            return None
        if stated.kind in CHANGES and stated.subject and surely(stated.subject, instrument):
            kind, by, since = stated.kind, stated.other, stated.effective or stated.date or stated.other.year
        elif stated.kind.inverse in CHANGES and surely(stated.other, instrument) and not surely(subject, instrument):
            kind, by = stated.kind.inverse, subject
            since = stated.effective or (self.in_force_from(document) if own == subject else subject.year)
        else:
            return None
        articles = tuple(article_name(a) for a in stated.articles)
        wait = self._wait(sentence) if kind in ENDING else ""
        ends = waits_till(wait, document.metadata.date)
        hedged, since = stated.hedged or bool(wait and not ends), ends or since
        return Change(kind, by, articles, stated.part, stated.rewords, hedged, since, sentence, document)

    def _wait(self, sentence: StoredSentence) -> str:
        """What follows a repeal in the same article and makes it wait, folded; empty where nothing does."""
        after_it = self._store.neighbours(sentence.document_id, sentence.ordinal + 1, sentence.ordinal + 2)
        texts = [fold(s.search_text) for s in after_it if s.article == sentence.article is not None]
        return next((text for text in texts if WAITS.search(text)), "")

    def in_force_from(self, document: DocumentRecord) -> str | None:
        """The day on which a norm enters into force by its own text, else its date; None where it has none."""
        if document.id not in self._from:
            self._from[document.id] = self._entry(document) or document.metadata.date
        return self._from[document.id]

    def _entry(self, document: DocumentRecord) -> str | None:
        if document.metadata.type not in NORMS:
            return None
        for sentence in sentences_of(self._store, document):
            entry = _ENTRY.search(fold(sentence.search_text))
            if entry:
                term = with_figures(entry["when"], sentence.language)
                day = effective_day(entry["when"]) or _after_term(term, document.metadata.date)
                if day:
                    return day
        return None


def lead_in(store: Store, sentence: StoredSentence) -> StoredSentence | None:
    """The sentence that opens the list of which a sentence is an item: "The following are repealed:"."""
    if sentence.article is None or not _ITEM.match(sentence.search_text):
        return None
    before = store.neighbours(sentence.document_id, max(0, sentence.ordinal - _LONGEST_LIST), sentence.ordinal - 1)
    for one in reversed(before):
        if one.article != sentence.article:
            return None
        if one.search_text.rstrip().endswith(":"):
            return one
    return None


def opening(store: Store, sentence: StoredSentence) -> str:
    """The words of the lead-in of a sentence's list; none where it is no item."""
    lead = lead_in(store, sentence)
    return lead.search_text if lead else ""


def surely(one: Instrument, other: Instrument) -> bool:
    """Whether two names are of one instrument beyond doubt: both with their year, or with a number that runs on."""
    runs_on = one.kind == other.kind and len(one.number) >= _RUNS_ON and one.number.isdigit()
    return (runs_on or (bool(one.year) and one.year == other.year)) and one.may_be(other)


def began(since: str | None, as_of: str) -> bool:
    """Whether what works since a day does so on another; what is undated does."""
    return not after(since, as_of)


def today() -> str:
    """The day of asking, ISO."""
    return date.today().isoformat()


def waits_till(wait: str, published: str | None) -> str | None:
    """The day on which what a repeal waits for comes, by a folded text; None where it names none.

    "It stays in force until the new regulations enter into force, that is, until thirty (30) days from the publication
    of ..." waits for a day that can be told from when the repealing norm was published.
    """
    until = _UNTIL.search(wait)
    return _after_term(with_figures(until[1], "es"), published) if until else None


def _after_term(when: str, published: str | None) -> str | None:
    """The day that lies a number of days, months or years after a norm's date."""
    term = _TERM.search(_TWICE.sub(r"\1", when))
    if term is None or published is None or len(published) != len("2019-04-30"):
        return None
    start, count, unit = date.fromisoformat(published), int(term["count"]), term["unit"][0]
    if unit == "d":
        return date.fromordinal(start.toordinal() + count).isoformat()
    months = start.month - 1 + count * (1 if unit == "m" else 12)
    year, month = start.year + months // 12, months % 12 + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1])).isoformat()
