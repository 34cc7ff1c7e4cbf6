"""The fact table of what is loaded: who and what the sentences name, taken from them by code, each with its place.

It serves the quizzes and the maps. That two names are one is told from their abbreviation, from the glossary, or
from one holding all the words of the other; where in doubt they count as one, so that no wrong choice is right.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from assistant.instruments.naming import Instrument
from assistant.language.countries import country_name
from assistant.language.polarity import leans
from assistant.learning import mentions
from assistant.learning.mentions import Mention
from assistant.learning.view import Placed, View
from ingest.document import BlockKind, DocumentType
from ingest.terms import EVERY_STOP_WORD, LANGUAGES, fold, terms, words

_OPENERS = re.compile(
    r"^(?:In addition|Additionally|Moreover|Likewise|Similarly|Furthermore|For example|For instance|In particular|"
    r"In this regard|On the other hand|Also|In fact|Therefore|Finally|Currently|In general|In total|Además|Asimismo|"
    r"Por ejemplo|En particular|Igualmente|De igual manera|También|Actualmente|En general|En total|Por otra parte|"
    r"Por otro lado|Finalmente|En concreto),\s+(?:and\s+)?"
)
_OTHERWISE = re.compile(
    r"https?:|www\.|\b(?:we|our|us|nosotros|nuestr[oa]s?)\b|\bibid\b|@|\btable \d|\bcuadro \d|\btabla \d|"
    r"\b(?:calle|avenida|edificios?|street|avenue|buildings?|e-?mail|tel[ée]fono|telephone)\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"^(?:this|these|those|such|it|its|they|their|he|she|este|esta|estos|estas|ese|esa|dich[oa]s?|su|sus|"
    r"the (?:same|latter|former)|el mismo|la misma)\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?:this|such|said|dich[oa]) (?:instrument|decree|law|agreement|collaboration|social issue|person|process|"
    r"protocol|initiative|programme|population|decreto|ley|acuerdo|colaboraci[óo]n|proceso|norma|período|manera)\b|"
    r"\bthis[.,]|\bin this (?:area|regard|respect)|\bthat date\b|\besa fecha\b",
    re.IGNORECASE,
)
_ROW = re.compile(
    r"^(?P<name>.+?)\s*\|\s*(?P<said>yes|no|s[íi])\b\s*(?:\((?P<year>(?:19|20)\d\d)\))?\s*$", re.IGNORECASE
)
_SHORTEST, _LONGEST = 7, 60
_FEWEST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Named:
    """A sentence that names something, and where in it."""

    placed: Placed
    mention: Mention


@dataclass(frozen=True)
class Institution:
    """An institution as the documents name it.

    Attributes:
        name: the name used most; without the country that all are of.
        names: every name met.
        short: its abbreviation; empty where none is printed.
        seen: the sentences that name it, in order.
    """

    name: str
    names: frozenset[str]
    short: str
    seen: tuple[Named, ...]

    @cached_property
    def blocks(self) -> frozenset[tuple[str, int]]:
        """The paragraphs that name it."""
        return frozenset(n.placed.block for n in self.seen)


@dataclass(frozen=True)
class Legal:
    """A legal instrument that the documents name by number.

    Attributes:
        instrument: kind, number and year.
        name: as it is printed with its year.
        seen: the sentences that name it, in order.
    """

    instrument: Instrument
    name: str
    seen: tuple[Named, ...]

    @cached_property
    def blocks(self) -> frozenset[tuple[str, int]]:
        """The paragraphs that name it."""
        return frozenset(n.placed.block for n in self.seen)

    @property
    def year(self) -> int | None:
        """Its year, where one is printed."""
        return int(self.instrument.year) if self.instrument.year else None


@dataclass(frozen=True, slots=True)
class Convention:
    """A row of a table of conventions: what it says of the ratification, and the year where it gives one."""

    name: str
    ratified: bool
    year: int | None
    placed: Placed


@dataclass(frozen=True)
class FactTable:
    """What is known of the loaded documents."""

    view: View
    sentences: tuple[Placed, ...]
    """Those that can be read by themselves."""
    institutions: tuple[Institution, ...]
    instruments: tuple[Legal, ...]
    conventions: tuple[Convention, ...]
    abbreviations: Mapping[str, tuple[str, Placed]]
    """Names by their abbreviation, with the sentence that introduces them."""
    same_names: Mapping[str, int] = field(repr=False)

    @cached_property
    def terms(self) -> Mapping[int, frozenset[str]]:
        """The stems of each sentence, by its id."""
        return {p.sentence.id: frozenset(terms(p.text, p.sentence.language)) for p in self.view.sentences}

    @cached_property
    def by_block(self) -> Mapping[tuple[str, int], tuple[Placed, ...]]:
        """The sentences of each paragraph."""
        found: dict[tuple[str, int], list[Placed]] = defaultdict(list)
        for placed in self.view.sentences:
            found[placed.block].append(placed)
        return {block: tuple(members) for block, members in found.items()}

    @cached_property
    def lower_words(self) -> frozenset[str]:
        """Words that the documents mostly write in lower case within a sentence."""
        met = Counter(w for p in self.view.sentences for w in re.findall(r"(?<=[a-z,] )[^\W\d_]+", p.text))
        return frozenset(w for w, count in met.items() if w.islower() and count > met[w.capitalize()])

    def alike(self, one: Placed, other: Placed) -> float:
        """The share of a sentence's stems that another one holds, 0 to 1."""
        mine = self.terms[one.sentence.id]
        return len(mine & self.terms[other.sentence.id]) / len(mine) if mine else 0.0

    def may_be_one(self, one: str, other: str) -> bool:
        """Whether two names may be of one institution."""
        a, b = _content(one), _content(other)
        if a <= b or b <= a:
            return True
        group = self.same_names.get(_folded(one))
        return group is not None and group == self.same_names.get(_folded(other))


