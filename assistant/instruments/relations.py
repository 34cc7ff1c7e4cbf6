"""What a sentence says that one instrument does to another: repeals, amends, regulates, or was so treated by it.

The rules are of the language of norms, Spanish and English: enacting verbs ("derógase", "modifícase el artículo"),
passive notes ("artículo modificado por"), and titles ("que reglamenta"). What is only foreseen, doubted or made to wait
for something is marked as such, since a repeal that waits is none yet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from assistant.instruments.entries import RelationKind
from assistant.instruments.naming import Instrument, Mention, mentions_in, read
from ingest.months import MONTH, MONTHS

_ACTIVE: tuple[tuple[RelationKind, re.Pattern[str]], ...] = (
    (
        RelationKind.REPEALS,
        re.compile(
            r"\b(?:(?:se |que )?derog(?:uese|uense|ase|anse|a|an|ar|o|aron)|dej(?:a|an|ar|ase|anse|ese|o) sin efecto|"
            r"abrog(?:ase|a|an)|repeal(?:s|ing|ed)?|revok(?:es|ing)|"
            r"quedan? (?:\w+mente )?(?:derogad[oa]s?|abrogad[oa]s?|sin (?:efecto|vigor)))\b(?!\s+(?:por|by)\b)"
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
            rf"\b(?:modificad[oa]s?|reformad[oa]s?|incorporad[oa]s?|sustituid[oa]s?|adicionad[oa]s?|amended|substituted)\b{_BY}"
        ),
    ),
    (RelationKind.REPLACED_BY, re.compile(rf"\b(?:reemplazad[oa]s?|replaced|superseded)\b{_BY}")),
    (RelationKind.REGULATED_BY, re.compile(rf"\b(?:reglamentad[oa]s?|regulated)\b{_BY}")),
)
_DONE = (
    r"(?:is|are|was|were|stands?|has been|have been|shall be|will be|quedan?|quedaran?|fue|fueron|ha sido|han sido)"
    r"\s+(?:hereby |also |further |\w+ly |\w+mente |tambien )?"
)
_BY_ANOTHER = (
    r"(?!\s+(?:by|por)\s+(?:(?:the|el|la|los|las|an?|una?)\s+)?(?:\w+ )?"
    r"(?:section|article|articulo|law|act|decree|order|resolution|ley|decreto|resolucion|disposicion)\b(?! words))"
)
"""That the one who acts is named is no enacting passive: the document does not do it itself."""
_DONE_TO: tuple[tuple[RelationKind, re.Pattern[str]], ...] = (
    (
        RelationKind.REPEALS,
        re.compile(
            rf"\b(?:{_DONE}(?:repealed|revoked|abrogated|rescinded|derogad[oa]s?|abrogad[oa]s?|sin (?:efecto|vigor))|"
            r"(?:shall )?ceases? to (?:have effect|be in force))\b(?!\s+(?:by|por)\b)"
        ),
    ),
    (
        RelationKind.AMENDS,
        re.compile(
            rf"\b(?:{_DONE}(?:amended|substituted|replaced|deleted|modificad[oa]s?|reformad[oa]s?|sustituid[oa]s?)"
            rf"\b{_BY_ANOTHER}|"
            r"(?:sustituy|reemplac|agregu|agreg|suprim|intercal|elimin|adicion)(?:a|e)(?:n)?se\b|"
            r"(?:quedan?|quedaran?) (?:asi|redactad[oa]s?)\b|(?:se )?(?:lee|leen|leera|leeran) asi\b|"
            r"(?:shall (?:now |henceforth )?|is to |are to )read\b|"
            r"tendran? (?:el |la )?siguiente (?:texto|redaccion|tenor)\b)"
        ),
    ),
)
"""What is said to be done to the instrument before it, by the document that says so: "Law 3 of 2001 is repealed"."""
_NEW_TEXT = re.compile(
    r"\b(?:to|shall|now|henceforth) read\b|\bas follows\b|\bthe following\b|\b(?:el|la|los|las) siguientes?\b|"
    r"\bquedan? asi\b|\bquedaran? asi\b|\bredactad[oa]s?\b|\b(?:lee|leera) asi\b|"
    r"\bsiguiente (?:texto|redaccion|tenor)\b"
)
_HEAD_ONLY = re.compile(
    r"^\W*(?:(?:(?:the|in|en|el|la|los|las|del?|of|to|y|and|hereby|asimismo|dicho)\b|"
    r"(?:article|section|subsection|clause|paragraph|part|chapter|schedule|title|annex|articulo|apartado|inciso|"
    r"literal|numeral|parrafo|capitulo|titulo|anexo|disposicion)(?:s|es)?\b|"
    r"(?:primer|segund|tercer|transitori|derogatori|unic|final)\w*\b|\d+(?:-[a-z])?\b|\b[a-z]\)|[ivx]+\b)"
    r"[\s,.:()\"'º°]*)*$"
)
_INDIRECT = re.compile(
    r"\b(?:under|pursuant|accordance|according|issued|granted|concluded|conforme|segun|de acuerdo|con arreglo|"
    r"en virtud|al amparo|reglamentos?|regulations?|dictad[oa]s?|adopted|made|ejecucion|otorgad[oa]s?|expedid[oa]s?|"
    r"concedid[oa]s?|emitid[oa]s?)\b"
)
"""Between a verb and an instrument: the verb is done to what the instrument provides for, such as a permit."""
_PART_AFTER = re.compile(r"^,? (?:article|section|el articulo)\b")
_LISTED = re.compile(r"\b(?:articulos?|articles?|sections?)\s+((?:\d+(?:-[a-z])?\b(?:\s*,\s*|\s+(?:y|e|and)\s+)?)+)")
_FINER = re.compile(
    r"\b(?:numeral|literal|inciso|parrafo|apartado|paragrafo|parte|frase|subsection|paragraph|clause|item|words?)"
    r"(?:s|es)?\b"
)
"""A part of an article: its new text does not replace the article."""
_OF_TAIL = re.compile(
    r"^ by (?:the )?(?:deletion|deleting|insertion|inserting|addition|adding|omission|omitting|repeal)\b"
)
_LIST_OF = re.compile(
    r"\b(?:(?:is|are) (?:hereby )?(?P<en>repealed|revoked|amended)|(?:derog|abrog)(?:a|u?e)(?:n)?se\b[^.:;]{0,90}|"
    r"quedan? (?:\w+mente )?(?:derogad|abrogad|sin efecto)[^.:;]{0,90}|deja(?:n|nse|se) sin efecto[^.:;]{0,90})\s*:"
)
"""What a list after a colon is done to: "the following are repealed: (a) Law 5; (b) Decree 7"."""
_ITEM = re.compile(r"^[\s;,.]*(?:(?:y|e|and)\s+)?\(?(?:[a-z]{1,3}|\d{1,2})?[).°º-]{0,2}\s*")
_APPROVED_BY = re.compile(r"\b(?:aprobad[oa]s? (?:por|mediante)|approved by)(?: el| la| the)?\s*$")
_IF = re.compile(r"\b(?:if|unless|whether|in case|in the event|si|en caso|siempre que|de que|a menos que)\b[^.;]*$")
_EFFECTIVE = re.compile(
    rf"\b(?:with effect (?:from|on)|with effect as from|effective (?:from|on|as of)?|as from|as of|from|on|"
    rf"a partir del?|desde el|con efectos? (?:desde el|a partir del?|de)|el)\s+(?:dia )?"
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|o|º)?\s+(?:of |de )?(?P<month>{MONTH})|"
    rf"(?P<month2>{MONTH})\s+(?P<day2>\d{{1,2}}),?)"
    r"\s+(?:of |de |del )?(?P<year>(?:19|20)\d\d)"
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
        articles: the numbers of all articles that are meant, in their normal form; none where it is the whole.
        rewords: whether it gives the new text.
        effective: ISO, the day from which it works, where the sentence prints it.
    """

    kind: RelationKind
    subject: Instrument | None
    other: Instrument
    part: str | None
    hedged: bool
    date: str | None
    articles: tuple[str, ...] = ()
    rewords: bool = False
    effective: str | None = None


