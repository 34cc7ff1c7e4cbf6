from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from assistant.ui.frame import PAGES
from assistant.wording import wording
from tests.browser.conftest import Window, serving
from tests.ui.sample import DECIDING, HOSTILE_TITLE, QUESTION, sample_store, write_profile

pytestmark = pytest.mark.browser
ENGLISH, SPANISH = wording("en"), wording("es")


def test_a_question_is_answered_with_its_quote_and_source(window: Window) -> None:
    page = window.open()
    window.ask(QUESTION)
    answer = page.locator("article.answer")
    expect(answer.locator(".verdict")).to_have_text("No, as of 2019")
    expect(answer.locator(".prose")).to_contain_text(DECIDING)
    expect(answer.locator(".source").first).to_contain_text("Migration Governance Profile: Costa Rica")


def test_a_mark_opens_the_page_beside_the_answer_with_the_quote_highlighted(window: Window) -> None:
    page = window.open()
    window.ask(QUESTION)
    page.locator("a.mark").first.click()
    mark = page.locator(".viewer .picture mark").first
    expect(mark).to_be_in_viewport()
    expect(mark).to_have_attribute("aria-label", f"{ENGLISH('viewer.quote')}: {DECIDING}")
    beside, answer = page.locator(".viewer").bounding_box(), page.locator("article.answer").bounding_box()
    assert beside is not None and answer is not None
    assert beside["x"] >= answer["x"] + answer["width"]
    expect(page.locator(".viewer")).to_be_focused()


def test_what_is_nearest_opens_its_page_with_the_sentence_highlighted(window: Window, phone: Window) -> None:
    page = window.open()
    window.ask("Is there a hotline for migrants in Costa Rica?")
    expect(page.locator("article.answer.not_found")).to_be_visible()
    link = page.locator("article.answer a.nearest")
    link.click()
    expect(page.locator(".viewer .picture mark").first).to_be_in_viewport()
    window.rest()  # While it redraws the answer, the app shows the old one and the new one.
    expect(link).to_have_attribute("aria-current", "true")
    other = phone.open(page.url.removeprefix(window.app.address))
    expect(other.locator(".viewer mark").first).to_be_visible()
    expect(other.locator("article.answer a.nearest")).to_have_attribute("aria-current", "true")


def test_an_answer_stays_where_it_is_read_and_its_page_stands_beside_it(window: Window) -> None:
    window.page.set_viewport_size({"width": 1280, "height": 520})
    page = window.open()
    window.ask(QUESTION)
    window.rest()
    answer = page.locator("article.answer").first
    expect(answer.locator(".verdict")).to_be_in_viewport()
    page.wait_for_timeout(700)  # A page that scrolls itself to its end does so after it is drawn.
    assert page.evaluate("document.querySelector('.stMain').scrollTop") == 0
    expect(page.get_by_test_id("stChatInputTextArea")).to_be_in_viewport()
    page.locator("a.mark").first.click()
    expect(page.locator(".viewer .picture mark").first).to_be_in_viewport()
    expect(page.get_by_label(ENGLISH("viewer.close"))).to_be_in_viewport()
    expect(answer.locator(".verdict")).to_be_in_viewport()
    page.locator("a.card").last.scroll_into_view_if_needed()
    expect(page.get_by_label(ENGLISH("viewer.close"))).to_be_in_viewport()


def test_the_link_that_was_followed_stays_under_the_cursor_as_a_page_opens_and_closes(window: Window) -> None:
    page = window.open()
    for question in (
        "Which agency is in charge of migration policy?",
        QUESTION,
        "Do migrants have access to emergency health care?",
    ):
        window.ask(question)
        window.rest()
    link = page.locator("article.answer").nth(1).locator("a.card").first
    link.scroll_into_view_if_needed()
    before = link.bounding_box()
    link.click()
    expect(page.locator(".viewer mark").first).to_be_in_viewport()
    assert before is not None
    page.wait_for_function(_STANDS_AT, arg=[link.get_attribute("data-open"), before["y"]])
    page.get_by_label(ENGLISH("viewer.close")).click()
    expect(page.locator(".viewer")).to_have_count(0)
    page.wait_for_function(_STANDS_AT, arg=[link.get_attribute("data-open"), before["y"]])


