"""Names in full for their short forms: a model of language knows what a border service is, and no "SENAFRONT".

The glossary (``corpus/glossary.jsonl``) has the names of the field in both languages, each with its short forms.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.language.lexicon import entries_in, texts_of
from ingest.terms import EVERY_STOP_WORD, LANGUAGES, fold, spans, words

_SHORT = re.compile(r"[A-Z][A-Za-z0-9]*[A-Z0-9][A-Za-z0-9]*")
_IN_BRACKETS = re.compile(r" *\([^()]*\)")


@dataclass(frozen=True, slots=True)
class FullName:
    """A name that has short forms.

    Attributes:
        shorts: its short forms, as they are written.
        names: by language, the name in full.
    """

    shorts: frozenset[str]
    names: Mapping[str, str]

    def is_written_out(self, text: str) -> bool:
        """Whether a folded text has the name in full, in whichever language, and no short form of it."""
        in_full = any(f" {fold(name)} " in text for name in self.names.values())
        return in_full and not any(f" {fold(short)} " in text for short in self.shorts)


@dataclass(frozen=True, slots=True)
class InFull:
    """A text in which short forms are written out.

    Attributes:
        text: the text.
        stood_for: by each folded short form that stood in it, the folded words that stand there now.
        names: the names that they are short for.
    """

    text: str
    stood_for: Mapping[str, frozenset[str]]
    names: Sequence[FullName]

    def is_spoken_of(self, text: str) -> bool:
        """Whether another text has one of the names in full alone, so that it is better held against this one."""
        spaced = f" {' '.join(words(text))} "
        return any(name.is_written_out(spaced) for name in self.names)


class FullNames:
    """Writes out short forms of names.

    Args:
        names: those that are known.
    """

    def __init__(self, names: Sequence[FullName]) -> None:
        self._names = {fold(short): (short, name) for name in names for short in name.shorts}

    @classmethod
    def load(cls, corpus: Path) -> FullNames:
        """The names of the glossary of a corpus folder that have a short form of one word with several capitals.

        Raises:
            CorpusFileError: a line of the glossary is not valid JSON.
        """
        found = []
        for entry in entries_in(corpus / "glossary.jsonl"):
            variants = [v for language in LANGUAGES for v in texts_of(entry.get(f"variants_{language}"))]
            shorts = frozenset(v for v in variants if _SHORT.fullmatch(v))
            names = {language: _IN_BRACKETS.sub("", str(entry[f"term_{language}"])) for language in LANGUAGES}
            found += [FullName(shorts, names)] if shorts else []
        return cls(found)

    def in_full(self, text: str, language: str) -> InFull | None:
        """The text with the names in full of a language for their short forms; None where it has none.

        A short form that is also a little word ("UN", «un») must be written in capitals.
        """
        written, place = "", 0
        stood_for: dict[str, frozenset[str]] = {}
        names: list[FullName] = []
        for word, start, end in spans(text):
            short, name = self._names.get(word, ("", None))
            if name is None or (word in EVERY_STOP_WORD and text[start:end] != short):
                continue
            written += text[place:start] + name.names[language]
            stood_for[word] = frozenset(words(name.names[language]))
            names.append(name)
            place = end
        return InFull(written + text[place:], stood_for, names) if names else None
