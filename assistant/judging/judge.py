"""From sentences to evidence: which of them bear on what is asked, and is that enough to answer?

A dense score alone does not tell an answerable question from an unanswerable one, so evidence is judged by coverage:
the share of the question's notions that a sentence, read with what stands around it, holds. Notions are compared
across languages through the lexicon. Some things are not negotiable, and a question that asks for a figure, a date, a
duration or an instrument is answered only by a sentence that has one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from statistics import fmean, pstdev

import numpy as np
from numpy.typing import NDArray

from assistant.judging.agreement import Agreement
from assistant.judging.asked import FIGURES, Asked, dates_a_norm_alone
from assistant.judging.assurance import Assurance
from assistant.judging.backdrop import Backdrop
from assistant.judging.closeness import NOTHING, SCALE, Closeness, Closest, Scale
from assistant.judging.evidence import Evidence, Finding, Sufficiency, signs_of
from assistant.judging.kinds import (
    NUMERAL,
    YEAR_LIKE,
    satisfies,
)
from assistant.judging.limits import asks_for_a_bound, sets_a_bound
from assistant.judging.lists import Lists
from assistant.judging.notions import Bag, Notions, is_plain
from assistant.judging.reader import AnswerReader
from assistant.judging.sufficing import Sufficing
from assistant.judging.weights import WEIGHTS, Weights
from assistant.language.countries import Gazetteer
from assistant.language.full_names import FullNames
from assistant.language.lexicon import Lexicon, WordClass
from assistant.language.polarity import clauses, leans, needs_another
from assistant.retrieval import Candidate, Pool
from assistant.understanding.answer_kind import Kind, leads_with_interrogative
from assistant.understanding.question import Part, Query, Unit, UnitKind
from ingest.article_names import article_name
from ingest.document import BlockKind
from ingest.store import DocumentRecord, Store, StoredSentence
from ingest.terms import fold, spans, words
from ingest.wordvectors import WordVectors


@dataclass(frozen=True, slots=True)
class Crowd:
    """The closeness of all candidates of a question, against which a single one's is seen."""

    best: float
    mean: float
    spread: float
    levelled: float
    """The best with what is added to those of another language than the question."""

    @classmethod
    def of(cls, cosines: Sequence[float], levelled: Sequence[float]) -> Crowd:
        """That of some cosines, and of the same levelled between languages; of none, a crowd of nothing."""
        if not cosines:
            return cls(0.0, 0.0, 1.0, 0.0)
        return cls(max(cosines), fmean(cosines), pstdev(cosines) or 1.0, max(levelled))

    def standing(self, cosine: float) -> float:
        """How many standard deviations a cosine is above the mean."""
        return (cosine - self.mean) / self.spread


@dataclass(slots=True, eq=False)
class _Field:
    """What a search found, for all readings of its question: each part is judged, and then what it takes for granted.

    Attributes:
        candidates: those that say something.
        bags: the notions by which each is chosen for a closer look.
        levelled: the same, each as close as it and its article are.
        cosines: of the candidates, by sentence.
        crowd: the closeness of all of them.
        words, close: the word vectors of the sentences looked at so far, and how close they are to the question's.
        around, scopes: what surrounds these sentences, and what they are read under.
        needed: of those that others must be read with, the ids of these, the nearest first.
        read: what the reader says of sentences, by the words asked with and the sentence.
        in_full: the ids of the sentences with a name in full that the question has short.
    """

    candidates: Sequence[Candidate]
    bags: Sequence[Sequence[Bag]]
    levelled: Sequence[Candidate]
    cosines: Mapping[int, float]
    crowd: Crowd
    words: dict[int, WordVectors]
    close: Closeness
    around: dict[int, list[StoredSentence]] = field(default_factory=dict)
    scopes: dict[int, list[tuple[Bag, float]]] = field(default_factory=dict)
    needed: dict[int, list[int]] = field(default_factory=dict)
    read: dict[tuple[tuple[str, ...], int], float] = field(default_factory=dict)
    in_full: frozenset[int] = frozenset()


