"""Files of instruments: ``corpus/instruments.toml``, and what people add, held to the same fields."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from assistant.errors import CorpusFileError
from assistant.instruments.entries import Confidence, Entry, Note, Provision, Quoted, Relation, RelationKind

FILE = "instruments.toml"

_Kind = Literal[
    "constitution",
    "convention",
    "code",
    "law",
    "decree_law",
    "legislative_decree",
    "decree",
    "executive_decree",
    "supreme_decree",
    "ministerial_decree",
    "resolution",
    "bill",
    "agreement",
    "memorandum",
    "strategy",
    "plan",
    "manual",
]
_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
_Date = Annotated[str, StringConstraints(pattern=r"^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$")]
_Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,80}$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Where(_Strict):
    source: _Text
    section: _Text


class _Quoted(_Strict):
    document: _Text
    page: int = Field(ge=1)
    start: int = Field(ge=0)
    end: int = Field(ge=1)
    text: _Text


class _Provision(_Strict):
    what_en: _Text
    what_es: _Text
    article: _Text | None = None
    where: tuple[_Where, ...] = ()


class _Status(_Strict):
    note_en: _Text
    note_es: _Text
    confidence: Confidence
    source: _Text | None = None


class _Relation(_Strict):
    kind: RelationKind
    instrument: _Id
    confidence: Confidence
    source: _Text | None = None
    part: _Text | None = None
    quote: _Quoted | None = None


class EntryFile(_Strict):
    """An instrument as a file holds it; the fields are explained at the head of ``corpus/instruments.toml``."""

    id: _Id
    kind: _Kind
    names_en: tuple[_Text, ...] = Field(min_length=1)
    names_es: tuple[_Text, ...] = Field(min_length=1)
    title_es: _Text | None = None
    number: _Text | None = None
    year: int | None = Field(default=None, ge=1800, le=2200)
    date: _Date | None = None
    gazette: _Text | None = None
    issuer_en: _Text | None = None
    issuer_es: _Text | None = None
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] | None = None
    what_en: str = ""
    what_es: str = ""
    where: tuple[_Where, ...] = ()
    in_force_from: _Date | None = None
    in_force_to: _Date | None = None
    document: _Text | None = None
    provision: tuple[_Provision, ...] = ()
    status: tuple[_Status, ...] = ()
    relation: tuple[_Relation, ...] = ()


class _File(_Strict):
    instrument: tuple[EntryFile, ...] = ()


def read_file(path: Path) -> tuple[EntryFile, ...]:
    """The entries of a file.

    Raises:
        CorpusFileError: the file is damaged, or names what is not there.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CorpusFileError(
            f"{path.name} cannot be read ({error}); restore it.", f"{path.name} no se puede leer ({error}); restáurelo."
        ) from error
    entries = checked(data, path.name)
    ids = {e.id for e in entries}
    for entry in entries:
        for relation in entry.relation:
            if relation.instrument not in ids:
                raise CorpusFileError(
                    f"{path.name}, {entry.id}: there is no instrument {relation.instrument}; add it or mend the "
                    "relation.",
                    f"{path.name}, {entry.id}: no existe el instrumento {relation.instrument}; añádalo o corrija la "
                    "relación.",
                )
    return entries


def checked(data: object, name: str) -> tuple[EntryFile, ...]:
    """The entries of a file's data.

    Raises:
        CorpusFileError: a field is missing or cannot be; the sentence names the entry and the field.
    """
    try:
        entries = _File.model_validate(data).instrument
    except ValidationError as error:
        first = error.errors()[0]
        place = _place(data, first["loc"])
        raise CorpusFileError(
            f"{name}{place}: {first['msg']}. Mend it; the head of corpus/{FILE} explains the fields.",
            f"{name}{place}: este campo falta o no es válido. Corríjalo; el comienzo de corpus/{FILE} explica los "
            "campos.",
        ) from error
    twice = [e.id for i, e in enumerate(entries) if e.id in {other.id for other in entries[:i]}]
    if twice:
        raise CorpusFileError(
            f"{name}: the id {twice[0]} comes twice; give one of them another.",
            f"{name}: el identificador {twice[0]} aparece dos veces; cambie uno de ellos.",
        )
    return entries


def _place(data: object, where: Sequence[object]) -> str:
    """Which entry and field an error is about, as ``, law-3-2008, date``."""
    parts: list[str] = []
    if isinstance(data, dict) and len(where) > 1 and where[0] == "instrument" and isinstance(where[1], int):
        entry = data["instrument"][where[1]]
        parts.append(str(entry.get("id", where[1] + 1)) if isinstance(entry, dict) else str(where[1] + 1))
        where = where[2:]
    return "".join(f", {part}" for part in [*parts, *(str(w) for w in where)])


def entry_of(file: EntryFile, added: bool = False) -> Entry:
    """The entry that a file holds; ``added`` where people added it."""
    return Entry(
        id=file.id,
        kind=file.kind,
        names={"en": file.names_en, "es": file.names_es},
        title_es=file.title_es,
        number=file.number,
        year=str(file.year) if file.year else (file.date or "")[:4] or None,
        date=file.date,
        gazette=file.gazette,
        issuer={"en": file.issuer_en, "es": file.issuer_es},
        country=file.country,
        what={"en": file.what_en, "es": file.what_es},
        where=tuple((w.source, w.section) for w in file.where),
        in_force_from=file.in_force_from,
        in_force_to=file.in_force_to,
        document=file.document,
        provisions=tuple(
            Provision(p.article, {"en": p.what_en, "es": p.what_es}, tuple((w.source, w.section) for w in p.where))
            for p in file.provision
        ),
        notes=tuple(Note({"en": s.note_en, "es": s.note_es}, s.confidence, s.source) for s in file.status),
        relations=tuple(_relation(r) for r in file.relation),
        added=added,
    )


def joined(known: Entry, extra: Entry) -> Entry:
    """A known entry with what an added one says besides."""
    names = {lang: tuple(dict.fromkeys([*known.names[lang], *extra.names[lang]])) for lang in known.names}
    return replace(
        known,
        names=names,
        document=extra.document or known.document,
        date=known.date or extra.date,
        year=known.year or extra.year,
        country=known.country or extra.country,
        in_force_from=known.in_force_from or extra.in_force_from,
        in_force_to=known.in_force_to or extra.in_force_to,
        notes=(*known.notes, *extra.notes),
        relations=(*known.relations, *extra.relations),
        added=True,
    )


def _relation(file: _Relation) -> Relation:
    quote = Quoted(**file.quote.model_dump()) if file.quote else None
    return Relation(file.kind, file.instrument, file.confidence, file.source, file.part, quote)
