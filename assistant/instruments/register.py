"""The register of instruments: what is known of each norm, plan and agreement, and where that is known from.

It is read from ``corpus/instruments.toml`` and from what people add or accept, which lies beside the store
(``assistant/instruments/added.py``). What it says has one of three degrees: printed in a document, read elsewhere,
unknown.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from assistant.errors import CorpusFileError
from assistant.instruments.naming import Instrument, instruments_in, mentions_in
from ingest.terms import fold, spans

FILE = "instruments.toml"


class Confidence(StrEnum):
    """How surely something is known of an instrument."""

    STATED = "seed"
    """Printed in one of the documents."""
    REGISTER = "public"
    """Read in a public source that is not among the documents: the register vouches for it, no document does."""
    UNKNOWN = "unconfirmed"
    """Nobody has checked it: never stated as a fact."""


class RelationKind(StrEnum):
    """What one instrument does to another."""

    AMENDS = "amends"
    REPEALS = "repeals"
    REPLACES = "replaces"
    REGULATES = "regulates"
    APPROVES = "approves"
    AMENDED_BY = "amended_by"
    REPEALED_BY = "repealed_by"
    REPLACED_BY = "replaced_by"
    REGULATED_BY = "regulated_by"
    APPROVED_BY = "approved_by"

    @property
    def inverse(self) -> RelationKind:
        """The same seen from the other side."""
        return _INVERSE[self]

    @property
    def active(self) -> bool:
        """Whether the one that is named first acts."""
        return not self.value.endswith("_by")


_ACTIVE = {RelationKind.AMENDS, RelationKind.REPEALS, RelationKind.REPLACES, RelationKind.REGULATES}
_ACTIVE |= {RelationKind.APPROVES}
_PASSIVE = {
    RelationKind.AMENDS: RelationKind.AMENDED_BY,
    RelationKind.REPEALS: RelationKind.REPEALED_BY,
    RelationKind.REPLACES: RelationKind.REPLACED_BY,
    RelationKind.REGULATES: RelationKind.REGULATED_BY,
    RelationKind.APPROVES: RelationKind.APPROVED_BY,
}
_INVERSE = {**_PASSIVE, **{passive: active for active, passive in _PASSIVE.items()}}
ENDING = (RelationKind.REPEALED_BY, RelationKind.REPLACED_BY)
"""Relations after which an instrument is no longer in force, in the order in which they are told."""

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
KINDS: tuple[str, ...] = get_args(_Kind)
_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
_Date = Annotated[str, StringConstraints(pattern=r"^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$")]
_Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,80}$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Where(_Strict):
    source: _Text
    section: _Text


class Quoted(_Strict):
    """The words of a document that say something: ``text`` equals the page's ``text[start:end]``."""

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
    quote: Quoted | None = None


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


