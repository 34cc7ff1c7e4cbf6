"""Drafts the responses to a framework's indicators from the documents: level, reason, marked sentences, gaps."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assistant.answer import Citation
from assistant.consultation import Consultation
from assistant.indicators.dossier import Dossier, Search
from assistant.indicators.framework import Framework, Indicator
from assistant.indicators.gaps import Gaps
from assistant.indicators.levels import Decision, Level, Rules
from assistant.indicators.wording import IndicatorWriter
from assistant.judging.selection import Quote, Selection
from assistant.language.lexicon import LANGUAGES
from assistant.phrases import Phrases
from assistant.retrieval import Filters
from ingest.store import DocumentRecord
from ingest.terms import fold


@dataclass(frozen=True, slots=True)
class Draft:
    """A drafted response. ``response`` is its ``sentences``, each of which ends in its mark, such as [1].

    Attributes:
        indicator: what was asked.
        language: of the response.
        level: how far the policy is in place, as the documents state it.
        reason: why that level, in words.
        sentences: two to six; of a draft that found nothing, they carry no mark.
        citations: what the marks point to, in order.
        caveats: what a reader must know about the sources.
        gaps: what evidence is missing, and who would hold it.
        searched: titles and dates of the documents searched.
        status: ``draft`` as the engine gives it; a person moves it on.
        writer: who wrote it.
        assignee, due, reviewed_by, comments: what a team noted in its workspace; ``due`` is an ISO date.
        previous_level: that of the assessment before; None where none is known.
    """

    indicator: Indicator
    language: str
    level: Level
    reason: str
    sentences: tuple[str, ...]
    citations: tuple[Citation, ...] = ()
    caveats: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    searched: tuple[str, ...] = ()
    status: str = "draft"
    writer: str = "extractive"
    assignee: str = ""
    due: str = ""
    reviewed_by: str = ""
    comments: tuple[str, ...] = ()
    previous_level: Level | None = None

    @property
    def response(self) -> str:
        """The response as running text."""
        return " ".join(self.sentences)

    def as_dict(self) -> dict[str, Any]:
        """The draft object of the command line: the keys of its contract, then more."""
        return {
            "indicator_id": self.indicator.id,
            "language": self.language,
            "level": self.level.value,
            "response": self.response,
            "citations": [asdict(c) for c in self.citations],
            "caveats": list(self.caveats),
            "gaps": list(self.gaps),
            "status": self.status,
            "writer": self.writer,
            "reason": self.reason,
            "sentences": list(self.sentences),
            "question": self.indicator.question(self.language),
            "domain": self.indicator.domain,
            "subdomain": self.indicator.subdomain(self.language),
            "searched": list(self.searched),
            "assignee": self.assignee,
            "due": self.due,
            "reviewed_by": self.reviewed_by,
            "comments": list(self.comments),
            "previous_level": self.previous_level.value if self.previous_level else None,
        }


class Drafter:
    """Drafts from the store of a consultation, as it is when the drafter is made: ``generation`` tells when it is not.

    Args:
        consultation: whose store is searched, with its words and phrases.
        framework: whose links between indicators help the search; without it each stands alone.
        today: the day on which it is asked; it decides what counts as old.
    """

    def __init__(
        self, consultation: Consultation, framework: Framework | None = None, today: date | None = None
    ) -> None:
        self._today = today or date.today()
        self._framework = framework
        self._store = consultation.store
        self._reading = reading = consultation.reading()
        self.generation = reading.generation
        selection = Selection(reading.judge, self._store.neighbours)
        self._search = Search(self._store, reading.understanding, reading.retrieval, reading.judge)
        self._rules = Rules(reading.judge, selection, self._store.neighbours)
        settings = consultation.settings
        self._writers: dict[str, IndicatorWriter] = {}
        self._gaps: dict[str, Gaps] = {}
        for language in LANGUAGES:
            say = Phrases.load(settings.prompts, language)
            self._writers[language] = IndicatorWriter(reading.judge, selection, say, dict(consultation.titles))
            self._gaps[language] = Gaps(say, _institutions(settings.corpus / "glossary.jsonl", language))

    def draft(self, indicator: Indicator, language: str = "en", filters: Filters | None = None) -> Draft:
        """The response to one indicator, in ``en`` or ``es``, from the documents that the filters leave."""
        scope = self._reading.retrieval.scope(filters or Filters(), language)
        searched = [r for r in self._reading.records if r.id in scope]
        dossier = self._search.dossier(indicator, scope)
        decision = self._rules.decide(dossier)
        linked = self._framework.linked(indicator) if self._framework else ()
        if decision.level is Level.NOT_FOUND and linked:
            dossier = self._search.helped(dossier, linked, scope)
            decision = self._rules.decide(dossier)
        writer = self._writers[language]
        names = writer.names(searched)
        if decision.level is Level.NOT_FOUND:
            return self._silent(dossier, decision, language, searched)
        quotes = [q for q in writer.chosen(decision) if self._stands(q)]
        if not any(decision.decisive and q.sentence.id == decision.decisive.sentence.id for q in quotes):
            return self._silent(dossier, Decision(Level.NOT_FOUND, "not_found"), language, searched)
        caveats = writer.caveats(dossier, decision, quotes)
        sentences = writer.sentences(decision, quotes)
        contrary = self._rules.contrary(dossier, decision)
        if contrary and self._stands(contrary):
            quotes = [*quotes, contrary]
            caveats = [writer.tension(contrary, len(quotes)), *caveats]
        return Draft(
            indicator=indicator,
            language=language,
            level=decision.level,
            reason=writer.reason(decision),
            sentences=tuple(sentences),
            citations=writer.citations(quotes),
            caveats=tuple(caveats),
            gaps=self._gaps[language].of(dossier, decision, quotes, self._today),
            searched=names,
            writer=writer.name,
        )

    def drafts(
        self,
        indicators: Sequence[Indicator],
        language: str = "en",
        filters: Filters | None = None,
        on_progress: Callable[[int, Indicator], None] | None = None,
    ) -> Iterator[Draft]:
        """One draft after the other; ``on_progress`` is told how many are done and which comes next."""
        for done, indicator in enumerate(indicators):
            if on_progress:
                on_progress(done, indicator)
            yield self.draft(indicator, language, filters)

    def _silent(self, dossier: Dossier, decision: Decision, language: str, searched: Sequence[DocumentRecord]) -> Draft:
        writer = self._writers[language]
        return Draft(
            indicator=dossier.indicator,
            language=language,
            level=Level.NOT_FOUND,
            reason=writer.reason(decision),
            sentences=tuple(writer.silence(searched)),
            gaps=self._gaps[language].of(dossier, decision, (), self._today),
            searched=writer.names(searched),
            writer=writer.name,
        )

    def _stands(self, quote: Quote) -> bool:
        """Whether a quote stands letter for letter on its page."""
        sentence = quote.sentence
        page = self._store.page_text(quote.document.id, sentence.page)
        return page[sentence.start : sentence.end] == sentence.text


def _institutions(glossary: Path, language: str) -> Mapping[str, str]:
    """Names in a language by their folded names in any."""
    found: dict[str, str] = {}
    if not glossary.exists():
        return found
    for line in glossary.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line) if line.strip() else {}
        for other in LANGUAGES:
            if entry.get(f"term_{other}") and entry.get(f"term_{language}"):
                for name in [entry[f"term_{other}"], *entry.get(f"variants_{other}", ())]:
                    found.setdefault(fold(name), entry[f"term_{language}"])
    return found


__all__ = ["Draft", "Drafter", "Level"]
