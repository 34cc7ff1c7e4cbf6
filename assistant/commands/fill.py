"""``python -m assistant fill``: a copy of the user's questionnaire with drafted answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
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
    print_json,
    require_language,
)
from assistant.consultation import Consultation
from assistant.indicators.drafting import Drafter
from assistant.indicators.framework import Framework
from assistant.indicators.levels import Level
from assistant.language.lexicon import LANGUAGES, Lexicon
from assistant.phrases import Phrases
from assistant.questionnaire import Answer, Filled, Match, Questionnaire, check_place, fill, match, previous, read
from assistant.questionnaire.drafted import answer_of
from assistant.questionnaire.likeness import language_of
from assistant.questionnaire.matches_file import read_matches, write_matches
from assistant.settings import Settings
from assistant.wording import wording
from ingest.embedding import QueryEmbedder


def fill_questionnaire(
    questionnaire: Annotated[Path, typer.Argument(help="Excel or Word file with questions.")],
    out: Annotated[Path | None, typer.Option("--out", help="The copy to write.")] = None,
    language: Annotated[
        str | None, typer.Option("--language", help="Of the answers: en or es; by default that of the questions.")
    ] = None,
    matches: Annotated[
        Path | None,
        typer.Option("--matches", help="CSV file of matches: used if it is there, written if it is not."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only shows the matches.")] = False,
    doubtful: Annotated[bool, typer.Option("--doubtful", help="Answers by doubtful matches too.")] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Writes over answers that are there.")] = False,
    recalculate: Annotated[
        bool, typer.Option("--recalculate", help="Tells a workbook to compute its formulas anew when it is opened.")
    ] = False,
    framework: FrameworkOption = None,
    country: CountryOption = None,
    type: TypeOption = None,
    document: DocumentOption = None,
    as_of: AsOfOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Answers the questions of an Excel or Word file in a copy of it."""
    if out is None and not dry_run:
        raise typer.BadParameter("give --out COPY, or --dry-run")
    require_language(language)
    settings = Settings()
    with Plainly(as_json):
        read_file = read(questionnaire)
        language = language or language_of([q.text for q in read_file.questions])
        say = Phrases.load(settings.prompts, language)
        filters = filters_of(country, type, document, as_of)
        loaded = Framework.load(framework or settings.corpus / "indicators.jsonl")
        # What stands in the way is said before the work begins.
        consultation = None
        if out is not None and not dry_run:
            check_place(read_file, out)
            consultation = Consultation.open(store or settings.store, settings)
        found = _matched(read_file, loaded, settings, matches, say)
        if consultation is None or out is None:
            _show(found, say, as_json)
            return
        used = [m for m in found if m.indicator is not None and (doubtful or not m.is_doubtful)]
        drafter = Drafter(consultation, loaded)
        word = wording(language, settings.prompts)
        answers: dict[str, Answer] = {}
        for done, one in enumerate(used, 1):
            assert one.indicator is not None
            typer.echo(f"{done}/{len(used)}  {one.indicator.id}", err=True)
            answers[one.question.key] = answer_of(drafter.draft(one.indicator, language, filters), word)
        filled = fill(read_file, out, answers, say, overwrite, recalculate)
        _report(found, filled, say, as_json, is_stale=read_file.has_formulas and not recalculate)


def previous_answers(
    questionnaire: Annotated[Path, typer.Argument(help="Excel or Word file that was filled.")],
    matches: Annotated[
        Path | None,
        typer.Option("--matches", help="CSV file of matches: used if it is there, written if it is not."),
    ] = None,
    language: Annotated[str, typer.Option("--language", help="Of what is said: en or es.")] = "en",
    framework: FrameworkOption = None,
    as_json: JsonOption = False,
) -> None:
    """The answers of a filled questionnaire, by indicator: those of the assessment before."""
    require_language(language)
    settings = Settings()
    say = Phrases.load(settings.prompts, language)
    with Plainly(as_json):
        loaded = Framework.load(framework or settings.corpus / "indicators.jsonl")
        found = _matched(read(questionnaire), loaded, settings, matches, say)
        answers = previous(found)
    for id, answer in answers.items():
        level = answer.level.value if answer.level else None
        if as_json:
            print_json({"indicator_id": id, "level": level, "text": answer.text, "sources": answer.sources})
        else:
            named = say(f"draft_level.{level}") if level else say("questionnaire.no_level")
            typer.echo(f"{id}  {named}: {' '.join(answer.text.split())}")
    if not as_json:
        typer.echo(_counted(found, say))