@dataclass(slots=True)
class _Tally:
    """What a sentence holds of a question, counted up unit by unit; the weights are not yet shares."""

    held: float = 0.0
    alone: float = 0.0
    headed: float = 0.0
    placed: float = 0.0
    thin: float = 0.0
    firm: float = 0.0
    met: set[str] = field(default_factory=set)
    missing: set[str] = field(default_factory=set)
    loose: set[str] = field(default_factory=set)

    def add(
        self, unit: Unit, weight: float, inside: float, outside: float, heading: float = 0.0, article: float = 0.0
    ) -> None:
        """Counts a unit that a sentence, what surrounds it, its heading and its article match so far, 0 to 1."""
        self.held += weight * max(inside, outside)
        self.alone += weight * inside
        self.headed += weight * max(inside, heading)
        self.placed += weight * max(inside, heading, article)
        firmly = inside >= _FIRM_INSIDE or outside >= _FIRM
        asked = unit.word_class is WordClass.CONTENT and not unit.carried
        if asked:
            self.thin += weight * (_RELATED * (1.0 - max(inside, outside)) if firmly else 1.0)
        if asked and not firmly:
            self.loose.add(unit.text)
        if firmly and is_plain(unit):
            self.firm += weight
        if inside:
            self.met.add(unit.text)
        elif not outside and asked:
            self.missing.add(unit.text)


