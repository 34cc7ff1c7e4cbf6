"""From sentences to evidence: which of them bear on what is asked, and is that enough to answer?

A dense score alone does not tell an answerable question from an unanswerable one, so evidence is judged by coverage:
the share of the question's notions that a sentence, read with what stands around it, holds. Notions are compared
across languages through the lexicon. Some are not negotiable: the country, a year, the number of an instrument, a
proper name. And a question that asks for a figure, a date, a duration or an instrument is answered only by a sentence
that has one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import log
from statistics import fmean, pstdev

from rapidfuzz import fuzz

from assistant.instruments.naming import Instrument, instruments_in, without_instruments
from assistant.instruments.own_instruments import own_instrument
from assistant.instruments.wordings import article_around
from assistant.judging.assurance import Signs, assurance
from assistant.judging.closeness import SCALE, Closeness, Scale
from assistant.judging.kinds import (
    DAY,
    NUMERAL,
    OCCASION,
    PROPER,
    PROVISION,
    YEAR_LIKE,
    figures_in,
    of_span,
    satisfies,
    spelled_out,
)
from assistant.language.countries import Gazetteer
from assistant.language.lexicon import Lexicon, WordClass
from assistant.language.polarity import Stance, clauses, leans, names_a_group
from assistant.retrieval import Candidate, Pool
from assistant.understanding.answer_kind import Kind
from assistant.understanding.question import EVENTS, Part, Query, Unit, UnitKind
from ingest.article_names import article_name
from ingest.document import BlockKind, DocumentType
from ingest.store import DocumentRecord, Store, StoredSentence
from ingest.terms import fold, terms, words


class Sufficiency(StrEnum):
    """Whether the evidence answers a part of the question."""

    ENOUGH = "enough"
    PREMISE = "premise"
    """It speaks of the matter but shows that what the question takes for granted is not so."""
    NOT_ENOUGH = "not_enough"


@dataclass(frozen=True, slots=True)
class Weights:
    """How much the signs of relevance count.

    Calibrated on the development questions of ``evals/`` in both languages; the report of an evaluation run names them.
    """

    light: float = 0.3
    carried: float = 0.45
    near: float = 0.55
    in_name: float = 0.65
    scope: float = 0.6
    dense: float = 0.4
    dense_floor: float = 0.789
    dense_range: float = 0.12
    type_bonus: float = 0.15
    across_languages: float = 0.03
    enough: float = 0.35
    clearly: float = 0.15
    figure_lack: float = 0.4
    figure_firm: float = 0.34
    name_lack: float = 0.55
    open_lack: float = 0.65
    followed_lack: float = 0.35
    contrary: float = 0.55
    otherwise: float = 0.74
    yes_lack: float = 0.3
    yes_own: float = 0.5
    yes_universal: float = 0.1
    yes_single: float = 0.9
    paraphrase_lack: float = 0.5
    paraphrase_own: float = 0.2
    paraphrase_missing: float = 0.0
    paraphrase_apart: float = 2.0
    paraphrase_sure: float = 0.45
    other_lack: float = 0.58
    ground_all: float = 0.8
    ground_most: float = 0.6
    ground_bill: float = 0.6


@dataclass(frozen=True, slots=True)
class Bag:
    """The notions of a stretch of text."""

    stems: frozenset[str]
    concepts: frozenset[str]
    numbers: frozenset[str]
    language: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence judged against a part of the question.

    Attributes:
        cosine: closeness of meaning to the whole question, levelled between languages.
        behind: how far that is behind the closest candidate's.
        standing: how many standard deviations it is above the mean of the candidates.
        weakest: the least cosine of the question's content words, each with the closest word of the sentence.
        foreign: whether the sentence is in another language than the question.
        coverage: share of the question's weight that the sentence and its surroundings hold, 0 to 1.
        own: the same for the sentence alone.
        met: texts of the units that the sentence alone holds.
        missing: texts of content units that neither it nor its surroundings hold.
        lack: share of the weight of content units that neither it nor its surroundings hold, 0 to 1.
        thin: the same share of those that only its wider surroundings hold, or nothing.
        firm: share of the weight of content units outside names of several words that the sentence firmly holds.
        replaced: what the sentence has another of than the question: ``year``, ``country`` or ``instrument``, where
            that is all that keeps it from being admissible.
        typed: whether it has the kind of thing that is asked for.
    """

    sentence: StoredSentence
    document: DocumentRecord
    score: float
    coverage: float
    own: float
    met: frozenset[str]
    missing: frozenset[str]
    lack: float
    thin: float
    firm: float
    replaced: str | None
    typed: bool
    admissible: bool
    cosine: float
    weakest: float
    behind: float
    standing: float
    foreign: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """What the documents hold on a part of the question, best evidence first."""

    part: Part
    sufficiency: Sufficiency
    evidence: tuple[Evidence, ...]
    nearest: tuple[Evidence, ...] = field(default=())

    @property
    def best(self) -> Evidence:
        """The evidence that decides. Only where there is any."""
        return self.evidence[0]


@dataclass(frozen=True, slots=True)
class Crowd:
    """The closeness of all candidates of a question, against which a single one's is seen."""

    best: float
    mean: float
    spread: float

    @classmethod
    def of(cls, cosines: Sequence[float]) -> Crowd:
        """That of some cosines; of none, a crowd of nothing."""
        if not cosines:
            return cls(0.0, 0.0, 1.0)
        return cls(max(cosines), fmean(cosines), pstdev(cosines) or 1.0)

    def standing(self, cosine: float) -> float:
        """How many standard deviations a cosine is above the mean."""
        return (cosine - self.mean) / self.spread


