from __future__ import annotations

from dataclasses import replace

from bs4 import BeautifulSoup

from assistant.answer import Answer, Citation, Status, Verdict
from assistant.exports.text import plain_text
from assistant.ui.address import Address
from assistant.ui.answer_view import SHOWN_SOURCES, AnswerView, well_put
from assistant.wording import wording

CITATION = Citation(
    mark=1,
    document_id="d1",
    title="Profile of <Testland>",
    type="profile",
    country=None,
    language="en",
    page=7,
    section="2 Policy > 2.2 Areas with potential",
    article=None,
    quote="There is no strategy.",
    start=10,
    end=31,
    translation=None,
    as_of="2019",
    authority="secondary",
    url="https://example.org/profile",
)
ANSWER = Answer(
    question="Is there a strategy?",
    language="en",
    status=Status.ANSWERED,
    verdict=Verdict.NO,
    answer="No, as of 2019: “There is no strategy.” [1]",
    citations=(CITATION,),
    caveats=("The source dates from 2019.",),
)


def drawn(answer: Answer, address: Address | None = None) -> BeautifulSoup:
    return BeautifulSoup(AnswerView(answer, 1, address or Address(conversation="abcdefgh12")).html(), "html.parser")


def text(soup: BeautifulSoup, selector: str) -> list[str]:
    return [" ".join(tag.get_text().split()) for tag in soup.select(selector)]


def test_the_verdict_is_a_word_a_date_and_a_shape() -> None:
    soup = drawn(ANSWER)
    assert text(soup, ".verdict") == ["No, as of 2019"]
    assert soup.select(".verdict .shape[aria-hidden=true]")


def test_the_prose_does_not_repeat_the_verdict() -> None:
    assert text(drawn(ANSWER), ".prose") == ["“There is no strategy.” [1]"]


def test_prose_that_begins_otherwise_is_left_whole() -> None:
    said = replace(ANSWER, answer="The documents do not bear it out, as of 2019: “There is no strategy.” [1]")
    assert text(drawn(said), ".prose") == [said.answer]


def test_every_mark_and_card_leads_to_document_page_and_quote() -> None:
    soup = drawn(ANSWER)
    wanted = Address("es", "abcdefgh12", "d1", 7, (10, 31))
    links = [str(a["href"]) for a in drawn(ANSWER, Address("es", "abcdefgh12")).select("a.mark, a.card")]
    assert [Address.of_link(href) for href in links] == [wanted, wanted]
    assert soup.select_one("a.mark")["aria-label"] == "Open source 1: Profile of <Testland>, page 7"  # type: ignore[index]


def test_a_card_names_title_section_page_date_kind_and_quote() -> None:
    soup = drawn(ANSWER)
    assert text(soup, ".source .title") == ["Profile of <Testland>"]
    assert text(soup, ".source .meta") == [
        "2.2 Areas with potential · page 7 · 2019 · Profile, secondary source · Official page"
    ]
    assert text(soup, ".source blockquote") == ["There is no strategy."]


def test_the_open_citation_is_marked_as_current() -> None:
    here = Address(None, "abcdefgh12").at_citation(CITATION)
    assert len(drawn(ANSWER, here).select("[aria-current=true]")) == 2
    assert not drawn(ANSWER).select("[aria-current=true]")


def test_caveats_stand_apart() -> None:
    assert text(drawn(ANSWER), "aside.caveats li") == ["The source dates from 2019."]


def test_a_quote_of_the_other_language_says_so_to_readers_and_screen_readers() -> None:
    spanish = replace(ANSWER, language="es", answer="No, según datos de 2019: «There is no strategy.» [1]")
    soup = drawn(spanish)
    assert soup.article is not None and soup.article["lang"] == "es"
    assert text(soup, ".prose [lang=en]") == ["There is no strategy."]
    assert soup.select("blockquote[lang=en]")
    assert "Inglés" in text(soup, ".source .meta")[0]


def test_a_summary_names_what_it_summarises() -> None:
    brief = replace(CITATION, type="brief", authority="summary", summarises="Profile (2019)")
    soup = drawn(replace(ANSWER, citations=(brief,)))
    assert "Summary by this project" in text(soup, ".source .meta")[0]
    assert text(soup, ".source .note") == ["Summary of: Profile (2019)"]


def test_not_found_says_what_was_searched_and_who_may_hold_it() -> None:
    nothing = Answer(
        question="How long does it take?",
        language="en",
        status=Status.NOT_FOUND,
        verdict=None,
        answer="The documents do not state this. 2 documents were searched.",
        suggestions=("The statistics office may hold it.", "Who decides?"),
        searched=("Profile (2019)", "Fact sheet (2022)"),
    )
    soup = drawn(nothing)
    assert text(soup, ".verdict") == ["The documents do not state this"]
    assert text(soup, ".prose") == ["2 documents were searched."]
    assert text(soup, ".guidance > ul li") == ["The statistics office may hold it."]
    assert text(soup, ".guidance details li") == ["Profile (2019)", "Fact sheet (2022)"]