class Judge:
    """Judges candidates against a query.

    Attributes:
        notions: which notions texts hold.
        backdrop: what stands around the sentences of the store.
        lists: the lists that the store's documents give.
        weights: how much each sign counts.
    """

    def __init__(
        self,
        store: Store,
        lexicon: Lexicon,
        gazetteer: Gazetteer,
        vocabulary: Mapping[str, Mapping[str, int]],
        weights: Weights = WEIGHTS,
        scale: Scale = SCALE,
        full_names: FullNames | None = None,
    ) -> None:
        self._store = store
        self._scale = scale
        self.weights = weights
        self.notions = Notions(store, lexicon, gazetteer, vocabulary, weights)
        self.backdrop = Backdrop(store, self.notions, weights, full_names)
        self.lists = Lists(self.notions, store.neighbours)
        self._asked = Asked(self.notions)
        self._reader, self._assurance = AnswerReader.shipped(), Assurance.shipped()
        self._agreement = Agreement(self.notions, self.backdrop, self._asked, gazetteer)
        self._sufficing = Sufficing(self.notions, self.backdrop, self.lists, self._asked, weights)
        self._field = lru_cache(maxsize=_FIELDS)(self._field_of)

    def findings(self, query: Query, pool: Pool) -> list[Finding]:
        """One finding for each part of the query, in order."""
        return [self.finding(query, part, pool) for part in query.parts]

    def treaties_of(self, part: Part, sentence: StoredSentence) -> frozenset[int]:
        """Which of the treaties that a question names by their matter a sentence is on, by their place in it."""
        return self._agreement.treaties_of(part, self.notions.bag(sentence))

    def finding(self, query: Query, part: Part, pool: Pool) -> Finding:
        """The evidence on one part, and whether it is enough.

        "In making or in carrying out policy?" lets one choose where a sentence speaks of one of them, and asks whether
        it is so where a sentence speaks of both. Of two years or figures, only one can be so.
        """
        found = self._sufficing.decide(part, self._clause_by_clause(query, part, pool, self.judged(query, part, pool)))
        if not part.offered or found.sufficiency is not Sufficiency.ENOUGH:
            return found
        of_figures = any(word.isdigit() for side in part.offered for word in side)
        if of_figures or leads_with_interrogative(part.text):
            return found
        if not all(self._agreement.offered(part, found.best.sentence)):
            return found
        whether = replace(part, kind=Kind.YES_NO, choice=False, offered=())
        judged = self.judged(query, whether, pool)
        return self._sufficing.decide(whether, self._clause_by_clause(query, whether, pool, judged))

    def judged(self, query: Query, part: Part, pool: Pool) -> list[Evidence]:
        """The candidates worth a closer look, judged against one part, best first; those at fault come last."""
        weighted = [(u, self.notions.weight(u)) for u in part.units]
        field = self._field(pool, query.language)
        candidates = field.candidates
        first = sorted(
            (self._own(weighted, c, bags), i) for i, (c, bags) in enumerate(zip(candidates, field.bags, strict=True))
        )
        shortlist = [candidates[i] for _, i in first[::-1][:24]]
        near = {c.sentence.id: c for c in sorted(candidates, key=lambda c: -c.cosine)[:12]}
        anchored = [c for c in candidates if c.sentence.id in query.anchors]
        named = [c for c in candidates if c.sentence.article and article_name(c.sentence.article) in part.articles]
        parts = [c for c in candidates if self.lists.part_asked_about(part, c.sentence) or self._is_named(part, c)]
        typed = sorted((c for c in field.levelled if self._is_dated(part, c.sentence)), key=lambda c: -c.cosine)
        headed = [c for c in typed if self.backdrop.tells_of_its_heading(part, c.sentence)]
        first_of_all = [*shortlist, *near.values(), *anchored, *named, *parts, *typed[:_OF_THE_KIND], *headed]
        chosen = list({c.sentence.id: c for c in [*first_of_all, *self._going_on(shortlist, candidates)]}.values())
        self._look_at(field, [c.sentence for c in chosen])
        chosen = _with_their_articles(chosen, candidates)
        judged = [self._judge(query, part, weighted, self._levelled(c, field), field) for c in chosen]
        judged.sort(key=lambda e: (-e.admissible, -e.score))
        asked, in_full = _asked(query, part, pool), _in_full(query, part, pool)
        return self._weighed(part, _without_copies(judged), field, asked, in_full)

    def _is_named(self, part: Part, candidate: Candidate) -> bool:
        """Whether a sentence is one of the scraps under a heading that names what is asked for."""
        title = self.backdrop.documents[candidate.sentence.document_id].metadata.title
        return bool(self.lists.named_by_heading(part, candidate.sentence, title))

    def _weighed(
        self,
        part: Part,
        judged: Sequence[Evidence],
        field: _Field,
        asked: Mapping[str, NDArray[np.float32]],
        in_full: Mapping[str, NDArray[np.float32]],
    ) -> list[Evidence]:
        """The judged sentences, those without fault with the probability that they answer, the others after them.

        Args:
            part: the part of the question.
            judged: the sentences.
            field: what the search found.
            asked: the vectors of the part's words; without any, as of another model, nothing is read.
            in_full: the same with its names in full, for sentences that have them so.
        """
        fit = [e for e in judged if e.admissible]
        if asked:
            read = self._read(asked, fit, field)
            apart = {word: vector for word, vector in asked.items() if word not in part.occasion}
            if part.occasion and apart:
                # What answers need not say on what occasion: that is told around it.
                read = list(map(max, read, self._read(apart, fit, field)))
            if in_full:
                named = self._read(in_full, fit, field)
                read = [
                    max(odds, other) if e.sentence.id in field.in_full else odds
                    for e, odds, other in zip(fit, read, named, strict=True)
                ]
            fit = [replace(e, reading=odds) for e, odds in zip(fit, read, strict=True)]
        likely = self._assurance.probabilities([signs_of(part, e) for e in fit])
        weighed = [replace(e, likelihood=probability) for e, probability in zip(fit, likely, strict=True)]
        return [*weighed, *(e for e in judged if not e.admissible)]

    def _clause_by_clause(self, query: Query, part: Part, pool: Pool, judged: list[Evidence]) -> list[Evidence]:
        """The judged sentences, the first that may say yes or no with what the reader says of each of their clauses."""
        asked = _asked(query, part, pool) if part.kind is Kind.YES_NO else {}
        if not asked:
            return judged
        question, field = _rows(asked), self._field(pool, query.language)
        return [*(self._told(question, e, field) if e.admissible else e for e in judged[:_TOLD]), *judged[_TOLD:]]

    def _told(self, question: NDArray[np.float32], evidence: Evidence, field: _Field) -> Evidence:
        """A sentence of several clauses with what the reader says of each of them."""
        told, said = clauses(evidence.sentence.search_text), field.words[evidence.sentence.id]
        if len(told) < 2 or not said.words:
            return evidence
        places = _in_clauses([clause.text for clause in told], said.words)
        odds = self._reader.log_odds(question, [said.unit[own] for own in places])
        return replace(evidence, told=tuple(odds))

    def _read(self, asked: Mapping[str, NDArray[np.float32]], fit: Sequence[Evidence], field: _Field) -> list[float]:
        """What the reader says of sentences, each by itself or, where that is more, after those it needs or in part."""
        by = tuple(asked)
        unread = [e.sentence for e in fit if (by, e.sentence.id) not in field.read]
        new = [sentence.id for sentence in unread]
        alone = [field.words[id].unit for id in new]
        led = [(i, words) for i, id in enumerate(new) if len(alone[i]) for words in _led(alone[i], id, field)]
        led += [(i, words) for i, s in enumerate(unread) if len(alone[i]) for words in _in_parts(s, field)]
        read = self._reader.log_odds(_rows(asked), [*alone, *(words for _, words in led)])
        odds = read[: len(alone)]
        for (i, _), otherwise in zip(led, read[len(alone) :], strict=True):
            odds[i] = max(odds[i], otherwise)
        field.read.update({(by, id): value for id, value in zip(new, odds, strict=True)})
        return [field.read[by, e.sentence.id] for e in fit]

    def _field_of(self, pool: Pool, language: str) -> _Field:
        """What a question in a language found, none of it looked at yet."""
        candidates = [c for c in pool.candidates if _says_something(c.sentence)]
        across = [self._across(language, c.sentence, c.cosine) for c in candidates]
        words: dict[int, WordVectors] = {}
        return _Field(
            candidates=candidates,
            bags=[self._bags(c.sentence) for c in candidates],
            levelled=_with_their_articles(candidates, candidates),
            cosines={c.sentence.id: c.cosine for c in candidates},
            crowd=Crowd.of([c.cosine for c in candidates], across),
            words=words,
            close=Closeness(pool.words, words, self._scale),
            in_full=frozenset(
                c.sentence.id for c in candidates if pool.in_full and pool.in_full.is_spoken_of(c.sentence.search_text)
            ),
        )

    def _look_at(self, field: _Field, sentences: Sequence[StoredSentence]) -> None:
        """Reads what a closer look at sentences needs, once for all parts of a question."""
        new = [s for s in sentences if s.id not in field.around]
        field.around.update(self.backdrop.surroundings(new))
        needed = {s.id: [before.id for before in _needed(s, field.around[s.id])] for s in new}
        field.needed.update(needed)
        field.words.update(self._store.word_vectors([*needed, *(id for ids in needed.values() for id in ids)]))
        for sentence in new:
            document = self.backdrop.documents[sentence.document_id]
            field.scopes[sentence.id] = self.backdrop.scopes(sentence, document, field.around[sentence.id])

    def _across(self, language: str, sentence: StoredSentence, cosine: float) -> float:
        """A cosine levelled between languages: a text in another than the question is less close to it."""
        return cosine + (self.weights.across_languages if sentence.language != language else 0.0)

    def _is_dated(self, part: Part, sentence: StoredSentence) -> bool:
        """Whether a figure or date is asked for and a sentence has one: few have, so the closest of them come too."""
        return part.kind in FIGURES and satisfies(part.kind, sentence.search_text, sentence.language)

    def _levelled(self, candidate: Candidate, field: _Field) -> Candidate:
        """A sentence that leans on the one before it ("However, it ...") is as close as the two are together."""
        sentence, cosines = candidate.sentence, field.cosines
        around = field.around[sentence.id]
        before = [cosines[n.id] for n in around if n.ordinal < sentence.ordinal and n.id in cosines]
        if not before or not leans(sentence.search_text):
            return candidate
        return Candidate(sentence, max(candidate.cosine, (candidate.cosine + max(before)) / 2))

    def _own(self, weighted: Sequence[tuple[Unit, float]], candidate: Candidate, bags: Sequence[Bag]) -> float:
        match = self.notions.match
        held = sum(w * max([match(u, bag) for bag in bags]) for u, w in weighted if w)
        total = sum(w for _, w in weighted) or 1.0
        return held / total + self.weights.dense * self._dense(candidate.cosine)

    def _going_on(self, shortlist: Sequence[Candidate], candidates: Sequence[Candidate]) -> list[Candidate]:
        """The candidates that go on from a promising one: "The glossary is ... . It is meant for ... . It has ..."."""
        places = {(c.sentence.document_id, c.sentence.ordinal): c for c in candidates}
        found: list[Candidate] = []
        for leading in shortlist[:_LEADING]:
            document, ordinal = leading.sentence.document_id, leading.sentence.ordinal
            for following in (places.get((document, ordinal + step)) for step in range(1, _FOLLOWING + 1)):
                if following is None or following.sentence.block != leading.sentence.block or not _goes_on(following):
                    break
                found.append(following)
        return found

    def _bags(self, sentence: StoredSentence) -> list[Bag]:
        """The notions of a sentence, and of the heading that says what it is on."""
        headings = (self.backdrop.heading(sentence), self.backdrop.above(sentence))
        return [self.notions.bag(sentence), *(bag for bag in headings if bag)]

    def _dense(self, cosine: float) -> float:
        return min(1.0, max(0.0, (cosine - self.weights.dense_floor) / self.weights.dense_range))

    def _judge(
        self,
        query: Query,
        part: Part,
        weighted: Sequence[tuple[Unit, float]],
        candidate: Candidate,
        field: _Field,
    ) -> Evidence:
        sentence, document = candidate.sentence, self.backdrop.documents[candidate.sentence.document_id]
        own = self.notions.bag(sentence)
        scopes, crowd = field.scopes[sentence.id], field.crowd
        total = sum(w for _, w in weighted) or 1.0
        # What a follow-up says itself must be there, however much of what it takes over is.
        mine = (sum(w for u, w in weighted if not u.carried) or total) if query.follows else total
        plain = [w for u, w in weighted if is_plain(u)]
        near = field.close.closest(part.units, sentence.id)
        tally = self._tallied(query, part, weighted, sentence, field, near)
        meant = [near.get(u.text, NOTHING).cosine for u, w in weighted if w and u.word_class is WordClass.CONTENT]
        typed = self._asked.held(part, sentence)
        if part.kind is Kind.INSTRUMENT and not typed:
            typed = self.backdrop.norm_before(sentence) is not None
        cosine = self._across(query.language, sentence, candidate.cosine)
        faults = self._agreement.faults(query, part, sentence, document, own, scopes, field.around[sentence.id])
        return Evidence(
            sentence=sentence,
            document=document,
            score=self._score(part, sentence, tally.held / total, cosine, typed),
            coverage=tally.held / total,
            own=tally.alone / total,
            headed=tally.headed / total,
            placed=tally.placed / total,
            met=frozenset(tally.met),
            missing=frozenset(tally.missing),
            loose=frozenset(tally.loose),
            thin=tally.thin / mine,
            firm=tally.firm / sum(plain) if plain else 1.0,
            replaced=self._agreement.replaced(query, part, sentence, document, faults),
            lack=sum(w for u, w in weighted if u.text in tally.missing) / mine,
            typed=typed,
            admissible=not faults,
            cosine=cosine,
            alone=min(0.0, field.cosines[sentence.id] - crowd.best),
            weakest=min(meant, default=0.0),
            near=near,
            behind=crowd.best - cosine,
            standing=crowd.standing(cosine),
            closest=cosine >= crowd.levelled,
            foreign=sentence.language != query.language,
        )

    def _score(self, part: Part, sentence: StoredSentence, coverage: float, cosine: float, typed: bool) -> float:
        """By what sentences are put in order: what one holds, its closeness, the kind of thing, where it stands."""
        of_the_kind = typed and not dates_a_norm_alone(part, sentence)
        dates_itself = of_the_kind and part.kind is Kind.DATE and sentence.kind is BlockKind.HEADING
        beside = self.weights.type_bonus * of_the_kind - (0.0 if dates_itself else _PENALTY.get(sentence.kind, 0.0))
        return coverage + self.weights.dense * self._dense(cosine) + beside

    def _tallied(
        self,
        query: Query,
        part: Part,
        weighted: Sequence[tuple[Unit, float]],
        sentence: StoredSentence,
        field: _Field,
        near: Mapping[str, Closest],
    ) -> _Tally:
        """What a sentence, by itself and with what it is read under, holds of each unit of the question."""
        own, article = self.notions.bag(sentence), self.backdrop.article(sentence)
        document = self.backdrop.documents[sentence.document_id]
        asked_for = self.backdrop.is_itself(part, document) or self.backdrop.carries_out(part, document)
        titled = NUMERAL.findall(document.metadata.title) if asked_for else ()
        tally = _Tally()
        for unit, weight in weighted:
            named = unit.text in titled or self.backdrop.is_subject(unit, document)
            named = named or self.backdrop.stands_for(unit, sentence, document)
            inside = 1.0 if named else self.notions.match(unit, own)
            inside = max(inside, near.get(unit.text, NOTHING).share)
            if inside < self.weights.in_name and self.backdrop.names_in_short(unit, sentence):
                inside = self.weights.in_name
            if weight and asks_for_a_bound(unit) and sets_a_bound(unit, sentence):
                inside = 1.0
            outside = 0.0 if inside == 1.0 or not weight else self._outside(unit, field.scopes[sentence.id])
            if weight and outside < 1.0 and _is_of_its_date(unit, sentence, document):
                outside = max(outside, _DATED)
            if unit.carried and weight:
                # Where the last answer stood, what its question was about is understood.
                outside = max(outside, query.anchors.get(sentence.id, 0.0))
            above = [self.notions.match(unit, bag) for bag in article] if weight else []
            tally.add(unit, weight, inside, outside, *above)
        return tally

    def _outside(self, unit: Unit, scopes: Sequence[tuple[Bag, float]]) -> float:
        """How far what surrounds a sentence holds a unit; never as much as the sentence's own words would."""
        return max((share * self.notions.match(unit, bag) for bag, share in scopes), default=0.0)