@dataclass(frozen=True, slots=True)
class Relation:
    """That an entry amends, repeals ... another, or is amended, repealed ... by it.

    Attributes:
        kind: what, seen from the entry that holds it.
        other: id of the other entry.
        confidence: how surely it is known.
        source: where it is known from, in words.
        part: the article, where only that is meant.
        quote: the words of a document that say it.
    """

    kind: RelationKind
    other: str
    confidence: Confidence
    source: str | None = None
    part: str | None = None
    quote: Quoted | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """What is known of the state of an instrument, in both languages by ``en`` and ``es``."""

    text: Mapping[str, str]
    confidence: Confidence
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Provision:
    """What a document says of one article."""

    article: str | None
    what: Mapping[str, str]
    where: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An instrument of the register. Texts in both languages stand by ``en`` and ``es``; dates are ISO.

    ``where`` names catalogue sources and sections; ``document`` is the id of the stored document that is its own text.
    """

    id: str
    kind: str
    names: Mapping[str, tuple[str, ...]]
    title_es: str | None
    number: str | None
    year: str | None
    date: str | None
    gazette: str | None
    issuer: Mapping[str, str | None]
    country: str | None
    what: Mapping[str, str]
    where: tuple[tuple[str, str], ...]
    in_force_from: str | None
    in_force_to: str | None
    document: str | None
    provisions: tuple[Provision, ...]
    notes: tuple[Note, ...]
    relations: tuple[Relation, ...]
    added: bool = False

    def name(self, language: str) -> str:
        """Its usual name."""
        return self.names[language][0]

    @property
    def dated(self) -> str | None:
        """Its date, or the year alone."""
        return self.date or self.year

    @property
    def instruments(self) -> frozenset[Instrument]:
        """Every kind, number and year by which it is named."""
        named = {i for names in self.names.values() for name in names for i in instruments_in(name)[:1]}
        if self.number and re.fullmatch(r"\d{1,6}", self.number):
            named.add(Instrument(self.kind, self.number, self.year))
        return frozenset(named)


@dataclass(frozen=True, slots=True)
class Named:
    """An entry where a text names it."""

    entry: Entry
    words: str


class Register:
    """The instruments that are known.

    Args:
        entries: in the order of the file, those that people added last.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries: tuple[Entry, ...] = tuple({e.id: e for e in entries}.values())
        self._by_id = {e.id: e for e in self.entries}

    @classmethod
    def load(cls, corpus: Path, added: Sequence[EntryFile] = ()) -> Register:
        """The shipped register with what people added; an added entry of a known id adds to that entry.

        Raises:
            CorpusFileError: the file is damaged, or names what is not there.
        """
        path = corpus / FILE
        shipped = _read(path) if path.exists() else ()
        entries = {e.id: _entry(e) for e in shipped}
        for file in added:
            extra = _entry(file, added=True)
            known = entries.get(file.id)
            entries[file.id] = extra if known is None else _joined(known, extra)
        return cls(entries.values())

    def get(self, id: str) -> Entry | None:
        """The entry of an id."""
        return self._by_id.get(id)

    def relations(self, entry: Entry, as_of: str | None = None) -> tuple[Relation, ...]:
        """Every relation of an entry, those that only the other entry names included; each once, the surest first.

        Args:
            entry: the instrument.
            as_of: ISO date; relations to instruments after it are out.
        """
        own = list(entry.relations)
        own += [
            replace(r, kind=r.kind.inverse, other=e.id)
            for e in self.entries
            for r in e.relations
            if r.other == entry.id
        ]
        own.sort(key=lambda r: (list(Confidence).index(r.confidence), r.quote is None))
        kept: dict[tuple[RelationKind, str, str | None], Relation] = {}
        for relation in own:
            other = self.get(relation.other)
            if other is not None and not after(other.dated, as_of):
                kept.setdefault((relation.kind, relation.other, relation.part), relation)
        return tuple(kept.values())

    def of(self, instrument: Instrument, country: str | None = None) -> Entry | None:
        """The entry that a kind, number and year name; None where none does, or more than one might.

        A law is a decree law just where the register has that name for it. A name without a year is of the one entry
        that it fits.
        """
        fit = [e for e in self.entries if _at_home(e, country) and self._is_named(e, instrument)]
        if len(fit) > 1:
            alike = [e for e in fit if e.kind == instrument.kind]
            fit = alike if len(alike) == 1 else fit
        return fit[0] if len(fit) == 1 else None

    def named_in(self, text: str, country: str | None = None) -> tuple[Named, ...]:
        """The entries that a text names, by number or by name, in the order in which they are first named, each once.

        Args:
            text: a question, or a sentence of a document.
            country: alpha-3 code; entries of other countries are not meant.
        """
        found: list[tuple[int, Entry, str]] = []
        for mention in mentions_in(text):
            entry = self.of(mention.instrument, country)
            if entry:
                found.append((mention.start, entry, text))
        found += [(start, entry, words) for start, entry, words in self._by_name(text, country)]
        ordered = sorted(found, key=lambda f: f[0])
        return tuple({e.id: Named(e, words) for _, e, words in reversed(ordered)}.values())[::-1]

    def search(self, query: str, language: str = "en") -> tuple[Entry, ...]:
        """The entries for some words: by number, name, date, or what they are about; all where there are no words."""
        wanted = set(fold(query).split())
        if not wanted:
            return self.entries
        named = [n.entry for n in self.named_in(query)]
        if named:
            return tuple(named)
        numbers = instruments_in(query)
        if numbers:
            return tuple(e for e in self.entries if any(self._is_named(e, i) for i in numbers))
        return tuple(e for e in self.entries if wanted <= set(re.findall(r"[^\W_]+", self._text(e))))

    def _text(self, entry: Entry) -> str:
        names = [name for of in entry.names.values() for name in of]
        return fold(" ".join([*names, *entry.what.values(), entry.title_es or "", entry.date or "", entry.year or ""]))

    def _is_named(self, entry: Entry, instrument: Instrument) -> bool:
        return any(_same(own, instrument) for own in self._numbers[entry.id])

    @cached_property
    def _numbers(self) -> dict[str, frozenset[Instrument]]:
        return {e.id: e.instruments for e in self.entries}

    @cached_property
    def _names(self) -> dict[str, list[tuple[tuple[str, ...], str, Entry]]]:
        """By the first word of a name: its words, the name, and the entry; longer names first."""
        found: dict[str, list[tuple[tuple[str, ...], str, Entry]]] = {}
        for entry in self.entries:
            for name in dict.fromkeys(n for of in entry.names.values() for n in of):
                words = tuple(word for word, _, _ in spans(name))
                if words and not instruments_in(name):
                    found.setdefault(words[0], []).append((words, name, entry))
        for options in found.values():
            options.sort(key=lambda option: -len(option[0]))
        return found

    def _by_name(self, text: str, country: str | None) -> Iterable[tuple[int, Entry, str]]:
        words = list(spans(text))
        at = 0
        while at < len(words):
            step = 1
            for name, written, entry in self._names.get(words[at][0], ()):
                part = words[at : at + len(name)]
                if tuple(w for w, _, _ in part) != name or not _at_home(entry, country):
                    continue
                as_written = text[part[0][1] : part[-1][2]]
                if written.isupper() and not as_written.isupper():
                    continue  # an acronym is one only in capitals
                yield part[0][1], entry, as_written
                step = len(name)
                break
            at += step


def after(date: str | None, as_of: str | None) -> bool:
    """Whether a date is after another, as exactly as both are known; what is undated is not."""
    return bool(date and as_of and date[: len(as_of)] > as_of[: len(date)])


def _at_home(entry: Entry, country: str | None) -> bool:
    return country is None or entry.country is None or entry.country == country


_FOR_ALL_DECREES = frozenset(
    {"decree", "executive_decree", "ministerial_decree", "supreme_decree", "legislative_decree", "decree_law"}
)


def _same(own: Instrument, named: Instrument) -> bool:
    """Whether a name is one of an entry's own: "decree" alone may be any decree, "law" no decree law."""
    if not own.may_be(named):
        return False
    return own.kind == named.kind or (named.kind == "decree" and own.kind in _FOR_ALL_DECREES)


def _read(path: Path) -> tuple[EntryFile, ...]:
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


def _entry(file: EntryFile, added: bool = False) -> Entry:
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
        relations=tuple(Relation(r.kind, r.instrument, r.confidence, r.source, r.part, r.quote) for r in file.relation),
        added=added,
    )


def _joined(known: Entry, extra: Entry) -> Entry:
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
