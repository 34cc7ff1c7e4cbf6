"""Lessons: Markdown files with a front matter and a few typed blocks that the loaded documents fill at reading time.

A lesson lies as ``corpus/lessons/<language>/<name>.md``; the files of one name are one lesson in several languages.
``docs/lessons.md`` says how one is written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from assistant.learning.errors import LessonFileError, LessonUnknownError
from ingest.terms import LANGUAGES

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FENCE = re.compile(r"^```corpus[ \t]*\n(.*?)^```[ \t]*$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]]*\]\(lesson:([a-z0-9-]+)\)")
_RAW_HTML = re.compile(r"<[a-zA-Z!/][^>]*>")


class _Block(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Findings(_Block):
    """What the profile finds in a domain: ``domain`` 1 to 6, ``side`` developed or potential, at ``most`` so many."""

    show: Literal["findings"]
    domain: int = Field(ge=1, le=6)
    side: Literal["developed", "potential"] | None = None
    most: int = Field(default=5, ge=1, le=30)


class Conventions(_Block):
    """The table of conventions: each with what it says of the ratification."""

    show: Literal["conventions"]


class Institutions(_Block):
    """Institutions with what the documents say of each; those named in a ``domain``, where one is given."""

    show: Literal["institutions"]
    domain: int | None = Field(default=None, ge=1, le=6)
    most: int = Field(default=8, ge=1, le=40)


class Instruments(_Block):
    """Legal instruments with what the documents say of each."""

    show: Literal["instruments"]
    domain: int | None = Field(default=None, ge=1, le=6)
    most: int = Field(default=8, ge=1, le=40)


class Dates(_Block):
    """Dated events, the earliest first."""

    show: Literal["dates"]
    domain: int | None = Field(default=None, ge=1, le=6)
    most: int = Field(default=8, ge=1, le=40)


class Quotes(_Block):
    """Sentences that hold all of some words (``about``, in any of its forms separated by ``|``)."""

    show: Literal["quotes"]
    about: tuple[str, ...] = Field(min_length=1)
    most: int = Field(default=3, ge=1, le=12)


class Answered(_Block):
    """The answer of the assistant to a ``question``, with its sources."""

    show: Literal["answer"]
    question: str = Field(min_length=5, max_length=400)


class Documents(_Block):
    """The loaded documents with their dates and kinds."""

    show: Literal["documents"]


class Indicators(_Block):
    """The indicators that are asked in a domain."""

    show: Literal["indicators"]
    domain: int = Field(ge=1, le=6)
    most: int = Field(default=6, ge=1, le=40)


Wanted = Annotated[
    Findings | Conventions | Institutions | Instruments | Dates | Quotes | Answered | Documents | Indicators,
    Field(discriminator="show"),
]
_WANTED: TypeAdapter[Wanted] = TypeAdapter(Wanted)
SHOWN = (
    "findings",
    "conventions",
    "institutions",
    "instruments",
    "dates",
    "quotes",
    "answer",
    "documents",
    "indicators",
)


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of a lesson that is the same for every country, in Markdown."""

    markdown: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A place that the documents fill: what is wanted, and the line of the file where it stands, from 1."""

    wanted: Wanted
    line: int


class _Practice(BaseModel):
    """Which questions belong to a lesson: those of a domain, or whose sentence names one of some words."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    domain: int | None = Field(default=None, ge=1, le=6)
    words: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


