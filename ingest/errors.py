"""Everything that can go wrong between a file and the store, each with a plain sentence in English and Spanish.

::

    IngestError
    ├── FileError                  one file cannot be read; the others can
    │   ├── NotFoundError          not_found      no such file
    │   ├── UnreadableError        unreadable     the operating system refuses
    │   ├── UnsupportedError       unsupported    not a kind of file that is read
    │   ├── EmptyError             empty          no text in it
    │   ├── EncryptedError         encrypted      a password is needed
    │   ├── DamagedError           damaged        broken or not what it says
    │   ├── NeedsOcrError          needs_ocr      pictures of pages, no text layer
    │   ├── TooLargeError          too_large      more bytes, pages or memory than allowed
    │   ├── TooSlowError           too_slow       stopped at the time limit
    │   └── UnexpectedError        unexpected     a fault of this program
    └── StoreError                 the store cannot do what was asked
        ├── ModelMismatchError     model_mismatch    built with another embedding model
        ├── ModelMissingError      model_missing     the embedding model cannot be loaded
        ├── StoreMissingError      store_missing     there is no store in that folder yet
        ├── StoreLockedError       store_locked      another process is writing
        ├── StoreDamagedError      store_damaged     indexes and truth disagree, or the file is broken
        ├── DocumentUnknownError   document_unknown  no document with that id
        ├── NoEditionError         no_edition        no other edition of the document is known
        ├── PageUnknownError       page_unknown      the document has no such page
        └── CatalogueError         catalogue         the catalogue cannot be used

``str(error)`` is the English sentence, ``error.message("es")`` the Spanish one; ``error.code`` is stable and is what
the command line prints. All sentences stand in ``MESSAGES``.
"""

from __future__ import annotations

from string import Formatter
from typing import ClassVar

