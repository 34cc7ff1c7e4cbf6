"""Do its quotes carry a sentence, whoever wrote it? Strictly: what is not plainly in them is said to be missing.

No model judges here. A sentence is carried when every figure, name and word of content in it is met in the quotes that
it cites, by the word itself, by a notion of the lexicon, by a kindred form or, where nothing speaks against it, by a
word that is close in its context; when it denies, obliges, allows and foresees just what the clauses do that it takes
its words from; when it speaks of no more than they do; and when it does not join what they keep apart. A quotation
within it must stand in them letter for letter. What says the same in quite other words may fail: then a person stands
for it, or the words of the document are shown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise, takewhile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.fuzz import ratio

from assistant.answer import Citation
from assistant.checking.claims import WITHOUT_IT, Claim, Claims, Force, Quantity, Token, TokenKind, month_name
from assistant.instruments.naming import instruments_in
from assistant.instruments.places import names_place
from assistant.language.countries import Gazetteer, country_name
from assistant.language.lexicon import LANGUAGES, Lexicon
from assistant.language.polarity import denies
from assistant.phrases import Phrases
from ingest.terms import fold, terms, words

if TYPE_CHECKING:
    from ingest.embedding import QueryEmbedder, Vector

MARK = re.compile(r"\s*\[(\d+)\]")
_STRAIGHT = re.compile(r"\"([^\"]*)\"")
_OPENING, _CLOSING = "“«", "”»"
_DATED = (r"\({}\)", r"\bas of {}\b,?", r"^a (?:fecha de )?{}\b,?")
"""How a sentence gives the date of its source."""
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been) (?:\w+ )?\w+(?:ed|en|wn|de|ne|ut|ld|nt) (?:\w+ ){0,4}?(?:by|from)\b|\bby\b|"
    r"\b(?:fue|fueron|es|son|sido|ser) \w+d[oa]s?\b|\bpor (?:el|la|los|las)\b|\bse \w+"
)
_OF = frozenset("of de del the la las los el and y 's".split())
_CLOSE = {(False, False): 0.58, (False, True): 0.62, (True, False): 0.5, (True, True): 0.55}
"""From which cosine a word stands for another: across languages or not; where the lexicon knows both, or not."""
_ALIKE = 0.42
"""From which cosine two words out of context are one notion: 70 in 100 translations reach it, 5 in 10,000 others."""
_BOTH = frozenset("both ambos ambas".split())
_YEAR = re.compile(r"(?:19|20)\d\d")
_AFTER = re.compile(r"\b(?:after|following|since|from|once|upon|despues|tras|desde|a partir|una vez|posterior\w*)\b")
_BEFORE = re.compile(r"\b(?:before|prior to|until|by|within|antes|previo a|previamente|hasta|en un plazo)\b")
_A_COUNTRY = frozenset("country pais state estado".split())
_DATES_BEGIN = frozenset("in of en de del since until by desde hasta durante during before after".split())
_SHARE = 0.34
_NEAR = 4
_BOUND = 6
_IN_ORDER = 0.55
_FEW = 4


@dataclass(frozen=True, slots=True)
class Lack:
    """Something in a sentence that its quotes do not carry: ``kind`` names the rule, ``words`` what it is about."""

    kind: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Met:
    """A token of a sentence and the tokens of its quotes that meet it, as pairs of quote and place in its tokens."""

    token: Token
    by: frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Compared:
    """A sentence beside its quotes.

    Attributes:
        claim: the sentence.
        quotes: those that it cites.
        met: each token of the sentence with what meets it.
    """

    claim: Claim
    quotes: tuple[Claim, ...]
    met: tuple[_Met, ...]

    def token(self, at: tuple[int, int]) -> Token:
        """A token of a quote."""
        return self.quotes[at[0]].tokens[at[1]]

    @property
    def used(self) -> frozenset[tuple[int, int]]:
        """All tokens of the quotes that the sentence speaks of."""
        return frozenset(at for m in self.met for at in m.by)

    def is_agent(self, met: _Met) -> bool:
        """Whether a token is met by those by whom something is done in the quotes."""
        return all(self.token((q, i)).place in self.quotes[q].agents for q, i in met.by)

    def forces(self, clause: tuple[int, int]) -> frozenset[Force]:
        """The force of a clause of a quote."""
        return self.quotes[clause[0]].clauses[clause[1]].forces

    def stretches(self, met: _Met, fine: bool) -> frozenset[tuple[int, int]]:
        """The stretches of quotes, by quote and number, in which a token is met: between commas, or clauses."""
        return frozenset((q, self.token((q, i)).part if fine else self.token((q, i)).clause) for q, i in met.by)

    def tokens_of(self, stretch: tuple[int, int], fine: bool) -> list[tuple[int, int]]:
        """The tokens of a stretch."""
        quote, number = stretch
        tokens = self.quotes[quote].tokens
        return [(quote, i) for i, t in enumerate(tokens) if (t.part if fine else t.clause) == number]


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
        self._frames = {language: _frame_words(phrases, language) for language, phrases in say.items()}
        self._say = say
        self._embedder = embedder
        self._read = lru_cache(maxsize=1024)(self._claims.read)
        self._vectors = lru_cache(maxsize=256)(self._find_vectors)
        self._word = lru_cache(maxsize=4096)(self._find_word)

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
        own, spans = _parted(full)
        quotes = [" ".join(c.quote.split()) for c in citations]
        strange = [s for s in spans if not any(_letters(s) in _letters(q) for q in quotes)]
        lacks = [Lack("quote", tuple(strange))] if strange else []
        if spans:
            lacks += self._quoting(full, own, spans, language, citations)
        else:
            lacks += self._of(self._compared(full, language, citations), citations)
        return tuple(lack for i, lack in enumerate(lacks) if lack.kind not in {earlier.kind for earlier in lacks[:i]})

    def told(self, text: str, language: str, citation: Citation) -> float:
        """The share of a quote's own words of content that a text holds, in whichever language, 0 to 1."""
        mine = self._read(text, language)
        theirs = self._read(" ".join(citation.quote.split()), citation.language)
        wanted = [t for t in theirs.tokens if not t.light]
        met = [m for m in self._met(theirs, [mine]) if m.by and not m.token.light]
        return len(met) / len(wanted) if wanted else 1.0

    def untold_figures(self, text: str, language: str, citation: Citation) -> tuple[str, ...]:
        """Figures of a quote that a text does not give."""
        mine = {t.word for t in self._read(text, language).tokens}
        theirs = self._read(" ".join(citation.quote.split()), citation.language)
        figures = [t.word for t in theirs.tokens if t.kind is TokenKind.NUMBER and t.word not in mine]
        return tuple(_shown(f, citation.language) for f in dict.fromkeys(figures))

    def _quoting(
        self, full: str, own: str, spans: Sequence[str], language: str, citations: Sequence[Citation]
    ) -> list[Lack]:
        """What a sentence that quotes says beside its quotations, and whether these are whole."""
        compared = self._compared(own, language, citations)
        found = [*self._missing(compared)]
        quoted = {f for s in spans for c in self._read(s, citations[0].language).clauses for f in c.forces}
        held = {f for q in compared.quotes for c in q.clauses for f in c.forces}
        if (Force.DENY in held and Force.DENY not in quoted) or denies(fold(own)):
            found.append(Lack("negation"))
        return found

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

    # What meets what

    def _compared(self, text: str, language: str, citations: Sequence[Citation]) -> _Compared:
        claim = self._read(text, language)
        quotes = tuple(self._read(" ".join(c.quote.split()), c.language) for c in citations)
        return _Compared(claim, quotes, self._met(claim, quotes))

    def _met(self, claim: Claim, quotes: Sequence[Claim]) -> tuple[_Met, ...]:
        """What meets each token: first what does so surely; of what is left over on both sides, what is close."""
        surely = [self._surely(t, claim, quotes) for t in claim.tokens]
        taken = {at for met in surely for at in met.by}
        return tuple(m if m.by else _Met(m.token, self._closest(m.token, claim, quotes, taken)) for m in surely)

    def _surely(self, token: Token, claim: Claim, quotes: Sequence[Claim]) -> _Met:
        found = frozenset(
            (q, i)
            for q, quote in enumerate(quotes)
            for i, other in enumerate(quote.tokens)
            if self._same(token, claim.language, other, quote.language)
        )
        itself = frozenset(at for at in found if quotes[at[0]].tokens[at[1]].word == token.word)
        if not itself:
            return _Met(token, found)
        kinds = {quotes[q].tokens[i].kind for q, i in itself}
        return _Met(replace(token, kind=TokenKind.NAME) if kinds == {TokenKind.NAME} else token, itself)

    def _same(self, token: Token, language: str, other: Token, spoken: str) -> bool:
        """Whether two tokens are one word or notion, or kindred forms."""
        if TokenKind.NUMBER in (token.kind, other.kind):
            return token.word == other.word
        if token.word == other.word or (language == spoken and token.stem == other.stem):
            return True
        if self._claims.countries(token.word) & self._claims.countries(other.word):
            return True
        if self._opposed(token, other):
            return False
        if token.concepts & other.concepts:
            return True
        if any(_root(token.word, roots) and _root(other.word, roots) for roots in _EQUIVALENT):
            return True
        return _kindred(token.word, other.word, language == spoken)

    def _opposed(self, token: Token, other: Token) -> bool:
        opposites = self._claims.opposites(token.concepts)
        return bool(opposites & other.concepts) or any(
            {_root(token.word, a), _root(other.word, b)} == {True}
            or {_root(token.word, b), _root(other.word, a)} == {True}
            for a, b in _OPPOSITES
        )

    def _closest(
        self, token: Token, claim: Claim, quotes: Sequence[Claim], taken: Set[tuple[int, int]]
    ) -> frozenset[tuple[int, int]]:
        """The token of the quotes, of those that nothing else meets, that is related or close in its context."""
        if token.kind is TokenKind.NUMBER or token.group or (token.kind is TokenKind.NAME and not token.concepts):
            return frozenset()
        free = [
            ((q, i), other)
            for q, quote in enumerate(quotes)
            for i, other in enumerate(quote.tokens)
            if other.kind is not TokenKind.NUMBER and not other.group and not self._opposed(token, other)
        ]
        near = self._claims.near(token.concepts)
        related = frozenset(at for at, other in free if near & other.concepts)
        if related or self._embedder is None:
            return related
        vector = self._vectors(claim.text).get(token.word)
        cosines = [
            (float(vector @ theirs), at, other)
            for at, other in free
            if at not in taken and vector is not None
            if (theirs := self._vectors(quotes[at[0]].text).get(other.word)) is not None
        ]
        if not cosines:
            return frozenset()
        alone = [(self._alike(token.word, claim.language, o.word, quotes[a[0]].language), a) for _, a, o in cosines]
        likest, there = max(alone, default=(0.0, (0, 0)))
        if likest >= _ALIKE:
            return frozenset({there})
        cosine, at, other = max(cosines, key=lambda found: found[0])
        strict = (bool(token.concepts) and bool(other.concepts)) or token.is_hard or other.is_hard
        enough = _CLOSE[quotes[at[0]].language != claim.language, strict]
        return frozenset({at}) if cosine >= enough else frozenset()

    def _alike(self, word: str, language: str, other: str, spoken: str) -> float:
        """The cosine of two words out of their contexts, each less the mean of its language."""
        one, two = self._word(word, language), self._word(other, spoken)
        return float(one @ two) if one is not None and two is not None else 0.0

    def _find_word(self, word: str, language: str) -> Vector | None:
        mean = _word_means()[LANGUAGES.index(language)] if language in LANGUAGES else None
        if self._embedder is None or mean is None:
            return None
        vector = self._embedder.embed_query(word)
        if vector.shape != mean.shape:
            return None
        apart: Vector = vector - mean
        return apart / max(float(np.linalg.norm(apart)), 1e-9)

    def _find_vectors(self, text: str) -> Mapping[str, Vector]:
        return self._embedder.read(text).words if self._embedder else {}

    # What is lacking

    def _of(self, compared: _Compared, citations: Sequence[Citation]) -> list[Lack]:
        found = [*self._missing(compared, frozenset(c.country for c in citations if c.country))]
        for clause in range(len(compared.claim.clauses)):
            met = [m for m in compared.met if m.token.clause == clause and m.by]
            if not met:
                continue
            governing = _governing(compared, met)
            found += [
                *_force_differs(compared, clause, governing),
                *_quantity_differs(compared, clause, met, governing),
                *_merges(compared, met),
            ]
        whole = (
            _reorders,
            _steals,
            _miscounts,
            _misdates,
            _turns_time,
            _broadens,
            _takes_a_part_for_all,
            _robs_the_subject,
            _turns_the_passive,
        )
        return [*found, *self._misses(compared), *(lack for look in whole for lack in look(compared))]

    def _missing(self, compared: _Compared, given: frozenset[str] = frozenset()) -> list[Lack]:
        """Figures, names and words that no quote holds."""
        frame = self._frames[compared.claim.language]
        held = frozenset(c for q in compared.quotes for c in q.countries) | given
        lost = [m.token for m in compared.met if not m.by and not m.token.light and m.token.stem not in frame]
        if any(set(q.words) & _BOTH for q in compared.quotes):
            lost = [t for t in lost if t.word != "2"]
        lost = [t for t in lost if not self._is_country(t, compared.claim) or not compared.claim.countries <= held]
        found = []
        for kind, name in ((TokenKind.NUMBER, "figures"), (TokenKind.NAME, "names"), (TokenKind.WORD, "words")):
            some = tuple(dict.fromkeys(_shown(t.word, compared.claim.language) for t in lost if t.kind is kind))
            if some:
                found.append(Lack(name, some))
        strange = compared.claim.countries - held
        if strange and not any(lack.kind == "names" for lack in found):
            found.append(Lack("names", tuple(country_name(c, compared.claim.language) for c in sorted(strange))))
        theirs = [i for q in compared.quotes for i in instruments_in(q.text)]
        named = [i for i in instruments_in(compared.claim.text) if not any(i.may_be(t) for t in theirs)]
        if named and theirs:
            found.append(Lack("names", tuple(i.number for i in named)))
        return found

    def _is_country(self, token: Token, claim: Claim) -> bool:
        return any(
            token.word in fold(country_name(c, language)).split() for c in claim.countries for language in LANGUAGES
        ) or (token.kind is TokenKind.NAME and bool(claim.countries) and bool(self._claims.countries(token.word)))

    def _misses(self, compared: _Compared) -> list[Lack]:
        """A thing said to be missing where the quotes say that it is there, or the contrary."""
        without_it = any(WITHOUT_IT.search(fold(q.text)) for q in compared.quotes)
        for met in compared.met:
            others = [compared.token(at) for at in met.by]
            theirs = any(o.lacking or o.beside_lacking for o in others)
            if others and met.token.lacking and not theirs and not without_it and not self._denies(compared, met):
                return [Lack("negation", (met.token.word,))]
        for q, quote in enumerate(compared.quotes):
            for i, token in enumerate(quote.tokens):
                meeting = [m for m in compared.met if (q, i) in m.by] if token.lacking else []
                if meeting and not any(
                    m.token.lacking or m.token.beside_lacking or self._denies(compared, m) for m in meeting
                ):
                    return [Lack("negation", (token.word,))]
        return []

    def _denies(self, compared: _Compared, met: _Met) -> bool:
        """Whether the clause of a token, or one in which it is met, denies."""
        return bool(
            compared.claim.clauses[met.token.clause].forces & _NEGATIVE
            or any(compared.forces((q, compared.token((q, i)).clause)) & _NEGATIVE for q, i in met.by)
        )