_STANDS_AT = """([opener, top]) => {
    const link = document.querySelector(`[data-open="${opener}"]`);
    return link && Math.abs(link.getBoundingClientRect().top - top) < 24;
}"""


def test_on_a_phone_the_highlighted_lines_are_shown_from_their_beginning(phone: Window) -> None:
    phone.page.set_viewport_size({"width": 500, "height": 800})
    page = phone.open()
    phone.ask("Which agency is in charge of migration policy?")
    page.locator("li.source", has_text="The General Directorate").locator("a.card").click()  # begins within a line
    expect(page.locator(".viewer .picture mark").first).to_be_in_viewport()
    page.wait_for_function(
        """() => {
            const frame = document.querySelector(".viewer .picture-frame").getBoundingClientRect();
            return [...document.querySelectorAll(".viewer .picture mark")]
                .every((line) => line.getBoundingClientRect().left >= frame.left);
        }"""
    )


def test_a_question_is_answered_though_the_page_is_reloaded_at_once(window: Window) -> None:
    page = window.open()
    page.get_by_test_id("stChatInputTextArea").fill(QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_url("**c=*")
    page.reload()
    window.rest()
    page.reload()  # the answer was being made as the page was drawn
    expect(page.locator("article.answer .prose")).to_contain_text(DECIDING)


def test_a_question_is_answered_though_something_else_is_clicked_meanwhile(window: Window) -> None:
    page = window.open()
    page.get_by_test_id("stChatInputTextArea").fill(QUESTION)
    page.keyboard.press("Enter")
    page.get_by_text("Español", exact=True).click()
    expect(page.locator("article.answer .prose")).to_contain_text(DECIDING)
    expect(page.locator("html")).to_have_attribute("lang", "es")


def test_nothing_is_asked_of_an_empty_field_and_a_question_that_is_too_long_can_be_shortened(window: Window) -> None:
    page = window.open()
    field = page.get_by_test_id("stChatInputTextArea")
    field.fill("   ")
    page.keyboard.press("Enter")
    window.rest()
    expect(page.get_by_role("heading", level=1)).to_have_text(ENGLISH("ask.title"))
    field.fill(f"{QUESTION} " * 60)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("shorten it")
    again = page.get_by_label(ENGLISH("ask.question_again"), exact=True)
    expect(again).to_have_value(re.compile("^" + re.escape(QUESTION)))
    again.fill(QUESTION)
    page.get_by_role("button", name=ENGLISH("ask.ask_again")).click()
    expect(page.locator("article.answer .prose")).to_contain_text(DECIDING)


def test_files_given_together_are_each_listed_once(window: Window, tmp_path: Path) -> None:
    names = [f"empty-{number}.txt" for number in range(10)]
    for name in names:
        (tmp_path / name).write_bytes(b"")
    page = window.open("/documents")
    page.locator("input[type=file]").set_input_files([str(tmp_path / name) for name in names])
    expect(page.locator(".task.failed").filter(has_text="empty-9.txt")).to_be_visible(timeout=60_000)
    window.rest()
    said = page.locator(".task strong").all_inner_texts()
    assert sorted(name for name in said if name in names) == names
    page.get_by_role("button", name=ENGLISH("work.dismiss")).click()
    expect(page.locator(".task")).to_have_count(0)


def test_pages_turn_text_shows_the_quote_and_back_returns(window: Window) -> None:
    page = window.open()
    window.ask(QUESTION)
    page.locator("a.card").first.click()
    page.locator(".viewer").get_by_text(ENGLISH("viewer.text"), exact=True).click()
    expect(page.locator(".page-text mark")).to_have_text(DECIDING)
    page.get_by_label(ENGLISH("viewer.next")).click()
    expect(page.locator(".viewer .count")).to_have_text("Page 3 of 3")
    page.go_back()
    expect(page.locator(".page-text mark")).to_have_text(DECIDING)
    page.get_by_label(ENGLISH("viewer.close")).click()
    expect(page.locator(".viewer")).to_have_count(0)
    expect(page.locator("a.card").first).to_be_focused()


def test_a_link_opens_the_same_conversation_page_and_quote_elsewhere(window: Window, phone: Window) -> None:
    page = window.open()
    window.ask(QUESTION)
    page.locator("a.mark").first.click()
    expect(page.locator(".viewer mark").first).to_be_visible()
    other = phone.open(page.url.removeprefix(window.app.address))
    expect(other.locator(".viewer mark").first).to_be_visible()
    expect(other.locator("article.answer .prose")).to_contain_text(DECIDING)


def test_an_uploaded_pdf_is_indexed_and_answers(window: Window, tmp_path: Path) -> None:
    pages = [("Seasonal permits", ["The seasonal permit of Honduras lasts nine months.", "It is free of charge."])]
    file = write_profile(tmp_path / "honduras.pdf", pages)
    page = window.open("/documents")
    page.locator("input[type=file]").set_input_files(str(file))
    expect(page.locator(".task.done")).to_contain_text(ENGLISH.count("work.added", 1), timeout=60_000)
    # Its details can be corrected here and in the list alike.
    field = page.get_by_label(ENGLISH("documents.title_field"), exact=True)
    expect(field).not_to_have_value("")
    title = field.input_value()
    row = page.locator("[class*=st-key-document-]").filter(has_text=title)
    row.get_by_role("button", name=ENGLISH("documents.change")).click()
    page.get_by_role("menuitem", name=ENGLISH("documents.correct")).click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("combobox", name=ENGLISH("documents.country_field"))).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    window.rest()
    page.locator("[data-testid=stSidebar]").get_by_text(ENGLISH("app.ask"), exact=True).click()
    page.wait_for_selector("[data-testid=stChatInputTextArea]")
    window.ask("How long does the seasonal permit of Honduras last?")
    expect(page.locator("article.answer .prose")).to_contain_text("nine months")
    page.locator("a.mark").first.click()
    expect(page.locator(".viewer .picture mark").first).to_be_visible()


