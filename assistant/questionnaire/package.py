"""The package that an Office file is: a ZIP archive of parts, of which a copy changes only those that it must."""

from __future__ import annotations

import os
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from assistant.questionnaire.errors import (
    CopyError,
    CorruptError,
    KindError,
    LargeError,
    ProtectedError,
    QuestionnaireError,
)
from assistant.questionnaire.model import Kind
from ingest.readers.limits import MEGABYTE, Limits

# A sheet takes some fifty times the memory of its markup once it is read.
LIMITS = Limits(file_bytes=50 * MEGABYTE, unpacked_bytes=200 * MEGABYTE, text_bytes=16 * MEGABYTE)
_MAX_PARTS = 5_000
# The header of the older, compound kind of Office file; an XLSX or DOCX that needs a password is wrapped in one.
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True, slots=True)
class Package:
    """An Office file that was checked: small enough, whole, and of a known kind.

    Attributes:
        path: the file.
        kind: Excel or Word.
        main: name of the part that everything starts from, such as ``xl/workbook.xml``.
    """

    path: Path
    kind: Kind
    main: str

    @classmethod
    def open(cls, path: Path, limits: Limits = LIMITS) -> Package:
        """The package of a file.

        Raises:
            QuestionnaireError: not an Excel or Word file, damaged, protected by a password, or too large.
        """
        names = _checked(path, limits)
        for kind, folder, main in ((Kind.EXCEL, "xl/", "xl/workbook.xml"), (Kind.WORD, "word/", "word/document.xml")):
            if any(name.startswith(folder) for name in names):
                package = cls(path, kind, main)
                found = package._main_part()
                return cls(path, kind, found or main)
        raise KindError(path.name)

    def part(self, name: str) -> bytes:
        """The bytes of a part.

        Raises:
            CorruptError: there is no such part, or it is broken.
        """
        try:
            with zipfile.ZipFile(self.path) as archive:
                return archive.read(name)
        except (OSError, KeyError, zipfile.BadZipFile, zlib.error, NotImplementedError) as error:
            raise CorruptError(self.path.name) from error

    def xml(self, name: str) -> etree._Element:
        """The root of a part that is XML, read without fetching or expanding anything.

        Raises:
            CorruptError: it is not well-formed.
        """
        try:
            return etree.fromstring(self.part(name), _parser())
        except etree.XMLSyntaxError as error:
            raise CorruptError(self.path.name) from error

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """The parts that a part refers to: by relation id, the last word of the relation's type, and the name."""
        folder, file = posixpath.split(name)
        try:
            root = self.xml(f"{folder}/_rels/{file}.rels".lstrip("/"))
        except CorruptError:
            return {}
        found = {}
        for relation in root.iter(_RELATIONS):
            if relation.get("TargetMode") == "External":
                continue
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
            found[relation.get("Id", "")] = (relation.get("Type", "").rpartition("/")[2], target.lstrip("/"))
        return found

    def copy(self, out: Path, changed: Mapping[str, bytes]) -> None:
        """Writes a copy in which only these parts differ; the copy is there whole, or not at all.

        Raises:
            CopyError: it cannot be written.
        """
        beside = out.with_name(f".{out.name}.{os.getpid()}")
        try:
            with zipfile.ZipFile(self.path) as old, zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as new:
                new.comment = old.comment
                for info in old.infolist():
                    new.writestr(info, changed.get(info.filename, b"") or old.read(info))
            with beside.open("rb") as written:
                os.fsync(written.fileno())
            beside.replace(out)
        except OSError as error:
            raise CopyError(str(out)) from error
        finally:
            beside.unlink(missing_ok=True)

    def _main_part(self) -> str | None:
        return next((name for kind, name in self.relations("").values() if kind == "officeDocument"), None)


def serialized(root: etree._Element) -> bytes:
    """The bytes of a part, as Office writes them."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=False)


def _checked(path: Path, limits: Limits) -> set[str]:
    """The names of the parts of a file that is safe to unpack."""
    try:
        if path.stat().st_size > limits.file_bytes:
            raise LargeError(path.name, f"{limits.file_bytes / MEGABYTE:g} MB")
        with path.open("rb") as file:
            start = file.read(8)
            if start == _COMPOUND:
                raise ProtectedError(path.name) if _ENCRYPTED in file.read() else KindError(path.name)
        if not start.startswith(b"PK"):
            raise CorruptError(path.name) if _is_named_office(path) else KindError(path.name)
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            _check_sizes(path, parts, limits)
            if archive.testzip():
                raise CorruptError(path.name)
    except FileNotFoundError as error:
        raise _missing(path) from error
    except OSError as error:
        raise _unreadable(path) from error
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError, EOFError) as error:
        raise CorruptError(path.name) from error
    return {part.filename for part in parts}


def _check_sizes(path: Path, parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    if any(part.flag_bits & 1 for part in parts):
        raise ProtectedError(path.name)
    markup = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    for size, limit in ((markup, limits.text_bytes), (sum(p.file_size for p in parts), limits.unpacked_bytes)):
        if size > limit or len(parts) > _MAX_PARTS:
            raise LargeError(path.name, f"{limit / MEGABYTE:g} MB")


def _is_named_office(path: Path) -> bool:
    return path.suffix.lower() in (".xlsx", ".xlsm", ".docx", ".docm")


def _missing(path: Path) -> QuestionnaireError:
    return QuestionnaireError(
        f"There is no file {path}. Check the name and the folder.",
        f"No existe el archivo {path}. Compruebe el nombre y la carpeta.",
    )


def _unreadable(path: Path) -> QuestionnaireError:
    return QuestionnaireError(
        f"{path.name} cannot be opened. Check that it is a file and that you may read it.",
        f"No se puede abrir {path.name}. Compruebe que es un archivo y que tiene permiso de lectura.",
    )
