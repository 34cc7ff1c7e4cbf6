"""Which sentences an answer quotes: those that decide, those that qualify them, and for a list all of its items."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.instruments.naming import instruments_in
from assistant.instruments.own_instruments import NORMS
from assistant.instruments.wordings import Neighbours, article_around
from assistant.judging.asked import FIGURES, LABELLED
from assistant.judging.cells import cell
from assistant.judging.evidence import AS_LIKELY_AS_NOT, Evidence, Finding, Sufficiency
from assistant.judging.judge import Judge
from assistant.judging.kinds import ENUMERATION, NAME, PROVISION, spelled_out
from assistant.judging.lists import asks_for_steps, item_title, lists_them
from assistant.language.lexicon import WordClass
from assistant.language.polarity import (
    Stance,
    adds,
    clauses,
    illustrates,
    leans,
    names_again,
    needs_another,
    opens_with_contrast,
)
from assistant.understanding.answer_kind import Kind
from assistant.understanding.asked_for import asks_for_a_heading
from assistant.understanding.question import BROAD, Part, Unit, capitalised
from ingest.article_names import article_name
from ingest.document import BlockKind
from ingest.marks import GOAL_TAG
from ingest.store import DocumentRecord, StoredSentence
from ingest.terms import fold, words


class Role(StrEnum):
    """Why a sentence is quoted."""

    CLAIM = "claim"
    QUALIFIER = "qualifier"


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence chosen for the answer."""

    sentence: StoredSentence
    document: DocumentRecord
    role: Role


_WHAT_IS = re.compile(r"^(?:and |y )?(?:what(?: exactly)? (?:is|are)|que (?:es|son))\b")
_MOST_WORDS = 70
_FEWEST_WORDS = 3
_LONGEST_LIST = 110
_LONGEST_ARTICLE = 160
_HEAVIEST = 0.95
_FOLLOWERS = 2
_AROUND = 2
_LEADING = 2
"""How many sentences are gone back from one to where what it leans on begins."""
_RIVALS = 2
_NOTED, _HARDLY_WORSE = 3, 0.1
_FEW_WORDS = 8
_LED, _REACH = 3, 30
"""Of how many quoted items the clause that leads them in is looked for, and how many sentences before them."""
_ROWS_WITHIN = 0.3
_OF_ANY_TREATY = BROAD | {"international", "migration"}
_FEW_OF_THEM = 1 / 3
"""What share of the rows of a table may be on a matter that narrows it."""
_END = 4
"""How many of the last words of a sentence tell what its footnote lists."""


_REACH_OF_A_NORM = 3
"""How many sentences before "Section 99" the law may be named whose section it is."""
_CODES = re.compile(r"\b(?:code|constitution|statute|act|codigo|constitucion|estatuto|reglamento)\b")
_THERE_IS = re.compile(
    r"(?:there (?:is|are|exists?)|(?:\w+ ){1,4}(?:has|have)|existen?|hay|(?:\w+ ){1,4}(?:cuenta con|tiene|dispone de)) "
    r"(?:an?|several|some|various|\w+s|una?|vari[oa]s|algun[oa]s) "
)


