"""What the documents hold on a whole matter: for each indicator on it, the sentences that decide it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.indicators.dossier import Dossier, Search, Sighting
from assistant.indicators.framework import Framework, Indicator
from assistant.indicators.levels import Decision, Level, Rules
from assistant.judging.backdrop import Backdrop
from assistant.judging.evidence import Evidence
from assistant.judging.notions import Bag, Notions
from assistant.judging.selection import Quote, Role, Selection
from assistant.language.polarity import denies, illustrates, opens_with_contrast
from assistant.overviews.asked import Account, Side
from assistant.understanding.question import Unit
from assistant.writers.extractive import is_fragment
from ingest.terms import fold

_FIRM = 0.6
"""How relevant the deciding sentence must be: what a draft for review may show, an answer may not."""
_SURE = 0.8
"""How relevant it must be where it is all that there is to tell."""
_BESIDE = 1
_TRIED, _MOST_OF_A_MATTER, _MOST_OF_ALL = 12, 6, 10
_LEVELS = {
    Side.ALL: frozenset({Level.COMPLETE, Level.PARTIAL, Level.ABSENT}),
    Side.GAPS: frozenset({Level.PARTIAL, Level.ABSENT}),
    Side.STRENGTHS: frozenset({Level.COMPLETE}),
}


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that an overview tells.

    Attributes:
        indicator: what it is on.
        quotes: the sentence that decides, then what qualifies it.
        level: how far the indicator is met.
        relevance: of the deciding sentence, as in a dossier.
        evidence: how the deciding sentence was judged.
    """

    indicator: Indicator
    quotes: tuple[Quote, ...]
    level: Level
    relevance: float
    evidence: Evidence


