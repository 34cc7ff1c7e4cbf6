"""What a clause asserts may exclude what a question asks without a word of denial: led jointly is not led alone."""

from __future__ import annotations

import re

from assistant.language.function_words import ONLY
from assistant.language.polarity import keeps_the_duty

_EXEMPTS = re.compile(r"\b(?:waiv\w*|exempt\w*|excus\w+|spared|exoner\w+|exim\w+|exent[oa]s?|dispens\w+)\b")
_DOES_AWAY = re.compile(
    r"\b(?:eliminat\w*|abolish\w*|scrap\w*|(?:do|does|did|done) away with|free of charge|"
    r"elimin\w+|suprim\w+|gratuit\w+)\b"
)
_OF_A_FEE = re.compile(
    r"\b(?:pay|pays|paid|fees?|costs?|charge[sd]?|tax(?:es)?|tuition|pag\w+|tarifas?|tasas?|costos?|cobr\w+|matricula)\b"
)
_ALIKE = re.compile(r"\b(?:same|equal\w*|alike|mism[oa]s?|igual(?:es)?|igualdad)\b")
_MUST = re.compile(
    r"\b(?:must|have to|has to|needs?|required to|obliged to|pays?|charged|necesit\w+|requier\w+|"
    r"costs? (?:anything|something|money|\w+ anything)|cuestan?|cobraran?|"
    r"t(?:engo|ienes?|ienen|enemos) que|deb(?:o|es?|en|emos)|hay que|obligad[oa]s? a|"
    r"pag(?:o|an?|ar|amos)|cobran?)\b(?!.*\b(?:exempt|exent|waiv|exoner))"
)
_ALONE = re.compile(
    r"\b(?:alone|on (?:its|their|his|her) own|by (?:itself|themselves|himself|herself)|single-?handed(?:ly)?|solely by|"
    r"por si sol[oa]s?|sol[oa]s?(?= (?:\w+ ){0,3}?\w+\?)|en solitario|por (?:su|propia) cuenta|sin ayuda)\b"
)
_TOGETHER = re.compile(
    r"\b(?:co-?(?:led|leads?|leading|chair\w*|manag\w+|run|organi[sz]\w+|direct\w+|financ\w+|fund\w*)|jointly|"
    r"together with|along(?:side| with)|in (?:partnership|cooperation|collaboration|coordination) with|"
    r"with the support of|"
    r"codirig\w+|copresid\w+|cofinanci\w+|conjuntamente|de manera conjunta|junto (?:con|a)|en (?:conjunto|alianza|"
    r"cooperacion|colaboracion|coordinacion) con|con (?:el )?apoyo d?e?l?)\b"
)
_AT_ONCE = re.compile(
    r"\b(?:as soon as|right away|straight ?away|immediately|at once|from (?:the )?(?:day one|first day|outset|start)|"
    r"from the (?:very )?(?:first|beginning)|on arrival|upon arrival|directly|"
    r"de inmediato|inmediatamente|desde el (?:primer dia|principio|primer momento|comienzo)|nada mas|en cuanto|"
    r"apenas|recien llegad[oa]s?|directamente|al llegar)\b"
)
_TIME = r"(?:(?:\d+|\w+) )?(?:days?|weeks?|months?|years?|dias?|semanas?|mes(?:es)?|anos?)"
_AFTER_A_TIME = re.compile(
    rf"\b(?:after (?:at least |more than )?{_TIME}|once (?:the |an? |\w+ )?{_TIME} (?:have|has) \w+|"
    rf"(?:more than|at least|a minimum of) {_TIME} (?:of|in) (?:\w+ )?(?:residence|stay|the country)|"
    r"(?:tras|despues de|luego de|transcurrid[oa]s?|al cabo de|cumplid[oa]s?|a partir de(?:l)?) "
    rf"(?:al menos |mas de )?{_TIME}|"
    rf"(?:mas de|al menos|por lo menos|un minimo de) {_TIME} de (?:residencia|estancia|permanencia))\b"
)
_MOST = re.compile(
    r"\b(?:most(?= (?:\w+ ){1,4})|(?:the |a )?majority of|more than half|over half|"
    r"la mayor(?:ia| parte) de(?:l)?|mas de la mitad)\b"
)
_STATUS = re.compile(
    r"\b(?:papers?|documents?|documentation|undocumented|residen\w+|status|permits?|visas?|(?:ir)?regular\w*|legal\w*|"
    r"papeles|documentos?|documentacion|(?:in)?documentad[oa]s?|permisos?|situacion|estatus|condicion)\b"
)
_TELLS_APART = re.compile(
    r"\b(?:must|(?:have|has) to|need(?:s|ed)?|requires?|required|obliged|depends?|only|just|limited|den(?:y|ies|ied)|"
    r"refused?|barred|excluded|without access|turned away|"
    r"tienen? que|deben?|hay que|necesit\w+|exig\w+|requier\w+|pid\w+|obligad[oa]s?|depend\w+|solo|solamente|"
    r"unicamente|limitad[oa]s?|nieg\w+|negad[oa]s?|excluid[oa]s?|rechaz\w+|prohib\w+)\b"
)
_WHATEVER_STATUS = re.compile(
    r"\b(?:regardless of|irrespective of|whatever|no matter|independent(?:ly)? of|independientemente del?|"
    r"con independencia del?|sin importar|sea cual (?:sea|fuere|fuera)|cual(?:es)?quiera que sea|sin distincion de)\b"
    r"(?: \w+){0,4}? (?:status|situation|papers|documents|documentation|condition|situacion|estatus|estado|condicion|"
    r"documentacion|papeles)\b"
)
_STOPS = re.compile(
    r"\b(?:stop(?:s|ped)?|quits?|cease[sd]?|suspend(?:s|ed)?|interrupt(?:s|ed)?|give up|"
    r"leave (?:\w+ ){0,2}?(?:job|work|post)|stay (?:at )?home|stay away|parar|paran|deja(?:r|n)? (?:de|su|el)|"
    r"suspend(?:er|a|an|e|en)|interrump\w+|cesar?|abandon(?:ar|a|an|e|en)|quedarse en (?:la |su )?casa)\b"
)
_GOES_ON = re.compile(
    r"\b(?:continu(?:e|es|ing)|keep(?:s|ing)?(?: on)? \w+ing|go(?:es)? on \w+ing|carry on|"
    r"without (?:\w+ )?(?:suspend|interrupt|stopp|los|leav|giv)ing|continu(?:ar|an|en|a)|seguir|sig(?:an|uen|ue)|"
    r"sin (?:suspender|interrumpir|dejar|perder|parar|abandonar))\b"
)
_JUST_THAT = re.compile(
    rf"\b(?:{ONLY}|(?:nobody|no one|no-one|nowhere|nothing|none|noone) (?:else|other)|no other|"
    r"nadie mas|nada mas|ningun[oa]? otr[oa])\b"
)
# "It only joined in 2016": late, and not alone.
_NOT_UNTIL = re.compile(
    rf"\b(?:not|no|if|{ONLY}) (?:{ONLY})\b|"
    rf"\b(?:{ONLY}) (?:(?:\w+ ){{0,8}}?(?:in|since|from|en|desde) (?:\w+ ){{0,2}}?(?:19|20)\d\d\b|"
    r"(?:last|this|recently|now|just|after|que|ahora|recien)\b)"
)
# "Is it approved by merely filing it?", "queda aprobado con solo presentarlo": that no more is needed, not what else.
_MERELY = re.compile(
    rf"\b(?:con|by|from|just by) (?:{ONLY})(?= (?:\w+(?:ar|er|ir)(?:l[oae]s?|se)?|\w+ing)\b)|\bmerely\b"
)
_BARS_OTHERS = re.compile(
    r"\b(?:reserved|limited|restricted|confined|exclusive|sole|unless|reservad\w+|limitad\w+|restringid\w+|"
    r"exclusiv\w+|salvo|excepto|except)\b"
)
_OTHERS_TOO = re.compile(
    r"\b(?:including (?:those|people|persons|anyone)\b.*\band (?:those|others|people|persons)|both\b.*\band|as well as|"
    r"not only|tanto\b.*\bcomo|asi como|"
    r"incluid[oa]s (?:l[oa]s|quienes|aquell[oa]s)\b.*\by (?:l[oa]s|quienes|aquell[oa]s|a))\b"
)
_PERCENT = re.compile(r"\b(\d{1,3}(?:[.,]\d+)?) ?(?:%|per ?cent\b|por ciento\b)")
_HALF = 50.0


