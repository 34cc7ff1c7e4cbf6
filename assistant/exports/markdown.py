"""A conversation as a Markdown file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.answer import Answer, Citation
from assistant.exports.safe_text import literal
from assistant.exports.text import headline, reference
from assistant.wording import Wording


def conversation_markdown(answers: Sequence[Answer], word: Wording, day: date) -> str:
    """The questions as headings, each with its answer, what qualifies it, and its sources with their quotes.

    Args:
        answers: the answers of a conversation in order.
        word: the language of the headings.
        day: the date that the file bears.
    """
    head = [f"# {word('export.heading')}", word("export.exported", date=word.date(day.isoformat()))]
    return "\n\n".join([*head, *(_turn(answer, word) for answer in answers)]) + "\n"


def _turn(answer: Answer, word: Wording) -> str:
    said = headline(answer, word)
    blocks = [
        f"## {literal(answer.question)}",
        f"**{literal(said)}**" if said else "",
        _paragraphs(answer.answer),
        "\n".join(f"- {literal(caveat)}" for caveat in answer.caveats),
        _searched(answer, word),
        _sources(answer, word),
    ]
    return "\n\n".join(block for block in blocks if block)


def _paragraphs(text: str) -> str:
    lines = [re.sub(r"^\s*[•*-]\s+", "- ", line) for line in text.strip().split("\n")]
    return "\n".join(f"- {literal(line[2:])}" if line.startswith("- ") else literal(line) for line in lines)


def _searched(answer: Answer, word: Wording) -> str:
    if answer.citations or not answer.searched:
        return ""
    return f"{word('reference.searched')}:\n\n" + "\n".join(f"- {literal(title)}" for title in answer.searched)


def _sources(answer: Answer, word: Wording) -> str:
    if not answer.citations:
        return ""
    return "\n\n".join([f"### {word('reference.sources')}", *(_source(c, word) for c in answer.citations)])


def _source(citation: Citation, word: Wording) -> str:
    quote = "\n".join(f"> {literal(line)}" for line in citation.quote.split("\n"))
    return f"{literal(f'[{citation.mark}]')} {literal(reference(citation, word))}\n\n{quote}"
