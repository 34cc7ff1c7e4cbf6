"""Which of the sentences that answer a question comes first: it decides, and is quoted before the others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.instruments.naming import instruments_in
from assistant.instruments.own_instruments import NORMS
from assistant.judging.among_articles import AmongArticles
from assistant.judging.asked import FIGURES, WHICH_COUNTRIES, Asked, short_form_asked, spells_out
from assistant.judging.asked_relations import tells_it
from assistant.judging.backdrop import Backdrop
from assistant.judging.cells import cell
from assistant.judging.evidence import AS_LIKELY_AS_NOT, Evidence, says_all
from assistant.judging.kinds import DAY
from assistant.judging.lists import counted_as, step_asked
from assistant.judging.notions import Notions
from assistant.language.lexicon import WordClass
from assistant.language.polarity import Stance, clauses, denies, leans, opens_with_contrast
from assistant.understanding.answer_kind import Kind
from assistant.understanding.question import BROAD, NARROW, Part, Unit
from ingest.store import StoredSentence
from ingest.terms import fold


class Ordering:
    """Orders the sentences that answer.

    Args:
        notions: which notions texts hold.
        asked: tells whether a sentence has what is asked for.
        backdrop: what stands around sentences.
        among_articles: orders the articles of norms.
    """

    def __init__(self, notions: Notions, asked: Asked, backdrop: Backdrop, among_articles: AmongArticles) -> None:
        self._notions = notions
        self._backdrop = backdrop
        self._asked = asked
        self._among_articles = among_articles

    def of(self, part: Part, typed: list[Evidence], judged: Sequence[Evidence]) -> list[Evidence]:
        """The sentences that answer a part, in order.

        Args:
            part: the part of the question.
            typed: the sentences that answer, the best judged first.
            judged: all that were judged, among which one may be the better answer.
        """
        if typed and all(e.document.metadata.type in NORMS for e in typed[:_FIRST]):
            # Articles share their words with many others; the signs together tell better which of them answers.
            typed = self._among_articles.in_order(part, typed)
        typed = self._of_such_a_group(part, self._of_all_of_them(part, _limited_first(part, typed)))
        typed = _of_that_step(part, typed)
        typed = self._by_predicate(part, typed)
        typed = self._contrary_first(part, _likelier_first(part, typed))
        typed = self._on_its_own_words(part, self._as_stressed(part, typed))
        typed = self._by_what_is_said_of_it(part, self._by_kind(part, typed))
        return self._of_such_actors(part, typed, judged)

    def _by_kind(self, part: Part, typed: list[Evidence]) -> list[Evidence]:
        """First those with just the kind of thing asked for: a day, countries, a cause, a count."""
        asked = fold(part.text)
        if WHICH_COUNTRIES.search(asked):
            names_others = self._asked.names_countries
            typed = sorted(typed, key=lambda e: not names_others(part, e.sentence, e.document.metadata.country))
        asked_kind = _KIND_OF_NORM.search(asked) if part.kind is Kind.INSTRUMENT else None
        if asked_kind:
            kinds = _LAWS if asked_kind[1] else _DECREES
            typed = sorted(typed, key=lambda e: not any(i.kind in kinds for i in instruments_in(e.sentence.text)))
        if part.kind is Kind.INSTRUMENT or (part.kind is Kind.YES_NO and _ASKS_IF_THERE.match(asked.strip(" ¿"))):
            typed = _ahead([e for e in typed if self._brings_it_about(part, e)], typed)
        if part.kind is Kind.YES_NO and _BINDS.search(asked):
            # Which treaties bind a State is told by the table of them, where there is one.
            typed = sorted(typed, key=lambda e: not cell(e.sentence))
        if part.kind in FIGURES and typed and not says_all(typed[0]):
            typed = _ahead([e for e in typed if self._backdrop.tells_of_its_heading(part, e.sentence)], typed)
        if part.kind is Kind.LIST and typed and not typed[0].typed:
            # "Which treaties has it ratified?" is answered by their rows before "the treaties that it has ratified".
            typed = _ahead([e for e in _near_the_first(typed) if e.typed and cell(e.sentence)], typed)
        if part.kind is Kind.DATE and _ASKS_A_DAY.search(asked):
            typed = sorted(typed, key=lambda e: not DAY.search(fold(e.sentence.search_text)))
        if part.kind is Kind.OPEN and _ASKS_WHY.search(asked):
            within = _ALMOST if _ASKS_A_CAUSE.search(asked) else _HARDLY
            near = _near_the_first(typed, within)
            typed = _ahead([e for e in near if _TELLS_WHY.search(fold(e.sentence.search_text))], typed)
            if typed and not _TELLS_WHY.search(fold(typed[0].sentence.search_text)):
                meant = [e for e in _near_the_first(typed, _CLOSE) if e.coverage >= typed[0].coverage]
                typed = _ahead([e for e in meant if _TELLS_AN_AIM.search(fold(e.sentence.search_text))], typed)
            # What a thing was made for is told of nearly anything; what brought it about, of few.
            caused = [e for e in _near_the_first(typed, _CLOSE) if _TELLS_A_CAUSE.search(fold(e.sentence.search_text))]
            typed = _ahead([e for e in caused if e.likelihood >= typed[0].likelihood - _CLEARLY], typed)
        typed = _ahead([e for e in typed if tells_it(part, e, self._notions)], typed)
        typed = _ahead([e for e in typed if self._backdrop.answers_its_heading(part, e.sentence)], typed)
        if part.kind is Kind.DEFINITION and (short := short_form_asked(part)):
            typed = sorted(typed, key=lambda e: not spells_out(short, e.sentence))
        if part.kind is Kind.COUNT and part.counted:
            typed = sorted(typed, key=lambda e: not self._asked.counts_closely(part, e.sentence))
        if part.kind in FIGURES and typed and _ASKS_THE_LATEST.search(asked):
            near = [e for e in _near_the_first(typed) if e.thin <= typed[0].thin + _CLOSE]
            newest = max(e.document.metadata.date or "" for e in near)
            typed = _ahead([e for e in near if (e.document.metadata.date or "") == newest], typed)
        return typed

    def _brings_it_about(self, part: Part, evidence: Evidence) -> bool:
        """Whether an article does what is asked: "Créase el Consejo ..." is the act by which there is a council."""
        enacting = _ENACTS.match(fold(evidence.sentence.search_text)) if evidence.sentence.article else None
        if enacting is None:
            return False
        bag = self._notions.bag_of_text(enacting["what"], evidence.sentence.language)
        told = [u for u in part.told if not self._notions.is_country(u)]
        return self._notions.coverage(told, [bag]) >= _BROUGHT_ABOUT

    def _of_all_of_them(self, part: Part, typed: list[Evidence]) -> list[Evidence]:
        """Asked whether migrants may, what holds for all of them before what holds for a group of them."""
        asked = frozenset(c for u in part.told for c in u.concepts)
        if part.kind is not Kind.YES_NO or not asked & BROAD or asked & NARROW or not typed:
            return typed
        bags = {e.sentence.id: self._notions.bag(e.sentence).concepts for e in typed}
        narrow = bags[typed[0].sentence.id] & NARROW and not bags[typed[0].sentence.id] & BROAD
        near = _near_the_first(typed) if narrow else []
        of_all = [e for e in near if bags[e.sentence.id] & BROAD and not bags[e.sentence.id] & NARROW]
        return _ahead(of_all, typed)

    def _of_such_a_group(self, part: Part, typed: list[Evidence]) -> list[Evidence]:
        """Asked whether students may, a sentence that speaks of them before one that only stands beside it."""
        groups = [u for u in part.told if u.concepts & NARROW]
        if part.kind is not Kind.YES_NO or not groups or not typed or self._names_any(groups, typed[0]):
            return typed
        near = [e for e in _near_the_first(typed) if e.likelihood >= AS_LIKELY_AS_NOT]
        return _ahead([e for e in near if self._names_any(groups, e)], typed)

    def _of_such_actors(self, part: Part, typed: list[Evidence], judged: Sequence[Evidence]) -> list[Evidence]:
        """Asked which civil society organizations take part, the sentence that names such, and not ministries."""
        actors = [u for u in part.told if u.concepts & _ACTORS]
        if part.kind not in (Kind.WHO, Kind.LIST) or not actors or not typed:
            return typed
        if self._names_any(actors, typed[0]):
            return typed
        near = [e for e in (*typed, *judged) if e.admissible and e.typed and e.own >= _HALF * typed[0].own]
        such = [e for e in near if self._names_any(actors, e)]
        return list({e.sentence.id: e for e in (*such, *typed)}.values())

    def _names_any(self, units: Sequence[Unit], evidence: Evidence) -> bool:
        """Whether a sentence itself speaks of one of some words of the question, or of something near it."""
        bag = self._notions.bag(evidence.sentence)
        return any(self._notions.match(u, bag) >= self._notions.weights.near for u in units)

    def _by_predicate(self, part: Part, typed: list[Evidence]) -> list[Evidence]:
        """Of "Who funds the index?" the sentence that tells of funding before one that only names the index.

        What a text is on may be said before; what is asked of it must be in the answer itself.
        """
        if part.kind not in (Kind.WHO, Kind.OPEN) or part.carried_over or not typed:
            return typed
        if leans(typed[0].sentence.search_text):
            # "This document will allow ..." tells of what was named before it.
            return typed
        told = [u for u in part.told if not self._notions.is_country(u)]
        named = self._notions.named(part)
        predicate = [u for u in told if u not in named]
        if not predicate or len(predicate) == len(told):
            return typed
        held = [self._notions.coverage(predicate, [self._notions.bag(e.sentence)]) for e in typed]
        most = max(held)
        if held[0] > 0.0 or most < _HALF:
            return typed
        telling = [e for e, h in zip(typed, held, strict=True) if h == most and e.score >= typed[0].score - _ALMOST]
        return _ahead(telling, typed)

    def _by_what_is_said_of_it(self, part: Part, typed: list[Evidence]) -> list[Evidence]:
        """Of "Why does it call travel necessary?" the sentence that says so before one that only speaks of travel."""
        said = [u for u in part.units if u.word_class is WordClass.LIGHT and u.concepts and not u.carried]
        said = [u for u in said if u.text not in part.focus | part.listed]
        if part.kind is not Kind.OPEN or part.carried_over or not said or not typed:
            return typed
        held = {e.sentence.id: self._notions.coverage(said, [self._notions.bag(e.sentence)]) for e in typed}
        if held[typed[0].sentence.id] > 0.0:
            return typed
        near = [e for e in _near_the_first(typed) if e.likelihood >= AS_LIKELY_AS_NOT]
        return _ahead([e for e in near if held[e.sentence.id] >= 1.0], typed)

    def _on_its_own_words(self, part: Part, typed: list[Evidence]) -> list[Evidence]:
        """Of "..., and how many were in the camps?" the sentence on camps before one on what was asked before."""
        told = part.told
        if (
            part.carried_over
            or not told
            or len(told) == len([u for u in part.units if u.word_class is WordClass.CONTENT])
        ):
            return typed
        held = {e.sentence.id: self._notions.coverage(told, [self._notions.bag(e.sentence)]) for e in typed}
        most = max(held.values(), default=0.0)
        if not typed or held[typed[0].sentence.id] >= most - _CLEARLY_MORE:
            return typed
        return sorted(typed, key=lambda e: held[e.sentence.id] < most - _CLEARLY_MORE)

    def _as_stressed(self, part: Part, typed: list[Evidence]) -> list[Evidence]:
        """Asked whether something is done formally, what speaks of that before what only knows the thing."""
        stressed = [u for u in part.told if u.concepts & _STRESSED]
        if part.kind is not Kind.YES_NO or not stressed:
            return typed
        near = _near_the_first(typed)
        said = [e for e in near if all(self._notions.match(u, self._notions.bag(e.sentence)) == 1.0 for u in stressed)]
        return _ahead(said, typed)

    def _contrary_first(self, part: Part, typed: list[Evidence]) -> list[Evidence]:
        """No yes is said past a denial or a limit that the reader takes for the answer much rather than the first.

        What is limited right after it ("However, ...") is no such yes.
        """
        if part.kind is not Kind.YES_NO or not typed or typed[0].reading is None or not _asserts(typed[0]):
            return typed
        if any(opens_with_contrast(s.search_text) for s in self._backdrop.next_to(typed[0].sentence)):
            return typed
        least = max(_READ_AS_AN_ANSWER, typed[0].reading + _MUCH_RATHER)
        near = [e for e in _near_the_first(typed) if e.reading is not None and e.reading >= least]
        near = [e for e in near if e.own >= _SHARED * typed[0].own]
        against = [e for e in near if e.likelihood >= AS_LIKELY_AS_NOT and not _asserts(e)]
        return _ahead(sorted(against, key=lambda e: -e.likelihood)[:1], typed)


_FIRST = 2
_KIND_OF_NORM = re.compile(
    r"\b(?:which|what|que|cual)(?: es la)? (?:(laws?|acts?|ley(?:es)?)|(?:\w+ )?(?:decrees?|decretos?))\b"
)
_LAWS = frozenset({"law", "decree_law", "legislative_decree", "act"})
_DECREES = frozenset(
    {"decree", "executive_decree", "decree_law", "ministerial_decree", "supreme_decree", "legislative_decree"}
)
_CAUSE = (
    r"\bwhat (?:prompted|caused|led to|triggered)\b|\b(?:in response|owing|due) to what\b|\bfor what reasons?\b|"
    r"\bque (?:motivo|origino|provoco|causo)\b|\b(?:a raiz|a causa|en respuesta|con motivo) (?:de|a) que\b|"
    r"\ba que se deb\w+\b"
)
_ASKS_A_CAUSE = re.compile(_CAUSE)
# A purpose answers "why" as well as a cause does.
_ASKS_WHY = re.compile(rf"\bwhy\b|\bpor que\b|{_CAUSE}")
_TELLS_WHY = re.compile(
    r"\b(?:because|since|in response to|due to|owing to|as a result of|in view of|given that|so that|in order to|"
    r"therefore|for this reason|this is why|caused by|led to|"
    r"porque|ya que|debido a|a raiz de|a causa de|en respuesta a|con motivo de|dado que|por ello|por eso|a fin de|"
    r"con el fin de|como resultado de)\b"
)
_TELLS_AN_AIM = re.compile(
    r"\b(?:seeks?|aims?|intends?|is (?:meant|intended|designed)|with the (?:aim|purpose|objective|goal)|busca|buscan|"
    r"pretenden?|tienen? (?:como|por) (?:objetivo|objeto|fin)|con el (?:objetivo|objeto|proposito|fin))\b"
)
_TELLS_A_CAUSE = re.compile(
    r"\b(?:because|in response to|due to|owing to|as a result of|caused by|prompted by|"
    r"porque|ya que|debido a|a raiz de|a causa de|en respuesta a|como resultado de)\b"
)
_STRESSED = frozenset({"formal", "explicit", "systematic", "mandatory"})
_BINDS = re.compile(
    r"\b(?:ratif\w+|bound by|obligad[oa] por|vinculad[oa] (?:por|a)|acce(?:de|ded|des|ssion)|part(?:y|ies) (?:to|of)|"
    r"adhesion|adhiri\w+|adher\w+|estados? partes?|"
    r"(?:es|son|parte) (?:parte )?(?:en|de|del) (?:la |el |los |las )?(?:conven\w+|tratad\w+|protocol\w+|pact\w+))\b"
)
_ALMOST, _CLOSE, _HARDLY, _ROUNDING = 0.3, 0.15, 0.05, 0.01
_LIMITS = re.compile(
    r",? (?:but|though|although|albeit|pero|aunque|si bien) (?:it is |they are |is |are |es |son |lo es |lo son )?"
    r"(?:not|no|only|never|hardly|solo|solamente|unicamente|nunca|apenas)\b"
)
_LITTLE = 0.25
_SHARED = 0.6
"""How much of what the first sentence holds of a question one that speaks against it must hold too."""
_READ_AS_AN_ANSWER, _MUCH_RATHER = 2.0, 1.5
"""From which log odds on the reader takes a sentence for the answer, and by how much more for that than another."""
_INSTEAD = 3.0
_CLEARLY_MORE, _HALF = 0.25, 0.5
_ACTORS = frozenset({"civil society", "non-governmental"})
_ALL_OF_IT, _CLEARLY = 0.97, 0.05
_ASKS_IF_THERE = re.compile(
    r"(?:and |y )?(?:(?:is|are|was|were) there\b|(?:does|do|did) .{2,40}? have\b|has .{2,40}? (?:got|"
    r"adopted|approved|set up|created)\b|(?:hay|existen?|tienen?|cuentan? con)\b|.{2,30}? (?:tienen?|cuentan? con)\b)"
)
# What a norm does by saying so, and the noun phrase of what it brings about.
_ENACTS = re.compile(
    r"\W*(?:(?:articulo|article|section)\W+\w+\W+)?(?:apruebase|apruebese|aprobar|aprueba|crease|creese|crear|crea|"
    r"establecese|establezcase|constituyese|instituyese|adoptase|adoptese|there (?:is|are) hereby \w+ed)\b"
    r"(?P<what>[^;:.]{3,200})"
)
_BROUGHT_ABOUT = 0.6
"""The share of a question that what an article brings about must hold."""
_ASKS_A_DAY = re.compile(
    r"\b(?:what|which|exact|on what|until what|from what) (?:date|day)\b|\bque (?:dia|fecha)\b|\bfecha exacta\b"
)


def tells_the_aim_asked(part: Part, sentence: StoredSentence) -> bool:
    """Whether a question asks why, and a sentence tells what something is meant for."""
    asks = part.kind is Kind.OPEN and _ASKS_WHY.search(fold(part.text))
    return bool(asks) and bool(_TELLS_AN_AIM.search(fold(sentence.search_text)))


_ASKS_THE_LATEST = re.compile(
    r"\b(?:latest|newest|most recent|last (?:available|known)|ultim[oa]s? (?:cifra|dato|numero|recuento|conteo)s?|"
    r"mas recientes?|ultim[oa]s? (?:disponible|conocid)\w*)\b"
)


def _near_the_first(typed: Sequence[Evidence], within: float = _ALMOST) -> list[Evidence]:
    """Of some sentences those that are not far behind the first in score, that itself included; of none, none."""
    return [e for e in typed if e.score >= typed[0].score - within]


def _of_that_step(part: Part, typed: list[Evidence]) -> list[Evidence]:
    """Asked about the third step of something, what is said of the third, and nothing of what is said of another."""
    asked = step_asked(part)
    if asked is None:
        return typed
    fit = [e for e in typed if counted_as(e.sentence) in (asked, None)]
    return _ahead([e for e in fit if counted_as(e.sentence) == asked], fit)


def _limited_first(part: Part, typed: list[Evidence]) -> list[Evidence]:
    """Asked whether something is so, what says that it is, but not in full, before what only says that it is.

    A bare yes from one source would hide what the other knows: "It works with them, but not formally."
    """
    first = fold(typed[0].sentence.search_text) if typed else ""
    if part.kind is not Kind.YES_NO or not first or denies(first) or _LIMITS.search(first):
        return typed
    near = [e for e in _near_the_first(typed) if e.likelihood >= AS_LIKELY_AS_NOT and e.thin <= _LITTLE]
    return _ahead([e for e in near if _LIMITS.search(fold(e.sentence.search_text))], typed)


def _ahead(chosen: Sequence[Evidence], typed: Sequence[Evidence]) -> list[Evidence]:
    """The chosen ones of some sentences, then the others, each in their order."""
    first = {e.sentence.id for e in chosen}
    return [*chosen, *(e for e in typed if e.sentence.id not in first)]


def _denies_as_much(other: Evidence, first: Evidence) -> bool:
    """Whether a sentence that denies holds no less of the question than the first one, and is as near to it."""
    as_much = other.own >= first.own - _ROUNDING and other.score >= first.score - _HARDLY
    return as_much and denies(fold(other.sentence.search_text))


def _is_read_instead(other: Evidence, first: Evidence) -> bool:
    """Whether the reader takes a sentence for the answer and the first one, which holds hardly more, for none."""
    if other.reading is None or first.reading is None or other.own < _SHARED * first.own:
        return False
    read = other.reading >= max(_READ_AS_AN_ANSWER, first.reading + _INSTEAD)
    return read and first.reading < 0.0 and other.likelihood >= AS_LIKELY_AS_NOT


def _asserts(evidence: Evidence) -> bool:
    """Whether a sentence neither denies nor limits anything at its main level."""
    told = clauses(evidence.sentence.search_text)
    return not any(c.stance in (Stance.DENIES, Stance.LIMITS) for c in told)


def _likelier_first(part: Part, typed: list[Evidence]) -> list[Evidence]:
    """Of sentences that hold all of a yes-or-no question a clearly likelier one comes first, as does such a denial.

    A denial need hold no more of the question than the first does: no yes is said past it. Nor need what the reader
    takes for the answer where it takes the first for none.
    """
    if part.kind is not Kind.YES_NO or part.carried_over or not typed:
        return typed
    first, others = typed[0], typed[1:]
    rivals = [
        e
        for e in others
        if min(first.own, e.own) >= _ALL_OF_IT or _denies_as_much(e, first) or _is_read_instead(e, first)
    ]
    likeliest = max(rivals, key=lambda e: e.likelihood, default=first)
    if likeliest.likelihood < first.likelihood + _CLEARLY:
        return typed
    return _ahead([likeliest], typed)
