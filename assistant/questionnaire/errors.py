"""What can be wrong with a questionnaire.

AssistantError
└── QuestionnaireError        questionnaire            cannot be used
    ├── KindError             questionnaire_kind       neither an Excel workbook nor a Word document
    ├── CorruptError          questionnaire_corrupt    broken, or not what its name says
    ├── ProtectedError        questionnaire_protected  a password is needed to open it
    ├── LargeError            questionnaire_large      unpacks to more than is read
    ├── NoQuestionsError      questionnaire_empty      no question with room for an answer was recognised
    ├── MatchesError          questionnaire_matches    the file of matches cannot be used
    └── CopyError             questionnaire_copy       the copy cannot be written
"""

from __future__ import annotations

from assistant.errors import AssistantError


class QuestionnaireError(AssistantError):
    """The questionnaire cannot be used as it stands."""

    code = "questionnaire"


class KindError(QuestionnaireError):
    """Neither an Excel workbook nor a Word document."""

    code = "questionnaire_kind"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} is neither an Excel workbook (XLSX, XLSM) nor a Word document (DOCX, DOCM). "
            "Save it as one of these and give it again.",
            f"{name} no es un libro de Excel (XLSX, XLSM) ni un documento de Word (DOCX, DOCM). "
            "Guárdelo como uno de ellos e indíquelo de nuevo.",
        )


class CorruptError(QuestionnaireError):
    """Broken, or not what its name says."""

    code = "questionnaire_corrupt"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} is damaged and cannot be read. Open it in Excel or Word, save it anew and give it again.",
            f"{name} está dañado y no se puede leer. Ábralo en Excel o Word, guárdelo de nuevo e indíquelo otra vez.",
        )


class ProtectedError(QuestionnaireError):
    """A password is needed to open it."""

    code = "questionnaire_protected"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} is protected by a password. Save a copy without one and give that.",
            f"{name} está protegido con contraseña. Guarde una copia sin ella e indique esa copia.",
        )


class LargeError(QuestionnaireError):
    """Unpacks to more than is read."""

    code = "questionnaire_large"

    def __init__(self, name: str, limit: str) -> None:
        super().__init__(
            f"{name} holds more than {limit} once unpacked, which is more than a questionnaire needs. "
            "Take out large pictures or other sheets and give it again.",
            f"{name} contiene más de {limit} una vez descomprimido, más de lo que necesita un cuestionario. "
            "Quite imágenes grandes u otras hojas e indíquelo de nuevo.",
        )


class NoQuestionsError(QuestionnaireError):
    """No question with room for an answer was recognised."""

    code = "questionnaire_empty"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"No question with room for an answer was recognised in {name}. Give a file with a column of questions and "
            "a column for answers under a header, or with questions that end in a question mark, each followed by an "
            "empty cell or line.",
            f"No se reconoció en {name} ninguna pregunta con espacio para una respuesta. Indique un archivo con una "
            "columna de preguntas y una columna de respuestas bajo un encabezado, o con preguntas entre signos de "
            "interrogación seguidas de una celda o línea vacía.",
        )


class MatchesError(QuestionnaireError):
    """The file of matches cannot be used."""

    code = "questionnaire_matches"


class CopyError(QuestionnaireError):
    """The copy cannot be written."""

    code = "questionnaire_copy"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} cannot be written; name a file in a folder that exists and is yours to write.",
            f"{name} no se puede escribir; indique un archivo en una carpeta que exista y en la que pueda escribir.",
        )


class SameFileError(CopyError):
    """The copy would take the place of the questionnaire."""

    def __init__(self, name: str) -> None:
        QuestionnaireError.__init__(
            self,
            f"The copy may not take the place of the questionnaire {name}; give it another name.",
            f"La copia no puede ocupar el lugar del cuestionario {name}; indique otro nombre.",
        )


class EndingError(CopyError):
    """The copy is named as a file of another kind."""

    def __init__(self, name: str, ending: str) -> None:
        QuestionnaireError.__init__(
            self,
            f"The copy is of the same kind as the questionnaire; give {name} the ending {ending}.",
            f"La copia es del mismo tipo que el cuestionario; dé a {name} la terminación {ending}.",
        )
