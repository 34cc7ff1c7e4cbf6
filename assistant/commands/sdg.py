"""``python -m assistant sdg``: the items of SDG indicator 10.7.2 as the documents bear them out."""

from __future__ import annotations

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
    print_json,
    require_language,
)
from assistant.consultation import Consultation
from assistant.exports.sdg_lines import category_line, domain_line, item_line, notes
from assistant.indicators.drafting import Drafter
from assistant.indicators.framework import Framework
from assistant.indicators.sdg import DOMAINS, Sdg, item_of
from assistant.indicators.sdg import sdg as worked_out
from assistant.phrases import Phrases
from assistant.settings import Settings
from assistant.wording import wording


def sdg(
    language: Annotated[str, typer.Option("--language", help="en or es.")] = "en",
    framework: FrameworkOption = None,
    country: CountryOption = None,
    type: TypeOption = None,
    document: DocumentOption = None,
    as_of: AsOfOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """SDG indicator 10.7.2 worked out from drafts: an aid, not the official value."""
    require_language(language)
    settings = Settings()
    with Plainly(as_json):
        loaded = Framework.load(framework or settings.corpus / "indicators.jsonl")
        filters = filters_of(country, type, document, as_of)
        drafter = Drafter(Consultation.open(store or settings.store, settings), loaded)
        asked = [i for i in loaded.indicators if item_of(i)]
        found = worked_out((d.indicator, d.level) for d in drafter.drafts(asked, language, filters))
    if as_json:
        print_json(found.as_dict())
        return
    typer.echo(_as_text(found, Phrases.load(settings.prompts, language), language, settings))


def _as_text(found: Sdg, say: Phrases, language: str, settings: Settings) -> str:
    word = wording(language, settings.prompts)
    lines = [say("sdg.title"), say("sdg.aid"), ""]
    for number in DOMAINS:
        lines.append(domain_line(found, number, say, word))
        lines += [f"   {item_line(item, say, word)}" for item in found.items if item.domain == number]
    return "\n".join([*lines, "", category_line(found, say, word), *notes(found, say, word)])
