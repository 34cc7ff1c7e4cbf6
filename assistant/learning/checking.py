"""Are the lessons whole? Missing translations, dead references, and versions that no longer match."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from assistant.learning.errors import LessonFileError
from assistant.learning.filling import Filler
from assistant.learning.lessons import Lesson, Slot, read_lesson
from assistant.learning.quiz import Kind
from ingest.terms import LANGUAGES


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to mend.

    Attributes:
        code: ``file``, ``translation``, ``reference``, ``difference`` or ``empty``.
        place: the file, below the folder of lessons.
        messages: what to do, by language.
    """

    code: str
    place: str
    messages: tuple[tuple[str, str], ...]

    def message(self, language: str) -> str:
        """What to do, in a language; English where it is another."""
        known = dict(self.messages)
        return known.get(language, known["en"])


def check_lessons(folder: Path, filler: Filler | None = None) -> tuple[Problem, ...]:
    """The problems of a folder of lessons, file by file.

    Args:
        folder: with a folder for each language.
        filler: of a store; with it, places that the loaded documents leave empty are told as well.
    """
    lessons, problems = _read(folder)
    if not lessons:
        problems.append(_problem("file", folder.name, "there are no lessons in it", "no contiene lecciones"))
    by_name: dict[str, dict[str, Lesson]] = {}
    for lesson in lessons:
        by_name.setdefault(lesson.name, {})[lesson.language] = lesson
    for name, versions in sorted(by_name.items()):
        problems += _translations(name, versions)
        for lesson in versions.values():
            problems += _references(lesson, set(by_name))
            if filler and lesson.language == filler.table.view.language:
                problems += _empty(lesson, filler)
    problems += _orders(by_name)
    return tuple(problems)


def _read(folder: Path) -> tuple[list[Lesson], list[Problem]]:
    lessons, problems = [], []
    for language in LANGUAGES:
        for path in sorted((folder / language).glob("*.md")):
            try:
                lessons.append(read_lesson(path, language))
            except LessonFileError as error:
                said = (("en", error.message("en")), ("es", error.message("es")))
                problems.append(Problem("file", f"{language}/{path.name}", said))
    return lessons, problems


def _translations(name: str, versions: dict[str, Lesson]) -> list[Problem]:
    missing = [language for language in LANGUAGES if language not in versions]
    found = [
        _problem(
            "translation",
            f"{language}/{name}.md",
            f"the translation is missing; write {language}/{name}.md",
            f"falta la traducción; escriba {language}/{name}.md",
        )
        for language in missing
    ]
    if not missing:
        shown = [[s.wanted.show for s in versions[language].slots] for language in LANGUAGES]
        one, other = (versions[language] for language in LANGUAGES)
        if shown[0] != shown[1]:
            found.append(_differs(name, "the places that the documents fill", "los espacios que llenan los documentos"))
        if (one.order, one.domain) != (other.order, other.domain):
            found.append(_differs(name, "order or domain", "order o domain"))
    return found


def _differs(name: str, english: str, spanish: str) -> Problem:
    return _problem(
        "difference",
        f"es/{name}.md",
        f"{english} are not those of en/{name}.md; make them the same",
        f"{spanish} no son los de en/{name}.md; iguálelos",
    )


def _references(lesson: Lesson, names: set[str]) -> list[Problem]:
    place = f"{lesson.language}/{lesson.name}.md"
    found = [
        _problem(
            "reference",
            place,
            f"it links to the lesson {link}, which does not exist",
            f"enlaza con la lección {link}, que no existe",
        )
        for link in lesson.links
        if link not in names
    ]
    kinds = {k.value for k in Kind}
    for kind in lesson.practice_kinds:
        if kind not in kinds:
            known = ", ".join(sorted(kinds))
            found.append(
                _problem(
                    "reference",
                    place,
                    f"practice names the kind {kind}; the kinds are {known}",
                    f"practice nombra la clase {kind}; las clases son {known}",
                )
            )
    return found


def _empty(lesson: Lesson, filler: Filler) -> list[Problem]:
    return [
        _problem(
            "empty",
            f"{lesson.language}/{lesson.name}.md",
            f"line {slot.line}: the documents hold nothing for {slot.wanted.show}; the lesson says what is missing",
            f"línea {slot.line}: los documentos no tienen nada para {slot.wanted.show}; la lección dice qué falta",
        )
        for slot in lesson.slots
        if _is_empty(slot, filler)
    ]


def _is_empty(slot: Slot, filler: Filler) -> bool:
    filled = filler.filled(slot)
    return bool(filled.missing) or (filled.answer is not None and not filled.answer.citations)


def _orders(by_name: dict[str, dict[str, Lesson]]) -> list[Problem]:
    taken = Counter(next(iter(versions.values())).order for versions in by_name.values())
    return [
        _problem(
            "difference",
            f"{name}.md",
            f"its order {order} is that of another lesson too; give each its own",
            f"su order {order} es también el de otra lección; dé a cada una el suyo",
        )
        for name, versions in sorted(by_name.items())
        if taken[(order := next(iter(versions.values())).order)] > 1
    ]


def _problem(code: str, place: str, english: str, spanish: str) -> Problem:
    return Problem(code, place, (("en", f"{place}: {english}."), ("es", f"{place}: {spanish}.")))