@dataclass(slots=True)
class _Tally:
    """What a sentence holds of a question, counted up unit by unit; the weights are not yet shares."""

    held: float = 0.0
    alone: float = 0.0
    thin: float = 0.0
    firm: float = 0.0
    met: set[str] = field(default_factory=set)
    missing: set[str] = field(default_factory=set)

    def add(self, unit: Unit, weight: float, inside: float, outside: float) -> None:
        """Counts a unit that the sentence itself and its surroundings match so far, 0 to 1 each."""
        self.held += weight * max(inside, outside)
        self.alone += weight * inside
        firmly = inside >= _FIRM_INSIDE or outside >= _FIRM
        asked = unit.word_class is WordClass.CONTENT and not unit.carried
        if asked:
            self.thin += weight * (_RELATED * (1.0 - max(inside, outside)) if firmly else 1.0)
        if firmly and _is_plain(unit):
            self.firm += weight
        if inside:
            self.met.add(unit.text)
        elif not outside and asked:
            self.missing.add(unit.text)


class Judge:
    """Judges candidates against a query. Holds what is true of the whole store: documents and frequencies of terms."""

    def __init__(
        self,
        store: Store,
        lexicon: Lexicon,
        gazetteer: Gazetteer,
        vocabulary: Mapping[str, Mapping[str, int]],
        weights: Weights = Weights(),
        scale: Scale = SCALE,
    ) -> None:
        self._store = store
        self._lexicon = lexicon
        self._gazetteer = gazetteer
        self._vocabulary = vocabulary
        self._total = max(1, sum(store.sentence_count(language) for language in ("en", "es")))
        self._documents = {record.id: record for record in store.documents()}
        self._titled = frozenset(w for r in self._documents.values() for w in words(r.metadata.title))
        self._bags: dict[int, Bag] = {}
        self._openings: dict[str, frozenset[str]] = {}
        self._heads: dict[str, str] = {}
        self._articles: dict[int, str] = {}
        self._instruments: dict[str, tuple[Instrument, ...]] = {}
        self.weights = weights
        self.scale = scale

    def findings(self, query: Query, pool: Pool) -> list[Finding]:
        """One finding for each part of the query, in order."""
        return [self.finding(query, part, pool) for part in query.parts]

    def finding(self, query: Query, part: Part, pool: Pool) -> Finding:
        """The evidence on one part, and whether it is enough."""
        return self._decide(part, self.judged(query, part, pool))

    def judged(self, query: Query, part: Part, pool: Pool) -> list[Evidence]:
        """The candidates worth a closer look, judged against one part, best first; those at fault come last."""
        weighted = [(u, self.weight(u)) for u in part.units]
        candidates = [c for c in pool.candidates if _says_something(c.sentence)]
        first = sorted((self._own(weighted, c), i) for i, c in enumerate(candidates))
        shortlist = [candidates[i] for _, i in first[::-1][:24]]
        levelled = _with_their_articles(candidates, candidates)
        near = {c.sentence.id: c for c in sorted(candidates, key=lambda c: -c.cosine)[:12]}
        anchored = [c for c in candidates if c.sentence.id in query.anchors]
        named = [c for c in candidates if c.sentence.article and article_name(c.sentence.article) in part.articles]
        typed = sorted((c for c in levelled if self._is_dated(part, c.sentence)), key=lambda c: -c.cosine)
        chosen = list(
            {c.sentence.id: c for c in [*shortlist, *near.values(), *anchored, *named, *typed[:_OF_THE_KIND]]}.values()
        )
        around = self._surroundings([c.sentence for c in chosen])
        cosines = {c.sentence.id: c.cosine for c in candidates}
        chosen = _with_their_articles(chosen, candidates)
        crowd = Crowd.of([c.cosine for c in candidates])
        close = Closeness(pool.words, self._store.word_vectors([c.sentence.id for c in chosen]), self.scale)
        judged = [
            self._judge(query, part, weighted, self._levelled(c, cosines, around), around, close, crowd) for c in chosen
        ]
        judged.sort(key=lambda e: (-e.admissible, -e.score))
        return _without_copies(judged)

    def _is_dated(self, part: Part, sentence: StoredSentence) -> bool:
        """Whether a figure or date is asked for and a sentence has one: few have, so the closest of them come too."""
        return part.kind in FIGURES and satisfies(part.kind, sentence.search_text, sentence.language)

    def _levelled(
        self, candidate: Candidate, cosines: Mapping[int, float], around: Mapping[int, Sequence[StoredSentence]]
    ) -> Candidate:
        """A sentence that leans on the one before it ("However, it ...") is as close as the two are together."""
        sentence = candidate.sentence
        before = [
            cosines[n.id] for n in around.get(sentence.id, ()) if n.ordinal < sentence.ordinal and n.id in cosines
        ]
        if not before or not leans(sentence.search_text):
            return candidate
        return Candidate(sentence, max(candidate.cosine, (candidate.cosine + max(before)) / 2))

    def weight(self, unit: Unit) -> float:
        """How much a unit counts: its class, and how rare it is in the store."""
        if unit.word_class is WordClass.SCAFFOLD:
            return 0.0
        if self.is_country(unit) or self._is_title_name(unit):
            # Whether the country is right is asked apart; naming it says little about the matter.
            return self.weights.light
        base = self.weights.light if unit.word_class is WordClass.LIGHT else 1.0
        count = self._count(unit)
        rarity = log((self._total + 1) / (count + 1)) / log(self._total + 1)
        return base * (0.35 + 0.65 * rarity) * (self.weights.carried if unit.carried else 1.0)

    def _count(self, unit: Unit) -> int:
        counts = [self._vocabulary.get(language, {}).get(s, 0) for language, s in unit.stems.items()]
        for language in unit.stems:
            known = self._vocabulary.get(language, {})
            counts += [known.get(s, 0) for s in self._single_stems(unit.concepts, language)]
        return max(counts, default=0)

    def _single_stems(self, concepts: frozenset[str], language: str) -> list[str]:
        return [
            p[0] for name in concepts for p in self._lexicon.concepts[name].phrases.get(language, ()) if len(p) == 1
        ]

    def bag(self, sentence: StoredSentence) -> Bag:
        """The notions of a stored sentence, kept for the next question."""
        found = self._bags.get(sentence.id)
        if found is None:
            found = self._bag_of(sentence.search_text, sentence.language, sentence.terms)
            self._bags[sentence.id] = found
        return found

    def bag_of_text(self, text: str, language: str) -> Bag:
        """The notions of any stretch of text, kept for the next question."""
        key = hash((text, language)) | 1 << 62
        if key not in self._bags:
            self._bags[key] = self._bag_of(text, language)
        return self._bags[key]

    def again(self, evidence: Evidence, sentence: StoredSentence) -> Evidence:
        """The judgement of one item of a list, carried to another of its items."""
        return replace(evidence, sentence=sentence)

    def _bag_of(self, text: str, language: str, stems: Sequence[str] | None = None) -> Bag:
        stems = terms(text, language) if stems is None else stems
        return Bag(
            stems=frozenset(stems),
            concepts=self._lexicon.concepts_of(stems, language),
            numbers=frozenset(n for found in NUMERAL.findall(spelled_out(text, language)) for n in of_span(found)),
            language=language,
        )

    def match(self, unit: Unit, bag: Bag) -> float:
        """How far a stretch of text holds a unit: 1 for the word or notion itself, less for a related one."""
        if unit.kind is UnitKind.NUMBER:
            return float(unit.text in bag.numbers or unit.text in bag.stems)
        held = unit.stems.get(bag.language) in bag.stems or not unit.concepts.isdisjoint(bag.concepts)
        if unit.phrases and unit.phrases.isdisjoint(bag.concepts):
            # Part of a name of several words: its words apart are a weaker sign than the name.
            return self.weights.in_name if held else 0.0
        if held:
            return 1.0
        if unit.concepts and not self._lexicon.near(unit.concepts).isdisjoint(bag.concepts):
            return self.weights.near
        if not unit.concepts and len(unit.text) >= 5:
            stem = unit.stems.get(bag.language, unit.text)
            if any(abs(len(s) - len(stem)) <= 3 and fuzz.ratio(s, stem) >= 82 for s in bag.stems if s[0] == stem[0]):
                return 0.8
        return 0.0

    def share(self, text: str, language: str, units: Sequence[Unit]) -> float:
        """The share of a text's words that some unit stands for, 0 to 1."""
        stems = terms(text, language)
        notions = frozenset(c for u in units for c in u.concepts)
        own = {u.stems.get(language) for u in units}
        held = [s in own or not self._lexicon.concepts_of((s,), language).isdisjoint(notions) for s in stems]
        return sum(held) / len(held) if held else 0.0

    def related(self, unit: Unit, bag: Bag) -> bool:
        """Whether a stretch of text speaks of a unit or of something near it: women, where gender was asked."""
        return self.match(unit, bag) >= self.weights.near or not self._lexicon.near(unit.concepts).isdisjoint(
            bag.concepts
        )

    def opposites(self, names: frozenset[str]) -> frozenset[str]:
        """The notions that are the opposite of any of these."""
        found = (self._lexicon.concepts[name].opposite for name in names)
        return frozenset(name for name in found if name)

    def before(self, sentence: StoredSentence) -> list[StoredSentence]:
        """The sentence before one that leans on it, in the same block."""
        if not leans(sentence.search_text):
            return []
        around = self._store.neighbours(sentence.document_id, sentence.ordinal - 1, sentence.ordinal - 1)
        return [s for s in around if s.block == sentence.block]

    def after(self, sentence: StoredSentence, count: int = 3) -> list[StoredSentence]:
        """Up to ``count`` sentences that follow one in its block, as long as each leans on what is before it."""
        found: list[StoredSentence] = []
        for follower in self._store.neighbours(sentence.document_id, sentence.ordinal + 1, sentence.ordinal + count):
            if follower.block != sentence.block or not leans(follower.search_text):
                break
            found.append(follower)
        return found

    def _own(self, weighted: Sequence[tuple[Unit, float]], candidate: Candidate) -> float:
        bag = self.bag(candidate.sentence)
        held = sum(w * self.match(u, bag) for u, w in weighted if w)
        total = sum(w for _, w in weighted) or 1.0
        if candidate.sentence.article:
            heading = self.bag_of_text(candidate.sentence.section.rpartition(" > ")[2], candidate.sentence.language)
            held = max(held, sum(w * self.match(u, heading) for u, w in weighted if w))
        return held / total + self.weights.dense * self._dense(candidate.cosine)

    def _dense(self, cosine: float) -> float:
        return min(1.0, max(0.0, (cosine - self.weights.dense_floor) / self.weights.dense_range))

    def _surroundings(self, sentences: Sequence[StoredSentence]) -> dict[int, list[StoredSentence]]:
        """For each sentence, the neighbours of its own block or article: two before, one after."""
        wanted = [(s.document_id, max(0, s.ordinal - 2), s.ordinal + 1) for s in sentences]
        near = self._store.neighbours_of(wanted)
        found = {
            s.id: [n for n in beside if n.id != s.id and (n.block == s.block or _of_one_article(n, s))]
            for s, beside in zip(sentences, near, strict=True)
        }
        notes = [s for s in sentences if s.kind is BlockKind.FOOTNOTE and s.footnotes]
        for note in notes:
            found[note.id] += self.bearers(note)
        return found

    def bearers(self, note: StoredSentence) -> list[StoredSentence]:
        """The sentences of a page that carry the mark of a footnote."""
        before = self._store.marked(note.document_id, note.ordinal - _FOOTNOTE_REACH, note.ordinal - 1)
        return [s for s in before if s.kind is not BlockKind.FOOTNOTE and set(s.footnotes) & set(note.footnotes)][-1:]

    def notes(self, sentence: StoredSentence) -> list[StoredSentence]:
        """The footnotes that a sentence refers to, in order."""
        if not sentence.footnotes or sentence.kind is BlockKind.FOOTNOTE:
            return []
        after = self._store.marked(sentence.document_id, sentence.ordinal + 1, sentence.ordinal + _FOOTNOTE_REACH)
        found: dict[str, StoredSentence] = {}
        for note in after:
            if note.kind is BlockKind.FOOTNOTE:
                for mark in set(note.footnotes) & set(sentence.footnotes):
                    found.setdefault(mark, note)
        return list(found.values())

    def _judge(
        self,
        query: Query,
        part: Part,
        weighted: Sequence[tuple[Unit, float]],
        candidate: Candidate,
        around: Mapping[int, Sequence[StoredSentence]],
        close: Closeness,
        crowd: Crowd,
    ) -> Evidence:
        sentence, document = candidate.sentence, self._documents[candidate.sentence.document_id]
        own = self.bag(sentence)
        scopes = self._scopes(sentence, document, around.get(sentence.id, ()))
        total = sum(w for _, w in weighted) or 1.0
        # What a follow-up says itself must be there, however much of what it takes over is.
        mine = (sum(w for u, w in weighted if not u.carried) or total) if query.follows else total
        plain = [w for u, w in weighted if _is_plain(u)]
        near = close.cosines(part.units, sentence.id)
        meant = [near.get(u.text, 0.0) for u, w in weighted if w and u.word_class is WordClass.CONTENT]
        titled = NUMERAL.findall(document.metadata.title) if self._is_itself(part, document) else ()
        tally = _Tally()
        for unit, weight in weighted:
            inside = 1.0 if self._is_subject(unit, document) or unit.text in titled else self.match(unit, own)
            inside = max(inside, close.share(unit, near.get(unit.text, 0.0)))
            outside = 0.0 if inside == 1.0 or not weight else self._outside(unit, scopes)
            if unit.carried and weight:
                # Where the last answer stood, what its question was about is understood.
                outside = max(outside, query.anchors.get(sentence.id, 0.0))
            tally.add(unit, weight, inside, outside)
        typed = self._typed(part, sentence)
        cosine = candidate.cosine + (self.weights.across_languages if sentence.language != query.language else 0.0)
        score = tally.held / total + self.weights.dense * self._dense(cosine)
        score += self.weights.type_bonus * (typed and not _dates_a_norm_alone(part, sentence)) - _PENALTY.get(
            sentence.kind, 0.0
        )
        around_it = around.get(sentence.id, ())
        faults = self._faults(query, part, sentence, document, own, scopes, around_it)
        return Evidence(
            sentence=sentence,
            document=document,
            score=score,
            coverage=tally.held / total,
            own=tally.alone / total,
            met=frozenset(tally.met),
            missing=frozenset(tally.missing),
            thin=tally.thin / mine,
            firm=tally.firm / sum(plain) if plain else 1.0,
            replaced=self._replaced(query, part, sentence, document, faults),
            lack=sum(w for u, w in weighted if u.text in tally.missing) / mine,
            typed=typed,
            admissible=not faults,
            cosine=cosine,
            weakest=min(meant, default=0.0),
            behind=crowd.best - cosine,
            standing=crowd.standing(cosine),
            foreign=sentence.language != query.language,
        )

    def _outside(self, unit: Unit, scopes: Sequence[tuple[Bag, float]]) -> float:
        """How far what surrounds a sentence holds a unit; never as much as the sentence's own words would."""
        return max((share * self.match(unit, bag) for bag, share in scopes), default=0.0)

    def _own_instrument(self, document: DocumentRecord) -> tuple[Instrument, ...]:
        """What a document is by its number: as its title has it or, of a norm, the headings that it opens with."""
        if document.id not in self._instruments:
            own = own_instrument(document, self._store)
            named = (own,) if own else instruments_in(document.metadata.title)
            self._instruments[document.id] = named[:1]
        return self._instruments[document.id]

    def _is_itself(self, part: Part, document: DocumentRecord) -> bool:
        """Whether the document is the very instrument that is asked about."""
        return any(a.may_be(o) for a in instruments_in(part.text) for o in self._own_instrument(document))

    def _typed(self, part: Part, sentence: StoredSentence) -> bool:
        text = f"{sentence.search_text} {sentence.context}"
        if part.kind is Kind.INSTRUMENT and sentence.article:
            return True
        if part.kind is Kind.DEFINITION:
            return _explains(part, sentence)
        has_it = satisfies(part.kind, text, sentence.language) or self._in_the_unit_asked(part, sentence)
        if not has_it or not self._tells_of(part, sentence):
            return False
        if part.kind is Kind.DATE and part.years and not _dates_anew(part, text):
            return False
        if part.kind in _COUNTED and _is_foreseen(sentence) and not self._asks_of_plans(part):
            return False
        if part.kind is Kind.WHO and _OF_BODIES.search(fold(part.text)):
            return self._names_another(part, text, sentence.language)
        if part.kind is not Kind.COUNT or not part.counted:
            return True
        return any(self._counts(part, window, sentence.language) for window in figures_in(text, sentence.language))

    def _in_the_unit_asked(self, part: Part, sentence: StoredSentence) -> bool:
        """Whether a sum stands in the unit that the question names: "What does it cost, in sueltos?"."""
        if part.kind is not Kind.MONEY:
            return False
        counted = re.findall(r"\d[\d.,]* ([^\W\d_]+)", spelled_out(sentence.search_text, sentence.language))
        return any(word == u.text for word in counted for u in part.units if not u.carried)

    def _asks_of_plans(self, part: Part) -> bool:
        """Whether a question is about what a bill or a plan would bring."""
        return any(u.concepts & _PLANNED for u in part.units) or bool(_WOULD.search(fold(part.text)))

    def _names_another(self, part: Part, text: str, language: str) -> bool:
        """Whether a text has a name beside those of the question: asked who sits on a council, it must name others."""
        units = [u for u in part.units if u.word_class is not WordClass.SCAFFOLD]
        names = [f[0] for f in PROPER.finditer(text) if fold(f[0]) not in _OF_NORMS]
        return any(not any(self.match(u, self.bag_of_text(name, language)) for u in units) for name in names)

    def _tells_of(self, part: Part, sentence: StoredSentence) -> bool:
        """Whether a sentence speaks of the event, where a question says of a thing only what befell it."""
        bag = self.bag(sentence)
        return all(self.match(u, bag) >= self.weights.near for u in part.units if u.text == part.event)

    def _counts(self, part: Part, window: str, language: str) -> bool:
        """Whether the words around a figure name what the question counts; "people" may be any group of them."""
        bag = self.bag_of_text(window, language)
        counted = [u for u in part.units if u.text in part.counted]
        return any(self.match(u, bag) >= self.weights.near for u in counted) or (
            any("people" in u.concepts for u in counted) and names_a_group(window)
        )

    def _scopes(
        self, sentence: StoredSentence, document: DocumentRecord, around: Sequence[StoredSentence]
    ) -> list[tuple[Bag, float]]:
        leaning = leans(sentence.search_text)
        shares = {-1: 0.9 if leaning else self.weights.scope, -2: 0.8 if leaning else 0.3, 1: 0.3}
        scopes = [(self.bag(n), shares.get(n.ordinal - sentence.ordinal, self.weights.scope)) for n in around]
        if sentence.context:
            scopes.append((self.bag_of_text(sentence.context, sentence.language), 0.8))
        if sentence.section:
            scopes.append((self.bag_of_text(sentence.section, sentence.language), 0.5))
        if sentence.article:
            # What an article is on is said by its heading alone.
            heading = sentence.section.rpartition(" > ")[2]
            scopes.append((self.bag_of_text(heading, sentence.language), 0.8))
            scopes.append((self.bag_of_text(self._article(sentence), sentence.language), _OF_ARTICLE))
        scopes.append((self.bag_of_text(document.metadata.title, document.metadata.language), 0.7))
        if document.metadata.type in _NORMS:
            # What a norm is about stands at its head; each of its articles is read under that.
            scopes.append((self.bag_of_text(self._head(document), document.metadata.language), 0.7))
        return scopes

    def _article(self, sentence: StoredSentence) -> str:
        """The text of the article that a sentence stands in, in its wording."""
        if sentence.id not in self._articles:
            around = article_around(sentence, self._store.neighbours)
            self._articles[sentence.id] = " ".join(s.search_text for s in around)
        return self._articles[sentence.id]

    def _is_subject(self, unit: Unit, document: DocumentRecord) -> bool:
        """Whether a unit names what the whole document is about: its country, or a name in its title or opening."""
        country = document.metadata.country
        if country and country in self._gazetteer.countries(unit.text):
            return True
        return unit.kind is UnitKind.NAME and not unit.concepts and self._opening(document) >= {unit.text}

    def countries(self, text: str) -> tuple[str, ...]:
        """The countries that a text names, as alpha-3 codes."""
        return self._gazetteer.countries(text)

    def is_country(self, unit: Unit) -> bool:
        """Whether a unit names a country or its people."""
        return bool(self._gazetteer.countries(unit.text))

    def _is_title_name(self, unit: Unit) -> bool:
        """Whether a unit is a name that a document has in its title, as that of a country that no list knows."""
        return unit.kind is UnitKind.NAME and not unit.concepts and unit.text in self._titled

    def _opening(self, document: DocumentRecord) -> frozenset[str]:
        """The folded words of a document's title, and of its first sentences and their headings."""
        if document.id not in self._openings:
            first = self._store.neighbours(document.id, 0, _OPENING)
            text = " ".join([document.metadata.title, *(f"{s.section} {s.text}" for s in first)])
            self._openings[document.id] = frozenset(words(text))
        return self._openings[document.id]

    def _faults(
        self,
        query: Query,
        part: Part,
        sentence: StoredSentence,
        document: DocumentRecord,
        own: Bag,
        scopes: Sequence[tuple[Bag, float]],
        around: Sequence[StoredSentence],
    ) -> frozenset[str]:
        """What is not negotiable and does not agree with the question; empty where the sentence is admissible."""
        checks = {
            "country": self._right_country(query, part, sentence, document, around),
            "year": self._right_years(part, sentence, document, around),
            "instrument": self._right_instruments(part, document, sentence, scopes),
            "name": self._right_names(part, document, own, scopes),
            "provision": self._new_instrument(part, sentence) and _right_article(part, sentence, document),
            "focus": self._right_focus(part, sentence, own, scopes),
            "method": not _is_of_method(sentence) or self._asks_of_method(part),
        }
        return frozenset(name for name, right in checks.items() if not right)

    def _head(self, document: DocumentRecord) -> str:
        """The first sentences of a document: of a norm, its number and what it is about."""
        if document.id not in self._heads:
            first = self._store.neighbours(document.id, 0, _OPENING)
            self._heads[document.id] = " ".join(s.search_text for s in first if not s.article)
        return self._heads[document.id]

    def _replaced(
        self, query: Query, part: Part, sentence: StoredSentence, document: DocumentRecord, faults: frozenset[str]
    ) -> str | None:
        """Which single thing the sentence has another of: asked for 2001 it says 1996, for Paraguay, Costa Rica."""
        if part.kind is not Kind.YES_NO or len(faults) != 1:
            return None
        home = document.metadata.country
        fault = next(iter(faults))
        if fault == "country" and home in query.countries:
            others = set(self._gazetteer.countries(sentence.text)) - {home, *query.countries}
            return fault if others else None
        if fault == "year" and YEAR_LIKE.search(sentence.text):
            known = (document.metadata.date or "")[:4]
            happened = any(u.concepts & EVENTS for u in part.units)
            return fault if happened and known and all(year <= known for year in part.years) else None
        if fault == "instrument" and instruments_in(sentence.text):
            return fault
        return None

    def _right_country(
        self,
        query: Query,
        part: Part,
        sentence: StoredSentence,
        document: DocumentRecord,
        around: Sequence[StoredSentence],
    ) -> bool:
        """A finding on one country says nothing of another: a country asked about is the document's, or is named.

        A question about what another country itself has or does ("Does Costa Rica have ...?") needs its name in the
        sentence; "Venezuelan residents" is not Venezuela.
        """
        home = document.metadata.country
        asked = [c for c in query.countries if c != home]
        if not asked:
            return True
        if query.countries[0] != home and part.kind is Kind.YES_NO and not part.carried_over:
            named_here = self._gazetteer.countries(f"{sentence.text} {sentence.context}")
            plain = self._gazetteer.names(f"{sentence.text} {sentence.context}")
            return bool(named_here) and named_here[0] == query.countries[0] and named_here[0] in plain
        beside = " ".join(n.text for n in around if n.ordinal < sentence.ordinal)
        # A norm that ratifies a treaty has the other party in its title.
        title = document.metadata.title if document.metadata.type in _NORMS else ""
        named = set(self._gazetteer.countries(f"{sentence.text} {sentence.context} {beside} {title}"))
        one_will_do = part.choice or home in query.countries or len(asked) == 1
        return bool(named & set(asked)) if one_will_do else set(asked) <= named

    def _right_years(
        self, part: Part, sentence: StoredSentence, document: DocumentRecord, around: Sequence[StoredSentence]
    ) -> bool:
        if not part.years:
            return True
        before = [n.text for n in around if n.ordinal == sentence.ordinal - 1] if leans(sentence.search_text) else []
        known = (
            *before,
            sentence.text,
            sentence.context,
            sentence.section,
            document.metadata.title,
            document.metadata.date or "",
        )
        text = " ".join(known)
        held = [_covers_year(text, year) for year in part.years]
        return any(held) if len(held) > 1 else all(held)

    def _right_instruments(
        self, part: Part, document: DocumentRecord, sentence: StoredSentence, scopes: Sequence[tuple[Bag, float]]
    ) -> bool:
        asked = instruments_in(part.text)
        if not asked or part.choice or self._is_itself(part, document):
            return True
        named = instruments_in(f"{sentence.text}")
        if any(a.may_be(n) for a in asked for n in named):
            return True
        return not named and any(a.number in bag.numbers for a in asked for bag, _ in scopes[:2])

    def _right_focus(self, part: Part, sentence: StoredSentence, own: Bag, scopes: Sequence[tuple[Bag, float]]) -> bool:
        """Asked what a fee is, a sentence on the matter that knows no fee does not answer.

        Of a list of "documents" or the like, a word that says little, an enumeration may be the answer without it.
        """
        named = [u for u in part.units if u.text in part.focus and not u.carried]
        focus = [u for u in named if u.word_class is WordClass.CONTENT]
        if not focus and part.kind is Kind.LIST and not satisfies(Kind.LIST, sentence.search_text, sentence.language):
            focus = [u for u in named if u.word_class is WordClass.SCAFFOLD]
        if any(u.text in _PLACES for u in focus):
            # "In which city?" is answered by a name.
            return self._names_another(part, sentence.search_text, sentence.language)
        bags = [own, *(bag for bag, share in scopes if share >= 0.5)]
        return not focus or any(self.match(u, bag) for u in focus for bag in bags)

    def _asks_of_method(self, part: Part) -> bool:
        """Whether a question is about what an assessment looks at, not about what it found."""
        return any(u.concepts & _ASSESSMENT for u in part.units)

    def _new_instrument(self, part: Part, sentence: StoredSentence) -> bool:
        """Asked which decree repealed Decree 612, a sentence that names that one alone does not answer."""
        asked = instruments_in(part.text)
        wanted = part.kind is Kind.INSTRUMENT or (part.kind is Kind.LIST and bool(part.focus & _INSTRUMENT_NOUNS))
        if not wanted or not asked:
            return True
        others = [n for n in instruments_in(sentence.text) if not any(a.may_be(n) for a in asked)]
        asks_for_provision = bool(_ASKS_FOR_PROVISION.search(fold(part.text)))
        return bool(others) or (asks_for_provision and bool(PROVISION.search(fold(sentence.text))))

    def _right_names(self, part: Part, document: DocumentRecord, own: Bag, scopes: Sequence[tuple[Bag, float]]) -> bool:
        reach = 0.8 if part.kind is Kind.YES_NO else 0.5
        for unit in part.units:
            if unit.carried or not _strict(unit):
                continue
            if self.is_country(unit) or self._is_subject(unit, document):
                continue
            if not self.match(unit, own) and not any(self.match(unit, bag) for bag, share in scopes if share >= reach):
                return False
        return True

    def _decide(self, part: Part, judged: list[Evidence]) -> Finding:
        fit = [e for e in judged if e.admissible]
        if part.kind is Kind.CURRENCY or not (fit or any(e.replaced for e in judged)):
            return Finding(part, Sufficiency.NOT_ENOUGH, (), tuple(judged[:3]))
        whole = self._whole_articles(part, fit)
        if whole:
            return Finding(part, Sufficiency.ENOUGH, tuple(whole), tuple(judged[:3]))
        covered = [e for e in fit if self._covers(part, e)]
        loose = part.kind in (Kind.LIST, Kind.DEFINITION)
        typed = [e for e in covered if (e.typed or loose) and self._complete(part, e)]
        contrary = [e for e in covered if self._contradicts(part, e)]
        if part.kind is Kind.YES_NO:
            otherwise = [e for e in judged if e.replaced and self._otherwise_met(part, e)]
            if any(e.thin <= self.weights.yes_lack for e in typed):
                typed = [*typed[:_BEFORE_OTHERWISE], *otherwise, *typed[_BEFORE_OTHERWISE:]]
            else:
                contrary = otherwise + contrary
                typed = [] if contrary else typed
        if typed and contrary and contrary[0].own >= typed[0].own + self.weights.clearly and not contrary[0].typed:
            typed = []
        if typed and all(e.document.metadata.type in _NORMS for e in typed[:_BEFORE_OTHERWISE]):
            # Articles share their words with many others; the signs together tell better which of them answers.
            typed.sort(key=lambda e: (_is_scrap(e.sentence), -likelihood(part, e)))
        if typed:
            return Finding(part, Sufficiency.ENOUGH, tuple(typed), tuple(judged[:3]))
        if contrary:
            return Finding(part, Sufficiency.PREMISE, tuple(contrary), tuple(judged[:3]))
        return Finding(part, Sufficiency.NOT_ENOUGH, (), tuple(fit[:3]))

    def _whole_articles(self, part: Part, fit: Sequence[Evidence]) -> list[Evidence]:
        """What articles say, in their order, where a question asks just for them: "What does article 4 say?"."""
        if part.kind not in (Kind.OPEN, Kind.LIST, Kind.DEFINITION):
            return []
        found = [e for e in fit if e.sentence.article and article_name(e.sentence.article) in part.articles]
        documents = {e.document.id: e.document for e in found}
        asked = [id for id, document in documents.items() if self._asks_only_for(part, document)]
        if len(asked) != 1:
            return []
        return sorted((e for e in found if e.document.id == asked[0]), key=lambda e: e.sentence.ordinal)

    def _asks_only_for(self, part: Part, document: DocumentRecord) -> bool:
        """Whether all that a question says is an article's number and a norm's name or number."""
        title = self.bag_of_text(document.metadata.title, document.metadata.language)
        own = {instrument.number for instrument in self._own_instrument(document)}
        rest = [u for u in part.units if u.word_class is WordClass.CONTENT and not u.concepts & _OF_LAW]
        # Of "20-A" the words of a question hold the number alone.
        numbers = {number.partition("-")[0] for number in part.articles}
        rest = [u for u in rest if article_name(u.text) not in part.articles | numbers and u.text not in own]
        return all(self.match(u, title) >= self.weights.near for u in rest)

    def _complete(self, part: Part, evidence: Evidence) -> bool:
        """A figure or date answers only where nearly everything that the question says of it is there too."""
        if part.kind in FIGURES:
            firm = evidence.firm >= self.weights.figure_firm or part.kind not in _COUNTED
            return firm and self._measures(part, evidence) and evidence.lack <= self.weights.figure_lack
        if part.carried_over:
            return evidence.lack <= self.weights.followed_lack
        return evidence.lack <= (self.weights.name_lack if part.kind in _NAMING else self.weights.open_lack)

    def _measures(self, part: Part, evidence: Evidence) -> bool:
        """Whether a sentence with a figure itself holds a notion of the question, not just something akin to one."""
        own = [u for u in self._matter(part) if not self._is_title_name(u)]
        if part.kind not in _MEASURED or not own:
            return True
        bags = [self.bag(evidence.sentence)]
        if evidence.sentence.article:
            heading = evidence.sentence.section.rpartition(" > ")[2]
            bags.append(self.bag_of_text(heading, evidence.sentence.language))
        return any(self.match(u, bag) >= (self.weights.in_name if u.phrases else 1.0) for u in own for bag in bags)

    def _matter(self, part: Part) -> list[Unit]:
        """The content words of a question that are no figure and no country."""
        content = [u for u in part.units if u.word_class is WordClass.CONTENT and u.kind is not UnitKind.NUMBER]
        return [u for u in content if not self.is_country(u)]

    def _otherwise_met(self, part: Part, evidence: Evidence) -> bool:
        """Whether all of the question but a figure or a country stands in the sentence itself."""
        bag = self.bag(evidence.sentence)
        rest = [(u, self.weight(u)) for u in self._matter(part)]
        held = sum(w * self.match(u, bag) for u, w in rest)
        return len(rest) >= 2 and held >= self.weights.otherwise * sum(w for _, w in rest)

    def _contradicts(self, part: Part, evidence: Evidence) -> bool:
        """Whether the sentence denies, or only foresees, what the question takes for granted.

        The clause that does so must itself speak of most of what was asked.
        """
        sentence = evidence.sentence
        if evidence.lack > self.weights.figure_lack or part.kind in _NO_PREMISE:
            return False
        for clause in clauses(sentence.search_text):
            if clause.stance not in (Stance.DENIES, Stance.FORESEES):
                continue
            bag = self.bag_of_text(clause.text, sentence.language)
            units = [(u, self.weight(u)) for u in part.units if u.word_class is WordClass.CONTENT]
            held = sum(w * self.match(u, bag) for u, w in units)
            if held >= self.weights.contrary * (sum(w for _, w in units) or 1.0):
                return True
        return False

    def _covers(self, part: Part, evidence: Evidence) -> bool:
        return likelihood(part, evidence) >= self.weights.enough


