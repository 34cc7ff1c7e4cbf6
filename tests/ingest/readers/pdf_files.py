"""PDF files made in code, whole and damaged in every way that was thought of."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable

from pypdf import PdfReader, PdfWriter

SENTENCE = "The shelter opened in May and has twelve rooms."
Objects = dict[int, bytes]


def stream(content: bytes, entries: bytes = b"", length: int | None = None) -> bytes:
    """A stream object; ``length`` lies about its size where given."""
    size = len(content) if length is None else length
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, size, content)


def text_content(*lines: str, x: int = 72, top: int = 720, size: int = 11) -> bytes:
    """A content stream that shows lines under each other."""
    shown = (f"BT /F1 {size} Tf 1 0 0 1 {x} {top - 14 * i} Tm ({line}) Tj ET" for i, line in enumerate(lines))
    return "\n".join(shown).encode("latin-1")


def good_objects(content: bytes | None = None) -> Objects:
    """Catalog 1, page tree 2, page 3, contents 4, font 5."""
    return {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        4: stream(content if content is not None else text_content(SENTENCE)),
        5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    }


def assemble(objects: Objects, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A file with a classic cross-reference table."""
    data = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    offsets = {}
    for number, body in objects.items():
        offsets[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(data), max(objects, default=0) + 1
    data += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        data += b"%010d 00000 n \n" % offsets[number] if number in offsets else b"0000000000 65535 f \n"
    return data + b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)


def good() -> bytes:
    """A whole file of one page."""
    return assemble(good_objects())


def changed(trailer: bytes = b"/Root 1 0 R", **objects: bytes | None) -> bytes:
    """The good file with objects replaced (``o3=...``) or left out (``o3=None``)."""
    numbered = good_objects()
    for name, body in objects.items():
        if body is None:
            del numbered[int(name[1:])]
        else:
            numbered[int(name[1:])] = body
    return assemble(numbered, trailer)


def page(entries: bytes) -> bytes:
    """A page object with entries of its own beside parent and box."""
    return b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] %s >>" % entries


FONT = b"/Resources << /Font << /F1 5 0 R >> >>"


