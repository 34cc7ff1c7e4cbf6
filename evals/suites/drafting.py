"""The drafting suite: is the level of an indicator response the one that the documents support, and is it all cited?

The key gives, for each indicator, the levels that a careful reader may hold. A draft is right (C) with one of them,
silent (N) where it finds nothing and the documents hold something, wrong (I) where it finds something and they hold
nothing or where it takes absent for complete or the other way round, and else partly right (P).
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.corpora import Documents
from evals.dataset import Item, each_line
from evals.errors import SolverError
from evals.measures import Measure, figures, groups_of
from evals.progress import Steps
from evals.results import Sample, SampleCitation, SuiteResult
from evals.scorers import Library, is_verbatim
from evals.shelf import Shelf
from evals.solvers import command_lines
from evals.support import MARK, Statement, quotations

DraftObject = Mapping[str, Any]

_LEVELS = ("complete", "partial", "absent", "not_found")
_REQUIRED = ("level", "response", "citations")
_OPPOSITE = {("complete", "absent"), ("absent", "complete")}
_END = re.compile(
    r"[.?!…][”»\")]?(?:\s*\[\d+\])+"  # marks behind the full stop
    r"|(?:\s*\[\d+\])+(?!\s*[;,])[.?!…]?"  # marks before it
    r"|[.?!…](?=\s+[^\s\d\[a-zà-ÿ])"  # none; what goes on with a figure or a small letter is an abbreviation
    r"|\n+|$"
)


@dataclass(frozen=True, slots=True)
class Drafted:
    """One draft against its key; ``unsupported``: whether each sentence that claims something lacks support."""

    item: Item
    draft: DraftObject
    grade: str | None
    unsupported: tuple[bool, ...]
    faults: tuple[str, ...]

    @property
    def scored(self) -> bool:
        """Whether it could be graded."""
        return self.grade is not None


def load(path: Path) -> tuple[Item, ...]:
    """Reads the levels that the documents support, one JSON object a line; the levels are in ``status``.

    Raises:
        DatasetError: a line is none.
    """
    return each_line(path, lambda data: _item(data, path.stem), "an indicator's level")


def run(items: Sequence[Item], documents: Documents, steps: Steps) -> SuiteResult:
    """Drafts every indicator in both languages and grades the drafts that have a key."""
    started = time.perf_counter()
    languages = sorted({item.lang for item in items})
    try:
        with steps.step(f"Drafting over {documents.name}", len(languages)) as advance:
            drafts = {language: _drafts(language, documents.store) for language in languages if not advance(1)}
    except SolverError as error:
        return SuiteResult(documents.name, 0.0, (), note=f"Not run: {_reason(str(error))}")
    shelf = Shelf(documents.store)
    scores = [grade(item, drafts[item.lang].get(_indicator(item), {}), shelf) for item in items]
    measures: tuple[Measure[Drafted], ...] = (
        Measure("level", lambda s: [s.grade == "C"], comparable=False),
        Measure("unsupported", lambda s: s.unsupported, "lower", comparable=False),
    )
    groups = [group for group in groups_of(items) if group[0] == "all" or group[0].startswith(("lang ", "type "))]
    counted = figures(measures, scores, groups)
    return SuiteResult(
        documents.name, round(time.perf_counter() - started, 1), counted, tuple(_sample(s) for s in scores)
    )


def grade(item: Item, draft: DraftObject, library: Library) -> Drafted:
    """One draft object against the levels that its item accepts."""
    lacking = [key for key in _REQUIRED if key not in draft]
    if lacking or draft["level"] not in _LEVELS:
        fault = f"the draft lacks {', '.join(lacking)}" if lacking else f"{draft['level']!r} is no level"
        return Drafted(item, draft, None, (), (fault,))
    letter = _letter(draft["level"], item.status)
    sound = {c["mark"] for c in draft["citations"] if is_verbatim(library, c)}
    # That nothing was found is a report on the search, not on the country; what it quotes would need its source.
    silent = draft["level"] == "not_found"
    found = [s for s in sentences(draft["response"]) if (s.marks or s.quoted if silent else s.is_claim)]
    unsupported = tuple(not s.marks or not set(s.marks) <= sound for s in found)
    faults = [] if letter == "C" else [f"level is {draft['level']}, not {' or '.join(item.status)}"]
    faults += [f"not supported: {s.text}" for s, lacks in zip(found, unsupported, strict=True) if lacks]
    return Drafted(item, draft, letter, unsupported, tuple(faults))


def sentences(text: str) -> Iterator[Statement]:
    """The sentences of a response, each with the marks behind it; what is quoted is not split."""
    inside = quotations(text)
    start = 0
    for end in _END.finditer(text):
        if end.end() < len(text) and any(first < end.end() <= last for first, last in inside):
            continue
        piece = text[start : end.end()]
        words = MARK.sub("", piece).strip(" \n.;,")
        if words:
            yield Statement(words, tuple(int(mark) for mark in MARK.findall(end[0])))
        start = end.end()


def _letter(level: str, accepted: Sequence[str]) -> str:
    if level in accepted:
        return "C"
    if level == "not_found":
        return "N"
    contrary = all((level, other) in _OPPOSITE or other == "not_found" for other in accepted)
    return "I" if contrary else "P"


def _drafts(language: str, store: Path) -> dict[str, DraftObject]:
    arguments = ("draft", "--all", "--language", language, "--format", "json")
    text = "".join(command_lines("assistant", *arguments, store=store)).strip()
    try:
        whole = json.loads(text)
        drafts = whole if isinstance(whole, list) else [whole]
    except ValueError:
        drafts = [json.loads(line) for line in text.splitlines() if line.strip()]
    return {draft["indicator_id"]: draft for draft in drafts}


def _reason(error: str) -> str:
    if "No such command" in error:
        return "this version of the assistant drafts no indicator responses."
    return error.splitlines()[-1]


def _item(data: Mapping[str, Any], dataset: str) -> Item:
    levels = tuple(data["level"])
    unknown = [level for level in levels if level not in _LEVELS]
    if unknown or not levels:
        raise ValueError(f"{unknown or 'nothing'} among the levels")
    return Item(
        id=f"{data['id']}-{data['lang']}",
        lang=data["lang"],
        type=" or ".join(levels),
        turns=(data["id"],),
        gold=f"{' or '.join(levels)}. {data.get('note', '')}".strip(),
        must=(),
        must_not=(),
        status=levels,
        verdict=(None,),
        needles=(),
        note=data.get("note", ""),
        source=data.get("source") or "none",
        dataset=dataset,
    )


def _indicator(item: Item) -> str:
    return item.turns[0]


def _sample(scored: Drafted) -> Sample:
    item, draft = scored.item, scored.draft
    cited = draft.get("citations", ()) if scored.scored else ()
    return Sample(
        id=item.id,
        dataset=item.dataset,
        lang=item.lang,
        type=item.type,
        source=item.source,
        turns=item.turns,
        expected=item.gold,
        status=draft.get("level"),
        verdict=None,
        answer=str(draft.get("response", "")),
        citations=tuple(
            SampleCitation(c["mark"], c["title"], c["page"], c.get("section") or "", c["quote"], True) for c in cited
        ),
        grade=scored.grade,
        faults=scored.faults,
    )