def _governing(compared: _Compared, met: Sequence[_Met]) -> frozenset[tuple[int, int]]:
    """The clauses of the quotes that a clause of the sentence speaks of.

    Words that only one clause holds tell which. What the sentence opens with may be borrowed from a clause before: "No
    consulate provides support" out of "Most consulates offer advice, although none provides support".
    """
    stood_for = any(WITHOUT_IT.search(fold(q.text)) for q in compared.quotes)
    spoken = [m for m in met if not m.token.light and not (stood_for and m.token.lacking)]
    places = [(m, compared.stretches(m, fine=False)) for m in spoken]
    sure = [(m, next(iter(found))) for m, found in places if len(found) == 1]
    if not sure:
        counts = Counter(stretch for m in met for stretch in compared.stretches(m, fine=False))
        most = max(counts.values(), default=0)
        return frozenset([min(s for s, n in counts.items() if n == most)]) if counts else frozenset()
    # By whom something is done stands once for several verbs: "signed but not yet ratified by Belvania".
    apart = [(m, s) for m, s in sure if not compared.is_agent(m)]
    elliptical = {s for _, s in apart if compared.quotes[s[0]].clauses[s[1]].elliptical}
    if elliptical:
        return frozenset(elliptical)
    first = sure[0][1]
    opening = list(takewhile(lambda pair: pair[1] == first, sure))
    rest = sure[len(opening) :]
    dated = all(m.token.kind is TokenKind.NUMBER for m, _ in rest)
    if not rest or (dated and len(opening) > len(sure) / 2):
        rest = sure
    counts = Counter(stretch for _, stretch in rest)
    hard = {s for m, s in rest if m.token.is_hard}
    # What is said of a group or name alone in a clause that denies is not said of it by leaving the denial out.
    kept = _NEGATIVE | {Force.FORESEE, Force.ADVISE}
    shares = Counter(s for _, s in sure)
    denied = {
        s
        for m, s in sure
        if (m.token.group or m.token.is_hard) and compared.forces(s) & kept and shares[s] / len(sure) >= _SHARE - 0.01
    }
    return frozenset(s for s, n in counts.items() if n / len(rest) >= _SHARE) | hard | denied


