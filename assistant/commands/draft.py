"""``python -m assistant draft``: responses to indicators, as JSON, Markdown, Word or Excel."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

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
    require_language,
)
from assistant.consultation import Consultation
from assistant.errors import AssistantError
from assistant.exports.drafts import Assessment
from assistant.indicators.drafting import Draft, Drafter
from assistant.indicators.framework import Framework, Indicator
from assistant.indicators.levels import Level
from assistant.language.countries import country_name
from assistant.phrases import Phrases
from assistant.settings import Settings
from assistant.wording import wording


class Format(StrEnum):
    """What the drafts are written as."""

    JSON = "json"
    MARKDOWN = "md"
    WORD = "docx"
    EXCEL = "xlsx"


class OutputError(AssistantError):
    """The file cannot be written."""

    code = "output"


_ENDINGS = {f".{f.value}": f for f in Format} | {".jsonl": Format.JSON, ".markdown": Format.MARKDOWN}


def draft(
    ids: Annotated[list[str] | None, typer.Argument(metavar="INDICATOR_ID...", help="Ids of indicators.")] = None,
    domain: Annotated[int | None, typer.Option("--domain", help="All indicators of a domain.")] = None,
    every: Annotated[bool, typer.Option("--all", help="All indicators.")] = False,
    language: Annotated[str, typer.Option("--language", help="Language of the responses: en or es.")] = "en",
    format: Annotated[Format | None, typer.Option("--format", help="By default that of the file's ending.")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="File to write; without it, standard output.")] = None,
    framework: FrameworkOption = None,
    previous: Annotated[
        Path | None, typer.Option("--previous", help="Filled questionnaire whose levels stand beside the new ones.")
    ] = None,
    country: CountryOption = None,
    type: TypeOption = None,
    document: DocumentOption = None,
    as_of: AsOfOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Drafts responses to indicators: level, reason, sentences with their sources, gaps."""
    kind = _format(format, out, as_json)
    if sum((bool(ids), domain is not None, every)) != 1:
        raise typer.BadParameter("give ids of indicators, or --domain N, or --all")
    require_language(language)
    settings = Settings()
    with Plainly(kind is Format.JSON and out is None):
        loaded = Framework.load(framework or settings.corpus / "indicators.jsonl")
        chosen = _chosen(loaded, ids, domain, every)
        filters = filters_of(country, type, document, as_of)
        before = _levels_before(previous, loaded, settings, language)
        drafter = Drafter(Consultation.open(store or settings.store, settings), loaded)
        drafts = (
            replace(d, previous_level=before.get(d.indicator.id))
            for d in drafter.drafts(chosen, language, filters, _progress(len(chosen)))
        )
        if kind is Format.JSON and out is None:
            for one in drafts:
                sys.stdout.write(_line(one))
                sys.stdout.flush()
            return
        made = list(drafts)
        content = _content(kind, made, language, country, framework is None, settings)
        _write(content, out)


def _levels_before(path: Path | None, framework: Framework, settings: Settings, language: str) -> dict[str, Level]:
    if path is None:
        return {}
    from assistant.commands.fill import previous_levels

    return previous_levels(path, framework, settings, Phrases.load(settings.prompts, language))


def _format(format: Format | None, out: Path | None, as_json: bool) -> Format:
    kind = format or (Format.JSON if as_json else _ENDINGS.get(out.suffix.lower()) if out else None)
    kind = kind or (Format.MARKDOWN if sys.stdout.isatty() else Format.JSON)
    if kind in (Format.WORD, Format.EXCEL) and out is None:
        raise typer.BadParameter(f"--format {kind.value} needs --out FILE")
    return kind


def _chosen(framework: Framework, ids: list[str] | None, domain: int | None, every: bool) -> tuple[Indicator, ...]:
    return framework.indicators if every else framework.chosen(ids or (), domain)


def _progress(total: int) -> Callable[[int, Indicator], None]:
    def tell(done: int, indicator: Indicator) -> None:
        typer.echo(f"{done + 1}/{total}  {indicator.id}", err=True)

    return tell


def _line(draft: Draft) -> str:
    return json.dumps(draft.as_dict(), ensure_ascii=False) + "\n"


def _content(
    kind: Format, drafts: Sequence[Draft], language: str, country: list[str] | None, own: bool, settings: Settings
) -> bytes:
    if kind is Format.JSON:
        return "".join(map(_line, drafts)).encode()
    places = sorted({c.country for d in drafts for c in d.citations if c.country} if not country else set(country))
    assessment = Assessment(
        drafts=tuple(drafts),
        say=Phrases.load(settings.prompts, language),
        word=wording(language, settings.prompts),
        day=date.today(),
        country=", ".join(country_name(place.upper(), language) for place in places),
        names_domains=own,
    )
    if kind is Format.MARKDOWN:
        from assistant.exports.drafts_markdown import drafts_markdown

        return drafts_markdown(assessment).encode()
    if kind is Format.WORD:
        from assistant.exports.drafts_word import drafts_word

        return drafts_word(assessment)
    from assistant.exports.drafts_sheet import drafts_sheet

    return drafts_sheet(assessment)


def _write(content: bytes, out: Path | None) -> None:
    """Writes beside the file first, so that one that was there is whole until the new one is."""
    if out is None:
        sys.stdout.buffer.write(content)
        return
    beside = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        beside.write_bytes(content)
        beside.replace(out)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise OutputError(
            f"{out} cannot be written; name a file in a folder that exists and is yours to write.",
            f"{out} no se puede escribir; indique un archivo en una carpeta que exista y en la que pueda escribir.",
        ) from error
