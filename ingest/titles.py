"""What a document calls itself, from the lines that it opens with.

The largest heading is the title, unless it is only a masthead (``REPÚBLICA DEL PERÚ``, a gazette, a ministry) or the
bare name of a kind (``MIGRATION GOVERNANCE PROFILE``): then the lines around it say the rest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.blocks import Block
from ingest.cleaning import clean_heading
from ingest.document import BlockKind
from ingest.terms import fold

_OPENING = 8
_LONGEST = 16
_SHORT = 7
_STATES = (
    r"(?:the )?(?:republic|kingdom|state|commonwealth|federation|united states|principality|government|parliament)"
    r"(?: of)?|"
    r"(?:la )?(?:republica|reino|estado plurinacional|estados unidos|gobierno|congreso|asamblea)(?: de(?:l| la| los)?)?"
)
_GAZETTES = r"(?:official )?gazette|gaceta oficial|diario oficial|registro oficial|boletin oficial|el peruano"
_OFFICES = r"ministry of|ministerio de(?:l| la)?|presidencia de(?:l| la)?|office of the president"
_MASTHEAD = re.compile(
    rf"(?:{_STATES}) .{{2,60}}|.{{0,40}}\b(?:{_GAZETTES})\b.{{0,60}}|(?:{_OFFICES})\b.{{0,60}}|"
    r"poder (?:ejecutivo|legislativo)|organo ejecutivo"
)
_KIND_ALONE = re.compile(
    r"(?:(?:migration|country) )?(?:governance )?(?:profile|report|brief|summary)|perfil(?: de(?: la)? gobernanza)?"
    r"(?: de la migracion)?|(?:executive |supreme |legislative )?(?:decree|act|law|bill|resolution|order|regulations?)|"
    r"(?:decreto(?: (?:ejecutivo|supremo|legislativo|ley))?|ley|resolucion|reglamento|informe|resumen)"
)
_NORM = re.compile(
    r"(?:.* )?(?:act|decree|law|regulations|ordinance|code|order)(?:,? (?:19|20)\d\d| no\.? .+)?|"
    r"(?:executive |supreme |legislative )?(?:act|decree|law|bill|resolution)\b.*\d.*|"
    r"(?:decreto|ley|resolucion|reglamento|acuerdo|codigo|constitucion|texto unico|ordenanza)\b.*"
)
_NUMBERED = re.compile(r".*\b(?:no|num|nro|n)\b\.?\s?[°ºo]?\.?\s?\d+|.*\b\d{1,5} (?:of|de) (?:19|20)\d\d\b")
_OF_WHAT = re.compile(
    r"(?:de|del|sobre|que|por la que|por el que|relativ[oa]|general de|concerning|to|for|on)\b (?!los? \d)"
)
_YEAR_ALONE = re.compile(r"(?:19|20)\d\d")
_DATED = re.compile(r".*\b\d{1,2}\.?[°ºo]? (?:de |of )?(?!of\b|de\b)[a-z]{3,},? (?:de |of |del )?(?:19|20)\d\d\b")
_PART_ALONE = re.compile(
    r"objectives?|introduction|contents|table of contents|preface|foreword|summary|executive summary|acknowledge?ments|"
    r"objetivos?|introduccion|indice|contenido|prefacio|prologo|resumen ejecutivo|agradecimientos|presentacion"
)


def title_of(blocks: Sequence[Block]) -> str | None:
    """The title that the opening blocks of a document give it; None where none of them can be one."""
    headings = [b for b in blocks[:12] if b.kind is BlockKind.HEADING and not b.label]
    if not headings:
        return None
    best = clean_heading(min(headings, key=lambda b: (b.level or 9, -(b.size or 0))).text)
    if _PART_ALONE.fullmatch(fold(best)):
        return None
    lines = _opening(blocks)
    if not best or not (_is_masthead(best) or _is_kind_alone(best) or _is_number_alone(best)) or best not in lines:
        return best or None
    return _of_norm(lines) or _of_kind(best, lines) or best


def _opening(blocks: Sequence[Block]) -> list[str]:
    """The short lines before the first sentence, dates left out."""
    lines: list[str] = []
    for block in blocks[:_OPENING]:
        text = clean_heading(block.text)
        if _DATED.match(fold(text)) and len(text.split()) <= _LONGEST:
            continue
        if len(text.split()) > _LONGEST:
            break
        if block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH):
            lines.append(text)
    return lines


def _of_norm(lines: Sequence[str]) -> str | None:
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
    subject = next((line for line in after if not line.isupper() and not line.startswith("(")), None)
    named = next((line for line in after[:3] if _OF_WHAT.match(fold(line))), None)
    return f"{name}, {named}" if named else f"{name}. {subject.rstrip('.')}" if subject else name


def _of_kind(best: str, lines: Sequence[str]) -> str | None:
    """A kind with the country and the year that stand on lines of their own beside it."""
    if not _is_kind_alone(best):
        return None
    country = next((line for line in lines if _is_masthead(line)), None)
    year = next((line for line in lines if _YEAR_ALONE.fullmatch(line)), None)
    named = f"{best}: {country}" if country else best
    return f"{named} {year}" if year else named


def _is_masthead(line: str) -> bool:
    return bool(_MASTHEAD.fullmatch(fold(line)))


def _is_number_alone(line: str) -> bool:
    """Whether a line is a norm's number and nothing of what it is about."""
    folded = fold(line)
    return bool(_NORM.fullmatch(folded) and _NUMBERED.match(folded)) and len(folded.split()) <= _SHORT


def _is_kind_alone(line: str) -> bool:
    return bool(_KIND_ALONE.fullmatch(fold(line)))
