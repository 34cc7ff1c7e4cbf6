"""Every page of the app, looked at by axe-core: nothing serious or critical, in the light and in the dark theme."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from assistant.ui.frame import PAGES
from tests.browser.conftest import App
from tests.browser.test_learn import velmora_app  # noqa: F401

pytestmark = pytest.mark.browser
AXE = Path(__file__).with_name("axe.min.js")
LEARN = (
    "lesson.mgi",
    "lesson.domain-1-rights",
    "quiz.all",
    "quiz.review",
    "test.1",
    "glossary",
    "glossary.refugee",
    "who",
    "timeline",
    "matrix",
    "ask",
    "spot",
    "passed",
    "overview",
)
OF_STREAMLIT: frozenset[str] = frozenset()
"""Rules that Streamlit's own markup breaks seriously; each is listed in docs/accessibility.md."""


class Looked:
    """A window that axe looks at, in the light theme and then in the dark one."""

    def __init__(self, browser: Browser, app: App) -> None:
        self.context = browser.new_context(
            viewport={"width": 1280, "height": 900}, locale="en-GB", color_scheme="light"
        )
        self.page = self.context.new_page()
        self.app = app

    def open(self, path: str) -> None:
        self.page.emulate_media(color_scheme="light")
        self.page.goto(self.app.address + path)
        self.page.wait_for_selector("h1, article.answer", timeout=30_000)
        self.page.wait_for_function("!document.querySelector('[data-testid=stSkeleton], [data-testid=stSpinner]')")

    def faults(self) -> list[tuple[str, str, str]]:
        """What is serious or critical: the rule, the impact, and the markup."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found: dict[str, Any] = self.page.evaluate("axe.run(document)")
        assert len(found["passes"]) > 10
        self.page.emulate_media(color_scheme="dark")
        background = "getComputedStyle(document.querySelector('.stApp')).backgroundColor"
        self.page.wait_for_function(f"{background} === 'rgb(17, 23, 30)'")
        dark: dict[str, Any] = self.page.evaluate("axe.run(document, {runOnly: ['color-contrast']})")
        return [
            (v["id"], v["impact"], n["html"][:200])
            for v in (*found["violations"], *dark["violations"])
            if v["impact"] in ("serious", "critical") and v["id"] not in OF_STREAMLIT
            for n in v["nodes"]
        ]


@pytest.fixture
def looked(velmora_app: App, browser: Browser) -> Iterator[Looked]:  # noqa: F811
    window = Looked(browser, velmora_app)
    yield window
    window.context.close()


def test_no_page_of_the_app_has_a_serious_fault(looked: Looked) -> None:
    for name in PAGES:
        looked.open("/" if name == "ask" else f"/{name}")
        assert looked.faults() == [], name


def test_no_place_of_the_page_learn_has_a_serious_fault(looked: Looked) -> None:
    for place in LEARN:
        looked.open(f"/learn?l={place}")
        assert looked.faults() == [], place


def test_an_answer_with_its_page_open_has_no_serious_fault(looked: Looked) -> None:
    looked.open("/")
    looked.page.get_by_test_id("stChatInputTextArea").fill("Does Velmora have a national migration strategy?")
    looked.page.keyboard.press("Enter")
    looked.page.wait_for_selector("article.answer a.mark", timeout=30_000)
    looked.page.locator("article.answer a.mark").first.click()
    looked.page.wait_for_selector("section.viewer")
    assert looked.faults() == []


def test_a_fault_is_found_where_there_is_one(looked: Looked) -> None:
    looked.open("/learn")
    looked.page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=\"data:,\"><button></button>')")
    assert {rule for rule, _, _ in looked.faults()} >= {"image-alt", "button-name"}
