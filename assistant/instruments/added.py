"""The instruments that people add or accept: a file beside the store, in the form of ``corpus/instruments.toml``.

It is JSON, written anew as a whole and put in place at once, so that a process that is killed leaves the old or the
new one; writers of several processes take turns.
"""

from __future__ import annotations

import json
import os
import tempfile
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock

from assistant.errors import CorpusFileError, RegisterError
from assistant.instruments.register_file import EntryFile, checked

NAME = "instruments.json"


def added_path(store: Path) -> Path:
    """Where the added instruments of a store lie: beside it, so that a store made anew costs nobody's work."""
    return store.with_name(f"{store.name}-app") / NAME


@dataclass(frozen=True, slots=True)
class Added:
    """What people added: entries in the order of their coming, and the ids of proposals that they declined."""

    entries: tuple[EntryFile, ...] = ()
    declined: frozenset[str] = frozenset()


class AddedFile:
    """The file of added instruments.

    Args:
        path: it is made with the first entry.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def of(cls, store: Path) -> AddedFile:
        """The file beside a store."""
        return cls(added_path(store))

    @property
    def stamp(self) -> tuple[int, int]:
        """Changes where the file does."""
        try:
            found = self.path.stat()
        except OSError:
            return (0, 0)
        return (found.st_mtime_ns, found.st_size)

    def read(self) -> Added:
        """What it holds; nothing where there is no file.

        Raises:
            CorpusFileError: it is damaged; the sentence says which entry and field.
        """
        if not self.path.exists():
            return Added()
        try:
            data = json.loads(self.path.read_text(encoding="utf-8"))
            entries, declined = data["instrument"], data.get("declined", [])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CorpusFileError(
                f"{self.path} cannot be read ({error}); restore a copy of it or move it away.",
                f"{self.path} no se puede leer ({error}); restaure una copia o retírelo.",
            ) from error
        return Added(checked({"instrument": entries}, self.path.name), frozenset(map(str, declined)))

    def add(self, entries: Iterable[EntryFile]) -> None:
        """Adds entries; what is added to an id that is there stands beside what it said."""
        new = list(entries)
        self._change(lambda known: Added(_merged([*known.entries, *new]), known.declined - {e.id for e in new}))

    def decline(self, ids: Iterable[str]) -> None:
        """Proposals of these ids are not made again."""
        wanted = frozenset(ids)
        self._change(lambda known: Added(known.entries, known.declined | wanted))

    def remove(self, id: str) -> None:
        """Takes back all that was added under an id.

        Raises:
            RegisterError: nothing was.
        """
        if id not in {e.id for e in self.read().entries}:
            raise no_such(id)
        self._change(lambda known: Added(tuple(e for e in known.entries if e.id != id), known.declined))

    def _change(self, change: Callable[[Added], Added]) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{self.path}.lock"):
            made = change(self.read())
            data = {
                "instrument": [e.model_dump(mode="json", exclude_defaults=True) for e in made.entries],
                "declined": sorted(made.declined),
            }
            _write(self.path, json.dumps(data, ensure_ascii=False, indent=1))


def entries_of(path: Path) -> tuple[EntryFile, ...]:
    """The entries of a TOML or JSON file that a person hands over.

    Raises:
        RegisterError: it cannot be read.
        CorpusFileError: a field cannot be.
    """
    try:
        text = path.read_text(encoding="utf-8")
        data: Any = json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise RegisterError(
            f"{path} cannot be read as a list of instruments; give a TOML file with [[instrument]] tables, or JSON.",
            f"{path} no se puede leer como lista de instrumentos; indique un archivo TOML con tablas [[instrument]], o "
            "JSON.",
        ) from error
    found = checked(data, path.name)
    if not found:
        raise RegisterError(
            f"{path.name} holds no instrument; write at least one [[instrument]] table.",
            f"{path.name} no contiene ningún instrumento; escriba al menos una tabla [[instrument]].",
        )
    return found


def no_such(id: str) -> RegisterError:
    """That there is no instrument or proposal of an id."""
    return RegisterError(
        f"There is no instrument {id} here; python -m assistant instruments lists them.",
        f"Aquí no hay ningún instrumento {id}; python -m assistant instruments los enumera.",
    )


def _merged(entries: Iterable[EntryFile]) -> tuple[EntryFile, ...]:
    merged: dict[str, EntryFile] = {}
    for entry in entries:
        known = merged.get(entry.id)
        merged[entry.id] = entry if known is None else _together(known, entry)
    return tuple(merged.values())


def _together(known: EntryFile, new: EntryFile) -> EntryFile:
    """Both: the newer in single things, all relations, notes and names."""
    single = new.model_dump(exclude_defaults=True)
    several = {"relation", "status", "where", "provision", "names_en", "names_es"}
    data = {**known.model_dump(), **{k: v for k, v in single.items() if k not in several}}
    for name in several:
        data[name] = list(dict.fromkeys([*getattr(known, name), *getattr(new, name)]))
    return EntryFile.model_validate(
        {
            k: [i.model_dump() if hasattr(i, "model_dump") else i for i in v] if k in several else v
            for k, v in data.items()
        }
    )


def _write(path: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(name, path)
