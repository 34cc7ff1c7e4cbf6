"""A sentence judged against a part of a question, and what the documents hold on that part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from assistant.instruments.own_instruments import NORMS
from assistant.judging.asked import FIGURES
from assistant.judging.assurance import Signs
from assistant.judging.closeness import Closest
from assistant.judging.weights import Weights
from assistant.language.lexicon import WordClass
from assistant.understanding.question import Part
from ingest.store import DocumentRecord, StoredSentence


class Sufficiency(StrEnum):
    """Whether the evidence answers a part of the question."""

    ENOUGH = "enough"
    PREMISE = "premise"
    """It speaks of the matter but shows that what the question takes for granted is not so."""
    NOT_ENOUGH = "not_enough"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence judged against a part of the question.

    Attributes:
        cosine: closeness of meaning to the whole question, levelled between languages and with its article.
        alone: how far the closeness of the sentence's own words is behind the closest candidate's; 0 or less.
        behind: how far that is behind the closest candidate's.
        standing: how many standard deviations it is above the mean of the candidates.
        weakest: the least cosine of the question's content words, each with the closest word of the sentence.
        near: by the text of a unit that has a vector, the word of the sentence that is closest to it.
        closest: whether no candidate is closer in meaning, each levelled between languages.
        foreign: whether the sentence is in another language than the question.
        coverage: share of the question's weight that the sentence and its surroundings hold, 0 to 1.
        own: the same for the sentence alone.
        headed: the same for the sentence and the heading of its article together.
        placed: the same for all of its article, its heading included.
        met: texts of the units that the sentence alone holds.
        missing: texts of content units that neither it nor its surroundings hold.
        loose: texts of the content units that are at best hinted at: counted in full in ``thin``.
        lack: share of the weight of content units that neither it nor its surroundings hold, 0 to 1.
        thin: the same share of those that only its wider surroundings hold, or nothing.
        firm: share of the weight of content units outside names of several words that the sentence firmly holds.
        replaced: what the sentence has another of than the question: ``year``, ``country`` or ``instrument``, where
            that is all that keeps it from being admissible.
        typed: whether it has the kind of thing that is asked for.
        reading: the log odds that the reader gives; None of what it has not read.
        likelihood: the probability that it answers, by all its signs beside those of the others; 0 of what is at fault.
        told: the reader's log odds of each of its clauses by itself, where it has several and one may decide.
    """

    sentence: StoredSentence
    document: DocumentRecord
    score: float
    coverage: float
    own: float
    headed: float
    placed: float
    met: frozenset[str]
    missing: frozenset[str]
    loose: frozenset[str]
    lack: float
    thin: float
    firm: float
    replaced: str | None
    typed: bool
    admissible: bool
    cosine: float
    alone: float
    weakest: float
    near: Mapping[str, Closest]
    behind: float
    standing: float
    closest: bool
    foreign: bool
    reading: float | None = None
    likelihood: float = 0.0
    told: tuple[float, ...] = ()
    listed: bool | None = None
    """Whether a list of members, whole by its count, names the country asked about; None without such a list."""

    def at(self, sentence: StoredSentence) -> Evidence:
        """The same judgement carried to another sentence: from one item of a list to another of its items."""
        return replace(self, sentence=sentence)


def surely_answers(evidence: Evidence, weights: Weights) -> bool:
    """Whether a sentence is so likely to answer, by all its signs and by the reader's, that its words need not."""
    read = evidence.reading is not None and evidence.reading >= weights.sure_reading
    return read and evidence.likelihood >= weights.sure


def is_later(document: DocumentRecord, other: DocumentRecord) -> bool:
    """Whether a document is later than another one of the same country."""
    one, told = document.metadata, other.metadata
    return one.country == told.country and (one.date or "") > (told.date or "")


def stands_beside(evidence: Evidence) -> bool:
    """Whether a line of a norm stands outside its articles: a recital, a note, a reference to other norms."""
    return evidence.document.metadata.type in NORMS and not evidence.sentence.article


AS_LIKELY_AS_NOT = 0.5
"""The likelihood of a sentence that is as likely to answer as not to."""
NEXT_TO_NOTHING = 0.1
"""The share of a question that a sentence may leave to its wider surroundings and still say nearly all of it."""
_NEARLY_ALL = 0.85


def says_all(evidence: Evidence) -> bool:
    """Whether a sentence holds by itself nearly all that a question says, in whatever order."""
    return evidence.thin <= NEXT_TO_NOTHING and evidence.own >= _NEARLY_ALL


@dataclass(frozen=True, slots=True)
class Finding:
    """What the documents hold on a part of the question, best evidence first.

    Attributes:
        rivals: of other articles of norms, what answers about as probably as the best does.
        whole: whether all of the evidence is quoted, as what stands under the heading that is asked about.
        later: of a yes-or-no question, what later documents of the same country say was done since.
        elsewhere: of a question for a figure, what other documents of the same country say with another figure.
    """

    part: Part
    sufficiency: Sufficiency
    evidence: tuple[Evidence, ...]
    nearest: tuple[Evidence, ...] = field(default=())
    rivals: tuple[Evidence, ...] = field(default=())
    whole: bool = False
    later: tuple[Evidence, ...] = field(default=())
    elsewhere: tuple[Evidence, ...] = field(default=())

    @property
    def best(self) -> Evidence:
        """The evidence that decides. Only where there is any."""
        return self.evidence[0]


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
        reading=evidence.reading,
    )
