"""What the commands share: options and their filters, JSON lines on standard output, errors as one plain sentence."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from assistant.errors import AssistantError
from assistant.language.dates import checked_date
from assistant.retrieval import Filters
from ingest.errors import IngestError
from ingest.terms import LANGUAGES

StoreOption = Annotated[Path | None, typer.Option("--store", help="Folder of the store.")]
JsonOption = Annotated[bool, typer.Option("--json", help="JSON alone on standard output.")]
CountryOption = Annotated[
    list[str] | None, typer.Option("--country", help="ISO alpha-3 code, such as PAN; repeatable.")
]
TypeOption = Annotated[list[str] | None, typer.Option("--type", help="Kind of document; repeatable.")]
DocumentOption = Annotated[list[str] | None, typer.Option("--document", help="Document id; repeatable.")]
AsOfOption = Annotated[str | None, typer.Option("--as-of", help="Only documents of this date or before.")]
FrameworkOption = Annotated[
    Path | None, typer.Option("--framework", help="A framework of your own: JSONL, CSV or XLSX.")
]


def require_language(language: str | None) -> None:
    """Ends the command where ``--language`` names a language that is not built in.

    Raises:
        BadParameter: it does.
    """
    if language not in (None, *LANGUAGES):
        raise typer.BadParameter("--language is en or es")


class Plainly:
    """Ends the command with one plain sentence where an error of ours comes up."""

    def __init__(self, as_json: bool) -> None:
        self._json = as_json

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, AssistantError | IngestError):
            if self._json:
                print_json({"error": {"code": error.code, "message": str(error)}})
            typer.echo(str(error), err=True)
            raise typer.Exit(1) from error


def filters_of(
    country: list[str] | None = None,
    type: list[str] | None = None,
    document: list[str] | None = None,
    as_of: str | None = None,
) -> Filters:
    """The filters that the options ask for.

    Raises:
        QuestionError: ``as_of`` is no date.
    """
    return Filters(
        countries=tuple(c.upper() for c in country) if country else None,
        types=tuple(type) if type else None,
        documents=tuple(document) if document else None,
        as_of=checked_date(as_of) if as_of else None,
    )


def print_json(value: object) -> None:
    """One object on one line of standard output, at once."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()
