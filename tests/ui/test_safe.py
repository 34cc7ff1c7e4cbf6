from __future__ import annotations

import re

import pytest

from assistant.ui.safe import html, label, web_address

HOSTILE = [
    "![x](http://tracker.example/x.png)",
    "[a](javascript:alert(1))",
    "<script>alert(1)</script>",
    "$x^2$",
    ":smile:",
    ":red[text]",
    ":material/delete:",
    "www.tracker.example",
    "https://tracker.example/a",
    "someone@tracker.example",
    "`code` **bold** ~~gone~~ _x_",
    "# heading",
    "> quote",
    "1. list",
    "a | b",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_html_shows_the_text_and_makes_no_tag(text: str) -> None:
    shown = html(text)
    assert "<" not in shown and '"' not in shown
    assert shown.replace("&lt;", "<").replace("&gt;", ">") == text


@pytest.mark.parametrize("text", HOSTILE)
def test_a_label_looks_the_same_and_holds_no_working_markdown(text: str) -> None:
    shown = label(text)
    assert shown.replace("\\", "").replace("\u2060", "") == text
    assert not re.search(r"[]!\[<>$*_`~#|()\\]", re.sub(r"\\.", "", shown))
    assert not re.search(r"://|:\w+:|:\w+\[|www\.|\w@\w", shown.replace("\\", ""))


def test_characters_that_turn_or_hide_text_are_dropped() -> None:
    assert html("a\u202eb\x00c\u2028d") == "abcd"
    assert label("a\nb\tc") == "a b c"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "", None, "https://a b"]
)
def test_only_addresses_of_the_web_are_links(url: str | None) -> None:
    assert web_address(url) is None


def test_an_address_of_the_web_is_kept() -> None:
    assert web_address("https://panama.iom.int/x?y=1") == "https://panama.iom.int/x?y=1"
