"""The way of a response in a real browser: drafted, edited, accepted, reviewed, validated, exported, found again."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from assistant.indicators.framework import Framework
from assistant.wording import wording
from assistant.workspace.jobs import Jobs, start
from assistant.workspace.model import Assessment
from assistant.workspace.workspace import Workspace
from tests.browser.conftest import App, Window, _window
from tests.ui.sample import DECIDING, REPOSITORY

pytestmark = pytest.mark.browser
ENGLISH, SPANISH = wording("en"), wording("es")
GENDER = "D2-09"
"""The indicator that the deciding sentence of the sample answers."""


@pytest.fixture
def second(app: App, browser: Browser) -> Iterator[Window]:
    """The window of another person, on another machine."""
    yield from _window(app, browser, 1280, 900, "en-GB")


@pytest.fixture
def drafted(app: App) -> Assessment:
    """An assessment of its own with the domain of the deciding sentence drafted."""
    workspace = Workspace.of(app.store)
    framework = Framework.load(REPOSITORY / "corpus" / "indicators.jsonl")
    some = Framework(tuple(i for i in framework.indicators if i.id in (GENDER, "SDG-1a", "D2-01")))
    made = workspace.create("CRI", 2025, "en", some, "", "Ana")
    job = Jobs(workspace).create(made.id, [i.id for i in some.indicators], "Ana")
    assert start(app.store, job).wait() == 0
    return made


def sign(window: Window, name: str, language: str = "en") -> Page:
    """Writes the name of the person."""
    field = window.page.get_by_label(wording(language)("desk.author"), exact=True)
    expect(field).to_be_attached()
    field.fill(name)
    field.press("Enter")
    return window.page


def open_response(window: Window, assessment: Assessment, indicator: str, name: str = "") -> Page:
    page = window.open(f"/indicators?a={assessment.id}&i={indicator}")
    if name:
        sign(window, name)
        expect(inner(page, "edit")).to_be_attached()
        expect(page.get_by_text(ENGLISH("desk.name_first"))).to_have_count(0)
    return page


def inner(page: Page, key: str) -> Locator:
    """The button of a key."""
    return page.locator(f".st-key-{key} button").first


def exported(page: Page) -> str:
    """The text of the Word file that the board exports, as XML."""
    page.get_by_role("button", name=ENGLISH("exchange.export")).click()
    with page.expect_download() as download:
        page.get_by_role("button", name=ENGLISH("exchange.docx")).click()
    data = download.value.path().read_bytes()
    return zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()


def test_a_domain_is_drafted_edited_reviewed_validated_exported_and_found_again(window: Window) -> None:
    page = window.open("/indicators")
    sign(window, "Ana")
    create = page.get_by_role("button", name=ENGLISH("board.create"))
    if not create.is_visible():
        page.get_by_role("button", name=ENGLISH("board.new")).click()
    create.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Costa Rica")
    expect(page.locator("a.tile")).to_have_count(130)

    # One domain is drafted; the others are left.
    page.get_by_role("combobox", name=ENGLISH("drafting.what"), exact=True).click()
    page.get_by_role("option", name=re.compile("^2")).click()
    page.get_by_role("button", name=ENGLISH("drafting.start")).click()
    expect(page.locator(".totals dd").first).to_have_text("23 / 130", timeout=60_000)
    expect(page.locator("section.domain").first.locator("a.tile.verdict-undrafted")).to_have_count(27)

    # One click opens the response.
    page.locator(f'a.tile:has-text("{GENDER}")').click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(GENDER)
    expect(page.locator(".sentence").nth(1)).to_contain_text(DECIDING)

    # A changed meaning is flagged, and stands only once a person accepts it.
    inner(page, "edit").click()
    page.get_by_label(ENGLISH("editor.sentence", number=2), exact=True).fill(DECIDING.replace(" no ", " a "))
    page.get_by_role("button", name=ENGLISH("editor.save"), exact=True).click()
    expect(page.locator(".sentence.unverified")).to_contain_text(ENGLISH("lack.negation"))
    inner(page, "move-in_review").click()
    inner(page, "move-do-in_review").click()
    expect(page.locator(".facts")).to_contain_text("In review")
    inner(page, "move-validated").click()
    inner(page, "move-do-validated").click()
    expect(page.get_by_role("alert")).to_contain_text("cannot be validated")
    page.get_by_role("button", name=ENGLISH("editor.accept", number=2)).click()
    page.get_by_label(ENGLISH("editor.reason"), exact=True).fill("The ministry confirmed it in writing.")
    page.get_by_role("button", name=ENGLISH("editor.accept_done"), exact=True).click()
    expect(page.locator(".sentence.accepted")).to_contain_text("The ministry confirmed it in writing.")
    inner(page, "move-validated").click()
    inner(page, "move-do-validated").click()
    expect(page.locator(".facts")).to_contain_text("Validated")
    expect(inner(page, "edit")).to_be_disabled()
    address = page.url

    # The file that is exported says the same.
    page.get_by_role("link", name=ENGLISH("editor.board")).click()
    expect(page.locator("a.tile")).to_have_count(130)
    text = exported(page)
    assert DECIDING.replace(" no ", " a ").rstrip(".") in text
    assert "Validated" in text

    # Back leads to the response, and a link opens it elsewhere.
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text(GENDER)
    page.goto(address)
    expect(page.locator(".facts")).to_contain_text("Validated")
    expect(page.locator(".sentence.accepted")).to_be_visible()
    assert window.left_the_machine() == []


def test_two_people_do_not_overwrite_each_other(window: Window, second: Window, drafted: Assessment) -> None:
    mine = open_response(window, drafted, GENDER, "Ana")
    inner(mine, "edit").click()
    expect(mine.get_by_label(ENGLISH("editor.sentence", number=1), exact=True)).to_be_visible()
    theirs = open_response(second, drafted, GENDER, "Luis")
    expect(theirs.locator(".warning")).to_contain_text("Ana has this response open for editing since")
    expect(inner(theirs, "edit")).to_be_disabled()
    mine.get_by_label(ENGLISH("editor.sentence", number=2), exact=True).fill(DECIDING)
    mine.get_by_role("button", name=ENGLISH("editor.save"), exact=True).click()
    expect(mine.locator(".sentence.supported")).to_be_visible()
    theirs.reload()
    expect(theirs.locator(".sentence.supported")).to_contain_text(DECIDING.rstrip("."))
    expect(theirs.locator(".warning")).to_have_count(0)


def test_a_quote_is_found_added_and_seen_on_its_page(window: Window, drafted: Assessment) -> None:
    page = open_response(window, drafted, "D2-01", "Ana")
    page.get_by_label(ENGLISH("quoting.query")).fill("equality policy adopted")
    page.keyboard.press("Enter")
    expect(page.locator("[class*=st-key-found-1] blockquote")).to_be_visible(timeout=30_000)
    quote = page.locator("[class*=st-key-found-1] blockquote").inner_text()
    page.get_by_role("button", name=ENGLISH("quoting.add", number=1), exact=True).click()
    sentence = page.locator(".sentence.supported")
    expect(sentence).to_contain_text(quote)
    sentence.locator("a.mark").click()
    expect(page.locator(".viewer mark").first).to_be_visible()
    expect(page.locator(".viewer")).to_be_focused()
    page.get_by_label(ENGLISH("viewer.close")).click()
    expect(page.locator(".viewer")).to_have_count(0)


def test_what_is_given_to_me_waits_for_me_on_the_board(window: Window, second: Window, drafted: Assessment) -> None:
    page = open_response(window, drafted, GENDER, "Ana")
    page.get_by_label(ENGLISH("people.assignee"), exact=True).fill("Luis")
    page.get_by_label(ENGLISH("people.due"), exact=True).first.fill("2026-12-31")
    page.get_by_role("button", name=ENGLISH("people.assign"), exact=True).click()
    expect(page.locator(".facts")).to_contain_text("given to Luis")
    board = second.open(f"/indicators?a={drafted.id}")
    sign(second, "Luis")
    expect(board.locator(".waiting")).to_contain_text("due 31 December 2026")
    board.locator(".waiting a").click()
    expect(board.get_by_role("heading", level=1)).to_contain_text(GENDER)


def test_the_way_of_a_response_needs_no_mouse(window: Window, drafted: Assessment) -> None:
    page = window.open(f"/indicators?a={drafted.id}")
    sign(window, "Ana")

    def tab_to(target: Locator) -> None:
        for _ in range(80):
            if target.evaluate("e => e === document.activeElement"):
                return
            page.keyboard.press("Tab")
        raise AssertionError("the focus never came there")

    expect(page.locator("a.tile")).to_have_count(3)
    tab_to(page.locator(f'a.tile:has-text("{GENDER}")'))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(GENDER)
    tab_to(inner(page, "edit"))
    page.keyboard.press("Enter")
    field = page.get_by_label(ENGLISH("editor.sentence", number=2), exact=True)
    expect(field).to_be_visible()
    tab_to(field)
    page.keyboard.press("Control+a")
    page.keyboard.type(DECIDING)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".sentence.supported")).to_be_visible()
    tab_to(inner(page, "move-in_review"))
    page.keyboard.press("Enter")
    tab_to(inner(page, "move-do-in_review"))
    page.keyboard.press("Enter")
    expect(page.locator(".facts")).to_contain_text("In review")


def test_board_and_response_fit_a_phone_in_spanish(phone: Window, drafted: Assessment) -> None:
    page = phone.open(f"/indicators?a={drafted.id}")
    expect(page.locator("a.tile")).to_have_count(3)
    for step in ("board", "response"):
        widths = page.evaluate(
            "[...document.querySelectorAll('.stMain, html')].map(e => [e.scrollWidth, e.clientWidth])"
        )
        assert all(scroll <= client for scroll, client in widths), step
        if step == "board":
            page.locator("a.tile").first.click()
            expect(page.locator(".editor-head")).to_be_visible()
    expect(page.get_by_text(SPANISH("quoting.query"))).to_be_visible()


def test_drafting_goes_on_when_its_page_is_left_and_is_seen_by_others(window: Window, second: Window, app: App) -> None:
    workspace = Workspace.of(app.store)
    framework = Framework.load(REPOSITORY / "corpus" / "indicators.jsonl")
    some = Framework(tuple(i for i in framework.indicators if i.domain in (2, 3)))
    made = workspace.create("CRI", 2024, "es", some, "", "Ana")
    page = window.open(f"/indicators?a={made.id}")
    sign(window, "Ana")
    page.get_by_role("button", name=ENGLISH("drafting.start")).click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    page.close()
    other = second.open(f"/indicators?a={made.id}")
    sign(second, "Luis")
    expect(other.locator(".st-key-drafting")).to_contain_text(re.compile("started by Ana"))
    jobs = Jobs(workspace)
    for _ in range(1200):
        # Some are drafted before it is stopped, however slow the machine is.
        if (running := jobs.latest(made.id)) and running.left < running.total:
            break
        other.wait_for_timeout(50)
    inner(other, "drafting-stop").click()
    expect(inner(other, "drafting-resume")).to_be_visible(timeout=30_000)
    job = jobs.latest(made.id)
    assert job is not None and 0 < job.left < job.total
    inner(other, "drafting-resume").click()
    expect(other.locator(".totals dd").first).to_have_text(f"{job.total} / {job.total}", timeout=60_000)


def test_the_browser_remembers_the_name(window: Window, drafted: Assessment) -> None:
    page = open_response(window, drafted, GENDER, "Ana")
    page.wait_for_function("localStorage.getItem('author') === 'Ana'")
    page.reload()
    expect(page.get_by_label(ENGLISH("desk.author"), exact=True)).to_have_value("Ana")
    expect(inner(page, "edit")).to_be_enabled()