def excludes(asked: str, clause: str) -> bool:
    """Whether what a folded question asks is excluded by what a folded clause asserts."""
    return (
        takes_the_ground_away(asked, clause)
        or _comes_later(asked, clause)
        or _is_the_lesser_part(asked, clause)
        or _lets_off(asked, clause)
        or _lets_go_on(asked, clause)
        or _is_for_others_too(asked, clause)
        or _is_the_same(asked, clause)
    )


def asks_just_that(asked: str) -> bool:
    """Whether a folded question asks whether something is so of one thing alone: "with Chile and nobody else"."""
    told = _MERELY.sub(" ", asked)
    return bool(_JUST_THAT.search(told)) and not _NOT_UNTIL.search(told)


def says_just_that(text: str) -> bool:
    """Whether a folded text says of what it tells that nothing else is so."""
    return bool(_JUST_THAT.search(text) or _BARS_OTHERS.search(text))


def takes_the_ground_away(asked: str, clause: str) -> bool:
    """Whether a folded clause excludes what a folded question takes to be so: "Why does it lead alone?"."""
    return _is_shared(asked, clause) or _is_of_no_matter(asked, clause)


def _is_shared(asked: str, clause: str) -> bool:
    """Whether a question asks whether somebody does alone what a clause says is done with others."""
    return bool(_ALONE.search(asked) and _TOGETHER.search(clause))


