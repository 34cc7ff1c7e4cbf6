"""Which level the evidence on an indicator supports, and why, in rules that a person can read.

The rules, in the order in which they are tried (docs/drafting.md explains them):

1. Nothing that bears on the indicator firmly enough: not found. Silence is never absence.
2. A table row says yes or no: complete or absent.
3. The sentence denies what is asked: absent; but partial where the same paragraph says that it is under way.
4. Only a bill, a proposal or a process under way: partial.
5. The sentence limits itself, holds for one group only, or is qualified by what follows it: partial.
6. It is what an international organization does, not the State: partial.
7. The framework asks for something that the sentences lack (a norm, a date, how often), or the question asks two things
   and only one is answered: partial.
8. Otherwise complete.
9. What a later document of the country says was brought about gives the level where that is higher.

The heading that a sentence stands under plays no part.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.answer import Verdict
from assistant.indicators.dossier import FRAME, Dossier, Sighting
from assistant.instruments.naming import names_an_instrument
from assistant.instruments.own_instruments import NORMS
from assistant.instruments.wordings import Neighbours
from assistant.judging.actors import of_an_organization
from assistant.judging.asked import FIGURES
from assistant.judging.cells import cell, says_yes
from assistant.judging.evidence import Evidence, Finding, Sufficiency, is_later
from assistant.judging.judge import Judge
from assistant.judging.kinds import YEAR_LIKE
from assistant.judging.selection import Quote, Role, Selection
from assistant.judging.verdict import verdict
from assistant.language.accomplishing import binds, brings_about
from assistant.language.lexicon import LANGUAGES, WordClass
from assistant.language.polarity import (
    Stance,
    adds,
    clauses,
    denies,
    foresees,
    leans,
    names_again,
    opens_with_contrast,
    restrictions,
    speaks_of_a_bill,
)
from assistant.understanding.answer_kind import Kind
from assistant.understanding.question import NARROW, Part
from ingest.document import BlockKind
from ingest.store import StoredSentence
from ingest.terms import STOP_WORDS, fold, stem, words


class Level(StrEnum):
    """How far a policy is in place, as the documents state it."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    ABSENT = "absent"
    NOT_FOUND = "not_found"

    @property
    def verdict(self) -> Verdict | None:
        """What it answers to whether the policy is in place; None where nothing was found."""
        return {Level.COMPLETE: Verdict.YES, Level.PARTIAL: Verdict.PARTIAL, Level.ABSENT: Verdict.NO}.get(self)


@dataclass(frozen=True, slots=True)
class Decision:
    """A level with its reason.

    Attributes:
        level: the level.
        reason: the phrase of ``[draft_reason]`` that says why.
        quotes: the sentences that it rests on, the deciding one among them; empty where nothing was found.
        decisive: the sentence that the reason is about; None where nothing was found.
        words: words of that sentence that the reason quotes; may be empty.
    """

    level: Level
    reason: str
    quotes: tuple[Quote, ...] = ()
    decisive: Quote | None = None
    words: str = ""


_ORDER = {level: place for place, level in enumerate((Level.NOT_FOUND, Level.ABSENT, Level.PARTIAL, Level.COMPLETE))}

NOT_FOUND = Decision(Level.NOT_FOUND, "not_found")

_FLOOR = 0.45
_FOR_LACKING = 0.28
_FOR_LACKING_MOST = 0.15
_MOST = 0.95
_SURE = 0.82
_NEXT = 0.25
_TRIES = 5
_DENIED_SHARE = 0.45
_DENIED_WITH_HELP = 0.2
_LESS_FOR_PARTIAL = 0.15
_THIN = 0.55
_HELD_SHARE = 0.45
_WITHIN = 3
_FURTHER = 6
_SCRAP = 3
_TO_COME = frozenset({"bill", "under_way"})
"""Reasons of what is in part because it is not yet."""
_AGAINST = (Stance.DENIES, Stance.LIMITS)
_TYPED = FIGURES | {Kind.WHO, Kind.INSTRUMENT, Kind.PERSON}