def test_a_file_that_cannot_be_read_is_explained_and_the_app_goes_on(phone: Window, tmp_path: Path) -> None:
    file = tmp_path / "roto.pdf"
    file.write_bytes(b"%PDF-1.7\nnothing that follows is a PDF")
    page = phone.open("/documents")
    page.locator("input[type=file]").set_input_files(str(file))
    expect(page.locator(".task.failed")).to_contain_text(SPANISH("error.damaged"), timeout=60_000)
    phone.open()
    phone.ask(QUESTION)


def test_switching_the_language_changes_every_word_and_keeps_the_conversation(window: Window) -> None:
    page = window.open()
    window.ask(QUESTION)
    page.locator("[data-testid=stSidebar]").get_by_text("Español", exact=True).click()
    expect(page.get_by_test_id("stChatInputTextArea")).to_have_attribute("placeholder", SPANISH("ask.follow_up"))
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.locator("article.answer .prose")).to_contain_text(DECIDING)
    assert "lang=es" in page.url


def test_no_english_is_left_on_the_spanish_pages(phone: Window) -> None:
    english = {text for name, text in ENGLISH.phrases.items() if text != SPANISH.phrases[name] and "{" not in text}
    for path in ("/", "/documents", "/settings", "/trust"):
        page = phone.open(path)
        phone.rest()
        expect(page.get_by_test_id("stSkipToContent")).to_have_text(SPANISH("streamlit.skip"))
        shown = {line.strip() for line in page.inner_text("body").split("\n")}
        assert shown & english <= {"English"}, path  # a language is offered by its own name


