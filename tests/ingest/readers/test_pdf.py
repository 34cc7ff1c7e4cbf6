"""Reading order, tables and marks of PDF pages, on files drawn for the purpose and on the shared documents."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ingest.document import BlockKind, Line, RawDocument
from ingest.errors import NeedsOcrError
from ingest.readers import read_file

LEFT = [
    "The first column begins here and tells of",
    "the way in which a law is made, from the",
    "draft to the day on which it is printed.",
    "",
    "A second paragraph of the first column",
    "goes on to the head of the other and",
]
RIGHT = [
    "ends there, after a few more of its words.",
    "",
    "The last paragraph stands in the right",
    "column alone and ends the page there.",
]


def drawn(tmp_path: Path, *pages: Callable[[Canvas], None]) -> RawDocument:
    """What is read from a file that has been drawn page by page."""
    path = tmp_path / "drawn.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    for paint in pages:
        paint(canvas)
        canvas.showPage()
    canvas.save()
    return read_file(path)


def write(canvas: Canvas, lines: list[str], x: float, top: float, size: float = 10, font: str = "Helvetica") -> None:
    """Lines under each other; an empty one leaves half a line of space."""
    canvas.setFont(font, size)
    y = top
    for line in lines:
        if line:
            canvas.drawString(x, y, line)
        y -= 1.2 * size if line else 0.6 * size


def lines_of(document: RawDocument) -> list[Line]:
    return [line for page in document.pages for line in page.lines]


def texts_of(document: RawDocument) -> list[str]:
    return [line.text for line in lines_of(document)]


def test_two_columns_are_read_one_after_the_other_between_header_and_footer(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        write(canvas, ["GACETA OFICIAL"], 60, 800, 8)
        write(canvas, RIGHT, 310, 745)
        write(canvas, LEFT, 60, 740)
        write(canvas, ["Page 1"], 60, 30, 8)

    assert texts_of(drawn(tmp_path, paint)) == ["GACETA OFICIAL", "", *LEFT, *RIGHT, "", "Page 1"]


def test_a_title_over_two_columns_comes_first(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        write(canvas, ["A title that runs over both of the columns of this page"], 60, 770, 16, "Helvetica-Bold")
        write(canvas, LEFT, 60, 730)
        write(canvas, RIGHT, 310, 730)

    texts = texts_of(drawn(tmp_path, paint))
    assert texts[0].startswith("A title") and texts[2:] == [*LEFT, *RIGHT]


def test_columns_that_end_with_a_sentence_are_separate_blocks(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        write(canvas, LEFT[:3], 60, 730)
        write(canvas, RIGHT[2:], 310, 726)

    assert texts_of(drawn(tmp_path, paint)) == [*LEFT[:3], "", *RIGHT[2:]]


def test_a_ruled_table_gives_a_row_for_each_of_its_rows_with_wrapped_cells_joined(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        for y, height in ((700, 20), (660, 40), (640, 20)):
            canvas.rect(60, y, 300, height)
            canvas.rect(360, y, 80, height)
        write(canvas, ["Treaty"], 66, 706, 10, "Helvetica-Bold")
        write(canvas, ["Signed"], 366, 706, 10, "Helvetica-Bold")
        write(canvas, ["Treaty on the free movement of", "people and goods"], 66, 685)
        write(canvas, ["Yes (1999)"], 366, 685)
        write(canvas, ["Treaty on rivers"], 66, 646)
        write(canvas, ["No"], 366, 646)

    rows = [line for line in lines_of(drawn(tmp_path, paint)) if line.text]
    assert [row.cells for row in rows] == [
        ("Treaty", "Signed"),
        ("Treaty on the free movement of people and goods", "Yes (1999)"),
        ("Treaty on rivers", "No"),
    ]
    assert all(row.kind is BlockKind.TABLE_ROW and row.text == " | ".join(row.cells) for row in rows)
    assert [row.bold for row in rows] == [True, False, False]


def test_a_cell_over_two_rows_stands_in_both(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        canvas.rect(60, 640, 100, 40)
        canvas.rect(160, 660, 200, 20)
        canvas.rect(160, 640, 200, 20)
        write(canvas, ["Visas"], 66, 666)
        write(canvas, ["for tourists"], 166, 666)
        write(canvas, ["for students"], 166, 646)

    cells = [line.cells for line in lines_of(drawn(tmp_path, paint))]
    assert cells == [("Visas", "for tourists"), ("Visas", "for students")]


def test_cells_in_line_make_a_table_without_rules(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        write(canvas, ["People who arrived, by year, as counted by the office at the end of each of them."], 60, 760)
        write(canvas, ["Year", "2018", "2019", "2020"], 60, 730)
        write(canvas, ["Arrivals", "1,200", "900", "350"], 200, 730)
        write(canvas, ["Departures", "800", "700", "100"], 330, 730)

    found = [line.cells for line in lines_of(drawn(tmp_path, paint)) if line.kind is BlockKind.TABLE_ROW]
    assert found == [
        ("Year", "Arrivals", "Departures"),
        ("2018", "1,200", "800"),
        ("2019", "900", "700"),
        ("2020", "350", "100"),
    ]


def test_list_marks_stay_with_their_items(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        write(canvas, ["a)", "b)", "c)", "d)"], 60, 730)
        write(canvas, ["the passport;", "two photographs;", "the form;", "the receipt."], 90, 730)

    assert texts_of(drawn(tmp_path, paint)) == [
        "a) the passport;",
        "b) two photographs;",
        "c) the form;",
        "d) the receipt.",
    ]


def test_boxes_beside_each_other_are_read_each_as_a_whole(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        for n, (x, y) in enumerate(((60, 600), (310, 600), (60, 480), (310, 480)), 1):
            canvas.rect(x, y, 230, 100)
            write(canvas, [str(n)], x + 8, y + 70, 26, "Helvetica-Bold")
            write(canvas, [f"Step {n}", "of the way"], x + 40, y + 84, 12, "Helvetica-Bold")
            write(canvas, [f"What is done in step {n} is", "said in two lines."], x + 8, y + 40)

    blocks = "\n".join(texts_of(drawn(tmp_path, paint))).split("\n\n")
    expected = [(f"{n} Step {n}\nof the way", f"What is done in step {n} is\nsaid in two lines.") for n in range(1, 5)]
    assert blocks == [text for pair in expected for text in pair]


def test_a_heading_beside_the_text_of_its_box_comes_before_it(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        canvas.rect(56, 640, 480, 80)
        write(canvas, LEFT[:3], 60, 705)
        write(canvas, ["HOW LAWS ARE MADE"], 360, 691, 12, "Helvetica-Bold")

    assert texts_of(drawn(tmp_path, paint)) == ["HOW LAWS ARE MADE", "", *LEFT[:3]]


def test_footnote_marks_are_raised_digits(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        write(canvas, ["Two offices grant permits."], 60, 700)
        width = canvas.stringWidth("Two offices grant permits.", "Helvetica", 10)
        canvas.setFont("Helvetica", 6)
        canvas.drawString(60 + width, 703.5, "12")
        canvas.drawString(60, 103, "12")
        write(canvas, ["See the report of that year."], 70, 100, 7.5)

    first, _, note = lines_of(drawn(tmp_path, paint))
    assert (first.text, first.superscripts) == ("Two offices grant permits.12", ((26, 28),))
    assert (note.text, note.superscripts) == ("12 See the report of that year.", ((0, 2),))


def test_an_empty_line_stands_where_the_gap_is_wider_than_the_line_spacing(tmp_path: Path) -> None:
    assert texts_of(drawn(tmp_path, lambda canvas: write(canvas, LEFT, 60, 700))) == LEFT


def test_letters_drawn_one_by_one_make_words(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        x = 60.0
        for letter in "The office is open":
            if letter != " ":
                canvas.drawString(x, 700, letter)
            x += canvas.stringWidth(letter, "Helvetica", 10)

    assert texts_of(drawn(tmp_path, paint)) == ["The office is open"]


def test_lines_drawn_from_the_bottom_up_are_read_from_the_top_down(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        for n in range(5, 0, -1):
            write(canvas, [f"Line {n} of the page"], 60, 700 - 12 * n)

    assert texts_of(drawn(tmp_path, paint)) == [f"Line {n} of the page" for n in range(1, 6)]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_seen(turn: int, tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        width, height = A4
        canvas.setPageRotation(turn)
        x, y = {90: (width, 0.0), 180: (width, height), 270: (0.0, width)}[turn]  # reportlab lays the page on its side
        canvas.translate(x, y)
        canvas.rotate(turn)
        write(canvas, ["First line", "Second line"], 60, 500)

    assert texts_of(drawn(tmp_path, paint)) == ["First line", "Second line"]


def test_text_that_stands_upright_along_the_margin_comes_last(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(30, 400)
        canvas.rotate(90)
        write(canvas, ["DRAFT"], 0, 0)
        canvas.restoreState()
        write(canvas, LEFT[:3], 60, 700)

    assert texts_of(drawn(tmp_path, paint)) == [*LEFT[:3], "", "DRAFT"]


def test_title_and_author_come_from_the_file(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        canvas.setTitle("Política migratoria")
        canvas.setAuthor("The office")
        write(canvas, ["Some text"], 60, 700)

    document = drawn(tmp_path, paint)
    assert document.title == "Política migratoria" and document.metadata["Author"] == "The office"


def test_the_worker_imports_no_heavy_library() -> None:
    code = "import sys, ingest.readers.pdf_worker; print(*{m.split('.')[0] for m in sys.modules})"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"docx", "bs4", "lxml", "numpy", "torch", "chromadb", "langchain_core", "yaml"} & set(found)


# The shared documents


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


PDFS = [
    "panama/mgi-profile-panama-2019", "panama/iom-panama-documents-page", "panama/iom-panama-fact-sheet",
    "panama/iom-panama-training-2021", "panama/gcr-mirps-panama", "peru/DLEG-1350-2017", "peru/DS-017-2017-IN",
    "peru/LEY-27891-2002", "peru/LEY-28950-2007", "peru/RM-0226-2002-IN-1601",
]  # fmt: skip


@pytest.mark.parametrize("name", PDFS)
def test_no_word_of_a_shared_document_is_lost_and_the_order_is_that_of_its_text(name: str, shared_corpus: Path) -> None:
    pdf = shared_corpus / f"{name}.pdf"
    source = next(p for p in (pdf.with_suffix(".txt"), pdf.with_suffix(".md")) if p.exists())
    read, expected = (words("\n".join(texts_of(read_file(path)))) for path in (pdf, source))
    assert not Counter(expected) - Counter(read)
    common = sum(m.size for m in SequenceMatcher(None, read, expected, autojunk=False).get_matching_blocks())
    assert common >= 0.98 * len(expected)


def test_the_conventions_table_of_the_profile_is_read_row_by_row(shared_corpus: Path) -> None:
    page = read_file(shared_corpus / "panama" / "mgi-profile-panama-2019.pdf").pages[3]
    rows = [line.cells for line in page.lines if line.kind is BlockKind.TABLE_ROW]
    assert len(rows) == 8 and all(len(cells) == 2 for cells in rows)
    assert rows[0] == ("Convention name", "Ratified")
    assert [cells[1] for cells in rows if "ICRMW" in cells[0]] == ["No"]
    assert [cells[1] for cells in rows if "Trafficking" in cells[0]] == ["Yes (2012)"]


def test_the_steps_of_the_mgi_process_stay_whole_and_in_order(shared_corpus: Path) -> None:
    text = " ".join(texts_of(read_file(shared_corpus / "panama" / "mgi-profile-panama-2019.pdf"))[-60:])
    marks = ["1 Launch of the MGI process", "The first step", "2 Data collection", "The second step",
             "3 Interministerial consultation", "The third step", "4 Publication of the report"]  # fmt: skip
    places = [text.index(mark) for mark in marks]
    assert places == sorted(places)


def test_the_scanned_profile_needs_ocr(shared_corpus: Path) -> None:
    with pytest.raises(NeedsOcrError):
        read_file(shared_corpus / "panama" / "mgi-profile-panama-2019-scan.pdf")
