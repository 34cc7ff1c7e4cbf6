"""Answers to questions on an instrument's life: what documents say of it is quoted.

What only the register says stands apart from the answer, with its source: the documents remain silent on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.answer import Answer, Citation, Status, Verdict
from assistant.citing import Titles, cited, title_of
from assistant.instruments.entries import ENDING, RelationKind
from assistant.instruments.places import states
from assistant.instruments.proposals import called
from assistant.language.force import ENTERS
from assistant.language.polarity import speaks_of_a_bill
from assistant.law.changes import CHANGES, lead_in, today
from assistant.law.life_question import Asked, LifeQuestion
from assistant.law.norms import Norms
from assistant.law.register_words import RegisterWords
from assistant.law.statements import Place, Said, Statements
from assistant.phrases import Phrases
from ingest.store import Store
from ingest.terms import fold

_MOST_QUOTES = 4
_MOST_CHANGES = 3
"""Changes that are quoted where they do not settle the question."""
_MOST_ENTRIES = 2
_IN_FORCE = re.compile(
    r"\bin (?:force|effect)\b|\bvigentes?\b|\ben (?:vigor|vigencia)\b|\b(?:rig(?:e|en|io|ieron)|regian?)\b"
)
_DESCRIBED = frozenset({RelationKind.REGULATES, RelationKind.REGULATED_BY, RelationKind.APPROVES})
"""Relations that a document describes in words of many kinds: what retrieval finds may tell of them."""


class LifeAnswers:
    """Answers questions on an instrument's life in one language.

    Args:
        norms: those of the store.
        register: what the register knows, in words.
        phrases: of the language.
        titles: of the catalogue's sources and the store's norms.
    """

    def __init__(self, norms: Norms, register: RegisterWords, phrases: Phrases, titles: Titles) -> None:
        self._statements = Statements(norms)
        self._register = register
        self._say = phrases
        self._quotes = _Quotes(norms.store, phrases, titles)

    def of_documents(self, asked: LifeQuestion, as_of: str | None, searched: tuple[str, ...]) -> Answer | None:
        """The answer that documents give by a day; None where they say nothing of it.

        Args:
            asked: the question.
            as_of: ISO; None for today.
            searched: the titles that the answer says were searched.
        """
        answer = self._by_what_is_asked(asked, as_of or today())
        return replace(answer, searched=searched) if answer else None

    def _by_what_is_asked(self, asked: LifeQuestion, day: str) -> Answer | None:
        if asked.asked is Asked.SINCE:
            return self._since(asked)
        said = self._statements.by_day(asked, day)
        if asked.asked is Asked.RELATION:
            return self._related(asked, said)
        if asked.asked is Asked.ENDED:
            return self._ended(asked, said)
        return self._in_force(asked, said)

    def _since(self, asked: LifeQuestion) -> Answer | None:
        """When an instrument enters into force, as its own text says."""
        entries = self._statements.entries(asked.document) if asked.document else []
        return self._quotes.answer(asked, entries[:_MOST_ENTRIES], Status.ANSWERED) if entries else None

    def _related(self, asked: LifeQuestion, said: Sequence[Said]) -> Answer | None:
        """Which instrument did it, or to which it was done; bills do nothing as yet."""
        enacted = [s for s in said if s.stated.other.kind != "bill"]
        fit = next(filter(None, ([s for s in enacted if s.stated.kind is kind] for kind in asked.kinds)), [])
        if not fit:
            return None
        answer = self._quotes.answer(asked, _places(fit), Status.ANSWERED)
        if len(asked.kinds) > 1 and fit[0].stated.kind.active:
            # The question may as well ask for what was done to the instrument.
            other_way = self._say("law.other_way", name=self._name(asked))
            return replace(answer, caveats=(other_way, *answer.caveats))
        return answer

    def _ended(self, asked: LifeQuestion, said: Sequence[Said]) -> Answer | None:
        """Whether it was repealed, replaced or amended."""
        wanted = [s for s in said if s.stated.kind in asked.kinds and not s.stated.hedged]
        whole = [s for s in wanted if not s.stated.part] or (wanted if RelationKind.AMENDED_BY in asked.kinds else [])
        if whole:
            return self._quotes.answer(asked, _places(whole), Status.ANSWERED, Verdict.YES)
        return self._unsettled(asked, said)

    def _in_force(self, asked: LifeQuestion, said: Sequence[Said]) -> Answer | None:
        """Whether it is in force: no where it was ended; that nothing ended it does not make it a yes."""
        ended = [s for s in said if s.stated.kind in ENDING and not s.stated.part and not s.stated.hedged]
        if ended:
            return self._quotes.answer(asked, _places(ended), Status.ANSWERED, Verdict.NO)
        return self._unsettled(asked, said)

    def _unsettled(self, asked: LifeQuestion, said: Sequence[Said]) -> Answer | None:
        """What documents say of changes without settling whether the instrument is in force, and that they do not."""
        hedged = [s for s in said if s.stated.kind in ENDING and s.stated.hedged and not s.stated.part]
        told = hedged or [s for s in said if s.stated.kind in CHANGES]
        return self._not_shown(asked, _places(told[:_MOST_CHANGES])) if told else None

    def _not_shown(self, asked: LifeQuestion, places: Sequence[Place]) -> Answer:
        """Quotes that do not settle what is asked, and that they do not."""
        answer = self._quotes.answer(asked, places, Status.PARTIAL)
        return replace(answer, answer=f"{answer.answer} {self._say('law.not_shown', name=self._name(asked))}")

    def _name(self, asked: LifeQuestion) -> str:
        """What the instrument that is asked about is called."""
        if asked.entry:
            return asked.entry.name(self._say.language)
        if asked.instrument:
            return called(asked.instrument, self._say.language)
        return asked.document.metadata.title if asked.document else ""

    # What only the register knows

    def of_register(self, asked: LifeQuestion, answer: Answer, as_of: str | None) -> Answer:
        """The answer where no document says anything of what is asked of the instrument's life.

        Whether it is in force is then not shown: a document that names the instrument is quoted with its date, and what
        the register knows stands beside it. Nothing else that came up answers such a question.

        Args:
            asked: the question.
            answer: what the search came up with.
            as_of: ISO; None for today.
        """
        told = self._register.told(asked, as_of)
        if told and asked.asked in (Asked.IN_FORCE, Asked.ENDED):
            described = self._described(asked)
            if described is not None:
                return replace(described, caveats=(*told, *described.caveats), searched=answer.searched)
        if answer.status in (Status.ANSWERED, Status.PARTIAL) and _is_beside(asked, answer):
            answer = self._not_found(answer)
        return replace(answer, caveats=(*answer.caveats, *(told or self._register.instead(asked))))

    def _described(self, asked: LifeQuestion) -> Answer | None:
        """What a document says of the instrument as of its own date."""
        place = self._statements.mention(asked.instrument, asked.scope) if asked.instrument else None
        if place is None:
            return None
        return replace(self._not_shown(asked, [place]), caveats=self._quotes.dates([place]))

    def _not_found(self, answer: Answer) -> Answer:
        names = "; ".join(answer.searched[:3])
        searched = self._say("not_found.searched_many", count=len(answer.searched), documents=names)
        return Answer(
            question=answer.question,
            language=answer.language,
            status=Status.NOT_FOUND,
            verdict=None,
            answer=self._say("not_found.answer", searched=searched),
            suggestions=(self._say("not_found.holder_law"), self._say("not_found.add")),
            searched=answer.searched,
        )


class _Quotes:
    """Words an answer of quotes, each introduced by its document, article and date."""

    def __init__(self, store: Store, phrases: Phrases, titles: Titles) -> None:
        self._store = store
        self._say = phrases
        self._titles = titles

    def answer(
        self, asked: LifeQuestion, places: Iterable[Place], status: Status, verdict: Verdict | None = None
    ) -> Answer:
        """The answer that quotes some places, the first ones of them where they are many."""
        query = asked.query
        chosen = list({p.sentence.id: p for p in places}.values())[:_MOST_QUOTES]
        prose: list[str] = []
        citations: list[Citation] = []
        for place in chosen:
            quotes = []
            for sentence in filter(None, (lead_in(self._store, place.sentence), place.sentence)):
                citations.append(cited(sentence, place.document, len(citations) + 1, self._titles, query.language))
                text = " ".join(sentence.search_text.split())
                quotes.append(self._say("lead.quote", quote=text, mark=len(citations)))
            lead = self._lead(place, query.language, verdict if not prose else None)
            prose.append(self._say("lead.sentence", lead=lead, quotes=" ".join(quotes)))
        return Answer(
            question=query.text,
            language=query.language,
            status=status,
            verdict=verdict,
            answer=" ".join(prose),
            citations=tuple(citations),
            caveats=() if status is Status.PARTIAL else self.dates(chosen),
        )

    def _lead(self, place: Place, language: str, verdict: Verdict | None) -> str:
        meta = place.document.metadata
        title = title_of(place.document, self._titles, language)
        lead = states(title, place.sentence.article, self._say.date(meta.date), self._say)
        if verdict:
            lead = self._say("law.verdict", word=self._say(f"lead.{verdict.value}"), lead=lead)
        if place.sentence.language != language:
            source_language = self._say(f"language.{place.sentence.language}")
            lead = self._say("lead.foreign", lead=lead, source_language=source_language)
        return lead

    def dates(self, places: Sequence[Place]) -> tuple[str, ...]:
        """As of which days the documents speak."""
        dates = sorted({p.document.metadata.date for p in places if p.document.metadata.date})
        return tuple(self._say("caveat.as_of", date=self._say.date(d)) for d in dates)


def _places(said: Sequence[Said]) -> list[Place]:
    return [s.at for s in said]


def _is_beside(asked: LifeQuestion, answer: Answer) -> bool:
    """Whether an answer says nothing of what was asked of the instrument's life."""
    quotes = [fold(c.quote) for c in answer.citations]
    if any(speaks_of_a_bill(q) for q in quotes):
        return False
    if asked.asked is Asked.SINCE:
        return not any(ENTERS.search(q) for q in quotes)
    if asked.asked is Asked.IN_FORCE:
        return not any(_IN_FORCE.search(q) for q in quotes)
    return asked.asked is Asked.RELATION and not set(asked.kinds) & _DESCRIBED
