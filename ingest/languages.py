"""The language of a document, and of a sentence in it: English or Spanish."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from ingest.cleaning import LINK, clean
from ingest.document import RawDocument
from ingest.terms import LANGUAGES, STOP_WORDS, words

_SAMPLE = 6000
"""Characters of running text by which the language of a document is told."""
_LONG = 60
"""A shorter sentence takes the language of its document."""
_SURE = 0.9


def document_language(raw: RawDocument) -> str:
    """``en`` or ``es``: the language of the longest lines of a document."""
    lines = (clean(line.text) for page in raw.pages for line in page.lines)
    sample, size = [], 0
    for line in lines:
        if len(line.split()) >= 5 and size < _SAMPLE:
            sample.append(line)
            size += len(line)
    return _told("\n".join(sample))[0] if sample else "en"


def sentence_language(text: str, language: str) -> str:
    """The language of a sentence in a document of another or the same language; of a short one, the document's."""
    text = LINK.sub("", text)
    if len(text) < _LONG:
        return language
    other = "es" if language == "en" else "en"
    found = words(text)
    if _function_words(found, other) <= _function_words(found, language):
        return language
    told, confidence = _told(text)
    return other if told == other and confidence >= _SURE else language


def _told(text: str) -> tuple[str, float]:
    """The language of a text, and how sure that is, from 0.5 to 1."""
    language, confidence = _identifier().classify(text)
    return str(language), float(confidence)


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(LANGUAGES)
    return identifier


def _function_words(found: Sequence[str], language: str) -> int:
    """How many words are among the commonest of a language: names of places and bodies are not."""
    return sum(word in STOP_WORDS[language] for word in found)