class Selection:
    """Chooses quotes for findings.

    Args:
        judge: compares sentences with units of the question.
        neighbours: sentences of a document between two ordinals, in order.
    """

    def __init__(self, judge: Judge, neighbours: Neighbours) -> None:
        self._judge = judge
        self._neighbours = neighbours

    def quotes(self, finding: Finding, read_on: bool = True) -> list[Quote]:
        """The quotes that answer one part of the question, claims in the order of their documents.

        Args:
            finding: what was found on the part.
            read_on: whether an open question is answered with the next sentence too.
        """
        if finding.sufficiency is Sufficiency.NOT_ENOUGH:
            return []
        articles = _of_articles(finding)
        denied = finding.sufficiency is Sufficiency.PREMISE
        listed = self._listed(finding) if finding.part.several and not articles and not denied else []
        if finding.whole or finding.best.listed is not None:
            return [Quote(e.sentence, e.document, Role.CLAIM) for e in finding.evidence]
        filed = self._with_its_list(finding.best) if GOAL_TAG.fullmatch(finding.best.sentence.text) else []
        claims = filed or articles or listed or self._rows_alike(finding) or self._covering(finding)
        alone = len(claims) == 1
        if alone and not denied:
            claims = [*claims, *(_as_many_as_asked(finding) or _answers_as_well(finding))]
        if finding.part.kind is not Kind.YES_NO and not articles:
            # Which of two articles governs is not for the assistant to choose where both may.
            claims = [*claims, *finding.rivals[: 1 if listed else _RIVALS]]
        if finding.part.kind is Kind.DEFINITION or _WHAT_IS.match(fold(finding.part.text)):
            claims = [*claims, *self._explained(finding)]
        if alone and not listed:
            claims = [*claims, *_all_at(claims[0], self._judge.lists.led_in(claims[0].sentence))]
        if alone and not denied and finding.part.kind is Kind.YES_NO:
            claims = [*claims, *_all_at(claims[0], self._judge.lists.instance_of(claims[0].sentence))]
        chosen = self._made_whole([Quote(e.sentence, e.document, Role.CLAIM) for e in claims])
        if alone or not (finding.part.several or articles):
            chosen = self._with_company(finding.part, chosen)
        if read_on and alone and not (listed or articles or denied) and finding.part.kind is Kind.OPEN:
            chosen = self._gone_on(chosen)
        chosen = self._headed(finding.part, self._led(self._with_its_norm(finding.part, chosen)))
        if finding.part.kind is not Kind.YES_NO:
            chosen = self._whole_articles(chosen)
        return _in_order(_said_once(chosen))

    def _explained(self, finding: Finding) -> list[Evidence]:
        """The footnote that tells what a thing is which a sentence names: of several, the one that is most on it."""
        notes = self._judge.backdrop.notes(finding.best.sentence)
        closest = sorted(notes, key=lambda n: -len(self._shared(finding.part, n, share=0.0)))
        return [finding.best.at(note) for note in closest[:1]]

    def _with_its_norm(self, part: Part, chosen: list[Quote]) -> list[Quote]:
        """Asked for a rule, "Section 99 indicates ..." is quoted with the sentence before it that says of what law.

        So is "The same law created ...".
        """
        first = next((q for q in chosen if q.role is Role.CLAIM), None)
        if part.kind is not Kind.INSTRUMENT or first is None or first.document.metadata.type in NORMS:
            return chosen
        named = self._judge.backdrop.norm_before(first.sentence)
        if named is not None and all(q.sentence.id != named.id for q in chosen):
            return [Quote(named, first.document, Role.QUALIFIER), *chosen]
        text, sentence = fold(first.sentence.search_text), first.sentence
        if not PROVISION.search(text) or _names_a_norm(first.sentence.search_text):
            return chosen
        before = self._neighbours(
            sentence.document_id, max(0, sentence.ordinal - _REACH_OF_A_NORM), sentence.ordinal - 1
        )
        for earlier in reversed([s for s in before if s.section == sentence.section]):
            if PROVISION.search(fold(earlier.search_text)) and not _names_a_norm(earlier.search_text):
                continue
            if not _names_a_norm(earlier.search_text) or any(q.sentence.id == earlier.id for q in chosen):
                break
            return [Quote(earlier, first.document, Role.QUALIFIER), *chosen]
        return chosen

    def _headed(self, part: Part, chosen: list[Quote]) -> list[Quote]:
        """Asked in which part of a whole a thing is, the claim is quoted with the heading of the part it stands in."""
        first = next((q for q in chosen if q.role is Role.CLAIM), None)
        if first is None or not asks_for_a_heading(fold(part.text)):
            return chosen
        heading = self._judge.lists.heading_over(first.sentence)
        if heading is None or any(q.sentence.id == heading.id for q in chosen):
            return chosen
        return [Quote(heading, first.document, Role.QUALIFIER), *chosen]

    def _led(self, chosen: list[Quote]) -> list[Quote]:
        """An item of an article is quoted with the clause that leads it in: "The penalty is ..., where: 3. ...".

        So is one of another list that is no more than a name or two, and what stands below an item with its title.
        """
        found = {q.sentence.id: q for q in chosen}
        for quote in chosen[:_LED]:
            sentence = quote.sentence
            if not _is_led(quote):
                continue
            before = self._neighbours(sentence.document_id, max(0, sentence.ordinal - _REACH), sentence.ordinal - 1)
            for lead in reversed(before):
                if lead.article == sentence.article and lead.search_text == sentence.context:
                    found.setdefault(lead.id, Quote(lead, quote.document, Role.QUALIFIER))
                    break
        return list(found.values())

    def _whole_articles(self, chosen: list[Quote]) -> list[Quote]:
        """A short article of a norm is quoted whole: no rule is read without the clauses that stand beside it.

        The other rows of a tariff are no such clauses.
        """
        found = {q.sentence.id: q for q in chosen}
        for quote in (q for q in chosen[:1] if not LABELLED.fullmatch(q.sentence.search_text)):
            beside = article_around(quote.sentence, self._neighbours) if quote.document.metadata.type in NORMS else []
            if sum(len(s.search_text.split()) for s in beside) <= _LONGEST_ARTICLE:
                for sentence in beside:
                    found.setdefault(sentence.id, Quote(sentence, quote.document, Role.QUALIFIER))
        return list(found.values())

    def with_surroundings(self, quotes: Sequence[Quote]) -> tuple[Quote, ...]:
        """The quotes with the sentences of their sections around them, for who wants more than the answer."""
        found = {q.sentence.id: q for q in quotes}
        for quote in quotes[:2]:
            sentence = quote.sentence
            around = self._neighbours(sentence.document_id, sentence.ordinal - 1, sentence.ordinal + _AROUND)
            for other in around:
                if other.section == sentence.section and other.kind is sentence.kind and len(other.terms) >= 3:
                    found.setdefault(other.id, Quote(other, quote.document, Role.QUALIFIER))
        return tuple(_in_order(list(found.values())))

    def _covering(self, finding: Finding) -> list[Evidence]:
        """The best evidence, and what holds a notion of the question that it lacks (two places must be read)."""
        best = finding.best
        chosen = [best]
        held = set(best.met)
        wanted = {
            u.text: self._judge.notions.weight(u) for u in finding.part.units if u.word_class is WordClass.CONTENT
        }
        for other in finding.evidence[1:8]:
            gain = sum(wanted.get(text, 0.0) for text in other.met - held)
            heavy = max(wanted.values(), default=1.0)
            if gain >= 0.9 * heavy and _close(best, other) and len(chosen) < 3:
                chosen.append(other)
                held |= other.met
        return chosen

    def _listed(self, finding: Finding) -> list[Evidence]:
        rows = [e for e in finding.evidence if e.sentence.kind is BlockKind.TABLE_ROW]
        best = rows[0] if len(rows) > 1 and rows[0].score >= finding.best.score - _ROWS_WITHIN else finding.best
        lists = self._judge.lists
        steps = lists.steps(best.sentence) if asks_for_steps(finding.part) else []
        if len(steps) >= 2:
            return _all_at(best, steps)
        noted = self._listed_in_a_note(finding)
        if noted:
            return noted
        announced = lists.announced(finding.part, best.sentence)
        if announced:
            return [best, *_all_at(best, announced)]
        if ENUMERATION.search(best.sentence.search_text):
            return [best, *_all_at(best, lists.more_of(best.sentence))]
        series = lists.series(best.sentence)
        if series:
            return _all_at(best, series)
        if finding.part.kind is Kind.WHO:
            more = lists.more_of(best.sentence)
            return [best, *_all_at(best, more)] if more else []
        if best.sentence.kind in (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW):
            negated = finding.part.negated or bool(finding.part.excluding)
            return _all_at(best, self._on_its_matter(finding.part, best, lists.items_with(best.sentence, negated)))
        items = lists.led_in(best.sentence) or lists.listed_after(best.sentence)
        return [best, *_all_at(best, items)] if items else self._continued(finding)

    def _on_its_matter(self, part: Part, best: Evidence, items: Sequence[StoredSentence]) -> Sequence[StoredSentence]:
        """Of the rows of a table those on the matter that a question narrows it to: treaties on statelessness.

        What the row found has of the question, and hardly any other does, is that matter; its own row tells of it, even
        where it says no.
        """
        if best.sentence.kind is not BlockKind.TABLE_ROW:
            return items
        notions = self._judge.notions
        rows = self._judge.lists.items_with(best.sentence, None)
        told = [u for u in part.told if not u.concepts & _OF_ANY_TREATY]
        told = [u for u in told if notions.match(u, notions.bag(best.sentence)) == 1.0]
        having = {u.text: {s.id for s in rows if notions.match(u, notions.bag(s)) == 1.0} for u in told}
        narrow = [ids for ids in having.values() if len(ids) <= len(rows) * _FEW_OF_THEM]
        counts = {s.id: sum(s.id in ids for ids in narrow) for s in rows}
        most = max(counts.values(), default=0)
        return [s for s in rows if counts[s.id] == most] if most else items

    def _listed_in_a_note(self, finding: Finding) -> list[Evidence]:
        """The best sentence, or one hardly worse, whose footnote has the list: "... eleven member countries.5"."""
        for evidence in finding.evidence[:_NOTED]:
            if evidence.score < finding.best.score - _HARDLY_WORSE:
                continue
            notes = [n for n in self._judge.backdrop.notes(evidence.sentence) if ENUMERATION.search(n.search_text)]
            if notes and self._ends_in_what_is_listed(finding.part, evidence.sentence):
                return [evidence, evidence.at(notes[0])]
        return []

    def _ends_in_what_is_listed(self, part: Part, sentence: StoredSentence) -> bool:
        """Whether a sentence that bears the mark of a note comes to what a list is asked of: countries, not forums."""
        listed = [u for u in part.units if u.text in part.listed]
        end = " ".join(sentence.search_text.split()[-_END:])
        bag = self._judge.notions.bag_of_text(end, sentence.language)
        return not listed or any(self._judge.notions.related(u, bag) for u in listed)

    def _rows_alike(self, finding: Finding) -> list[Evidence]:
        """Of "any of the ILO conventions", every row of the table that holds as much of the question as the first."""
        best, part = finding.best, finding.part
        if part.kind is not Kind.YES_NO or not cell(best.sentence) or not asks_of_several_treaties(part):
            return []
        named = [u for u in part.told if u.text in capitalised(part.text) and self._holds(u, best.sentence)]
        rows = [e for e in self._with_its_list(best) if all(self._holds(u, e.sentence) for u in named)]
        treaties = {e.sentence.id: self._judge.treaties_of(part, e.sentence) for e in rows}
        several = len(frozenset[int]().union(*treaties.values())) > 1
        told: dict[frozenset[int] | int, Evidence] = {}
        for row in sorted(rows, key=lambda e: -self._share(part, e.sentence)):
            if treaties[row.sentence.id]:
                # Of several treaties, the row closest to each; of one kind of them, all rows.
                told.setdefault(treaties[row.sentence.id] if several else row.sentence.id, row)
        return list(told.values()) if len(told) > 1 else []

    def _with_its_list(self, best: Evidence) -> list[Evidence]:
        """All items of the best one's list, or all rows of its table."""
        return _all_at(best, self._judge.lists.items_with(best.sentence, negated=None))

    def _share(self, part: Part, sentence: StoredSentence) -> float:
        """How much of the weight of a question's words a sentence holds by itself."""
        bag = self._judge.notions.bag(sentence)
        return self._judge.notions.coverage(part.told, [bag])

    def _holds(self, unit: Unit, sentence: StoredSentence) -> bool:
        return self._judge.notions.match(unit, self._judge.notions.bag(sentence)) == 1.0

    def _continued(self, finding: Finding) -> list[Evidence]:
        """Other evidence nearly as good, and the examples that follow a general statement in its paragraph."""
        best = finding.best
        chosen = [e for e in finding.evidence if e.score >= best.score - 0.2 and e.own >= 0.7 * best.own][:4]
        length = sum(len(e.sentence.search_text.split()) for e in chosen)
        for sentence in self._judge.lists.running_on(best.sentence, 4, _LONGEST_LIST - length):
            if adds(sentence.search_text) or leans(sentence.search_text) or self._shared(finding.part, sentence):
                chosen.append(best.at(sentence))
        return list({e.sentence.id: e for e in chosen}.values())

    def _made_whole(self, chosen: list[Quote]) -> list[Quote]:
        """A sentence cut by a page break is quoted with its other half."""
        whole: list[Quote] = []
        for quote in chosen:
            whole.append(quote)
            whole += [Quote(s, quote.document, quote.role) for s in self.other_half(quote.sentence)]
        return list({q.sentence.id: q for q in whole}.values())

    def other_half(self, sentence: StoredSentence) -> list[StoredSentence]:
        """The rest of a sentence that runs over a page break; empty where it is whole."""
        if not sentence.context or sentence.kind is not BlockKind.PARAGRAPH:
            return []
        beside = self._neighbours(sentence.document_id, sentence.ordinal - 1, sentence.ordinal + 1)
        halves = [s for s in beside if s.block == sentence.block and s.page != sentence.page]
        # "However," left alone at the foot of a page says nothing.
        return [s for s in halves if s.text == sentence.context and len(s.search_text.split()) >= _FEWEST_WORDS]

    def _not_cut(self, sentence: StoredSentence) -> list[StoredSentence]:
        """A sentence itself; for a "However," left alone at the foot of a page, how it goes on."""
        if len(sentence.search_text.split()) >= _FEWEST_WORDS:
            return [sentence]
        return self.other_half(sentence)

    def _with_company(self, part: Part, chosen: list[Quote]) -> list[Quote]:
        """The claim's own qualification after it, and what it leans on before it."""
        have = {q.sentence.id for q in chosen}
        added: list[Quote] = []
        for quote in chosen[:2]:
            before, after = self._beside(quote.sentence)
            named = _ASKS_A_NAME.search(fold(part.text)) and leans(quote.sentence.search_text)
            leading = [before] if before and named else self._leading_to(part, quote.sentence)
            for earlier in (s for s in leading if s.id not in have):
                added.append(Quote(earlier, quote.document, Role.QUALIFIER))
                have.add(earlier.id)
            followers = self._followers(part, quote.sentence, after)
            if before and before.id in have and not followers:
                # The claim itself turns against what stands before it, and what follows goes on from there.
                followers = self._followers(part, before, [quote.sentence, *after])
            followers = followers or self._named_by(part, quote.sentence, after)
            followers = [*followers, *self._listing(part, quote, after)]
            for follower in (whole for f in followers for whole in self._not_cut(f)):
                if follower.id not in have:
                    added.append(Quote(follower, quote.document, Role.QUALIFIER))
                    have.add(follower.id)
        return [*chosen, *added]

    def _gone_on(self, chosen: list[Quote]) -> list[Quote]:
        """The first claim with the next sentence of its paragraph, and with the one that it points back to.

        What a thing is, does or is for is often told in two sentences: "A study was presented. It looks at ...".
        """
        claim, have = chosen[0], {q.sentence.id for q in chosen}
        before, after = self._beside(claim.sentence)
        beside = [before, *after[:1]] if before and leans(claim.sentence.search_text) else after[:1]
        fit = [s for s in beside if s.id not in have and _fits_beside(s, claim.sentence)]
        return [*chosen, *(Quote(s, claim.document, Role.QUALIFIER) for s in fit)]

    def _beside(self, sentence: StoredSentence) -> tuple[StoredSentence | None, list[StoredSentence]]:
        around = self._neighbours(sentence.document_id, sentence.ordinal - 1, sentence.ordinal + 3)
        mates = [s for s in around if s.section == sentence.section and s.kind is BlockKind.PARAGRAPH]
        before = next((s for s in mates if s.ordinal == sentence.ordinal - 1), None)
        return before, [s for s in mates if s.ordinal > sentence.ordinal]

    def _leading_to(self, part: Part, sentence: StoredSentence) -> list[StoredSentence]:
        """What a sentence leans on in its paragraph, back to one that stands by itself and is on the matter.

        Asked about the decree of some year, "The Decree ..." leans on the sentence that names it.
        """
        if part.years and names_again(sentence.search_text) and not needs_another(sentence.search_text):
            return self._naming(part, sentence)
        found: list[StoredSentence] = []
        last = sentence
        while len(found) < _LEADING and last.kind is BlockKind.PARAGRAPH and needs_another(last.search_text):
            before, _ = self._beside(last)
            if before is None or not _fits_beside(before, sentence):
                break
            found.append(before)
            last = before
        return found if any(self._shared(part, s) for s in found) else []

    def _naming(self, part: Part, sentence: StoredSentence) -> list[StoredSentence]:
        """The sentence of a paragraph that names the norm of which another one goes on to speak; empty without one."""
        before = [s for s in self._judge.backdrop.preceding(sentence) if instruments_in(s.search_text)]
        return [s for s in before if any(year in s.search_text for year in part.years)][-1:]

    def _followers(self, part: Part, sentence: StoredSentence, after: Sequence[StoredSentence]) -> list[StoredSentence]:
        """After a claim its "However, ..."; after a denial also "Moreover, ..." while it stays with the matter."""
        kept: list[StoredSentence] = []
        denial = any(c.stance is Stance.DENIES for c in clauses(sentence.search_text))
        for position, follower in enumerate(after):
            contrast = opens_with_contrast(follower.search_text) and position == 0
            goes_on = denial and kept and adds(follower.search_text)
            # "However, this does not apply to all. For example, those ... are excluded."
            shows = bool(kept) and opens_with_contrast(kept[-1].search_text) and illustrates(follower.search_text)
            if not (contrast or goes_on or shows) or follower.block != sentence.block:
                break
            if part.kind is not Kind.YES_NO and not shows and not self._shared(part, follower):
                break
            if goes_on and not self._shared(part, follower, _HEAVIEST):
                break
            if len(follower.search_text.split()) > _MOST_WORDS or len(kept) == _FOLLOWERS:
                break
            kept.append(follower)
        return kept

    def _named_by(self, part: Part, sentence: StoredSentence, after: Sequence[StoredSentence]) -> list[StoredSentence]:
        """After "There is a body responsible for ..." the sentence that says which: the finding, then its name."""
        first = after[0] if after else None
        if first is None or part.several or not _THERE_IS.match(fold(sentence.search_text)):
            return []
        named = bool(NAME.search(first.search_text)) and not NAME.search(sentence.search_text)
        return [first] if named and _fits_beside(first, sentence) and self._shared(part, first) else []

    def _listing(self, part: Part, quote: Quote, after: Sequence[StoredSentence]) -> list[StoredSentence]:
        """After "There is a list of them" its "These include ...", where that has what was asked about by name."""
        first = after[0] if after else None
        if first is None or part.several or not lists_them(quote.sentence, first):
            return []
        asked_for = any(not self._holds(u, quote.sentence) and self._holds(u, first) for u in part.told)
        return [first] if asked_for else []

    def _shared(self, part: Part, sentence: StoredSentence, share: float = 0.6) -> list[Unit]:
        """Content units of the question, at least ``share`` as heavy as its heaviest, that a sentence holds."""
        bag = self._judge.notions.bag(sentence)
        heavy = max((self._judge.notions.weight(u) for u in part.units), default=1.0)
        return [
            u
            for u in part.units
            if u.word_class is WordClass.CONTENT
            and self._judge.notions.weight(u) >= share * heavy
            and self._judge.notions.related(u, bag)
        ]


