from __future__ import annotations

import json
import re
import threading
import time
from html import unescape
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from streamlit.testing.v1 import AppTest

from assistant.conversations import Conversations
from assistant.learning.glossary import Entry, load_glossary
from assistant.wording import wording
from ingest.store import Store
from tests.ui.conftest import Open
from tests.ui.sample import DECIDING, HOSTILE_TITLE, QUESTION

ENGLISH, SPANISH = wording("en"), wording("es")


def page(app: AppTest) -> str:
    """All HTML on the page."""
    return "\n".join(str(element.proto.body) for element in app.html)


def words(app: AppTest) -> str:
    return unescape(re.sub(r"<[^>]+>", "", page(app)))


def ask(app: AppTest, question: str) -> AppTest:
    app.chat_input[0].set_value(question).run()
    assert not app.exception
    return app


def links(app: AppTest, name: str) -> list[str]:
    return [unescape(href) for href in re.findall(rf'<a class="{name}"[^>]*href="([^"]+)"', page(app))]


def follow(app: AppTest, href: str) -> AppTest:
    app.query_params.clear()
    for pair in href.removeprefix("?").split("&"):
        key, _, value = pair.partition("=")
        app.query_params[key] = value
    return app.run()


def test_the_first_page_shows_the_question_box_and_what_is_loaded(store: Path, open_app: Open) -> None:
    app = open_app()
    assert app.title[0].value == ENGLISH("ask.title")
    assert app.chat_input[0].placeholder == ENGLISH("ask.placeholder")
    assert "2 documents, dated 2019" in words(app)
    assert "Migration Governance Profile: Costa Rica" in words(app)


def test_questions_to_begin_with_are_made_from_the_documents(store: Path, open_app: Open) -> None:
    app = open_app()
    for _ in range(60):
        if starters := [b for b in app.button if str(b.key).startswith("starter-")]:
            break
        time.sleep(0.5)
        app.run()
    assert starters
    starters[0].click().run()
    assert not app.exception
    assert len(links(app, "mark")) >= 1


