"""Which body another one is part of: "X is a department of the Ministry of Y", "X, dependencia del Ministerio de Y"."""

from __future__ import annotations

import re

from assistant.judging.evidence import Evidence
from assistant.judging.judge import Judge
from assistant.understanding.question import Part
from ingest.terms import fold

_UNIT = (
    r"(?:department|part|unit|branch|institution|agency|body|division|arm|dependenc(?:y|ia)|section|subsidiary|"
    r"departamento|parte|unidad|institucion|organismo|rama|organo|agencia|seccion|entidad)"
)
_OF = r"(?:of|within|under|del|de la|de los|de las|de|dentro del|dentro de la)"
_END = (
    r"(?=,|;|\.|\?|$| which\b| that\b| who\b| since\b| speciali[sz]ed\b| responsible\b| que\b| desde\b| especializad)"
)
_STATED = re.compile(
    rf"(?:\b(?:is|are|was|were|as|es|son|era|como|forma|forman)|,)(?: an?| the| una?)?(?: \w+)? {_UNIT} {_OF} (?:the )?"
    rf"(.{{3,70}}?){_END}"
    r"|\b(?:under|attached to|subordinate to|reports to|belongs to|adscrit[oa] al?|depende del?|dependiente del?|"
    rf"pertenece al?)(?: the| la| los)? (.{{3,70}}?){_END}"
)
# "¿Desde cuándo depende el Servicio del Ministerio ...?": in a question the body below may stand between.
_ASKED = re.compile(
    r"\b(?:depend\w*|pertenec\w*|forman? parte|adscrit[oa])\b.*\b(?:del?|al?) (?:la |el )?"
    r"((?:ministerio|secretaria|presidencia|policia|ejercito|departamento|direccion|oficina|instituto|consejo)\b[^?,]*)"
    rf"|^(?:is|are|was|were|es|son|era)\b.* {_UNIT} {_OF} (?:the )?([^?,]{{3,70}})"
    r"|\b(?:come|comes|fall|falls|is|are|was|were|placed|put)\b.* under (?:the )?([^?,]{3,70})"
)
# What may stand above another body, by its first words or as a short name.
_BODY = re.compile(
    r"^(?:\w+ ){0,3}?(?:minist\w+|secretar\w+|presiden\w+|police|policia|army|ejercito|departments?|departamentos?|"
    r"director\w+|direccion|offices?|oficinas?|institut\w+|councils?|consejos?|services?|servicios?|government|gobierno|"
    r"agenc\w+|authorit\w+|autoridad\w*|commission|comision|committee|comite|chancellery|cancilleria|parliament|congres\w+|"
    r"assembly|asamblea|organi[sz]ations?|organizacion|courts?|corte|tribunal|defensoria|ombuds\w+|fiscalia|board|junta|"
    r"municipal\w+|alcaldia|united nations|naciones unidas)\b(?! (?:contract|supervision|protection)\b)|"
    r"^(?:the |la |el )?(?:onu|unhcr|acnur|iom|oim|ilo|oit)\b"
)
_IN_CAPITALS = re.compile(r"\b(?:del?|al?|of|under) (?:the |la |el )?[A-ZÁÉÍÓÚÑ]{2,}\b")
_SAME = 0.6


class Belonging:
    """Compares the body that a question puts another one under with what a sentence says.

    Args:
        judge: knows which notions a stretch of text holds.
    """

    def __init__(self, judge: Judge) -> None:
        self._judge = judge

    def says_another(self, part: Part, evidence: Evidence) -> bool:
        """Whether the sentence puts the body that the question names under another one than the question does."""
        text = fold(part.text)
        asked = _STATED.search(text) or _ASKED.search(text)
        if not asked:
            return False
        above = next(g for g in asked.groups() if g)
        if not _BODY.search(above) and not _IN_CAPITALS.search(part.text):
            # "Under the 2019 procedure" puts nothing under a body.
            return False
        language = evidence.sentence.language
        bag = self._judge.notions.bag_of_text(above, self._language(part))
        over = {u.text for u in part.units if self._judge.notions.match(u, bag) == 1.0}
        named = [u for u in part.units if u.phrases and u.text not in over]
        for found in _STATED.finditer(fold(evidence.sentence.search_text)):
            head = self._judge.notions.bag_of_text(fold(evidence.sentence.search_text)[: found.start()], language)
            same = named and all(not u.phrases.isdisjoint(head.concepts) for u in named)
            superior = [u for u in part.units if u.text in over]
            if same and self._judge.notions.share(found[1] or found[2], language, superior) < _SAME:
                return True
        return False

    def _language(self, part: Part) -> str:
        return next(iter(part.units[0].stems)) if part.units else "en"