_TREATIES = re.compile(
    r"\b(?:conventions|treaties|protocols|covenants|convenios|convenciones|tratados|protocolos|pactos)\b"
)
# "What is the scheme called that ...?" — "... 'Talent'. The project was created by ...": its name stands before.
_ASKS_A_NAME = re.compile(r"\b(?:called|named|(?:the|what) name|se (?:llama|denomina)n?|(?:que|el) nombre)\b")
# "Which two bodies ...?", "¿Cuáles son los dos decretos que ...?"
_ASKED_FOR = re.compile(
    r"^\W*(?:and |y )?(?:(?:with|in|from|by|to|of|con|en|de|por|a|entre) )?"
    r"(?:which|what|name|list|que|cuales|nombre|mencione)(?: (?:are|were|son|fueron|eran))?"
    r"(?: the| those| los| las)? (\d+) (?!times|veces|years|anos|days|dias)\w+"
)
_TOLD = 0.6
"""How much of what the best sentence holds of a question another one must hold to be the second of two."""
_FEWER = 7.0
"""How many times less the odds of a second figure may be."""
_LEAST = 1e-6
_FEWEST_ALIKE, _NEARLY_ALL = 8, 0.9
"""How many words a sentence has at least, and what share of them another one has, that says no more than that one."""
_MORE = 3
"""How many other sentences may answer with the best one, where several things are asked for."""


