"""The plain form in which sentences are compared: folded, with figures for number words, months and frequencies."""

from __future__ import annotations

import re

from assistant.language.numbers import with_figures
from ingest.months import MONTH, MONTHS
from ingest.terms import fold

WORD = re.compile(r"[^\W\d_]+\d[^\W_]*|\d+(?:[./:,-]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)?")
_DATED_MONTH = re.compile(
    rf"(?<=\d )(?:de |of )?({MONTH})\b|\b({MONTH})(?= (?:de |del |of )?(?:\d|\(?\d{{4}}))|"
    rf"\b(?:in|of|en|de|since|until|desde|hasta|by|before|after) ({MONTH})\b"
)
_FUTURE = re.compile(r"\b(?!\w*(?:podr|deber|har?br|ser)[áa])\w{2,}(?:[aei]rá|drá|brá|rrá|[aei]rán|drán|brán)\b")
FUTURE_MARK = "zzfuturo"
"""Stands behind a Spanish verb in the future, whose accent the plain form loses."""
_MONTH_MARK = "9000"
"""Stands before the number of a month, so that no other figure is taken for it."""
_FIRSTS = {word: "1" for word in "one a un una".split()}
_PARTS = {
    "3rd": "3",
    "4th": "4",
    "5th": "5",
    "third": "3",
    "tercio": "3",
    "tercera parte": "3",
    "quarter": "4",
    "cuarto": "4",
    "fifth": "5",
    "quinto": "5",
}
_FRACTION = re.compile(
    r"\b(\d+|one|a|un|una) (3rd|4th|5th|third|tercio|quarter|cuarto|fifth|quinto)s?\b(?= (?:of|de|del|the|los|las)\b)"
)
_PERCENT = re.compile(r"\s*%|\s+per ?cent\b|\s+por ciento\b")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|ra|ro|do|da|mo|ma|[ºªoa])\b")
_ONCE = re.compile(
    r"\bonce(?=\s*(?:$|[.,;:)]|(?:a|per|every|each|in|only)\b))|\b(?<!a )una (?:sola )?vez(?!\s+\w+(?:ad|id)[oa]s?\b)"
)
_TWICE = re.compile(r"\btwice\b")
_EVERY_ONE = re.compile(
    r"\b(?:every|each|cada) (year|month|week|day|ano|mes|semana|dia)\b|\b(annually|yearly|anualmente)\b|"
    r"\bonce a (year|month|week|day)\b|\buna vez al (ano|mes|dia)\b"
)


def plain_form(text: str, language: str) -> str:
    """A text folded, with figures for number words, months as figures and one form for per cent and frequencies."""
    text = re.sub(r"\b[Uu]n[oa]s\b", "cerca de", " ".join(text.split()))
    text = _FUTURE.sub(rf"\g<0> {FUTURE_MARK}", text)
    plain = fold(with_figures(text, language)).replace("'s", " ").replace("s' ", "s ")
    plain = re.sub(r"(?<=\d),(?=\d{1,2}(?!\d))", ".", plain)
    plain = re.sub(
        r"\b24 hours(?: a day)?|\b24 horas(?: al dia| del dia)?", "24 hours" if language == "en" else "24 horas", plain
    )
    plain = _FRACTION.sub(lambda m: f"{_FIRSTS.get(m[1], m[1])}/{_PARTS[m[2].rstrip('s')]} ", plain)
    plain = _PERCENT.sub(" percent", _ORDINAL.sub("", plain))
    plain = re.sub(r"\bno\.?\s*(?=[°º#]?\s*\d)|\bn[°º]\s*|\bnro\.?\s*(?=\d)|\bnum(?:ero|ber|\.)\s*(?=\d)", " ", plain)
    plain = re.sub(r"\b(menores|mayores) de (\d+) anos\b", r"\1 de \2", plain)
    plain = _EVERY_ONE.sub(lambda m: f"cada 1 {_unit(next(g for g in m.groups() if g))}", plain)
    plain = _TWICE.sub("2 times", _ONCE.sub("1 time" if language == "en" else "1 vez", plain))
    plain = re.sub(r"(?<=[a-z])-(?=[a-z0-9])|(?<=\d)-(?=[a-z])", " ", plain)
    return _DATED_MONTH.sub(lambda m: f" {_MONTH_MARK}{MONTHS[next(g for g in m.groups() if g)]} ", plain)


def _unit(word: str) -> str:
    return {"annually": "year", "yearly": "year", "anualmente": "ano"}.get(word, word)


def names_in(text: str) -> frozenset[str]:
    """Folded words that are names: capitalised where that says something, or in capitals throughout."""
    found = set()
    for match in re.finditer(r"(?<![\w’'])[A-ZÁÉÍÓÚÑÜ][\w’']*", text):
        opens = not re.search(r"\w", text[: match.start()]) or bool(
            re.search(r"[.:!?]\s*[\"“«]?$", text[: match.start()])
        )
        word = re.sub(r"[’']s$", "", match[0])
        if not opens or (word.isupper() and len(word) > 1):
            found |= set(WORD.findall(fold(word)))
    return frozenset(found)


def is_month(word: str) -> bool:
    """Whether a word of a plain form is a month."""
    return word.startswith(_MONTH_MARK)


def shown(word: str, language: str) -> str:
    """A word of a plain form as people read it: the months by their names."""
    from babel.dates import get_month_names

    found = re.fullmatch(rf"{_MONTH_MARK}(\d{{1,2}})", word)
    return str(get_month_names("wide", locale=language)[int(found[1])]) if found else word
