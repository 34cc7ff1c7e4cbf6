"""Small runs for tests of what is made from them: figures of one suite of answers, and a few questions."""

from __future__ import annotations

from evals.results import (
    BaselineAnswer,
    Corpus,
    CorpusDocument,
    Figure,
    Run,
    Sample,
    SampleCitation,
    SuiteResult,
)

CITATION = SampleCitation(1, "Profile of Arandia", 4, "1.1 Institutions", "The agency was created in 2011.", True)


def sample(id: str, grade: str | None) -> Sample:
    """A question about Arandia with this grade."""
    return Sample(
        id=id,
        dataset="known",
        lang="en",
        type="date",
        source="profile 1.1",
        turns=(f"When was the agency of {id} created?",),
        expected="In 2011.",
        status="answered",
        verdict=None,
        answer="It was created in 2011. [1]",
        citations=(CITATION,),
        grade=grade,
        faults=() if grade == "C" else ("does not say 2011",),
        baseline=BaselineAnswer("Four passages about agencies.", "P"),
    )


def share(name: str, group: str, count: int, total: int, baseline: float | None = None) -> Figure:
    """A counted figure."""
    return Figure(name, group, count, total, count / total, baseline=baseline)


def figures(right: int, wrong: int = 1) -> tuple[Figure, ...]:
    """The figures of a suite of 100 questions, half of each language."""
    return (
        Figure("correct", "all", right, 100, right / 100, (0.85, 0.95), baseline=0.4, floor=0.8),
        Figure("wrong_assertion", "all", wrong, 100, wrong / 100, better="lower", baseline=0.3),
        Figure("wrong_silence", "all", 4, 80, 0.05, better="lower"),
        share("precision", "all", 150, 200),
        share("recall", "all", 90, 120),
        share("verbatim", "all", 200, 200),
        share("correct", "lang en", 47, 50, baseline=0.45),
        share("correct", "lang es", right - 47, 50, baseline=0.35),
        share("correct", "type date", 20, 20),
        share("correct", "type false_premise", 12, 20),
        share("correct", "type conflict", 1, 2),
    )


def run(*samples: Sample, right: int = 91, wrong: int = 1, created: str = "2026-11-25T18:00:00+00:00") -> Run:
    """A run of one suite with these figures and samples."""
    documents = (CorpusDocument("Profile of Arandia", "2021", "en", 40),)
    suites = {"answers": SuiteResult("arandia", 12.0, figures(right, wrong), samples)}
    return Run(created, "0.2.0", "abc1234", 720.0, (Corpus("arandia", documents),), suites)
