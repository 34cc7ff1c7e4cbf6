"""Typing mistakes in questions: a word that no dictionary knows is read as the word that was meant.

What the documents and the lexicon speak of comes first, then the general dictionary. A word that is right, though
rare, is left alone, and so are names: what has a capital inside a sentence, acronyms, what holds a figure.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.language.function_words import AUXILIARY_FORMS
from assistant.language.peoples import OF_A_PLACE
from assistant.understanding.dictionaries import RARE, dictionary, entries, forms, known_stems, usual_stems
from assistant.understanding.shorthand import Shorthand
from ingest.terms import STOP_WORDS, fold, stem

_LETTERS = re.compile(r"(?<![\w/.'’@-])[^\W\d_]{3,}+(?![\d_/@'’-]|\.\w)")
_LENGTHS = 2
"""By how many letters a word and its correction may differ in length."""
_SHORTEST, _LONG, _HALF = 4, 8, 4
_COMMON = 1e-4
"""Share of running text above which a word may be one half of two that were typed as one."""
_PER_TEXT = 1e4
"""How many words of running text weigh as much as one sentence of the store, when words are ranked."""
_MORE_USUAL = 10
"""How many times as usual a word of the same sound must be to be meant by one that may be right."""
_LIKE_SLIP = 0.8
"""The cost of a slip that people often make."""
_EFFORT, _FREQUENCY, _STEM_ALONE = 1.75, 0.1, 0.3
"""How much two slips in one word may cost, what ten times as frequent a word is worth, and what a mere stem costs."""
_DOMAIN = 0.9
"""How many letters nearer a word of the documents counts than one of the general dictionary."""
_ENGLISH_ENDING = re.compile(r"(?:s|e|es|ed|d|ing|ly|er|ers)$")
_SPANISH_VERB = re.compile(
    r"(?:ab(?:a|an|as|amos)|ia(?:n|s|mos)?|aron|ieron|iendo|ando|[aei]ra(?:n|s)?|iera(?:n)?|[aei]re(?:mos)?|"
    r"e(?:n|s|mos)|a(?:n|s|mos)?|io|o|e)$"
)
_PARTICIPLE = re.compile(r"(?:ad[oa]s?|id[oa]s?|ando|iendo|aron|ieron)$")
_INFINITIVE = {"a": ("ar",), "i": ("er", "ir")}
_SPANISH_ENDING = re.compile(
    r"(?:[aoe]s?|es|[aei]?(?:r|n|mos)|ad[oa]s?|id[oa]s?|ando|iendo|ab[a]n?|ian?|aron|ieron|[aei]ran?|io|mente|"
    r"(?:ar|er|ir|ando|iendo)(?:se|l[oae]s?))?"
)
# An accent on the last vowels is that of a verb ("midió", "podría"), and no slip.
_STRESSED = re.compile(r"(?:[áéíó]|ía[ns]?|íamos|[áé]is|á[ns])$", re.IGNORECASE)
# Verbs change their stems before some endings: "deniega", "consiguieron", "durmieron", "busque", "alcance", "proteja".
_STEM_CHANGES = (
    ("ie", "e", re.compile(r"[aeo]")),
    ("ue", "o", re.compile(r"[aeo]")),
    ("i", "e", re.compile(r"io|ie|[aeo](?!b)")),
    ("u", "o", re.compile(r"io|ie|a(?:mos)?$")),
    ("qu", "c", re.compile(r"e")),
    ("gu", "g", re.compile(r"e")),
    ("c", "z", re.compile(r"e")),
    ("j", "g", re.compile(r"[ao](?!b)")),
    ("zc", "c", re.compile(r"[ao](?!b)")),
    ("y", "", re.compile(r"[aeo]")),
)
_LAST = "aeioudjlnrsxyz"
"""What a Spanish word ends in."""
_DOUBLED = re.compile(r"([^lrceon])\1|(\w)\2\2")
"""A letter that Spanish never doubles, or one typed three times."""
# The English dictionary is American.
_BRITISH = (
    (re.compile(r"is(?=(?:e|es|ed|er|ers|ing|ation|ations|able)$)"), "iz"),
    (re.compile(r"ys(?=(?:e|es|ed|er|ers|ing)$)"), "yz"),
    (re.compile(r"re(?=s?$)"), "er"),
    (re.compile(r"our(?=(?:s|ed|ing|er|ers|able|al|ful|ite|ites)?$)"), "or"),
    (re.compile(r"mme(?=s?$)"), "m"),
    (re.compile(r"ll(?=(?:ed|ing|er|ers|or|ors|ation)$)"), "l"),
    (re.compile(r"l(?=(?:ment|ments|s|ful|fully)?$)"), "ll"),
    (re.compile(r"ce(?=s?$)"), "se"),
    (re.compile(r"ogue(?=s?$)"), "og"),
)
_PREFIX = re.compile(r"^(?:sub|re|pre|anti|inter|des|auto|contra|extra|multi|tri|vice|ex)(?=\w{6})")
# Letters that sound alike in Spanish, or almost; the first of a word is looked for under its like.
_SOUNDS = (
    (re.compile(r"h(?!u[eo])"), ""),
    (re.compile(r"^x", re.MULTILINE), "s"),
    (re.compile(r"qu(?=[ei])"), "k"),
    (re.compile(r"gu(?=[ei])"), "g"),
    (re.compile(r"[gjx](?=[ei])"), "j"),
    (re.compile(r"sc(?=[ei])|c(?=[ei])|z"), "s"),
    (re.compile(r"c|q"), "k"),
    (re.compile(r"v"), "b"),
    (re.compile(r"ll"), "y"),
    # "pero" and "perro" do not sound alike.
    (re.compile(r"([a-qs-z])\1"), r"\1"),
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


_VOWELS = frozenset("aeiou")
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEIGHBOURS = frozenset(
    pair
    for row, keys in enumerate(_KEYS)
    for at, key in enumerate(keys)
    for other in (keys[at + 1 : at + 2], *(_KEYS[row + 1][max(at - 1, 0) : at + 1] if row < 2 else ""))
    if other
    for pair in (key + other, other + key)
)
_ALIKE = frozenset(pair for one, others in _LIKE.items() for other in others for pair in (one + other, other + one)) | {
    "mn",
    "nm",
}


# "darle", "registrarse", "informándoles": a verb with pronouns written on to it.
_ENCLITIC = re.compile(r"(\w+(?:[aei]r|[aei]ndo))(?:me|te|se|nos|os)?(?:l[aeo]s?|me|te|se|nos|os)$")

# "permítame", "indíquenos": a command with pronouns written on to it.
_COMMAND = re.compile(r"(\w{3,}[aen])(?:me|nos|se)?(?:l[aeo]s?|me|nos|se)$")


def _share_of_spanish(word: str) -> float:
    """How usual a folded Spanish word is, or its singular, or the verb that it is a form of."""
    share = dictionary("es")
    alike = [word, word.removesuffix("s"), word.removesuffix("es"), f"{word.removesuffix('ces')}z", *_verbs_of(word)]
    return max(share.get(form, 0.0) for form in alike)


def _verbs_of(word: str) -> list[str]:
    """The infinitives, right or not, of which a folded Spanish word would be a form."""
    ending = _SPANISH_VERB.search(word)
    if not ending:
        return []
    root = word[: ending.start()]
    changed = ((old, new) for old, new, before in _STEM_CHANGES if before.match(ending[0]))
    roots = [root, *(f"{head}{new}{tail}" for old, new in changed for head, tail in _parted_by(root, old))]
    return [r + e for r in roots for e in ("ar", "er", "ir")]


def _is_of_a_verb(word: str) -> bool:
    """Whether a folded Spanish word is a form of a verb; of one seldom written, by a participle or the like."""
    participle = _PARTICIPLE.search(word)
    if participle and any(word[: participle.start()] + e in dictionary("es") for e in _INFINITIVE[participle[0][0]]):
        return True
    return any(dictionary("es").get(verb, 0.0) > RARE / 5 for verb in _verbs_of(word))


def _parted_by(root: str, letters: str) -> list[tuple[str, str]]:
    """What stands before and after the last of some letters, where at most three consonants follow them."""
    head, found, tail = root.rpartition(letters)
    return [(head, tail)] if found and head and len(tail) <= 3 and not set(tail) & set("aeio") else []


def _short_word(word: str, language: str) -> str | None:
    """The word of grammar that one of three letters was to be: letters swapped, or the last one left out."""
    if len(word) != _SHORTEST - 1:
        return None
    share = dictionary(language)
    fit = [
        w
        for w in STOP_WORDS[language]
        if share.get(w, 0.0) > _COMMON
        and ((sorted(w) == sorted(word) and OSA.distance(w, word) == 1) or (len(w) == _SHORTEST and w[:-1] == word))
    ]
    return max(fit, key=lambda w: (share.get(w, 0.0), w), default=None)


def _of_grammar(word: str, language: str) -> str | None:
    """Two words of grammar typed as one ("ofthe", "dela"), unless it is nearly a single one ("dois")."""
    share, stops = dictionary(language), STOP_WORDS[language]
    if any(abs(len(w) - len(word)) < _LENGTHS and effort(word, w) <= _LIKE_SLIP for w in stops):
        return None
    halves = ((word[:cut], word[cut:]) for cut in range(1 if word.startswith("al") else 2, len(word) - 1))
    fit = (pair for pair in halves if all(w in stops and share.get(w, 0.0) > _COMMON for w in pair))
    return " ".join(next(fit, ())) or None


@lru_cache(maxsize=1024)
def sound(word: str) -> str:
    """How a folded Spanish word sounds, roughly: words of one sound are told apart by spelling alone."""
    return _aloud(word)


def _heard(words: Sequence[str]) -> NDArray[np.int64]:
    """A hash of the sound of each of some words. All are heard as one text: thousands, one by one, take long."""
    return np.fromiter(map(hash, _aloud("\n".join(words)).split("\n")), np.int64, len(words))


def _aloud(text: str) -> str:
    """How the folded Spanish words of a text sound, a word a line."""
    heard = text.replace("ch", "1")
    for pattern, letter in _SOUNDS:
        heard = pattern.sub(letter, heard)
    return heard


def effort(typed: str, meant: str) -> float:
    """How much it takes to mistype a word as another, in slips: those that people make often cost less than 1.

    Often a letter is left out, doubled, not doubled or swapped with the next, or is a neighbour on the keyboard,
    another vowel or a letter of the same sound.
    """
    before: list[float] = []
    row = [0.8 * j for j in range(len(meant) + 1)]
    for i, letter in enumerate(typed, 1):
        last, row, older = row, [float(i)], before
        before = last
        for j, wanted in enumerate(meant, 1):
            extra = last[j] + (0.7 if i > 1 and typed[i - 2] == letter else 1.0)
            missing = row[j - 1] + (0.7 if wanted == "h" or (j > 1 and meant[j - 2] == wanted) else 0.8)
            cost = min(extra, missing, last[j - 1] + _change(letter, wanted))
            if i > 1 and j > 1 and letter == meant[j - 2] and typed[i - 2] == wanted and letter != wanted:
                cost = min(cost, older[j - 2] + 0.7)
            row.append(cost)
    return row[-1]


def _change(typed: str, meant: str) -> float:
    if typed == meant:
        return 0.0
    pair = typed + meant
    return 0.75 if pair in _NEIGHBOURS or pair in _ALIKE or set(pair) <= _VOWELS else 1.0


class Spelling:
    """Mends words by the vocabulary of the store and the lexicon, and by the general dictionaries.

    Args:
        known: by language, the stems that the store and the lexicon know, each with how often the store has it.
        names: folded words of names that are right as they are, such as countries.
        shorthand: short forms, which are right too.
    """

    def __init__(self, known: Mapping[str, Mapping[str, int]], names: Iterable[str], shorthand: Shorthand) -> None:
        self._known = known
        self._shorthand = shorthand
        self._names = frozenset(names)
        self._forms: dict[str, dict[str, tuple[str, ...]]] = {}
        self._stems: dict[str, tuple[str, ...]] = {}
        self._sounds: dict[str, NDArray[np.int64]] = {}
        self._sounds_of_stems: dict[str, NDArray[np.int64]] = {}
        self._meant = lru_cache(maxsize=4096)(self._find_meant)

    def mended(self, text: str, language: str) -> str:
        """The text with its misspelt words replaced, everything else as it was."""
        shouted = text == text.upper()
        return _LETTERS.sub(lambda m: self._word(m[0], language, _is_name(m, text) and not shouted), text)

    def knows(self, word: str, language: str) -> bool:
        """Whether a folded word is right in a language: in a dictionary, in the documents, in the lexicon, a name."""
        if word in STOP_WORDS[language] or word in AUXILIARY_FORMS or word in self._names:
            return True
        if self._shorthand.holds(word, language):
            return True
        if word in dictionary(language) or word in forms(language):
            return True
        if stem(word, language) in self._known[language] and (
            not word.isalpha() or (self._is_regular(word) if language == "en" else not _DOUBLED.search(word))
        ):
            return True
        return (
            self._is_inflected(word)
            if language == "es"
            else any(
                (there := british.sub(american, word)) != word and there in dictionary("en")
                for british, american in _BRITISH
            )
        )

    def _is_foreign(self, word: str, language: str) -> bool:
        """Whether a folded word is one of a language that the question is not in: no guesses at its forms here."""
        if word in STOP_WORDS[language] or dictionary(language).get(word, 0.0) > RARE:
            return True
        root = stem(word, language)
        return root in self._known[language] and (
            root not in known_stems(language) or self._is_regular_of(word, language)
        )

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
        if self._is_foreign(word, other):
            return self._cognate(word, language)
        if len(word) < _SHORTEST:
            return _short_word(word, language)
        return (
            _of_grammar(word, language)
            or (self._likelier(word) if language == "es" else self._closest(word, language))
            or self._closest(word, other, own=True)
            or self._parted(word, language)
        )

    def _cognate(self, word: str, language: str) -> str | None:
        """The word of the documents that a like word of the other language stands for ("ilegal", "responsable")."""
        near = self._closest(word, language, own=True) if len(word) > _SHORTEST + 1 else None
        return near if near and near in dictionary(language) and effort(word, near) <= _LIKE_SLIP else None

    def _is_doubtful(self, word: str) -> bool:
        """Whether a folded Spanish word is known by its stem or as a form alone, or is hardly ever written."""
        if word in STOP_WORDS["es"] or word in self._names or word in self._known["es"] or word in AUXILIARY_FORMS:
            return False
        return not self._shorthand.holds(word, "es") and dictionary("es").get(word, 0.0) < RARE / 5

    def _homophone(self, word: str) -> str | None:
        """A word of the documents or of grammar with the sound of a Spanish one, and no form of the same word."""
        root = stem(word, "es")
        fit = [w for w in self._of_one_sound(word) if w in STOP_WORDS["es"] or self._is_own(w, "es")]
        usual = _share_of_spanish(word)
        return next((w for w in fit if stem(w, "es") != root and _share_of_spanish(w) > _MORE_USUAL * usual), None)

    def _is_regular(self, word: str) -> bool:
        """Whether a folded English word is a regular form of a known one, so that its stem is that of no slip."""
        if stem(word, "en") not in known_stems("en"):
            return stem(word, "en") in (word, _ENGLISH_ENDING.sub("", word))
        return self._is_regular_of(word, "en")

    def _is_regular_of(self, word: str, language: str) -> bool:
        """Whether a folded word is in the dictionary of a language, but for a regular ending."""
        known = dictionary(language)
        if language == "es":
            return word in known or word.removesuffix("s") in known or word.removesuffix("es") in known
        bare = _ENGLISH_ENDING.sub("", word)
        return any(form in known for form in (word, word.removesuffix("s"), bare, f"{bare}e", f"{bare}y"))

    def _is_inflected(self, word: str) -> bool:
        """Whether a folded Spanish word is a form of one that is known, or has a prefix: the dictionary lacks many."""
        if _DOUBLED.search(word) or word[-1] not in _LAST:
            return False
        root = stem(word, "es")
        if root in usual_stems("es") and _SPANISH_ENDING.fullmatch(word[len(root) :]):
            return True
        if _is_of_a_verb(word) or dictionary("es").get(_singular(word), 0.0) > RARE:
            return True
        verb = _ENCLITIC.match(word)
        if verb and (verb[1] in dictionary("es") or stem(verb[1], "es") in self._known["es"]):
            return True
        command = _COMMAND.match(word)
        if command and _is_of_a_verb(command[1]):
            return True
        bare = _PREFIX.sub("", word)
        return bare != word and (bare in dictionary("es") or stem(bare, "es") in self._known["es"])

    def _is_derived(self, word: str) -> bool:
        """Whether a word is made of a known one as the people of a place are of its name, the place unheard of else."""
        heads = [word[:cut] for cut in range(_SHORTEST, len(word)) if OF_A_PLACE.fullmatch(word[cut:])]
        if any(head in self._names or f"{head}a" in self._names for head in heads):
            return True
        unheard = (head for head in heads if not any(head in known_stems(language) for language in self._known))
        return any(head in stems or f"{head}a" in stems for head in unheard for stems in self._known.values())

    def _sounding_like(self, word: str) -> str | None:
        fit = self._of_one_sound(word)
        if not fit and len(word) > _SHORTEST:
            root = stem(word, "es")
            fit = self._with_stems_of_one_sound(word, root)
            ended = {stem(w, "es") + word[len(root) :] for w in fit}
            fit = sorted(w for w in ended if stem(w, "es") in self._known["es"]) or fit
        return min(fit, key=lambda w: (OSA.distance(word, w), -self._rank(w, "es")), default=None)

    def _closest(self, word: str, language: str, own: bool = False) -> str | None:
        """The nearest word by letters left out, put in, changed or swapped; with ``own``, one of the documents'."""
        allowed = 1 if len(word) < _LONG or own else 2
        best: tuple[float, float, str] | None = None
        for form, distance in self._near(word, language, allowed):
            is_own = self._is_own(form, language) or (not own and form in STOP_WORDS[language])
            slips = effort(word, form)
            if (not is_own and (own or distance > 1)) or (distance > 1 and slips > _EFFORT):
                continue
            if not any(form in right for right in (dictionary(language), self._names, STOP_WORDS[language])):
                # A stem of the store: the word that it is of is another, unless it is a name.
                slips += _STEM_ALONE
            likely = slips - _FREQUENCY * (math.log10(self._rank(form, language)) + form.startswith(word))
            scored = (distance - _DOMAIN * is_own, likely, form)
            best = min(best, scored) if best else scored
        return best[-1] if best else None

    def _likelier(self, word: str) -> str | None:
        """The nearest Spanish word of the dictionary or form of one of the documents, whichever takes fewer slips."""
        near, form = self._closest(word, "es"), self._reinflected(word)
        is_sure = near and (self._is_own(near, "es") or near in STOP_WORDS["es"])
        if near and form and is_sure and effort(word, near) <= effort(word, form):
            return near
        return form or near

    def _reinflected(self, word: str) -> str | None:
        """A form, which the dictionary may lack, of a Spanish word of the documents one letter away."""
        root = stem(word, "es")
        if len(root) < _SHORTEST:
            return None
        near = process.extract(root, self._stems_of(root[0]), scorer=OSA.distance, score_cutoff=1, limit=None)
        fit = [own + word[len(root) :] for own, _, _ in near]
        sound_ones = [form for form in fit if stem(form, "es") in self._known["es"] and len(form) > _SHORTEST]
        return min(
            sound_ones,
            key=lambda form: (effort(word, form) - _FREQUENCY * math.log10(self._rank(form, "es")), form),
            default=None,
        )

    def _stems_of(self, first: str) -> tuple[str, ...]:
        """The Spanish stems of the documents and the lexicon that begin with a letter."""
        if not self._stems:
            by_letter: dict[str, list[str]] = defaultdict(list)
            for own in self._known["es"]:
                by_letter[own[0]].append(own)
            self._stems = {letter: tuple(stems) for letter, stems in by_letter.items()}
        return self._stems.get(first, ())

    def _parted(self, word: str, language: str) -> str | None:
        """Two words of the documents, or one and a word of grammar, typed as one."""
        for cut in range(_HALF - 2, len(word) - _HALF + 3):
            halves = word[:cut], word[cut:]
            if all(self._is_half(w, language) for w in halves) and len(word) > _HALF + 1:
                return " ".join(halves)
        return None

    def _is_own(self, word: str, language: str) -> bool:
        return word in self._names or stem(word, language) in self._known[language]

    def _rank(self, word: str, language: str) -> float:
        """How usual a word is in the store and in running text; more than 0."""
        share = dictionary(language).get(word, 1e-8)
        if word in STOP_WORDS[language]:
            share = max(share, _COMMON)
        return self._known[language].get(stem(word, language), 0) + _PER_TEXT * share

    def _is_half(self, word: str, language: str) -> bool:
        """Whether a word may have been typed together with its neighbour."""
        share = dictionary(language).get(word, 0.0)
        if word in STOP_WORDS[language]:
            return share > _COMMON
        return share > _COMMON or (share > 0 and len(word) >= _HALF and self._is_own(word, language))

    def _near(self, word: str, language: str, allowed: int) -> Iterator[tuple[str, int]]:
        """Known words that begin alike and are at most so many slips away, each with how many."""
        for _, alike in self._beginning_alike(word, language):
            for form, distance, _ in process.extract(
                word, alike, scorer=OSA.distance, score_cutoff=allowed, limit=None
            ):
                yield form, int(distance)

    def _of_one_sound(self, word: str) -> list[str]:
        """Known Spanish words of about the length of a word and of its sound."""
        found: list[str] = []
        for first, alike in self._beginning_alike(word, "es"):
            if first not in self._sounds:
                self._sounds[first] = _heard(alike)
            found += _at(alike, self._sounds[first] == hash(sound(word)), word)
        return [w for w in found if sound(w) == sound(word)]

    def _with_stems_of_one_sound(self, word: str, root: str) -> list[str]:
        """Words of the documents of about the length of a Spanish word, whose stems have the sound of its stem."""
        found: list[str] = []
        for first, alike in self._beginning_alike(word, "es"):
            if first not in self._sounds_of_stems:
                self._sounds_of_stems[first] = _heard([stem(w, "es") for w in alike])
            found += _at(alike, self._sounds_of_stems[first] == hash(sound(root)), word)
        return [w for w in found if self._is_own(w, "es") and sound(stem(w, "es")) == sound(root)]

    def _beginning_alike(self, word: str, language: str) -> list[tuple[str, tuple[str, ...]]]:
        """The known words that begin as a word may have been meant to, by their first letter."""
        if language not in self._forms:
            self._forms[language] = self._by_beginning(language)
        begins = {word[0], word[1], *(_LIKE.get(word[0], "") + "h" if language == "es" else "")}
        table = self._forms[language]
        return [(b, table[b]) for b in sorted(begins) if b in table]

    def _by_beginning(self, language: str) -> dict[str, tuple[str, ...]]:
        known, unheard = self._known[language], set(self._known[language])
        usual: set[str] = set()
        for word, root, share in entries(language):
            is_own = root in known
            if is_own:
                unheard.discard(root)
            if is_own or share > RARE:
                usual.add(word)
            # The dictionary lacks the plurals of many words.
            if is_own and language == "es" and stem(many := _plural(word), "es") in known:
                usual.add(many)
        table: dict[str, list[str]] = defaultdict(list)
        for form in usual | unheard | self._names | STOP_WORDS[language]:
            if len(form) >= _SHORTEST - 1 and form.isalpha():
                table[form[0]].append(form)
        return {first: tuple(sorted(found)) for first, found in table.items()}


def _at(alike: Sequence[str], places: NDArray[np.bool_], word: str) -> list[str]:
    """The words at some places that are of about the length of a word."""
    return [w for at in np.flatnonzero(places).tolist() if abs(len(w := alike[at]) - len(word)) <= _LENGTHS]


def _singular(word: str) -> str:
    """What a Spanish word would be the plural of: without the "s", or the "es" after a consonant."""
    bare = word.removesuffix("s")
    return bare.removesuffix("e") if bare != word and re.search(r"[dlnrj]e$", bare) else bare


def _plural(word: str) -> str:
    """The plural of a Spanish noun."""
    if word[-1] in "aeiou":
        return f"{word}s"
    return f"{word[:-1]}ces" if word.endswith("z") else f"{word}es"


def _is_name(found: re.Match[str], text: str) -> bool:
    """Whether a word is written as a name: in capitals, or capitalised past the first word."""
    word = found[0]
    return word.isupper() or (word[0].isupper() and bool(re.search(r"\w", text[: found.start()])))
