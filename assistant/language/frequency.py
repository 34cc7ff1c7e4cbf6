"""How often a thing happens: asked for, or told, in folded words of either language with the numbers in figures."""

from __future__ import annotations

import re

_UNIT = r"(?:hour|day|week|fortnight|month|quarter|year|hora|dia|semana|quincena|mes|trimestre|semestre|ano|bienio)"
_NUMBER_OF = r"(?:\d+ |other |few |second |otr[oa] |poc[oa]s |ciert[oa]s? )?"
_ASKED = re.compile(
    r"\bhow (?:often|frequently)\b|\bcada cuant[oa]s?\b|\bcon (?:que|cuanta) (?:frecuencia|periodicidad)\b|"
    r"\bhow many times (?:a|per|each|every)\b|\bcuantas veces (?:al|por|cada|en el)\b"
)
_TOLD = re.compile(
    rf"\b(?:every|each|per|cada|por) {_NUMBER_OF}{_UNIT}(?:e?s)?\b|"
    rf"\b(?:todos los|todas las) (?:dias|semanas|meses|trimestres|semestres|anos)\b|"
    r"\b(?:once|twice|\d+ times|(?:una|dos|\d+) ve(?:z|ces)) (?:a|per|al|a la|por|en el|each|every|cada)\b|"
    r"\b(?:hour|dai|week|fortnight|month|quarter|year)ly\b|\b(?:annual|semi-?annual|biannual|biennial)(?:ly)?\b|"
    r"\b(?:diari|semanal|quincenal|mensual|bimestral|trimestral|semestral|anual|bienal)(?:o|a|os|as|es|mente)?\b|"
    r"\b(?:not|no) (?:\w+ ){0,4}?"
    r"(?:regularly|on a regular basis|regularmente|con regularidad|de (?:forma|manera) regular)\b|"
    r"\b(?:occasional(?:ly)?|rarely|seldom|ocasional(?:es|mente)?|rara vez)\b"
)
_VAGUE = re.compile(
    r"\b(?:often|frequent(?:ly)?|periodic(?:al|ally)?|"
    r"a menudo|frecuente(?:s|mente)?|periodic(?:o|a|os|as|amente)|con (?:frecuencia|regularidad))\b"
)


def asks_how_often(text: str) -> bool:
    """Whether a question asks how often a thing happens."""
    return bool(_ASKED.search(text))


def tells_how_often(text: str) -> bool:
    """Whether a text says how often: "every five years", "twice a month", "not regularly"; "periodically" does not."""
    return bool(_TOLD.search(text))


def speaks_of_frequency(text: str) -> bool:
    """Whether a text says how often, be it as vaguely as "often" and "periódicamente" do."""
    return tells_how_often(text) or bool(_VAGUE.search(text))
