"""What a turn may want of the answer before it: another language, less, more, or the norm itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from ingest.terms import fold, words


class Wish(StrEnum):
    """What is to be done with the last answer."""

    LANGUAGE = "language"
    SHORTER = "shorter"
    LONGER = "longer"
    NORM = "norm"


@dataclass(frozen=True, slots=True)
class Request:
    """A wish; ``language`` is the language wanted, where that is the wish."""

    wish: Wish
    language: str | None = None


_LANGUAGES = {
    "english": "en",
    "ingles": "en",
    "spanish": "es",
    "espanol": "es",
    "castellano": "es",
    "castilian": "es",
}
_FRAME = frozenset(
    "in into to please pls can could would you i we it that this the a an same answer again now and but ok okay say "
    "said repeat give translate translated tell me us show put write have get want need like version instead too "
    "thanks thank make be is rather bit little much some en al a por favor porfa puede puedes podria podrias me nos "
    "lo la el las los un una y pero dime digame decir decirmelo decirlo repite repita repetir repitelo repetirlo "
    "traduce traduzca traducir traducelo traducirlo responde responda respuesta contesta conteste quiero quisiera "
    "ahora otra vez version mismo da dame deme hazlo hagalo ser gracias poco algo".split()
)
_SHORTER = frozenset(
    "short shorter shorten brief briefer briefly summary summarise summarize summarised summarized concise less long "
    "corto corta cortos breve breves brevemente resumen resume resumelo resumido resumida resumir sintetiza conciso "
    "acorta menos largo larga mas".split()
)
_LONGER = frozenset(
    "more detail details detailed longer elaborate expand further about it full fuller information explain "
    "mas detalle detalles detallado detallada detalladamente amplia ampliar amplie amplialo desarrolla desarrollalo "
    "extiende extiendete informacion explica explicame expliqueme cuentame sobre eso largo larga".split()
)
_LESS_KEYS = _SHORTER - {"less", "long", "menos", "largo", "larga", "mas"}
_MORE_KEYS = frozenset(
    "detail details detailed longer elaborate expand fuller detalle detalles detallado detallada detalladamente amplia "
    "ampliar amplie amplialo desarrolla desarrollalo extiende extiendete".split()
)
_ONLY_MORE = re.compile(
    r"^(?:and |y )?(?:tell me |show me |give me |anything |know |cuentame |dime |dame |algo |hay )?(?:more|mas)"
    r"(?: about (?:it|that|this)| on (?:it|that|this)| please| sobre (?:eso|esto|ello)| por favor)?$"
)
_NORM_NOUN = r"(?:laws?|decrees?|norms?|resolutions?|acts?|ley(?:es)?|decretos?|normas?|resolucion(?:es)?|reglamento)"
_NORM = re.compile(
    rf"\b(?:show|see|read|quote|open|get|give|want|muestr\w+|ver|leer|ensen\w+|cit\w+|quiero|dame|abr\w+)\b.{{0,30}}\b(?:"
    rf"{_NORM_NOUN} (?:itself|text|mism[oa]|original|complet[oa]|en si)|text of (?:the|that|this) {_NORM_NOUN}|"
    rf"texto (?:completo |original |mismo )?(?:de la|de ese|de esa|del) {_NORM_NOUN})"
    rf"|^(?:the |la |el )?{_NORM_NOUN} (?:itself|mism[oa])$"
)


def request_in(turn: str) -> Request | None:
    """The wish that a turn is, where it is nothing else."""
    found = words(turn)
    rest = [w for w in found if w not in _FRAME]
    if rest and all(w in _LANGUAGES for w in rest):
        return Request(Wish.LANGUAGE, _LANGUAGES[rest[-1]])
    if _asks_for(rest, _SHORTER, _LESS_KEYS):
        return Request(Wish.SHORTER)
    if _asks_for(rest, _LONGER, _MORE_KEYS) or _ONLY_MORE.match(" ".join(found)):
        return Request(Wish.LONGER)
    return Request(Wish.NORM) if _NORM.search(fold(turn).strip(" ?!.¿¡")) else None


def _asks_for(rest: list[str], allowed: frozenset[str], keys: frozenset[str]) -> bool:
    return bool(rest) and all(w in allowed for w in rest) and any(w in keys for w in rest)
