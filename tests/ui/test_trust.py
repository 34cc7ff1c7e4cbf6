from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from streamlit.testing.v1 import AppTest

from assistant.wording import wording
from evals.summary import save_figures
from tests.evals.runs import run
from tests.ui.conftest import Open
from tests.ui.test_settings import words

ENGLISH, SPANISH = wording("en"), wording("es")


@pytest.fixture
def evaluation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for evaluations with one that was run on this machine."""
    folder = tmp_path / "evaluation"
    run().save(folder / "reports" / "latest.json")
    monkeypatch.setenv("ASSISTANT_EVALUATION", str(folder))
    return folder


def soup(app: AppTest) -> BeautifulSoup:
    return BeautifulSoup("\n".join(str(e.proto.body) for e in app.html), "html.parser")


def test_the_last_evaluation_is_said_in_plain_words(store: Path, evaluation: Path, open_app: Open) -> None:
    app = open_app("trust")
    shown = words(app)
    assert app.title[0].value == "How far can I trust it?"
    for part in (
        "Of 100 questions, about 91 are answered right.",
        "1 of 100 answers stated something that is not right.",
        "4 of 80 questions that the documents answer were met with",
        "150 of 200 passages cited hold what was asked for.",
        "Right in English: 94% (47 of 50); in Spanish: 88% (44 of 50).",
        "right in 40% of the same questions; the assistant in 91%",
        "Measured on 25 November 2026 with version 0.2.0, over 1 document.",
        "Profile of Arandia",
        ENGLISH("trust.limit_own"),
        "make evals",
    ):
        assert part in shown


def test_it_is_said_in_spanish(store: Path, evaluation: Path, open_app: Open) -> None:
    app = open_app("trust", lang="es")
    shown = words(app)
    assert app.title[0].value == "¿Hasta qué punto es fiable?"
    for part in (
        "unas 91 reciben una respuesta correcta",
        "Medido el 25 de noviembre de 2026",
        "91\u00a0% frente a 40\u00a0%",
    ):
        assert part in shown
    assert SPANISH("trust.limit_own") in shown


def test_the_chart_is_a_table_that_says_what_its_bars_show(store: Path, evaluation: Path, open_app: Open) -> None:
    rows = soup(open_app("trust")).select("table.bars tbody tr")
    said = {row.th.get_text(): row.td.get_text() for row in rows if row.th and row.td}
    assert said["All questions"] == "91% (91 of 100); likely 85% to 95%; ordinary recipe 40%"
    assert said["In Spanish"] == "88% (44 of 50); ordinary recipe 35%"
    assert [bar["aria-hidden"] for row in rows for bar in row.select(".bar")] == ["true"] * len(rows)
    drawn = re.search(r"width:\s*([\d.]+)%", str(rows[0].select(".share")[0]["style"]))
    assert drawn is not None and float(drawn[1]) == 91


def test_without_an_evaluation_it_says_so_and_how_to_run_one(store: Path, evaluation: Path, open_app: Open) -> None:
    (evaluation / "reports" / "latest.json").unlink()
    shown = words(open_app("trust"))
    assert ENGLISH("trust.none") in shown
    assert "make evals" in shown
    assert ENGLISH("trust.none") in words(open_app("settings"))


def test_the_shipped_evaluation_is_shown_where_none_was_run_here(store: Path, evaluation: Path, open_app: Open) -> None:
    (evaluation / "reports" / "latest.json").unlink()
    save_figures(run(right=84), evaluation / "last.json")
    assert "about 84 are answered right" in words(open_app("trust"))


def test_a_damaged_evaluation_is_explained_and_the_settings_stay_in_use(
    store: Path, evaluation: Path, open_app: Open
) -> None:
    (evaluation / "reports" / "latest.json").write_text("{", encoding="utf-8")
    shown = words(open_app("settings", lang="es"))
    assert "latest.json está dañado" in shown
    assert SPANISH("settings.privacy_text") in shown
    app = open_app("settings")
    app.switch_page("assistant/ui/pages/trust.py").run()
    assert "latest.json is damaged or of another version" in words(app)


def test_the_settings_say_it_first_and_lead_to_the_page(store: Path, evaluation: Path, open_app: Open) -> None:
    app = open_app("settings")
    shown = words(app)
    assert shown.index("about 91 are answered right") < shown.index(ENGLISH("settings.privacy_text"))
    links = [str(link.proto.page) for link in app.get("page_link")]
    assert links.count("trust") == 2  # in the page and in the list of places


def test_text_from_the_file_is_shown_and_never_run(store: Path, evaluation: Path, open_app: Open) -> None:
    path = evaluation / "reports" / "latest.json"
    path.write_text(path.read_text("utf-8").replace("Profile of Arandia", "<script>alert(1)</script>"), "utf-8")
    assert soup(open_app("trust")).select("script") == []