def _answers_as_well(finding: Finding) -> list[Evidence]:
    """The likeliest of the other sentences that answer: one often tells but half of it, what and not why."""
    of_figures = finding.part.kind in FIGURES
    if finding.part.kind is Kind.YES_NO or (of_figures and finding.best.document.metadata.type in NORMS):
        # A norm has many figures, each for one thing.
        return []
    several = finding.part.several and finding.part.kind is Kind.WHO
    least = AS_LIKELY_AS_NOT
    if of_figures:
        # Of two figures one is the wrong one, unless it is nearly as likely to be what was asked for.
        least = max(least, _nearly(finding.best.likelihood))
    elif several:
        # "With which countries ...?" wants all that answer, each of which may tell of one.
        least = min(least, _nearly(finding.best.likelihood))
    others = [e for e in finding.evidence[1:] if e.likelihood >= least]
    return sorted(others, key=lambda e: -e.likelihood)[: _MORE if several else 1]


def _fits_beside(other: StoredSentence, sentence: StoredSentence) -> bool:
    """Whether another sentence is of the same paragraph and short enough to be quoted beside one."""
    return other.block == sentence.block and len(other.search_text.split()) <= _MOST_WORDS


def _nearly(likelihood: float) -> float:
    """A probability whose odds are those of another one, divided by ``_FEWER``."""
    odds = likelihood / max(1.0 - likelihood, _LEAST) / _FEWER
    return odds / (1.0 + odds)