MESSAGES: dict[str, dict[str, str]] = {
    "not_found": {
        "en": "There is no file {path}. Check the name and the folder.",
        "es": "No existe el archivo {path}. Compruebe el nombre y la carpeta.",
    },
    "unreadable": {
        "en": "{name} cannot be opened ({reason}). Check that you may read it and that it is a file.",
        "es": "No se puede abrir {name} ({reason}). Compruebe que tiene permiso de lectura y que es un archivo.",
    },
    "unsupported": {
        "en": "{name} seems to be {found}, which is not read. "
        "Save it as PDF, DOCX, HTML, Markdown or TXT and add it again.",
        "es": "{name} parece ser {found}, que no se lee. "
        "Guárdelo como PDF, DOCX, HTML, Markdown o TXT y añádalo de nuevo.",
    },
    "misnamed": {
        "en": "{name} is not a {extension} file, whatever its name says: it holds text or a web page, often the "
        "message of a failed download. Get the file again, or give it the extension that fits.",
        "es": "{name} no es un archivo {extension}, aunque su nombre lo diga: contiene texto o una página web, a "
        "menudo el aviso de una descarga fallida. Descárguelo de nuevo o póngale la extensión que le corresponde.",
    },
    "empty": {
        "en": "{name} holds no text. Check that it is the right file.",
        "es": "{name} no contiene texto. Compruebe que es el archivo correcto.",
    },
    "encrypted": {
        "en": "{name} is protected with a password. Save a copy without the password and add that.",
        "es": "{name} está protegido con contraseña. Guarde una copia sin contraseña y añada esa copia.",
    },
    "damaged": {
        "en": "{name} is damaged and cannot be read. Get it again from where it was published, or save it anew.",
        "es": "{name} está dañado y no se puede leer. Descárguelo de nuevo de donde se publicó o guárdelo otra vez.",
    },
    "needs_ocr": {
        "en": "{name} has only pictures of pages and no text: it needs OCR. Install Tesseract (on Debian or Ubuntu: "
        "sudo apt install tesseract-ocr tesseract-ocr-spa), then run `python -m ingest recognise`; until then it is "
        "listed as waiting.",
        "es": "{name} solo contiene imágenes de páginas, sin texto: necesita OCR. Instale Tesseract (en Debian o "
        "Ubuntu: sudo apt install tesseract-ocr tesseract-ocr-spa) y ejecute `python -m ingest recognise`; hasta "
        "entonces figura en espera.",
    },
    "too_large": {
        "en": "{name} is larger than {limit}, the limit for one file. Split it and add the parts.",
        "es": "{name} supera {limit}, el límite para un archivo. Divídalo y añada las partes.",
    },
    "too_many_pages": {
        "en": "{name} has {pages} pages; the limit is {limit}. Split it and add the parts.",
        "es": "{name} tiene {pages} páginas; el límite es {limit}. Divídalo y añada las partes.",
    },
    "too_much_content": {
        "en": "{name} unpacks to more than can be read safely (the limit is {limit}). Split it, or save it anew.",
        "es": "{name} ocupa al abrirse más de lo que se puede leer sin riesgo (el límite es {limit}). "
        "Divídalo o guárdelo otra vez.",
    },
    "too_slow": {
        "en": "Reading {name} was stopped after {seconds} seconds. Split it, or save it anew, and try again.",
        "es": "La lectura de {name} se detuvo a los {seconds} segundos. "
        "Divídalo o guárdelo otra vez e inténtelo de nuevo.",
    },
    "unexpected": {
        "en": "{name} could not be added because of a fault in this program ({reason}). Please report it.",
        "es": "{name} no se pudo añadir por un fallo de este programa ({reason}). Por favor, comuníquelo.",
    },
    "model_mismatch": {
        "en": "The store was built with the embedding model {stored}, not with {configured}. "
        "Run `python -m ingest rebuild` to build it with the new one, or set the old model again.",
        "es": "El almacén se creó con el modelo {stored}, no con {configured}. "
        "Ejecute `python -m ingest rebuild` para rehacerlo con el nuevo, o vuelva a configurar el anterior.",
    },
    "model_missing": {
        "en": "The embedding model {model} cannot be loaded ({reason}). Install the project's requirements again, "
        "or set a model folder that is on this computer.",
        "es": "No se puede cargar el modelo {model} ({reason}). Instale de nuevo los requisitos del proyecto, "
        "o indique una carpeta de modelo que esté en este equipo.",
    },
    "store_missing": {
        "en": "There is no store in {path} yet. Add documents with `python -m ingest add`, or name another folder.",
        "es": "Todavía no hay un almacén en {path}. "
        "Añada documentos con `python -m ingest add` o indique otra carpeta.",
    },
    "store_locked": {
        "en": "Another process is changing the store {path}. Wait until it has finished and try again.",
        "es": "Otro proceso está modificando el almacén {path}. Espere a que termine e inténtelo de nuevo.",
    },
    "store_damaged": {
        "en": "The store {path} is damaged ({reason}). Run `python -m ingest check --repair`; "
        "if that does not help, delete the folder and add the documents again.",
        "es": "El almacén {path} está dañado ({reason}). Ejecute `python -m ingest check --repair`; "
        "si no basta, borre la carpeta y añada de nuevo los documentos.",
    },
    "document_unknown": {
        "en": "The store has no document {document_id}. `python -m ingest list` shows those it has.",
        "es": "El almacén no tiene el documento {document_id}. `python -m ingest list` muestra los que tiene.",
    },
    "no_edition": {
        "en": "No other edition of {document_id} is known. Name both: `python -m ingest diff OLD NEW`.",
        "es": "No se conoce otra edición de {document_id}. Indique las dos: `python -m ingest diff ANTIGUA NUEVA`.",
    },
    "page_unknown": {
        "en": "The document {document_id} has no page {page}; its pages are numbered from 1 to {pages}.",
        "es": "El documento {document_id} no tiene página {page}; sus páginas van de la 1 a la {pages}.",
    },
    "catalogue": {
        "en": "The catalogue {path} cannot be used: {reason}.",
        "es": "No se puede usar el catálogo {path}: {reason}.",
    },
}


