"""What a sentence asserts, denies, limits or foresees: rules of English and Spanish grammar, clause by clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from assistant.language.function_words import ONLY
from ingest.terms import fold


class Stance(StrEnum):
    """How a clause stands to what it speaks of."""

    ASSERTS = "asserts"
    DENIES = "denies"
    LIMITS = "limits"
    """Holds in part: partial efforts, not formally, only for some."""
    FORESEES = "foresees"
    """Not yet so: a bill, a proposal, a process under way."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence with one stance; ``start`` and ``end`` are positions in the folded sentence."""

    text: str
    start: int
    end: int
    stance: Stance
    contrasts: bool
    """Whether it stands against what precedes it (however, but, sin embargo)."""
    excepts: bool = False
    """Whether it says what the clause before it does not hold for (except, salvo)."""
    besides: bool = False
    """Whether it is told by the way of what stands before it ("..., which is not binding")."""
    joined: bool = False
    """Whether it goes on with another thing that is not so ("... and cannot be renewed")."""


_GROUP = (
    r"(?:foreigners?|migrants?|immigrants?|refugees?|asylum[- ]seekers?|applicants?|persons?|people|workers?|"
    r"students?|nationals?|citizens?|children|adolescents?|women|staff|officials?|officers?|participants?|"
    r"members?|delegates?|representatives?|miembros?|integrantes?|delegad[oa]s?|representantes?|funcionari[oa]s?|"
    r"extranjer[oa]s?|migrantes?|inmigrantes?|refugiad[oa]s?|solicitantes?(?: de asilo| de refugio)?|"
    r"personas?|trabajador(?:es|as)?|estudiantes?|nacionales|ninos|ninas|adolescentes|mujeres)"
)
_IS_GROUP = re.compile(_GROUP)
_CONTRAST = (
    r"however|but|yet|nevertheless|nonetheless|although|though|even though|despite|whereas|"
    # "While they wait" says when.
    rf"while(?! (?:they|he|she|it|(?:the|an?) {_GROUP}) (?:\w+ )?(?:awaits?|waits?|remains?|stays?|are|is|were|was)\b)|"
    r"sin embargo|no obstante|pero|aunque|si bien|mientras que|en cambio|a pesar de"
)
_SPLIT = re.compile(
    rf"(?:[;:]\s+)|(?:[,)]\s*(?:and\s+|y\s+)?(?=(?:{_CONTRAST})\b))|(?:\s+(?=(?:but|pero|aunque|sin embargo|"
    rf"although|whereas)\s))|(?:,\s*(?=sino\s))"
)
# "... without suspending their employment": what does not end goes on, so nothing is denied.
_ENDS = (
    r"(?:desist\w+|renunci\w+|abandon\w+|withdraw\w+|renounc\w+|giv\w+ up|"
    r"suspen\w+|interrup\w+|interrump\w+|stopp\w+|ceas\w+|los(?:ing|e)|forfeit\w+|affect\w+|disrupt\w+|endanger\w+|"
    r"prejudic\w+|cesar|perder|afectar|paralizar|perjudicar|menoscabar)\b"
)
# The same after "sin que".
_ENDED = (
    r"(?:\w+ )?(?:se |les? )?(?:suspend|interrump|pierd|afect|ces|paralic|perjudi|menoscab)(?:a|an|e|en|que|quen)\b"
)
# "... sin percibir remuneración", "without the right to vote": what goes without is denied of what goes before.
_WITHOUT = (
    rf"(?:sin (?!{_ENDS})(?:voto|derecho|necesidad|obligacion|facultad|que(?! {_ENDED})|\w{{3,}}(?:ar|er|ir)(?:se)?)|"
    rf"without (?!{_ENDS})(?:the |any )?(?:right|need|vote|\w{{3,}}ing))"
)
_EXCEPTION = (
    r"(?:salvo|excepto|exceptuando|exceptuad[oa]s? (?:el|la|los|las)|(?:a|con)(?: la)?(?: (?:unica|sola))? excepcion|"
    r"except(?:ing)?|with the (?:(?:sole|only|single) )?exception|unless|save (?:for|where|that|as)|other than|"
    r"que no sean?)"
)
_AUXILIARY = (
    r"(?:is|are|was|were|be|been|does|do|did|has|have|had|can|could|may|might|must|shall|should|will|would|need)"
)
_NEVER_IN_BETWEEN = r"(?:yet|still|also|thus|therefore|\w+ly|aun|todavia|ya|hoy|tampoco|\w+mente|se|les?|l[oa]s?|nos)"
_SUBJECT = (
    r"(?:the|an?|its|their|his|her|these|those|this|such|any|it|they|he|she|there|one|"
    r"el|la|l[oa]s|un[oa]?s?|sus?|est[eao]s?|es[eao]s?|dich[oa]s?|algun[oa]?s?)"
)
_DENIED = r"(?:not|no|nobody|never|nadie|nunca)"
# "Persons who do not hold papers", "los derechos que la ley no reconoce", "if the authority has not decided"
_SUBORDINATE = re.compile(
    rf"\b(?:that|who|which|que|quien(?:es)?) (?:(?:{_NEVER_IN_BETWEEN}|{_AUXILIARY}) ){{0,3}}?{_DENIED}\b"
    r"|\b(?:that|who|which) \w+ (?:no|never|nobody)\b"
    r"|\b(?:en|de|a|con|por|para|sobre) (?:el |la |l[oa]s )?(?:que|cual(?:es)?|quien(?:es)?) (?:\w+ ){0,4}?no\b"
    r"|\b(?:in|for|to|of|with|by|from|on) (?:which|whom) (?:\w+ ){0,4}?(?:(?:does|do|did|is|are|was|were|has|have) not|"
    r"(?:has|have|is|are) no)\b"
    rf"|\b(?:that|which|que) {_SUBJECT} (?:\w+ ){{0,3}}?(?:{_AUXILIARY} )?{_DENIED}\b"
    r"|\b(?:that|which|who|whom|where|que|donde|cual(?:es)?) (?:\w+ ){0,4}?"
    r"(?:lacks?|lacked|lacking|missing|faltan?|carecen?)\b"
    r"|\b(?:if|where|because|when|while|until|provided(?: that)?|as long as|"
    r"si|cuando|porque|donde|mientras|hasta que|en tanto|siempre (?:y cuando|que)|"
    r"in case|in the event that|en (?:el )?caso(?: de)?(?: que)?) "
    rf"(?:\w+ ){{0,3}}?(?:{_AUXILIARY} )?{_DENIED}\b"
    r"|\b(?:whose|cuy[oa]s?) (?:\w+ ){1,7}?(?:not|no)\b"
)
# "Persons who do not hold papers may not enrol": the second denies what is said of them.
_AFTERWARDS = re.compile(
    rf"(?<!\band)(?<!\bor)(?<!\bwho)(?<!\bthat) (?:{_AUXILIARY} (?:not|never)|cannot|have no|has no|are no|is no)\b|"
    r"(?<!\by)(?<!\bo)(?<!\bni)(?<!\bque) no (?:se |les? |l[oa]s? )?(?:pued\w+|pod\w+|deb\w+|est[ae]\w*|tien\w+|"
    r"ser[ae]\w*|son|es|fue\w*|ha|han|hay|reciben?|gozan?|necesitan?|requieren?|pagan?|accede\w*|tendra\w*)\b"
)
# "The law provides that they may not own land": what is told is the matter, not a condition of it.
_TELLS = re.compile(
    r"\b(?:state[sd]?|stating|provide[sd]?|providing|establish(?:es|ed)?|stipulate[sd]?|indicate[sd]?|not(?:es|ed)|"
    r"says?|said|report(?:s|ed)?|point(?:s|ed)? out|clarif(?:y|ies|ied)|add(?:s|ed)|recall(?:s|ed)?|stress(?:es|ed)?|"
    r"declare[sd]?|determine[sd]?|specif(?:y|ies|ied)|prescribe[sd]?|order(?:s|ed)?|conclude[sd]?|f(?:inds|ound)|"
    r"shows?|showed|mention(?:s|ed)?|explain(?:s|ed)?|warn(?:s|ed)?|acknowledge[sd]?|admit(?:s|ted)?|confirm(?:s|ed)?|"
    r"mean(?:s|t)|fact) that\b|"
    r"\b(?:dispon[ei]\w*|dispuso|establec\w+|estipul\w+|indic[oa]\w*|senal[oa]\w*|dic[ei]\w*|dijo|afirm[oa]\w*|"
    r"aclar[oa]\w*|agreg[oa]\w*|anad[ei]\w*|record[oa]\w*|recuerda\w*|destac[oa]\w*|declar[oa]\w*|determin[oa]\w*|"
    r"precis[oa]\w*|orden[oa]\w*|prescrib\w+|reconoc\w+|inform[oa]\w*|mencion[oa]\w*|advi[er]\w+|conclu[yi]\w+|"
    r"consta\w*|explic[oa]\w*|confirm[oa]\w*|signific[oa]\w*|implica\w*|hecho de) que\b"
)
_WHICH = (
    r"(?:(?:de|del|a|al|en|con|por|para|sin|segun|of|to|for|in|on|at|by|with|from|under) )?(?:el |la |l[oa]s? )?"
    r"(?:que|cual(?:es)?|cuy[oa]s?|quien(?:es)?|which|who|whom|whose)"
)
_SOON_DENIED = r"(?:[^\s,;.]+ ){0,7}?(?:no|not|never|nunca|tampoco|cannot)\b"
# "..., which is not binding", "..., ventaja de la que no disfrutan los demás": said besides, as a clause of its own.
_BESIDES = re.compile(rf",\s+(?=(?:\w+ )?{_WHICH} {_SOON_DENIED})")
# "... recommendations that are not binding": at the end, where it sets no one apart.
_AT_THE_END = re.compile(
    r"(\w+)\s+(?=(?:que no (?:es|son|sera|seran|era|eran)|(?:that|which) (?:is|are|was|were) not)"
    r"(?: [^\s,;.]+){1,3}(?:[;.]|$))"
)
_RELATIVE = re.compile(rf"^(?:\w+ )?{_WHICH} (?={_SOON_DENIED})")
_END = re.compile(r"[,;.]")
_SAYS = re.compile(r"(?!\b(?:and|y|e)\b)\b\w+")
_INSTEAD = r"rather than|instead of|as opposed to|en lugar de|en vez de"
# "In kind rather than in cash", "in cities, not in camps": what is set against is denied.
_SET_AGAINST = (
    rf"(?:{_INSTEAD}|mas que|y no (?:en|a|por|para|con|de|como|al)\b|"
    r"(?:and )?not (?:in|on|by|to|for|from|with|as|at)\b|no (?:en|por|para|con|como|al)\b)"
)
_AGAINST = re.compile(rf"(?:,\s+|\s+(?=(?:{_INSTEAD})\b))(?={_SET_AGAINST})")
_IS_SET_AGAINST = re.compile(_SET_AGAINST)
_OF_ITS_OWN = r"(?:es|son|seran?|estan?|fue|fueron|ha|han|podran?|pueden?|deben?|tienen?)"
# "..., and the fines are waived", "..., y recordó que ...": a clause with a verb of its own.
_DENYING_VERB = (
    rf"(?:{_AUXILIARY} (?:not|never)\b|cannot\b|(?:has|have|had) no\b|"
    r"no (?:(?:se|le|les|lo|la|los|las) )?(?!solo\b|obstante\b|siempre\b|menos\b|mas\b|\w+(?:ad|id)[oa]s?\b|\w+mente\b|"
    r"(?:gubernamental|estatal|nacional|residente|migrante)(?:es|s)?\b|[ae]l?\b|l[oa]s\b|un[oa]?s?\b|en\b|por\b|para\b|"
    r"con\b|como\b|de\b)\w+)"
)
_AND_NOT = re.compile(_DENYING_VERB)
_ENDS_IN_AND = re.compile(r"\b(?:and|y|e|ni|nor)\s+$")
_AND = re.compile(
    rf",?\s+(?:and|y|e)\s+(?={_TELLS.pattern})|"
    r",\s+(?:and|y|e)\s+(?=(?:(?:it|they|he|she|se) |"
    r"(?:the|their|its|el|l[oa]s?|sus?) (?:(?!who|which|that|que)\w+ ){1,4}?)?"
    rf"(?:{_AUXILIARY}|se|{_OF_ITS_OWN}) )|"
    # "..., y no autoriza a trabajar", "... and cannot be renewed", "..., mas no a la reunificación"
    rf",?\s+(?:and|y|e|mas|ni|nor)\s+(?={_DENYING_VERB})|,\s+(?=(?:mas|pero) no\b)"
)
_APART = re.compile(rf"[,(]?\s+(?=(?:{_WITHOUT}|{_EXCEPTION})\b)")
_GOES_WITHOUT = re.compile(rf"^(?:(?:pero|but|y|and) )?{_WITHOUT}\b")
_EXCEPTS = re.compile(rf"^{_EXCEPTION}\b")
_OPENS_CONTRAST = re.compile(rf"^(?:{_CONTRAST})\b")
_INNER_CONTRAST = re.compile(r"^\w+(?:\s+\w+){0,5},\s+(?:however|sin embargo|no obstante),")
_CONCESSION = re.compile(
    r"^(?:although|though|even though|despite|while|whereas|aunque|si bien|a pesar de|mientras que)\b[^,]*,\s*"
)