def _force_differs(compared: _Compared, clause: int, governing: frozenset[tuple[int, int]]) -> list[Lack]:
    """What the sentence denies, obliges, allows or foresees otherwise than the clauses that it speaks of."""
    mine = compared.claim.clauses[clause].forces
    theirs = frozenset(f for q, c in governing for f in compared.quotes[q].clauses[c].forces)
    used = {s for m in compared.met if not m.token.light for s in compared.stretches(m, fine=False)}
    allowed = frozenset(f for s in used for f in compared.forces(s) if f in (Force.MAY, Force.MUST))
    differing = (mine ^ theirs) - (allowed - theirs)
    for one, other in ((mine, theirs), (theirs, mine)):
        if Force.WILL in one and other & {Force.FORESEE, Force.MUST}:
            differing -= {Force.WILL, Force.FORESEE, Force.MUST}
    if Quantity.NOT_ALL in compared.claim.clauses[clause].quantities:
        differing -= {Force.DENY, Force.FORBID}
    if len(governing) > 1:
        # Of several clauses, a sentence need not take over all that they allow.
        each = [compared.quotes[q].clauses[c].forces for q, c in governing]
        differing -= {f for f in theirs - mine if f in (Force.MAY, Force.MUST) and any(f not in e for e in each)}
    names = {
        Force.DENY: "negation",
        Force.FORBID: "negation",
        Force.EXEMPT: "negation",
        Force.FORESEE: "foresight",
        Force.WILL: "foresight",
        Force.ADVISE: "foresight",
        Force.MUST: "strength",
        Force.MAY: "strength",
    }
    return [Lack(names[f]) for f in sorted(differing)]


