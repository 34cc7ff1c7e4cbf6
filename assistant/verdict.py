"""Yes, no, in part: what the deciding sentence says to a yes-or-no question.

The heading that a sentence stands under never decides; the sentence does, clause by clause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Verdict
from assistant.evidence import Evidence, Judge
from assistant.lexicon import WordClass
from assistant.polarity import Clause, Stance, clauses, denies, restrictions, speaks_of_a_bill
from assistant.question import Part, Unit, UnitKind
from assistant.selection import Quote, Role, cell, says_yes
from ingest.store import StoredSentence

_OPERATIVE = re.compile(
    r"\b(?:allows?|allowed|permits?|permitted|entitles?|may|permite|permiten|autoriza|puede|pueden)\b"
)
_FLIPPED = {Verdict.YES: Verdict.NO, Verdict.NO: Verdict.YES, Verdict.PARTIAL: Verdict.PARTIAL}


def verdict(judge: Judge, part: Part, best: Evidence, quotes: Sequence[Quote]) -> Verdict:
    """The verdict of the best evidence, softened by what qualifies it among the quotes."""
    if cell(best.sentence):
        found = {True: Verdict.YES, False: Verdict.NO, None: Verdict.PARTIAL}[says_yes(best.sentence)]
    else:
        found = _of_sentence(judge, part, best.sentence)
        found = _softened(judge, part, best.sentence, found, quotes)
    return _FLIPPED[found] if part.negated else found


def _of_sentence(judge: Judge, part: Part, sentence: StoredSentence) -> Verdict:
    parts = clauses(sentence.search_text)
    decisive = max(parts, key=lambda c: _held(judge, part, c, sentence.language))
    stance = decisive.stance
    if speaks_of_a_bill(decisive.text):
        return Verdict.PARTIAL if _OPERATIVE.search(decisive.text) else Verdict.NO
    if stance is Stance.DENIES:
        return Verdict.NO
    if stance is Stance.FORESEES:
        return Verdict.NO
    if stance is Stance.LIMITS:
        return _of_limit(judge, part, decisive, sentence.language)
    following = [c for c in parts if c.start >= decisive.end and c.contrasts and c.stance is not Stance.ASSERTS]
    if following:
        return _of_turn(judge, part, following[0], sentence.language)
    return _of_assertion(judge, part, sentence)


def _of_limit(judge: Judge, part: Part, clause: Clause, language: str) -> Verdict:
    """ "Not formally": no to a question that asks for just that, in part to one that does not."""
    limited = re.search(
        r"\b(?:formal|specific|systematic|regular|full|explicit|especific|sistematic|plena)\w*", clause.text
    )
    if limited and denies(clause.text):
        bag = judge.bag_of_text(limited[0], language)
        if any(judge.match(u, bag) for u in part.units if not u.carried):
            return Verdict.NO
    return Verdict.PARTIAL


def _of_turn(judge: Judge, part: Part, turn: Clause, language: str) -> Verdict:
    """An assertion followed by "however, ... not": no where the question asks for what the turn denies, else in part."""
    before = [u for u in _content(part) if judge.match(u, judge.bag_of_text(turn.text, language))]
    share = len(before) / max(1, len(_content(part)))
    return Verdict.NO if turn.stance is Stance.DENIES and share > 0.75 else Verdict.PARTIAL


def _of_assertion(judge: Judge, part: Part, sentence: StoredSentence) -> Verdict:
    limits = [r for r in restrictions(sentence.search_text) if not _asked(judge, part, r, sentence.language)]
    if limits and part.universal:
        return Verdict.NO
    if limits:
        return Verdict.PARTIAL
    if _figures_differ(judge, part, sentence):
        return Verdict.NO
    return Verdict.YES


def _figures_differ(judge: Judge, part: Part, sentence: StoredSentence) -> bool:
    """The question names a figure and the sentence has others in its place."""
    bag = judge.bag(sentence)
    asked = [u for u in part.units if u.kind is UnitKind.NUMBER and not u.carried]
    return bool(asked) and not any(judge.match(u, bag) for u in asked) and bool(bag.numbers)


def _softened(judge: Judge, part: Part, sentence: StoredSentence, found: Verdict, quotes: Sequence[Quote]) -> Verdict:
    qualifiers = [q.sentence for q in quotes if q.role is Role.QUALIFIER]
    others = [q.sentence for q in quotes if q.role is Role.CLAIM and q.sentence.id != sentence.id]
    if found is Verdict.YES and any(
        c.stance in (Stance.DENIES, Stance.LIMITS) for s in others for c in clauses(s.search_text)
    ):
        return Verdict.PARTIAL
    for other in qualifiers:
        first = clauses(other.search_text)[0]
        if (
            found is Verdict.YES
            and other.ordinal > sentence.ordinal
            and first.contrasts
            and first.stance is not Stance.ASSERTS
        ):
            return Verdict.PARTIAL
        if found is Verdict.NO and other.ordinal < sentence.ordinal and clauses(sentence.search_text)[0].contrasts:
            if (
                all(c.stance is Stance.ASSERTS for c in clauses(other.search_text))
                and _held_share(judge, part, other) >= 0.4
            ):
                return Verdict.PARTIAL
    return found


def _content(part: Part) -> list[Unit]:
    return [u for u in part.units if u.word_class is WordClass.CONTENT and not u.carried]


def _held(judge: Judge, part: Part, clause: Clause, language: str) -> float:
    bag = judge.bag_of_text(clause.text, language)
    return sum(judge.weight(u) * judge.match(u, bag) for u in part.units)


def _held_share(judge: Judge, part: Part, sentence: StoredSentence) -> float:
    units = _content(part)
    bag = judge.bag(sentence)
    return sum(judge.match(u, bag) for u in units) / max(1, len(units))


def _asked(judge: Judge, part: Part, restriction: str, language: str) -> bool:
    """Whether the question itself speaks of what the restriction says."""
    bag = judge.bag_of_text(restriction, language)
    hits = [u for u in _content(part) if judge.match(u, bag)]
    return len(hits) >= max(1, len(bag.stems) // 3)
