"""Does a sentence bear out what a question asks, or say another thing of the same matter?

A yes is owed to all of a question. A sentence that shares most of its words may still speak of another body, another
event, a part instead of the whole, or of the contrary: "open" where it says "reserved", "minors" where it says "over
18 years of age".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.instruments.own_instruments import NORMS
from assistant.judging.actors import of_an_organization
from assistant.judging.evidence import Evidence, says_all, stands_beside, surely_answers
from assistant.judging.exclusions import asks_just_that, excludes, says_just_that
from assistant.judging.going_without import tells_nothing_of_going_without
from assistant.judging.judge import Judge
from assistant.judging.limits import asks_for_a_bound, sets_a_bound
from assistant.judging.mentions import Mentions, asks_of_scope
from assistant.judging.notions import Bag
from assistant.judging.recommending import only_recommended
from assistant.language.lexicon import INFINITIVE, WordClass
from assistant.language.persons import PERSONS
from assistant.language.polarity import (
    Stance,
    asks_leave,
    asks_of_hindering,
    clauses,
    hinders,
    leans,
    lets_be,
    names_again,
    other_cases,
    speaks_of_a_bill,
    supposed,
)
from assistant.understanding.question import EVENTS, NARROW, Part, Unit, UnitKind, capitalised
from ingest.document import BlockKind
from ingest.store import StoredSentence
from ingest.terms import fold, words

_TOTAL = re.compile(r"\b(?:in all|in total|altogether|total|en total|total de)\b")
_PARTITIVE = re.compile(
    r"\b(?:of|among) (?:which|whom|them)\b|\b(?:de|entre) (?:los|las) (?:cuales|que)\b|\bde ellos\b"
)
# "It was established that ..." finds or rules something; nothing is founded by it.
_FOUND_THAT = re.compile(
    r"\b(?:established|determined|declared|agreed|establecio|determino|declaro|acordo|establecido|determinado) "
    r"(?:that|que)\b"
)
_WAS_FOUNDED = re.compile(
    r"\b(?:(?:was|were) (?:the )?(\w+)|(\w+) (?:was|were|fue|fueron)) "
    r"(?:founded|created|established|set up|fundad|cread|establecid|constituid)"
)
_FOUNDED = r"(?:founded|created|established|set up|fundo|creo|establecio|constituyo)"
_ADULTS = re.compile(
    r"\b(?:over|above|older than|at least|mayores de|mas de|a partir de(?: los)?) (?:1[6-9]|2[01]) (?:years?|anos?)\b"
)
# "No sanction whatever that ...": what follows the noun that is denied only says which.
_RELATIVE = re.compile(r"(?<=\w) (?:that|which|who|que) (?!no\b)")
# "Is it a good law?": nobody's quote answers that; "is it sufficient?" is answered by who says that it is.
_PRAISING = re.compile(
    r"^(?:is|are|was|were|es|son|fue|era|eran)\b.*\b(?:good|bad|better|worse|best|worst|buen[oa]?s?|mal[oa]s?|mejor(?:es)?|"
    r"peor(?:es)?|safe|unsafe|dangerous|segur[oa]s?|insegur[oa]s?|peligros[oa]s?|"
    r"an? (?:problem|threat|burden|success|failure)|un[oa]? (?:problema|amenaza|carga|exito|fracaso))\b"
    r"(?! (?:practices?|practicas?|faith|fe)\b)"
)
_VALUING = re.compile(
    r"^(?:is|are|was|were|es|son|fue|era|eran)\b.*"
    r"\b(fair|unfair|adequate|inadequate|excellent|poor|sufficient|insufficient|satisfactory|"
    r"just[oa]|injust[oa]|adecuad[oa]|suficiente|deficiente)s?(?: \w+)?$"
)
_MAY_SOMEBODY = re.compile(
    r"(?:y |and )?(?:(?:can|may|could) (?:i|we)\b|(?:puedo|podemos|podria yo)\b|"
    r"(?:can|may|could|pueden?|podran?|podrian?) "
    r"(?:(?:an?|the|any|some|every|my|our|his|her|their|un|una|el|la|los|las|mis?|sus?|nuestr[oa]s?|cualquier) )?"
    rf"(?:\w+ )?(?:{PERSONS['en']}|asylum|someone|somebody|anyone|anybody|{PERSONS['es']}|alguien|quien(?:es)?)\b)"
)
_MAY_I = re.compile(r"(?:y |and )?(?:(?:can|may|could) (?:i|we)\b|(?:puedo|podemos|podria yo)\b)")
_GIVES = re.compile(
    r"\b(?:may|can|could|shall|will|might|allow\w*|permit\w*|permission|entitl\w+|rights?|access\w*|eligib\w+|"
    r"authori[sz]\w+|grant\w*|"
    r"(?:provid(?:e|es|ed|ing)|giv(?:e|es|en|ing)|deliver(?:s|ed|ing)?|offer(?:s|ed|ing)?) (?:\w+ ){1,5}?to|"
    r"free|able|open|exempt\w*|possib\w+|receiv\w+|obtain\w*|appl\w+|request\w*|admit\w*|"
    r"guarantee\w*|regardless|equally|equal (?:access|terms|conditions|footing|treatment)|same|enjoy\w*|issu\w+|"
    r"renew\w*|extend\w*|restrict\w*|prohibit\w*|vote\w*|must|requir\w+|"
    r"puede\w*|podra\w*|podria\w*|permit\w+|permis\w+|derech\w+|acced\w+|acces\w+|autoriz\w+|habilit\w+|otorg\w+|"
    r"facult\w+|brind\w+|entreg\w+|proporcion(?:a|an|ar|aran?|ado|ada)\b|ofrec\w+|conced\w+|gratuit\w+|exent\w+|exoner\w+|"
    r"recib\w+|obten\w+|obtien\w+|solicit\w+|garantiz\w+|goz\w+|"
    r"(?:en|de) igual\w*|mism[oa]s?|exig\w+|deb\w+|tendra\w*|tienen?|renov\w+|expid\w+|expedi\w+|prorrog\w+|"
    r"prohib\w+|vot\w+)\b"
)
_IS_THERE = re.compile(
    r"(?:(?:is|are) there|does .{2,30}? have|hay|existen?)(?: (?:any|much|mucha?|alguna?|un|una|a|an))? (\w+)"
)
_OF_A_REMEDY = re.compile(
    r"\b(?:polic(?:y|ies)|strateg(?:y|ies)|measures?|plans?|programmes?|programs?|mechanisms?|efforts?|politicas?|"
    r"estrategias?|medidas?|planes|programas?|mecanismos?)\b (?:\w+ ){0,4}?"
    r"(?:prevent\w*|stop\w*|prevenir|impedir)\b"
)
_AGAINST = re.compile(r"\b(?:against|combat|tackle|prevent|contra|combatir|prevenir|frente a)\b[^.;]*")
_BOTH = re.compile(r"\b(?:both|alike|equally|tanto|ambos|ambas|por igual)\b")
_HALF = 0.5
_AS_MUCH = 0.04
_WEIGHTIEST = 0.95
_SURELY = 0.9
"""How likely a paragraph must answer for what weighs most to stand in the one before it."""
_CERTAIN, _READ_SO = 0.98, 4.0
_READ_AS_A_YES, _READ_AS_A_NO = 1.0, 0.5
"""The log odds, by the reader, from which on a sentence without what weighs most may say yes, or no.