class _Front(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    title: str = Field(min_length=3, max_length=120)
    summary: str = Field(min_length=10, max_length=240)
    order: int = Field(ge=1, le=999)
    minutes: int = Field(ge=1, le=30)
    domain: int | None = Field(default=None, ge=1, le=6)
    practice: _Practice = _Practice()


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson in one language.

    Attributes:
        name: its file name without the ending.
        language: ``en`` or ``es``.
        title, summary, order, minutes, domain: as the front matter says.
        practice_domain, practice_words, practice_kinds: which questions belong to it.
        parts: its text and the places to be filled, in order.
        path: its file.
    """

    name: str
    language: str
    title: str
    summary: str
    order: int
    minutes: int
    domain: int | None
    practice_domain: int | None
    practice_words: tuple[str, ...]
    practice_kinds: tuple[str, ...]
    parts: tuple[Text | Slot, ...]
    path: Path = field(compare=False)

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The places to be filled."""
        return tuple(p for p in self.parts if isinstance(p, Slot))

    @property
    def links(self) -> tuple[str, ...]:
        """Names of the lessons that it links to."""
        return tuple(m[1] for p in self.parts if isinstance(p, Text) for m in _LINK.finditer(p.markdown))


@dataclass(frozen=True, slots=True)
class Lessons:
    """All lessons, by language, in the order of the path."""

    by_language: Mapping[str, tuple[Lesson, ...]]

    @classmethod
    def load(cls, folder: Path) -> Lessons:
        """The lessons of a folder with a folder for each language.

        Raises:
            LessonFileError: a file cannot be used.
        """
        return cls({language: _in_language(folder, language) for language in LANGUAGES})

    def path(self, language: str) -> tuple[Lesson, ...]:
        """The lessons in the order of the path: in the language, or in the other one where a translation is missing."""
        own = {lesson.name: lesson for lesson in self.by_language.get(language, ())}
        others = {lesson.name: lesson for ones in self.by_language.values() for lesson in ones}
        return tuple(sorted(({**others, **own}).values(), key=lambda one: (one.order, one.name)))

    def find(self, name: str, language: str) -> Lesson:
        """One lesson.

        Raises:
            LessonUnknownError: there is none of that name.
        """
        for lesson in self.path(language):
            if lesson.name == name:
                return lesson
        raise LessonUnknownError(
            f"There is no lesson {name}; choose one from the list.",
            f"No existe la lección {name}; elija una de la lista.",
        )


def _in_language(folder: Path, language: str) -> tuple[Lesson, ...]:
    return tuple(read_lesson(path, language) for path in sorted((folder / language).glob("*.md")))


def read_lesson(path: Path, language: str) -> Lesson:
    """The lesson of a file.

    Raises:
        LessonFileError: it cannot be read, its front matter lacks something, or a block is not understood.
    """
    try:
        text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise _refused(path, 1, "it cannot be read as UTF-8", "no se puede leer como UTF-8") from error
    if not _NAME.fullmatch(path.stem):
        raise _refused(
            path,
            1,
            "its name is to be of small letters, digits and hyphens",
            "su nombre debe tener letras minúsculas, cifras y guiones",
        )
    head, body, first = _parted(path, text)
    front = _front(path, head)
    return Lesson(
        name=path.stem,
        language=language,
        title=front.title,
        summary=front.summary,
        order=front.order,
        minutes=front.minutes,
        domain=front.domain,
        practice_domain=front.practice.domain,
        practice_words=front.practice.words,
        practice_kinds=front.practice.kinds,
        parts=tuple(_parts(path, body, first)),
        path=path,
    )


def _parted(path: Path, text: str) -> tuple[str, str, int]:
    """Front matter, body, and the line on which the body begins."""
    match = re.match(r"---\n(.*?)\n---\n", text, re.DOTALL)
    if not match:
        raise _refused(
            path,
            1,
            "it is to begin with a front matter between lines of ---",
            "debe empezar con un encabezado entre líneas de ---",
        )
    return match[1], text[match.end() :], text[: match.end()].count("\n") + 1


def _front(path: Path, head: str) -> _Front:
    try:
        return _Front.model_validate(yaml.safe_load(head) or {})
    except (yaml.YAMLError, ValidationError) as error:
        said = _said(error)
        raise _refused(
            path, 1, f"its front matter is not right ({said})", f"su encabezado no es correcto ({said})"
        ) from error


def _parts(path: Path, body: str, first: int) -> list[Text | Slot]:
    parts: list[Text | Slot] = []
    at = 0
    for match in _FENCE.finditer(body):
        _add_text(path, parts, body[at : match.start()], first + body[:at].count("\n"))
        line = first + body[: match.start()].count("\n")
        try:
            wanted = _WANTED.validate_python(yaml.safe_load(match[1]) or {})
        except (yaml.YAMLError, ValidationError) as error:
            said = _said(error)
            raise _refused(
                path,
                line,
                f"the block is not understood ({said}); it may show {', '.join(SHOWN)}",
                f"el bloque no se entiende ({said}); puede mostrar {', '.join(SHOWN)}",
            ) from error
        parts.append(Slot(wanted, line))
        at = match.end()
    _add_text(path, parts, body[at:], first + body[:at].count("\n"))
    return parts


def _add_text(path: Path, parts: list[Text | Slot], text: str, line: int) -> None:
    raw = _RAW_HTML.search(text)
    if raw or "```corpus" in text:
        at = line + text[: raw.start() if raw else text.index("```corpus")].count("\n")
        raise _refused(
            path, at, "raw HTML and blocks without an end are not allowed", "no se permiten HTML ni bloques sin cierre"
        )
    if text.strip():
        parts.append(Text(text.strip("\n")))


def _said(error: Exception) -> str:
    if isinstance(error, ValidationError):
        found: Sequence[Any] = error.errors()
        place = ".".join(str(p) for p in found[0]["loc"])
        return f"{place}: {found[0]['msg']}" if place else str(found[0]["msg"])
    return " ".join(str(error).split())[:120]


def _refused(path: Path, line: int, english: str, spanish: str) -> LessonFileError:
    where = f"{path.parent.name}/{path.name}"
    return LessonFileError(f"Lesson {where}, line {line}: {english}.", f"Lección {where}, línea {line}: {spanish}.")
