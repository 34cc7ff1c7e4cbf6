"""The assistant asked about a made-up document: a store of it, its answer, and what it looked at for it."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from assistant.answer import Answer, Status, Verdict
from assistant.consultation import Consultation
from evals.folding import fold
from evals.made_up import take_in
from evals.reading.documents import TYPES, Asked, Reading
from ingest.embedding import Embedder

_TITLES = {
    "profile": ("Migration Governance Profile: {}", "Perfil de gobernanza de la migración: {}"),
    "law": ("{}: law on migration", "{}: norma migratoria"),
    "fact sheet": ("{}: fact sheet", "{}: ficha informativa"),
    "report": ("{}: report", "{}: informe"),
    "web": ("{}: official website", "{}: sitio web oficial"),
    "press release": ("{}: press release", "{}: comunicado"),
    "statistics": ("{}: migration statistics", "{}: estadísticas migratorias"),
}
_PARAGRAPH = 4
_DATE = "2022"
_SHORTEST = 8


class Outcome(StrEnum):
    """How an answer did.

    ``SHADE`` is a right sentence with the neighbouring verdict (partial for yes or no); ``CONTRARY`` with the opposite.
    """

    RIGHT = "right"
    SHADE = "shade"
    CONTRARY = "contrary"
    WRONG = "wrong"
    SILENT = "silent"


@contextmanager
def consulted(reading: Reading, embedder: Embedder) -> Iterator[Consultation]:
    """The assistant over that document alone."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        _take_in(reading, store, embedder)
        yield Consultation.open(store)


def _take_in(reading: Reading, store: Path, embedder: Embedder) -> None:
    """A new store that holds the document: of laws each sentence is a paragraph, of others some together are one."""
    title = _TITLES[reading.kind][reading.language == "es"].format(reading.country)
    size = 1 if reading.kind == "law" else _PARAGRAPH
    parts = [" ".join(reading.sentences[i : i + size]) for i in range(0, len(reading.sentences), size)]
    text = "\n\n".join([title, *parts]) + "\n"
    document = {"title": title, "type": TYPES[reading.kind], "language": reading.language, "date": _DATE}
    take_in(store, [(f"{reading.id}.txt", text, document)], lambda settings: embedder)


def outcome(reading: Reading, question: Asked, answer: Answer) -> Outcome:
    """How an answer did: by the sentences that it quotes, and then by its verdict."""
    silent = answer.status in (Status.NOT_FOUND, Status.OUT_OF_SCOPE)
    if silent or not question.answers:
        return Outcome.RIGHT if silent and not question.answers else Outcome.SILENT if silent else Outcome.WRONG
    quoted = [place for c in answer.citations for place in places(reading, c.quote)]
    if not set(quoted) & set(question.answers):
        return Outcome.WRONG
    if question.verdict is None or question.verdict == answer.verdict:
        return Outcome.RIGHT
    opposite = {question.verdict, answer.verdict} == {Verdict.YES, Verdict.NO}
    return Outcome.CONTRARY if opposite else Outcome.SHADE


def places(reading: Reading, text: str) -> list[int]:
    """Which sentences of a document a text is, holds or is a piece of."""
    folded = fold(text)
    if len(folded) <= _SHORTEST:
        return []
    return [i for i, s in enumerate(reading.sentences) if folded in fold(s) or fold(s) in folded]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many answers did how, by a name of their kind."""

    name: str
    counts: Counter[Outcome]

    @property
    def total(self) -> int:
        """All of them."""
        return self.counts.total()

    @property
    def right(self) -> float:
        """The share that is right, 0 to 1."""
        return self.counts[Outcome.RIGHT] / self.total if self.total else 0.0


def tallies(outcomes: Sequence[tuple[Reading, Asked, Outcome]]) -> list[Tally]:
    """The outcomes of all, of the answerable and the others, and by language and by kind of document."""
    found: dict[str, Counter[Outcome]] = {}
    for reading, question, grade in outcomes:
        across = "across languages" if question.language != reading.language else "within a language"
        names = ("all", "answerable" if question.answers else "unanswerable", question.language, across, reading.kind)
        for name in names:
            found.setdefault(name, Counter())[grade] += 1
    return [Tally(name, counts) for name, counts in found.items()]
