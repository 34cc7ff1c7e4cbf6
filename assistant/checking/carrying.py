"""Do its quotes carry a sentence, whoever wrote it? Strictly: what is not plainly in them is said to be missing.

No model judges here. A sentence is carried when every figure, name and word of content in it is met in the quotes that
it cites, by the word itself, by a notion of the lexicon, by a kindred form or, where nothing speaks against it, by a
word that is close in its context; when it denies, obliges, allows and foresees just what the clauses do that it takes
its words from; when it speaks of no more than they do; and when it does not join what they keep apart. A quotation
within it must stand in them letter for letter. What says the same in quite other words may fail: then a person stands
for it, or the words of the document are shown.

``reading/`` takes sentences apart, ``matching.py`` lays them beside their quotes, ``rules/`` says what is lacking.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from assistant.answer import MARK, Citation
from assistant.checking.compared import Compared, Lack
from assistant.checking.matching import Matching
from assistant.checking.quotations import letters, parted
from assistant.checking.reading.claim import Force, TokenKind
from assistant.checking.reading.claims import Claims
from assistant.checking.reading.plain_form import shown
from assistant.checking.rules.force import force_differs
from assistant.checking.rules.governing import governing
from assistant.checking.rules.joining import merges, steals
from assistant.checking.rules.limits import broadens, quantity_differs, takes_a_part_for_all
from assistant.checking.rules.order import (
    miscounts,
    misdates,
    reorders,
    robs_the_subject,
    turns_the_passive,
    turns_time,
)
from assistant.checking.rules.presence import lacking_turned, not_held
from assistant.checking.word_vectors import WordVectors
from assistant.instruments.places import names_place
from assistant.language.countries import Gazetteer
from assistant.language.lexicon import LANGUAGES, Lexicon
from assistant.language.polarity import denies
from assistant.phrases import Phrases
from ingest.terms import fold, terms

if TYPE_CHECKING:
    from ingest.embedding import QueryEmbedder

_DATED = (r"\({}\)", r"\bas of {}\b,?", r"^a (?:fecha de )?{}\b,?")
"""How a sentence gives the date of its source."""
_SHORTEST_NAME = 4
_OF_THE_WHOLE: tuple[Callable[[Compared], list[Lack]], ...] = (
    lacking_turned,
    reorders,
    steals,
    miscounts,
    misdates,
    turns_time,
    broadens,
    takes_a_part_for_all,
    robs_the_subject,
    turns_the_passive,
)
"""The rules on a whole sentence, in the order in which they are told."""


class Carrying:
    """Compares sentences with their quotes.

    Args:
        lexicon: tells which words of two languages stand for one notion.
        say: the phrases with which quotes are introduced, by language; their words need no source.
        gazetteer: knows the names of countries.
        embedder: gives words their vectors in context; without it, words that the lexicon does not know are met by
            their own forms alone.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        say: Mapping[str, Phrases],
        gazetteer: Gazetteer | None = None,
        embedder: QueryEmbedder | None = None,
    ) -> None:
        self._claims = Claims(lexicon, gazetteer)
        self._matching = Matching(self._claims, WordVectors(embedder))
        self._frames = {language: _frame_words(phrases, language) for language, phrases in say.items()}
        self._say = say

    def lacks(self, text: str, language: str, citations: Sequence[Citation]) -> tuple[Lack, ...]:
        """What its citations do not carry in a sentence; nothing where they carry all of it.

        Args:
            text: the sentence, with or without its marks.
            language: ``en`` or ``es``.
            citations: those that it cites.
        """
        said = " ".join(MARK.sub("", text).split())
        if not citations:
            return (Lack("no_source"),)
        full = self._without_source(said, citations, language)
        own, spans = parted(full)
        quotes = [letters(" ".join(c.quote.split())) for c in citations]
        strange = [s for s in spans if not any(letters(s) in quote for quote in quotes)]
        lacks = [Lack("quote", tuple(strange))] if strange else []
        if spans:
            lacks += self._quoting(own, spans, language, citations)
        else:
            lacks += self._stating(full, language, citations)
        return tuple(lack for i, lack in enumerate(lacks) if lack.kind not in {earlier.kind for earlier in lacks[:i]})

    def told(self, text: str, language: str, citation: Citation) -> float:
        """The share of a quote's own words of content that a text holds, in whichever language, 0 to 1."""
        mine = self._matching.read(text, language)
        theirs = self._matching.quote(citation)
        wanted = [t for t in theirs.tokens if not t.light]
        met = [m for m in self._matching.met(theirs, [mine]) if m.by and not m.token.light]
        return len(met) / len(wanted) if wanted else 1.0

    def untold_figures(self, text: str, language: str, citation: Citation) -> tuple[str, ...]:
        """Figures of a quote that a text does not give."""
        mine = {t.word for t in self._matching.read(text, language).tokens}
        theirs = self._matching.quote(citation)
        figures = [t.word for t in theirs.tokens if t.kind is TokenKind.NUMBER and t.word not in mine]
        return tuple(shown(f, citation.language) for f in dict.fromkeys(figures))

    def _without_source(self, text: str, citations: Sequence[Citation], language: str) -> str:
        """The sentence without the name and date of its sources, which the citation itself bears out."""
        for citation in citations:
            date = self._say[language].date(citation.as_of) if citation.as_of else ""
            for name in sorted(filter(None, (citation.title, citation.section)), key=len, reverse=True):
                if len(name) >= _SHORTEST_NAME:
                    text = text.replace(name, " ")
            for form in _DATED if date else ():
                text = re.sub(form.format(re.escape(date)), " ", text, flags=re.IGNORECASE)
            if citation.article:
                text = names_place(citation.article).sub(" ", text)
        return " ".join(text.split())

    def _quoting(self, own: str, spans: Sequence[str], language: str, citations: Sequence[Citation]) -> list[Lack]:
        """What a sentence that quotes says beside its quotations, and whether these are whole."""
        compared = self._matching.compared(own, language, citations)
        found = self._not_held(compared)
        read = [self._matching.read(s, citations[0].language) for s in spans]
        quoted = {f for span in read for clause in span.clauses for f in clause.forces}
        held = {f for quote in compared.quotes for clause in quote.clauses for f in clause.forces}
        if (Force.DENY in held and Force.DENY not in quoted) or denies(fold(own)):
            found.append(Lack("negation"))
        return found

    def _stating(self, text: str, language: str, citations: Sequence[Citation]) -> list[Lack]:
        """What a sentence in its own words says that its quotes do not: word by word, clause by clause, as a whole."""
        compared = self._matching.compared(text, language, citations)
        found = self._not_held(compared, frozenset(c.country for c in citations if c.country))
        for clause in range(len(compared.claim.clauses)):
            met = [m for m in compared.met if m.token.clause == clause and m.by]
            if not met:
                continue
            spoken_of = governing(compared, met)
            found += force_differs(compared, clause, spoken_of)
            found += quantity_differs(compared, clause, met, spoken_of)
            found += merges(compared, met)
        return [*found, *(lack for rule in _OF_THE_WHOLE for lack in rule(compared))]

    def _not_held(self, compared: Compared, given: frozenset[str] = frozenset()) -> list[Lack]:
        return not_held(compared, self._frames[compared.claim.language], given, self._claims.countries)


def _frame_words(phrases: Phrases, language: str) -> frozenset[str]:
    """The stems of the words with which quotes are introduced."""
    keys = ("lead.states", "lead.states_undated", "lead.foreign", "draft.adds", "draft.qualifies")
    empty = {"title": "", "date": "", "lead": "", "source_language": "", "article": ""}
    texts = [phrases(key, **empty) for key in keys]
    texts += [phrases(f"language.{code}") for code in LANGUAGES]
    return frozenset(t for text in texts for t in terms(text, language))