_NEGATOR = re.compile(
    r"\b(?:not|no|never|none|neither|nor|cannot|lacks?|lacking|absence|nobody|nothing|fails? to|failed to|nunca|jamas|"
    r"ningun[oa]?|nadie|tampoco|ni|carecen?|carece|falta|inexistencia|ausencia)\b|n't\b"
    r"|\b(?:declin(?:es?|ed)|refus(?:es?|ed)|ceas(?:es?|ed)|stopped|omit(?:s|ted)?) (?:to \w+|\w+ing)\b|"
    r"\b(?:dejo|dejaron|deja|dejan) de \w+r\b|\b(?:left|leaves?|leaving) (?:\w+ ){0,3}?out\b"
    r"|\b(?:is|are|was|were|be|been|remains?|quedan?|quedaran|es|son|estan?|ser) (?:\w+ )?"
    r"(?:excluded|barred|banned|ineligible|excluid[oa]s?|vedad[oa]s?)\b"
    r"|\b(?:is|are|was|were|falls?|remains?|quedan?|quedaran|estan?) (?:\w+ )?"
    r"(?:outside (?:the|its|their)|fuera de(?:l)?)\b"
)
_HINDERS = (
    r"(?:prohibit\w*|forbid\w*|forbidden|prevent\w*|restrict\w*|imped\w*|exclud\w*|hinder\w*|bar|barred|"
    r"stop\w*(?! being\b)|den(?:y|ied|ies)|refus\w*|ban|banned|"
    r"(?:keep|kept|leave|left|shut) (?:\w+ ){0,4}?(?:out of|from)|"
    r"turn(?:s|ed|ing)? (?:\w+ ){0,3}?away|"
    r"prohib\w+|restring\w+|restrinj\w+|impid\w+|excluy\w+|excluir\w*|excluid\w+|negar\w*|niegu?\w+|negad\w+|"
    r"deneg(?:ar|ad|ab)\w*|deniegu?\w+|rechaz\w+|obstaculiz\w+)"
)
_RESTRICTIONS = r"(?:restriction|limitation|prohibition|limit|cap|quota|ceiling)s?\b"
_RESTRICCIONES = r"(?:restriccion|limitacion|prohibicion|limite|tope|cuota)\w*"
_HINDERED_TOO = rf"(?:{_HINDERS}|limit\w*|condicion\w+|suspen\w+)"
"""What stands beside a thing that is not hindered: "no podrá denegarse ni limitarse"."""
_HINDERING = re.compile(rf"\b{_HINDERS}\b")
# "May not prohibit", "no restringe": what is not hindered is allowed.
_NOT_HINDERING = re.compile(
    rf"\b(?:not|cannot|never|\w+n't) (?:be |been |\w+ly |in any way )?{_HINDERS}"
    rf"(?:,? (?:or|nor) (?:be )?{_HINDERED_TOO})*\b"
    rf"|\bno (?:(?:se|le|les|lo|la|los|las|podra|podran|puede|pueden|debe|deben|debera|deberan|ha|han|sido|es|son|sera|"
    rf"seran|esta|estan|queda|quedan) ){{0,3}}{_HINDERS}(?:,? (?:ni|o) (?:se )?{_HINDERED_TOO})*\b"
    rf"|\bno (?:se )?(?:aplican?|aplicara\w*|exigen?|rigen?) (?:\w+ ){{0,4}}?{_RESTRICCIONES}"
    rf"|\b{_RESTRICTIONS}.{{0,40}} (?:do|does|shall|will) not apply\b"
    rf"|\b(?:not (?:be )?subject to|exempt from) (?:\w+ ){{0,4}}?{_RESTRICTIONS}"
)
_PROHIBITING = re.compile(
    r"\b(?:prohibit\w*|forbid\w*|bans?|banned|unlawful|illegal|prohib\w+|vedad[oa]s?|ilegal(?:es)?|ilicit[oa]s?)\b"
)
_LEAVE = re.compile(
    r"\b(?:can|could|may|might|allow(?:s|ed)?|permit(?:s|ted)?|authori[sz]e[sd]?|lawful|legal|possible|"
    r"pued[eo]n?|podran?|podrian?|permit[eai]\w*|autoriza\w*|licit[oa]|posible)\b"
)
_NOT_NEGATING = re.compile(
    r"\bno\.?\s?(?:\d|°|º)|\bnot only\b|\bno solo\b|\bnot limited to\b|\bwithout prejudice\b|"
    r"\bsin perjuicio\b|\bsin embargo\b|\bno obstante\b|"
    r"\b(?:with no|without(?: any)?) exceptions?\b|\bsin (?:ninguna )?excepci(?:on|ones)(?: alguna)?\b|"
    r"\bno later than\b|\ba mas tardar\b|\bno less than\b|\bno menos de\b|\bwhether or not\b|"
    r"\bnot (?:to )?exceed\w*\b|\bnot (?:more|less|fewer|later|longer|earlier) than\b|"
    r"\bno (?:(?:podra|podran|debe|deben|debera|deberan) )?exced\w+|"
    r"\b(?:no|ni) (?:mas|mayor(?:es)?|menor(?:es)?|superior(?:es)?|inferior(?:es)?) (?:de|del|a|al|que)\b|"
    r"\b(?:in order|so as) not to\b|\b(?:a fin de|con el fin de|para) no (?:\w+(?:ar|er|ir)|ser)(?:se|l[oa]s?)?\b|"
    r"\bwithout (?:distinction|regard|discrimination)\b|"
    r"\bsin (?:distincion|importar|discriminacion|perjuicio|fines de lucro|costo)\b(?:[^,;.]*\bni\b)?|\bnon-\w+|"
    r"\b(?:may|can|must|shall) not (?:prohibit|refuse|deny|prevent|forbid|reject)\b|"
    r"\bno (?:puede|pueden|podra|podran|debe|deben) (?:prohibir|negar|rechazar|impedir|denegar)(?:se)?\b|"
    r"\bnot necessarily\b|\bno \w+(?:ad|id)[oa]s?\b(?! [a-z]+mente)|\bfree of\b|"
    r"\bno (?:gubernamental(?:es)?|estatal(?:es)?|lucrativ[oa]s?|presencial(?:es)?|nacional(?:es)?|ciudadan[oa]s?|"
    r"residentes?|migrantes?)\b"
)
_LIMIT = re.compile(
    r"\bpartial(?:ly)?\b|\bpartly\b|\bin part\b|\bnot (?:formally|fully|entirely|specifically|explicitly|"
    r"always|all|every|systematically|regularly|completely|yet fully)\b|"
    r"\bnot (?:\w+ ){1,3}?(?:formally|fully|specifically|explicitly|systematically|regularly)\b|"
    r"\bno (?:\w+ ){1,2}(?:formally|specifically)\b|"
    r"\bonly (?:partial|some|occasional|for|if|when|in|to|those|certain|a)\b|\blimited\b|"
    r"\boccasional(?:ly)?\b|\bcould be (?:strengthened|improved|developed)\b|"
    r"\bneeds? to be (?:strengthened|improved)\b|\bfew\b|\bin an? (?:informal|ad hoc) (?:way|manner)\b|"
    r"\binformal(?:ly)?\b|\bad hoc\b|\bnot on a regular basis\b|"
    r"\bnot apply to all\b|"
    r"\bparcial(?:es|mente)?\b|\ben parte\b|\bno (?:de manera|de forma) (?:formal|especifica|sistematica|"
    r"regular)\b|\bno (?:\w+ ){0,3}(?:formalmente|plenamente|especificamente|"
    r"siempre|sistematicamente|todos|todas)\b|\b(?:solo|solamente|unicamente|exclusivamente) (?:para|si|"
    r"cuando|en|a|los|las|algun|parcial)\w*\b|"
    r"\blimitad[oa]s?\b|\bocasional(?:es|mente)?\b|\b(?:podria|podrian) (?:fortalecerse|mejorar|reforzarse|"
    r"ser)\w*\b|\bpoc[oa]s\b|\binformal(?:es|mente)?\b|\bno se aplica a tod[oa]s\b"
)
_FORESIGHT = re.compile(
    r"\bin the process of\b|"
    r"\bunder (?:development|preparation|discussion|consideration|way|study|examination|review|negotiation)\b|"
    r"\bis being (?:developed|drafted|prepared|designed|discussed|negotiated)\b|"
    r"\bare being (?:developed|drafted|prepared|designed|discussed|negotiated)\b|\bplans? to\b|\bplanned to\b|"
    r"\b(?:is|are|was|were) (?:planned|scheduled|foreseen|envisaged)\b|"
    r"\b(?:esta|estan|estaba|estaban) (?:planead|programad)[oa]s?\b|"
    r"\bintends? to\b|\b(?:a|the|this|draft)?\s*bill\b|\bdraft (?:law|decree|policy|strategy|plan)\b|"
    r"\bpropos(?:ed|al|als|es)\b|\b(?:has|have) (?:shown|expressed) (?:\w+ )?interest\b|"
    r"\b(?:is|are|was|were|remains?) (?:still |yet )?(?:pending|awaiting|outstanding)\b|"
    r"\b(?:esta|estan|estaba|sigue|siguen|queda|quedan|quedo) pendientes?\b|\bpendientes? de\b|"
    r"\bexpected to\b|\bseeks? to (?:join|accede|become)\b|"
    r"\ben proceso de\b|\b(?:en|bajo) (?:elaboracion|preparacion|discusion|estudio|desarrollo|tramite|negociacion)\b|"
    r"\bse esta (?:elaborando|preparando|disenando|negociando|desarrollando)\b|"
    r"\bpreve(?:n)?\b|\bproyecto de ley\b|\banteproyecto\b|\bpropuesta\b|\bpropone\b|\bproponia\b|"
    r"\bse propuso\b|\bhan? (?:mostrado|expresado|manifestado) (?:\w+ )?interes\b|"
    r"\bbuscan? (?:adherirse|incorporarse|ser parte)\b"
)
_BILL = re.compile(r"\bbills?\b|\bdraft law\b|\bproyectos? de ley\b|\banteproyectos?\b")


