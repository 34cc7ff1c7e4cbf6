"""Questions with a gap in a sentence: a figure, a year, an instrument, an institution; and abbreviations.

A wrong choice comes from the same documents where it can. It is left out where it might be right: another name of the
same thing, one that the same paragraph names, or one that a sentence much like this one speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from assistant.learning import mentions
from assistant.learning.facts import FactTable, Institution, opened, without_country
from assistant.learning.mentions import Mention
from assistant.learning.quiz import GAP, Choice, Kind, Question, picked, question
from assistant.learning.view import Placed
from ingest.document import BlockKind
from ingest.terms import fold

_MUCH_ALIKE = 0.4
_FAR_ENOUGH = 0.15
_THE_TWO = re.compile(r"\b(?:the|los|las|estos|estas|these|its|sus) (?:two|dos|2)$")
_SAME_SIZE = 4
_NAMES_AT_MOST = 2
_AFTER_SUBJECT = re.compile(r"(?:\s*\([^()]*\))?\s+(?P<rest>(?:[a-záéíóúñ]|COVID).*?)[.]?$")
_NO_VERB = re.compile(
    r"^(?:of|for|and|or|in|on|with|under|from|to|de|del|y|e|o|en|para|con|por|que|which|that|who|issued)\b"
)
_VERB_EN = re.compile(r"^(?:is|has|was|will|also|may|can|must|created|[a-z]+(?:s|ed))\b")
_VERB_ES = re.compile(r"^(?:es|ha|fue|tiene|también|puede|debe|se|[a-záéíóúñ]+(?:a|e|ó|ió|aba|ía))\b")
_FEMININE = re.compile(
    r"^(?:Oficina|Comisión|Dirección|Secretaría|Autoridad|Caja|Defensoría|Red|Conferencia|Organización|Universidad|"
    r"Agencia|Asociación|Superintendencia|Contraloría|Alcaldía|Ley|Resolución)\b"
)


def figure_questions(table: FactTable) -> Iterator[Question]:
    """A count, an amount or a duration is missing."""
    known = _figures(table)
    for placed in table.sentences:
        text, language = placed.text, placed.sentence.language
        found = mentions.figures(text, language)
        if placed.sentence.kind is BlockKind.FOOTNOTE:
            found = [m for m in found if m.start]  # the mark of a footnote counts nothing
        if not found or text.count("|"):
            continue
        mention = found[0]
        value = mentions.value_of(mention.name, language)
        others = {mentions.value_of(m.name, language) for m in found}
        if _THE_TWO.search(text[: mention.end]) or ": " in text[mention.end :]:
            continue  # what a list that follows can be counted by is no question of memory
        if value is None or value < 2 or sum(m.name == mention.name for m in found) > 1:
            continue
        near = {
            v
            for other in table.sentences
            if other is not placed and table.alike(placed, other) >= _MUCH_ALIKE
            for m in mentions.figures(other.text, other.sentence.language)
            if (v := mentions.value_of(m.name, other.sentence.language)) is not None
        }
        wrong = [
            w for w in _wrong_figures(mention.name, value, language, known, {*others, *near}) if not _stands(w, text)
        ]
        made = question(
            Kind.FIGURE,
            "figure",
            placed,
            Choice(mention.name),
            [Choice(w) for w in wrong[:3]],
            excerpt=_gapped(text, mention),
            key=str(mention.start),
        )
        if made:
            yield made


def _stands(figure: str, text: str) -> bool:
    return bool(re.search(rf"(?<![\w.,]){re.escape(figure)}(?!\w|[.,]\d)", text))


def _figures(table: FactTable) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for placed in table.sentences:
        language = placed.sentence.language
        for mention in mentions.figures(placed.text, language):
            found.setdefault(language, set()).add(mention.name)
    return found


def _wrong_figures(
    name: str, value: float, language: str, known: dict[str, set[str]], taken: set[float | None]
) -> list[str]:
    """Figures of about the same size and written in the same way; from the documents first."""

    def fits(other: str) -> bool:
        number = mentions.value_of(other, language)
        return (
            number is not None
            and other[0].isdigit() == name[0].isdigit()
            and not any(t is not None and abs(number - t) <= _FAR_ENOUGH * max(number, t) for t in taken)
            and value / _SAME_SIZE <= number <= value * _SAME_SIZE
        )

    near: list[str] = [f for f in picked(sorted(known.get(language, ())), f"{name}{value}") if fits(f)]
    near += [f for f in _varied(name, value, language) if fits(f)]
    kept: list[str] = []
    for one in near:
        number = mentions.value_of(one, language) or 0
        if all(abs(number - (mentions.value_of(k, language) or 0)) > 0 for k in kept):
            kept.append(one)
    return kept


def _varied(name: str, value: float, language: str) -> list[str]:
    if not name[0].isdigit():
        return [w for w in mentions.NUMBER_WORDS[language] if w != name][:12]
    separator = "." if re.search(r"\d\.\d{3}\b", name) else ","
    varied = []
    for factor in (1.5, 0.6, 2.0, 1.25, 0.75):
        number = round(value * factor)
        if value >= 1000:
            number += 7  # no rounder than the figure itself
        plain = f"{number:,}".replace(",", separator) if re.search(r"\d[.,]\d{3}\b", name) else str(number)
        varied.append(plain)
    return varied


def year_questions(table: FactTable) -> Iterator[Question]:
    """The year of an event or of an instrument is missing."""
    known = sorted({m.name for p in table.sentences for m in mentions.years(p.text)})
    for placed in table.sentences:
        found = mentions.years(placed.text)
        if len({m.name for m in found}) != 1 or len(found) != 1 or mentions.has_period(placed.text):
            continue
        mention = found[0]
        if is_no_date(placed, mention):
            continue
        near = {
            m.name
            for other in table.view.sentences
            if table.alike(placed, other) >= _MUCH_ALIKE
            for m in mentions.years(other.text)
        }
        wrong = [y for y in picked(known, placed.text) if y not in near and y != mention.name]
        wrong.sort(key=lambda y: abs(int(y) - int(mention.name)))
        made = question(
            Kind.YEAR,
            "year",
            placed,
            Choice(mention.name),
            [Choice(w) for w in wrong[:3]],
            excerpt=_gapped(placed.text, mention),
        )
        if made:
            yield made


def is_no_date(placed: Placed, mention: Mention) -> bool:
    """Whether a year is part of a name such as “Panama 2030” or the 2030 Agenda, which says nothing of when."""
    text = placed.text
    before = (text[: mention.start].split() or [""])[-1]
    after = (text[mention.end :].split() or [""])[0]
    quoted = before.startswith(("“", '"', "«")) or after.startswith(("”", "»"))
    return quoted or "genda" in before + after or int(mention.name) > date.today().year


def instrument_questions(table: FactTable) -> Iterator[Question]:
    """The instrument by which something was done is missing, or asked for."""
    for legal in table.instruments:
        for named in legal.seen:
            placed, mention = named.placed, named.mention
            if placed not in table.sentences or len(mentions.numbered(placed.text)) != 1:
                continue
            wrong = [
                o.name
                for o in table.instruments
                if o is not legal
                and _apart(table, placed, o.seen, o.blocks)
                and not o.instrument.may_be(legal.instrument)
                and o.instrument.year
            ]
            made = question(
                Kind.INSTRUMENT,
                "instrument",
                placed,
                Choice(mention.name),
                [Choice(w) for w in _alike_first(picked(wrong, placed.text), mention.name)],
                asked=_asked(placed, mention, "Which instrument {}?", "¿Qué instrumento {}?"),
                excerpt=_gapped(placed.text, mention),
            )
            if made:
                yield made


def institution_questions(table: FactTable) -> Iterator[Question]:
    """The institution that does something is missing, or asked for."""
    for institution in table.institutions:
        for named in institution.seen:
            placed, mention = named.placed, named.mention
            text = placed.text
            if placed not in table.sentences or _named_twice(text, institution, mention):
                continue
            if len(mentions.institutions(text, placed.sentence.language)) > _NAMES_AT_MOST or text.count(",") > 5:
                continue  # a list: others may belong to it as well
            short = mentions.abbreviation_after(text, mention.end)
            gap = Mention(mention.name, mention.start, short.end if short else mention.end)
            wrong = [
                o.name
                for o in table.institutions
                if o is not institution
                and _apart(table, placed, o.seen, o.blocks)
                and not any(table.may_be_one(a, b) for a in o.names for b in (*institution.names, mention.name))
            ]
            wrong = [w for w in wrong if _fits_article(w, mention.name, placed.sentence.language)]
            made = question(
                Kind.INSTITUTION,
                "institution",
                placed,
                Choice(without_country(mention.name, table.view)),
                [Choice(w) for w in _each_once(table, _alike_first(picked(wrong, text), mention.name))],
                asked=_asked(placed, gap, "Which institution {}?", "¿Qué institución {}?"),
                excerpt=_gapped(text, gap),
                key=f"{mention.start}",
            )
            if made:
                yield made


def short_questions(table: FactTable) -> Iterator[Question]:
    """What an abbreviation stands for."""
    for short, (name, placed) in table.abbreviations.items():
        letters = fold(short)
        wrong = [
            n
            for s, (n, p) in table.abbreviations.items()
            if s != short
            and p.sentence.language == placed.sentence.language
            and not table.may_be_one(n, name)
            and not _could_spell(n, letters)
        ]
        made = question(
            Kind.SHORT,
            "short",
            placed,
            Choice(name),
            [Choice(w) for w in picked(wrong, short)],
            values=(("short", short),),
            key=short,
        )
        if made:
            yield made


def _could_spell(name: str, letters: str) -> bool:
    """Whether the initials of a name begin as an abbreviation does in full: then it may stand for it as well."""
    return "".join(w[0] for w in re.findall(r"[A-ZÁÉÍÓÚÑ]\w+", name)).casefold() == letters


def _apart(table: FactTable, placed: Placed, seen: Iterable[object], blocks: frozenset[tuple[str, int]]) -> bool:
    """Whether what a wrong choice stands for is never spoken of where the sentence, or one much like it, is."""
    if placed.block in blocks:
        return False
    others = [n.placed for n in seen if hasattr(n, "placed")]
    return all(table.alike(placed, other) < _MUCH_ALIKE for other in others)


def _each_once(table: FactTable, names: list[str]) -> list[str]:
    """Names of which no two may be of one institution."""
    kept: list[str] = []
    for name in names:
        if not any(table.may_be_one(name, k) for k in kept):
            kept.append(name)
    return kept


def _alike_first(names: list[str], name: str) -> list[str]:
    """Names of the same kind first: a ministry among ministries."""
    own = set(fold(name).split())
    return sorted(names, key=lambda n: -len(own & set(fold(n).split()[:2])))


def _named_twice(text: str, institution: Institution, mention: Mention) -> bool:
    rest = fold(text[: mention.start] + " " + text[mention.end :])
    names = [fold(n) for n in institution.names]
    short = fold(institution.short)
    outside = re.sub(r"\([^()]*\)", " ", rest)
    return any(n in rest for n in names) or bool(short and re.search(rf"\b{re.escape(short)}\b", outside))


def _fits_article(name: str, right: str, language: str) -> bool:
    if language != "es":
        return True
    return bool(_FEMININE.match(name)) == bool(_FEMININE.match(right))


def _gapped(text: str, mention: Mention) -> str:
    return opened(text[: mention.start] + GAP + text[mention.end :])


def _asked(placed: Placed, mention: Mention, english: str, spanish: str) -> str:
    """The sentence turned into a question where what is asked for is its subject; empty where it is not."""
    text = placed.text
    before = opened(text[: mention.start] + "x")[:-1].strip()
    if before not in ("", "The", "El", "La"):
        return ""
    match = _AFTER_SUBJECT.match(text[mention.end :])
    if not match or _NO_VERB.match(match["rest"]):
        return ""
    is_spanish = placed.sentence.language == "es"
    if not (_VERB_ES if is_spanish else _VERB_EN).match(match["rest"]):
        return ""
    rest = re.sub(r"^(?:also|además|también) ", "", match["rest"])
    # "¿Qué institución es activado ...?": the word would have to agree with another noun.
    if is_spanish and re.match(r"(?:es|fue|está|ha sido) \w+(?:ado|ido|to)\b", rest):
        return ""
    return (spanish if is_spanish else english).format(rest)
