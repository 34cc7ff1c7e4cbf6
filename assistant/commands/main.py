"""The commands ``ask``, ``search``, ``indicators``, ``instruments``, ``draft``, ``fill``, ``previous``, ``sdg`` ..."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.answer import Answer
from assistant.commands.draft import draft
from assistant.commands.fill import fill_questionnaire, previous_answers
from assistant.commands.instruments import instruments
from assistant.commands.lessons import lessons
from assistant.commands.plainly import (
    AsOfOption,
    CountryOption,
    DocumentOption,
    FrameworkOption,
    JsonOption,
    Plainly,
    StoreOption,
    TypeOption,
    filters_of,
    print_json,
    require_language,
)
from assistant.commands.sdg import sdg
from assistant.consultation import Consultation
from assistant.errors import QuestionError
from assistant.exports.text import article_of
from assistant.indicators.framework import Framework
from assistant.retrieval import RankedPassage
from assistant.settings import Settings
from assistant.wording import wording
from assistant.workspace.workspace import Workspace

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Ask the indexed documents, in English or Spanish.",
)

BatchOption = Annotated[Path | None, typer.Option("--batch", help="JSONL file, one question a line.")]
WriterOption = Annotated[
    str | None,
    typer.Option("--writer", help="extractive, or the name of a chat model of ASSISTANT_CHAT_MODEL; by default that."),
]
ModelOption = Annotated[
    str | None, typer.Option("--model", help="A chat model to word the answer, such as openai:gpt-5-mini.")
]
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
    writer: WriterOption = None,
    model: ModelOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """One answer with its sources, or with --batch one answer object a line."""
    if (question is None) == (batch is None):
        raise typer.BadParameter("give a question, or --batch FILE")
    require_language(language)
    with Plainly(as_json):
        filters = filters_of(country, type, document, as_of)
        consultation = Consultation.open(store or Settings().store)
        if model:
            consultation.choose(Settings(chat_model=model))
        if batch is None:
            answer = consultation.ask(question or "", language, filters, writer=writer)
            print_json(answer.as_dict()) if as_json else typer.echo(as_text(answer))
            return
        for item in _lines(batch):
            turns = item["turns"] if "turns" in item else [item["question"]]
            answer = consultation.converse(turns, item.get("language") or language, filters, writer)
            print_json({**answer.as_dict(), "id": item["id"]})


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
    with Plainly(as_json):
        filters = filters_of(country, type, document, as_of)
        consultation = Consultation.open(store or Settings().store)
        if batch is None:
            found = consultation.search(query or "", k, filters)
            print_json({"query": query, "results": _results(found)}) if as_json else _show(found)
            return
        for item in _lines(batch):
            text = item.get("query") or item["question"]
            print_json({"id": item["id"], "query": text, "results": _results(consultation.search(text, k, filters))})


@app.command()
def indicators(framework: FrameworkOption = None, as_json: JsonOption = False) -> None:
    """The indicator framework."""
    with Plainly(as_json):
        for indicator in Framework.load(framework or Settings().corpus / "indicators.jsonl").indicators:
            shown = indicator.as_dict()
            print_json(shown) if as_json else typer.echo(f"{indicator.id}  {indicator.question('en')}")


app.command()(draft)
app.command("fill")(fill_questionnaire)
app.command("previous")(previous_answers)
app.command("sdg")(sdg)
app.command("instruments")(instruments)
app.add_typer(lessons, name="lessons")


@app.command()
def assessments(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """The assessments of the page Indicators: country, year, language, how many responses have which status."""
    with Plainly(as_json):
        workspace = Workspace.of(store or Settings().store)
        for one in workspace.assessments():
            responses = workspace.responses(one.id)
            counts = Counter(r.status.value if r.drafted else "undrafted" for r in responses)
            shown = {**asdict(one), "indicators": len(responses), "statuses": dict(counts)}
            said = ", ".join(f"{count} {status}" for status, count in counts.items())
            print_json(shown) if as_json else typer.echo(f"{one.country} {one.year} {one.language}  {one.id}  {said}")


def as_text(answer: Answer) -> str:
    """The answer as a terminal shows it: prose, caveats, numbered sources."""
    lines = [answer.answer, ""]
    lines += [f"  ! {caveat}" for caveat in answer.caveats]
    for citation in answer.citations:
        place = ", ".join(
            str(p)
            for p in (
                citation.title,
                citation.as_of,
                citation.section,
                article_of(citation, wording(answer.language)),
                f"p. {citation.page}",
            )
            if p
        )
        lines += [f"  [{citation.mark}] {place}", f"      {' '.join(citation.quote.split())}"]
    lines += [f"  > {suggestion}" for suggestion in answer.suggestions]
    return "\n".join(lines)


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