@lru_cache(maxsize=8192)
def clauses(sentence: str) -> tuple[Clause, ...]:
    """The clauses of a sentence with their stances, in order."""
    folded = fold(sentence)
    cuts = sorted({0, len(folded), *_cuts(folded)})
    found = []
    for start, end in pairwise(cuts):
        text = folded[start:end]
        if not _SAYS.search(text):
            continue
        contrasts = bool(_OPENS_CONTRAST.match(text) or _INNER_CONTRAST.match(text))
        head = _CONCESSION.match(text) if start == 0 or contrasts else None
        if head and head.end() < len(text):
            found.append(Clause(head[0], start, start + head.end(), _stance(head[0]), False))
            found.append(Clause(text[head.end() :], start + head.end(), end, _stance(text[head.end() :]), True))
        elif found and _EXCEPTS.match(text):
            # What is excepted from a denial holds, and the other way round.
            against = Stance.ASSERTS if found[-1].stance is Stance.DENIES else Stance.DENIES
            found.append(Clause(text, start, end, against, contrasts=False, excepts=True))
        else:
            told = _RELATIVE.sub("", text, count=1) if start else text
            joined = bool(_AND_NOT.match(text) and _ENDS_IN_AND.search(folded, 0, start))
            found.append(Clause(text, start, end, _stance(told), contrasts, besides=told != text, joined=joined))
    return tuple(found) or (Clause(folded, 0, len(folded), Stance.ASSERTS, False),)


