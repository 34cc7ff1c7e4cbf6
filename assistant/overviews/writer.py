"""Words an overview: under each sub-domain of the framework, the sentences that decide its indicators, marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answer import Answer, Status, Verdict
from assistant.indicators.levels import Level
from assistant.judging.evidence import Finding, Sufficiency
from assistant.judging.selection import Quote
from assistant.overviews.asked import Account
from assistant.overviews.gathered import Point
from assistant.understanding.question import Query
from assistant.writers.extractive import Composition, ExtractiveWriter, Section
from ingest.store import DocumentRecord

_VERDICTS = {Level.COMPLETE: Verdict.YES, Level.PARTIAL: Verdict.PARTIAL, Level.ABSENT: Verdict.NO}


class OverviewWriter(ExtractiveWriter):
    """The extractive writer, for an account of a whole matter: a line for each sub-domain, no verdict over all."""

    def overview(
        self, query: Query, account: Account, points: Sequence[Point], searched: Sequence[DocumentRecord]
    ) -> Composition:
        """The answer that tells these points."""
        quotes = tuple(quote for point in points for quote in point.quotes)
        evidence = tuple(point.evidence for point in points)
        verdict = _VERDICTS[points[0].level] if query.yes_no and account.single else None
        section = Section(Finding(query.parts[0], Sufficiency.ENOUGH, evidence), quotes, verdict)
        marks = {quote.sentence.id: mark for mark, quote in enumerate(quotes, 1)}
        told = (
            [self._prose(query, section, marks)] if account.single else [self._opening(account), *self._lines(points)]
        )
        selected = () if account.single else (self._say("overview.caveat"),)
        answer = Answer(
            question=query.text,
            language=query.language,
            status=Status.ANSWERED,
            verdict=verdict,
            answer="\n".join(told),
            citations=tuple(self._citation(quote, mark) for mark, quote in enumerate(quotes, 1)),
            caveats=(*selected, *self._caveats([section], quotes)),
            searched=self._names(searched),
            writer=self.name,
        )
        return Composition(answer, (section,), quotes)

    def _opening(self, account: Account) -> str:
        return self._say(f"overview.{account.side.value}_{'whole' if account.whole else 'matter'}")

    def _lines(self, points: Sequence[Point]) -> Iterator[str]:
        """A line a sub-domain, with the title of the source wherever it changes."""
        marks = {q.sentence.id: mark for mark, q in enumerate((q for p in points for q in p.quotes), 1)}
        titled = ""
        for name, quotes in _by_subdomain(points, self._say.language):
            said = []
            for quote in quotes:
                words = self._say("lead.quote", quote=self._words(quote), mark=marks[quote.sentence.id])
                if quote.document.id != titled:
                    titled = quote.document.id
                    words = self._say("lead.sentence", lead=self._source(quote), quotes=words)
                said.append(words)
            yield self._say("overview.line", matter=name, said=" ".join(said))

    def _source(self, quote: Quote) -> str:
        """The title of a quote's document, with its language where that is not the answer's."""
        title = self._names([quote.document])[0]
        if quote.sentence.language == self._say.language:
            return title
        return self._say("lead.foreign", lead=title, source_language=self._say(f"language.{quote.sentence.language}"))


def _by_subdomain(points: Sequence[Point], language: str) -> list[tuple[str, list[Quote]]]:
    """The quotes under the name of each sub-domain, in the order of first mention."""
    found: dict[str, list[Quote]] = {}
    for point in points:
        found.setdefault(point.indicator.subdomain(language), []).extend(point.quotes)
    return list(found.items())
