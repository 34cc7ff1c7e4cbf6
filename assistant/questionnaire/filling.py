"""Reads a questionnaire, writes answers into a copy of it, and reads the answers of one that was filled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from assistant.indicators.levels import Level
from assistant.phrases import Phrases
from assistant.questionnaire import excel, word
from assistant.questionnaire.errors import CopyError, EndingError, NoQuestionsError, QuestionnaireError, SameFileError
from assistant.questionnaire.model import (
    Answer,
    Field,
    Filled,
    Kind,
    Match,
    Previous,
    Question,
    Questionnaire,
    Reason,
    Skipped,
    Slot,
)
from assistant.questionnaire.package import LIMITS, Package
from assistant.questionnaire.words import choice_of, level_among, level_of, tick
from ingest.readers.limits import Limits


def read(path: Path, limits: Limits = LIMITS) -> Questionnaire:
    """The questions of a file.

    Raises:
        QuestionnaireError: the file is missing, of another kind, damaged, protected, too large, or has no question.
    """
    package = Package.open(path, limits)
    reader = excel.read_questions if package.kind is Kind.EXCEL else word.read_questions
    found, has_formulas = reader(package)
    if not found:
        raise NoQuestionsError(path.name)
    return Questionnaire(path, package.kind, tuple(found), has_formulas)


def fill(
    questionnaire: Questionnaire,
    out: Path,
    answers: Mapping[str, Answer],
    say: Phrases,
    overwrite: bool = False,
    recalculate: bool = False,
) -> Filled:
    """Writes a copy of the questionnaire with answers; every cell and part besides stays as it was.

    What already holds a text is left, unless ``overwrite``; formulas are left always. The copy comes whole or not at
    all.

    Args:
        questionnaire: as ``read`` gave it.
        out: the copy.
        answers: by key of question; keys that the questionnaire does not have are ignored.
        say: names of levels where a cell has no list of its own.
        overwrite: whether what stands in the cells gives way.
        recalculate: whether a workbook with formulas is told to compute them anew when it is opened, which changes the
            part that says so; otherwise their results are those of before.

    Raises:
        QuestionnaireError: the copy would take the place of the questionnaire, cannot be written, or the questionnaire
            can no longer be read.
    """
    check_place(questionnaire, out)
    package = Package.open(questionnaire.path)
    values: list[tuple[Question, Slot, str]] = []
    skipped: list[Skipped] = []
    for question in questionnaire.questions:
        answer = answers.get(question.key)
        if answer is None:
            continue
        if not overwrite and (held := _answered(question, answer)):
            skipped.append(Skipped(question.key, held, Reason.FILLED))
            continue
        for name, slot, text in _texts(question, answer, say):
            reason = _why_not(slot, text, overwrite)
            if reason:
                skipped.append(Skipped(question.key, name, reason))
            elif slot is not None and text:
                values.append((question, slot, text))
    changed = _changed(package, values)
    if recalculate and questionnaire.has_formulas and changed:
        changed.update(excel.recalculating(package))
    package.copy(out, changed)
    written = tuple(dict.fromkeys(question.key for question, _, _ in values))
    return Filled(out, written, tuple(skipped))


def check_place(questionnaire: Questionnaire, out: Path) -> None:
    """Sees to it that a copy can be written, before the work of answering is done.

    Raises:
        CopyError: it would take the place of the questionnaire, is named as another kind of file, or its folder is not
            there.
    """
    if out.exists() and out.samefile(questionnaire.path):
        raise SameFileError(out.name)
    if out.suffix.lower() != questionnaire.path.suffix.lower():
        # Excel does not open a workbook with macros that is named as one without.
        raise EndingError(out.name, questionnaire.path.suffix)
    if out.is_dir() or not out.absolute().parent.is_dir():
        raise CopyError(str(out))


def previous(matches: Iterable[Match]) -> dict[str, Previous]:
    """The answers that a filled questionnaire holds, by id of indicator; doubtful matches and blanks are left out.

    Args:
        matches: of the filled file, as ``match`` gave them or a person confirmed them.
    """
    found: dict[str, Previous] = {}
    for match in matches:
        if match.indicator is None or match.is_doubtful:
            continue
        answer = _held(match)
        if answer is not None:
            found[match.indicator.id] = answer
    return found


def _held(match: Match) -> Previous | None:
    slots = match.question.slots
    held = {name: slots[name].held.strip() if name in slots else "" for name in Field}
    text = "\n".join(t for t in (held[Field.ANSWER], held[Field.COMMENTS]) if t)
    if not text and not held[Field.LEVEL]:
        return None
    level = level_among(held[Field.LEVEL], slots[Field.LEVEL].choices) if held[Field.LEVEL] else None
    if level is None:
        # "Partially. Refugees only." in a cell for text: what it opens with, up to the first mark.
        opening = held[Field.ANSWER].split(".", 1)[0]
        level = level_of(opening) if 0 < len(opening.split()) <= 5 else _opens_with(held[Field.ANSWER])
    assert match.indicator is not None
    return Previous(match.indicator, level, text, held[Field.SOURCES], match.question.key)


def _opens_with(text: str) -> Level | None:
    """The level of a text that opens with one and a comma or colon, as drafts do: "Partial, as of 2019: ..."."""
    for mark in (",", ":", ";"):
        opening, found, _ = text.partition(mark)
        if found and len(opening.split()) <= 3:
            return level_of(opening)
    return None


def _answered(question: Question, answer: Answer) -> Field | None:
    """The field by which a question is answered already, otherwise than this answer would: all of it is then left."""
    slots = question.slots
    if Field.ANSWER in slots and slots[Field.ANSWER].held:
        return Field.ANSWER
    level = slots.get(Field.LEVEL)
    if level is not None and level.held and level_among(level.held, level.choices) is not answer.level:
        return Field.LEVEL
    return None


def _texts(question: Question, answer: Answer, say: Phrases) -> Iterator[tuple[Field, Slot | None, str | None]]:
    """What goes where: fields that the questionnaire has no room for go to one that it has.

    A text of None says that no value of the cell's list means it.
    """
    slots = question.slots
    level = slots.get(Field.LEVEL)
    if level is not None and answer.level is not None:
        named = choice_of(answer.level, level.choices) if level.choices else say(f"draft_level.{answer.level.value}")
        yield Field.LEVEL, level, named
    main = Field.ANSWER if Field.ANSWER in slots else Field.COMMENTS
    pieces = {main: [answer.text], Field.SOURCES: [answer.sources], Field.COMMENTS: [answer.comments]}
    if main is Field.COMMENTS:
        pieces[main] = [answer.text, answer.comments]
    for spare in (Field.SOURCES,):
        if spare not in slots and main in slots:
            pieces[main].append(answer.sources)
            pieces[spare] = []
    for name, texts in pieces.items():
        text = "\n".join(t for t in texts if t)
        if text and name in slots:
            yield name, slots[name], text
        elif text and name is main:
            yield name, None, text


def _why_not(slot: Slot | None, text: str | None, overwrite: bool) -> Reason | None:
    if slot is None:
        return Reason.NO_ROOM
    if slot.is_formula:
        return Reason.FORMULA
    if text is None:
        return Reason.NO_CHOICE
    return Reason.FILLED if slot.held and not overwrite else None


def _written(slot: Slot, text: str) -> str | int:
    """What goes into a slot: a text, or the number of the box that is to be ticked."""
    return slot.choices.index(text) if slot.boxes and text in slot.choices else text


def _changed(package: Package, values: list[tuple[Question, Slot, str]]) -> dict[str, bytes]:
    try:
        if package.kind is Kind.WORD:
            texts = {slot.address: _written(slot, text) for _, slot, text in values}
            return word.patched(package, texts) if texts else {}
        sheets: dict[str, dict[str, str]] = {}
        for question, slot, text in values:
            written = _written(slot, text)
            shown = written if isinstance(written, str) else tick(slot.boxes, written)
            sheets.setdefault(excel.place(question), {})[slot.address] = shown
        return excel.patched(package, sheets)
    except (KeyError, IndexError, ValueError) as error:
        # The file is no longer the one that was read.
        raise QuestionnaireError(
            f"{package.path.name} was changed after its questions were read; read it again.",
            f"{package.path.name} cambió después de leerse sus preguntas; léalo de nuevo.",
        ) from error
