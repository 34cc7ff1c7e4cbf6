from __future__ import annotations

import pytest

from ingest.cleaning import (
    clean,
    clean_heading,
    clean_with_spans,
    is_boilerplate,
    joined,
    leads_elsewhere,
    mend,
    running_lines,
)
from ingest.document import Line, RawPage


def test_ligatures_odd_spaces_and_invisible_characters_become_plain_text() -> None:
    assert clean("e\ufb00ective\u00a0 \u2009of\ufb01ce\u200b  sta\ufb04 ") == "effective office staffl"


def test_a_broken_character_stays_in_the_page_text() -> None:
    assert clean("the O\ufffdce of  the envoy") == "the O\ufffdce of the envoy"


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("the \ufffdeld o\ufffdce", "the field office"),
        ("tra\ufffdcking e\ufffdectively", "trafficking effectively"),
        ("131 sta\ufffd,", "131 staff,"),
        ("digni\ufffded Pro\ufffdles \ufffdows", "dignified Profiles flows"),
    ],
)
def test_broken_characters_are_read_as_the_ligature_that_makes_a_word(broken: str, whole: str) -> None:
    assert mend(broken, "en") == whole


def test_spanish_words_are_mended_by_spanish() -> None:
    assert mend("con\ufffdanza y \ufffdujo", "es") == "confianza y flujo"


def test_a_broken_character_that_makes_no_word_is_left() -> None:
    assert mend("Qx\ufffdzzt", "en") == "Qx\ufffdzzt"


@pytest.mark.parametrize(
    ("left", "right", "whole"),
    [
        ("the govern-", "ment of", "the government of"),
        ("a well-", "managed policy", "a well-managed policy"),
        ("for the 2017–", "2022 period", "for the 2017–2022 period"),
        ("del gobier-", "no nacional", "del gobierno nacional"),
        ("COVID-", "19 response", "COVID- 19 response"),
        ("plain end", "and start", "plain end and start"),
    ],
)
def test_lines_of_a_paragraph_are_joined_as_they_were_meant(left: str, right: str, whole: str) -> None:
    assert joined(left, right, "es" if "gobier" in left else "en") == whole


def test_spans_follow_their_characters_through_cleaning() -> None:
    raw = "  countries.5  In   addition.12"
    text, spans = clean_with_spans(raw, tuple((raw.index(m), raw.index(m) + len(m)) for m in ("5", "12")))
    assert [text[a:b] for a, b in spans] == ["5", "12"]


def _pages(*texts: str) -> list[RawPage]:
    return [RawPage(n, tuple(Line(t) for t in text.split("\n"))) for n, text in enumerate(texts, 1)]


def test_repeated_edges_and_page_numbers_are_running_lines() -> None:
    pages = _pages(
        *(f"Profile of a country\nText {word} here.\nMore of {word}.\npage {n}" for n, word in enumerate("abc", 1))
    )
    assert running_lines(pages) == {(p, i) for p in range(3) for i in (0, 3)}


def test_spanish_page_numbers_and_bare_counting_ones_are_running_lines() -> None:
    assert (0, 2) in running_lines(_pages("Uno.\nDos.\nPágina 1 de 9"))
    bare = running_lines(_pages("A text.\n11", "Other text.\n12", "Third text.\n13"))
    assert bare == {(0, 1), (1, 1), (2, 1)}


def test_a_heading_that_differs_from_the_header_in_capitals_stays() -> None:
    pages = _pages("Some Office\nSOME OFFICE\nIt works.", "Some Office\nIt goes on.", "Some Office\nIt ends.")
    assert (0, 1) not in running_lines(pages)


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/a/b.pdf",
        "https://example.org someone@example.org",
        "+507 123-4567",
        "@someoffice",
        "Youtube: Some Office",
        "Add caption here",
        "Map displaying location of Panama",
        "Learn more about the plan here.",
        "For more information, please contact Ana Paz, at ana@example.org.",
        "Para más información, visite el portal de la institución.",
        "Calle Primera, Edificio 110, Ciudad del Saber",
        "Inicio",
    ],
)
def test_links_contacts_and_navigation_are_boilerplate(text: str) -> None:
    assert is_boilerplate(text)


@pytest.mark.parametrize(
    "text",
    [
        "Refugees - 2,531",
        "Population figures as of June 2020",
        "Government institutions at central and local levels.",
        "The profiles are published on https://example.org/profiles and vetted by the ministries beforehand.",
        "Executive Decree No. 320 of 2008",
        "Donors.",
    ],
)
def test_figures_dates_and_short_statements_are_content(text: str) -> None:
    assert not is_boilerplate(text)


def test_a_sentence_that_only_leads_to_another_page_is_told() -> None:
    assert leads_elsewhere("Find the annex here.")
    assert not leads_elsewhere("Find the annex in section 3 of this report.")


def test_the_name_of_an_icon_leaves_the_heading() -> None:
    assert clean_heading("prot iconProtection") == "Protection"
