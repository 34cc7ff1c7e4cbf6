"""Typing mistakes in questions: a word that no dictionary knows is read as the word that was meant.

What the documents and the lexicon speak of comes first, then the general dictionary. A word that is right, though
rare, is left alone, and so are names: what has a capital inside a sentence, acronyms, what holds a figure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

import Stemmer
from rapidfuzz.distance import OSA
from spellchecker import SpellChecker

from assistant.language.function_words import AUXILIARY_FORMS
from assistant.language.peoples import OF_A_PLACE
from assistant.understanding.shorthand import is_shorthand
from ingest.terms import STOP_WORDS, fold, stem

_LETTERS = re.compile(r"(?<![\w/.'’@-])[^\W\d_]{3,}+(?![\d_/@'’-]|\.\w)")
_SNOWBALL = {"en": Stemmer.Stemmer("english"), "es": Stemmer.Stemmer("spanish")}
_LENGTHS = 2
"""By how many letters a word and its correction may differ in length."""
_SHORTEST, _LONG, _HALF = 4, 8, 4
_RARE = 1e-6
"""Share of running text below which a general word is no correction."""
_DOMAIN = 0.9
"""How many letters nearer a word of the documents counts than one of the general dictionary."""
_ENGLISH_ENDING = re.compile(r"(?:s|e|es|ed|d|ing|ly|er|ers)$")
_SPANISH_VERB = re.compile(
    r"(?:ab(?:a|an|as|amos)|ia(?:n|s|mos)?|aron|ieron|iendo|ando|[aei]ra(?:n|s)?|iera(?:n)?|[aei]re(?:mos)?|"
    r"e(?:n|s|mos)|a(?:n|s|mos)?|io|o|e)$"
)
_SPANISH_ENDING = re.compile(
    r"(?:[aoe]s?|es|[aei]?(?:r|n|mos)|ad[oa]s?|id[oa]s?|ando|iendo|ab[a]n?|ian?|aron|ieron|[aei]ran?|io|mente|"
    r"(?:ar|er|ir|ando|iendo)(?:se|l[oae]s?))?"
)
# An accent on the last vowels is that of a verb ("midió", "podría"), and no slip.
_STRESSED = re.compile(r"(?:[áéíó]|ía[ns]?|íamos|[áé]is|á[ns])$", re.IGNORECASE)
_PREFIX = re.compile(r"^(?:sub|re|pre|anti|inter|des|auto|contra|extra|multi|tri|vice|ex)(?=\w{6})")
# Letters that sound alike in Spanish, or almost; the first of a word is looked for under its like.
_SOUNDS = (
    (re.compile(r"h(?!u[eo])"), ""),
    (re.compile(r"^x"), "s"),
    (re.compile(r"qu(?=[ei])"), "k"),
    (re.compile(r"gu(?=[ei])"), "g"),
    (re.compile(r"[gjx](?=[ei])"), "j"),
    (re.compile(r"sc(?=[ei])|c(?=[ei])|z"), "s"),
    (re.compile(r"c|q"), "k"),
    (re.compile(r"v"), "b"),
    (re.compile(r"ll"), "y"),
    (re.compile(r"([a-z])\1"), r"\1"),
)
_LIKE = {
    "k": "cq",
    "q": "ck",
    "c": "szkqx",
    "s": "czx",
    "z": "sc",
    "b": "v",
    "v": "b",
    "g": "j",
    "j": "g",
    "x": "cs",
    "y": "l",
    "l": "y",
}


# "darle", "registrarse", "informándoles": a verb with pronouns written on to it.
_ENCLITIC = re.compile(r"(\w+(?:[aei]r|[aei]ndo))(?:me|te|se|nos|os)?(?:l[aeo]s?|me|te|se|nos|os)$")


@cache
def _dictionary(language: str) -> Mapping[str, float]:
    """Folded words of a language with their share of running text."""
    frequencies = SpellChecker(language=language).word_frequency
    found: dict[str, float] = defaultdict(float)
    for word, count in frequencies.dictionary.items():
        found[word if language == "en" else fold(word)] += count / frequencies.total_words
    return dict(found)


@cache
def _stemmed(language: str) -> Mapping[str, str]:
    """The words of the dictionary with their stems, as ``stem`` gives them."""
    found = list(_dictionary(language))
    stems = _SNOWBALL[language].stemWords(found)
    return dict(zip(found, [s if s.isascii() else fold(s) for s in stems], strict=True))


@cache
def _heads(language: str) -> frozenset[str]:
    """The stems of the dictionary."""
    return frozenset(_stemmed(language).values())


@cache
def _roots() -> frozenset[str]:
    """The stems of usual Spanish words that are long enough to tell one word from another."""
    share = _dictionary("es")
    return frozenset(root for word, root in _stemmed("es").items() if len(root) >= _SHORTEST and share[word] > _RARE)


@lru_cache(maxsize=8192)
def sound(word: str) -> str:
    """How a folded Spanish word sounds, roughly: words of one sound are told apart by spelling alone."""
    heard = word.replace("ch", "1")
    for pattern, letter in _SOUNDS:
        heard = pattern.sub(letter, heard)
    return heard


class Spelling:
    """Mends words by the vocabulary of the store and the lexicon, and by the general dictionaries.

    Args:
        known: by language, the stems that the store and the lexicon know, each with how often the store has it.
        names: folded words of names that are right as they are, such as countries.
    """

    def __init__(self, known: Mapping[str, Mapping[str, int]], names: Iterable[str]) -> None:
        self._known = known
        self._names = frozenset(names)
        self._forms: dict[str, dict[str, tuple[str, ...]]] = {}
        self._meant = lru_cache(maxsize=4096)(self._find_meant)

    def mended(self, text: str, language: str) -> str:
        """The text with its misspelt words replaced, everything else as it was."""
        shouted = text == text.upper()
        return _LETTERS.sub(lambda m: self._word(m[0], language, _is_name(m, text) and not shouted), text)

    def knows(self, word: str, language: str) -> bool:
        """Whether a folded word is right in a language: in a dictionary, in the documents, in the lexicon, a name."""
        if word in STOP_WORDS[language] or word in AUXILIARY_FORMS or word in self._names:
            return True
        if is_shorthand(word, language):
            return True
        if stem(word, language) in self._known[language] and (
            language == "es" or not word.isalpha() or self._is_regular(word)
        ):
            return True
        return word in _dictionary(language) or (language == "es" and self._is_inflected(word))

    def _word(self, typed: str, language: str, is_name: bool) -> str:
        if is_name:
            return self._name(typed)
        if language == "es" and _STRESSED.search(typed):
            return typed
        found = self._meant(fold(typed), language)
        if found and not typed.isascii() and "ñ" not in typed.lower() and not self._is_own(fold(found), language):
            # Who takes the trouble of an accent knows the word, unless it is nearly one of the documents'.
            return typed
        return found or typed

    def _name(self, typed: str) -> str:
        """A name one letter away from a country's is that country; any other stays."""
        word = fold(typed)
        if len(word) <= _SHORTEST or typed.isupper() or any(self.knows(word, language) for language in self._known):
            return typed
        near = [n for n in self._names if n[0] == word[0] and OSA.distance(word, n, score_cutoff=1) <= 1]
        return near[0].capitalize() if len(near) == 1 else typed

    def _find_meant(self, word: str, language: str) -> str | None:
        """The word that was meant by a folded word; None where it is right or nothing is close."""
        if self.knows(word, language) or self._is_derived(word):
            return self._homophone(word) if language == "es" and self._is_doubtful(word) else None
        if language == "es" and (alike := self._sounding_like(word)):
            return alike
        other = "es" if language == "en" else "en"
        if self.knows(word, other) or len(word) < _SHORTEST:
            return None
        return (
            self._closest(word, language)
            or (self._reinflected(word) if language == "es" else None)
            or self._closest(word, other, own=True)
            or self._parted(word, language)
        )

    def _is_doubtful(self, word: str) -> bool:
        """Whether a folded Spanish word is known by its stem alone, which it may share with a word it is not."""
        right = STOP_WORDS["es"] | self._names | self._known["es"].keys() | _dictionary("es").keys()
        return word not in right and not self._is_inflected(word)

    def _homophone(self, word: str) -> str | None:
        """A word of the dictionary with the sound of a Spanish one, and no form of the same word."""
        root = stem(word, "es")
        fit = [w for w in self._near_forms(word, "es") if sound(w) == sound(word) and self._is_own(w, "es")]
        return next((w for w in fit if w in _dictionary("es") and stem(w, "es") != root), None)

    def _is_regular(self, word: str) -> bool:
        """Whether a folded English word is its stem or a regular form of it, so that the stem is that of no slip."""
        return word in _dictionary("en") or stem(word, "en") in (word, _ENGLISH_ENDING.sub("", word))

    def _is_inflected(self, word: str) -> bool:
        """Whether a folded Spanish word is a form of one that is known, or has a prefix: the dictionary lacks many."""
        root = stem(word, "es")
        if root in _roots() and _SPANISH_ENDING.fullmatch(word[len(root) :]):
            return True
        ending = _SPANISH_VERB.search(word)
        if ending and any(_dictionary("es").get(word[: ending.start()] + e, 0.0) > _RARE for e in ("ar", "er", "ir")):
            return True
        verb = _ENCLITIC.match(word)
        if verb and (verb[1] in _dictionary("es") or stem(verb[1], "es") in self._known["es"]):
            return True
        bare = _PREFIX.sub("", word)
        return bare != word and (bare in _dictionary("es") or stem(bare, "es") in self._known["es"])

    def _is_derived(self, word: str) -> bool:
        """Whether a word is made of a known one as the people of a place are of its name, the place unheard of else."""
        heads = (word[:cut] for cut in range(_SHORTEST, len(word)) if OF_A_PLACE.fullmatch(word[cut:]))
        unheard = (head for head in heads if not any(head in _heads(language) for language in self._known))
        return any(head in stems or f"{head}a" in stems for head in unheard for stems in self._known.values())

    def _sounding_like(self, word: str) -> str | None:
        forms = self._near_forms(word, "es")
        fit = [w for w in forms if sound(w) == sound(word)]
        if not fit and len(word) > _SHORTEST:
            heard = sound(stem(word, "es"))
            fit = [w for w in forms if self._is_own(w, "es") and sound(stem(w, "es")) == heard]
        return min(fit, key=lambda w: (OSA.distance(word, w), -self._rank(w, "es")), default=None)

    def _closest(self, word: str, language: str, own: bool = False) -> str | None:
        """The nearest word by letters left out, put in, changed or swapped; with ``own``, one of the documents'."""
        allowed = 1 if len(word) < _LONG or own else 2
        best: tuple[float, bool, float, str] | None = None
        for form in self._near_forms(word, language):
            distance, is_own = OSA.distance(word, form, score_cutoff=allowed), self._is_own(form, language)
            if distance > (allowed if is_own else 1) or (own and not is_own):
                continue
            scored = (distance - _DOMAIN * is_own, not form.startswith(word), -self._rank(form, language), form)
            best = min(best, scored) if best else scored
        return best[-1] if best else None

    def _reinflected(self, word: str) -> str | None:
        """A form, which the dictionary may lack, of a Spanish word of the documents one letter away."""
        root = stem(word, "es")
        fit = [
            own + word[len(root) :]
            for own in self._known["es"]
            if len(root) >= _SHORTEST and own[0] == root[0] and OSA.distance(root, own, score_cutoff=1) <= 1
        ]
        sound_ones = [form for form in fit if stem(form, "es") in self._known["es"] and len(form) > _SHORTEST]
        return max(sound_ones, key=lambda form: (self._rank(form, "es"), form), default=None)

    def _parted(self, word: str, language: str) -> str | None:
        """Two words of the documents typed as one."""
        for cut in range(_HALF, len(word) - _HALF + 1):
            halves = word[:cut], word[cut:]
            if all(w in _dictionary(language) and self._is_own(w, language) for w in halves):
                return " ".join(halves)
        return None

    def _is_own(self, word: str, language: str) -> bool:
        return word in self._names or stem(word, language) in self._known[language]

    def _rank(self, word: str, language: str) -> float:
        return self._known[language].get(stem(word, language), 0) + _dictionary(language).get(word, 0.0)

    def _near_forms(self, word: str, language: str) -> Sequence[str]:
        """Known words of about the same length that begin alike."""
        if language not in self._forms:
            self._forms[language] = self._by_beginning(language)
        begins = {word[0], word[1], *(_LIKE.get(word[0], "") + "h" if language == "es" else "")}
        table = self._forms[language]
        return [w for b in sorted(begins) for w in table.get(b, ()) if abs(len(w) - len(word)) <= _LENGTHS]

    def _by_beginning(self, language: str) -> dict[str, tuple[str, ...]]:
        stemmed, share, known = _stemmed(language), _dictionary(language), self._known[language]
        usual = {w for w, root in stemmed.items() if root in known or share[w] > _RARE}
        unheard = set(known) - set(stemmed.values())
        table: dict[str, list[str]] = defaultdict(list)
        for form in usual | unheard | self._names | STOP_WORDS[language]:
            if len(form) >= _SHORTEST - 1 and form.isalpha():
                table[form[0]].append(form)
        return {first: tuple(sorted(forms)) for first, forms in table.items()}


def _is_name(found: re.Match[str], text: str) -> bool:
    """Whether a word is written as a name: in capitals, or capitalised past the first word."""
    word = found[0]
    return word.isupper() or (word[0].isupper() and bool(re.search(r"\w", text[: found.start()])))
