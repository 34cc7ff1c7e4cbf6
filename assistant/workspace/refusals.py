"""What people read when a workspace refuses something: each error with its sentence in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from assistant.workspace.errors import (
    AssessmentUnknownError,
    AuthorMissingError,
    HeldError,
    JobRunningError,
    ReasonMissingError,
    StaleVersionError,
    TransitionError,
    UnverifiedError,
    WorkspaceError,
)
from assistant.workspace.model import Hold, Response, Status

_STATUS = {
    Status.DRAFT: ("a draft", "un borrador"),
    Status.IN_REVIEW: ("in review", "en revisión"),
    Status.VALIDATED: ("validated", "validada"),
    Status.RETURNED: ("returned", "devuelta"),
}


def clock(at: str) -> str:
    """An ISO time as hours and minutes of this machine's zone, with the day where it is not today."""
    time = datetime.fromisoformat(at).astimezone()
    today = time.date() == datetime.now().astimezone().date()
    return time.strftime("%H:%M" if today else "%Y-%m-%d %H:%M")


def unknown_assessment() -> WorkspaceError:
    """No such assessment."""
    return AssessmentUnknownError(
        "There is no such assessment; choose one of the list.", "No existe esa evaluación; elija una de la lista."
    )


def unknown_indicator(id: str) -> WorkspaceError:
    """The assessment has no such indicator."""
    return AssessmentUnknownError(
        f"The assessment has no indicator {id}; choose one on the board.",
        f"La evaluación no tiene el indicador {id}; elija uno en el tablero.",
    )


def no_country(code: str) -> WorkspaceError:
    """No such country."""
    return WorkspaceError(
        f"{code or 'This'} is not the code of a country; give one such as PAN.",
        f"{code or 'Esto'} no es el código de un país; indique uno como PAN.",
    )


def no_year(year: int) -> WorkspaceError:
    """No year that an assessment could have."""
    return WorkspaceError(
        f"{year} is not a year of an assessment; give one such as 2026.",
        f"{year} no es un año de evaluación; indique uno como 2026.",
    )


def no_author() -> WorkspaceError:
    """Nobody said who is at work."""
    return AuthorMissingError(
        "Write your name first, so that the history shows who made the change.",
        "Escriba primero su nombre, para que el historial muestre quién hizo el cambio.",
    )


def held(response: Response, hold: Hold) -> WorkspaceError:
    """Another window has it open."""
    since = clock(hold.since)
    return HeldError(
        f"{hold.by} has had {response.indicator.id} open for editing since {since}; nothing was saved. "
        "Try again when it is free.",
        f"{hold.by} tiene {response.indicator.id} abierto para editar desde las {since}; no se guardó nada. "
        "Inténtelo cuando esté libre.",
    )


def changed(now: Response) -> WorkspaceError:
    """It changed since it was seen."""
    by = now.edited_by or now.writer
    return StaleVersionError(
        f"{now.indicator.id} was changed at {clock(now.changed_at)} by {by} after you opened it; nothing was saved. "
        "Read the new text, then make your change again.",
        f"{by} cambió {now.indicator.id} a las {clock(now.changed_at)}, después de que usted lo abriera; no se guardó "
        "nada. Lea el texto nuevo y repita su cambio.",
    )


def transition(response: Response, to: Status) -> WorkspaceError:
    """The status does not allow it."""
    now, wanted = _STATUS[response.status], _STATUS[to]
    return TransitionError(
        f"{response.indicator.id} is {now[0]}, which cannot become {wanted[0]}.",
        f"{response.indicator.id} está en estado «{now[1]}», del que no se pasa a «{wanted[1]}».",
    )


def not_drafted(response: Response) -> WorkspaceError:
    """There is nothing in it yet."""
    return TransitionError(
        f"{response.indicator.id} has no response yet; draft it or write one first.",
        f"{response.indicator.id} aún no tiene respuesta; redáctela primero.",
    )


def is_validated(response: Response) -> WorkspaceError:
    """What is validated is not edited."""
    return TransitionError(
        f"{response.indicator.id} is validated; return it with a reason before it is changed.",
        f"{response.indicator.id} está validada; devuélvala con un motivo antes de cambiarla.",
    )


def unverified(response: Response, positions: Sequence[int]) -> WorkspaceError:
    """Sentences that nothing carries are left."""
    numbers = ", ".join(map(str, positions))
    return UnverifiedError(
        f"{response.indicator.id} cannot be validated: its sources do not carry sentence {numbers}. "
        "Give a quote, change the sentence, or accept it with a reason.",
        f"{response.indicator.id} no se puede validar: sus fuentes no sustentan la oración {numbers}. "
        "Añada una cita, cambie la oración o acéptela con un motivo.",
    )


def stale(response: Response, positions: Sequence[int]) -> WorkspaceError:
    """Sources of sentences no longer stand."""
    numbers = ", ".join(map(str, positions))
    return UnverifiedError(
        f"{response.indicator.id} cannot be validated: a source of sentence {numbers} is no longer in the documents. "
        "Draft it anew or change the sentence.",
        f"{response.indicator.id} no se puede validar: una fuente de la oración {numbers} ya no está en los "
        "documentos. Redáctela de nuevo o cambie la oración.",
    )


def no_reason() -> WorkspaceError:
    """A reason is wanted."""
    return ReasonMissingError(
        "Give a reason in a few words; it is kept in the history.",
        "Indique el motivo en pocas palabras; queda en el historial.",
    )


def no_level() -> WorkspaceError:
    """A response needs a level."""
    return ReasonMissingError(
        "Choose the level too: what the response says is complete, partial, absent or not found.",
        "Elija también el nivel: lo que dice la respuesta está completo, es parcial, está ausente o no se encontró.",
    )


def empty_text() -> WorkspaceError:
    """Nothing was written."""
    return ReasonMissingError(
        "Nothing is written yet; fill in the text first.", "Aún no hay nada escrito; complete primero el texto."
    )


def job_running(by: str) -> WorkspaceError:
    """Drafting is under way."""
    return JobRunningError(
        f"Drafting that {by} started is under way in this assessment; stop it or wait until it is done.",
        f"Ya está en curso en esta evaluación la redacción que inició {by}; deténgala o espere a que termine.",
    )


def no_documents(country: str, country_es: str) -> WorkspaceError:
    """There is nothing to draft from."""
    return WorkspaceError(
        f"No document of {country} is loaded, so nothing can be drafted; add one on the Documents page and set its "
        "country there.",
        f"No hay ningún documento de {country_es}, así que no se puede redactar nada; añada uno en la página "
        "Documentos e indique allí su país.",
    )


def faulty() -> WorkspaceError:
    """The program has a fault."""
    return WorkspaceError(
        "Drafting ended by a fault of this program; what was drafted is kept. Go on with the rest; if it ends again, "
        "leave out the indicator at which it ends.",
        "La redacción terminó por un fallo de este programa; se conserva lo ya redactado. Continúe con el resto; si "
        "vuelve a terminar, deje fuera el indicador en el que termina.",
    )
