"""The way of a response in a real browser: drafted, edited, accepted, reviewed, validated, exported, found again."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from assistant.phrases import Phrases
from assistant.wording import PROMPTS, wording
from tests.browser.conftest import Window

pytestmark = pytest.mark.browser
ENGLISH, SPANISH = wording("en"), wording("es")
SAY = Phrases.load(PROMPTS, "en")
GENDER = "D2-08"


def named(window: Window, name: str) -> Page:
    """The page with the name of a person written."""
    field = window.page.get_by_label(ENGLISH("desk.author"), exact=True)
    expect(field).to_be_visible()
    field.fill(name)
    field.press("Enter")
    return window.page


def button(page: Page | Locator, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def level(page: Page, number: int) -> str:
    return page.locator(".totals dd").nth(number).inner_text()


def test_a_domain_is_drafted_edited_reviewed_validated_exported_and_reopened(window: Window, tmp_path: Path) -> None:
    page = window.open("/indicators")
    named(window, "Ana")
    if not page.get_by_role("button", name=ENGLISH("board.create")).is_visible():
        button(page, ENGLISH("board.new")).click()
    button(page, ENGLISH("board.create")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Costa Rica")
    expect(page.locator("a.tile")).to_have_count(130)