def previous_levels(path: Path, framework: Framework, settings: Settings, say: Phrases) -> dict[str, Level]:
    """The levels that a filled questionnaire gives, by id of indicator.

    Raises:
        QuestionnaireError: the file cannot be used.
    """
    answers = previous(_matched(read(path), framework, settings, None, say))
    return {id: answer.level for id, answer in answers.items() if answer.level}


def _matched(
    questionnaire: Questionnaire, framework: Framework, settings: Settings, file: Path | None, say: Phrases
) -> tuple[Match, ...]:
    """The matches of a file that a person may have changed, or new ones, which are then written there."""
    if file is not None and file.exists():
        both = {lang: Phrases.load(settings.prompts, lang) for lang in LANGUAGES}
        return read_matches(file, questionnaire, framework, both)
    found = match(questionnaire, framework, QueryEmbedder.load(settings), Lexicon.load(settings.corpus), _progress(say))
    if file is not None:
        write_matches(found, file, say)
        typer.echo(say("questionnaire.matches_written", path=file), err=True)
    return found


def _progress(say: Phrases) -> Callable[[int, int], None]:
    def tell(done: int, total: int) -> None:
        typer.echo(say("questionnaire.comparing", done=done, total=total), err=True)

    return tell


def _show(matches: Sequence[Match], say: Phrases, as_json: bool) -> None:
    for one in matches:
        if as_json:
            print_json(_as_dict(one))
            continue
        question = f"{one.question.key}  {one.question.number} {one.question.text}".strip()
        if one.indicator is None:
            said = say("questionnaire.no_match")
        else:
            key = "questionnaire.doubtful" if one.is_doubtful else "questionnaire.matched"
            asked = one.indicator.question(say.language)
            said = say(key, id=one.indicator.id, score=f"{one.score:.2f}", question=asked)
        typer.echo(f"{question}\n   {said}")
    if not as_json:
        typer.echo(_counted(matches, say))


def _counted(matches: Sequence[Match], say: Phrases) -> str:
    settled = sum(m.is_settled for m in matches)
    open_ones = sum(m.is_doubtful for m in matches)
    left = len(matches) - settled - open_ones
    return say("questionnaire.counted", total=len(matches), settled=settled, doubtful=open_ones, unmatched=left)


def _as_dict(match: Match) -> dict[str, object]:
    return {
        "key": match.question.key,
        "question": match.question.text,
        "number": match.question.number,
        "fields": [name.value for name in match.question.slots],
        "indicator_id": match.indicator.id if match.indicator else None,
        "score": match.score,
        "by": match.by.value,
        "doubtful": match.is_doubtful,
        "others": list(match.others),
    }


def _report(matches: Sequence[Match], filled: Filled, say: Phrases, as_json: bool, is_stale: bool) -> None:
    if as_json:
        print_json(
            {
                "out": str(filled.path),
                "written": list(filled.written),
                "skipped": [{"key": s.key, "field": s.field.value, "reason": s.reason.value} for s in filled.skipped],
                "matches": [_as_dict(m) for m in matches],
            }
        )
        return
    typer.echo(_counted(matches, say))
    for reason, count in Counter(s.reason for s in filled.skipped).items():
        typer.echo(say(f"questionnaire_skipped.{reason.value}", count=count))
    if is_stale:
        typer.echo(say("questionnaire.formulas"))
    typer.echo(say("questionnaire.written", count=len(filled.written), path=filled.path))
