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
    r"\b(?:must|shall|should|ought|need\w*|requir\w+|oblig\w+|mandatory|compulsory|prerequisite|necess\w+|conditions?|"
    r"(?:have|has|had) to|only|unless|without|subject to|provided (?:that|by)|submit\w*|proof|prove|on presentation|"
    r"presenting|exempt\w*|waiv\w*|excus\w+|free (?:of|from)|no longer|may not|cannot|regardless|whatever|irrespective|"
    r"abolish\w*|eliminat\w*|responsib\w+|dut(?:y|ies)|ensure\w*|guarantee\w*|demand\w*|pay\w*|fees?|"
    r"deb(?:e|en|era|eran|eria|er|eres|iendo)|tendran? que|tien\w+ que|hay que|habra que|requi\w+|exig\w+|necesit\w+|"
    r"necesari\w+|indispensabl\w+|imprescindibl\w+|previ[oa]|previamente|mediante|siempre que|condicion\w*|solo|"
    r"solamente|unicamente|salvo|excepto|sin|exent\w+|exoner\w+|exim\w+|dispens\w+|portar|contar con|acredit\w+|"
    r"demostrar|comprobar|present(?:ar|acion|ando)|independientemente|gratuit\w+|garanti\w+|corresponde\w*|"
    r"responsab\w+|pag\w+)\b"
)


def asks_a_need(asked: str) -> bool:
    """Whether a folded question asks whether something is needed or has to be done."""
    return bool(_ASKS.match(asked))


def speaks_of_need(sentence: str) -> bool:
    """Whether a folded sentence speaks of a duty or a condition, or says that there is none."""
    return bool(_TELLS.search(sentence))
