"""Is what bears on a question enough to answer it, or does it show that something false is taken for granted?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.instruments.naming import instruments_in, without_instruments
from assistant.instruments.own_instruments import NORMS
from assistant.judging.actors import of_an_organization
from assistant.judging.among_articles import AmongArticles
from assistant.judging.asked import (
    AGE,
    COUNTED,
    FIGURES,
    LABELLED,
    MEASURED,
    Asked,
    asks_for_norms,
    short_form_asked,
    spells_out,
)
from assistant.judging.asked_relations import tells_it
from assistant.judging.backdrop import Backdrop
from assistant.judging.cells import cell
from assistant.judging.closeness import NOTHING
from assistant.judging.evidence import (
    AS_LIKELY_AS_NOT,
    NEXT_TO_NOTHING,
    Evidence,
    Finding,
    Sufficiency,
    is_later,
    says_all,
    surely_answers,
)
from assistant.judging.kinds import ENUMERATION, NUMERAL, spelled_out, unlabelled
from assistant.judging.lists import Lists, is_a_part, leads_in
from assistant.judging.needs import asks_a_need
from assistant.judging.notions import Notions
from assistant.judging.ordering import Ordering, tells_the_aim_asked
from assistant.judging.weights import Weights
from assistant.language.accomplishing import binds, brings_about
from assistant.language.intentions import asks_of_intentions
from assistant.language.lexicon import WordClass
from assistant.language.polarity import Clause, Stance, clauses, leans
from assistant.understanding.answer_kind import Kind
from assistant.understanding.asked_for import asks_for_places, verbs_of_a_list
from assistant.understanding.question import BROAD, NARROW, Part, Unit, UnitKind, capitalised
from ingest.article_names import article_name
from ingest.document import BlockKind
from ingest.store import DocumentRecord
from ingest.terms import fold, words


class Sufficing:
    """Decides on the judged sentences of one part of a question."""

    def __init__(self, notions: Notions, backdrop: Backdrop, lists: Lists, asked: Asked, weights: Weights) -> None:
        self._notions = notions
        self._asked = asked
        self._backdrop = backdrop
        self._lists = lists
        self._weights = weights
        self._among_articles = AmongArticles(notions)
        self._ordering = Ordering(notions, asked, backdrop, self._among_articles)

    def decide(self, part: Part, judged: list[Evidence]) -> Finding:
        """The finding on one part, out of its judged sentences, best first, with what was done since it was so."""
        found = self._decide(part, judged)
        if part.kind in FIGURES and found.sufficiency is Sufficiency.ENOUGH:
            return replace(found, elsewhere=self._elsewhere(found, judged))
        if part.kind is not Kind.YES_NO or not found.evidence:
            return found
        later = [e for e in judged if e.admissible and is_later(e.document, found.best.document)]
        later = [e for e in later if self._was_done(part, e)]
        later = [e for e in later if all(year in e.sentence.search_text for year in part.years)]
        return replace(found, later=tuple(later))

    def _elsewhere(self, found: Finding, judged: Sequence[Evidence]) -> tuple[Evidence, ...]:
        """Of each other document of the country the sentence with another figure for what is asked, if it answers too.

        A law and a profile, or two reports of different years: whoever asks wants to know of both. Of two norms each
        has figures of its own matter.
        """
        part, best = found.part, found.best
        home, of_norm = best.document.metadata.country, best.document.metadata.type in NORMS
        told = _figures_of(best)
        others: dict[str, Evidence] = {}
        for evidence in sorted((e for e in judged if e.admissible and e.typed), key=lambda e: -e.likelihood):
            document = evidence.document
            likely = evidence.likelihood >= self._weights.elsewhere and evidence.lack <= self._weights.figure_lack
            if not likely or document.id == best.document.id or document.metadata.country not in (home, None):
                continue
            if (of_norm and document.metadata.type in NORMS) or _figures_of(evidence) <= told:
                continue
            others.setdefault(document.id, evidence)
        return tuple(e for e in others.values() if all(year in e.sentence.search_text for year in part.years))

    def _was_done(self, part: Part, evidence: Evidence) -> bool:
        """Whether a sentence says that what is asked about was brought about, or that a State was bound by a treaty.

        What an international organization did, or joined, is none of it.
        """
        if of_an_organization(evidence.sentence):
            return False
        text = fold(evidence.sentence.search_text)
        if evidence.thin > _LATER or not brings_about(text):
            return False
        named = self._notions.holds_all(part.told, self._notions.bag(evidence.sentence))
        return named or surely_answers(evidence, self._weights) or binds(text)

    def _decide(self, part: Part, judged: list[Evidence]) -> Finding:
        fit = [e for e in judged if e.admissible]
        if part.kind is Kind.CURRENCY or not (fit or any(e.replaced for e in judged)):
            return Finding(part, Sufficiency.NOT_ENOUGH, (), tuple(judged[:3]))
        whole = self._whole_articles(part, fit) or _introducing(part, fit) or _spelling_out(part, fit)
        whole = whole or self._announcing(part, fit)
        if whole:
            return Finding(part, Sufficiency.ENOUGH, tuple(whole), tuple(judged[:3]))
        headed = self._headed(part, judged)
        if headed:
            return Finding(part, Sufficiency.ENOUGH, tuple(headed), tuple(judged[:3]), whole=True)
        fit = [e for e in fit if not self._lists.names_a_part(e.sentence)]
        covered = [e for e in fit if self._covers(part, e)]
        loose = part.kind in (Kind.LIST, Kind.DEFINITION)
        typed = [e for e in covered if e.typed or loose or self._tells_it(part, e)]
        typed = [e for e in typed if self._holds_what_it_must(part, e) and not self._adds_nothing(part, e)]
        if part.excluding:
            # "Which treaties has it not ratified?" is not answered by those that it has.
            typed = [e for e in typed if _says_no(e)]
        contrary = [e for e in fit if e.likelihood >= self._weights.may_deny and self._contradicts(part, e)]
        if part.kind is Kind.YES_NO and asks_a_need(fold(part.text)):
            # Who is left out of something tells nothing of what others need for it.
            contrary = [e for e in contrary if e.typed]
        if part.kind is Kind.YES_NO:
            otherwise = [e for e in judged if e.replaced and self._otherwise_met(part, e)]
            if any(e.thin <= self._weights.yes_lack for e in typed):
                typed = [*typed[:_BEFORE_OTHERWISE], *otherwise, *typed[_BEFORE_OTHERWISE:]]
            else:
                contrary = otherwise + contrary
                typed = [] if contrary else typed
        typed = self._ordering.of(part, typed, judged)
        of_norms = bool(typed) and typed[0].document.metadata.type in NORMS
        if typed and contrary and not of_norms and not contrary[0].typed:
            # Norms deny much, each of it in one case: there a denial stands in for an answer only where there is none.
            typed = [] if contrary[0].own >= typed[0].own + self._weights.clearly else typed
        if typed:
            return Finding(
                part, Sufficiency.ENOUGH, tuple(typed), tuple(judged[:3]), self._among_articles.rivals(part, typed)
            )
        if contrary:
            # "Which conventions has it not ratified?" is answered by what denies.
            found = Sufficiency.ENOUGH if part.excluding else Sufficiency.PREMISE
            return Finding(part, found, tuple(contrary), tuple(judged[:3]))
        return Finding(part, Sufficiency.NOT_ENOUGH, (), tuple(fit[:3]))

    def _whole_articles(self, part: Part, fit: Sequence[Evidence]) -> list[Evidence]:
        """What articles say, in their order, where a question asks just for them: "What does article 4 say?"."""
        if part.kind not in (Kind.OPEN, Kind.LIST, Kind.DEFINITION):
            return []
        found = [e for e in fit if e.sentence.article and article_name(e.sentence.article) in part.articles]
        documents = {e.document.id: e.document for e in found}
        asked = [id for id, document in documents.items() if self._asks_only_for(part, document)]
        if len(asked) != 1:
            return []
        return sorted((e for e in found if e.document.id == asked[0]), key=lambda e: e.sentence.ordinal)

    def _headed(self, part: Part, judged: Sequence[Evidence]) -> list[Evidence]:
        """The heading that names the part asked about, and what stands under it: "What is the second pillar on?".

        What is asked for by a noun ("which subjects") need not stand in the heading. Or the scraps under a heading that
        names what is asked for: "Who are the key actors?".
        """
        if part.kind not in (Kind.OPEN, Kind.LIST, Kind.DEFINITION, Kind.WHO):
            return []
        fit = {e.sentence.id for e in judged if e.admissible}
        for evidence in (e for e in judged if self._lists.part_asked_about(part, e.sentence)):
            under = self._lists.under(evidence.sentence)
            if evidence.admissible or any(sentence.id in fit for sentence in under):
                return [evidence, *map(evidence.at, under)]
        for evidence in (e for e in judged if e.admissible):
            named = self._lists.named_by_heading(part, evidence.sentence, evidence.document.metadata.title)
            if named:
                return [evidence.at(sentence) for sentence in named]
        return []

    def _announcing(self, part: Part, fit: Sequence[Evidence]) -> list[Evidence]:
        """The sentence that announces the list that a question asks for and gives: "The plan has six parts: ...".

        The list is known by the noun that is counted, so that little else is left to weigh.
        """
        if part.excluding or not (part.listed or part.kind in (Kind.LIST, Kind.WHO)):
            return []
        near = [e for e in fit if self._names_but_the_verb(part, e) and self._lists.is_asked_for(part, e.sentence)]
        near = near or [e for e in fit if not e.missing and self._lists.names_them(part, e.sentence)]
        first = sorted(near, key=lambda e: -e.likelihood)[:1]
        # What names the things itself, and answers by all its signs, needs no list to follow it.
        itself = [e for e in fit if e.typed and ENUMERATION.search(e.sentence.search_text) and says_all(e)]
        sure = first and any(e.likelihood >= first[0].likelihood + _SURELY_RATHER for e in itself)
        return [] if sure and not asks_for_places(fold(part.text)) else first

    def _names_but_the_verb(self, part: Part, evidence: Evidence) -> bool:
        """Whether a sentence, its headings and its document's title have all that a list is asked of, but for the verb.

        The sentence itself must have some of it, unless it is a name: that often stands above ("The Framework ...").
        """
        sentence = evidence.sentence
        own, above = self._notions.bag(sentence), self._backdrop.over(sentence)
        meant = any(
            self._notions.match(u, own) == 1.0
            or (
                (u.phrases or u.kind is UnitKind.NAME or u.is_of_the_field)
                and any(self._notions.match(u, bag) == 1.0 for bag in above)
            )
            for u in part.told
            if not (self._notions.is_country(u) or is_a_part(u.text))
        )
        bags = [own, *above]
        unsaid = {u.text for u in part.told if max(self._notions.match(u, b) for b in bags) < self._weights.near}
        if leans(sentence.search_text):
            # "The Agency is old. It works in four provinces: ..."
            unsaid &= evidence.loose
        return meant and unsaid <= part.listed | verbs_of_a_list(fold(part.text))

    def _asks_only_for(self, part: Part, document: DocumentRecord) -> bool:
        """Whether all that a question says is an article's number and a norm's name or number."""
        title = self._notions.bag_of_text(document.metadata.title, document.metadata.language)
        own = {instrument.number for instrument in self._backdrop.own_instrument(document)}
        rest = [u for u in part.units if u.word_class is WordClass.CONTENT and not u.concepts & _OF_LAW]
        # Of "20-A" the words of a question hold the number alone.
        numbers = {number.partition("-")[0] for number in part.articles}
        rest = [u for u in rest if article_name(u.text) not in part.articles | numbers and u.text not in own]
        return all(self._notions.match(u, title) >= self._weights.near for u in rest)

    def _holds_what_it_must(self, part: Part, evidence: Evidence) -> bool:
        """Whether enough of a question's words are there; what answers by all its signs may have others."""
        by_its_words = part.kind in FIGURES or AGE.search(fold(part.text))
        if self._tells_it(part, evidence):
            return True
        if not by_its_words and surely_answers(evidence, self._weights):
            return True
        return self._complete(part, evidence) and self._all_of_few(part, evidence)

    def _complete(self, part: Part, evidence: Evidence) -> bool:
        """A figure or date answers only where nearly everything that the question says of it is there too."""
        if part.kind is Kind.MONEY and evidence.sentence.article and evidence.headed < _PRICED:
            return False
        if AGE.search(fold(part.text)) and not (self._measures(part, evidence) and self._of_its_own(part, evidence)):
            return False
        if part.kind is Kind.COUNT and not self._of_them(part, evidence):
            return False
        if part.kind is Kind.DURATION and not self._lasts_for_that(part, evidence):
            return False
        if part.kind in FIGURES:
            firm = evidence.firm >= self._weights.figure_firm or part.kind not in COUNTED
            firm = firm or self._of_the_named(part, evidence) or self._is_labelled(part, evidence)
            return firm and self._measures(part, evidence) and evidence.lack <= self._weights.figure_lack
        if part.carried_over:
            return evidence.lack <= self._weights.followed_lack
        return evidence.lack <= (self._weights.name_lack if part.kind in _NAMING else self._weights.open_lack)

    def _lasts_for_that(self, part: Part, evidence: Evidence) -> bool:
        """Whether a time is that of what is asked: how long asylum takes is not told by how long a visa does.

        Documents and norms are full of times, each of them for one thing.
        """
        sure = evidence.reading is None or evidence.reading >= self._weights.sure_reading
        return sure or not any(u.text in evidence.missing for u in self._matter(part))

    def _of_the_named(self, part: Part, evidence: Evidence) -> bool:
        """Whether a figure stands right at what is counted, in a sentence with all that the question names.

        Of "How many countries sit in the Conference?" the verb may then be another.
        """
        bag = self._notions.bag(evidence.sentence)
        named = [u for u in part.told if u.phrases or u.kind is UnitKind.NAME]
        held = bool(named) and all(self._notions.match(u, bag) == 1.0 for u in named)
        # Of people, or of a people, it is the verb that tells which.
        counted = [u for u in part.units if u.text in part.counted]
        of_people = any(u.concepts & _PEOPLE or self._notions.is_country(u) for u in counted)
        return held and not of_people and self._asked.counts_closely(part, evidence.sentence)

    def _of_them(self, part: Part, evidence: Evidence) -> bool:
        """Whether a sentence speaks of those who are counted and of what befell them.

        How many died is not how many came, and how many came is not how many children did.
        """
        bags = self._backdrop.bags(evidence.sentence)
        if not any(bag.concepts & NARROW for bag in bags):
            # "The Decree is on refugees. ... In the same years 1,212 persons were recognized."
            bags = [*bags, *map(self._notions.bag, self._backdrop.preceding(evidence.sentence))]
        fates = [u for u in part.told if u.concepts & _FATES]
        named = capitalised(part.text)
        groups = [u for u in part.told if u.concepts & NARROW and not u.phrases and u.text not in named]
        met = {u.text for u in (*fates, *groups) if any(self._notions.match(u, b) >= self._weights.near for b in bags)}
        return all(u.text in met for u in fates) and (not groups or any(u.text in met for u in groups))

    def _all_of_few(self, part: Part, evidence: Evidence) -> bool:
        """Of a question of two words of weight, each must be there: "How do I apply for asylum?" is not on a visa."""
        told = {u.text for u in self._matter(part) if not self._notions.is_title_name(u)}
        few = 1 < len(told) <= _FEW and not part.carried_over
        # What a list, a name or a count is asked of may well be said in other words.
        strict = part.kind in (Kind.YES_NO, Kind.DURATION) or bool(_HOW.match(fold(part.text)))
        return not (few and strict) or evidence.loose.isdisjoint(told)

    def _adds_nothing(self, part: Part, evidence: Evidence) -> bool:
        """Whether a sentence only names what is asked about: the title of a report tells none of its conclusions.

        "It takes part in regional forums. For example, ..." goes on to tell them.
        """
        if part.kind not in (Kind.OPEN, Kind.LIST, Kind.DEFINITION) or part.carried_over or part.choice or part.offered:
            return False
        sentence = evidence.sentence
        if sentence.kind is BlockKind.TABLE_ROW or sentence.context.endswith(":") or leads_in(sentence):
            return False
        if self._lists.series(sentence) or self._lists.instance_of(sentence):
            return False
        undated = re.sub(r"\b(?:19|20)\d\d\b(?:[/–-](?:19|20)\d\d\b)?", " ", sentence.search_text)
        return self._notions.share(undated, sentence.language, part.units) >= _ALL_ASKED

    def _of_the_body(self, part: Part, evidence: Evidence) -> bool:
        """Whether a sentence, or what it stands under, names the body whose head is asked for, where it has a name."""
        named = [u.phrases for u in part.told if u.phrases]
        bags = [*self._backdrop.bags(evidence.sentence), *self._backdrop.over(evidence.sentence)]
        return not named or any(not names.isdisjoint(bag.concepts) for names in named for bag in bags)

    def _measures(self, part: Part, evidence: Evidence) -> bool:
        """Whether a sentence with a figure itself holds a notion of the question, not just something akin to one."""
        of_age = bool(AGE.search(fold(part.text)))
        own = [u for u in self._matter(part) if not self._notions.is_title_name(u)]
        own = [u for u in own if not (of_age and "age" in u.concepts)]
        if not (part.kind in MEASURED or of_age) or not own:
            return True
        bags = [b for b in (self._notions.bag(evidence.sentence), self._backdrop.heading(evidence.sentence)) if b]
        return any(
            self._notions.match(u, bag) >= (self._weights.in_name if u.phrases else 1.0) for u in own for bag in bags
        )

    def _of_its_own(self, part: Part, evidence: Evidence) -> bool:
        """Whether what an age is asked for is there in so many words: a norm has many ages, each for one thing."""
        told = [u for u in self._matter(part) if "age" not in u.concepts and not self._notions.is_title_name(u)]
        if not evidence.sentence.article or not told:
            return True
        heaviest = max(told, key=self._notions.weight)
        texts = (evidence.sentence.search_text, evidence.sentence.context, evidence.sentence.section)
        bags = [self._notions.bag_of_text(text, evidence.sentence.language) for text in texts]
        return any(self._notions.match(heaviest, bag) >= self._weights.near for bag in bags)

    def _matter(self, part: Part) -> list[Unit]:
        """The content words of a question that are no figure and no country."""
        content = [u for u in part.units if u.word_class is WordClass.CONTENT and u.kind is not UnitKind.NUMBER]
        return [u for u in content if not self._notions.is_country(u)]

    def _is_labelled(self, part: Part, evidence: Evidence) -> bool:
        """Whether a sentence is a figure under just the name of what is counted, and all else stands around it.

        "Refugees - 2,531": of so few words the reader makes nothing.
        """
        if part.kind not in COUNTED or not evidence.typed or evidence.missing:
            return False
        labelled = LABELLED.fullmatch(evidence.sentence.search_text)
        if labelled is None:
            return False
        bag = self._notions.bag_of_text(labelled[1], evidence.sentence.language)
        own = [u for u in part.units if self._notions.match(u, bag) == 1.0]
        is_counted = part.kind is Kind.MONEY or any(u.text in part.counted for u in own)
        return len(own) >= len(bag.stems) and is_counted

    def _tells_of_the_norm(self, part: Part, evidence: Evidence) -> bool:
        """Whether a question is on nothing but a norm by its number, and a sentence names that norm.

        The reader makes little of numbers: "What does Law 20 provide?".
        """
        asked = instruments_in(part.text)
        if part.kind is not Kind.OPEN or not asked:
            return False
        said = _PROVIDES.union(*((i.number, i.year) for i in asked))
        rest = [u for u in part.told if not u.concepts & _OF_LAW and u.text not in said]
        return not rest and any(a.may_be(n) for a in asked for n in instruments_in(evidence.sentence.text))

    def _tells_it(self, part: Part, evidence: Evidence) -> bool:
        """Whether a sentence tells in a set way what is asked for, or has the figure asked of what it stands under."""
        if tells_it(part, evidence, self._notions):
            return True
        if not evidence.missing and self._backdrop.answers_its_heading(part, evidence.sentence):
            return True
        figure = part.kind in FIGURES and evidence.typed and not _is_read_as_none(evidence)
        return figure and self._backdrop.tells_of_its_heading(part, evidence.sentence)

    def _otherwise_met(self, part: Part, evidence: Evidence) -> bool:
        """Whether all of the question but a figure or a country stands in the sentence itself."""
        bag = self._notions.bag(evidence.sentence)
        rest = self._matter(part)
        return len(rest) >= 2 and self._notions.coverage(rest, [bag]) >= self._weights.otherwise

    def _contradicts(self, part: Part, evidence: Evidence) -> bool:
        """Whether the sentence denies, or only foresees, what the question takes for granted.

        The clause that does so must itself speak of most of what was asked.
        """
        sentence = evidence.sentence
        if evidence.lack > self._weights.figure_lack:
            return False
        if part.kind in _NO_PREMISE and not (says_all(evidence) and evidence.likelihood >= AS_LIKELY_AS_NOT):
            return False
        for clause in clauses(sentence.search_text):
            if clause.stance not in (Stance.DENIES, Stance.FORESEES):
                continue
            if clause.stance is Stance.FORESEES and self._may_be_to_come(part):
                continue
            if sentence.article and not _SAYS_NO.search(clause.text):
                # "In the absence of the consul, ..." is a condition of a rule and denies nothing.
                continue
            least = _CONTRARY_IN_NORMS if sentence.article else self._weights.contrary
            if self._spoken_of(part, evidence, clause) >= least:
                return True
        return False

    def _may_be_to_come(self, part: Part) -> bool:
        """Whether what is only foreseen denies nothing: of how long a thing takes, and of what is meant to be done."""
        asked = fold(part.text)
        asked_so = asks_of_intentions(asked) if part.kind is Kind.YES_NO else bool(_PROPOSED.search(asked))
        return part.kind is Kind.DURATION or asked_so

    def _spoken_of(self, part: Part, evidence: Evidence, clause: Clause) -> float:
        """The share of the weight of a question's words of content that a clause holds, in its words or in others."""
        bag, own = self._notions.bag_of_text(clause.text, evidence.sentence.language), frozenset(words(clause.text))
        held = total = 0.0
        for unit in part.units:
            if unit.word_class is not WordClass.CONTENT:
                continue
            near, weight = evidence.near.get(unit.text, NOTHING), self._notions.weight(unit)
            held += weight * max(self._notions.match(unit, bag), near.share if near.word in own else 0.0)
            total += weight
        return held / total if total else 0.0

    def _covers(self, part: Part, evidence: Evidence) -> bool:
        return evidence.likelihood >= self._least(part, evidence)

    def _least_of_norms(self, part: Part, evidence: Evidence) -> float:
        """How likely an article must be: a norm has many periods and fees, each for one thing.

        Thirty days to register are none to appeal.
        """
        if not evidence.sentence.article:
            return self._weights.enough_of_norms
        if part.kind in (Kind.OPEN, Kind.LIST) and self._leaves_the_subject(part, evidence):
            return _SURELY
        return AS_LIKELY_AS_NOT if self._strays(part, evidence) else self._weights.enough_of_norms

    def _strays(self, part: Part, evidence: Evidence) -> bool:
        """Whether a sentence lacks what weighs most in a question by itself, and much of the rest."""
        if part.carried_over or evidence.thin < _STRAYS.get(part.kind, 1.0):
            return False
        most = self._notions.heaviest(part.told)
        return most is not None and most.text in evidence.loose

    def _leaves_the_subject(self, part: Part, evidence: Evidence) -> bool:
        """Whether what a part takes over from before, and which weighs most of all, is nowhere about a sentence.

        "How long does it take to be declared stateless, and which form is used?" asks for no form of anything else.
        """
        most = self._notions.heaviest(part.told)
        own = self._notions.weight(most) if most else 0.0
        carried = [u for u in part.units if u.carried and u.is_of_the_field and u.word_class is WordClass.CONTENT]
        subject = max(carried, key=self._notions.weight, default=None)
        # What is carried over counts by a little less than half.
        if subject is None or 2 * self._notions.weight(subject) <= own:
            return False
        bags = [*self._backdrop.bags(evidence.sentence), *self._backdrop.over(evidence.sentence)]
        return not any(self._notions.match(subject, bag) >= self._weights.near for bag in bags)

    def _least(self, part: Part, evidence: Evidence) -> float:
        """How likely an answer must be: less where it says all of a question in its words, and of articles and figures.

        Of these other things are asked besides.
        """
        in_rows = part.kind in (Kind.LIST, Kind.YES_NO) and evidence.thin <= NEXT_TO_NOTHING
        if cell(evidence.sentence) and (in_rows or says_all(evidence)):
            # The reader has seen few tables, and what the head of one says stands in none of its rows.
            return 0.0
        if says_all(evidence):
            return self._weights.enough_if_said
        if evidence.thin <= NEXT_TO_NOTHING and tells_the_aim_asked(part, evidence.sentence):
            return self._weights.enough_if_said
        if evidence.thin <= NEXT_TO_NOTHING and evidence.own >= _OWN_OF_A_LIST and _lists_a_norm(part, evidence):
            return self._weights.enough_if_said
        if self._tells_of_the_norm(part, evidence) or self._is_labelled(part, evidence):
            return 0.0
        if self._tells_it(part, evidence):
            # The reader knows few of the set ways of telling, and sees a sentence without what it stands under.
            return 0.0
        if part.kind is Kind.PERSON and evidence.typed and evidence.own >= _HALF and evidence.lack <= _LITTLE:
            # Few sentences name somebody with an office, and this one is of the body asked about.
            return 0.0 if self._of_the_body(part, evidence) else 1.0
        if evidence.document.metadata.type in NORMS:
            return self._least_of_norms(part, evidence)
        counts = part.kind is Kind.COUNT and evidence.thin <= NEXT_TO_NOTHING
        if counts and self._asked.counts_closely(part, evidence.sentence):
            return self._weights.enough_if_said
        return self._weights.enough_of_figures if part.kind in FIGURES else self._weights.enough


