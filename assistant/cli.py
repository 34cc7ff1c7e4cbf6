"""The command line of the assistant: ``ask``, ``search`` and ``indicators``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.answer import Answer
from assistant.consultation import Consultation
from assistant.dates import checked_date
from assistant.errors import AssistantError, QuestionError
from assistant.retrieval import Filters, RankedPassage
from assistant.settings import Settings
from ingest.errors import IngestError

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Ask the indexed documents, in English or Spanish.",
)

StoreOption = Annotated[Path | None, typer.Option("--store", help="Folder of the store.")]
JsonOption = Annotated[bool, typer.Option("--json", help="JSON alone on standard output.")]
BatchOption = Annotated[Path | None, typer.Option("--batch", help="JSONL file, one question a line.")]
CountryOption = Annotated[
    list[str] | None, typer.Option("--country", help="ISO alpha-3 code, such as PAN; repeatable.")
]
TypeOption = Annotated[list[str] | None, typer.Option("--type", help="Kind of document; repeatable.")]
DocumentOption = Annotated[list[str] | None, typer.Option("--document", help="Document id; repeatable.")]
AsOfOption = Annotated[str | None, typer.Option("--as-of", help="Only documents of this date or before.")]
LanguageOption = Annotated[str | None, typer.Option("--language", help="Language of the answer: en or es.")]


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="The question.")] = None,
    batch: BatchOption = None,
    language: LanguageOption = None,
    country: CountryOption = None,
    type: TypeOption = None,
    document: DocumentOption = None,
    as_of: AsOfOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """One answer with its sources, or with --batch one answer object a line."""
    if (question is None) == (batch is None):
        raise typer.BadParameter("give a question, or --batch FILE")
    if language not in (None, "en", "es"):
        raise typer.BadParameter("--language is en or es")
    with _Plainly(as_json):
        filters = _filters(country, type, document, as_of)
        consultation = Consultation.open(store or Settings().store)
        if batch is None:
            answer = consultation.ask(question or "", language, filters)
            _print(answer.as_dict()) if as_json else typer.echo(as_text(answer))
            return
        for item in _lines(batch):
            turns = item["turns"] if "turns" in item else [item["question"]]
            answer = consultation.converse(turns, item.get("language") or language, filters)
            _print({**answer.as_dict(), "id": item["id"]})


@app.command()
def search(
    query: Annotated[str | None, typer.Argument(help="What to look for.")] = None,
    batch: BatchOption = None,
    k: Annotated[int, typer.Option("-k", min=1, max=200, help="How many passages.")] = 10,
    country: CountryOption = None,
    type: TypeOption = None,
    document: DocumentOption = None,
    as_of: AsOfOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """The ranked passages behind an answer."""
    if (query is None) == (batch is None):
        raise typer.BadParameter("give a query, or --batch FILE")
    with _Plainly(as_json):
        filters = _filters(country, type, document, as_of)
        consultation = Consultation.open(store or Settings().store)
        if batch is None:
            found = consultation.search(query or "", k, filters)
            _print({"query": query, "results": _results(found)}) if as_json else _show(found)
            return
        for item in _lines(batch):
            text = item.get("query") or item["question"]
            _print({"id": item["id"], "query": text, "results": _results(consultation.search(text, k, filters))})


@app.command()
def indicators(as_json: JsonOption = False) -> None:
    """The indicator framework."""
    with _Plainly(as_json):
        for line in (Settings().corpus / "indicators.jsonl").read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            shown = {
                "id": entry["id"],
                "domain": entry["domain"],
                "subdomain": entry["subdomain"],
                "question": {"en": entry["question_en"], "es": entry["question_es"]},
                "answer_type": entry["answer_type"],
            }
            _print(shown) if as_json else typer.echo(f"{shown['id']}  {entry['question_en']}")


def as_text(answer: Answer) -> str:
    """The answer as a terminal shows it: prose, caveats, numbered sources."""
    lines = [answer.answer, ""]
    lines += [f"  ! {caveat}" for caveat in answer.caveats]
    for citation in answer.citations:
        place = ", ".join(
            str(p) for p in (citation.title, citation.as_of, citation.section, f"p. {citation.page}") if p
        )
        lines += [f"  [{citation.mark}] {place}", f"      {' '.join(citation.quote.split())}"]
    lines += [f"  > {suggestion}" for suggestion in answer.suggestions]
    return "\n".join(lines)


class _Plainly:
    """Ends the command with one plain sentence where an error of ours comes up."""

    def __init__(self, as_json: bool) -> None:
        self._json = as_json

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, AssistantError | IngestError):
            if self._json:
                _print({"error": {"code": error.code, "message": str(error)}})
            typer.echo(str(error), err=True)
            raise typer.Exit(1) from error


def _filters(
    country: list[str] | None, type: list[str] | None, document: list[str] | None, as_of: str | None
) -> Filters:
    return Filters(
        countries=tuple(c.upper() for c in country) if country else None,
        types=tuple(type) if type else None,
        documents=tuple(document) if document else None,
        as_of=checked_date(as_of) if as_of else None,
    )


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionError(
            f"{path} cannot be read as a text file; give a JSONL file.",
            f"{path} no se puede leer como texto; indique un archivo JSONL.",
        ) from error
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            yield _item(line, number, path)


def _item(line: str, number: int, path: Path) -> dict[str, Any]:
    try:
        item = json.loads(line)
    except json.JSONDecodeError:
        item = None
    texts = (item.get("turns") or [item.get("question") or item.get("query")]) if isinstance(item, dict) else [None]
    if not isinstance(item, dict) or "id" not in item or not all(isinstance(t, str) and t.strip() for t in texts):
        raise QuestionError(
            f"Line {number} of {path.name} is not an object with an id and a question (or turns).",
            f"La línea {number} de {path.name} no es un objeto con id y pregunta (o turns).",
        )
    return item


def _results(found: list[RankedPassage]) -> list[dict[str, Any]]:
    return [
        {
            "rank": rank,
            "score": round(item.score, 6),
            "document_id": item.passage.document_id,
            "page": item.passage.page,
            "section": item.passage.section,
            "language": item.passage.language,
            "text": item.passage.text,
        }
        for rank, item in enumerate(found, 1)
    ]


def _show(found: list[RankedPassage]) -> None:
    for rank, item in enumerate(found, 1):
        typer.echo(f"{rank}. p. {item.passage.page}  {item.passage.section}\n   {item.passage.text}\n")


def _print(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()
