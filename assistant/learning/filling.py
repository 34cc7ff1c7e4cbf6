"""What the loaded documents put into the places of a lesson: quotes with their citations, or what is missing.

Nothing here states anything of a country: every line is a sentence of a document, letter for letter, with its place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.answer import Answer, Citation
from assistant.citing import Titles, cited, title_of
from assistant.indicators.framework import Framework
from assistant.language.polarity import opens_with_contrast
from assistant.learning import lessons
from assistant.learning.facts import FactTable, Institution, Legal, opens_a_paragraph
from assistant.learning.gaps import is_no_date
from assistant.learning.mentions import has_period, years
from assistant.learning.view import Placed, Side
from ingest.terms import fold

if TYPE_CHECKING:
    from assistant.consultation import Consultation

_FOLLOWING = 2
"""How many sentences that turn against a finding are quoted with it."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line of what fills a place.

    Attributes:
        label: what stands before the quotes, such as the name of an institution; may be empty.
        citations: the quotes, in the order of the document.
        note: what is said beside it, as the name of a phrase; may be empty.
        plain: text of the project's own, such as an indicator's question, where there is no quote.
    """

    label: str
    citations: tuple[Citation, ...] = ()
    note: str = ""
    plain: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """What fills a place: its items, or the name of the phrase that says what is missing; for an answer, that."""

    wanted: lessons.Wanted
    items: tuple[Item, ...] = ()
    missing: str = ""
    answer: Answer | None = None


class Filler:
    """Fills the places of lessons from one fact table.

    Args:
        table: of the loaded documents.
        titles: titles of the catalogue's sources.
        framework: the indicators.
        consultation: answers questions; without it, places for answers say that they need it.
    """

    def __init__(
        self, table: FactTable, titles: Titles, framework: Framework, consultation: Consultation | None = None
    ) -> None:
        self.table = table
        self._titles = titles
        self._framework = framework
        self._consultation = consultation

    def filled(self, slot: lessons.Slot) -> Filled:
        """What the documents hold for a place."""
        wanted = slot.wanted
        if isinstance(wanted, lessons.Answered):
            return self._answered(wanted)
        if not self.table.view.documents and not isinstance(wanted, lessons.Indicators):
            return Filled(wanted, missing="lesson.missing_documents")
        return self._listed(wanted)

    def _listed(self, wanted: lessons.Wanted) -> Filled:
        if isinstance(wanted, lessons.Findings):
            items = self.findings(wanted.domain, Side(wanted.side) if wanted.side else None)[: wanted.most]
            lacking = "lesson.missing_findings" if self.table.view.has_profile else "lesson.missing_profile"
        elif isinstance(wanted, lessons.Conventions):
            items, lacking = self.conventions(), "lesson.missing_conventions"
        elif isinstance(wanted, lessons.Institutions):
            items, lacking = self.institutions(wanted.domain)[: wanted.most], "lesson.missing_institutions"
        elif isinstance(wanted, lessons.Instruments):
            items, lacking = self.instruments(wanted.domain)[: wanted.most], "lesson.missing_instruments"
        elif isinstance(wanted, lessons.Dates):
            items, lacking = self.dates(wanted.domain)[: wanted.most], "lesson.missing_dates"
        elif isinstance(wanted, lessons.Quotes):
            items, lacking = self._quotes(wanted), "lesson.missing_quotes"
        elif isinstance(wanted, lessons.Indicators):
            items, lacking = self._indicators(wanted), "lesson.missing_indicators"
        else:
            items, lacking = self._documents(), "lesson.missing_documents"
        return Filled(wanted, tuple(items), "" if items else lacking)

    def cite(self, placed: Placed, mark: int = 1) -> Citation:
        """A sentence as a citation."""
        return cited(placed.sentence, placed.document, mark, self._titles, self.table.view.language)

    def findings(self, domain: int, side: Side | None) -> list[Item]:
        """The findings of a domain, one a paragraph, each with the sentences that turn against it."""
        found: dict[tuple[str, int], list[Placed]] = {}
        for placed in self.table.view.of_domain(domain, side):
            if placed.side is None:
                continue
            members = found.get(placed.block)
            if members is None:
                if opens_a_paragraph(placed):
                    found[placed.block] = [placed]
            elif len(members) <= _FOLLOWING and opens_with_contrast(placed.text):
                members.append(placed)
        return [Item("", tuple(self.cite(p, i) for i, p in enumerate(ones, 1))) for ones in found.values()]

    def conventions(self) -> list[Item]:
        """The rows of the tables of conventions."""
        return [
            Item(row.name, (self.cite(row.placed),), "lesson.ratified" if row.ratified else "lesson.not_ratified")
            for row in self.table.conventions
        ]

    def institutions(self, domain: int | None = None) -> list[Item]:
        """Institutions, those that the documents name most first, each with the sentence that says most of it."""
        chosen = [
            i for i in self.table.institutions if domain is None or any(n.placed.domain == domain for n in i.seen)
        ]
        chosen.sort(key=lambda i: -len(i.seen))
        return [
            Item(f"{i.name} ({i.short})" if i.short else i.name, (self.cite(best),))
            for i in chosen
            if (best := self.telling(i, domain))
        ]

    def telling(self, one: Institution | Legal, domain: int | None = None) -> Placed | None:
        """The sentence that tells what an institution or instrument is or does: where it stands first, if anywhere."""
        alone = {p.sentence.id for p in self.table.sentences}
        seen = [n for n in one.seen if domain is None or n.placed.domain == domain] or list(one.seen)
        readable = [n for n in seen if n.placed.sentence.id in alone]
        if not readable:
            return seen[0].placed if seen else None
        return min(readable, key=lambda n: (n.mention.start > 12, n.mention.start)).placed

    def instruments(self, domain: int | None = None) -> list[Item]:
        """Legal instruments, the oldest first."""
        chosen = [i for i in self.table.instruments if domain is None or any(n.placed.domain == domain for n in i.seen)]
        chosen.sort(key=lambda i: (i.year is None, i.year or 0))
        return [Item(i.name, (self.cite(best),)) for i in chosen if (best := self.telling(i, domain))]

    def dated(self, domain: int | None = None) -> list[tuple[int, Placed]]:
        """Sentences with one year, the earliest first."""
        found = []
        for placed in self.table.sentences:
            if domain is not None and placed.domain != domain:
                continue
            dates = [m for m in years(placed.text) if not is_no_date(placed, m)]
            if len({m.name for m in dates}) == 1 and not has_period(placed.text):
                found.append((int(dates[0].name), placed))
        return sorted(found, key=lambda pair: pair[0])

    def dates(self, domain: int | None = None) -> list[Item]:
        """Dated events, the earliest first."""
        return [Item(str(year), (self.cite(placed),)) for year, placed in self.dated(domain)]

    def _quotes(self, wanted: lessons.Quotes) -> list[Item]:
        forms = [tuple(fold(f.strip()) for f in word.split("|")) for word in wanted.about]
        found = [p for p in self.table.sentences if all(any(f in fold(p.text) for f in ones) for ones in forms)]
        return [Item("", (self.cite(p),)) for p in found[: wanted.most]]

    def _indicators(self, wanted: lessons.Indicators) -> list[Item]:
        mine = [i for i in self._framework.indicators if i.domain == wanted.domain][: wanted.most]
        return [Item(i.id, plain=i.question(self.table.view.language)) for i in mine]

    def _documents(self) -> list[Item]:
        return [
            Item(title_of(d, self._titles, self.table.view.language), plain=d.id) for d in self.table.view.documents
        ]

    def _answered(self, wanted: lessons.Answered) -> Filled:
        if self._consultation is None or not self.table.view.documents:
            return Filled(wanted, missing="lesson.missing_documents")
        from assistant.retrieval import Filters

        documents = tuple(d.id for d in self.table.view.documents)
        answer = self._consultation.ask(wanted.question, self.table.view.language, Filters(documents=documents))
        return Filled(wanted, answer=answer)


def by_id(documents: Sequence[Item]) -> Mapping[str, Item]:
    """Items of documents by the id of their document."""
    return {item.plain: item for item in documents}