_NEGATIVE = frozenset({Force.DENY, Force.FORBID, Force.EXEMPT})
_NEVER_ADDED = frozenset(
    {Quantity.ALL, Quantity.MOST, Quantity.ONLY, Quantity.AT_LEAST, Quantity.AT_MOST, Quantity.NOT_ALL}
)
_NEVER_DROPPED = frozenset(
    {
        Quantity.MOST,
        Quantity.SOME,
        Quantity.ONLY,
        Quantity.AT_LEAST,
        Quantity.AT_MOST,
        Quantity.EXCEPT,
        Quantity.NOT_ALL,
        Quantity.SHARE,
    }
)


_WHEREVER = frozenset({Quantity.ONLY, Quantity.NOT_ALL})
"""These limit a whole clause, wherever in it they stand."""


def _quantity_differs(
    compared: _Compared, clause: int, met: Sequence[_Met], governing: frozenset[tuple[int, int]]
) -> list[Lack]:
    """All for some, at most for at least, a limit or an exception left out."""
    mine = compared.claim.clauses[clause].quantities
    held = frozenset(x for q, c in governing for x in compared.quotes[q].clauses[c].quantities)
    spoken = frozenset(
        x
        for q, p in {stretch for m in met if not m.token.light for stretch in compared.stretches(m, fine=True)}
        for x in compared.quotes[q].parts[p]
    )
    anywhere = frozenset(x for q in compared.quotes for c in q.clauses for x in c.quantities)
    added = (mine & _NEVER_ADDED) - held
    if Quantity.ALL in added and (Quantity.ALL in anywhere and Quantity.NOT_ALL not in held):
        added -= {Quantity.ALL}
    if any(
        Quantity.EXCEPT in compared.quotes[q].parts[p + 1]
        for q, p in {stretch for m in met if not m.token.light for stretch in compared.stretches(m, fine=True)}
        if p + 1 < len(compared.quotes[q].parts)
    ):
        spoken |= {Quantity.EXCEPT}
    dropped = ((held & spoken & _NEVER_DROPPED) | (held & _WHEREVER)) - mine
    if dropped:
        dropped = frozenset(x for x in dropped if _bears(compared, x, met, governing))
    whole = frozenset(x for c in compared.claim.clauses for x in c.quantities)
    dropped -= whole
    return [Lack("strength")] if added else [Lack("limit")] if dropped else []


