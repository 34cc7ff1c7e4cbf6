"""Answers questions that ask for an account of a whole matter, or of a country's migration policy.

A single sentence answers such a question badly. What a policy consists of is what the indicator framework asks about:
the indicators on the matter are judged as for a draft, and the sentences that decide them are the account.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from assistant.indicators.dossier import Search
from assistant.indicators.framework import Framework
from assistant.indicators.levels import Rules
from assistant.judging.judge import Judge
from assistant.judging.selection import Selection
from assistant.overviews.asked import account_in
from assistant.overviews.gathered import Gathering
from assistant.overviews.writer import OverviewWriter
from assistant.phrases import Phrases
from assistant.retrieval import Retrieval
from assistant.understanding.question import Query
from assistant.understanding.understanding import Understanding
from assistant.writers.extractive import Composition
from ingest.store import DocumentRecord, Store


class Overviews:
    """Knows the framework, and gives accounts of its matters from one store.

    Args:
        framework: the file of the indicators.
        store, understanding, retrieval, judge, selection: what is known of the store's content.
        phrases: by language.
        titles: of the catalogue's sources and of the store's norms.
    """

    def __init__(
        self,
        framework: Path,
        store: Store,
        understanding: Understanding,
        retrieval: Retrieval,
        judge: Judge,
        selection: Selection,
        phrases: Mapping[str, Phrases],
        titles: dict[str, str],
    ) -> None:
        self._notions = judge.notions
        loaded = Framework.load(framework)
        self._gathering = Gathering(
            loaded,
            Search(store, understanding, retrieval, judge),
            Rules(judge, selection, store.neighbours),
            judge.notions,
            judge.backdrop,
            selection,
            _domains(loaded, phrases),
        )
        self._writers = {lang: OverviewWriter(judge, selection, say, titles) for lang, say in phrases.items()}

    def asked(self, query: Query) -> bool:
        """Whether a query asks for an account, in the words of its grammar."""
        return account_in(query, self._notions) is not None

    def answer(self, query: Query, searched: Sequence[DocumentRecord], scope: frozenset[str]) -> Composition | None:
        """The account that a query asks for; None where it asks for none, or the documents hold too little for one.

        Args:
            query: the question understood.
            searched: the documents within the filters.
            scope: the ids of those that may answer.
        """
        account = account_in(query, self._notions)
        if account is None:
            return None
        wanted = set(query.countries)
        if wanted - {r.metadata.country for r in searched}:
            # "What is done about people from there?" is on one group, whatever the country.
            return None
        of_country = frozenset(r.id for r in searched if r.id in scope and (not wanted or r.metadata.country in wanted))
        points = self._gathering.points(account, of_country) if of_country else []
        return self._writers[query.language].overview(query, account, points, searched) if points else None


def _domains(framework: Framework, phrases: Mapping[str, Phrases]) -> dict[int, dict[str, str]]:
    """The names of a framework's domains, as far as they are known, by number and language."""
    numbers = sorted({i.domain for i in framework.indicators})
    named = {n: f"draft_domain.domain_{n}" for n in numbers}
    return {n: {lang: say(key) for lang, say in phrases.items() if say.has(key)} for n, key in named.items()}
