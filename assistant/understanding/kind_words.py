"""Words that only say which kind of answer is wanted; the kind itself stands for them."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.language.money import is_a_currency
from assistant.understanding.answer_kind import LISTING, Kind

_KIND_WORDS: Mapping[Kind, frozenset[str]] = {
    Kind.DATE: frozenset("year date month day ano fecha mes dia".split()),
    Kind.DURATION: frozenset(
        "long hour hours day days week weeks month months year years time last lasted take takes took "
        "duration length deadline period term "
        "tiempo hora horas dia dias semana semanas mes meses ano anos dura duro duran duraron duraba "
        "tarda tardan demora lleva plazo duracion".split()
    ),
    Kind.MONEY: frozenset("vale valen valia worth".split()),
    Kind.COUNT: frozenset(
        "many number numbers total totals amount count counts figure figures tally headcount latest "
        "numero numeros cantidad totales cifra cifras conteo recuento".split()
    ),
    Kind.PERCENT: frozenset("percent percentage share proportion rate porcentaje proporcion tasa ciento".split()),
    Kind.INSTRUMENT: frozenset(
        "instrument instruments provision provisions document decree law article section resolution norm "
        "rule legal legislation "
        "instrumento instrumentos disposicion documento decreto ley articulo seccion resolucion norma "
        "legislacion".split()
    ),
    Kind.WHO: frozenset(
        "ministry institution body agency office organization organisation authority entity department "
        "ministerio institucion organismo entidad autoridad oficina agencia organizacion dependencia".split()
    ),
    Kind.DEFINITION: frozenset("stand stands mean means meaning acronym significa significan sigla siglas".split()),
    Kind.LIST: LISTING,
}
ANY_KIND_WORD: frozenset[str] = frozenset().union(*_KIND_WORDS.values())


def says_only_kind(word: str, kind: Kind) -> bool:
    """Whether a folded word of a question says nothing beyond the kind of its answer."""
    return word in _KIND_WORDS.get(kind, frozenset()) or (kind is Kind.MONEY and is_a_currency(word))
