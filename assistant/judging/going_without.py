"""What is said, or asked, to be done without something: a body without a secretariat has none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.judging.notions import Notions
from assistant.language.polarity import Stance, clauses, lacked, needs_none
from assistant.understanding.question import BROAD, NARROW, Part, Unit
from ingest.terms import fold, words

_WHATEVER = re.compile(
    r"\b(?:regardless|irrespective|whatever|whether or not|no matter|even (?:if|though|when)|"
    r"independientemente|con independencia|sin importar|sin distincion|cual(?:es)?quiera que|sea cual|"
    r"aun(?:que| cuando))\b"
)
# "A child without parents" is one who is "unaccompanied".
_COMPANY = re.compile(
    r"parents?|family|families|relatives?|mothers?|fathers?|guardians?|adults?|padres?|madres?|familia(?:res)?|parientes?|"
    r"tutor(?:es)?|adult[oa]s?"
)
_ALONE = re.compile(r"\b(?:unaccompanied|alone|no acompanad[oa]s?|sol[oa]s?)\b")
_WEIGHTY = 0.7
"""The share of the weight of a question's weightiest word that one has whose lack says no."""


def has_none_of_it(notions: Notions, part: Part, clause: str, language: str) -> bool:
    """Whether a folded clause names something that a question asks for only as what is lacking.

    "Has the Forum a secretariat?" is denied by "a consultative body without a permanent secretariat".
    """
    without = lacked(clause)
    if not without:
        return False
    asked_without = _asked_without(part)
    most = max((notions.weight(u) for u in part.told), default=0.0)
    own = [u for u in part.told if not u.concepts & (BROAD | NARROW) and notions.weight(u) >= _WEIGHTY * most]
    rest = clause
    for named in without:
        rest = rest.replace(named, " ")
    left = notions.bag_of_text(rest, language)
    lacking = {u.text for u in _units_in(notions, part, without, language)}
    return any(
        u.text in lacking and u not in asked_without and notions.match(u, left) < notions.weights.near for u in own
    )


def may_do_without(notions: Notions, part: Part, sentence: str, language: str) -> bool:
    """Whether a question asks if a thing can be had without another, and a sentence says that this is not needed."""
    asked_without = _asked_without(part)
    if not asked_without:
        return False
    for clause in clauses(sentence):
        bag = notions.bag_of_text(clause.text, language)
        if needs_none(clause.text) and any(notions.match(u, bag) >= notions.weights.near for u in asked_without):
            return True
    asserted = " ".join(c.text for c in clauses(sentence) if c.stance is Stance.ASSERTS)
    named = [notions.bag_of_text(text, language) for text in lacked(asserted)]
    return any(notions.match(u, bag) >= notions.weights.near for u in asked_without for bag in named)


def tells_nothing_of_going_without(notions: Notions, part: Part, sentence: str, language: str) -> bool:
    """Whether a question asks what may be done without a thing, and a sentence does not say that it may be wanting.

    "Those with a permit may work" is no yes to "May one work without a permit?".
    """
    first = {words(named)[0] for named in lacked(fold(part.text))}
    if not any(u.text in first for u in part.told) or _WHATEVER.search(fold(sentence)):
        return False
    if any(_COMPANY.fullmatch(word) for word in first) and _ALONE.search(fold(sentence)):
        return False
    return not may_do_without(notions, part, sentence, language)


def _asked_without(part: Part) -> list[Unit]:
    """What a question names as missing: "without asking for another permit"."""
    missing = {word for named in lacked(fold(part.text)) for word in words(named)}
    return [u for u in part.told if u.text in missing]


def _units_in(notions: Notions, part: Part, texts: Sequence[str], language: str) -> list[Unit]:
    bags = [notions.bag_of_text(text, language) for text in texts]
    return [u for u in part.told if any(notions.match(u, bag) >= notions.weights.near for bag in bags)]
