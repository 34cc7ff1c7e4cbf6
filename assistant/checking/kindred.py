"""Whether two words are forms of one, stand for one thing, or are opposed, by how they are written."""

from __future__ import annotations

import re

from rapidfuzz.fuzz import ratio

_SUFFIX = re.compile(
    r"(?:aciones|acion|ations?|iciones|icion|itions?|ciones|cion|tions?|siones|sion|sions|idades|idad|ities|iti|amente|"
    r"mente|ali|li|mientos?|ments?|antes?|ants?|entes?|ents?|encias?|ances?|ences?|ancias?|ados?|adas?|idos?|idas?|"
    r"ating|ing|ates?|ated|ed|ers?|ors?|adores|ador|adoras?|ables?|ibles?|icos?|icas?|ics?|ales|al|ar|er|ir|es|as|os|"
    r"[aeos])$"
)
_EQUIVALENT = (
    "child hijo hija son$ sons$ daughter",
    "attend asist access acces acced enrol matricul inscri",
    "workplace centre center centro establec",
    "line$ lines$ hotline helpline linea telefon",
)
"""Beginnings of words of which one language has one where the other has several: "children" are "niños" or "hijos".

The lexicon keeps these apart, as questions do. Before a dollar sign stand whole words.
"""

_OPPOSITES: tuple[tuple[str, str], ...] = tuple(
    tuple(pair.split("|"))  # type: ignore[misc]
    for pair in (
        "immigra inmigra|emigra",
        "regular|irregular",
        "legal|illegal ilegal",
        "permanent|temporar temporal",
        "public|privat",
        "north norte|south sur",
        "east este oriental|west oeste occidental",
        "increas aument rais elev amplia extend|reduc decreas shorten disminu acort lower",
        "approv aprob accept acept adopt|reject rechaz",
        "keep conserv retain mantien retien|lose$ loses$ lost$ perder pierd",
        "open abrir abier|clos cerr cierr",
        "includ inclu|exclud exclu",
        "entry$ enter entrad entrar ingres arriv lleg|exit salid salir depart leav",
        "before$ antes$ prior|after$ despues posterior",
        "first primer|last ultim",
        "volunt|forz forc",
        "documented documentad|undocumented indocumentad",
        "renew renov renuev|expir venc",
        "adult mayor|child minor menor nin",
        "women$ mujer woman$ femal|men$ hombre man$ male$",
        "employer emplead patron|employee worker trabajador",
        "more mas|less fewer menos",
        "maxim|minim",
        "urban|rural",
        "formal|informal",
        "month mes|year$ years$ ano$ anos$",
        "week seman|day$ days$ dia$ dias$",
        "hour hora|day$ days$ dia$ dias$",
        "grandparent|parent",
        "import|export",
        "free$ gratuit|paid$ pago$",
        "national nacional|international internacional foreign extranjer municipal local",
    )
)
"""Beginnings of words that stand for contraries, either side of the bar; before a dollar sign, whole words."""


def are_kindred(word: str, other: str, same_language: bool) -> bool:
    """Whether two words are forms of one: "naturalise" and "naturalisation", "regularización" and "regularisation"."""
    if min(len(word), len(other)) < 5:
        return False
    one, two = _bare(word), _bare(other)
    if one == two and len(one) >= 4:
        return True
    shared = next((i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    if same_language:
        return shared >= max(5, 0.75 * min(len(one), len(two))) and shared >= 0.6 * max(len(one), len(two))
    return shared >= 3 and ratio(one, two) >= 80


def _bare(word: str) -> str:
    """A word without what tells its language or its part of speech."""
    word = re.sub(r"(?:z|s)(?=a(?:tion|cion)|e[ds]?$|ing$|ar$|acion)", "s", word)
    word = word.replace("ph", "f").replace("th", "t").replace("y", "i").replace("qu", "c").replace("k", "c")
    word = re.sub(r"(.)\1", r"\1", word)
    return _SUFFIX.sub("", word)


def are_equivalent(word: str, other: str) -> bool:
    """Whether two words stand for one thing though nothing in their forms tells it."""
    return any(_begins(word, roots) and _begins(other, roots) for roots in _EQUIVALENT)


def are_opposed(word: str, other: str) -> bool:
    """Whether two words stand for contraries."""
    return any(
        (_begins(word, one) and _begins(other, two)) or (_begins(word, two) and _begins(other, one))
        for one, two in _OPPOSITES
    )


def _begins(word: str, roots: str) -> bool:
    """Whether a word begins with one of several roots, or is the one that ends in a dollar sign."""
    return any(word == root[:-1] if root.endswith("$") else word.startswith(root) for root in roots.split())
