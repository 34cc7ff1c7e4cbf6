"""Terms of the glossary in a text that is shown: hovered, tapped or focused, each tells what it means."""

from __future__ import annotations

import re

from assistant.learning.glossary import Glossary
from assistant.ui.safe import html
from ingest.terms import fold

_TAG = re.compile(r"(<[^>]*>)")
_CLOSED = frozenset(
    {"a", "button", "summary", "h1", "h2", "h3", "h4", "abbr", "code", "pre", "script", "style", "label"}
)
_MOST = 24


def with_terms(markup: str, glossary: Glossary, language: str) -> str:
    """HTML with the first mention of each term marked up; its text stays letter for letter what it was.

    Args:
        markup: HTML of the app's own making, its texts escaped.
        glossary: the terms.
        language: in which the definitions are said.
    """
    pattern = glossary.pattern
    if pattern is None:
        return markup
    seen: set[str] = set()
    inside, in_meta = 0, False
    out = []
    for piece in _TAG.split(markup):
        if piece.startswith("<"):
            name = re.match(r"</?([a-z0-9]+)", piece)
            if name and name[1] in _CLOSED:
                inside += -1 if piece.startswith("</") else 1
            if name and name[1] == "p":
                in_meta = piece.startswith('<p class="meta"')
            out.append(piece)
        elif inside or in_meta or len(seen) >= _MOST:
            out.append(piece)
        else:
            out.append(pattern.sub(lambda m: _marked(m[0], glossary, language, seen), piece))
    return "".join(out)


def _marked(text: str, glossary: Glossary, language: str, seen: set[str]) -> str:
    entry = glossary.by_name.get(fold(text))
    if entry is None or entry.slug in seen or len(seen) >= _MOST:
        return text
    seen.add(entry.slug)
    said = entry.definitions[language]
    if fold(entry.terms[language]) != fold(text):
        said = f"{entry.terms[language]}: {said}"
    return f'<abbr class="term" tabindex="0" title="{html(said)}">{text}</abbr>'
