"""A newcomer in a real Chromium: from the first page to the first test, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.learning.lessons import Lessons
from assistant.wording import Wording, wording
from ingest.settings import PROJECT
from tests.browser.conftest import App, Window, _window, serving
from tests.learning import velmora

pytestmark = pytest.mark.browser
ENGLISH, SPANISH = wording("en"), wording("es")
LESSONS = Lessons.load(PROJECT / "corpus" / "lessons")


@pytest.fixture(scope="module")
def velmora_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The app over the profile of a made-up country."""
    own = velmora.settings(tmp_path_factory.mktemp("velmora"))
    store: Path = velmora.add(own, "profile.md", velmora.PROFILE, velmora.DETAILS)
    yield from serving(store, tmp_path_factory.mktemp("learn"))


@pytest.fixture
def desk(velmora_app: App, browser: Browser) -> Iterator[Window]:
    yield from _window(velmora_app, browser, 1280, 900, "en-GB")


@pytest.fixture
def phone(velmora_app: App, browser: Browser) -> Iterator[Window]:
    yield from _window(velmora_app, browser, 400, 800, "es-PA")


def button(page: Page, key: str) -> None:
    page.locator(f".st-key-{key} button").click()


def _settled(page: Page) -> None:
    """Waits until the page is drawn whole, as a reader does before choosing."""
    expect(page.locator(".stApp[data-test-script-state='notRunning']")).to_be_attached()


def answer(page: Page, word: Wording) -> None:
    """Answers the question that is shown, whatever its kind, and sends it."""
    _settled(page)  # The bar moves before the choices of the question before it are gone.
    places = page.get_by_test_id("stSelectbox")
    if places.count():
        for n in range(places.count()):
            places.nth(n).click()
            page.get_by_role("option").nth(n).click()
    else:
        page.get_by_test_id("stRadio").locator("label").nth(1).click()
    _settled(page)
    page.get_by_role("button", name=word("quiz.send"), exact=True).click()


def _following(name: str, word: Wording) -> str:
    path = LESSONS.path(word.language)
    return next(after.title for one, after in pairwise(path) if one.name == name)


def walk(window: Window, word: Wording, name: str) -> Page:
    """From the first page of the app to the result of the first domain's test."""
    page = window.open("/")
    page.get_by_test_id("stMain").get_by_text(word("learn.new_here")).click()
    page.get_by_label(word("desk.author"), exact=True).fill(name)
    page.keyboard.press("Enter")
    button(page, "go-on")
    expect(page.locator("article.lesson")).to_be_visible(timeout=30_000)
    for title in ("migof", "domain-1-rights"):
        button(page, "lesson-next")
        page.wait_for_url(f"**l=lesson.{title}*")
        expect(page.locator(".lesson-head h1")).to_have_text(LESSONS.find(title, word.language).title)
        expect(page.locator(".st-key-lesson-next")).to_contain_text(_following(title, word))
    expect(page.locator("article.lesson")).to_contain_text("Velmora does not have a policy against xenophobia")
    button(page, "lesson-test")
    button(page, "begin-exam")
    progress = page.locator(".st-key-learn progress")
    expect(progress).to_be_visible()
    for number in range(int(progress.get_attribute("max") or 0)):
        expect(progress).to_have_attribute("value", str(number))
        answer(page, word)
    expect(page.locator(".verdict").first).to_contain_text(
        word("exam.passed").split()[0] if page.locator(".verdict-yes").count() else word("exam.not_yet")
    )
    return page


def test_a_newcomer_reaches_the_first_test_from_the_first_page(desk: Window) -> None:
    page = walk(desk, ENGLISH, "Ana")
    page.goto(f"{desk.app.address}/learn?lang=en")
    expect(page.locator(".path")).to_contain_text(ENGLISH("learn.done_of", done=3, of=13))
    expect(page.locator(".st-key-go-on")).to_contain_text("Domain 2")
    assert desk.left_the_machine() == []


def test_the_same_in_spanish_on_a_phone(phone: Window) -> None:
    page = walk(phone, SPANISH, "Luis")
    assert page.evaluate("document.documentElement.lang") == "es"
    widths = page.evaluate("[...document.querySelectorAll('.stMain, html')].map(e => [e.scrollWidth, e.clientWidth])")
    assert all(scroll <= client for scroll, client in widths)


def test_a_quote_opens_its_page_beside_the_lesson_and_the_address_holds_both(desk: Window) -> None:
    page = desk.open("/learn?l=lesson.domain-2-government")
    quote = page.locator(".cited", has_text="Interministerial Council").first
    quote.get_by_role("link").click()
    expect(page.locator("section.viewer mark")).to_contain_text("Interministerial Council")
    assert "l=lesson.domain-2-government" in page.url and "doc=" in page.url
    page.reload()
    expect(page.locator("section.viewer mark")).to_contain_text("Interministerial Council")
    page.locator(".viewer a.close").click()
    expect(page.locator("section.viewer")).to_have_count(0)
    page.go_back()
    expect(page.locator("section.viewer")).to_be_visible()


def test_a_term_tells_what_it_means_by_the_keyboard(desk: Window) -> None:
    page = desk.open("/learn?l=lesson.domain-1-rights")
    term = page.locator("abbr.term", has_text="family reunification").first
    term.focus()
    shown = term.evaluate("e => getComputedStyle(e, '::after').content")
    assert "join family members" in shown


def test_the_answer_to_a_question_shows_its_quote(desk: Window) -> None:
    page = desk.open("/learn?l=quiz.lesson.institutions")
    answer(page, ENGLISH)
    expect(page.locator(".outcome .source blockquote").first).to_be_visible()
    page.locator(".outcome a.card").first.click()
    expect(page.locator("section.viewer mark")).to_be_visible()


def test_the_maps_are_drawn_and_said_in_words(desk: Window) -> None:
    for place, said in (
        ("who", "Directorate of Human Mobility"),
        ("timeline", "Memorandum of Understanding"),
        ("matrix", "national plan against trafficking"),
    ):
        page = desk.open(f"/learn?l={place}")
        expect(
            page.locator("[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg").first
        ).to_be_visible()
        if place == "matrix":
            page.locator("details.findings summary").last.click()
        quote = page.locator(".cited", has_text=said).first
        expect(quote).to_be_visible()
        expect(quote.get_by_role("link")).to_have_attribute("href", re.compile(r"doc=.+&page=\d+&q=\d+-\d+"))


def test_a_point_of_the_timeline_shows_its_quote(desk: Window) -> None:
    page = desk.open("/learn?l=timeline")
    point = page.locator("[data-testid=stVegaLiteChart] svg [aria-roledescription=point]").first
    point.click()
    expect(page.locator(".picked .source blockquote")).to_be_visible()


def test_a_learner_sees_why_an_answer_was_given(desk: Window) -> None:
    page = desk.open("/learn?l=ask")
    page.get_by_label(ENGLISH("practice.question")).fill("Does Velmora have a policy against xenophobia?")
    page.get_by_role("button", name=ENGLISH("practice.ask"), exact=True).click()
    why = page.locator(".why")
    expect(why).to_contain_text(ENGLISH("practice.enough"), timeout=30_000)
    expect(why).to_contain_text("yes, no or in part")
