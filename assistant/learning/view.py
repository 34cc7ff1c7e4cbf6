"""The loaded documents as learning sees them: their sentences with the domain and the side that the headings name.

A profile is known by its headings, not by its country: sections numbered ``N.M``, or called domain, area or dimension
N, for N from 1 to 6. Where a section is headed as well developed or as to be developed, that is its side. The side is
never taken for a yes or a no: a sentence is read by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from ingest.document import DocumentType
from ingest.records import DocumentRecord, StoredSentence
from ingest.store import Store
from ingest.terms import fold

if TYPE_CHECKING:
    from assistant.retrieval import Retrieval

DOMAINS = range(1, 7)
_MOST_SENTENCES = 20_000
"""More than a team's documents on one country hold; the profile and what describes it come first."""
_ORDER = (
    DocumentType.PROFILE,
    DocumentType.FRAMEWORK,
    DocumentType.REPORT,
    DocumentType.WEB,
    DocumentType.BRIEF,
    DocumentType.LAW,
    DocumentType.DECREE,
)
_DOMAIN = re.compile(
    r"^\s*([1-6])\.\d+\.?\s|\b(?:domain|area|dimension|dominio|ambito)\s+([1-6])\b|\((?:domain|dominio) ([1-6])\)"
)
_DEVELOPED = re.compile(r"well[- ]developed|strong areas?|good practice|bien desarrollad|fortaleza|areas fuertes")
_POTENTIAL = re.compile(
    r"potential|further development|to work on|to be developed|gaps?\b|potencial|por desarrollar|por mejorar|brechas?\b"
)
_LEAST_DOMAINS = 3


class Side(StrEnum):
    """Under which heading of a profile a sentence stands."""

    DEVELOPED = "developed"
    POTENTIAL = "potential"


@dataclass(frozen=True, slots=True)
class Placed:
    """A sentence with its document, and in a profile its domain (1 to 6) and side."""

    sentence: StoredSentence
    document: DocumentRecord
    domain: int | None = None
    side: Side | None = None

    @property
    def text(self) -> str:
        """The sentence with broken letters mended, on one line."""
        return " ".join(self.sentence.search_text.split())

    @property
    def block(self) -> tuple[str, int]:
        """The paragraph or list that it belongs to."""
        return self.document.id, self.sentence.block


@dataclass(frozen=True, slots=True)
class View:
    """What is loaded for a reader of one language.

    Attributes:
        language: of the reader.
        country: alpha-3 code of the country that is learnt about; None where the documents name none.
        documents: those in scope: a source rather than its brief, a brief in the reader's language.
        sentences: theirs, document by document.
    """

    language: str
    country: str | None
    documents: tuple[DocumentRecord, ...]
    sentences: tuple[Placed, ...]

    def of_domain(self, domain: int, side: Side | None = None) -> tuple[Placed, ...]:
        """The sentences of a domain of the profile, or of one side of it."""
        return tuple(p for p in self.sentences if p.domain == domain and (side is None or p.side is side))

    @property
    def has_profile(self) -> bool:
        """Whether any loaded document is laid out by domains."""
        return any(p.domain for p in self.sentences)


def countries_of(documents: Iterable[DocumentRecord]) -> tuple[str, ...]:
    """The countries of some documents, the one with most documents first."""
    counts: dict[str, int] = {}
    for document in documents:
        if document.metadata.country:
            counts[document.metadata.country] = counts.get(document.metadata.country, 0) + 1
    return tuple(sorted(counts, key=lambda code: (-counts[code], code)))


def view_of(store: Store, retrieval: Retrieval, language: str, country: str | None = None) -> View:
    """The view of a store for a reader.

    Args:
        store: the documents.
        retrieval: tells which documents are in scope for a language.
        language: ``en`` or ``es``.
        country: alpha-3 code; by default that of most documents. Documents of no country belong to every country.
    """
    from assistant.retrieval import Filters  # takes half a second: only what is searched needs it

    scope = retrieval.scope(Filters(), language)
    records = [d for d in store.documents() if d.id in scope]
    known = countries_of(records)
    chosen = country if country in known else next(iter(known), None)
    mine = [d for d in records if d.metadata.country in (None, chosen)]
    mine.sort(key=lambda d: (_ORDER.index(d.metadata.type), d.metadata.title))
    placed: list[Placed] = []
    for document in mine:
        if len(placed) >= _MOST_SENTENCES:
            break
        placed += _placed(document, store.neighbours(document.id, 0, _MOST_SENTENCES))
    return View(language, chosen, tuple(mine), tuple(placed))


def _placed(document: DocumentRecord, sentences: Sequence[StoredSentence]) -> list[Placed]:
    found = [(s, _domain(s.section), _side(s.section)) for s in sentences]
    is_profile = document.metadata.type in (DocumentType.PROFILE, DocumentType.BRIEF, DocumentType.REPORT) and (
        len({d for _, d, _ in found if d}) >= _LEAST_DOMAINS
    )
    return [Placed(s, document, d, side if d else None) if is_profile else Placed(s, document) for s, d, side in found]


def _domain(section: str) -> int | None:
    for heading in reversed(section.split(" > ")):
        match = _DOMAIN.search(fold(heading))
        if match:
            return int(next(g for g in match.groups() if g))
    return None


def _side(section: str) -> Side | None:
    heading = fold(section.rpartition(" > ")[2])
    if _DEVELOPED.search(heading):
        return Side.DEVELOPED
    return Side.POTENTIAL if _POTENTIAL.search(heading) else None
