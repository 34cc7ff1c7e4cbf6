"""Yes, no, in part: what the deciding sentences say to a yes-or-no question.

The heading that a sentence stands under never decides; the sentences do, clause by clause: a clause that denies what
only it speaks of outweighs one that asserts the matter around it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Verdict
from assistant.instruments.naming import instruments_in
from assistant.judging.cells import cell, says_yes
from assistant.judging.closeness import MEANT, Closest
from assistant.judging.evidence import Evidence
from assistant.judging.exclusions import excludes
from assistant.judging.going_without import has_none_of_it, may_do_without
from assistant.judging.judge import Judge
from assistant.judging.kinds import NUMERAL, ordinals_in, spelled_out
from assistant.judging.needs import asks_a_need
from assistant.judging.selection import Quote, asks_of_several_treaties
from assistant.judging.support import Support, asks_of_both
from assistant.language.bounds import Bound, bounds_in
from assistant.language.frequency import speaks_of_frequency
from assistant.language.function_words import ONLY
from assistant.language.intentions import asks_of_intentions
from assistant.language.polarity import (
    Clause,
    Stance,
    asks_if_out_or_free,
    asks_leave,
    asks_of_hindering,
    asks_of_restriction,
    clauses,
    denied_of,
    denies,
    goes_without,
    hinders,
    keeps_the_duty,
    keeps_what_is_not_lost,
    lets_be,
    needs_none,
    prohibits,
    restrictions,
    speaks_of_a_bill,
)
from assistant.understanding.question import BROAD, NARROW, Part, UnitKind
from ingest.document import BlockKind
from ingest.store import StoredSentence
from ingest.terms import fold, words

YEAR = re.compile(r"(?:19|20)\d\d")
_OPERATIVE = re.compile(
    r"\b(?:allows?|allowed|permits?|permitted|entitles?|may|permite|permiten|autoriza|puede|pueden)\b"
)
_BUT = r"\W*(?:(?:but|however|yet|although|pero|sin embargo|aunque|no obstante)\W+)?"
# "... but these do not lead to action": what is denied is denied of what was asserted.
_OF_THE_SAME = re.compile(rf"{_BUT}(?:these|this|those|they|it|est[ao]s?|ell[ao]s|eso)\b")
_ASKS_WITHOUT = re.compile(r"\b(?:sin|without)\b")
_POINTS_BACK = re.compile(
    rf"{_BUT}(?:\w+ ){{0,8}}?(?:th(?:is|ese|ose|ey|eir)|its?|such|est[aeo]s?|es[aeo]s?|dich[ao]s?|sus?|ell[ao]s)\b"
)
# Asked whether something holds for some of a kind, what holds for those alone is a yes.
_OF_SOME = re.compile(
    r"\b(?:certain|some|specific|particular) \w+s\b|\b(?:ciert|algun|determinad|particular)(?:[oa]s|es) \w+s\b"
)
# What ended is what the clause is on; "the course ended with a test" says when something else took place.
_ENDED = re.compile(
    r"\b(?:was|were|has been|have been) (?:abolished|discontinued|scrapped|suspended|terminated|wound up|phased out|"
    r"dissolved|disbanded|withdrawn|shut down|closed down)\b|"
    r"\b(?:is|are|was|were|has been|have been) (?:hereby )?(?:repealed|revoked|struck down)\b|\bceased to be\b|"
    r"\b(?:has|have) ended\b|\bstopped \w+ing\b|\bqued[ao]n? (?:\w+ )?derogad[oa]s?\b|"
    r"\b(?:ended|expired|lapsed|ceased to (?:exist|apply|operate)) (?:in|on|at the end of) \S*\d|"
    r"\bran from (?:\w+ )?\d{4} (?:to|until) (?:\w+ )?\d{4}\b|"
    r"\b(?:termino|finalizo|expiro|vencio|caduco|dejo de (?:existir|funcionar|regir|aplicarse|exigirse)) "
    r"en (?:\w+ de )?\d{4}\b|"
    r"\b(?:fue|fueron|ha sido|han sido|quedo|quedaron) "
    r"(?:suprimid|eliminad|abolid|suspendid|disuelt|clausurad|cancelad)[oa]s?\b|"
    r"\b(?:queda|quedan|quedo|quedaron) sin efecto\b|\bse (?:suprimio|elimino|suspendio|disolvio|cancelo)\b"
)
_ASKS_OF_THE_PAST = re.compile(
    r"\b(?:did|was|were|had|has|have|used to|ever|hubo|habia|existio|existia|fue|fueron|era|eran|ha|han|alguna vez|"
    r"tuvo|tuvieron|tenia)\b|\b(?:19|20)\d\d\b"
)
_OF_ALL_OF_IT = re.compile(
    r"\b(?:the (?:whole|entire|full|complete)|in (?:full|its entirety)|completely|entirely|"
    r"en su totalidad|por completo|"
    r"(?:complet|enter|integr)[oa]s?|"
    r"completamente|integramente|enteramente)\b"
)
_OF_A_PART = re.compile(
    r"\b(?:main|chief|principal(?:es)?|(?:parts?|sections?|most|some|half|portions?|excerpts?|extracts?) of|"
    r"(?:partes?|secciones|la mayoria|algun[oa]s|la mitad|fragmentos?|extractos?) de|"
    r"summar(?:y|ies)|summari[sz]ed?|abridged|highlights|resum(?:en|enes|id[oa]s?)|abreviad[oa]s?|sintesis)\b"
)
_IN_ANY_CASE = re.compile(r"\b(?:can|could|may|might)\b[^,;?]*\bany\b")
_LIKE_THEM = re.compile(
    r"\b(?:like|same as|(?:same|equal) (?:\w+ ){1,2}?(?:as|to|with)|igual(?:es)? (?:que|a)|lo mismo que|como|"
    r"en las mismas \w+ que|en pie de igualdad con) (?:(?:any|an?|una?|los|las|cualquier) )?(\w+)"
)
_NATIONAL = re.compile(r"(?:nationals?|citizens?|nacional(?:es)?|ciudadan[oa]s?)")
_MANY = re.compile(
    r"\b(?:many|numerous|plenty|a lot|lots|abound|abundant|much[oa]s|numeros[oa]s|abundan?|abundantes|"
    r"gran (?:numero|cantidad))\b"
)
_ANY_OF = re.compile(r"\b(?:any|some|at least one|algun[oa]s?|al menos un[oa]?)\b")
_ONLY = re.compile(rf"\b(?:{ONLY})\b")
_SO_MANY_OF = re.compile(r"\b(\d+) (?:out )?(?:of|de) (?:(?:the|its|their|l[oa]s|sus) )?(\d+)\b")
_OF_THEM = re.compile(
    r"\b(?:\d+|some|most|several|algun[oa]s|vari[oa]s) (?:of|de) (?:them|these|those|ell[oa]s|est[oa]s)\b"
)
_FEW = re.compile(r"\b(?:few|poc[oa]s)\b")
_RESERVES = re.compile(r"\breserved (?:for|to)\b|\breservad[oa]s? (?:a|para|por)\b")
# "The institute shall submit the proposal to the ministry, which may grant it."
_RULES = re.compile(
    r"\b(?:shall|may|must|propos\w+ (?:by|of|from|to) the|(?:podra|debera|\w+ara|\w+ira|\w+era)n?|"
    r"pueden?|a propuesta)\b"
)
_NOT_OF_THESE = re.compile(
    r"\bno l[oa]s? (?:es|son|esta|estan|ha|han|hace|hacen)\b|"
    r"\b(?:is|are|was|were|does|do|did|has|have|can) not(?: yet| so)?\W*$"
)
_SIBLINGS = NARROW | frozenset("deportation expulsion detention extradition irregular foreigner".split())
"""Groups of people, and what is done to them: what is so of one need not be so of another."""
# "Is there a cap on how many ...?" asks for a bound, which is set by what may not be exceeded.
_ASKS_FOR_A_LIMIT = re.compile(
    r"(?:is there|are there|does .{2,40} (?:set|have|impose)|hay|existen?|se fija|tiene .{2,40}?)(?: \w+){0,2}? "
    r"(?:limits?|caps?|ceilings?|maximum|quotas?|topes?|limites?|maximos?|cupos?|cuotas?|techos?)\b"
)
_SETS_A_LIMIT = re.compile(
    r"\b(?:exceed\w*|exced\w*|surpass\w*|super(?:ar|e|en|ara|aran)|not more than|no more than|at most|up to|maximum|"
    r"no mas de|mas del|como maximo|hasta|maxim[oa])\b"
)
_ENOUGH_SAID = 0.5
"""What turns against an assertion from another sentence must hold so much of the weight that the assertion holds."""
_LIKELIER = 1.5
"""By how much, in log odds, an asserting clause must be the likelier answer for a denial beside it not to count."""
FLIPPED = {Verdict.YES: Verdict.NO, Verdict.NO: Verdict.YES, Verdict.PARTIAL: Verdict.PARTIAL}


@dataclass(frozen=True, slots=True)
class _Heard:
    """A clause with the question's units that it holds and their weight.

    Attributes:
        firmly: those of the units that it holds in so many words.
        matter: the weight of those that name no group of people.
        odds: the log odds that it answers by itself, where the reader has read it so.
    """

    clause: Clause
    sentence: StoredSentence
    units: frozenset[str]
    firmly: frozenset[str]
    weight: float
    matter: float
    odds: float | None = None


@dataclass(frozen=True, slots=True)
class _Told:
    """What was heard near the deciding sentence, for the rules that tell the verdict.

    Attributes:
        asked: the folded question.
        best: the deciding sentence.
        decisive: the clause that holds most of the question.
        own: the clauses of the deciding sentence.
        heard: those of the sentences quoted near it too.
    """

    judge: Judge
    support: Support
    part: Part
    asked: str
    best: StoredSentence
    decisive: _Heard
    own: Sequence[_Heard]
    heard: Sequence[_Heard]


def verdict(judge: Judge, part: Part, best: Evidence, quotes: Sequence[Quote]) -> Verdict:
    """The verdict on one part of the question, from its best evidence and what was chosen to stand beside it."""
    if cell(best.sentence):
        beside = [q.sentence for q in quotes if judge.treaties_of(part, q.sentence)]
        found = _of_cells(part, [best.sentence, *(beside if asks_of_several_treaties(part) else ())])
    else:
        if may_do_without(judge.notions, part, best.sentence.search_text, best.sentence.language):
            # "Can I enrol without papers?" — "... and no document may be required."
            return Verdict.NO if part.negated else Verdict.YES
        found = _of_clauses(judge, part, best, [q.sentence for q in quotes])
    return FLIPPED[found] if part.negated and not _forbids_as_asked(part, best.sentence) else found


def _of_cells(part: Part, rows: Sequence[StoredSentence]) -> Verdict:
    """What the cells of a table come to: where they differ, in part, or yes to whether any of them does."""
    said = {says_yes(row) for row in rows if cell(row)}
    if len(said) == 1:
        return {True: Verdict.YES, False: Verdict.NO, None: Verdict.PARTIAL}[said.pop()]
    return Verdict.YES if True in said and _ANY_OF.search(fold(part.text)) else Verdict.PARTIAL


def _forbids_as_asked(part: Part, sentence: StoredSentence) -> bool:
    """Asked whether something is barred, a sentence that forbids it needs no turning round."""
    text = fold(sentence.search_text)
    return asks_of_hindering(fold(part.text)) and prohibits(text) and not denies(text)


def _of_clauses(judge: Judge, part: Part, evidence: Evidence, chosen: Sequence[StoredSentence]) -> Verdict:
    """What the clauses of the deciding sentence, and of those quoted near it, come to: the first rule that tells."""
    told = _told(judge, part, evidence, chosen)
    for rule in (_by_its_own_words, _by_what_stands_beside):
        found = rule(told)
        if found is not None:
            return found
    asserts = told.decisive.clause.stance in (Stance.ASSERTS, Stance.LIMITS) and not _is_of_a_bill(told.decisive)
    return _of_asserted(told) if asserts else _of_denied(told)


def _told(judge: Judge, part: Part, evidence: Evidence, chosen: Sequence[StoredSentence]) -> _Told:
    """The clauses near the deciding sentence as they are heard, and the one of its own that holds most."""
    best = evidence.sentence
    near = [s for s in chosen if s.document_id == best.document_id and abs(s.ordinal - best.ordinal) <= 3]
    heard = [h for s in near for h in _hear(judge, part, s, evidence.near if s.id == best.id else {})]
    heard = _with_odds(heard, evidence)
    own = [h for h in heard if h.sentence.id == best.id] or heard
    decisive = max(own, key=lambda h: (h.weight, h.clause.start))
    return _Told(judge, Support(judge), part, fold(part.text), best, decisive, own, heard)


def _by_its_own_words(told: _Told) -> Verdict | None:
    """What set words of the deciding clause say to set words of the question; None where they say nothing."""
    asked, decisive = told.asked, told.decisive
    clause, denies_it = decisive.clause, decisive.clause.stance is Stance.DENIES
    if asks_of_hindering(asked) and (
        any(lets_be(h.clause.text) for h in told.heard)
        or (clause.stance is Stance.ASSERTS and not any(hinders(h.clause.text) for h in told.heard))
    ):
        return Verdict.NO
    if asks_leave(asked) and not asks_of_hindering(asked) and prohibits(clause.text):
        # "Does the law allow collective expulsions?" — "Collective expulsions are prohibited."
        return Verdict.NO
    if denies_it and _leaves_out_or_frees(asked, clause.text):
        # "Are trainees spared the fee?" — "... but trainees will not be charged."
        return Verdict.YES
    if denies_it and keeps_what_is_not_lost(asked, clause.text):
        # "Do I keep the nationality?" — "The spouse does not lose the nationality."
        return Verdict.YES
    if asks_of_restriction(asked) and lets_be(clause.text):
        # "Do the caps apply to refugees?" — "The restrictions do not apply to refugees who ..."
        return Verdict.PARTIAL if restrictions(told.best.search_text) else Verdict.NO
    bound = keeps_the_duty(clause.text) and not asks_if_out_or_free(asked)
    if denies_it and (bound or lets_be(clause.text)):
        # "The restrictions do not apply to refugees" allows; what it sets as a condition is read as of any assertion.
        return _of_assertion(told.judge, told.support, told.part, decisive)
    if _has_ended(told.part, decisive):
        return Verdict.NO
    if _barred(decisive.sentence) and clause.stance is Stance.ASSERTS and not clause.excepts:
        # "The following is prohibited: 1. Working ..."
        return Verdict.YES if asks_of_hindering(asked) else Verdict.NO
    return None


def _by_what_stands_beside(told: _Told) -> Verdict | None:
    """What another clause of the sentence, a limit or an exception says; None where there is none."""
    asked, decisive = told.asked, told.decisive
    besides = [h for h in told.own if h.units - decisive.units or (h.units and h.clause.contrasts)]
    if any(excludes(asked, h.clause.text) for h in besides if h is not decisive):
        # "Must refugees pay for the permit?" — "Refugees need the permit, although the fee is waived."
        return Verdict.NO
    if _ASKS_FOR_A_LIMIT.match(asked.strip(" ¿?")) and _SETS_A_LIMIT.search(decisive.clause.text):
        # "Is there a cap on foreign staff?" — "In no company may they exceed a fifth of the staff."
        return Verdict.YES
    return _excepted(told.judge, told.part, decisive, told.heard)


def _of_asserted(told: _Told) -> Verdict:
    """What a clause that asserts its matter, or a part of it, comes to beside those that deny or limit something."""
    judge, part, decisive = told.judge, told.part, told.decisive
    for other in (h for h in told.heard if h.clause.stance is Stance.DENIES and h is not decisive):
        found = _between(judge, told.support, part, decisive, other)
        if found is not Verdict.YES:
            return found
    clause = decisive.clause
    if clause.stance is Stance.LIMITS and (denies(clause.text) or not _OF_SOME.search(told.asked)):
        return _of_limit(judge, part, clause, decisive.sentence.language)
    contrasting = [h for h in told.heard if h.clause.stance is Stance.LIMITS and h.clause.contrasts]
    limits = [h for h in contrasting if h is not decisive and not _beside_the_point(decisive, h)]
    if any(_of_limit(judge, part, h.clause, h.sentence.language) is Verdict.NO for h in limits):
        return Verdict.NO
    qualified = bool(limits) or _not_in_every_case(judge, part, decisive, told.heard)
    return Verdict.PARTIAL if qualified else _of_assertion(judge, told.support, part, decisive)


def _of_denied(told: _Told) -> Verdict:
    """What a clause that denies or foresees its matter comes to: in part where it denies it of some, or of one side."""
    part, decisive, best = told.part, told.decisive, told.best
    clause, language = decisive.clause, decisive.sentence.language
    if clause.stance is Stance.DENIES and _is_a_condition(best):
        # "May foreigners vote? Those may who: ... 2. live in a district that is not at the border."
        return Verdict.PARTIAL
    some = denied_of(clause.text) if best.article else ""
    if some and not denied_of(told.asked) and not _asked(told.judge, part, some, language):
        # "Is irregular entry punished?" — "Nobody who reports within fifteen days shall be punished for it."
        return Verdict.PARTIAL
    asserting = [h for h in told.heard if h.units and h.clause.stance is Stance.ASSERTS and h.sentence.id != best.id]
    if any(_on_other_sides(part, h.units - decisive.units, decisive.units - h.units) for h in asserting):
        return Verdict.PARTIAL
    if asserting and told.support.is_of_other_cases(part, clause.text, language):
        return Verdict.PARTIAL
    return _of_stance(decisive)


def _not_in_every_case(judge: Judge, part: Part, decisive: _Heard, heard: Sequence[_Heard]) -> bool:
    """Whether a question asks for every case, or for the same as nationals, and what is said is turned against."""
    asked = fold(part.text)
    likened = _LIKE_THEM.findall(asked)
    as_nationals = any(_NATIONAL.fullmatch(word) or judge.notions.countries(word) for word in likened)
    if not (part.universal or as_nationals or _IN_ANY_CASE.search(asked)):
        return False
    if _RESERVES.search(decisive.clause.text):
        return True
    after = [h for h in heard if h.sentence.ordinal == decisive.sentence.ordinal + 1]
    return any(h.clause.contrasts and h.clause.start == 0 for h in after)


def _leaves_out_or_frees(asked: str, denying: str) -> bool:
    """Whether a denial says yes: somebody is asked to be left out or freed, and the denial is not of just that."""
    return asks_if_out_or_free(asked) and not asks_if_out_or_free(denying) and not lets_be(denying)


def _has_ended(part: Part, decisive: _Heard) -> bool:
    """Whether what a question takes to be so now is told of as over: "The scheme ... ended in 2018"."""
    asked = fold(part.text)
    return (
        decisive.clause.stance is Stance.ASSERTS
        and bool(_ENDED.search(decisive.clause.text))
        and not _ENDED.search(asked)
        and not _ASKS_OF_THE_PAST.search(asked)
    )


def _barred(sentence: StoredSentence) -> bool:
    """Whether the clause that leads in an item of an article denies or forbids what its items say."""
    lead = fold(sentence.context)
    if not sentence.article or not lead.endswith(":"):
        return False
    last = clauses(lead)[-1]
    return (last.stance is Stance.DENIES or hinders(last.text)) and not lets_be(lead)


def _is_a_condition(sentence: StoredSentence) -> bool:
    """Whether a sentence is one of the conditions of an article that has something be so."""
    return bool(sentence.article and sentence.context.endswith(":") and _CONDITIONS.search(fold(sentence.context)))


_CONDITIONS = re.compile(
    r"\b(?:requisitos?|condicion(?:es)?|requirements?|conditions?|siempre que|provided that|who|quienes|que cumplan)\b"
)


def _excepted(judge: Judge, part: Part, decisive: _Heard, heard: Sequence[_Heard]) -> Verdict | None:
    """The verdict of an exception that is what was asked about: "..., except in border areas"; None without one."""
    for other in heard:
        if other is decisive or not other.clause.excepts or other.sentence.id != decisive.sentence.id:
            continue
        if other.units - decisive.units and _asked(judge, part, other.clause.text, other.sentence.language):
            return Verdict.YES if other.clause.stance is Stance.ASSERTS else Verdict.NO
    return None


def _hear(judge: Judge, part: Part, sentence: StoredSentence, near: Mapping[str, Closest]) -> list[_Heard]:
    """What each clause of a sentence holds of the question: in so many words or, where none does, in other words."""
    told = clauses(_whole(sentence))
    bags = [judge.notions.bag_of_text(clause.text, sentence.language) for clause in told]
    firmly = [{u.text: match for u in part.told if (match := judge.notions.match(u, bag))} for bag in bags]
    said = set().union(*firmly)
    groups = {u.text for u in part.told if u.concepts & (BROAD | NARROW)}
    meant = {text: found for text, found in near.items() if text not in said and found.share >= MEANT}
    heard = []
    for clause, held in zip(told, firmly, strict=True):
        own = set(words(clause.text))
        matches = held | {text: found.share for text, found in meant.items() if found.word in own}
        weighed = {u.text: judge.notions.weight(u) * matches[u.text] for u in part.told if u.text in matches}
        clause = _as_asked(part, clause, bool(sentence.article))
        matter = sum(w for text, w in weighed.items() if text not in groups)
        heard.append(_Heard(clause, sentence, frozenset(weighed), frozenset(held), sum(weighed.values()), matter))
    return heard


def _as_asked(part: Part, clause: Clause, of_article: bool) -> Clause:
    """A clause as it stands to the question: asked what somebody means to do, what is foreseen says yes.

    An article foresees nothing: a proposal that it speaks of is a step of what it rules.
    """
    meant = clause.stance is Stance.FORESEES and not speaks_of_a_bill(clause.text)
    ruled = of_article and bool(_RULES.search(clause.text))
    return (
        replace(clause, stance=Stance.ASSERTS) if meant and (ruled or asks_of_intentions(fold(part.text))) else clause
    )


def _with_odds(heard: Sequence[_Heard], evidence: Evidence) -> list[_Heard]:
    """The clauses, those of the deciding sentence with what the reader says of each."""
    own = [h for h in heard if h.sentence.id == evidence.sentence.id]
    if len(own) != len(evidence.told) or _whole(evidence.sentence) != evidence.sentence.search_text:
        return list(heard)
    odds = {h.clause.start: o for h, o in zip(own, evidence.told, strict=True)}
    return [replace(h, odds=odds[h.clause.start]) if h in own else h for h in heard]


def _speaks_for_itself(asserting: _Heard, denying: _Heard) -> bool:
    """Whether of two clauses of a sentence the asserting one is much likelier to answer by itself."""
    if asserting.odds is None or denying.odds is None:
        return False
    return asserting.odds >= denying.odds + _LIKELIER


def _whole(sentence: StoredSentence) -> str:
    """The text of a sentence, with its other half where a page break cuts it."""
    cut = sentence.kind is BlockKind.PARAGRAPH and bool(sentence.context) and not sentence.context.endswith(":")
    if cut and sentence.search_text[-1] not in '.?!”"':
        return f"{sentence.search_text} {sentence.context}"
    if cut and sentence.search_text[0].islower() and sentence.context[-1] not in '.?!”"':
        return f"{sentence.context} {sentence.search_text}"
    return sentence.search_text


def _between(judge: Judge, support: Support, part: Part, asserting: _Heard, denying: _Heard) -> Verdict:
    """An assertion beside a denial: which of them speaks of what only the question's own predicate names?

    A denial that adds nothing of the question qualifies where it turns against the assertion, and is otherwise beside
    the point. One that holds what the assertion lacks decides: no, unless the assertion holds something of its own.
    """
    if support.is_of_other_cases(part, denying.clause.text, denying.sentence.language):
        return Verdict.PARTIAL
    if needs_none(denying.clause.text) and not asks_a_need(fold(part.text)):
        # "Everybody is treated in an emergency, and no document may be required."
        return Verdict.YES
    if _of_a_sibling(judge, part, asserting, denying):
        # "Does an appeal suspend a deportation?" — "It suspends a deportation, but not an expulsion."
        return Verdict.YES
    adds = denying.units - asserting.units
    another = denying.clause.joined and not denying.units
    if another or (not adds and (denying.clause.besides or _beside_the_point(asserting, denying))):
        return Verdict.YES
    if denying.clause.besides:
        # "..., which does not count towards permanent residence"
        return Verdict.NO
    if denying.units and goes_without(denying.clause.text) and denying.sentence.id == asserting.sentence.id:
        # "... with voice but without vote": whether one may do without is another question.
        return Verdict.YES if _ASKS_WITHOUT.search(fold(part.text)) else Verdict.NO
    if adds and _OF_THE_SAME.match(denying.clause.text):
        return Verdict.NO
    aside = _speaks_for_itself(asserting, denying) and not part.universal and not _leaves_some_out(part, denying)
    turns = denying.clause.contrasts or denying.sentence.ordinal == asserting.sentence.ordinal
    if not adds:
        after = denying.sentence.ordinal >= asserting.sentence.ordinal
        return Verdict.PARTIAL if turns and after and not aside else Verdict.YES
    topic = {u.text for u in part.told if u.phrases or u.kind is UnitKind.NAME}
    remains = asserting.firmly - denying.units - topic
    if _on_other_sides(part, remains, adds):
        return Verdict.PARTIAL
    lacking = sum(judge.notions.weight(u) for u in part.told if u.text in remains)
    gained = sum(judge.notions.weight(u) for u in part.told if u.text in adds)
    if lacking > 1.5 * gained:
        return Verdict.YES if aside else Verdict.PARTIAL
    return Verdict.NO


def _leaves_some_out(part: Part, denying: _Heard) -> bool:
    """Whether a clause denies of others what was said before it ("that of Health is not yet"), and none is named."""
    named = any(u.kind is UnitKind.NAME or u.phrases for u in part.told)
    return bool(_NOT_OF_THESE.search(denying.clause.text)) and not named


def _of_a_sibling(judge: Judge, part: Part, asserting: _Heard, denying: _Heard) -> bool:
    """Whether a denial is of another of the kind of what is asked about, and adds nothing else of the question."""
    if asserting.sentence.id != denying.sentence.id or denying.units - asserting.units:
        return False
    bag = judge.notions.bag_of_text(denying.clause.text, denying.sentence.language)
    own = judge.notions.bag_of_text(asserting.clause.text, asserting.sentence.language)
    named = [u for u in part.units if u.concepts & _SIBLINGS and judge.notions.match(u, own) == 1.0]
    others = (bag.concepts - own.concepts) & _SIBLINGS
    return bool(named and others) and all(judge.notions.match(u, bag) < 1.0 for u in named)


def _on_other_sides(part: Part, asserted: frozenset[str], denied: frozenset[str]) -> bool:
    """Whether of two things that a question joins by "and" one is asserted and the other denied."""
    sides = [set(words(side)) for side in re.split(r"\b(?:and|y|e)\b", fold(part.text))]
    return any(
        asserted & one and denied & other and not denied & one for one in sides for other in sides if one is not other
    )


def _beside_the_point(asserting: _Heard, other: _Heard) -> bool:
    """Whether another sentence, which does not point back to the asserting one, holds little of what that holds.

    Of whom it speaks does not tell: "Schooling is mandatory. However, not all migrant children receive grants."

    "However, this does not apply to all of them" points back to the sentence right before it.
    """
    after = other.sentence.ordinal - asserting.sentence.ordinal
    if after == 0 or (after <= 1 and _POINTS_BACK.match(other.clause.text)):
        return False
    return other.matter < _ENOUGH_SAID * asserting.matter


def _is_of_a_bill(heard: _Heard) -> bool:
    """Whether a clause tells of a bill: "Through Bill 5, however, clinics are allowed to ..." begins before it."""
    return speaks_of_a_bill(fold(_whole(heard.sentence))[: heard.clause.end])


def _of_stance(decisive: _Heard) -> Verdict:
    clause = decisive.clause
    if _is_of_a_bill(decisive):
        return Verdict.PARTIAL if _OPERATIVE.search(clause.text) else Verdict.NO
    return Verdict.NO


def _of_limit(judge: Judge, part: Part, clause: Clause, language: str) -> Verdict:
    """As in "Not formally": no to a question that asks for just that, in part to one that does not."""
    if _MANY.search(fold(part.text)) and _FEW.search(clause.text):
        return Verdict.NO
    if part.universal and _ONLY.search(clause.text):
        # "May any foreigner apply online?" — "... was established only for foreigners who ..."
        return Verdict.NO
    limited = re.search(
        r"\b(?:formal|specific|systematic|regular|full|explicit|especific|sistematic|plena)\w*", clause.text
    )
    if limited and denies(clause.text):
        if limited[0].startswith("regular") and speaks_of_frequency(fold(part.text)):
            return Verdict.NO
        bag = judge.notions.bag_of_text(limited[0], language)
        if any(judge.notions.match(u, bag) for u in part.units if not u.carried):
            return Verdict.NO
    return Verdict.PARTIAL


def _of_assertion(judge: Judge, support: Support, part: Part, decisive: _Heard) -> Verdict:
    sentence = decisive.sentence
    limits = [
        r
        for r in restrictions(sentence.search_text)
        if _speaks_of(judge, part, r.group, sentence.language) and not _asked(judge, part, r.text, sentence.language)
    ]
    if limits and not _OF_SOME.search(fold(part.text)):
        return Verdict.NO if part.universal else Verdict.PARTIAL
    if part.universal and _of_some_of_them(sentence):
        return Verdict.NO
    if _OF_ALL_OF_IT.search(fold(part.text)) and _OF_A_PART.search(decisive.clause.text):
        return Verdict.PARTIAL
    if excludes(fold(part.text), decisive.clause.text):
        # "Must refugees pay the fee?" — "A resolution does away with the fee for refugees."
        return Verdict.NO
    if _for_some_only(judge, part, decisive) or _of_one_group(judge, part, decisive.sentence):
        return Verdict.PARTIAL
    differs = (
        _figures_differ(judge, part, sentence)
        or _spans_differ(part, sentence)
        or support.is_part_only(part, sentence)
        or support.for_nationals_only(part, sentence)
        or has_none_of_it(judge.notions, part, decisive.clause.text, sentence.language)
        or support.contrary(part, support.in_full(decisive.clause.text, sentence), sentence.language)
    )
    return Verdict.NO if differs else Verdict.YES


def _of_some_of_them(sentence: StoredSentence) -> bool:
    """Whether a sentence tells how many of a number it holds for: "in 16 of the 19 crossings", "en 12 de ellos"."""
    text = spelled_out(sentence.search_text, sentence.language)
    counted = _SO_MANY_OF.search(text)
    fewer = counted is not None and not YEAR.fullmatch(counted[2]) and float(counted[1]) < float(counted[2])
    return fewer or bool(_OF_THEM.search(text))


def _for_some_only(judge: Judge, part: Part, decisive: _Heard) -> bool:
    """Asked about migrants, a measure for migrant women or for refugees holds for some of them only."""
    bag = judge.notions.bag_of_text(decisive.clause.text, decisive.sentence.language)
    asked = frozenset(c for u in part.units for c in u.concepts)
    broad = [u for u in part.units if u.concepts & BROAD and not u.carried]
    met = any(judge.notions.match(u, bag) == 1.0 for u in broad)
    return bool(broad) and not met and bool(bag.concepts & NARROW) and not asked & NARROW


def _of_one_group(judge: Judge, part: Part, sentence: StoredSentence) -> bool:
    """Asked about refugees and asylum seekers alike, what is said of refugees holds for one group of the two."""
    if not asks_of_both(part):
        return False
    groups = frozenset(c for u in part.units for c in u.concepts if c in NARROW and not u.carried)
    bag = judge.notions.bag_of_text(
        " ".join(s.search_text for s in judge.backdrop.led_up_to(sentence)), sentence.language
    )
    held = groups & bag.concepts
    return len(groups) > 1 and bool(held) and held != groups


def _figures_differ(judge: Judge, part: Part, sentence: StoredSentence) -> bool:
    """The question names a figure and the sentence has others in its place, or a bound that excludes it.

    "First" is no figure that must be met: a question says it of nearly anything.
    """
    bag = judge.notions.bag(sentence)
    named = {instrument.number for instrument in instruments_in(part.text)}
    named |= ordinals_in(part.text) & {"1"}
    asked = [u for u in part.units if u.kind is UnitKind.NUMBER and not u.carried and not YEAR.fullmatch(u.text)]
    asked = [u for u in asked if u.text not in named]
    of_norms = {n for i in instruments_in(sentence.search_text) for n in NUMERAL.findall(i.number)}
    figures = {n for n in bag.numbers - of_norms if not YEAR.fullmatch(n)}
    missing = [u for u in asked if not judge.notions.match(u, bag)]
    if not figures or not missing:
        return False
    bounds = bounds_in(spelled_out(sentence.search_text, sentence.language))
    within = [_admits(bound, u.text) for bound in bounds for u in missing]
    return not within or not all(within)


def _spans_differ(part: Part, sentence: StoredSentence) -> bool:
    """Whether a question gives a thing another span of years than the sentence does: 2018 to 2025 for 2018-2022."""
    asked, told = _spans(part.text), _spans(sentence.search_text)
    held = [any(first <= a and b <= last for first, last in told) for a, b in asked]
    return bool(asked and told) and not any(held)


def _spans(text: str) -> list[tuple[str, str]]:
    """The spans of years that a text gives."""
    return [(m["a"] or m["c"], m["b"] or m["d"]) for m in _SPAN.finditer(fold(text))]


_SPAN = re.compile(
    r"\b(?P<a>(?:19|20)\d\d) ?(?:to|until|a|al|hasta|[-–])(?: el)? ?(?P<b>(?:19|20)\d\d)\b|"
    r"\b(?:between|entre)(?: el)? (?P<c>(?:19|20)\d\d) (?:and|y)(?: el)? (?P<d>(?:19|20)\d\d)\b"
)


def _admits(bound: Bound, figure: str) -> bool:
    try:
        return bound.admits(float(figure))
    except ValueError:
        return False


def _speaks_of(judge: Judge, part: Part, group: str, language: str) -> bool:
    """Whether the question is about the group that a restriction limits; a bare "only ..." limits anything."""
    if not group:
        return True
    bag = judge.notions.bag_of_text(group, language)
    return any(judge.notions.match(u, bag) >= judge.weights.near for u in part.units)


def _asked(judge: Judge, part: Part, restriction: str, language: str) -> bool:
    """Whether the question itself speaks of what the restriction says."""
    bag = judge.notions.bag_of_text(restriction, language)
    hits = [u for u in part.told if judge.notions.match(u, bag) >= judge.weights.in_name]
    return len(hits) >= max(1, len(bag.stems) // 3)
