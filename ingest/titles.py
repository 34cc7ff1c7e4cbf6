"""What a document calls itself, from the lines that it opens with.

The largest heading is the title, unless it is only a masthead (``REPÚBLICA DEL PERÚ``, a gazette, a ministry), the bare
name of a kind (``MIGRATION GOVERNANCE PROFILE``, ``Boletín estadístico``) or a number (``Press release No. 11/2024``,
``LEY N.º 38 DE 2017``): then the lines around it say the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.block import Block
from ingest.cleaning import clean_heading
from ingest.document import BlockKind
from ingest.terms import fold

_OPENING = 10
_LONGEST = 16
_LONG_SUBJECT = 30
"""Words that a line on what a norm is about may have ("Que crea el Servicio Nacional de ...")."""
_SHORT = 7
_ENACTED = 40
"""Blocks among which a norm is named once more, behind the formula that enacts it."""
_STATE = (
    r"republic|kingdom|state|commonwealth|federation|principality|union|"
    r"republica|reino|estado(?: plurinacional)?|confederacion|principado|union"
)
_STATES = (
    r"(?:the )?(?:republic|kingdom|state|commonwealth|federation|united states|principality|government|parliament)"
    r"(?: of)?|"
    r"(?:la )?(?:republica|reino|estado plurinacional|estados unidos|gobierno|congreso|asamblea)(?: de(?:l| la| los)?)?"
)
_GAZETTES = (
    # What official gazettes call themselves: most by what they are; those of Guatemala, Haiti and Peru have names.
    r"(?:official |government )?gazette|official (?:journal|bulletin|register)|federal register|la gaceta|"
    r"gaceta oficial|(?:diario|registro|boletin|periodico) oficial|diario de centro ?america|le moniteur|el peruano"
)
_OFFICES = r"ministry of|ministerio de(?:l| la)?|presidencia de(?:l| la)?|office of the president"
_MASTHEAD = re.compile(
    rf"(?:{_STATES}) .{{2,60}}|.{{0,40}}\b(?:{_GAZETTES})\b.{{0,60}}|(?:{_OFFICES})\b.{{0,60}}|"
    r"poder (?:ejecutivo|legislativo)|organo ejecutivo"
)
_NATION = re.compile(
    rf"(?:the |la |el )?(?:(?:people s |democratic |federal |islamic |united |plurinational ){{0,2}}(?:{_STATE}) of|"
    rf"(?:{_STATE})(?: (?:popular|democratica|federal|bolivariana|oriental|cooperativa)){{0,2}} de(?:l)?)"
    r"(?: (?:the|la|las|los|el))? [^\W\d_]+(?: [^\W\d_]+){0,3}"
)
"""A line that is the full name of a state and nothing else."""
_BODY_WORDS = (
    r"ministr(?:y|ies)|ministerio|institute|instituto|agency|agencia|directorate|direccion|department|departamento|"
    r"organi[sz]ation|organizacion|organismo|defensoria|ombudsman|commission(?:er)?|comision(?:ado)?|observator(?:y|io)|"
    r"office|oficina|secretaria[ts]?|secretariado|service|servicio|superintendencia|council|consejo|committee|comite|"
    r"cent(?:re|er|ro)|universi(?:ty|dad)|bank|banco|fund|fondo|foundation|fundacion|programme|bureau|authority|"
    r"autoridad|police|policia|assembly|asamblea|congress|congreso|senate|senado|parliament|parlamento|presiden\w+"
)
_BODY = re.compile(
    r"(?:(?:the|el|la|national|nacional|regional|international|central|general|superior|federal|statistical) )*"
    rf"(?:[^\W\d_]+ ){{0,2}}(?:{_BODY_WORDS})\b"
)
_KINDS = frozenset(
    "profile report brief briefing summary factsheet bulletin newsletter release communique statement note survey "
    "yearbook review update indicators memorandum circular news perfil informe resumen ficha boletin hoja comunicado "
    "nota declaracion encuesta anuario memoria indicadores gacetilla reporte noticia noticias factsheets statistics "
    "estadisticas".split()
)
_SHEET = re.compile(r"(?:fact|data|information) sheets?")
_QUALIFIERS = frozenset(
    "migration migratory governance country national annual yearly quarterly monthly weekly half biannual biennial "
    "statistical press media information informative executive policy final interim progress situation general "
    "official public migrations immigration emigration international data fact sheet sheets local special joint key "
    "technical issue edition volume vol series full short first second third fourth quarter semester version "
    "migracion migraciones migratorio migratoria migratorios migratorias gobernanza pais nacional anual semestral "
    "trimestral mensual semanal bienal estadistico estadistica estadisticos informativo informativa prensa ejecutivo "
    "ejecutiva gestion datos politica politicas general oficial publico publica tecnico tecnica conjunto especial "
    "labores actividades situacion edicion volumen serie primer segundo tercer cuarto trimestre semestre internacional "
    "movilidad humana final parcial avance".split()
)
_JOINTS = frozenset(
    "of the and on for de del la las los el y e sobre para a o no n nro num numero number i ii iii iv".split()
)
_MONTHS = frozenset(
    "january february march april may june july august september october november december enero febrero marzo abril "
    "mayo junio julio agosto septiembre setiembre octubre noviembre diciembre".split()
)
_SERIAL = re.compile(
    r"\b(?:press|media|news|bulletin|newsletter|communique|statement|circular|fact ?sheets?|data sheets?|"
    r"(?:information |policy |technical )?(?:briefs?|briefing|notes?)|prensa|boletin|comunicado|nota|declaracion|"
    r"noticias?|gacetilla|hoja|ficha)\b"
)
"""Kinds that come out one after another: what follows is the headline of this one."""
_NORM_ALONE = re.compile(
    r"(?:executive |supreme |legislative )?(?:decree|act|law|bill|resolution|order|regulations?)|"
    r"(?:decreto(?: (?:ejecutivo|supremo|legislativo|ley))?|ley|resolucion|reglamento)"
)
_NORM = re.compile(
    r"(?:.* )?(?:act|decree|law|regulations|ordinance|code|order)(?:,? (?:19|20)\d\d| no\.? .+)?|"
    r"(?:executive |supreme |legislative )?(?:act|decree|law|bill|resolution)\b.*\d.*|"
    r"(?:decreto|ley|resolucion|reglamento|acuerdo|codigo|constitucion|texto unico|ordenanza)\b.*"
)
_NUMBERED = re.compile(r".*\b(?:no|num|nro|n)\b\.?\s?[°ºo]?\.?\s?\d+|.*\b\d{1,5} (?:of|de) (?:19|20)\d\d\b")
_OF_WHAT = re.compile(
    r"(?:de|del|sobre|que|por (?:la|el) (?:que|cual)|por medio de|mediante|relativ[oa]|general de|concerning|to|for|on|"
    r"an act (?:to|for|relating|respecting))\b (?!los? \d)"
)
_RECITALS = re.compile(
    r"(?:considerando|vistos?|whereas|decreta|resuelve|enacts|preamble|exposicion de motivos)\b.{0,40}"
)
_YEAR_ALONE = re.compile(r"(?:19|20)\d\d(?:\s?[-–—/]\s?(?:19|20)?\d\d)?")
_DATED = re.compile(r".*\b\d{1,2}\.?[°ºo]? (?:de |of )?(?!of\b|de\b)[a-z]{3,},? (?:de |of |del )?(?:19|20)\d\d\b")
_LEADING_DATE = re.compile(
    r"\(\s*(?:de |del |of )?\d{1,2}\.?[°ºo]? (?:de |of )?[^\W\d_]{3,}(?:,? (?:de |of |del )?(?:19|20)\d\d)?\s*\)\s*|"
    r"(?:de |del |of )?\d{1,2}\.?[°ºo]? (?:de |of )?(?!of\b|de\b)[^\W\d_]{3,},? (?:de |of |del )?(?:19|20)\d\d\b"
    r"[\s,.]*",
    re.IGNORECASE,
)
_RELEASED = re.compile(
    r"\b(?:for immediate release|para (?:su )?(?:publicación|difusión) inmediata|embargoed until\b.*)", re.IGNORECASE
)
_PART_ALONE = re.compile(
    r"objectives?|introduction|contents|table of contents|preface|foreword|summary|executive summary|acknowledge?ments|"
    r"objetivos?|introduccion|indice|contenido|prefacio|prologo|resumen ejecutivo|agradecimientos|presentacion|"
    r"overview|background|context|contexto|antecedentes|key (?:figures|facts|findings|messages|points)|highlights|"
    r"(?:cifras|datos|mensajes) (?:clave|principales)|methodology|metodologia|abstract|about (?:this|us)\b.*"
)


def title_of(blocks: Sequence[Block]) -> str | None:
    """The title that the opening blocks of a document give it; None where none of them can be one."""
    headings = [b for b in blocks[:12] if b.kind is BlockKind.HEADING and not b.label]
    if not headings:
        return None
    best = _cleaned(min(headings, key=lambda b: (b.level or 9, -(b.size or 0))))
    if _PART_ALONE.fullmatch(fold(best)):
        return None
    lines = _opening(blocks)
    parts = _parted(best)
    if not best or not set(parts) <= set(lines):
        return best or None
    if _is_body(best) and not _is_masthead(best):
        return _of_kind(lines) or best
    if not all(_is_masthead(p) or _is_kind_alone(p) or _is_number_alone(p) or _is_number(p) for p in parts):
        before = lines[lines.index(parts[0]) - 1] if lines[0] != parts[0] else ""
        return f"{before}, {best}" if _is_number_alone(before) and _OF_WHAT.match(fold(best)) else best
    return _of_norm(lines, blocks) or _of_kind(lines) or _under_masthead(lines, blocks) or best


# --- the lines of an opening ----------------------------------------------------------------------------------------


def _opening(blocks: Sequence[Block]) -> list[str]:
    """The short lines before the first sentence, dates left out."""
    lines: list[str] = []
    for block in blocks[:_OPENING]:
        if block.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            continue
        text = _undated(_cleaned(block))
        if not text:
            continue
        is_long = len(text.split()) > (_LONG_SUBJECT if _OF_WHAT.match(fold(text)) else _LONGEST)
        if is_long or block.content or _RECITALS.fullmatch(fold(text)):
            break
        lines += _parted(text)
    return lines


def _cleaned(block: Block) -> str:
    """The text of a block without ornaments and without the word to the press on when it may be printed."""
    return clean_heading(_RELEASED.sub("", block.text))


def _undated(text: str) -> str:
    """A line without the date that it begins with; nothing where a date and a place are all that it is."""
    bare = clean_heading(text[found.end() :]) if (found := _LEADING_DATE.match(text)) else text
    return "" if _DATED.match(fold(bare)) and len(bare.split()) <= _LONGEST else bare


def _parted(line: str) -> list[str]:
    """A line cut before and behind the name of a state, where it was put together of several."""
    words, folded = line.split(), fold(line).split()
    if len(words) != len(folded) or len(words) > _LONGEST:
        return [line]
    for first in range(len(words)):
        if first and (folded[first - 1] in _JOINTS or _is_inside(words[first - 1])):
            continue
        for last in range(len(words), first + 2, -1):
            if _NATION.fullmatch(" ".join(folded[first:last])) and _ends(folded, last, first):
                cut = (words[:first], words[first:last], words[last:])
                return [" ".join(part).strip(" :–—-,") for part in cut if part]
    return [line]


def _is_inside(word: str) -> bool:
    """Whether what stands before a name ties it to the words before: a comma, or an adjective of the state's."""
    return word.endswith(",") or fold(word) in ("plurinational", "federal", "democratic", "united")


