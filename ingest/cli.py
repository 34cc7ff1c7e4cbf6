"""The commands of ``python -m ingest``. With ``--json`` standard output holds JSON alone; the rest goes to stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ingest.document import DocumentType
from ingest.errors import IngestError, PageUnknownError
from ingest.settings import IngestSettings

if TYPE_CHECKING:
    from ingest.pipeline import FileResult, Pipeline, Progress
    from ingest.store import Store
    from ingest.waiting import Waiting

app = typer.Typer(
    help="Reads documents into the store that questions are answered from.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


class Language(StrEnum):
    """The languages that documents are read in."""

    EN = "en"
    ES = "es"


def _country(value: str | None) -> str | None:
    if value is None:
        return None
    from ingest.catalogue import alpha3

    code = alpha3(value)
    if code is None:
        raise typer.BadParameter(f"{value} is not an ISO 3166-1 country code, such as PAN")
    return code


def _date(value: str | None) -> str | None:
    if value is None:
        return None
    from ingest.catalogue import DATE

    if not DATE.fullmatch(value):
        raise typer.BadParameter(f"{value} is not a date such as 2019, 2019-04 or 2019-04-30")
    return value


StoreOption = Annotated[
    Path | None, typer.Option("--store", envvar="ASSISTANT_STORE", help="Folder of the store [default: var/store].")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
IdArgument = Annotated[str, typer.Argument(metavar="DOCUMENT_ID", help="As `list` shows it.")]


@app.command()
def add(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files or folders.")],
    type: Annotated[DocumentType | None, typer.Option(help="Kind of document.")] = None,
    country: Annotated[str | None, typer.Option(help="ISO alpha-3 code, such as PAN.", callback=_country)] = None,
    language: Annotated[Language | None, typer.Option(help="Language of the text.")] = None,
    date: Annotated[str | None, typer.Option(help="2019, 2019-04 or 2019-04-30.", callback=_date)] = None,
    title: Annotated[str | None, typer.Option(help="Title to cite it by.")] = None,
    url: Annotated[str | None, typer.Option(help="Public address.")] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
    progress: Annotated[bool, typer.Option("--progress", help="Print progress to stderr, an object a line.")] = False,
) -> None:
    """Index what is new or changed; skip what is unchanged."""
    with _reporting(as_json):
        from ingest.catalogue import Overrides
        from ingest.pipeline import skipped_in

        overrides = Overrides(title, type, country, language.value if language else None, date, url)
        with _pipeline(store, progress) as pipeline:
            failed = _show(pipeline, pipeline.add(paths, overrides), as_json)
        skipped = sum(skipped_in(path) for path in paths)
        if skipped:
            _say(f"Left out {skipped} files of kinds that are not read.")
    raise typer.Exit(1 if failed else 0)


@app.command()
def corpus(
    store: StoreOption = None,
    as_json: JsonOption = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Leave out what is unchanged.")] = False,
) -> None:
    """Index the briefs that come with the assistant."""
    with _reporting(as_json), _pipeline(store, False) as pipeline:
        results = (r for r in pipeline.add_corpus() if not (quiet and r.status == "unchanged"))
        failed = _show(pipeline, results, as_json)
    raise typer.Exit(1 if failed else 0)


@app.command()
def recognise(
    document_ids: Annotated[list[str] | None, typer.Argument(metavar="DOCUMENT_ID...", help="Only these.")] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
    progress: Annotated[bool, typer.Option("--progress", help="Print progress to stderr, an object a line.")] = False,
) -> None:
    """Read the documents that wait for text recognition (OCR)."""
    with _reporting(as_json), _pipeline(store, progress) as pipeline:
        failed = _show(pipeline, pipeline.add_waiting(document_ids or ()), as_json)
    raise typer.Exit(1 if failed else 0)


@app.command()
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The older edition; alone, either of the two.")],
    new: Annotated[str | None, typer.Argument(metavar="[NEW]", help="The newer edition.")] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what changed between two editions of a document, by article or section."""
    with _reporting(as_json), _open(store) as opened:
        from ingest.comparing_cli import compared, lines

        found = compared(opened, old, new)
        _print(found.as_dict() if as_json else "\n".join(lines(found)))


