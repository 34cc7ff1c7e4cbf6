"""Do two sentences give different instruments or institutions for what only one can have done or can hold?

Several laws may govern a matter and several ministries may work on it; one instrument creates an office, and one
institution presides over a council. Names in two languages, initials and names of which one may be part of the other
are not compared.
"""

from __future__ import annotations

import re

from assistant.instruments.naming import instruments_in
from assistant.judging.evidence import Evidence
from assistant.judging.judge import Judge
from assistant.understanding.question import EVENTS, Part
from ingest.terms import STOP_WORDS, fold, stem, words

_NAME = re.compile(
    r"[A-ZÁÉÍÓÚÑ][\w’'-]+(?:(?: (?:of|for|and|de|del|y|para|e)(?: (?:the|la|el|los|las))?)? [A-ZÁÉÍÓÚÑ][\w’'-]+)+"
    r"|\b[A-ZÁÉÍÓÚÑ]{3,}\b"
)
_HEADED = re.compile(r"\b(?:presid\w+|chair\w*|head(?:ed|s)\b|lead(?:s|ing)?\b|led\b|encabeza\w*|dirig\w+|lidera\w*)")
_BODY = (
    r"ministr(?:y|ies)|ministerio|department|departamento|secretaria|secretariat|institute|instituto|office|oficina|"
    r"agency|agencia|service|servicio|council|consejo|directorate|direccion"
)
_ONE_BODY = re.compile(rf"\b(?:which|what|que|cual(?: es el| es la)?) ({_BODY})\b")
_CHARGED = re.compile(r"\bresponsib\w+|\bin charge\b|\bresponsab\w+|\ba cargo\b|\bencargad\w+|\bcompete\b")
_FORMER = re.compile(
    r"\b(?:former\w*|previously|until|renamed|replaced|antes|antigu\w+|anterior\w*|sucesor\w*|reemplaz\w+)\b"
)


def gives_another_instrument(part: Part, one: Evidence, other: Evidence) -> bool:
    """Whether each sentence names just one instrument, not the same, as that of an event that happens once."""
    if not any(u.concepts & EVENTS for u in part.units):
        return False
    named = [instruments_in(e.sentence.text) for e in (one, other)]
    if any(len(n) != 1 for n in named) or any(_FORMER.search(fold(e.sentence.text)) for e in (one, other)):
        return False
    first, second = named[0][0], named[1][0]
    return not (first.may_be(second) or second.may_be(first))


def without_names(judge: Judge, part: Part, evidence: Evidence) -> str:
    """The text of a sentence without the names that it gives as an answer."""
    text = evidence.sentence.search_text
    for name in _names(judge, part, evidence):
        text = text.replace(name, " ")
    return text


def gives_another_institution(judge: Judge, part: Part, one: Evidence, other: Evidence) -> bool:
    """Whether each sentence names just one institution, not the same, in a role that one alone can have."""
    if part.several or one.sentence.language != other.sentence.language:
        return False
    texts = [e.sentence.search_text for e in (one, other)]
    if any(_FORMER.search(fold(t)) for t in texts):
        return False
    names = [_names(judge, part, e) for e in (one, other)]
    if any(len(n) != 1 for n in names):
        return False
    language = one.sentence.language
    first, second = (_content(n[0], language) for n in names)
    heads = first[:1] == second[:1]
    if not first or not second or set(first[heads:]) & set(second[heads:]):
        return False
    asked = fold(part.text)
    kind = _ONE_BODY.search(asked)
    if all(_HEADED.search(fold(t)) for t in texts) and _HEADED.search(asked):
        return True
    same_kind = bool(kind) and heads and first[0] == stem(kind[1], language) if kind else False
    return same_kind and all(_CHARGED.search(fold(t)) for t in (asked, *texts))


def _names(judge: Judge, part: Part, evidence: Evidence) -> list[str]:
    """Names of several words in a sentence that the question does not give, and that are no country's."""
    asked = set(words(part.text))
    home = evidence.document.metadata.country
    found = []
    for match in _NAME.finditer(evidence.sentence.search_text):
        name = re.sub(r"^(?:The|El|La|Los|Las|In|En)\s+", "", match[0])
        bare = [w for w in words(name) if w not in STOP_WORDS[evidence.sentence.language] and w not in asked]
        if not bare or (home and home in judge.notions.countries(name)):
            continue
        if name.isupper():
            return []
        found.append(name)
    return found


def _content(name: str, language: str) -> list[str]:
    return [stem(w, language) for w in words(name) if w not in STOP_WORDS[language]]
