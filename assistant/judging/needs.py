"""Is a duty or a need asked for ("Is a permit required?"), and does a sentence speak of one, or of freedom from it?"""

from __future__ import annotations

import re

_ASKS = re.compile(
    r"^\W*(?:and |so |but |y |pero )?(?:(?:do|does|did) .{1,80}?\b(?:need|have to|require)s?\b|must\b|"
    r"(?:is|are|was|were) .*\b(?:required|mandatory|compulsory|obligatory|obliged|necessary|needed)\b|"
    r"(?:se )?(?:necesit|exig|requier)\w*|(?:hace|hacen) falta\b|hay que\b|"
    r"(?:tengo|tiene|tienen|tenemos|tienes) que\b|deb(?:o|e|en|emos)\b|"
    r"(?:es|son) .*\b(?:obligatori|necesari|exigibl|imprescindibl|indispensabl)(?:[oa]s?|es?)\b|"
    r"(?:esta|estan|estoy) .*\bobligad[oa]s?\b)"
)
_TELLS = re.compile(
    r"\b(?:must|shall|should|ought|need\w*|requir\w+|oblig\w+|mandatory|compulsory|prerequisite|necess\w+|condition\w*|"
    r"(?:have|has|had) to|only|unless|without|subject to|provided (?:that|by)|present\w*|submit\w*|produce|proof|prove|"
    r"hold|exempt\w*|waiv\w*|excus\w+|free (?:of|from)|no longer|not|never|regardless|whatever|irrespective|abolish\w*|"
    r"eliminat\w*|responsib\w+|dut(?:y|ies)|ensure\w*|guarantee\w*|demand\w*|ask\w*|pay\w*|fees?|"
    r"deb\w+|tend\w+|tien\w+ que|hay que|habra que|requi\w+|exig\w+|necesit\w+|necesari\w+|indispensabl\w+|"
    r"imprescindibl\w+|previ[oa]\w*|mediante|siempre que|condicion\w*|sol[oa]mente|solo|unicamente|salvo|excepto|sin|"
    r"exent\w+|exoner\w+|exim\w+|dispens\w+|port\w+|contar con|acredit\w+|demostrar|comprobar|no|nunca|"
    r"independientemente|gratuit\w+|garanti\w+|corresponde\w*|fij\w+|establec\w+|pag\w+)\b"
)


def asks_a_need(asked: str) -> bool:
    """Whether a folded question asks whether something is needed or has to be done."""
    return bool(_ASKS.match(asked))


def speaks_of_need(sentence: str) -> bool:
    """Whether a folded sentence speaks of a duty or a condition, or says that there is none."""
    return bool(_TELLS.search(sentence))
