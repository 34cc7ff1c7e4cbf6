from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from assistant.instruments.added import AddedFile, entries_of
from assistant.wording import wording
from tests.browser.conftest import App, Window

pytestmark = pytest.mark.browser
ENGLISH, SPANISH = wording("en"), wording("es")
MINE = """
[[instrument]]
id = "law-8764-2009"
kind = "law"
names_en = ["Migration Law of 2009"]
names_es = ["Ley de Migración de 2009"]
year = 2009
country = "CRI"
"""


@pytest.fixture
def own_instrument(app: App) -> Iterator[str]:
    """An instrument that the sample profile names, added for one test."""
    added = AddedFile.of(app.store)
    file = app.store.with_name("mine.toml")
    file.write_text(MINE, encoding="utf-8")
    added.add(entries_of(file))
    yield "law-8764-2009"
    added.remove("law-8764-2009")


def test_the_search_stands_in_the_address_and_leads_to_an_instrument_and_its_relations(window: Window) -> None:
    page = window.open("/instruments")
    page.get_by_label(ENGLISH("instruments.find")).fill("DE 612/2018")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text=ENGLISH.count("instruments.found", 1))).to_be_visible()
    assert "find=DE" in page.url
    page.get_by_role("link", name="Executive Decree No. 612 of 2018").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Executive Decree No. 612 of 2018")
    expect(page.locator(".relations")).to_contain_text("Executive Decree No. 77 of 2022")
    expect(page.locator(".relations")).to_contain_text(ENGLISH("confidence.public"))
    expect(page).to_have_url(re.compile(r"[?&]n=.*612"))
    window.rest()
    page.locator(".relations a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Executive Decree No. 77 of 2022")
    expect(page).to_have_url(re.compile(r"[?&]n=.*77"))
    window.rest()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Executive Decree No. 612 of 2018")
    # One relation is said in words; several are drawn as well.
    expect(page.locator(".stMain canvas, .stMain svg.marks")).to_have_count(0)
    window.open("/instruments?n=executive-decree-320-2008")
    expect(page.locator(".stMain canvas, .stMain svg.marks").first).to_be_visible()
    assert window.left_the_machine() == []


def test_a_passage_that_names_an_instrument_opens_at_its_page(window: Window, own_instrument: str) -> None:
    page = window.open(f"/instruments?n={own_instrument}")
    mention = page.locator("a.card").filter(has_text="Costa Rica")
    mention.click()
    expect(page.locator(".viewer")).to_contain_text("Migration Governance Profile")
    assert "doc=" in page.url and f"n={own_instrument}" in page.url


def test_an_instrument_fits_a_phone_in_spanish(phone: Window) -> None:
    page = phone.open("/instruments?n=executive-decree-320-2008")
    expect(page.get_by_role("heading", level=1)).to_have_text("Decreto Ejecutivo No. 320 de 2008")
    expect(page.locator(".particulars")).to_contain_text(SPANISH("instrument.executive_decree"))
    widths = page.evaluate("[...document.querySelectorAll('.stMain, html')].map(e => [e.scrollWidth, e.clientWidth])")
    assert all(scroll <= client for scroll, client in widths)


def test_the_timeline_can_be_read_as_text(window: Window) -> None:
    page = window.open("/instruments")
    page.get_by_text(ENGLISH("instruments.as_text")).click()
    expect(page.locator(".as-text")).to_contain_text("22 February 2008: Decree Law No. 3 of 2008")