def test_what_the_first_answer_needs_is_read_while_it_is_being_typed(
    store: Path, open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def reading(corpus: Path) -> tuple[Entry, ...]:
        read.append(threading.current_thread().name)
        return load_glossary(corpus)

    monkeypatch.setattr("assistant.ui.explained.load_glossary", reading)
    app = open_app()
    while any(t.name == "rehearse" for t in threading.enumerate()):
        time.sleep(0.1)
    ask(app, QUESTION)
    assert read == ["rehearse"]


def test_an_answer_shows_verdict_prose_marks_and_sources(store: Path, open_app: Open) -> None:
    app = ask(open_app(), QUESTION)
    assert 'class="verdict verdict-no"' in page(app)
    assert "No, as of 2019" in words(app)
    assert DECIDING in words(app)
    card = re.search(r'<li class="source".*?</li>', page(app), re.DOTALL)
    assert card is not None
    for expected in ("Migration Governance Profile: Costa Rica", "page 2", "2019", "Profile, secondary source"):
        assert expected in unescape(card[0])


def test_the_verdict_is_said_once(store: Path, open_app: Open) -> None:
    app = ask(open_app(), QUESTION)
    assert words(app).count("No, as of 2019") == 1


def test_a_mark_leads_to_the_page_with_the_quote_marked(store: Path, open_app: Open) -> None:
    app = ask(open_app(), QUESTION)
    follow(app, links(app, "mark")[0])
    assert not app.exception
    assert "Page 2 of 3" in words(app)
    assert '<div class="picture"><img alt="Page 2 of ' in page(app)
    assert re.search(r"<mark [^>]*style=", page(app))


def test_the_same_link_shows_the_text_of_the_page_where_that_is_wanted(store: Path, open_app: Open) -> None:
    app = ask(open_app(), QUESTION)
    follow(app, links(app, "mark")[0] + "&view=text")
    assert f"<mark>{DECIDING}</mark>" in page(app)


def test_a_link_alone_opens_document_page_and_quote(store: Path, open_app: Open) -> None:
    app = ask(open_app(), QUESTION)
    opened = follow(open_app(), links(app, "mark")[0])
    assert "Page 2 of 3" in words(opened)
    assert DECIDING in words(opened)


def test_the_conversation_is_in_the_address_and_opens_again(store: Path, open_app: Open) -> None:
    app = ask(open_app(), QUESTION)
    conversation = app.query_params["c"]
    conversation = conversation[0] if isinstance(conversation, list) else conversation
    assert [a.question for a in Conversations.of(store).answers(conversation)] == [QUESTION]
    assert DECIDING in words(open_app(c=conversation))


def test_what_the_documents_do_not_hold_is_said_with_dignity(store: Path, open_app: Open) -> None:
    app = ask(open_app(), "How many ferries cross the Gulf of Nicoya each week?")
    assert re.search(r'verdict-(not_found|out_of_scope)"', page(app))
    assert not links(app, "mark")
    assert ENGLISH("ask.add_documents") in [link.label for link in app.page_link]


def test_an_earlier_question_is_completed_in_view(store: Path, open_app: Open) -> None:
    app = ask(ask(open_app(), QUESTION), "And for health care?")
    assert "Read together with:" in words(app)


def fetched(app: AppTest) -> list[str]:
    """Tags that run or fetch something, except links to click on and pictures drawn by the app."""
    soup = BeautifulSoup(page(app), "html.parser")
    tags = soup.find_all(lambda tag: tag.name in ("script", "iframe", "object", "form") or tag.has_attr("src"))
    handlers = soup.find_all(lambda tag: any(name.startswith("on") for name in tag.attrs))
    return [str(tag) for tag in (*tags, *handlers) if not str(tag.get("src", "")).startswith("data:image/webp")]


def test_the_question_itself_is_never_markup(store: Path, open_app: Open) -> None:
    question = "Is <img src=http://x.example onerror=alert(1)> :smile: [a](javascript:x) a strategy?"
    app = ask(open_app(), question)
    assert fetched(app) == []
    assert question in words(app)


def test_titles_and_text_of_documents_are_never_markup(store: Path, open_app: Open) -> None:
    app = ask(open_app(), "How long does the labour market test last?")
    assert fetched(app) == []
    assert HOSTILE_TITLE in words(open_app())


def test_filters_limit_the_search(store: Path, open_app: Open) -> None:
    app = open_app()
    documents = next(m for m in app.multiselect if m.label == ENGLISH("filters.document"))
    with Store.open(store) as opened:
        hostile = next(d.id for d in opened.documents() if d.metadata.title == HOSTILE_TITLE)
    documents.set_value([hostile]).run()
    assert DECIDING not in words(ask(app, QUESTION))


def test_a_date_that_is_none_is_pointed_out(store: Path, open_app: Open) -> None:
    app = open_app()
    next(t for t in app.text_input if t.label == ENGLISH("filters.as_of")).set_value("last year").run()
    assert ENGLISH("documents.bad_date") in [c.value for c in app.caption]


def test_a_judgement_with_its_reason_is_kept(store: Path, open_app: Open) -> None:
    app = ask(open_app(), QUESTION)
    app.feedback[0].set_value(0).run()
    reasons = next(p for p in app.pills if p.label == ENGLISH("feedback.reasons"))
    reasons.set_value(["incomplete"])
    next(b for b in app.button if b.label == ENGLISH("feedback.send")).click().run()
    assert ENGLISH("feedback.thanks") in [c.value for c in app.caption]
    kept = json.loads((store.with_name("documents-app") / "feedback.jsonl").read_text(encoding="utf-8"))
    assert (kept["useful"], kept["reasons"], kept["question"]) == (False, ["incomplete"], QUESTION)


def test_suggestions_can_be_asked_with_a_click(store: Path, open_app: Open) -> None:
    app = ask(open_app(), QUESTION)
    buttons = [b for b in app.button if str(b.key).startswith("next-")]
    assert buttons
    buttons[0].click().run()
    assert len(re.findall(r'<h2 class="question', page(app))) == 2


def test_without_documents_the_page_says_where_to_add_them(open_app: Open) -> None:
    app = open_app()
    assert ENGLISH("ask.empty") in words(app)
    assert not app.chat_input


def test_the_spanish_page_is_spanish(store: Path, open_app: Open) -> None:
    app = ask(open_app(lang="es"), QUESTION)
    shown = {e.label for e in (*app.button, *app.multiselect, *app.text_input, *app.page_link) if e.label}
    english_only = {ENGLISH.phrases[k] for k in ENGLISH.phrases if ENGLISH.phrases[k] != SPANISH.phrases[k]}
    assert not shown & english_only


def test_switching_the_language_keeps_the_conversation(store: Path, open_app: Open) -> None:
    app = ask(open_app(), QUESTION)
    app.segmented_control[0].set_value("es").run()
    assert not app.exception
    assert app.chat_input[0].placeholder == SPANISH("ask.follow_up")
    assert DECIDING in words(app)
