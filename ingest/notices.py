"""What people should know of a document that was added: sentences in English and Spanish, kept by their code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import Formatter
from typing import Any

NOTICES: dict[str, dict[str, str]] = {
    "damaged_pages": {
        "en": "Not read because they are damaged: {pages}.",
        "es": "No se leyó por estar dañado: {pages}.",
    },
    "faulty_pages": {
        "en": "Faults were found in {pages}: compare the text with the original.",
        "es": "Se encontraron fallos en {pages}: compare el texto con el original.",
    },
    "pictures": {
        "en": "Pictures without text, which need OCR: {pages}.",
        "es": "Imágenes sin texto, que necesitan OCR: {pages}.",
    },
    "fewer_pages": {
        "en": "The file says that it has {declared} pages; only {found} were found.",
        "es": "El archivo dice tener {declared} páginas; solo se encontraron {found}.",
    },
    "cut_off": {
        "en": "The end of the file is missing: it may have been cut off while it was saved or sent.",
        "es": "Falta el final del archivo: puede haberse cortado al guardarlo o enviarlo.",
    },
    "recognised": {
        "en": "Read by text recognition (OCR), which can err: {pages}. Figures and dates that it may have misread are "
        "marked in quotes: compare them with the picture of the page.",
        "es": "Texto leído por reconocimiento (OCR), que puede equivocarse: {pages}. Las cifras y fechas que quizá se "
        "leyeron mal se señalan en las citas: compárelas con la imagen de la página.",
    },
    "not_recognised": {
        "en": "Text recognition (OCR) found nothing that can be read on {pages}.",
        "es": "El reconocimiento de texto (OCR) no encontró nada legible en {pages}.",
    },
    "no_spanish_ocr": {
        "en": "Text recognition has no Spanish language data, so accents and ñ may be wrong: install them (on Debian "
        "or Ubuntu: sudo apt install tesseract-ocr-spa), remove the document and add it again.",
        "es": "El reconocimiento de texto no tiene los datos del español, por lo que puede fallar en tildes y eñes: "
        "instálelos (en Debian o Ubuntu: sudo apt install tesseract-ocr-spa), quite el documento y añádalo de nuevo.",
    },
    "text_layer": {
        "en": "The text of {pages} lies invisible under a picture of the page, as text recognition leaves it: compare "
        "figures and names with the picture.",
        "es": "El texto de {pages} está invisible bajo una imagen de la página, como lo deja el reconocimiento de "
        "texto: compare cifras y nombres con la imagen.",
    },
    "hidden_text": {
        "en": "Text that a reader of the document does not see was left out ({where}): “{sample}”.",
        "es": "Se dejó fuera texto que quien lee el documento no ve ({where}): «{sample}».",
    },
    "hidden_characters": {
        "en": "Invisible characters were left out, in which text can be hidden: {count}.",
        "es": "Se dejaron fuera caracteres invisibles, en los que se puede ocultar texto: {count}.",
    },
    "source_known": {
        "en": "Recognised as {title}; its details are those of the catalogue.",
        "es": "Reconocido como {title}; sus datos son los del catálogo.",
    },
    "guess_language": {
        "en": "The language is taken to be {language}, from the text.",
        "es": "Se supone que el idioma es el {language}, por el texto.",
    },
    "guess_title": {
        "en": "The title is taken to be “{title}”, from the file.",
        "es": "Se toma como título «{title}», del archivo.",
    },
    "no_title": {
        "en": "No title was found; the name of the file stands for it: “{title}”.",
        "es": "No se encontró título; lo sustituye el nombre del archivo: «{title}».",
    },
    "guess_type": {
        "en": "The kind of document is taken to be {type}, from {source}.",
        "es": "Se supone que el tipo de documento es {type}, por {source}.",
    },
    "guess_country": {
        "en": "The country is taken to be {country}, from the {place}.",
        "es": "Se supone que el país es {country}, por el {place}.",
    },
    "no_country": {
        "en": "No country was found; the document is taken to concern no country in particular.",
        "es": "No se encontró país; se entiende que el documento no trata de ningún país en particular.",
    },
    "guess_date": {
        "en": "The date is taken to be {date}, from {source}.",
        "es": "Se supone que la fecha es {date}, por {source}.",
    },
    "no_date": {
        "en": "No date was found; the document is taken to be undated.",
        "es": "No se encontró fecha; se entiende que el documento no la tiene.",
    },
    "edition": {
        "en": "Taken to be the newer edition of “{title}” ({date}).",
        "es": "Se entiende que es una edición más reciente de «{title}» ({date}).",
    },
    "older_edition": {
        "en": "Taken to be an older edition of “{title}” ({date}), which answers first.",
        "es": "Se entiende que es una edición anterior de «{title}» ({date}), que responde primero.",
    },
    "edition_proposed": {
        "en": "It may be another edition of “{title}” ({date}): confirm or reject that on the page Documents, or with "
        "`python -m ingest editions`.",
        "es": "Puede ser otra edición de «{title}» ({date}): confírmelo o rechácelo en la página Documentos, o con "
        "`python -m ingest editions`.",
    },
}


class Notice(str):
    """A sentence in English that knows its Spanish form.

    Attributes:
        code: which of NOTICES it is; None for a sentence of an earlier version, which is in English only.
        values: what is put into it; one that differs by language is a mapping with ``en`` and ``es``.
    """

    __slots__ = ("code", "values")
    code: str | None
    values: Mapping[str, Any]

    def __new__(cls, code: str, **values: object) -> Notice:
        """Make the notice of a code."""
        made = super().__new__(cls, _filled(code, values, "en"))
        made.code, made.values = code, values
        return made

    def message(self, language: str) -> str:
        """The sentence in ``en`` or ``es``."""
        return str(self) if self.code is None else _filled(self.code, self.values, language)

    def stored(self) -> object:
        """What the store keeps of it."""
        return str(self) if self.code is None else {"code": self.code, "values": dict(self.values)}

    @classmethod
    def read(cls, kept: object) -> Notice:
        """The notice that ``stored`` gave, or a plain sentence of an earlier version."""
        if isinstance(kept, Mapping) and kept.get("code") in NOTICES:
            return cls(str(kept["code"]), **kept.get("values", {}))
        made = super().__new__(cls, kept if isinstance(kept, str) else "")
        made.code, made.values = None, {}
        return made


def stored(warning: str) -> object:
    """A warning as the store keeps it, whether it knows its other language or not."""
    return warning.stored() if isinstance(warning, Notice) else warning


def in_language(warning: str, language: str) -> str:
    """A warning in a language, as far as it is known there."""
    return warning.message(language) if isinstance(warning, Notice) else warning


def page_names(numbers: Sequence[int]) -> dict[str, str]:
    """``pages 2, 5-7`` in both languages."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [
        str(run[0]) if len(run) == 1 else f"{run[0]}, {run[1]}" if len(run) == 2 else f"{run[0]}-{run[-1]}"
        for run in runs
    ]
    several = len(set(numbers)) > 1
    listed = ", ".join(parts)
    return {"en": f"page{'s' if several else ''} {listed}", "es": f"página{'s' if several else ''} {listed}"}


def _filled(code: str, values: Mapping[str, object], language: str) -> str:
    sentence = NOTICES[code]["es" if language == "es" else "en"]
    names = {name for _, name, _, _ in Formatter().parse(sentence) if name}
    return sentence.format(**{name: _form(values.get(name, "?"), language) for name in names})


def _form(value: object, language: str) -> object:
    return value.get(language, "?") if isinstance(value, Mapping) else value