_SURELY = 0.9
"""How likely an article must answer that has nothing of what a question is on."""
_STRAYS = {Kind.DURATION: 0.4, Kind.COUNT: 0.4, Kind.MONEY: 0.4, Kind.OPEN: 0.5}
"""The share of a question from which on an article that leaves it unsaid may be on another matter, by kind."""


def _figures_of(evidence: Evidence) -> frozenset[str]:
    """The figures that a sentence gives, written out or not."""
    sentence = evidence.sentence
    return frozenset(
        NUMERAL.findall(spelled_out(without_instruments(unlabelled(sentence.search_text)), sentence.language))
    )


def _introducing(part: Part, fit: Sequence[Evidence]) -> list[Evidence]:
    """The sentences that say of a person who that is: "Ana Ruiz, Head of the Mission, said ..."."""
    asked = _WHO_IS.match(part.text)
    if asked is None:
        return []
    named = re.compile(rf"(?i:\b{re.escape(asked[1].strip())}), (?:(?:the|el|la) )?[A-ZÁÉÍÓÚÑ]\w+ ")
    return [e for e in fit if named.search(e.sentence.search_text)]


def _spelling_out(part: Part, fit: Sequence[Evidence]) -> list[Evidence]:
    """The sentences with the full name of the short form that a question asks for, the first of which tells it."""
    short = short_form_asked(part)
    if not short:
        return []
    return [e for e in fit if e.sentence.kind is not BlockKind.HEADING and spells_out(short, e.sentence)][:1]


