"""Questions of the indicator framework, offered to start with or to go on with."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from assistant.language.lexicon import LANGUAGES, Lexicon, WordClass
from assistant.understanding.question import Query
from ingest.terms import terms

_TRIED = 12
"""How many questions of a domain are tried for one to start with."""
_OFFERED = 2
_NEAR = 0.15
"""So much of a suggestion is to be on what was asked."""
_COMMON = 7
"""A notion of every seventh question tells nothing of a matter: "migrants" makes no question a neighbour of another."""
_HOLDS = 0.75
_ALIKE = 0.95
"""Questions are on one matter where one holds so much of the other, or where their shares of each other add up to this;
read off twenty-seven pairs of questions put in other words, and of neighbours."""


@dataclass(frozen=True, slots=True)
class _Suggested:
    """A question of the framework, by language."""

    domain: int
    subdomain: str
    texts: Mapping[str, str]


class Suggestions:
    """Knows the questions of a framework.

    Args:
        path: the framework, a JSON object a line; where it is missing, there are no suggestions.
        lexicon: tells which notions a question is on.
    """

    def __init__(self, path: Path, lexicon: Lexicon) -> None:
        self._questions = _load(path)
        self._lexicon = lexicon
        self._concepts = lru_cache(maxsize=1024)(self._find_concepts)

    def beside(self, query: Query, before: Sequence[tuple[str, str]] = ()) -> list[str]:
        """The few questions that share most with one that was asked, and ask something else.

        Where they are too few, those that stand with the nearest one in the framework go with them.

        Args:
            query: what was asked.
            before: the questions asked before it in the conversation, each with its language.
        """
        asked = frozenset(c for u in query.units for c in u.concepts)
        taken = [asked & self._content, self._concepts(query.text, query.language)]
        taken += [self._concepts(text, language) for text, language in before]
        offered: list[str] = []
        for question in self._nearest_first(asked, query.language):
            text = question.texts[query.language]
            concepts = self._concepts(text, query.language)
            if len(offered) < _OFFERED and not any(self._ask_one_thing(other, concepts) for other in taken):
                offered.append(text)
                taken.append(concepts)
        return offered

    def _nearest_first(self, asked: frozenset[str], language: str) -> list[_Suggested]:
        """The questions near to some notions, the nearest first, and those that stand with it in the framework."""
        scored = []
        for question in self._questions:
            concepts = self._concepts(question.texts[language], language)
            shared = self._weight((asked & concepts) - self._common) / (1 + self._weight(concepts))
            if shared >= _NEAR:
                scored.append((shared, question))
        near = [q for _, q in sorted(scored, key=lambda found: (-found[0], found[1].texts[language]))]
        return [*near, *(q for q in self._questions if near and q.subdomain == near[0].subdomain and q not in near)]

    def _ask_one_thing(self, asked: frozenset[str], other: frozenset[str]) -> bool:
        """Whether a question asks in other words what was asked: it holds that, or both are much alike."""
        if not self._weight(asked) or not self._weight(other):
            return asked == other
        shared = self._weight(asked & other)
        held, holding = shared / self._weight(asked), shared / self._weight(other)
        return held >= _HOLDS or held + holding >= _ALIKE

    def _weight(self, concepts: frozenset[str]) -> float:
        """How much some notions tell of a matter: those of many questions tell little."""
        return sum(self._weights.get(concept, self._rarest) for concept in concepts)

    @cached_property
    def _weights(self) -> Mapping[str, float]:
        counts: Counter[str] = Counter()
        for lang in LANGUAGES:
            counts |= Counter(c for q in self._questions for c in self._concepts(q.texts[lang], lang))
        return {concept: math.log(len(self._questions) / count) for concept, count in counts.items()}

    @cached_property
    def _common(self) -> frozenset[str]:
        return frozenset(concept for concept, weight in self._weights.items() if weight < math.log(_COMMON))

    @cached_property
    def _rarest(self) -> float:
        """The weight of a notion that no question is on."""
        return math.log(2 * len(self._questions) or 1)

    @cached_property
    def _content(self) -> frozenset[str]:
        return frozenset(n for n, c in self._lexicon.concepts.items() if c.word_class is WordClass.CONTENT)

    def starters(
        self, language: str, count: int, assurance: Callable[[str, str], float], go_on: Callable[[], bool]
    ) -> list[str]:
        """Questions that are answered well, one a domain, in the order of the domains.

        Args:
            language: of the questions.
            count: how many at most.
            assurance: how well a question in a language is answered; 0 where it is not.
            go_on: asked before each question that is tried; the search ends where it says no.
        """
        best: dict[int, tuple[float, str]] = {}
        tried: Counter[int] = Counter()
        for question in self._questions:
            if not go_on():
                break
            tried[question.domain] += 1
            if tried[question.domain] > _TRIED:
                continue
            text = question.texts[language]
            surely = assurance(text, language)
            if surely > best.get(question.domain, (0.0, ""))[0]:
                best[question.domain] = (surely, text)
        return [text for _, (_, text) in sorted(best.items())][:count]

    def _find_concepts(self, text: str, language: str) -> frozenset[str]:
        return frozenset(self._lexicon.concepts_of(terms(text, language), language)) & self._content


def _load(path: Path) -> tuple[_Suggested, ...]:
    if not path.exists():
        return ()
    entries = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return tuple(
        _Suggested(e["domain"], e["subdomain"], {lang: e[f"question_{lang}"] for lang in LANGUAGES}) for e in entries
    )
