from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from evals.page import as_html
from evals.results import BaselineAnswer, Sample, SampleCitation
from evals.summary import figures_only, save_figures
from tests.evals.runs import CITATION, run, sample
from tests.ui.test_look import contrast

HOSTILE = """"><script>alert(1)</script><img src=x onerror=alert(1)></style></svg>{{ 7 * 7 }}'"""


def page(*samples: Sample, right: int = 91) -> BeautifulSoup:
    return BeautifulSoup(as_html(run(*samples, right=right)), "html.parser")


def text(soup: BeautifulSoup | Tag) -> str:
    return " ".join(soup.get_text(" ").split())


def test_every_miss_is_shown_with_question_answer_expected_citations_and_faults() -> None:
    soup = page(replace(sample("lost", "P"), answer="It was created early. [1]"), sample("kept", "C"))
    (miss,) = soup.select(".miss")
    shown = text(miss)
    for part in ("partly right", "When was the agency of lost created?", "It was created early.", "In 2011."):
        assert part in shown
    for part in ("does not say 2011", "reaches a fact", "1.1 Institutions, p. 4", CITATION.quote, "Four passages"):
        assert part in shown


def test_a_right_answer_with_a_fault_and_one_without_a_grade_are_shown_too() -> None:
    soup = page(
        replace(sample("kept", "C"), faults=("a quote is not letter for letter the page",)), sample("ungraded", None)
    )
    assert [text(grade) for grade in soup.select(".miss .grade")] == ["right", "unscored"]


def test_misses_stand_together_by_suite_and_type() -> None:
    soup = page(sample("a", "P"), replace(sample("b", "N"), type="yesno"), sample("c", "N"))
    assert text(soup.select(".suite-misses summary")[0]) == "answers: 3"
    assert [text(name) for name in soup.select(".kind-name")] == ["date: 2", "yesno: 1"]


def test_every_figure_stands_beside_the_ordinary_recipe_and_its_floor() -> None:
    row = next(r for r in page().select("tbody tr") if text(r).startswith("Right "))
    assert [text(cell) for cell in row.select("td")] == ["91% 91 of 100 85% to 95%", "40%", "80%"]


def test_a_missed_floor_is_said_first() -> None:
    header = text(page(right=70).select("header")[0])
    assert "1 figure misses its floor: answers, right (all): 70%, floor 80%." in header


def test_the_summary_says_the_figures_in_words() -> None:
    shown = text(page())
    assert "Of 100 questions, about 91 are answered right. About 1 in 100 answers state something wrong." in shown
    assert "4 of 80 questions that the documents answer were met with" in shown


def test_the_chart_says_its_figures_for_those_who_do_not_see_it() -> None:
    (svg,) = page().select("svg")
    assert svg["role"] == "img"
    labels = [svg.find(id=name) for name in str(svg["aria-labelledby"]).split()]
    said = " ".join(text(label) for label in labels if isinstance(label, Tag))
    assert "Right: 91%, 91 of 100, 95% interval 85% to 95%, ordinary recipe 40%, floor 80%." in said
    assert "Right, Spanish: 88%, 44 of 50, ordinary recipe 35%." in said


def test_the_text_of_a_chart_is_text() -> None:
    drawn = [text(t) for t in page().select("svg text")]
    assert {"Right, Spanish", "88% (44 of 50)"} <= set(drawn)


def test_ids_are_unique_though_there_are_several_charts() -> None:
    made = run()
    made = replace(made, suites={**made.suites, "answers@panama": made.suites["answers"]})
    ids = re.findall(r'\bid="([^"]+)"', as_html(made))
    assert len(ids) == len(set(ids))


