"""Which article of a norm answers, among others that share most of its words.

Articles of one norm speak of the same people, papers and bodies. What tells them apart is what each sentence says, what
the heading of its article says that it is on, whether the words of the question stand together in it (the "Review
Commission" is not the "Special Commission" whose decisions are reviewed), and whether it is on what becomes of a thing
later (its extension, its loss) where the question asks of the thing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from assistant.instruments.own_instruments import NORMS
from assistant.judging.asked import MEASURED
from assistant.judging.evidence import Evidence
from assistant.judging.lists import item_title
from assistant.judging.notions import Notions
from assistant.language.lexicon import WordClass
from assistant.understanding.answer_kind import Kind
from assistant.understanding.question import Part
from ingest.document import BlockKind
from ingest.store import StoredSentence
from ingest.terms import fold, terms


@dataclass(frozen=True, slots=True)
class InNorms:
    """How much signs count among the sentences of norms, in log odds (fitted on the questions of ``evals.norms``)."""

    sure: float = 0.75
    headed: float = 4.2
    placed: float = 3.1
    alone: float = 9.5
    typed: float = 1.8
    item: float = -1.3
    scrap: float = -1.5
    together: float = 2.0
    later: float = -1.0
    follows: float = 5.0


_IN_NORMS = InNorms()
_BY_LITTLE = 2.1
"""In log odds: what stands no further behind the best sentence than that is quoted beside it."""
_LABELLED = re.compile(r"[a-z]{1,2}[).]")
_LATER = frozenset(
    {"extension", "renewal", "amendment", "loss", "replacement", "suspension", "cessation", "exemption", "expulsion"}
    | {"appeal", "reconsider", "revoke"}
)
"""Notions of what becomes of a permit, a contract, a status or a decision that there is already."""
_WHAT_FOLLOWS = re.compile(
    r"\bque (?:le |les |se )?(?:pasa|sucede|ocurre)\w*\b|\b(?:consecuencias?|efectos?) (?:de|tiene|trae)|"
    r"\bwhat (?:would |will |may |might |can )?happens?\b|\bconsequences? (?:of|does|do|are)\b"
)
_FOLLOWS = re.compile(
    r"\b(?:gener|ocasion|acarre|conllev|origin|produc|implic|entran|determin)(?:a|an|ara|aran)\b|\bda(?:ra|n)? lugar\b|"
    r"\bdeber\w+ (?:abandonar|salir|devolver|pagar|reembolsar)\b|"
    r"\bqued(?:a|an|ara|aran) (?:\w+mente )?(?:obligad|sujet|sometid|sin efecto|cancelad|extinguid|anulad)\w*|"
    r"\b(?:sera|seran|es|son) (?:sancionad|reprimid|multad|expulsad|cancelad|denegad|declarad)\w*|\bpierden?\b|"
    r"\b(?:leads?|gives? rise|results? in|entails?|brings? about)\b|"
    r"\b(?:is|are|shall be|becomes?) (?:liable|obliged|subject)\b|"
    r"\bshall (?:be (?:fined|punished|cancelled|revoked|refused)|lose|cease|lapse)\b|\bloses?\b"
)
_OPENS = 4
"""Terms of a sentence that say what it is on."""


class AmongArticles:
    """Puts the sentences of norms in order, and finds those of other articles that may be meant as well.

    Args:
        notions: knows which notions texts hold.
    """

    def __init__(self, notions: Notions) -> None:
        self._notions = notions

    def in_order(self, part: Part, typed: Sequence[Evidence]) -> list[Evidence]:
        """Sentences of norms, the one that answers most probably first."""
        return sorted(typed, key=lambda e: -self.standing(part, e))

    def standing(self, part: Part, evidence: Evidence) -> float:
        """How well a sentence of a norm answers beside others of it, in log odds.

        Items of an article share all that stands around them, so what they say themselves counts besides.
        """
        sure = min(0.99999, max(0.00001, evidence.likelihood))
        signs = (
            (_IN_NORMS.sure, log(sure / (1.0 - sure))),
            (_IN_NORMS.headed, evidence.headed),
            (_IN_NORMS.placed, evidence.placed),
            (_IN_NORMS.alone, evidence.alone),
            (_IN_NORMS.typed, evidence.typed),
            (_IN_NORMS.item, part.kind is not Kind.LIST and evidence.sentence.kind is BlockKind.LIST_ITEM),
            (_IN_NORMS.scrap, _is_scrap(evidence.sentence)),
            (_IN_NORMS.together, self._together(part, evidence.sentence)),
            (_IN_NORMS.later, self._is_later(part, evidence.sentence)),
            (_IN_NORMS.follows, _asks_what_follows(part) and _tells_what_follows(evidence.sentence)),
        )
        return sum(weight * sign for weight, sign in signs)

    def rivals(self, part: Part, typed: Sequence[Evidence]) -> tuple[Evidence, ...]:
        """What falls short of the best sentence by little: the best of each other article, and another term in its own.

        An article may set several terms or sums; where two of them answer about as probably, both are given.
        """
        best = typed[0]
        if part.kind is Kind.YES_NO or part.articles or best.document.metadata.type not in NORMS:
            return ()
        least = self.standing(part, best) - _BY_LITTLE
        near = [e for e in typed[1:] if e.document.metadata.type in NORMS and self.standing(part, e) >= least]
        beside = [e for e in near if part.kind in MEASURED and _article_of(e) == _article_of(best)]
        beside = [e for e in beside if e.sentence.article and self._heaviest(part) not in e.loose]
        beside = [e for e in beside if not _below_another_title(e.sentence, best.sentence)]
        others: dict[tuple[str, str | None], Evidence] = {}
        for other in near:
            if other.sentence.article and _article_of(other) != _article_of(best):
                others.setdefault(_article_of(other), other)
        return (*beside[:1], *others.values())

    def _heaviest(self, part: Part) -> str:
        """The word that counts most in a question; empty where none counts."""
        told = part.told
        return max(told, key=self._notions.weight).text if told else ""

    def _together(self, part: Part, sentence: StoredSentence) -> float:
        """The share of the pairs of neighbouring words of a question that stand side by side, 0 to 1.

        In the sentence, or in the heading of its article; in any order, as Spanish turns round what English says.
        """
        units = [u for u in part.units if u.word_class is not WordClass.SCAFFOLD]
        weighted = [(a, b, self._notions.weight(a) + self._notions.weight(b)) for a, b in pairwise(units)]
        total = sum(weight for *_, weight in weighted)
        texts = [sentence.terms, terms(_heading(sentence), sentence.language)]
        held = [
            sum(weight for a, b, weight in weighted if self._notions.side_by_side(a, b, text, sentence.language))
            for text in texts
        ]
        return max(held) / total if total else 0.0

    def _is_later(self, part: Part, sentence: StoredSentence) -> bool:
        """Whether a sentence or its article is on what becomes of a thing later, and the question is not."""
        heading = self._notions.bag_of_text(_heading(sentence), sentence.language)
        opening = self._notions.concepts_of(sentence.terms[:_OPENS], sentence.language)
        asked = {c for u in part.units for c in u.concepts}
        return bool((heading.concepts | opening) & _LATER - asked)


def _heading(sentence: StoredSentence) -> str:
    """The heading of the article that a sentence stands in; empty outside of articles."""
    return sentence.heading if sentence.article else ""


def _below_another_title(one: StoredSentence, other: StoredSentence) -> bool:
    """Whether two paragraphs stand below different titles of items: what students are given, journalists are not."""
    titles = {item_title(one), item_title(other)}
    return "" not in titles and len(titles) > 1


def _article_of(evidence: Evidence) -> tuple[str, str | None]:
    return evidence.document.id, evidence.sentence.article


def _is_scrap(sentence: StoredSentence) -> bool:
    """Whether it is a number alone, or a line that goes on from the one before it."""
    goes_on = sentence.search_text[:1].islower() and not _LABELLED.match(sentence.search_text)
    return len(sentence.terms) < 2 or goes_on


def _asks_what_follows(part: Part) -> bool:
    """Whether a question is after the consequence of something: "What happens if a fine is not paid?"."""
    return bool(_WHAT_FOLLOWS.search(fold(part.text)))


def _tells_what_follows(sentence: StoredSentence) -> bool:
    """Whether a sentence says what something brings about, or what somebody is then liable to."""
    return bool(_FOLLOWS.search(fold(sentence.search_text)))