def _ends(folded: Sequence[str], last: int, first: int) -> bool:
    """Whether the name of a state ends at a word: at the end of the line, or where a kind or a norm begins."""
    if last == len(folded):
        return not any(_begins(folded, i) for i in range(first + 3, last))
    return _begins(folded, last)


def _begins(folded: Sequence[str], place: int) -> bool:
    word = folded[place].strip(".,:")
    return word in _KINDS or bool(
        re.fullmatch(rf"{_NORM_WORDS}|{_BODY_WORDS}|gaceta|gazette|diario|registro|official", word)
    )


_NORM_WORDS = "decreto|ley|resolucion|reglamento|acuerdo|act|decree|law|order|executive|supreme|legislative|codigo"


# --- norms ----------------------------------------------------------------------------------------------------------


def _of_norm(lines: Sequence[str], blocks: Sequence[Block]) -> str | None:
    """The name of a norm with its number, or its number with what it is about."""
    places = [i for i, line in enumerate(lines) if _NORM.fullmatch(fold(line)) and not _is_masthead(line)]
    if not places:
        return None
    name, after = lines[places[0]], lines[places[0] + 1 :]
    if not _NUMBERED.match(fold(name)):
        number = next(
            (line for line in after[:1] if _NUMBERED.match(fold(line)) and not _DATED.match(fold(line))), None
        )
        return f"{name} ({number})" if number else name
    if not _is_number_alone(name):
        return name
    named = next((line for line in after[:3] if _OF_WHAT.match(fold(line))), None)
    if named:
        return f"{name}, {named}"
    subject = next((line for line in after if _may_be_subject(line)), None) or _as_enacted(name, blocks)
    return f"{name}. {subject.rstrip('.')}" if subject else name


