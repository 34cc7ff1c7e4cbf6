"""Items: a question, or the turns of a conversation, with what a right answer must say and cite."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from evals.errors import DatasetError

Parsed = TypeVar("Parsed")

_SECTION = re.compile(r"[Ss]ection (\d+\.\d+)")


@dataclass(frozen=True, slots=True)
class Place:
    """A run of characters of one source file (its name without ending)."""

    file: str
    text: str


@dataclass(frozen=True, slots=True)
class Needle:
    """One fact: any of its places serves as well as the others."""

    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One question and its key. ``turns`` has the question alone, or the user's turns in order.

    ``source`` names the document and the section that hold the answer; items with the same ``group`` ask the same.
    """

    id: str
    lang: str
    type: str
    turns: tuple[str, ...]
    gold: str
    must: tuple[tuple[str, ...], ...]
    must_not: tuple[str, ...]
    status: tuple[str, ...]
    verdict: tuple[str | None, ...]
    needles: tuple[Needle, ...]
    note: str = ""
    source: str = ""
    pair: str | None = None
    group: str = ""
    dataset: str = ""

    @property
    def question(self) -> str:
        """The turn whose answer counts."""
        return self.turns[-1]

    @property
    def answerable(self) -> bool:
        """Whether the documents hold an answer, at least in part."""
        return self.status != ("not_found",)

    @property
    def silence_is_fault(self) -> bool:
        """Whether saying that nothing was found is a fault."""
        return "not_found" not in self.status

    @property
    def verdict_judged(self) -> bool:
        """A list with nothing but null leaves the verdict unjudged."""
        return any(value is not None for value in self.verdict)

    @property
    def label(self) -> str:
        """The section of ``source``: what follows the word for the document; of the note where there is no source."""
        if self.source:
            return self.source.partition(" ")[2]
        named = _SECTION.search(self.note)
        return named[1] if named else ""

    @property
    def cluster(self) -> str:
        """The document and section whose questions stand or fall together; an item without one stands alone."""
        if not self.needles:
            return self.id if self.source in ("", "none") else self.source
        return f"{self.needles[0].places[0].file} {self.label}"

    def as_request(self) -> dict[str, Any]:
        """The line that the assistant's batch command reads: no part of the key is in it."""
        if len(self.turns) > 1:
            return {"id": self.id, "turns": list(self.turns)}
        return {"id": self.id, "question": self.question}


def load(path: Path) -> tuple[Item, ...]:
    """Reads a dataset, one JSON object a line; its name is that of the file.

    Raises DatasetError for a line that is no item and for an id that comes twice.
    """
    items: dict[str, Item] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            item = replace(parse(json.loads(line)), dataset=path.stem)
        except (ValueError, KeyError, TypeError) as error:
            raise DatasetError(f"{path.name}, line {number}: not an item ({error!r})") from error
        if item.id in items:
            raise DatasetError(f"{path.name}, line {number}: the id {item.id} comes twice")
        items[item.id] = item
    return tuple(items.values())


def each_line(path: Path, parse: Callable[[Any], Parsed], what: str) -> tuple[Parsed, ...]:
    """What each line of a file of JSON objects says.

    Raises:
        DatasetError: a line is not what it should be; ``what`` names that in the message.
    """
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            found.append(parse(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            raise DatasetError(f"{path.name}, line {number}: not {what} ({error!r})") from error
    return tuple(found)


def parse(data: Mapping[str, Any]) -> Item:
    """One line's object as an Item."""
    turns = tuple(data["turns"]) if "turns" in data else (data["question"],)
    return Item(
        id=data["id"],
        lang=data["lang"],
        type=data["type"],
        turns=turns,
        gold=data["gold"],
        must=tuple(tuple(group) for group in data["must"]),
        must_not=tuple(data["must_not"]),
        status=tuple(data["status"]),
        verdict=tuple(data["verdict"]),
        needles=tuple(_needle(needle) for needle in data["needles"]),
        note=data.get("note", ""),
        source=data.get("source", ""),
        pair=data.get("pair"),
        group=data.get("group", ""),
    )


def _needle(data: Mapping[str, Any]) -> Needle:
    places = [data, *data.get("or", [])]
    return Needle(tuple(Place(place["file"], place["text"]) for place in places))
