"""``python -m evals.as_of``: are questions about law in time answered as the law stood on the day?

A line of the set is a question with small documents of its own, a date or none, perhaps entries that a person added to
the register, and what must hold of the answer. Items that *fire* turn on a change of the law: a wording, a repeal, an
entry into force. Those that do not are controls, where nothing may be said of a repeal or an amendment. All documents
stand in one store, which is filled once and kept; each question is asked of its own documents alone.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from assistant.answer import Answer, Status
from assistant.consultation import Consultation
from assistant.instruments.added import AddedFile
from assistant.instruments.register_file import EntryFile
from assistant.retrieval import Filters
from evals.dataset import each_line
from evals.made_up import markdown, take_in
from evals.stores import kept
from ingest.embedding import DocumentEmbedder, Embedder
from ingest.settings import IngestSettings
from ingest.store import Store
from ingest.terms import fold

KEY = Path(__file__).parent / "datasets" / "as_of.jsonl"
STORE = "store"
TARGET, FALSE_ALARMS = 0.9, 0.02
_CHANGED = {
    "amended": r"amend|substitut|modific|reform|sustitu|replac|wording|redaccion|queda asi",
    "repealed": r"repeal|revok|derog|sin efecto",
    "replaced": r"replac|supersed|reemplaz|sustitu|repeal|derog",
}
_CHANGE = re.compile("|".join(_CHANGED.values()))
_NOT_SHOWN = re.compile(r"do not show whether|no muestran si")
_SILENT = re.compile(r"holds no change|records nothing of the kind|no recoge (?:ningun cambio|nada de eso)")
_WAITS = re.compile(r"\buntil\b|depends on a condition|\bhasta que\b|depende de una condicion")


@dataclass(frozen=True, slots=True)
class Item:
    """A question on law in time and its key.

    Attributes:
        fires: whether a change of the law bears on the answer; else the item is a control.
        as_of: ISO date to ask for; None for today.
        documents: as ingest takes them: title, type, country, language, date, text.
        register: entries that a person added.
        status: those that are right.
        verdict: those that are right; None where any is.
        cites: groups of words, of each of which one stands in a quote; ``never_cites`` stand in none.
        remarks: what must be told: a kind of change and by which instrument, as number/year; "not_shown" and "waits"
            name the instrument itself.
        unsaid: instruments that no remark may name, as number/year.
    """

    id: str
    lang: str
    kind: str
    fires: bool
    question: str
    as_of: str | None
    documents: tuple[Mapping[str, str], ...]
    register: tuple[EntryFile, ...]
    status: tuple[str, ...]
    verdict: tuple[str | None, ...] | None
    cites: tuple[tuple[str, ...], ...]
    never_cites: tuple[str, ...]
    remarks: tuple[tuple[str, str], ...]
    unsaid: tuple[str, ...]

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Item:
        """An item of its line."""
        return cls(
            id=data["id"],
            lang=data["lang"],
            kind=data["kind"],
            fires=data["fires"],
            question=data["question"],
            as_of=data["as_of"],
            documents=tuple(data["documents"]),
            register=tuple(EntryFile.model_validate(e) for e in data["register"]),
            status=tuple(data["status"]),
            verdict=None if data["verdict"] is None else tuple(data["verdict"]),
            cites=tuple(tuple(group) for group in data["cites"]),
            never_cites=tuple(data["never_cites"]),
            remarks=tuple((kind, by) for kind, by in data["remarks"]),
            unsaid=tuple(data["unsaid"]),
        )


@dataclass(frozen=True, slots=True)
class Result:
    """How an item was answered: what is missing, and what is asserted wrongly."""

    item: Item
    answer: Answer
    missing: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether nothing is missing or wrong."""
        return not self.missing and not self.wrong

    @property
    def alarm(self) -> bool:
        """Whether a change is told, or concluded from, where there is none."""
        return not self.item.fires and bool(self.wrong)


def read_items(path: Path = KEY) -> tuple[Item, ...]:
    """The items of a file.

    Raises:
        DatasetError: a line is no item.
    """
    return each_line(path, Item.of, "a question on law in time")


def file_name(document: Mapping[str, str]) -> str:
    """The name of the file that a document is read from; items may share a document."""
    return f"{sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()[:16]}.md"


def fill(
    kept_in: Path, items: Sequence[Item], embedder: Callable[[IngestSettings], Embedder] = DocumentEmbedder
) -> None:
    """Takes the documents of items into a new store in a folder, each once; what people add lies beside it."""
    documents = {file_name(d): d for item in items for d in item.documents}
    take_in(kept_in / STORE, ((name, markdown(d), d) for name, d in documents.items()), embedder)


def _documents(items: Sequence[Item]) -> str:
    """What a store holds of items: it is filled anew where their documents change, not where their keys do."""
    return " ".join(sorted({file_name(d) for item in items for d in item.documents}))


