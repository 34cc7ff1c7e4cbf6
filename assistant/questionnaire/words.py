"""The words by which questionnaires in English and Spanish are read: headers, question forms, levels, blanks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from assistant.indicators.levels import Level
from assistant.questionnaire.model import Field
from ingest.terms import fold


class Role(StrEnum):
    """What a column holds, or what a label asks for."""

    NUMBER = "number"
    QUESTION = "question"
    LEVEL = "level"
    ANSWER = "answer"
    SOURCES = "sources"
    COMMENTS = "comments"
    OTHER = "other"


FIELDS = {
    Role.LEVEL: Field.LEVEL,
    Role.ANSWER: Field.ANSWER,
    Role.SOURCES: Field.SOURCES,
    Role.COMMENTS: Field.COMMENTS,
}
_LONGEST_HEADER = 90
_SHORT = 3
# Tried in this order where two begin at the same place; otherwise the word that comes first decides.
_ROLES: tuple[tuple[Role, str], ...] = (
    (
        Role.NUMBER,
        r"(?:question|indicator|item) (?:number|no|code|id|ref)\b|"
        r"(?:numero|codigo|n\.?\s?[o°º]|num|id) (?:de|del) (?:la )?(?:pregunta|indicador|item)\b|"
        r"(?:no|n\.?\s?[o°º]|nr|num|numero|number|#|id|code|codigo|cod|ref|item no)(?=$|[\s.:/)])",
    ),
    (
        Role.LEVEL,
        r"yes ?/ ?no|si ?/ ?no|y ?/ ?n\b|s ?/ ?n\b|exist(?:e|s)\b|cumple\b|"
        r"(?:answer|response|respuesta) (?:level|code|option|choice)\b",
    ),
    (
        Role.SOURCES,
        r"sources?|fuentes?|references?|referencias?|evidences?|evidencias?|legal basis|base legal|fundamento|"
        r"means of verification|medios? de verificacion|supporting documents?|"
        r"documentos? de (?:apoyo|respaldo|soporte)|"
        r"links?|enlaces?|citations?|citas?|document(?:o|os|s)?\b|bibliograf\w+",
    ),
    (Role.COMMENTS, r"comments?|comentarios?|remarks?|observacion(?:es)?|notes?|notas?|aclaracion(?:es)?"),
    (
        Role.LEVEL,
        r"levels?|nivel(?:es)?|ratings?|calificacion|scores?|puntaje|puntuacion|degree|grado|status|estado|"
        r"in place|cumplimiento|compliance|category|categoria|classification|clasificacion|implementation|"
        r"implementacion|valoracion|evaluacion|assessment",
    ),
    (
        Role.ANSWER,
        r"answers?|responses?|respuestas?|repl(?:y|ies)|contestacion|narrative|narrativa|explanations?|explicacion|"
        r"redaccion|explain|describe|elaborate|explique|describa|situation|situacion|justification|justificacion|details?|detalles?|descriptions?|descripcion|findings?|hallazgos?|texto?\b",
    ),
    (
        Role.QUESTION,
        r"questions?|preguntas?|indicators?|indicador(?:es)?|items?|consultas?|reactivos?|enunciados?|criteri\w+|topics?",
    ),
    (
        Role.OTHER,
        r"domains?|dominios?|dimension(?:es)?|areas?|sub-?(?:domains?|dominios?|areas?|temas?)|sections?|seccion(?:es)?|"
        r"themes?|temas?|responsible|responsables?|institution|institucion|dates?|fechas?|deadline|plazo|weight|peso|"
        r"validated|validado|reviewer|revisor",
    ),
)
_ROLE = [(role, re.compile(rf"(?<!\w)(?:{pattern})")) for role, pattern in _ROLES]

NUMBER = re.compile(
    r"^\s*(?:(?:question|pregunta|indicator|indicador|item|q|p)\s*\.?\s*(?=\d))?"
    r"(\d+(?:[.\-]\d+)*[a-z]?|[A-Z]{1,6}[-_.]?\d+(?:[.\-_]\d+)*[a-z]?|[a-zA-Z](?=[.)]))"
    r"\s*(?:[.)\]:–—-]+\s*|\s+)(?=\S)",
    re.IGNORECASE,
)
_OPENINGS = re.compile(
    r"^(?:is|are|does|do|did|has|have|had|can|may|must|was|were|will|which|what|who|whom|when|where|how|why|"
    r"to what|in what|by what|since when|after how|with whom|please|describe|indicate|explain|list|specify|"
    r"state whether|existence of|existen?|existe|hay|es|son|esta|estan|tiene|tienen|"
    r"puede|pueden|cuenta|cuentan|se|que|cual|cuales|"
    r"quien|quienes|cuando|donde|como|cuantos?|cuantas?|en que|a que|desde cuando|con que|con quien|por que|"
    r"describa|indique|explique|enumere|especifique|senale|mencione|existencia de)\b"
)
_TOTALS = re.compile(
    r"^(?:sub)?total(?:es)?\b|^(?:average|mean|promedio|media|sum|suma|overall|global|score|puntaje|count|recuento)\b"
)
# Dots, dashes and underscores to be written on, or the prompt of a list or control that nothing was chosen in.
_BLANK = re.compile(r"[\s_.…\-–—·\u00a0\u2002]*")
_PROMPT = re.compile(
    r"^[\s\-–—\[(<«…]*(?:please )?(?:select|choose|pick|click|tap|type|enter|write|insert|seleccion[ea]r?|elij[ae]|"
    r"elegir|escoj[ae]|escog[ae]r?|haga clic|pulse|escrib[ae]|ingrese|introduzca|insert[ae])\b"
)
_LEVELS: tuple[tuple[Level, str], ...] = (
    (
        Level.NOT_FOUND,
        r"not found|no (?:se )?(?:ha )?encontr\w+|unknown|desconocid\w+|do(?:n't| not) know|no sabe|ns ?/ ?nr|"
        r"no (?:information|data|evidence|answer)|sin (?:informacion|datos|evidencia|respuesta)|"
        r"not (?:available|known|stated)|no (?:disponible|consta|hay informacion|hay datos)|"
        r"(?:to be|por) (?:determin|defin|confirm)\w+|tbd|pendiente|pending",
    ),
    (
        Level.PARTIAL,
        r"partial\w*|partly|parcial\w*|in part|en parte|not (?:fully|completely|entirely)|"
        r"no (?:del todo|completa\w*|totalmente|plenamente)|incomplet\w+|somewhat|algo|in progress|"
        r"en (?:curso|proceso|desarrollo)|under (?:way|development)|underway|limited|"
        r"limitad\w+|only|solo|solamente|unicamente|to some extent|"
        r"en cierta medida|some|intermedi\w+|medium|medi[oa]",
    ),
    (
        Level.ABSENT,
        r"no|not|none|ningun\w*|absent|ausen\w+|inexistent\w*|missing|nonexistent|non-existent|nil|never|nunca|false|falso|"
        r"low|baj[oa]",
    ),
    (
        Level.COMPLETE,
        r"yes|si|complet\w+|full\w*|total\w*|plen\w+|entirely|in place|in force|vigente|implement\w+|exist\w*|true|"
        r"verdadero|established|establecid\w+|present\w*|high|alt[oa]|cumple|achieved|met",
    ),
)
_LEVEL = [(level, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")) for level, pattern in _LEVELS]
_NOT_APPLICABLE = re.compile(r"^(?:n ?[/.] ?a\.?|not applicable|no (?:aplica\w*|procede|corresponde))$")
_EMPTY_BOXES = "☐□▢❑❏⬜"
BOX = re.compile(rf"[{_EMPTY_BOXES}☒☑✅✔]|\[[ xX]?\]|\( \)|\([xX]\)")
_STEP = re.compile(r"^\(?(\d+(?:[.,]\d+)?)\)?(?:\s*[.:=)–—-]+\s*|\s+|$)")


def role(text: str) -> Role | None:
    """What a header or label names; None where it is neither."""
    folded = fold(" ".join(text.split()))
    if not folded or len(folded) > _LONGEST_HEADER or (asks_plainly(text) and len(folded.split()) > _SHORT):
        return None
    folded = folded.strip("¿? ")
    found = [(m.start(), order, r) for order, (r, pattern) in enumerate(_ROLE) if (m := pattern.search(folded))]
    return min(found)[2] if found else None


def is_label(text: str) -> bool:
    """Whether a text only names what is to be written beside or below it, such as "Answer:"."""
    return role(text) in FIELDS and len(text.split()) <= 6 and not looks_like_a_question(text)


def split_number(text: str) -> tuple[str, str]:
    """The number or id that a question begins with, or an empty text, and the question without it."""
    text = " ".join(text.split())
    found = NUMBER.match(text)
    if not found or len(text) - found.end() < 3:
        return "", text
    # "A national plan is in place": an article is no number.
    if found[1].isalpha() and not re.match(r"\s*[a-zA-Z][.)]", text):
        return "", text
    return found[1], text[found.end() :]


def looks_like_a_question(text: str) -> bool:
    """Whether a text asks: by its marks, or by how it opens."""
    _, bare = split_number(text)
    if "¿" in bare or bare.rstrip(' *)»"”:').endswith("?"):
        return True
    return len(bare.split()) >= 4 and bool(_OPENINGS.match(fold(bare)))


def asks_plainly(text: str) -> bool:
    """Whether a text carries a question mark."""
    return "¿" in text or text.rstrip(' *)»"”:').endswith("?") or bool(re.search(r"\?\s*\(", text))


def is_total(text: str) -> bool:
    """Whether a row sums up others."""
    return bool(_TOTALS.match(fold(text.strip())))


def is_blank(text: str, has_choices: bool = False) -> bool:
    """Whether nothing was written: no text, a line to write on, or the prompt of a list."""
    if _BLANK.fullmatch(text):
        return True
    return has_choices and bool(_PROMPT.match(fold(text)))


def level_of(value: str) -> Level | None:
    """The level that a value of a list or the opening of an answer means."""
    folded = fold(" ".join(value.split()))
    bare = _STEP.sub("", folded) or folded
    if _NOT_APPLICABLE.match(bare):
        return None
    opening = re.split(r"[:;.,(]", bare, maxsplit=1)[0]
    for part in (opening, bare) if len(bare.split()) <= 12 else (opening,):
        if len(part.split()) > 12:
            continue
        # "Yes, only for those with legal status" is a yes in part.
        if part is opening and re.match(r"(?:yes|si)\b", bare) and _LEVEL[1][1].search(bare[:60]):
            return Level.PARTIAL
        for level, pattern in _LEVEL:
            if pattern.search(part):
                return level
    return None


def choice_of(level: Level, choices: Sequence[str]) -> str | None:
    """The value of a list that means a level; None where none does."""
    meant = {choice: level_of(choice) for choice in choices}
    named = [choice for choice in choices if meant[choice] is level]
    if named:
        return min(named, key=len)
    if any(meant.values()):
        return None
    return _step(level, choices)


def are_levels(choices: Sequence[str]) -> bool:
    """Whether the values of a list say how far something is in place, in words or as a scale in figures."""
    return sum(level_of(c) is not None for c in choices) >= 2 or _step(Level.COMPLETE, choices) is not None


def level_among(value: str, choices: Sequence[str]) -> Level | None:
    """The level that a value of a list means, a step of a scale in figures included."""
    return level_of(value) or next((level for level in Level if value and _step(level, choices) == value), None)


def boxes(text: str) -> tuple[str, ...]:
    """The labels of the boxes that a text offers to tick, in order; empty where it has fewer than two."""
    found = list(BOX.finditer(text))
    if len(found) < 2:
        return ()
    edges = [0, *(m.end() for m in found)] if _has_labels_first(text) else [m.end() for m in found]
    ends = [m.start() for m in found] if _has_labels_first(text) else [*(m.start() for m in found[1:]), len(text)]
    return tuple(text[start:end].strip(" \n\t/|,;.·") for start, end in zip(edges, ends, strict=False))


def ticked(text: str) -> str:
    """The label of the box that is ticked; empty where none is."""
    labels = boxes(text)
    marks = [m[0] for m in BOX.finditer(text)]
    return next((label for label, mark in zip(labels, marks, strict=False) if not is_empty_box(mark)), "")


def tick(text: str, number: int) -> str:
    """The text with one of its boxes ticked, the others empty."""
    counted = iter(range(len(text)))
    return BOX.sub(lambda m: as_box(m[0], next(counted) == number), text)


def is_empty_box(mark: str) -> bool:
    """Whether a box is not ticked."""
    return mark in _EMPTY_BOXES or not mark.strip("[]() ")


def as_box(mark: str, is_ticked: bool) -> str:
    """The box of the same kind, ticked or empty."""
    if mark[0] in "[(":
        return f"{mark[0]}{'x' if is_ticked else ' '}{mark[-1]}" if is_ticked or not is_empty_box(mark) else mark
    if is_ticked:
        return "☒"
    return mark if is_empty_box(mark) else "☐"


def _has_labels_first(text: str) -> bool:
    """Whether labels stand before their boxes: "Yes ☐ No ☐"."""
    start = BOX.search(text)
    before = text[: start.start()].strip() if start else ""
    return bool(before) and not before.endswith(":")


def to_be_deleted(text: str) -> tuple[str, ...]:
    """The values of which a text asks to leave one: "Yes / No / Partially (delete as appropriate)"."""
    bare = re.sub(r"\([^)]*\)\s*$", "", text).strip()
    return offered(bare) if len(bare) <= _LONGEST_HEADER and "/" in bare and not BOX.search(bare) else ()


def offered(header: str) -> tuple[str, ...]:
    """The values that a header names in brackets: ``Level (Yes / Partially / No)``."""
    found = re.search(r"[(\[:]([^()\[\]:]+[/|,;][^()\[\]:]+)[)\]]?\s*$", header) or re.fullmatch(
        r"\s*([^/]+(?:/[^/]+)+)\s*", header
    )
    if not found:
        return ()
    values = tuple(v.strip() for v in re.split(r"\s+(?:or|o|u)\s+|[/|,;]", found[1]) if v.strip())
    return values if len(values) >= 2 and all(level_of(v) for v in values) else ()


def _step(level: Level, choices: Sequence[str]) -> str | None:
    """The step of a scale in figures: its least is absent, its most complete, what is between them partial."""
    steps = {}
    for choice in choices:
        found = _STEP.match(choice.strip())
        if not found:
            return None
        steps[float(found[1].replace(",", "."))] = choice
    if len(steps) not in (2, 3) or level is Level.NOT_FOUND:
        return None
    ordered = [steps[n] for n in sorted(steps)]
    if level is Level.PARTIAL:
        return ordered[1] if len(ordered) == 3 else None
    return ordered[0] if level is Level.ABSENT else ordered[-1]
