"""What a document is: what the catalogue knows of it, what the file says of itself, and what can be guessed.

Explicit settings win over the catalogue, the catalogue over the file's own metadata, that over guesses. Each guess is
told in a plain sentence, so that the person who adds the document can correct it.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.core import get_global
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from ingest.document import DocumentType, Metadata, RawDocument
from ingest.errors import CatalogueError
from ingest.months import MONTH, MONTHS
from ingest.notices import Notice
from ingest.structure import Structured
from ingest.terms import LANGUAGES, fold

FILE = "catalogue.toml"
DEMONYMS_FILE = "demonyms.toml"
DATE = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
"""An ISO date, as exact as known: a year, a month or a day."""

_OPENING = 2_500
"""Characters of the first page in which a title and a date may stand."""

_DATE_KEYS = ("publication_date", "publicationDate", "date", "datePublished", "article:published_time", "dc.date")
_TITLE_TYPES = (
    (
        DocumentType.PROFILE,
        r"\b(governance profile|perfil de (la )?gobernanza|country profile|perfil de pais)\b|"
        r"\b(governance indicators|indicadores de (la )?gobernanza)\b.*\b(profile|perfil)\b",
    ),
    (
        DocumentType.DECREE,
        r"^(executive |supreme |legislative )?decree\b|^decreto\b|^(resolution|resolucion|reglamento)\b",
    ),
    (DocumentType.LAW, r"^(law|act|constitution|ley|constitucion)\b|^(organic law|texto unico|codigo)\b"),
    (DocumentType.FRAMEWORK, r"\b(framework|global compact|indicators?|marco|pacto mundial|indicadores?)\b"),
)
_RANKS_OF_LAW = ("ley", "ley_organica", "constitucion", "resolucion_legislativa")
_DAY, _YEAR = r"(?P<day>\d{1,2})(?:st|nd|rd|th|º)?", r"(?P<year>(?:19|20)\d\d)"
_MONTH = rf"(?P<month>{MONTH})"
_WRITTEN_DATES = (
    re.compile(rf"\b{_DAY}(?: de| of)? {_MONTH}(?: de| del|,)? {_YEAR}\b"),
    re.compile(rf"\b{_MONTH} {_DAY},? {_YEAR}\b"),
    re.compile(rf"\b{_MONTH}(?: de| del| of)? {_YEAR}\b"),
)


class Source(BaseModel):
    """A document that exists outside this project, as ``catalogue.toml`` describes it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    title: str
    title_es: str | None = None
    publisher: str | None = None
    publisher_es: str | None = None
    date: str | None = None
    type: DocumentType
    language: str
    country: str | None = None
    authority: str = "secondary"
    url: str | None = None
    url_es: str | None = None
    recognise: tuple[str, ...] = ()


