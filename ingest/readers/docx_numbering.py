"""The numbers that Word shows before paragraphs and does not write into their text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_MAX_STYLES = 20


@dataclass(frozen=True, slots=True)
class _Level:
    shape: str
    pattern: str
    start: int


class Numbering:
    """Counts the numbered paragraphs of a Word document as they come."""

    def __init__(self, document: WordDocument) -> None:
        root = _definitions(document)
        self._lists = {} if root is None else _lists(root)
        self._counts: dict[str, list[int]] = {}

    def label(self, paragraph: Paragraph) -> str:
        """The number that stands before the paragraph, such as ``2. `` or ``b) ``; empty for bullets and none."""
        number, depth = _numbered(paragraph)
        abstract, levels = self._lists.get(number or "", ("", {}))
        level = levels.get(depth)
        if level is None or level.shape in ("bullet", "none") or not paragraph.text.strip():
            return ""
        counts = self._counts.setdefault(abstract, [])
        while len(counts) <= depth:
            lower = levels.get(len(counts))
            counts.append((lower.start if lower else 1) - 1)
        counts[depth] += 1
        del counts[depth + 1 :]
        shown = re.sub(r"%([1-9])", lambda m: _part(counts, levels, int(m[1]) - 1), level.pattern).strip()
        return f"{shown} " if shown else ""


def _part(counts: list[int], levels: dict[int, _Level], depth: int) -> str:
    if depth >= len(counts):
        return ""
    return _shaped(max(counts[depth], 1), levels[depth].shape if depth in levels else "decimal")


def _shaped(number: int, shape: str) -> str:
    if shape in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if shape == "upperLetter" else letter
    if shape in ("lowerRoman", "upperRoman"):
        return _roman(number) if shape == "upperRoman" else _roman(number).lower()
    return f"{number:02d}" if shape == "decimalZero" else str(number)


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text


def _definitions(document: WordDocument) -> BaseOxmlElement | None:
    kinds = (relation for relation in document.part.rels.values() if relation.reltype.endswith("/numbering"))
    relation = next(kinds, None)
    return None if relation is None or relation.is_external else relation.target_part.element


def _lists(root: BaseOxmlElement) -> dict[str, tuple[str, dict[int, _Level]]]:
    """Of each list its definition's id and levels."""
    abstract = {_value(a, "w:abstractNumId", own=True): _levels(a) for a in root.findall(qn("w:abstractNum"))}
    found = {}
    for number in root.findall(qn("w:num")):
        target = _value(number, "w:abstractNumId")
        found[_value(number, "w:numId", own=True)] = (target, abstract.get(target, {}))
    return found


def _levels(abstract: BaseOxmlElement) -> dict[int, _Level]:
    return {
        int(_value(level, "w:ilvl", own=True) or 0): _Level(
            _value(level, "w:numFmt"), _value(level, "w:lvlText"), int(_value(level, "w:start") or 1)
        )
        for level in abstract.findall(qn("w:lvl"))
    }


def _value(element: BaseOxmlElement, name: str, own: bool = False) -> str:
    """The value of an attribute of the element's own, or of the child with that name."""
    if own:
        return str(element.get(qn(name)) or "")
    child = element.find(qn(name))
    return "" if child is None else str(child.get(qn("w:val")) or "")


def _numbered(paragraph: Paragraph) -> tuple[str | None, int]:
    """The list that a paragraph belongs to by itself or by its style, and how deep it stands there."""
    holders: list[BaseOxmlElement] = [paragraph._p]
    style = paragraph.style
    while style is not None and len(holders) < _MAX_STYLES:
        holders.append(style.element)
        style = getattr(style, "base_style", None)
    for holder in holders:
        properties = holder.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if properties is not None and (number := _value(properties, "w:numId")):
            return number, int(_value(properties, "w:ilvl") or 0)
    return None, 0
