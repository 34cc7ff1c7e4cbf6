"""Names of peoples made of the names of their places: "Valdemoran", "valdemorense" of Valdemora."""

from __future__ import annotations

import re

OF_A_PLACE = re.compile(r"i?an[oa]?s?|ens?es?|eses?|en[oa]s?|in[oa]s?")
"""Endings, folded, that make the adjective or the people of a place of its name."""
_BARE_ENDING = re.compile(r"ish|es|i|ita")
_VOWELS = re.compile(r"[aeiou]+$")
_SHORTEST = 4


def is_of_place(word: str, name: str) -> bool:
    """Whether a folded word is a place's name, or the adjective or the people that is made of it."""
    if word in (name, f"{name}s"):
        return True
    bare = _VOWELS.sub("", name)
    heads = {head for head in (name, name[:-1] if name[-1] in "aeiou" else name, bare) if len(head) >= _SHORTEST}
    endings = (word[len(head) :] for head in heads if word.startswith(head))
    return any(OF_A_PLACE.fullmatch(ending) or _BARE_ENDING.fullmatch(ending) for ending in endings)
