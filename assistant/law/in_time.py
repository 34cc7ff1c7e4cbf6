"""Law in time: whether an instrument is in force, what changed it, and what a rule's wording was on a date.

What documents say of it is quoted. What only the register says stands apart from the answer, with its source: the
documents remain silent on it. What nobody has checked is never stated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.answer import Answer, Citation, Status, Verdict
from assistant.citing import Titles, cited, title_of
from assistant.instruments.naming import Instrument, instruments_in
from assistant.instruments.own_instruments import NORMS, own_instrument
from assistant.instruments.places import states
from assistant.instruments.proposals import called, sentences_of
from assistant.instruments.register import ENDING, Confidence, Entry, Register, Relation, RelationKind, after
from assistant.instruments.relations import Stated, relations_in
from assistant.instruments.wordings import Wording, change_of, wordings
from assistant.language.polarity import speaks_of_a_bill
from assistant.law.changes import CHANGES, WAITS, Change, Changes, began, lead_in, opening, today, waits_till
from assistant.phrases import Phrases
from assistant.retrieval import Candidate, Pool
from assistant.understanding.answer_kind import Kind
from assistant.understanding.question import Part, Query
from ingest.article_names import article_name
from ingest.document import DocumentType
from ingest.store import DocumentRecord, Store, StoredSentence
from ingest.terms import STOP_WORDS, fold, words

_MOST_QUOTES = 4
_MOST_CAVEATS = 3
_NOTED = 3
"""Sentences after one among which a note on its section may stand."""
_LABEL = re.compile(r"^\W*(?:[Ss]ection|[Aa]rticle|[Aa]rt[íi]culo)\s+\d+[\w-]*\s*\.")
_HEAD = 8
"""Sentences at the head of a norm among which its own repeal is noted."""
_SINCE = re.compile(
    r"\b(?:when|since when|what (?:date|day|year)|desde cuando|cuando|(?:en|desde|a partir de) que (?:fecha|dia|ano))\b"
    r".*\b(?:(?:enter|c[ao]m)\w* into (?:force|effect)|t(?:ake|ook)\w* effect|entr\w+ en (?:vigor|vigencia)|"
    r"(?:empez|comenz)\w+ a regir|rige|regir\w*|vigente|in force|in effect)\b"
)
_ENTERS = re.compile(
    r"\b(?:entra(?:ra|ran|n)?|entro|entraron|entrando) en (?:vigencia|vigor)\b|"
    r"\brigen? (?:a partir|desde)\b|\bregira\b|"
    r"\b(?:enter(?:s|ed)?|came|comes?) into (?:force|effect)\b|\b(?:takes?|took) effect\b"
)
_REFERENCES = re.compile(r"^\s*\(\**\)|^\W*(?:CONCORDANCIAS?|NOTA|Nota:|Confrontar|De conformidad con|Mediante Oficio)")
_ELSEWHERE = re.compile(r"\b(?:citad[oa]|mism[oa] que|referid[oa]|dich[oa])\b")
_OF_OTHERS = re.compile(r"\b(?:codigo|code)\b|\bpublicad[oa]s? (?:en|el)\b")
_VERBS: tuple[tuple[RelationKind, str], ...] = (
    (RelationKind.REPEALS, r"repeal(?:s|ed)?|revoke[sd]?|derog(?:a|o|aron|ad[oa]s?|an)|dej(?:a|o) sin efecto"),
    (
        RelationKind.AMENDS,
        r"amend(?:s|ed)?|modif(?:y|ies|ied)|modific(?:a|o|aron|an)|modificad[oa]s?|reform[oa]|reformad[oa]",
    ),
    (RelationKind.REPLACES, r"replace[sd]?|supersede[sd]?|reemplaz[oa]|reemplazad[oa]|sustituy[oe]|sustituid[oa]"),
    (RelationKind.REGULATES, r"regulate[sd]?|implement(?:s|ed)?|reglament(?:a|o|an|ad[oa])"),
)
_ACTOR = re.compile(
    r"\b(?:which|what|que|cual(?:es)?|por que|by which|by what)(?: es| son| fue)?(?: el| la)? "
    r"(?:(?!(?:la|el|los|las|the|does|did|do)\b)\w+ ){0,2}?"
    r"(?:decrees?|laws?|acts?|norms?|instruments?|resolutions?|decretos?|ley(?:es)?|normas?|resolucion(?:es)?|"
    r"disposicion(?:es)?|instrumentos?)\b"
)
_PASSIVE = re.compile(r"\b(?:was|were|been|is|are|fue|fueron|ha sido|esta) (?:\w+ ){0,8}?\w+(?:ed|ad[oa]s?|id[oa]s?)\b")
_ASKS_END = re.compile(
    r"\b(?:been|was|is|were|has)\b.{0,60}\b(?P<verb>repealed|revoked|replaced|superseded|amended)\b|"
    r"\b(?:fue|ha sido|esta|quedo)\b.{0,60}\b(?P<verbo>derogad|reemplazad|sustituid|modificad|reformad)"
)


_WAS_IN_FORCE = re.compile(
    r"^\W*(?:is|was|were|are)\b.{0,80}\bin (?:force|effect)\b|\b(?:estaban?|estuv\w+|seguian?|era|esta)\b.{0,80}"
    r"\b(?:vigentes?|en vigor|en vigencia)\b|\b(?:regia|rigio)\b.{0,40}$"
)
_IN_FORCE = re.compile(
    r"\bin (?:force|effect)\b|\bvigentes?\b|\ben (?:vigor|vigencia)\b|\b(?:rig(?:e|en|io|ieron)|regian?)\b"
)
_DESCRIBED = frozenset({RelationKind.REGULATES, RelationKind.REGULATED_BY, RelationKind.APPROVES})
"""Relations that a document describes in words of many kinds: what retrieval finds may tell of them."""


class Asked(StrEnum):
    """What a question wants to know of an instrument's life."""

    IN_FORCE = "in_force"
    ENDED = "ended"
    SINCE = "since"
    RELATION = "relation"