def _goes_on(candidate: Candidate) -> bool:
    """Whether a sentence is read on from the one before it in its paragraph."""
    return leans(candidate.sentence.search_text) or len(candidate.sentence.terms) <= _SHORT


def _needed(sentence: StoredSentence, around: Sequence[StoredSentence]) -> list[StoredSentence]:
    """The sentences that one leans on, the nearest first, as "For example, he ..." does and what stands before it.

    In its article that is the one before it; of a sentence that stands by itself there are none.
    """
    places = {near.ordinal: near for near in around}
    found: list[StoredSentence] = []
    last = sentence
    while (before := places.get(last.ordinal - 1)) is not None and _is_read_after(last, before, first=last is sentence):
        found.append(before)
        last = before
    return found


def _is_read_after(sentence: StoredSentence, before: StoredSentence, first: bool) -> bool:
    """Whether a sentence needs the one before it; of what it leans on, only its own paragraph is gone back in."""
    if sentence.article is not None:
        return first and before.article == sentence.article
    goes_on = needs_another(sentence.search_text)
    if before.block != sentence.block:
        return first and goes_on
    return goes_on or (first and len(sentence.terms) <= _SHORT)


def _led(own: NDArray[np.float32], id: int, field: _Field) -> list[NDArray[np.float32]]:
    """The words of a sentence after those of the one that it leans on, of the two that it does, and so on."""
    found: list[NDArray[np.float32]] = []
    for before in field.needed[id]:
        said = field.words[before]
        if not said.words:
            break
        own = np.concatenate([said.unit, own])
        found.append(own)
    return found


