from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import EvaluationFileError
from assistant.trust import last_evaluation
from assistant.trust_words import Report
from assistant.wording import wording
from evals.results import Figure, Run
from evals.summary import save_figures
from tests.evals.runs import run, sample

ENGLISH, SPANISH = wording("en"), wording("es")


def report(made: Run, folder: Path, language: str = "en") -> Report:
    """What the app says of a run that was kept as ``make evals`` keeps it."""
    save_figures(made, folder / "last.json")
    evaluation = last_evaluation(folder)
    assert evaluation is not None
    return Report(evaluation, wording(language))


def with_figures(*changed: Figure) -> Run:
    """A run with these figures in place of those of the same name and group."""
    made, keys = run(), {(f.name, f.group) for f in changed}
    suite = made.suites["answers"]
    kept = tuple(f for f in suite.figures if (f.name, f.group) not in keys)
    return replace(made, suites={"answers": replace(suite, figures=(*changed, *kept))})


def test_there_may_be_no_evaluation(tmp_path: Path) -> None:
    assert last_evaluation(tmp_path) is None


def test_a_newer_run_on_this_machine_goes_before_the_shipped_one(tmp_path: Path) -> None:
    save_figures(run(created="2026-11-20T10:00:00+00:00"), tmp_path / "last.json")
    run(sample("lost", "P"), created="2026-11-24T10:00:00+00:00").save(tmp_path / "reports" / "latest.json")
    newest = last_evaluation(tmp_path)
    assert newest is not None and newest.day == "2026-11-24"


def test_an_older_run_on_this_machine_does_not(tmp_path: Path) -> None:
    save_figures(run(created="2026-11-24T10:00:00+00:00"), tmp_path / "last.json")
    run(created="2026-11-20T10:00:00").save(tmp_path / "reports" / "latest.json")
    newest = last_evaluation(tmp_path)
    assert newest is not None and newest.day == "2026-11-24"


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"schema": 1}', '{"schema": 2, "created": "2026-11-24T10:00:00"}'])
def test_a_damaged_file_says_what_to_do(tmp_path: Path, damage: str) -> None:
    (tmp_path / "last.json").write_text(damage, encoding="utf-8")
    with pytest.raises(EvaluationFileError, match=r"last\.json is damaged or of another version; delete it"):
        last_evaluation(tmp_path)


def test_a_share_beyond_its_bounds_is_no_figure(tmp_path: Path) -> None:
    save_figures(run(), tmp_path / "last.json")
    data = json.loads((tmp_path / "last.json").read_text("utf-8"))
    data["suites"]["answers"]["figures"][0]["value"] = 91
    (tmp_path / "last.json").write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(EvaluationFileError):
        last_evaluation(tmp_path)


def test_an_unreadable_file_is_said_in_both_languages(tmp_path: Path) -> None:
    save_figures(run(), tmp_path / "last.json")
    (tmp_path / "last.json").write_text("x", encoding="utf-8")
    with pytest.raises(EvaluationFileError) as caught:
        last_evaluation(tmp_path)
    assert "está dañado" in caught.value.message("es")


def test_the_figures_are_said_in_english(tmp_path: Path) -> None:
    said = {s.title: (s.value, s.text) for s in report(run(), tmp_path).statements()}
    assert said["Right"][0] == "91%"
    assert said["Right"][1].startswith("91 of 100 questions were answered right")
    assert "between 85% and 95%" in said["Right"][1]
    assert said["Asserts something wrong"] == (
        "1%",
        "1 of 100 answers stated something that is not right. This is the worst fault.",
    )
    assert said["Wrongly silent"][1].startswith("4 of 80 questions")
    assert said["Cites the right passage"][1].endswith("All quotes stand letter for letter on the page named.")
    assert said["Beside the ordinary recipe"][0] == "91% against 40%"


