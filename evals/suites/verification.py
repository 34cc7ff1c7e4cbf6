"""The verification suite: does the comparison of a sentence with its quotes tell a true one from a subtly wrong one?

Each pair is evidence and a sentence, in English, Spanish, or one of each. Half of the sentences say what the evidence
says in other words; the others differ in one thing: a figure, a date, a name, a denial, a scope, a force (may for
must, a bill for a law), or facts joined that belong apart. A wrong one is *caught* where something is found lacking in
it, a right one is *passed* where nothing is. No model takes part, so the suite takes seconds.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.answer import Citation
from assistant.checking.carrying import Carrying
from assistant.checking.compared import Lack
from assistant.language.countries import Gazetteer
from assistant.language.lexicon import LANGUAGES, Lexicon
from assistant.phrases import Phrases
from assistant.settings import Settings
from evals.dataset import Item, each_line
from evals.measures import Group, Measure, figures, having
from evals.progress import Steps
from evals.results import Sample, SampleCitation, SuiteResult
from ingest.embedding import QueryEmbedder


@dataclass(frozen=True, slots=True)
class Pair:
    """Evidence and a sentence; ``right`` says whether the evidence carries it."""

    item: Item
    evidence: tuple[tuple[str, str], ...]
    sentence: str
    right: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair with what was found lacking."""

    pair: Pair
    lacks: tuple[Lack, ...]
    scored: bool = True

    @property
    def item(self) -> Item:
        """The item of the pair."""
        return self.pair.item


def load(path: Path) -> tuple[Pair, ...]:
    """Reads a file of pairs, one JSON object a line.

    Raises:
        DatasetError: a line is none.
    """
    return each_line(path, lambda data: _pair(data, path.stem), "evidence with a sentence")


def checker() -> Carrying:
    """The comparison as the chat writer uses it."""
    settings = Settings()
    return Carrying(
        Lexicon.load(settings.corpus),
        {language: Phrases.load(settings.prompts, language) for language in LANGUAGES},
        Gazetteer.load(settings.corpus),
        QueryEmbedder.load(settings),
    )


def run(pairs: Sequence[Pair], carrying: Carrying, steps: Steps) -> SuiteResult:
    """Compares each sentence with its evidence."""
    started = time.perf_counter()
    judged = []
    with steps.step("Comparing sentences with their evidence", len(pairs)) as advance:
        for pair in pairs:
            judged.append(judge(pair, carrying))
            advance(1)
    measures: tuple[Measure[Judged], ...] = (
        Measure("caught", lambda j: [] if j.pair.right else [bool(j.lacks)], comparable=False),
        Measure("passed", lambda j: [not j.lacks] if j.pair.right else [], comparable=False),
    )
    counted = figures(measures, judged, _groups([p.item for p in pairs]))
    return SuiteResult(None, round(time.perf_counter() - started, 1), counted, tuple(_sample(j) for j in judged))


def judge(pair: Pair, carrying: Carrying) -> Judged:
    """One pair as the comparison sees it."""
    citations = [_citation(text, language, mark) for mark, (text, language) in enumerate(pair.evidence, 1)]
    return Judged(pair, carrying.lacks(pair.sentence, pair.item.lang, citations))


def _groups(items: Sequence[Item]) -> list[Group]:
    found: list[Group] = [("all", lambda item: True)]
    for attribute, name in (("source", "languages"), ("dataset", "dataset"), ("type", "type")):
        values = sorted({getattr(item, attribute) for item in items})
        found += [(f"{name} {value}", having(attribute, value)) for value in values]
    return found


def _pair(data: Mapping[str, Any], dataset: str) -> Pair:
    evidence = tuple((str(e["text"]), str(e["language"])) for e in data["evidence"])
    languages = f"{evidence[0][1]} to {data['lang']}"
    item = Item(
        id=data["id"],
        lang=data["lang"],
        type=data["kind"],
        turns=(data["sentence"],),
        gold="carried by the evidence" if data["right"] else f"not carried: {data['kind']}",
        must=(),
        must_not=(),
        status=("answered",),
        verdict=(None,),
        needles=(),
        source=languages,
        dataset=dataset,
    )
    return Pair(item, evidence, str(data["sentence"]), bool(data["right"]))


def _citation(text: str, language: str, mark: int) -> Citation:
    return Citation(
        mark=mark,
        document_id="evidence",
        title="",
        type="report",
        country=None,
        language=language,
        page=mark,
        section="",
        article=None,
        quote=text,
        start=0,
        end=len(text),
        translation=None,
        as_of=None,
        authority="secondary",
        url=None,
    )


def _sample(judged: Judged) -> Sample:
    pair = judged.pair
    faults = tuple(f"{lack.kind}: {', '.join(lack.words)}".rstrip(": ") for lack in judged.lacks)
    as_it_should = bool(judged.lacks) != pair.right
    return Sample(
        id=pair.item.id,
        dataset=pair.item.dataset,
        lang=pair.item.lang,
        type=pair.item.type,
        source=pair.item.source,
        turns=(pair.sentence,),
        expected=pair.item.gold,
        status=None,
        verdict=None,
        answer="passed" if not judged.lacks else "; ".join(faults),
        citations=tuple(SampleCitation(i, "", i, "", text, False) for i, (text, _) in enumerate(pair.evidence, 1)),
        grade="C" if as_it_should else "I",
        faults=() if as_it_should else (faults or ("passed though it is wrong",)),
    )
