"""How a place in a norm is called: an article, a section of an act, or one of its closing provisions."""

from __future__ import annotations

import re
from collections.abc import Callable

_SECTION = re.compile(r"Section (?=\d)")
_PROVISION = re.compile(r"\bDisposici[óo]n\b")

Says = Callable[..., str]
"""The phrases of a language, by name, with the values that fill them in."""


ARTICLES = ("lead.article", "lead.section", "lead.provision")
"""Names of the phrases for an article, a section of an act and a closing provision."""


def place(article: str, names: tuple[str, str, str], say: Says, **values: object) -> str:
    """The words for an article: ``article 5``, ``section 5``, ``Primera Disposición Final``."""
    of_article, of_section, of_provision = names
    if _PROVISION.search(article):
        return say(of_provision, article=article, **values)
    if _SECTION.match(article):
        return say(of_section, article=_SECTION.sub("", article), **values)
    return say(of_article, article=article, **values)


def shows_year(title: str, date: str) -> bool:
    """Whether a title ends in the year of a date already, so that the date beside it would say it twice."""
    year = re.search(r"(?:19|20)\d\d$", date)
    return year is not None and f"({year[0]})" in title


def states(title: str, article: str | None, date: str, say: Says) -> str:
    """What introduces a quote: its document, the article if it has one, and the date."""
    date = "" if shows_year(title, date) else date
    if article is None:
        return say("lead.states" if date else "lead.states_undated", title=title, date=date)
    placed = place(article, ARTICLES, say, title=title)
    return say("lead.states" if date else "lead.placed_undated", title=placed, date=date)


def names_place(article: str) -> re.Pattern[str]:
    """Matches an article as it is named in prose of either language."""
    number = re.escape(_SECTION.sub("", article))
    if _PROVISION.search(article):
        return re.compile(rf"\b{number}\b,?")
    return re.compile(rf"\b(?:article|art[íi]culo|section|secci[óo]n) {number}\b,?")
