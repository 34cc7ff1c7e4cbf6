"""Do its quotes carry a sentence that a person wrote? Strictly: what is not plainly in them is said to be missing.

No model judges here. A sentence is carried when its figures, names and content words all stand in the quotes that it
cites, in the order in which they say them, when it denies, limits and foresees just what they do, and when it is no
stronger than they are. A quotation within it must stand in them letter for letter. Across languages, words are compared
by the notions of the lexicon. A sentence that says the same in other words may fail: then a person stands for it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.answer import Citation
from assistant.lexicon import LANGUAGES, Lexicon
from assistant.norms import names_place
from assistant.numbers import with_figures
from assistant.phrases import Phrases
from assistant.polarity import Stance, clauses, denies
from ingest.terms import STOP_WORDS, fold, stem, terms, words

MARK = re.compile(r"\s*\[(\d+)\]")
_STRAIGHT = re.compile(r"\"([^\"]*)\"")
_OPENING, _CLOSING = "“«", "”»"
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|ra|ro|do|da|mo|ma|[ºªoa])\b")
_NEGATOR = frozenset(
    "no not never nor neither none cannot without lack lacks lacking nunca jamas ni tampoco sin ningun ninguna ninguno "
    "nadie carece carecen".split()
)
_PIECE = re.compile(r"[,;:.()]|[^,;:.()]+")
_FIGURE = re.compile(r"\d")
_NAME = re.compile(r"(?<![\w’'])[A-ZÁÉÍÓÚÑÜ][\w’']*|\d[\d.,:/-]*")
_DATED = (r"\({}\)", r"\bas of {}\b,?", r"^a (?:fecha de )?{}\b,?")
"""How a sentence gives the date of its source."""
_STANCES = {Stance.DENIES: "negation", Stance.LIMITS: "limit", Stance.FORESEES: "foresight"}

# Words that search leaves out and that yet change what a sentence says, by what they do; a sentence may hold none of a
# group that its quotes do not hold.
_STRENGTH: Mapping[str, frozenset[str]] = {
    "must": frozenset("must shall should debe deben debera deberan".split()),
    "all": frozenset(
        "all every each always any both everyone todo toda todos todas cada siempre cualquier ambos ambas".split()
    ),
    "only": frozenset("only solely exclusively solo solamente unicamente exclusivamente".split()),
    "will": frozenset("will would podria podrian seria serian sera seran".split()),
    "between": frozenset("over under within between until since before after desde hasta entre antes despues".split()),
    "degree": frozenset("more most less least than mas menos".split()),
    "own": frozenset("own same propio propia mismo misma".split()),
}
# Of these groups it may not leave out one either: without it the sentence says more than its quotes.
_WEAKENING: Mapping[str, frozenset[str]] = {
    "only": _STRENGTH["only"],
    "may": frozenset("may might could can would puede pueden podra podran podria podrian".split()),
    "some": frozenset("some certain few several algun alguna algunos algunas ciertos ciertas pocos pocas".split()),
}
_SMALL = frozenset(w for group in (*_STRENGTH.values(), *_WEAKENING.values()) for w in group)
_EXISTENCE = frozenset("exist exists existed existe existen existio existieron".split())
"""Says no more than "there is", which is of words that search leaves out."""
_ALIKE = 0.6
_IN_ORDER = 0.6
_FEW = 3
_BESIDE = 3
"""How many words of content a pair that stands together may be apart in its quote."""


@dataclass(frozen=True, slots=True)
class Lack:
    """Something in a sentence that its quotes do not carry: ``kind`` names the rule, ``words`` what it is about."""

    kind: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Quotes:
    """The quotes of a sentence: their words as search and grammar see them."""

    texts: tuple[tuple[str, str], ...]

    def every(self, read: Callable[[str, str], Iterable[str]]) -> frozenset[str]:
        return frozenset(one for text, language in self.texts for one in read(text, language))

    @property
    def stances(self) -> frozenset[Stance]:
        return frozenset(c.stance for text, _ in self.texts for c in clauses(text))

    @property
    def languages(self) -> frozenset[str]:
        return frozenset(language for _, language in self.texts)


class Carrying:
    """Compares sentences with their quotes.

    Args:
        lexicon: tells which words of two languages stand for one notion.
        say: the phrases with which quotes are introduced, by language; their words need no source.
    """

    def __init__(self, lexicon: Lexicon, say: Mapping[str, Phrases]) -> None:
        self._lexicon = lexicon
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
        quotes = _Quotes(tuple((" ".join(c.quote.split()), c.language) for c in citations))
        full = self._without_source(said, citations, language)
        own, spans = _parted(full)
        strange = [s for s in spans if not any(_letters(s) in _letters(text) for text, _ in quotes.texts)]
        found = [
            Lack("quote", tuple(strange)) if strange else None,
            self._figures(own, language, quotes),
            *self._words(own, language, quotes),
            *self._stance(full, own, bool(spans), quotes),
            self._clause_by_clause(own, language, quotes) if not spans else None,
            self._denied_words(full, language, quotes),
            self._strength(full, own, language, quotes),
            self._order(own, language, quotes) if not spans else None,
        ]
        lacks = [lack for lack in found if lack]
        return tuple(lack for i, lack in enumerate(lacks) if lack.kind not in {earlier.kind for earlier in lacks[:i]})

    def told(self, text: str, language: str, citation: Citation) -> float:
        """The share of a quote's own words of content that a text holds, in whichever language, 0 to 1."""
        wanted = self._content(citation.quote, citation.language)
        mine = frozenset(terms(text, language)) | frozenset(words(text))
        notions = self._lexicon.concepts_of(terms(text, language), language)
        known = self._known_by_notion(citation.quote, citation.language, notions)
        held = [w for w in wanted if self._held(w, citation.language, mine) or stem(w, citation.language) in known]
        return len(held) / len(wanted) if wanted else 1.0

    def untold_figures(self, text: str, language: str, citation: Citation) -> tuple[str, ...]:
        """Figures of a quote that a text does not give."""
        mine = frozenset(_figures(text, language))
        return tuple(f for f in dict.fromkeys(_figures(citation.quote, citation.language)) if f not in mine)

    def _without_source(self, text: str, citations: Sequence[Citation], language: str) -> str:
        """The sentence without the name and date of its sources, which the citation itself bears out."""
        for citation in citations:
            date = self._say[language].date(citation.as_of) if citation.as_of else ""
            for name in sorted(filter(None, (citation.title, citation.section)), key=len, reverse=True):
                if len(name) > 3:
                    text = text.replace(name, " ")
            for form in _DATED if date else ():
                text = re.sub(form.format(re.escape(date)), " ", text, flags=re.IGNORECASE)
            if citation.article:
                text = names_place(citation.article).sub(" ", text)
        return " ".join(text.split())

    def _figures(self, own: str, language: str, quotes: _Quotes) -> Lack | None:
        held = quotes.every(_figures)
        lost = [f for f in _figures(own, language) if f not in held]
        return Lack("figures", tuple(dict.fromkeys(lost))) if lost else None

    def _words(self, own: str, language: str, quotes: _Quotes) -> list[Lack]:
        """Names and content words that are in no quote."""
        held = quotes.every(terms) | quotes.every(lambda text, _: words(text))
        same = quotes.every(lambda text, spoken: terms(text, language) if spoken == language else ())
        notions = quotes.every(lambda text, spoken: self._lexicon.concepts_of(terms(text, spoken), spoken))
        lost = [w for w in self._content(own, language) if not self._held(w, language, held | same)]
        if quotes.languages != {language}:
            known = self._known_by_notion(own, language, notions)
            lost = [w for w in lost if stem(w, language) not in known]
        named = {fold(n) for n in _NAME.findall(own)}
        names = [w for w in lost if w in named and not _opens(own, w)]
        others = [w for w in lost if w not in names]
        return [*([Lack("names", tuple(names))] if names else []), *([Lack("words", tuple(others))] if others else [])]

    def _content(self, text: str, language: str) -> list[str]:
        """Words of content in order, once each; figures and words of a frame are left out."""
        empty, frame = STOP_WORDS[language] | _EXISTENCE | _SMALL, self._frames[language]
        said = words(_ORDINAL.sub("", with_figures(text, language)))
        found = [w for w in said if w not in empty and not _FIGURE.search(w) and stem(w, language) not in frame]
        return list(dict.fromkeys(found))

    def _held(self, word: str, language: str, held: frozenset[str]) -> bool:
        return word in held or stem(word, language) in held

    def _known_by_notion(self, text: str, language: str, notions: frozenset[str]) -> frozenset[str]:
        """Stems of a text that belong to words or phrases for notions that the quotes hold in their language."""
        stems = terms(text, language)
        spans = self._lexicon.spans(stems, language)
        return frozenset(s for span in spans if span.concepts & notions for s in stems[span.first : span.last])

    def _stance(self, full: str, own: str, quoted: bool, quotes: _Quotes) -> list[Lack]:
        """Denials, limits and foresight: all that the quotes have and no others."""
        mine = {c.stance for c in clauses(full)} if full else set()
        found = [Lack(kind) for stance, kind in _STANCES.items() if (stance in mine) != (stance in quotes.stances)]
        if quoted and denies(fold(own)):
            found.append(Lack("negation"))
        return found

    def _clause_by_clause(self, own: str, language: str, quotes: _Quotes) -> Lack | None:
        """A clause that says of its matter the contrary of the clause of a quote that is on the same matter."""
        theirs = [
            (frozenset(terms(c.text, spoken)), c.stance)
            for text, spoken in quotes.texts
            if spoken == language
            for c in clauses(text)
        ]
        for clause in clauses(own):
            mine = frozenset(terms(clause.text, language))
            if len(mine) < 2 or not theirs:
                continue
            shared, stance = max(((len(mine & t) / len(mine), s) for t, s in theirs), key=lambda pair: pair[0])
            if shared >= _ALIKE and stance is not clause.stance:
                return Lack(_STANCES.get(stance) or _STANCES[clause.stance])
        return None

    def _denied_words(self, full: str, language: str, quotes: _Quotes) -> Lack | None:
        """Words that the quotes deny and the sentence asserts, or the contrary: "no data" and "data"."""
        if quotes.languages != {language}:
            return None
        joined = ". ".join(text for text, _ in quotes.texts)
        theirs, wider = _denied(joined, language, 2), _denied(joined, language, 3)
        mine, near = _denied(full, language, 3), _denied(full, language, 1)
        said, held = Counter(terms(full, language)), Counter(terms(joined, language))
        lost = [t for t in theirs if said[t] - mine[t] > held[t] - theirs[t]]
        return Lack("negation") if lost or any(t not in wider for t in near) else None

    def _strength(self, full: str, own: str, language: str, quotes: _Quotes) -> Lack | None:
        """Small words that make the sentence say more than its quotes."""
        mine, whole = set(words(own)), set(words(full))
        theirs = quotes.every(lambda text, _: words(text))
        alike = quotes.languages == {language}
        added = [
            w for group in _STRENGTH.values() for w in sorted(group & mine) if not (theirs & ({w} if alike else group))
        ]
        dropped = [
            w
            for group in _WEAKENING.values()
            if theirs & group and not whole & group and not (group & _WEAKENING["may"] and whole & _WEAKENING["may"])
            for w in sorted(theirs & group)
        ]
        return Lack("strength", tuple(added + dropped)) if added or dropped else None

    def _order(self, own: str, language: str, quotes: _Quotes) -> Lack | None:
        """Who does what to whom: names in another order, or most words in another order, than in every quote."""
        theirs = [text for text, spoken in quotes.texts if spoken == language]
        if not theirs or len(quotes.texts) != len(theirs):
            return None
        joined = " ".join(theirs)
        held, stop = set(words(joined)), STOP_WORDS[language]
        names = [n for n in map(fold, _NAME.findall(own)) if n in held and n not in stop]
        if len(names) > 1 and not _is_subsequence(names, words(joined)):
            return Lack("order", tuple(dict.fromkeys(names)))
        places = {t: i for i, t in reversed(list(enumerate(terms(joined, language))))}
        order = [places[t] for t in dict.fromkeys(terms(own, language)) if t in places]
        if len(order) >= _FEW and _longest_rise(order) / len(order) < _IN_ORDER:
            return Lack("order")
        return _torn_pair(own, terms(joined, language), language)