class IngestError(Exception):
    """Root of all errors of ingest.

    Attributes:
        code: stable name of the kind of error, for programs.
        message_en, message_es: what happened and what to do, for people.
    """

    code: ClassVar[str] = "ingest"

    def __init__(self, key: str | None = None, **values: object) -> None:
        """Make the error from the sentence ``key`` of MESSAGES, by default the one named like the error's code.

        A value may be a dict of its forms by language, such as ``{"en": "a picture", "es": "una imagen"}``.
        """
        sentences = MESSAGES[key or self.code]
        self.values = values
        self.message_en = _fill(sentences["en"], values, "en")
        self.message_es = _fill(sentences["es"], values, "es")
        super().__init__(self.message_en)

    def message(self, language: str = "en") -> str:
        """The sentence in ``en`` or ``es``; any other language gets English."""
        return self.message_es if language == "es" else self.message_en


def _fill(sentence: str, values: dict[str, object], language: str) -> str:
    """Put the values in; one without value shows as ``?``, so that reporting an error never fails."""
    names = {name for _, name, _, _ in Formatter().parse(sentence) if name}
    return sentence.format(**{name: _in_language(values.get(name, "?"), language) for name in names})


def _in_language(value: object, language: str) -> object:
    return value.get(language, "?") if isinstance(value, dict) else value


class FileError(IngestError):
    """One file cannot be read."""


class NotFoundError(FileError):
    """There is no such file. Values: path."""

    code = "not_found"


class UnreadableError(FileError):
    """The operating system does not let the file be read. Values: name, reason."""

    code = "unreadable"


class UnsupportedError(FileError):
    """The content is of a kind that is not read, whatever the extension says. Values: name, found."""

    code = "unsupported"


class EmptyError(FileError):
    """There is no text in the file. Values: name."""

    code = "empty"


class EncryptedError(FileError):
    """A password is needed. Values: name."""

    code = "encrypted"


class DamagedError(FileError):
    """The file is broken. Values: name."""

    code = "damaged"


class NeedsOcrError(FileError):
    """The pages are pictures without a text layer. Values: name, pages."""

    code = "needs_ocr"

    @property
    def pages(self) -> int:
        """How many pages the file has."""
        pages = self.values.get("pages", 0)
        return pages if isinstance(pages, int) else 0


class TooLargeError(FileError):
    """More bytes, pages or memory than allowed. Values: name, limit; pages for ``too_many_pages``."""

    code = "too_large"


class TooSlowError(FileError):
    """Reading was stopped at the time limit. Values: name, seconds."""

    code = "too_slow"


class UnexpectedError(FileError):
    """A fault of this program, not of the file. Values: name, reason."""

    code = "unexpected"


class StoreError(IngestError):
    """The store cannot do what was asked."""


class ModelMismatchError(StoreError):
    """The store was built with another embedding model. Values: stored, configured."""

    code = "model_mismatch"


class ModelMissingError(StoreError):
    """The embedding model cannot be loaded. Values: model, reason."""

    code = "model_missing"


class StoreMissingError(StoreError):
    """There is no store in that folder. Values: path."""

    code = "store_missing"


class StoreLockedError(StoreError):
    """Another process is writing. Values: path."""

    code = "store_locked"


class StoreDamagedError(StoreError):
    """The store's files are broken. Values: path, reason."""

    code = "store_damaged"


class DocumentUnknownError(StoreError):
    """No document has that id. Values: document_id."""

    code = "document_unknown"


class NoEditionError(StoreError):
    """No other edition of a document is known. Values: document_id."""

    code = "no_edition"


class PageUnknownError(StoreError):
    """The document has no such page. Values: document_id, page, pages."""

    code = "page_unknown"


class CatalogueError(StoreError):
    """The catalogue that people edit is missing or has a mistake. Values: path, reason."""

    code = "catalogue"
