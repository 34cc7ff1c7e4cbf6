"""States that documents open with and no list of countries knows: a region, a new state, a made-up one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from assistant.language.peoples import is_of_place
from ingest.store import DocumentRecord, Store
from ingest.terms import fold, words

_OPENING = 1200
"""Characters of the first page in which a masthead may stand."""
_LINE = 14
"""Words of a line that may be a masthead or a part of one."""
_FULL_NAME = re.compile(
    r"\b(?:republic|kingdom|commonwealth|principality|sultanate|emirate|republica|reino|principado|sultanato|emirato)"
    r"(?: [^\W\d_]+){0,2}? (?:of(?: the)?|de(?:l| la| los| las)?) (?P<name>[^\W\d_]{3,}(?: [^\W\d_]+){0,2})"
)
_SIDES = frozenset(
    "north south east west northern southern eastern western upper lower great new norte sur este oeste alto alta bajo "
    "baja nuevo nueva gran united unida unido democratic federal popular san santa santo saint islands islas".split()
)
_SHORTEST = 4


class Nations:
    """Knows, for each document, the states of no list whose full name it opens with ("Republic of Valdemora").

    A document that is marked as of the same country shares them.

    Args:
        store: holds the first pages.
        is_listed: whether a text names a country of the lists.
    """

    def __init__(self, store: Store, is_listed: Callable[[str], bool]) -> None:
        self._is_listed = is_listed
        records = store.documents()
        found = {record.id: self._opened_with(record, store) for record in records}
        opened = [record for record in records if found[record.id]]
        self._of: Mapping[str, frozenset[str]] = {
            one.id: frozenset(n for other in opened if _of_one_country(one, other) for n in found[other.id])
            for one in records
        }
        self._every = frozenset(name for names in self._of.values() for name in names)

    def named(self, word: str) -> bool:
        """Whether a folded word names a state that some document opens with, or its people."""
        return any(is_of_place(word, name) for name in self._every)

    def is_of(self, word: str, document_id: str) -> bool:
        """Whether a folded word names the state, or the people of the state, that this document opens with."""
        return any(is_of_place(word, name) for name in self._of.get(document_id, ()))

    def _opened_with(self, record: DocumentRecord, store: Store) -> frozenset[str]:
        opening = store.page_text(record.id, 1)[:_OPENING].splitlines()
        lines = [record.metadata.title, *(line for line in opening if len(line.split()) <= _LINE)]
        return frozenset(name for line in lines for name in self._in(line))

    def _in(self, line: str) -> list[str]:
        """The words of the names of states that a line has in capitals or with capitals."""
        shown, folded = line.split(), fold(line).split()
        if len(shown) != len(folded):
            return []
        found = []
        for match in _FULL_NAME.finditer(" ".join(folded)):
            first = len(" ".join(folded)[: match.start("name")].split())
            name = _capitalised(shown[first : first + 3])
            if name and not self._is_listed(match["name"]) and not self._is_listed(" ".join(name)):
                found += [w for n in name for w in words(n) if len(w) >= _SHORTEST and w not in _SIDES]
        return found


def _of_one_country(one: DocumentRecord, other: DocumentRecord) -> bool:
    country = one.metadata.country
    return one.id == other.id or (country is not None and country == other.metadata.country)


def _capitalised(shown: list[str]) -> list[str]:
    """The words of a name: those with capitals up to the first without; of a line in capitals, the first alone."""
    if all(word.isupper() for word in shown):
        return shown[: 2 if fold(shown[0]) in _SIDES else 1] if shown else []
    name: list[str] = []
    for word in shown:
        if not word[:1].isupper():
            break
        name.append(word)
        if not word[-1:].isalpha():
            break
    return name
