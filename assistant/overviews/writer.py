"""Words an overview: under each sub-domain of the framework, the sentences that decide its indicators, marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assistant.answer import Answer, Status
from assistant.judging.evidence import Finding, Sufficiency
from assistant.judging.selection import Quote
from assistant.overviews.asked import Account
from assistant.overviews.gathered import Point
from assistant.understanding.question import Query
from assistant.writers.extractive import Composition, ExtractiveWriter, Section
from ingest.store import DocumentRecord


class OverviewWriter(ExtractiveWriter):
    """The extractive writer, for an account of a whole matter: a line for each sub-domain, no verdict over all."""

    def overview(
        self, query: Query, account: Account, points: Sequence[Point], searched: Sequence[DocumentRecord]
    ) -> Composition:
        """The answer that tells these points."""
        quotes = tuple(quote for point in points for quote in point.quotes)
        evidence = tuple(point.evidence for point in points)
        verdict = points[0].level.verdict if query.yes_no and account.single else None
        section = Section(Finding(query.parts[0], Sufficiency.ENOUGH, evidence), quotes, verdict)
        marks = {quote.sentence.id: mark for mark, quote in enumerate(quotes, 1)}
        if account.single:
            told, notes = [self._prose(query, section, marks)], []
        else:
            told, notes = [self._opening(account), *self._lines(points, marks)], [self._say("overview.caveat")]
        answer = Answer(
            question=query.text,
            language=query.language,
            status=Status.ANSWERED,
            verdict=verdict,
            answer="\n".join(told),
            citations=tuple(self._citation(quote, mark) for mark, quote in enumerate(quotes, 1)),
            caveats=(*notes, *self._caveats([section], quotes)),
            searched=self._names(searched),
            writer=self.name,
        )
        return Composition(answer, (section,), quotes)

    def _opening(self, account: Account) -> str:
        return self._say(f"overview.{account.side.value}_{'whole' if account.whole else 'matter'}")

    def _lines(self, points: Sequence[Point], marks: Mapping[int, int]) -> Iterator[str]:
        """A line a sub-domain, with the title of the source wherever it changes."""
        titled = ""
        for name, quotes in _by_subdomain(points, self._say.language):
            said = []
            for quote in quotes:
                words = self._say("lead.quote", quote=self._words(quote), mark=marks[quote.sentence.id])
                if quote.document.id != titled:
                    titled = quote.document.id
                    source = self._of_language(self._names([quote.document])[0], quote)
                    words = self._say("lead.sentence", lead=source, quotes=words)
                said.append(words)
            yield self._say("overview.line", matter=name, said=" ".join(said))


def _by_subdomain(points: Sequence[Point], language: str) -> list[tuple[str, list[Quote]]]:
    """The quotes under the name of each sub-domain, in the order of first mention."""
    found: dict[str, list[Quote]] = {}
    for point in points:
        found.setdefault(point.indicator.subdomain(language), []).extend(point.quotes)
    return list(found.items())
