"""Follow-up questions: what an elliptical turn takes over from the turns before it.

"And for refugees?" keeps the matter and changes the group; "which decree says that?" keeps everything. What is taken
over counts less than what the turn says itself, is looked for first where the last answer was quoted from, and is shown
to the user.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer import Answer, Citation
from assistant.language.countries import Gazetteer
from assistant.language.lexicon import WordClass
from assistant.understanding.answer_kind import AUXILIARY, INTERROGATIVE, Kind, asks_when, leads_with_verb
from assistant.understanding.question import Part, Query, Unit, UnitKind, carry
from assistant.understanding.understanding import Understanding
from assistant.understanding.wishes import request_in
from ingest.terms import fold, words

_OPENS = re.compile(r"^\W*(?:and|but|so|then|what about|how about|y|pero|entonces|e|que hay de|que pasa con)\b")
_POINTS_BACK = re.compile(
    r"\b(?:it|its|that|this|those|these|they|them|their|there|then|the one|the same|such|"
    r"the (?:first|second|third|last) one|eso|esa|ese|esos|esas|esto|lo|ello|ellos|ellas|alli|ahi|entonces|dicho|dicha|"
    r"al respecto|su|sus|(?:el|la) (?:primer[oa]|segund[oa]|tercer[oa]|ultim[oa]))\b"
)
# "And if the victim is twelve?", "¿y cuando no ha cumplido catorce?": what was asked, of another case.
_ANOTHER_CASE = re.compile(
    rf"^\W*(?:and|but|y|pero)\W+(?:if|when(?! (?:{AUXILIARY['en']})\b)|in case|for(?! (?:what|which|whom?|how)\b)|"
    r"si|cuando|en caso|para(?! (?:que|quien|cual|cuando)\b))\b"
    rf"(?!.*, ?(?:{INTERROGATIVE['en']}|{AUXILIARY['en']}|{INTERROGATIVE['es']})\b)"
)
_PEOPLE = re.compile(r"\b(?:they|them|their|theirs|ellos|ellas|les)\b")
_CORRECTS = re.compile(
    r"^\W*(?:(?:no|nope|sorry|wait|actually|oops|perdon|disculpa|disculpe|espera)\b[\s,.:;-]*)*"
    r"(?:i (?:meant|mean|was asking about|am asking about|asked about)|i'm asking about|rather|instead|"
    r"not (?:that|this)(?: one)?,?(?: but)?|me (?:refer(?:ia|i|o)|refiero) a|quise decir|queria decir|digo|mas bien|"
    r"sino|preguntaba por|pregunto por)\b[\s,:]*"
)
_CORE = re.compile(
    r"^\W*(?:(?:and|but|so|then|y|pero|entonces|e|what about|how about|que hay de|que pasa con)\b\W*)?"
    r"(?:(?:for|in|with|to|of|from|about|on|at|by|para|en|con|a|al|del|de|sobre|por)\b\s+)?"
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
_BRINGS_ABOUT = frozenset("create start approval adoption foundation publication".split())
_WHERE_SAID = re.compile(
    r"\b(?:in )?(?:what|which) (?:document|source|page|section|part|report)\b|"
    r"\bwhere (?:does it|is (?:it|that|this)|do they)\b|"
    r"\ben (?:que|cual) (?:documento|fuente|pagina|seccion|parte|informe)\b|"
    r"\bdonde (?:lo |se |esta )?(?:dice|pone|consta|senala|menciona|escrito)\b"
)
_EXISTS = frozenset("existe existen hay".split())
_SHORT = 3
_REMEMBERED = 2


@dataclass(frozen=True, slots=True)
class Thread:
    """The turns before a question, oldest first."""

    answers: tuple[Answer, ...]

    @property
    def asked(self) -> tuple[Answer, ...]:
        """The answers to questions, without those to wishes such as "shorter"."""
        return tuple(a for i, a in enumerate(self.answers) if not (i and request_in(a.question)))

    @property
    def cited(self) -> tuple[Citation, ...]:
        """What the last answer that quotes anything was quoted from, unless it lies far back."""
        recent = [a.citations for a in self.asked[-_REMEMBERED:] if a.citations]
        return recent[-1] if recent else ()

    @property
    def language(self) -> str | None:
        """The language of the last answer."""
        return self.answers[-1].language if self.answers else None


def completed(query: Query, thread: Thread, understanding: Understanding) -> Query:
    """The query with what it leaves unsaid taken over from the last question, where it leaves something unsaid."""
    earlier: Query | None = None
    for answer in thread.asked:
        earlier = _followed(understanding.read(answer.question, answer.language), earlier, understanding)
    return _followed(query, earlier, understanding)


def _followed(query: Query, earlier: Query | None, understanding: Understanding) -> Query:
    fresh = _NEW_SUBJECT.sub("", query.text)
    if fresh != query.text:
        return understanding.read(fresh, query.language)
    if earlier is None:
        return query
    corrects = _CORRECTS.match(fold(query.text))
    if corrects:
        rest = " ".join(query.text.split()[len(corrects[0].split()) :])
        query = understanding.read(rest, query.language) if rest else query
    if not (corrects or _leans_back(query)) or not earlier.parts:
        return query
    parts = [_taken_over(part, query, earlier, understanding.gazetteer) for part in query.parts]
    return replace(
        query,
        parts=tuple(parts),
        countries=query.countries or earlier.countries,
        years=query.years or (earlier.years if not query.instruments else ()),
        understood_as=_in_words(query, earlier, understanding.gazetteer),
        text=f"{earlier.text} {query.text}",
        follows=True,
    )


def _leans_back(query: Query) -> bool:
    folded = fold(query.text)
    content = [u for p in query.parts for u in p.units if u.word_class is WordClass.CONTENT]
    if _OPENS.match(folded) or _is_bare_predicate(folded, query.language):
        return True
    if any(u.kind is UnitKind.NAME or u.is_of_the_field for u in content):
        return bool(_POINTS_BACK.search(folded)) and len(content) <= 2
    return (bool(_POINTS_BACK.search(folded)) and len(content) <= 4) or len(content) <= 1


def _is_bare_predicate(folded: str, language: str) -> bool:
    """Whether a Spanish turn is a verb and little else: what "¿Es ley?" speaks of was said before."""
    found = words(folded)
    short = language == "es" and len(found) <= _SHORT and found[:1] and found[0] not in _EXISTS
    return bool(short) and leads_with_verb(folded, language) and found[0] not in ("que", "cual", "quien", "como")


def _taken_over(part: Part, query: Query, earlier: Query, gazetteer: Gazetteer) -> Part:
    places = {word for span, _ in gazetteer.spans(part.text) for word in words(span)}
    own = [u for u in part.units if u.word_class is WordClass.CONTENT and u.text not in places]
    units = [u for u in earlier.units if not _replaced(u, part, query, gazetteer)]
    if len(own) > 1 and leads_with_verb(part.text, query.language) and _PEOPLE.search(fold(part.text)):
        # "Is school free for them?" says all but who they are.
        units = [u for u in units if any(u.concepts & group for group in _ALTERNATIVES[:1])] or units
    kind = part.kind
    elliptical = len([u for u in own if u.word_class is not WordClass.SCAFFOLD]) <= 2
    another_case = _ANOTHER_CASE.match(fold(part.text)) and not asks_when(part.text)
    if another_case or (
        elliptical and kind in (Kind.OPEN, Kind.YES_NO) and not leads_with_verb(part.text, query.language)
    ):
        kind = earlier.parts[-1].kind
    if kind is Kind.INSTRUMENT:
        part = replace(part, units=tuple(_lightly(u) for u in part.units))
    if not own and _WHERE_SAID.search(fold(part.text)):
        kind = Kind.OPEN
    carried = carry(part, units)
    if len(own) <= 1 and kind is Kind.YES_NO:
        # "And Costa Rica?" asks the whole of the last question again.
        carried = replace(carried, units=tuple(replace(u, carried=False) for u in carried.units))
    return replace(carried, kind=kind, carried_over=kind is not Kind.YES_NO)


def _lightly(unit: Unit) -> Unit:
    """Which decree created it, approved it or set it up is all one: the decree behind it."""
    return replace(unit, word_class=WordClass.LIGHT) if unit.concepts & _BRINGS_ABOUT else unit


def _replaced(unit: Unit, part: Part, query: Query, gazetteer: Gazetteer) -> bool:
    """Whether the turn names another of the same kind: a country, a year, a group, a sector."""
    if query.countries and (gazetteer.countries(unit.text) or unit.kind is UnitKind.NUMBER):
        return True
    if unit.kind is UnitKind.NUMBER and query.years:
        return True
    own = frozenset(c for u in part.units for c in u.concepts)
    return any(unit.concepts & group and own & group and not unit.concepts & own for group in _ALTERNATIVES)


def _in_words(query: Query, earlier: Query, gazetteer: Gazetteer) -> str:
    """How the turn was understood, for the user: the last question with the new word in it, or what the turn is on."""
    before, turn = earlier.understood_as or earlier.text, query.text.strip(" .")
    swapped = _with_another(query, earlier, before, gazetteer)
    if swapped:
        return swapped
    root = before.split(_ON[query.language])[0].strip(" )")
    return f"{turn}{_ON[query.language]}{root})"


_ON = {"en": " (on: ", "es": " (sobre: "}


def _with_another(query: Query, earlier: Query, before: str, gazetteer: Gazetteer) -> str | None:
    """The last question with what the turn replaces put in its place, where that is one stretch of words."""
    part = query.parts[-1]
    if earlier.language != query.language or leads_with_verb(_CORE.sub("", fold(part.text), count=1), query.language):
        return None
    gone = {u.text for u in earlier.units if _replaced(u, part, query, gazetteer)}
    tokens = before.split()
    places = [i for i, t in enumerate(tokens) if set(words(t)) & gone]
    if not places or places[-1] - places[0] != len(places) - 1:
        return None
    opening = _CORE.match(fold(query.text))
    core = query.text[opening.end() if opening else 0 :].strip(" ?¿.")
    tail = "".join(re.findall(r"[?.]+$", tokens[places[-1]]))
    return " ".join([*tokens[: places[0]], core + tail, *tokens[places[-1] + 1 :]])


def ordinal_of(turn: str) -> int | None:
    """Which of several things a turn points at ("the second one", "la última"): from 0, -1 for the last."""
    found = _ORDINAL.search(fold(turn))
    return _PLACES[next(key for key in _PLACES if found[1].startswith(key))] if found else None


_PLACES = {"first": 0, "primer": 0, "second": 1, "segund": 1, "third": 2, "tercer": 2, "last": -1, "ultim": -1}
_ORDINAL = re.compile(
    r"\b(?:the|el|la|that|ese|esa) (first|second|third|last|primer[oa]?|segund[oa]|tercer[oa]?|ultim[oa])"
    r"(?: one)?(?=\W|$)"
)


def about_the_answer(cited: Sequence[Citation], turn: str) -> tuple[Citation, ...]:
    """The citations that a turn points at: one of several where it counts, otherwise all."""
    place = ordinal_of(turn)
    if place is None or not -len(cited) <= place < len(cited):
        return tuple(cited)
    return (cited[place],)