class Gathering:
    """Gathers the points of overviews.

    Args:
        framework: whose indicators say which matters there are, and which of them sum up a country's policy.
        search: finds the evidence on an indicator.
        rules: decide what it comes to.
        notions: compare the words of a matter with those of indicators and sentences.
        backdrop: what stands around sentences.
        selection: finds the other half of a sentence that a page break cuts.
        domains: the names of the framework's domains, by number and language.
    """

    def __init__(
        self,
        framework: Framework,
        search: Search,
        rules: Rules,
        notions: Notions,
        backdrop: Backdrop,
        selection: Selection,
        domains: Mapping[int, Mapping[str, str]],
    ) -> None:
        self._framework = framework
        self._search = search
        self._rules = rules
        self._notions = notions
        self._backdrop = backdrop
        self._selection = selection
        self._domains = {
            number: [notions.bag_of_text(name, language) for language, name in names.items()]
            for number, names in domains.items()
        }

    @cached_property
    def _bags(self) -> dict[str, list[Bag]]:
        """By the id of an indicator, what its question speaks of, in each language."""
        return {
            i.id: [self._notions.bag_of_text(question, language) for language, question in i.questions.items()]
            for i in self._framework.indicators
        }

    @cached_property
    def _names(self) -> dict[str, list[Bag]]:
        """By the id of an indicator, what the name of its sub-domain speaks of, in each language."""
        return {
            i.id: [self._notions.bag_of_text(name, language) for language, name in i.subdomains.items()]
            for i in self._framework.indicators
        }

    def points(self, account: Account, scope: frozenset[str]) -> list[Point]:
        """The points of an account in order; none where its matter is not in the framework or little is known of it."""
        most = _MOST_OF_ALL if account.whole else _MOST_OF_A_MATTER
        told: list[Point] = []
        for point in self._decided(account, scope):
            if point.quotes[0].sentence.id not in {q.sentence.id for p in told for q in p.quotes}:
                told.append(point)
            if len(told) == most:
                break
        if len(told) == 1 and told[0].relevance < _SURE:
            return []
        return told if account.whole and account.side is Side.ALL else self._in_order(told)

    def _in_order(self, points: Sequence[Point]) -> list[Point]:
        place = {i.id: position for position, i in enumerate(self._framework.indicators)}
        return sorted(points, key=lambda p: place[p.indicator.id])

    def _decided(self, account: Account, scope: frozenset[str]) -> Iterator[Point]:
        # What belongs to a whole policy, or to a domain, need not name it.
        of_a_matter = not account.whole and not self._of_domain(account.matter)
        for indicator in self._on(account):
            dossier = self._search.dossier(indicator, scope)
            decision = self._rules.decide(dossier)
            if decision.level not in _LEVELS[account.side] or decision.decisive is None:
                continue
            decisive = decision.decisive
            seen = _sighting(dossier, decision, decisive)
            if seen is None or seen.relevance < _FIRM or is_fragment(decisive.sentence):
                continue
            if account.side is Side.GAPS and not denies(fold(decisive.sentence.search_text)):
                continue
            told = self._told(decision, decisive)
            if of_a_matter and not self._speak_of(told, account.matter):
                continue
            told = told if account.side is Side.ALL else [decisive]
            quotes = tuple(whole for quote in told for whole in self._whole(quote))
            yield Point(indicator, quotes, decision.level, seen.relevance, seen.evidence)

    def _told(self, decision: Decision, decisive: Quote) -> list[Quote]:
        """The deciding sentence, after what it leans on and before what limits or illustrates it."""
        sentence = decisive.sentence
        beside = [q.sentence for q in decision.quotes if _is_beside(q, decisive)]
        after = self._backdrop.next_to(sentence)
        telling = [s for s in after if opens_with_contrast(s.search_text) or illustrates(s.search_text)]
        told = {s.id: s for s in (*beside, *self._backdrop.led_up_to(sentence), *telling)}
        return [Quote(s, decisive.document, Role.CLAIM) for s in sorted(told.values(), key=lambda s: s.ordinal)]

    def _whole(self, quote: Quote) -> list[Quote]:
        """A quote with the rest of its sentence where a page break cuts it."""
        rest = [Quote(half, quote.document, quote.role) for half in self._selection.other_half(quote.sentence)]
        return sorted([quote, *rest], key=lambda q: q.sentence.ordinal)

    def _on(self, account: Account) -> list[Indicator]:
        """The indicators that an account asks about, those first that say most."""
        if account.single:
            closest = max(self._framework.summing_up, key=lambda i: self._shared(account.matter, i))
            return [closest] if self._shared(account.matter, closest) else []
        if account.whole:
            return self._of_all(account.side)
        of_domain = self._of_domain(account.matter)
        if of_domain:
            return of_domain
        close = [(self._closeness(account.matter, i), i) for i in self._framework.indicators]
        found = [i for _, i in sorted((c for c in close if c[0]), key=lambda c: -c[0])]
        return _closest_asked(found)[:_TRIED]

    def _of_domain(self, matter: Sequence[Unit]) -> list[Indicator]:
        """Where the matter is the name of a domain ("migrants' rights"), the first of each of its sub-domains."""
        for domain, names in self._domains.items():
            if any(self._holds(bag, matter) and len(bag.stems) <= len(matter) + 1 for bag in names):
                asked = _closest_asked([i for i in self._framework.indicators if i.domain == domain])
                return list({i.subdomain("en"): i for i in reversed(asked)}.values())[::-1]
        return []

    def _of_all(self, side: Side) -> list[Indicator]:
        """Of a whole policy those that sum it up; of its gaps or strengths also the first of each sub-domain."""
        if side is Side.ALL:
            return list(self._framework.summing_up)
        asked = _closest_asked([i for i in self._framework.indicators if i.answer_type == "level"])
        firsts = {i.subdomain("en"): i for i in reversed(asked)}
        tried = [*self._framework.summing_up, *(i for i in asked if firsts[i.subdomain("en")] is i)]
        return list({i.id: i for i in tried if i.answer_type == "level"}.values())

    def _closeness(self, matter: Sequence[Unit], indicator: Indicator) -> float:
        """0 where a word of the matter is not in an indicator's question, else more the less else it asks about.

        Those come first whose sub-domain is named after the matter.
        """
        held = [bag for bag in self._bags[indicator.id] if self._holds(bag, matter)]
        named = any(self._holds(bag, matter) for bag in self._names[indicator.id])
        return max((named + 1 / (1 + len(bag.stems)) for bag in held), default=0.0)

    def _holds(self, bag: Bag, matter: Sequence[Unit]) -> bool:
        return all(self._notions.match(unit, bag) == 1.0 for unit in matter)

    def _shared(self, matter: Sequence[Unit], indicator: Indicator) -> int:
        """How many words of the matter are in an indicator's question."""
        return max(sum(self._notions.match(u, bag) == 1.0 for u in matter) for bag in self._bags[indicator.id])

    def _speak_of(self, told: Sequence[Quote], matter: Sequence[Unit]) -> bool:
        """Whether what is quoted speaks of the matter itself."""
        text = " ".join(quote.sentence.search_text for quote in told)
        return self._holds(self._notions.bag_of_text(text, told[0].sentence.language), matter)


def _sighting(dossier: Dossier, decision: Decision, decisive: Quote) -> Sighting | None:
    """How the deciding sentence was judged; of one that only follows from another, how that was."""
    by_sentence = {s.sentence.id: s for s in dossier.sightings}
    told = (decisive.sentence.id, *(q.sentence.id for q in decision.quotes))
    return next((by_sentence[i] for i in told if i in by_sentence), None)


def _closest_asked(indicators: Sequence[Indicator]) -> list[Indicator]:
    """Indicators without the items of the SDG indicator, which ask what others ask more closely, where others do."""
    return [i for i in indicators if i.sdg != i.id] or list(indicators)


def _is_beside(quote: Quote, decisive: Quote) -> bool:
    """Whether a quote that led to a decision stands next to the one that decides."""
    apart = quote.sentence.ordinal - decisive.sentence.ordinal
    return quote.document.id == decisive.document.id and -_BESIDE <= apart < 0