Of such sentences with less, on made-up documents, 3 of 23 were a right yes and 3 of 39 a right no.
"""
_READ_AS_NONE = -1.0
_LITTLE_UNSAID, _MOST_OF_IT = 0.3, 0.85
_OF_ITS_OWN = 0.3
"""What a clause must hold of a question beside what the heading of its article holds."""
_BINDING = frozenset({"signature", "ratification"})
_BILATERAL = re.compile(r"\bbilateral")
_EMPHATIC = frozenset({"explicit"})
"""Notions that say how a thing is, and that a yes must bear out."""
_FORMALLY = re.compile(r"\b(?:formally|formalmente|de (?:manera|forma|modo) formal)\b")
_GROUPS = NARROW | {"irregular"}
"""Groups of people of whom a rule on all others need not hold."""
# "In person" has no words of its own once those of grammar are left out.
_ONLINE = re.compile(
    r"\b(?:online|on line|internet|electronic(?:ally)?|en linea|electronicamente|por via electronica|virtual\w*)\b"
)
_IN_PERSON = re.compile(r"\b(?:in[ -]person|face[ -]to[ -]face|en persona|personalmente|presencial(?:es|mente)?)\b")
_WHOLLY = re.compile(
    r"\b(?:wholly|entirely|completely|fully|only|solely|totalmente|enteramente|integramente|solo|solamente)\b"
)
_OUTSIDERS = frozenset({"foreigner", "migrant", "immigrant", "non-national"})
# "being Panamanian is a prerequisite", "ser peruano es requisito"
_NATIONALS_ONLY = re.compile(
    r"\b(?:being|to be|ser|tener la nacionalidad|nationality)\b.{0,30}\b(?:is|es|son|are)\b.{0,12}\b"
    r"(?:prerequisite|requirement|required|condition|requisito|condicion)\b"
)


_NOT_NATIONALS = _OUTSIDERS | {"irregular", "refugee", "asylum seeker"}
_ABROAD = re.compile(r"\b(?:en el|al|del|desde el) extranjero\b")
_NATIONAL_PEOPLE = re.compile(r"\b(?:nationals|citizens|nacionales (?:en|que)|ciudadan[oa]s)\b")
_THERE_IS = re.compile(
    r"(?:is|are) there (?:an? |any |some )?((?:[\w-]+ )*?[\w-]+)"
    r"(?= (?:for|to|that|which|of|in|on|against|with|at|by)\b|$)|"
    r"(?:hay|existen?) (?:un[oa]?s? |algun[oa]?s? )?([\w-]+)"
)
_OF_ANY = re.compile(r"\b(?:any|some|at least one|algun[oa]?s?|al menos un[oa]?)\b")
_IS_ONE = re.compile(
    r"(?:is|are|was|were|es|son|era|eran) .+ (?:an?|un|una) ([\w-]+)(?: (?:in|under|by|for|en|segun|bajo|para)\b.*)?$"
)
_KINDS_OF_POLICY = frozenset(
    "policy strategy plan programme mechanism system measure procedure body institution law norm agreement framework "
    "initiative project provision council commission committee authority agency service campaign data information "
    "regulation protocol process support assistance standard document category way possibility opportunity right "
    "access channel route type".split()
)
_STATE = frozenset({"government", "state", "authority", "ministry"})
_NAMES_THE_STATE = re.compile(r"\b(?:government\w*|ministr\w+|authorit\w+|gobiern\w+|ministeri\w+|autoridad\w*)\b")
_ORGANIZATIONS = frozenset({"iom", "unhcr", "un", "united nations", "organization", "ilo", "partner", "partnership"})
_ACTORS = frozenset({"civil society", "non-governmental", "private sector"})
_WEIGHTY, _SOON = 0.8, 4
_SEVERAL_LIGHT = 4


class Support:
    """Compares what a sentence says with all that a question asks.

    Args:
        judge: knows which notions a sentence holds.

    Attributes:
        mentions: on questions whether something is covered or mentioned.
    """

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self.mentions = Mentions(judge)

    def affirms(self, part: Part, best: Evidence) -> bool:
        """Whether a sentence that asserts its matter may stand for a yes to the question."""
        weights = self._judge.weights
        return (
            (self._surely_answers(part, best) or self._says_it(part, best))
            and (self._is_read_so(best, _READ_AS_A_YES) or not self._lacks_the_weightiest(part, best))
            and (self._is_read_so(best, _READ_AS_NONE) or best.own >= _MOST_OF_IT or any(u.carried for u in part.units))
            and (not part.universal or best.thin <= weights.yes_universal)
            and self._says_enough(part, best)
            and self._as_emphatic(part, best.sentence)
            and self._names_the_same(part, best.sentence)
            and self._happened(part, best.sentence)
            and self._of_the_same_people(part, best)
            and self._of_the_state(part, best.sentence)
            and (_beyond_doubt(best) or self._there_is_one(part, best.sentence))
            and self._values_it(part, best.sentence)
            and self._gives_leave(part, best)
            and self._on_the_occasion(part, best.sentence)
            and self._is_one(part, best.sentence)
            and not self._tells_nothing_of_going_without(part, best.sentence)
            and not _is_of_the_employer(part, best.sentence)
            and not (asks_leave(fold(part.text)) and _is_a_recital(best))
            and (not asks_just_that(fold(part.text)) or says_just_that(fold(best.sentence.search_text)))
        )

    def was_brought_about(self, part: Part, later: Evidence) -> bool:
        """Whether a later sentence that says yes has all that is asked in so many words, or affirms it.

        That one plan mentions a thing tells nothing of whether another does.
        """
        if asks_of_scope(part):
            return False
        bag = self._judge.notions.bag(later.sentence)
        return self._judge.notions.holds_all(part.told, bag) or self.affirms(part, later)

    def _surely_answers(self, part: Part, best: Evidence) -> bool:
        """Whether a sentence answers by all its signs, whichever words it has."""
        sure = surely_answers(best, self._judge.weights) and _other_words_may_do(part, best.sentence)
        return sure and self._has_the_years(part, best.sentence) and not self._lacks_its_end(part, best)

    def _lacks_its_end(self, part: Part, best: Evidence) -> bool:
        """Whether a sentence has nothing of the noun that a question ends in: "Do most live in the hills?"."""
        told = [u for u in part.told if not self._judge.notions.is_country(u) and not INFINITIVE.search(u.text)]
        return bool(told) and told[-1].text in best.missing

    def _has_the_years(self, part: Part, sentence: StoredSentence) -> bool:
        """Whether a sentence, read with those that lead up to it, has the years of a question, which are no words."""
        if not part.years:
            return True
        read = " ".join(s.search_text for s in self._judge.backdrop.led_up_to(sentence))
        return all(year in read for year in part.years)

    def _says_it(self, part: Part, best: Evidence) -> bool:
        """Whether a sentence says what a question asks in its words, or in others that are known to mean the same."""
        weights = self._judge.weights
        return (
            not self._missed(part, best)
            and ((best.thin <= weights.yes_lack and best.firm >= weights.yes_own) or self._meant(part, best))
            and self._of_such_actors(part, best.sentence)
            and self._holds_the_weightiest(part, best)
            and (says_all(best) or self.mentions.speaks_of_it(part, best.sentence))
        )

    def _missed(self, part: Part, best: Evidence) -> bool:
        """Whether some word of a question is nowhere: whether one may appeal is told by what knows of appeals."""
        return any(u.text in best.missing for u in part.told)

    def _of_the_same_people(self, part: Part, best: Evidence) -> bool:
        """Asked of nationals abroad, what holds for immigrants is no yes; nor, of others, what holds for nationals."""
        near = self._judge.backdrop.led_up_to(best.sentence)
        said = " ".join([best.sentence.context, *(s.search_text for s in near)])
        home, language = best.document.metadata.country, best.sentence.language
        asked_nationals, said_nationals = self._nationals(part.text, home), self._nationals(said, home)
        here = _ABROAD.sub(" ", fold(part.text))
        asked_outsiders = any(u.concepts & _NOT_NATIONALS and u.text in here for u in part.units)
        bag = self._judge.notions.bag_of_text(_ABROAD.sub(" ", fold(said)), language)
        said_outsiders = bool(bag.concepts & _NOT_NATIONALS)
        if asked_outsiders == asked_nationals or said_outsiders == said_nationals:
            return True
        return asked_outsiders == said_outsiders

    def _of_the_state(self, part: Part, sentence: StoredSentence) -> bool:
        """Asked of ministries or the Government, what an international organization itself does is no yes."""
        told = frozenset(c for u in part.units for c in u.concepts if not u.carried)
        if not told & _STATE or told & _ORGANIZATIONS or not of_an_organization(sentence):
            return True
        return bool(_NAMES_THE_STATE.search(fold(sentence.search_text)))

    def _of_such_actors(self, part: Part, sentence: StoredSentence) -> bool:
        """Asked of civil society or the private sector, what a sentence says of others is no yes."""
        actors = [u for u in part.told if u.concepts & _ACTORS]
        bags = self._judge.backdrop.bags(sentence)
        return all(any(self._judge.notions.related(u, bag) for bag in bags) for u in actors)

    def _there_is_one(self, part: Part, sentence: StoredSentence) -> bool:
        """Asked whether there is a shelter, a sentence that only speaks of protection is no yes.

        One kind of policy or body may well be called by the name of another.
        """
        asked = _THERE_IS.match(fold(part.text).strip(" ¿?"))
        head = next((g for g in asked.groups() if g), "").split()[-1:] if asked else []
        units = [u for u in part.told if u.text in head and not u.concepts & _KINDS_OF_POLICY]
        # "Is there a cap?" is answered by what may not be exceeded.
        units = [u for u in units if not (asks_for_a_bound(u) and sets_a_bound(u, sentence))]
        bags = self._judge.backdrop.bags(sentence)
        return self._names_all([self._judge.notions.by_itself(u) for u in units], bags)

    def _is_one(self, part: Part, sentence: StoredSentence) -> bool:
        """Asked whether a thing is a crime, a sentence that calls nothing one is no yes, however near its words are."""
        asked = _IS_ONE.match(fold(part.text).strip(" ¿?"))
        units = [u for u in part.told if asked and u.text == asked[1] and not u.concepts & _KINDS_OF_POLICY]
        return self._names_all(units, self._judge.backdrop.bags(sentence))

    def _tells_nothing_of_going_without(self, part: Part, sentence: StoredSentence) -> bool:
        read = " ".join(s.search_text for s in self._judge.backdrop.led_up_to(sentence))
        return tells_nothing_of_going_without(self._judge.notions, part, read, sentence.language)

    def _names_all(self, units: Sequence[Unit], bags: Sequence[Bag]) -> bool:
        """Whether each unit is in one of some stretches of text as itself, not as something akin to it."""
        return all(any(self._judge.notions.match(u, bag) == 1.0 for bag in bags) for u in units)

    def _nationals(self, text: str, home: str | None) -> bool:
        """Whether a text speaks of nationals, or of the people of the document's country by their name."""
        if _NATIONAL_PEOPLE.search(fold(text)):
            return True
        names = self._judge.notions.peoples(text)
        return home is not None and home in names

    def _values_it(self, part: Part, sentence: StoredSentence) -> bool:
        """Asked whether a law is a good one, a sentence that only tells what it does is no yes."""
        if _asks_for_praise(part):
            return False
        found = _VALUING.search(fold(part.text).strip(" ?!."))
        return found is None or found[1] in fold(sentence.search_text)

    def _gives_leave(self, part: Part, best: Evidence) -> bool:
        """Asked whether somebody may do a thing, a sentence that gives no leave, right or thing is no yes.

        Nor is one of what is agreed with another country, which the question does not name.
        """
        sentence, asked = best.sentence, fold(part.text).strip(" ¿")
        if not _MAY_SOMEBODY.match(asked) or sentence.kind is BlockKind.TABLE_ROW:
            return True
        if _MAY_I.match(asked) and self._shares_but_the_rest(part, best):
            return False
        named = {*self._judge.notions.countries(sentence.search_text)} - {best.document.metadata.country}
        if named and named.isdisjoint(self._judge.notions.countries(part.text)):
            return False
        read = self._judge.backdrop.led_up_to(sentence)
        text = fold(" ".join([sentence.context, *(s.search_text for s in read)]))
        return bool(_GIVES.search(text))

    def _on_the_occasion(self, part: Part, sentence: StoredSentence) -> bool:
        """Whether an article speaks of the case that a question sets: a visa refused is not refuge refused.

        Of other documents less is asked: they tell of what was, and on what occasion is told around it.
        """
        case = part.occasion | frozenset(words(supposed(fold(part.text))))
        units = [u for u in part.units if u.text in case and u.word_class is not WordClass.SCAFFOLD]
        if not units or not sentence.article:
            return True
        bags = [*self._judge.backdrop.bags(sentence), *self._judge.backdrop.over(sentence)]
        return self._judge.notions.coverage(units, bags) >= _HALF

    def _shares_but_the_rest(self, part: Part, best: Evidence) -> bool:
        """Whether a sentence lacks what weighs most of what somebody asks for himself, or is read as no answer.

        He says little of what he is, and much shares the words for that.
        """
        most = self._judge.notions.heaviest(part.told)
        return (most is not None and most.text in best.loose) or (best.reading is not None and best.reading < 0.0)

    def _holds_the_weightiest(self, part: Part, best: Evidence) -> bool:
        """Whether an article holds what counts most in a question: of a pension says yes only what speaks of one."""
        if not best.sentence.article:
            return True
        lacking = [u for u in self._weightiest(part) if u.text in best.loose]
        return not lacking or (best.likelihood >= _SURELY and self._said_before(lacking, best.sentence))

    def _denies_what_is_asked(self, part: Part, best: Evidence) -> bool:
        """Whether the reader takes a sentence that leaves much of a question unsaid for its answer.

        Much is denied in documents, most of it of something else. What is no more than a bill is known by that word.
        """
        if speaks_of_a_bill(best.sentence.search_text):
            return True
        if self._lacks_the_weightiest(part, best):
            return best.thin <= _LITTLE_UNSAID or self._is_read_so(best, _READ_AS_A_NO)
        return best.own >= _MOST_OF_IT or self._is_read_so(best, 0.0)

    def _is_read_so(self, best: Evidence, least: float) -> bool:
        """Whether the reader takes a sentence for an answer; it knows few tables, and no sentence that leans on others.

        What has another year or country than the question is not read, as it is told why it answers.
        """
        if best.reading is None or best.sentence.kind is BlockKind.TABLE_ROW or leans(best.sentence.search_text):
            return True
        return best.reading >= least

    def _lacks_the_weightiest(self, part: Part, best: Evidence) -> bool:
        """Whether a sentence has no more than a hint of what weighs most in a question that stands by itself."""
        return not part.carried_over and any(u.text in best.loose for u in self._weightiest(part))

    def _weightiest(self, part: Part, least: float = _WEIGHTIEST) -> list[Unit]:
        """What a question tells that weighs most, or nearly so: ``least`` as a share of the most."""
        notions = self._judge.notions
        weighed = [(u, notions.weight(u)) for u in part.told if not notions.is_country(u)]
        most = max((weight for _, weight in weighed), default=0.0)
        return [u for u, weight in weighed if weight >= least * most > 0.0]

    def _holds_the_rarest(self, part: Part, best: Evidence) -> bool:
        """Whether a sentence has, or is surely read to have, what no document speaks of: visas for nomads.

        A word that is merely close in meaning to another ("tourists") is not it.
        """
        notions = self._judge.notions
        if best.reading is not None and best.reading >= notions.weights.sure_reading:
            return True
        bags = self._judge.backdrop.bags(best.sentence)
        rarest = [u for u in part.told if not notions.is_country(u) and notions.weight(u) >= notions.weights.rarest]
        return all(any(notions.related(u, bag) for bag in bags) for u in rarest)

    def _said_before(self, units: Sequence[Unit], sentence: StoredSentence) -> bool:
        """Whether the paragraph before one of an article speaks of units: "2. ... expelled. 3. The decision ..."."""
        return self._names_all(units, self._bags_before(sentence))

    def _bags_before(self, sentence: StoredSentence) -> list[Bag]:
        return [self._judge.notions.bag(s) for s in self._judge.backdrop.preceding(sentence)]

    def _says_enough(self, part: Part, best: Evidence) -> bool:
        """Where a question has one word of weight beside a country ("Must I give up my nationality?"), all count.

        Several words that weigh little make a question as well: "Does it look after people when a disaster hits?".
        """
        notions = self._judge.notions
        told = [u for u in part.units if u.word_class is WordClass.CONTENT and not notions.is_country(u)]
        light = [u for u in part.units if u.word_class is WordClass.LIGHT and notions.weight(u) and not u.carried]
        several = len(light) >= _SEVERAL_LIGHT and surely_answers(best, self._judge.weights)
        return len(told) > 1 or several or best.coverage >= self._judge.weights.yes_single

    def _as_emphatic(self, part: Part, sentence: StoredSentence) -> bool:
        """Asked whether something is so explicitly, a sentence that only knows the thing is no yes."""
        bags = [
            self._judge.notions.bag(s)
            for s in (sentence, *self._judge.backdrop.before(sentence), *self._judge.backdrop.after(sentence, 1))
        ]
        formally = bool(_FORMALLY.search(fold(part.text)))
        asked = [
            u for u in part.units if not u.carried and (u.concepts & _EMPHATIC or (formally and "formal" in u.concepts))
        ]
        return all(any(self._judge.notions.match(u, bag) >= self._judge.weights.near for bag in bags) for u in asked)

    def _meant(self, part: Part, best: Evidence) -> bool:
        """Whether a sentence says in other words what a question asks, and of the group of people that it names."""
        return self._in_other_words(part, best) and self._of_the_same_group(part, best)

    def _in_other_words(self, part: Part, best: Evidence) -> bool:
        """Whether a sentence that lacks up to half of a question's words is its answer all the same.

        It is the one closest in meaning, far from the rest, and its signs together speak for it.
        """
        weights = self._judge.weights
        return (
            best.thin <= weights.paraphrase_lack
            and best.lack <= weights.paraphrase_missing
            and best.firm >= weights.paraphrase_own
            and (best.closest if best.sentence.article else best.behind <= 0.0)
            and best.standing >= weights.paraphrase_apart
            and best.likelihood >= weights.paraphrase_sure
            and (best.reading is None or best.reading >= weights.paraphrase_reading)
            and not part.years
            and _other_words_may_do(part, best.sentence)
        )

    def bears_on(self, part: Part, best: Evidence, in_part: bool = False) -> bool:
        """Whether a sentence speaks of enough of the question to stand for a no, or ``in_part`` for a yes in part.

        Asked whether a thing is forbidden, one that denies something and forbids nothing says neither. Asked of all,
        what holds for some needs no more than a no does.
        """
        if in_part and not part.universal:
            return self.affirms(part, best) and self._holds_the_rarest(part, best)
        text = fold(best.sentence.search_text)
        asked = fold(part.text)
        beside = asks_of_hindering(asked) and not _OF_A_REMEDY.search(asked) and not hinders(text) and not lets_be(text)
        if beside and any(c.stance is Stance.DENIES for c in clauses(best.sentence.search_text)):
            return False
        enough = best.thin <= self._judge.weights.other_lack or self._surely_answers(part, best)
        enough = enough and not self._lacks_the_remedy(part, best.sentence)
        enough = enough and not _asks_for_praise(part) and self._denies_what_is_asked(part, best)
        return enough and self._of_the_same_group(part, best) and self._denies_of_it(part, best.sentence)

    def denies_in_part(self, part: Part, best: Evidence) -> bool:
        """Whether a sentence denies what weighs most in a question, whatever else it says of the matter."""
        notions, sentence = self._judge.notions, best.sentence
        denied = [c.text for c in clauses(sentence.search_text) if c.stance is Stance.DENIES]
        bags = [notions.bag_of_text(text, sentence.language) for text in denied]
        most = self._weightiest(part, least=1.0)
        return self.bears_on(part, best) and any(notions.match(u, bag) == 1.0 for u in most for bag in bags)

    def _lacks_the_remedy(self, part: Part, sentence: StoredSentence) -> bool:
        """Asked whether there is discrimination, a sentence that denies a policy against it tells nothing of that."""
        there = _IS_THERE.match(fold(part.text).strip(" ¿"))
        remedy = _AGAINST.search(fold(sentence.search_text))
        if there is None or remedy is None:
            return False
        bag = self._judge.notions.bag_of_text(remedy[0], sentence.language)
        return any(u.text == there[1] and self._judge.notions.match(u, bag) == 1.0 for u in part.units)

    def _of_the_same_group(self, part: Part, best: Evidence) -> bool:
        """Whether a sentence names each group that a question is about: a denial of others tells nothing of it."""
        bags = self._judge.backdrop.bags(best.sentence)
        groups = [u for u in part.told if u.concepts & _GROUPS]
        named = [any(self._judge.notions.related(u, bag) for bag in bags) for u in groups]
        # Of "refugees and asylum seekers alike" what holds for the one alone is told in part.
        return any(named) if named and asks_of_both(part) else all(named)

    def _denies_of_it(self, part: Part, sentence: StoredSentence) -> bool:
        """Whether what an article denies is of the question: "No sanction is imposed that ..." denies but sanctions."""
        denying = [c.text for c in clauses(sentence.search_text) if c.stance is Stance.DENIES]
        if not sentence.article or not denying:
            return True
        heading = sentence.heading
        mains = [f"{heading}. {_RELATIVE.split(text, maxsplit=1)[0]}" for text in denying]
        bags = [self._judge.notions.bag_of_text(main, sentence.language) for main in mains]
        told = part.told if len(part.told) > 1 else [u for u in part.units if u.word_class is not WordClass.SCAFFOLD]
        return any(self._judge.notions.coverage(told, [bag]) for bag in bags)

    def denial(self, part: Part, asserting: Evidence, others: Sequence[Evidence]) -> Evidence | None:
        """A sentence that holds as much of the question as one that asserts its matter, and denies it.

        Whether any of a kind is so is not told by one that is not, unless that is likelier to answer; nor does what an
        earlier document denies, unless it is a norm, tell against what was so later.
        """
        of_any = _OF_ANY.search(fold(part.text))
        told = asserting.document.metadata.date or ""
        for other in others:
            of_then = other.document.metadata
            if only_recommended(part.text, other.sentence):
                continue
            if of_then.type not in NORMS and (of_then.date or "") < told:
                continue
            if of_any and asserting.likelihood >= other.likelihood:
                continue
            as_much = other.headed >= asserting.headed - _AS_MUCH and other.sentence.id != asserting.sentence.id
            if as_much and other.admissible and self._denied_by(part, other.sentence):
                return other
        return None

    def rest_denied(
        self, part: Part, said: Sequence[StoredSentence], others: Sequence[Evidence]
    ) -> StoredSentence | None:
        """A sentence soon after that denies what a yes leaves unsaid: data by sex, but none by migration status."""
        notions, best = self._judge.notions, said[0]
        if best.kind is BlockKind.TABLE_ROW:
            # What the head of a table says is said of each row.
            return None
        bags = [notions.bag(s) for s in said]
        unsaid = [u for u in part.told if not any(notions.match(u, bag) >= notions.weights.near for bag in bags)]
        least = _WEIGHTY * max((notions.weight(u) for u in part.told), default=0.0)
        weighty = [u for u in unsaid if notions.weight(u) >= least]
        for other in (e.sentence for e in others if e.admissible):
            soon = other.document_id == best.document_id and 0 < other.ordinal - best.ordinal <= _SOON
            if not soon or other.section != best.section:
                continue
            denying = [c.text for c in clauses(other.search_text) if c.stance is Stance.DENIES]
            denied = [notions.bag_of_text(text, other.language) for text in denying]
            if any(notions.match(u, bag) == 1.0 for u in weighty for bag in denied):
                return other
        return None

    def exception(self, part: Part, best: Evidence) -> StoredSentence | None:
        """What a norm says near the sentence that decides of just the group that is asked about, or that asks.

        "Am I, a refugee, charged for the permit?" — "The permit costs ...", and in the next article "No fee is payable
        by refugees."
        """
        notions = self._judge.notions
        groups = [u for u in part.units if u.concepts & NARROW]
        sentence = best.sentence
        if not groups or not sentence.article or any(notions.related(u, notions.bag(sentence)) for u in groups):
            return None
        matter = [u for u in part.told if u not in groups and not notions.is_country(u)]
        asked = fold(part.text)
        for other in self._judge.backdrop.within_reach(sentence):
            bag = notions.bag(other)
            if not any(notions.match(u, bag) >= notions.weights.in_name for u in groups):
                continue
            turns = [c for c in clauses(other.search_text) if c.stance is Stance.DENIES or excludes(asked, c.text)]
            told = [notions.bag_of_text(c.text, other.language) for c in turns]
            if any(notions.match(u, b) >= notions.weights.near for u in matter for b in told):
                return other
        return None

    def is_of_other_cases(self, part: Part, clause: str, language: str) -> bool:
        """Whether a clause is on cases set apart ("for cases that are not reported") that nobody asked about."""
        cases = other_cases(clause)
        return bool(cases) and not self._names_any(part, cases, language)

    def _names_any(self, part: Part, text: str, language: str) -> bool:
        """Whether a text holds some word of content of a question."""
        bag = self._judge.notions.bag_of_text(text, language)
        return any(self._judge.notions.match(u, bag) >= self._judge.weights.near for u in part.told)

    def _denied_by(self, part: Part, sentence: StoredSentence) -> bool:
        enough = self._judge.weights.ground_all - _AS_MUCH
        if self.is_of_other_cases(part, fold(sentence.search_text), sentence.language):
            return False
        denying = [c.text for c in clauses(sentence.search_text) if c.stance is Stance.DENIES]
        if any(self.held(part, text, sentence.language) >= enough for text in denying):
            return True
        # What an article denies it denies of what its heading says it is on.
        heading = sentence.heading if sentence.article else ""
        return bool(heading) and any(
            self.held(part, text, sentence.language) >= _OF_ITS_OWN
            and self.held(part, f"{heading}. {text}", sentence.language) >= enough
            for text in denying
        )

    def held(self, part: Part, text: str, language: str) -> float:
        """The share of the weight of a question's own content that a text holds; 0 where it has but one word."""
        bag = self._judge.notions.bag_of_text(text, language)
        return self._judge.notions.coverage(part.told, [bag]) if len(part.told) > 1 else 0.0

    def contrary(self, part: Part, text: str, language: str) -> bool:
        """Whether a clause holds the opposite of a notion of the question in that notion's place."""
        bag = self._judge.notions.bag_of_text(text, language)
        if any("child" in u.concepts and not self._judge.notions.match(u, bag) for u in part.units) and _ADULTS.search(
            text
        ):
            return True
        online_alone = _WHOLLY.search(fold(part.text)) or not _ONLINE.search(text)
        if _ONLINE.search(fold(part.text)) and _IN_PERSON.search(text) and online_alone:
            return True
        asked = fold(part.text)
        told = [u for u in part.told if not _goes_without(u, asked)]
        return any(self._opposed(u, bag) for u in told)

    def for_nationals_only(self, part: Part, sentence: StoredSentence) -> bool:
        """Whether a sentence, asked of foreigners, makes it a condition to be a national."""
        asked = any(u.concepts & _OUTSIDERS for u in part.units)
        return asked and bool(_NATIONALS_ONLY.search(fold(sentence.search_text)))

    def in_full(self, clause: str, sentence: StoredSentence) -> str:
        """A clause with the sentence that it leans on, folded: "These include ..." after what they are."""
        return " ".join([*(fold(s.search_text) for s in self._judge.backdrop.before(sentence)), clause])

    def _opposed(self, unit: Unit, bag: Bag) -> bool:
        # Of "the private sector" what is public is no opposite.
        opposites = frozenset() if unit.phrases else self._judge.notions.opposites(unit.concepts)
        return not opposites.isdisjoint(bag.concepts) and self._judge.notions.match(unit, bag) < 1.0

    def is_part_only(self, part: Part, sentence: StoredSentence) -> bool:
        """Asked whether a figure is the total, it stands in the sentence only as part of a greater one."""
        if not _TOTAL.search(fold(part.text)):
            return False
        head = _PARTITIVE.split(fold(sentence.search_text), maxsplit=1)
        bag = self._judge.notions.bag_of_text(head[0], sentence.language)
        figures = [u for u in part.units if u.kind is UnitKind.NUMBER and not u.carried]
        return len(head) > 1 and bool(figures) and not any(self._judge.notions.match(u, bag) for u in figures)

    def _names_the_same(self, part: Part, sentence: StoredSentence) -> bool:
        """A body called by its name of several words must be that body, not one whose name shares some of them."""
        bags = [self._judge.notions.bag(n) for n in self._judge.backdrop.led_up_to(sentence)]
        bags.append(self._judge.notions.bag_of_text(f"{sentence.context} {sentence.section}", sentence.language))
        proper = capitalised(part.text)
        named = [u for u in part.units if u.phrases and u.text in proper and not u.carried]
        return all(any(not u.phrases.isdisjoint(bag.concepts) for bag in bags) for u in named)

    def _happened(self, part: Part, sentence: StoredSentence) -> bool:
        """Asked whether something was founded or joined in a year, the sentence must speak of just that event."""
        events = [u for u in part.units if u.concepts & EVENTS and not u.carried]
        if not events or sentence.kind is BlockKind.TABLE_ROW:
            return True
        if not part.years:
            return self._bound_itself(part, sentence)
        text = fold(sentence.search_text)
        founded = _WAS_FOUNDED.search(fold(part.text))
        if founded and re.search(rf"\b{re.escape(founded[1] or founded[2])} (?:\w+ly )?{_FOUNDED}\b", text):
            # "In 1995 the IOM established a principle": it founded, and was not founded.
            return False
        if any(re.search(rf"\b(?:since|desde)(?: \w+){{0,2}} {year}\b", text) for year in part.years):
            # "Since 2016 it has been part of ..." tells when it joined.
            return True
        bags = [self._judge.notions.bag_of_text(_FOUND_THAT.sub(" ", text), sentence.language)]
        if names_again(sentence.search_text):
            # "The Decree protects ..." is on the one that was "adopted in 2018" before.
            bags += self._bags_before(sentence)
        return self._names_all(events, bags)

    def _bound_itself(self, part: Part, sentence: StoredSentence) -> bool:
        """Asked whether a State signed or ratified something, the sentence must speak of that.

        What it agreed with one other State is no convention that it ratified.
        """
        acts = [u for u in part.told if u.concepts & _BINDING]
        between_two = _BILATERAL.search(fold(sentence.search_text)) and not _BILATERAL.search(fold(part.text))
        if between_two and any("ratification" in u.concepts for u in acts):
            return False
        read = self._judge.backdrop.led_up_to(sentence)
        bags = [self._judge.notions.bag(s) for s in read]
        # Who has an agreement has concluded it.
        bound = any("agreement" in bag.concepts for bag in bags)
        acts = [u for u in acts if not (bound and "signature" in u.concepts)]
        return all(any(self._judge.notions.related(u, bag) for bag in bags) for u in acts)


