"""What stands around a sentence and is read with it: its neighbours, its article, its footnotes, its document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.instruments.entries import RelationKind
from assistant.instruments.naming import Instrument, instruments_in
from assistant.instruments.own_instruments import NORMS, own_instrument
from assistant.instruments.relations import relations_in
from assistant.instruments.wordings import article_around
from assistant.judging.cells import cell
from assistant.judging.notions import Bag, Notions
from assistant.judging.weights import Weights
from assistant.language.full_names import FullNames
from assistant.language.lexicon import WordClass
from assistant.language.polarity import leans, names_again, needs_another, speaks_of_a_norm_again
from assistant.understanding.answer_kind import asked_with
from assistant.understanding.asked_for import asks_for_places
from assistant.understanding.question import Part, Unit, UnitKind
from ingest.document import BlockKind
from ingest.store import DocumentRecord, Store, StoredSentence
from ingest.terms import fold, terms, words


class Backdrop:
    """What a store has around its sentences."""

    def __init__(self, store: Store, notions: Notions, weights: Weights, full_names: FullNames | None = None) -> None:
        self._full_names = full_names
        self._in_short: dict[int, Bag | None] = {}
        self._store = store
        self._notions = notions
        self._weights = weights
        self.documents = {record.id: record for record in store.documents()}
        self._openings: dict[str, frozenset[str]] = {}
        self._firsts: dict[str, list[StoredSentence]] = {}
        self._shortened: dict[str, dict[str, str]] = {}
        self._articles: dict[int, str] = {}
        self._instruments: dict[str, tuple[Instrument, ...]] = {}
        self._carried_out: dict[str, tuple[Instrument, ...]] = {}

    def before(self, sentence: StoredSentence) -> list[StoredSentence]:
        """The sentence before one that leans on it, in the same block."""
        if not leans(sentence.search_text):
            return []
        around = self._store.neighbours(sentence.document_id, sentence.ordinal - 1, sentence.ordinal - 1)
        return [s for s in around if s.block == sentence.block]

    def led_up_to(self, sentence: StoredSentence) -> list[StoredSentence]:
        """A sentence after the one that it leans on, if it leans on one."""
        return [*self.before(sentence), sentence]

    def bags(self, sentence: StoredSentence) -> list[Bag]:
        """What a sentence holds, what the one that it leans on does, and what leads it in."""
        read = [self._notions.bag(s) for s in self.led_up_to(sentence)]
        return [*read, self._notions.bag_of_text(sentence.context, sentence.language)]

    def next_to(self, sentence: StoredSentence) -> list[StoredSentence]:
        """The sentence after one, in the same block."""
        after = self._store.neighbours(sentence.document_id, sentence.ordinal + 1, sentence.ordinal + 1)
        return [s for s in after if s.block == sentence.block]

    def after(self, sentence: StoredSentence, count: int = 3) -> list[StoredSentence]:
        """Up to ``count`` sentences that follow one in its block, as long as each leans on what is before it."""
        found: list[StoredSentence] = []
        for follower in self._store.neighbours(sentence.document_id, sentence.ordinal + 1, sentence.ordinal + count):
            if follower.block != sentence.block or not leans(follower.search_text):
                break
            found.append(follower)
        return found

    def surroundings(self, sentences: Sequence[StoredSentence]) -> dict[int, list[StoredSentence]]:
        """For each sentence, the neighbours of its own block or article: two before, one after.

        Of another block the one before it, where it points back: "These consultations ...", after a paragraph on them.
        """
        wanted = [(s.document_id, max(0, s.ordinal - 2), s.ordinal + 1) for s in sentences]
        near = self._store.neighbours_of(wanted)
        found = {
            s.id: [n for n in beside if n.id != s.id and _read_with(s, n)]
            for s, beside in zip(sentences, near, strict=True)
        }
        notes = [s for s in sentences if s.kind is BlockKind.FOOTNOTE and s.footnotes]
        for note in notes:
            found[note.id] += self.bearers(note)
        return found

    def preceding(self, sentence: StoredSentence) -> list[StoredSentence]:
        """Of the surroundings of a sentence what stands before it, in order."""
        return [n for n in self.surroundings([sentence])[sentence.id] if n.ordinal < sentence.ordinal]

    def within_reach(self, sentence: StoredSentence) -> list[StoredSentence]:
        """The sentences of a norm that stand near one: those of its article, and of the articles beside it."""
        first, last = max(0, sentence.ordinal - _BESIDE), sentence.ordinal + _BESIDE
        return [s for s in self._store.neighbours(sentence.document_id, first, last) if s.id != sentence.id]

    def norm_before(self, sentence: StoredSentence) -> StoredSentence | None:
        """The sentence that names the norm of which another speaks again, as "The same law created ..." does; or None.

        It is the last one before it, under the same heading, that names any.
        """
        if instruments_in(sentence.search_text) or not speaks_of_a_norm_again(sentence.search_text):
            return None
        first = max(0, sentence.ordinal - _NORM_REACH)
        before = self._store.neighbours(sentence.document_id, first, sentence.ordinal - 1)
        naming = [s for s in before if s.section == sentence.section and instruments_in(s.search_text)]
        return naming[-1] if naming else None

    def bearers(self, note: StoredSentence) -> list[StoredSentence]:
        """The sentences of a page that carry the mark of a footnote."""
        before = self._store.marked(note.document_id, note.ordinal - _FOOTNOTE_REACH, note.ordinal - 1)
        return [s for s in before if s.kind is not BlockKind.FOOTNOTE and set(s.footnotes) & set(note.footnotes)][-1:]

    def notes(self, sentence: StoredSentence) -> list[StoredSentence]:
        """The footnotes that a sentence refers to, in order."""
        if not sentence.footnotes or sentence.kind is BlockKind.FOOTNOTE:
            return []
        after = self._store.marked(sentence.document_id, sentence.ordinal + 1, sentence.ordinal + _FOOTNOTE_REACH)
        found: dict[str, StoredSentence] = {}
        for note in after:
            if note.kind is BlockKind.FOOTNOTE:
                for mark in set(note.footnotes) & set(sentence.footnotes):
                    found.setdefault(mark, note)
        return list(found.values())

    def own_instrument(self, document: DocumentRecord) -> tuple[Instrument, ...]:
        """What a document is by its number: as its title has it or, of a norm, the headings that it opens with."""
        if document.id not in self._instruments:
            own = own_instrument(document, self._store)
            named = (own,) if own else instruments_in(document.metadata.title)
            self._instruments[document.id] = named[:1]
        return self._instruments[document.id]

    def is_itself(self, part: Part, document: DocumentRecord) -> bool:
        """Whether the document is the very instrument that is asked about."""
        return any(a.may_be(o) for a in instruments_in(part.text) for o in self.own_instrument(document))

    def carries_out(self, part: Part, document: DocumentRecord) -> bool:
        """Whether the document is, by its title, the regulations of the law that is asked about."""
        if document.id not in self._carried_out:
            stated = relations_in(document.metadata.title) if document.metadata.type in NORMS else ()
            regulated = [s.other for s in stated if s.kind is RelationKind.REGULATES and s.subject is None]
            self._carried_out[document.id] = tuple(regulated)
        return any(a.may_be(o) for a in instruments_in(part.text) for o in self._carried_out[document.id])

    def scopes(
        self, sentence: StoredSentence, document: DocumentRecord, around: Sequence[StoredSentence]
    ) -> list[tuple[Bag, float]]:
        """The texts that a sentence is read under, and how far each holds what the sentence itself does not say."""
        leaning = needs_another(sentence.search_text) or names_again(sentence.search_text)
        shares = {-1: 0.9 if leaning else self._weights.scope, -2: 0.8 if leaning else 0.3, 1: 0.3}
        scopes = [(self._notions.bag(n), shares.get(n.ordinal - sentence.ordinal, self._weights.scope)) for n in around]
        if sentence.context:
            scopes.append((self._notions.bag_of_text(sentence.context, sentence.language), 0.8))
        if sentence.section:
            scopes.append((self._notions.bag_of_text(sentence.section, sentence.language), 0.5))
        above = self.above(sentence, opens=all(n.ordinal > sentence.ordinal for n in around))
        if above:
            scopes.append((above, _OF_HEADING))
        heading = self.heading(sentence)
        if heading:
            # What an article is on is said by its heading alone.
            scopes.append((heading, 0.8))
            scopes.append((self._notions.bag_of_text(self._article(sentence), sentence.language), _OF_ARTICLE))
        scopes.append((self._notions.bag_of_text(document.metadata.title, document.metadata.language), 0.7))
        if document.metadata.type in NORMS:
            # What a norm is about stands at its head; each of its articles is read under that.
            scopes.append((self._notions.bag_of_text(self.head(document), document.metadata.language), 0.7))
        return scopes

    def heading(self, sentence: StoredSentence) -> Bag | None:
        """The notions of the heading of the article that a sentence stands in; None outside of articles."""
        if not sentence.article:
            return None
        return self._notions.bag_of_text(sentence.heading, sentence.language)

    def above(self, sentence: StoredSentence, opens: bool = True) -> Bag | None:
        """The notions of the heading that a sentence answers or leans on; None where it does neither.

        "Where do they live?" asks; "This guide is for practitioners", which opens its section, tells what guide.

        Args:
            sentence: the sentence.
            opens: whether nothing stands before it in its block.
        """
        heading = sentence.heading
        if heading.endswith("?") or (heading and opens and leans(sentence.search_text)):
            return self._notions.bag_of_text(heading, sentence.language)
        return None

    def over(self, sentence: StoredSentence) -> list[Bag]:
        """What the headings over a sentence hold, and what the title of its document does."""
        document = self.documents[sentence.document_id].metadata
        texts = ((sentence.section, sentence.language), (document.title, document.language))
        return [self._notions.bag_of_text(*text) for text in texts]

    def tells_of_its_heading(self, part: Part, sentence: StoredSentence) -> bool:
        """Whether a sentence says of what it stands under just what is asked of that.

        "When did the course end?" under "A course for officials": "... at the end of it, on 24 June, ...".
        """
        if sentence.article or cell(sentence):
            return False
        record, near = self.documents[sentence.document_id].metadata, self._weights.near
        above = self.over(sentence)
        told = [
            u for u in part.units if u.text != record.year and record.country not in self._notions.countries(u.text)
        ]
        weighty = [u for u in told if u.word_class is not WordClass.SCAFFOLD]
        of_heading = [u for u in weighty if max(self._notions.match(u, bag) for bag in above) >= near]
        own = self._notions.bag(sentence)
        rest = [u for u in weighty if u not in of_heading]
        # Of "course, how many hours?" nothing but the unit is left to the sentence.
        asked = rest or [u for u in told if u.word_class is WordClass.SCAFFOLD and u.concepts]
        said = [u for u in asked if self._notions.match(u, own) >= near]
        return any(u in part.told for u in of_heading) and bool(said) and (len(said) == len(rest) or not rest)

    def answers_its_heading(self, part: Part, sentence: StoredSentence) -> bool:
        """Whether a sentence stands under a heading that asks what a question asks: "Where do they live?".

        It must be asked with the same interrogative and on something that the heading names.
        """
        heading = sentence.heading
        if not heading.endswith("?") or sentence.kind is BlockKind.HEADING:
            return False
        wanted = asked_with(heading)
        if wanted is None or wanted != ("where" if asks_for_places(fold(part.text)) else asked_with(part.text)):
            return False
        bag = self._notions.bag_of_text(heading, sentence.language)
        return any(self._notions.match(u, bag) == 1.0 for u in part.told if not self._notions.is_country(u))

    def article(self, sentence: StoredSentence) -> tuple[Bag, ...]:
        """The notions of the heading and of the text of the article that a sentence stands in; none outside of one."""
        heading = self.heading(sentence)
        if heading is None:
            return ()
        return heading, self._notions.bag_of_text(self._article(sentence), sentence.language)

    def _article(self, sentence: StoredSentence) -> str:
        """The text of the article that a sentence stands in, in its wording."""
        if sentence.id not in self._articles:
            around = article_around(sentence, self._store.neighbours)
            self._articles[sentence.id] = " ".join(s.search_text for s in around)
        return self._articles[sentence.id]

    def is_subject(self, unit: Unit, document: DocumentRecord) -> bool:
        """Whether a unit names what the whole document is about: its country, or a name in its title or opening."""
        country = document.metadata.country
        if country and country in self._notions.countries(unit.text):
            return True
        if self._notions.nations.is_of(unit.text, document.id):
            return True
        return unit.kind is UnitKind.NAME and not unit.concepts and self._opening(document) >= {unit.text}

    def names_in_short(self, unit: Unit, sentence: StoredSentence) -> bool:
        """Whether a word of a question stands in the name of which a sentence has only the short form.

        "SBC citizens" are citizens of the Sarral Basin Community, where a document puts the one after the other.
        """
        if sentence.id not in self._in_short:
            names = self._full_names.stood_for(sentence.text, sentence.language) if self._full_names else ""
            self._in_short[sentence.id] = self._notions.bag_of_text(names, sentence.language) if names else None
        bag = self._in_short[sentence.id]
        return bag is not None and self._notions.match(unit, bag) == 1.0

    def stands_for(self, unit: Unit, sentence: StoredSentence, document: DocumentRecord) -> bool:
        """Whether a norm calls by its kind the body that a question calls by its short name.

        A law that sets up the "Instituto de Movilidad Humana (IMH)" goes on to say "the Institute".
        """
        if document.metadata.type not in NORMS or unit.concepts:
            return False
        kind = self._short_names(document).get(unit.text)
        return bool(kind) and bool(
            re.search(rf"\b(?:[Ee]l|[Ll]a|[Tt]he) {kind}\b(?! de\b| of\b)", sentence.search_text)
        )

    def _short_names(self, document: DocumentRecord) -> dict[str, str]:
        """The short names that a norm introduces, folded, with the first word of what each stands for."""
        if document.id not in self._shortened:
            text = " ".join(s.search_text for s in self._store.neighbours(document.id, 0, _WHOLE))
            found = {fold(m[2]): m[1].split()[0] for m in _SHORTENED.finditer(text)}
            self._shortened[document.id] = found
        return self._shortened[document.id]

    def _opening(self, document: DocumentRecord) -> frozenset[str]:
        """The folded words of a document's title, of the headings of its first sentences and of what these begin with.

        A profile that opens with where a country lies is not about its neighbours.
        """
        if document.id not in self._openings:
            first = [f"{s.section} {_beginning(s.text)}" for s in self._first(document)]
            text = " ".join([document.metadata.title, *first])
            self._openings[document.id] = frozenset(words(text))
        return self._openings[document.id]

    def head(self, document: DocumentRecord) -> str:
        """The first sentences of a document: of a norm, its number and what it is about."""
        return " ".join(s.search_text for s in self._first(document) if not s.article)

    def _first(self, document: DocumentRecord) -> list[StoredSentence]:
        if document.id not in self._firsts:
            self._firsts[document.id] = self._store.neighbours(document.id, 0, _OPENING)
        return self._firsts[document.id]


# "Quirania borders ...", "The International Organization for Migration in Panama assists ..."
_BEGINS_WITH = re.compile(r"(?:(?:[A-ZÁÉÍÓÚÑ(][\w’'.)-]*|of|the|for|and|in|de|del|la|el|los|las|para|y|en)[ ,]*)*")


def _beginning(text: str) -> str:
    """The names that a text begins with, with the little words between them; empty where it begins with none."""
    found = _BEGINS_WITH.match(" ".join(text.split()))
    return found[0] if found else ""


_WHOLE = 1_000_000
_BESIDE = 6
"""How many sentences before and after one of a norm are read for what it does not hold for."""
_SHORTENED = re.compile(
    r"\b([A-ZÁÉÍÓÚÑ][\w’'-]+(?: (?:[A-ZÁÉÍÓÚÑ][\w’'-]+|de|del|la|las|los|el|y|e|para|contra|of|the|and|for|on)){1,10}) "
    r"\(([A-ZÁÉÍÓÚÑ][A-Za-zÁÉÍÓÚÑ]*[A-ZÁÉÍÓÚÑ])\)"
)
_OF_HEADING = 0.9
"""How far the heading that a sentence answers, or leans on, holds what it does not say itself."""
_OF_ARTICLE = 0.6
"""How far the rest of an article holds what one of its sentences is asked for."""
_FOOTNOTE_REACH = 60
_NORM_REACH = 6
"""How many sentences back a norm may be named that a sentence calls "the same law"."""
_OPENING = 3


_POINTS_AT = re.compile(
    r"^\W*(?:(this|such|the (?:said|same)|est[ae]|dich[oa])|these|those|est[oa]s|dich[oa]s|aquell[oa]s) "
    r"((?:[\w'-]+ ){1,3})"
)


def _meant_by(sentence: StoredSentence, before: StoredSentence) -> bool:
    """Whether a sentence that opens a paragraph points by a noun at the sentence before it, which has that noun."""
    if before.ordinal != sentence.ordinal - 1 or before.section != sentence.section:
        return False
    pointing = _POINTS_AT.match(fold(sentence.search_text))
    nouns = terms(pointing[2], sentence.language) if pointing else []
    # "This country profile" is not on the countries before it.
    least = 2 if pointing and pointing[1] else 1
    return bool(nouns) and nouns[0] in before.terms and len(set(nouns) & set(before.terms)) >= least


def _read_with(sentence: StoredSentence, near: StoredSentence) -> bool:
    """Whether a sentence close to another one belongs to what surrounds it."""
    return near.block == sentence.block or _of_one_article(near, sentence) or _meant_by(sentence, near)


def _of_one_article(one: StoredSentence, other: StoredSentence) -> bool:
    return one.article is not None and one.article == other.article and one.section == other.section