FIGURES = frozenset({Kind.COUNT, Kind.PERCENT, Kind.DURATION, Kind.MONEY, Kind.DATE})
# What is counted or paid hangs on the verb: people who work somewhere are not people who crossed a border.
_COUNTED = frozenset({Kind.COUNT, Kind.MONEY})
# A measure belongs to just the thing that stands beside it.
_MEASURED = frozenset({Kind.COUNT, Kind.MONEY, Kind.DURATION, Kind.PERCENT})
# Nothing is presupposed to exist by asking how many there are, what they cost or who somebody is.
_NO_PREMISE = frozenset({Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.PERSON})
_NAMING = frozenset({Kind.INSTRUMENT, Kind.WHO, Kind.PERSON})
_INSTRUMENT_NOUNS = frozenset(
    "laws decrees instruments norms resolutions regulations leyes decretos instrumentos normas resoluciones".split()
)
_OF_BODIES = re.compile(
    r"\b(?:ministr(?:y|ies)|institutions?|bod(?:y|ies)|agenc(?:y|ies)|organi[sz]ations?|departments?|ministerios?|"
    r"institucion(?:es)?|organismos?|entidad(?:es)?|agencias?|organizacion(?:es)?|dependencias?)\b"
)
_PLACES = frozenset(
    "city cities town towns place places province provinces region regions district municipality capital airport port "
    "ciudad ciudades localidad lugar lugares provincia provincias region regiones distrito municipio departamento "
    "aeropuerto puerto".split()
)
_ASKS_FOR_PROVISION = re.compile(
    r"\b(?:section|article|provision|chapter|title|paragraph|rule|seccion|articulo|disposicion|capitulo|titulo|norma)"
)
_OF_LAW = frozenset({"article", "section", "law", "decree", "provision", "create", "establish", "norm", "state"})
_NORMS = frozenset({DocumentType.LAW, DocumentType.DECREE})
_METHOD = re.compile(
    r"(?:the |los )?(?:indicators|indicadores) (?:in|of|on|under|de|en|sobre|del) (?:this|these|est[aeo]s?)\b|"
    r"(?:this|the|est[ae]|la|el) (?:area|domain|dimension|category|chapter|section|ambito|dominio|categoria|capitulo|"
    r"seccion) (?:also |tambien )?(?:looks?|assess\w*|examines?|evaluates?|analy[sz]es?|reviews?|covers?|considers?|"
    r"examina|evalua|analiza|mide|aborda|considera|trata|revisa)\b"
)
_ASSESSMENT = frozenset(
    {"mgi", "indicator", "index", "methodology", "benchmark", "domain", "area", "migof", "assessment"}
)
_PLANNED = frozenset({"bill", "proposal", "propose", "plan", "draft", "project"})
_WOULD = re.compile(r"\b(?:would|will|propos\w+|seria|serian|podria|preve|propone|plantea)\b")
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
_OF_NORMS = frozenset("executive decree law section article no bill resolution decreto ejecutivo ley articulo".split())
_LABELLED = re.compile(r"[a-z]{1,2}[).]")
_OF_ARTICLE = 0.6
"""How far the rest of an article holds what one of its sentences is asked for."""
_FIRM = 0.7
_FIRM_INSIDE = 0.5
_RELATED = 0.4
_FOOTNOTE_REACH = 60
_OPENING = 3
_OF_THE_KIND = 8
_BEFORE_OTHERWISE = 2
_PENALTY: Mapping[BlockKind, float] = {BlockKind.FOOTNOTE: 0.1, BlockKind.HEADING: 0.5, BlockKind.LIST_ITEM: 0.05}