def _comes_later(asked: str, clause: str) -> bool:
    """Whether a question asks whether something is so at once that a clause grants only after a time."""
    return bool(_AT_ONCE.search(asked) and _AFTER_A_TIME.search(clause) and not _AFTER_A_TIME.search(asked))


def _is_the_lesser_part(asked: str, clause: str) -> bool:
    """Whether a question asks for most of something of which a clause gives a share of less than half."""
    shares = [float(share.replace(",", ".")) for share in _PERCENT.findall(clause)]
    return bool(_MOST.search(asked) and shares) and shares[0] < _HALF


def _lets_off(asked: str, clause: str) -> bool:
    """Whether a question asks for a duty from which a clause frees people; alike for all is no such question."""
    if not _MUST.search(asked) or _ALIKE.search(asked) or keeps_the_duty(clause):
        return False
    told = _EXCEPTED.sub(" ", clause)
    return bool(_EXEMPTS.search(told) or (_OF_A_FEE.search(asked) and _DOES_AWAY.search(told)))


# "Proof that the fine was paid, save where one is exempt": who is, is another case.
_EXCEPTED = re.compile(r"\b(?:salvo|excepto|except|unless|save)\b.*")


def _lets_go_on(asked: str, clause: str) -> bool:
    """Whether a question asks whether somebody has to stop what a clause lets go on."""
    return bool(_MUST.search(asked) and _STOPS.search(asked) and _GOES_ON.search(clause))


_MORE_OR_LESS = re.compile(
    r"\b(?:more|higher|greater|less|lower|fewer|extra|dearer|cheaper|different|differently|another|"
    r"mas|mayor(?:es)?|(?<!por lo )(?<!al )menos|menor(?:es)?|distint[oa]s?|diferentes?|otr[oa])\b"
)
_THE_SAME = re.compile(
    r"\b(?:the same|equal|identical|l[oa]s? mism[oa]s?|igual(?:es)?) (?:[\w-]+ ){1,4}?(?:as|than|to|que|a)\b|"
    r"\bon (?:the same|equal) (?:terms|footing|conditions)\b|\ben (?:las mismas condiciones|igualdad de condiciones)\b"
)


def _is_the_same(asked: str, clause: str) -> bool:
    """Whether a question asks for more, less or another of what a clause says is the same for all."""
    return bool(_MORE_OR_LESS.search(asked) and _THE_SAME.search(clause)) and not _THE_SAME.search(asked)


def _is_for_others_too(asked: str, clause: str) -> bool:
    """Whether a question asks whether something is for some alone that a clause says is for others as well."""
    return asks_just_that(asked) and bool(_OTHERS_TOO.search(clause)) and not _JUST_THAT.search(clause)


def _is_of_no_matter(asked: str, clause: str) -> bool:
    """Whether a question asks for papers, or for whom there are none, of what a clause grants whatever the status."""
    of_status = _TELLS_APART.search(asked) and _STATUS.search(asked)
    return bool(of_status and not _WHATEVER_STATUS.search(asked) and _WHATEVER_STATUS.search(clause))
