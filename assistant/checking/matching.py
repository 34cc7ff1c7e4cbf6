"""Which words of the quotes meet each word of a sentence: the same, of one notion, of a kindred form, or close."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from functools import lru_cache

from assistant.answer import Citation
from assistant.checking.compared import Compared, Met, TokenAt
from assistant.checking.kindred import are_equivalent, are_kindred, are_opposed
from assistant.checking.reading.claim import Claim, Token, TokenKind
from assistant.checking.reading.claims import Claims
from assistant.checking.word_vectors import WordVectors

_CLOSE = {(False, False): 0.58, (False, True): 0.62, (True, False): 0.5, (True, True): 0.55}
"""From which cosine a word stands for another: across languages or not; where the lexicon knows both, or not."""
_ALIKE = 0.42
"""From which cosine two words out of context are one notion: 70 in 100 translations reach it, 5 in 10,000 others."""


class Matching:
    """Lays sentences beside their quotes, word by word.

    Args:
        claims: takes them apart, and knows the notions of words.
        vectors: tell which words that the lexicon does not link are close.
    """

    def __init__(self, claims: Claims, vectors: WordVectors) -> None:
        self._claims = claims
        self._vectors = vectors
        self.read = lru_cache(maxsize=1024)(claims.read)

    def compared(self, text: str, language: str, citations: Sequence[Citation]) -> Compared:
        """A sentence beside the quotes of its citations."""
        claim = self.read(text, language)
        quotes = tuple(self.quote(c) for c in citations)
        return Compared(claim, quotes, self.met(claim, quotes))

    def quote(self, citation: Citation) -> Claim:
        """The quote of a citation, taken apart."""
        return self.read(" ".join(citation.quote.split()), citation.language)

    def met(self, claim: Claim, quotes: Sequence[Claim]) -> tuple[Met, ...]:
        """What meets each token: first what does so surely; of what is left over on both sides, what is close."""
        surely = [self._surely(t, claim, quotes) for t in claim.tokens]
        taken = {at for met in surely for at in met.by}
        return tuple(m if m.by else Met(m.token, self._closest(m.token, claim, quotes, taken)) for m in surely)

    def _surely(self, token: Token, claim: Claim, quotes: Sequence[Claim]) -> Met:
        """What is the same as a token; where the very word is among it, that alone."""
        found = frozenset(
            (q, i)
            for q, quote in enumerate(quotes)
            for i, other in enumerate(quote.tokens)
            if self._same(token, claim.language, other, quote.language)
        )
        itself = frozenset(at for at in found if quotes[at[0]].tokens[at[1]].word == token.word)
        if not itself:
            return Met(token, found)
        kinds = {quotes[q].tokens[i].kind for q, i in itself}
        return Met(replace(token, kind=TokenKind.NAME) if kinds == {TokenKind.NAME} else token, itself)

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
        return bool(
            token.concepts & other.concepts
            or are_equivalent(token.word, other.word)
            or are_kindred(token.word, other.word, language == spoken)
        )

    def _opposed(self, token: Token, other: Token) -> bool:
        opposites = self._claims.opposites(token.concepts)
        return bool(opposites & other.concepts) or are_opposed(token.word, other.word)

    def _closest(self, token: Token, claim: Claim, quotes: Sequence[Claim], taken: Set[TokenAt]) -> frozenset[TokenAt]:
        """The tokens of the quotes that are related to one, or the one that is close in its context."""
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
        if related or self._vectors.is_empty:
            return related
        return self._close(token, claim, quotes, [(at, other) for at, other in free if at not in taken])

    def _close(
        self, token: Token, claim: Claim, quotes: Sequence[Claim], free: Sequence[tuple[TokenAt, Token]]
    ) -> frozenset[TokenAt]:
        """The token, of those that nothing else meets, that is most like one by itself, or else in its context."""
        vector = self._vectors.of_text(claim.text).get(token.word)
        if vector is None:
            return frozenset()
        cosines = [
            (float(vector @ theirs), at, other)
            for at, other in free
            if (theirs := self._vectors.of_text(quotes[at[0]].text).get(other.word)) is not None
        ]
        if not cosines:
            return frozenset()
        likest, there = max(
            (self._vectors.alike(token.word, claim.language, other.word, quotes[at[0]].language), at)
            for _, at, other in cosines
        )
        if likest >= _ALIKE:
            return frozenset({there})
        cosine, at, other = max(cosines, key=lambda found: found[0])
        strict = (bool(token.concepts) and bool(other.concepts)) or token.is_hard or other.is_hard
        enough = _CLOSE[quotes[at[0]].language != claim.language, strict]
        return frozenset({at}) if cosine >= enough else frozenset()
