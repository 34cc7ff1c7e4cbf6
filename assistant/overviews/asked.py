"""Whether a question asks for an account of a whole matter ("What is the policy on refugees?"), and of which.

Rules of English and Spanish alone: the ways in which one asks what a policy is, what a State does, or for a summary.
Which matters there are is for the indicator framework to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.judging.notions import Notions
from assistant.language.lexicon import LANGUAGES, WordClass
from assistant.understanding.answer_kind import AUX_LEAD, LEAD, Kind
from assistant.understanding.question import Part, Query, Unit
from ingest.terms import fold, words


class Side(StrEnum):
    """Which half of an account is wanted."""

    ALL = "all"
    GAPS = "gaps"
    STRENGTHS = "strengths"


@dataclass(frozen=True, slots=True)
class Account:
    """What an account is asked of.

    Attributes:
        matter: the words that name it.
        side: what is in place, what is missing, or both.
        whole: whether it is a country's policy as a whole; the matter is then a part of that, such as its law, or none.
    """

    matter: tuple[Unit, ...]
    side: Side = Side.ALL
    whole: bool = False
    single: bool = False
    """Whether one thing is asked of it, such as whether there is a law, and not an account."""


_POLICY = {
    "en": r"polic(?:y|ies)|approach|stance|(?:legal|policy|regulatory) framework|rules|regime|situation",
    "es": r"politicas?(?: publicas?)?|enfoque|postura|marco (?:legal|juridico|normativo|regulatorio)|normativa|regimen|"
    r"situacion",
}
_DOES = {
    "en": r"deals? with|dealt with|handled?|managed?|treat(?:ed)?|address(?:ed)?|approach(?:ed)?|tackled?|governed?|"
    r"organi[sz]ed?|regulated?|support(?:ed)?|look(?:ed)? after|protect(?:ed)?",
    "es": r"gestionan?|abordan?|tratan?|manejan?|enfrentan?|atienden?|regulan?|organizan?|gobiernan?|administran?|"
    r"protegen?|apoyan?",
}
_GAPS = {
    "en": r"gaps?|weakness(?:es)?|weak (?:points|spots)|shortcomings?|deficienc(?:y|ies)|"
    r"areas? (?:for|with|in need of) (?:potential )?(?:for )?(?:further )?(?:improvement|development)",
    "es": r"debilidad(?:es)?|carencias?|brechas?|lagunas?|deficiencias?|vacios|puntos debiles|"
    r"areas? (?:de|por|para|con)(?: potencial de)? (?:desarrollo|mejora|mejorar|desarrollar)",
}
_STRENGTHS = {
    "en": r"strengths?|strong points?|well[- ]developed areas?|good practices",
    "es": r"fortalezas?|puntos fuertes|areas? (?:bien )?desarrolladas?|buenas practicas",
}
_SUMMARY = {
    "en": r"overview|summary|outline|briefing|synopsis|general picture",
    "es": r"resumen|panorama|sintesis|vision general",
}
_TO_ACT = {
    "en": r"help|support|protect|fight|combat|prevent|counter|stop",
    "es": r"ayudar|apoyar|proteger|combatir|prevenir",
}
# What "Tell me about ..." and the like lead in comes here without them: see ``understanding.asking``.
_WAYS = {
    "en": (
        rf"^(?:what|how) (?:is|are|about) (?:[\w'’-]+ )*?(?:{_POLICY['en']})"
        r"(?: (?:on|for|towards?|regarding|concerning|about|of|in) .+)?$",
        r"^(?:describe|summari[sz]e|outline|sum up)\b",
        rf"^(?:(?:give|show|write) (?:me )?)?(?:an? |the )?(?:\w+ )?(?:{_SUMMARY['en']}) (?:of|on)\b",
        r"^what (?:does|do|can) (?:you|we|i|(?:the|these) \w+) (?:say|know|state|tell us|report) "
        r"(?:about|on|regarding)\b",
        r"^what (?:does|do|did|is|has|have) (?:the )?(?:\w+ ){1,3}?(?:do|done|doing) "
        rf"(?:about|for|on|with|against|to (?:{_TO_ACT['en']}))\b",
        rf"^what is (?:being )?done (?:about|for|with|against|to (?:{_TO_ACT['en']}))\b",
        r"^(?:what|how) about\b(?! (?:the|a|that|this) (?:\w+ )?(?:one|year|date)\b)",
        r"^(?:what|which) (?:are the )?rights (?:do|does|have|has|are|of|for)\b",
        rf"^how (?:does|do|did|is) (?:the )?(?:\w+ ){{1,3}}?(?:{_DOES['en']})\b(?! by)",
        rf"^how (?:is|are) (?:[\w-]+ ){{1,4}}?(?:{_DOES['en']})(?: (?:in|by) (?:the )?[\w ]+)?$",
    ),
    "es": (
        rf"^(?:cual|cuales|como) (?:es|son|esta) (?:\w+ )?(?:{_POLICY['es']})\b",
        rf"^que (?:{_POLICY['es']}) (?:tiene|sigue|aplica|adopta|hay)\b",
        r"^(?:describ[ae]|describir|resum[ae]|resumir|sintetic[ea])(?:me|nos)?\b",
        rf"^(?:(?:de|da|haga|haz|escriba)(?:me|nos)? )?(?:una? |el |la )?(?:\w+ )?(?:{_SUMMARY['es']})(?: \w+)? "
        r"(?:de|del|sobre)\b",
        r"^que (?:dicen?|sabes?|saben|senalan?|informan?)(?: (?:el|la|los|las|est[oa]s) \w+)? "
        r"(?:sobre|de|acerca de|respecto)\b",
        r"^que (?:se )?(?:hace|hacen|esta haciendo|ha hecho) (?:(?:el|la|los|las) )?(?:\w+ ){0,3}?"
        rf"(?:por|para (?:{_TO_ACT['es']})|con|contra|en materia de|respecto|frente a|ante|sobre)\b",
        rf"^como (?:se )?(?:{_DOES['es']})\b",
        r"^(?:y )?que hay de\b",
        r"^(?:que|cuales son los) derechos (?:tienen?|asisten?|hay|se reconocen?|de|para)\b",
    ),
}
_ASKS = tuple(re.compile(way) for ways in _WAYS.values() for way in ways)
_WHICH = r"^(?:what|which|where|list|name|que|cual|cuales|donde|enumer\w+|mencion\w+)\b.*"
_SIDES = {
    Side.GAPS: re.compile(
        rf"{_WHICH}\b(?:{_GAPS['en']}|{_GAPS['es']})\b|^what is (?:still )?(?:missing|lacking)\b|^que (?:les? )?falta\b"
    ),
    Side.STRENGTHS: re.compile(rf"{_WHICH}\b(?:{_STRENGTHS['en']}|{_STRENGTHS['es']})\b"),
}
# What names no matter of its own in a question on migration governance, as notions of the lexicon.
_GENERAL = frozenset(
    "migration,migratory,migrant,immigrant,immigration,foreigner,policy,migration policy,governance,be governed,"
    "government,state,country,national,management,cope,population,people,public,document,profile,indicator,topic,"
    "report,help,overview,political,whole-of-government,summary".split(",")
)
_PARTS = frozenset({"strategy", "law", "norm", "regulation"})
"""Notions of what a policy as a whole consists of: asked for alone, they are those of the whole."""
_OF_A_PART = re.compile(r"strategic(?:ally)?|estrategic[oa]s?|legal(?:es|ly|mente)?|lawful|regulatory|regulatori[oa]s?")
_PLAIN = frozenset({Kind.YES_NO, Kind.INSTRUMENT, Kind.LIST})
_MOST_BARE = 6
_ASKING = re.compile(
    r"\b(?:"
    + "|".join(said[lang] for said in (_POLICY, _DOES, _GAPS, _STRENGTHS, _SUMMARY, _TO_ACT) for lang in LANGUAGES)
    + r"|describ\w+|summari[sz]e|sum|do|does|done|doing|say|know|main|general|current|"
    r"hace|hacen|haciendo|hecho|materia|resum\w+|sabes?|saben|dicen?|principal(?:es)?|actual)\b"
)
"""Words by which an account is asked for, and none of which names its matter."""


def account_in(query: Query, notions: Notions) -> Account | None:
    """The account that a question asks for; None where it asks for something else.

    A question that minds a year, names an instrument or asks several things wants those, and not an account.
    """
    if query.years or query.instruments or len(query.parts) != 1 or query.statements or query.follows:
        return None
    part = query.parts[0]
    text = " ".join(fold(part.text).strip(" ?!.¿¡,;:").split())
    named = [u for u in part.units if not u.carried and not notions.is_country(u) and not _is_general(u, notions)]
    told = [u for u in named if u.word_class is WordClass.CONTENT]
    side = next((s for s, asks in _SIDES.items() if asks.search(text)), None)
    if side is None and not any(way.search(text) for way in _ASKS):
        if part.kind in _PLAIN:
            return _of_one_part(part, named, notions)
        if not _is_bare(part, text, query.language):
            return None
    asking = {word for found in _ASKING.findall(text) for word in words(found)}
    # Part of a name of several words counts as itself: of "labour migration policy" the matter is labour.
    matter = tuple(replace(notions.by_itself(u), phrases=frozenset()) for u in told if u.text not in asking)
    return Account(matter, side or Side.ALL, whole=not matter)


def _of_one_part(part: Part, named: Sequence[Unit], notions: Notions) -> Account | None:
    """Of "Is there a migration strategy?" and "Which law governs migration?": the strategy or the law of the whole."""
    # "Any strategic document" is no strategy.
    parts = [u for u in named if u.concepts & _PARTS and not _OF_A_PART.fullmatch(u.text)]
    heads = tuple(replace(notions.by_itself(u), phrases=frozenset()) for u in parts)
    others = [u for u in named if u not in parts and (u.word_class is WordClass.CONTENT or u.concepts & _PARTS)]
    of_policy = any("policy" in u.concepts for u in part.units)
    if not (heads or of_policy) or others or part.negated or part.today or part.excluding:
        return None
    # Whether there is a policy is told by what it consists of: no single sentence says yes or no to that.
    return Account(heads, whole=True, single=bool(heads))


def _is_bare(part: Part, text: str, language: str) -> bool:
    """Whether a matter is named and nothing is asked of it: "refugees in Panama"."""
    asks = LEAD[language].match(text) or AUX_LEAD[language].match(text)
    return part.kind is Kind.OPEN and bool(part.told) and not asks and len(text.split()) <= _MOST_BARE


def _is_general(unit: Unit, notions: Notions) -> bool:
    """Whether it says no more than that the question is on migration, or on a State."""
    own = {c for c in notions.by_itself(unit).concepts if not c.startswith("term:")}
    return bool(own) and own <= _GENERAL
