"""Is it asked what somebody means to do or is about to become? Then what is only foreseen bears it out."""

from __future__ import annotations

import re

_UNDER_WAY = (
    r"joining|acceding|adhering|negotiating|drafting|preparing|developing|designing|drawing up|discussing|considering|"
    r"studying|working (?:on|towards)|trying|seeking|hoping|looking|planning|moving towards|becoming|aiming"
)
_EN_CURSO = (
    r"adhiriendose|incorporandose|uniendose|sumandose|entrando|ingresando|negociando|redactando|preparando|elaborando|"
    r"disenando|discutiendo|considerando|estudiando|evaluando|trabajando en|tratando|buscando|pensando|planeando"
)
_MEANT = re.compile(
    r"\b(?:plan(?:s|ning)?(?= to\b| on\b)|plans? (?:in place )?(?:for|to)|intend(?:s|ing|ed)?|intentions? (?:to|of)|"
    r"willing(?:ness)?|keen|inclined|prepared to|ready to|interest(?:ed)? in|open to|wants?|wish(?:es)? to|hopes?|"
    r"aims? to|seeks? to|tr(?:y|ies|ying) to|about to|going to|in the process of|on (?:its|the) way to|yet to|soon|"
    r"in future|in the future)\b|"
    rf"^(?:is|are|was|were) .*\b(?:{_UNDER_WAY})\b|"
    r"\b(?:quieren?|quisiera|planean?|piensan?|pretenden?|buscan?|preven?|desean?|esperan?|aspiran?|intentan?|"
    r"tratan? de|"
    r"van? a|estan? por|(?:intencion|intenciones|planes|idea|interes|interesad[oa]s?|dispuest[oa]s?|abiert[oa]s?|"
    r"list[oa]s?) (?:de|en|a|para)|en (?:proceso|camino|vias) de|pronto|proximamente|"
    r"en el futuro)\b|"
    rf"\b(?:esta|estan|estaba|estaban|sigue|siguen) (?:\w+ ){{0,4}}?(?:{_EN_CURSO})\b"
)


def asks_of_intentions(asked: str) -> bool:
    """Whether a folded question asks what somebody plans, wants, is willing to do or is on the way to."""
    return bool(_MEANT.search(asked))