def fact_table(view: View, corpus: Path) -> FactTable:
    """The facts of a view; ``corpus`` is the folder with the glossary."""
    same = _same_names(corpus / "glossary.jsonl")
    alone = tuple(p for p in view.sentences if stands_alone(p))
    short = _abbreviations(view)
    return FactTable(
        view=view,
        sentences=alone,
        institutions=tuple(_institutions(view, same, short)),
        instruments=tuple(_instruments(view.sentences)),
        conventions=tuple(_conventions(view.sentences)),
        abbreviations=short,
        same_names=same,
    )


def opened(text: str) -> str:
    """A sentence without the word that ties it to the one before ("In addition, ...")."""
    rest = _OPENERS.sub("", text)
    return rest[:1].upper() + rest[1:]


def stands_alone(placed: Placed) -> bool:
    """Whether a sentence can be read without the ones around it, and says something of the matter."""
    sentence, text = placed.sentence, opened(placed.text)
    if sentence.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) or not text.endswith((".", ".”", '."')):
        return False
    if placed.document.metadata.type is DocumentType.BRIEF and sentence.ordinal == 0:
        return False
    if not (text[0].isupper() or text[0].isdigit()) or not _SHORTEST <= len(text.split()) <= _LONGEST:
        return False
    if "�" in text or _OTHERWISE.search(text) or _POINTS_BACK.match(text) or _VAGUE.search(text):
        return False
    return not leans(text)


def opens_a_paragraph(placed: Placed) -> bool:
    """Whether a sentence may stand for its paragraph: whole, and not the rest of one that a page break cut."""
    text = placed.text
    is_prose = placed.sentence.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
    whole = text[:1].isupper() and text.endswith((".", ".”", '."')) and len(text.split()) >= _FEWEST_WORDS
    return is_prose and whole and "�" not in text and not re.match(r"(?:However|Sin embargo)\b", text)


_folded = lru_cache(maxsize=16384)(fold)


@lru_cache(maxsize=16384)  # each name is compared with every other one
def _content(name: str) -> frozenset[str]:
    return frozenset(w.removesuffix("'s").rstrip("s") for w in words(name) if w not in EVERY_STOP_WORD)


def _same_names(glossary: Path) -> dict[str, int]:
    """A number for each name of the glossary: names of one entry bear the same."""
    found: dict[str, int] = {}
    for number, line in enumerate(glossary.read_text(encoding="utf-8").splitlines()):
        if not line.strip():
            continue
        entry = json.loads(line)
        for name in (entry["term_en"], entry["term_es"], *entry["variants_en"], *entry["variants_es"]):
            found.setdefault(fold(name), number)
    return found


