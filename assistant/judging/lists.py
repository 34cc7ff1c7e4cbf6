"""The lists that documents give: what announces one, what its items are, and whether it is the list asked for.

An item may be a line of a list, a row of a table, a clause of an enumeration, a sentence that counts itself ("The first
step ...") or, under "... has three parts:", the heading of each part.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import takewhile

from assistant.instruments.wordings import Neighbours
from assistant.judging.cells import says_yes
from assistant.judging.kinds import ENUMERATION, NAME, spelled_out
from assistant.judging.notions import Notions
from assistant.language.lexicon import LANGUAGES, WordClass
from assistant.language.polarity import Stance, adds, clauses, illustrates, leans
from assistant.understanding.asked_for import is_a_place
from assistant.understanding.question import BROAD, Part, Unit
from ingest.document import BlockKind
from ingest.store import StoredSentence
from ingest.terms import fold, terms, words

_AROUND = 12
"""How many sentences before and after one the rest of its list is looked for."""
_UNDER_HEADINGS = 40
"""How many sentences after a lead-in the headings of the parts that it announces are looked for."""
_SOON, _LONGEST_RUN = 3, 12
"""How many sentences may stand before a list that was announced, and how many items it may have."""
_LONGEST_SERIES, _GENERAL, _ROOM = 4, 12, 160
_NUMBER = r"(?:[2-9]|1\d)"
# "3 principles and 3 objectives", "6 different dimensions", "the following steps"
_ANNOUNCES = re.compile(
    rf"\b{_NUMBER} ([a-z-]+s)\b|\b{_NUMBER} [a-z-]+ ([a-z-]+s)\b|\b(?:following|siguientes) (?:{_NUMBER} )?([a-z-]+)\b"
)
# "With civil society, mainly the Red Cross and ...": the noun for those who are named, and their names.
_NAMELY = re.compile(
    r"(?P<of>(?:[^\s,;:()]+ ){0,4}[^\s,;:()]+),? "
    r"(?:mainly|such as|namely|including|among them|in particular|notably|like|principalmente|(?:tales )?como|"
    r"entre ell[oa]s|a saber|en particular|sobre todo|incluid[oa]s?)\b:? (?P<names>.+)"
)
# "Gender, childhood and territory are the three cross-cutting approaches."
_ARE_CALLED = re.compile(
    r"[^.;:]+, [^.;:]+ (?:and|y|e) [^.;:]+? (?:are|were|make up|form|constitute|son|eran|fueron|forman|constituyen) "
    r"(?:(?:the|its|all|l[oa]s|sus) )?([^.;:,]{3,80})[.]?",
    re.IGNORECASE,
)
_ASKS_WHICH = re.compile(
    r"\W*(?:(?:and|y|with|by|to|from|con|a|de|por) )?(?:which|what|que|cuales son|name|list|nombr\w+|enumer\w+)"
    r"(?: (?:the|are|of|main|other|some|l[oa]s|principales|otr[oa]s|algun[oa]s))*"
    r" (?P<whom>\w+s)\b"
)
_OF_ANY_KIND = (
    r"(?:groups?|organi[sz]ations|entities|partners|actors|bodies|institutions|associations|members|stakeholders|"
    r"grupos|organizaciones|entidades|soci[oa]s|actores|organismos|instituciones|asociaciones|miembros|integrantes)"
)
# "Which civil society groups ...?", "¿Qué entidades de la sociedad civil ...?": it is the other words that tell whom.
_ASKS_WHICH_KIND = re.compile(
    r"\W*(?:(?:and|y|with|by|to|from|con|a|de|por) )?(?:which|what|que|cuales son)(?: (?:the|are|l[oa]s))* "
    rf"(?:(?P<before>(?:[\w'-]+ ){{1,3}}?){_OF_ANY_KIND}\b|"
    rf"{_OF_ANY_KIND} (?:de (?:l[oa]s? )?)?(?P<after>[\w'-]+(?: [\w'-]+)?))"
)
_A_COUPLE, _NOUN = 2, 2
_FIRST_ITEM = re.compile(r"\W*(?:i|1|a)[.)]")
_ALSO = re.compile(r"\b(?:also|likewise|tambien|asimismo|ademas)\b")
_STEP_HEADING = re.compile(r"(\d{1,2})[.)]?\s+\w")
_PART = re.compile(
    r"\b(?:domains?|dimensions?|areas?|categor(?:y|ies)|pillars?|ax[ei]s|components?|parts?|chapters?|sections?|"
    r"ambitos?|dimension(?:es)?|categorias?|pilar(?:es)?|ejes?|componentes?|partes?|capitulos?|apartados?)\b"
)
# "The partnerships category", "del ámbito de ...": a certain part; "which parts of the country" is on none.
_THE_PART = re.compile(
    rf"\b(?:the|this|that|el|la|del|al|est[ae]) (?:(?!(?:of|de|del)\b)[\w'-]+ ){{0,4}}?{_PART.pattern}"
)
_NEARLY = 0.7
_FOREMOST = frozenset("key main principal major chief clave claves principales".split())
"""What a heading may say of the things that it names without being asked."""
_A_FEW, _SCRAP = 3, 9
"""How many scraps under a heading are a list, and how many words each of them may have."""
_OF_MIGRATION = BROAD | {"migration"}
_STEPS = frozenset("step steps stage stages phase phases paso pasos etapa etapas fase fases".split())
_ORDINALS = (
    r"first|primer[oa]?",
    r"second|segund[oa]",
    r"third|tercer[oa]?",
    r"fourth|cuart[oa]",
    r"fifth|quint[oa]",
    r"sixth|sext[oa]",
    r"seventh|septim[oa]",
    r"eighth|octav[oa]",
    r"ninth|noven[oa]",
    r"tenth|decim[oa]",
)
_STEP = rf"(?:{'|'.join(sorted(_STEPS))})"
_STEP_ASKED = re.compile(rf"\b(?P<before>{'|'.join(_ORDINALS)}) {_STEP}\b|\b{_STEP} (?P<after>{'|'.join(_ORDINALS)})\b")


class Lists:
    """Finds the items of lists.

    Args:
        notions: which notions texts hold.
        neighbours: the sentences of a document between two ordinals.
    """

    def __init__(self, notions: Notions, neighbours: Neighbours) -> None:
        self._notions = notions
        self._neighbours = neighbours

    def announced(self, part: Part, sentence: StoredSentence) -> list[StoredSentence]:
        """The items soon after a sentence such as "... sets out 3 principles."; of two lists, those asked for."""
        nouns = _announced_in(sentence)
        if not nouns:
            return []
        headings = self._from_afar(sentence, BlockKind.HEADING)
        if headings:
            return headings
        after = [s for s in self._after(sentence, _SOON + _LONGEST_RUN) if s.section == sentence.section]
        start = next((i for i, s in enumerate(after) if s.kind is BlockKind.LIST_ITEM), len(after))
        items = [s for s in after[start:] if s.kind is BlockKind.LIST_ITEM]
        runs = _runs(items)
        if len(runs) == len(nouns) > 1:
            # "3 principles and 3 objectives" is followed by the one list and then the other.
            bags = [self._notions.bag_of_text(noun, sentence.language) for noun in nouns]
            wanted = [r for r, b in zip(runs, bags, strict=True) if any(self._notions.match(u, b) for u in part.units)]
            items = [s for run in wanted or runs for s in run]
        return items if start <= _SOON else []

    def is_asked_for(self, part: Part, sentence: StoredSentence) -> bool:
        """Whether a sentence announces the list that is asked for by its noun, or is one of the steps asked for."""
        if asks_for_steps(part) and len(self.steps(sentence)) > 1:
            return True
        asked = [unit for unit in part.units if unit.text in part.listed]
        nouns = _announced_in(sentence)
        of_places = any(map(is_a_place, part.listed)) and any(map(is_a_place, nouns))
        named = any(self._is(unit, noun, sentence.language) for unit in asked for noun in nouns)
        if not (of_places or named or self._called(part.listed, nouns, sentence.language)):
            return False
        return bool(self.announced(part, sentence) or self.listed_after(sentence) or self.led_in(sentence))

    def names_them(self, part: Part, sentence: StoredSentence) -> bool:
        """Whether a sentence names some of those who are asked for, right after the noun for them.

        "Which associations ...?" is answered by "... with civil society, mainly the Red Cross and Caritas", and "What
        are the cross-cutting themes?" by "Gender, childhood and territory are the three cross-cutting themes".
        """
        if self._calls_them_so(part, sentence):
            return True
        named = _NAMELY.search(sentence.search_text)
        if not named or len(set(NAME.findall(named["names"]))) < _A_COUPLE:
            return False
        asked = fold(part.text)
        bag = self._notions.bag_of_text(named["of"], sentence.language)
        whom, kind = _ASKS_WHICH.match(asked), _ASKS_WHICH_KIND.match(asked)
        if whom and any(u.text == whom["whom"] and self._notions.match(u, bag) == 1.0 for u in part.told):
            return True
        told = set(words(kind["before"] or kind["after"])) if kind else set()
        of_kind = [u for u in part.told if u.text in told]
        whose = self._notions.bag_of_text(" ".join(named["of"].split()[-_NOUN:]), sentence.language)
        return bool(of_kind) and all(self._notions.related(u, whose) for u in of_kind)

    def _calls_them_so(self, part: Part, sentence: StoredSentence) -> bool:
        """Whether a sentence ends a list by saying what its items are, and that is the noun that is asked for."""
        called = _ARE_CALLED.fullmatch(sentence.search_text.strip())
        if called is None:
            return False
        own = [u for u in part.told if u.text in part.listed | part.focus]
        rest = [u for u in part.told if not self._notions.is_country(u) and u not in own]
        bag = self._notions.bag_of_text(called[1], sentence.language)
        named = [u for u in rest if self._notions.match(u, bag) == 1.0]
        told_apart = len(own) > 1 or bool(named) or not rest
        return bool(own) and told_apart and all(self._notions.match(u, bag) == 1.0 for u in own)

    def under(self, heading: StoredSentence) -> list[StoredSentence]:
        """What stands under the heading of a part that was announced, up to the next one, without footnotes."""
        after = takewhile(lambda s: s.kind is not BlockKind.HEADING, self._after(heading, _UNDER_HEADINGS))
        found = [s for s in after if s.kind is not BlockKind.FOOTNOTE]
        return [s for s in found if s.section == found[0].section]

    def named_by_heading(self, part: Part, sentence: StoredSentence, title: str) -> list[StoredSentence]:
        """The scraps under the heading that names what is asked for: "Key actors" over "Donors." and the like.

        All that the heading says must be asked, and all that is asked must stand in it or in the document's title, but
        for a verb.

        Args:
            part: the part of the question.
            sentence: one of the scraps.
            title: of the document.
        """
        heading = sentence.heading
        if not heading or sentence.kind is BlockKind.HEADING or not _is_scrap(sentence):
            return []
        name, whole = (self._notions.bag_of_text(text, sentence.language) for text in (heading, title))
        told = [u for u in part.told if not is_a_part(u.text)]
        of_name = [u for u in told if self._notions.match(u, name) >= self._notions.weights.in_name]
        rest = [u for u in told if u not in of_name and not self._notions.match(u, whole)]
        if not of_name or len(rest) > 1 or not self._all_asked(heading, of_name, sentence.language):
            return []
        beside = [s for s in self._beside(sentence) if s.section == sentence.section]
        found = [s for s in beside if s.kind is not BlockKind.FOOTNOTE]
        return found if len(found) >= _A_FEW and all(map(_is_scrap, found)) else []

    def heading_over(self, sentence: StoredSentence) -> StoredSentence | None:
        """The heading of the announced part that a sentence stands under; None where it stands under none."""
        before = self._neighbours(sentence.document_id, sentence.ordinal - _AROUND, sentence.ordinal - 1)
        heading = next((s for s in reversed(before) if s.kind is BlockKind.HEADING), None)
        under = self.under(heading) if heading and self.names_a_part(heading) else []
        return heading if any(s.id == sentence.id for s in under) else None

    def part_asked_about(self, part: Part, heading: StoredSentence) -> bool:
        """Whether a question is on the part that a heading names: "the pillar on return", "the return pillar".

        All that it says besides stands in what announces the parts, but for a verb.
        """
        if not self.names_a_part(heading) or not _THE_PART.search(fold(part.text)):
            return False
        name, lead = self._notions.bag(heading), self._notions.bag_of_text(heading.context, heading.language)
        said = [u for u in part.units if u.word_class is not WordClass.SCAFFOLD and not is_a_part(u.text)]
        of_name = [u for u in said if self._notions.match(u, name) >= _NEARLY]
        rest = [u for u in said if u.word_class is WordClass.CONTENT and u not in of_name and u.text not in part.listed]
        # "Categories of migrants" is on no part that has migrants in its name.
        telling = any(not u.concepts & _OF_MIGRATION for u in of_name)
        return telling and sum(not self._notions.match(u, lead) for u in rest) <= 1

    @staticmethod
    def names_a_part(sentence: StoredSentence) -> bool:
        """Whether a sentence is the heading of a part that was announced: by itself it says nothing."""
        return sentence.kind is BlockKind.HEADING and bool(sentence.context)

    def led_in(self, sentence: StoredSentence) -> list[StoredSentence]:
        """As of "... when it:" the list that it leads in: its items, or the headings of the parts that follow."""
        if not leads_in(sentence):
            return []
        items: list[StoredSentence] = []
        for following in self._after(sentence, _AROUND):
            if following.kind is not BlockKind.LIST_ITEM or (items and following.block != items[0].block):
                break
            items.append(following)
        return items or self._from_afar(sentence, BlockKind.HEADING) or self._from_afar(sentence, BlockKind.LIST_ITEM)

    def listed_after(self, sentence: StoredSentence) -> list[StoredSentence]:
        """As of "There is a list of ... . These include ...": the enumeration that the next sentence gives."""
        return [s for s in self._after(sentence, 1) if lists_them(sentence, s)]

    def more_of(self, sentence: StoredSentence) -> list[StoredSentence]:
        """The sentence after an enumeration that goes on with it: "It also includes ..."."""
        return [
            s
            for s in self._after(sentence, 1)
            if s.block == sentence.block and _goes_on(s.search_text) and ENUMERATION.search(s.search_text)
        ]

    def steps(self, sentence: StoredSentence) -> list[StoredSentence]:
        """Sentences of one's section that count themselves (first, second, ...), in the order they count."""
        if not counted_as(sentence):
            return []
        found: dict[int, StoredSentence] = {}
        for other in self._beside(sentence):
            number = counted_as(other)
            if number and _root(other) == _root(sentence):
                found.setdefault(number, other)
        return [found[n] for n in sorted(found)]

    def items_with(self, sentence: StoredSentence, negated: bool | None) -> list[StoredSentence]:
        """The items of an item's list, or the rows of a row's table; of these, those that say yes, no, or any."""
        items = [s for s in self._beside(sentence) if s.block == sentence.block and s.kind is sentence.kind]
        if sentence.kind is BlockKind.TABLE_ROW and negated is not None:
            items = [s for s in items if says_yes(s) is None or says_yes(s) is not negated]
        return items or [sentence]

    def series(self, sentence: StoredSentence) -> list[StoredSentence]:
        """The sentences that tell a thing each after a general one: "For example, it is part of ... It is also ..."."""
        length = len(sentence.search_text.split())
        if length > _GENERAL and not illustrates(sentence.search_text):
            return []
        after = self.running_on(sentence, _LONGEST_SERIES, _ROOM - length)
        found = [sentence, *takewhile(lambda s: _goes_on(s.search_text), after)]
        return found if len(found) > 2 else []

    def instance_of(self, sentence: StoredSentence) -> list[StoredSentence]:
        """The instance that follows a general statement in its paragraph: "It takes part in fora. For example, ..."."""
        if sentence.article or sentence.kind is not BlockKind.PARAGRAPH or len(sentence.search_text.split()) > _GENERAL:
            return []
        after = self.running_on(sentence, 1, _ROOM)
        told = [s for s in after if illustrates(s.search_text)]
        return [s for s in told if all(c.stance is Stance.ASSERTS for c in clauses(s.search_text))]

    def running_on(self, sentence: StoredSentence, count: int, room: int) -> list[StoredSentence]:
        """Up to ``count`` sentences after one in its paragraph, of no more than ``room`` words together."""
        kept: list[StoredSentence] = []
        for following in self._after(sentence, count):
            room -= len(following.search_text.split())
            if following.block != sentence.block or room < 0:
                break
            kept.append(following)
        return kept

    def _all_asked(self, heading: str, asked: Sequence[Unit], language: str) -> bool:
        """Whether each word of a heading is one that is asked with."""
        least = self._notions.weights.in_name
        told = [word for word in words(heading) if terms(word, language) and word not in _FOREMOST]
        bags = [self._notions.bag_of_text(word, language) for word in told]
        return all(any(self._notions.match(u, bag) >= least for u in asked) for bag in bags)

    def _called(self, listed: Collection[str], nouns: Iterable[str], language: str) -> bool:
        """Whether one of the nouns is what a question asks a list of, though the word says nothing of its matter.

        "The three principles of ..." asks for what "3 principles and 3 objectives" announces.
        """
        asked = [self._notions.bag_of_text(word, lang) for word in listed for lang in LANGUAGES]
        told = [self._notions.bag_of_text(noun, language) for noun in nouns]
        return any(not one.concepts.isdisjoint(other.concepts) for one in asked for other in told)

    def _is(self, unit: Unit, noun: str, language: str) -> bool:
        """Whether a noun is what a word of a question names; of the parts of a whole, by whatever name."""
        if is_a_part(unit.text) and is_a_part(noun):
            return True
        return self._notions.match(unit, self._notions.bag_of_text(noun, language)) == 1.0

    def _from_afar(self, sentence: StoredSentence, kind: BlockKind) -> list[StoredSentence]:
        """The headings of the parts that a sentence leads in, or the items that stand further down than they should."""
        if not leads_in(sentence):
            return []
        after = self._after(sentence, _UNDER_HEADINGS)
        return [s for s in after if s.kind is kind and s.context == sentence.search_text]

    def _after(self, sentence: StoredSentence, count: int) -> Sequence[StoredSentence]:
        return self._neighbours(sentence.document_id, sentence.ordinal + 1, sentence.ordinal + count)

    def _beside(self, sentence: StoredSentence) -> Sequence[StoredSentence]:
        return self._neighbours(sentence.document_id, sentence.ordinal - _AROUND, sentence.ordinal + _AROUND)