def _may_be_subject(line: str) -> bool:
    return not line.isupper() and not line.startswith("(") and not _is_body(line)


def _as_enacted(name: str, blocks: Sequence[Block]) -> str | None:
    """The name that a norm has where it is enacted ("DECRETA: LEY DE MIGRACIONES"), of the same kind as its number."""
    kind = fold(name).split()[0]
    for block in blocks[1:_ENACTED]:
        text = clean_heading(block.text)
        folded = fold(text)
        is_named = block.kind is BlockKind.HEADING and not block.label and folded.startswith(f"{kind} ")
        if is_named and not re.search(r"\d", folded) and len(folded.split()) <= _LONGEST:
            return text
    return None


# --- other kinds ----------------------------------------------------------------------------------------------------


def _of_kind(lines: Sequence[str]) -> str | None:
    """A kind with its number and year, and what tells it from others: its headline, its country or who issued it."""
    place = next((i for i, line in enumerate(lines) if _is_kind_alone(line)), None)
    if place is None:
        return None
    others = [line for i, line in enumerate(lines) if i != place]
    beside = (line for line in others if _is_kind_alone(line) or (_is_number(line) and not _YEAR_ALONE.fullmatch(line)))
    kind = " ".join([lines[place], *beside])
    country = next((line for line in others if _is_nation(line)), None)
    headline = next(_headlines(lines[place + 1 :]), None) if _SERIAL.search(fold(kind)) else None
    issuer = None if headline or country else next((line for line in others if _is_body(line)), None)
    year = next((line for line in others if _YEAR_ALONE.fullmatch(line) and line not in kind), None)
    below = lines[place + 1 : place + 2] if _OF_A_COUNTRY.search(fold(kind)) else []
    told = headline or country or next(filter(_is_name, below), None)
    if issuer and not told:
        return f"{kind} {year}: {issuer}" if year else f"{kind}: {issuer}"
    named = " ".join(filter(None, (f"{kind}: {told}" if told else kind, year)))
    return f"{named} ({country})" if headline and country and not _names(headline, country) else named


