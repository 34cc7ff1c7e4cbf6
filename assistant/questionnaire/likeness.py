"""How alike questions of a questionnaire and indicators of a framework are, whatever the words.

Four comparisons are weighed together: the vectors of the whole questions; those of their words, each with its closest
in the other (late interaction, as in Khattab and Zaharia, "ColBERT", 2020, in both directions); the notions of the
lexicon that they share; and their spelling. What all indicators have in common is taken away first, and what few of
them hold counts for more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Protocol

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from assistant.indicators.framework import Indicator
from assistant.language.lexicon import LANGUAGES, Lexicon, WordClass
from assistant.understanding.question import NARROW
from ingest.embedding import QuestionVectors
from ingest.terms import EVERY_STOP_WORD, fold, stem, terms, words

Matrix = npt.NDArray[np.float32]

_WHOLE, _WORDS, _SPELLING, _NOTIONS = 0.2, 0.4, 0.1, 0.3
_CLASS = {WordClass.CONTENT: 1.0, WordClass.LIGHT: 0.4, WordClass.SCAFFOLD: 0.15}
_NEAR = 0.4
_FOR_APART = 0.1
# A question is embedded in some 40 ms on one core; past so many texts, only those that share notions are.
_MOST_TEXTS = 600
_ENOUGH_FOR_A_MEAN = 20
_OPPOSED = (
    ("foreigner", "nationality"),
    ("foreigner", "nationals abroad"),
    ("foreigner", "citizen"),
    ("local", "national"),
    ("trafficking", "smuggling"),
)
_SPANISH = frozenset("el la los las de del que y en un una se por para con al es son hay existe su sus como".split())
_ENGLISH = frozenset("the of and in a an is are to for by on with there does do has have that which how any".split())


class ReadsQuestions(Protocol):
    """Gives the vectors of a question, as ``ingest.embedding.QueryEmbedder`` does."""

    def read(self, text: str) -> QuestionVectors:
        """The vector of the question and those of its words."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike each question and each indicator are.

    Attributes:
        scores: shape (questions, indicators), 0 to 1.
        weakest: the same shape; how close the indicator comes to that weighty word of the question to which it comes
            least close, 0 to 1; 1 where words were not compared.
        apart: the same shape; whether one is about what the other is not: nationals and foreigners, children and all.
    """

    scores: Matrix
    weakest: Matrix
    apart: npt.NDArray[np.bool_]


def likeness(
    questions: Sequence[str],
    indicators: Sequence[Indicator],
    embedder: ReadsQuestions,
    lexicon: Lexicon | None,
    on_progress: Callable[[int, int], None] | None = None,
) -> Likeness:
    """Compares each question with each indicator, in the question's own language where the framework has it."""
    scores = np.zeros((len(questions), len(indicators)), dtype=np.float32)
    weakest = np.ones_like(scores)
    apart = np.zeros(scores.shape, dtype=np.bool_)
    languages = [_language(text) for text in questions]
    lines = {lang: [q for q, found in enumerate(languages) if found == lang] for lang in LANGUAGES}
    total = len(questions) + len(indicators) * sum(bool(own) for own in lines.values())
    reader = _Reader(embedder, min(total, _MOST_TEXTS), on_progress)
    for lang, own in lines.items():
        if own:
            texts = [questions[q] for q in own]
            known = [i.question(lang) for i in indicators]
            scores[own], weakest[own] = _in_language(texts, known, lang, reader, lexicon, total)
            if lexicon:
                apart[own] = _apart(texts, known, lang, lexicon)
                scores[own] = np.maximum(scores[own] - _FOR_APART * apart[own], 0.0)
    return Likeness(scores, weakest, apart)


def language_of(questions: Sequence[str]) -> str:
    """The language of most of the questions, ``en`` or ``es``."""
    return "es" if sum(_language(text) == "es" for text in questions) * 2 > len(questions) else "en"


class _Reader:
    """Embeds each text once and tells how far it is."""

    def __init__(self, embedder: ReadsQuestions, total: int, on_progress: Callable[[int, int], None] | None) -> None:
        self._embedder, self._total, self._tell = embedder, total, on_progress
        self._known: dict[str, QuestionVectors] = {}

    def __call__(self, text: str) -> QuestionVectors:
        if text not in self._known:
            if self._tell and len(self._known) % 25 == 0:
                self._tell(len(self._known), self._total)
            self._known[text] = self._embedder.read(text)
        return self._known[text]


