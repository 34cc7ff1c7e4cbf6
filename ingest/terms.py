"""Words as search sees them: folded, without stop words, stemmed by the rules of their language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import Stemmer

_WORD = re.compile(r"\d+(?:[./:,-]\d+)*%?|[^\W\d_]+(?:['’][^\W\d_]+)?|\d+")
_SNOWBALL = {"en": Stemmer.Stemmer("english"), "es": Stemmer.Stemmer("spanish")}
_ABOVE_LATIN = re.compile(r"[^\x00-\u02ff]")
_THOUSANDS = re.compile(r"(?<=\d)[.,\u00a0\u202f](?=\d{3}\b)")

STOP_WORDS: dict[str, frozenset[str]] = {
    "en": frozenset(
        "a an the and or but if of at by for with about into through to from in on off over under as is are was were "
        "be been being am do does did done doing have has had having can could may might must shall should will would "
        "this that these those it its they them their theirs he she his her him we our us you your i my me who whom "
        "which what when where why how than then there here so such any some all each both no not nor only own same "
        "too very just also s t et al etc per via within between among upon".split()
    ),
    "es": frozenset(
        "un una unos unas el la los las lo y e o u pero si de del al a ante bajo con contra desde durante en entre "
        "hacia hasta para por segun sin sobre tras que quien quienes cual cuales cuyo cuya cuando donde como cuanto "
        "cuanta cuantos cuantas es son era eran fue fueron ser sido siendo esta estan estaba estar este estas estos "
        "ese esa esos esas aquel aquella eso esto ha han habia haber he hay haya tiene tienen tener se su sus le les "
        "me mi mis te tu nos nuestro nuestra no ni mas muy ya tambien solo todo toda todos todas cada algun alguna "
        "algunos algunas ningun ninguna otro otra otros otras mismo misma asi entonces puede pueden poder deber debe "
        "deben".split()
    ),
}


LANGUAGES = tuple(STOP_WORDS)
"""The languages that are built in, by their ISO codes, English first."""
EVERY_STOP_WORD: frozenset[str] = frozenset().union(*STOP_WORDS.values())
"""The stop words of all languages."""


def fold(text: str) -> str:
    """Lower case without accents or compatibility forms; thousands separators inside figures are dropped."""
    if not text.isascii():
        # No character below U+0300 is a combining one.
        text = _ABOVE_LATIN.sub(_unless_combining, unicodedata.normalize("NFKD", text))
    text = text.lower()
    return _THOUSANDS.sub("", text).replace("’", "'")


def _unless_combining(found: re.Match[str]) -> str:
    return "" if unicodedata.combining(found[0]) else found[0]


def words(text: str) -> list[str]:
    """The folded words and figures of a text, in order, stop words included."""
    return _WORD.findall(fold(text))


def spans(text: str) -> Iterator[tuple[str, int, int]]:
    """The folded words and figures of a text with the place of each in the text as it stands."""
    for found in _WORD.finditer(text):
        yield fold(found[0]), found.start(), found.end()


RULES = "3"
"""Which rules made the stems that a store keeps; others make them anew when it is opened."""

# Words of other meaning that the stemmers take for forms of one word: the first names the family.
_APART_EN = """
national nationals nationally
nationality nationalities
naturalization naturalisation naturalize naturalise naturalized naturalised naturalizing naturalising
publication publications
authority authorities
authorization authorisation authorizations authorisations authorize authorise authorized authorised authorizing
department departments departmental
officer officers
minority minorities
executive executives
regularization regularisation regularizations regularisations regularize regularise regularized regularised
legalization legalisation legalize legalise legalized legalised
mobility
responsible responsibility responsibilities
important importance
compete competes competing competed competition
"""
_APART_ES = """
nacionalidad nacionalidades
comunidad comunidades
comunicacion comunicaciones comunicar comunica comunicado
caso casos
casa casas
casado casados casada casadas casar casarse
tratado tratados
trata
autoridad autoridades
publicacion publicaciones publicar publicado publicados publicada publicadas
seguridad
medida medidas
plazo plazos
parto partos
partido partidos
partida partidas
regular regulares regularidad regularmente
ejecutivo ejecutiva ejecutivos ejecutivas
importante importantes importancia
sala salas
mesa mesas
marco marcos
titular titulares
genero generos
costa costas
"""


def _families(listed: str) -> dict[str, str]:
    """The name of the family of each word that is kept apart; a family is a line."""
    return {word: line.split()[0] for line in listed.split("\n") for word in line.split()}


_APART = {"en": _families(_APART_EN), "es": _families(_APART_ES)}


@lru_cache(maxsize=65536)
def stem(word: str, language: str) -> str:
    """The Snowball stem of a folded word; figures and words of other languages than en and es stay whole."""
    stemmer = _SNOWBALL.get(language)
    if stemmer is None or word[0].isdigit():
        return word
    if language == "en" and word.endswith("'s"):
        word = word[:-2]
    apart = _APART[language].get(word)
    if apart:
        return apart
    # The Spanish stemmer is written for accented text, so its result is folded once more.
    return fold(stemmer.stemWord(word))


def terms(text: str, language: str) -> list[str]:
    """The stems that carry a text's meaning, in order and with repetitions; stop words are left out."""
    stop = STOP_WORDS.get(language, frozenset())
    return [stem(w, language) for w in words(text) if w not in stop]