def _parted(text: str) -> tuple[str, list[str]]:
    """What a sentence says in its own words, and what it quotes; a quotation within a quotation belongs to it."""
    own, spans, depth, start = "", [], 0, 0
    for place, sign in enumerate(text):
        if sign in _OPENING:
            depth += 1
            start = place + 1 if depth == 1 else start
        elif sign in _CLOSING and depth:
            depth -= 1
            if depth == 0:
                spans.append(text[start:place])
                own += " "
        elif depth == 0:
            own += sign
    own += text[start:] if depth else ""
    spans += _STRAIGHT.findall(own)
    return " ".join(_STRAIGHT.sub(" ", own).split()), [s for s in spans if words(s)]


def _letters(text: str) -> str:
    """Letters and figures alone: how a line is broken or hyphenated does not make other words."""
    return "".join(words(text))


def _denied(text: str, language: str, width: int) -> Counter[str]:
    """The stems of the first words of content after each word that denies, up to the next punctuation."""
    found: Counter[str] = Counter()
    for piece in _PIECE.findall(fold(text)):
        said = words(piece)
        for place, one in enumerate(said):
            if one in _NEGATOR or one.endswith("n't"):
                after = [w for w in said[place + 1 :] if w not in STOP_WORDS[language]]
                found.update(stem(w, language) for w in after[:width])
    return found