def encrypted(user: str, algorithm: str) -> bytes:
    """The good file under a password; an empty one opens for everybody."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(good())))
    writer.encrypt(user_password=user, owner_password="owner", algorithm=algorithm)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def image_page() -> bytes:
    """A page with nothing but a picture."""
    return changed(
        o3=page(b"/Contents 4 0 R /Resources << /XObject << /Im1 6 0 R >> >>"),
        o4=stream(b"q 400 0 0 600 50 50 cm /Im1 Do Q"),
        o6=stream(b"\x80" * 100, b"/Type /XObject /Subtype /Image /Width 10 /Height 10 /BitsPerComponent 8 "
                  b"/ColorSpace /DeviceGray"),
    )  # fmt: skip


def mixed_pages() -> bytes:
    """Text on the first page, only a picture on the second."""
    return changed(
        o2=b"<< /Type /Pages /Kids [3 0 R 7 0 R] /Count 2 >>",
        o6=stream(b"\x80" * 100, b"/Type /XObject /Subtype /Image /Width 10 /Height 10 /BitsPerComponent 8 "
                  b"/ColorSpace /DeviceGray"),
        o7=page(b"/Contents 8 0 R /Resources << /XObject << /Im1 6 0 R >> >>"),
        o8=stream(b"q 400 0 0 600 50 50 cm /Im1 Do Q"),
    )  # fmt: skip


def deep_tree(depth: int) -> bytes:
    """A page tree of one branch, so many levels deep."""
    objects = good_objects()
    objects[2] = b"<< /Type /Pages /Kids [10 0 R] /Count 1 >>"
    for level in range(10, 10 + depth):
        kid = level + 1 if level + 1 < 10 + depth else 3
        objects[level] = b"<< /Type /Pages /Kids [%d 0 R] /Count 1 /Parent %d 0 R >>" % (kid, max(level - 1, 2))
    return assemble(objects)


def previous_loop() -> bytes:
    """Cross-reference sections that name each other as the previous one."""
    data = good()
    start = data.rindex(b"xref\n0")
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % start)


def bomb(megabytes: int) -> bytes:
    """Contents of a few kilobytes that unpack to so many megabytes of text operators."""
    packer = zlib.compressobj(9)
    block = text_content(SENTENCE) * 1_000
    packed = b"".join(packer.compress(block) for _ in range(megabytes * 1_000_000 // len(block))) + packer.flush()
    return changed(o4=stream(packed, b"/Filter /FlateDecode"))


def nested_bomb() -> bytes:
    """Contents packed twice: a few hundred bytes for half a gigabyte of spaces."""
    packer = zlib.compressobj(9)
    once = b"".join(packer.compress(b" " * 1_000_000) for _ in range(500)) + packer.flush()
    return changed(o4=stream(zlib.compress(once, 9), b"/Filter [/FlateDecode /FlateDecode]"))


def form_tree(width: int, depth: int) -> bytes:
    """Forms that each draw the next one several times: ``width ** depth`` drawings."""
    objects = good_objects(b"/X10 Do")
    objects[3] = page(b"/Contents 4 0 R /Resources << /XObject << /X10 10 0 R >> >>")
    for level in range(10, 10 + depth):
        content = b"/X%d Do " % (level + 1) * width
        resources = b"/Resources << /XObject << /X%d %d 0 R >> >>" % (level + 1, level + 1)
        objects[level] = stream(content, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] " + resources)
    objects[10 + depth] = stream(text_content("deep"), b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] " + FONT)
    return assemble(objects)


def self_drawing_form() -> bytes:
    """A form that draws itself, beside a sentence."""
    return changed(
        o3=page(b"/Contents 4 0 R /Resources << /Font << /F1 5 0 R >> /XObject << /X1 6 0 R >> >>"),
        o4=stream(text_content(SENTENCE) + b"\n/X1 Do"),
        o6=stream(
            b"/X1 Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X1 6 0 R >> >>"
        ),
    )


def object_stream(packed: bytes) -> bytes:
    """A file whose catalog is said to stand in an object stream with this content."""
    data = b"%PDF-1.7\n"
    place = len(data)
    data += b"1 0 obj\n" + stream(packed, b"/Type /ObjStm /N 1 /First 5") + b"\nendobj\n"
    start = len(data)
    table = b"".join(bytes(row) for row in ([0, 0, 0, 0], [1, 0, place, 0], [2, 0, 1, 0], [1, 0, start % 256, 0]))
    entries = b"/Type /XRef /Size 4 /W [1 2 1] /Root 2 0 R"
    return data + b"3 0 obj\n" + stream(table, entries) + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % start


def cut(share: float) -> bytes:
    """The first part of a longer file, as a broken download leaves it."""
    objects = good_objects(text_content(*[f"{SENTENCE} Line {n}." for n in range(40)]))
    data = assemble(objects)
    return data[: int(len(data) * share)]


def outline_loop() -> bytes:
    """Bookmarks that follow each other in a circle."""
    return changed(
        o1=b"<< /Type /Catalog /Pages 2 0 R /Outlines 6 0 R >>",
        o6=b"<< /Type /Outlines /First 7 0 R /Last 8 0 R >>",
        o7=b"<< /Title (a) /Parent 6 0 R /Next 8 0 R /First 6 0 R >>",
        o8=b"<< /Title (b) /Parent 6 0 R /Next 7 0 R >>",
    )


def _font(entries: bytes, **more: bytes) -> bytes:
    return changed(o5=b"<< /Type /Font %s >>" % entries, **more)


# A file counts as readable when its sentence must come out; the others must end in a typed error, or in text.
READABLE: dict[str, Callable[[], bytes]] = {
    "whole": good,
    "empty user password, RC4": lambda: encrypted("", "RC4-128"),
    "empty user password, AES": lambda: encrypted("", "AES-256"),
    "junk before the header": lambda: b"\r\n\r\nHTTP/1.1 200 OK\r\n\r\n" + good(),
    "junk after the end": lambda: good() + b"\0" * 3_000,
    "wrong startxref": lambda: good().replace(b"startxref\n", b"startxref\n9"),
    "no cross-reference table": lambda: good()[: good().rindex(b"xref\n0")] + b"trailer\n<< /Root 1 0 R >>\n",
    "cross-reference offsets all wrong": lambda: good().replace(b"%PDF-1.7\n", b"%PDF-1.7\n%" + b"x" * 37 + b"\n"),
    "previous cross-reference loop": previous_loop,
    "outline loop": outline_loop,
    "length too short": lambda: changed(o4=stream(text_content(SENTENCE), length=3)),
    "length too long": lambda: changed(o4=stream(text_content(SENTENCE), length=99_999)),
    "page count too high": lambda: changed(o2=b"<< /Type /Pages /Kids [3 0 R] /Count 999999999 >>"),
    "page count negative": lambda: changed(o2=b"<< /Type /Pages /Kids [3 0 R] /Count -5 >>"),
    "media box of words": lambda: changed(o3=page(b"/Contents 4 0 R " + FONT).replace(b"0 0 595 842", b"/a /b")),
    "media box without size": lambda: changed(o3=page(b"/Contents 4 0 R " + FONT).replace(b"595 842", b"0 0")),
    "no media box": lambda: changed(o3=b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R " + FONT + b" >>"),
    "form that draws itself": self_drawing_form,
    "loop in the parents": lambda: changed(o2=b"<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 2 0 R >>"),
    "operators that do not exist": lambda: changed(o4=stream(b"1 2 foo (x) bar Q Q Q " + text_content(SENTENCE))),
    "operands that are missing": lambda: changed(o4=stream(b"Tf Td TJ cm re " + text_content(SENTENCE))),
    "one of two pages broken": lambda: changed(
        o2=b"<< /Type /Pages /Kids [3 0 R 6 0 R] /Count 2 >>",
        o6=page(b"/Contents 7 0 R " + FONT), o7=stream(b"not packed", b"/Filter /FlateDecode"),
    ),
    "font without a name": lambda: _font(b"/Subtype /Type1"),
    "font of an unknown type": lambda: _font(b"/Subtype /Wrong /BaseFont 12"),
    "font widths that are words": lambda: _font(b"/Subtype /TrueType /BaseFont /A /FirstChar 0 /Widths [/a /b]"),
    "font that is missing": lambda: changed(o5=None),
    "page without resources": lambda: changed(o3=page(b"/Contents 4 0 R")),
    "character map of garbage": lambda: _font(
        b"/Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R", o6=stream(b"beginbfchar <zz <0041 endbfrange")
    ),
    "trailer without size": lambda: good().replace(b"/Size 6 ", b""),
}  # fmt: skip

BROKEN: dict[str, Callable[[], bytes]] = {
    "only a header": lambda: b"%PDF-1.7\n",
    "header and garbage": lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40,
    "header and zeros": lambda: b"%PDF-1.7\n" + b"\0" * 10_000,
    "cut at 1/10": lambda: cut(0.1),
    "cut at 1/3": lambda: cut(0.33),
    "user password, RC4": lambda: encrypted("secret", "RC4-128"),
    "user password, AES": lambda: encrypted("secret", "AES-256"),
    "encryption of an unknown kind": lambda: changed(b"/Root 1 0 R /Encrypt << /Filter /Unknown /V 99 >>"),
    "no catalog": lambda: changed(o1=None),
    "no root in the trailer": lambda: changed(b"", o1=b"<< /Pages 2 0 R >>"),
    "root is a number": lambda: changed(o1=b"42"),
    "no page tree": lambda: changed(o2=None),
    "catalog without pages": lambda: changed(o1=b"<< /Type /Catalog >>"),
    "no pages in the tree": lambda: changed(o2=b"<< /Type /Pages /Kids [] /Count 0 >>"),
    "kids that are no pages": lambda: changed(o2=b"<< /Type /Pages /Kids [4 0 R 5 0 R 99 0 R (x) 7] /Count 5 >>"),
    "kids is a name": lambda: changed(o2=b"<< /Type /Pages /Kids /None /Count 1 >>"),
    "page tree that holds itself": lambda: changed(o2=b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"),
    "page tree in a circle": lambda: changed(
        o2=b"<< /Type /Pages /Kids [6 0 R] /Count 1 >>", o6=b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"
    ),
    "page tree 3,000 levels deep": lambda: deep_tree(3_000),
    "arrays 20,000 deep": lambda: changed(o4=stream(b"[" * 20_000 + b"]" * 20_000 + b" TJ")),
    "dictionaries 5,000 deep": lambda: changed(o1=b"<< /Pages " * 5_000 + b"2 0 R" + b" >>" * 5_000),
    "page without contents": lambda: changed(o3=page(FONT)),
    "contents is a number": lambda: changed(o3=page(b"/Contents 12 " + FONT)),
    "contents refers to itself": lambda: changed(o4=b"4 0 R"),
    "length refers to itself": lambda: changed(o4=b"<< /Length 4 0 R >>\nstream\n\nendstream"),
    "negative length": lambda: changed(o4=stream(b"", length=-40)),
    "filter that does not exist": lambda: changed(o4=stream(text_content(SENTENCE), b"/Filter /Nothing")),
    "filter on unpacked contents": lambda: changed(o4=stream(text_content(SENTENCE), b"/Filter /FlateDecode")),
    "a thousand filters": lambda: changed(o4=stream(b"00>", b"/Filter [" + b"/ASCIIHexDecode " * 1_000 + b"]")),
    "predictor that does not fit": lambda: changed(
        o4=stream(zlib.compress(text_content(SENTENCE)),
                  b"/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 99999999 >>")
    ),
    "LZW garbage": lambda: changed(o4=stream(bytes(range(256)) * 50, b"/Filter /LZWDecode")),
    "contents that unpack to 120 MB": lambda: bomb(120),
    "contents packed twice": nested_bomb,
    "forms drawn a billion times": lambda: form_tree(10, 9),
    "object stream of garbage": lambda: object_stream(b"\xff\xfe\xfd garbage 99 99 99"),
    "object stream within itself": lambda: object_stream(b"2 0  1 0 R"),
    "cross-reference table of a billion": lambda: good().replace(b"xref\n0 6", b"xref\n0 999999999"),
    "unending text": lambda: changed(o4=stream(b"(never closed " * 2_000)),
    "unending inline image": lambda: changed(o4=stream(b"BI /W 9 /H 9 ID " + b"\0\1\2" * 5_000)),
    "text in a font of unknown signs": lambda: _font(
        b"/Subtype /Type1 /BaseFont /X /ToUnicode 6 0 R",
        o6=stream(b"1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <00> <ff> <E000> endbfrange"),
    ),
    "only a picture": image_page,
}  # fmt: skip