def _in_language(
    questions: Sequence[str], known: Sequence[str], lang: str, reader: _Reader, lexicon: Lexicon | None, total: int
) -> tuple[Matrix, Matrix]:
    weights = _Weights(known, lang)
    notions = _by_notions(questions, known, lang, lexicon)
    spelling = _by_spelling(questions, known)
    lexical = _single((_NOTIONS * notions + _SPELLING * spelling) / (_NOTIONS + _SPELLING))
    chosen = _worth_reading(lexical, total)
    if chosen is None:
        return lexical, np.ones_like(lexical)
    asked, told = [reader(t) for t in questions], [reader(known[n]) for n in chosen]
    whole = np.zeros_like(lexical)
    whole[:, chosen] = _cosines(np.stack([v.whole for v in asked]), np.stack([v.whole for v in told]))
    by_words, weakest = np.zeros_like(lexical), np.ones_like(lexical)
    compared = _by_words(asked, told, weights)
    if compared is None:
        # A model that gives no vectors of words.
        scores = (_WHOLE + _WORDS) * whole + (1 - _WHOLE - _WORDS) * lexical
        return _single(scores), weakest
    by_words[:, chosen], weakest[:, chosen] = compared
    scores = _WHOLE * whole + _WORDS * by_words + _SPELLING * spelling + _NOTIONS * notions
    return _single(scores), weakest


def _worth_reading(lexical: Matrix, total: int) -> list[int] | None:
    """Which indicators are embedded: all, or of many those that share most with a question; None for none."""
    asked, known = lexical.shape
    if total <= _MOST_TEXTS:
        return list(range(known))
    each = (_MOST_TEXTS - asked) // asked
    if each < 1:
        return None
    return sorted({int(n) for n in np.argsort(-lexical, axis=1)[:, :each].ravel()})


class _Weights:
    """How much a word counts: the fewer of the framework's questions hold it, the more."""

    def __init__(self, known: Sequence[str], lang: str) -> None:
        self._lang = lang
        self._held = Counter(s for text in known for s in set(terms(text, lang)))
        self._total = len(known)

    def __call__(self, word: str) -> float:
        return log(1 + self._total / self._held.get(stem(word, self._lang), 1))


def _cosines(left: Matrix, right: Matrix) -> Matrix:
    """Cosines of vectors, less what those on the right have in common where they are enough to tell."""
    if len(right) < _ENOUGH_FOR_A_MEAN:
        # Questions on different matters are as close as 0.75 to 0.8 in the shipped model.
        return _single(np.clip((left @ right.T - 0.78) / 0.22, 0.0, 1.0))
    centre = right.mean(axis=0)
    return _single(np.clip(_unit(left - centre) @ _unit(right - centre).T, 0.0, 1.0))


def _unit(vectors: Matrix) -> Matrix:
    return _single(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6))


def _single(values: npt.NDArray[np.floating]) -> Matrix:
    return np.asarray(values, dtype=np.float32)


def _content(vectors: QuestionVectors) -> dict[str, Matrix]:
    kept = {word: vector for word, vector in vectors.words.items() if word not in EVERY_STOP_WORD}
    return kept or dict(vectors.words)


def _by_words(
    asked: Sequence[QuestionVectors], told: Sequence[QuestionVectors], weights: _Weights
) -> tuple[Matrix, Matrix] | None:
    """How close the words of each question come to those of each indicator, and the weakest; None without words."""
    bags = [_content(v) for v in told]
    if not all(bags) or not all(v.words for v in asked):
        return None
    stacked = np.stack([vector for bag in bags for vector in bag.values()])
    enough = len(bags) >= _ENOUGH_FOR_A_MEAN
    centre = stacked.mean(axis=0) if enough else np.zeros(stacked.shape[1], dtype=np.float32)
    right = _unit(stacked - centre)
    starts = np.cumsum([0, *(len(bag) for bag in bags[:-1])])
    right_weights = np.array([weights(word) for bag in bags for word in bag], dtype=np.float32)
    right_sums = np.add.reduceat(right_weights, starts)
    scores = np.zeros((len(asked), len(told)), dtype=np.float32)
    weakest = np.ones_like(scores)
    for row, vectors in enumerate(asked):
        bag = _content(vectors)
        left = _unit(np.stack(list(bag.values())) - centre)
        left_weights = np.array([weights(word) for word in bag], dtype=np.float32)
        close = left @ right.T
        close = np.clip(close if enough else (close - 0.75) / 0.25, 0.0, 1.0)
        closest = np.maximum.reduceat(close, starts, axis=1)
        there = left_weights @ closest / left_weights.sum()
        back = np.add.reduceat(close.max(axis=0) * right_weights, starts) / right_sums
        scores[row] = (there + back) / 2
        weighty = left_weights >= 0.6 * left_weights.max()
        weakest[row] = closest[weighty].min(axis=0)
    return scores, weakest


