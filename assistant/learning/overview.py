"""What the person who onboards sees of all learners, as a table, CSV or Excel; and what one learner has passed."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from assistant.exports.safe_text import printable
from assistant.learning.lessons import Lesson
from assistant.learning.progress import Standing
from assistant.phrases import Phrases
from assistant.wording import Wording

_FORMULA = re.compile(r"^[=+\-@\t\r]")


@dataclass(frozen=True, slots=True)
class Table:
    """A header and rows, all as text; ready for the screen and for files."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def overview(standings: Sequence[Standing], lessons: Sequence[Lesson], domains: Sequence[int], word: Wording) -> Table:
    """All learners: lessons read, questions answered, tests passed, when they were last here.

    Args:
        standings: of all people.
        lessons: the path.
        domains: those with a test.
        word: the phrases of the language.
    """
    header = tuple(
        word(f"overview.{name}") for name in ("name", "lessons", "answers", "right", "due", "passed", "open", "seen")
    )
    names = {lesson.name for lesson in lessons}
    rows = []
    for one in standings:
        passed = ", ".join(f"{d} ({word.date(day)})" for d, day in one.passed.items())
        left = ", ".join(str(d) for d in domains if d not in one.passed)
        share = word.percent(one.right / one.answers) if one.answers else "–"
        rows.append(
            (
                one.name,
                f"{len(one.lessons_done & names)}/{len(names)}",
                str(one.answers),
                share,
                str(one.due),
                passed or "–",
                left or "–",
                word.date(one.seen_at[:10]),
            )
        )
    return Table(header, tuple(rows))


def as_csv(table: Table) -> bytes:
    """The table as CSV in UTF-8 with a mark that Excel knows it by; no cell is taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    for row in (table.header, *table.rows):
        writer.writerow([_harmless(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def as_excel(table: Table, title: str) -> bytes:
    """The table as an Excel file."""
    import openpyxl
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = printable(title)[:31]
    for row in (table.header, *table.rows):
        sheet.append([printable(cell) for cell in row])
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.data_type = "s"
            cell.font = Font(bold=cell.row == 1)
    for at in range(1, len(table.header) + 1):
        longest = max(len(row[at - 1]) for row in (table.header, *table.rows))
        sheet.column_dimensions[get_column_letter(at)].width = min(60, longest + 3)
    sheet.freeze_panes = "B2"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


@dataclass(frozen=True, slots=True)
class Passed:
    """What a learner has read and passed, ready to be printed.

    Attributes:
        title, lead: as printed at the top.
        sections: headings with their lines.
        note: what the sheet is not.
    """

    title: str
    lead: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    note: str


def passed(
    standing: Standing,
    lessons: Sequence[Lesson],
    domains: Sequence[int],
    word: Wording,
    say: Phrases,
    day: date,
    documents: Sequence[str],
) -> Passed:
    """The summary of one learner on a day; ``documents`` are the titles of what was learnt from."""

    def name(domain: int) -> str:
        return f"{domain}. {say(f'draft_domain.domain_{domain}')}"

    tests = [word("passed.test", domain=name(d), date=word.date(at)) for d, at in standing.passed.items()]
    tests += [word("passed.open", domain=name(d)) for d in domains if d not in standing.passed]
    read = [lesson.title for lesson in lessons if lesson.name in standing.lessons_done]
    answered = word("passed.answers", count=word.number(standing.answers), right=word.number(standing.right))
    return Passed(
        title=word("passed.title", person=standing.name),
        lead=word("passed.lead", date=word.date(day.isoformat())),
        sections=(
            (word("passed.tests"), tuple(tests) or (word("passed.none"),)),
            (word("passed.lessons", count=len(read), of=len(lessons)), tuple(read) or (word("passed.none"),)),
            (word("passed.questions"), (answered,)),
            (word("passed.documents"), tuple(documents)),
        ),
        note=word("passed.note"),
    )


def passed_markdown(summary: Passed) -> str:
    """The summary as Markdown."""
    lines = [f"# {summary.title}", "", summary.lead, ""]
    for heading, items in summary.sections:
        lines += [f"## {heading}", "", *(f"- {item}" for item in items), ""]
    return "\n".join([*lines, f"> {summary.note}", ""])


def passed_html(summary: Passed, language: str) -> str:
    """The summary as a page of HTML that prints well."""
    body = "".join(
        f"<h2>{escape(heading)}</h2><ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"
        for heading, items in summary.sections
    )
    style = (
        "body{font:11pt/1.5 sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem}"
        "h1{font-size:18pt}h2{font-size:13pt}"
    )
    return (
        f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8">'
        f"<title>{escape(summary.title)}</title><style>{style}</style></head><body><h1>{escape(summary.title)}</h1>"
        f"<p>{escape(summary.lead)}</p>{body}<p><small>{escape(summary.note)}</small></p></body></html>"
    )


def passed_word(summary: Passed, language: str) -> bytes:
    """The summary as a Word file."""
    import docx

    document = docx.Document()
    document.core_properties.title = printable(summary.title)
    document.core_properties.language = language
    document.add_heading(printable(summary.title), level=0)
    document.add_paragraph(summary.lead)
    for heading, items in summary.sections:
        document.add_heading(heading, level=1)
        for item in items:
            document.add_paragraph(printable(item), style="List Bullet")
    document.add_paragraph(summary.note)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