def _is_a_recital(best: Evidence) -> bool:
    """Whether a sentence only tells why a norm was made ("Que, la Política ..."): it rules nothing."""
    return stands_beside(best) and bool(_RECITAL.match(fold(best.sentence.search_text)))


_RECITAL = re.compile(r"\W*(?:que,? |considerando|whereas\b)")
# "The employer ... shall be fined for each worker" fines no worker.
_BEGINS_WITH_EMPLOYER = re.compile(
    r"\W*(?:(?:articulo|article|section)\W+\w+\W+)?(?:\(\w+\) )?"
    r"(?:(?:el|la|los|las|todo|toda|the|an?|any|every) )?(?:empleador|patron|empresa|employer|compan)\w*"
)


def _is_of_the_employer(part: Part, sentence: StoredSentence) -> bool:
    """Whether a rule binds employers, where a question asks what workers must do or risk."""
    told = frozenset(c for u in part.told for c in u.concepts)
    of_workers = "worker" in told and "employer" not in told and bool(_OF_DUTY.search(fold(part.text)))
    return of_workers and bool(sentence.article and _BEGINS_WITH_EMPLOYER.match(fold(sentence.search_text)))


_OF_DUTY = re.compile(
    r"\b(?:fine[ds]?|punish\w*|penal\w*|pay|sanction\w*|must|liable|multa\w*|sancion\w*|pagan?|pagar\w*|castig\w*|deben?)\b"
)


def _other_words_may_do(part: Part, sentence: StoredSentence) -> bool:
    """Whether other words than the question's may answer it.

    A row of a table, which says yes or no of a name, and a question whether something covers or mentions a thing have
    nothing but their words.
    """
    return sentence.kind is not BlockKind.TABLE_ROW and not asks_of_scope(part)


def asks_of_both(part: Part) -> bool:
    """Whether a question is on two groups alike."""
    return bool(_BOTH.search(fold(part.text)))


def _beyond_doubt(best: Evidence) -> bool:
    """Whether all signs, and the reader, take a sentence for the answer, whatever it calls things."""
    return best.likelihood >= _CERTAIN and best.reading is not None and best.reading >= _READ_SO


def _asks_for_praise(part: Part) -> bool:
    """Whether a question asks for a judgement that no quote can give: whether a thing is good, or a problem."""
    return bool(_PRAISING.search(fold(part.text).strip(" ?!.")))


def _goes_without(unit: Unit, folded: str) -> bool:
    """Whether a question names a thing as missing: "hired without authorisation"."""
    return bool(re.search(rf"\b(?:without|sin|non) (?:\w+ ){{0,2}}?{re.escape(unit.text)}\b", folded))