def _right_article(part: Part, sentence: StoredSentence, document: DocumentRecord) -> bool:
    """Asked what article 4 of a law says, its article 33 that refers to article 4 does not answer."""
    if not part.articles or document.metadata.type not in _NORMS or not sentence.article:
        return True
    return article_name(sentence.article) in part.articles


def _dates_anew(part: Part, text: str) -> bool:
    """Whether a text has a date beyond the years that the question itself names."""
    folded = fold(text)
    return bool(DAY.search(folded) or OCCASION.search(folded) or set(YEAR_LIKE.findall(folded)) - set(part.years))


def _is_foreseen(sentence: StoredSentence) -> bool:
    """Whether all that a sentence says is what a bill or a plan would bring."""
    found = clauses(sentence.search_text)
    return bool(found) and all(c.stance is Stance.FORESEES for c in found)


def _is_of_method(sentence: StoredSentence) -> bool:
    """Whether a sentence tells what an assessment looks at: "Indicators in this domain examine whether ..."."""
    return bool(_METHOD.match(fold(sentence.search_text)))


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


def _of_one_article(one: StoredSentence, other: StoredSentence) -> bool:
    return one.article is not None and one.article == other.article and one.section == other.section


def _is_scrap(sentence: StoredSentence) -> bool:
    """Whether it is a number alone, or a line that goes on from the one before it."""
    goes_on = sentence.search_text[:1].islower() and not _LABELLED.match(sentence.search_text)
    return len(sentence.terms) < 2 or goes_on


