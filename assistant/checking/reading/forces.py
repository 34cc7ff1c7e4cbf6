"""With which force a clause speaks: what it denies, forbids, obliges, allows, foresees or advises."""

from __future__ import annotations

import re

from assistant.checking.reading.claim import Force
from assistant.checking.reading.plain_form import FUTURE_MARK
from assistant.checking.reading.quantities import NOT_ALL
from assistant.language.polarity import denies, foresees

_FORBIDS = re.compile(
    r"\b(?:prohibit(?!ion on)\w*|forbid\w*|forbidden|bans|banned|barred|disallow\w*|prohib\w+|prohibe\w*|vedad[oa]s?|"
    r"impide[n]?|impedir)\b"
)
_EXEMPTS = re.compile(
    r"\b(?:exempt\w*|exent[oa]s?|exoner\w+|exim\w+|needn't|need not|not (?:be )?(?:required|obliged|need|needed|"
    r"have to)|"
    r"no (?:\w+ ){0,2}(?:necesitan?|requieren?|exigen?|obligad[oa]s?|obligan?|tienen? que|hace falta|es necesari[oa])|"
    r"sin necesidad|(?:does|do|shall|will) not apply|no (?:se )?aplican?|no rigen?)\b|\b(?:do|does|"
    r"did) not (?:need|require|have to)\b"
)
_OBLIGES = re.compile(
    r"\b(?:must|shall|ha(?:s|ve|d) to|obliged|obligation|obligations|mandatory|compulsory|requires?|"
    r"(?:is|are|was|were|be|been) (?:\w+ly )?(?:required|needed|necessary)|needs? (?:to|an?|the)|"
    r"needs?(?= \w+s?\b)|required to|"
    r"debe|deben|debera|deberan|debia|debian|tienen? que|exigen?|requieren?|obligad[oa]s?|obligatori[oa]s?|"
    r"obligues?|obligu\w+|obliges?|"
    r"obligan?|obligacion|es necesari[oa]|necesitan?)\b"
)
_ALLOWS = re.compile(
    r"\b(?:may|can|cannot|could|might|allow\w*|permits?(?= (?:the|them|it|its|\w+ to)\b)|permitted|lets?|"
    r"entitle\w*|eligible|"
    r"rights? to|access|free to|open (?:only )?to|able to|attend|renewable|extendable|extensible|"
    r"renovables?|prorrogables?|apelables?|"
    r"puede|pueden|podra|podran|podia|podian|permite|permiten|permitira|permitio|permitir|autoriza\w*|derecho a\w*|"
    r"acceso|acceder|acceden|abiert[oa]s? (?:solo )?a)\b"
)
_FORESEES = re.compile(
    r"\b(?:plans? to|planned|planning to|intends?|intention|intended to|expected to|considering|"
    r"considers? \w+ing|under negotiation|"
    r"(?:is|are|esta|estan|se esta) (?:\w+ )?(?:drafting|preparing|developing|designing|negotiating|being \w+ed|"
    r"drawing up|"
    r"elaborando|preparando|disenando|negociando|redactando|desarrollando)|being drafted|piensan?|pensaba[n]?|"
    r"en negociacion|"
    r"under consideration|would|bills?|draft (?:law|bill|decree)|proposed to|proposes|propose|"
    r"preve|preven|previsto|prevista|planea|planean|pretende|pretenden|estudia(?!nt)|estudian|analiza|considera la "
    r"posibilidad|posibilidad de|proyectos? de ley|anteproyectos?|"
    r"(?:ser|estar|habr|tendr|crear|establecer|permitir|prohibir|exigir|dar|har|incluir)ian?|se propone|"
    r"proponen?|estudia la)\b"
)
# What is said, found or laid down is what counts: "said that they did not intend to return" denies.
_SAYS_THAT = re.compile(
    r"^.*?\b(?:declar\w+|said|says?|stat(?:es?|ed)|indica\w*|indico|senal\w+|afirm\w+|report(?:s|ed)?|conclu\w+|found|"
    r"encontr\w+|establec\w+|establish\w*|dispon\w+|provid\w+|stipul\w+|dijo|dijeron|respond\w+|consider\w+|"
    r"recogni[sz]e[sd]?|reconoc\w+)\s+(?:que|that)\b"
)
_REJECTS = re.compile(
    r"\b(?:reject(?:s|ed)|refus(?:es|ed)|turned down|rechaz(?:o|a|aron|an)|deneg(?:o|aron)|nego|negaron)\b"
)
_ADVISES = re.compile(
    r"\b(?:recommend\w*|advis(?:es?|ed)|should|suggest\w*|encourag\w+|recomiend\w+|recomendaci\w+|"
    r"recomendad[oa]s?|deberia|deberian|"
    r"sugier\w+|aconsej\w+|exhort\w+)\b"
)
_WHO_LACK = re.compile(
    r"\b(?:que|who|that|which|quienes) (?:carec\w+|lack\w*)\b|\bno (?=acompanad|documentad|registrad)"
)
_AHEAD = frozenset({Force.ADVISE, Force.FORESEE, Force.WILL})


def forces_of(text: str) -> frozenset[Force]:
    """The force of a clause in its plain form; none where it plainly asserts."""
    if _EXEMPTS.search(text):
        return frozenset({Force.EXEMPT})
    found: set[Force] = set()
    if _FORBIDS.search(text):
        found.add(Force.FORBID)
    rest = re.sub(r"\bmay(?= (?:of )?\d)", " ", text)
    if _ADVISES.search(rest):
        found.add(Force.ADVISE)
    elif FUTURE_MARK in rest or re.search(r"\bwill\b", rest):
        found.add(Force.WILL)
    elif _FORESEES.search(rest) or foresees(_without_nouns(rest)):
        found.add(Force.FORESEE)
    elif not found:
        if _OBLIGES.search(rest):
            found.add(Force.MUST)
        elif _ALLOWS.search(rest):
            found.add(Force.MAY)
    denied = _SAYS_THAT.sub(" ", _WHO_LACK.sub(" ", NOT_ALL.sub(" ", text)))
    if denies(denied) != bool(_REJECTS.search(text)):
        return frozenset(turned_by_denial(found) if not found & _AHEAD else found | {Force.DENY})
    return frozenset(found)


def turned_by_denial(forces: set[Force]) -> set[Force]:
    """What becomes of forces that are denied: what may not be is forbidden, what need not be is exempt."""
    turned = {Force.MAY: Force.FORBID, Force.MUST: Force.EXEMPT, Force.FORBID: Force.MAY}
    return {turned.get(f, f) for f in forces} | ({Force.DENY} if not forces & set(turned) else set())


def _without_nouns(text: str) -> str:
    """Without proposals as things, which are compared as words: rejecting a proposal foresees nothing."""
    return re.sub(r"\b(?:propos(?:al|als)|propuestas?)\b", " ", text)
