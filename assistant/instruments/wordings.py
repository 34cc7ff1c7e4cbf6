"""Which wording of an article was in force when: read from the notes that a norm prints beside what was changed.

A note such as "Artículo modificado por ..., publicado el ..., cuyo texto es el siguiente:" stands between the old
wording and the new one. The old one ends, and the new one begins, with the day that the note prints.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from assistant.instruments.entries import RelationKind
from assistant.instruments.naming import Instrument
from assistant.instruments.relations import Stated, relations_in
from ingest.store import StoredSentence
from ingest.terms import fold

_NOTE = re.compile(
    r"^\W*(?:\(\*+\)|\*+)|^\W*(?:el |la )?(?:articulo|literal|numeral|inciso|parrafo|disposicion)\b|"
    r"^\W*(?:the )?(?:section|article|subsection|paragraph)\b"
)
# How editors of consolidated laws open what they add: with a mark, or with a label.
_EDITORS = re.compile(
    r"^\W*\(\**\)|^\W*(?:concordancias?|confront\w+|vease|cross-references?|see also)\b|"
    r"^\W*(?:notas?|notes?|editor(?:'s|ial) notes?|annotations?)(?: \w+)? ?[:.]"
)
_REACH = 12
"""Sentences before and after one that are looked at for the rest of its article."""
Neighbours = Callable[[str, int, int], Sequence[StoredSentence]]
_NEW_TEXT = re.compile(r"\b(?:cuyo texto|con el siguiente texto|in the following terms|the text of which)\b")
_ADDED = re.compile(r"\b(?:incorporad|adicionad|agregad|inserted|added)")
_WHOLE = re.compile(r"^\W*(?:\(\*+\)\s*|\*+\s*)?(?:el |the )?(?:articulo|article|section)\b")


@dataclass(frozen=True, slots=True)
class Wording:
    """When a sentence of a norm is part of the text in force.

    Attributes:
        since, until: ISO dates; None where no note prints one. ``until`` is the first day on which it is no longer.
        by: what changed it last: the instrument of the note that ends it, else of the one that brought it.
        replaced: whether another wording followed it.
        note: the sentence that says so.
    """

    since: str | None = None
    until: str | None = None
    by: Instrument | None = None
    replaced: bool = False
    note: StoredSentence | None = None

    def holds(self, on: str | None) -> bool:
        """Whether it is in force on a day; today, where no day is given."""
        if on is None:
            return self.until is None
        return not (self.until and self.until[: len(on)] <= on) and not (self.since and self.since[: len(on)] > on)


def wordings(sentences: Iterable[StoredSentence]) -> Mapping[int, Wording]:
    """By the id of a sentence its wording, for the sentences of a norm in their order that a note bears on."""
    found: dict[int, Wording] = {}
    for article, group in groupby(sentences, key=lambda s: s.article):
        if article is not None:
            found.update(_of_article(list(group)))
    return found


def _of_article(sentences: Sequence[StoredSentence]) -> dict[int, Wording]:
    """Old wordings end, and new ones begin, at the notes; a note on a part bears on the sentence before it."""
    found: dict[int, Wording] = {}
    current: list[StoredSentence] = []
    since: Wording | None = None
    for sentence in sentences:
        change = change_of(sentence)
        if change is None:
            current.append(sentence)
            if since is not None:
                found[sentence.id] = since
            continue
        whole = bool(_WHOLE.match(fold(sentence.search_text)))
        replaced = bool(_NEW_TEXT.search(fold(sentence.search_text)))
        if _ADDED.search(fold(sentence.search_text)) and not replaced:
            for one in current if whole else current[-1:]:
                found[one.id] = replace(found.get(one.id, Wording()), since=change.date, by=change.other, note=sentence)
        elif replaced and whole:
            _end(found, current, change, sentence, replaced=True)
            current, since = [], Wording(since=change.date, by=change.other, note=sentence)
        elif change.kind is RelationKind.REPEALED_BY:
            _end(found, current if whole else current[-1:], change, sentence, replaced=False)
    return found


def _end(
    found: dict[int, Wording], ended: Sequence[StoredSentence], change: Stated, note: StoredSentence, replaced: bool
) -> None:
    for one in ended:
        before = found.get(one.id, Wording())
        found[one.id] = replace(before, until=change.date or "0000", by=change.other, replaced=replaced, note=note)


def article_around(sentence: StoredSentence, neighbours: Neighbours) -> list[StoredSentence]:
    """The sentences of an article in the wording that a sentence of it stands in, in their order, notes left out."""
    if sentence.article is None:
        return []
    near = neighbours(sentence.document_id, max(0, sentence.ordinal - _REACH), sentence.ordinal + _REACH)
    before = _until_note(reversed([s for s in near if s.ordinal < sentence.ordinal]), sentence.article)
    after = _until_note((s for s in near if s.ordinal > sentence.ordinal), sentence.article)
    return [*reversed(before), sentence, *after]


def _until_note(sentences: Iterable[StoredSentence], article: str) -> list[StoredSentence]:
    found = []
    for sentence in sentences:
        if sentence.article != article or is_editors_note(sentence.search_text):
            break
        found.append(sentence)
    return found


def is_editors_note(text: str) -> bool:
    """Whether a text is what editors add to a norm: a note on it, or references to others ("Concordancias: ...")."""
    return bool(_EDITORS.match(fold(text).strip()))


def change_of(sentence: StoredSentence) -> Stated | None:
    """What a note beside an article says was done to it; None where the sentence is no such note."""
    text = fold(sentence.search_text)
    if not _NOTE.match(text):
        return None
    stated = [
        s
        for s in relations_in(sentence.search_text)
        if s.subject is None
        and s.part
        and not s.hedged
        and s.kind in (RelationKind.AMENDED_BY, RelationKind.REPEALED_BY)
    ]
    return stated[0] if stated else None