class Brief(BaseModel):
    """A summary in the project's own words: its file below the corpus folder and the source that it summarises."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: str
    language: str
    title: str
    summarises: str


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    source: tuple[Source, ...] = ()
    brief: tuple[Brief, ...] = ()


@dataclass(frozen=True, slots=True)
class Overrides:
    """What the person who adds a document says of it; None where nothing is said."""

    title: str | None = None
    type: DocumentType | None = None
    country: str | None = None
    language: str | None = None
    date: str | None = None
    url: str | None = None

    def as_dict(self) -> dict[str, str]:
        """What is said, for keeping."""
        return {name: str(value) for name, value in asdict(self).items() if value is not None}

    @classmethod
    def read(cls, kept: Mapping[str, str]) -> Overrides:
        """What ``as_dict`` gave."""
        values: dict[str, Any] = {**kept, "type": DocumentType(kept["type"]) if "type" in kept else None}
        return cls(**values)

    def over(self, metadata: Metadata) -> Metadata:
        """The metadata with what is said here in its place."""
        return replace(
            metadata,
            title=self.title or metadata.title,
            type=self.type or metadata.type,
            country=self.country or metadata.country,
            language=self.language or metadata.language,
            date=self.date or metadata.date,
            url=self.url or metadata.url,
        )


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The sources and briefs that are known.

    Attributes:
        folder: the corpus folder.
        sources: documents that exist outside this project.
        briefs: the project's own summaries.
        demonyms: alpha-3 code by the folded beginning of a word for a country's people and things.
    """

    folder: Path
    sources: tuple[Source, ...] = ()
    briefs: tuple[Brief, ...] = ()
    demonyms: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path) -> Catalogue:
        """The catalogue in a corpus folder.

        Raises:
            CatalogueError: it is missing or has a mistake.
        """
        path = folder / FILE
        try:
            file = _File.model_validate(_toml(path))
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"])
            raise CatalogueError(path=path, reason=f"{place}: {first['msg']}") from error
        catalogue = cls(folder, file.source, file.brief, _demonyms(folder / DEMONYMS_FILE))
        for brief in catalogue.briefs:
            if catalogue.source(brief.summarises) is None:
                raise CatalogueError(
                    path=path, reason=f"{brief.file} summarises {brief.summarises}, which is not there"
                )
        return catalogue

    def source(self, id: str | None) -> Source | None:
        """The source with this id."""
        return next((source for source in self.sources if source.id == id), None)

    def brief_at(self, path: Path) -> Brief | None:
        """The brief whose file this is."""
        resolved = path.resolve()
        return next((brief for brief in self.briefs if (self.folder / brief.file).resolve() == resolved), None)

    def brief_metadata(self, path: Path) -> Metadata | None:
        """What the brief in this file is; None where the file is no brief of the catalogue."""
        brief = self.brief_at(path)
        return None if brief is None else _of_brief(brief, self.source(brief.summarises))

    def recognise(self, text: str) -> Source | None:
        """The source whose phrases stand in a text; of several, the one with most of them."""
        even = _even(text)
        found = Counter({source: sum(_even(phrase) in even for phrase in source.recognise) for source in self.sources})
        best = found.most_common(1)
        return best[0][0] if best and best[0][1] else None

    def describe(
        self, path: Path, raw: RawDocument, structured: Structured, overrides: Overrides
    ) -> tuple[Metadata, tuple[str, ...]]:
        """What a document is, and a sentence for each thing that was guessed."""
        metadata = self.brief_metadata(path)
        if metadata is not None:
            return metadata, ()
        text = "\n".join(page.text for page in structured.pages)
        source = self.recognise(text)
        if source is None:
            return _guess(path, raw, structured, overrides, self.demonyms)
        metadata = _of_source(source, structured.language, overrides)
        return metadata, (Notice("source_known", title=metadata.title),)


def alpha3(code: str) -> str | None:
    """The ISO 3166-1 alpha-3 code of an alpha-2 or alpha-3 code, whatever its case; None where there is none."""
    return _CODES.get(code.strip().upper())


def country_name(code: str, language: str) -> str:
    """The name of a country in ``en`` or ``es``; the code itself where it is unknown."""
    two = next((short for short, long in _CODES.items() if long == code and len(short) == 2), "")
    return str(Locale(language).territories.get(two, code))


def _names_of(code: str) -> dict[str, str]:
    return {language: country_name(code, language) for language in LANGUAGES}


def _codes() -> dict[str, str]:
    """Alpha-3 by alpha-2 and by itself. CLDR lists alpha-3 codes as aliases of the alpha-2 ones."""
    codes = {}
    known = Locale("en").territories
    for long, (short, *_rest) in get_global("territory_aliases").items():
        if len(long) == 3 and long.isalpha() and len(short) == 2 and short in known:
            codes[short] = codes[long] = long
    return codes


_CODES = _codes()


