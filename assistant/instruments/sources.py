"""Where the register knows something from, in the words of a reader and not of those who keep the register."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.phrases import Phrases


def source_named(source: str, say: Phrases, titles: Mapping[str, str] | None = None) -> str:
    """A source as it is said in a language: ``press`` as ``prensa``, a catalogue id as the title of its document.

    Args:
        source: one or more, with semicolons between; an id may be followed by the section.
        say: the phrases of the language.
        titles: titles by catalogue id.
    """
    return "; ".join(_one(part.strip(), say, titles or {}) for part in source.split(";"))


def _one(source: str, say: Phrases, titles: Mapping[str, str]) -> str:
    id, _, section = source.partition(" ")
    if id in titles:
        return f"{titles[id]}, {section}" if section else titles[id]
    key = f"public_source.{source.lower().replace(' ', '_').replace('-', '_')}"
    return say(key) if say.has(key) else source
