from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest

from ingest.document import BlockKind, Line, RawDocument, RawPage, Sentence
from ingest.readers import read_file
from ingest.structure import Structured, build

PANAMA = (
    "mgi-profile-panama-2019", "gcr-mirps-panama", "iom-panama-documents-page", "iom-panama-fact-sheet",
    "iom-panama-training-2021",
)  # fmt: skip


def _raw(*pages: str) -> RawDocument:
    return RawDocument(tuple(RawPage(n, tuple(Line(t) for t in p.split("\n"))) for n, p in enumerate(pages, 1)))


def _sentences(structured: Structured) -> list[Sentence]:
    return [sentence for passage in structured.passages for sentence in passage.sentences]


def _read(*pages: str, language: str = "en") -> list[Sentence]:
    return _sentences(build(_raw(*pages), language=language))


def _one(found: list[Sentence], words: str) -> Sentence:
    return next(s for s in found if words in s.text)


# --- sections -------------------------------------------------------------------------------------------------------


def test_a_heading_over_two_lines_and_a_numbered_one_make_the_section_path() -> None:
    text = (
        "USES EVIDENCE AND A JOINT\nAPPROACH\n\n2.2. Areas with potential\n\nThere is no strategy yet.\n\n"
        "3.1. Areas that are developed\n\nThe council meets each month."
    )
    found = _read(text)
    assert _one(found, "no strategy").section == "USES EVIDENCE AND A JOINT APPROACH > 2.2. Areas with potential"
    assert _one(found, "council").section == "USES EVIDENCE AND A JOINT APPROACH > 3.1. Areas that are developed"


def test_a_question_over_a_paragraph_is_its_heading() -> None:
    assert _read("Where do they live?\n\nMostly in towns and cities.")[0].section == "Where do they live?"


def test_titles_of_publications_are_items_not_headings() -> None:
    found = _read("PROJECTS\n\nBasic health in the East\n\nFair recruitment in hotels\n\nResponse plan for the region")
    assert {s.kind for s in found} == {BlockKind.LIST_ITEM}
    assert {s.section for s in found} == {"PROJECTS"}


def test_boxes_of_a_figure_find_their_heading_before_or_after_the_text() -> None:
    text = (
        "THE SIX AREAS\n\nThe areas are these:\n\nThis area looks at rights and at services.\n\n"
        "RIGHTS OF ALL\nPAGE 12\n\nWHOLE APPROACH\nPAGE 14\n\nThis area looks at institutions and at law.\n\n"
        "This area looks at work with other States.\n\nPARTNERSHIPS\nPAGE 16"
    )
    found = _read(text)
    assert _one(found, "rights and at").section.endswith("> RIGHTS OF ALL")
    assert _one(found, "institutions").section.endswith("> WHOLE APPROACH")
    assert _one(found, "other States").section.endswith("> PARTNERSHIPS")
    assert not any("PAGE" in s.text for s in found)


def test_a_step_stays_with_its_number_and_its_text() -> None:
    found = _read("THE PROCESS\n\n1\nLaunch of the\nprocess\n\nThe first step is to explain it to officials.")
    step, text = found
    assert (step.kind, re.sub(r"\s", " ", step.text)) == (BlockKind.HEADING, "1 Launch of the process")
    assert text.section == "THE PROCESS > 1 Launch of the process"


def test_larger_type_makes_the_heading_where_sizes_are_known() -> None:
    lines = (
        Line("Annual report", size=18), Line(""), Line("Scope", size=13), Line(""),
        Line("It covers the whole of the year and all of the", size=10), Line("provinces.", size=10),
    )  # fmt: skip
    structured = build(RawDocument((RawPage(1, lines),)), language="en")
    assert structured.title == "Annual report"
    assert structured.passages[0].section == "Annual report > Scope"
    assert structured.passages[0].text == "It covers the whole of the year and all of the provinces."


def test_markup_levels_make_the_path() -> None:
    def heading(text: str, level: int) -> Line:
        return Line(text, kind=BlockKind.HEADING, level=level)

    lines = (
        heading("A", 1),
        heading("B", 2),
        Line("One."),
        heading("C", 3),
        Line("Two."),
        heading("D", 2),
        Line("Three."),
    )
    found = _sentences(build(RawDocument((RawPage(1, lines),)), language="en"))
    assert [s.section for s in found] == ["A > B", "A > B > C", "A > D"]