def ask(consultation: Consultation, items: Sequence[Item]) -> list[Answer]:
    """The answer to each question from its own documents, with its own entries in the register."""
    with Store.open(consultation.store.folder) as store:
        ids = {Path(r.path).name: r.id for r in store.documents()}
    added = AddedFile.of(consultation.store.folder)
    answers = []
    for item in items:
        _keep_only(added, item.register)
        own = tuple(ids[file_name(d)] for d in item.documents)
        answers.append(consultation.ask(item.question, item.lang, Filters(documents=own, as_of=item.as_of)))
    _keep_only(added, ())
    return answers


def _keep_only(added: AddedFile, entries: Iterable[EntryFile]) -> None:
    for known in {e.id for e in added.read().entries}:
        added.remove(known)
    wanted = list(entries)
    if wanted:
        added.add(wanted)


def judged(item: Item, answer: Answer) -> Result:
    """What is missing from an answer and what is wrong in it, by the item's key."""
    quotes = fold(" ".join(" ".join(c.quote.split()) for c in answer.citations))
    missing = [f"no quote with {' or '.join(g)}" for g in item.cites if not any(fold(w) in quotes for w in g)]
    missing += [f"not told: {kind} {by}" for kind, by in item.remarks if not _is_told(answer, kind, by)]
    wrong = [f"quotes {words}" for words in item.never_cites if fold(words) in quotes]
    wrong += [f"tells of {name}" for name in item.unsaid if any(_names(c, name) for c in answer.caveats)]
    if item.verdict is not None and (answer.verdict and answer.verdict.value) not in item.verdict:
        wrong.append(f"verdict {answer.verdict}")
    if answer.status.value not in item.status:
        claims = answer.status in (Status.ANSWERED, Status.CONFLICT)
        (wrong if claims else missing).append(f"status {answer.status.value}")
    if not item.fires:
        wrong += [f"remark: {c}" for c in answer.caveats if _tells_change(c)]
    return Result(item, answer, tuple(missing), tuple(wrong))


def _tells_change(caveat: str) -> bool:
    said = fold(caveat)
    return bool(_CHANGE.search(said)) and not _NOT_SHOWN.search(said) and not _SILENT.search(said)


def _is_told(answer: Answer, kind: str, by: str) -> bool:
    told = [fold(t) for t in (answer.answer, *answer.caveats)]
    if kind == "waits":
        flat = any(re.search(_CHANGED["repealed"], fold(c)) and not _WAITS.search(fold(c)) for c in answer.caveats)
        return not flat and any(_names(t, by) and (_NOT_SHOWN.search(t) or _WAITS.search(t)) for t in told)
    pattern = _NOT_SHOWN if kind == "not_shown" else re.compile(_CHANGED[kind])
    return any(_names(t, by) and pattern.search(t) for t in told)


def _names(text: str, name: str) -> bool:
    """Whether number and year of an instrument, or the words of another name, stand in a text."""
    return all(re.search(rf"(?<!\d){re.escape(part)}(?!\d)", text) for part in name.split("/"))


def report(results: Sequence[Result]) -> tuple[str, bool]:
    """The figures with every miss, and whether they reach the target."""
    firing = [r for r in results if r.item.fires]
    controls = [r for r in results if not r.item.fires]
    right, alarms = sum(r.right for r in results), sum(r.alarm for r in controls)
    lines = [
        f"right {right} of {len(results)}",
        f"where the law changed {sum(r.right for r in firing)} of {len(firing)}",
        f"controls {sum(r.right for r in controls)} of {len(controls)}",
        f"false alarms {alarms} of {len(controls)}",
    ]
    for result in results:
        if not result.right:
            item, answer = result.item, result.answer
            lines += [
                f"- {item.id} ({item.kind}, as of {item.as_of}) {item.question}",
                f"    {'; '.join([*result.wrong, *result.missing])}",
                f"    {answer.status.value} {answer.verdict}: {answer.answer[:300]}",
                *(f"      * {caveat}" for caveat in answer.caveats),
            ]
    reached = right >= TARGET * len(results) and alarms <= FALSE_ALARMS * len(controls)
    return "\n".join(lines), reached


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the figures; exit code 1 where they are below the target."""
    parser = argparse.ArgumentParser(prog="python -m evals.as_of", description=__doc__)
    parser.add_argument("--key", type=Path, default=KEY)
    parser.add_argument("--json", action="store_true", help="the answers, one object a line")
    options = parser.parse_args(argv)
    items = read_items(options.key)
    folder = kept("as_of", [], lambda new: fill(new, items), salt=_documents(items))
    results = [judged(i, a) for i, a in zip(items, ask(Consultation.open(folder / STORE), items), strict=True)]
    said, reached = report(results)
    if options.json:
        for result in results:
            print(json.dumps({**result.answer.as_dict(), "id": result.item.id}, ensure_ascii=False))
    else:
        print(said)
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