@pytest.mark.parametrize("path", ["/", "/documents", "/settings", "/trust"])
def test_nothing_scrolls_sideways_on_a_phone(phone: Window, path: str) -> None:
    page = phone.open(path)
    if path == "/":
        phone.ask(QUESTION)
        page.locator("a.mark").first.click()
        expect(page.locator(".viewer mark").first).to_be_in_viewport()
        below, answer = page.locator(".viewer").bounding_box(), page.locator("article.answer").bounding_box()
        assert below is not None and answer is not None and below["y"] >= answer["y"] + answer["height"]
    widths = page.evaluate("[...document.querySelectorAll('.stMain, html')].map(e => [e.scrollWidth, e.clientWidth])")
    assert all(scroll <= client for scroll, client in widths)


def test_no_request_leaves_the_machine(window: Window) -> None:
    page = window.open()
    window.ask(QUESTION)
    page.locator("a.mark").first.click()
    expect(page.locator(".viewer mark").first).to_be_visible()
    for path in ("/documents", "/settings"):
        window.open(path)
        page.wait_for_timeout(500)
    assert window.asked
    assert window.left_the_machine() == []


def test_text_of_a_document_is_shown_and_never_run(window: Window) -> None:
    page = window.open("/documents")
    page.get_by_text(HOSTILE_TITLE).click()
    expect(page.locator(".page-text")).to_contain_text("lasts")
    assert page.title() == ENGLISH("app.name")
    assert page.locator("img[src*=tracker], script[src*=tracker], a[href*='javascript']").count() == 0
    assert window.left_the_machine() == []


def test_a_label_of_a_widget_shows_markup_as_text(window: Window) -> None:
    page = window.open()
    expect(page.locator("[class*=st-key-starter-]").first).to_be_visible(timeout=60_000)
    page.get_by_text(ENGLISH("filters.title"), exact=True).click()
    option = page.get_by_role("option").filter(has_text="alert(1)")
    for _ in range(5):
        # A list that was opened while the page was still being drawn closes again.
        page.get_by_label(ENGLISH("filters.document"), exact=True).click()
        page.wait_for_timeout(1_000)
        if option.is_visible():
            break
    expect(option).to_be_visible()
    assert "\\" not in option.inner_text()
    assert window.left_the_machine() == []


def test_everything_is_reached_by_keyboard(window: Window) -> None:
    page = window.open()
    window.ask(QUESTION)
    page.locator("a.mark").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".viewer")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".viewer a").first).to_be_focused()


def test_the_typeface_comes_with_the_app(window: Window) -> None:
    page = window.open()
    page.wait_for_timeout(500)
    assert page.evaluate("document.fonts.check('16px \"Public Sans\"')")
    assert any(re.search(r"/app/static/public-sans-latin\.woff2$", url) for url in window.asked)


def test_an_answer_is_copied_with_its_references(window: Window) -> None:
    page = window.open()
    window.ask(QUESTION)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_text(ENGLISH("answer.copy"), exact=True).click()
    expect(page.get_by_text(ENGLISH("answer.copied"), exact=True)).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert QUESTION in copied and "[1] Migration Governance Profile: Costa Rica, Gender and strategy, p. 2" in copied


@pytest.mark.parametrize(("name", "suffix"), [("export.word", ".docx"), ("export.markdown", ".md")])
def test_a_conversation_is_exported(window: Window, name: str, suffix: str) -> None:
    page = window.open()
    window.ask(QUESTION)
    page.get_by_role("button", name=ENGLISH("export.title")).click()
    with page.expect_download() as download:
        page.get_by_role("button", name=ENGLISH(name)).click()
    assert download.value.suggested_filename.endswith(suffix)
    assert download.value.path().stat().st_size > 300


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_the_app_stays_below_500_megabytes_with_every_page_seen(browser: Browser, tmp_path: Path) -> None:
    """Of an app of its own: how many windows other tests opened before must not decide."""
    for app in serving(sample_store(), tmp_path):
        context = browser.new_context()
        window = Window(context.new_page(), app)
        window.open()
        window.ask(QUESTION)
        for name in PAGES:
            window.open(f"/{name}")
        status = Path(f"/proc/{app.pid}/status").read_text(encoding="utf-8")
        context.close()
    most = re.search(r"VmHWM:\s+(\d+) kB", status)
    assert most is not None and int(most[1]) < 500_000