def _bears(compared: _Compared, quantity: Quantity, met: Sequence[_Met], governing: frozenset[tuple[int, int]]) -> bool:
    """Whether a quantity of the quotes bears on what the sentence takes from them.

    One that stands at a figure bears on that figure; "only three of twelve" says by itself how few they are.
    """
    used = {at for m in met for at in m.by}
    for q, c in governing:
        reading = compared.quotes[q].clauses[c]
        if quantity not in reading.quantities:
            continue
        figures = [
            (q, i) for i, t in enumerate(compared.quotes[q].tokens) if t.clause == c and t.kind is TokenKind.NUMBER
        ]
        if quantity is Quantity.ONLY and re.search(r"\b(?:only|solo|solamente|unicamente) \d", reading.text):
            continue
        if quantity in (Quantity.AT_LEAST, Quantity.AT_MOST) and figures and not any(f in used for f in figures):
            continue
        return True
    return False


def _merges(compared: _Compared, met: Sequence[_Met]) -> list[Lack]:
    """Facts joined that the quotes keep apart: a figure or name of one stretch with the matter of another."""
    used = compared.used
    for fine in (True, False):
        sure = [(m, next(iter(s))) for m in met if len(s := compared.stretches(m, fine)) == 1 and not m.token.light]
        own = {at for m in met for at in m.by}
        left = {s: [at for at in compared.tokens_of(s, fine) if _counts(compared, at, own)] for _, s in sure}
        for one, here in sure:
            if not one.token.is_hard or not left[here] or all(compared.token(at).aside for at in one.by):
                continue
            kind = one.token.kind
            for other, there in sure:
                rivals = _rivals(compared, left[there], kind, other) if there != here else []
                if rivals and other is not one:
                    return [Lack("order", (_shown(one.token.word, compared.claim.language), other.token.word))]
    weights = Counter(s for m, s in sure)
    firm = {s for m, s in sure if m.token.is_hard or m.token.group or weights[s] > 1}
    open_ended = [s for s in firm if any(_counts(compared, at, used) for at in compared.tokens_of(s, False))]
    if len(open_ended) > 1:
        return [Lack("order")]
    return []


def _counts(compared: _Compared, at: tuple[int, int], used: Set[tuple[int, int]]) -> bool:
    token = compared.token(at)
    return at not in used and not token.aside and (not token.light or token.word in _A_COUNTRY)