@dataclass(frozen=True, slots=True)
class LawQuestion:
    """A question on an instrument's life.

    Attributes:
        asked: what of it.
        instrument: by number; None where it is named by its title.
        entry: of the register, where there is one.
        document: that is its own text, where one is searched.
        kinds: relations that would answer, seen from the instrument.
        country: whose instrument it is, where that is known.
    """

    asked: Asked
    instrument: Instrument | None
    entry: Entry | None
    document: DocumentRecord | None
    kinds: tuple[RelationKind, ...] = ()
    country: str | None = None


@dataclass(frozen=True, slots=True)
class _Said:
    """A relation of the instrument asked about, as a sentence of a document states it."""

    stated: Stated
    sentence: StoredSentence
    document: DocumentRecord


class Law:
    """The law in time of one store's documents and one register.

    Args:
        store: the documents.
        records: those that there are.
        register: the instruments.
        phrases: of one language.
        titles: of the catalogue's sources.
    """

    def __init__(
        self, store: Store, records: Sequence[DocumentRecord], register: Register, phrases: Phrases, titles: Titles
    ) -> None:
        self._store = store
        self._records = {r.id: r for r in records}
        self._register = register
        self._say = phrases
        self._titles = titles
        self._changes = Changes(store, self._records, self.own)
        self._own: dict[str, Instrument | None] = {}
        self._noted: dict[str, Stated | None] = {}
        self._wordings: dict[str, Mapping[int, Wording]] = {}

    # What is in force on a day

    def in_force(self, pool: Pool, as_of: str | None) -> Pool:
        """The candidates without wordings of norms that another one replaced by then, or that came later."""
        kept = tuple(c for c in pool.candidates if self._is_current(c, as_of))
        return replace(pool, candidates=kept) if len(kept) < len(pool.candidates) else pool

    def _is_reworded(self, sentence: StoredSentence, day: str, scope: frozenset[str]) -> bool:
        """Whether another norm gave the article of a sentence a new text that is in force on a day."""
        document = self._records.get(sentence.document_id)
        if document is None or sentence.article is None or document.metadata.type not in NORMS:
            return False
        return any(
            change.rewords
            and not change.hedged
            and change.is_enacted
            and change.articles
            and change.bears_on(sentence.article)
            and began(change.since, day)
            for change in self._changed(document, scope)
        )

    def _changed(self, document: DocumentRecord, scope: frozenset[str]) -> tuple[Change, ...]:
        """What other documents of a scope say was done to a norm."""
        own = self.own(document)
        return self._changes.of(own, document.metadata.country, scope) if own else ()

    def enacted_first(
        self, pool: Pool, as_of: str | None, scope: frozenset[str], named: bool = False
    ) -> Iterator[tuple[Pool, Pool | None]]:
        """The candidates without recitals, notes and references of norms, where there are such; then all of them.

        Norms that were repealed by the day, by their own notes or by another norm of the ``scope``, or that enter into
        force later, come after those that were not, unless the question names the norm. With the norms in force stands
        the pool that has the others too: what those say may be so much closer that it is the answer. Articles to which
        another norm gave a new text come last.
        """
        day, everything = as_of or today(), pool
        reworded = {c.sentence.id for c in pool.candidates if self._is_reworded(c.sentence, day, scope)}
        pool = replace(pool, candidates=tuple(c for c in pool.candidates if c.sentence.id not in reworded))
        placed = tuple(c for c in pool.candidates if self._is_enacted(c.sentence))
        out = {i for i in {c.sentence.document_id for c in placed} if not named and self._is_out(i, day, scope)}
        current = tuple(c for c in placed if c.sentence.document_id not in out)
        if len(current) < len(placed):
            yield replace(pool, candidates=current), replace(pool, candidates=placed)
        if len(placed) < len(pool.candidates):
            yield replace(pool, candidates=placed), None
        yield pool, None
        if reworded:
            yield everything, None

    def _is_out(self, document_id: str, day: str, scope: frozenset[str]) -> bool:
        """Whether a document is a norm that is not in force on a day, by what the documents say."""
        document = self._records.get(document_id)
        if document is None or document.metadata.type not in NORMS:
            return False
        if after(self._changes.in_force_from(document), day):
            return True
        ended = self._ended(document_id)
        if ended is not None:
            return not ended.hedged and began(ended.date, day)
        changed = self._changed(document, scope)
        return any(c.ends and c.is_enacted and began(c.since, day) for c in changed)

    def succeeds(self, new: str, old: str, scope: frozenset[str]) -> bool:
        """Whether a document is the norm that repealed that of another document, within a scope."""
        document = self._records.get(old)
        if document is None or document.metadata.type not in NORMS:
            return False
        return any(c.ends and c.is_enacted and c.document.id == new for c in self._changed(document, scope))

    def _ended(self, document_id: str) -> Stated | None:
        """The repeal that a norm notes at its own head; hedged where the next sentence makes it wait for something."""
        if document_id not in self._noted:
            self._noted[document_id] = self._noted_end(document_id)
        return self._noted[document_id]

    def _noted_end(self, document_id: str) -> Stated | None:
        head = self._store.neighbours(document_id, 0, _HEAD)
        for position, sentence in enumerate(head):
            for stated in relations_in(sentence.search_text):
                if stated.kind in ENDING and stated.subject is None and not stated.part:
                    after_it = fold(" ".join(s.search_text for s in head[position : position + 3]))
                    comes = waits_till(after_it, stated.date)
                    hedged = stated.hedged or (bool(WAITS.search(after_it)) and not comes)
                    return replace(stated, hedged=hedged, date=comes or stated.date)
        return None

    def _is_enacted(self, sentence: StoredSentence) -> bool:
        document = self._records.get(sentence.document_id)
        if document is None or document.metadata.type not in NORMS:
            return True
        return sentence.article is not None and not _REFERENCES.match(sentence.search_text.strip())

    def _is_current(self, candidate: Candidate, as_of: str | None) -> bool:
        wording = self._wording(candidate.sentence)
        if as_of is not None and _is_later_note(candidate.sentence, as_of):
            return False
        if wording is None:
            return True
        if as_of is None:
            return not (wording.until and wording.replaced)
        return wording.holds(as_of) or (wording.until is not None and not wording.replaced)

    def _wording(self, sentence: StoredSentence) -> Wording | None:
        document = self._records.get(sentence.document_id)
        if document is None or document.metadata.type not in NORMS or sentence.article is None:
            return None
        if document.id not in self._wordings:
            self._wordings[document.id] = wordings(sentences_of(self._store, document))
        return self._wordings[document.id].get(sentence.id)

    # Questions on an instrument's life

    def question(self, query: Query, scope: Iterable[str]) -> LawQuestion | None:
        """What a query asks of an instrument's life; None where it asks something else, or names no instrument."""
        if len(query.parts) != 1:
            return None
        part = query.parts[0]
        asked, kinds = _asked(part)
        if asked is None:
            return None
        within = frozenset(scope)
        instrument, entry, document = self._subject(query, part, within)
        if instrument is None and entry is None and document is None:
            return None
        return LawQuestion(asked, instrument, entry, document, kinds, self._country(query, document, within))

    def _subject(
        self, query: Query, part: Part, scope: frozenset[str]
    ) -> tuple[Instrument | None, Entry | None, DocumentRecord | None]:
        numbers = instruments_in(part.text)
        instrument = numbers[0] if numbers else None
        norms = [r for i, r in self._records.items() if i in scope and r.metadata.type in NORMS]
        if instrument:
            own = [r for r in norms if (mine := self.own(r)) and mine.may_be(instrument)]
        else:
            own = [r for r in norms if _is_titled(r.metadata.title, part.text)]
        document = own[0] if len(own) == 1 else None
        named = self._register.named_in(part.text, self._country(query, document, scope))
        entry = named[0].entry if named else None
        if document and instrument is None:
            instrument = self.own(document)
        if entry and instrument is None:
            instrument = next(iter(sorted(entry.instruments, key=lambda i: (i.year or "", i.number))), None)
        return instrument, entry, document

    def _country(self, query: Query, document: DocumentRecord | None, scope: frozenset[str]) -> str | None:
        """Whose instrument is meant: of the country asked about, of its own text, or of all that is searched."""
        if len(query.countries) == 1:
            return query.countries[0]
        if document is not None:
            return document.metadata.country
        all_of = {r.metadata.country for i, r in self._records.items() if i in scope} - {None}
        return all_of.pop() if len(all_of) == 1 else None

    def own(self, document: DocumentRecord) -> Instrument | None:
        """What a document is by its number."""
        if document.id not in self._own:
            self._own[document.id] = own_instrument(document, self._store)
        return self._own[document.id]

    def answered(
        self, asked: LawQuestion, query: Query, scope: frozenset[str], as_of: str | None, searched: tuple[str, ...]
    ) -> Answer | None:
        """The answer that documents give to a question on an instrument's life; None where they say nothing of it."""
        if asked.asked is Asked.SINCE:
            return self._since(asked, query, searched)
        said = self._by_day(self._said(asked, scope), as_of or today())
        if asked.asked is Asked.RELATION:
            enacted = [s for s in said if s.stated.other.kind != "bill"]
            fit = next(filter(None, ([s for s in enacted if s.stated.kind is kind] for kind in asked.kinds)), [])
            if not fit:
                return None
            if len(asked.kinds) > 1 and fit[0].stated.kind.active:
                return self._other_way(asked, query, fit, searched)
            return self._quoted(query, fit, Status.ANSWERED, None, searched)
        if asked.asked is Asked.ENDED:
            wanted = [s for s in said if s.stated.kind in asked.kinds and not s.stated.hedged]
            whole = [s for s in wanted if not s.stated.part] or (
                wanted if RelationKind.AMENDED_BY in asked.kinds else []
            )
            if whole:
                return self._quoted(query, whole, Status.ANSWERED, Verdict.YES, searched)
            return self._unsettled(asked, query, said, searched)
        ended = [s for s in said if s.stated.kind in ENDING and not s.stated.part and not s.stated.hedged]
        if ended:
            return self._quoted(query, ended, Status.ANSWERED, Verdict.NO, searched)
        return self._unsettled(asked, query, said, searched)

    def _other_way(self, asked: LawQuestion, query: Query, fit: Sequence[_Said], searched: tuple[str, ...]) -> Answer:
        """What the instrument did itself, where the question may as well ask for what was done to it."""
        answer = self._quoted(query, fit, Status.ANSWERED, None, searched)
        return replace(answer, caveats=(self._say("law.other_way", name=self.name(asked)), *answer.caveats))

    def _by_day(self, said: Sequence[_Said], day: str) -> list[_Said]:
        """What was said by a day; what was to work only later is as yet unsettled."""
        found = []
        for one in said:
            if not after(self._since_when(one), day):
                found.append(one)
            elif not after(one.document.metadata.date, day) and not after(one.stated.other.year, day):
                found.append(replace(one, stated=replace(one.stated, hedged=True)))
        return found

    def _since_when(self, said: _Said) -> str | None:
        """The day from which a statement works, as exactly as it is known."""
        stated, own = said.stated, self.own(said.document)
        if stated.effective or (own is not None and own == stated.other):
            return stated.effective or self._changes.in_force_from(said.document)
        return stated.date or stated.other.year

    def _unsettled(
        self, asked: LawQuestion, query: Query, said: Sequence[_Said], searched: tuple[str, ...]
    ) -> Answer | None:
        """What documents say of changes without settling whether the instrument is in force, and that they do not."""
        hedged = [s for s in said if s.stated.kind in ENDING and s.stated.hedged and not s.stated.part]
        changed = [s for s in said if s.stated.kind in (*ENDING, RelationKind.AMENDED_BY)]
        told = hedged or changed
        if not told:
            return None
        answer = self._quoted(query, told[:3], Status.PARTIAL, None, searched)
        name = self.name(asked)
        return replace(answer, answer=f"{answer.answer} {self._say('law.not_shown', name=name)}")

    def name(self, asked: LawQuestion) -> str:
        """What the instrument that is asked about is called."""
        if asked.entry:
            return asked.entry.name(self._say.language)
        if asked.instrument:
            return called(asked.instrument, self._say.language)
        return asked.document.metadata.title if asked.document else ""

    def _said(self, asked: LawQuestion, scope: frozenset[str]) -> list[_Said]:
        """Every relation of the instrument that documents state, seen from it, each once, whole ones first."""
        found: list[_Said] = []
        if asked.document:
            found += self._of_itself(asked.document)
        if asked.instrument:
            for sentence in self._store.sentences_holding(asked.instrument.number, scope):
                document = self._records[sentence.document_id]
                if asked.country and document.metadata.country not in (None, asked.country):
                    continue
                own = self.own(document)
                for stated in relations_in(sentence.search_text, opening(self._store, sentence)):
                    seen = _seen_from(asked.instrument, stated, own)
                    if seen:
                        found.append(_Said(self._as_it_stands(asked, seen), sentence, document))
        kept: dict[tuple[RelationKind, Instrument, str | None], _Said] = {}
        for said in sorted(found, key=lambda s: (s.stated.part is not None, _rank(s.document))):
            part = said.sentence.article if said.stated.part and said.stated.subject is None else said.stated.part
            kept.setdefault((said.stated.kind, said.stated.other, part), said)
        return list(kept.values())

    def _as_it_stands(self, asked: LawQuestion, seen: Stated) -> Stated:
        """A statement, in doubt where what it ends came back into force."""
        if seen.kind not in ENDING or asked.instrument is None or seen.hedged:
            return seen
        ended = [c for c in self._changes.of(asked.instrument, asked.country) if c.kind in ENDING]
        return replace(seen, hedged=True) if ended and all(c.hedged for c in ended) else seen

    def _of_itself(self, document: DocumentRecord) -> Iterable[_Said]:
        """What an instrument's own text says of it: notes, and what it enacts."""
        for sentence in sentences_of(self._store, document):
            for stated in relations_in(sentence.search_text):
                regulates = stated.kind is RelationKind.REGULATES
                if stated.subject is None and not (regulates and sentence.ordinal > 4):
                    yield _Said(stated, sentence, document)

    def _since(self, asked: LawQuestion, query: Query, searched: tuple[str, ...]) -> Answer | None:
        """When an instrument enters into force, as its own text says."""
        if asked.document is None:
            return None
        found = []
        for sentence in sentences_of(self._store, asked.document):
            folded = fold(sentence.search_text)
            entering = _ENTERS.search(folded)
            if entering and not _ELSEWHERE.search(folded[: entering.end()]) and not _OF_OTHERS.search(folded):
                stated = Stated(
                    RelationKind.APPROVES, None, asked.instrument or Instrument("law", "0", None), None, False, None
                )
                found.append(_Said(stated, sentence, asked.document))
        return self._quoted(query, found[:2], Status.ANSWERED, None, searched) if found else None

    def _quoted(
        self, query: Query, said: Sequence[_Said], status: Status, verdict: Verdict | None, searched: tuple[str, ...]
    ) -> Answer:
        """An answer of quotes, each introduced by its document, article and date."""
        sentences = {s.sentence.id: s for s in said}
        chosen = list(sentences.values())[:_MOST_QUOTES]
        prose: list[str] = []
        citations: list[Citation] = []
        for one in chosen:
            meta = one.document.metadata
            lead = states(
                title_of(one.document, self._titles, query.language),
                one.sentence.article,
                self._say.date(meta.date),
                self._say,
            )
            if verdict and not prose:
                lead = self._say("law.verdict", word=self._say(f"lead.{verdict.value}"), lead=lead)
            if one.sentence.language != query.language:
                language = self._say(f"language.{one.sentence.language}")
                lead = self._say("lead.foreign", lead=lead, source_language=language)
            quotes = []
            for sentence in filter(None, (lead_in(self._store, one.sentence), one.sentence)):
                citations.append(cited(sentence, one.document, len(citations) + 1, self._titles, query.language))
                text = " ".join(sentence.search_text.split())
                quotes.append(self._say("lead.quote", quote=text, mark=len(citations)))
            prose.append(self._say("lead.sentence", lead=lead, quotes=" ".join(quotes)))
        return Answer(
            question=query.text,
            language=query.language,
            status=status,
            verdict=verdict,
            answer=" ".join(prose),
            citations=tuple(citations),
            caveats=() if status is Status.PARTIAL else self._dates(chosen),
            searched=searched,
        )

    def _dates(self, chosen: Sequence[_Said]) -> tuple[str, ...]:
        dates = sorted({s.document.metadata.date for s in chosen if s.document.metadata.date})
        return tuple(self._say("caveat.as_of", date=self._say.date(d)) for d in dates)

    # What only the register knows

    def unanswered(
        self, asked: LawQuestion, query: Query, answer: Answer, scope: frozenset[str], as_of: str | None
    ) -> Answer:
        """The answer to a question on an instrument's life where no document says anything of it.

        Whether it is in force is then not shown: a document that names the instrument is quoted with its date, and what
        the register knows stands beside it. Nothing else that came up answers such a question.
        """
        told, silent = self._from_register(asked, as_of)
        if told and asked.asked in (Asked.IN_FORCE, Asked.ENDED):
            described = self._described(asked, query, scope, answer.searched)
            if described is not None:
                return replace(described, caveats=(*told, *described.caveats))
        if answer.status in (Status.ANSWERED, Status.PARTIAL) and self._is_beside(asked, answer):
            names = "; ".join(answer.searched[:3])
            searched = self._say("not_found.searched_many", count=len(answer.searched), documents=names)
            said = self._say("not_found.answer", searched=searched)
            answer = Answer(
                question=answer.question,
                language=answer.language,
                status=Status.NOT_FOUND,
                verdict=None,
                answer=said,
                suggestions=(self._say("not_found.holder_law"), self._say("not_found.add")),
                searched=answer.searched,
            )
        return replace(answer, caveats=(*answer.caveats, *told, *silent))

    def _is_beside(self, asked: LawQuestion, answer: Answer) -> bool:
        """Whether an answer says nothing of what was asked of the instrument's life."""
        quotes = [fold(c.quote) for c in answer.citations]
        if any(speaks_of_a_bill(q) for q in quotes):
            return False
        if asked.asked is Asked.SINCE:
            return not any(_ENTERS.search(q) for q in quotes)
        if asked.asked is Asked.IN_FORCE:
            return not any(_IN_FORCE.search(q) for q in quotes)
        return asked.asked is Asked.RELATION and not set(asked.kinds) & _DESCRIBED

    def _described(
        self, asked: LawQuestion, query: Query, scope: frozenset[str], searched: tuple[str, ...]
    ) -> Answer | None:
        """What a document says of the instrument as of its own date."""
        if asked.instrument is None:
            return None
        for sentence in self._store.sentences_holding(asked.instrument.number, scope):
            if any(asked.instrument.may_be(i) for i in instruments_in(sentence.text)):
                stated = Stated(RelationKind.APPROVES, None, asked.instrument, None, False, None)
                said = _Said(stated, sentence, self._records[sentence.document_id])
                answer = self._quoted(query, [said], Status.PARTIAL, None, searched)
                shown = f"{answer.answer} {self._say('law.not_shown', name=self.name(asked))}"
                return replace(answer, answer=shown, caveats=self._dates([said]))
        return None

    def _from_register(self, asked: LawQuestion, as_of: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What the register knows, with source and confidence; where that is nothing, the sentence that says so."""
        entry = asked.entry
        if entry is None:
            return (), ()
        if asked.asked is Asked.SINCE:
            return (), self._dated(entry)
        wanted = asked.kinds or (*ENDING, RelationKind.AMENDED_BY)
        told = [r for r in self._register.relations(entry, as_of) if r.kind in wanted and _is_known(r)]
        said = tuple(self.sentence(entry, r) for r in told)
        key = "law.register_silent" if asked.asked in (Asked.IN_FORCE, Asked.ENDED) else "law.register_none"
        return said, () if said else (self._say(key, name=entry.name(self._say.language)),)

    def _dated(self, entry: Entry) -> tuple[str, ...]:
        name = entry.name(self._say.language)
        if entry.in_force_from:
            date = self._say.date(entry.in_force_from)
            return (self._say("law.register_in_force", name=name, date=date),)
        if not entry.date:
            return ()
        gazette = self._say("law.gazette", number=entry.gazette) if entry.gazette else ""
        return (self._say("law.register_dated", name=name, date=self._say.date(entry.date), gazette=gazette),)

    def sentence(self, entry: Entry, relation: Relation) -> str:
        """A relation in words, with how surely it is known and from where."""
        other = self._register.get(relation.other)
        name = other.name(self._say.language) if other else relation.other
        date = self._say("law.of_date", date=self._say.date(other.date)) if other and other.date else ""
        part = self._say("law.part", part=relation.part) if relation.part else ""
        told = self._say(
            f"law.{relation.kind.value}", name=entry.name(self._say.language), other=name, date=date, part=part
        )
        return f"{told} {self._source(relation)}"

    def _source(self, relation: Relation) -> str:
        if relation.confidence is Confidence.STATED:
            return self._say("law.source_stated")
        if relation.source and relation.source != "public source":
            return self._say("law.source_register", source=relation.source)
        return self._say("law.source_register_plain")

    # What an answer on something else rests on

    def caveats(self, answer: Answer, as_of: str | None, scope: frozenset[str]) -> tuple[str, ...]:
        """What befell the instruments and wordings that an answer rests on, and where the documents do not show it."""
        if answer.status not in (Status.ANSWERED, Status.PARTIAL):
            return ()
        found: list[str] = []
        unknown: list[str] = []
        for citation in answer.citations:
            document = self._records.get(citation.document_id)
            if document is None:
                continue
            if document.metadata.type in NORMS:
                known = [*self._of_wording(citation, as_of), *self._of_norm(citation, document, as_of, scope)]
                found += known
                if not known:
                    unknown.append(title_of(document, self._titles, self._say.language))
            elif document.metadata.type is not DocumentType.BRIEF:
                found += self._of_mentions(citation, document, as_of, scope)
        told = list(dict.fromkeys(found))[:_MOST_CAVEATS]
        silent = [self._say("law.not_shown", name=name) for name in dict.fromkeys(unknown)]
        return (*told, *silent[: 1 if told else 2])

    def _of_wording(self, citation: Citation, as_of: str | None) -> list[str]:
        sentence = self._store.sentence_at(citation.document_id, citation.page, citation.start)
        if sentence is not None and sentence.article is None:
            return self._of_note(sentence, as_of)
        wording = self._wording(sentence) if sentence else None
        if wording is None or wording.by is None or sentence is None:
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
        for following in self._store.neighbours(sentence.document_id, sentence.ordinal + 1, sentence.ordinal + _NOTED):
            if _LABEL.match(following.search_text):
                return []
            change = change_of(following)
            if change is not None and change.articles:
                since = change.date or change.other.year
                if after(since, as_of):
                    return []
                key = "law.article_repealed" if change.kind is RelationKind.REPEALED_BY else "law.article_wording"
                other = called(change.other, self._say.language)
                return [self._say(key, article=change.articles[0], other=other, date=self._of(change.date))]
        return []

    def _of(self, date: str | None) -> str:
        return self._say("law.of_date", date=self._say.date(date)) if date and date != "0000" else ""

    def _of_norm(
        self, citation: Citation, document: DocumentRecord, as_of: str | None, scope: frozenset[str]
    ) -> list[str]:
        """That the cited norm or article was repealed or amended: by its own notes, other documents, the register."""
        title = title_of(document, self._titles, self._say.language)
        stated = self._ended(document.id)
        if stated and not after(stated.date, as_of):
            key = "law.norm_may_end" if stated.hedged else "law.norm_ended"
            other = called(stated.other, self._say.language)
            return [self._say(key, title=title, other=other, date=self._of(stated.date))]
        own = self.own(document)
        if own is None:
            return []
        entry = self._register.of(own, document.metadata.country)
        article = article_name(citation.article) if citation.article else None
        return self._of_instrument(own, entry, citation, document, article, as_of, scope)

    def _of_mentions(
        self, citation: Citation, document: DocumentRecord, as_of: str | None, scope: frozenset[str]
    ) -> list[str]:
        """What befell the instruments that a quote of another document names, as wholes."""
        country = document.metadata.country
        named = {n.entry.id: n.entry for n in self._register.named_in(citation.quote, country)}
        told: list[str] = []
        for instrument in instruments_in(citation.quote):
            entry = self._register.of(instrument, country)
            told += self._of_instrument(instrument, entry, citation, document, None, as_of, scope)
            named.pop(entry.id if entry else "", None)
        return told + [caveat for entry in named.values() for caveat in self._of_entry(entry, as_of)]

    def _of_instrument(
        self,
        instrument: Instrument,
        entry: Entry | None,
        citation: Citation,
        document: DocumentRecord,
        article: str | None,
        as_of: str | None,
        scope: frozenset[str],
    ) -> list[str]:
        """What documents say was done to an instrument, or to the article cited; then what else the register knows."""
        told: dict[tuple[str, str | None], str] = {}
        changes = self._changes.of(instrument, document.metadata.country, scope)
        for change in sorted(changes, key=lambda c: (CHANGES.index(c.kind), _rank(c.document))):
            is_quoted = change.document.id == citation.document_id and change.sentence.text.strip() in citation.quote
            waits = change.hedged or not began(change.since, as_of or today())
            if is_quoted or not change.bears_on(article) or (waits and not change.is_enacted):
                continue
            told.setdefault((change.by.number, change.by.year), self._change(instrument, change, article, as_of))
        others = self._of_entry(entry, as_of, article, frozenset(told)) if entry else []
        return [*told.values(), *others]

    def _change(self, instrument: Instrument, change: Change, article: str | None, as_of: str | None) -> str:
        """A change in words, with the document that tells of it."""
        language = self._say.language
        title = title_of(change.document, self._titles, language)
        part = self._say("law.part", part=article) if article and change.articles else ""
        name = called(instrument, language)
        if change.hedged or not began(change.since, as_of or today()):
            return self._say("law.may_change", name=name, part=part, title=title)
        is_own = self.own(change.document) == change.by
        told = self._say(
            f"law.{change.kind.value}",
            name=name,
            other=called(change.by, language),
            date=self._of(change.document.metadata.date) if is_own else "",
            part=part,
        )
        return f"{told} {self._say('law.told_in', title=title)}"

    def _of_entry(
        self,
        entry: Entry,
        as_of: str | None,
        article: str | None = None,
        but: frozenset[tuple[str, str | None]] = frozenset(),
    ) -> list[str]:
        """Who amended, repealed or replaced a registered instrument, surely known ones only.

        Of changes to other articles than the one that is cited nothing is said, nor of instruments told of already.
        """
        relations = [r for r in self._register.relations(entry, as_of) if r.kind in CHANGES and _is_known(r)]
        seen: dict[str, Relation] = {}
        for relation in sorted(relations, key=lambda r: CHANGES.index(r.kind)):
            other = self._register.get(relation.other)
            if relation.part and article and _is_article(relation.part) and article_name(relation.part) != article:
                continue
            if other is None or not any((i.number, i.year) in but for i in other.instruments):
                seen.setdefault(relation.other, relation)
        return [self.sentence(entry, r) for r in seen.values()]


def _is_article(part: str) -> bool:
    return part[:1].isdigit()


def _is_later_note(sentence: StoredSentence, as_of: str) -> bool:
    """Whether a sentence is a note on what happened to its article after a date."""
    change = change_of(sentence) if sentence.article is not None else None
    return change is not None and after(change.date, as_of)


def _asked(part: Part) -> tuple[Asked | None, tuple[RelationKind, ...]]:
    """What a part asks of an instrument's life, and which relations, seen from it, would answer."""
    folded = fold(part.text)
    if _SINCE.search(folded):
        return Asked.SINCE, ()
    ends = _ASKS_END.search(folded)
    verb = next((kind for kind, words in _VERBS if re.search(rf"\b(?:{words})\b", folded)), None)
    if part.kind is Kind.CURRENCY:
        if ends and verb and not re.search(r"\b(?:still|sigue|vigente|en vigor|in force)\b", folded):
            passive = verb.inverse
            kinds = tuple(ENDING) if passive in ENDING else (passive,)
            if _ACTOR.search(folded):
                return Asked.RELATION, kinds
            return Asked.ENDED, kinds
        return Asked.IN_FORCE, ()
    if part.kind is Kind.YES_NO and not ends and _WAS_IN_FORCE.search(folded):
        return Asked.IN_FORCE, ()
    if verb is None or part.kind is Kind.YES_NO:
        return (Asked.ENDED, (verb.inverse,)) if ends and verb and part.kind is Kind.YES_NO else (None, ())
    if re.search(r"\b(?:no|not)\b(?!\.?\s*[°º]?\s*\d)", folded):
        return None, ()
    if not re.search(r"\b(?:decre|ley|law|act|norm|resol|reglament|regulat)\w*", folded):
        return None, ()
    if re.search(r"\b(?:does|do|did)\b", folded):
        return Asked.RELATION, (verb,)
    if _PASSIVE.search(folded):
        return Asked.RELATION, (verb.inverse,)
    if _ACTOR.search(folded):
        # "¿Qué decreto derogó el Decreto 7?" may ask for the one that did it, or for the one to which it was done.
        return Asked.RELATION, (verb.inverse, verb) if re.search(r"\bque\b", folded) else (verb.inverse,)
    return (Asked.RELATION, (verb,)) if re.match(r"^\W*(?:what|a que|que)\b", folded) else (None, ())


def norm_titles(records: Iterable[DocumentRecord], store: Store) -> dict[str, str]:
    """Titles of norms by ``document id:language``, with the number that the title itself does not name."""
    titles = {}
    for record in records:
        own = own_instrument(record, store)
        if own is None or own in instruments_in(record.metadata.title)[:1]:
            continue
        for language in ("en", "es"):
            titles[f"{record.id}:{language}"] = f"{called(own, language)}, {record.metadata.title}"
    return titles


def _seen_from(instrument: Instrument, stated: Stated, own: Instrument | None) -> Stated | None:
    """A statement turned so that the instrument is its subject; None where it is about others."""
    subject = stated.subject or own
    if subject and subject.may_be(instrument) and (stated.subject is not None):
        return stated
    if stated.other.may_be(instrument) and subject and not subject.may_be(instrument):
        return replace(stated, kind=stated.kind.inverse, subject=stated.other, other=subject, date=None)
    return None


def _is_known(relation: Relation) -> bool:
    return relation.confidence is not Confidence.UNKNOWN


def _is_titled(title: str, text: str) -> bool:
    """Whether a question names a norm by its title; titles of one content word are no names."""
    own = [w for w in words(title) if w not in STOP_WORDS["es"] and w not in STOP_WORDS["en"]]
    return len(own) >= 2 and set(own) <= set(words(text))


def _rank(document: DocumentRecord) -> int:
    return 0 if document.metadata.type in NORMS else 1
