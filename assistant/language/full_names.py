"""Names in full for their short forms: a model of language knows what a border service is, and no "SENAFRONT".

The glossary (``corpus/glossary.jsonl``) has the names of the field in both languages, each with its short forms;
documents introduce others: "the National Council on Migration (NCM)".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
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

    def with_those_of(self, introduced: Iterable[tuple[str, str, str]]) -> FullNames:
        """These names, and others that documents introduce.

        Args:
            introduced: short forms, each with the name that it is put after and the language of that. One that stands
                for several names in a language is left out; one of a single language is taken for both.
        """
        found: dict[str, dict[str, set[str]]] = {}
        for short, name, language in introduced:
            if _SHORT.fullmatch(short) and fold(short) not in self._names:
                found.setdefault(short, {}).setdefault(language, set()).add(" ".join(name.split()))
        plain = {
            short: {language: min(names) for language, names in by.items()}
            for short, by in found.items()
            if all(len({fold(name) for name in names}) == 1 for names in by.values())
        }
        more = [
            FullName(frozenset({short}), {lang: by.get(lang) or next(iter(by.values())) for lang in LANGUAGES})
            for short, by in plain.items()
        ]
        return FullNames([*(name for _, name in self._names.values()), *more])

    def stood_for(self, text: str, language: str) -> str:
        """The names in full, in a language, of the short forms that a text has and does not write out itself."""
        spaced = f" {' '.join(words(text))} "
        found: dict[str, None] = {}
        for short in _SHORT.findall(text):
            name = self._names.get(fold(short), ("", None))[1]
            if name is not None and f" {fold(name.names[language])} " not in spaced:
                found[name.names[language]] = None
        return ". ".join(found)

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
