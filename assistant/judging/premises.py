"""What a question takes for granted, held against what the documents deny.

"What is the title of the national strategy?" takes for granted that there is one. Where nothing answers such a
question, the documents may still say that its ground is missing: that there is no strategy, that a plan does not refer
to migrants, that something is done in part only, that it is a bill. That sentence is then the answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.instruments.naming import instruments_in
from assistant.judging.agreement import RATIFIES
from assistant.judging.belonging import Belonging
from assistant.judging.cells import says_yes
from assistant.judging.evidence import AS_LIKELY_AS_NOT, Evidence, Finding, Sufficiency, stands_beside
from assistant.judging.exclusions import takes_the_ground_away
from assistant.judging.judge import Judge
from assistant.judging.membership import Membership
from assistant.judging.support import Support
from assistant.language.lexicon import WordClass
from assistant.language.polarity import Clause, Stance, clauses, denies, leans, speaks_of_a_bill
from assistant.retrieval import Pool
from assistant.understanding.answer_kind import Kind
from assistant.understanding.question import NARROW, Part, Query, UnitKind, capitalised
from ingest.terms import fold

_SILENT = frozenset({Kind.CURRENCY, Kind.YES_NO, Kind.DEFINITION, Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.PERSON})
# The parts of a text, and that it gives one to a matter: whoever asks which chapter a plan dedicates to migrants takes
# for granted that it speaks of them.
_PARTS_OF_A_TEXT = frozenset("title chapter section article paragraph page part annex introduction dedicate".split())
_FIRST = 4
_FEWEST, _FEWEST_OF_A_GROUP, _ALL_BUT_THAT = 2, 3, 0.8
_CORE = 4
_REFERS = re.compile(
    r"\bno (?:\w+ )?(?:reference|mention)s? (?:to|of)\b"
    r"|\bnot (?:\w+ )?(?:refer|mention|address|include|cover|contain)\b"
    r"|\bno (?:se |hace |hacen )?(?:\w+ )?(?:referencia|mencion)\w*\b"
    r"|\bno (?:se )?(?:refier\w+|mencion\w+|aborda\w*|incluy\w+|contien\w+|contempla\w*)\b"
)
_PARTIAL = re.compile(r"\b(?:partial\w*|partly|in part|informal\w*|occasional\w*|parcial\w*|en parte|ocasional\w*)\b")
_COMPLEMENT = re.compile(
    r"\b(?:no|not|never|cannot|lacks?|lacking|without|nor|neither|ningun[oa]?|carecen?(?: de)?|nunca|tampoco)\b(.*)$"
)


_DENIED = re.compile(r"\b(?:(?:do|does|did|has|have|had)(?: not|n't)|cannot|no (?:se )?)\s+(\w+)((?: [\w'’-]+)*)")
_HAVING = re.compile(
    r"have|create\w*|establish\w*|contain\w*|include\w*|provide\w*|give\w*|set|impose\w*|foresee\w*|offer\w*|"
    r"tiene[n]?|tuvo|crea|crean|creo|establec\w+|contien\w+|incluy\w+|prev\w+|da|dan|ofrec\w+|impon\w+|impuso"
)


class Premises:
    """Finds the sentences that take away a question's ground.

    Args:
        judge: knows which notions a sentence holds.
    """

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._support = Support(judge)
        self._belonging = Belonging(judge)
        self._membership = Membership(judge)

    def checked(self, query: Query, finding: Finding, pool: Pool) -> Finding:
        """The finding itself where it answers; else what denies its question's ground, if anything does."""
        part = finding.part
        ground = self._ground(part)
        judged = [e for e in self._judge.judged(query, ground, pool) if not stands_beside(e)]
        members = self._membership.told(query, part, judged)
        if members and (part.kind is Kind.YES_NO or not members[0].listed):
            sufficiency = Sufficiency.ENOUGH if part.kind is Kind.YES_NO else Sufficiency.PREMISE
            return Finding(part, sufficiency, members, finding.nearest)
        otherwise = [e for e in judged if e.admissible and self._belonging.says_another(part, e)]
        if otherwise:
            under_another = tuple(replace(e, replaced="body") for e in otherwise[:1])
            return Finding(part, Sufficiency.PREMISE, under_another, finding.nearest)
        if part.kind in _SILENT or part.excluding:
            return finding
        against = self._corrections(query, part, judged)
        if finding.sufficiency is Sufficiency.NOT_ENOUGH and not against:
            against = [e for e in judged if e.admissible and self._takes_away(ground, e)]
            against = against or self._gone_on(ground, judged)
            against = against or [e for e in judged[:_FIRST] if e.admissible and self._denies_it_to(part, e)][:1]
            against = against or [e for e in judged[:_FIRST] if self._of_another(part, ground, e)][:1]
        if not against:
            return finding
        return Finding(part, Sufficiency.PREMISE, tuple(against[:3]), finding.nearest)

    def _corrections(self, query: Query, part: Part, judged: Sequence[Evidence]) -> list[Evidence]:
        """Sentences that give another thing in place of the question's: a bill for a law, the opposite."""
        found = [e for e in judged if self._only_a_bill(part, e)]
        # "Since it has ratified Convention 97, in what year did it do so?"
        asked = query.text if part.kind is Kind.DATE else part.text
        if part.kind in (Kind.DATE, Kind.OPEN) and RATIFIES.search(fold(asked)):
            # "When was it ratified?" — "Convention No. 97 | No".
            found += [e for e in judged[:1] if e.admissible and says_yes(e.sentence) is False]
            found += [e for e in judged[:1] if e.admissible and _of_another_year(part, e)]
        if part.kind is Kind.OPEN and not found:
            found = [e for e in judged[:_FIRST] if e.admissible and self._opposite(part, e)]
        return found or [e for e in judged[:_FIRST] if e.admissible and self._excludes(part, e)]

    def _denies_it_to(self, part: Part, evidence: Evidence) -> bool:
        """Whether just what is asked for is denied to what the question names: "The index does not rank countries"."""
        notions, language = self._judge.notions, evidence.sentence.language
        focus = [u for u in part.units if u.text in part.focus]
        named = notions.named(part)
        for clause in clauses(evidence.sentence.search_text) if focus and named else ():
            denied = _DENIED.search(clause.text)
            if denied is None or clause.stance is not Stance.DENIES:
                continue
            subject = notions.bag_of_text(clause.text[: denied.start()], language)
            # Of what is denied the verb itself counts, or the thing that is not had or made.
            thing = denied[2] if _HAVING.fullmatch(denied[1]) else denied[1]
            bag = notions.bag_of_text(" ".join(thing.split()[:_CORE]), language)
            if all(notions.match(u, subject) for u in named) and any(notions.match(u, bag) == 1.0 for u in focus):
                return True
        return False

    def _of_another(self, part: Part, ground: Part, evidence: Evidence) -> bool:
        """Whether all that a question says is there but its year, partner or group of people, which is another."""
        notions = self._judge.notions
        bag = notions.bag(evidence.sentence)
        matter = [u for u in ground.told if u.kind is not UnitKind.NUMBER and not notions.is_country(u)]
        groups = [u for u in matter if u.concepts & NARROW and notions.match(u, bag) < 1.0]
        rest = [u for u in matter if u not in groups]
        if len(rest) < (_FEWEST_OF_A_GROUP if groups else _FEWEST) or notions.coverage(rest, [bag]) < _ALL_BUT_THAT:
            return False
        if evidence.replaced == "country":
            # "The memorandum with Peru" is one with Colombia.
            return not groups and len(rest) >= _FEWEST_OF_A_GROUP and part.kind in (Kind.OPEN, Kind.LIST)
        if evidence.replaced == "year":
            # "Which strategy was adopted in 2011?" may be after another than the one of 2016.
            return not groups and not part.focus and part.kind is Kind.OPEN
        asked = frozenset(c for u in groups for c in u.concepts)
        return bool(groups) and evidence.admissible and bool((bag.concepts & NARROW) - asked)

    def _opposite(self, part: Part, evidence: Evidence) -> bool:
        sentence = evidence.sentence
        near = evidence.coverage >= self._judge.weights.ground_most
        return near and self._support.contrary(part, fold(sentence.search_text), sentence.language)

    def _excludes(self, part: Part, evidence: Evidence) -> bool:
        """Whether a sentence on most of what a question says excludes the rest: "Why does it lead alone?".

        Of norms each article holds in its own case, and takes no ground from a question on another.
        """
        if evidence.sentence.article or evidence.coverage < self._judge.weights.ground_most:
            return False
        told = clauses(evidence.sentence.search_text)
        return any(takes_the_ground_away(fold(part.text), clause.text) for clause in told)

    def _only_a_bill(self, part: Part, evidence: Evidence) -> bool:
        """Asked about Law 20, a sentence on Bill 20: the number is right, and it is not a law."""
        asked = [i for i in instruments_in(part.text) if i.kind != "bill"]
        named = instruments_in(evidence.sentence.text)
        if not asked or any(a.may_be(n) for a in asked for n in named):
            return False
        bills = [replace(n, kind="law") for n in named if n.kind == "bill"]
        return evidence.coverage >= 0.5 and any(replace(a, kind="law").may_be(b) for a in asked for b in bills)

    def _gone_on(self, ground: Part, judged: Sequence[Evidence]) -> list[Evidence]:
        """As in "The plan guides recovery. However, it does not refer to migrants.": its subject stands above."""
        for evidence in judged[:_FIRST]:
            if not evidence.admissible or evidence.coverage < self._judge.weights.ground_most:
                continue
            for sentence in self._judge.backdrop.after(evidence.sentence):
                follower = evidence.at(sentence)
                if any(self._disclaims(ground, follower, c) for c in clauses(sentence.search_text)):
                    return [follower]
        return []

    def _ground(self, part: Part) -> Part:
        """The question without the detail that it asks for: what it takes for granted, as if asked for a yes."""
        units = tuple(
            replace(u, word_class=WordClass.SCAFFOLD) if u.text in part.focus or u.concepts & _PARTS_OF_A_TEXT else u
            for u in part.units
        )
        return replace(part, kind=Kind.YES_NO, units=units, focus=frozenset())

    def _takes_away(self, ground: Part, evidence: Evidence) -> bool:
        if evidence.likelihood < self._judge.weights.may_deny or not self._names_all(ground, evidence):
            return False
        found = clauses(evidence.sentence.search_text)
        return any(self._denied(ground, evidence, c, found[:i]) for i, c in enumerate(found))

    def _denied(self, ground: Part, evidence: Evidence, clause: Clause, earlier: Sequence[Clause]) -> bool:
        language = evidence.sentence.language
        if speaks_of_a_bill(clause.text):
            likely = evidence.likelihood >= AS_LIKELY_AS_NOT
            return likely and self._support.held(ground, clause.text, language) >= self._judge.weights.ground_bill
        if clause.stance not in (Stance.DENIES, Stance.LIMITS, Stance.FORESEES):
            return False
        if clause.stance is Stance.LIMITS and not denies(clause.text) and not _PARTIAL.search(clause.text):
            return False
        if self._disclaims(ground, evidence, clause):
            return True
        context = " ".join(c.text for c in earlier) if clause.contrasts else ""
        held = self._support.held(ground, f"{context} {clause.text}", language)
        denied = self._shared(ground, clause.text, language) if denies(clause.text) else 0.0
        return held >= self._judge.weights.ground_all or (held >= self._judge.weights.ground_most and denied >= 0.6)

    def _names_all(self, ground: Part, evidence: Evidence) -> bool:
        """Whether each name of the question is met: what is denied of others takes no ground away from it."""
        named = [u for u in ground.units if u.kind is UnitKind.NAME and not u.concepts and not u.carried]
        named = [u for u in named if u.word_class is WordClass.CONTENT and not self._judge.notions.is_country(u)]
        named = [u for u in named if not self._judge.notions.is_title_name(u)]
        bag = self._judge.notions.bag(evidence.sentence)
        return leans(evidence.sentence.search_text) or all(self._judge.notions.match(u, bag) for u in named)

    def _disclaims(self, ground: Part, evidence: Evidence, clause: Clause) -> bool:
        """Whether a clause says of a document that it does not speak of the question's matter at all."""
        found = _REFERS.search(clause.text)
        if not found or not self._named(ground, evidence):
            return False
        matter = re.split(r"[,;.]", clause.text[found.end() :])[0]
        return self._judge.notions.share(matter, evidence.sentence.language, ground.units) >= 0.5

    def _shared(self, ground: Part, clause: str, language: str) -> float:
        """The share of the words after a negation that the question holds too, 0 to 1."""
        complement = _COMPLEMENT.search(clause)
        if not complement:
            return 0.0
        core = " ".join(complement[1].split()[:_CORE])
        return max(self._judge.notions.share(t, language, ground.units) for t in (core, complement[1]))

    def _named(self, ground: Part, evidence: Evidence) -> bool:
        """Whether the sentence, read with those that it leans on, names what the question names."""
        proper = capitalised(ground.text)
        named = [u for u in ground.units if u.text in proper and (u.phrases or u.kind is not UnitKind.WORD)]
        named = [u for u in named if not self._judge.notions.is_country(u)]
        return bool(named) and not any(u.text in evidence.missing for u in named)


def _of_another_year(part: Part, evidence: Evidence) -> bool:
    """Whether the row of a treaty has another year than a question gives to it: "1951 | Yes (1969)"."""
    told = _RATIFIED.search(fold(evidence.sentence.search_text))
    others = [year for year in part.years if year not in evidence.sentence.search_text]
    return told is not None and told[1] not in part.years and bool(others)


_RATIFIED = re.compile(r"\|\s*(?:yes|si)\s*\(((?:19|20)\d\d)\)")
