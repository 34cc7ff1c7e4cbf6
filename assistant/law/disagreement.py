"""Do two sources say different things of the same matter?

A false alarm costs more trust than a difference that goes unsaid, so a difference counts only where nothing but the
value, the date or the yes and no differs: the same thing counted in the same unit, of the same people and place, at the
same time. Sources of different years may both be right, unless they tell of one event, or one is the very norm that the
other describes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Verdict
from assistant.instruments.authority import rank
from assistant.instruments.naming import Instrument, instruments_in
from assistant.instruments.own_instruments import NORMS
from assistant.judging.asked import FIGURES
from assistant.judging.cells import cell, says_yes
from assistant.judging.evidence import Evidence, Finding, Sufficiency, says_all
from assistant.judging.judge import Judge
from assistant.judging.kinds import YEAR_LIKE
from assistant.language.function_words import ONLY
from assistant.language.lexicon import Lexicon, WordClass
from assistant.language.polarity import Clause, Stance, clauses, foresees, restrictions, speaks_of_a_bill
from assistant.law.matter import OPPOSED, Matter
from assistant.law.rival_names import gives_another_institution, gives_another_instrument, without_names
from assistant.law.values import differ, value_of
from assistant.retrieval import Vector
from assistant.understanding.answer_kind import Kind
from assistant.understanding.question import EVENTS, Part, Query
from ingest.document import BlockKind
from ingest.store import DocumentRecord, StoredSentence
from ingest.terms import STOP_WORDS, fold, words

_HELD = 0.6
"""Share of the question's weight that each of two sentences must hold by itself."""
_SURE = 0.2
"""How likely each must be to answer. That their words agree says more, and articles answer in words of their own."""
_AIMS = re.compile(
    r"\b(?:target|goal|aims?|plans? to|planned|forecast|projected|meta|objetivo|prev(?:e|ista)|proyectad[oa])\b"
)
_NAMES = frozenset({Kind.INSTRUMENT, Kind.WHO})
_OF_RULES = (Kind.DURATION, Kind.MONEY, Kind.PERCENT)
"""Kinds of values that rules set, whatever a question about them is called ("what penalty ...?")."""
_CHANGED = re.compile(
    r"\b(?:amend\w*|reform\w*|since (?:19|20)\d\d|since then|replac\w*|repeal\w*|former\w*|previous\w*|until|"
    r"modific\w*|desde (?:19|20)\d\d|desde entonces|derog\w*|anterior\w*|reemplaz\w*|sustitu\w*|antes)\b"
)
_IN_FORCE = re.compile(r"\b(?:into force|in force|en vigor|en vigencia|vigente|rige)\b")


@dataclass(frozen=True, slots=True)
class Difference:
    """Two sentences that differ on the same matter, that of the higher authority first."""

    first: Evidence
    second: Evidence


