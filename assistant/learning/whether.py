"""Yes, no or in part: a sentence of a plain form turned into the question that it answers.

Only sentences whose grammar leaves no doubt are turned: one subject, one verb, and no word that limits. The answer is
what the sentence says. Where the next sentence turns against an assertion, nothing is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.language.polarity import Stance, clauses, foresees, hinders, opens_with_contrast, speaks_of_a_bill
from assistant.learning.facts import FactTable, opened
from assistant.learning.quiz import Choice, Kind, Question, question
from assistant.learning.view import Placed
from ingest.terms import fold

_YES, _NO, _PARTIAL = (Choice(f"quiz.{name}", is_phrase=True) for name in ("yes", "no", "partial"))
_THREE = (_YES, _PARTIAL, _NO)
_SUBJECT = (
    r"(?P<subject>(?:The |All )?(?!In\b|As\b|To\b|Since\b|Although\b|An overview\b)[A-ZÁÉÍÓÚÑ][\w’'-]*"
    r"(?: (?!(?:no|not|has|have|does|is|are|was|were|that|which|who|whose|how|it|also|and)\b)[\w’'-]+){0,5}?)"
)
_BASE = {
    "participates": "participate",
    "collaborates": "collaborate",
    "holds": "hold",
    "guarantees": "guarantee",
    "recognizes": "recognize",
    "requires": "require",
    "takes": "take",
    "allows": "allow",
    "provides": "provide",
    "signed": "sign",
    "established": "establish",
    "created": "create",
    "approved": "approve",
    "joined": "join",
    "adopted": "adopt",
    "regulates": "regulate",
    "coordinates": "coordinate",
    "publishes": "publish",
    "includes": "include",
}
_PARTICIPLE = r"(?:[a-z]+ed|shown|taken|begun|given|held|made|signed|been [a-z]+ed)"
_ENGLISH: tuple[tuple[re.Pattern[str], str, bool], ...] = (
    (re.compile(r"^There is (?:currently )?no (?P<rest>.+)$"), "Is there any {rest}?", False),
    (re.compile(r"^There are (?:currently )?no (?P<rest>.+)$"), "Are there any {rest}?", False),
    (re.compile(rf"^{_SUBJECT} does not (?:yet |currently )?(?P<rest>.+)$"), "Does {subject} {rest}?", False),
    (re.compile(rf"^{_SUBJECT} do not (?:yet |currently )?(?P<rest>.+)$"), "Do {subject} {rest}?", False),
    (
        re.compile(rf"^{_SUBJECT} (?P<verb>has|have) not (?:yet )?(?P<rest>{_PARTICIPLE} .+)$"),
        "{verb} {subject} {rest}?",
        False,
    ),
    (re.compile(rf"^{_SUBJECT} has no (?P<rest>.+)$"), "Does {subject} have any {rest}?", False),
    (
        re.compile(rf"^{_SUBJECT} (?P<verb>is|are) not (?P<rest>(?:part|a|an|members?|aligned) .+)$"),
        "{verb} {subject} {rest}?",
        False,
    ),
    (
        re.compile(r"^There (?P<verb>is|are) (?P<rest>(?!no\b|not\b|only\b|few\b|still\b).+)$"),
        "{verb} there {rest}?",
        True,
    ),
    (
        re.compile(rf"^{_SUBJECT} (?P<verb>has|have) (?:also )?(?P<rest>{_PARTICIPLE} .+)$"),
        "{verb} {subject} {rest}?",
        True,
    ),
    (
        re.compile(rf"^{_SUBJECT} has (?P<rest>(?:an?|the|agreements?|procedures?|mechanisms?|public) .+)$"),
        "Does {subject} have {rest}?",
        True,
    ),
    (re.compile(rf"^{_SUBJECT} have (?P<rest>(?:an?|the|access) .+)$"), "Do {subject} have {rest}?", True),
    (re.compile(rf"^{_SUBJECT} (?P<verb>may|can|must) (?P<rest>.+)$"), "{verb} {subject} {rest}?", True),
    (
        re.compile(rf"^{_SUBJECT} (?P<verb>is|are) (?:also )?(?P<rest>(?:part|one|a|an|members?|open|free) .+)$"),
        "{verb} {subject} {rest}?",
        True,
    ),
    (
        re.compile(rf"^{_SUBJECT} (?:also )?(?P<base>{'|'.join(_BASE)}) (?P<rest>(?!and\b|by\b|in\b).+)$"),
        "{do} {subject} {base} {rest}?",
        True,
    ),
)
_SUJETO = (
    r"(?P<subject>(?!En\b|Con\b|Para\b|Según\b|Desde\b|Si\b|Aunque\b|Por\b|A\b|Al\b)(?:El |La |Los |Las )?"
    r"[\wáéíóúñÁÉÍÓÚÑ][\wáéíóúñ-]*"
    r"(?: (?!(?:no|tienen?|han?|es|son|se|que|fue|fueron|considera|cuy[oa]s?|también|además)\b)"
    r"[\wáéíóúñ-]+){0,5}?)"
)
_VERB = (
    r"(?P<verb>tienen?|cuentan? con|participan?|colaboran?|disponen?|garantizan?|pueden?|mantiene|celebra|exige|"
    r"reconoce|ofrece|permite|regula|establece|coordina|publica|es|son|forma parte|(?:ha|han) [a-z]+(?:ado|ido|to|cho))"
)
_SPANISH: tuple[tuple[re.Pattern[str], str, bool], ...] = (
    (re.compile(r"^No (?P<verb>hay|existe|existen) (?P<rest>.+)$"), "¿{verb} {rest}?", False),
    (
        re.compile(rf"^{_SUJETO} (?:aún |todavía )?no {_VERB} (?:aún |todavía )?(?P<rest>.+)$"),
        "¿{verb} {subject} {rest}?",
        False,
    ),
    (re.compile(r"^(?P<verb>Hay|Existe|Existen) (?P<rest>(?!pocos|pocas|solo).+)$"), "¿{verb} {rest}?", True),
    (re.compile(rf"^{_SUJETO} {_VERB} (?P<rest>.+)$"), "¿{verb} {subject} {rest}?", True),
)
_LIMITED = re.compile(
    r"^(?P<main>.+?), (?:but|however,?) (?:not|this does not|only) .+$|^(?P<principal>.+?), pero no .+$"
)
_UNSURE = re.compile(
    r"\b(?:only|however|although|but|except|unless|among others|not|never|some|few|several|certain|could|partial|"
    r"solo|sin embargo|aunque|pero|salvo|excepto|entre otr[oa]s|no|nunca|algun[oa]s|poc[oa]s|ciert[oa]s|podría|"
    r"parcial\w*)\b|[;:]"
)
_LONGEST = 34
_READINGS = {
    Stance.ASSERTS: "reading_exists",
    Stance.LIMITS: "reading_partly",
    Stance.FORESEES: "reading_planned",
    Stance.DENIES: "reading_absent",
}
_PARTLY = re.compile(
    r", but not formally|only partial|could be strengthened|not all\b|pero no de manera formal|solo .{0,20}parcial|"
    r"podrían? (?:fortalecerse|reforzarse)|no tod[oa]s"
)
_MORE_THAN_ONE_WAY = re.compile(
    r"\b(?:may|can|must|pueden?|deben?|formally|specifically|explicitly|regular|unified|formalmente|específic\w*|expresamente|unificada|"
    r"(?:is|are|es|son) (?:the|an?|one|un[oa]?|el|la|los|las|pueblos))\b"
)
_UNDER_WAY = re.compile(r"\bis in the process of\b|\bestá en proceso de\b")


def whether_questions(table: FactTable) -> Iterator[Question]:
    """Questions to be answered with yes, no or in part."""
    for placed in table.sentences:
        text = opened(placed.text)
        limited = _LIMITED.match(text)
        if limited:
            main = limited["main"] or limited["principal"]
            turned = _turned(table, main, placed.sentence.language)
            right = _PARTIAL if turned and turned[1] and not _UNSURE.search(main) else None
        else:
            turned = _turned(table, text.rstrip("."), placed.sentence.language)
            right = _right(table, placed, text, turned[1]) if turned else None
        if turned and right and len(text.split()) <= _LONGEST:
            made = question(
                Kind.WHETHER, "whether", placed, right, _THREE, asked=turned[0], key=turned[0], shuffled=False
            )
            if made:
                yield made


def _right(table: FactTable, placed: Placed, text: str, asserts: bool) -> Choice | None:
    if foresees(text) or speaks_of_a_bill(text):
        return None
    stances = {c.stance for c in clauses(text)}
    if not asserts:
        rest = re.sub(r"^.*?\b(?:not|no)\b", "", text, count=1, flags=re.IGNORECASE)
        return _NO if Stance.DENIES in stances | {Stance.DENIES} and not _UNSURE.search(rest) else None
    if stances != {Stance.ASSERTS} or _UNSURE.search(text) or _is_turned_against(table, placed):
        return None
    return _YES


def _is_turned_against(table: FactTable, placed: Placed) -> bool:
    """Whether a later sentence of the paragraph takes something of it back."""
    later = [p for p in table.by_block[placed.block] if p.sentence.ordinal > placed.sentence.ordinal]
    return any(opens_with_contrast(p.text) or "however" in p.text or "sin embargo" in p.text for p in later)


def _turned(table: FactTable, text: str, language: str) -> tuple[str, bool] | None:
    """The question that a sentence answers, and whether with yes; None where its form is another."""
    for pattern, form, asserts in _SPANISH if language == "es" else _ENGLISH:
        match = pattern.match(text)
        if not match:
            continue
        parts = {k: v or "" for k, v in match.groupdict().items()}
        subject = parts.get("subject", "")
        if subject:
            parts["subject"] = _lowered(subject, table)
        if parts.get("base"):
            parts["do"] = "Did" if parts["base"].endswith("ed") else "Does"
            parts["base"] = _BASE[parts["base"]]
        parts["rest"] = re.sub(r"^(?:también|además|also) ", "", parts["rest"])
        if not asserts:
            parts["rest"] = re.sub(r"\bni\b", "o", re.sub(r"\bnor\b", "or", parts["rest"]))
        parts["rest"] = re.sub(r"\bning[uú]n(o|a)?\b", lambda m: "algún" if not m[1] else f"algun{m[1]}", parts["rest"])
        asked = form.format(**parts)
        first = 1 if asked.startswith("¿") else 0
        return asked[:first] + asked[first].upper() + asked[first + 1 :], asserts
    return None


def _lowered(subject: str, table: FactTable) -> str:
    first, _, rest = subject.partition(" ")
    if fold_first(first) in table.lower_words or first in ("The", "All", "El", "La", "Los", "Las"):
        return f"{first[0].lower()}{first[1:]} {rest}".strip()
    return subject


def fold_first(word: str) -> str:
    """A word with its first letter in lower case."""
    return word[:1].lower() + word[1:]


def reading_questions(table: FactTable) -> Iterator[Question]:
    """What a sentence of the profile reports, whatever the heading above it."""
    choices = tuple(
        Choice(f"quiz.{name}", is_phrase=True)
        for name in ("reading_exists", "reading_partly", "reading_planned", "reading_absent")
    )
    by_name = {c.text.partition(".")[2]: c for c in choices}
    for placed in table.sentences:
        if not placed.domain:
            continue
        stance = _plain_stance(table, placed)
        if stance:
            made = question(
                Kind.READING,
                "reading",
                placed,
                by_name[_READINGS[stance]],
                choices,
                excerpt=opened(placed.text),
                key="reading",
                shuffled=False,
            )
            if made:
                yield made


def _plain_stance(table: FactTable, placed: Placed) -> Stance | None:
    text = opened(placed.text)
    if len(text.split()) > _LONGEST:
        return None
    if _UNDER_WAY.search(text):
        return Stance.FORESEES
    if _PARTLY.search(text):
        return Stance.LIMITS
    if _MORE_THAN_ONE_WAY.search(text) or hinders(fold(text)):
        return None
    turned = _turned(table, text.rstrip("."), placed.sentence.language)
    right = _right(table, placed, text, turned[1]) if turned else None
    if right is _NO:
        return Stance.DENIES
    return Stance.ASSERTS if right is _YES else None