def _cuts(folded: str) -> Iterator[int]:
    """Where clauses begin in a folded sentence."""
    for pattern in (_SPLIT, _APART, _BESIDES, _AND):
        yield from (found.end() for found in pattern.finditer(folded))
    for found in _AGAINST.finditer(folded):
        yield found.end()
        end = _END.search(folded, found.end())
        yield end.end() if end else len(folded)
    yield from (found.end() for found in _AT_THE_END.finditer(folded) if not _IS_GROUP.fullmatch(found[1]))


# "The occasional meetings do not lead to action": which meetings, not how far they lead.
_QUALIFIES = re.compile(
    r"\b(?:occasional|partial|informal|limited|ocasional(?:es)?|parcial(?:es)?|informal(?:es)?|limitad[oa]s?)\b"
)


def _stance(text: str) -> Stance:
    if _LIMIT.search(_NOT_HINDERING.sub(" ", text)):
        *_, unqualified = _QUALIFIES.split(text)
        outright = unqualified != text and denies(unqualified) and not _LIMIT.search(_QUALIFIES.sub(" ", text))
        return Stance.DENIES if outright else Stance.LIMITS
    if denies(text) or goes_without(text) or _IS_SET_AGAINST.match(text):
        return Stance.DENIES
    if _FORESIGHT.search(text):
        return Stance.FORESEES
    return Stance.ASSERTS


