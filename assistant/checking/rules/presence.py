"""Whether every figure, name and word of a sentence is in its quotes, and as missing or there as it says."""

from __future__ import annotations

from collections.abc import Callable, Set

from assistant.checking.compared import Compared, Lack, Met
from assistant.checking.reading.claim import Claim, Token, TokenKind
from assistant.checking.reading.lacking import says_without_it
from assistant.checking.reading.plain_form import shown
from assistant.checking.rules.governing import NEGATIVE
from assistant.instruments.naming import instruments_in
from assistant.language.countries import country_name
from assistant.language.lexicon import LANGUAGES
from ingest.terms import fold

_BOTH = frozenset("both ambos ambas".split())


def not_held(
    compared: Compared, frame: Set[str], given: Set[str], countries: Callable[[str], frozenset[str]]
) -> list[Lack]:
    """Figures, names and words that no quote holds.

    Args:
        compared: the sentence beside its quotes.
        frame: stems of words that need no source.
        given: countries that the documents of the quotes are on.
        countries: those that a word names.
    """
    language = compared.claim.language
    lost = _lost(compared, frame, given, countries)
    found = []
    for kind, name in ((TokenKind.NUMBER, "figures"), (TokenKind.NAME, "names"), (TokenKind.WORD, "words")):
        some = tuple(dict.fromkeys(shown(t.word, language) for t in lost if t.kind is kind))
        if some:
            found.append(Lack(name, some))
    strange = compared.claim.countries - _held(compared, given)
    if strange and not any(lack.kind == "names" for lack in found):
        found.append(Lack("names", tuple(country_name(c, language) for c in sorted(strange))))
    theirs = [i for q in compared.quotes for i in instruments_in(q.text)]
    named = [i for i in instruments_in(compared.claim.text) if not any(i.may_be(t) for t in theirs)]
    if named and theirs:
        found.append(Lack("names", tuple(i.number for i in named)))
    return found


def _held(compared: Compared, given: Set[str]) -> frozenset[str]:
    """The countries that the quotes name or are on."""
    return frozenset(c for q in compared.quotes for c in q.countries) | given


def _lost(
    compared: Compared, frame: Set[str], given: Set[str], countries: Callable[[str], frozenset[str]]
) -> list[Token]:
    """The tokens of a sentence that nothing meets and that need a source."""
    lost = [m.token for m in compared.met if not m.by and not m.token.light and m.token.stem not in frame]
    if any(set(q.words) & _BOTH for q in compared.quotes):
        lost = [t for t in lost if t.word != "2"]
    if not compared.claim.countries <= _held(compared, given):
        return lost
    return [t for t in lost if not _is_country(t, compared.claim, countries)]


def _is_country(token: Token, claim: Claim, countries: Callable[[str], frozenset[str]]) -> bool:
    """Whether a token is of the name of a country of the sentence, or names a country or its people itself."""
    return any(
        token.word in fold(country_name(c, language)).split() for c in claim.countries for language in LANGUAGES
    ) or (token.kind is TokenKind.NAME and bool(claim.countries) and bool(countries(token.word)))


def lacking_turned(compared: Compared) -> list[Lack]:
    """A thing said to be missing where the quotes say that it is there, or the contrary."""
    without_it = any(says_without_it(q.text) for q in compared.quotes)
    for met in compared.met:
        others = [compared.token(at) for at in met.by]
        theirs = any(o.lacking or o.beside_lacking for o in others)
        if others and met.token.lacking and not theirs and not without_it and not _denies(compared, met):
            return [Lack("negation", (met.token.word,))]
    for q, quote in enumerate(compared.quotes):
        for i, token in enumerate(quote.tokens):
            meeting = [m for m in compared.met if (q, i) in m.by] if token.lacking else []
            if meeting and not any(m.token.lacking or m.token.beside_lacking or _denies(compared, m) for m in meeting):
                return [Lack("negation", (token.word,))]
    return []


def _denies(compared: Compared, met: Met) -> bool:
    """Whether the clause of a token, or one in which it is met, denies."""
    return bool(
        compared.claim.clauses[met.token.clause].forces & NEGATIVE
        or any(compared.forces((q, compared.token((q, i)).clause)) & NEGATIVE for q, i in met.by)
    )
