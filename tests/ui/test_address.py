from __future__ import annotations

import pytest

from assistant.ui.address import Address


def test_a_link_carries_language_conversation_document_page_and_quote() -> None:
    address = Address("es", "abcdefgh1234", "d666eccec43ef", 7, (10, 42), True)
    assert Address.of_link(address.href()) == address


def test_the_plain_page_has_no_parameters() -> None:
    assert Address().parameters() == {}


def test_closing_keeps_language_and_conversation() -> None:
    address = Address("es", "abcdefgh1234", "d666eccec43ef", 7, (10, 42))
    assert address.closed() == Address("es", "abcdefgh1234")


@pytest.mark.parametrize(
    "parameters",
    [
        {"lang": "fr"},
        {"c": "../../etc/passwd"},
        {"doc": "<script>"},
        {"page": "-1"},
        {"page": "9" * 40},
        {"doc": "", "q": "5-1"},
        {"q": "1-2"},
    ],
)
def test_values_that_make_no_sense_are_left_out(parameters: dict[str, str]) -> None:
    assert Address.read(parameters) == Address()