_OF_A_COUNTRY = re.compile(r"\b(?:country|pais|profile|perfil)\b")
"""Kinds beneath which a bare name is that of the country, and no heading of a chapter."""


def _is_name(line: str) -> bool:
    """Whether a line is a short name, as that of a country or a town beneath the kind of document."""
    words = line.split()
    short = len(words) <= 3 and len(line) >= 4 and all(w[:1].isupper() or fold(w) in _JOINTS for w in words)
    return short and not (
        _is_number(line) or _is_body(line) or _is_kind_alone(line) or _PART_ALONE.fullmatch(fold(line))
    )


def _names(line: str, country: str) -> bool:
    """Whether a line has the name of a country in it, by its last word."""
    return fold(country).split()[-1] in fold(line)


def _under_masthead(lines: Sequence[str], blocks: Sequence[Block]) -> str | None:
    """The first heading beneath a masthead, or what stands between the two, with the state that the masthead names."""
    opening = blocks[:_OPENING]
    first = next((i for i, b in enumerate(opening) if b.kind is BlockKind.HEADING), 0)
    second = next((i for i, b in enumerate(opening) if b.kind is BlockKind.HEADING and i > first), len(opening))
    titled = [b for i, b in enumerate(opening) if b.kind is BlockKind.HEADING or first < i < second]
    named = {p for b in titled for p in _parted(clean_heading(b.text))}
    found = next((line for line in _headlines(lines) if line in named), None)
    country = next((line for line in lines if _is_nation(line)), None)
    return f"{found}: {country}" if found and country else found


