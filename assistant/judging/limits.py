"""The most or the least of something: words that ask for it, and sentences that set it."""

from __future__ import annotations

import re

from assistant.judging.kinds import spelled_out
from assistant.language.bounds import bounds_in
from assistant.understanding.question import Unit
from ingest.store import StoredSentence
from ingest.terms import fold


def asks_for_a_bound(unit: Unit) -> bool:
    """Whether a word of a question asks for the most or the least of something."""
    return unit.text in _MOST or unit.text in _LEAST


def sets_a_bound(unit: Unit, sentence: StoredSentence) -> bool:
    """Whether a sentence bounds a figure so: the maximum is what "shall not exceed three years" sets."""
    upper = unit.text in _MOST
    text = fold(sentence.search_text)
    if upper and (_NOT_TO_BE_EXCEEDED.search(text) or _NAMES_THE_MOST.search(text)):
        return True
    bounds = bounds_in(spelled_out(sentence.search_text, sentence.language))
    return any(bound.upper is upper for bound in bounds)


_MOST = frozenset(
    "maximum maximo maxima maximos maximas longest highest most limit limits cap caps ceiling limite "
    "limites tope topes techo".split()
)
_NOT_TO_BE_EXCEEDED = re.compile(
    r"\b(?:no|not|never|nor|neither|ningun[oa]?|nunca|ni)\b(?: [^\s;.]+){0,12}? (?:exceed|exced|surpass|sobrepas)\w*"
)
# "It is subject to the limit of 30% of the payroll."
_NAMES_THE_MOST = re.compile(r"\b(?:limite|tope|maximo|limit|cap|ceiling|maximum) (?:de|del|of) (?:el |the )?\d")
_LEAST = frozenset("minimum minimo minima minimos minimas shortest lowest least".split())
