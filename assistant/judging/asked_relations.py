"""What a thing is for, whose it is, what brought it about: how a question asks for it, and how a sentence tells it.

Such a question is answered in a few set ways ("was created by", "may be used to"), which the small reader has seen too
little of. A sentence that tells it in one of these ways, of all that the question names, is an answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.judging.evidence import NEXT_TO_NOTHING, Evidence
from assistant.judging.notions import Notions
from assistant.language.polarity import illustrates, leans
from assistant.understanding.answer_kind import Kind
from assistant.understanding.question import Part, Unit
from ingest.store import StoredSentence
from ingest.terms import EVERY_STOP_WORD, fold

_OPENING = 3
"""Of how many words the subject is with which a sentence goes on from another one."""
_PARTLY, _MORE_THAN_LITTLE = 0.33, 0.4


@dataclass(frozen=True, slots=True)
class _Relation:
    """One of these things, in both languages; all patterns are for folded text.

    Attributes:
        asks: found in a question for it.
        tells: found in a sentence that tells it.
        verbs: words of such a question that the sentence need not have, since it has those of its own way.
    """

    asks: re.Pattern[str]
    tells: re.Pattern[str]
    verbs: re.Pattern[str]


def _relation(asks: tuple[str, ...], tells: tuple[str, ...], verbs: str) -> _Relation:
    return _Relation(re.compile("|".join(asks)), re.compile("|".join(tells)), re.compile(verbs))


_MADE = r"(?:written|designed|meant|intended|aimed|addressed|directed|made|prepared|drafted|conceived)"
_HECHO = r"(?:dirigid|destinad|pensad|orientad|concebid|escrit|elaborad|hech|disenad|preparad)[oa]s?"
_FOR_WHOM = _relation(
    (
        r"\b(?:for|at|to) whom\b",
        rf"\bwhom? (?:is|are|was|were)\b.*\b{_MADE} (?:for|at|to)\W*$",
        r"\bwho(?: else)? is\b.*\bfor\W*$",
        rf"\b(?:a|para) quien(?:es)? (?:\w+ )?(?:se (?:dirige|destina)n?|{_HECHO})\b",
        r"\bpara quien(?:es)? (?:es|son|fue|fueron|esta|estan|se (?:escribi|hizo|elabor|pens|prepar)\w*)\b",
    ),
    (
        rf"\b{_MADE} (?:(?:mainly|chiefly|primarily|above all) )?(?:to (?:serve|help|assist|support|guide)|for|at)\b",
        rf"\b{_MADE} to the\b",
        r"\bfor (?:the )?use (?:by|of)\b",
        rf"\b{_HECHO} (?:principalmente |sobre todo )?(?:a|al|para)\b",
        r"\bse (?:dirige|destina)n? (?:a|al)\b",
    ),
    rf"{_MADE}|{_HECHO}|dirige|destina",
)
_TO_WHAT_USE = _relation(
    (
        r"\bwhat\b.*\b(?:do with|used for|use\b.*\bfor)\b",
        r"\b(?:what|which)(?: \w+)? uses?\b",
        r"\bhow (?:can|could|may|might|should)\b.*\buse[d]?\b",
        r"\bque (?:usos?|utilidad)\b",
        r"\b(?:a|de) que (?:\w+ )?usos?\b",
        r"\bque (?:se )?pued\w+ hacer(?:se)? con\b",
        r"\bpara que (?:\w+ )?(?:sirv\w+|servir\w*|us\w+|utiliz\w+|emple\w+)\b",
        r"\bpara que (?:pued|podr)\w+ (?:servir|usarse|utilizarse|emplearse)\b",
    ),
    (
        r"\b(?:may|can|could|will|should|to) be used (?:to|for|as|in)\b",
        r"\b(?:is|are) used (?:to|for)\b",
        r"\bserves? (?:to|as)\b",
        r"\bpued\w+ (?:utilizar|usar|servir|emplear)(?:se)? (?:para|como)\b",
        r"\bsirven? (?:para|de)\b",
        r"\bse (?:utiliza|usa|emplea)n? (?:para|como)\b",
    ),
    r"us(?:e|es|ed|o|os|ar|arse|an|a)|utiliz\w+|utilidad|emple\w+|serv\w+|sirv\w+|d(?:ar|arse|an|o)|pued\w+|hacer|put",
)
_BY_WHAT_CAUSE = _relation(
    (
        r"\b(?:what|which)(?: \w+){0,2} (?:prompted|caused|led to|triggered|motivated|drove|gave rise)\b",
        r"\b(?:in response|owing|due) to (?:what|which)\b",
        r"\bque (?:\w+ )?(?:motiv|origin|provoc|caus|llevo a|llevaron a|impuls|desencaden)\w*",
        r"\b(?:a raiz|a causa|en respuesta|con motivo) (?:de|a) que\b",
        r"\ba que se deb\w+\b|\bante que\b",
    ),
    (
        r"\b(?:because of|in response to|due to|owing to|as a result of|in view of|following|led to)\b",
        r"\b(?:prompted|caused|triggered) by\b",
        r"\b(?:debido a|a raiz de|a causa de|en respuesta a|con motivo de|como (?:resultado|consecuencia) de)\b",
        r"\bante (?:el|la|los|las)\b|\b(?:motivad|provocad)[oa] por\b",
    ),
    r"(?:prompt|caus|trigger|motiv|driv|lead|led|drove|origin|provoc|llev|impuls|conduj|desencaden)\w*",
)
_FOUNDED = r"(?:created|set up|founded|established|launched|started|designed|introduced|instituted)"
_FUNDADO = r"(?:cread|fundad|establecid|lanzad|iniciad|disenad|instituid|constituid)[oa]s?"
_BY_WHOM_FOUNDED = _relation(
    (
        rf"\bwho(?: has| had)? {_FOUNDED}\b",
        rf"\bby whom (?:was|were) .*\b{_FOUNDED}\b",
        r"\bquien(?:es)? (?:creo|crearon|fundo|fundaron|estableci(?:o|eron)|lanzo|lanzaron|inicio|iniciaron)\b",
        r"\bquien(?:es)? (?:instituy\w+|impuls(?:o|aron)|ide(?:o|aron)|mont(?:o|aron)|arm(?:o|aron))\b",
        r"\bquien(?:es)? (?:pus(?:o|ieron)|ech(?:o|aron)) (?:en marcha|en pie|a (?:andar|rodar|caminar|funcionar))\b",
        r"\bquien(?:es)? (?:esta|estan|hay) detras\b|\bde quien(?:es)? (?:fue|es) la (?:idea|iniciativa)\b",
        r"\bwho(?: is|'s| was| are| were) behind\b|\bwhose (?:idea|initiative|brainchild)\b",
        rf"\bpor quien(?:es)? (?:fue|fueron) {_FUNDADO}\b",
    ),
    (
        rf"\b(?:was|were|been) {_FOUNDED}\b.*\bby\b",
        rf"\b(?:fue|fueron|sido) {_FUNDADO}\b.*\bpor\b",
    ),
    r"behind|detras|idea|iniciativa|initiative|brainchild|marcha|pie|andar|rodar|caminar|funcionar|pus(?:o|ieron)|"
    r"ech(?:o|aron)|impuls(?:o|aron)|ide(?:o|aron)|mont(?:o|aron)|arm(?:o|aron)|"
    rf"{_FOUNDED}|{_FUNDADO}|set|creo|crearon|fundo|fundaron|lanzo|lanzaron|inicio|iniciaron|establec\w+|instituy\w+",
)
# "What is X?" — "The project was created in 2018 by ... to ...", after a sentence that names X.
_WHAT_IT_IS = _relation(
    (r"^\W*(?:and |y )?(?:what (?:is|was|are|were)|que (?:es|era|son|eran|fue)) (?!(?:the|el|la|los|las)\b)",),
    (
        rf"^(?:the|this) \w+ (?:is|was|were) {_FOUNDED}\b",
        rf"^(?:el|la|este|esta|dich[oa]) \w+ (?:es|fue|fueron) {_FUNDADO}\b",
    ),
    r"(?!)",
)
_TO_WHAT_END = _relation(
    (
        r"\b(?:for|to|with) what (?:purpose|end|aim|goal|objective)s?\b",
        r"\bwhat (?:is|was|are|were) (?:\w+ ){1,8}?(?:for|after)\W*$",
        r"\bwhat (?:does|do|did) .*\b(?:seek|aim|pursue|intend|set out|want) ?(?:to do|to achieve|for|at)?\W*$",
        r"\bcon que (?:fin(?:es)?|finalidad|objetivos?|propositos?)\b",
        r"\bpara que se (?!us|utiliz|emple)\w+\b",
        r"\bque (?:busca|persigue|pretende|se propone)n?\b",
    ),
    (
        r"\b(?:in order|so as) to\b|\bwith (?:the|an) (?:aim|purpose|goal|objective)s? of\b",
        r"\baim(?:s|ed|ing)? (?:to|at)\b|\b(?:seek(?:s|ing)?|sought|intended|designed) to\b",
        r"\bwhose (?:aim|purpose|goal|objective)s? (?:is|are) to\b",
        r"\bcon (?:el|la) (?:fin|finalidad|objetivo|objeto|proposito) de\b|\ba fin de\b|\bbuscan?\b|\bpretenden?\b",
        r"\btienen? (?:como|por) (?:objetivo|objeto|fin|finalidad)\b|\bdestinad[oa]s? a\b",
    ),
    r"invent\w+|cre(?:o|aron|ated?)|hiz\w+|hici\w+|naci\w+|surg\w+|mont(?:o|aron)|fund(?:o|aron)|set|started?|launched|"
    r"persig\w+|busc\w+|pretend\w+|propon\w+|seek|aims?|pursue|intend|want|purpose|end|goal|objective",
)
_WITH_WHOSE_MONEY = _relation(
    (
        r"\bwho (?:(?:is|has|had|will) )?(?:pay\w*|paid|fund\w*|financ\w+|bankroll\w+)\b",
        r"\bwhose (?:money|cash|funds)\b",
        r"\bwhere (?:does|do|did|is|are) (?:\w+ )*?(?:money|funds|funding|financing)\b.*\b(?:come|came|coming)\b",
        r"\bhow (?:is|are|was|were) .*\b(?:funded|financed|paid for)\b",
        r"\bquien(?:es)? (?:l[oa]s? )?(?:pag|financi|costea|sufrag|aport|pone)\w*",
        r"\bde donde (?:s[ae]l\w+|vien\w+|vin\w+|provien\w+|provin\w+) (?:el|los|la) "
        r"(?:dinero|plata|fondos|financia\w+|recursos)\b",
        r"\bcomo se financi\w+",
    ),
    (
        r"\b(?:funded|financed|paid for|sponsored) by\b|\bfunding (?:is|was|has been|comes|came)\b",
        r"\bwith (?:the )?(?:financial (?:support|assistance)|funding|funds) (?:of|from|by)\b",
        r"\b(?:financiad|sufragad)[oa]s? por\b|\bcon (?:el )?apoyo financiero de\b",
        r"\b(?:financiamiento|financiacion|fondos) (?:es|son|de|del|proviene|provienen)\b",
    ),
    r"pay|pays|paid|funds?|funded|money|cash|dinero|plata|pag\w+|financ\w+|keeps?|going|sal\w+|provien\w+",
)
_LEFT_OUT = _relation(
    (
        r"\b(?:which|what|who)\b.*\b(?:excluded|(?:shut|left|ruled) out|barred|ineligible|not eligible)\b",
        r"\b(?:which|what|who)\b.*\b(?:(?:do|does) not (?:lead|give|qualify|count)|cannot|can ?not)\b",
        r"\b(?:que|cuales|quien(?:es)?)\b.*\b(?:excluid[oa]s?|qued\w+ fuera)\b",
        r"\b(?:que|cuales|quien(?:es)?)\b.*\bno (?:dan?|conced\w+|otorg\w+|permit\w+|pued\w+)\b",
        r"\b(?:que|cuales|quien(?:es)?)\b.*\bno tienen? (?:derecho|acceso)\b",
    ),
    (
        r"\b(?:is|are|was|were|remain) (?:\w+ )?(?:excluded|exempted|left out|barred|ineligible|not eligible)\b",
        r"\b(?:esta|estan|queda|quedan|son) (?:\w+ )?(?:excluid[oa]s?|exceptuad[oa]s?|fuera)\b",
    ),
    r"shut|ruled|barred|ineligible|dan?|paso|lead|give|qualify|count|conced\w+|otorg\w+|permit\w+|fuera",
)
_WHAT_COMES_FIRST = _relation(
    (
        r"\b(?:which|what)\b.*\b(?:prioriti[sz]e\w*|put first|(?:give|gave|given) priority)\b",
        r"\b(?:que|cual(?:es)?)\b.*\b(?:prioriz\w+|(?:dio|dieron|da|dan) prioridad)\b",
        r"\b(?:que|cual(?:es)?)\b.*\b(?:puso|pusieron) (?:como prioritari\w+|en primer)",
    ),
    (r"\b(?:prioriti[sz]ed|gave priority to|priorizo|priorizaron|dio prioridad a|dieron prioridad a)\b",),
    r"single|first|priori\w+|put|puso|pusieron",
)
_ON_WHAT_TOPICS = _relation(
    (
        r"\b(?:what|which) (?:(?:other|main|specific|key) )?(?:subjects?|topics?|themes?)\b",
        r"\bque (?:otr[oa]s )?(?:temas?|materias?|contenidos?|asignaturas?)\b",
        r"\bcuales (?:son|eran|fueron) l[oa]s (?:temas|materias|contenidos|asignaturas)\b",
    ),
    (r"\b(?:topics?|subjects?|themes?|temas?|materias?|contenidos?|asignaturas?)\b",),
    r"subjects?|topics?|themes?|temas?|materias?|contenidos?|asignaturas?|take|cover\w*|trat\w+|deal",
)
# "Apart from the State, who ...?" — "Other actors – citizens, migrants, ... – contribute to ..."
_WHO_ELSE = _relation(
    (
        r"\b(?:apart|aside) from\b.*\bwho\w*|\b(?:besides|other than|in addition to|beyond)\b.*\b(?:who|which|what)\b",
        r"\bwho (?:else )?(?:apart from|aside from|besides|other than|in addition to)\b|\bwho else\b",
        r"\b(?:aparte|ademas|fuera) del?\b.*\b(?:quien(?:es)?|que|cuales)\b|\bquien(?:es)? mas\b",
        r"\bque otr[oa]s \w+",
    ),
    (r"\b(?:other|others|otr[oa]s)\b.*(?:,.*,|[–-].*,)",),
    r"apart|aside|besides|else|more|mas|aparte|ademas|play\w*|part|parte|reckon\w*|count\w*|role|jueg\w+|papel|say\w*",
)
_RELATIONS = (
    _FOR_WHOM,
    _TO_WHAT_USE,
    _BY_WHAT_CAUSE,
    _BY_WHOM_FOUNDED,
    _TO_WHAT_END,
    _WITH_WHOSE_MONEY,
    _LEFT_OUT,
    _ON_WHAT_TOPICS,
    _WHAT_COMES_FIRST,
    _WHAT_IT_IS,
    _WHO_ELSE,
)


def tells_it(part: Part, evidence: Evidence, notions: Notions) -> bool:
    """Whether a sentence tells, of all that a question names, what the thing is for, whose it is, or the like.

    Norms are left out: they order, and what they are for is said by their headings.

    Args:
        part: the part of the question; where it asks for none of these things, no sentence tells it.
        evidence: the judged sentence.
        notions: compares the question's words with headings.
    """
    relation, sentence = _asked_by(part.text), evidence.sentence
    if relation is None or part.kind is Kind.YES_NO or sentence.article:
        return False
    if not relation.tells.search(fold(sentence.search_text)):
        return False
    # A name of the other language brings its small words with it: "¿Quién creó Bridges of Lunn?".
    matter = [u for u in part.told if not relation.verbs.fullmatch(u.text) and u.text not in EVERY_STOP_WORD]
    if any(u.text in evidence.missing for u in matter):
        return False
    beside = [u for u in matter if u.text in evidence.loose and not _stands_above(u, sentence, notions)]
    # "For example, those ... are excluded": from what, only the sentence before it tells.
    little = evidence.thin <= _MORE_THAN_LITTLE and not illustrates(sentence.search_text)
    if beside and not little and not _opens_with(part, sentence, notions):
        return False
    if _OF_THIS.match(fold(sentence.search_text)) and not _opens_with(part, sentence, notions, notions.weights.near):
        # "This course is funded by ..." tells of the course, whatever it is a course on.
        return False
    # "It was made for ..." tells of what was named before it.
    said = evidence.thin <= NEXT_TO_NOTHING or not any(u.text in evidence.loose for u in matter)
    return evidence.own >= _PARTLY or (leans(sentence.search_text) and said)


@lru_cache(maxsize=64)
def _asked_by(text: str) -> _Relation | None:
    """The relation that a question asks for: looked up once, for all the sentences that are held against it."""
    asked = fold(text)
    return next((r for r in _RELATIONS if r.asks.search(asked)), None)


def _stands_above(unit: Unit, sentence: StoredSentence, notions: Notions) -> bool:
    """Whether a word of the question stands in a heading over the sentence."""
    return notions.match(unit, notions.bag_of_text(sentence.section, sentence.language)) == 1.0


_OF_THIS = re.compile(r"(?:this|these|est[aeo]s?|dich[oa]s?) \w")


def _opens_with(part: Part, sentence: StoredSentence, notions: Notions, least: float = 1.0) -> bool:
    """Whether a sentence goes on from others by the thing asked about: "The results may be used to ..."."""
    if not leans(sentence.search_text):
        return False
    opening = notions.bag_of_text(" ".join(sentence.search_text.split()[:_OPENING]), sentence.language)
    return any(notions.match(u, opening) >= least for u in part.units)
