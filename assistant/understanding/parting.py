"""What a text takes as given, asks and states, and the several things that one sentence asks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.language.lexicon import LANGUAGES
from assistant.understanding.answer_kind import (
    AUXILIARY,
    CONDITION,
    CONJUNCTION,
    INTERROGATIVE,
    LEAD,
    PREPOSITION,
    asks_when,
    leads_with_interrogative,
    leads_with_verb,
)
from assistant.understanding.asking import (
    Asked,
    asks_within,
    confirming,
    corrected_in,
    is_courtesy,
    plainly,
    wishes_to_know,
)
from assistant.understanding.kind_words import ANY_KIND_WORD
from ingest.terms import STOP_WORDS, fold, words

# Without its accent, "que" asks where a noun of a kind follows ("y en que año"), or else it may join two clauses.
_WHICH_ONE = (
    r"que\s+(?:año|ano|fecha|mes|d[ií]a|pa[ií]s|pa[ií]ses|ley|leyes|decreto|norma|art[ií]culo|documento|p[aá]gina|ministerio|"
    r"instituci[oó]n|organismo|entidad|ciudad|provincia|lugar|porcentaje|plazo|tipo|nombre|n[uú]mero)s?"
)
# "Who is here legally and who is not?" asks one thing.
_NOT_SO = {
    "en": r"(?!who(?:\s+(?:is|are|was|were|has|have|do|does|did|can|may))?\s+not\W*$)",
    "es": r"(?!qui[eé]n(?:es)?(?:\s+de\s+ell[oa]s)?\s+no\W*$)",
}
# "Is there one, and if so, since when?", "Name its members and say when it was set up.": what leads in the second.
_LED_IN = {
    "en": r"(?:,?\s*if\s+(?:so|yes|any|it\s+(?:is|does|has)|they\s+(?:are|do|have)),?\s+|"
    r"(?:say|state|tell\s+me|explain|indicate)\s+)?",
    "es": r"(?:,?\s*(?:si\s+es\s+as[ií]|de\s+ser\s+as[ií]|en\s+caso\s+afirmativo|en\s+tal\s+caso|"
    r"si\s+l[oa]s?\s+hay),?\s+|"
    r"(?:diga|digan|dime|d[ií]game|indique|se[nñ]ale|explique)\s+)?",
}
_BY_VIRTUE_OF = {
    "en": r"on\s+the\s+basis\s+of|in\s+accordance\s+with|by\s+virtue\s+of|pursuant\s+to",
    "es": r"conforme\s+a|de\s+acuerdo\s+con|con\s+base\s+en|en\s+virtud\s+de|con\s+arreglo\s+a",
}
_SPLIT = {
    "en": re.compile(
        rf"(?:,\s*|\s+)and\b\s*{_LED_IN['en']}{_NOT_SO['en']}(?=(?:(?:{PREPOSITION['en']}|{_BY_VIRTUE_OF['en']})\s+)?(?:what|which|when|who|whom|how|where|why|does|do|did|is|are|"
        r"has|have|can|(?:was|were|will|would|should|must|could|may)\s+(?:it|they|he|she|there|this|that|the|one|we))\b)",
        re.IGNORECASE,
    ),
    "es": re.compile(
        rf"(?:,\s*|\s+)(?:y|e)\b\s*{_LED_IN['es']}{_NOT_SO['es']}(?=(?:(?:{PREPOSITION['es']}|{_BY_VIRTUE_OF['es']})\s+)?(?:(?:el|la|los|las)\s+\w+\s+(?:de|del|en|con)\s+)?"
        rf"(?:qué|cuál|cuáles|cuándo|quién|quiénes|cómo|cuánto|cuánta|cuántos|cuántas|dónde|"
        rf"cada\s+cu[aá]nto|"
        rf"cual|cuales|cuando|quien|quienes|como se|cuanto|cuanta|cuantos|cuantas|donde|{_WHICH_ONE})\b)",
        re.IGNORECASE,
    ),
}
# "¿Tienen carné y pueden trabajar?": where the first asks by its verb, so does the second.
_BY_VERBS = re.compile(
    r"^(?P<one>[¿\s]*(?:no\s+)?(?:tienen?|hay|existen?|pueden?|es|son|est[aá]n?|deben?|han?)\s"
    r"(?:(?!\b(?:que|qu[eé]|quien(?:es)?|si|donde|cuando|como|cual(?:es)?|o)\b)[^,;:?])+?),?\s+y\s+"
    r"(?P<other>(?:no\s+|se\s+)?(?:pueden?|tienen?|hay|existen?|deben?)\s.+)$",
    re.IGNORECASE,
)
# "How solid is it — is it formal?" asks twice.
_DASHED = {lang: re.compile(rf"\s+[—–-]\s*¿?(?=(?:{AUXILIARY[lang]})\b)", re.IGNORECASE) for lang in LANGUAGES}
_LISTED = {
    "en": re.compile(
        r"(?<!\bso)(?<!\bthen)(?<!\balso)(?<!\band)(?<!\bbut),\s+(?=(?:what|when|where|why|how)\b)", re.IGNORECASE
    ),
    "es": re.compile(
        r"(?<!\bentonces)(?<!\badem[aá]s),\s+"
        r"(?=(?:(?:a|con|de|en|por|desde) )?(?:qué|cuándo|dónde|cómo|cuánt[oa]s?|quién(?:es)?|cuál(?:es)?)\b)",
        re.IGNORECASE,
    ),
}
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[¿¡]|[^\W\d_])|(?<=[?!])\s+")
_SINCE = re.compile(
    r"^(?:since|given that|now that|because|as|seeing that|"
    r"como|dado que|ahora que|ya que|puesto que|visto que)\s+([^,?]{12,}),\s+",
    re.IGNORECASE,
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MORE_YEARS = rf"(?:(?:in|of|de|en) )?{YEAR.pattern}"
_OF_YEARS = re.compile(rf"{YEAR.pattern}(?:, {_MORE_YEARS})*,? (?:and|y) {_MORE_YEARS}")
_NAMED = (
    r"(?:(?:the|el|la|los|las) )?[A-ZÁÉÍÓÚÑ][\w’'-]*(?: (?:(?:of|on|for|de|del|la|sobre|para) )*[A-ZÁÉÍÓÚÑ][\w’'-]*)*"
)
_IN_BOTH = re.compile(
    rf"\b(?P<one>(?P<of>in|en|with|con|under|for|para) {_NAMED}),? (?:and|y) (?P<other>(?P=of) {_NAMED})"
)
_BETWEEN = re.compile(r"\b(?:between|entre)(?: (?:the|los) (?:years|anos))?\W*$")
_OF_IT = {
    "en": re.compile(r"(?:and )?is (?:that|this|it) (allowed|permitted|legal|lawful|possible|forbidden|prohibited)"),
    "es": re.compile(
        r"(?:y )?(?:eso |esto )?(?:es|esta) (?:eso |esto )?(permitido|legal|licito|posible|prohibido)(?: eso| esto)?"
    ),
}
_ASKED_OF_IT = {"en": "Is it {how} that {stated}?", "es": "¿Es {how} que {stated}?"}


def sentences_of(text: str, language: str) -> tuple[list[str], list[Asked], list[str]]:
    """What a text takes as given, what it asks, and what it states besides."""
    given, rest = _premise(text, language)
    sentences = [s for s in _SENTENCE_END.split(rest) if s.strip(" ?!.¿¡")]
    sentences = [s for s in sentences if not is_courtesy(s, language)] or sentences[-1:]
    sentences = _with_its_statement(sentences, language)
    asking = [s for s in sentences if _is_asking(s, language)] or sentences[-1:]
    asked = [one for s in asking for one in _plainly_each(s, language)]
    if asked and asked[0].corrects:
        # What it puts right was asked in an earlier turn.
        asked[0] = plainly(asking[0], language)
    told = [a.told for a in asked if a.told and not is_courtesy(a.told, language)]
    return given, asked, [*(s for s in sentences if s not in asking), *told]


def _is_asking(sentence: str, language: str) -> bool:
    return "?" in sentence or wishes_to_know(sentence, language) or corrected_in(sentence, language)[-1][1]


def _plainly_each(sentence: str, language: str) -> list[Asked]:
    """What a sentence asks, before and after it puts itself right: "When did it start, I mean which year ...?"."""
    pieces = corrected_in(sentence, language)
    return [replace(plainly(text, language), corrects=corrects) for text, corrects in pieces]


def _with_its_statement(sentences: Sequence[str], language: str) -> list[str]:
    """As in "It speaks of three objectives. Which?": the interrogative alone asks for what was stated before it.

    "A school wants to see a permit. Is that allowed?" asks whether what was stated is.
    """
    joined: list[str] = []
    for sentence in sentences:
        asks_of_it = _OF_IT[language].fullmatch(fold(sentence).strip(" ?!.¿¡")) if joined else None
        if asks_of_it and "?" not in joined[-1]:
            stated = joined.pop().strip(" .")
            sentence = _ASKED_OF_IT[language].format(how=asks_of_it[1], stated=stated[0].lower() + stated[1:])
        confirms = confirming(sentence, joined[-1], language) if joined and "?" not in joined[-1] else None
        if confirms:
            joined.pop()
            sentence = confirms
        if joined and "?" in sentence and "?" not in joined[-1] and not carries_content(sentence, language):
            sentence = f"{sentence.strip(' ?')} {joined.pop().strip(' .')}?"
        joined.append(sentence)
    return joined


def _premise(text: str, language: str) -> tuple[list[str], str]:
    """What a question takes as given ("Since anyone can apply online, which page ...?"), and the question itself."""
    found = _SINCE.match(text.strip(" ¿¡"))
    if found and "?" in text:
        return [found[1]], text.strip(" ¿¡")[found.end() :]
    colon = re.match(r"^([^?¿:]{15,}):\s*(?=¿|\w)", text)
    if colon and _asks(colon[1], language):
        if leads_with_verb(text[colon.end() :], language):
            # "How far do they work with them: is it a partnership?" asks twice.
            return [], f"{colon[1]}? {text[colon.end() :]}"
        # "Where do they live: in towns or in the countryside?" offers two answers.
        return [], text
    if colon and (re.match(r"[^?]*\?", text[colon.end() :]) or leads_with_verb(text[colon.end() :], language)):
        given, rest = _premise(text[colon.end() :], language)
        return [colon[1], *given], rest
    return [], text


def _asks(text: str, language: str) -> bool:
    """Whether a text asks, from its beginning or by a frame within it."""
    return _asks_first(text, language) or asks_within(text, language)


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that a sentence asks; ``apart`` is what alone tells it from another, as a year or a name."""

    text: str
    apart: str = ""