def test_the_place_of_what_is_nearest_opens_its_page_at_the_sentence() -> None:
    for language, advice in (
        ("en", "Nearest in the documents: Profile of <Testland>, 1.2 Gender, p. 2: “There is no strategy.”"),
        ("es", "Lo más cercano en los documentos: Profile of <Testland>, 1.2 Gender, p. 2: «There is no strategy.»"),
    ):
        near = replace(CITATION, page=2)
        silent = replace(ANSWER, status=Status.NOT_FOUND, verdict=None, citations=(), language=language)
        soup = drawn(replace(silent, suggestions=(advice, "The office may hold it."), nearest=near))
        assert text(soup, ".guidance > ul li") == [advice, "The office may hold it."]
        link = soup.select_one(".guidance a.nearest")
        assert link is not None and link.get_text() == "Profile of <Testland>, 1.2 Gender, p. 2"
        opened = Address.of_link(str(link["href"]))
        assert (opened.document, opened.page, opened.span) == (near.document_id, 2, (near.start, near.end))
        assert not soup.select(".sources")


def test_sources_that_differ_stand_side_by_side() -> None:
    other = replace(CITATION, mark=2, document_id="d2", title="Report", as_of="2021", quote="A strategy exists.")
    conflict = replace(
        ANSWER,
        status=Status.CONFLICT,
        verdict=None,
        answer="“There is no strategy.” [1] “A strategy exists.” [2]",
        citations=(CITATION, other),
    )
    soup = drawn(conflict)
    assert text(soup, ".verdict") == ["The documents differ"]
    assert text(soup, ".side h3") == ["Profile of <Testland>", "Report"]
    first, second = text(soup, ".side .meta")
    assert first.startswith("2019 · Profile") and second.startswith("2021 · ")


def test_lists_are_lists() -> None:
    listed = replace(ANSWER, verdict=None, answer="Two bodies:\n- the council [1]\n- the commission [1]")
    soup = drawn(listed)
    assert text(soup, ".prose p") == ["Two bodies:"]
    assert text(soup, ".prose li") == ["the council [1]", "the commission [1]"]


def test_many_sources_wait_behind_one_click() -> None:
    many = tuple(replace(CITATION, mark=n, start=n) for n in range(1, 8))
    soup = drawn(replace(ANSWER, citations=many))
    assert len(soup.select(".sources > ol > li")) == SHOWN_SOURCES
    assert text(soup, ".sources summary") == ["3 more sources"]


def test_a_mark_without_a_source_stays_text() -> None:
    assert not drawn(replace(ANSWER, answer="Stated. [9]")).select("a.mark")


def test_nothing_in_an_answer_becomes_markup() -> None:
    evil = '<img src="http://x.example/p.png" onerror="alert(1)">"\' [1]'
    citation = replace(CITATION, title=evil, section=evil, quote=evil, url="javascript:alert(1)", summarises=evil)
    soup = drawn(replace(ANSWER, answer=evil, caveats=(evil,), citations=(citation,), understood_as=evil))
    assert not soup.select("img, script, [onerror], a[href^=javascript]")
    assert all(str(a["href"]).startswith("?") for a in soup.select("a"))


def test_a_quote_whose_letters_the_file_has_broken_is_shown_readable_and_copied_letter_for_letter() -> None:
    broken = replace(CITATION, quote="IOM has 3 o\ufffdces and a sub-o\ufffdce.", summarises=None)
    soup = drawn(replace(ANSWER, citations=(broken,)))
    assert text(soup, ".source blockquote") == ["IOM has 3 offices and a sub-office."]
    assert broken.quote in plain_text(
        replace(ANSWER, answer=f"“{broken.quote}” [1]", citations=(broken,)), wording("en")
    )


def test_a_question_as_it_was_understood_says_its_articles_once() -> None:
    for completed, said in (
        ("¿Los los niños tienen acceso a la salud?", "¿Los niños tienen acceso a la salud?"),
        ("¿Los las mujeres tienen acceso a la la educación?", "¿Las mujeres tienen acceso a la educación?"),
        ("¿Tienen acceso a la el trabajo?", "¿Tienen acceso al trabajo?"),
        ("Do the the children have access to a the school?", "Do the children have access to the school?"),
        ("Is there a plan? (on: What is a law?)", "Is there a plan? (on: What is a law?)"),
        ("Has Testland ratified the the 1990 one Convention?", "Has Testland ratified the 1990 Convention?"),
        ("¿Testland ratificó la Convención de la de 1990?", "¿Testland ratificó la Convención de 1990?"),
        ("¿Qué dice el Decreto A de la Ley?", "¿Qué dice el Decreto A de la Ley?"),
    ):
        assert well_put(completed) == said
    drawing = drawn(replace(ANSWER, understood_as="¿Los los niños tienen acceso a la salud?", language="es"))
    assert text(drawing, ".understood") == ["Se entendió así: ¿Los niños tienen acceso a la salud?"]


def test_a_turn_that_was_read_with_another_names_that_one_and_does_not_repeat_itself() -> None:
    drawing = drawn(replace(ANSWER, understood_as="and what about children? (on: Do migrants have health care?)"))
    assert text(drawing, ".understood") == ["Read together with: Do migrants have health care?"]
    drawing = drawn(replace(ANSWER, understood_as="¿y los niños? (sobre: ¿Hay un plan?)", language="es"))
    assert text(drawing, ".understood") == ["Leída junto con: ¿Hay un plan?"]