# --- sentences, pages, lists ----------------------------------------------------------------------------------------


def test_wrapped_lines_become_a_paragraph_and_paragraphs_lines() -> None:
    text = (
        "The council advises on the policies of the State and\non their effects.\n"
        "The service is a department of\nthe ministry."
    )
    pages = build(_raw(text), language="en").pages
    assert pages[0].text.replace("\n", " ") == text.replace("\n", " ")
    assert "State and on their" in pages[0].text


def test_a_line_that_ends_in_an_abbreviation_goes_on() -> None:
    text = (
        "It is so. According to Section 18 of Decree Law No.\n3 of 2008, a resident is a person who stays long in it."
    )
    assert "Decree Law No. 3 of 2008" in _read(text)[1].text


def test_a_sentence_over_a_page_break_keeps_both_parts_as_context() -> None:
    found = _read(
        "They have rights to health. However,", "there are agreements between the two States on it. Others came."
    )
    first, second = _one(found, "However,"), _one(found, "there are")
    assert (first.context, second.context) == (second.text, first.text)
    assert first.block == second.block
    assert (first.page, second.page) == (1, 2)


def test_the_items_of_a_list_share_a_block_and_know_their_lead_in() -> None:
    text = (
        "A good system benefits migrants and society in six ways as follows:\nWhen it:\n(i) Adheres to standards;\n"
        "(ii) Uses evidence;\nAs it seeks to:\n(i) Advance well-being;\n(ii) Address crises."
    )
    found = _read(text)
    adheres, evidence, advance = (_one(found, w) for w in ("Adheres", "evidence", "Advance"))
    assert adheres.block == evidence.block != advance.block
    assert adheres.context.endswith("as follows: When it:")
    assert advance.context.endswith("as follows: As it seeks to:")


def test_a_figure_line_knows_its_date() -> None:
    found = _read(
        "Mostly in towns.\n\nPopulation figures as of June 2020\n\nRefugees - 2,531\n\nAsylum Seekers - 15,239"
    )
    assert _one(found, "2,531").context == "Population figures as of June 2020"
    assert _one(found, "15,239").kind is BlockKind.LIST_ITEM


def test_captions_left_over_from_a_web_page_make_no_sentence() -> None:
    structured = build(
        _raw("It is so.\n\nquant Panama\n\nLearn more about the plan here.\n\nIt goes on."), language="en"
    )
    assert [s.text for s in _sentences(structured)] == ["It is so.", "It goes on."]
    assert "quant Panama" in structured.pages[0].text


def test_broken_characters_stay_in_the_quote_and_are_mended_for_search() -> None:
    sentence = _read("It has 3 o\ufffdces in the city and 131 sta\ufffd.")[0]
    assert "o\ufffdces" in sentence.text
    assert sentence.search_text == "It has 3 offices in the city and 131 staff."


def test_a_sentence_in_the_other_language_is_told() -> None:
    found = _read(
        "The council advises the ministry.\n\n"
        "El Consejo se reúne cada mes con los ministerios para revisar la política que se aplica en el país."
    )
    assert [s.language for s in found] == ["en", "es"]


def test_the_language_of_a_document_is_told_from_its_text() -> None:
    assert build(_raw("La presente Ley tiene por finalidad regular el ingreso de las personas.")).language == "es"


def test_rows_that_follow_each_other_line_by_line_keep_their_cells(tmp_path: Path) -> None:
    """ "..., 1975" and the "No" below it were read as one line of a list."""
    rows = (
        "Convenio sobre los trabajadores migrantes (núm. 97), 1949\nSí (1961)\n"
        "Convenio sobre los trabajadores migrantes, disposiciones (núm. 143), 1975\nNo\n"
        "Convención sobre el Estatuto de los Refugiados, 1951\nSí (1983)\n"
        "Convención para Reducir los Casos de Apatridia, 1961\nNo\n"
    )
    text = f"1.1. Convenios\n\nCuadro 1. Situación de los convenios\n\nInstrumento\nRatificado (año)\n{rows}"
    file = tmp_path / "perfil.txt"
    file.write_text(f"{text}\nEl perfil resume lo que se halló en el país durante el año.\n", encoding="utf-8")
    found = [s.text for s in _sentences(build(read_file(file))) if s.kind is BlockKind.TABLE_ROW]
    assert [row.rpartition(" | ")[2] for row in found] == ["Sí (1961)", "No", "Sí (1983)", "No"]