def leads_in(sentence: StoredSentence) -> bool:
    """Whether a sentence ends in a colon, so that a list or the like is to follow."""
    return sentence.search_text.rstrip().endswith(":")


def _is_scrap(sentence: StoredSentence) -> bool:
    """Whether a sentence is so short that it only names something."""
    return len(sentence.search_text.split()) <= _SCRAP


def is_a_part(word: str) -> bool:
    """Whether a folded word means a part of any whole, and so says nothing of which."""
    return bool(_PART.fullmatch(word))


def asks_for_steps(part: Part) -> bool:
    """Whether a question asks for the steps of something, and not what one of them is."""
    return not part.listed.isdisjoint(_STEPS)


def item_title(sentence: StoredSentence) -> str:
    """The title of the item that a paragraph stands below, "b. Journalist"; empty where it stands below none."""
    below = sentence.kind is BlockKind.PARAGRAPH and not sentence.context.endswith(":")
    return sentence.context if below and len(sentence.context.split()) <= _TITLE else ""


_TITLE = 8
"""Words that the title of an item may have."""


def lists_them(sentence: StoredSentence, following: StoredSentence) -> bool:
    """Whether a sentence lists what the one before it in its paragraph speaks of: "These include ..."."""
    same = following.block == sentence.block and leans(following.search_text)
    return same and bool(ENUMERATION.search(following.search_text))