def denies(text: str) -> bool:
    """Whether a folded clause denies at its main level; negators of subordinate clauses do not count."""
    told = _TELLS.sub(" ", _NOT_NEGATING.sub(" ", _NOT_HINDERING.sub(" ", text)))
    return bool(_NEGATOR.search(_without_subordinates(told)))


def _without_subordinates(text: str) -> str:
    """A folded clause without the negators of its subordinate clauses and what follows these there."""
    kept, position = [], 0
    while found := _SUBORDINATE.search(text, position):
        kept.append(text[position : found.start()])
        end = _END.search(text, found.end())
        last = end.start() if end else len(text)
        afterwards = _AFTERWARDS.search(text, found.end(), last)
        position = afterwards.start() if afterwards else last
    return " ".join([*kept, text[position:]])


def goes_without(text: str) -> bool:
    """Whether a folded clause says what that before it goes without: "..., sin derecho a voto"."""
    return bool(_GOES_WITHOUT.match(text)) and not _NOT_NEGATING.match(text)


_LEAVES_OUT = re.compile(
    r"\b(?:exclu(?:ded?|des|ding|sion)|left out|leaves? (?:\w+ ){0,3}?out|"
    r"exclu[iy]\w+|(?:deja\w*|queda\w*) (?:\w+ ){0,3}?fuera)\b"
)
_FREED = re.compile(
    r"\b(?:spared|exempt\w*|let off|excused|free (?:of|from|for)|for (?:free|nothing)|safe from|immune|"
    r"exent[oa]s?|exoner\w+|dispens\w+|gratis|gratuit\w+|libres? de|a salvo)\b|\bfree\W*$"
)


