"""What a sentence says that one instrument does to another: repeals, amends, regulates, or was so treated by it.

The rules are of the language of norms, Spanish and English: enacting verbs ("derógase", "modifícase el artículo"),
passive notes ("artículo modificado por"), and titles ("que reglamenta"). What is only foreseen, doubted or made to wait
for something is marked as such, since a repeal that waits is none yet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from assistant.instruments.naming import Instrument, Mention, mentions_in, read
from assistant.instruments.register import RelationKind
from ingest.months import MONTHS

_ACTIVE: tuple[tuple[RelationKind, re.Pattern[str]], ...] = (
    (
        RelationKind.REPEALS,
        re.compile(
            r"\b(?:(?:se |que )?derog(?:uese|uense|ase|anse|a|an|ar|o|aron)|dej(?:a|an|ar|ase|anse|ese|o) sin efecto|"
            r"abrog(?:ase|a|an)|repeal(?:s|ing|ed)?|revok(?:es|ing))\b(?!\s+(?:por|by)\b)"
        ),
    ),
    (
        RelationKind.AMENDS,
        re.compile(
            r"\b(?:(?:se )?modifi(?:quese|quense|case|canse|ca|can|car|co|caron)|(?:se )?reform(?:ase|anse|a|an)|"
            r"(?:se )?adicion(?:ase|anse|a|an|ar)|(?:se )?incorpor(?:ase|anse|a|an|ar)|"
            r"sustituy(?:ese|ense|e|en)|amend(?:s|ing|ed)?)\b(?!\s+(?:por|by)\b)"
        ),
    ),
    (
        RelationKind.REGULATES,
        re.compile(
            r"\b(?:(?:que |se )?reglament(?:a|an|ase|ar|o)|reglamento de(?:l| la| los)?(?= (?:ley|decreto))|"
            r"regulat(?:es|ing)|implement(?:s|ing))\b"
        ),
    ),
)
_BY = r"[^.;()]{0,80}?\b(?:por|mediante|by|through)\b"
_PASSIVE: tuple[tuple[RelationKind, re.Pattern[str]], ...] = (
    (
        RelationKind.REPEALED_BY,
        re.compile(rf"\b(?:derogad[oa]s?|dejad[oa]s? sin efecto|abrogad[oa]s?|repealed|revoked)\b{_BY}"),
    ),
    (
        RelationKind.AMENDED_BY,
        re.compile(
            rf"\b(?:modificad[oa]s?|reformad[oa]s?|incorporad[oa]s?|sustituid[oa]s?|adicionad[oa]s?|amended)\b{_BY}"
        ),
    ),
    (RelationKind.REPLACED_BY, re.compile(rf"\b(?:reemplazad[oa]s?|replaced|superseded)\b{_BY}")),
    (RelationKind.REGULATED_BY, re.compile(rf"\b(?:reglamentad[oa]s?|regulated)\b{_BY}")),
)
_PART = re.compile(
    r"\b(?:articulos?|articles?|sections?|literal(?:es)?|numeral(?:es)?|incisos?|parrafos?|paragraphs?|disposicion(?:es)?|"
    r"capitulos?|subcapitulos?|titulos?|anexos?|annex)\b(?:\s+(?P<number>\d+(?:-[a-z])?)\b)?"
)
_SUBJECT_PART = re.compile(
    r"^\W*(?:el |la |los |las |the )?(?:articulos?|articles?|sections?|literal(?:es)?|numeral(?:es)?|incisos?|"
    r"parrafos?|"
    r"disposicion|capitulo|subcapitulo|titulo|texto|rubro|extremo)\b"
)
_NOT = re.compile(r"\b(?:no|not|never|nunca|neither)\s+(?:\w+\s){0,2}$")
_HEDGED = re.compile(
    r"\b(?:estarian?|quedarian?|serian?|podrian?|deberian?|would|could|might|should|proyecto|bill|propone|propuso|"
    r"proposes?|tacitamente|tacitly|hasta que|hasta la|hasta tanto|until|una vez que|once|cuando entre|when the|"
    r"se implemente|quedaran?|seran?|will be|shall be|opongan|oponga)\b"
)
_WHOLE_LIST = re.compile(r"^(?:\s|,|y|e|and|el|la|los|las|the|asi como|como|n|del?|of|lo|mismo)*$")
_BREAK = re.compile(r"[;:]|\.\s|\bque (?:fue|fuera|ha sido|crea|aprueba|establece)\b")
_PUBLISHED = re.compile(
    r"\bpublicad[oa]s? (?:en [^,;]{0,60}?)?el (?P<day>\d{1,2})[- ](?:de )?(?P<month>[a-z]+|\d{1,2})[- ](?:de |del )?"
    r"(?P<year>\d{2,4})"
)
_RELATIVE = re.compile(r"\b(?:que|which|that|la cual|el cual) (?:\w+ ){0,2}$|,\s*$")
_FAR = 220


@dataclass(frozen=True, slots=True)
class Stated:
    """What a sentence states: that ``subject`` (None: the document's own instrument) has a relation to ``other``.

    Attributes:
        kind: of the relation, seen from the subject.
        subject, other: the two instruments.
        part: the number of the article where only that is meant, or the word for the part.
        hedged: whether it is only foreseen, doubted or waits for something.
        date: ISO, when ``other`` was published or dated, where the sentence prints it.
    """

    kind: RelationKind
    subject: Instrument | None
    other: Instrument
    part: str | None
    hedged: bool
    date: str | None


def relations_in(sentence: str, context: str = "") -> tuple[Stated, ...]:
    """The relations that a sentence states; ``context`` is what must be read before it, as the lead-in of a list."""
    text = f"{context} {sentence}" if context else sentence
    mentions = mentions_in(text)
    if not mentions:
        return ()
    folded = read(text)
    found = [*_passive(folded, mentions), *_active(folded, mentions)]
    return tuple(dict.fromkeys(found))


def _passive(folded: str, mentions: tuple[Mention, ...]) -> list[Stated]:
    found = []
    for kind, pattern in _PASSIVE:
        for match in pattern.finditer(folded):
            others = _run(folded, mentions, match.end())
            if not others or _NOT.search(folded[: match.start()]):
                continue
            start = _clause_start(folded, match.start())
            before = folded[start : match.start()]
            relative = _RELATIVE.search(before)
            subject = (_nearest if relative else _first)(mentions, start, match.start())
            part = None if relative and subject else _part_before(before, subject is None)
            hedged = bool(_HEDGED.search(folded[start : match.end()]) or _waits(folded[match.end() :]))
            found += [
                Stated(kind, subject, o.instrument, part, hedged, _published(folded, o.end) or o.date) for o in others
            ]
    return found


def _active(folded: str, mentions: tuple[Mention, ...]) -> list[Stated]:
    found = []
    for kind, pattern in _ACTIVE:
        for match in pattern.finditer(folded):
            if _NOT.search(folded[: match.start()]):
                continue
            others = _run(folded, mentions, match.end())
            if not others:
                continue
            start = _clause_start(folded, match.start())
            subject = _nearest(mentions, start, match.start())
            between = folded[match.end() : others[0].start]
            part = _part_of(between)
            hedged = bool(_HEDGED.search(folded[start : match.end()]))
            for other in others:
                if subject is None or subject != other.instrument:
                    found.append(Stated(kind, subject, other.instrument, part, hedged, other.date))
    return found


def _run(folded: str, mentions: tuple[Mention, ...], at: int) -> list[Mention]:
    """The first instrument after a place, with those that a comma or an "and" joins to it."""
    after = [m for m in mentions if m.start >= at]
    if not after or after[0].start - at > _FAR or _BREAK.search(folded[at : after[0].start]):
        return []
    between = folded[at : after[0].start]
    if any(p.search(between) for _, p in (*_ACTIVE, *_PASSIVE)):
        return []
    run = [after[0]]
    for mention in after[1:]:
        if not _WHOLE_LIST.match(folded[run[-1].end : mention.start]):
            break
        run.append(mention)
    return run


def _clause_start(folded: str, at: int) -> int:
    stops = [m.end() for m in re.finditer(r"[.;]\s|\(\*+\)", folded[:at])]
    return stops[-1] if stops else 0


def _first(mentions: tuple[Mention, ...], start: int, end: int) -> Instrument | None:
    return next((m.instrument for m in mentions if start <= m.start and m.end <= end), None)


def _nearest(mentions: tuple[Mention, ...], start: int, end: int) -> Instrument | None:
    within = [m for m in mentions if start <= m.start and m.end <= end]
    return within[-1].instrument if within else None


def _part_before(before: str, of_document: bool) -> str | None:
    """Which part of its subject a passive note speaks of: "Artículo modificado por", "Literal derogado por"."""
    found = _SUBJECT_PART.search(before) if of_document else _PART.search(before)
    if not found:
        return None
    return _part_of(before) or "texto"


def _part_of(text: str) -> str | None:
    """The number of the article that a text names, else the word for the part; None where it names none."""
    named = list(_PART.finditer(text))
    articles = [m["number"] for m in named if m["number"] and m[0].startswith(("articul", "articl", "section"))]
    return articles[-1] if articles else named[0][0] if named else None


def _waits(after: str) -> bool:
    return bool(
        re.search(r"\b(?:hasta que|hasta tanto|until|una vez que|mantiene su vigencia|mantendra)\b", after[:400])
    )


def _published(folded: str, at: int) -> str | None:
    found = _PUBLISHED.search(folded[at : at + 120])
    if not found:
        return None
    month = int(found["month"]) if found["month"].isdigit() else MONTHS.get(found["month"], 0)
    year = int(found["year"])
    year += 0 if year > 99 else 1900 if year > 40 else 2000
    try:
        return date(year, month, int(found["day"])).isoformat()
    except ValueError:
        return None
