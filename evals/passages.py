"""Questions on passages in two languages, in the layout of SQuAD: what the retrieval suite searches for.

The same paragraphs and questions come in both languages, in the same order and with the same question ids.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.errors import DatasetError
from ingest.terms import LANGUAGES


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in both languages. ``number`` is its place in the file, ``article`` the title it belongs to."""

    number: int
    article: str
    text: dict[str, str]


@dataclass(frozen=True, slots=True)
class PassageQuestion:
    """A question in both languages and the paragraph that answers it."""

    id: str
    paragraph: Paragraph
    text: dict[str, str]


@dataclass(frozen=True, slots=True)
class PassageSet:
    """Paragraphs and the questions on them."""

    paragraphs: tuple[Paragraph, ...]
    questions: tuple[PassageQuestion, ...]

    @classmethod
    def read(cls, stem: Path) -> PassageSet:
        """Reads ``STEM.en.json`` and ``STEM.es.json``.

        Raises:
            DatasetError: a file is missing or the two do not belong together.
        """
        try:
            english, spanish = (_paragraphs(stem.with_name(f"{stem.name}.{language}.json")) for language in LANGUAGES)
            pairs = list(zip(english, spanish, strict=True))
            found = [_pair(number, *pair) for number, pair in enumerate(pairs)]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise DatasetError(f"{stem}.en.json and {stem}.es.json are no pair of passage files ({error}).") from error
        return cls(tuple(p for p, _ in found), tuple(q for _, questions in found for q in questions))

    def every(self, articles: int, questions: int = 1) -> PassageSet:
        """The paragraphs of every ``articles``-th article, with every ``questions``-th of their questions."""
        chosen = list(dict.fromkeys(p.article for p in self.paragraphs))[::articles]
        kept = tuple(p for p in self.paragraphs if p.article in chosen)
        asked = [q for q in self.questions if q.paragraph.article in chosen]
        return PassageSet(kept, tuple(asked[::questions]))


def _paragraphs(path: Path) -> list[tuple[str, dict[str, Any]]]:
    data = json.loads(path.read_text(encoding="utf-8"))["data"]
    return [(article["title"], paragraph) for article in data for paragraph in article["paragraphs"]]


def _pair(
    number: int, english: tuple[str, dict[str, Any]], spanish: tuple[str, dict[str, Any]]
) -> tuple[Paragraph, Sequence[PassageQuestion]]:
    versions = dict(zip(LANGUAGES, (english[1], spanish[1]), strict=True))
    paragraph = Paragraph(number, english[0], {language: p["context"] for language, p in versions.items()})
    asked = {language: {q["id"]: q["question"] for q in p["qas"]} for language, p in versions.items()}
    if set(asked["en"]) != set(asked["es"]):
        raise ValueError(f"paragraph {number} has other questions in each language")
    return paragraph, [
        PassageQuestion(id, paragraph, {language: asked[language][id] for language in LANGUAGES}) for id in asked["en"]
    ]