def test_a_table_over_a_page_break_keeps_its_header_as_context() -> None:
    def row(*cells: str) -> Line:
        return Line(" | ".join(cells), kind=BlockKind.TABLE_ROW, cells=cells)

    pages = (
        RawPage(1, (row("Convention", "Ratified"), row("On refugees", "Yes"))),
        RawPage(2, (row("On children", "No"),)),
    )
    passages = build(RawDocument(pages), language="en").passages
    assert [(p.page, p.text) for p in passages] == [
        (1, "Convention | Ratified\nOn refugees | Yes"),
        (2, "On children | No"),
    ]
    assert {s.context for p in passages for s in p.sentences} == {"Convention | Ratified"}


def test_a_document_without_text_has_pages_and_no_passages() -> None:
    assert build(RawDocument(())).passages == ()
    assert [p.text for p in build(_raw("", "\u200b")).pages] == ["", ""]


def test_an_empty_page_keeps_its_number() -> None:
    structured = build(_raw("It is so.", "", "It goes on."), language="en")
    assert [(p.number, p.text) for p in structured.pages] == [(1, "It is so."), (2, ""), (3, "It goes on.")]


# --- footnotes ------------------------------------------------------------------------------------------------------


def test_footnotes_of_plain_text_are_joined_to_their_marks() -> None:
    text = (
        "The plan matters more.1 It speaks of “policies”.2 It has 15.3 per cent of votes.\n\n1\n2\n\n"
        "Council document 17, article 2.\nStandard, page 1. Available at https://example.org/x."
    )
    found = _read(text)
    assert _one(found, "matters").footnotes == ("1",)
    assert _one(found, "policies").search_text == "It speaks of “policies”."
    assert _one(found, "15.3").footnotes == ()
    note = _one(found, "Council document")
    assert (note.kind, note.footnotes) == (BlockKind.FOOTNOTE, ("1",))
    assert _one(found, "Standard, page").footnotes == ("2",)


def test_footnotes_in_small_type_are_joined_to_the_raised_marks() -> None:
    lines = (
        Line("The plan matters.1", size=10, y=700, superscripts=((17, 18),)),
        Line("It has many parts that are of use.", size=10, y=690), Line(""),
        Line("1", size=5, y=101), Line("Council document 17.", size=7, y=99), Line("It was revised.", size=7, y=90),
    )  # fmt: skip
    found = _sentences(build(RawDocument((RawPage(1, lines),)), language="en"))
    assert [(s.text, s.footnotes) for s in found if s.footnotes] == [
        ("The plan matters.1", ("1",)), ("Council document 17.", ("1",)), ("It was revised.", ("1",)),
    ]  # fmt: skip
    assert found[0].search_text == "The plan matters."


# --- norms ----------------------------------------------------------------------------------------------------------

_LAW = (
    "LEY DE PRUEBA\n\nCAPÍTULO I\nDISPOSICIONES GENERALES\n\nArtículo 1.- Finalidad\n\nLa Ley regula el ingreso.\n\n"
    "Artículo 2.- El Estado vela por los derechos de las personas.\n\nArtículo 3.- Modificación\n\n"
    "Modifícase el Código conforme al texto siguiente:\n\nArtículo 341.- Agente\n\nEl fiscal autoriza al agente.\n\n"
    "Artículo 4.- Plazo\n\nEl plazo es de treinta días.\n\nDISPOSICIONES FINALES\n\nPRIMERA.- Vigencia\n\n"
    "La Ley rige desde mañana.\n\nRegístrese y publíquese.\n\nANA PAZ LÓPEZ\n\nMinistra"
)


def test_articles_of_a_norm_are_numbered_and_stand_under_their_chapter() -> None:
    found = _read(_LAW, language="es")
    purpose, rights = _one(found, "ingreso"), _one(found, "vela")
    assert purpose.article == "1"
    assert purpose.section == "LEY DE PRUEBA > CAPÍTULO I DISPOSICIONES GENERALES > Artículo 1.- Finalidad"
    assert (rights.article, rights.text[:12]) == ("2", "Artículo 2.-")


def test_an_article_that_another_one_quotes_is_not_the_norms_own() -> None:
    found = _read(_LAW, language="es")
    assert _one(found, "fiscal").article == "3"
    assert _one(found, "treinta").article == "4"


