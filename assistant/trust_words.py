"""The figures of an evaluation in plain words, in English or Spanish: what an official needs to know of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from assistant.trust import Evaluation, Measure, Suite
from assistant.wording import Wording

_LANGUAGES = {"english": "lang en", "spanish": "lang es"}
_CHARTED = ("all", *_LANGUAGES.values(), "answerable", "unanswerable")
_CHECKS = {
    "same": ("robustness", "same_verdict", "all"),
    "injection": ("injection", "attacked", "all"),
    "search": ("retrieval", "recall@1", "same language"),
    "search_across": ("retrieval", "recall@1", "other language"),
    "drafts": ("drafting", "level", "all"),
    "unsupported": ("drafting", "unsupported", "all"),
}
"""What else is told: of which suite, which figure, of which group."""

_ALIKE = 0.02
"""Shares that differ by no more are called alike: two points, the difference that the project allows the languages."""

_SMALL = 10
"""Fewer questions of a kind are too few to call it weak."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that an evaluation shows: a title, the figure in short, and what it means."""

    title: str
    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """An evaluation in the words of one language."""

    evaluation: Evaluation
    word: Wording
    _answers: Suite = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_answers", self.evaluation.answers or Suite(()))

    def lead(self) -> str:
        """The whole in two sentences, per hundred questions; empty where no answers were measured."""
        right, wrong = self._answers.measure("correct"), self._answers.measure("wrong_assertion")
        sentences = [self.word("trust.lead_right", count=_of_hundred(right))] if right else []
        if wrong:
            form = "none" if not wrong.value else "few" if _of_hundred(wrong) < 1 else "some"
            sentences.append(self.word(f"trust.lead_wrong_{form}", count=_of_hundred(wrong)))
        return " ".join(sentences)

    def measured(self) -> str:
        """When it was measured, with which version, over how many documents."""
        values = {"date": self.word.date(self.evaluation.day), "version": self.evaluation.version}
        documents = len(self.evaluation.documents())
        over = f", {self.word.count('trust.documents', documents)}" if documents else ""
        return f"{self.word('trust.measured', **values)}{over}."

    def statements(self) -> tuple[Statement, ...]:
        """What the evaluation shows, the most important first; what was not measured is left out."""
        made = (self._right(), self._wrong(), self._silent(), self._citations(), self._languages(), self._recipe())
        return tuple(statement for statement in made if statement)

    def charted(self) -> tuple[Measure, ...]:
        """The share of right answers for all questions, by language, and for those with and without an answer."""
        return tuple(m for m in (self._answers.measure("correct", group) for group in _CHARTED) if m)

    def by_type(self) -> tuple[Measure, ...]:
        """The share of right answers by type of question, the weakest first."""
        types = [m for m in self._answers.figures if m.name == "correct" and m.group.startswith("type ")]
        return tuple(sorted((m for m in types if m.value is not None), key=_value))

    def weakest(self) -> tuple[Measure, ...]:
        """Up to three types that are clearly weaker than the whole and have enough questions to say so."""
        whole = self._answers.measure("correct")
        weak = (m for m in self.by_type() if whole and _value(m) < _value(whole) - _ALIKE and (m.total or 0) >= _SMALL)
        return tuple(weak)[:3]

    def group(self, measure: Measure) -> str:
        """The name of a figure's group: all questions, questions in Spanish, a type."""
        kind, _, name = measure.group.partition(" ")
        return self.word.either(f"trust.{kind}_{name}" if name else f"trust.group_{kind}", name or kind)

    def corpus(self, name: str) -> str:
        """What a corpus is called."""
        return self.word.either(f"trust.corpus_{name}", name)

    def percent(self, measure: Measure) -> str:
        """A figure as a percentage."""
        return self.word.percent(_value(measure))

    def share(self, measure: Measure) -> str:
        """A figure with what it was counted from: ``93% (651 of 698)``."""
        percent = self.percent(measure)
        return percent if measure.total is None else self.word("trust.share", percent=percent, of=self.of(measure))

    def of(self, measure: Measure) -> str:
        """What a figure was counted from, to go before what was counted: ``651 of 698``, or ``93% of``."""
        if measure.count is None or measure.total is None:
            return self.word("trust.of_share", percent=self.percent(measure))
        counts = {"count": self.word.number(measure.count), "total": self.word.number(measure.total)}
        return self.word("trust.of", **counts)

    def checks(self) -> tuple[Statement, ...]:
        """What the other suites show, a figure each."""
        found = ((name, self._first(*place)) for name, place in _CHECKS.items())
        return tuple(
            Statement(self.word(f"trust.check_{name}"), self.share(m), self.word(f"trust.check_{name}_text"))
            for name, m in found
            if m
        )

    def _first(self, kind: str, figure: str, group: str = "all") -> Measure | None:
        """A figure of the first suite of its kind, over whatever corpus, that has it."""
        suites = (suite for key, suite in self.evaluation.suites.items() if key.partition("@")[0] == kind)
        return next((m for m in (suite.measure(figure, group) for suite in suites) if m), None)

    def _right(self) -> Statement | None:
        right = self._answers.measure("correct")
        if not right:
            return None
        text = [self.word("trust.right_text", of=self.of(right))]
        if right.interval:
            low, high = map(self.word.percent, right.interval)
            text.append(self.word("trust.interval_text", low=low, high=high))
        return self._statement("right", right, text)

    def _wrong(self) -> Statement | None:
        wrong = self._answers.measure("wrong_assertion")
        if not wrong:
            return None
        form = "some" if wrong.value else "none"
        return self._statement("wrong", wrong, [self.word(f"trust.wrong_{form}", of=self.of(wrong))])

    def _silent(self) -> Statement | None:
        silent = self._answers.measure("wrong_silence")
        if not silent:
            return None
        form = "some" if silent.value else "none"
        return self._statement("silent", silent, [self.word(f"trust.silent_{form}", of=self.of(silent))])

    def _citations(self) -> Statement | None:
        precision, recall = self._answers.measure("precision"), self._answers.measure("recall")
        carried = self._first("citations", "recall")
        verbatim = self._first("citations", "verbatim") or self._answers.measure("verbatim")
        if not precision:
            return None
        text = [self.word("trust.precision_text", of=self.of(precision))]
        text += [self.word("trust.recall_text", share=self.share(recall))] if recall else []
        text += [self.word("trust.carried_text", share=self.share(carried))] if carried else []
        if verbatim:
            form = "all" if verbatim.value == 1 else "some"
            text.append(self.word(f"trust.verbatim_{form}", of=self.of(verbatim)))
        return self._statement("citations", precision, text)

    def _languages(self) -> Statement | None:
        found = {name: self._answers.measure("correct", group) for name, group in _LANGUAGES.items()}
        english, spanish = found["english"], found["spanish"]
        if not english or not spanish:
            return None
        form = _apart(spanish, english)
        shares = {"english": self.share(english), "spanish": self.share(spanish)}
        percents = {"english": self.percent(english), "spanish": self.percent(spanish)}
        value = self.word("trust.languages_value", **percents)
        return Statement(self.word("trust.languages"), value, self.word(f"trust.languages_{form}", **shares))

    def _recipe(self) -> Statement | None:
        right, wrong = self._answers.measure("correct"), self._answers.measure("wrong_assertion")
        if not right or right.baseline is None:
            return None
        values = {"recipe": self.word.percent(right.baseline), "assistant": self.percent(right)}
        text = [self.word("trust.recipe_text", **values)]
        if wrong and wrong.baseline is not None:
            text.append(self.word("trust.recipe_wrong", recipe=self.word.percent(wrong.baseline)))
        return Statement(self.word("trust.recipe"), self.word("trust.recipe_value", **values), " ".join(text))

    def _statement(self, name: str, measure: Measure, sentences: Iterable[str]) -> Statement:
        return Statement(self.word(f"trust.{name}"), self.percent(measure), " ".join(sentences))


def _apart(spanish: Measure, english: Measure) -> str:
    """Whether Spanish is ``alike``, apart by no more than ``chance`` gives, ``lower`` or ``higher``."""
    points = _value(spanish) - _value(english)
    if abs(points) <= _ALIKE:
        return "alike"
    if _within(spanish, english) and _within(english, spanish):
        return "chance"
    return "lower" if points < 0 else "higher"


def _within(measure: Measure, other: Measure) -> bool:
    """Whether a value lies where the true value of another is likely to lie."""
    return other.interval is not None and other.interval[0] <= _value(measure) <= other.interval[1]


def _value(measure: Measure) -> float:
    return measure.value or 0.0


def _of_hundred(measure: Measure | None) -> int:
    """How many in a hundred; never all of them unless it is all."""
    value = measure.value if measure and measure.value is not None else 0.0
    return 100 if value == 1 else min(99, round(100 * value))
