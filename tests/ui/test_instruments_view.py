from __future__ import annotations

from bs4 import BeautifulSoup

from assistant.instruments.register import Register
from assistant.settings import Settings
from assistant.ui.address import Address
from assistant.ui.desk import phrases
from assistant.ui.frame import Frame
from assistant.ui.instruments_view import InstrumentView, list_html
from assistant.wording import wording

REGISTER = Register.load(Settings().corpus, ())


def test_every_instrument_can_be_reached_from_the_list() -> None:
    entries = REGISTER.search("", "en")
    soup = BeautifulSoup(list_html(entries, Frame(Address(), wording("en")), 10), "html.parser")
    assert len(soup.select("a.card")) == len(entries)
    more = soup.select_one("details.more")
    assert more is not None
    assert len(more.select("a.card")) == len(entries) - 10
    assert more.select_one("summary").get_text() == wording("en").count("instruments.show_more", len(entries) - 10)  # type: ignore[union-attr]


def test_where_something_is_known_from_is_said_in_the_language_of_the_page() -> None:
    entry = REGISTER.get("executive-decree-612-2018")
    assert entry is not None
    view = InstrumentView(entry, REGISTER, Frame(Address("es"), wording("es")))
    said = view.facts() + view.relations(REGISTER.relations(entry))
    assert phrases("es")("public_source.press") in said
    assert "press" not in BeautifulSoup(said, "html.parser").get_text().split()