def _figures(text: str, language: str) -> list[str]:
    """Figures of a text, written in digits or in words."""
    return [w.strip(".,:;") for w in words(with_figures(text, language)) if _FIGURE.search(w)]


def _frame_words(phrases: Phrases, language: str) -> frozenset[str]:
    """The stems of the words with which quotes are introduced."""
    keys = ("lead.states", "lead.states_undated", "lead.foreign", "draft.adds", "draft.qualifies")
    empty = {"title": "", "date": "", "lead": "", "source_language": "", "article": ""}
    texts = [phrases(key, **empty) for key in keys]
    texts += [phrases(f"language.{code}") for code in LANGUAGES]
    return frozenset(t for text in texts for t in terms(text, language))


def _opens(text: str, word: str) -> bool:
    """Whether a word is the first of a text, where a capital letter says nothing."""
    first = words(text)[:1]
    return first == [word]


def _is_subsequence(wanted: Sequence[str], held: Sequence[str]) -> bool:
    rest = iter(held)
    return all(any(w == h for h in rest) for w in wanted)


def _torn_pair(own: str, held: Sequence[str], language: str) -> Lack | None:
    """Two words of content side by side, such as "foreign employers", that stand otherwise in the quotes."""
    stop = STOP_WORDS[language]
    for before, after in pairwise(words(own)):
        if before in stop or after in stop:
            continue
        first, second = stem(before, language), stem(after, language)
        places = [i for i, t in enumerate(held) if t == first]
        if not places or second not in held or first == second:
            continue
        if not any(second in held[i + 1 : i + 1 + _BESIDE] for i in places):
            return Lack("order", (before, after))
    return None


def _longest_rise(order: Sequence[int]) -> int:
    """The length of the longest rising run when others are left out."""
    best: list[int] = []
    for i, place in enumerate(order):
        best.append(1 + max((best[j] for j in range(i) if order[j] < place), default=0))
    return max(best, default=0)