def things_asked(sentence: str, language: str) -> list[Thing]:
    """The pieces of a sentence that ask for one thing each: "Which decree ..., and what period does it cover?"."""
    pieces = [piece for asked in _apart(sentence, language) for piece in _joined_by_and(asked, language)]
    return [one for piece in pieces if piece.strip() for one in _one_by_one(piece)]


def whether_and_what(sentence: str, language: str) -> list[str]:
    """What a sentence asks for yes or no, and what it asks besides: "(whether) nurses are exempt, and since when"."""
    first, *others = _SPLIT[language].split(sentence)
    within = re.search(rf"\b(?:{_INDIRECTLY[language]})\b", fold(first))
    if within or not all(_asks_first(other, language) for other in others):
        # "Whether the law says who pays and when" asks one thing.
        return [sentence]
    return [first, *others]


_INDIRECTLY = {lang: "|".join(w for w in INTERROGATIVE[lang].split("|") if w != "que") for lang in LANGUAGES}


def _joined_by_and(text: str, language: str) -> list[str]:
    """The questions of a text that "and" joins, each with its interrogative or its verb."""
    pieces = _SPLIT[language].split(text)
    by_verbs = _BY_VERBS.match(text) if language == "es" and len(pieces) == 1 else None
    return [by_verbs["one"], by_verbs["other"]] if by_verbs else pieces


