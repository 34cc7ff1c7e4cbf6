from __future__ import annotations

from ingest.document import BlockKind, Line, Passage, RawDocument, RawPage
from ingest.structure import Structured, build

_SENTENCE = (
    "The {} council meets every month with ministries, provinces and municipalities to agree on the plan of the year."
)


def _built(*pages: str) -> Structured:
    raw = RawDocument(tuple(RawPage(n, tuple(Line(t) for t in p.split("\n"))) for n, p in enumerate(pages, 1)))
    return build(raw, language="en")


def _words(passage: Passage) -> int:
    return len(passage.text.split())


def test_passages_hold_whole_sentences_and_are_about_a_hundred_words_long() -> None:
    text = " ".join(_SENTENCE.format(n) for n in ("first second third fourth fifth sixth seventh eighth " * 5).split())
    passages = _built(text).passages
    assert all(40 <= _words(p) <= 120 for p in passages)
    assert sum(len(p.sentences) for p in passages) == 40


def test_a_paragraph_that_the_model_can_read_at_once_is_not_cut() -> None:
    text = " ".join(_SENTENCE.format(n) for n in "first second third fourth fifth sixth seventh eighth".split())
    (passage,) = _built(text).passages
    assert 120 < _words(passage) <= 250


def test_a_passage_never_crosses_a_heading_or_a_page() -> None:
    page = f"FIRST PART\n\n{_SENTENCE.format('first')}\n\nSECOND PART\n\n{_SENTENCE.format('second')}"
    structured = _built(page, page.replace("PART", "HALF"))
    assert [(p.page, p.section) for p in structured.passages] == [
        (1, "FIRST PART"), (1, "SECOND PART"), (2, "FIRST HALF"), (2, "SECOND HALF"),
    ]  # fmt: skip


def test_boilerplate_stands_on_the_page_and_in_no_passage() -> None:
    first, second = _SENTENCE.format("first"), _SENTENCE.format("second")
    structured = _built(f"{first}\n\nhttps://example.org/plan.pdf\n\n{second}")
    assert "example.org" in structured.pages[0].text
    assert [p.text for p in structured.passages] == [first, second]


def test_a_table_is_one_passage_that_begins_with_its_title_and_header() -> None:
    rows = (
        "Table 2. Conventions\n\nConvention name\n\nRatified\n\nConvention on the rights of children\n\nYes (1991)\n\n"
    )
    passage = _built(
        rows + "Convention on the employment of migrants\n\nNo\n\nAnother paragraph follows here."
    ).passages[0]
    assert passage.text.startswith("Table 2. Conventions\nConvention name | Ratified\n")
    assert [s.text for s in passage.sentences] == [
        "Convention on the rights of children | Yes (1991)", "Convention on the employment of migrants | No",
    ]  # fmt: skip
    assert {s.kind for s in passage.sentences} == {BlockKind.TABLE_ROW}


def test_the_text_of_a_passage_is_the_text_of_its_place() -> None:
    structured = _built("ONE\n\n" + "\n\n".join(_SENTENCE.format(n) for n in "abcdefgh"))
    page = structured.pages[0].text
    assert all(page[p.start : p.end] == p.text for p in structured.passages)
