"""The general dictionaries of English and Spanish as tables, made once and kept in a file.

Words and how usual they are come from pyspellchecker, their forms besides from simplemma.

To read a dictionary, fold its words and find their stems takes a second, which the first question of each process
would wait for; to read what it asks of the tables, a hundredth of that. They stand beside the unpacked model and are
made anew where they are missing or broken, or what they are made from or by has changed.
"""

from __future__ import annotations

import hashlib
import os
import threading
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import Stemmer
from numpy.typing import NDArray

from ingest import terms
from ingest.settings import IngestSettings
from ingest.terms import fold

RARE = 1e-6
"""Share of running text below which a general word is no correction."""
_SHORTEST = 4
"""How many letters a stem must have to tell one word from another."""
_SNOWBALL = {"en": Stemmer.Stemmer("english"), "es": Stemmer.Stemmer("spanish")}
_BROKEN = (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error)

Tables = dict[str, NDArray[Any]]
"""Of one language: ``words`` and ``stems``, apart by line breaks; the ``shares`` of the words and their ``hashes``,
ascending; the hashes of all stems (``heads``), of those of usual words (``roots``) and of inflected ``forms``."""


class Shares:
    """Words with their share of running text, kept as hashes: a dictionary of strings would take ten times the memory.

    Two words of one hash would be taken for one another: among 200,000 words, once in a hundred million dictionaries.

    Args:
        hashes: of the words, ascending.
        shares: of each; none where only whether a word is there will be asked.
    """

    def __init__(self, hashes: NDArray[np.int64], shares: NDArray[np.float64] | None = None) -> None:
        self._hashes = hashes
        self._shares = shares

    def _place(self, word: str) -> int | None:
        key = _hash(word)
        at = int(np.searchsorted(self._hashes, key))
        return at if at < len(self._hashes) and self._hashes[at] == key else None

    def __contains__(self, word: str) -> bool:
        return self._place(word) is not None

    def get(self, word: str, otherwise: float) -> float:
        """The share of a word, or another figure where it is unknown."""
        at = self._place(word)
        return otherwise if at is None or self._shares is None else float(self._shares[at])


@cache
def dictionary(language: str) -> Shares:
    """The folded words of a language."""
    hashes, shares = _read(language, "hashes", "shares")
    return Shares(hashes, shares)


@cache
def known_stems(language: str) -> Shares:
    """The stems of the dictionary of a language, as ``ingest.terms.stem`` gives them."""
    return Shares(*_read(language, "heads"))


@cache
def usual_stems(language: str) -> Shares:
    """The stems of usual words of a language that are long enough to tell one word from another."""
    return Shares(*_read(language, "roots"))


@cache
def forms(language: str) -> Shares:
    """The folded forms of the words of a language, conjugated and declined: many that the dictionary lacks."""
    return Shares(*_read(language, "forms"))


def entries(language: str) -> Iterator[tuple[str, str, float]]:
    """Every folded word of a language with its stem and its share of running text. Large: not to be kept."""
    words, stems, shares = _read(language, "words", "stems", "shares")
    return zip(_lines(words), _lines(stems), shares.tolist(), strict=True)


def _read(language: str, *names: str) -> list[NDArray[Any]]:
    """Some tables of a language, from the file that keeps them or made anew."""
    path = IngestSettings().models / f"words-{language}-{_digest(language)}.npz"
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            return [kept[name] for name in names]
    except _BROKEN:
        made = _made(language)
        _keep(path, made)
        return [made[name] for name in names]


def _digest(language: str) -> str:
    """A short checksum of what the tables of a language are made from and by."""
    total = hashlib.sha256(f"{Stemmer.version()}".encode())
    for source in (files("spellchecker") / "resources" / f"{language}.json.gz", Path(terms.__file__), Path(__file__)):
        total.update(source.read_bytes())
    total.update(version("simplemma").encode())
    return total.hexdigest()[:12]


def _keep(path: Path, made: Tables) -> None:
    """Writes the tables in the place of older ones; where nothing can be written, the next process makes them again."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            arrays: dict[str, Any] = dict(made)
            np.savez(file, **arrays)
        beside.replace(path)
        for older in path.parent.glob(f"{path.name.rpartition('-')[0]}-*.npz"):
            if older != path:
                older.unlink(missing_ok=True)
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _made(language: str) -> Tables:
    share = _spelled(language)
    found, hashes = list(share), _hashes(share)
    order = np.argsort(hashes, kind="stable")
    words = [found[place] for place in order.tolist()]
    shares = np.array([share[word] for word in words])
    stems = [s if s.isascii() else fold(s) for s in _SNOWBALL[language].stemWords(words)]
    usual = {stem for stem, part in zip(stems, shares.tolist(), strict=True) if len(stem) >= _SHORTEST and part > RARE}
    return {
        "words": _joined(words),
        "stems": _joined(stems),
        "shares": shares,
        "hashes": hashes[order],
        "heads": np.sort(_hashes(set(stems))),
        "roots": np.sort(_hashes(usual)),
        "forms": np.sort(_hashes(_inflected(language))),
    }


def _spelled(language: str) -> Mapping[str, float]:
    """Folded words of a language with their share of running text."""
    from spellchecker import SpellChecker

    frequencies = SpellChecker(language=language).word_frequency
    found: dict[str, float] = defaultdict(float)
    for word, count in frequencies.dictionary.items():
        found[word if language == "en" else fold(word)] += count / frequencies.total_words
    return found


def _inflected(language: str) -> set[str]:
    """Folded forms that are long enough to tell one word from another."""
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory

    return {fold(form) for form in DefaultDictionaryFactory().get_dictionary(language) if len(form) >= _SHORTEST}


def _hash(word: str) -> int:
    """A hash of 64 bits that is the same in every process."""
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "little", signed=True)


def _hashes(words: Collection[str]) -> NDArray[np.int64]:
    return np.fromiter(map(_hash, words), np.int64, len(words))


def _joined(words: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(words).encode(), np.uint8)


def _lines(joined: NDArray[np.uint8]) -> list[str]:
    return joined.tobytes().decode().split("\n")
