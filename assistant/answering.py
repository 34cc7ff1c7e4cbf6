"""From a question understood to its answer: searched, judged, composed, set in time, worded and verified."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Answer, Status, Verdict
from assistant.checking.verification import verified
from assistant.editions import with_editions_told
from assistant.instruments.naming import instruments_in
from assistant.instruments.own_instruments import NORMS
from assistant.judging.evidence import Finding, Sufficiency
from assistant.judging.premises import Premises
from assistant.language.countries import Gazetteer
from assistant.language.lexicon import WordClass
from assistant.law.conflict_answer import conflict_answer
from assistant.law.days import dated
from assistant.law.in_time import Law
from assistant.law.life_question import Asked
from assistant.law.norm_names import NamedNorms
from assistant.phrases import Phrases
from assistant.reading import Reading
from assistant.retrieval import Filters
from assistant.suggestions import Suggestions
from assistant.understanding.answer_kind import Kind
from assistant.understanding.question import Part, Query
from assistant.understanding.wishes import Wish
from assistant.writers.chosen import ChosenModels, Writing
from assistant.writers.extractive import Composition
from ingest.store import DocumentRecord, Store

_CLOSER = 0.1
"""How much better a norm that is not in force must be judged to be quoted before one that is."""


@dataclass(frozen=True, slots=True)
class Task:
    """A question with all that its answer depends on.

    Attributes:
        query: the question understood.
        filters: limits of the search.
        reading: the documents as they are now.
        wish: how the last answer is wanted otherwise, where that is all that the turn asks.
        writing: the chat model that words the answer, where one does.
        before: the questions of the conversation before it, each with its language.
    """

    query: Query
    filters: Filters
    reading: Reading
    wish: Wish | None = None
    writing: Writing | None = None
    before: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Scope:
    """The documents that are searched; ``ids`` are those of them that may answer."""

    ids: frozenset[str]
    searched: tuple[DocumentRecord, ...]


class Answering:
    """Answers questions that are understood.

    Args:
        store: holds the pages that quotes are verified on.
        gazetteer: knows the names of countries.
        phrases: by language.
        models: the chat models that may word an answer.
        suggestions: what might be asked next.
    """

    def __init__(
        self,
        store: Store,
        gazetteer: Gazetteer,
        phrases: Mapping[str, Phrases],
        models: ChosenModels,
        suggestions: Suggestions,
    ) -> None:
        self._store = store
        self._gazetteer = gazetteer
        self._phrases = phrases
        self._models = models
        self._suggestions = suggestions

    def answer(self, task: Task) -> Answer:
        """The answer; where the documents hold none, what norms say on the day that the question carries."""
        answer = self._newest_first(task)
        if answer.status is Status.NOT_FOUND and task.wish is None:
            return self._on_its_day(task) or answer
        return answer

    def _on_its_day(self, task: Task) -> Answer | None:
        """What norms say on the day that a question carries: they state a rule, and no year beside it.

        Only norms are asked so; a figure or an event of a year must be told with its year.
        """
        query, filters, reading = task.query, task.filters, task.reading
        carried = dated(query.text)
        types = tuple(t for t in sorted(NORMS) if filters.types is None or t in filters.types)
        if carried is None or filters.as_of or query.follows or not types or _asks_of_life(task):
            return None
        asked = reading.understanding.read(carried.rest, query.language)
        if any(part.kind is Kind.COUNT for part in asked.parts):
            return None
        found = self._newest_first(replace(task, query=asked, filters=replace(filters, as_of=carried.day, types=types)))
        if found.status not in (Status.ANSWERED, Status.PARTIAL):
            return None
        say = self._phrases[query.language]
        told = say("law.on_the_day", date=say.date(carried.day))
        return replace(found, question=query.text, caveats=(told, *found.caveats))

    def _newest_first(self, task: Task) -> Answer:
        """The answer of the newest editions; where they say nothing on the matter, of older ones, with that said."""
        answer = self._of_editions(task, older=False)
        if not task.reading.newer:
            return answer
        if answer.status is Status.NOT_FOUND:
            before = self._of_editions(task, older=True)
            answer = before if before.status in (Status.ANSWERED, Status.PARTIAL) else answer
        return with_editions_told(answer, task.reading.newer, self._phrases[task.query.language])

    def _of_editions(self, task: Task, older: bool) -> Answer:
        """The answer of the newest editions alone, or of older ones too."""
        query, reading = task.query, task.reading
        if not reading.records:
            return self._out_of_scope(query, "out_of_scope.empty_store")
        if not _touches(query, reading) and not reading.overviews.asked(query):
            return self._out_of_scope(query, "out_of_scope.answer")
        scope = _scope(task, older)
        contacts = reading.contacts.answer(query, scope.searched, self._phrases[query.language])
        if contacts is not None:
            return verified(contacts, self._store.page_text)
        composed = self._composed(task, scope)
        quoted = composed.answer
        answer = verified(_in_time(task, quoted, scope), self._store.page_text)
        if task.writing and (answer.answer, answer.citations) == (quoted.answer, quoted.citations):
            # What is known of an instrument's life is said by code alone.
            composed = replace(composed, answer=answer)
            worded = self._models.worded(query, composed, reading.judge, task.wish, task.writing)
            answer = verified(worded, self._store.page_text)
        return replace(answer, suggestions=(*answer.suggestions, *self._suggestions.beside(query, task.before)))

    def _composed(self, task: Task, scope: _Scope) -> Composition:
        query, reading = task.query, task.reading
        if reading.contacts.needs_a_detail(query):
            return self._unanswered(task, scope)
        overview = reading.overviews.answer(query, scope.searched, scope.ids) if task.wish is None else None
        if overview is None:
            return self._searched(task, scope)
        return self._done_since(task, scope, overview.answer) or overview

    def _done_since(self, task: Task, scope: _Scope, denied: Answer) -> Composition | None:
        """What a later document says was brought about, where there is no such thing by what others say; or None."""
        if denied.verdict is not Verdict.NO:
            return None
        found = self._searched(task, scope)
        told, since = (max((c.as_of or "" for c in a.citations), default="") for a in (denied, found.answer))
        return found if found.answer.verdict is Verdict.YES and since > told else None

    def _unanswered(self, task: Task, scope: _Scope) -> Composition:
        """That nothing was found, with what is nearest."""
        query, reading = task.query, task.reading
        found = reading.judge.findings(query, reading.retrieval.pool(query, scope.ids))
        silent = [replace(f, sufficiency=Sufficiency.NOT_ENOUGH, evidence=()) for f in found]
        return reading.writers[query.language].composed(query, silent, (), scope.searched, task.wish)

    def _searched(self, task: Task, scope: _Scope) -> Composition:
        """The answer from the first of the searches that finds one, from the narrowest to the widest."""
        named = task.reading.norm_names.named(task.query, scope.ids) if task.wish is not Wish.NORM else None
        for composed, findings in self._tried(task, scope, named):
            if composed.answer.status is not Status.NOT_FOUND:
                return self._held_against_others(task, scope, composed, findings, named)
        return composed

    def _tried(
        self, task: Task, scope: _Scope, named: NamedNorms | None
    ) -> Iterator[tuple[Composition, Sequence[Finding]]]:
        """What the documents answer in each search, with what it rests on; there is one search at least.

        The norm that a question names comes before other documents, and what its articles say before its recitals.
        """
        query, reading, as_of = task.query, task.reading, task.filters.as_of
        law, writer, premises = reading.laws[query.language], reading.writers[query.language], Premises(reading.judge)
        given = [self._given(task, s, scope) for s in query.statements if s.kind is Kind.YES_NO]
        wide = [(query, scope.ids)]
        for asked, within in [(named.query, named.documents), *wide] if named else wide:
            pool = law.in_force.current(reading.retrieval.pool(asked, within), as_of)
            for kept, others_too in law.in_force.enacted_first(pool, as_of, scope.ids, named=asked is not query):
                findings = [premises.checked(asked, f, kept) for f in reading.judge.findings(asked, kept)]
                if others_too is not None:
                    of_all = reading.judge.findings(asked, others_too)
                    if _outdone(findings, of_all) and not _succeeded(findings, of_all, law, scope.ids):
                        continue
                yield writer.composed(asked, findings, given, scope.searched, task.wish), findings

    def _held_against_others(
        self,
        task: Task,
        scope: _Scope,
        composed: Composition,
        findings: Sequence[Finding],
        named: NamedNorms | None,
    ) -> Composition:
        """The answer, or both sides where the documents contradict each other."""
        query, reading, answer = task.query, task.reading, composed.answer
        if task.wish is None:
            asked = named.query if named else query
            compared = self._of_all(task, scope, asked) if named else findings
            difference = reading.disagreement.found(asked, compared)
            if difference is not None:
                say = self._phrases[query.language]
                answer = conflict_answer(query, difference, say, reading.titles, answer.searched)
        return replace(composed, answer=replace(answer, question=query.text))

    def _of_all(self, task: Task, scope: _Scope, asked: Query) -> Sequence[Finding]:
        """What all documents say of a norm that is named, to be held against its text."""
        reading, law = task.reading, task.reading.laws[task.query.language]
        as_of = task.filters.as_of
        pool = law.in_force.current(reading.retrieval.pool(asked, scope.ids), as_of)
        kept, _ = next(law.in_force.enacted_first(pool, as_of, scope.ids))
        return reading.judge.findings(asked, kept)

    def _given(self, task: Task, statement: Part, scope: _Scope) -> Finding:
        """What the documents hold on a thing that the user states before asking, searched for in its own words."""
        own = replace(
            task.query,
            text=statement.text,
            parts=(statement,),
            statements=(),
            countries=self._gazetteer.countries(statement.text),
        )
        return task.reading.judge.finding(own, statement, task.reading.retrieval.pool(own, scope.ids))

    def _out_of_scope(self, query: Query, key: str) -> Answer:
        say = self._phrases[query.language]
        return Answer(query.text, query.language, Status.OUT_OF_SCOPE, None, say(key))


def _scope(task: Task, older: bool) -> _Scope:
    """Which documents answer: those within the filters; of the norm that is asked for, its own text alone."""
    reading, query = task.reading, task.query
    ids = reading.retrieval.scope(task.filters, query.language, older)
    searched = tuple(r for r in reading.records if r.id in ids)
    if task.wish is Wish.NORM:
        ids = frozenset(r.id for r in searched if set(instruments_in(r.metadata.title)) & set(query.instruments))
    return _Scope(ids, searched)


def _asks_of_life(task: Task) -> bool:
    """Whether a question asks if an instrument is in force, or ended: its day is minded anyway."""
    query, reading = task.query, task.reading
    asked = reading.laws[query.language].questions.read(query, reading.retrieval.scope(task.filters, query.language))
    return asked is not None and asked.asked in (Asked.IN_FORCE, Asked.ENDED)


def _outdone(of_norms_in_force: Sequence[Finding], of_all: Sequence[Finding]) -> bool:
    """Whether norms not in force speak so much more closely of the matter that those in force speak of another."""
    best = max((f.best.score for f in of_norms_in_force if f.evidence), default=0.0)
    return max((f.best.score for f in of_all if f.evidence), default=0.0) > best + _CLOSER


def _succeeded(
    of_norms_in_force: Sequence[Finding], of_all: Sequence[Finding], law: Law, scope: frozenset[str]
) -> bool:
    """Whether what a norm said is now answered by the very norm that repealed it, in whatever words."""
    now = next((f.best for f in of_norms_in_force if f.sufficiency is Sufficiency.ENOUGH), None)
    before = max((f.best for f in of_all if f.evidence), key=lambda e: e.score, default=None)
    return now is not None and before is not None and law.in_force.succeeds(now.document.id, before.document.id, scope)


def _touches(query: Query, reading: Reading) -> bool:
    """Whether any word of the question is known, by the lexicon or from the documents."""
    vocabulary = reading.understanding.vocabulary
    return any(
        unit.concepts or any(vocabulary[language].get(stem) for language, stem in unit.stems.items())
        for unit in query.units
        if unit.word_class is not WordClass.SCAFFOLD
    )


def _in_time(task: Task, answer: Answer, scope: _Scope) -> Answer:
    """The answer with what is known of the life of the instruments that it asks about or rests on."""
    query, law, as_of = task.query, task.reading.laws[task.query.language], task.filters.as_of
    asked = law.questions.read(query, scope.ids)
    if asked is None or answer.status is Status.CONFLICT:
        return replace(answer, caveats=(*answer.caveats, *law.remarks.on(answer, as_of, scope.ids)))
    carried = dated(query.text)
    if as_of is None and carried is not None and asked.asked in (Asked.IN_FORCE, Asked.ENDED):
        as_of = carried.day
    told = law.answers.of_documents(asked, as_of, answer.searched)
    return told if told is not None else law.answers.of_register(asked, answer, as_of)
