from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from assistant.wording import wording
from evals.page import as_html
from tests.browser.conftest import Window
from tests.evals.runs import run, sample

pytestmark = pytest.mark.browser
ENGLISH, SPANISH = wording("en"), wording("es")


def test_the_settings_lead_to_what_was_measured(window: Window) -> None:
    page = window.open("/settings")
    page.get_by_test_id("stMain").get_by_text(ENGLISH("trust.open")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(ENGLISH("trust.title"))
    expect(page.get_by_role("table", name=ENGLISH("trust.chart")).first).to_contain_text(ENGLISH("trust.group_all"))
    assert window.left_the_machine() == []


def test_the_chart_fits_a_phone_and_stays_a_table(phone: Window) -> None:
    page = phone.open("/trust")
    chart = page.get_by_role("table", name=SPANISH("trust.chart")).first
    expect(chart.get_by_role("rowheader", name=SPANISH("trust.group_all"))).to_be_visible()
    row, bar = chart.get_by_role("row").nth(1), chart.locator(".bar").first
    outer, inner = row.bounding_box(), bar.bounding_box()
    assert outer is not None and inner is not None and inner["width"] == pytest.approx(outer["width"])
    widths = page.evaluate("[...document.querySelectorAll('.stMain, html')].map(e => [e.scrollWidth, e.clientWidth])")
    assert all(scroll <= client for scroll, client in widths)


def test_the_misses_of_a_run_are_filtered_and_nothing_else_runs(browser: Browser, tmp_path: Path) -> None:
    hostile = "<script>document.title = 'taken'</script><img src=x onerror=\"document.title = 'taken'\">"
    samples = [sample("lost", "P"), sample("mute", "N"), sample(hostile, "I")]
    file = tmp_path / "page.html"
    file.write_text(as_html(run(*samples)), encoding="utf-8")
    page = browser.new_page(viewport={"width": 390, "height": 800})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    expect(page.get_by_role("status")).to_have_text("3 of 3 shown")
    page.get_by_label("Grade").select_option(label="silent")
    expect(page.locator(".miss:visible .id")).to_have_text(["mute"])
    page.get_by_label("Grade").select_option("*")
    page.get_by_label("Text").fill("ALERT onérror")
    expect(page.locator(".miss:visible")).to_have_count(0)
    page.get_by_label("Text").fill("ÓNERROR taken")
    expect(page.get_by_role("status")).to_have_text("1 of 3 shown")
    assert page.title() == "Evaluation of 2026-11-25 18:00"
    assert asked == [file.as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.close()