def _in_parts(sentence: StoredSentence, field: _Field) -> list[NDArray[np.float32]]:
    """The words of each of the parts that semicolons make of a sentence: each says something by itself."""
    texts = [text for text in sentence.search_text.split(";") if len(words(text)) >= _A_SENTENCE]
    said = field.words[sentence.id]
    if len(texts) < 2 or not said.words:
        return []
    return [said.unit[own] for own in _in_clauses(texts, said.words) if own]


def _in_clauses(told: Sequence[str], said: Sequence[str]) -> list[list[int]]:
    """For each stretch of a sentence, which of the sentence's words with a vector stand in it, in order."""
    places: list[list[int]] = []
    first = 0
    for text in told:
        own: list[int] = []
        for word in words(text):
            place = next((i for i in range(own[-1] + 1 if own else first, len(said)) if said[i] == word), None)
            if place is not None:
                own.append(place)
        places.append(own)
        first = own[-1] + 1 if own else first
    return places


def _asked(query: Query, part: Part, pool: Pool) -> Mapping[str, NDArray[np.float32]]:
    """The vectors of the words that one part of a question asks with."""
    return pool.words if _asks_one_thing(query) else _of_words(_own_words(part), pool.words)


def _in_full(query: Query, part: Part, pool: Pool) -> Mapping[str, NDArray[np.float32]]:
    """The vectors of the words that one part asks with, its names in full; nothing where it has none that is short."""
    stood_for = pool.in_full.stood_for if pool.in_full else {}
    own = _own_words(part)
    written_out = [stood_for[short] for short in own & stood_for.keys()]
    if not written_out:
        return {}
    if _asks_one_thing(query):
        return pool.words_in_full
    return _of_words(own.union(*written_out), pool.words_in_full)