def test_text_of_a_document_is_shown_and_never_run() -> None:
    citation = SampleCitation(1, HOSTILE, 1, HOSTILE, HOSTILE, False)
    hostile = replace(
        sample(HOSTILE, "I"),
        dataset=HOSTILE,
        lang=HOSTILE,
        type=HOSTILE,
        source=HOSTILE,
        turns=(HOSTILE, HOSTILE),
        expected=HOSTILE,
        status=HOSTILE,
        verdict=HOSTILE,
        answer=HOSTILE,
        citations=(citation,),
        faults=(HOSTILE,),
        baseline=BaselineAnswer(HOSTILE, "I"),
    )
    before = run(replace(hostile, grade="C"))
    made = run(hostile)
    suite = replace(made.suites["answers"], corpus=HOSTILE, note=HOSTILE)
    figure = replace(suite.figures[0], name=HOSTILE, group=f"type {HOSTILE}")
    suite = replace(suite, figures=(*suite.figures, figure, replace(figure, group="all")))
    soup = BeautifulSoup(as_html(replace(made, version=HOSTILE, suites={HOSTILE: suite}), before), "html.parser")
    assert len(soup.select("script")) == 1
    assert soup.select("img, iframe, object, link, base") == []
    assert not [tag for tag in soup.find_all(True) if any(name.startswith("on") for name in tag.attrs)]
    assert HOSTILE in soup.get_text()
    assert "{{ 7 * 7 }}" in soup.get_text()


def test_nothing_is_fetched_and_only_the_own_script_may_run() -> None:
    html = as_html(run(sample("lost", "P")))
    soup = BeautifulSoup(html, "html.parser")
    loaded = [tag[name] for tag in soup.find_all(True) for name in ("src", "href", "xlink:href") if tag.get(name)]
    assert all(str(address).startswith("#") for address in loaded)
    assert not re.search(r"url\((?!#)|@import", html)
    policy = str(soup.select("meta[http-equiv=Content-Security-Policy]")[0]["content"])
    assert policy.startswith("default-src 'none'")
    assert "script-src 'sha256-" in policy


def test_what_changed_is_shown_where_an_older_run_is_given() -> None:
    old = run(sample("lost", "C"), right=88)
    soup = BeautifulSoup(as_html(run(sample("lost", "P"), right=91), old), "html.parser")
    shown = text(soup)
    assert "Newly wrong: 1" in shown
    assert "88% +3.0 better" in shown
    assert "What changed" not in text(page())


def test_questions_and_answers_carry_their_language() -> None:
    (asked,) = page(replace(sample("a", "P"), lang="es")).select(".asked")
    assert asked["lang"] == "es"


def test_headings_go_down_one_level_at_a_time_and_tables_are_named() -> None:
    soup = page(sample("lost", "P"), replace(sample("other", "N"), type="yesno"))
    levels = [int(tag.name[1]) for tag in soup.find_all(re.compile(r"^h[1-6]$"))]
    assert levels[0] == 1 and all(after <= before + 1 for before, after in pairwise(levels))
    assert all(table.caption for table in soup.select("table"))
    assert all(field.find_parent("label") for field in soup.select("select, input"))


@pytest.mark.parametrize("theme", [0, 1])
def test_text_stands_out_from_its_ground_in_both_themes(theme: int) -> None:
    style = (Path(__file__).parents[2] / "evals" / "page.css").read_text(encoding="utf-8")
    colours = {name: pair[theme] for name, *pair in re.findall(r"--(\w+): light-dark\((#\w{6}), (#\w{6})\)", style)}
    grounds = [colours["paper"], colours["surface"]]
    assert min(contrast(colours[n], g) for n in ("ink", "quiet", "accent", "bad", "good") for g in grounds) >= 4.5
    # What a chart draws is told from its ground, and the marks from the bar.
    assert contrast(colours["bar"], colours["track"]) >= 3 and contrast(colours["ink"], colours["bar"]) >= 3


def test_what_ships_holds_figures_and_no_text_of_questions_or_answers(tmp_path: Path) -> None:
    made = run(sample("lost", "P"))
    save_figures(made, tmp_path / "last.json")
    kept = (tmp_path / "last.json").read_text(encoding="utf-8")
    assert "When was the agency" not in kept
    assert figures_only(made).suites["answers"].figures == made.suites["answers"].figures