def _headlines(lines: Sequence[str]) -> Iterator[str]:
    """The lines that say what a document is about: no masthead, body, number, place or trail of links."""
    for line in lines:
        if _is_number(line) or _is_masthead(line) or _is_body(line) or _is_kind_alone(line):
            continue
        if len(line.split()) > 1 and not re.search(r"[>|]", line) and not _PART_ALONE.fullmatch(fold(line)):
            yield line


def _is_masthead(line: str) -> bool:
    return bool(_MASTHEAD.fullmatch(fold(line)))


def _is_nation(line: str) -> bool:
    return bool(_NATION.fullmatch(fold(line))) and len(line.split()) <= _SHORT


def _is_body(line: str) -> bool:
    """Whether a line is the name of an institution."""
    return bool(_BODY.match(fold(line)))


def _is_number_alone(line: str) -> bool:
    """Whether a line is a norm's number and nothing of what it is about."""
    folded = re.sub(r"\s*\([^)]*\)", "", fold(line))
    return bool(_NORM.fullmatch(folded) and _NUMBERED.match(folded)) and len(folded.split()) <= _SHORT


def _is_number(line: str) -> bool:
    """Whether a line only counts or dates: "No. 11/2024", "N.º 3", "Vol. 2", "March 2024"."""
    words = _words(line)
    return bool(re.search(r"\d", line)) and all(w in _COUNTING or w in _MONTHS or w.isdigit() for w in words)


_COUNTING = frozenset(
    "no n nro num numero number vol volume volumen issue edition edicion o of de del first second third fourth quarter "
    "semester half primer segundo tercer cuarto trimestre semestre i ii iii iv".split()
)


def _is_kind_alone(line: str) -> bool:
    """Whether a line names a kind of document, and at most its number, its period and the field it is about."""
    folded = fold(line)
    if _NORM_ALONE.fullmatch(folded):
        return True
    words = _words(line)
    has_kind = any(w in _KINDS for w in words) or bool(_SHEET.search(folded))
    return has_kind and all(w in _ALLOWED or w.isdigit() for w in words)


_ALLOWED = _KINDS | _QUALIFIERS | _JOINTS | _MONTHS


def _words(line: str) -> list[str]:
    return re.findall(r"[^\W\d_]+|\d+", fold(line))
