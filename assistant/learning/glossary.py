"""The glossary in both languages: what a term means, how else it is said, and where the loaded documents use it.

A term of one country (its name, its definition or an instrument in it says which) is shown to those who learn about
that country only; a proper name only where the documents, or the lessons, use it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rapidfuzz import fuzz

from assistant.instruments.naming import instruments_in
from assistant.language.countries import Gazetteer
from assistant.learning.view import Placed, View
from ingest.terms import fold

_NEAR = 74
_PROPER = re.compile(r"^(?:(?:the|of|for|and|on|in|against|to)\s+|[A-ZÁÉÍÓÚÑ0-9][\w’'./-]*(?:\s+|$))+$")
_SHORTEST = 4
_PLAIN = 0.9


@dataclass(frozen=True, slots=True)
class Entry:
    """A term.

    Attributes:
        slug: names it in an address.
        terms, definitions: by language.
        variants: other names, by language.
        domain: of the framework, if it belongs to one.
    """

    slug: str
    terms: Mapping[str, str]
    definitions: Mapping[str, str]
    variants: Mapping[str, tuple[str, ...]]
    domain: int | None

    @property
    def names(self) -> tuple[str, ...]:
        """Every name in both languages, each once."""
        all_names = (*self.terms.values(), *(v for ones in self.variants.values() for v in ones))
        return tuple(dict.fromkeys(all_names))


@dataclass(frozen=True)
class Glossary:
    """The terms that are shown."""

    entries: tuple[Entry, ...]

    @cached_property
    def by_slug(self) -> Mapping[str, Entry]:
        """Each entry by its slug."""
        return {e.slug: e for e in self.entries}

    @cached_property
    def by_name(self) -> Mapping[str, Entry]:
        """Each entry by its folded names; the term itself before another one's variant."""
        found: dict[str, Entry] = {}
        for entry in self.entries:
            for name in entry.terms.values():
                found.setdefault(fold(name), entry)
        for entry in self.entries:
            for name in entry.names:
                found.setdefault(fold(name), entry)
        return found

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """Matches a name in a text, the longest first; short words that are no abbreviation are left out."""
        names = {n for e in self.entries for n in e.names if len(n) >= _SHORTEST or n.isupper()}
        if not names:
            return None
        longest = sorted(names, key=len, reverse=True)
        # An abbreviation is one in capitals only: "UN" is no "un".
        either = "|".join(re.escape(n) if n.isupper() else f"(?i:{re.escape(n)})" for n in longest)
        return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])")

    def search(self, query: str) -> tuple[Entry, ...]:
        """The entries that a query may mean, the best first; accents, case and slips of the keyboard are forgiven."""
        wanted = fold(query).strip()
        if not wanted:
            return self.entries
        scored = [(score, entry) for entry in self.entries if (score := _score(entry, wanted)) >= _NEAR]
        scored.sort(key=lambda pair: (-pair[0], pair[1].slug))
        return tuple(entry for _, entry in scored)


def _score(entry: Entry, wanted: str) -> float:
    best = 0.0
    for name in entry.names:
        folded = fold(name)
        if wanted == folded:
            return 101.0
        if folded.startswith(wanted) or f" {wanted}" in folded:
            best = max(best, 95.0 + len(wanted) / len(folded))
            continue
        best = max(best, fuzz.ratio(wanted, folded), _by_words(wanted, folded))
    if best < _NEAR and any(f" {wanted}" in fold(f" {d}") for d in entry.definitions.values()):
        best = float(_NEAR)
    return best


def _by_words(wanted: str, name: str) -> float:
    """How well each word of the query is met by its nearest word of the name."""
    words, others = wanted.split(), name.split()
    if not words or any(len(w) < _SHORTEST for w in words):
        return 0.0
    return _PLAIN * sum(max(fuzz.ratio(w, o) for o in others) for w in words) / len(words)


def load_glossary(corpus: Path) -> tuple[Entry, ...]:
    """All entries of the glossary's file."""
    found: dict[str, Entry] = {}
    for line in (corpus / "glossary.jsonl").read_text(encoding="utf-8").splitlines():
        if line.strip():
            data = json.loads(line)
            slug = re.sub(r"[^a-z0-9]+", "-", fold(data["term_en"])).strip("-")[:60]
            entry = Entry(
                slug=slug if slug not in found else f"{slug}-{len(found)}",
                terms={"en": data["term_en"], "es": data["term_es"]},
                definitions={"en": data["definition_en"], "es": data["definition_es"]},
                variants={"en": tuple(data["variants_en"]), "es": tuple(data["variants_es"])},
                domain=data.get("domain") or None,
            )
            found[entry.slug] = entry
    return tuple(found.values())


def glossary_for(entries: Sequence[Entry], view: View, gazetteer: Gazetteer, lessons: str) -> Glossary:
    """The entries that fit what is loaded.

    Args:
        entries: all of them.
        view: the loaded documents.
        gazetteer: finds the countries that an entry names.
        lessons: the texts of the lessons, whose proper names are explained whatever is loaded.
    """
    said = fold(" ".join(p.text for p in view.sentences) + " " + lessons)
    kept = []
    for entry in entries:
        text = " ".join((*entry.terms.values(), *entry.definitions.values()))
        countries = set(gazetteer.countries(text))
        if countries - {view.country}:
            continue
        needs_use = _PROPER.match(entry.terms["en"]) or instruments_in(text)
        if needs_use and not any(_is_said(fold(name), said) for name in entry.names):
            continue
        kept.append(entry)
    return Glossary(tuple(kept))


def _is_said(name: str, text: str) -> bool:
    # Plain search is a hundred times faster than a pattern, and most names are nowhere in the text.
    return name in text and bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text))


def uses(entry: Entry, view: View, most: int = 6) -> tuple[Placed, ...]:
    """The sentences of the loaded documents that use a term, documents of the reader's language first."""
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(fold(n)) for n in entry.names)})(?!\w)")
    found = [p for p in view.sentences if pattern.search(fold(p.text))]
    found.sort(key=lambda p: p.sentence.language != view.language)
    return tuple(found[:most])