class Disagreement:
    """Looks for a second source that contradicts the first.

    Args:
        judge: knows which notions a sentence holds.
        lexicon: the words of notions in both languages.
        vectors: the vectors of sentences by their ids, in order.
        own: what a document is by its number.
    """

    def __init__(
        self,
        judge: Judge,
        lexicon: Lexicon,
        vectors: Callable[[Sequence[int]], Vector],
        own: Callable[[DocumentRecord], Instrument | None],
    ) -> None:
        self._judge = judge
        self._matter = Matter(judge, lexicon, vectors)
        self._own = own

    def found(self, query: Query, findings: Sequence[Finding]) -> Difference | None:
        """The difference that the evidence on a question shows; None where there is none, or none that is sure."""
        if len(findings) != 1 or query.follows:
            return None
        finding = findings[0]
        if finding.sufficiency is not Sufficiency.ENOUGH or not finding.evidence:
            return None
        if finding.part.kind not in FIGURES | _NAMES | {Kind.YES_NO, Kind.OPEN} or finding.part.choice:
            return None
        best = finding.evidence[0]
        for other in self._by_source(finding):
            if self._differ(query, finding.part, best, other):
                pair = sorted((best, other), key=lambda e: (rank(e.document), -e.score))
                return Difference(pair[0], pair[1])
        return None

    def _by_source(self, finding: Finding) -> list[Evidence]:
        """The best evidence of each other document."""
        first = finding.evidence[0]
        best: dict[str, Evidence] = {}
        for evidence in (*finding.evidence, *finding.nearest):
            if evidence.document.id != first.document.id and evidence.admissible:
                best.setdefault(evidence.document.id, evidence)
        return list(best.values())

    def _differ(self, query: Query, part: Part, one: Evidence, other: Evidence) -> bool:
        if not (self._holds(part, one) and self._holds(part, other)) or _of_two_countries(one, other):
            return False
        sides = (one, other)
        if part.kind is Kind.YES_NO:
            return self._deny_each_other(query, part, sides)
        if part.kind in _NAMES:
            return self._names_differ(query, part, sides)
        kinds = _OF_RULES if part.kind is Kind.OPEN else (part.kind,)
        whole = (one.sentence.search_text, other.sentence.search_text)
        return any(self._values_differ(part, kind, sides) for kind in kinds) and self._of_one_matter(
            query, part, sides, whole
        )

    def _of_one_matter(
        self, query: Query, part: Part, sides: tuple[Evidence, Evidence], texts: tuple[str, str]
    ) -> bool:
        return self._matter.is_one(part, query.language, sides, texts, self._one_norm(*sides))

    def _holds(self, part: Part, evidence: Evidence) -> bool:
        """Whether a sentence itself answers, and tells of what is, not of what is planned or proposed."""
        text = evidence.sentence.search_text
        if speaks_of_a_bill(text) or foresees(text) or evidence.sentence.kind is BlockKind.HEADING:
            return False
        if part.kind is not Kind.YES_NO and _AIMS.search(fold(text)):
            return False
        # Of two that say all of it the one takes from the other's likelihood.
        sure = evidence.likelihood >= _SURE or says_all(evidence)
        return sure and evidence.own >= _HELD and evidence.lack <= self._judge.weights.figure_lack

    # Values and names

    def _values_differ(self, part: Part, kind: Kind, sides: tuple[Evidence, Evidence]) -> bool:
        one, other = sides
        first, second = (value_of(kind, e.sentence.search_text, e.sentence.language, part.years) for e in (one, other))
        if first is None or second is None or not differ(kind, first, second):
            return False
        if kind is Kind.DATE:
            return self._tells_event(part, one.sentence) and self._tells_event(part, other.sentence)
        if kind is Kind.DURATION and self._one_norm(one, other) and not _tells_of_change(sides):
            return True
        return self._at_one_time(part, sides) or (kind in _OF_RULES and self._rule_and_description(sides))

    def _names_differ(self, query: Query, part: Part, sides: tuple[Evidence, Evidence]) -> bool:
        """Whether two sentences give different names; but for them, they must be of one matter."""
        one, other = sides
        if part.kind is Kind.INSTRUMENT:
            told = all(self._tells_event(part, e.sentence) for e in sides)
            rival = told and gives_another_instrument(part, one, other)
        else:
            rival = self._both_hold(sides) and gives_another_institution(self._judge, part, one, other)
        texts = (without_names(self._judge, part, one), without_names(self._judge, part, other))
        return rival and self._of_one_matter(query, part, sides, texts)

    def _tells_event(self, part: Part, sentence: StoredSentence) -> bool:
        """Whether a question for a date asks for what happens once, and a sentence tells of just that."""
        events = [u for u in part.units if u.concepts & EVENTS]
        bag = self._judge.notions.bag(sentence)
        if _IN_FORCE.search(fold(part.text)):
            return bool(_IN_FORCE.search(fold(sentence.search_text)))
        return bool(events) and all(self._judge.notions.match(u, bag) >= 1.0 for u in events)

    def _at_one_time(self, part: Part, sides: tuple[Evidence, Evidence]) -> bool:
        """Whether two sentences tell of the same time: that which they print, else that of their documents."""
        printed = [_years(e) for e in sides]
        if all(printed):
            return printed[0] == printed[1]
        if part.years:
            return True
        first, second = (p or frozenset(e.document.metadata.year.split()) for p, e in zip(printed, sides, strict=True))
        return bool(first) and first == second

    def _rule_and_description(self, sides: tuple[Evidence, Evidence]) -> bool:
        """Whether one is the text of a norm and the other a later source that describes the rule as it stands.

        A rule holds until it is changed; of a change the later source would speak.
        """
        norms = [e for e in sides if e.document.metadata.type in NORMS and e.sentence.article]
        others = [e for e in sides if e.document.metadata.type not in NORMS]
        if len(norms) != 1 or len(others) != 1 or _tells_of_change(sides):
            return False
        set_in, told_in = (e.document.metadata.year for e in (norms[0], others[0]))
        return bool(set_in) and set_in <= told_in and not _years(others[0]) - {told_in}

    def _one_norm(self, one: Evidence, other: Evidence) -> bool:
        """Whether one is the text of a norm that the other names, or both name the same norm."""
        named = []
        for evidence in (one, other):
            own = self._own(evidence.document) if evidence.document.metadata.type in NORMS else None
            told = instruments_in(evidence.sentence.text) or self._named_before(evidence.sentence)
            named.append([*([own] if own else []), *told])
        return any(a.may_be(b) for a in named[0] for b in named[1])

    def _named_before(self, sentence: StoredSentence) -> tuple[Instrument, ...]:
        """The instruments that the sentence before one names: "Law 44 governs asylum. It sets a term of ..."."""
        before = [s for s in self._judge.backdrop.preceding(sentence) if s.ordinal == sentence.ordinal - 1]
        return tuple(i for s in before for i in instruments_in(s.text))

    # Yes and no

    def _deny_each_other(self, query: Query, part: Part, sides: tuple[Evidence, Evidence]) -> bool:
        one, other = sides
        if self._all_against_some(query, part, sides):
            return True
        said = [self._says(part, e) for e in sides]
        if {*said} != {Verdict.YES, Verdict.NO} or not all(self._of_its_subject(part, e) for e in sides):
            return False
        texts = (self._answering(part, one), self._answering(part, other))
        if self._limits(one) != self._limits(other) or not self._of_one_matter(query, part, sides, texts):
            return False
        if self._both_hold(sides):
            return True
        years = [e.document.metadata.year for e in sides]
        later = one if years[0] > years[1] else other
        # A later source may tell of what has changed since, unless what it tells of was so before the earlier one.
        happened = _years(later)
        return bool(happened) and min(years) != "" and max(happened) < min(years)

    def _both_hold(self, sides: tuple[Evidence, Evidence]) -> bool:
        """Whether two sources tell of one time: of one year, of one norm, or of a norm and what describes it."""
        years = [e.document.metadata.year for e in sides]
        of_one_year = bool(years[0]) and years[0] == years[1]
        return of_one_year or self._one_norm(*sides) or self._rule_and_description(sides)

    def _all_against_some(self, query: Query, part: Part, sides: tuple[Evidence, Evidence]) -> bool:
        """Whether one sentence says that a thing holds for all, as was asked, and the other that it does for some."""
        texts = [fold(e.sentence.search_text) for e in sides]
        whole = [bool(_ALL.search(t)) and not _ONLY.search(t) for t in texts]
        some = [bool(_ONLY.search(t)) for t in texts]
        flat = not any(_DENIAL.search(t) for t in texts) and _ALL.search(fold(part.text))
        if not flat or not ((whole[0] and some[1]) or (whole[1] and some[0])) or not self._both_hold(sides):
            return False
        said = " ".join(m[0] for m in _ALL.finditer(fold(part.text)))
        language = query.language
        of_all = self._judge.notions.bag_of_text(said, language)
        bare = replace(part, units=tuple(u for u in part.units if not self._judge.notions.match(u, of_all)))
        first, second = (_ONLY.sub(" ", _ALL.sub(" ", t)) for t in texts)
        return self._of_one_matter(query, bare, sides, (first, second))

    def _limits(self, evidence: Evidence) -> frozenset[str]:
        if cell(evidence.sentence):
            return frozenset()
        return frozenset(fold(r.text) for r in restrictions(evidence.sentence.search_text))

    def _answering(self, part: Part, evidence: Evidence) -> str:
        """The clauses of a sentence that hold what is asked."""
        sentence = evidence.sentence
        if cell(sentence):
            return sentence.search_text
        held = [c.text for c in clauses(sentence.search_text) if self._weighs(part, c.text, evidence)]
        return " ".join(held) or sentence.search_text

    def _of_its_subject(self, part: Part, evidence: Evidence) -> bool:
        """Whether what stands before the denial is what the question names: "school meals are not" denies of meals."""
        sentence = evidence.sentence
        if cell(sentence):
            return True
        before = _DENIAL.split(fold(sentence.search_text))
        if len(before) < 2:
            return True
        content = [w for w in words(_without_article(before[0])) if w not in STOP_WORDS[sentence.language]]
        units = [u for u in part.units if not u.carried]
        return all(
            any(
                self._judge.notions.match(u, self._judge.notions.bag_of_text(w, sentence.language)) >= _NAMED
                for u in units
            )
            or self._judge.notions.countries(w)
            or w in fold(part.text)
            for w in content
            if not w[0].isdigit() and w not in _OF_REFERENCE
        )

    def _says(self, part: Part, evidence: Evidence) -> Verdict | None:
        """Yes or no, where a sentence says one of them of all that is asked, flatly; None otherwise."""
        sentence = evidence.sentence
        if cell(sentence):
            told = says_yes(sentence)
            if told is None or len(set(YEAR_LIKE.findall(sentence.search_text.split("|")[0]))) > 1:
                return None
            return Verdict.YES if told else Verdict.NO
        if evidence.thin > self._judge.weights.yes_lack:
            return None
        stances = {
            self._stance(part, c, sentence.language)
            for c in clauses(sentence.search_text)
            if self._weighs(part, c.text, evidence)
        }
        return (
            {Stance.ASSERTS: Verdict.YES, Stance.DENIES: Verdict.NO}.get(stances.pop()) if len(stances) == 1 else None
        )

    def _stance(self, part: Part, clause: Clause, language: str) -> Stance:
        """That of a clause to what is asked: asked whether a thing is compulsory, "is optional" denies."""
        asked = frozenset(c for u in part.units for c in u.concepts) & OPPOSED
        told = self._judge.notions.bag_of_text(clause.text, language).concepts
        if not asked or not asked.isdisjoint(told) or self._judge.notions.opposites(asked).isdisjoint(told):
            return clause.stance
        return Stance.DENIES if clause.stance is Stance.ASSERTS else Stance.LIMITS

    def _weighs(self, part: Part, clause: str, evidence: Evidence) -> bool:
        """Whether a clause holds half of what is asked; that it is of the norm asked about, the norm's title says."""
        bag = self._judge.notions.bag_of_text(clause, evidence.sentence.language)
        content = [u for u in part.units if u.word_class is WordClass.CONTENT]
        if evidence.document.metadata.type in NORMS:
            title = self._judge.notions.bag_of_text(
                evidence.document.metadata.title, evidence.document.metadata.language
            )
            content = [u for u in content if not self._judge.notions.match(u, title)] or content
        return bool(content) and self._judge.notions.coverage(content, [bag]) >= _HALF_OF_IT