def _rivals(
    compared: _Compared, left: Sequence[tuple[int, int]], kind: TokenKind, other: _Met
) -> list[tuple[int, int]]:
    """What in another stretch may stand where the sentence has a figure or name: near its word, or its subject."""
    found = []
    for q, i in left:
        token = compared.token((q, i))
        opens = i == 0 or compared.quotes[q].tokens[i - 1].part != token.part
        named = token.kind is kind or (kind is TokenKind.NAME and token.word in _A_COUNTRY and opens)
        near = any(r == q and abs(compared.token((r, n)).place - token.place) <= _BOUND for r, n in other.by)
        if named and (near or (opens and kind is TokenKind.NAME)):
            found.append((q, i))
    return found


def _miscounts(compared: _Compared) -> list[Lack]:
    """A figure before a word from which it stands far in the quotes: "2019 employers"."""
    for first, second in pairwise(compared.met):
        figure = first.token.kind is TokenKind.NUMBER and second.token.place == first.token.place + 1
        before = compared.claim.words[first.token.place - 1] if first.token.place else ""
        dated = before in _DATES_BEGIN or before.startswith("9000") or second.token.kind is TokenKind.NUMBER
        if not figure or dated or not first.by or not second.by or second.token.light:
            continue
        near = any(
            q == r and abs(compared.token((q, i)).place - compared.token((r, j)).place) <= _NEAR
            for q, i in first.by
            for r, j in second.by
        )
        if not near:
            return [Lack("order", (first.token.word, second.token.word))]
    return []


def _reorders(compared: _Compared) -> list[Lack]:
    """Who does what to whom: most words in another order than in the quote, and no passive that explains it."""
    if len(compared.quotes) != 1 or compared.quotes[0].language != compared.claim.language:
        return []
    if any(Force.EXEMPT in c.forces for c in compared.claim.clauses):
        return []
    passive = bool(_PASSIVE.search(fold(compared.claim.text))) != bool(_PASSIVE.search(fold(compared.quotes[0].text)))
    if passive:
        return []
    for part in {t.part for t in compared.claim.tokens}:
        words_of = [m for m in compared.met if m.token.part == part and len(m.by) == 1 and not m.token.light]
        places = [min(i for _, i in m.by) for m in words_of if m.token.kind is not TokenKind.NUMBER]
        if len(places) >= _FEW and _longest_rise(places) / len(places) < _IN_ORDER:
            return [Lack("order")]
    return []


def _misdates(compared: _Compared) -> list[Lack]:
    """A year put to what in the quote another year stands beside: "the Act of 2015, amended in 2009"."""
    for number, thing in _dated(compared):
        for q, i in number.by:
            reading = compared.quotes[q]
            rivals = [t.place for t in reading.tokens if _YEAR.fullmatch(t.word) and t.word != number.token.word]
            places = [reading.tokens[j].place for r, j in thing.by if r == q]
            if not places or not rivals:
                continue
            own = min(abs(p - reading.tokens[i].place) for p in places)
            if min(abs(p - r) for p in places for r in rivals) + 1 < own:
                return [Lack("order", (thing.token.word, number.token.word))]
    return []


def _dated(compared: _Compared) -> list[tuple[_Met, _Met]]:
    """The years of a sentence, each with the word that it dates: the one before it, or directly behind it."""
    found = []
    for before, number, after in zip(compared.met, compared.met[1:], [*compared.met[2:], None], strict=False):
        if not _YEAR.fullmatch(number.token.word) or not number.by:
            continue
        if TokenKind.NUMBER in (before.token.kind, after.token.kind if after else None):
            continue
        if after is not None and after.by and after.token.place == number.token.place + 1 and not after.token.light:
            found.append((number, after))
        elif before.by and number.token.place - before.token.place == 2 and not before.token.light:
            found.append((number, before))
    return found


def _turns_time(compared: _Compared) -> list[Lack]:
    """Before for after, or the contrary."""
    mine = fold(compared.claim.text)
    theirs = " ".join(fold(q.text) for q in compared.quotes)
    for said, other in ((_AFTER, _BEFORE), (_BEFORE, _AFTER)):
        if said.search(mine) and not said.search(theirs) and other.search(theirs) and not other.search(mine):
            return [Lack("order", (said.search(mine)[0],))]  # type: ignore[index]
    return []


def _broadens(compared: _Compared) -> list[Lack]:
    """A group named without what limits it in the quote: "migrants" for "skilled migrants"."""
    used = compared.used
    for met in compared.met:
        if not met.token.group or not met.by:
            continue
        limits = [_limits_of(compared, at) for at in met.by]
        if all(limit and not any(at in used for at in limit) for limit in limits):
            return [Lack("limit", (met.token.word,))]
    return []


def _limits_of(compared: _Compared, at: tuple[int, int]) -> list[tuple[int, int]]:
    """What limits a group in a quote: the adjective at it, or the clause that begins behind it ("who ...")."""
    quote, i = at
    reading = compared.quotes[quote]
    token = reading.tokens[i]
    beside = i - 1 if reading.language == "en" else i + 1
    found = []
    if 0 <= beside < len(reading.tokens):
        other = reading.tokens[beside]
        adjacent = abs(other.place - token.place) == 1 and other.part == token.part
        if (
            adjacent
            and other.kind is TokenKind.WORD
            and not other.light
            and not _is_verbal(other.word, reading.language)
        ):
            found.append((quote, beside))
    if token.head_of is not None:
        found += [(quote, n) for n, t in enumerate(reading.tokens) if t.place > token.place and t.part == token.part]
    return found