def _as_many_as_asked(finding: Finding) -> list[Evidence]:
    """The next best sentences, where a question asks for so many things and the best one tells but one."""
    part, best = finding.part, finding.best
    asked = _ASKED_FOR.match(spelled_out(part.text, next(iter(part.units[0].stems)) if part.units else "en"))
    if asked is None or part.kind in (Kind.YES_NO, Kind.DEFINITION):
        return []
    others = {e.sentence.id: e for e in (*finding.evidence[1:], *finding.nearest) if e.sentence.id != best.sentence.id}
    typed = [e for e in others.values() if e.admissible and (e.typed or part.kind is Kind.LIST)]
    more = sorted((e for e in typed if e.own >= _TOLD * best.own), key=lambda e: -e.score)
    return more[: int(asked[1]) - 1]


def asks_of_several_treaties(part: Part) -> bool:
    """Whether a question is on several treaties: "any of the conventions on ..."."""
    return bool(_TREATIES.search(fold(part.text)))


def _is_led(quote: Quote) -> bool:
    """Whether a sentence is read under the clause that leads it in, or the title of the item that it stands below."""
    sentence = quote.sentence
    of_norm = sentence.article is not None and quote.document.metadata.type in NORMS
    if not sentence.context.endswith(":"):
        return of_norm and bool(item_title(sentence))
    return of_norm or (sentence.kind is BlockKind.LIST_ITEM and len(sentence.search_text.split()) <= _FEW_WORDS)


