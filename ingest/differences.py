"""What changed between two editions of a document, by article or section, sentence by sentence and word by word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from rapidfuzz import fuzz

from ingest.editions import Part
from ingest.terms import fold

_RENAMED = 60
"""Of 100: two sections of other names whose words agree as far are one section."""
_REWRITTEN = 45
"""Of 100: two sentences that agree as far are one sentence that was changed."""
_WORD = re.compile(r"\s+|[^\W\d_]+|\d+(?:[.,]\d+)*|[^\w\s]|_")


class Kind(StrEnum):
    """What happened to a section or a sentence."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"


@dataclass(frozen=True, slots=True)
class Place:
    """A section or article of an edition, and the page that it begins on."""

    section: str
    article: str | None
    page: int


@dataclass(frozen=True, slots=True)
class Edit:
    """A sentence as it was and as it is; one of them is None where it was added or removed.

    ``old_spans`` and ``new_spans`` are the characters that differ, where both are there.
    """

    kind: Kind
    old: str | None
    new: str | None
    old_spans: tuple[tuple[int, int], ...] = ()
    new_spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A section or article in both editions, and its sentences in their order."""

    kind: Kind
    old: Place | None
    new: Place | None
    edits: tuple[Edit, ...]

    @property
    def place(self) -> Place:
        """Where it stands in the newer edition, or stood in the older."""
        place = self.new or self.old
        assert place is not None
        return place


@dataclass(frozen=True, slots=True)
class Comparison:
    """All sections of two editions, in the order of the newer one, removed ones where they stood."""

    sections: tuple[SectionChange, ...]

    @property
    def changes(self) -> tuple[SectionChange, ...]:
        """The sections that are not the same."""
        return tuple(section for section in self.sections if section.kind is not Kind.SAME)

    def count(self, kind: Kind) -> int:
        """How many sections are of a kind."""
        return sum(section.kind is kind for section in self.sections)

    def as_dict(self) -> dict[str, Any]:
        """What ``ingest diff --json`` prints of it."""
        return {
            "summary": {kind.value: self.count(kind) for kind in Kind},
            "changes": [
                {
                    "kind": change.kind.value,
                    "old": _place(change.old),
                    "new": _place(change.new),
                    "edits": [
                        {"kind": edit.kind.value, "old": edit.old, "new": edit.new}
                        for edit in change.edits
                        if edit.kind is not Kind.SAME
                    ],
                }
                for change in self.changes
            ],
        }


def _place(place: Place | None) -> dict[str, Any] | None:
    return None if place is None else {"section": place.section, "article": place.article, "page": place.page}


@dataclass(frozen=True, slots=True)
class _Section:
    key: str
    place: Place
    sentences: tuple[str, ...]

    @property
    def words(self) -> str:
        return " ".join(_same(sentence) for sentence in self.sentences)


def compare(old: Sequence[Part], new: Sequence[Part]) -> Comparison:
    """What changed from an older edition to a newer one, given their sentences in order."""
    before, after = _sections(old), _sections(new)
    matched = SequenceMatcher(None, [s.key for s in before], [s.key for s in after], autojunk=False).get_opcodes()
    found: list[SectionChange] = []
    for tag, a0, a1, b0, b1 in matched:
        if tag == "equal":
            found += [_changed(a, b) for a, b in zip(before[a0:a1], after[b0:b1], strict=True)]
        else:
            found += _paired(before[a0:a1], after[b0:b1])
    return Comparison(tuple(_moved(found)))


def _sections(parts: Sequence[Part]) -> list[_Section]:
    """The sentences under each article, or else under each heading; one that comes again goes on where it began."""
    order: dict[str, list[Part]] = {}
    for part in parts:
        order.setdefault(_key(part), []).append(part)
    return [
        _Section(key, Place(held[0].section, held[0].article, held[0].page), tuple(part.text for part in held))
        for key, held in order.items()
    ]


def _key(part: Part) -> str:
    if part.article:
        return f"article {fold(part.article)}"
    return _same(part.section)


def _paired(before: Sequence[_Section], after: Sequence[_Section]) -> list[SectionChange]:
    """Sections of other names: those whose words agree are one, the others were added or removed."""
    left = list(before)
    found: list[SectionChange] = []
    for section in after:
        likeness = [fuzz.ratio(section.words, one.words) for one in left]
        best = max(range(len(left)), key=likeness.__getitem__) if left else -1
        if best >= 0 and likeness[best] >= _RENAMED:
            found += [_removed(one) for one in left[:best]]
            found.append(_changed(left[best], section))
            del left[: best + 1]
        else:
            found.append(_added(section))
    return [*found, *map(_removed, left)]


def _moved(found: Sequence[SectionChange]) -> list[SectionChange]:
    """A section that was taken out in one place and put in under the same name in another is one that moved."""
    kept = list(found)
    for added in [c for c in found if c.kind is Kind.ADDED]:
        twin = next((c for c in kept if c.kind is Kind.REMOVED and _same_name(c, added)), None)
        if twin is not None:
            old = _Section("", twin.old or added.place, tuple(e.old or "" for e in twin.edits))
            new = _Section("", added.place, tuple(e.new or "" for e in added.edits))
            kept[kept.index(added)] = _changed(old, new)
            kept.remove(twin)
    return kept


def _same_name(a: SectionChange, b: SectionChange) -> bool:
    one, other = a.place, b.place
    if one.article or other.article:
        return one.article == other.article
    return _same(one.section.rpartition(" > ")[2]) == _same(other.section.rpartition(" > ")[2])


def _added(section: _Section) -> SectionChange:
    edits = tuple(Edit(Kind.ADDED, None, text) for text in section.sentences)
    return SectionChange(Kind.ADDED, None, section.place, edits)


def _removed(section: _Section) -> SectionChange:
    edits = tuple(Edit(Kind.REMOVED, text, None) for text in section.sentences)
    return SectionChange(Kind.REMOVED, section.place, None, edits)


def _changed(old: _Section, new: _Section) -> SectionChange:
    edits = _edits(old.sentences, new.sentences)
    changed = any(edit.kind is not Kind.SAME for edit in edits)
    renamed = (_same(old.place.section), old.place.article) != (_same(new.place.section), new.place.article)
    kind = Kind.CHANGED if changed else Kind.RENAMED if renamed else Kind.SAME
    return SectionChange(kind, old.place, new.place, edits)


def _edits(old: Sequence[str], new: Sequence[str]) -> tuple[Edit, ...]:
    matcher = SequenceMatcher(None, [_same(text) for text in old], [_same(text) for text in new], autojunk=False)
    edits: list[Edit] = []
    for tag, a0, a1, b0, b1 in matcher.get_opcodes():
        if tag == "equal":
            edits += [Edit(Kind.SAME, a, b) for a, b in zip(old[a0:a1], new[b0:b1], strict=True)]
        else:
            edits += _rewritten(list(old[a0:a1]), new[b0:b1])
    return tuple(edits)


def _rewritten(old: list[str], new: Sequence[str]) -> list[Edit]:
    """Sentences that differ: paired where they say much the same, in order."""
    edits: list[Edit] = []
    for text in new:
        likeness = [fuzz.ratio(text, one) for one in old]
        best = max(range(len(old)), key=likeness.__getitem__) if old else -1
        if best >= 0 and likeness[best] >= _REWRITTEN:
            edits += [Edit(Kind.REMOVED, one, None) for one in old[:best]]
            edits.append(_word_by_word(old[best], text))
            del old[: best + 1]
        else:
            edits.append(Edit(Kind.ADDED, None, text))
    return [*edits, *(Edit(Kind.REMOVED, one, None) for one in old)]


def _word_by_word(old: str, new: str) -> Edit:
    a, b = _words(old), _words(new)
    matcher = SequenceMatcher(None, [text for text, _ in a], [text for text, _ in b], autojunk=False)
    old_spans, new_spans = [], []
    for tag, a0, a1, b0, b1 in matcher.get_opcodes():
        if tag != "equal":
            old_spans += _span(a[a0:a1])
            new_spans += _span(b[b0:b1])
    return Edit(Kind.CHANGED, old, new, tuple(old_spans), tuple(new_spans))


def _words(text: str) -> list[tuple[str, int]]:
    return [(match.group(), match.start()) for match in _WORD.finditer(text)]


def _span(words: Sequence[tuple[str, int]]) -> list[tuple[int, int]]:
    return [(words[0][1], words[-1][1] + len(words[-1][0]))] if words else []


def _same(text: str) -> str:
    """A text without what only its setting in type changes: spaces, case, accents, kinds of dash and quotation mark."""
    return " ".join(re.findall(r"[\w%$€]+", fold(text)))
