"""Follow-up questions: what an elliptical turn takes over from the turns before it.

"And for refugees?" keeps the matter and changes the group; "which decree says that?" keeps everything. What is taken
over counts less than what the turn says itself, and is shown to the user.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.answer import Answer
from assistant.countries import Gazetteer
from assistant.lexicon import WordClass
from assistant.question import Kind, Part, Query, Understanding, Unit, UnitKind, carry, leads_with_verb
from ingest.terms import fold, words

_OPENS = re.compile(r"^\W*(?:and|but|so|then|y|pero|entonces|e)\b")
_POINTS_BACK = re.compile(
    r"\b(?:it|its|that|this|those|these|they|them|their|there|the one|the same|such|"
    r"eso|esa|ese|esos|esas|esto|lo|ello|ellos|ellas|alli|ahi|dicho|dicha|al respecto|su|sus)\b"
)
_CORRECTS = re.compile(
    r"^\W*(?:no,|i meant|i mean|sorry,|rather|no, me refer|me refer|quise decir|perdon)", re.IGNORECASE
)

# Notions of which a follow-up names another of the same kind in place of the first ("and for refugees?").
_ALTERNATIVES: tuple[frozenset[str], ...] = (
    frozenset(
        {
            "refugee",
            "asylum seeker",
            "migrant",
            "immigrant",
            "foreigner",
            "stateless",
            "woman",
            "child",
            "student",
            "worker",
            "employment",
            "victim",
            "indigenous",
            "national",
            "citizen",
        }
    ),
    frozenset({"health", "education", "housing", "employment", "justice", "school"}),
)
_NEW_SUBJECT = re.compile(
    r"^\W*(?:leave that|different (?:topic|question|subject)|another (?:topic|question|thing|subject)|"
    r"changing (?:the )?subject|"
    r"on another (?:topic|note)|new question|otra cosa|otra pregunta|otro tema|cambi(?:o|ando) de tema|"
    r"dejemos eso|aparte)\s*[.:,;]\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Thread:
    """The turns before a question, oldest first."""

    answers: tuple[Answer, ...]

    @property
    def last_question(self) -> str | None:
        """The last question as it was understood."""
        if not self.answers:
            return None
        last = self.answers[-1]
        return last.understood_as or last.question


def completed(query: Query, thread: Thread, understanding: Understanding) -> Query:
    """The query with what it leaves unsaid taken over from the last question, where it leaves something unsaid."""
    before = thread.last_question
    fresh = _NEW_SUBJECT.sub("", query.text)
    if fresh != query.text:
        return understanding.read(fresh, query.language)
    if before is None or not _leans_back(query):
        return query
    earlier = understanding.read(before)
    parts = [_taken_over(part, query, earlier, understanding.gazetteer) for part in query.parts]
    return replace(
        query,
        parts=tuple(parts),
        countries=query.countries or earlier.countries,
        years=query.years or (earlier.years if not query.instruments else ()),
        understood_as=f"{before.rstrip(' ?.')} — {query.text}",
        text=f"{before} {query.text}",
    )


def _leans_back(query: Query) -> bool:
    folded = fold(query.text)
    content = [u for p in query.parts for u in p.units if u.word_class is WordClass.CONTENT]
    if _OPENS.match(folded) or _CORRECTS.match(folded):
        return True
    if any(u.kind is UnitKind.NAME or (u.concepts and any(c.startswith("term:") for c in u.concepts)) for u in content):
        return bool(_POINTS_BACK.search(folded)) and len(content) <= 2
    return (bool(_POINTS_BACK.search(folded)) and len(content) <= 4) or len(content) <= 1


def _taken_over(part: Part, query: Query, earlier: Query, gazetteer: Gazetteer) -> Part:
    places = {word for span, _ in gazetteer.spans(part.text) for word in words(span)}
    own = [u for u in part.units if u.word_class is WordClass.CONTENT and u.text not in places]
    units = [u for u in earlier.units if not _replaced(u, part, query, gazetteer)]
    kind = part.kind
    elliptical = len([u for u in own if u.word_class is not WordClass.SCAFFOLD]) <= 2
    if elliptical and kind in (Kind.OPEN, Kind.YES_NO) and not leads_with_verb(part.text, query.language):
        kind = earlier.parts[-1].kind
    carried = carry(part, units)
    if len(own) <= 1 and kind is Kind.YES_NO:
        # "And Costa Rica?" asks the whole of the last question again.
        carried = replace(carried, units=tuple(replace(u, carried=False) for u in carried.units))
    return replace(carried, kind=kind, carried_over=kind is not Kind.YES_NO)


def _replaced(unit: Unit, part: Part, query: Query, gazetteer: Gazetteer) -> bool:
    """Whether the turn names another of the same kind: a country, a year, a group, a sector."""
    if query.countries and (gazetteer.countries(unit.text) or unit.kind is UnitKind.NUMBER):
        return True
    if unit.kind is UnitKind.NUMBER and query.years:
        return True
    own = frozenset(c for u in part.units for c in u.concepts)
    return any(unit.concepts & group and own & group and not unit.concepts & own for group in _ALTERNATIVES)