_ALL = re.compile(
    r"\b(?:regardless of|whatever|independientemente de|sin importar|cualquiera que sea|sea cual sea)\b[^,.;?]*|"
    r"\b(?:all|every|everyone|todos|todas)\b"
)
_ONLY = re.compile(rf"\b(?:{ONLY})\b[^,.;]*")
_DENIAL = re.compile(r"\b(?:cannot|can't|not|no|never|nunca|tampoco)\b")
_NAMED = 0.5
_HALF_OF_IT = 0.5
_OF_REFERENCE = frozenset(
    "under according law decree act article section segun ley decreto articulo conforme has have does do is are".split()
)
_ARTICLE_LABEL = re.compile(r"^\W*(?:articulo|article|section|art)\.? \S+\s*")


def _without_article(text: str) -> str:
    return _ARTICLE_LABEL.sub("", text)


def _of_two_countries(one: Evidence, other: Evidence) -> bool:
    homes = {e.document.metadata.country for e in (one, other)}
    return len(homes) == 2 and None not in homes


def _tells_of_change(sides: Sequence[Evidence]) -> bool:
    return any(_CHANGED.search(fold(e.sentence.search_text)) for e in sides)


def _years(evidence: Evidence) -> frozenset[str]:
    """The years that a sentence prints, but for those of instruments."""
    text = evidence.sentence.search_text
    for instrument in instruments_in(text):
        text = text.replace(instrument.year or "\0", " ")
    return frozenset(YEAR_LIKE.findall(text))
