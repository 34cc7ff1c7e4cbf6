"""What a sentence says in its own words, and what it says in quotation marks."""

from __future__ import annotations

import re

from ingest.terms import words

_STRAIGHT = re.compile(r"\"([^\"]*)\"")
_OPENING, _CLOSING = "“«", "”»"


def parted(text: str) -> tuple[str, list[str]]:
    """What a sentence says in its own words, and what it quotes; a quotation within a quotation belongs to it."""
    own, spans, depth, start = "", [], 0, 0
    for place, sign in enumerate(text):
        if sign in _OPENING:
            depth += 1
            start = place + 1 if depth == 1 else start
        elif sign in _CLOSING and depth:
            depth -= 1
            if depth == 0:
                spans.append(text[start:place])
                own += " "
        elif depth == 0:
            own += sign
    own += text[start:] if depth else ""
    spans += _STRAIGHT.findall(own)
    return " ".join(_STRAIGHT.sub(" ", own).split()), [s for s in spans if words(s)]


def letters(text: str) -> str:
    """Letters and figures alone: how a line is broken or hyphenated does not make other words."""
    return "".join(words(text))