def _announced_in(sentence: StoredSentence) -> list[str]:
    """The nouns of the things that a sentence counts or says to follow."""
    text = spelled_out(sentence.search_text, sentence.language)
    return [next(filter(None, found.groups())) for found in _ANNOUNCES.finditer(text)]


def counted_as(sentence: StoredSentence) -> int | None:
    """1 for a sentence that begins with "The first step ...", and so on; None for one that does not count itself."""
    numbered = _STEP_HEADING.match(sentence.search_text) if sentence.kind is BlockKind.HEADING else None
    if numbered:
        return int(numbered[1])
    if sentence.article:
        # "Primera." among the closing provisions of a norm counts provisions, not steps.
        return None
    text = fold(sentence.search_text)[:60]
    counted = (n for n, words in enumerate(_ORDINALS, 1) if re.search(rf"\b(?:{words})\b", text))
    return next(counted, None)


def step_asked(part: Part) -> int | None:
    """Which step a question is on, by its count: 3 of "Who takes part in the third step?"; None of any other."""
    found = _STEP_ASKED.search(fold(part.text))
    if found is None:
        return None
    told = found["before"] or found["after"]
    return next((n for n, ordinal in enumerate(_ORDINALS, 1) if re.fullmatch(ordinal, told)), None)


def _root(sentence: StoredSentence) -> str:
    return sentence.section.split(" > ")[0]


def _runs(items: Sequence[StoredSentence]) -> list[list[StoredSentence]]:
    """Items by the lists that they are of: one whose count begins anew begins another list."""
    runs: list[list[StoredSentence]] = []
    for item in items:
        if not runs or _FIRST_ITEM.match(item.search_text):
            runs.append([])
        runs[-1].append(item)
    return runs


def _goes_on(sentence: str) -> bool:
    return adds(sentence) or bool(_ALSO.search(fold(sentence)))
