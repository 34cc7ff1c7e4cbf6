"""Writes the response to an indicator: its level with the reason, then the sentences that it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Citation
from assistant.indicators.dossier import Dossier
from assistant.indicators.levels import Decision
from assistant.instruments.places import states
from assistant.judging.evidence import Finding, Sufficiency
from assistant.judging.selection import Quote, Role
from assistant.writers.extractive import ExtractiveWriter, Section
from ingest.store import DocumentRecord

_MOST_QUOTES = 5


class IndicatorWriter(ExtractiveWriter):
    """The extractive writer, for the form of a response: two to six sentences, each with its mark."""

    def chosen(self, decision: Decision) -> list[Quote]:
        """The quotes of a decision that the response has room for, the deciding one always among them."""
        quotes = list({q.sentence.id: q for q in decision.quotes}.values())
        if decision.decisive and decision.decisive.sentence.id not in {q.sentence.id for q in quotes[:_MOST_QUOTES]}:
            quotes = [decision.decisive, *(q for q in quotes if q.sentence.id != decision.decisive.sentence.id)]
        return quotes[:_MOST_QUOTES]

    def sentences(self, decision: Decision, quotes: Sequence[Quote]) -> list[str]:
        """The sentences of the response, each ending in its mark."""
        marks = {q.sentence.id: i for i, q in enumerate(quotes, 1)}
        return [self._opening(decision, marks), *(self._said(quotes, i) for i in range(len(quotes)))]

    def silence(self, searched: Sequence[DocumentRecord]) -> list[str]:
        """What is said where nothing was found: that these documents do not hold it, never that it does not exist."""
        return [self._say("draft.not_found"), self._searched(searched), self._say("draft.silence")]

    def names(self, searched: Sequence[DocumentRecord]) -> tuple[str, ...]:
        """Titles and dates of documents."""
        return self._names(searched)

    def reason(self, decision: Decision) -> str:
        """Why the level is what it is, in words."""
        return self._say(f"draft_reason.{decision.reason}", words=decision.words)

    def citations(self, quotes: Sequence[Quote]) -> tuple[Citation, ...]:
        """The citations of the quotes, marked from 1."""
        return tuple(self._citation(q, i) for i, q in enumerate(quotes, 1))

    def caveats(self, dossier: Dossier, decision: Decision, quotes: Sequence[Quote]) -> list[str]:
        """What a reader of the response must know: dates, bills, secondary sources, several norms in one row."""
        if not quotes or not decision.decisive:
            return []
        wanted = decision.decisive.sentence.id
        best = next((s.evidence for s in dossier.sightings if s.sentence.id == wanted), None)
        if best is None:
            best = next(s.evidence for s in dossier.sightings if s.sentence.document_id == quotes[0].document.id)
        part = dossier.part(self._say.language)
        section = Section(Finding(part, Sufficiency.ENOUGH, (best,)), tuple(quotes), decision.level.verdict)
        premise = self._say("caveat.premise")
        return [c for c in dict.fromkeys(self._caveats([section], quotes)) if c != premise]

    def tension(self, quote: Quote, mark: int) -> str:
        """That another source speaks differently."""
        date = self._say.date(quote.document.metadata.date) or self._say("draft.undated")
        return self._say("draft.tension", title=self._title(quote.document), date=date, mark=mark)

    def _opening(self, decision: Decision, marks: dict[int, int]) -> str:
        decisive = decision.decisive
        date = self._say.date(decisive.document.metadata.date) if decisive else ""
        key = "draft.opening" if date else "draft.opening_undated"
        return self._say(
            key,
            level=self._say(f"draft_level.{decision.level.value}"),
            date=date,
            reason=self.reason(decision),
            mark=marks[decisive.sentence.id] if decisive else 1,
        )

    def _said(self, quotes: Sequence[Quote], position: int) -> str:
        quote = quotes[position]
        before = quotes[position - 1] if position else None
        same = before is not None and before.document.id == quote.document.id
        if same:
            lead = self._say("draft.qualifies" if quote.role is Role.QUALIFIER else "draft.adds")
        else:
            date = self._say.date(quote.document.metadata.date)
            lead = states(self._title(quote.document), quote.sentence.article, date, self._say)
        if quote.sentence.language != self._say.language and not same:
            language = self._say(f"language.{quote.sentence.language}")
            lead = self._say("lead.foreign", lead=lead, source_language=language)
        said = self._say("lead.quote", quote=self._words(quote), mark=position + 1)
        return self._say("draft.sentence", lead=lead, quotes=said)
