"""DOCX, HTML, Markdown and text files; choosing the reader; sentences of the errors."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from pathlib import Path
from string import Formatter

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from ingest import errors
from ingest.document import BlockKind, Line, RawDocument
from ingest.readers import Limits, read_file
from tests.ingest.readers import pdf_files
from tests.ingest.readers.test_pdf import words


def read(tmp_path: Path, name: str, data: bytes | str) -> RawDocument:
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_file(path)


def texts_of(document: RawDocument) -> list[str]:
    return [line.text for page in document.pages for line in page.lines if line.text]


def line_with(document: RawDocument, text: str) -> Line:
    return next(line for page in document.pages for line in page.lines if text in line.text)


# HTML


def test_html_gives_the_document_without_what_stands_around_it(tmp_path: Path) -> None:
    page = """<!DOCTYPE html><html lang="es"><head><title>Visas | Oficina</title><style>p {color: red}</style></head>
    <body><header>Logo</header><nav><ul><li>Inicio</li></ul></nav><script>alert(1)</script>
    <div role="banner">Aviso</div><p style="display: none">Oculto</p><p hidden>Oculto</p><!-- nota -->
    <h1>Visas</h1><p>Se piden <b>en l&iacute;nea</b>.<br>Son gratuitas.</p><form><input value="x">Buscar</form>
    <aside>Publicidad</aside><footer>Contacto</footer></body></html>"""
    document = read(tmp_path, "page.html", page)
    assert texts_of(document) == ["Visas", "Se piden en línea.", "Son gratuitas."]
    assert document.title == "Visas | Oficina" and document.metadata["language"] == "es"


def test_html_names_headings_items_and_rows(tmp_path: Path) -> None:
    page = """<html><body><h2>Papers</h2><ol><li>Passport<ul><li>valid</li></ul></li><li>Photo</li></ol>
    <table><tr><th>Visa</th><th>Days</th></tr><tr><td>Tourist</td><td>90</td></tr></table>Loose words</body></html>"""
    lines = [line for line in read(tmp_path, "page.htm", page).pages[0].lines if line.text]
    assert [(line.text, line.kind, line.level) for line in lines] == [
        ("Papers", BlockKind.HEADING, 2),
        ("1. Passport", BlockKind.LIST_ITEM, 1),
        ("valid", BlockKind.LIST_ITEM, 2),
        ("2. Photo", BlockKind.LIST_ITEM, 1),
        ("Visa | Days", BlockKind.TABLE_ROW, None),
        ("Tourist | 90", BlockKind.TABLE_ROW, None),
        ("Loose words", None, None),
    ]
    assert lines[4].bold and lines[5].cells == ("Tourist", "90")


def test_html_paragraphs_are_separate_blocks(tmp_path: Path) -> None:
    lines = read(tmp_path, "page.html", "<html><p>One</p><div>Two</div><p>Three</p></html>").pages[0].lines
    assert [line.text for line in lines] == ["One", "", "Two", "", "Three"]


def test_html_in_another_encoding_keeps_its_accents(tmp_path: Path) -> None:
    page = '<html><head><meta charset="iso-8859-1"></head><body><p>Migración y niñez</p></body></html>'
    assert texts_of(read(tmp_path, "page.html", page.encode("latin-1"))) == ["Migración y niñez"]


def test_html_nested_very_deep_is_read(tmp_path: Path) -> None:
    page = "<html><body>" + "<div>" * 5_000 + "deep words" + "</div>" * 5_000 + "</body></html>"
    assert texts_of(read(tmp_path, "page.html", page)) == ["deep words"]


def test_html_that_holds_only_navigation_is_empty(tmp_path: Path) -> None:
    with pytest.raises(errors.EmptyError):
        read(tmp_path, "page.html", "<html><body><nav>Home</nav></body></html>")


# Markdown


def test_markdown_gives_front_matter_headings_lists_and_tables(tmp_path: Path) -> None:
    source = """---
title: Pol&iacute;tica
date: 2019-04
tags: [a, b]
---
# Política