def relations_in(sentence: str, context: str = "") -> tuple[Stated, ...]:
    """The relations that a sentence states; ``context`` is what must be read before it, as the lead-in of a list."""
    text = f"{context} {sentence}" if context else sentence
    mentions = mentions_in(text)
    if not mentions:
        return ()
    folded = read(text)
    found = [
        *_passive(folded, mentions),
        *_active(folded, mentions),
        *_done_to(folded, mentions),
        *_listed(folded, mentions),
    ]
    return tuple(dict.fromkeys(found))


def _passive(folded: str, mentions: tuple[Mention, ...]) -> list[Stated]:
    found = []
    for kind, pattern in _PASSIVE:
        for match in pattern.finditer(folded):
            others = _run(folded, mentions, match.end())
            if not others or _NOT.search(folded[: match.start()]):
                continue
            if any(match.start() < m.start < match.end() for m in mentions):
                continue  # "repealed Law 3, which was amended by": that is said of another
            start = _clause_start(folded, match.start())
            before = folded[start : match.start()]
            relative = _RELATIVE.search(before)
            subject = (_nearest if relative else _first)(mentions, start, match.start())
            part = None if relative and subject else _part_before(before, subject is None)
            if _is_supposed(folded, start, match.start()):
                continue
            hedged = bool(_HEDGED.search(folded[start : match.end()]) or _waits(folded[match.end() :]))
            hedged = hedged or any(_is_of_bill(o.instrument) for o in others)
            found += [
                Stated(
                    kind,
                    subject,
                    o.instrument,
                    part,
                    hedged,
                    _published(folded, o.end) or o.date,
                    _articles(before),
                    bool(_NEW_TEXT.search(folded[match.end() :])),
                    effective_day(folded[o.end :]),
                )
                for o in others
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
            if _is_supposed(folded, start, match.start()):
                continue
            if _INDIRECT.search(between):
                others = [m for m in mentions if m.start > match.end() and _APPROVED_BY.search(folded[: m.start])][:1]
            hedged = bool(_HEDGED.search(folded[start : match.end()])) or _is_of_bill(subject)
            for other in others:
                if subject is None or subject != other.instrument:
                    found.append(
                        Stated(
                            kind,
                            subject,
                            other.instrument,
                            part,
                            hedged,
                            other.date,
                            _articles(between),
                            bool(_NEW_TEXT.search(folded[match.start() :]) and not _FINER.search(between)),
                            effective_day(folded[match.end() :]),
                        )
                    )
    return found


def _done_to(folded: str, mentions: tuple[Mention, ...]) -> list[Stated]:
    """What the document itself does to the instruments that stand before the verb."""
    found = []
    for kind, pattern in _DONE_TO:
        for match in pattern.finditer(folded):
            start = _clause_start(folded, match.start())
            run = _run_before(folded, mentions, start, match.start())
            if not run or _NOT.search(folded[: match.start()]) or _is_supposed(folded, start, match.start()):
                continue
            head = f"{folded[start : run[0].start]} "
            gap = folded[run[-1].end : match.start()]
            if not _HEAD_ONLY.match(head) and not (_RELATIVE.search(gap) and kind is RelationKind.REPEALS):
                continue
            tail = folded[match.end() :] if _OF_TAIL.match(folded[match.end() :]) else ""
            named = head if _PART.search(head) else gap if _PART_AFTER.match(gap) else tail
            new_text = bool(_NEW_TEXT.search(folded[match.start() :]))
            rewords = new_text and not _FINER.search(named)
            hedged = not new_text and bool(_HEDGED.search(folded[start : match.end()]))
            found += [
                Stated(
                    kind,
                    None,
                    mention.instrument,
                    _part_of(named),
                    hedged,
                    mention.date,
                    _articles(named),
                    rewords,
                    effective_day(folded[match.end() :]),
                )
                for mention in run
            ]
    return found


def _listed(folded: str, mentions: tuple[Mention, ...]) -> list[Stated]:
    """What the document does to each item of a list that its verb opens."""
    found = []
    for match in _LIST_OF.finditer(folded):
        start = _clause_start(folded, match.start())
        if _NOT.search(folded[: match.start()]) or _is_supposed(folded, start, match.start()):
            continue
        kind = RelationKind.AMENDS if match["en"] == "amended" else RelationKind.REPEALS
        hedged, at = bool(_HEDGED.search(folded[start : match.end()])), match.end()
        for mention in (m for m in mentions if m.start >= match.end()):
            head = f"{_ITEM.sub('', folded[at : mention.start])} "
            if not _HEAD_ONLY.match(head) and at == match.end():
                break
            if _HEAD_ONLY.match(head):
                part, articles = _part_of(head), _articles(head)
                found.append(Stated(kind, None, mention.instrument, part, hedged, mention.date, articles))
            at = folded.find(";", mention.end) if ";" in folded[mention.end :] else mention.end
    return found


def _run_before(folded: str, mentions: tuple[Mention, ...], start: int, end: int) -> list[Mention]:
    """The last instrument before a verb of its clause, with those that a comma or an "and" joins to it."""
    before = [m for m in mentions if start <= m.start and m.end <= end]
    if not before or end - before[-1].end > _FAR:
        return []
    run = [before[-1]]
    for mention in reversed(before[:-1]):
        if not _WHOLE_LIST.match(folded[mention.end : run[0].start]):
            break
        run.insert(0, mention)
    return run


def _is_supposed(folded: str, start: int, at: int) -> bool:
    """Whether a clause is a condition or a question, which states nothing."""
    return bool(_IF.search(folded[start:at])) or "?" in folded[at:]


def _is_of_bill(subject: Instrument | None) -> bool:
    return subject is not None and subject.kind == "bill"


def effective_day(folded: str) -> str | None:
    """The day, in ISO, from which something works by a folded text that says so; None where it prints none."""
    found = _EFFECTIVE.search(folded[:160])
    if not found:
        return None
    month = MONTHS[found["month"] or found["month2"]]
    try:
        return date(int(found["year"]), month, int(found["day"] or found["day2"])).isoformat()
    except ValueError:
        return None


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


def _articles(text: str) -> tuple[str, ...]:
    """The numbers of the articles that a text lists: "articulos 4, 7 y 9" has three."""
    found = _LISTED.search(text)
    return tuple(re.findall(r"\d+(?:-[a-z])?", found[1])) if found else ()


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