def _is_verbal(word: str, language: str) -> bool:
    """Whether a word beside a group may be a verb: "rescued children", "los migrantes reciben"."""
    if language == "en":
        return word.endswith(("ing", "ate", "ise", "ize")) or bool(re.fullmatch(r"\w+[^aeiou]s", word))
    return bool(re.search(r"(?:[aei]n|ron|ba|ban|ra|ran|o)$", word)) and not word.endswith(("ado", "ido"))


def _turns_the_passive(compared: _Compared) -> list[Lack]:
    """Somebody else by whom it is done: "repealed by the Act" where the quote has the Act repealed."""
    mine = [m for m in compared.met if m.token.place in compared.claim.agents and m.by]
    theirs = {
        (q, i) for q, quote in enumerate(compared.quotes) for i, t in enumerate(quote.tokens) if t.place in quote.agents
    }
    mine = [m for m in mine if m.token.is_hard] or mine
    if mine and theirs and not any(m.by & theirs for m in mine):
        return [Lack("order", (mine[0].token.word,))]
    return []


def _takes_a_part_for_all(compared: _Compared) -> list[Lack]:
    """The whole named and the part left out: "the twelve provinces" where the quote speaks of three of the twelve."""
    mine = {t.word for t in compared.claim.tokens}
    lost = [pair for q in compared.quotes for pair in q.shares if pair[1] in mine and pair[0] not in mine]
    return [Lack("limit", lost[0])] if lost else []


def _robs_the_subject(compared: _Compared) -> list[Lack]:
    """A sentence whose subject the quote has only within "employers who hire workers", without the employers."""
    first = next((m for m in compared.met if m.by and not m.token.light), None)
    if first is None:
        return []
    used = compared.used
    for q, i in first.by:
        tokens = compared.quotes[q].tokens
        heads = [
            n
            for n, t in enumerate(tokens)
            if t.head_of is not None and n < i and t.clause == tokens[i].clause and (q, n) not in used
        ]
        if heads and len(first.by) == 1 and first.token.group:
            return [Lack("order", (first.token.word,))]
    return []


def _steals(compared: _Compared) -> list[Lack]:
    """A word that in the quote stands at a word which the sentence leaves out: "foreign" of "foreign workers"."""
    used = compared.used
    tokens = compared.claim.tokens
    if any(q.language != compared.claim.language for q in compared.quotes):
        return []
    for first, second in pairwise(range(len(tokens))):
        if tokens[second].place != tokens[first].place + 1 or tokens[first].clause != tokens[second].clause:
            continue
        for mine, beside in ((first, second), (second, first)):
            numbers = TokenKind.NUMBER in (tokens[mine].kind, tokens[beside].kind)
            if numbers or tokens[mine].light or tokens[beside].light or len(compared.met[mine].by) != 1:
                continue
            at = next(iter(compared.met[mine].by))
            neighbours = _neighbours(compared, at)
            attached = compared.met[beside].by
            clause = compared.token(at).clause
            apart = all(q != at[0] or compared.token((q, i)).clause != clause for q, i in attached)
            apart = apart or any(compared.token(other).aside for other in attached | {at})
            if (
                not attached
                or apart
                or attached & neighbours
                or any(_joined(compared, at, other) for other in attached)
            ):
                continue
            if any(n not in used and not compared.token(n).light for n in neighbours):
                return [Lack("order", (tokens[first].word, tokens[second].word))]
    return []


def _neighbours(compared: _Compared, at: tuple[int, int]) -> frozenset[tuple[int, int]]:
    """The tokens that stand directly before and after one."""
    quote, i = at
    tokens = compared.quotes[quote].tokens
    return frozenset(
        (quote, n)
        for n in (i - 1, i + 1)
        if 0 <= n < len(tokens) and abs(tokens[n].place - tokens[i].place) == 1 and tokens[n].part == tokens[i].part
    )