def asks_if_out_or_free(asked: str) -> bool:
    """Whether a folded question asks if somebody is left out of something, or freed from it: a denial says yes."""
    return bool(_LEAVES_OUT.search(asked) or _FREED.search(asked))


_LACKED = re.compile(
    r"\b(?:without|with no|sin) (?:(?:any|the|an?|ningun[oa]?|el|la|l[oa]s|un[oa]?|sus?) )?((?:\w+ ){0,3}\w+)"
)


def lacked(text: str) -> tuple[str, ...]:
    """What a folded clause says that something is without, some words of each: "permanent secretariat"."""
    return tuple(found[1] for found in _LACKED.finditer(_NOT_NEGATING.sub(" , ", text)))


# "... and neither a period of residence nor an income shall be required", "sin necesidad de abogado"
_NO_NEED = re.compile(
    r"\b(?:not|no|neither|nor|nobody|cannot|without|sin|ni|tampoco|ningun[oa]?)\b(?: [^\s;.]+){0,9}? "
    r"(?:need\w*|requir\w+|demand\w*|(?:be|is|are) necessary|oblig\w+|wait\w*|exig\w+|exij\w+|necesit\w+|"
    r"necesidad de|(?:es|sea|son|sera|seran) necesari[oa]s?|requer\w+|requier\w+|falta)\b|"
    r"\b(?:need\w*|requir\w+|exig\w+|necesit\w+|requier\w+) (?:no|neither|ni|ningun[oa]?)\b"
)


_NOR = re.compile(r"\b(?:ni|nor)\b")


def needs_none(text: str) -> bool:
    """Whether a folded clause says that something is not needed, and denies nothing else."""
    told = _NOT_NEGATING.sub(" ", text)
    return bool(_NO_NEED.search(told)) and not denies(_NOR.sub(" ", _NO_NEED.sub(" ", told)))


def hinders(text: str) -> bool:
    """Whether a folded text speaks of prohibiting, restricting or refusing something."""
    return bool(_HINDERING.search(text))


# "If the consul refuses the visa, can one appeal?" asks nothing of refusing.
_SUPPOSED = re.compile(
    r"^\W*(?:(?:and|y|but|pero) )?(?:if|when|where|once|although|even if|si|cuando|una vez|aunque)\b[^,;?]*,\s*"
)


def supposed(asked: str) -> str:
    """The case that a folded question supposes before it asks: "if the consul refuses the visa, "."""
    found = _SUPPOSED.match(asked)
    return found[0] if found else ""


def asks_of_hindering(asked: str) -> bool:
    """Whether a folded question asks if something is prohibited, restricted or refused, and does not suppose it."""
    return hinders(_SUPPOSED.sub("", asked))


_ASKS_OF_RESTRICTION = re.compile(
    r"\b(?:limits?|caps?|ceilings?|quotas?|restrictions?|limitations?|topes?|limites?|limitacion(?:es)?|cupos?|cuotas?|"
    r"restriccion(?:es)?|porcentajes? (?:maximos?|limitativos?))\b"
)
_APPLIES = re.compile(
    r"\b(?:appl(?:y|ies|ied)|subject to|count(?:s|ed)? towards?|aplican?|rigen?|sujet[oa]s? a|alcanzan?)\b"
)


def asks_of_restriction(asked: str) -> bool:
    """Whether a folded question asks if limits apply to somebody."""
    return bool(_ASKS_OF_RESTRICTION.search(asked) and _APPLIES.search(asked))


def prohibits(text: str) -> bool:
    """Whether a folded text forbids something, and does not say that it is not forbidden."""
    return bool(_PROHIBITING.search(text)) and not lets_be(text)


def asks_leave(text: str) -> bool:
    """Whether a folded question asks whether something may be done."""
    return bool(_LEAVE.search(text))


_KEEPS_THE_DUTY = re.compile(
    r"\bno (?:l[oa]s? |les? |se )?(?:(?:esta|estan|estaba|estaban|queda|quedan|sera|seran) )?"
    r"(?:exim|exoner|exent|liber|dispens|relev|exceptu)\w+\b|"
    r"\b(?:not|never) (?:exempt|releas|reliev|free|excus|absolv|discharg)\w*\b"
)