def _abbreviations(view: View) -> dict[str, tuple[str, Placed]]:
    found: dict[str, tuple[str, Placed]] = {}
    for placed in view.sentences:
        for one in mentions.abbreviations(placed.text, placed.sentence.language):
            found.setdefault(one.short, (without_country(one.name, view), placed))
    return found


def without_country(name: str, view: View) -> str:
    """A name without the country at its end, which all that is learnt about has in common."""
    for language in LANGUAGES:
        country = country_name(view.country, language) if view.country else ""
        if country:
            ending = rf"\s+(?:of|de|de la|of the)\s+(?:Rep[úu]bli(?:c of|ca de) )?{re.escape(country)}$"
            short = re.sub(ending, "", re.sub(rf"^{re.escape(country)}['’]s\s+", "", name))
            name = short if " " in short else name
    return name


def _institutions(
    view: View, same: Mapping[str, int], short: Mapping[str, tuple[str, Placed]]
) -> Iterable[Institution]:
    groups: list[tuple[frozenset[str], list[Named]]] = []
    by_name: dict[str, int] = {}
    shorts = {fold(name): abbreviation for abbreviation, (name, _) in short.items()}
    for placed in view.sentences:
        if placed.sentence.kind in (BlockKind.BOILERPLATE, BlockKind.HEADING, BlockKind.TABLE_ROW):
            continue
        for mention in mentions.institutions(placed.text, placed.sentence.language):
            name = fold(without_country(mention.name, view))
            key = by_name.get(name)
            if key is None:
                key = _known(name, same, shorts, by_name)
                if key is None:
                    key = len(groups)
                    groups.append((frozenset(), []))
                by_name[name] = key
            names, seen = groups[key]
            groups[key] = (names | {without_country(mention.name, view)}, seen)
            seen.append(Named(placed, mention))
    for names, seen in groups:
        counts = Counter(without_country(n.mention.name, view) for n in seen)
        best = min(counts, key=lambda n: (-counts[n], len(n)))
        found = next((shorts[fold(n)] for n in names if fold(n) in shorts), "")
        yield Institution(best, names, found, tuple(seen))


def _known(name: str, same: Mapping[str, int], shorts: Mapping[str, str], by_name: Mapping[str, int]) -> int | None:
    """The group of a name that is another one's by the glossary or by its abbreviation."""
    for other, key in by_name.items():
        one_entry = name in same and same.get(name) == same.get(other)
        if one_entry or (name in shorts and shorts.get(name) == shorts.get(other)):
            return key
    return None


def _instruments(sentences: Sequence[Placed]) -> Iterable[Legal]:
    groups: list[tuple[Instrument, list[Named]]] = []
    for placed in sentences:
        for mention, instrument in mentions.numbered(placed.text):
            at = next((i for i, (known, _) in enumerate(groups) if known.may_be(instrument)), None)
            if at is None:
                groups.append((instrument, [Named(placed, mention)]))
                continue
            known, seen = groups[at]
            seen.append(Named(placed, mention))
            if (not known.year and instrument.year) or known.kind in ("law", "decree"):
                groups[at] = (instrument if instrument.year else known, seen)
    for instrument, seen in groups:
        own = [n.mention.name for n in seen if instrument.year and instrument.year in n.mention.name]
        counts = Counter(own or [n.mention.name for n in seen])
        yield Legal(instrument, min(counts, key=lambda n: (-counts[n], len(n))), tuple(seen))


def _conventions(sentences: Sequence[Placed]) -> Iterable[Convention]:
    for placed in sentences:
        match = _ROW.match(placed.text) if placed.sentence.kind is BlockKind.TABLE_ROW else None
        about = fold(f"{placed.sentence.context} {placed.sentence.section}")
        if match and ("ratif" in about or "convention" in about or "convenci" in about):
            year = int(match["year"]) if match["year"] else None
            yield Convention(match["name"].strip(), fold(match["said"]) != "no", year, placed)