class Rules:
    """Decides levels from dossiers of one store.

    Args:
        judge: compares sentences with the question.
        selection: chooses what is quoted beside the deciding sentence.
        neighbours: sentences of a document between two ordinals, in order.
    """

    def __init__(self, judge: Judge, selection: Selection, neighbours: Neighbours) -> None:
        self._judge = judge
        self._selection = selection
        self._neighbours = neighbours

    def decide(self, dossier: Dossier) -> Decision:
        """The level that the best evidence supports; where it says nothing firm, the next best is tried.

        What a later document says was brought about comes before what was lacking by an earlier one.
        """
        firm = [s for s in dossier.sightings if self._is_firm(s) and self._fits(dossier, s)]
        near = [s for s in firm if s.relevance >= firm[0].relevance - _NEXT][:_TRIES]
        for sighting in self._denials_first(near):
            decision = self._on(dossier, sighting, firm)
            if decision:
                return self._since(dossier, sighting, decision, firm) or decision
        return NOT_FOUND

    def _since(self, dossier: Dossier, told: Sighting, then: Decision, firm: Sequence[Sighting]) -> Decision | None:
        """The higher level that what a later document of the country says was brought about gives; None without one.

        What was told before is quoted after it; what a norm denies is no lack. Where a thing was not lacking, that a
        State bound itself by another treaty alone adds to it.
        """
        if then.level is Level.COMPLETE or told.evidence.document.metadata.type in NORMS:
            return None
        tells = brings_about if then.level is Level.ABSENT or then.reason in _TO_COME else binds
        least = max(_FLOOR, told.relevance - _NEXT)
        later = [s for s in dossier.sightings if is_later(s.evidence.document, told.evidence.document)]
        later = [s for s in later if s.relevance >= least and s.lacking <= told.lacking]
        grounds = [(s, ground) for s in later if (ground := self._ground(s.sentence, tells))]
        for sighting, ground in sorted(grounds, key=lambda pair: pair[1] is not pair[0].sentence):
            since = self._on(dossier, sighting, firm)
            if since and _ORDER[since.level] > _ORDER[then.level]:
                resting_on = Quote(ground, sighting.evidence.document, Role.CLAIM)
                quotes = [resting_on, *since.quotes, *(replace(q, role=Role.CLAIM) for q in then.quotes)]
                return replace(since, quotes=tuple({q.sentence.id: q for q in quotes}.values()))
        return None

    def _ground(self, sentence: StoredSentence, tells: Callable[[str], bool]) -> StoredSentence | None:
        """The sentence itself where it tells that something was done, or what it goes on from ("The Strategy ...")."""
        read = [sentence, *self._judge.backdrop.before(sentence)]
        read += self._judge.backdrop.preceding(sentence) if names_again(sentence.search_text) else []
        return next((s for s in read if tells(fold(s.search_text))), None)

    def contrary(self, dossier: Dossier, decision: Decision) -> Quote | None:
        """A sentence of another document, as much about the matter, that says yes where this one says no, or no."""
        if not decision.decisive or decision.level not in (Level.COMPLETE, Level.ABSENT):
            return None
        denied = decision.level is Level.ABSENT
        for sighting in dossier.sightings:
            if sighting.relevance < _SURE:
                return None
            told = any(q.sentence.id == sighting.sentence.id for q in decision.quotes)
            other = sighting.sentence.document_id != decision.decisive.document.id and not told
            if other and not sighting.lacking and _denies(sighting.sentence) is not denied:
                return Quote(sighting.sentence, sighting.evidence.document, Role.QUALIFIER)
        return None

    def _is_firm(self, sighting: Sighting) -> bool:
        """Whether it bears on the indicator; the heavier the notion that it lacks, the closer it must be otherwise."""
        most = _FOR_LACKING_MOST if sighting.lacking >= _MOST else 0.0
        return sighting.relevance >= _FLOOR + _FOR_LACKING * sighting.lacking + most

    def _fits(self, dossier: Dossier, sighting: Sighting) -> bool:
        """Whether a sentence has what the question asks for: a figure, a date, a body, a norm."""
        kinds = {q.parts[0].kind for q in dossier.queries.values()}
        if sighting.typed or not kinds <= _TYPED:
            return True
        return sighting.relevance >= _SURE and not kinds <= FIGURES

    def _denials_first(self, near: Sequence[Sighting]) -> list[Sighting]:
        """What opens with "However" stands against the sentence before it: where that one denies, it decides."""
        ordered: list[Sighting] = []
        for sighting in near:
            if opens_with_contrast(sighting.sentence.search_text):
                ordered += [s for s in near if _directly_before(s, sighting) and _denies(s.sentence)]
            ordered.append(sighting)
        return list({s.sentence.id: s for s in ordered}.values())

    def _on(self, dossier: Dossier, sighting: Sighting, firm: Sequence[Sighting]) -> Decision | None:
        language = sighting.sentence.language
        part = dossier.part(language)
        evidence = sighting.readings.get(language) or sighting.evidence
        quotes = self._quotes(part, evidence, language, firm)
        decisive = next((q for q in quotes if q.sentence.id == sighting.sentence.id), None)
        decisive = decisive or Quote(evidence.sentence, evidence.document, Role.CLAIM)
        if decisive not in quotes:
            quotes = [decisive, *quotes]
        made = replace(self._level(dossier, sighting, part, evidence, quotes, decisive), quotes=tuple(quotes))
        return None if made.level is Level.NOT_FOUND else made

    def _quotes(self, part: Part, evidence: Evidence, language: str, firm: Sequence[Sighting]) -> list[Quote]:
        others = [s.readings[language] for s in firm if language in s.readings]
        ranked = [evidence, *(e for e in others if e.sentence.id != evidence.sentence.id)]
        quotes = self._selection.quotes(Finding(part, Sufficiency.ENOUGH, tuple(ranked)))
        whole = [Quote(s, q.document, q.role) for q in quotes for s in (q.sentence, *self._rest(q.sentence))]
        return list({q.sentence.id: q for q in whole}.values())

    def _level(
        self,
        dossier: Dossier,
        sighting: Sighting,
        part: Part,
        evidence: Evidence,
        quotes: list[Quote],
        decisive: Quote,
    ) -> Decision:
        sentence = evidence.sentence
        if cell(sentence):
            return self._of_table(part, decisive)
        said = verdict(self._judge, replace(part, kind=Kind.YES_NO), evidence, quotes)
        if speaks_of_a_bill(sentence.search_text):
            return Decision(Level.PARTIAL, "bill", decisive=decisive)
        own = {c.stance for c in clauses(sentence.search_text)}
        if Stance.FORESEES in own and Stance.DENIES not in own:
            return Decision(Level.PARTIAL, "under_way", decisive=decisive)
        if said is Verdict.NO and (denial := self._denial(part, decisive, quotes)):
            return self._denied(dossier, part, sighting, denial, quotes)
        limited = self._limited(dossier, part, decisive, quotes, said)
        if not self._affirms(dossier, sighting, _HELD_SHARE - (_LESS_FOR_PARTIAL if limited else 0.0)):
            return NOT_FOUND
        if not limited and sighting.in_part and _BOTH.search(fold(part.text)):
            return Decision(Level.PARTIAL, "in_part", decisive=decisive)
        in_part = limited or self._lesser(dossier, part, decisive) or self._lacks(dossier, quotes, decisive)
        if in_part is None and said is Verdict.NO:
            # "A body without a secretariat" has none, though nothing is denied.
            return self._denied(dossier, part, sighting, decisive, quotes)
        return in_part or self._complete(dossier, decisive)

    def _lesser(self, dossier: Dossier, part: Part, decisive: Quote) -> Decision | None:
        """Where the framework says in so many words that what the sentence speaks of counts as partial."""
        complete, partial = (_sought(c) for c in sought_clauses(dossier.indicator.looks_for))
        asked = _sought(part.text)
        held = self._judge.notions.bag_of_text(decisive.sentence.search_text, decisive.sentence.language).stems
        if (partial - complete - asked) & held and not (complete - partial - asked) & held:
            return Decision(Level.PARTIAL, "framework", decisive=decisive)
        return None

    def _of_table(self, part: Part, decisive: Quote) -> Decision:
        yes = says_yes(decisive.sentence)
        if yes is None:
            return Decision(Level.PARTIAL, "table", decisive=decisive)
        return Decision(Level.COMPLETE if yes is not part.negated else Level.ABSENT, "table", decisive=decisive)

    def _denial(self, part: Part, decisive: Quote, quotes: Sequence[Quote]) -> Quote | None:
        """The sentence that denies: the deciding one, or one quoted beside it that denies most of what is asked."""
        own = clauses(decisive.sentence.search_text)
        limited = all(c.stance is Stance.LIMITS for c in own) and denies(own[-1].text)
        if limited or _denies(decisive.sentence):
            return decisive
        beside = [q for q in quotes if q is not decisive and _denies(q.sentence)]
        return next((q for q in beside if self._denial_share(part, q.sentence) >= _DENIED_SHARE), None)

    def _denied(self, dossier: Dossier, part: Part, sighting: Sighting, denial: Quote, quotes: list[Quote]) -> Decision:
        """Absent where the denial is of what is asked; partial where something of it is so, or under way."""
        enough = _DENIED_WITH_HELP if sighting.in_part else _DENIED_SHARE
        if self._denial_share(part, denial.sentence) < enough and sighting.relevance < _SURE:
            return NOT_FOUND
        after = self._after(denial.sentence, 1)
        if after and foresees(after[0].search_text) and not speaks_of_a_bill(after[0].search_text):
            follower = self._beside(after[0], denial, quotes)
            return Decision(Level.PARTIAL, "under_way", decisive=follower)
        before = self._stated_before(dossier, denial)
        if before:
            self._beside(before, denial, quotes)
            return Decision(Level.PARTIAL, "qualified", decisive=denial)
        return Decision(Level.ABSENT, "denied", decisive=denial)

    def _beside(self, sentence: StoredSentence, quote: Quote, quotes: list[Quote]) -> Quote:
        """A sentence as a quote beside another, added to the quotes where it is not among them."""
        found = next((q for q in quotes if q.sentence.id == sentence.id), None)
        if found is None:
            found = Quote(sentence, quote.document, Role.QUALIFIER)
            quotes += [found, *(Quote(h, quote.document, Role.QUALIFIER) for h in self._rest(sentence))]
            quotes.sort(key=lambda q: (q.document.id != quote.document.id, q.document.id, q.sentence.ordinal))
        return found

    def _rest(self, sentence: StoredSentence) -> Sequence[StoredSentence]:
        """What a sentence goes on with over a page break; a "However," alone at the foot of a page says nothing."""
        halves = self._selection.other_half(sentence)
        if halves or len(sentence.terms) >= _SCRAP:
            return halves
        after = self._neighbours(sentence.document_id, sentence.ordinal + 1, sentence.ordinal + 1)
        return [s for s in after if s.search_text[:1].islower()]

    def _stated_before(self, dossier: Dossier, denial: Quote) -> StoredSentence | None:
        """Where two things are asked, what is so of them in the sentence that the denial turns against."""
        asked_twice = any(len(q.parts) > 1 for q in dossier.queries.values())
        if not asked_twice or not opens_with_contrast(denial.sentence.search_text):
            return None
        return next(
            (
                s.sentence
                for s in dossier.sightings
                if s.relevance >= _FLOOR
                and s.sentence.block == denial.sentence.block
                and s.sentence.document_id == denial.sentence.document_id
                and s.sentence.ordinal == denial.sentence.ordinal - 1
                and not _denies(s.sentence)
            ),
            None,
        )

    def _denial_share(self, part: Part, sentence: StoredSentence) -> float:
        """How much of the question's weight the denying clause itself holds."""
        content = [(u, self._judge.notions.weight(u)) for u in part.units if u.word_class is WordClass.CONTENT]
        total = sum(w for _, w in content) or 1.0
        shares = [0.0]
        for clause in clauses(sentence.search_text):
            if clause.stance is not Stance.ASSERTS:
                bag = self._judge.notions.bag_of_text(clause.text, sentence.language)
                shares.append(sum(w * self._judge.notions.match(u, bag) for u, w in content) / total)
        return max(shares)

    def _after(self, sentence: StoredSentence, count: int) -> list[StoredSentence]:
        after = self._neighbours(sentence.document_id, sentence.ordinal + 1, sentence.ordinal + count)
        return [s for s in after if s.block == sentence.block and s.kind is BlockKind.PARAGRAPH]

    def _affirms(self, dossier: Dossier, sighting: Sighting, share: float) -> bool:
        """Whether a sentence holds enough of the question for a yes: what it says nothing of it cannot affirm."""
        if sighting.relevance >= _SURE:
            return True
        held = max(self._held(dossier.part(lang), e) for lang, e in sighting.readings.items())
        return held >= share and min(e.thin for e in sighting.readings.values()) <= _THIN

    def _held(self, part: Part, evidence: Evidence) -> float:
        """The share of the question's weight that a sentence holds itself, not by something near."""
        bag = self._judge.notions.bag(evidence.sentence)
        content = [(u, self._judge.notions.weight(u)) for u in part.units if u.word_class is WordClass.CONTENT]
        matches = [(w, self._judge.notions.match(u, bag)) for u, w in content]
        held = sum(w * m for w, m in matches if m > self._judge.weights.near)
        return held / (sum(w for _, w in content) or 1.0)

    def _limited(
        self, dossier: Dossier, part: Part, decisive: Quote, quotes: list[Quote], said: Verdict
    ) -> Decision | None:
        sentence = decisive.sentence
        if of_an_organization(sentence):
            return Decision(Level.PARTIAL, "partner", decisive=decisive)
        if sentence.kind in (BlockKind.LIST_ITEM, BlockKind.HEADING) and not _VERB.search(fold(sentence.search_text)):
            return Decision(Level.PARTIAL, "named_only", decisive=decisive)
        narrow = self._group(part, sentence)
        if narrow:
            return Decision(Level.PARTIAL, "only_for", decisive=decisive, words=narrow)
        if any(c.stance is Stance.LIMITS for c in clauses(sentence.search_text)):
            return Decision(Level.PARTIAL, "limits_itself", decisive=decisive)
        if dossier.indicator.answer_type == "level" and _CONDITION.search(fold(sentence.search_text)):
            return Decision(Level.PARTIAL, "on_condition", decisive=decisive)
        turned = self._turned(dossier, decisive, quotes)
        if turned:
            return Decision(Level.PARTIAL, "qualified", decisive=turned)
        if said is Verdict.PARTIAL:
            return Decision(Level.PARTIAL, "limits_itself", decisive=decisive)
        return None

    def _group(self, part: Part, sentence: StoredSentence) -> str:
        """The words by which a sentence limits itself to a group narrower than was asked; empty where it does not."""
        content = part.told
        asked = frozenset(c for u in content for c in u.concepts)
        for restriction in restrictions(sentence.search_text):
            if not restriction.group:
                continue
            group = self._judge.notions.bag_of_text(restriction.group, sentence.language)
            limit = self._judge.notions.bag_of_text(restriction.text, sentence.language)
            about = any(self._judge.notions.related(u, group) for u in content)
            narrow = group.concepts & NARROW - asked
            met = [u for u in content if self._judge.notions.match(u, limit) == 1.0]
            if narrow or (about and len(met) < max(1, len(limit.stems) // 3)):
                return _in_print(sentence.search_text, restriction.text)
        return ""

    def _turned(self, dossier: Dossier, decisive: Quote, quotes: list[Quote]) -> Quote | None:
        """What stands against the claim a little later in its paragraph: "However, not all ..."."""
        relevance = {s.sentence.id: s.relevance for s in dossier.sightings if self._is_firm(s)}
        for follower in self._thread(decisive.sentence):
            nearest = follower.ordinal == decisive.sentence.ordinal + 1
            if nearest and opens_with_contrast(follower.search_text):
                return self._beside(follower, decisive, quotes)
            against = [c for c in clauses(follower.search_text) if c.contrasts and c.stance in _AGAINST]
            if against and (nearest or relevance.get(follower.id, 0.0) >= _FLOOR):
                return self._beside(follower, decisive, quotes)
        return None

    def _thread(self, sentence: StoredSentence) -> list[StoredSentence]:
        """What follows while each sentence goes on from the one before it."""
        kept: list[StoredSentence] = []
        for follower in self._after(sentence, _WITHIN):
            text = follower.search_text
            if not (adds(text) or leans(text) or opens_with_contrast(text)):
                break
            kept.append(follower)
        return kept

    def _lacks(self, dossier: Dossier, quotes: list[Quote], decisive: Quote) -> Decision | None:
        """What a complete answer needs by the framework's own words and the paragraph does not hold."""
        sentence = decisive.sentence
        around = [q.sentence for q in quotes if q.document.id == decisive.document.id]
        around = [
            s for s in around if abs(s.ordinal - sentence.ordinal) <= _WITHIN and not speaks_of_a_bill(s.search_text)
        ]
        for need in needs(dossier.indicator.looks_for):
            if any(_HELD[need](s.search_text) for s in around):
                continue
            after = self._after(sentence, _FURTHER) if need == "date" else self._thread(sentence)
            further = [s for s in after if _HELD[need](s.search_text) and not speaks_of_a_bill(s.search_text)]
            if not further:
                return Decision(Level.PARTIAL, f"lacks_{need}", decisive=decisive)
            self._beside(further[0], decisive, quotes)
        return None

    def _complete(self, dossier: Dossier, decisive: Quote) -> Decision:
        kind = dossier.indicator.answer_type
        reason = "states" if kind in ("level", "text") else "names"
        return Decision(Level.COMPLETE, reason, decisive=decisive)


_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|may|must|can|shall|does|approved|adopted|signed|established|created|allows?|"
    r"provides?|grants?|es|son|esta|estan|fue|fueron|ha|han|tiene|tienen|puede|pueden|debe|deben|permite|establece|"
    r"aprobo|adopto|firmo|creo|otorga)\b"
)
_BOTH = re.compile(r"\b(?:and|y|e)\b")
_CONDITION = re.compile(
    r"\bmust (?:present|prove|show|provide|have|hold|meet|demonstrate)\b|\bprerequisite\b|\bon condition that\b|"
    r"\bprovided that\b|\brequires? (?:proof|that|a|an)\b|"
    r"\bdeben? (?:presentar|probar|demostrar|acreditar|tener|cumplir|contar)\b|\brequisito\b|\ba condicion de\b|"
    r"\bsiempre (?:que|y cuando)\b"
)


def _denies(sentence: StoredSentence) -> bool:
    """Whether a clause of a sentence denies or only foresees."""
    return any(c.stance in (Stance.DENIES, Stance.FORESEES) for c in clauses(sentence.search_text)) or (
        says_yes(sentence) is False
    )


def _directly_before(first: Sighting, second: Sighting) -> bool:
    one, other = first.sentence, second.sentence
    return one.document_id == other.document_id and one.block == other.block and one.ordinal == other.ordinal - 1


_CLAUSE = re.compile(r"\b(complete|completo|completa|partial|parcial|absent|ausente)\b")


def sought_clauses(looks_for: str) -> tuple[str, str]:
    """What the framework says of a complete and of a partial answer; empty where it says nothing."""
    pieces = _CLAUSE.split(fold(looks_for))
    said = dict(zip(pieces[1::2], pieces[2::2], strict=True))
    complete = next((v for k, v in said.items() if k.startswith("complet")), "")
    return complete, next((v for k, v in said.items() if k.startswith("parcial") or k == "partial"), "")


_UNSPECIFIC = frozenset("example examples name names group groups ejemplo ejemplos nombre nombres grupo grupos".split())


def _sought(text: str) -> frozenset[str]:
    """The stems of the words of a clause that tell one policy from another, by the rules of both languages."""
    kept = [w for w in words(text) if w not in FRAME and w not in _UNSPECIFIC and len(w) > 3]
    return frozenset(stem(w, lang) for lang in LANGUAGES for w in kept if w not in STOP_WORDS[lang])


_NEED = {
    "norm": re.compile(
        r"\b(?:and|y|e) (?:the |la |su )?(?:creating |founding )?(?:norm|law|decree|norma|ley|decreto)\b"
    ),
    "date": re.compile(
        r"\b(?:with|con) (?:the |la |las )?(?:counterpart, year|date|year|fecha|ano)|\bmeetings dated\b"
    ),
    "frequency": re.compile(r"\b(?:frequency|how often|frecuencia|periodicidad)\b"),
}
_FREQUENCY = re.compile(
    r"\b(?:annual(?:ly)?|every|yearly|monthly|quarterly|weekly|daily|regular(?:ly)?|periodic(?:ally)?|"
    r"each (?:year|month)|"
    r"anual(?:es|mente)?|cada|mensual(?:es|mente)?|trimestral(?:es|mente)?|semanal|diari[oa]|periodic[oa]s?|"
    r"regularmente)\b"
)
_HELD: dict[str, Callable[[str], bool]] = {
    "norm": names_an_instrument,
    "date": lambda text: bool(YEAR_LIKE.search(text)),
    "frequency": lambda text: bool(_FREQUENCY.search(fold(text))),
}


def needs(looks_for: str) -> list[str]:
    """What a complete answer must name by the framework's words: ``norm``, ``date``, ``frequency``."""
    complete, _ = sought_clauses(looks_for)
    return [need for need, pattern in _NEED.items() if pattern.search(complete)]


def _in_print(text: str, folded: str) -> str:
    """The stretch of a text that a folded one stands for, as printed; empty where it cannot be told."""
    plain = fold(text)
    start = plain.find(folded)
    if start < 0 or len(plain) != len(text):
        return ""
    return text[start : start + len(folded)].strip()
