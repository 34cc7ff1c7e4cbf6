"""What a sentence says to be missing: "without documents", "carecen de permiso", "undocumented"."""

from __future__ import annotations

import re

from assistant.checking.reading.plain_form import WORD
from ingest.terms import EVERY_STOP_WORD, fold

_WITHOUT = re.compile(
    r"\b(?:without|lack(?:s|ing)?|lacked|sin|carec(?:en|e|ian|ia)|careciendo|no(?= (?:acompanad|documentad|"
    r"registrad)))\b(?: (?:of|de|any|a|an|the|un|una|el|la|los|las|tener|having|holding|contar con)\b)*"
)
# "Undocumented", "unaccompanied", "indocumentados": but not "united" or "undermined".
_UNDOCUMENTED = re.compile(r"^(?:un(?!der|it|ion|if)\w{3,}ed|indocumentad[oa]s?)$")
_WITHOUT_IT = re.compile(
    r"\b(?:without|sin) (?:one|it|them|ello|ella|el)\b(?! \w+)|\b(?:without|sin) (?:one|it|them|ello)\b"
)
_PRONOUN = frozenset("one it them ello ellos ellas lo eso".split())


def lacking_in(plain: str) -> tuple[frozenset[int], frozenset[int]]:
    """Where what is missing begins, after "without", "sin", "carecen de", "no acompañados"; and its second words."""
    first, second = set(), set()
    for match in _WITHOUT.finditer(plain):
        after = WORD.search(plain, match.end())
        if after is None or re.search(r"[,;.]", plain[match.end() : after.start()]) or after[0] in _PRONOUN:
            continue
        first.add(after.start())
        beside = WORD.match(plain, after.end() + 1)
        if beside and beside[0] not in EVERY_STOP_WORD:
            second.add(beside.start())
    return frozenset(first), frozenset(second)


def is_lacking(word: str) -> bool:
    """Whether a word by itself says that something is missing."""
    return bool(_UNDOCUMENTED.match(word))


def says_without_it(text: str) -> bool:
    """Whether a text says "without it" of something that it has named before."""
    return bool(_WITHOUT_IT.search(fold(text)))