def _joined(compared: _Compared, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether nothing but words of content and "of" stands between two tokens of a quote."""
    if one[0] != other[0]:
        return False
    first, last = sorted((compared.token(one).place, compared.token(other).place))
    between = compared.quotes[one[0]].words[first + 1 : last]
    content = {t.place for t in compared.quotes[one[0]].tokens}
    return all(place in content or word in _OF for place, word in enumerate(between, first + 1))


def _kindred(word: str, other: str, same_language: bool) -> bool:
    """Whether two words are forms of one: "naturalise" and "naturalisation", "regularización" and "regularisation"."""
    if min(len(word), len(other)) < 5:
        return False
    one, two = _bare(word), _bare(other)
    if one == two and len(one) >= 4:
        return True
    shared = next((i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    if same_language:
        return shared >= max(5, 0.75 * min(len(one), len(two))) and shared >= 0.6 * max(len(one), len(two))
    return shared >= 3 and ratio(one, two) >= 80


def _bare(word: str) -> str:
    """A word without what tells its language or its part of speech."""
    word = re.sub(r"(?:z|s)(?=a(?:tion|cion)|e[ds]?$|ing$|ar$|acion)", "s", word)
    word = word.replace("ph", "f").replace("th", "t").replace("y", "i").replace("qu", "c").replace("k", "c")
    word = re.sub(r"(.)\1", r"\1", word)
    return _SUFFIX.sub("", word)


_SUFFIX = re.compile(
    r"(?:aciones|acion|ations?|iciones|icion|itions?|ciones|cion|tions?|siones|sion|sions|idades|idad|ities|iti|amente|"
    r"mente|ali|li|mientos?|ments?|antes?|ants?|entes?|ents?|encias?|ances?|ences?|ancias?|ados?|adas?|idos?|idas?|"
    r"ating|ing|ates?|ated|ed|ers?|ors?|adores|ador|adoras?|ables?|ibles?|icos?|icas?|ics?|ales|al|ar|er|ir|es|as|os|"
    r"[aeos])$"
)


def _root(word: str, roots: str) -> bool:
    return any(word == r[:-1] if r.endswith("$") else word.startswith(r) for r in roots.split())


_EQUIVALENT = (
    "hijo hija child son$ sons$ daughter",
    "extranjeria immigration inmigracion migracion migration",
    "attend asist acces acced enrol matricul inscri",
    "desk counter$ ventanilla mostrador",
    "habilit set$ establish establec abrir open",
    "acog host alberg shelter",
    "spouse conyug esposo esposa",
    "fee$ fees$ tasa$ tasas$ arancel tarifa",
    "workplace centro centre center establec",
    "claim$ claims$ solicitud solicitudes application",
    "line$ linea hotline telefon",
    "give$ gives$ gave$ grant otorg reconoc conced dar$",
    "own$ owns$ owned$ poseer possess propiedad",
    "face$ faces$ expon incurr enfrent sujet subject",
    "last$ valid vigen duracion dura$",
)
"""Beginnings of words that stand for one thing here and that the lexicon keeps apart, or does not know."""

_OPPOSITES: tuple[tuple[str, str], ...] = tuple(
    tuple(pair.split("|"))  # type: ignore[misc]
    for pair in (
        "immigra inmigra|emigra",
        "regular|irregular",
        "legal|illegal ilegal",
        "permanent|temporar temporal",
        "public|privat",
        "north norte|south sur",
        "east este oriental|west oeste occidental",
        "increas aument rais elev amplia extend|reduc decreas shorten disminu acort lower",
        "approv aprob accept acept adopt|reject rechaz",
        "keep conserv retain mantien retien|lose$ loses$ lost$ perder pierd",
        "open abrir abier|clos cerr cierr",
        "includ inclu|exclud exclu",
        "entry$ enter entrad entrar ingres arriv lleg|exit salid salir depart leav",
        "before$ antes$ prior|after$ despues posterior",
        "first primer|last ultim",
        "volunt|forz forc",
        "documented documentad|undocumented indocumentad",
        "renew renov renuev|expir venc",
        "adult mayor|child minor menor nin",
        "women$ mujer woman$ femal|men$ hombre man$ male$",
        "employer emplead patron|employee worker trabajador",
        "more mas|less fewer menos",
        "maxim|minim",
        "urban|rural",
        "formal|informal",
        "month mes|year$ years$ ano$ anos$",
        "week seman|day$ days$ dia$ dias$",
        "hour hora|day$ days$ dia$ dias$",
        "grandparent|parent",
        "import|export",
        "free$ gratuit|paid$ pago$",
        "national nacional|international internacional foreign extranjer municipal local",
    )
)


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


def _frame_words(phrases: Phrases, language: str) -> frozenset[str]:
    """The stems of the words with which quotes are introduced."""
    keys = ("lead.states", "lead.states_undated", "lead.foreign", "draft.adds", "draft.qualifies")
    empty = {"title": "", "date": "", "lead": "", "source_language": "", "article": ""}
    texts = [phrases(key, **empty) for key in keys]
    texts += [phrases(f"language.{code}") for code in LANGUAGES]
    return frozenset(t for text in texts for t in terms(text, language))


def _longest_rise(order: Sequence[int]) -> int:
    """The length of the longest rising run when others are left out."""
    best: list[int] = []
    for i, place in enumerate(order):
        best.append(1 + max((best[j] for j in range(i) if order[j] < place), default=0))
    return max(best, default=0)


@lru_cache(maxsize=1)
def _word_means() -> NDArray[np.float32]:
    """The mean vectors of words out of context in English and Spanish, of the default model, over the lexicon's."""
    means: NDArray[np.float32] = np.load(Path(__file__).parent / "word_means.npy")
    return means


def _shown(word: str, language: str) -> str:
    """A token as people read it: months are figures within."""
    return month_name(word, language) or word