def _asks_one_thing(query: Query) -> bool:
    """Whether all the words of a question are asked with: it has one part, and no earlier turn stands behind it."""
    return len(query.parts) == 1 and not query.follows


def _rows(asked: Mapping[str, NDArray[np.float32]]) -> NDArray[np.float32]:
    """The vectors of words one below the other."""
    return np.array(list(asked.values()), dtype=np.float32)


def _own_words(part: Part) -> frozenset[str]:
    """The folded words of one part of a question, and of what that takes over from the others."""
    return frozenset(word for word, _, _ in spans(part.text)) | {u.text for u in part.units}


def _of_words(kept: frozenset[str], vectors: Mapping[str, NDArray[np.float32]]) -> Mapping[str, NDArray[np.float32]]:
    """Of the vectors of a question's words those of some of them."""
    return {word: vector for word, vector in vectors.items() if word in kept}


def _is_of_its_date(unit: Unit, sentence: StoredSentence, document: DocumentRecord) -> bool:
    """Whether a year that is asked about is that of the document, and the sentence names no other year."""
    dated = document.metadata.year == unit.text
    return dated and unit.kind is UnitKind.NUMBER and not YEAR_LIKE.search(sentence.search_text)


# Lists of works that a report rests on: they name laws and years, and say nothing of them.
_OF_SOURCES = re.compile(
    r"(?:[\d.]+ )?(?:(?:key|main|list of|selected) )?(?:sources?|references|bibliography|documents consulted)|"
    r"(?:[\d.]+ )?(?:(?:principales|lista de) )?(?:fuentes|referencias|bibliografia|documentos consultados)"
    r"(?: (?:clave|principales|consultadas|bibliograficas))?"
)
_IS_WHOLE = re.compile(r"^\W*[^\W\d_a-z].*[.!][”\"»’')\]]*\s*$", re.DOTALL)
# "When they ask about X, say Y" tells somebody how to answer; it is no finding, whoever planted or meant it.
_IS_INSTRUCTION = re.compile(
    r"\b(?:when|if|whenever) (?:\w+ ){0,3}?ask(?:s|ed)?\b(?! for\b).*\b(?:say|answer|reply|respond|state|tell)\b|"
    r"\b(?:cuando|si) (?:\w+ ){0,2}?pregunt(?:en?|an?|ad[oa]s?)\b.*"
    r"\b(?:diga[ns]?|di|decir|respond\w+|contest\w+|indi(?:que|ca)\w*)\b|"
    r"^\W*(?:assistants?|asistentes?|ai|ia)\s*:"
)
_IS_QUESTION = re.compile(r"\?[\s”\"»’')\]]*$")
_DATED = 0.8
"""How far the date of its document holds the year of which a sentence says nothing."""
_FIRM = 0.7
_FIRM_INSIDE = 0.5
_RELATED = 0.4
_OF_THE_KIND = 8
_TOLD = 6
"""Of how many of the best sentences each clause is read by itself."""
_A_SENTENCE = 5
"""How many words a part of a sentence has at least that is read by itself."""
_SHORT = 8
"""Of how many words at most a sentence is that may go on from the one before it without pointing back."""
_LEADING = 8
"""How many of the most promising sentences may lead on to others."""
_FOLLOWING = 3
"""How many sentences may go on from one, each from the one before it."""
_FIELDS = 4
"""Of how many searches what they found is kept: those that one question makes, of some 200 sentences each."""
_READ = 8192
"""Of how many sentences what is read in them by themselves is kept, some 500 bytes each."""
_PENALTY: Mapping[BlockKind, float] = {BlockKind.FOOTNOTE: 0.1, BlockKind.HEADING: 0.5, BlockKind.LIST_ITEM: 0.05}