def test_final_provisions_and_signatures_belong_to_no_article() -> None:
    found = _read(_LAW, language="es")
    assert _one(found, "rige").section.endswith("DISPOSICIONES FINALES > PRIMERA.- Vigencia")
    assert _one(found, "Ministra").article is None
    assert "ANA PAZ" not in _one(found, "Ministra").section


@pytest.mark.parametrize(
    ("heading", "number"),
    [
        ("Artículo 5.- Objeto", "5"), ("ARTÍCULO 12-A. Plazos", "12-A"), ("Artículo Único.- Ratificación", "Único"),
        ("Article 5. Scope", "5"), ("Artículo 34. [Derecho al voto]", "34"), ("Artículo 7°.- Requisitos", "7"),
    ],
)  # fmt: skip
def test_articles_are_recognised_in_both_languages(heading: str, number: str) -> None:
    assert _read(f"{heading}\n\nEl texto dice lo que manda.", language="es")[0].article == number


def test_a_section_that_a_sentence_names_is_no_heading() -> None:
    found = _read("Section 91 of the Constitution of 1972 notes that everyone has the right to education.")
    assert (found[0].section, found[0].article) == ("", None)


# --- the shared documents -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def panama(shared_corpus: Path) -> dict[str, Structured]:
    files = [shared_corpus / "panama" / f"{name}.{ext}" for name in PANAMA for ext in ("txt", "pdf")]
    files += [shared_corpus / "panama" / f"gcr-mirps-panama.{ext}" for ext in ("docx", "html")]
    return {file.name: build(read_file(file)) for file in files}


def _folded(text: str) -> str:
    """The folding of the shared questions: case, accents, thousands separators and blanks make no difference."""
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).lower())
    text = "".join(c for c in text if not unicodedata.combining(c))
    return " ".join(re.sub(r"(?<=\d)[.,](?=\d{3}\b)", "", text).split())


def test_every_quote_of_the_shared_documents_is_its_place(panama: dict[str, Structured]) -> None:
    for structured in panama.values():
        pages = {page.number: page.text for page in structured.pages}
        for passage in structured.passages:
            assert pages[passage.page][passage.start : passage.end] == passage.text
        for sentence in _sentences(structured):
            assert pages[sentence.page][sentence.start : sentence.end] == sentence.text


@pytest.mark.parametrize("name", PANAMA)
def test_text_and_pdf_of_a_document_give_the_same_sentences(panama: dict[str, Structured], name: str) -> None:
    def texts(extension: str) -> set[str]:
        whole = [s for s in _sentences(panama[f"{name}.{extension}"]) if s.kind is not BlockKind.LIST_ITEM]
        return {_folded(s.search_text) for s in whole}

    plain, typed = texts("txt"), texts("pdf")
    all_plain = " ".join(panama[f"{name}.txt"].pages[0].text.split())
    cut = {t for t in typed - plain if t in _folded(all_plain)}
    assert len(plain & typed) >= 0.97 * (len(plain) - len(cut))


