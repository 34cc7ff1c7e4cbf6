from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import docx

from assistant.exports.markdown import conversation_markdown
from assistant.exports.text import plain_text
from assistant.exports.word import conversation_word
from assistant.wording import wording
from tests.ui.test_answer_view import ANSWER, CITATION

DAY = date(2026, 3, 5)


def test_text_carries_the_answer_and_its_references() -> None:
    assert plain_text(ANSWER, wording("en")) == (
        "Is there a strategy?\n\n"
        "No, as of 2019: “There is no strategy.” [1]\n\n"
        "The source dates from 2019.\n\n"
        "Sources:\n"
        "[1] Profile of <Testland>, 2.2 Areas with potential, p. 7, 2019, https://example.org/profile\n"
    )


def test_markdown_holds_question_verdict_answer_and_quotes() -> None:
    text = conversation_markdown([ANSWER], wording("es"), DAY)
    assert "Exportado el 5 de marzo de 2026" in text
    assert "## Is there a strategy?" in text
    assert "> There is no strategy." in text


def test_markdown_makes_the_text_of_documents_harmless() -> None:
    evil = replace(CITATION, quote="![x](http://t.example/p.png) <script>x</script>")
    text = conversation_markdown([replace(ANSWER, citations=(evil,))], wording("en"), DAY)
    assert "![" not in text and "<script" not in text.replace("\\<", "")


def test_word_opens_with_question_answer_caveat_and_quote() -> None:
    document = docx.Document(io.BytesIO(conversation_word([ANSWER, ANSWER], wording("en"), DAY)))
    lines = [p.text for p in document.paragraphs]
    assert lines.count("Is there a strategy?") == 2
    assert ANSWER.answer in lines and "The source dates from 2019." in lines and "There is no strategy." in lines
    assert document.core_properties.title == wording("en")("export.heading")


def test_word_takes_characters_that_xml_forbids() -> None:
    assert conversation_word([replace(ANSWER, answer="a\x00b\x0bc")], wording("en"), DAY)