def _by_notions(questions: Sequence[str], known: Sequence[str], lang: str, lexicon: Lexicon | None) -> Matrix:
    """The cosine of the notions, each weighed by how few of the framework's questions hold it."""
    bags = [_notions(text, lang, lexicon) for text in known]
    held = Counter(name for bag in bags for name in bag)
    unknown = log(1 + len(bags))
    weight = {name: log(1 + len(bags) / count) for name, count in held.items()}
    place = {name: n for n, name in enumerate(held)}
    matrix = np.zeros((len(known), len(place)), dtype=np.float32)
    for row, bag in enumerate(bags):
        for name, value in bag.items():
            matrix[row, place[name]] = value * weight[name]
    matrix = _unit(matrix)
    found = np.zeros((len(questions), len(known)), dtype=np.float32)
    for row, text in enumerate(questions):
        bag = _notions(text, lang, lexicon)
        vector = np.zeros(len(place), dtype=np.float32)
        for name in bag.keys() & place.keys():
            vector[place[name]] = bag[name] * weight[name]
        length = sum((value * weight.get(name, unknown)) ** 2 for name, value in bag.items()) ** 0.5
        if length:
            found[row] = matrix @ (vector / length)
    return found


def _notions(text: str, lang: str, lexicon: Lexicon | None) -> Mapping[str, float]:
    """The notions of a text with how much each carries; a word that the lexicon does not know is its own."""
    stems = terms(text, lang)
    found: dict[str, float] = {}
    covered: set[int] = set()
    for span in lexicon.spans(stems, lang) if lexicon else ():
        assert lexicon is not None
        covered.update(range(span.first, span.last))
        for name in span.concepts:
            found[name] = max(found.get(name, 0.0), _CLASS[lexicon.concepts[name].word_class])
    if lexicon:
        for name in lexicon.near(frozenset(found)):
            found.setdefault(name, _NEAR)
    for n, own in enumerate(stems):
        if n not in covered:
            found[f"={own}"] = 1.0
    return found


def _apart(questions: Sequence[str], known: Sequence[str], lang: str, lexicon: Lexicon) -> npt.NDArray[np.bool_]:
    """Whether a question and an indicator name different groups of people, or what is opposed."""
    left, right = ([lexicon.concepts_of(terms(t, lang), lang) for t in texts] for texts in (questions, known))
    found = [[_differ(one, other, lexicon) or _differ(other, one, lexicon) for other in right] for one in left]
    return np.array(found, dtype=np.bool_).reshape(len(questions), len(known))


def _differ(one: frozenset[str], other: frozenset[str], lexicon: Lexicon) -> bool:
    own = one - other
    if own & NARROW:
        return True
    opposed = {lexicon.concepts[name].opposite for name in own} | {b for a, b in _OPPOSED if a in own}
    return bool(opposed & (other - one))


def _by_spelling(questions: Sequence[str], known: Sequence[str]) -> Matrix:
    """Rapidfuzz's token_sort_ratio, from 0 to 1, in which what any two questions share is taken away."""
    left, right = [fold(q) for q in questions], [fold(k) for k in known]
    ratios = process.cdist(left, right, scorer=fuzz.token_sort_ratio, dtype=np.float32)
    return _single(np.clip((ratios / 100 - 0.4) / 0.6, 0.0, 1.0))


def _language(text: str) -> str:
    """The language of a question, by its small words and letters."""
    held = words(text)
    spanish = sum(w in _SPANISH for w in held) + 2 * any(c in text.lower() for c in "¿¡ñáéíóú")
    return "es" if spanish > sum(w in _ENGLISH for w in held) else "en"