def test_every_needle_of_the_shared_questions_stands_in_one_sentence(
    panama: dict[str, Structured], shared_corpus: Path
) -> None:
    lines = (shared_corpus.parent / "evals" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    needles = [n for line in lines for needle in json.loads(line)["needles"] for n in (needle, *needle.get("or", ()))]
    missing = [
        (name, needle["text"])
        for needle in needles
        for name in panama
        if name.startswith(needle["file"] + ".")
        if not any(_folded(needle["text"]) in _folded(s.text) for s in _sentences(panama[name]))
    ]
    assert missing == []


def test_every_convention_of_the_table_has_its_answer_in_its_row(panama: dict[str, Structured]) -> None:
    for name in ("mgi-profile-panama-2019.txt", "mgi-profile-panama-2019.pdf"):
        rows = [s for s in _sentences(panama[name]) if s.kind is BlockKind.TABLE_ROW]
        answers = [row.text.rpartition(" | ")[2] for row in rows]
        assert answers == ["No", "Yes (1969)", "No", "No", "Yes (1991)", "No", "Yes (2012)"]
        assert all(row.context.endswith("Convention name | Ratified") for row in rows)


def test_thirteen_footnotes_of_the_profile_are_told_from_its_text(panama: dict[str, Structured]) -> None:
    for name in ("mgi-profile-panama-2019.txt", "mgi-profile-panama-2019.pdf"):
        notes = {s.footnotes[0] for s in _sentences(panama[name]) if s.kind is BlockKind.FOOTNOTE}
        assert notes == {str(n) for n in range(1, 14)}


def test_no_link_contact_or_leftover_reaches_a_passage(panama: dict[str, Structured]) -> None:
    leftovers = (
        "Add caption",
        "plan panama",
        "quant Panama",
        "+507",
        "@oimpanama",
        "PAGE 1",
        "Calle Vicente",
    )
    for structured in panama.values():
        text = " ".join(s.text for s in _sentences(structured))
        assert not [words for words in leftovers if words in text]


def test_the_goals_that_a_page_is_filed_under_are_items_of_a_list(panama: dict[str, Structured]) -> None:
    for name in ("iom-panama-training-2021.txt", "iom-panama-training-2021.pdf"):
        items = [s for s in _sentences(panama[name]) if s.kind is BlockKind.LIST_ITEM]
        assert [s.text for s in items][-4:] == [
            "SDG 4 - Quality Education",
            "SDG 10 - Reduced Inequalities",
            "SDG 16 - Peace Justice and Strong Institutions",
            "SDG 17 - Partnerships for the Goals",
        ]
        assert len({s.block for s in items[-4:]}) == 1


def test_a_heading_with_a_date_is_a_sentence_of_its_own(panama: dict[str, Structured]) -> None:
    for name in ("iom-panama-documents-page.txt", "iom-panama-documents-page.pdf"):
        headings = [s.text for s in _sentences(panama[name]) if s.kind is BlockKind.HEADING]
        assert any(text.endswith("17th - 22nd of June, 2019") for text in headings)


@pytest.mark.parametrize(
    ("file", "count"),
    [("CON-1993.md", 213), ("LEY-27891-2002.md", 39), ("LEY-27891-2002.pdf", 39), ("DLEG-1350-2017.pdf", 35)],
)
def test_norms_give_every_article(shared_corpus: Path, file: str, count: int) -> None:
    structured = build(read_file(shared_corpus / "peru" / file))
    assert structured.language == "es"
    assert len({p.article for p in structured.passages if p.article and "Disposición" not in p.article}) == count


PILLARS = "The plan has {count} pillars:"
CUT_OFF = "We are present in the following provinces:"


def _headed(*lines: tuple[str, BlockKind | None, int | None]) -> RawDocument:
    return RawDocument((RawPage(1, tuple(Line(text, kind=kind, level=level) for text, kind, level in lines)),))


@pytest.mark.parametrize(("count", "announced"), [("two", True), ("2", True), ("three", False), ("several", False)])
def test_headings_of_announced_parts_are_sentences_with_what_announces_them(count: str, announced: bool) -> None:
    heading, text = BlockKind.HEADING, BlockKind.PARAGRAPH
    structured = build(
        _headed(
            ("A plan", heading, 1), ("Contents", heading, 2), (PILLARS.format(count=count), text, None),
            ("Fair work", heading, 3), ("Contracts are looked at in this part of the plan.", text, None),
            ("Safe return", heading, 3), ("Loans are looked at in this part of the plan.", text, None),
            ("Budget", heading, 2), ("The plan costs nothing at all to anybody.", text, None),
        )
    )  # fmt: skip
    headings = [s for s in _sentences(structured) if s.kind is BlockKind.HEADING]
    assert [(s.text, s.context) for s in headings] == (
        [("Fair work", PILLARS.format(count=count)), ("Safe return", PILLARS.format(count=count))] if announced else []
    )


def test_a_list_that_a_heading_cut_off_from_its_lead_in_is_read_with_it() -> None:
    heading, text, item = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM
    structured = build(
        _headed(
            (CUT_OFF, text, None), ("MIGRATION FOR ALL", heading, 2),
            ("The office was founded long ago and belongs to a large organization.", text, None),
            ("- Colón", item, None), ("- Darién", item, None),
            ("The office has nine members of staff in all of the country.", text, None), ("- A guide", item, None),
        )
    )  # fmt: skip
    led = {s.text: s.context for s in _sentences(structured) if s.kind is BlockKind.LIST_ITEM}
    assert led == {"Colón": CUT_OFF, "Darién": CUT_OFF, "A guide": ""}