def _toml(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CatalogueError(path=path, reason=error.strerror or str(error)) from error
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(path=path, reason=str(error)) from error


def _demonyms(path: Path) -> dict[str, str]:
    """Country code by beginning; no file, no demonyms."""
    if not path.exists():
        return {}
    try:
        countries = TypeAdapter(dict[str, list[str]]).validate_python(_toml(path))
    except ValidationError as error:
        raise CatalogueError(path=path, reason="a line is not a country's code and a list of words") from error
    return {fold(beginning): code for code, beginnings in countries.items() for beginning in beginnings}


def _of_brief(brief: Brief, source: Source | None) -> Metadata:
    return Metadata(
        title=brief.title,
        type=DocumentType.BRIEF,
        country=source.country if source else None,
        language=brief.language,
        date=source.date if source else None,
        authority="summary",
        url=source.url if source else None,
        summarises=brief.summarises,
    )


def _of_source(source: Source, language: str, overrides: Overrides) -> Metadata:
    spanish = language == "es"
    known = Metadata(
        title=(source.title_es if spanish else None) or source.title,
        type=source.type,
        country=source.country,
        language=language,
        date=source.date,
        authority=source.authority,
        publisher=(source.publisher_es if spanish else None) or source.publisher,
        url=(source.url_es if spanish else None) or source.url,
        source=source.id,
    )
    return overrides.over(known)


def _guess(
    path: Path, raw: RawDocument, structured: Structured, overrides: Overrides, demonyms: Mapping[str, str]
) -> tuple[Metadata, tuple[str, ...]]:
    """Metadata of a document that the catalogue does not know, from the file itself."""
    opening = structured.pages[0].text[:_OPENING] if structured.pages else ""
    guesses: list[Notice] = []
    title = overrides.title or _title(path, structured, guesses)
    type = overrides.type or _type(path, raw, title, opening, guesses)
    is_norm = type in (DocumentType.LAW, DocumentType.DECREE)
    text = "\n".join(page.text for page in structured.pages)
    country = overrides.country or _country(raw, {"title": title, "text": text}, is_norm, demonyms, guesses)
    date = overrides.date or _date(path, raw, opening, guesses)
    if overrides.language is None:
        guesses.append(Notice("guess_language", language=_LANGUAGE_NAMES[structured.language]))
    metadata = Metadata(
        title=title,
        type=type,
        country=country,
        language=structured.language,
        date=date,
        authority="primary" if is_norm else "secondary",
        publisher=raw.metadata.get("official_journal") or raw.metadata.get("publisher"),
        url=overrides.url or _url(raw.metadata),
    )
    return metadata, tuple(guesses)


_LANGUAGE_NAMES = {"en": {"en": "English", "es": "inglés"}, "es": {"en": "Spanish", "es": "español"}}
_TYPE_SOURCES = ({"en": "the file", "es": "el archivo"}, {"en": "its words", "es": "sus palabras"})
_PLACES = {"title": {"en": "title", "es": "título"}, "text": {"en": "text", "es": "texto"}}
_FILE_NAME = {"en": "the name of the file", "es": "el nombre del archivo"}
_FIRST_PAGE = {"en": "the first page", "es": "la primera página"}
_TYPE_NAMES = {
    "profile": "perfil", "decree": "decreto", "law": "ley", "framework": "marco", "report": "informe",
    "web": "página web", "brief": "resumen",
}  # fmt: skip


def _title(path: Path, structured: Structured, guesses: list[Notice]) -> str:
    if structured.title and structured.title.strip():
        title = " ".join(structured.title.split())
        guesses.append(Notice("guess_title", title=title))
        return title
    title = re.sub(r"[-_\s]+", " ", path.stem).strip() or path.name
    guesses.append(Notice("no_title", title=title))
    return title


def _type(path: Path, raw: RawDocument, title: str, opening: str, guesses: list[Notice]) -> DocumentType:
    rank = raw.metadata.get("rank", "").lower()
    if rank:
        return DocumentType.LAW if rank in _RANKS_OF_LAW else DocumentType.DECREE
    lines = [fold(line).strip() for line in (title, *opening.splitlines()[:12])]
    found = next((type for type, words in _TITLE_TYPES if any(re.search(words, line) for line in lines[:1])), None)
    found = found or next((type for type, words in _TITLE_TYPES[:4] if any(re.search(words, s) for s in lines)), None)
    is_web = path.suffix.lower() in (".html", ".htm", ".xhtml")
    type = found or (DocumentType.WEB if is_web else DocumentType.REPORT)
    guesses.append(
        Notice("guess_type", type={"en": type.value, "es": _TYPE_NAMES[type]}, source=_TYPE_SOURCES[bool(found)])
    )
    return type


def _country(
    raw: RawDocument, texts: Mapping[str, str], is_norm: bool, demonyms: Mapping[str, str], guesses: list[Notice]
) -> str | None:
    """The country that the file states, or the one named most, in the title or else in the text.

    A norm is always some country's, so a single mention tells; elsewhere it takes three, and half of all.
    """
    stated = alpha3(raw.metadata.get("country", ""))
    if stated:
        return stated
    for place, text in texts.items():
        named = _named_countries(text, demonyms)
        if not named:
            continue
        (code, times), total = named.most_common(1)[0], sum(named.values())
        if (place == "title" or is_norm or times >= 3) and times * 2 >= total:
            guesses.append(Notice("guess_country", country=_names_of(code), place=_PLACES[place]))
            return code
    guesses.append(Notice("no_country"))
    return None


def _named_countries(text: str, demonyms: Mapping[str, str]) -> Counter[str]:
    """How often each country or its people are named, by alpha-3 code."""
    names, longest = _country_names()
    words = re.findall(r"[^\W\d_]+", fold(text))
    beginnings = tuple(demonyms)
    found: Counter[str] = Counter()
    for position, word in enumerate(words):
        code = next(
            (names[name] for n in range(longest, 0, -1) if (name := tuple(words[position : position + n])) in names),
            None,
        )
        if code is None and word.startswith(beginnings):
            code = next(code for beginning, code in demonyms.items() if word.startswith(beginning))
        if code is not None:
            found[code] += 1
    return found


@lru_cache(maxsize=1)
def _country_names() -> tuple[Mapping[tuple[str, ...], str], int]:
    """Alpha-3 code by the folded words of a country's name in English and Spanish, and the longest name's words."""
    names = {}
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            words = tuple(re.findall(r"[^\W\d_]+", fold(name)))
            if code in _CODES and words and len("".join(words)) > 3:
                names[words] = _CODES[code]
    return names, max(len(words) for words in names)


def _date(path: Path, raw: RawDocument, opening: str, guesses: list[Notice]) -> str | None:
    folded = {key.lower(): value for key, value in raw.metadata.items()}
    for key in _DATE_KEYS:
        stated = DATE.match(folded.get(key.lower(), ""))
        if stated:
            return stated.group()
    named = re.search(rf"(?<!\d){DATE.pattern}(?!\d)", path.stem.replace("_", "-"))
    if named and named.group() <= datetime.now(UTC).date().isoformat():
        guesses.append(Notice("guess_date", date=named.group(), source=_FILE_NAME))
        return named.group()
    written = _written_date(fold(opening))
    if written:
        guesses.append(Notice("guess_date", date=written, source=_FIRST_PAGE))
        return written
    guesses.append(Notice("no_date"))
    return None


def _written_date(text: str) -> str | None:
    """The first date that is written out, the more exact kinds first."""
    for pattern in _WRITTEN_DATES:
        for found in pattern.finditer(" ".join(text.split())):
            parts = found.groupdict()
            day = int(parts.get("day") or 0)
            if day <= 31:
                date = f"{parts['year']}-{MONTHS[parts['month']]:02d}"
                return f"{date}-{day:02d}" if day else date
    return None


def _url(metadata: Mapping[str, str]) -> str | None:
    """A web address that the file gives as its own."""
    stated = (metadata.get(key, "") for key in ("url", "source", "og:url", "canonical"))
    return next((value for value in stated if re.match(r"https?://\S+$", value)), None)


def _even(text: str) -> str:
    return " ".join(fold(text).split())