def _says_something(sentence: StoredSentence) -> bool:
    """Leaves out scraps, such as a "However," cut off by a page break, and what asserts nothing: questions, orders."""
    if _IS_QUESTION.search(sentence.text) or _IS_INSTRUCTION.search(fold(sentence.text)):
        return False
    if _OF_SOURCES.fullmatch(fold(sentence.section.rsplit(" > ", 1)[-1]).strip()):
        return False
    least = 1 if sentence.kind is not BlockKind.PARAGRAPH else 2 if _IS_WHOLE.search(sentence.text) else 3
    return len(sentence.terms) >= least


def _dates_a_norm_alone(part: Part, sentence: StoredSentence) -> bool:
    """Asked when something is so, a sentence whose only date is that of a decree may not be what was meant."""
    dated = part.kind is Kind.DATE and not instruments_in(part.text)
    return dated and not satisfies(Kind.DATE, without_instruments(sentence.search_text), sentence.language)


def _explains(part: Part, sentence: StoredSentence) -> bool:
    """Whether a sentence introduces what is asked for: "X is ...", "... (X)", "the X, which ..."."""
    text = fold(sentence.search_text)
    names = [u.text for u in part.units if u.word_class is WordClass.CONTENT]
    return (
        any(
            re.search(
                rf"\((?:[^()]*\b)?{re.escape(n)}\b|\b{re.escape(n)}\b[^,.;]{{0,30}}?\)?,?\s(?:is|are|was|were|"
                rf"means|es|son|was created|which|who|que)\b",
                text,
            )
            for n in names[-2:]
        )
        or sentence.kind is BlockKind.FOOTNOTE
    )