def _with_their_articles(chosen: Sequence[Candidate], candidates: Sequence[Candidate]) -> list[Candidate]:
    """A clause of an article ("Term: up to 183 days") is as close as it and the closest sentence of the article are."""
    best: dict[tuple[str, str, str], float] = {}
    for candidate in candidates:
        sentence = candidate.sentence
        if sentence.article is not None:
            place = (sentence.document_id, sentence.article, sentence.section)
            best[place] = max(best.get(place, -1.0), candidate.cosine)
    return [
        c
        if c.sentence.article is None
        else Candidate(
            c.sentence,
            max(c.cosine, (c.cosine + best[c.sentence.document_id, c.sentence.article, c.sentence.section]) / 2),
        )
        for c in chosen
    ]


@lru_cache(maxsize=_READ)
def _asserts_nothing(text: str) -> bool:
    """Whether a sentence asks or orders."""
    return bool(_IS_QUESTION.search(text) or _IS_INSTRUCTION.search(fold(text)))


@lru_cache(maxsize=_READ)
def _heads_sources(section: str) -> bool:
    """Whether what stands under headings is a list of sources."""
    return bool(_OF_SOURCES.fullmatch(fold(section.rsplit(" > ", 1)[-1]).strip()))


@lru_cache(maxsize=_READ)
def _plain(text: str) -> str:
    """A text folded, with single blanks, by which copies of one sentence are known."""
    return " ".join(fold(text).split())


def _says_something(sentence: StoredSentence) -> bool:
    """Leaves out scraps, such as a "However," cut off by a page break, and what asserts nothing: questions, orders."""
    if _asserts_nothing(sentence.text) or _heads_sources(sentence.section):
        return False
    least = 1 if sentence.kind is not BlockKind.PARAGRAPH else 2 if _IS_WHOLE.search(sentence.text) else 3
    return len(sentence.terms) >= least


def _without_copies(judged: Sequence[Evidence]) -> list[Evidence]:
    """One of each sentence: renderings of one document, or a page and its copy, say the same thing once."""
    kept: dict[str, Evidence] = {}
    for evidence in judged:
        kept.setdefault(_plain(evidence.sentence.search_text), evidence)
    return list(kept.values())
