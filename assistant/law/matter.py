"""Are two sentences of one matter: the same people, places, kinds and acts, so that only what they say can differ?

Every word of either must be accounted for: by the other sentence, in its own language or the other, by the question, or
because it limits nothing ("people", "the country", "is set at"). One word over, such as "women", "on the farms",
"filed" or "in the capital", and they may both be right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from rapidfuzz import fuzz

from assistant.instruments.naming import without_instruments
from assistant.instruments.own_instruments import NORMS
from assistant.judging.evidence import Evidence
from assistant.judging.judge import Judge
from assistant.judging.kinds import spelled_out
from assistant.judging.notions import Bag
from assistant.language.lexicon import Lexicon, WordClass
from assistant.law.values import without_values
from assistant.retrieval import Vector
from assistant.understanding.question import Part
from ingest.document import BlockKind
from ingest.terms import STOP_WORDS, fold, stem, words

_CLOSE, _CLOSE_ACROSS = 0.8, 0.76
"""Cosine from which two sentences of one language, and of two, may be of the same matter."""
_COGNATE = 84
"""Likeness, of 100, of two words of two languages that are one name or one loan."""
_NEUTRAL_CONCEPTS = frozenset(
    ["people", "government", "state", "set", "carry out", "number", "take place", "make", "case", "purpose",
     "correspond", "thereof", "virtue", "through", "since", "during", "after", "whole", "still", "already"]
)  # fmt: skip
_NEUTRAL_WORDS = frozenset(
    # What a norm or a profile says of itself, and how a value is joined to its matter.
    "article section act law decree norm rule provision term period deadline time date year years day days month "
    "months week weeks hour hours validity duration cost costs fee price amount fine sum rate share percentage "
    "establish establishes established sets set fixes fixed lasts last lasted takes valid amounts stands equals reach "
    "reached reaches issued issue according under pursuant following until each currently today now "
    "date there exists exist exercised shall must subject person persons people individual individuals one country "
    "territory authorities authority government state made done carried given "
    "articulo seccion ley decreto norma regla disposicion plazo termino periodo tiempo fecha ano anos dia dias mes "
    "meses semana semanas hora horas vigencia duracion costo coste tarifa tasa precio monto multa suma porcentaje "
    "proporcion establece establecido establecida fija fijado fijada dura duro tarda valido valida asciende equivale "
    "alcanza segun conforme siguientes siguiente posteriores posterior contados contado partir hasta actualmente hoy "
    "existe existen debera deberan sujeto persona personas individuo individuos pais territorio autoridades autoridad "
    "gobierno estado hecho cabo dentro within out up "
    # What denies is compared as such.
    "cannot lack lacks lacking carece carecen falta faltan never nunca".split()
)
_HOLDERS = frozenset(["foreigner", "migrant", "immigrant"])
"""Whom norms on migration are about: the norm says "a foreign person shall", what describes it leaves that out."""
OPPOSED = frozenset(["obligation", "optional", "allow", "prohibition"])
"""Notions that say yes or no to each other."""
_ARTICLE_LABEL = re.compile(r"^\W*(?:articulo|article|section|art|seccion)\.? \S+\s*")
_WHOEVER = re.compile(
    r"^\W*(?:quien(?:es)?|el que|los que|toda persona que|la persona que|whoever|any(?:one| person) who|a person who) "
    r"(?:shall |se )?\w+"
)
"""How a penal norm opens: "whoever commits", "quien facilite"."""
_WITHOUT = re.compile(r"\b(?:without|unless|except\w*|sin|salvo|excepto|menos que)\b")

_PER: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"\b(?:{written})\b"))
    for name, written in (
        ("per day", r"(?:per|each|every) day|daily|por dia|al dia|cada dia|diari[oa]s?"),
        ("per week", r"(?:per|each|every) week|weekly|por semana|a la semana|cada semana|semanal(?:es|mente)?"),
        ("per month", r"(?:per|each|every) month|monthly|por mes|al mes|cada mes|mensual(?:es|mente)?"),
        ("per year", r"(?:per|each|every) year|yearly|annual(?:ly)?|por ano|al ano|cada ano|anual(?:es|mente)?"),
        ("each", r"(?:each|every|cada) (?!(?:day|week|month|year|dia|semana|mes|ano)\b)\w+|apiece|"
                 r"per (?!(?:cent|day|week|month|year)\b)\w+|por (?:persona|cabeza|familia|hogar|solicitud)"),
        ("without", _WITHOUT.pattern),
    )
)  # fmt: skip
_FIGURE_BESIDE = re.compile(
    r"(?:\b(?:(under|below|younger than|menor(?:es)? de|menos de)|(over|above|older than|mayor(?:es)? de|mas de)) )?"
    r"(?<![\w/.-])(\d+(?:[.,]\d+)?)\b"
)
_PROPER = re.compile(
    r"(?:\b(from|out of|desde|procedentes? de)|\b(to|into|towards|hacia|a|con destino a))?\s*"
    r"\b([A-ZÁÉÍÓÚÑ][\w’'-]+)"
)


class Matter:
    """Compares what two sentences are about.

    Args:
        judge: knows which notions a text holds.
        lexicon: the words of notions in both languages.
        vectors: the vectors of sentences by their ids, in order.
    """

    def __init__(self, judge: Judge, lexicon: Lexicon, vectors: Callable[[Sequence[int]], Vector]) -> None:
        self._judge = judge
        self._lexicon = lexicon
        self._vectors = vectors

    def is_one(
        self, part: Part, language: str, sides: tuple[Evidence, Evidence], texts: tuple[str, str], of_one_norm: bool
    ) -> bool:
        """Whether nothing but what they say of it tells the sentences apart.

        Args:
            part: what is asked.
            language: that of the question.
            sides: the evidence of two documents.
            texts: what of the two sentences answers: all of it, or the clauses that do.
            of_one_norm: whether one is the text of a norm that the other describes, or both describe it.
        """
        return self._close(*sides) and not self.apart(part, language, sides, texts, of_one_norm)

    def _close(self, one: Evidence, other: Evidence) -> bool:
        a, b = one.sentence, other.sentence
        vectors = self._vectors([a.id, b.id])
        is_row = BlockKind.TABLE_ROW in (a.kind, b.kind)
        alike = a.language == b.language and not is_row
        return float(vectors[0] @ vectors[1]) >= (_CLOSE if alike else _CLOSE_ACROSS)

    def apart(
        self, part: Part, language: str, sides: tuple[Evidence, Evidence], texts: tuple[str, str], of_one_norm: bool
    ) -> frozenset[str]:
        """The words of either sentence that nothing accounts for."""
        one, other = sides
        asked = self._judge.notions.bag_of_text(part.text, language)
        plain = tuple(self._plain(t, e) for t, e in zip(texts, (one, other), strict=True))
        bags = [
            self._judge.notions.bag_of_text(t, e.sentence.language) for t, e in zip(plain, (one, other), strict=True)
        ]
        known = _NEUTRAL_CONCEPTS | (_HOLDERS if of_one_norm else frozenset()) | asked.concepts
        known |= {c for u in part.units for c in u.concepts}
        known |= self._judge.notions.opposites(known & OPPOSED) & OPPOSED
        over = self._over(part, known, plain[0], one, bags[1], plain[1])
        over |= self._over(part, known, plain[1], other, bags[0], plain[0])
        over |= self._held_by_one(part, one, other, bags) | self._held_by_one(part, other, one, bags[::-1])
        marks = [_marks(t, e) for t, e in zip(texts, sides, strict=True)]
        return frozenset(over) | (marks[0] ^ marks[1]) | _turned(*(e.sentence.search_text for e in sides))

    def _plain(self, text: str, evidence: Evidence) -> str:
        """The folded words of a sentence without its values, the instruments that it names and its article's number."""
        bare = without_instruments(_WHOEVER.sub("", _ARTICLE_LABEL.sub("", fold(text))))
        return without_values(bare, evidence.sentence.language)

    def _over(
        self, part: Part, known: frozenset[str], text: str, evidence: Evidence, other: Bag, beside: str
    ) -> set[str]:
        """The words of one sentence that neither the notions known nor the other sentence account for."""
        language = evidence.sentence.language
        kept = [w for w in words(text) if w not in STOP_WORDS[language]]
        stems = [stem(w, language) for w in kept]
        shared = other.concepts | known
        met: set[int] = set()
        for span in self._lexicon.spans(stems, language):
            scaffold = any(self._lexicon.concepts[c].word_class is WordClass.SCAFFOLD for c in span.concepts)
            if scaffold or not span.concepts.isdisjoint(shared):
                met |= set(range(span.first, span.last))
        there = {*words(beside), *words(part.text)}
        asked_stems = {u.stems.get(language) for u in part.units}
        own = other.stems if other.language == language else frozenset()
        return {
            w
            for i, (w, s) in enumerate(zip(kept, stems, strict=True))
            if not (
                i in met
                or s in own
                or s in asked_stems
                or w in there
                or w in _NEUTRAL_WORDS
                or self._is_home(w, evidence)
                or (other.language != language and self._is_cognate(w, there))
            )
        }

    def _is_home(self, word: str, evidence: Evidence) -> bool:
        """Whether a word names the country that the document is about, or its people."""
        home = evidence.document.metadata.country
        return bool(home) and home in self._judge.notions.countries(word)

    def _is_cognate(self, word: str, there: set[str]) -> bool:
        return len(word) >= 5 and any(w[0] == word[0] and fuzz.ratio(w, word) >= _COGNATE for w in there)

    def _held_by_one(self, part: Part, one: Evidence, other: Evidence, bags: Sequence[Bag]) -> set[str]:
        """What the question names and only one sentence does; of a norm, its heading and title count too."""
        found = set()
        for unit in part.units:
            if unit.word_class is not WordClass.CONTENT or unit.carried or self._judge.notions.is_country(unit):
                continue
            held = self._judge.notions.match(unit, bags[0]) >= 0.5
            if held and unit.text not in other.met and self._judge.notions.match(unit, bags[1]) < 0.5:
                understood = unit.text not in other.missing and other.document.metadata.type in NORMS
                if not understood:
                    found.add(unit.text)
        return found


def _marks(text: str, evidence: Evidence) -> frozenset[str]:
    """Small words and figures that limit a sentence: per month, for each, without, and "under 25" beside its value."""
    folded = fold(text)
    found = {name for name, written in _PER if written.search(folded)}
    bare = without_instruments(_ARTICLE_LABEL.sub("", folded))
    figures = _FIGURE_BESIDE.findall(spelled_out(bare, evidence.sentence.language))
    beside = [
        f"{'under' if less else 'over' if more else ''} {figure}" for less, more, figure in figures if less or more
    ]
    return frozenset({*found, *beside})


def _turned(one: str, other: str) -> frozenset[str]:
    """Names that both sentences have, but one as where something comes from and the other as where it goes."""
    first, second = (_directions(t) for t in (one, other))
    both = first.keys() & second.keys()
    return frozenset(name for name in both if len(both) > 1 and first[name] != second[name])


def _directions(text: str) -> dict[str, str]:
    return {fold(m[3]): "from" if m[1] else "to" if m[2] else "" for m in _PROPER.finditer(text)}