def _of_articles(finding: Finding) -> list[Evidence]:
    """An article that was asked for from its beginning, as much of it as an answer holds; of several, each begins."""
    articles = finding.part.articles
    if not articles or any(article_name(e.sentence.article or "") not in articles for e in finding.evidence):
        return []
    room = _LONGEST_LIST // len(articles)
    kept: list[Evidence] = []
    length: dict[str | None, int] = {}
    for evidence in finding.evidence:
        article = evidence.sentence.article
        length[article] = length.get(article, 0) + len(evidence.sentence.search_text.split())
        if length[article] <= room or article not in {e.sentence.article for e in kept}:
            kept.append(evidence)
    return kept


def _all_at(best: Evidence, sentences: Sequence[StoredSentence]) -> list[Evidence]:
    """What is judged of a sentence, carried to the others of its list."""
    return [best.at(sentence) for sentence in sentences]


def _close(best: Evidence, other: Evidence) -> bool:
    """Whether other evidence holds half as much of the question itself and is not far behind in score."""
    return other.own >= 0.5 * best.own and other.score >= best.score - 0.3


def _said_once(chosen: Sequence[Quote]) -> list[Quote]:
    """The quotes without those that say again what another one says, as two editions of a page do."""
    kept: list[Quote] = []
    for quote in chosen:
        if not any(_says_the_same(quote.sentence, earlier.sentence) for earlier in kept):
            kept.append(quote)
    return kept


def _says_the_same(sentence: StoredSentence, earlier: StoredSentence) -> bool:
    """Whether nearly all of a sentence's words, and all of its figures, stand in one of another place."""
    own, other = set(words(sentence.search_text)), set(words(earlier.search_text))
    if sentence.block == earlier.block and sentence.document_id == earlier.document_id:
        return False
    figures = {word for word in own if any(c.isdigit() for c in word)}
    return len(own) >= _FEWEST_ALIKE and figures <= other and len(own & other) >= _NEARLY_ALL * len(own)


def _in_order(chosen: Sequence[Quote]) -> list[Quote]:
    """Quotes of one document in its own order; documents in the order in which they were first chosen."""
    order = {d: i for i, d in enumerate(dict.fromkeys(q.document.id for q in chosen))}
    return sorted(chosen, key=lambda q: (order[q.document.id], q.sentence.ordinal))


def _names_a_norm(text: str) -> bool:
    """Whether a text names a law, by its number or as a code."""
    return bool(instruments_in(text) or _CODES.search(fold(text)))
