"""The register of instruments: what is known of each norm, plan and agreement, and where that is known from.

It is read from ``corpus/instruments.toml`` and from what people add or accept, which lies beside the store
(``assistant/instruments/added.py``). What it says has one of three degrees: printed in a document, read elsewhere,
unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from assistant.instruments.entries import Confidence, Entry, Relation, RelationKind, after
from assistant.instruments.naming import Instrument, instruments_in, mentions_in
from assistant.instruments.register_file import FILE, EntryFile, entry_of, joined, read_file
from ingest.terms import fold, spans


@dataclass(frozen=True, slots=True)
class Named:
    """An entry where a text names it."""

    entry: Entry
    words: str


class Register:
    """The instruments that are known.

    Args:
        entries: in the order of the file, those that people added last.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries: tuple[Entry, ...] = tuple({e.id: e for e in entries}.values())
        self._by_id = {e.id: e for e in self.entries}

    @classmethod
    def load(cls, corpus: Path, added: Sequence[EntryFile] = ()) -> Register:
        """The shipped register with what people added; an added entry of a known id adds to that entry.

        Raises:
            CorpusFileError: the file is damaged, or names what is not there.
        """
        path = corpus / FILE
        shipped = read_file(path) if path.exists() else ()
        entries = {e.id: entry_of(e) for e in shipped}
        for file in added:
            extra = entry_of(file, added=True)
            known = entries.get(file.id)
            entries[file.id] = extra if known is None else joined(known, extra)
        return cls(entries.values())

    def get(self, id: str) -> Entry | None:
        """The entry of an id."""
        return self._by_id.get(id)

    def relations(self, entry: Entry, as_of: str | None = None) -> tuple[Relation, ...]:
        """Every relation of an entry, those that only the other entry names included; each once, the surest first.

        Args:
            entry: the instrument.
            as_of: ISO date; relations to instruments after it are out.
        """
        own = list(entry.relations)
        own += [
            replace(r, kind=r.kind.inverse, other=e.id)
            for e in self.entries
            for r in e.relations
            if r.other == entry.id
        ]
        own.sort(key=lambda r: (list(Confidence).index(r.confidence), r.quote is None))
        kept: dict[tuple[RelationKind, str, str | None], Relation] = {}
        for relation in own:
            other = self.get(relation.other)
            if other is not None and not after(other.dated, as_of):
                kept.setdefault((relation.kind, relation.other, relation.part), relation)
        return tuple(kept.values())

    def of(self, instrument: Instrument, country: str | None = None) -> Entry | None:
        """The entry that a kind, number and year name; None where none does, or more than one might.

        A law is a decree law just where the register has that name for it. A name without a year is of the one entry
        that it fits.
        """
        fit = [e for e in self.entries if _at_home(e, country) and self._is_named(e, instrument)]
        if len(fit) > 1:
            alike = [e for e in fit if e.kind == instrument.kind]
            fit = alike if len(alike) == 1 else fit
        return fit[0] if len(fit) == 1 else None

    def named_in(self, text: str, country: str | None = None) -> tuple[Named, ...]:
        """The entries that a text names, by number or by name, in the order in which they are first named, each once.

        Args:
            text: a question, or a sentence of a document.
            country: alpha-3 code; entries of other countries are not meant.
        """
        found: list[tuple[int, Entry, str]] = []
        for mention in mentions_in(text):
            entry = self.of(mention.instrument, country)
            if entry:
                found.append((mention.start, entry, text))
        found += [(start, entry, words) for start, entry, words in self._by_name(text, country)]
        ordered = sorted(found, key=lambda f: f[0])
        return tuple({e.id: Named(e, words) for _, e, words in reversed(ordered)}.values())[::-1]

    def search(self, query: str, language: str = "en") -> tuple[Entry, ...]:
        """The entries for some words: by number, name, date, or what they are about; all where there are no words."""
        wanted = set(fold(query).split())
        if not wanted:
            return self.entries
        named = [n.entry for n in self.named_in(query)]
        if named:
            return tuple(named)
        numbers = instruments_in(query)
        if numbers:
            return tuple(e for e in self.entries if any(self._is_named(e, i) for i in numbers))
        return tuple(e for e in self.entries if wanted <= set(re.findall(r"[^\W_]+", self._text(e))))

    def _text(self, entry: Entry) -> str:
        names = [name for of in entry.names.values() for name in of]
        return fold(" ".join([*names, *entry.what.values(), entry.title_es or "", entry.date or "", entry.year or ""]))

    def _is_named(self, entry: Entry, instrument: Instrument) -> bool:
        return any(_same(own, instrument) for own in self._numbers[entry.id])

    @cached_property
    def _numbers(self) -> dict[str, frozenset[Instrument]]:
        return {e.id: e.instruments for e in self.entries}

    @cached_property
    def _names(self) -> dict[str, list[tuple[tuple[str, ...], str, Entry]]]:
        """By the first word of a name: its words, the name, and the entry; longer names first."""
        found: dict[str, list[tuple[tuple[str, ...], str, Entry]]] = {}
        for entry in self.entries:
            for name in dict.fromkeys(n for of in entry.names.values() for n in of):
                words = tuple(word for word, _, _ in spans(name))
                if words and not instruments_in(name):
                    found.setdefault(words[0], []).append((words, name, entry))
        for options in found.values():
            options.sort(key=lambda option: -len(option[0]))
        return found

    def _by_name(self, text: str, country: str | None) -> Iterable[tuple[int, Entry, str]]:
        words = list(spans(text))
        at = 0
        while at < len(words):
            step = 1
            for name, written, entry in self._names.get(words[at][0], ()):
                part = words[at : at + len(name)]
                if tuple(w for w, _, _ in part) != name or not _at_home(entry, country):
                    continue
                as_written = text[part[0][1] : part[-1][2]]
                if written.isupper() and not as_written.isupper():
                    continue  # an acronym is one only in capitals
                yield part[0][1], entry, as_written
                step = len(name)
                break
            at += step


def _at_home(entry: Entry, country: str | None) -> bool:
    return country is None or entry.country is None or entry.country == country


_FOR_ALL_DECREES = frozenset(
    {"decree", "executive_decree", "ministerial_decree", "supreme_decree", "legislative_decree", "decree_law"}
)


def _same(own: Instrument, named: Instrument) -> bool:
    """Whether a name is one of an entry's own: "decree" alone may be any decree, "law" no decree law."""
    if not own.may_be(named):
        return False
    return own.kind == named.kind or (named.kind == "decree" and own.kind in _FOR_ALL_DECREES)