def test_the_figures_are_said_in_spanish_with_its_numbers(tmp_path: Path) -> None:
    wrong = Figure("wrong_assertion", "all", 7, 1000, 0.007, better="lower")
    made = report(with_figures(wrong), tmp_path, "es")
    said = {s.title: s.value for s in made.statements()}
    assert said["Afirma algo equivocado"] == "0,7\u00a0%"
    assert made.lead().startswith("De cada 100 preguntas, unas 91 reciben una respuesta correcta.")
    assert made.measured() == "Medido el 25 de noviembre de 2026 con la versión 0.2.0, sobre 1 documento."


@pytest.mark.parametrize(
    ("spanish", "said"),
    [(0.92, "equally well"), (0.80, "Check answers to Spanish"), (0.99, "Check answers to English")],
)
def test_the_weaker_language_is_named(tmp_path: Path, spanish: float, said: str) -> None:
    figure = Figure("correct", "lang es", round(50 * spanish), 50, spanish)
    (languages,) = (s for s in report(with_figures(figure), tmp_path).statements() if s.title == "English and Spanish")
    assert said in languages.text


def test_a_difference_that_chance_gives_is_called_so(tmp_path: Path) -> None:
    english = Figure("correct", "lang en", 47, 50, 0.94, (0.84, 0.98))
    spanish = Figure("correct", "lang es", 44, 50, 0.88, (0.76, 0.95))
    made = report(with_figures(english, spanish), tmp_path)
    (languages,) = (s for s in made.statements() if s.title == "English and Spanish")
    assert languages.text.endswith("They differ by no more than chance gives.")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (0, "No answer stated anything wrong."),
        (0.004, "Fewer than 1 in 100 answers states something wrong."),
        (0.06, "About 6 in 100 answers state something wrong."),
    ],
)
def test_wrong_assertions_are_never_rounded_away(tmp_path: Path, wrong: float, said: str) -> None:
    figure = Figure("wrong_assertion", "all", round(1000 * wrong), 1000, wrong, better="lower")
    assert said in report(with_figures(figure), tmp_path).lead()


def test_what_was_not_measured_is_not_said(tmp_path: Path) -> None:
    made = run()
    only = replace(made.suites["answers"], figures=made.suites["answers"].figures[:1])
    titles = [s.title for s in report(replace(made, suites={"answers": only}), tmp_path).statements()]
    assert titles == ["Right", "Beside the ordinary recipe"]


def test_a_run_without_answers_says_nothing_of_them(tmp_path: Path) -> None:
    made = report(replace(run(), suites={}), tmp_path)
    assert (made.lead(), made.statements(), made.charted(), made.weakest()) == ("", (), (), ())


def test_the_weakest_kinds_are_named_where_enough_was_asked(tmp_path: Path) -> None:
    made = report(run(), tmp_path)
    assert [(made.group(m), made.share(m)) for m in made.weakest()] == [
        ("Questions that take something wrong for granted", "60% (12 of 20)")
    ]


def test_a_kind_that_the_app_has_no_name_for_is_shown_as_it_is(tmp_path: Path) -> None:
    made = report(with_figures(Figure("correct", "type haiku", 1, 20, 0.05)), tmp_path)
    assert made.group(made.weakest()[0]) == "haiku"


@pytest.mark.parametrize(
    ("share", "english", "spanish"),
    [
        (0.0, "0%", "0\u00a0%"),
        (0.0003, "0.1%", "0,1\u00a0%"),
        (0.0621, "6.2%", "6,2\u00a0%"),
        (0.817, "82%", "82\u00a0%"),
        (0.9996, "99.9%", "99,9\u00a0%"),
        (1.0, "100%", "100\u00a0%"),
    ],
)
def test_percentages_follow_the_language_and_are_never_rounded_to_all_or_nothing(
    share: float, english: str, spanish: str
) -> None:
    assert (ENGLISH.percent(share), SPANISH.percent(share)) == (english, spanish)