def _is_plain(unit: Unit) -> bool:
    """A content word of the question's own that is no part of a longer name."""
    return unit.word_class is WordClass.CONTENT and not unit.carried and not unit.phrases


def _strict(unit: Unit) -> bool:
    """Names and identifiers must be met; small figures may be premises of the question's own."""
    if unit.kind is UnitKind.NAME:
        return True
    return unit.kind is UnitKind.NUMBER and bool(re.search(r"\d[./:]\d", unit.text))


def likelihood(part: Part, evidence: Evidence) -> float:
    """The probability that a sentence answers a part of a question, by its signs, 0 to 1."""
    return assurance(signs_of(part, evidence))


def signs_of(part: Part, evidence: Evidence) -> Signs:
    """What speaks for and against a sentence as the answer to a part of a question."""
    return Signs(
        coverage=evidence.coverage,
        own=evidence.own,
        thin=evidence.thin,
        typed=evidence.typed,
        behind=evidence.behind,
        standing=evidence.standing,
        weakest=evidence.weakest,
        length=len(evidence.sentence.terms),
        asked=sum(u.word_class is WordClass.CONTENT for u in part.units),
        foreign=evidence.foreign,
        figure=part.kind in FIGURES,
    )


def _covers_year(text: str, year: str) -> bool:
    if year in text:
        return True
    spans = re.findall(r"\b((?:19|20)\d\d)\s?[-–]\s?((?:19|20)\d\d)\b", text)
    return any(first <= year <= last for first, last in spans)


def _without_copies(judged: Sequence[Evidence]) -> list[Evidence]:
    """One of each sentence: renderings of one document, or a page and its copy, say the same thing once."""
    kept: dict[str, Evidence] = {}
    for evidence in judged:
        kept.setdefault(" ".join(fold(evidence.sentence.search_text).split()), evidence)
    return list(kept.values())