def keeps_the_duty(text: str) -> bool:
    """Whether a folded clause says that somebody is not freed of a duty, which asserts the duty."""
    return bool(_KEEPS_THE_DUTY.search(text))


_KEEPS = re.compile(
    r"\b(?:keeps?|retains?|remains?|preserves?|stays?|conserv(?:o|a|an|ar|amos)|mantien\w+|mantener|"
    r"(?:sigo|sigue|siguen) siendo)\b"
)
_NOT_LOST = re.compile(
    r"\b(?:not|never|nor|no|ni|tampoco|nunca) (?:(?:\w+ly|se|l[oa]s?|les?|podra\w*|puede\w*|be|been) ){0,2}?"
    r"(?:los[et]\w*|forfeit\w*|pierd\w+|perd\w+)\b"
)


def keeps_what_is_not_lost(asked: str, clause: str) -> bool:
    """Whether a folded question asks if something is kept that a folded clause says is not lost."""
    return bool(_KEEPS.search(asked) and _NOT_LOST.search(clause))


def lets_be(text: str) -> bool:
    """Whether a folded text says that something is not prohibited, restricted or refused."""
    return bool(_NOT_HINDERING.search(text))


# "However, for cases that are not reported, it has no mechanism": denied of other cases than those told of before.
_OTHER_CASES = re.compile(
    rf"(?:\W*(?:{_CONTRAST})\W+)?(?:(?:for|in) (?:the )?(?:cases?|those) (?:that|which|who|where|when)|"
    r"(?:para|en) (?:los casos|aquell[oa]s|quienes) (?:que|en que|cuando|no))\b([^,;.]*)"
)


def other_cases(text: str) -> str:
    """Which cases a folded clause sets apart at its beginning: "however, for cases that are not reported, ..."."""
    found = _OTHER_CASES.match(text)
    return found[1].strip() if found else ""


def foresees(sentence: str) -> bool:
    """Whether a sentence speaks of something that is not so yet: a bill, a process under way."""
    return bool(_FORESIGHT.search(fold(sentence)))


def speaks_of_a_bill(sentence: str) -> bool:
    """Whether a sentence speaks of a bill, which is not a law."""
    return bool(_BILL.search(fold(sentence)))


def illustrates(sentence: str) -> bool:
    """Whether a sentence gives an instance of what the one before it says ("In particular, ...")."""
    return bool(_ILLUSTRATES.match(fold(sentence)))


@lru_cache(maxsize=4096)
def opens_with_contrast(sentence: str) -> bool:
    """Whether a sentence stands against the one before it ("However, ...", "Sin embargo, ...")."""
    return clauses(sentence)[0].contrasts or bool(_OPENS_CONTRAST.match(fold(sentence)))


_ADDS = re.compile(
    r"^(?:moreover|likewise|in addition|additionally|furthermore|similarly|also|besides|for example|"
    r"for instance|in particular|in this regard|"
    r"ademas|asimismo|igualmente|tambien|por ejemplo|en particular|de igual (?:forma|manera)|en este sentido)\b"
)
_ILLUSTRATES = re.compile(r"^(?:for example|for instance|in particular|por ejemplo|en particular)\b")
_LEANS = re.compile(
    r"^(?:this|these|those|it|its|they|such|the (?:plan|document|decree|law|platform|framework|manual|council|"
    r"mechanism|programme|program|agreement|project|initiative|committee|commission|institution|process|"
    r"office|service|body|group|training|programs?|resolution|protocol|(?:results|findings)(?! (?:of|from|in)\b)|same|"
    r"latter|former)\b|among its|among them|with the latter|after this|there are|"
    r"(?:funding|financing) (?:is|was|comes|came|has)\b|los (?:resultados|hallazgos)\b(?! (?:de|del)\b)|"
    r"(?:el financiamiento|la financiacion|los fondos) (?:es|son|proviene|provienen|fue|fueron)\b|"
    r"este|esta|estos|estas|dicho|dicha|dichos|"
    r"dichas|ello|su|sus|entre sus|el mismo|la misma|con este|con esta|esto)\b"
)


def adds(sentence: str) -> bool:
    """Whether a sentence goes on with the thought of the one before it ("Moreover, ...", "Además, ...")."""
    return bool(_ADDS.match(fold(sentence)))


@lru_cache(maxsize=4096)
def leans(sentence: str) -> bool:
    """Whether a sentence needs the one before it to be understood ("This plan ...", "It ...", "However, ...")."""
    folded = fold(sentence)
    return bool(_LEANS.match(folded)) or opens_with_contrast(sentence) or bool(re.match(r"^[a-z]", sentence.strip()))


# "Moreover, the Decree enshrines ...": a norm or a plan without its name is one that was named before.
_NAMES_AGAIN = re.compile(
    r"\b(?:the|this|these|that|such|said) (?:new |same |latter |above )?(?:decree|law|act|instrument|agreement|"
    r"memorandum|resolution|regulation|protocol|convention|treaty|plan|strategy|programme|program|framework|manual|bill)\b"
    r"(?! (?:no|n|num|number|law|on|of|for|against|to|between)\b| \d)|"
    r"\b(?:el|la|este|esta|ese|esa|dich[oa]|al|del) (?:nuev[oa] |mism[oa] |citad[oa] |referid[oa] )?"
    r"(?:decreto|ley|norma|instrumento|acuerdo|convenio|memorando|memorandum|resolucion|reglamento|protocolo|"
    r"convencion|tratado|plan|estrategia|programa|marco|manual)\b"
    r"(?! (?:ley|ejecutivo|legislativo|supremo|no|n|num|numero|de|del|sobre|para|contra|entre|nacional)\b| \d)"
)


