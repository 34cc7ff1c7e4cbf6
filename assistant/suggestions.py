"""Questions of the indicator framework, offered to start with or to go on with."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.language.lexicon import LANGUAGES, Lexicon, WordClass
from assistant.understanding.question import Query
from ingest.terms import terms

_TRIED = 12
"""How many questions of a domain are tried for one to start with."""
_OFFERED = 2


@dataclass(frozen=True, slots=True)
class _Suggested:
    """A question of the framework, by language."""

    domain: int
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

    def beside(self, query: Query) -> list[str]:
        """The few questions that share most with one that was asked."""
        asked = {c for u in query.units for c in u.concepts}
        scored = []
        for question in self._questions:
            text = question.texts[query.language]
            concepts = self._concepts(text, query.language)
            shared = len(asked & concepts) / (1 + len(concepts))
            if shared and text.casefold() != query.text.casefold():
                scored.append((shared, text))
        return [text for _, text in sorted(scored, reverse=True)[:_OFFERED]]

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
        names = self._lexicon.concepts_of(terms(text, language), language)
        return frozenset(n for n in names if self._lexicon.concepts[n].word_class is WordClass.CONTENT)


def _load(path: Path) -> tuple[_Suggested, ...]:
    if not path.exists():
        return ()
    entries = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return tuple(_Suggested(e["domain"], {lang: e[f"question_{lang}"] for lang in LANGUAGES}) for e in entries)