@app.command()
def editions(
    confirm: Annotated[tuple[str, str] | None, typer.Option(metavar="NEWER OLDER", help="They are editions.")] = None,
    reject: Annotated[tuple[str, str] | None, typer.Option(metavar="NEWER OLDER", help="They are not.")] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show which documents are editions of one, and say so of two, or deny it."""
    with _reporting(as_json), _open(store) as opened:
        from ingest.comparing_cli import described, row_of
        from ingest.editions import State

        for pair, state in ((confirm, State.LINKED), (reject, State.REJECTED)):
            if pair:
                for id in pair:
                    described(opened, id)
                opened.editions.decide(*pair, state)
        for link in opened.editions.all():
            row = row_of(opened, link)
            line = "{newer}  {newer_title} ({newer_date})\n  {state}: replaces {older}  {older_title} ({older_date})"
            _print(row if as_json else line.format(**row))


@app.command("list")
def list_documents(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Show the documents in the store."""
    with _reporting(as_json), _open(store) as opened:
        for record in opened.documents():
            known = record.metadata
            row = {
                "document_id": record.id,
                "title": known.title,
                "type": known.type.value,
                "country": known.country,
                "language": known.language,
                "date": known.date,
                "pages": record.pages,
                "passages": record.passages,
                "sha256": record.sha256,
                "status": record.status,
                "authority": known.authority,
                "publisher": known.publisher,
                "url": known.url,
                "source": known.source,
                "summarises": known.summarises,
                "path": record.path,
                "added_at": record.added_at,
                "warnings": list(record.warnings),
            }
            described = " · ".join(
                str(part) for part in (known.type, known.country, known.language, known.date) if part
            )
            _print(row if as_json else f"{record.id}  {known.title} ({described}; {record.pages} pages)")
        for waiting in opened.waiting.all():
            _print(_waiting_row(waiting) if as_json else _waiting_line(waiting))


def _waiting_row(waiting: Waiting) -> dict[str, Any]:
    """A document that waits for text recognition, with the keys of the others."""
    return {
        "document_id": waiting.id,
        "title": waiting.options.get("title") or waiting.name,
        "type": waiting.options.get("type"),
        "country": waiting.options.get("country"),
        "language": waiting.options.get("language"),
        "date": waiting.options.get("date"),
        "pages": waiting.pages,
        "passages": 0,
        "sha256": waiting.sha256,
        "status": "needs_ocr",
        "pages_read": waiting.read,
        "path": waiting.path,
        "added_at": waiting.added_at,
        "warnings": [],
    }


def _waiting_line(waiting: Waiting) -> str:
    return f"{waiting.id}  {waiting.name} (waits for text recognition: {waiting.read} of {waiting.pages} pages read)"


@app.command()
def text(
    document_id: IdArgument,
    page: Annotated[int | None, typer.Option(help="Only this page.")] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print the text that quotes are checked against."""
    with _reporting(as_json), _open(store) as opened:
        pages = [found for found in opened.pages(document_id) if page in (None, found.number)]
        if not pages:
            raise PageUnknownError(document_id=document_id, page=page, pages=len(opened.pages(document_id)))
        if as_json:
            shown = [{"page": found.number, "text": found.text} for found in pages]
            _print({"document_id": document_id, "pages": shown})
        else:
            _print("\f\n".join(found.text for found in pages))


@app.command()
def remove(document_id: IdArgument, store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Take a document out of every index."""
    with _reporting(as_json), _open(store) as opened:
        opened.remove(document_id)
        _print({"document_id": document_id, "status": "removed"} if as_json else f"Removed {document_id}.")


@app.command()
def check(
    repair: Annotated[bool, typer.Option("--repair", help="Mend what is wrong.")] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Compare the indexes with the truth."""
    with _reporting(as_json), _open(store) as opened:
        from ingest.embedding import DocumentEmbedder

        report = opened.repair(DocumentEmbedder()) if repair else opened.check()
    if as_json:
        _print({"ok": report.ok, "problems": list(report.problems)})
    else:
        _print("\n".join(report.problems) or "The indexes agree with the stored text.")
    raise typer.Exit(0 if report.ok else 1)


@app.command()
def rebuild(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Build every index again from the stored text, with the embedding model that is set."""
    with _reporting(as_json), _open(store) as opened, _progress(False) as on_progress:
        from ingest.embedding import DocumentEmbedder
        from ingest.pipeline import Progress

        embedder, done, total = DocumentEmbedder(), 0, opened.text_count()

        def count(texts: int) -> None:
            nonlocal done
            done += texts
            on_progress(Progress(str(opened.folder), "embedding", done, total))

        opened.rebuild(embedder, count)
        _print({"status": "rebuilt", "model": embedder.id} if as_json else f"Rebuilt with {embedder.id}.")


def main() -> None:
    """Run the command line."""
    app()


@contextmanager
def _reporting(as_json: bool) -> Iterator[None]:
    """Says what went wrong in one sentence and ends with status 1."""
    try:
        yield
    except IngestError as error:
        _say(str(error))
        if as_json:
            _print({"error": {"code": error.code, "message": str(error)}})
        raise typer.Exit(1) from error


@contextmanager
def _open(folder: Path | None) -> Iterator[Store]:
    from ingest.store import Store

    with Store.open(folder or IngestSettings().store) as opened:
        yield opened


@contextmanager
def _pipeline(folder: Path | None, as_lines: bool) -> Iterator[Pipeline]:
    from ingest.catalogue import Catalogue
    from ingest.embedding import DocumentEmbedder
    from ingest.pipeline import Pipeline
    from ingest.store import Store

    settings = IngestSettings()
    catalogue = Catalogue.load(settings.corpus)
    with Store.open(folder or settings.store, create=True) as opened, _progress(as_lines) as on_progress:
        yield Pipeline(opened, DocumentEmbedder(settings), catalogue, on_progress)


def _show(pipeline: Pipeline, results: Iterable[FileResult], as_json: bool) -> int:
    """Prints each result as it comes, then a line on the time; gives how many files failed."""
    counts: dict[str, int] = {}
    for result in results:
        counts[result.status] = counts.get(result.status, 0) + 1
        if result.error is not None:
            _say(str(result.error))
        _print(result.as_dict() if as_json else _sentence(result))
    timing = pipeline.timing
    if timing.texts:
        share = timing.embedding / timing.total
        _say(f"{timing.texts} texts embedded in {timing.embedding:.1f} s, {share:.0%} of {timing.total:.1f} s.")
    return counts.get("failed", 0)


def _sentence(result: FileResult) -> str:
    if result.document_id is None:
        return f"{result.path}: {result.status}"
    size = f"{result.pages} pages, {result.passages} passages"
    lines = [f"{result.path}: {result.status} as {result.document_id} ({size})"]
    return "\n  ".join(lines + list(result.warnings if result.status == "added" else ()))


@contextmanager
def _progress(as_lines: bool) -> Iterator[Callable[[Progress], None]]:
    """What shows progress on stderr: objects a line, a bar on a terminal, nothing elsewhere."""
    if as_lines:
        yield lambda step: _say(
            json.dumps({"path": step.path, "stage": step.stage, "done": step.done, "total": step.total})
        )
    elif sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import Progress as Bar

        with Bar(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("")
            yield lambda step: bar.update(
                task, description=f"{Path(step.path).name}: {step.stage}", completed=step.done, total=step.total or None
            )
    else:
        yield _say_page


def _say_page(step: Progress) -> None:
    """Text recognition takes seconds a page: elsewhere than on a terminal, each page is said."""
    if step.stage == "recognising" and step.done < step.total:
        _say(f"{Path(step.path).name}: reading page {step.done + 1} of {step.total} by text recognition")


def _print(value: Any) -> None:  # noqa: ANN401
    print(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False), flush=True)


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
