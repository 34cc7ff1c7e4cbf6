"""Does a plan cover or mention something? A yes needs the thing in the sentence, not only the plan.

"Does the framework say anything about migrants?" shares nearly all its words with the sentence that presents the
framework. What answers is a sentence that speaks of the thing asked about, often one that only points back: "However,
it does not refer to migrants."
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.judging.evidence import Evidence
from assistant.judging.judge import Judge
from assistant.judging.notions import Bag
from assistant.language.lexicon import WordClass
from assistant.language.polarity import Stance, clauses
from assistant.understanding.question import Part, Unit, UnitKind
from ingest.store import StoredSentence
from ingest.terms import fold, words

_OF_SCOPE = re.compile(
    r"\b(?:cover|covers|covered|mention|mentions|mentioned|include|includes|included|refers? (?:\w+ly )?to|referred to|"
    r"(?<=\w )applies to|(?:do|does|did) (?:\w+ ){1,8}?apply to|address(?:es|ed)?|"
    r"says? (?:anything|something|a word)(?: \w+)? (?:about|on)|talks? about|speaks? (?:of|about)|"
    r"makes? (?:any |\w+ )?(?:reference to|mention of)|"
    r"cubren?|cubiert[oa]s?|mencionan?|mencionad[oa]s?|mencione|incluyen?|incluid[oa]s?|contemplan?|contemplad[oa]s?|"
    r"se refieren?|referirse|se aplican? a|abarcan?|aludid[oa]s?|aluden? a|aborda[n]?|"
    r"hablan? (?:de|sobre)|se ocupan?\b(?=.* del? )|"
    r"(?:dicen?|diga) algo(?: \w+)? (?:sobre|de|acerca de)|hacen? (?:\w+ )?(?:referencia a|mencion de|mencion a))\b"
)
# "¿Menciona el plan a los refugiados?": what is covered stands after what covers it.
_SUBJECT_FIRST = re.compile(
    r" *(?:el|la|los|las|es[aeo]s?|est[aeo]s?|dich[oa]s?) .+? (?:al?|a l[oa]s?) (?!l[oa]s? )(.+)"
)
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|es|son|esta|estan|fue|fueron)\b(?=[^,;?]*\b(?:mentioned|covered|included|addressed|"
    r"referred to|mencionad[oa]s?|cubiert[oa]s?|incluid[oa]s?|contemplad[oa]s?)\b)"
)
# "De manera expresa" says how; "población migrante" are migrants.
_BESIDE_IT = re.compile(
    r"\b(?:de (?:manera|forma|modo) \w+|by name|explicitly|expressly|specifically|formally|\w+mente|explicit|express|"
    r"expres[oa]s?|explicit[oa]s?|especific[oa]s?|"
    r"(?:poblacion(?:es)?|personas?|people|persons)(?= (?!de\b|in\b|of\b|en\b|que\b|who\b)\w))\b"
)
_MOST_OF_IT = 0.6
_REACH = 3


def asks_of_scope(part: Part) -> bool:
    """Whether a question is on what something covers, includes or mentions."""
    return bool(_OF_SCOPE.search(fold(part.text)))


class Mentions:
    """Holds what is said to be covered or mentioned against sentences.

    Args:
        judge: knows which notions a sentence holds.
    """

    def __init__(self, judge: Judge) -> None:
        self._judge = judge

    def speaks_of_it(self, part: Part, sentence: StoredSentence) -> bool:
        """Whether a sentence, with what it leans on, holds what is asked to be covered; true of other questions."""
        wanted = self._wanted(part)
        read = self._judge.backdrop.led_up_to(sentence)
        return not wanted or self._holds(wanted, [self._judge.notions.bag(s) for s in read])

    def denied(self, part: Part, best: Evidence) -> StoredSentence | None:
        """The sentence, on the plan or soon after, that denies to cover the thing asked about; None without one."""
        wanted = self._wanted(part)
        if not wanted or best.sentence.article:
            return None
        for follower in (best.sentence, *self._judge.backdrop.after(best.sentence, _REACH)):
            bag = self._judge.notions.bag(follower)
            if self._holds(wanted, [bag]) and self._denies_to_cover(follower):
                return follower
        return None

    def _denies_to_cover(self, sentence: StoredSentence) -> bool:
        """Whether it is the covering itself that a sentence denies: "it does not refer to ..."."""
        return any(
            c.stance in (Stance.DENIES, Stance.LIMITS) and _OF_SCOPE.search(c.text)
            for c in clauses(sentence.search_text)
        )

    def _wanted(self, part: Part) -> list[Unit]:
        """What the question asks to be covered; nothing where it is on something else."""
        asked = fold(part.text)
        found = _OF_SCOPE.search(asked)
        if not found:
            return []
        passive = _PASSIVE.search(asked)
        thing = asked[passive.end() : found.start()] if passive else re.split(r"[,;?]", asked[found.end() :])[0]
        after_subject = _SUBJECT_FIRST.match(thing)
        named = {*words(_BESIDE_IT.sub(" ", after_subject[1] if after_subject else thing))}
        units = [u for u in part.units if u.text in named and u.word_class is not WordClass.SCAFFOLD and not u.carried]
        units = [u for u in units if u.kind is UnitKind.WORD and not self._judge.notions.is_country(u)]
        return [u for u in units if u.word_class is WordClass.CONTENT] or units

    def _holds(self, wanted: Sequence[Unit], bags: Sequence[Bag]) -> bool:
        """Whether texts hold the weightiest of what is asked to be covered, and most of the rest."""
        notions = self._judge.notions
        firmly = notions.weights.in_name
        heaviest = max(wanted, key=notions.weight)
        if not any(notions.match(heaviest, bag) >= firmly for bag in bags):
            return False
        return notions.coverage(wanted, bags, firmly) >= _MOST_OF_IT