def names_again(sentence: str) -> bool:
    """Whether a sentence speaks of a norm, a plan or the like without its name, as of one that was named before."""
    return bool(_NAMES_AGAIN.search(fold(sentence)))


# "En ella se creó el Instituto", "Under it, permits are issued": a pronoun for what was named before.
_BY_IT = re.compile(
    r"\W*(?:en|por|mediante|con|bajo|segun) (?:ella|ello|est[ae]|el mismo|la misma)\b|"
    r"\W*(?:in|by|under|through|with) (?:it|this|that|the same)\b(?! \w+ly\b)|"
    r"\W*(?:it|ella|est[ae]) (?:also |ademas |tambien )?(?:creat|establish|set up|set out|found|institut|repeal|"
    r"cre[oa]|establec|fund|derog|instituy)\w*"
)


_NORM = (
    r"(?:decree|law|act|agreement|memorandum|resolution|regulations?|protocol|convention|treaty|decreto|ley|norma|acuerdo|"
    r"convenio|memorando|memorandum|resolucion|reglamento|protocolo|convencion|tratado)"
)
_THE_SAME_NORM = re.compile(
    rf"\b(?:the same|this|that|said|l[ao] mism[ao]|el mismo|est[ae]|es[ae]|dich[oa]|citad[oa]) {_NORM}\b|"
    rf"^\W*(?:the|el|la) {_NORM}\b(?! (?:no|n|num|number|numero|ley|law|on|of|for|de|del|sobre|\d))"
)


def speaks_of_a_norm_again(sentence: str) -> bool:
    """Whether a sentence may speak of a norm that was named before: "the same law", "en ella se creó"."""
    folded = fold(sentence)
    return bool(_THE_SAME_NORM.search(folded) or _BY_IT.match(folded))


def needs_another(sentence: str) -> bool:
    """Whether a sentence is understood only after the one before it: it leans on it, or gives an instance of it."""
    return leans(sentence) or illustrates(sentence)


# What one must hold to be meant: "foreigners with a work permit", not "children with needs of protection".
_HELD = (
    r"(?:permits?|visas?|documents?|documentation|papers|status|residen\w+|cards?|contracts?|licen[cs]es?|certificates?|"
    r"permisos?|visados?|documentos?|documentacion|papeles|condicion|estatus|carnes?|tarjetas?|contratos?|licencias?|"
    r"cedulas?|certificados?)"
)
# "They shall, whenever necessary, help ..." limits nothing.
_AS_NEEDED = r"(?! (?:sea|fuera|fuere|resulte) (?:necesari|procedente|pertinente|apropiad|oportun))"
_RESTRICTED = re.compile(
    rf"\b({_GROUP})\s+((?:who|that|whose|admitted|recognized|recognised|registered|holding|que|cuyo|cuya|admitid[oa]s|reconocid[oa]s|"
    rf"(?:with|con)\b[^,;.]*?\b{_HELD})\b[^,;.]*)"
    rf"|\b((?:recognized|recognised|admitted|registered|documented)\s+{_GROUP})"
    rf"|\b((?:{ONLY}|except|provided that|as long as|"
    rf"salvo|excepto|siempre que{_AS_NEEDED}|siempre y cuando)\b[^,;.]*)"
)


# "Whoever reports within fifteen days shall not be punished" frees some.
_OF_SOME_ALONE = re.compile(
    r"\b(?:de|a|para) (?:quien(?:es)?|aquell[oa]s? que|l[oa]s que) (?!no\b)\w+|"
    r"\b(?:of|for|on|to) (?:a person|persons|people|those|anyone|any person|whoever) (?:who|that)\b"
)


def denied_of(text: str) -> str:
    """Of whom alone a folded clause denies what it does: "of whoever reports within fifteen days"; else empty."""
    found = _OF_SOME_ALONE.search(text)
    return " ".join(text[found.start() :].split()[:_OF_WHOM]) if found else ""


_OF_WHOM = 12
"""How many words tell of whom a denial holds."""


# "The refugee who decides to renounce | shall notify ...": what a rule says of a group does not limit it.
_PREDICATE = re.compile(r" (?=(?:debera|deberan|podra|podran|tendra|tendran|shall)\b)")


@dataclass(frozen=True, slots=True)
class Restriction:
    """Words by which a sentence limits whom or what it holds for; ``group`` is the noun limited, where there is one."""

    group: str
    text: str


def restrictions(sentence: str) -> tuple[Restriction, ...]:
    """How a sentence limits itself ("asylum seekers who were admitted ...", "only for ...")."""
    return tuple(
        Restriction(
            m[1] or (m[3] or "").split(" ", 1)[-1],
            _PREDICATE.split(next(g for g in (m[2], m[3], m[4]) if g), maxsplit=1)[0],
        )
        for m in _RESTRICTED.finditer(fold(sentence))
    )


_NAMES_A_GROUP = re.compile(rf"\b{_GROUP}\b")


def names_a_group(text: str) -> bool:
    """Whether a folded text names a group of people: migrants, refugees, workers, staff."""
    return bool(_NAMES_A_GROUP.search(text))
