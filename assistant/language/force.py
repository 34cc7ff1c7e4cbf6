"""Entry into force: whether a question asks when law began to apply, and whether a text tells of it."""

from __future__ import annotations

import re

ENTERS = re.compile(
    r"\b(?:entra(?:ra|ran|n)?|entro|entraron|entrando) en (?:vigencia|vigor)\b|"
    r"\brigen? (?:a partir|desde)\b|\bregira\b|"
    r"\b(?:enter(?:s|ed)?|came|comes?) into (?:force|effect)\b|\b(?:takes?|took) effect\b"
)
"""An entry into force, in folded words."""
_ASKS_WHEN = re.compile(
    r"\b(?:when|since when|what (?:date|day|year)|desde cuando|cuando|(?:en|desde|a partir de) que (?:fecha|dia|ano))\b"
    r".*\b(?:(?:enter|c[ao]m)\w* into (?:force|effect)|t(?:ake|ook)\w* effect|entr\w+ en (?:vigor|vigencia)|"
    r"(?:empez|comenz)\w+ a (?:regir|estar)|rige|regir\w*|vigentes?|en (?:vigor|vigencia)|in force|in effect|"
    r"obliga|vinculante|bind(?:s|ing)?|bound)\b"
)
_ASIDE = re.compile(r"\([^()]*\)?")
_OF_FORCE = re.compile(
    rf"{ENTERS.pattern}|\bin (?:force|effect)\b|\bvigentes?\b|\b(?:vigencia|vigor)\b|\b(?:rig(?:e|en|io|ieron))\b|"
    r"\b(?:binding|binds|bound|obliga|vinculante|effective)\b"
)


def asks_when_in_force(asked: str) -> bool:
    """Whether a folded question asks since when law applies: "When did the convention take effect?"."""
    return bool(_ASKS_WHEN.search(_ASIDE.sub(" ", asked)))


def tells_of_force(told: str) -> bool:
    """Whether a folded text speaks of law being in force: when it was signed or approved is another day."""
    return bool(_OF_FORCE.search(told))