def _one_by_one(text: str) -> list[Thing]:
    """A question of several years, or of two that it names, as one of each: no sentence tells of them all.

    As of "Which agreements of 1972, 2011 and 2019 ...?" and "What part does it play in the UN and in the OAS?".
    """
    years, both = _OF_YEARS.search(text), _IN_BOTH.search(text)
    if not leads_with_interrogative(text):
        return [Thing(text)]
    if years and not _BETWEEN.search(fold(text[: years.start()])):
        return [_with(text, years, year) for year in YEAR.findall(years[0])]
    return [_with(text, both, side) for side in (both["one"], both["other"])] if both else [Thing(text)]


def _with(text: str, found: re.Match[str], one: str) -> Thing:
    """A question with one of the things that it joins in place of all of them."""
    return Thing(f"{text[: found.start()]}{one}{text[found.end() :]}", one)


def _apart(sentence: str, language: str) -> list[str]:
    """The questions of a sentence that a dash or a comma sets apart: "When was it set up, what prompted it ...?"."""
    found = _DASHED[language].split(sentence)
    if not (_asks(found[0], language) or leads_with_verb(found[0], language)):
        # "The council there - does it ever meet?": what the question is on is set before it.
        found = [sentence]
    return [q for f in found for q in (_LISTED[language].split(f) if _asks_first(f, language) else [f])]


def _asks_first(text: str, language: str) -> bool:
    """Whether a text opens with a question; "When they have a degree, how long ...?" opens with a condition."""
    folded = re.sub(rf"^(?:{CONJUNCTION[language]}),? ", "", fold(text).strip(" ¿"))
    return bool(LEAD[language].match(folded)) and (asks_when(text) or not CONDITION.match(folded))


def carries_content(text: str, language: str) -> bool:
    """Whether a text says more than an interrogative and the kind of answer it wants."""
    bare = STOP_WORDS[language].union(INTERROGATIVE[language].split("|"), PREPOSITION[language].split("|"))
    return any(w not in bare and w not in ANY_KIND_WORD for w in words(text))
