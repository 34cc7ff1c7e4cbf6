from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from assistant.ui.address import Address
from assistant.ui.page_image import find
from assistant.ui.viewer import PageImage, PageView, draw_page
from assistant.wording import wording
from ingest.document import DocumentType, Metadata, Page
from tests.ui.sample import DECIDING, write_profile

META = Metadata("Profile", DocumentType.PROFILE, "CRI", "en", "2019")
PAGES = (Page(1, "One."), Page(2, "Before. The <quote>. After."), Page(3, ""))
AT_QUOTE = Address(None, None, "d1", 2, (8, 20))


def drawn(address: Address, image: PageImage | None = None, drawable: bool = False) -> BeautifulSoup:
    return BeautifulSoup(PageView(META, PAGES, address, wording("en"), image, drawable).html(), "html.parser")


def test_the_text_of_the_page_is_shown_with_the_quote_marked() -> None:
    soup = drawn(AT_QUOTE)
    assert [m.get_text() for m in soup.select(".page-text mark")] == ["The <quote>."]
    assert soup.select_one(".page-text").get_text() == PAGES[1].text  # type: ignore[union-attr]


def test_neighbouring_pages_are_one_click_away() -> None:
    targets = [Address.of_link(str(a["href"])).page for a in drawn(AT_QUOTE).select("a.step")]
    assert targets == [1, 3]
    assert [Address.of_link(str(a["href"])).page for a in drawn(Address(document="d1", page=1)).select("a.step")] == [2]


@pytest.mark.parametrize(("page", "phrase"), [(3, "viewer.page_only_text"), (9, "viewer.no_page")])
def test_a_page_without_text_or_out_of_range_says_so(page: int, phrase: str) -> None:
    assert wording("en")(phrase) in drawn(Address(document="d1", page=page)).get_text()


def test_a_span_beyond_the_page_marks_nothing_and_loses_nothing() -> None:
    soup = drawn(Address(None, None, "d1", 2, (500, 600)))
    assert not soup.select("mark")
    assert PAGES[1].text in soup.get_text()


def test_a_page_of_a_pdf_is_drawn_with_the_quote_found_on_it(tmp_path: Path) -> None:
    image = draw_page(write_profile(tmp_path / "a.pdf"), 2, DECIDING)
    assert image is not None
    (left, top, width, height), *others = image.boxes
    assert not others
    assert 0.1 < left < 0.2 and 0.1 < top < 0.2 and 0.4 < width < 0.7 and height < 0.03


def test_a_quote_is_found_across_broken_lines_hyphens_and_ligatures() -> None:
    assert find("theofficeofmigrationdecides", "officeofmigration") == (3, 20)
    assert find("abcdef", "") is None
    page = "thefirstpartofthequotedsentence" + "7" + "thesecondpartofthequotedsentence"
    assert find(page, page.replace("7", "")) == (0, len(page))


def test_a_file_that_cannot_be_drawn_falls_back_to_its_text(tmp_path: Path) -> None:
    broken = tmp_path / "b.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing")
    assert draw_page(broken, 1, "x") is None
    soup = drawn(AT_QUOTE, None, drawable=True)
    assert wording("en")("viewer.no_image") in soup.get_text()
    assert soup.select(".page-text mark")


def test_a_quote_that_is_not_found_on_the_picture_is_said_so() -> None:
    soup = drawn(AT_QUOTE, PageImage("", 10, 10, ()), drawable=True)
    assert wording("en")("viewer.quote_not_on_image") in soup.get_text()