_NAME_WORD = r"[^\W\d_][\w’'-]+"
_WHO_IS = re.compile(
    rf"^\W*(?:and |y )?(?:who|qui[eé]n) (?:is|was|es|era|fue) ((?!(?:the|an?|el|la)\b){_NAME_WORD}"
    rf"(?: (?!(?:at|in|on|when|and|en|cuando|y)\b){_NAME_WORD}){{1,3}})",
    re.IGNORECASE,
)
_FEW = 2
_HOW = re.compile(r"^\W*(?:and |y )?(?:how (?!many|much|old|long|often)|como )\b")
_FATES = frozenset("death birth deportation expulsion detention rejection return naturalize disappear rescue".split())
"""What befalls people, as notions of the lexicon."""
# What a question itself calls a proposal is not denied by being one.
_PROPOSED = re.compile(
    r"\b(?:propos(?:ed|al|als|es)|draft|bill|planned|intended|envisaged|foreseen|would|"
    r"propuest[oa]s?|proponian?|propon[eí]an?|previst[oa]s?|proyecto de ley|anteproyecto|planead[oa]s?|planteaban?|"
    r"pretendian?|querian?|iba a|iban a)\b"
)
# Nothing is presupposed to exist by asking how many there are, what they cost or who somebody is.
_NO_PREMISE = frozenset({Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.PERSON})
_PEOPLE = BROAD | NARROW | {"people", "worker", "national", "citizen"}
_HALF, _LITTLE = 0.5, 0.25
_NAMING = frozenset({Kind.INSTRUMENT, Kind.WHO, Kind.PERSON})
_OF_LAW = frozenset(
    {"article", "section", "law", "decree", "executive", "bill", "provision", "create", "establish", "norm", "state"}
)
_PROVIDES = frozenset(
    "provide provides regulate regulates govern govern governs cover covers trata regula regulan preve dispone "
    "contempla contiene ordena aborda".split()
)
"""What a question says of a norm of which it asks nothing but what it says."""
_BEFORE_OTHERWISE = 2
_LATER = 0.35
"""The share of a question that what was done later may leave to what surrounds it."""
_SURELY_NONE = -5.0
"""The log odds below which the reader takes a sentence for no answer."""
_SURELY_RATHER = 0.5
_ALL_ASKED = 0.99
_OWN_OF_A_LIST = 0.75
_CONTRARY_IN_NORMS = 0.75
"""The share of a question that a clause of an article must deny: norms deny much, each of it in one case."""
_PRICED = 0.6
"""How much of a question for a sum an article or its heading must hold: a norm has many fees, each for one thing."""
_SAYS_NO = re.compile(r"\b(?:no|not|never|nor|neither|cannot|nunca|jamas|ningun[oa]?|nadie|tampoco|ni)\b")


def _is_read_as_none(evidence: Evidence) -> bool:
    """Whether the reader is sure that a sentence is no answer, whatever it stands under."""
    return evidence.reading is not None and evidence.reading < _SURELY_NONE


def _says_no(evidence: Evidence) -> bool:
    """Whether a sentence denies something, or is a row of a table that has a cell."""
    told = clauses(evidence.sentence.search_text)
    return bool(cell(evidence.sentence)) or any(c.stance is Stance.DENIES for c in told)


def _lists_a_norm(part: Part, evidence: Evidence) -> bool:
    """Whether norms are asked for and a sentence names one: each of them is on more than is asked."""
    return part.kind is Kind.LIST and evidence.typed and asks_for_norms(fold(part.text))
