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

The heading that a sentence stands under plays no part.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.answer import Verdict
from assistant.dossier import Dossier, Sighting, of_an_organization
from assistant.evidence import Evidence, Finding, Judge, Sufficiency
from assistant.instruments import names_an_instrument
from assistant.lexicon import WordClass
from assistant.polarity import (
    Stance,
    clauses,
    foresees,
    opens_with_contrast,
    restrictions,
    speaks_of_a_bill,
)
from assistant.question import Kind, Part
from assistant.selection import Neighbours, Quote, Role, Selection, cell, says_yes
from assistant.verdict import verdict
from ingest.document import BlockKind
from ingest.store import StoredSentence
from ingest.terms import fold


class Level(StrEnum):
    """How far a policy is in place, as the documents state it."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    ABSENT = "absent"
    NOT_FOUND = "not_found"


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


NOT_FOUND = Decision(Level.NOT_FOUND, "not_found")

_FLOOR = 0.5
_FLOOR_OF_WHOLE = 0.45
_SURE = 0.82
_LIKELY = 0.68
_NEXT = 0.25
_TRIES = 5
_LACKS_MUCH = 0.75
_LACKS_MOST = 0.95
_DENIED_SHARE = 0.45
_THIN = 0.45
_HELD_SHARE = 0.35
_WITHIN = 3


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
        """The level that the best evidence supports; where it says nothing firm, the next best is tried."""
        firm = [s for s in dossier.sightings if self._is_firm(s)]
        near = [s for s in firm if s.relevance >= firm[0].relevance - _NEXT][:_TRIES]
        for sighting in near:
            decision = self._on(dossier, sighting, firm)
            if decision:
                return decision
        return NOT_FOUND

    def _is_firm(self, sighting: Sighting) -> bool:
        """Whether it bears on the indicator; one that lacks a heavy notion of it must be all the closer otherwise."""
        if sighting.lacking >= _LACKS_MOST:
            return sighting.relevance >= _SURE
        if sighting.lacking >= _LACKS_MUCH:
            return sighting.relevance >= _LIKELY
        return sighting.relevance >= (_FLOOR if sighting.lacking else _FLOOR_OF_WHOLE)

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
        return self._selection.quotes(Finding(part, Sufficiency.ENOUGH, tuple(ranked)))

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
        if said is Verdict.NO:
            return self._denied(part, sighting, decisive, quotes)
        if foresees(sentence.search_text):
            return Decision(Level.PARTIAL, "under_way", decisive=decisive)
        if said is Verdict.YES and not self._affirms(dossier, sighting):
            return NOT_FOUND
        limited = self._limited(part, decisive, quotes, said)
        return limited or self._lacks(dossier, quotes, decisive) or self._complete(dossier, decisive)

    def _of_table(self, part: Part, decisive: Quote) -> Decision:
        yes = says_yes(decisive.sentence)
        if yes is None:
            return Decision(Level.PARTIAL, "table", decisive=decisive)
        return Decision(Level.COMPLETE if yes is not part.negated else Level.ABSENT, "table", decisive=decisive)

    def _denied(self, part: Part, sighting: Sighting, decisive: Quote, quotes: list[Quote]) -> Decision:
        """Absent where the denial is of what is asked; partial where what comes next is under way."""
        if self._denial_share(part, decisive.sentence) < _DENIED_SHARE and sighting.relevance < _SURE:
            return NOT_FOUND
        after = self._after(decisive.sentence, 1)
        if after and foresees(after[0].search_text):
            follower = Quote(after[0], decisive.document, Role.QUALIFIER)
            if follower.sentence.id not in {q.sentence.id for q in quotes}:
                quotes.append(follower)
            return Decision(Level.PARTIAL, "under_way", decisive=follower)
        return Decision(Level.ABSENT, "denied", decisive=decisive)

    def _denial_share(self, part: Part, sentence: StoredSentence) -> float:
        """How much of the question's weight the denying clause itself holds."""
        content = [(u, self._judge.weight(u)) for u in part.units if u.word_class is WordClass.CONTENT]
        total = sum(w for _, w in content) or 1.0
        shares = [0.0]
        for clause in clauses(sentence.search_text):
            if clause.stance is not Stance.ASSERTS:
                bag = self._judge.bag_of_text(clause.text, sentence.language)
                shares.append(sum(w * self._judge.match(u, bag) for u, w in content) / total)
        return max(shares)

    def _after(self, sentence: StoredSentence, count: int) -> list[StoredSentence]:
        after = self._neighbours(sentence.document_id, sentence.ordinal + 1, sentence.ordinal + count)
        return [s for s in after if s.block == sentence.block and s.kind is BlockKind.PARAGRAPH]

    def _affirms(self, dossier: Dossier, sighting: Sighting) -> bool:
        """Whether a sentence holds enough of the question for a yes: what it says nothing of it cannot affirm."""
        if sighting.relevance >= _SURE:
            return True
        held = max(self._held(dossier.part(lang), e) for lang, e in sighting.readings.items())
        return held >= _HELD_SHARE and min(e.thin for e in sighting.readings.values()) <= _THIN

    def _held(self, part: Part, evidence: Evidence) -> float:
        """The share of the question's weight that a sentence holds word for word or notion for notion."""
        bag = self._judge.bag(evidence.sentence)
        content = [(u, self._judge.weight(u)) for u in part.units if u.word_class is WordClass.CONTENT]
        held = sum(w for u, w in content if self._judge.match(u, bag) == 1.0)
        return held / (sum(w for _, w in content) or 1.0)

    def _limited(self, part: Part, decisive: Quote, quotes: list[Quote], said: Verdict) -> Decision | None:
        sentence = decisive.sentence
        if of_an_organization(sentence):
            return Decision(Level.PARTIAL, "partner", decisive=decisive)
        if sentence.kind in (BlockKind.LIST_ITEM, BlockKind.HEADING) and not sentence.context:
            return Decision(Level.PARTIAL, "named_only", decisive=decisive)
        narrow = self._group(part, sentence)
        if narrow:
            return Decision(Level.PARTIAL, "only_for", decisive=decisive, words=narrow)
        if any(c.stance is Stance.LIMITS for c in clauses(sentence.search_text)):
            return Decision(Level.PARTIAL, "limits_itself", decisive=decisive)
        turned = self._turned(decisive, quotes)
        if turned:
            return Decision(Level.PARTIAL, "qualified", decisive=turned)
        if said is Verdict.PARTIAL:
            return Decision(Level.PARTIAL, "limits_itself", decisive=decisive)
        return None

    def _group(self, part: Part, sentence: StoredSentence) -> str:
        """The words by which a sentence limits the group that the question asks about; empty where it does not."""
        for restriction in restrictions(sentence.search_text):
            if not restriction.group:
                continue
            bag = self._judge.bag_of_text(restriction.group, sentence.language)
            asked = self._judge.bag_of_text(restriction.text, sentence.language)
            content = [u for u in part.units if u.word_class is WordClass.CONTENT and not u.carried]
            about = any(self._judge.match(u, bag) >= self._judge.weights.near for u in content)
            met = [u for u in content if self._judge.match(u, asked) == 1.0]
            if about and len(met) < max(1, len(asked.stems) // 3):
                return _in_print(sentence.search_text, restriction.text)
        return ""

    def _turned(self, decisive: Quote, quotes: list[Quote]) -> Quote | None:
        """What stands against the claim a little later in its paragraph: "However, not all ..."."""
        for follower in self._after(decisive.sentence, _WITHIN):
            turns = opens_with_contrast(follower.search_text) and follower.ordinal == decisive.sentence.ordinal + 1
            if turns or any(
                c.contrasts and c.stance in (Stance.DENIES, Stance.LIMITS) for c in clauses(follower.search_text)
            ):
                found = Quote(follower, decisive.document, Role.QUALIFIER)
                if follower.id not in {q.sentence.id for q in quotes}:
                    quotes.append(found)
                return found
        return None

    def _lacks(self, dossier: Dossier, quotes: Sequence[Quote], decisive: Quote) -> Decision | None:
        """What a complete answer needs by the framework's own words and the sentences do not hold."""
        text = " ".join(q.sentence.search_text for q in quotes)
        for need in needs(dossier.indicator.looks_for):
            if not _HELD[need](text):
                return Decision(Level.PARTIAL, f"lacks_{need}", decisive=decisive)
        return None

    def _complete(self, dossier: Dossier, decisive: Quote) -> Decision:
        kind = dossier.indicator.answer_type
        reason = "states" if kind in ("level", "text") else "names"
        return Decision(Level.COMPLETE, reason, decisive=decisive)


_COMPLETE_CLAUSE = re.compile(r"^.*?(?=;|\.\s|\.$|\bpartial\b|\bparcial\b|$)", re.DOTALL)
_NEED = {
    "norm": re.compile(r"\b(?:and|y|e) (?:the |la |su )?(?:creating |founding )?(?:norm|law|decree|norma|ley|decreto)\b"),
    "date": re.compile(r"\b(?:with|con) (?:the |la |las )?(?:counterpart, year|date|year|fecha|ano)|\bmeetings dated\b"),
    "frequency": re.compile(r"\b(?:frequency|how often|frecuencia|periodicidad)\b"),
}
_FREQUENCY = re.compile(
    r"\b(?:annual(?:ly)?|every|yearly|monthly|quarterly|weekly|daily|regular(?:ly)?|periodic(?:ally)?|each (?:year|month)|"
    r"anual(?:es|mente)?|cada|mensual(?:es|mente)?|trimestral(?:es|mente)?|semanal|diari[oa]|periodic[oa]s?|"
    r"regularmente)\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_HELD = {
    "norm": names_an_instrument,
    "date": lambda text: bool(_YEAR.search(text)),
    "frequency": lambda text: bool(_FREQUENCY.search(fold(text))),
}


def needs(looks_for: str) -> list[str]:
    """What a complete answer must name by the framework's words: ``norm``, ``date``, ``frequency``."""
    clause = _COMPLETE_CLAUSE.match(fold(looks_for))
    return [need for need, pattern in _NEED.items() if clause and pattern.search(clause[0])]


def _in_print(text: str, folded: str) -> str:
    """The stretch of a text that a folded one stands for, as printed; empty where it cannot be told."""
    plain = fold(text)
    start = plain.find(folded)
    if start < 0 or len(plain) != len(text):
        return ""
    return text[start : start + len(folded)].strip()