A paragraph with a [link](https://example.org/a_b) and **bold** words.
Its second line.

1. First
2. Second
   - below

| Treaty | Signed |
|---|---|
| Rivers | **Yes** |
"""
    document = read(tmp_path, "law.md", source)
    lines = [line for line in document.pages[0].lines if line.text]
    assert document.title == "Política" and document.metadata == {"title": "Política", "date": "2019-04"}
    assert [(line.text, line.kind, line.level) for line in lines] == [
        ("Política", BlockKind.HEADING, 1),
        ("A paragraph with a link and bold words.", None, None),
        ("Its second line.", None, None),
        ("1. First", BlockKind.LIST_ITEM, 1),
        ("2. Second", BlockKind.LIST_ITEM, 1),
        ("below", BlockKind.LIST_ITEM, 2),
        ("Treaty | Signed", BlockKind.TABLE_ROW, None),
        ("Rivers | Yes", BlockKind.TABLE_ROW, None),
    ]


@pytest.mark.parametrize(
    "source",
    [
        "**Artículo 1.- Objeto**",
        "**Artículo 1.- Objeto  \n**",
        "**Artículo 1.- **Objeto**",
        "**Artículo** 1.- **Objeto**",
    ],
)
def test_markdown_marks_of_emphasis_never_stay_in_the_text(source: str, tmp_path: Path) -> None:
    texts = texts_of(read(tmp_path, "law.md", source + "\n\nTexto.\n"))
    assert texts == ["Artículo 1.- Objeto", "Texto."]


def test_a_sentence_that_a_converter_cut_into_paragraphs_is_whole(tmp_path: Path) -> None:
    cut = ["4.1", "Proof that the fee was paid", "for the permit and of the", "Ministry's leave, where", "it is due."]
    read_whole = texts_of(read(tmp_path, "cut.md", "\n\n\u00a0\n\n".join(cut)))
    assert read_whole == [
        "4.1 Proof that the fee was paid for the permit and of the Ministry's leave, where it is due."
    ]


@pytest.mark.parametrize(
    "apart",
    [
        pytest.param(["Tourists", "students", "crews"], id="names-without-a-stop"),
        pytest.param(["The permit lasts a year.", "it can be renewed."], id="after-a-stop"),
        pytest.param(["The applicant", "a) signs;", "b) pays."], id="items"),
    ],
)
def test_paragraphs_of_markdown_that_are_no_one_sentence_stay_apart(apart: list[str], tmp_path: Path) -> None:
    assert texts_of(read(tmp_path, "apart.md", "\n\n".join(apart))) == apart


def test_markdown_bold_lines_are_known(tmp_path: Path) -> None:
    document = read(tmp_path, "law.md", "**Artículo 1.- Objeto  \n**\n\nEl **texto** sigue.\n")
    assert line_with(document, "Artículo").bold and not line_with(document, "texto").bold


def test_a_rule_at_the_head_that_is_no_front_matter_is_text(tmp_path: Path) -> None:
    document = read(tmp_path, "a.md", "---\njust words\n---\nMore.\n")
    assert document.metadata == {} and "just words" in " ".join(texts_of(document))


def test_html_inside_markdown_is_reduced_to_its_words(tmp_path: Path) -> None:
    source = "One<br>two <span>three</span>\n\n<div><p>Four</p><script>x()</script></div>\n"
    assert texts_of(read(tmp_path, "a.md", source)) == ["One", "two three", "Four"]


# Text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_text_is_read_in_its_encoding(encoding: str, tmp_path: Path) -> None:
    text = "La “niñez” migrante – año 2019\nSegunda línea con más palabras"
    assert texts_of(read(tmp_path, "a.txt", text.encode(encoding))) == text.split("\n")


def test_text_keeps_leading_spaces_and_turns_form_feeds_into_pages(tmp_path: Path) -> None:
    document = read(tmp_path, "a.txt", "One\r\n\r\n begins anew\fNext page\r\n\f")
    assert [(page.number, [line.text for line in page.lines]) for page in document.pages] == [
        (1, ["One", "", " begins anew"]),
        (2, ["Next page", ""]),
    ]


def test_text_gives_up_codes_that_no_text_can_hold_and_keeps_its_length(tmp_path: Path) -> None:
    assert (
        texts_of(read(tmp_path, "a.txt", "abc\x01def and a longer line of words so that it stays text\n" * 3))[0][:7]
        == "abc def"
    )


# DOCX


def word_file(document: docx.document.Document) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def test_word_gives_headings_lists_tables_and_paragraphs_in_the_order_of_the_body(tmp_path: Path) -> None:
    source = docx.Document()
    source.add_heading("Visas", 2)
    source.add_paragraph("They are issued here.")
    table = source.add_table(2, 2)
    for cell, text in zip(table._cells, ["Visa", "Days", "Tourist", "90"], strict=True):
        cell.text = text
    source.add_paragraph("Passport", style="List Bullet")
    source.add_paragraph("Photo", style="List Number")
    source.add_paragraph("Done.").runs[0].bold = True
    lines = [line for line in read(tmp_path, "a.docx", word_file(source)).pages[0].lines if line.text]
    assert [(line.text, line.kind, line.bold) for line in lines] == [
        ("Visas", BlockKind.HEADING, True),
        ("They are issued here.", None, False),
        ("Visa | Days", BlockKind.TABLE_ROW, False),
        ("Tourist | 90", BlockKind.TABLE_ROW, False),
        ("Passport", BlockKind.LIST_ITEM, False),
        ("1. Photo", BlockKind.LIST_ITEM, False),
        ("Done.", None, True),
    ]
    assert lines[0].level == 2 and lines[3].cells == ("Tourist", "90")


def test_word_page_breaks_make_pages(tmp_path: Path) -> None:
    source = docx.Document()
    source.add_paragraph("First page.")
    source.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    source.add_paragraph("Second page.")
    pages = read(tmp_path, "a.docx", word_file(source)).pages
    assert [(page.number, [line.text for line in page.lines]) for page in pages] == [
        (1, ["First page."]),
        (2, ["Second page."]),
    ]


def test_word_merged_cells_are_read_once(tmp_path: Path) -> None:
    source = docx.Document()
    table = source.add_table(1, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Both"
    table.cell(0, 2).text = "Third"
    assert texts_of(read(tmp_path, "a.docx", word_file(source))) == ["Both | Third"]


def test_word_raised_digits_are_marks(tmp_path: Path) -> None:
    source = docx.Document()
    paragraph = source.add_paragraph("Two offices")
    paragraph.add_run("3").font.superscript = True
    line = read(tmp_path, "a.docx", word_file(source)).pages[0].lines[0]
    assert (line.text, line.superscripts) == ("Two offices3", ((11, 12),))


def test_word_footnotes_stand_at_the_end_with_their_marks(tmp_path: Path) -> None:
    source = docx.Document()
    run = source.add_paragraph("Two offices grant permits.").add_run()
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), "2")
    run._r.append(reference)
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    notes = f'<w:footnotes xmlns:w="{space}"><w:footnote w:id="2"><w:p><w:r><w:t>See it.</w:t></w:r></w:p></w:footnote>'
    data = _with_part(word_file(source), "footnotes", notes + "</w:footnotes>")
    lines = [line for line in read(tmp_path, "a.docx", data).pages[0].lines if line.text]
    assert [line.text for line in lines] == ["Two offices grant permits.1", "1 See it."]
    assert lines[0].superscripts == ((26, 27),) and lines[1].kind is BlockKind.FOOTNOTE


def _with_part(data: bytes, name: str, content: str) -> bytes:
    """A Word file with one more part, declared and related as Word does."""
    target = io.BytesIO()
    declared = f'<Override PartName="/word/{name}.xml" ContentType="application/xml"/></Types>'
    kind = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{name}"
    related = f'<Relationship Id="rId99" Type="{kind}" Target="{name}.xml"/></Relationships>'
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as copy:
        for part in source.namelist():
            text = source.read(part)
            if part == "[Content_Types].xml":
                text = text.replace(b"</Types>", declared.encode())
            elif part == "word/_rels/document.xml.rels":
                text = text.replace(b"</Relationships>", related.encode())
            copy.writestr(part, text)
        copy.writestr(f"word/{name}.xml", content)
    return target.getvalue()


def test_word_numbers_that_are_shown_but_not_written_are_read(tmp_path: Path) -> None:
    source = docx.Document()
    for text in ("Passport", "Photo"):
        source.add_paragraph(text, style="List Number")
    source.add_paragraph("Papers", style="List Bullet")
    source.add_paragraph("Receipt", style="List Number")
    assert texts_of(read(tmp_path, "a.docx", word_file(source))) == ["1. Passport", "2. Photo", "Papers", "3. Receipt"]


def test_word_content_controls_are_read_and_hidden_text_is_not(tmp_path: Path) -> None:
    source = docx.Document()
    paragraph = source.add_paragraph("In a control")
    paragraph.add_run(" hidden").font.hidden = True
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    source.element.body.insert(0, control)
    control.append(content)
    content.append(paragraph._p)
    assert texts_of(read(tmp_path, "a.docx", word_file(source))) == ["In a control"]


def test_word_files_that_are_damaged_say_so(tmp_path: Path) -> None:
    whole = word_file(docx.Document())
    for data in (whole[: len(whole) // 2], whole.replace(b"word/document.xml", b"word/documenx.xml")):
        with pytest.raises(errors.DamagedError):
            read(tmp_path, "a.docx", data)


def test_a_word_file_that_unpacks_to_too_much_is_refused_unopened(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "")
        archive.writestr("word/document.xml", b" " * 3_000_000)
    with pytest.raises(errors.TooLargeError, match="unpacks to more"):
        read_file(path, limits=Limits(unpacked_bytes=2_000_000))


def test_a_word_file_whose_entities_multiply_is_refused(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "laugh">{entities}]><x>&e11;</x>'
    data = word_file(docx.Document())
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as copy:
        for part in source.namelist():
            copy.writestr(part, bomb if part == "word/document.xml" else source.read(part))
    with pytest.raises(errors.FileError):
        read(tmp_path, "a.docx", target.getvalue())


@pytest.mark.parametrize(("folder", "found"), [("xl", "Excel"), ("ppt", "PowerPoint"), ("other", "ZIP")])
def test_other_archives_named_docx_are_named(folder: str, found: str, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(f"{folder}/part.xml", "<x/>")
    with pytest.raises(errors.UnsupportedError, match=found):
        read_file(path)


def test_an_office_file_under_a_password_is_encrypted(tmp_path: Path) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    with pytest.raises(errors.EncryptedError):
        read(tmp_path, "a.docx", ole + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(errors.UnsupportedError, match="old Office file"):
        read(tmp_path, "b.docx", ole)


# Choosing the reader


def test_content_counts_more_than_the_extension(tmp_path: Path) -> None:
    assert texts_of(read(tmp_path, "a.txt", pdf_files.good())) == [pdf_files.SENTENCE]
    assert texts_of(read(tmp_path, "b.txt", "<!DOCTYPE html><html><p>Words</p></html>")) == ["Words"]
    source = docx.Document()
    source.add_paragraph("Words")
    assert texts_of(read(tmp_path, "c.pdf", word_file(source))) == ["Words"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", b"a,b\n1,2\n"),
        ("a.zip", b"PK\x03\x04" + b"\0" * 90),
        ("a.txt", bytes(range(256)) * 9),
        ("a.exe", b"MZ\0\0"),
    ],
)
def test_kinds_that_are_not_read_say_so(name: str, data: bytes, tmp_path: Path) -> None:
    with pytest.raises(errors.UnsupportedError):
        read(tmp_path, name, data)


def test_a_file_that_is_not_there_or_is_a_folder(tmp_path: Path) -> None:
    with pytest.raises(errors.NotFoundError):
        read_file(tmp_path / "none.pdf")
    with pytest.raises(errors.UnreadableError):
        read_file(tmp_path)


# The sentences of the errors


def test_every_error_has_its_sentence_in_both_languages_with_the_same_values() -> None:
    for key, sentences in errors.MESSAGES.items():
        names = [{name for _, name, _, _ in Formatter().parse(sentences[lang]) if name} for lang in ("en", "es")]
        assert names[0] == names[1], key
        assert all(sentence.endswith((".", "`.")) for sentence in sentences.values()), key


def test_every_kind_of_error_can_be_made_and_stands_in_the_tree() -> None:
    def leaves(kind: type[errors.IngestError]) -> list[type[errors.IngestError]]:
        below = kind.__subclasses__()
        return [leaf for sub in below for leaf in leaves(sub)] if below else [kind]

    assert errors.__doc__
    for kind in leaves(errors.IngestError):
        error = kind(name="a.pdf")
        assert str(error) == error.message("en") != error.message("es")
        assert kind.__name__ in errors.__doc__ and f" {kind.code} " in errors.__doc__


# The shared documents


@pytest.mark.parametrize("suffix", [".docx", ".html"])
def test_no_word_of_the_shared_page_is_lost_in_word_and_html(suffix: str, shared_corpus: Path) -> None:
    path = shared_corpus / "panama" / "gcr-mirps-panama.txt"
    expected = words("\n".join(texts_of(read_file(path))))
    read_words = words("\n".join(texts_of(read_file(path.with_suffix(suffix)))))
    assert not Counter(expected) - Counter(read_words)
    assert len(read_words) <= len(expected) + 1


def test_no_word_of_a_shared_norm_is_lost_and_no_mark_is_left(shared_corpus: Path) -> None:
    for path in sorted((shared_corpus / "peru").glob("*.md")):
        document = read_file(path)
        text = "\n".join(texts_of(document))
        body = path.read_text(encoding="utf-8").split("---\n", 2)[2]
        assert len(words(text)) >= 0.8 * len(words(body))
        assert "**" not in text and "](" not in text, path.name
        assert document.metadata["identifier"] and "&" not in (document.title or "&")
