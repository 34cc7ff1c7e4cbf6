"""``python -m assistant lessons check``: whether the lessons are whole."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.commands.plainly import JsonOption, Plainly, StoreOption, print_json, require_language
from assistant.consultation import Consultation
from assistant.learning.checking import check_lessons
from assistant.learning.room import room_of
from assistant.settings import Settings

lessons = typer.Typer(no_args_is_help=True, help="The lessons of the page Learn.")


@lessons.callback()
def _lessons() -> None:
    """The lessons of the page Learn."""


@lessons.command()
def check(
    folder: Annotated[Path | None, typer.Option("--lessons", help="Folder of the lessons.")] = None,
    language: Annotated[str, typer.Option("--language", help="en or es.")] = "en",
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Missing translations, dead references and damaged files; with --store also what its documents leave empty."""
    require_language(language)
    with Plainly(as_json):
        filler = room_of(Consultation.open(store), language).filler if store else None
        problems = check_lessons(folder or Settings().corpus / "lessons", filler)
    if as_json:
        listed = [{"code": p.code, "place": p.place, "message": p.message(language)} for p in problems]
        print_json({"ok": not problems, "problems": listed})
    else:
        for problem in problems:
            typer.echo(problem.message(language))
        if not problems:
            typer.echo("Las lecciones están completas." if language == "es" else "The lessons are whole.")
    if any(p.code != "empty" for p in problems):
        raise typer.Exit(1)
